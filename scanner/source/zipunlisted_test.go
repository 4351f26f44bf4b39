// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// withoutEntry takes an entry out of the table of contents; the entry itself stays where it is.
func withoutEntry(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	le := binary.LittleEndian
	entry := bytes.Index(data, []byte("PK\x01\x02"))
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	for at := entry; at < end; {
		length := 46 + int(le.Uint16(data[at+28:])) + int(le.Uint16(data[at+30:])) + int(le.Uint16(data[at+32:]))
		if string(data[at+46:at+46+len(name)]) != name {
			at += length
			continue
		}
		out := slices.Concat(data[:at], data[at+length:])
		record := out[end-length:]
		le.PutUint16(record[8:], le.Uint16(record[8:])-1)
		le.PutUint16(record[10:], le.Uint16(record[10:])-1)
		le.PutUint32(record[12:], le.Uint32(record[12:])-uint32(length))
		return out
	}
	t.Fatalf("no entry %s", name)
	return nil
}

// withComment puts a comment behind the end record.
func withComment(data, comment []byte) []byte {
	out := append(bytes.Clone(data), comment...)
	binary.LittleEndian.PutUint16(out[len(data)-2:], uint16(len(comment)))
	return out
}

// What the table of contents of a zip does not list is there all the same, and said.
func TestZipUnlisted(t *testing.T) {
	const (
		isUnread = "unread archive-"
		oneMore  = isUnread + "unlisted count=1 @"
	)
	good := makeZip(t, member{name: "good", data: "good"}, member{name: "more", data: "more"})
	hidden := makeZip(t, member{name: "lib.c", data: "hidden"})
	three := makeZip(t, member{name: "a", data: "a"}, member{name: "b", data: "b"}, member{name: "c", data: "c"})
	local := hidden[:bytes.Index(hidden, []byte("PK\x01\x02"))]
	stub := "MZ\x90\x00" + strings.Repeat("\x00", 40) + "PK\x03\x04\xc7\x45\xfc\x00 and other code" + strings.Repeat("\x01", 200)
	junk := bytes.Repeat([]byte("remains "), 10)
	directory := bytes.Index(good, []byte("PK\x01\x02"))
	spread := slices.Concat(good[:directory], junk, good[directory:])
	binary.LittleEndian.PutUint32(spread[len(spread)-6:], uint32(directory+len(junk)))
	padded := bytes.Clone(spread)
	copy(padded[directory:], make([]byte, len(junk)))
	signed := bytes.Clone(spread)
	copy(signed[directory+len(junk)-16:], "APK Sig Block 42")
	virtual := bytes.Clone(padded)
	copy(virtual[directory:], "PK\x03\x04")
	virtual[directory+28] = byte(len(junk) - 30)

	tests := []struct {
		name   string
		data   []byte
		paths  []string
		issues []string
	}{
		{"two zips", slices.Concat(hidden, good), []string{"good", "lib.c", "more"}, []string{oneMore}},
		{"the same twice", slices.Concat(good, good), []string{"good", "good~2", "more", "more~2"}, []string{isUnread + "unlisted count=2 @", "note path-cleaned raw=good @good~2", "note path-cleaned raw=more @more~2"}},
		{"entry in front", withoutEntry(t, three, "a"), []string{"a", "b", "c"}, []string{oneMore}},
		{"entry between", withoutEntry(t, three, "b"), []string{"a", "b", "c"}, []string{oneMore}},
		{"entry behind", withoutEntry(t, three, "c"), []string{"a", "b", "c"}, []string{oneMore}},
		{"no entry listed", withoutEntry(t, hidden, "lib.c"), []string{"lib.c"}, []string{oneMore}},
		{"entry in the comment", withComment(good, local), []string{"good", "lib.c", "more"}, []string{oneMore}},
		{"comment", withComment(good, []byte("made by us")), []string{"good", "more"}, nil},
		{"something behind", append(bytes.Clone(good), junk...), []string{"good", "more"}, []string{isUnread + "trailing @"}},
		{"an entry behind", append(bytes.Clone(good), local...), []string{"good", "lib.c", "more"}, []string{oneMore}},
		{"zeros behind", append(bytes.Clone(good), make([]byte, 512)...), []string{"good", "more"}, nil},
		{"a line in front", append([]byte("Dear sirs\n"), good...), []string{"good", "more"}, []string{isUnread + "leading @"}},
		{"a form in front", append([]byte("%PDF-1.4\n"), good...), []string{"good", "more"}, []string{isUnread + "leading @"}},
		{"something between", spread, []string{"good", "more"}, []string{isUnread + "unlisted @"}},
		{"zeros between", padded, []string{"good", "more"}, nil},
		{"signature between", signed, []string{"good", "more"}, nil},
		{"virtual entry", virtual, []string{"good", "more"}, nil},
		{"program", append([]byte(stub), good...), []string{"good", "more"}, nil},
		{"mark of a divided zip", append([]byte("PK00"), good...), []string{"good", "more"}, nil},
		{"zip behind a program", slices.Concat([]byte(stub), hidden, good), []string{"good", "lib.c", "more"}, []string{oneMore}},
		{"zip behind a script", slices.Concat([]byte("#!/bin/sh\n"), local, good), []string{"good", "lib.c", "more"}, []string{oneMore}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := walkData(t, source.Options{}, "x", test.data)
			equal(t, "paths", w.paths(), test.paths)
			equal(t, "issues", w.issues(), test.issues)
			if e, ok := w.entries["lib.c"]; ok && string(e.Data) != "hidden" {
				t.Errorf("lib.c holds %q", e.Data)
			}
			if w.Subject.Kind != inventory.KindArchive {
				t.Errorf("it is a %s", w.Subject.Kind)
			}
			inner := walkData(t, source.Options{}, "y", makeTar(t, member{name: "x", data: string(test.data)}))
			if len(inner.issues()) != len(test.issues) || len(inner.paths()) != len(test.paths)+1 {
				t.Errorf("in a tar: %v, %v", inner.paths(), inner.issues())
			}
		})
	}
}

// Where the zip lies on the disk because it is too large for memory, nothing else is found.
func TestZipUnlistedOnDisk(t *testing.T) {
	padding := member{name: "padding", data: strings.Repeat("0123456789", 20_000), store: true}
	data := slices.Concat([]byte("line\n"), makeZip(t, member{name: "lib.c", data: "hidden"}), makeZip(t, padding))
	limits := source.Limits{Entry: 200_000}
	w := walk(t, source.Options{Limits: limits}, write(t, t.TempDir(), "x", data))
	equal(t, "paths", w.paths(), []string{"lib.c", "padding"})
	equal(t, "issues", w.issues(), []string{"unread archive-unlisted count=1 @"})
}

func FuzzZip(f *testing.F) {
	good := makeZip(f, member{name: "a", data: "a"}, member{name: "b/c", data: strings.Repeat("b", 500)})
	f.Add(good)
	f.Add(append([]byte("line\n"), good...))
	f.Add(slices.Concat(good, good))
	f.Add(withoutEntry(f, good, "a"))
	f.Add(withComment(good, good))
	name := filepath.Join(f.TempDir(), "x")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		walk(t, source.Options{Workers: 2, Limits: source.Limits{Total: 1 << 20, Entry: 1 << 16, Entries: 100}}, name)
	})
}
