// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
)

// madeUp is a machine of files and variables, and nothing else.
func madeUp(t *testing.T, goos string, environ []string, files map[string]string) *machine {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := root + name
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			err = os.Symlink(target, path)
		} else if strings.HasSuffix(name, ".jar") {
			err = writeJar(path, text)
		} else {
			err = os.WriteFile(path, []byte(text), 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return &machine{goos: goos, environ: environ, root: root}
}

func writeJar(path, pom string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z := zip.NewWriter(f)
	w, err := z.Create("org/apache/maven/model/pom-4.0.0.xml")
	if err == nil {
		_, err = w.Write([]byte(pom))
	}
	return errors.Join(err, z.Close(), f.Close())
}

const (
	npmProgram = "class Definition {}\nmodule.exports = {\n  registry: new Definition('registry', {\n    default: 'https://npm.usual.example/',\n    type: url,\n  }),\n" +
		"  'replace-registry-host': new Definition('replace-registry-host', {\n    default: 'npmjs',\n  }),\n}\n"
	pipProgram      = "PyPI = PackageIndex(\"https://py.usual.example/\", file_storage_domain=\"files.usual.example\")\nTestPyPI = PackageIndex(\n    \"https://test.example/\", file_storage_domain=\"x.example\"\n)\n"
	goEnv           = "# defaults\nGOPROXY=https://go.usual.example,direct\nGOSUMDB=x\n"
	superPOM        = `<?xml version="1.0"?><project><repositories><repository><id>central</id><url>https://maven.usual.example/maven2</url></repository></repositories><pluginRepositories><pluginRepository><id>central</id><url>https://plugins.example</url></pluginRepository></pluginRepositories></project>`
	gemProgram      = "module Gem\n  def self.default_sources\n    @default_sources ||= %w[https://gem.usual.example/]\n  end\nend\n"
	composerProgram = "<?php class Config {\n    public static $defaultRepositories = [\n        'usual.example' => [\n            'type' => 'composer',\n            'url' => 'https://php.usual.example',\n        ],\n    ];\n"
)

// installed are package managers of which each states what it asks.
var installed = map[string]map[string]string{
	"npm": {
		"/usr/bin/node": "x",
		"/usr/bin/npm":  "-> ../lib/node_modules/npm/bin/npm-cli.js",
		"/usr/lib/node_modules/npm/bin/npm-cli.js": "x",
		"/usr/lib/node_modules/npm/package.json":   "{}",
		npmDefinitions:                             npmProgram,
	},
	"pypi":   {"/usr/bin/pip": "x", "/usr/lib/python3.11/site-packages/pip/_internal/models/index.py": pipProgram},
	"golang": {"/usr/bin/go": "-> ../local/go/bin/go", "/usr/local/go/bin/go": "x", "/usr/local/go/go.env": goEnv},
	"maven": {
		"/usr/bin/mvn":             "-> ../share/maven/bin/mvn",
		"/usr/share/maven/bin/mvn": "x",
		"/usr/share/maven/lib/maven-model-builder-3.9.jar": superPOM,
	},
	"gem":      {"/usr/bin/gem": "x", "/usr/lib/ruby/3.1.0/rubygems/defaults.rb": gemProgram},
	"composer": {"/usr/bin/composer": "x", "/usr/share/php/Composer/Config.php": composerProgram},
	"cargo":    {"/home/u/.cargo/registry/index/usual.example-1949cf8c6b5b557f/config.json": `{"dl": "https://static.usual.example/crates", "api": "https://cargo.usual.example"}`},
}

const npmDefinitions = "/usr/lib/node_modules/npm/node_modules/@npmcli/config/lib/definitions/definitions.js"

func with(base, more map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, base)
	maps.Copy(all, more)
	return all
}

var usualEnv = []string{"HOME=/home/u", "PATH=relative::/nowhere:/usr/bin"}

// said is what a registry shows of itself, and the credentials it gives to its own host.
func said(r Registry) string {
	s := r.Base + " " + r.Origin
	if r.Download != "" {
		s += " dl=" + r.Download
	}
	if r.CA != "" {
		s += " ca=" + r.CA
	}
	base, _ := url.Parse(r.Base + "/some/thing")
	r.Authorize(base, func(name, value string) { s += " " + name + ": " + value })
	return s
}

func allSaid(list []Registry) (all []string) {
	for _, r := range list {
		all = append(all, said(r))
	}
	return all
}

func issuesSaid(list []inventory.Issue) (all []string) {
	for _, i := range list {
		text := i.Code + " " + i.Path
		if cause := i.Args["cause"]; cause != "" {
			text += " " + i.Args["type"] + " " + cause
		}
		if i.Args["type"] == "" {
			text += " of no type"
		}
		all = append(all, text)
	}
	return all
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

type row struct {
	name   string
	goos   string // linux without
	env    []string
	files  map[string]string
	bare   bool // nothing is installed
	own    []string
	purl   string
	at     string // download
	want   []string
	why    string
	issues []string
}

func run(t *testing.T, rows []row) {
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			typ, _, _ := strings.Cut(strings.TrimPrefix(r.purl, "pkg:"), "/")
			files := with(installed[typ], r.files)
			if r.bare {
				files = r.files
			}
			goos := r.goos
			if goos == "" {
				goos = "linux"
			}
			m := madeUp(t, goos, append(slices.Clone(usualEnv), r.env...), files)
			s, issues := m.settings(r.own)
			list, why := s.For(r.purl, r.at)
			if why != r.why {
				t.Errorf("why %q, want %q", why, r.why)
			}
			equal(t, "registries", allSaid(list), r.want)
			equal(t, "issues", issuesSaid(issues), r.issues)
			for _, i := range issues {
				if i.Effect != inventory.Note || strings.Contains(fmt.Sprint(i), "secret") || strings.Contains(fmt.Sprint(i), m.root) {
					t.Errorf("the issue %v", i)
				}
			}
			shown := fmt.Sprintf("%v %+v %#v %s", list, list, s.Ecosystems(), s.Ecosystems())
			data, err := json.Marshal([]any{list, s, s.Ecosystems()})
			if err != nil {
				t.Fatal(err)
			}
			if shown += string(data); strings.Contains(shown, "secret") || strings.Contains(shown, m.root) {
				t.Errorf("printing shows a secret: %s", shown)
			}
		})
	}
}

func TestUsual(t *testing.T) {
	run(t, []row{
		{name: "npm", purl: "pkg:npm/x@1", want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "pip", purl: "pkg:pypi/x@1", want: []string{"https://py.usual.example/simple pip: index.py"}},
		{name: "go", purl: "pkg:golang/example.org/x@v1", want: []string{"https://go.usual.example go.env"}},
		{name: "cargo", purl: "pkg:cargo/x@1", want: []string{"https://cargo.usual.example ~/.cargo/registry/index/*/config.json dl=https://static.usual.example/crates"}},
		{name: "maven", purl: "pkg:maven/g/x@1", want: []string{"https://maven.usual.example/maven2 maven: pom-4.0.0.xml"}},
		{name: "nuget states none", purl: "pkg:nuget/x@1", why: WhyNotSet},
		{name: "gem", purl: "pkg:gem/x@1", want: []string{"https://gem.usual.example rubygems: defaults.rb"}},
		{name: "composer", purl: "pkg:composer/v/x@1", want: []string{"https://php.usual.example composer: Config.php"}},
		{name: "pub states none", purl: "pkg:pub/x@1", why: WhyNotSet},
		{name: "nothing installed", bare: true, purl: "pkg:npm/x@1", why: WhyNotSet},
		{name: "another type", purl: "pkg:deb/debian/x@1", why: WhyType},
		{name: "no purl", purl: "x", why: WhyType},
		{name: "no home", env: []string{"HOME="}, purl: "pkg:cargo/x@1", why: WhyNotSet},
		{name: "a relative home", env: []string{"HOME=."}, purl: "pkg:cargo/x@1", why: WhyNotSet},
		{name: "another form of npm's program", purl: "pkg:npm/x@1", why: WhyNotSet,
			files: map[string]string{npmDefinitions: "registry: choose()"}},
		{name: "a way out", purl: "pkg:npm/..@..", why: WhyName},
		{name: "a way out in its escapes", purl: "pkg:npm/..%2f..%2fadmin@1", why: WhyName},
		{name: "a way out in the version", purl: "pkg:pypi/x@..%2F..%2Fadmin%3Fa%3Db", why: WhyName},
		{name: "a way out in the scope", purl: "pkg:npm/%2e%2e/x@1", why: WhyName},
		{name: "a way out in the platform", purl: "pkg:gem/x@1?platform=..%2F..", why: WhyName},
		{name: "another line", purl: "pkg:npm/x%0d%0aHost%3aevil.example@1", why: WhyName},
		{name: "signs that names do have", purl: "pkg:golang/git.example/a~b/c_d/v2@v2.0.0%2Bincompatible", want: []string{"https://go.usual.example go.env"}},
		{name: "a source repository", purl: "pkg:npm/x@1?vcs_url=git%2Bhttps://git.example/x", why: WhyElsewhere},
		{name: "an address", purl: "pkg:pypi/x@1?download_url=https://files.example/x.whl", why: WhyElsewhere},
		{name: "the registry's host", purl: "pkg:npm/x@1", at: "https://npm.usual.example/x/-/x-1.tgz", want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "an old address of it", purl: "pkg:npm/x@1", at: "http://NPM.usual.example:80/x/-/x-1.tgz", want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "the host of its files", purl: "pkg:pypi/x@1", at: "https://files.usual.example/a/x.whl", want: []string{"https://py.usual.example/simple pip: index.py"}},
		{name: "another host", purl: "pkg:npm/x@1", at: "https://npm.house.example/x/-/x-1.tgz", why: WhyOtherHost},
		{name: "another port", purl: "pkg:npm/x@1", at: "https://npm.usual.example:8443/x/-/x-1.tgz", why: WhyOtherHost},
		{name: "a folder", purl: "pkg:npm/x@1", at: "file:../x", why: WhyElsewhere},
		{name: "cargo from another index", purl: "pkg:cargo/x@1?repository_url=https://crates.house.example/index", why: WhyOtherHost},
	})
}

func TestOwn(t *testing.T) {
	run(t, []row{
		{name: "before the settings", own: []string{"npm=https://n.example/npm/"}, env: []string{"npm_config_registry=https://other.example"}, purl: "pkg:npm/x@1",
			want: []string{"https://n.example/npm --registry"}},
		{name: "several", own: []string{"npm=https://a.example", "pypi=https://p.example/simple", "npm=https://b.example"}, purl: "pkg:npm/x@1",
			want: []string{"https://a.example --registry", "https://b.example --registry"}},
		{name: "off", own: []string{"npm=off"}, purl: "pkg:npm/x@1", why: WhyOff},
		{name: "off for scopes too", own: []string{"npm=off"}, env: []string{"npm_config_@s:registry=https://s.example"}, purl: "pkg:npm/%40s/x@1", why: WhyOff},
		{name: "a scope keeps its registry", own: []string{"npm=https://a.example"}, env: []string{"npm_config_@s:registry=https://s.example"}, purl: "pkg:npm/%40s/x@1",
			want: []string{"https://s.example $npm_config_@s:registry"}},
		{name: "what is private stays so", own: []string{"golang=https://a.example"}, env: []string{"GOPRIVATE=git.house.example"}, purl: "pkg:golang/git.house.example/x@v1", why: WhyPrivate},
		{name: "plain, since the user says so", own: []string{"maven=http://nexus.house.example:8081/m2"}, purl: "pkg:maven/g/x@1", want: []string{"http://nexus.house.example:8081/m2 --registry"}},
		{name: "with a password", own: []string{"gem=https://u:secret@g.example/"}, purl: "pkg:gem/x@1", want: []string{"https://g.example --registry Authorization: Basic dTpzZWNyZXQ="}},
		{name: "with the settings' credentials", own: []string{"npm=https://n.example/npm"}, files: map[string]string{"/home/u/.npmrc": "//n.example/npm/:_authToken=secret"}, purl: "pkg:npm/x@1",
			want: []string{"https://n.example/npm --registry Authorization: Bearer secret"}},
		{name: "not their credentials without encryption", own: []string{"npm=http://n.example/npm"}, files: map[string]string{"/home/u/.npmrc": "//n.example/npm/:_authToken=secret"}, purl: "pkg:npm/x@1",
			want: []string{"http://n.example/npm --registry"}},
		{name: "a mirror of what lock files name", own: []string{"npm=https://n.example"}, purl: "pkg:npm/x@1", at: "https://npm.usual.example/x.tgz", want: []string{"https://n.example --registry"}},
		{name: "one for what cannot be read", own: []string{"npm=https://n.example"}, files: map[string]string{"/home/u/.npmrc": strings.Repeat("#", maxFile+1)}, purl: "pkg:npm/x@1",
			want: []string{"https://n.example --registry"}, issues: []string{"registry-settings-large ~/.npmrc"}},
		{name: "cargo's own way to write it", own: []string{"cargo=sparse+https://c.example/index/"}, purl: "pkg:cargo/x@1", want: []string{"https://c.example/index --registry"}},
		{name: "refused is nobody", own: []string{"npm=ftp://n.example"}, purl: "pkg:npm/x@1", why: WhyUnusable, issues: []string{"registry-refused --registry npm scheme"}},
	})
}

func TestCheckOwn(t *testing.T) {
	for _, r := range []struct {
		own            []string
		refused, cause string
	}{
		{nil, "", ""},
		{[]string{"npm=https://a.example", "npm=https://b.example", "pypi=off"}, "", ""},
		{[]string{"npm=off", "npm=off"}, "", ""},
		{[]string{"npm=http://a.example"}, "", ""},
		{[]string{"npm"}, "npm=…", "form"},
		{[]string{"npm="}, "npm=…", "form"},
		{[]string{"https://u:secret@a.example/?a=b"}, "=…", "type"},
		{[]string{"deb=https://a.example"}, "deb=…", "type"},
		{[]string{"npm=a.example"}, "npm=…", "scheme"},
		{[]string{"npm=file:///srv"}, "npm=…", "scheme"},
		{[]string{"npm=ssh://git@a.example"}, "npm=…", "scheme"},
		{[]string{"npm=https://"}, "npm=…", "malformed"},
		{[]string{"npm=https://a.example\nb"}, "npm=…", "malformed"},
		{[]string{"npm=https://a.example/?token=secret"}, "npm=…", "query"},
		{[]string{"npm=https://${X}/"}, "npm=…", "variable"},
		{[]string{"npm=off", "npm=https://a.example"}, "npm=…", "both"},
		{[]string{"npm=https://a.example", "npm=off"}, "npm=…", "both"},
	} {
		refused, cause := CheckOwn(r.own)
		if refused != r.refused || cause != r.cause {
			t.Errorf("%q: %q %q, want %q %q", r.own, refused, cause, r.refused, r.cause)
		}
	}
}

// TestAuthorize: credentials go to the very scheme, host and port.
func TestAuthorize(t *testing.T) {
	m := madeUp(t, "linux", []string{"HOME=/home/u"}, map[string]string{"/home/u/.npmrc": "registry=https://n.example/npm/\n//n.example/npm/:_authToken=secret\n"})
	s, _ := m.settings(nil)
	list, _ := s.For("pkg:npm/x@1", "")
	if len(list) != 1 || !list[0].Authorized() || list[0].CredentialsOrigin() != "~/.npmrc" {
		t.Fatal(list)
	}
	for to, want := range map[string]bool{
		"https://n.example/npm/x": true, "https://N.example:443/other": true, "https://n.example": true,
		"http://n.example/npm/x": false, "https://n.example:8443/npm/x": false, "https://x.n.example/npm": false, "https://n.example.evil.example/": false,
		"https://n.example@evil.example/": false, "//n.example/npm": false, "ftp://n.example": false, "http://n.example:443/": false,
	} {
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		given := ""
		if got := list[0].Authorize(u, func(name, value string) { given = name + ": " + value }); got != want || got != (given == "Authorization: Bearer secret") {
			t.Errorf("%s: %v %q", to, got, given)
		}
	}
	if list[0].Authorize(nil, nil) || (Registry{}).Authorize(&url.URL{}, nil) {
		t.Error("credentials out of nothing")
	}
}

// TestLarge: a file as large as is read takes no time.
func TestLarge(t *testing.T) {
	m := madeUp(t, "linux", usualEnv, map[string]string{"/etc/pip.conf": "[global]\nextra-index-url =\n" + strings.Repeat(" x\n", 300_000)})
	begun := time.Now()
	m.settings(nil)
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

// address is what no source may spell out: where somebody could be asked.
var address = regexp.MustCompile(`(?i)https?://[a-z0-9]|\b[a-z0-9-]+\.(org|com|net|io|dev|de|eu|cloud|app)\b`)

// TestNoAddress: no source of the lookup names a host, in whatever it does; comments and tests may.
func TestNoAddress(t *testing.T) {
	files := 0
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, ok := n.(*ast.ImportSpec); ok {
				return false
			}
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if s, err := strconv.Unquote(l.Value); err != nil || address.MatchString(s) {
					t.Errorf("%s: %s names a host", set.Position(l.Pos()), l.Value)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || files < 10 {
		t.Fatal(files, err)
	}
	for text, want := range map[string]bool{"https://npm.example": true, "npm.example.org": true, "(https://[^']+)": false, "~/.npmrc": false, "definitions.js": false} {
		if address.MatchString(text) != want {
			t.Errorf("%q is taken for the wrong thing", text)
		}
	}
}
