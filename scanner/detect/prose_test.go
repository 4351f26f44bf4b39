// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// A row of testdata/prose.tsv is a notice and what it says, as an expression; "\n" is a new line.
func TestProse(t *testing.T) {
	data, err := os.ReadFile("testdata/prose.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		notice, want, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("line %d has no tab", i+1)
		}
		findings := Scan([]byte(strings.ReplaceAll(notice, `\n`, "\n")), "file.txt").Findings
		e, _ := Expression(findings)
		got := spdx.Text(e)
		if prefix, ok := strings.CutSuffix(want, "*"); ok && strings.HasPrefix(got, prefix) {
			continue
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", notice, got, want)
		}
	}
}

// Every row of the tables is read.
func TestTables(t *testing.T) {
	for _, table := range []string{signsTSV, unknownTSV} {
		for f := range tableRows(table) {
			if f[0] == "" || f[1] == "" {
				t.Errorf("row %q", f)
			}
		}
	}
	for f := range tableRows(signsTSV) {
		if _, ok := signClasses[f[0]]; !ok {
			t.Errorf("%s is %q", f[1], f[0])
		}
	}
}

// hostile are texts that could take long.
func hostile() map[string]string {
	names := strings.Builder{}
	names.WriteString("SPDX-License" + "-Identifier: X11\n")
	for i := range 10000 {
		l := spdx.Licenses()[i%len(spdx.Licenses())]
		fmt.Fprintf(&names, "licensed under %s, licensed under the %s or the %s\n", l.Name, l.ID, spdx.Licenses()[(i*7+i/700)%len(spdx.Licenses())].Name)
	}
	return map[string]string{
		"names":      names.String(),
		"or":         strings.Repeat("license GPL or ", 1e5),
		"versions":   strings.Repeat("gpl version 2 or ", 1e5),
		"exceptions": strings.Repeat("the classpath exception ", 1e5),
		"licenses":   strings.Repeat("license ", 2e5),
		"alternate":  strings.Repeat("GPLv2 alternatively x x x x x ", 5e4),
		"dashes":     "license " + strings.Repeat("a-\n", 5e5),
		"tags":       "license " + strings.Repeat("<a", 5e5),
		"addresses":  "license " + strings.Repeat("http://", 2e5),
		"grants":     strings.Repeat("permission is hereby granted ", 1e5),
		"commas":     strings.Repeat("license MIT, GPL, BSD, ", 1e5),
		"pairs":      strings.Repeat(names.String(), 3),
		"one line":   "license " + strings.Repeat("x", 8<<20) + " gpl",
		"under":      "license " + strings.Repeat("_", 1<<20),
	}
}

// TestProseEnds: what would take the square of its length ends; how fast it is, benchmarks tell.
func TestProseEnds(t *testing.T) {
	for name, text := range hostile() {
		if findings := Scan([]byte(text), "x.c").Findings; len(findings) > 10_000 {
			t.Errorf("%s: %d findings", name, len(findings))
		}
	}
}

func FuzzProse(f *testing.F) {
	if data, err := os.ReadFile("testdata/prose.tsv"); err == nil {
		for line := range bytes.Lines(data) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := decode(data)
		for _, h := range prose(d, []region{{end: len(d.text)}}, nil) {
			if h.start < 0 || h.end > len(d.text) || h.start >= h.end {
				t.Fatalf("hit at %d to %d of %d", h.start, h.end, len(d.text))
			}
			if again, err := spdx.Parse(h.expression.String()); err != nil || !spdx.Equal(again, h.expression) {
				t.Fatalf("expression %s: %v", h.expression, err)
			}
		}
	})
}

// BenchmarkProse reads prose with a licence notice every few lines, all of it.
func BenchmarkProse(b *testing.B) {
	data, err := os.ReadFile("testdata/prose.tsv")
	if err != nil {
		b.Fatal(err)
	}
	filler := strings.Repeat("int value = compute(first, second); // the sum of both, as a number\n", 60)
	var text strings.Builder
	for line := range bytes.Lines(data) {
		text.WriteString(filler)
		text.Write(line)
	}
	d := decode([]byte(text.String()))
	loadGrammar()
	b.SetBytes(int64(text.Len()))
	b.ResetTimer()
	for range b.N {
		prose(d, []region{{end: len(d.text)}}, nil)
	}
}
