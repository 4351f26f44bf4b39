// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lizenzlotse/scanner/rpm"
	"lizenzlotse/scanner/source"
)

// The packages in testdata/rpm were made by rpmbuild 4.18 with every "_binary_payload" there is: a program with a second name and a
// link, its licence named in its first line.
func TestRPM(t *testing.T) {
	files, err := filepath.Glob("testdata/rpm/*.rpm")
	if err != nil || len(files) != 6 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		w := walk(t, source.Options{}, name)
		equal(t, name, w.paths(), []string{"rpm-header", "usr/share/beispiel/same.py"})
		equal(t, name, w.issues(), []string{"note links count=2 @"})
		if got := w.text("usr/share/beispiel/same.py"); !strings.HasPrefix(got, "print(") {
			t.Errorf("%s: %q", name, got)
		}
		if h := w.entries["rpm-header"]; h.Kind != source.KindRPMHeader || h.Depth != 1 || h.Partial {
			t.Errorf("%s: %+v", name, h)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w = walkData(t, source.Options{}, "x", makeTar(t, member{name: "a.rpm", data: string(data)}))
		equal(t, name+" in a tar", w.paths(), []string{"a.rpm", "a.rpm!/rpm-header", "a.rpm!/usr/share/beispiel/same.py"})
		w = walkData(t, source.Options{}, "x", data[:len(data)-9])
		equal(t, name+" cut off", w.issues("archive-truncated"), []string{"unread archive-truncated @"})
	}
}

// makeRPM makes a package with the fields of a header, each a tag, type, count and data.
func makeRPM(payload string, fields ...rpmField) []byte {
	var index, store []byte
	be := binary.BigEndian
	for _, f := range append(fields, rpmField{1000, 6, 1, "x\x00"}) {
		for len(store)%8 > 0 {
			store = append(store, 0)
		}
		index = be.AppendUint32(be.AppendUint32(index, f.tag), f.kind)
		index = be.AppendUint32(be.AppendUint32(index, uint32(len(store))), f.count)
		store = append(store, f.data...)
	}
	b := append([]byte("\xed\xab\xee\xdb"), make([]byte, 92)...)
	b = append(b, rpm.HeaderMagic+"\x00\x00\x00\x00\x00\x00\x00\x00"...)
	b = be.AppendUint32(append(b, rpm.HeaderMagic...), uint32(len(fields)+1))
	b = be.AppendUint32(b, uint32(len(store)))
	return append(append(append(b, index...), store...), payload...)
}

type rpmField struct {
	tag, kind, count uint32
	data             string
}

// numberedRPM is a package in whose payload the files have numbers instead of names.
func numberedRPM(payload string) []byte {
	return makeRPM(payload,
		rpmField{5008, 5, 4, "\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x10\x00"},
		rpmField{1117, 8, 4, "a\x00b\x00link\x00folder\x00"},
		rpmField{1118, 8, 1, "/usr/\x00"},
		rpmField{1116, 4, 4, strings.Repeat("\x00", 16)},
		rpmField{1030, 3, 4, "\x81\xa4\x81\xa4\xa1\xff\x41\xed"},
		rpmField{1096, 4, 4, "\x00\x00\x00\x07\x00\x00\x00\x07\x00\x00\x00\x08\x00\x00\x00\x09"})
}

const cpioEnd = "07070100000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000b00000000TRAILER!!!\x00\x00\x00\x00"

func TestRPMByNumbers(t *testing.T) {
	entry := func(n int, data string) string {
		return fmt.Sprintf("07070X%08x\x00\x00%s%s", n, data, strings.Repeat("\x00", -len(data)&3))
	}
	w := walkData(t, source.Options{}, "x", numberedRPM(entry(3, "")+entry(0, "")+entry(2, "a")+entry(1, "hello")+cpioEnd))
	equal(t, "paths", w.paths(), []string{"rpm-header", "usr/b"})
	equal(t, "issues", w.issues(), []string{"note links count=2 @"})
	if got := w.text("usr/b"); got != "hello" {
		t.Errorf("%q", got)
	}
	w = walkData(t, source.Options{}, "x", numberedRPM(entry(1, "hello")+"07070Xffffffff\x00\x00"))
	equal(t, "ended by a number", w.paths(), []string{"rpm-header", "usr/b"})
	for name, payload := range map[string]string{"behind the list": entry(4, "x"), "no number": "07070Xxxxxxxxx\x00\x00", "cut off": "07070X00"} {
		if w := walkData(t, source.Options{}, "x", numberedRPM(payload)); w.complete() {
			t.Errorf("%s: %v", name, w.issues())
		}
	}
	if w := walkData(t, source.Options{}, "x", makeRPM(entry(0, ""))); w.complete() {
		t.Error("without a list: nothing is missing")
	}
}

func TestHostileRPM(t *testing.T) {
	newc := func(members ...cpioMember) string { return string(makeCpio("070701", members...)) }
	whole := makeRPM(newc(cpioMember{name: "./usr/x", data: "text"}))
	lzma := "\x5d\xff\xff\xff\xff" + strings.Repeat("\xff", 30)
	for name, test := range map[string]struct {
		data   []byte
		paths  string
		issues string
	}{
		"whole":                {whole, "rpm-header usr/x", ""},
		"only the lead":        {whole[:96], "", "archive-truncated"},
		"no signatures":        {append(bytes.Clone(whole[:96]), "text"...), "", "archive-truncated"},
		"no header":            {whole[:112], "", "archive-truncated"},
		"half a header":        {whole[:140], "rpm-header", "archive-truncated"},
		"no payload":           {makeRPM(""), "rpm-header", "archive-truncated"},
		"a text as payload":    {makeRPM("some text"), "rpm-header", "archive-method"},
		"an unknown method":    {makeRPM("\x04\x22\x4d\x18xxxxxxx"), "rpm-header", "archive-method"},
		"gigabytes of header":  {set(whole, 96+16+12, 0x7f), "", "archive-memory"},
		"millions of tags":     {set(whole, 96+16+8, 0x7f), "", "archive-memory"},
		"gigabytes of lzma":    {makeRPM(lzma, rpmField{1125, 6, 1, "lzma\x00"}), "rpm-header", "archive-memory"},
		"names that lead out":  {makeRPM(newc(cpioMember{name: "../../x", data: "1"}, cpioMember{name: "/etc/x", data: "2"})), "etc/x rpm-header x", "path-cleaned path-cleaned"},
		"a file like a header": {makeRPM(newc(cpioMember{name: "rpm-header", data: "text"})), "rpm-header rpm-header~2", "path-cleaned"},
		"a bomb":               {makeRPM(string(makeGzip(t, []byte(newc(cpioMember{name: "x", data: strings.Repeat("0", 3<<20)}))))), "rpm-header", "archive-ratio"},
		"something behind":     {makeRPM(newc(cpioMember{name: "x", data: "1"}) + "text"), "rpm-header x", "archive-trailing"},
	} {
		w := walkData(t, source.Options{}, "x", test.data)
		var codes []string
		for _, i := range w.Issues {
			codes = append(codes, i.Code)
		}
		if got := strings.Join(w.paths(), " ") + " | " + strings.Join(codes, " "); got != test.paths+" | "+test.issues {
			t.Errorf("%s: %s", name, got)
		}
	}
	for n := 8; n < len(bytes.TrimRight(whole, "\x00")); n += 3 { // wherever it ends, something is said to be missing
		if w := walkData(t, source.Options{}, "x", whole[:n]); w.complete() {
			t.Fatalf("cut at %d of %d: %v", n, len(whole), w.issues())
		}
	}
	deep := whole
	for range 6 {
		deep = makeRPM(newc(cpioMember{name: "x.rpm", data: string(deep)}))
	}
	equal(t, "deep", walkData(t, source.Options{}, "x", deep).issues(), []string{"unread archive-nested limit=4 @x.rpm!/x.rpm!/x.rpm!/x.rpm"})
	many := make([]cpioMember, 20)
	for i := range many {
		many[i] = cpioMember{name: fmt.Sprint(i), data: "x"}
	}
	equal(t, "many", walkData(t, source.Options{Limits: source.Limits{Entries: 10}}, "x", makeRPM(newc(many...))).issues(), []string{"unread archive-entries limit=10 @"})
	long := makeRPM(newc(cpioMember{name: "x", data: "1"}), rpmField{1004, 6, 1, strings.Repeat("x", 20<<20) + "\x00"})
	if w := walkData(t, source.Options{}, "x", long); len(w.entries) != 2 || !w.complete() {
		t.Errorf("a header of 20 MiB: %v %v", w.paths(), w.issues())
	}
	equal(t, "total", walkData(t, source.Options{Limits: source.Limits{Total: 1 << 20}}, "x", long).issues(), []string{"unread archive-total limit=1048576 @"})
	equal(t, "entry", walkData(t, source.Options{Limits: source.Limits{Entry: 1 << 20}}, "x", long).issues(),
		[]string{fmt.Sprintf("unread entry-too-large limit=1048576 size=%d @rpm-header", 20<<20+58)})
}

func set(data []byte, at int, to byte) []byte {
	data = bytes.Clone(data)
	data[at] = to
	return data
}

func FuzzRPM(f *testing.F) {
	f.Add(makeRPM(string(makeCpio("070701", cpioMember{name: "x", data: "text"}))))
	f.Add(numberedRPM("07070X00000001\x00\x00hello\x00\x00\x00" + cpioEnd))
	files, _ := filepath.Glob("testdata/rpm/*.rpm")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := source.Options{Limits: source.Limits{Total: 1 << 20, Entries: 100}, Workers: 2}
		o.Stdin = bytes.NewReader(data)
		first := walk(t, o, "-")
		o.Stdin = bytes.NewReader(data)
		second := walk(t, o, "-")
		equal(t, "issues", first.issues(), second.issues())
		equal(t, "paths", first.paths(), second.paths())
	})
}
