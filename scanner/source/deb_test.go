// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"archive/tar"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

// makeAr writes an ar; the size of a member is what its link says, or the length of its data.
func makeAr(members ...member) []byte {
	var b strings.Builder
	b.WriteString("!<arch>\n")
	for _, m := range members {
		size := m.link
		if size == "" {
			size = fmt.Sprint(len(m.data))
		}
		fmt.Fprintf(&b, "%-16s%-12d%-6d%-6d%-8o%-10s`\n%s", m.name, 0, 0, 0, 0o100644, size, m.data)
		if len(m.data)%2 == 1 {
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}

var debianBinary = member{name: "debian-binary", data: "2.0\n"}

func TestDeb(t *testing.T) {
	control := makeGzip(t, makeTar(t, member{name: "./control", data: "Package: x\n"}))
	data := makeTar(t, member{name: "./usr/", kind: tar.TypeDir}, member{name: "./usr/a", data: "a"}, member{name: "./usr/l", kind: tar.TypeSymlink, link: "../../etc"},
		member{name: "./usr/x.jar", data: string(makeZip(t, member{name: "y", data: "y"}))})
	whole := makeAr(debianBinary, member{name: "control.tar.gz/", data: string(control)}, member{name: "data.tar", data: string(data)})
	want := []string{"control.tar.gz", "control.tar.gz!/control", "data.tar", "data.tar!/usr/a", "data.tar!/usr/x.jar", "data.tar!/usr/x.jar!/y", "debian-binary"}
	w := walkData(t, source.Options{}, "x", whole)
	equal(t, "paths", w.paths(), want)
	equal(t, "issues", w.issues(), []string{"note link-outside target=../../etc @data.tar!/usr/l"})
	if w.Subject.Kind != "archive" || w.entries["data.tar!/usr/a"].Depth != 2 {
		t.Errorf("%+v %+v", w.Subject, w.entries["data.tar!/usr/a"])
	}
	for i := 1; i < 8; i++ {
		dir := t.TempDir()
		write(t, dir, "x", whole[:len(whole)*i/8])
		if w := walk(t, source.Options{}, dir); len(w.issues("archive-truncated")) == 0 {
			t.Errorf("%d/8: %v", i, w.issues())
		}
	}
	library := makeAr(member{name: "x.o/", data: "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00"})
	w = walkData(t, source.Options{}, "x.a", library)
	equal(t, "library", w.paths(), []string{"x.a"})
	if w.entries["x.a"].Kind != source.KindBinary {
		t.Errorf("library: %+v", w.entries["x.a"])
	}
}

func TestHostileDeb(t *testing.T) {
	for name, test := range map[string]struct {
		members []member
		paths   string
		issues  string
	}{
		"names": {[]member{{name: "../../x", data: "1"}, {name: "/abs", data: "2"}, {name: `a\..\..\w`, data: "3"}, {name: "C:/x", data: "4"}, {name: "x", data: "5"}, {name: "", data: "6"}},
			"a/w abs debian-binary unnamed x x~2 x~3", "path-cleaned path-cleaned path-cleaned path-cleaned path-cleaned path-cleaned"},
		"negative":   {[]member{{name: "x", data: "x", link: "-1"}, {name: "y"}}, "debian-binary", "archive-corrupt"},
		"no number":  {[]member{{name: "x", data: "x", link: "0x10"}}, "debian-binary", "archive-corrupt"},
		"gigabyte":   {[]member{{name: "x", data: "x", link: "1073741824"}}, "debian-binary", "archive-truncated entry-too-large"},
		"lying":      {[]member{{name: "x", data: "content", link: "2"}, {name: "y"}}, "debian-binary x", "archive-corrupt"},
		"enormous":   {[]member{{name: "x", data: "x", link: "9999999999"}}, "debian-binary", "archive-truncated entry-too-large"},
		"the longer": {[]member{{name: "x", data: "content", link: "70"}}, "debian-binary x", "archive-truncated entry-corrupt"},
	} {
		w := walkData(t, source.Options{}, "x", makeAr(append([]member{debianBinary}, test.members...)...))
		if got := strings.Join(w.paths(), " "); got != test.paths {
			t.Errorf("%s: paths %s", name, got)
		}
		var codes []string
		for _, i := range w.Issues {
			codes = append(codes, i.Code)
		}
		if got := strings.Join(codes, " "); got != test.issues {
			t.Errorf("%s: issues %s", name, got)
		}
	}
	// Packages in packages end where all archives do.
	deep := makeAr(debianBinary)
	for range 6 {
		deep = makeAr(debianBinary, member{name: "x.deb", data: string(deep)})
	}
	equal(t, "deep", walkData(t, source.Options{}, "x", deep).issues(), []string{"unread archive-nested limit=4 @x.deb!/x.deb!/x.deb!/x.deb"})
	bomb := makeAr(debianBinary, member{name: "data.tar.gz", data: string(makeGzip(t, []byte(strings.Repeat("0", 3<<20))))})
	equal(t, "bomb", walkData(t, source.Options{}, "x", bomb).issues(), []string{"unread archive-ratio limit=200 @data.tar.gz"})
	many := makeAr(append([]member{debianBinary}, numbered(20, "x")...)...)
	equal(t, "many", walkData(t, source.Options{Limits: source.Limits{Entries: 10}}, "x", many).issues(), []string{"unread archive-entries limit=10 @"})
}

// The tars of a package are part of its form: a jar in a war in a package in a zip is four archives.
func TestPartsOfPackages(t *testing.T) {
	jar := string(makeZip(t, member{name: "LICENSE", data: "x"}))
	war := string(makeZip(t, member{name: "x.jar", data: jar}))
	data := makeTar(t, member{name: "x.war", data: war})
	deb := string(makeAr(debianBinary, member{name: "data.tar.gz", data: string(makeGzip(t, data))}))
	gem := string(makeTar(t, member{name: "metadata.gz", data: string(makeGzip(t, []byte("name: x")))}, member{name: "data.tar.gz", data: string(makeGzip(t, data))}))
	for name, of := range map[string]string{"x.deb": deb, "x.gem": gem} {
		w := walkData(t, source.Options{}, "x", makeZip(t, member{name: name, data: of}))
		equal(t, name, w.issues(), nil)
		if p := name + "!/data.tar.gz!/x.war!/x.jar!/LICENSE"; w.entries[p].Depth != 5 {
			t.Errorf("%s: %v", name, w.paths())
		}
	}
	// They count for nothing where no end to them would come of it.
	for name, round := range map[string]func(string) []byte{
		"deb": func(inner string) []byte { return makeAr(debianBinary, member{name: "data.tar", data: inner}) },
		"gem": func(inner string) []byte { return makeTar(t, member{name: "data.tar.gz", data: inner}) },
	} {
		deep := "x"
		for range 20 {
			deep = string(round(deep))
		}
		w := walkData(t, source.Options{}, "x", []byte(deep))
		if got := w.issues("archive-nested"); len(got) != 1 || strings.Count(got[0], "!/") > 8 {
			t.Errorf("%s: %v", name, w.issues())
		}
	}
	unknown := makeAr(debianBinary, member{name: "control.tar", data: string(makeTar(t))}, member{name: "data.tar.lzma", data: "\x5d\x00\x00\x80\x00"})
	equal(t, "packed with what is not read", walkData(t, source.Options{}, "x", unknown).issues(), []string{"unread archive-method @data.tar.lzma"})
	unknown = makeTar(t, member{name: "metadata.gz", data: string(makeGzip(t, []byte("name: x")))}, member{name: "data.tar.gz", data: "locked"})
	equal(t, "a gem of which nobody can open the files", walkData(t, source.Options{}, "x", unknown).issues(), []string{"unread archive-method @data.tar.gz"})
	limits := source.Limits{Entry: 2000}
	large := makeAr(debianBinary, member{name: "data.tar", data: string(makeTar(t, numbered(20, "x")...))}, member{name: "z", data: "z"})
	w := walkData(t, source.Options{Limits: limits}, "x", large)
	equal(t, "larger than what is read as a whole", w.issues(), nil)
	if len(w.entries) != 23 || w.entries["data.tar"].SHA256 == "" {
		t.Errorf("%v", w.paths())
	}
}

func FuzzDeb(f *testing.F) {
	f.Add(makeAr(debianBinary, member{name: "control.tar", data: string(makeTar(f, member{name: "control", data: "Package: x\n"}))}))
	f.Add(makeAr(debianBinary, member{name: "x", link: "-1"}))
	f.Fuzz(sameTwice)
}

// sameTwice walks the data twice; what comes of it is the same, within the limits.
func sameTwice(t *testing.T, data []byte) {
	limits := source.Limits{Total: 1 << 20, Entries: 100}
	a := walk(t, source.Options{Limits: limits, Stdin: bytes.NewReader(data)}, "-")
	b := walk(t, source.Options{Limits: limits, Stdin: bytes.NewReader(data)}, "-")
	equal(t, "issues", a.issues(), b.issues())
	equal(t, "paths", a.paths(), b.paths())
}
