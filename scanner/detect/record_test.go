// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
)

// samples are the files of all tests of detection, alone, in pieces and one behind the other.
func samples(t testing.TB) (list [][]byte) {
	t.Helper()
	for _, name := range []string{"copyrights.txtar", "files.txtar", "match.txtar", "notices.txtar"} {
		a, err := txtar.ParseFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var all []byte
		for _, f := range a.Files {
			all = append(all, f.Data...)
			list = append(list, f.Data)
		}
		list = append(list, all, bytes.ReplaceAll(all, []byte("\n"), []byte("\r\n")))
	}
	for _, name := range []string{"prose.tsv", "tags.txt"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, data)
		for line := range bytes.Lines(data) {
			list = append(list, bytes.ReplaceAll(line, []byte(`\n`), []byte("\n")))
		}
	}
	many := strings.Builder{}
	for i := range 1500 {
		fmt.Fprintf(&many, "Copyright (c) %d\nCopyright (c) Holder Number%d Ltd\n%s", 1980+i%40, i, strings.Repeat("some more words of text\n", i%60))
	}
	ignored := "REUSE-Ignore" + "Start\n// SPDX-License" + "-Identifier: MIT\nREUSE-Ignore" + "End\n"
	return append(list, []byte(many.String()), []byte(strings.Repeat(ignored+"x\n", 20)), []byte("no word of it\n"), nil)
}

var samplePaths = []string{"src/a.c", "LICENSE", "NOTICE", "README.md", "LICENSES/x.txt", "ChangeLog"}

func marshal(t testing.TB, r detect.Result) []byte {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What is restored from a record is what a scan gives, byte for byte.
func TestRestore(t *testing.T) {
	recorded, empty := 0, 0
	for _, data := range samples(t) {
		for _, path := range samplePaths {
			want := marshal(t, detect.Scan(data, path))
			r, record, ok := detect.Record(data, path)
			if got := marshal(t, r); !bytes.Equal(got, want) {
				t.Fatalf("%s, %.60q: Record gives %s, Scan %s", path, data, got, want)
			}
			if !ok {
				t.Errorf("%s, %.60q: no record of %s", path, data, want)
				continue
			}
			recorded++
			if len(record) == 0 {
				empty++
			}
			again, ok := detect.Restore(record, data, "elsewhere/"+path)
			if !ok {
				t.Fatalf("%s, %.60q: not restored", path, data)
			}
			if got, want := marshal(t, again), marshal(t, detect.Scan(data, "elsewhere/"+path)); !bytes.Equal(got, want) {
				t.Fatalf("%s, %.60q:\n got %s\nwant %s", path, data, got, want)
			}
		}
	}
	if recorded < 1000 || empty < 10 || empty > recorded/2 {
		t.Errorf("%d records, %d of them empty", recorded, empty)
	}
}

// A record holds no text of the file, only places of it.
func TestRecordHoldsNoText(t *testing.T) {
	const text = "// SPDX-License" + "-Identifier: MIT AND LicenseRef-Secret-Plans\n// Copyright 2019 Hidden Holder\n// see " +
		"SPDX-License" + "-Identifier: DocumentRef-covert:LicenseRef-clandestine\n"
	r, record, ok := detect.Record([]byte(text), "a.c")
	if !ok || len(r.Findings) != 2 || len(r.Copyrights) != 1 {
		t.Fatalf("%v %+v", ok, r)
	}
	for _, word := range []string{"Secret", "Hidden", "2019", "clandestine", "covert"} {
		if bytes.Contains(record, []byte(word)) {
			t.Errorf("the record holds %q: %q", word, record)
		}
	}
	if !bytes.Contains(record, []byte("MIT AND ")) {
		t.Errorf("the record is %q", record)
	}
}

// The places of a record are those of the text that is read, whatever the file is written in.
func TestRestoreDecoded(t *testing.T) {
	const text = "SPDX-License" + "-Identifier: MIT AND LicenseRef-Über\n\nCopyright 2019-21 Jörg Müller,\n Straße & Söhne\nLicensed under the Apache License 2.0\n"
	var wide, latin []byte
	for _, r := range text {
		wide = append(wide, byte(r), byte(r>>8))
		latin = append(latin, byte(r))
	}
	disguised := strings.NewReplacer("Apache", "Аpache", "License 2", "Lic\u200bense 2", "under", "undеr").Replace(strings.Repeat(text, 3))
	for name, data := range map[string][]byte{"UTF-16": append([]byte("\xff\xfe"), wide...), "Latin-1": latin, "disguised": []byte(disguised)} {
		want, record, ok := detect.Record(data, "a.c")
		if !ok || len(want.Findings) == 0 || len(want.Copyrights) != 1 || name == "disguised" && len(want.Issues) == 0 {
			t.Errorf("%s: %v %+v", name, ok, want)
		}
		if bytes.Contains(record, []byte("ller")) || bytes.Contains(record, []byte("2019")) {
			t.Errorf("%s: the record is %q", name, record)
		}
		if again, ok := detect.Restore(record, data, "a.c"); !ok || !bytes.Equal(marshal(t, again), marshal(t, want)) {
			t.Errorf("%s:\n got %s\nwant %s", name, marshal(t, again), marshal(t, want))
		}
	}
}

// Holders are printable stretches of the file and years are years, or the record is none.
func TestRestoreCopyrights(t *testing.T) {
	const text = "Ann Bo\n2019 \u202ebidi 20\x1b \xff"
	record := func(pieces ...byte) []byte {
		return append([]byte{0, 0, 0, 1, 0}, pieces...) // of one notice at the beginning
	}
	for name, c := range map[string]struct {
		record       []byte
		holder, year string
	}{
		"holder":           {record(1, 6, 0, 0), "Ann Bo", ""},
		"holder and year":  {record(1, 6, 0, 1, 4, 14), "Ann Bo", "2019"},
		"put together":     {record(3, 3, 0, 0, 4, 2, 2, 3, 4, 14, 0, 0, 0, 2), "Ann<Bo", "2019-present"},
		"no holder":        {record: record(0, 1, 4, 14)},
		"line end":         {record: record(1, 7, 0, 0)},
		"invisible":        {record: record(1, 8, 24, 0)},
		"half a character": {record: record(1, 2, 24, 0)},
		"escape":           {record: record(1, 3, 42, 0)},
		"no UTF-8":         {record: record(1, 1, 50, 0)},
		"no year":          {record: record(1, 6, 0, 1, 3, 0)},
		"half a year":      {record: record(1, 6, 0, 1, 2, 14)},
		"no range":         {record: record(1, 6, 0, 2, 4, 14, 0, 0)},
		"before the file":  {record: record(1, 6, 1, 0)},
		"behind the file":  {record: record(1, 6, 120, 0)},
		"no joint":         {record: record(2, 3, 0, 0, 99, 0)},
	} {
		r, ok := detect.Restore(c.record, []byte(text), "a.c")
		switch {
		case c.holder == "":
			if ok {
				t.Errorf("%s: %+v", name, r)
			}
		case !ok || len(r.Copyrights) != 1 || r.Copyrights[0].Holder != c.holder || r.Copyrights[0].Years != c.year:
			t.Errorf("%s: %v %+v", name, ok, r)
		}
	}
}

// A record of other content is refused, or gives what stands there; it never reaches beyond it.
func TestRestoreOfAnother(t *testing.T) {
	list := samples(t)
	for i, data := range list {
		_, record, ok := detect.Record(data, "a.c")
		if !ok || len(record) == 0 {
			continue
		}
		for _, other := range [][]byte{nil, data[:len(data)/2], bytes.Repeat([]byte("é"), len(data)), list[(i+1)%len(list)]} {
			if r, ok := detect.Restore(record, other, "a.c"); ok {
				for _, f := range r.Findings {
					if f.Evidence.Byte.End > int64(len(other)) {
						t.Fatalf("%v in %d bytes", f.Evidence, len(other))
					}
				}
			} else if len(r.Findings)+len(r.Copyrights)+len(r.Issues) > 0 {
				t.Fatal("refused and yet something")
			}
		}
	}
	if _, ok := detect.Restore([]byte{1, 3}, []byte("text"), "a.c"); ok {
		t.Error("a record that is cut short")
	}
	if _, ok := detect.Restore([]byte{0, 0, 0, 0, 0}, []byte("text"), "a.c"); ok {
		t.Error("a record with more behind it")
	}
}

func TestPathClass(t *testing.T) {
	classes := map[string]bool{}
	for _, path := range append(samplePaths, "doc/Copying.old", "licenses/a.png", "third-party-notices.txt", "x", "LICENSES/changes.txt", "docs/Release-Notes") {
		class := detect.PathClass(path)
		classes[class] = true
		for _, data := range []string{"These are the terms.\nYou must not use this software for anything but what it is for.\n", "x y z\n" + strings.Repeat("word ", 40)} {
			for _, other := range samplePaths {
				if detect.PathClass(other) != class {
					continue
				}
				_, record, _ := detect.Record([]byte(data), other)
				r, ok := detect.Restore(record, []byte(data), path)
				if got, want := marshal(t, r), marshal(t, detect.Scan([]byte(data), path)); !ok || !bytes.Equal(got, want) {
					t.Errorf("%s for %s:\n got %s\nwant %s", other, path, got, want)
				}
			}
		}
	}
	if len(classes) != 5 {
		t.Errorf("classes %v", classes)
	}
}

// FuzzRestore: no record makes it panic, hang or reach beyond the file.
func FuzzRestore(f *testing.F) {
	for i, data := range samples(f) {
		if _, record, ok := detect.Record(data, "a.c"); ok && i%20 == 0 && len(data) < 4<<10 {
			f.Add(record, data)
		}
	}
	f.Fuzz(func(t *testing.T, record, data []byte) {
		r, ok := detect.Restore(record, data, "a.c")
		if !ok && len(r.Findings)+len(r.Copyrights)+len(r.Issues) > 0 {
			t.Fatal("refused and yet something")
		}
		for _, c := range r.Copyrights {
			if c.Holder == "" || !utf8.ValidString(c.Holder) || strings.ContainsFunc(c.Holder, unicode.IsControl) || c.Years != "" && inventory.UniteYears(c.Years) == "" || c.Line < 1 {
				t.Fatalf("%+v", c)
			}
		}
		for _, f := range r.Findings {
			if at := f.Evidence.Byte; at.Start < 0 || at.End > int64(len(data)) || at.Start > at.End || f.Evidence.Line.First < 1 {
				t.Fatalf("%v in %d bytes", f.Evidence, len(data))
			}
		}
		if want, record, ok := detect.Record(data, "LICENSE"); ok {
			again, ok := detect.Restore(record, data, "LICENSE")
			if !ok || !bytes.Equal(marshal(t, again), marshal(t, want)) {
				t.Fatalf("restored %v, not %v", again, want)
			}
		}
	})
}

func BenchmarkRestore(b *testing.B) {
	data := []byte("// SPDX-License" + "-Identifier: GPL-2.0-or-later\n/* Copyright (c) 2010-2012 Some Holder GmbH <mail@holder.example> */\n" + strings.Repeat("int x; // some code\n", 500))
	_, record, ok := detect.Record(data, "a.c")
	if !ok {
		b.Fatal("no record")
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := detect.Restore(record, data, "a.c"); !ok {
			b.Fatal("not restored")
		}
	}
}
