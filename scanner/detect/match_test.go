// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTextsAreSmall(t *testing.T) {
	info, err := os.Stat("texts.bin")
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 2<<20 {
		t.Errorf("texts.bin has %d bytes", info.Size())
	}
}

// The data is whole: every place it names exists, fingerprints are in order and are found again.
func TestTexts(t *testing.T) {
	x := loadTexts()
	exceptions := 0
	for _, tmpl := range x.templates {
		hard := 0
		for i := range tmpl.size {
			_, flag := x.word(tmpl.words + i)
			if flag > Key {
				t.Fatalf("%s: flag %d", tmpl.id, flag)
			}
			if flag == Hard || flag == Disclaimer || flag == Key {
				hard++
			}
		}
		if hard != tmpl.hard || tmpl.prints == 0 || tmpl.grant > hard || tmpl.keys > hard {
			t.Errorf("%+v: %d hard words", tmpl, hard)
		}
		if tmpl.kind == TemplateException {
			exceptions++
		}
	}
	if exceptions < 80 || len(x.templates) < 700 {
		t.Errorf("%d templates, %d exceptions", len(x.templates), exceptions)
	}
	last := uint32(0)
	for i := range x.count {
		p, place := read32(x.prints, i*4), read32(x.places, i*4)
		if p < last {
			t.Fatalf("fingerprint %d is out of order", i)
		}
		last = p
		if from, to := x.lookup(p); i < from || to <= i {
			t.Fatalf("fingerprint %d is not found", i)
		}
		if tmpl := x.templates[place>>16]; int(place&0xFFFF)+Gram > tmpl.size {
			t.Fatalf("%s has no place %d", tmpl.id, place&0xFFFF)
		}
	}
}

func spellings(text string) string {
	var list []string
	for _, w := range Words(text) {
		list = append(list, strings.ToLower(text[w.Lo:w.Hi]))
	}
	return strings.Join(list, " ")
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The Software, \"AS IS\".":                    "the software as is",
		"dnl first line\ndnl second line\n":           "first line second line",
		"REM one\r\nREM two":                          "one two",
		"C     of the works\nc     of others":         "of the works of others",
		"c. the third\nc) again":                      "c the third c again",
		".\\\" a comment\n.PP\nof \\fBtroff\\fP":      "a comment of troff",
		`"first\n" "second\tthird\r\n"`:               "first second third",
		"<p>one<br/>two</p>&nbsp;three &amp; four":    "one two three four",
		"Non-exclusive, non- free non-\n":             "non-exclusive non- free non",
		"{\\rtf1\\f0\\fs20 one\\par two}":             "one two",
		"see [the licence](http://example.org/a) now": "see the licence now",
		"Müller größer":                               "müller größer",
		"许可 证":                                        "许 可 证",
		"":                                            "",
		"\\":                                          "",
		"\\u201cquoted":                               "quoted",
	} {
		if got := spellings(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, same := range [][2]string{{"Licence", "LICENSE"}, {"https", "http"}, {"non-exclusive", "nonexclusive"}, {"favour", "favor"}} {
		if a, b := Words(same[0]), Words(same[1]); len(a) != 1 || len(b) != 1 || a[0].Hash != b[0].Hash {
			t.Errorf("%q and %q are not one word", same[0], same[1])
		}
	}
	if a, b := Words("commercial"), Words("non-commercial"); a[0].Hash == b[0].Hash {
		t.Error("a word and its contrary are one")
	}
}

// Words lie in the text, in order.
func FuzzWords(f *testing.F) {
	f.Add("dnl Copyright (c) 2026 <a href=\"x\">Jane</a> \\n&copy; {\\par ](#b) \xff许")
	f.Fuzz(func(t *testing.T, text string) {
		last := int32(0)
		for _, w := range Words(text) {
			if w.Lo < last || w.Hi <= w.Lo || int(w.Hi) > len(text) {
				t.Fatalf("%+v of %d bytes", w, len(text))
			}
			last = w.Hi
		}
	})
}

// Whatever stands in a text, matches lie in it and do not overlap.
func FuzzFind(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for i, p := range loadCatalogue().patterns {
		if i%20 == 0 {
			f.Add(spoil(r, sample(r, p.LRE), 40))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := Words(text)
		last := -1
		found, _ := loadTexts().find(words, nil)
		for _, m := range found {
			if m.first <= last || m.last < m.first || m.last >= len(words) {
				t.Fatalf("%+v of %d words", m, len(words))
			}
			if m.score < 0 || m.score > 1 {
				t.Fatalf("%+v", m)
			}
			last = m.last
		}
	})
}

// hostileTexts are made of what the data has, so that much of it has to be compared.
func hostileTexts(r *rand.Rand, size int) map[string]string {
	var all []string
	for _, p := range loadCatalogue().patterns {
		all = append(all, strings.Fields(sample(r, p.LRE))...)
	}
	var words, runs, long strings.Builder
	for words.Len() < size {
		words.WriteString(all[r.IntN(len(all))] + " ")
	}
	for runs.Len() < size {
		i := r.IntN(len(all) - 8)
		runs.WriteString(strings.Join(all[i:i+5+r.IntN(3)], " ") + " ")
	}
	start := r.IntN(len(all) - 400)
	piece := strings.Join(all[start:start+400], " ")
	for long.Len() < size {
		long.WriteString(piece + " ")
	}
	return map[string]string{
		"words": words.String(), "runs": runs.String(), "pieces": long.String(),
		"grant": strings.Repeat("permission to use copy modify and distribute this software ", size/59),
	}
}

func TestFindIsBounded(t *testing.T) {
	for name, text := range hostileTexts(rand.New(rand.NewPCG(9, 10)), 1<<20) {
		start := time.Now()
		d := decode([]byte(text))
		for _, h := range listTexts(d, region{end: len(d.text)}, nil) {
			if h.start < 0 || h.end > len(d.text) || h.start >= h.end {
				t.Errorf("%s: %d to %d", name, h.start, h.end)
			}
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v for a megabyte", name, took)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := hostileTexts(r, 1<<18)
	var licences strings.Builder
	for i, p := range loadCatalogue().patterns {
		if i%8 == 0 {
			licences.WriteString(spoil(r, sample(r, p.LRE), 100) + "\n\n")
		}
	}
	texts["licences"] = licences.String()
	var code strings.Builder
	for code.Len() < 1<<18 {
		code.WriteString("\tfor i := 0; i < count; i++ { // copyright of the next value\n\t\tlist = append(list, value(i))\n\t}\n")
	}
	texts["code"] = code.String()
	loadTexts()
	names := []string{}
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			d := decode([]byte(texts[name]))
			b.SetBytes(int64(len(d.text)))
			for b.Loop() {
				listTexts(d, region{end: len(d.text)}, nil)
			}
		})
	}
}

// Words that agree close by are found as by looking at every pair, with as many steps.
func TestResyncCloseBy(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	found := 0
	for n := range 20000 {
		a, g := &aligner{budget: 1 << 20}, &trigrams{}
		for range 1 + r.IntN(50) {
			a.bits = append(a.bits, uint16(r.IntN(4+n%60))<<3)
			a.words = append(a.words, Word{Loose: r.IntN(9) == 0})
		}
		for range 1 + r.IntN(50) {
			g.words = append(g.words, uint16(r.IntN(4+n%60))<<3)
			g.flags = append(g.flags, uint8(r.IntN(Key+1)))
		}
		i, j, dir := r.IntN(len(a.bits)), r.IntN(len(g.words)), 1-2*r.IntN(2)
		every := func() (skipText, skipTempl int, ok bool) {
			for d := 1; d <= closeBy; d++ {
				need := 2
				if d > nextTo {
					need = 3
				}
				for k := 0; k <= d; k++ {
					x, y := i+dir*(d-k), j+dir*k
					if x < 0 || x >= len(a.bits) || y < 0 || y >= len(g.words) || a.bits[x] != g.words[y] {
						continue
					}
					if a.agree(g, x, y, dir, need) {
						return d - k, k, true
					}
				}
			}
			return 0, 0, false
		}
		wantText, wantTempl, want := every()
		steps := 1<<20 - a.budget
		a.budget = 1 << 20
		skipText, skipTempl, ok := a.resyncNextTo(g, i, j, dir)
		if !ok {
			skipText, skipTempl, ok = a.resyncCloseBy(g, i, j, dir)
		}
		if skipText != wantText || skipTempl != wantTempl || ok != want || 1<<20-a.budget != steps {
			t.Fatalf("%v at %d, %v at %d: %d and %d, want %d and %d", a.bits, i, g.words, j, skipText, skipTempl, wantText, wantTempl)
		}
		if ok {
			found++
		}
	}
	if found < 1000 || found > 19000 {
		t.Errorf("%d of 20000 agree", found)
	}
}
