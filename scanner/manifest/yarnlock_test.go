// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var npmFiles = []struct {
	name, path, data string
	want             []string
	issues           string
}{
	{"yarn 1", "yarn.lock", `# yarn lockfile v1


"@a/web@^2.0.0", "@a/web@~2.1":
  version "2.1.0"
  resolved "https://index.example/@a/web/-/web-2.1.0.tgz#0123456789012345678901234567890123456789"
  dependencies:
    "db" "^1"
    other "npm:real@^3"
  optionalDependencies:
    fast "*"

db@^1:
  version "1.5.0"
  dependencies:
    "@a/web" "^2.0.0"

db@^3:
  version "3.0.0"

fast@*:
  version "0.1.0"
  integrity sha512-qg==

"other@npm:real@^3":
  version "3.1.0"

odd:
  version "1"
`, []string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@1.5.0 runtime", "pkg:npm/%40a/web@2.1.0 > pkg:npm/fast@0.1.0 optional",
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/real@3.1.0 runtime", "pkg:npm/%40a/web@2.1.0 runtime :4",
		"pkg:npm/db@1.5.0 > pkg:npm/%40a/web@2.1.0 runtime", "pkg:npm/db@1.5.0 runtime :13", "pkg:npm/db@3.0.0 runtime :18",
		"pkg:npm/fast@0.1.0 optional :21", "pkg:npm/real@3.1.0 runtime :25", "project > pkg:npm/%40a/web@2.1.0 ", "project > pkg:npm/db@3.0.0 ",
	}, "[dependency-unreadable unread 28odd]"},
	{"yarn 4", "yarn.lock", `__metadata:
  version: 8
  cacheKey: 10c0

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
  dependencies:
    "@a/web": "npm:^2"
    db: "patch:db@npm%3A3#x"
  dependenciesMeta:
    db:
      optional: true
  languageName: unknown
  linkType: soft

"@a/web@npm:^2, @a/web@npm:~2.1":
  version: 2.1.0
  resolution: "@a/web@npm:2.1.0"
  dependencies:
    db: "npm:3"
  checksum: 10c0/aa
  languageName: node
  linkType: hard

"db@npm:3":
  version: 3.0.0
  resolution: "db@npm:3.0.0"
  linkType: hard

"db@patch:db@npm%3A3#x":
  version: 3.0.0
  resolution: "db@patch:db@npm%3A3#x::version=3.0.0"
  linkType: hard

"own@https://code.example/x/own.git":
  version: 1.0.0
  resolution: "own@https://code.example/x/own.git#commit=abc"
  linkType: hard
`, []string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@3.0.0 runtime", "pkg:npm/%40a/web@2.1.0 runtime :17", "pkg:npm/db@3.0.0 runtime :26",
		"pkg:npm/own@1.0.0?vcs_url=git%2Bhttps:%2F%2Fcode.example%2Fx%2Fown.git%40abc runtime :36",
		"project > pkg:npm/%40a/web@2.1.0 runtime", "project > pkg:npm/db@3.0.0 optional",
		"project > pkg:npm/own@1.0.0?vcs_url=git%2Bhttps:%2F%2Fcode.example%2Fx%2Fown.git%40abc ",
	}, "[]"},
	{"pnpm 9", "pnpm-lock.yaml", `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    dependencies:
      '@a/web':
        specifier: ^2
        version: 2.1.0(db@3.0.0)
      part:
        specifier: workspace:*
        version: link:part
    devDependencies:
      alias:
        specifier: npm:real@^3
        version: real@3.1.0

  part: {}

packages:

  '@a/web@2.1.0':
    resolution: {integrity: sha512-qg==}
    engines: {node: '>=10'}
    deprecated: |-
      use: something
      else
    peerDependencies:
      db: ^3

  db@3.0.0:
    resolution: {integrity: sha512-qg==, tarball: https://files.example/db.tgz}

  real@3.1.0:
    resolution: {integrity: sha512-qg==}
    os: [linux, darwin]

snapshots:

  '@a/web@2.1.0(db@3.0.0)':
    dependencies:
      db: 3.0.0

  db@3.0.0: {}

  real@3.1.0:
    optionalDependencies:
      db: 3.0.0
`, []string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@3.0.0 runtime", "pkg:npm/%40a/web@2.1.0 runtime :25", "pkg:npm/db@3.0.0 runtime :34",
		"pkg:npm/real@3.1.0 > pkg:npm/db@3.0.0 optional", "pkg:npm/real@3.1.0 dev :37", "project > pkg:npm/%40a/web@2.1.0 runtime", "project > pkg:npm/real@3.1.0 dev",
	}, "[]"},
	{"pnpm 6", "pnpm-lock.yaml", `lockfileVersion: '6.0'
dependencies:
  '@a/web':
    specifier: ^2
    version: 2.1.0(db@3.0.0)
packages:
  /@a/web@2.1.0(db@3.0.0):
    resolution: {integrity: sha512-qg==}
    dependencies:
      db: 3.0.0
    dev: false
  /db@3.0.0:
    resolution: {integrity: sha512-qg==}
  '@github.example/x/thing/abc':
    name: thing
    version: 1.2.3
`, []string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@3.0.0 runtime", "pkg:npm/%40a/web@2.1.0 runtime :7", "pkg:npm/db@3.0.0 runtime :12", "pkg:npm/thing@1.2.3  :14",
		"project > pkg:npm/%40a/web@2.1.0 runtime",
	}, "[]"},
	{"pnpm 5", "pnpm-lock.yaml", `lockfileVersion: 5.4
specifiers:
  '@a/web': ^2
  lint: '*'
dependencies:
  '@a/web': 2.1.0_db@3.0.0
devDependencies:
  lint: 9.0.0
packages:
  /@a/web/2.1.0_db@3.0.0:
    resolution: {integrity: sha512-qg==}
    dependencies:
      db: 3.0.0
  /db/3.0.0:
    resolution: {integrity: sha512-qg==}
  /lint/9.0.0:
    resolution: {integrity: sha512-qg==}
`, []string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@3.0.0 runtime", "pkg:npm/%40a/web@2.1.0 runtime :10", "pkg:npm/db@3.0.0 runtime :14", "pkg:npm/lint@9.0.0 dev :16",
		"project > pkg:npm/%40a/web@2.1.0 runtime", "project > pkg:npm/lint@9.0.0 dev",
	}, "[]"},
	{"pnpm of tomorrow", "pnpm-lock.yaml", "lockfileVersion: '12.0'\npackages:\n  a@1: {}\n", nil, "[dependencies-unreadable unread line 1: lockfileVersion 12.0 is not known]"},
	{"a line that is none", "yarn.lock", "a@1:\n  version \"1\"\nb\n", []string{"pkg:npm/a@1  :1", "project > pkg:npm/a@1 "},
		"[dependencies-unreadable unread line 3: neither a name with a value nor an entry]"},
	{"bun", "bun.lock", `{
  "lockfileVersion": 1,
  "workspaces": {
    "": {"name": "shop", "dependencies": {"@a/web": "^2", "part": "workspace:*"}, "devDependencies": {"db": "^3"},},
    "part": {"name": "part", "dependencies": {"db": "*"},},
  },
  "packages": {
    "@a/web": ["@a/web@2.1.0", "", {"dependencies": {"db": "^1"}, "peerDependencies": {"x": "*"}, "optionalPeers": ["x"]}, "sha512-qg=="],
    "@a/web/db": ["db@1.5.0", "", {}, "sha512-qg=="],
    "db": ["db@3.0.0", "", {"optionalDependencies": {"@a/web": "*"}}, "sha512-qg=="],
    "part": ["part@workspace:part"],
    "odd": 7,
  },
}`, []string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@1.5.0 runtime", "pkg:npm/%40a/web@2.1.0 runtime :8", "pkg:npm/db@1.5.0 runtime :9",
		"pkg:npm/db@3.0.0 > pkg:npm/%40a/web@2.1.0 optional", "pkg:npm/db@3.0.0 runtime :10",
		"project > pkg:npm/%40a/web@2.1.0 runtime", "project > pkg:npm/db@3.0.0 dev", "project > pkg:npm/db@3.0.0 runtime",
	}, "[dependency-unreadable unread 12odd]"},
	{"package.json", "package.json", `{"name": "shop", "version": "1.0.0",
"dependencies": {"@a/web": "^2", "fast": "1", "part": "workspace:*"},
"devDependencies": {"lint": "*", "odd": 7},
"optionalDependencies": {"fast": "1"},
"peerDependencies": {"db": ">1", "maybe": "*"}, "peerDependenciesMeta": {"maybe": {"optional": true}}}`, []string{
		"pkg:npm/%40a/web runtime :2", "pkg:npm/db runtime :5", "pkg:npm/fast optional :4", "pkg:npm/lint dev :3",
		"project > pkg:npm/%40a/web runtime", "project > pkg:npm/db runtime", "project > pkg:npm/fast optional", "project > pkg:npm/lint dev",
	}, "[dependency-unreadable unread 3odd]"},
}

func TestNPMFiles(t *testing.T) {
	for _, c := range npmFiles {
		got, issues := dependencies(t, c.path, c.data)
		if d := cmp.Diff(c.want, got); d != "" || fmt.Sprint(issues) != c.issues {
			t.Errorf("%s: %s%v", c.name, d, issues)
		}
	}
}
