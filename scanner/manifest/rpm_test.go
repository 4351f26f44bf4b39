// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/rpm"
)

// rpmHeader makes the header of a package: texts are one value or, as a list, several; numbers are 32 bits wide.
func rpmHeader(tags map[rpm.Tag]any, more ...any) []byte {
	var index, store []byte
	be := binary.BigEndian
	count := 0
	add := func(tag rpm.Tag, v any) {
		kind, n, data := uint32(6), 1, ""
		switch v := v.(type) {
		case string:
			data = v + "\x00"
		case []string:
			kind, n, data = 8, len(v), strings.Join(v, "\x00")+"\x00"
		case []uint32:
			kind, n = 4, len(v)
			for _, x := range v {
				data += string(be.AppendUint32(nil, x))
			}
		}
		for len(store)%8 > 0 {
			store = append(store, 0)
		}
		index = be.AppendUint32(be.AppendUint32(index, uint32(tag)), kind)
		index = be.AppendUint32(be.AppendUint32(index, uint32(len(store))), uint32(n))
		store = append(store, data...)
		count++
	}
	for tag, v := range tags {
		add(tag, v)
	}
	for i := 0; i < len(more); i += 2 {
		add(more[i].(rpm.Tag), more[i+1])
	}
	b := be.AppendUint32([]byte(rpm.HeaderMagic), uint32(count))
	return append(append(be.AppendUint32(b, uint32(len(store))), index...), store...)
}

func beispiel(change map[rpm.Tag]any) map[rpm.Tag]any {
	tags := map[rpm.Tag]any{rpm.Name: "beispiel", rpm.Version: "1.0", rpm.Release: "2.fc40", rpm.Arch: "x86_64", rpm.License: "GPLv2+ and MIT",
		rpm.Vendor: "Fedora Project", rpm.URL: "https://example.org/", rpm.SourceRPM: "beispiel-1.0-2.fc40.src.rpm"}
	for tag, v := range change {
		tags[tag] = v
	}
	return tags
}

func TestRPMHeader(t *testing.T) {
	r, ok := manifest.For("a.rpm!/rpm-header")
	if !ok {
		t.Fatal("nobody reads it")
	}
	for name, test := range map[string]struct {
		data    []byte
		id      string
		claims  string
		problem string
	}{
		"short names": {rpmHeader(beispiel(nil)), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64", "GPLv2+ and MIT = GPL-2.0-or-later AND MIT", ""},
		"SPDX":        {rpmHeader(beispiel(map[rpm.Tag]any{rpm.License: "MIT OR EUPL-1.2"})), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64", "MIT OR EUPL-1.2 = MIT OR EUPL-1.2", ""},
		"no words for it": {rpmHeader(beispiel(map[rpm.Tag]any{rpm.License: "GPLv2+ with exceptions"})), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64",
			"GPLv2+ with exceptions = ", ""},
		"epoch":      {rpmHeader(beispiel(map[rpm.Tag]any{rpm.Epoch: []uint32{3}, rpm.License: "MIT"})), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64&epoch=3", "MIT = MIT", ""},
		"epoch 0":    {rpmHeader(beispiel(map[rpm.Tag]any{rpm.Epoch: []uint32{0}, rpm.License: "MIT"})), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64", "MIT = MIT", ""},
		"own vendor": {rpmHeader(beispiel(map[rpm.Tag]any{rpm.Vendor: "Beispiel GmbH", rpm.License: "MIT"})), "pkg:rpm/beispiel@1.0-2.fc40?arch=x86_64", "MIT = MIT", ""},
		"source":     {rpmHeader(beispiel(map[rpm.Tag]any{rpm.SourcePackage: []uint32{1}, rpm.License: "MIT"})), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=src", "MIT = MIT", ""},
		"two licences": {rpmHeader(beispiel(map[rpm.Tag]any{rpm.License: "MIT"}), rpm.License, "ISC"), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64",
			"MIT = MIT; ISC = ISC", "note manifest-license-twice"},
		"no licence": {rpmHeader(beispiel(map[rpm.Tag]any{rpm.License: "(none)"})), "pkg:rpm/fedora/beispiel@1.0-2.fc40?arch=x86_64", "", ""},
		"no name":    {rpmHeader(map[rpm.Tag]any{rpm.License: "MIT"}), "file:a.rpm!", "MIT = MIT", "unread manifest-unreadable"},
		"cut off":    {rpmHeader(beispiel(nil))[:99], "", "", "unread manifest-unreadable"},
		"a text":     {[]byte("a text\n"), "", "", ""},
	} {
		c, _, issues := r.Read(test.data, "a.rpm!/rpm-header")
		id, claims, problem := "", []string{}, ""
		if c != nil {
			id = c.ID
			for _, claim := range c.Claims {
				s := claim.License.Raw + " = "
				if e := claim.License.Expression; e != nil {
					s += e.String()
				}
				claims = append(claims, s)
			}
		}
		for _, i := range issues {
			problem += string(i.Effect) + " " + i.Code
		}
		if got := strings.Join(claims, "; "); id != test.id || got != test.claims || problem != test.problem {
			t.Errorf("%s: %s, %s, %s", name, id, got, problem)
		}
	}
	c, _, _ := r.Read(rpmHeader(beispiel(nil)), "a.rpm!/rpm-header")
	if c.Name != "beispiel" || c.Version != "1.0-2.fc40" || c.Supplier != "Fedora Project" || c.Distribution.Homepage != "https://example.org/" || c.Distribution.Source != "" || c.Distribution.Package != "beispiel-1.0-2.fc40.src.rpm" {
		t.Errorf("%+v", c)
	}
}

// TestRPMNeeds: packages that lie beside each other need each other where one provides what another requires.
func TestRPMNeeds(t *testing.T) {
	const equal, atLeast = 1 << 3, 1<<3 | 1<<2
	pkg := func(name, version, arch string, more map[rpm.Tag]any) []byte {
		tags := map[rpm.Tag]any{rpm.Name: name, rpm.Version: version, rpm.Release: "1", rpm.Arch: arch, rpm.SourceRPM: "s.src.rpm"}
		for tag, v := range more {
			tags[tag] = v
		}
		return rpmHeader(tags)
	}
	requires := func(names ...string) map[rpm.Tag]any { return map[rpm.Tag]any{rpm.RequireNames: names} }
	provides := func(names ...string) map[rpm.Tag]any { return map[rpm.Tag]any{rpm.ProvideNames: names} }
	lib := func(version string) map[rpm.Tag]any {
		return map[rpm.Tag]any{rpm.ProvideNames: []string{"lib"}, rpm.ProvideVersions: []string{version}}
	}
	for name, test := range map[string]struct {
		files map[string][]byte
		want  string
	}{
		"by name":     {map[string][]byte{"a": pkg("a", "1", "x86_64", requires("b", "c")), "b": pkg("b", "1", "x86_64", provides("b"))}, "a>b@1-1 runtime b"},
		"rpm itself":  {map[string][]byte{"a": pkg("a", "1", "x86_64", requires("rpmlib(X)")), "b": pkg("b", "1", "x86_64", provides("rpmlib(X)"))}, ""},
		"once":        {map[string][]byte{"a": pkg("a", "1", "x86_64", requires("l()(64bit)", "l(X)(64bit)")), "b": pkg("b", "1", "x86_64", provides("l()(64bit)", "l(X)(64bit)"))}, "a>b@1-1 runtime l()(64bit)"},
		"by its file": {map[string][]byte{"a": pkg("a", "1", "x86_64", requires("/bin/b")), "b": pkg("b", "1", "x86_64", map[rpm.Tag]any{rpm.BaseNames: []string{"b"}, rpm.DirNames: []string{"/usr/bin/"}, rpm.DirIndexes: []uint32{0}})}, "a>b@1-1 runtime /bin/b"},
		"its own":     {map[string][]byte{"a": pkg("a", "1", "x86_64", map[rpm.Tag]any{rpm.RequireNames: []string{"x"}, rpm.ProvideNames: []string{"x"}}), "b": pkg("b", "1", "x86_64", provides("x"))}, ""},
		"the version": {map[string][]byte{"a": pkg("a", "1", "x86_64", map[rpm.Tag]any{rpm.RequireNames: []string{"lib"}, rpm.RequireVersions: []string{"2"}, rpm.RequireFlags: []uint32{equal}}),
			"l1": pkg("l", "1", "x86_64", lib("1-1")), "l2": pkg("l", "2", "x86_64", lib("2-1"))}, "a>l@2-1 runtime lib"},
		"the least version": {map[string][]byte{"a": pkg("a", "1", "x86_64", map[rpm.Tag]any{rpm.RequireNames: []string{"lib"}, rpm.RequireVersions: []string{"1"}, rpm.RequireFlags: []uint32{atLeast}}),
			"l1": pkg("l", "1", "x86_64", lib("1-1")), "l2": pkg("l", "2", "x86_64", lib("2-1"))}, "a>l@1-1 runtime lib, a>l@2-1 runtime lib"},
		"the machine":  {map[string][]byte{"a": pkg("a", "1", "i686", requires("lib")), "l1": pkg("l", "1", "x86_64", lib("1-1")), "l2": pkg("l", "1", "i686", lib("1-1"))}, "a>l@1-1 runtime lib"},
		"the folder":   {map[string][]byte{"el8/a": pkg("a", "1", "x86_64", requires("lib")), "el8/l": pkg("l", "1", "x86_64", lib("1-1")), "el9/l": pkg("l", "2", "x86_64", lib("2-1"))}, "a>l@1-1 runtime lib"},
		"recommended":  {map[string][]byte{"a": pkg("a", "1", "x86_64", map[rpm.Tag]any{rpm.Recommends: []string{"b"}}), "b": pkg("b", "1", "x86_64", provides("b"))}, "a>b@1-1 optional b"},
		"for building": {map[string][]byte{"a": pkg("a", "1", "x86_64", map[rpm.Tag]any{rpm.SourcePackage: []uint32{1}, rpm.RequireNames: []string{"b"}}), "b": pkg("b", "1", "x86_64", provides("b"))}, "a>b@1-1 build b"},
		"one of several": {map[string][]byte{"a": pkg("a", "1", "x86_64", requires("(x(y) or (b >= 1 and c))")), "b": pkg("b", "1", "x86_64", provides("b")), "c": pkg("c", "1", "x86_64", provides("c"))},
			"a>b@1-1 runtime (x(y) or (b >= 1 and c)), a>c@1-1 runtime (x(y) or (b >= 1 and c))"},
		"under a condition": {map[string][]byte{"a": pkg("a", "1", "x86_64", requires("(b if (c and d) else e(64bit))")), "b": pkg("b", "1", "x86_64", provides("b")), "c": pkg("c", "1", "x86_64", provides("c", "d")), "e": pkg("e", "1", "x86_64", provides("e(64bit)"))},
			"a>b@1-1 runtime (b if (c and d) else e(64bit)), a>e@1-1 runtime (b if (c and d) else e(64bit))"},
	} {
		var list []*manifest.Dependencies
		l, ok := manifest.ListerFor("x.rpm!/rpm-header")
		if !ok {
			t.Fatal("nobody reads it")
		}
		for file, data := range test.files {
			d, issues := l.Read(data, file+".rpm!/rpm-header")
			if len(issues) > 0 || d == nil {
				t.Fatal(name, issues)
			}
			list = append(list, d)
		}
		list, _ = manifest.Settle(list)
		var got []string
		for _, d := range list {
			from, _, _ := strings.Cut(strings.TrimPrefix(d.Project, "pkg:rpm/"), "@")
			for _, r := range d.Relations {
				to, _, _ := strings.Cut(strings.TrimPrefix(r.To, "pkg:rpm/"), "?")
				got = append(got, fmt.Sprintf("%s>%s %s %s", from, to, r.Scope, r.Evidence[0].Quote))
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %s", name, s)
		}
	}
}

func unzipped(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRPMDatabase(t *testing.T) {
	data := unzipped(t, "../rpm/testdata/rpmdb.sqlite.gz")
	read := func(data []byte, path string) ([]*manifest.Dependencies, []inventory.Issue) {
		l, ok := manifest.ListerFor(path)
		if !ok || !l.Binary {
			t.Fatalf("nobody reads %s", path)
		}
		d, issues := l.Read(data, path)
		if d == nil {
			return nil, issues
		}
		list, more := manifest.SettleSystems([]*manifest.Dependencies{d})
		return list, append(issues, more...)
	}
	for path, root := range map[string]string{"var/lib/rpm/rpmdb.sqlite": ".", "image/usr/lib/sysimage/rpm/rpmdb.sqlite": "image", "elsewhere/rpmdb.sqlite": "elsewhere"} {
		list, issues := read(data, path)
		if len(list) != 1 || len(issues) > 0 {
			t.Fatal(path, list, issues)
		}
		if d := list[0]; d.Folder != root || len(d.Components) != 2 || d.Document.Version != "sqlite" || d.Owns["usr/share/beispiel/main.py"] != d.Components[1].ID {
			t.Errorf("%s: %q %+v %v", path, d.Folder, d.Document, d.Owns)
		}
		got := written(list, nil)
		if want := path + " rpmdb  \n" +
			"  pkg:rpm/fedora/beispiel-lib@1.0-1?arch=noarch&epoch=1 runtime :0 EUPL-1.2 = EUPL-1.2\n" +
			"  pkg:rpm/fedora/beispiel@1.0-1?arch=noarch&epoch=1 runtime :0 MIT and GPLv2+ = MIT AND GPL-2.0-or-later\n" +
			"  project > pkg:rpm/fedora/beispiel@1.0-1?arch=noarch&epoch=1 runtime unclear rpmdb.sqlite:0\n" +
			"  pkg:rpm/fedora/beispiel@1.0-1?arch=noarch&epoch=1 > pkg:rpm/fedora/beispiel-lib@1.0-1?arch=noarch&epoch=1 runtime rpmdb.sqlite:0 beispiel-lib\n"; got != want {
			t.Errorf("%s:\n%s", path, got)
		}
	}
	for name, test := range map[string]struct {
		path, data string
		want       string
	}{
		"another file of the name": {"rpm/Packages", "Package: x\n", ""},
		"no database":              {"rpm/Packages.db", "text", "unread dependencies-unreadable"},
		"cut off":                  {"rpmdb.sqlite", string(data[:len(data)/2]), "unread dependencies-unreadable"},
		"a journal":                {"var/lib/rpm/rpmdb.sqlite-wal", "\x37\x7f\x06\x82", "unread rpm-journal"},
		"an empty journal":         {"var/lib/rpm/rpmdb.sqlite-wal", "", ""},
	} {
		_, issues := read([]byte(test.data), test.path)
		got := ""
		if len(issues) > 0 {
			got = string(issues[0].Effect) + " " + issues[0].Code
		}
		if got != test.want {
			t.Errorf("%s: %v", name, issues)
		}
	}
}

func FuzzRPMDatabase(f *testing.F) {
	f.Add(rpmHeader(beispiel(nil)))
	f.Add(rpmHeader(map[rpm.Tag]any{rpm.Name: "a", rpm.RequireNames: []string{"(a if b)", "((("}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, _ := manifest.ListerFor("rpm-header")
		d, _ := l.Read(data, "rpm-header")
		r, _ := manifest.For("rpm-header")
		c, _, _ := r.Read(bytes.Clone(data), "rpm-header")
		for i := 0; c != nil && i < len(c.Claims); i++ {
			if e := c.Claims[i].Evidence[0]; e.Byte.Start < 8 || e.Byte.End > int64(len(data)) || e.Byte.Start > e.Byte.End {
				t.Errorf("%+v in %d bytes", e, len(data))
			}
		}
		if d != nil {
			manifest.Settle([]*manifest.Dependencies{d})
		}
	})
}
