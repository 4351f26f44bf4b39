// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// settled reads files of a system and gives what is installed, with its relations.
func settled(t *testing.T, files map[string]string) (components, relations []string, issues []inventory.Issue) {
	t.Helper()
	var list []*manifest.Dependencies
	for name, text := range files {
		l, ok := manifest.ListerFor(name)
		if !ok {
			t.Fatalf("%s: nobody reads it", name)
		}
		d, found := l.Read([]byte(text), name)
		issues = append(issues, found...)
		if d != nil {
			list = append(list, d)
		}
	}
	list, more := manifest.SettleSystems(list)
	short := map[string]string{manifest.Project: ""}
	for _, d := range list {
		for _, c := range d.Components {
			short[c.ID] = c.Name
			components = append(components, strings.Join(strings.Fields(c.ID+" "+c.Licenses(inventory.Declared)+" "+string(c.Scope)), " "))
		}
		for _, r := range d.Relations {
			relations = append(relations, strings.TrimSpace(short[r.From]+" > "+short[r.To]+" "+strings.TrimPrefix(string(r.Scope), "runtime")))
		}
	}
	slices.Sort(components)
	slices.Sort(relations)
	return components, relations, append(issues, more...)
}

const statusFile = `Package: app
Status: install ok installed
Maintainer: Jane Doe <jane@example.org>
Architecture: amd64
Source: appsource (1.0)
Version: 2:1.0-1+b1
Provides: thing (= 1.0), thing-dev
Pre-Depends: libc6 (>= 2.34)
Depends: gone | mail-server, helper:any (>= 1) [amd64],
 other
Recommends: doc
Conffiles:
 /etc/app 0123
Description: an application
 Depends: of no account

Package: libc6
Status: install ok installed
Architecture: amd64
Version: 2.36-9

Package: libc6
Status: install ok installed
Architecture: i386
Version: 2.36-9

Package: post
Status: hold ok triggers-pending
Architecture: all
Version: 1
Provides: mail-server

Package: helper
Status: install ok unpacked
Architecture: all
Version: 1
Depends: app

Package: removed
Status: deinstall ok config-files
Architecture: all
Version: 1

Package: never
Status: purge ok not-installed
Architecture: all

Package: doc
Status: install ok installed
Architecture: all
Version: 1
`

func TestSystems(t *testing.T) {
	const release = "# what it is\nNAME='Some OS'\nID=ubuntu\nVERSION_ID=\"24.04\"\n"
	for name, c := range map[string]struct {
		files                 map[string]string
		components, relations []string
	}{
		"dpkg": {
			map[string]string{"root/var/lib/dpkg/status": statusFile, "root/etc/os-release": release},
			[]string{"pkg:deb/ubuntu/app@2:1.0-1%2Bb1?arch=amd64&distro=ubuntu-24.04 runtime", "pkg:deb/ubuntu/doc@1?arch=all&distro=ubuntu-24.04 runtime",
				"pkg:deb/ubuntu/helper@1?arch=all&distro=ubuntu-24.04 runtime", "pkg:deb/ubuntu/libc6@2.36-9?arch=amd64&distro=ubuntu-24.04 runtime",
				"pkg:deb/ubuntu/libc6@2.36-9?arch=i386&distro=ubuntu-24.04 runtime", "pkg:deb/ubuntu/post@1?arch=all&distro=ubuntu-24.04 runtime",
				"root/etc/os-release#ubuntu runtime"},
			[]string{"> Some OS", "> app", "> libc6", "app > doc optional", "app > helper", "app > libc6", "app > post", "helper > app"},
		},
		"one file a package": {
			map[string]string{"var/lib/dpkg/status.d/base": "Package: base\nVersion: 1\nArchitecture: amd64\nDepends: tz\n", "var/lib/dpkg/status.d/tz": "Package: tz\nVersion: 2\nArchitecture: all\n",
				"var/lib/dpkg/status.d/tz.md5sums": "00  usr/share/zoneinfo/UTC\n"},
			[]string{"pkg:deb/debian/base@1?arch=amd64 runtime", "pkg:deb/debian/tz@2?arch=all runtime"},
			[]string{"> base", "base > tz"},
		},
		"apk": {
			map[string]string{"lib/apk/db/installed": "C:Q1abc=\nP:musl\nV:1.2.4-r2\nA:x86_64\nL:MIT\no:musl\np:so:libc.musl-x86_64.so.1=1\nF:lib\nR:libc.so\nZ:Q1x=\n\n" +
				"P:busybox\nV:1.36-r5\nA:x86_64\nL:GPL-2.0-only\nD:so:libc.musl-x86_64.so.1 !other\np:cmd:sh=1\nF:bin\nR:busybox\n\nP:scripts\nV:1\nA:x86_64\nL:MIT AND ISC\nD:/bin/busybox musl>=1.2\n\n",
				"usr/lib/os-release": "ID=alpine\nVERSION_ID=3.18.4\n"},
			[]string{"pkg:apk/alpine/busybox@1.36-r5?arch=x86_64&distro=alpine-3.18.4 GPL-2.0-only runtime", "pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.18.4 MIT runtime",
				"pkg:apk/alpine/scripts@1?arch=x86_64&distro=alpine-3.18.4 MIT AND ISC runtime", "usr/lib/os-release#alpine runtime"},
			[]string{"> alpine", "> scripts", "busybox > musl", "scripts > busybox", "scripts > musl"},
		},
		"no system": {map[string]string{"testdata/etc/os-release": release, "var/lib/dpkg/info/x.list": "/bin/x\n"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			components, relations, issues := settled(t, c.files)
			for i := range components {
				components[i] = strings.ReplaceAll(components[i], "%3A", ":")
			}
			if !slices.Equal(components, c.components) {
				t.Errorf("components\n%s\nwant\n%s", strings.Join(components, "\n"), strings.Join(c.components, "\n"))
			}
			if !slices.Equal(relations, c.relations) {
				t.Errorf("relations %q, want %q", relations, c.relations)
			}
			if len(issues) > 0 {
				t.Errorf("issues %v", issues)
			}
		})
	}
}

// TestSystemsAreNamedByTheirPath holds that a file of that name elsewhere is no database.
func TestSystemsAreNamedByTheirPath(t *testing.T) {
	for _, name := range []string{"status", "dpkg/status", "testdata/status", "db/installed", "installed", "os-release", "lib/dpkg/status"} {
		if l, ok := manifest.ListerFor(name); ok {
			t.Errorf("%s is read as %s", name, l.Name)
		}
	}
}

func TestSystemsHostile(t *testing.T) {
	const many = 200_000
	alternatives := strings.TrimSuffix(strings.Repeat("nothing | ", many), "| ")
	for name, c := range map[string]struct {
		file, text string
		components int
		unread     bool
	}{
		"no version":           {"var/lib/dpkg/status", "Package: a\nStatus: install ok installed\n", 0, true},
		"no state":             {"var/lib/dpkg/status", "Package: a\nVersion: 1\n", 0, true},
		"many alternatives":    {"var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1\nDepends: " + alternatives + "\n", 1, false},
		"long folded field":    {"var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1\nDepends: a\n" + strings.Repeat(" b,\n", many), 1, true},
		"the same many times":  {"var/lib/dpkg/status", strings.Repeat("Package: a\nStatus: install ok installed\nVersion: 1\nDepends: a\n\n", 20_000), 1, false},
		"a circle":             {"var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1\nDepends: b\n\nPackage: b\nStatus: install ok installed\nVersion: 1\nDepends: a\n", 2, false},
		"no name":              {"lib/apk/db/installed", "V:1\nL:MIT\n\nP:a\nV:1\n", 1, true},
		"no letters":           {"lib/apk/db/installed", "P:a\nV:1\nsome text without a field\n\n", 1, true},
		"way out":              {"lib/apk/db/installed", "P:../../a\nV:1\nF:../../../etc\nR:passwd\n\n", 1, false},
		"binary":               {"lib/apk/db/installed", "\x00\x01\x02\n\xff\xfe", 0, true},
		"what is no paragraph": {"var/lib/dpkg/status", strings.Repeat("x\n", many), 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			components, _, issues := settled(t, map[string]string{c.file: c.text})
			if len(components) != c.components {
				t.Errorf("%d components, want %d", len(components), c.components)
			}
			if (len(issues) > 0) != c.unread {
				t.Errorf("issues %v", issues)
			}
			if len(issues) > 25 {
				t.Errorf("%d issues: %s", len(issues), fmt.Sprint(issues[:3]))
			}
		})
	}
}

// Systems name the package of sources that a package was built from: a name, and no address that source code could be had from.
func TestSourcePackages(t *testing.T) {
	for name, content := range map[string]string{
		"var/lib/dpkg/status":  "Package: a\nStatus: install ok installed\nVersion: 1\nSource: s (2)\n",
		"lib/apk/db/installed": "P:a\nV:1\no:s (2)\n",
	} {
		l, _ := manifest.ListerFor(name)
		d, _ := l.Read([]byte(content), name)
		list, _ := manifest.SettleSystems([]*manifest.Dependencies{d})
		if c := list[0].Components[0]; c.Distribution != (inventory.Distribution{Package: "s (2)"}) {
			t.Errorf("%s: %+v", name, c.Distribution)
		}
	}
	for name, content := range map[string]string{"control.tar!/control": "Package: a\nVersion: 1\nSource: s (2)\n", ".PKGINFO": "pkgname = a\npkgver = 1\norigin = s (2)\n"} {
		r, _ := manifest.For(name)
		c, _, _ := r.Read([]byte(content), name)
		if c == nil || c.Distribution != (inventory.Distribution{Package: "s (2)"}) {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func FuzzSystems(f *testing.F) {
	f.Add(statusFile, "P:a\nV:1\nD:b !c\np:so:x=1\nF:lib\nR:x\n\n", "ID=x\nVERSION_ID='1'\n")
	f.Fuzz(func(t *testing.T, dpkg, apk, release string) {
		settled(t, map[string]string{"var/lib/dpkg/status": dpkg, "lib/apk/db/installed": apk, "etc/os-release": release,
			"var/lib/dpkg/status.d/x": dpkg, "var/lib/dpkg/info/app.list": apk})
	})
}
