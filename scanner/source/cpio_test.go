// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

const (
	cpioFile   = 0o100644
	cpioFolder = 0o040755
	cpioLink   = 0o120777
	cpioDevice = 0o020644
)

// cpioMember is one entry, in whatever form.
type cpioMember struct {
	name, data string
	mode       int // 0 is a file
	links      int
	size       int // where it lies; 0 is the length of data
}

// makeCpio writes one of the forms "070701", "070702", "070707" and "\xc7\x71".
func makeCpio(form string, members ...cpioMember) []byte {
	var b bytes.Buffer
	sum := func(s string) (n int) {
		for _, c := range []byte(s) {
			n += int(c)
		}
		return n
	}
	pad := func(n int) {
		for b.Len()%n != 0 {
			b.WriteByte(0)
		}
	}
	for _, m := range append(members, cpioMember{name: "TRAILER!!!"}) {
		if m.mode == 0 {
			m.mode = cpioFile
		}
		if m.size == 0 {
			m.size = len(m.data)
		}
		m.links = max(m.links, 1)
		align := 4
		switch form {
		case "070701", "070702":
			check := 0
			if form == "070702" {
				check = sum(m.data)
			}
			fmt.Fprintf(&b, "%s%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x", form, 1, m.mode, 0, 0, m.links, 0, m.size, 0, 0, 0, 0, len(m.name)+1, check)
		case "070707":
			align = 1
			fmt.Fprintf(&b, "%s%06o%06o%06o%06o%06o%06o%06o%011o%06o%011o", form, 0, 1, m.mode, 0, 0, m.links, 0, 0, len(m.name)+1, m.size)
		default:
			align = 2
			for _, n := range []int{0o70707, 0, 1, m.mode, 0, 0, m.links, 0, 0, 0, len(m.name) + 1, m.size >> 16, m.size & 0xffff} {
				binary.Write(&b, binary.LittleEndian, uint16(n))
			}
		}
		b.WriteString(m.name + "\x00")
		pad(align)
		b.WriteString(m.data)
		pad(align)
	}
	pad(512)
	return b.Bytes()
}

var cpioForms = []string{"070701", "070702", "070707", "\xc7\x71"}

func TestCpio(t *testing.T) {
	for _, form := range cpioForms {
		data := makeCpio(form,
			cpioMember{name: "d", mode: cpioFolder}, cpioMember{name: "./d/file", data: "hello"}, cpioMember{name: "empty"},
			cpioMember{name: "d/in", data: "../d/file", mode: cpioLink}, cpioMember{name: "out", data: "../etc/passwd", mode: cpioLink},
			cpioMember{name: "null", mode: cpioDevice}, cpioMember{name: "first", links: 2}, cpioMember{name: "second", data: "shared", links: 2},
			cpioMember{name: "folder", data: "content", mode: cpioFolder}, cpioMember{name: "link", data: "no\npath", mode: cpioLink},
			cpioMember{name: "in.zip", data: string(makeZip(t, member{name: "x", data: "x"}))})
		want := []string{"d/file", "empty", "folder", "in.zip", "in.zip!/x", "link", "second"}
		for name, packed := range map[string][]byte{"plain": data, "gzip": makeGzip(t, data), "two": slices.Concat(makeCpio(form, cpioMember{name: "a"}), data)} {
			w := walkData(t, source.Options{}, "x", packed)
			if name == "two" {
				want = append([]string{"a"}, want...)
			}
			equal(t, fmt.Sprintf("%q %s", form, name), w.paths(), want)
			equal(t, "issues", w.issues(), []string{"note links count=2 @", "note special-files count=1 @", "note link-outside target=../etc/passwd @out"})
			if w.text("d/file") != "hello" || w.text("second") != "shared" || w.text("folder") != "content" || w.entries["d/file"].Depth != 1 {
				t.Errorf("%q: %v", form, w.entries["d/file"])
			}
			want = slices.DeleteFunc(want, func(s string) bool { return s == "a" })
		}
	}
}

func TestHostileCpio(t *testing.T) {
	for _, form := range cpioForms {
		var members []cpioMember
		want := []string{"dup", "dup~2"}
		for _, h := range hostileNames {
			members = append(members, cpioMember{name: h.raw, data: h.raw})
			want = append(want, h.clean)
		}
		slices.Sort(want)
		w := walkData(t, source.Options{}, "x", makeCpio(form, append(members, cpioMember{name: "dup"}, cpioMember{name: "dup"})...))
		equal(t, form, w.paths(), want)

		whole := makeCpio(form, cpioMember{name: "a", data: "first"}, cpioMember{name: "b", data: strings.Repeat("second", 2000)})
		for i := 1; i < 8; i++ {
			dir := t.TempDir()
			write(t, dir, "x", whole[:len(whole)*i/8])
			w := walk(t, source.Options{}, dir)
			equal(t, fmt.Sprintf("%q %d/8", form, i), w.issues("archive-truncated"), []string{"unread archive-truncated @x"})
		}
		w = walkData(t, source.Options{}, "x", append(makeCpio(form, cpioMember{name: "a"}), "more"...))
		equal(t, "trailing", w.issues(), []string{"unread archive-trailing @"})

		// A size of a gigabyte: the entry is refused, and the end is missed.
		w = walkData(t, source.Options{}, "x", makeCpio(form, cpioMember{name: "a", data: "a"}, cpioMember{name: "big", data: "b", size: 1 << 30}))
		equal(t, "big", w.issues(), []string{"unread archive-truncated @", "unread entry-too-large limit=268435456 size=1073741824 @big"})
		equal(t, "big", w.paths(), []string{"a"})
	}
	damaged := makeCpio("070702", cpioMember{name: "a", data: "text"}, cpioMember{name: "b", data: "b"})
	damaged[bytes.Index(damaged, []byte("text"))]++
	w := walkData(t, source.Options{}, "x", damaged)
	equal(t, "sum", w.issues(), []string{"unread entry-corrupt @a"})
	if !w.entries["a"].Partial || w.entries["b"].Partial {
		t.Error("partial")
	}
	for name, head := range map[string]string{
		"long name": "070701" + strings.Repeat("0", 88) + "ffffffff" + strings.Repeat("0", 8) + "a\x00",
		"negative":  "070707" + strings.Repeat("0", 53) + "000002" + "-0000000001" + "a\x00",
		"no digits": "070701" + strings.Repeat("z", 104) + "a\x00",
	} {
		equal(t, name, walkData(t, source.Options{}, "x", []byte(head)).issues(), []string{"unread archive-corrupt @"})
	}
}

func FuzzCpio(f *testing.F) {
	for _, form := range cpioForms {
		f.Add(makeCpio(form, cpioMember{name: "a/b", data: "text"}, cpioMember{name: "l", data: "../x", mode: cpioLink}, cpioMember{name: "h", links: 2}))
	}
	f.Fuzz(sameTwice)
}
