// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports_test

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/reports/escape"
)

// kept are the fields that programs of ours fill with words of a vocabulary.
var kept = []string{"Key", "Code", "Kind", "Format", "Rule", "State", "Ground", "Class", "Was", "Field", "SHA256", "Date", "Until", "Opened", "FrozenOn", "Delivered"}

// poison puts a text before and after every text that comes from the input, however deep it stands. Names that belong
// together still do.
func poison(v reflect.Value, with string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), with)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), with)
		}
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.String {
			for _, k := range v.MapKeys() {
				if s := v.MapIndex(k).String(); s != "" {
					v.SetMapIndex(k, reflect.ValueOf(with+s+with).Convert(v.Type().Elem()))
				}
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !slices.Contains(kept, f.Name) {
				poison(v.Field(i), with)
			}
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.String() != "" && v.CanSet() {
			v.SetString(with + v.String() + with)
		}
	}
}

var hostile = []string{
	"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "<script>alert(1)</script>", "<!--", "](http://a.example)", "[x](javascript:1)", "![x](y)",
	"`", "```", "`` ` ``", "|", `\|`, `\`, "@everyone", "#1", "!1", "~label", "$x$", "&amp;", "https://a.example", "www.a.example", "**", "__", "* ", "# ", "> ", "1. ", "---",
	"\u202etxt", "a\u200bb", "\ufeff", "\x1b[31m", "\x1b]0;t\x07", "a\nb", "\r\n::error::x", "##vso[task.complete]", "section_start:0:a\r\x1b[0K", "\x00", "\xff", "_x000A_", ";", `"`, "','",
	strings.Repeat("n", 10_000), strings.Repeat("`", 500),
}

// each calls visit with what a format writes of the bid and of its inventory alone, poisoned with each hostile text.
// Kind is the same for what must have the same shape.
func each(t *testing.T, format string, visit func(t *testing.T, kind, name string, written []byte)) {
	t.Helper()
	f, ok := reports.Lookup(format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	for _, with := range append([]string{"x"}, hostile...) {
		a := bid(t)
		poison(reflect.ValueOf(a), with)
		for _, a := range []*assessment.Assessment{a, {Inventory: a.Inventory}} {
			var b bytes.Buffer
			if err := f.Write(&b, a, reports.Options{}); err != nil {
				t.Fatalf("%.40q: %v", with, err)
			}
			kind := "judged"
			if !a.Judged() {
				kind = "scan"
			}
			visit(t, kind, with[:min(len(with), 40)], b.Bytes())
		}
	}
}

// hides reports whether a text holds what a reader cannot see.
func hides(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) && !unicode.Is(unicode.Zs, r) })
}

// TestHostileCSV: rows stay rows, and no cell begins like a formula.
func TestHostileCSV(t *testing.T) {
	rows := map[string]int{}
	each(t, "csv", func(t *testing.T, kind, with string, written []byte) {
		text, marked := strings.CutPrefix(string(written), "\ufeff")
		if !marked || hides(strings.ReplaceAll(text, "\r\n", "\n")) {
			t.Errorf("%q: no mark, or something hides", with)
		}
		r := csv.NewReader(strings.NewReader(text))
		if head, _, _ := strings.Cut(text, "\r\n"); strings.Contains(head, ";") {
			r.Comma = ';'
		}
		all, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", with, err)
		}
		if n := strings.Count(text, "\r\n"); n != len(all) {
			t.Errorf("%q: %d rows on %d lines", with, len(all), n)
		}
		if had, known := rows[kind]; known && had != len(all) {
			t.Errorf("%q: %d rows, not %d", with, len(all), had)
		}
		rows[kind] = len(all)
		for _, row := range all {
			for _, cell := range row {
				if !strings.HasPrefix(cell, "'") && escape.Formula(cell) {
					t.Errorf("%q: %.60q is a formula", with, cell)
				}
			}
		}
	})
}

// TestHostileXLSX: the sheets keep their rows, and every cell is text.
func TestHostileXLSX(t *testing.T) {
	rows := map[string]int{}
	each(t, "xlsx", func(t *testing.T, kind, with string, written []byte) {
		f, err := excelize.OpenReader(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("%q: %v", with, err)
		}
		defer f.Close()
		for _, name := range f.GetSheetList() {
			all, err := f.GetRows(name)
			if err != nil {
				t.Fatalf("%q: %v", with, err)
			}
			key := kind + name
			if had, known := rows[key]; known && had != len(all) {
				t.Errorf("%q: %s has %d rows, not %d", with, name, len(all), had)
			}
			rows[key] = len(all)
			for y, row := range all {
				for x, cell := range row {
					at, err := excelize.CoordinatesToCellName(x+1, y+1)
					if err != nil {
						t.Fatal(err)
					}
					is, err := f.GetCellType(name, at)
					if err != nil || cell != "" && is != excelize.CellTypeInlineString {
						t.Errorf("%q: %s!%s is of type %v, %v", with, name, at, is, err)
					}
					if hides(cell) {
						t.Errorf("%q: in %s!%s something hides: %.60q", with, name, at, cell)
					}
				}
			}
		}
	})
}

var (
	escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]")
	// live is what means something in Markdown once escapes and code spans are gone: our own marks for strong text and tables aside.
	live = regexp.MustCompile(`[<\[\]#$&~@]|![0-9]|[^*]\*[^* ]|://|(?i:www)\.`)
)

// withoutCode takes the code spans out of a line, as CommonMark finds them: from a run of backticks to the next as long.
func withoutCode(line string) string {
	var b strings.Builder
	for line != "" {
		i := strings.IndexByte(line, '`')
		if i < 0 {
			break
		}
		if i > 0 && line[i-1] == '\\' {
			b.WriteString(line[:i+1])
			line = line[i+1:]
			continue
		}
		b.WriteString(line[:i])
		n := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
		rest, end := line[i+n:], -1
		for at := 0; at < len(rest); {
			j := strings.IndexByte(rest[at:], '`')
			if j < 0 {
				break
			}
			run := len(rest[at+j:]) - len(strings.TrimLeft(rest[at+j:], "`"))
			if run == n {
				end = at + j + n
				break
			}
			at += j + run
		}
		if end < 0 {
			b.WriteString(line[i:])
			return b.String()
		}
		b.WriteString("C")
		line = rest[end:]
	}
	return b.String() + line
}

// TestHostileMarkdown: what the input wrote adds no line, no cell and no markup.
func TestHostileMarkdown(t *testing.T) {
	shape := map[string]string{}
	each(t, "markdown", func(t *testing.T, kind, with string, written []byte) {
		text := string(written)
		if hides(text) {
			t.Errorf("%q: something hides", with)
		}
		var marks strings.Builder
		for line := range strings.Lines(text) {
			plain := escaped.ReplaceAllString(withoutCode(strings.TrimSuffix(line, "\n")), "E")
			start := strings.TrimLeft(plain, "# *>|-0123456789.")
			begin := strings.TrimRight(plain[:len(plain)-len(start)], "*0123456789")
			marks.WriteString(begin)
			if strings.HasPrefix(plain, "|") {
				marks.WriteString(strings.Repeat("|", strings.Count(plain, "|")))
			}
			marks.WriteByte('\n')
			if found := live.FindString(start); found != "" {
				t.Errorf("%q: %q is markup in %.200q", with, found, line)
			}
		}
		if had, known := shape[kind]; known && had != marks.String() {
			t.Errorf("%q: the document has another shape", with)
		}
		shape[kind] = marks.String()
	})
}
