// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/licensecheck"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var (
	patternComment = regexp.MustCompile(`(?s)//\*\*.*?\*\*//`)
	patternGap     = regexp.MustCompile(`^__[0-9]+__`)
)

// sample makes a text that a pattern was made for: of alternatives one, of options some, of gaps a few words.
func sample(r *rand.Rand, pattern string) string {
	p := &sampler{rand: r, rest: patternComment.ReplaceAllString(pattern, " ")}
	return p.list(true)
}

type sampler struct {
	rand *rand.Rand
	rest string
}

// list reads up to the parenthesis that closes, and takes one of the alternatives.
func (p *sampler) list(top bool) string {
	var choices []string
	var b strings.Builder
	for p.rest != "" {
		switch {
		case strings.HasPrefix(p.rest, "(("):
			p.rest = p.rest[2:]
			b.WriteString(p.list(false))
		case !top && strings.HasPrefix(p.rest, "))"):
			p.rest = p.rest[2:]
			choices = append(choices, b.String())
			chosen := choices[p.rand.IntN(len(choices))]
			if trimmed := strings.TrimLeft(p.rest, " \t"); strings.HasPrefix(trimmed, "??") {
				p.rest = trimmed[2:]
				if p.rand.IntN(2) == 0 {
					return " "
				}
			}
			return chosen
		case strings.HasPrefix(p.rest, "||"):
			p.rest = p.rest[2:]
			choices = append(choices, b.String())
			b.Reset()
		default:
			if gap := patternGap.FindString(p.rest); gap != "" {
				p.rest = p.rest[len(gap):]
				b.WriteString(strings.Repeat(" foo", p.rand.IntN(3)) + " ")
				continue
			}
			b.WriteByte(p.rest[0])
			p.rest = p.rest[1:]
		}
	}
	return b.String()
}

// spoil changes some words of a text as people and programs do.
func spoil(r *rand.Rand, text string, one int) string {
	words := strings.Fields(text)
	for i, w := range words {
		if r.IntN(one) != 0 || len(w) < 2 {
			continue
		}
		at := 1 + r.IntN(len(w)-1)
		switch r.IntN(12) {
		case 0:
			words[i] = w[:at] + w[at-1:]
		case 1:
			words[i] = w[:at-1] + w[at:]
		case 2:
			words[i] = w[:at-1] + "x" + w[at:]
		case 3:
			words[i] = w[:at] + "-\n * " + w[at:]
		case 4:
			if i > 0 {
				words[i-1], words[i] = words[i-1]+w, ""
			}
		case 5:
			words[i] = ""
		case 6:
			words[i] = "<b>" + w + "</b>&nbsp;&copy;"
		case 7:
			words[i] = strings.ToUpper(w) + " (c) ©"
		case 8:
			words[i] = "[" + w + "](http://example.org/) {#x}"
		case 9:
			words[i] = w + "(s) " + strings.Replace(w, "e", "é", 1)
		case 10:
			j := r.IntN(len(words))
			words[i] = words[j]
		default:
			words[i] = w + " https://www.opensource" + ".org/licenses/MIT/ " + w
		}
	}
	return strings.Join(words, " ")
}

// What a scanner for the candidates finds is what a scanner for everything finds, for texts of every
// pattern, whole, spoilt and run together.
func TestSameAsEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	matched := 0
	compare := func(text string) {
		t.Helper()
		text, _ = breakRuns(text)
		want := licensecheck.Scan([]byte(text)).Match
		if got := scan(text); !slices.Equal(got, want) {
			t.Errorf("%.300q:\n got %v\nwant %v", text, got, want)
		}
		matched += len(want)
	}
	last := ""
	for _, p := range loadCatalogue().patterns {
		text := sample(r, p.LRE)
		compare("Copyright 2026 Jane\n" + text)
		for _, one := range []int{10, 60, 400} {
			compare(spoil(r, text, one))
		}
		cut := r.IntN(len(text))
		compare(text[cut:] + "\n" + last + "\n" + text[:cut])
		last = spoil(r, text, 100)
	}
	if matched < 1000 {
		t.Errorf("just %d matches", matched)
	}
}

// The same with the candidates of one text alone, as in a run over a single file.
func TestSameAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i, p := range loadCatalogue().patterns {
		if i%3 != 0 && !strings.HasPrefix(p.ID, "BSD") {
			continue
		}
		text := spoil(r, sample(r, p.LRE), 150)
		h := loadHeads()
		need := h.candidates(text, h.appendTokens(nil, text))
		var got []licensecheck.Match
		for _, m := range loadCatalogue().build(need).Scan([]byte(text)).Match {
			if m.ID != "" {
				got = append(got, m)
			}
		}
		if want := licensecheck.Scan([]byte(text)).Match; !slices.Equal(got, want) {
			t.Errorf("%s: %d candidates\n got %v\nwant %v", p.ID, need.len(), got, want)
		}
	}
}

func FuzzSame(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for i, p := range loadCatalogue().patterns {
		if text := sample(r, p.LRE); i%4 == 0 && len(text) < 2000 {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		text, _ = breakRuns(text)
		h := loadHeads()
		need := h.candidates(text, h.appendTokens(nil, text))
		if need.len() > 20 { // the scanner takes too long to build
			return
		}
		var got []licensecheck.Match
		for _, m := range loadCatalogue().build(need).Scan([]byte(text)).Match {
			if m.ID != "" {
				got = append(got, m)
			}
		}
		if want := licensecheck.Scan([]byte(text)).Match; !slices.Equal(got, want) {
			t.Errorf("got %v\nwant %v", got, want)
		}
	})
}

// Every id that licensecheck can return becomes an id of the list, a choice of such, or one of the
// references named here.
func TestEveryIDIsMapped(t *testing.T) {
	refs := []string{"Aladdin-9", "Anti996", "BSD-1-Clause-Clear", "BSD-3-Clause-NoTrademark", "CC-BY-NC-SA-3.0-US",
		"CommonsClause", "GooglePatentClause", "GooglePatentsFile", "MIT-NoAd", "Prosperity-3.0.0"}
	var found []string
	for _, l := range licensecheck.BuiltinLicenses() {
		e, readings := expressionOf(l.ID)
		for _, x := range append(readings, e) {
			if again, err := spdx.Parse(x.String()); err != nil || !spdx.Equal(again, x) {
				t.Errorf("%s: %s: %v", l.ID, x, err)
			}
			for _, atom := range spdx.Atoms(x) {
				license, ok := atom.(spdx.License)
				if ok && license.IsRef() {
					found = append(found, strings.TrimPrefix(license.ID, refPrefix))
				} else if entry, known := spdx.LookupLicense(atom.String()); ok && (!known || entry.Deprecated && entry.Successor != "") {
					t.Errorf("%s becomes %s, which is not current", l.ID, atom)
				}
			}
		}
		if isBare(l.ID) != (len(readings) > 0) {
			t.Errorf("%s: readings %v", l.ID, readings)
		}
	}
	if slices.Sort(found); !slices.Equal(slices.Compact(found), refs) {
		t.Errorf("references %v\nwant %v", found, refs)
	}
}

func TestPatternsFitTheSet(t *testing.T) {
	if n := len(loadCatalogue().patterns); n > 64*len(set{}) || n < 400 {
		t.Errorf("%d patterns", n)
	}
}

// A line feed stands within every long run, and offsets lead back.
func TestBreakRuns(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("ä", 5000), strings.Repeat("x", maxRun), strings.Repeat("x", 10*maxRun) + " y"} {
		broken, added := breakRuns(text)
		if strings.ReplaceAll(broken, "\n", "") != text {
			t.Errorf("%.20q was changed", text)
		}
		for _, run := range strings.Fields(broken) {
			if len(run) > maxRun+4 {
				t.Errorf("%.20q: run of %d", text, len(run))
			}
		}
		for i := range broken {
			if at := unbroken(added, i); broken[i] != '\n' && (at >= len(text) || text[at] != broken[i]) {
				t.Fatalf("%.20q: byte %d leads to %d", text, i, at)
			}
		}
	}
}

// Runs are broken where going by every byte breaks them.
func TestBreakRunsEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for range 200 {
		var b strings.Builder
		for range r.IntN(20) {
			b.WriteString(strings.Repeat([]string{"x", "ä", "\xa9", " ", "\n"}[r.IntN(5)], 1+r.IntN([]int{2, maxRun + 2, 3 * maxRun}[r.IntN(3)])))
		}
		text := b.String()
		var want []byte
		start := 0
		for i := range len(text) {
			switch c := text[i]; {
			case c == ' ' || c == '\n' || c == '\t' || c == '\r':
				start = i + 1
			case i-start >= maxRun && utf8.RuneStart(c):
				want = append(want, '\n')
				start = i
			}
			want = append(want, text[i])
		}
		if got, _ := breakRuns(text); got != string(want) {
			t.Fatalf("%.80q… is broken elsewhere", text)
		}
	}
}

func TestNextKeyword(t *testing.T) {
	for text, want := range map[string]int{
		"": -1, "li": -1, "a LiCeNse": 2, "xxCOPYRIGHTx": 2, "the Public Domain": 4, "public": -1, "LGPL": 1,
		"lilicen": 2, "xgpl": 1, "xxgpl": 2, "xxxgpl": 3, "xspdx": 1, "xxspdx": 2, "xxxeupl": 3, "eula": 0, "xeula": 1, "wwwarranty": 2, "nothing of note": -1, "redistributable": 2, strings.Repeat("li", 100) + "cen": 198,
	} {
		if got := nextKeyword(text, 0); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestNextKeywordFindsWhatIsThere(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	check := func(text string) {
		want := -1
		for i := 0; i < len(text) && want < 0; i++ {
			if slices.ContainsFunc(keywords[:], func(k string) bool { return hasFoldPrefix(text[i:], k) }) {
				want = i
			}
		}
		if got := nextKeyword(strings.ToUpper(text), 0); got != want {
			t.Fatalf("%q: %d, want %d", text, got, want)
		}
	}
	for range 2000 {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			k := keywords[r.IntN(len(keywords))]
			b.WriteString(strings.Repeat(string(rune('a'+r.IntN(26))), r.IntN(4)) + k[r.IntN(len(k)):] + k[:r.IntN(len(k)+1)])
		}
		check(b.String())
	}
	for _, a := range keywords { // which may begin in one another, and be told by later letters
		for _, b := range keywords {
			for i := range a {
				if rest := a[i:]; strings.HasPrefix(b, rest) || strings.HasPrefix(rest, b) {
					for _, lead := range []string{"", "x", "xx"} {
						check(lead + a[:i] + b)
						check(lead + a + strings.TrimPrefix(b, rest))
					}
				}
			}
		}
	}
}

// Reading the surroundings of keywords gives what reading the whole file gives.
func TestRegions(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for i, p := range loadCatalogue().patterns {
		if i%10 != 0 {
			continue
		}
		var b strings.Builder
		for j := range 3000 {
			fmt.Fprintf(&b, "call(%d) // step\n", j)
			if j != 1500 {
				continue
			}
			switch text := sample(r, p.LRE); {
			case i%20 == 0 && !strings.Contains(text, "*/"):
				b.WriteString("\t/* One thing.\n */\n\n/*\n" + text + "\n*/\n")
			case i%30 == 10:
				b.WriteString("\t// One thing.\n\n// =====\n// " + strings.ReplaceAll(text, "\n", "\n// ") + "\n//\n//////\n")
			default:
				b.WriteString(text + "\n")
			}
		}
		whole, parts := Scan([]byte(b.String()), "LICENSE").Findings, Scan([]byte(b.String()), "x.c").Findings
		whole = slices.DeleteFunc(whole, func(f inventory.Finding) bool {
			return f.Evidence.Detector != DetectorTag && f.Evidence.Detector != DetectorPatterns
		})
		parts = slices.DeleteFunc(parts, func(f inventory.Finding) bool {
			return f.Evidence.Detector != DetectorTag && f.Evidence.Detector != DetectorPatterns
		})
		if fmt.Sprint(stripPath(whole)) != fmt.Sprint(stripPath(parts)) {
			t.Errorf("%s: whole %v\nparts %v", p.ID, whole, parts)
		}
	}
}

func stripPath[T any](list []T) []string {
	var s []string
	for _, f := range list {
		s = append(s, strings.NewReplacer("LICENSE", "", "x.c", "").Replace(fmt.Sprint(f)))
	}
	return s
}

func TestHeadsAreSmall(t *testing.T) {
	info, err := os.Stat("heads.bin")
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 512<<10 {
		t.Errorf("heads.bin has %d bytes", info.Size())
	}
}

// TestFewPatterns: of what many files have, no pattern is built but the one that is there, though many begin like it.
func TestFewPatterns(t *testing.T) {
	for path, want := range map[string]string{
		"third_party/datumskern/LICENSE":         "MIT",
		"third_party/feiertage/src/feiertage.ts": "GPL-3.0-or-later",
	} {
		data, err := os.ReadFile(filepath.Join("../../testdata/demo/angebot/quelltext", path))
		if err != nil {
			t.Fatal(err)
		}
		h, text, c := loadHeads(), string(data), loadCatalogue()
		need := h.candidates(text, h.appendTokens(nil, text))
		var got []string
		for i, p := range c.patterns {
			if need.has(int32(i)) {
				got = append(got, p.ID)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s needs %s, want %s", path, got, want)
		}
	}
}
