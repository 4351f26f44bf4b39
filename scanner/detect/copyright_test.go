// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/inventory"
)

// noticesOf gives the notices of a text, a line each.
func noticesOf(text string) string {
	d := decode([]byte(text))
	var b strings.Builder
	list, _ := copyrights(d, []region{{end: len(d.text)}})
	for _, c := range list {
		fmt.Fprintf(&b, "%d: %s\n", c.Line, strings.TrimSpace(c.Years+" "+c.Holder))
	}
	return b.String()
}

// Files stand before the notices that they have.
func TestCopyrights(t *testing.T) {
	a, err := txtar.ParseFile("testdata/copyrights.txtar")
	if err != nil {
		t.Fatal(err)
	}
	update := flag.Lookup("update").Value.String() == "true" // of the tests outside the package
	for i := 0; i+1 < len(a.Files); i += 2 {
		in, want := a.Files[i], a.Files[i+1]
		if want.Name != "notices" {
			t.Fatalf("behind %s stands %s", in.Name, want.Name)
		}
		if got := noticesOf(string(in.Data)); got != string(want.Data) {
			if update {
				a.Files[i+1].Data = []byte(got)
				continue
			}
			t.Errorf("%s\n%s\n got\n%swant\n%s", in.Name, in.Data, got, want.Data)
		}
	}
	if update {
		if err := os.WriteFile("testdata/copyrights.txtar", txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCopyrightEncodings(t *testing.T) {
	for _, text := range []string{"Copyright \xa9 1999 J\xfcrgen M\xfcller\n", "Copyright \u00a9 1999 J\u00fcrgen M\u00fcller\n"} {
		if got := noticesOf(text); got != "1: 1999 Jürgen Müller\n" {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestReadCopyright(t *testing.T) {
	for _, c := range []struct{ in, holder, years string }{
		{"2020 Jane Doe <jane@example.org>", "Jane Doe <jane@example.org>", "2020"},
		{"© 2011-2014, 2020 ACME GmbH", "ACME GmbH", "2011-2014, 2020"},
		{"Copyright (C) 1999 Jane Doe. All rights reserved.", "Jane Doe", "1999"},
		{"SPDX-FileCopyrightText: 2020 Jane Doe", "Jane Doe", "2020"},
		{"Jane Doe", "Jane Doe", ""},
		{"ACME GmbH & Co. KG, 1999", "ACME GmbH & Co. KG", "1999"},
		{"2019-present The Example Authors", "The Example Authors", "2019-present"},
		{"the original author or authors", "the original author or authors", ""},
		{"1999\n   Jane Doe", "Jane Doe", "1999"},
		{"", "", ""},
		{"NOASSERTION", "", ""},
		{"NONE", "", ""},
		{"2020", "", ""},
		{"<year> <owner>", "", ""},
		{"Copyright [yyyy] [name of copyright owner]", "", ""},
	} {
		got, ok := ReadCopyright(c.in)
		if want := (inventory.Copyright{Holder: c.holder, Years: c.years}); got != want || ok != (c.holder != "") {
			t.Errorf("%q: %+v, %v", c.in, got, ok)
		}
	}
}

// Whatever a text repeats, time grows with its length only, and the list is bounded.
func TestCopyrightBounds(t *testing.T) {
	for _, unit := range []string{"(c)", "©", "Copyright ", "Copyright 2010 ", "Copyright 2010 Jane\n", "(c) 2010 J, ", "Copyright 2010,\n", "1999, ", "\"", "<", "Copyright (c) 2010 A <", "2010 Jane Doe\n", "&copy;", "Everyone is "} {
		text := "Copyright (c) " + strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		noticesOf(text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q took %s", unit, took)
		}
	}
	var many strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&many, "Copyright 2010 Person N%d\n", i)
	}
	d := decode([]byte(many.String()))
	if list, more := copyrights(d, []region{{end: len(d.text)}}); len(list) != maxCopyrights || more != 3000-maxCopyrights {
		t.Errorf("%d notices and %d more", len(list), more)
	}
	long := noticesOf("Copyright (c) 2010 " + strings.Repeat("Long Name ", 50))
	if len(long) > maxHolder+20 || long == "" {
		t.Errorf("%q", long)
	}
}

func FuzzCopyrights(f *testing.F) {
	for _, s := range []string{"Copyright (c) 2010, 2012-14 Jane Doe <jane@example.org>\n  2011 John\n", "© 2010 <a href=\"x\">Foo</a>, \\u00a9 ACME", "SPDX-FileCopyrightText = [\"2020 A B\", \"2021 C D\"]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := decode(data)
		last := 0
		list, more := copyrights(d, []region{{end: len(d.text)}})
		if more > 0 && len(list) != maxCopyrights {
			t.Errorf("%d left out of %d", more, len(list))
		}
		for _, c := range list {
			if c.Holder == "" || len(c.Holder) > maxHolder || c.Line < last || c.Line > 1+strings.Count(d.text, "\n") {
				t.Errorf("%+v", c)
			}
			if inventory.UniteYears(c.Years) != c.Years {
				t.Errorf("years %q", c.Years)
			}
			last = c.Line
		}
		if c, ok := ReadCopyright(string(data)); ok != (c.Holder != "") {
			t.Errorf("%+v, %v", c, ok)
		}
	})
}

// Marks that are looked for eight letters at once are those that are there.
func TestNextMark(t *testing.T) {
	slow := func(text string, from int) (copyrightMark, bool) {
		for i := from; i+2 < len(text); i++ {
			if m, ok := markAt(text, i); ok {
				return m.chain(text), true
			}
		}
		return copyrightMark{}, false
	}
	r := rand.New(rand.NewPCG(7, 8))
	parts := []string{"Copyright", "(c)", "(C)", "\u00a9", "\\(co", "&copy;", "&#169;", "&#xA9;", "\\xa9", "\\u00A9", "Urheberrecht", "copr.", "SPDX-FileCopyright" + "Text:", "_", " ", "2010", "the code", "cc", "\xc2", "\xa9", "up", "pp"}
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(8) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text, from := b.String(), r.IntN(b.Len()+1)
		got, ok := nextMark(text, from)
		if want, there := slow(text, from); ok != there || ok && got != want {
			t.Fatalf("%q from %d: %v %v, not %v %v", text, from, got, ok, want, there)
		}
	}
}

// A mark is found wherever it stands to the end of what is read behind the one before.
func TestMarkFarBehind(t *testing.T) {
	for gap := maxWraps*maxNotice - 60; gap < maxWraps*maxNotice+10; gap++ {
		text := "Copy" + "right 2010 Jane Doe\n" + strings.Repeat("\n", gap) + "SPDX-Snippet" + "CopyrightText: 2011 John Roe\n"
		if list, _ := copyrights(&document{text: text}, []region{{end: len(text)}}); len(list) != 2 {
			t.Fatalf("%d bytes behind: %v", gap, list)
		}
	}
}

// Words that are kept make the same of every word.
func TestPlainWords(t *testing.T) {
	for range 3 {
		for i := range 5000 {
			if w := "(W" + strconv.Itoa(i) + "X,"; plain(w) != toPlain(w) {
				t.Fatalf("%s: %s", w, plain(w))
			}
		}
	}
}
