// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

func id(s string) spdx.License { return spdx.License{ID: s} }

func TestParse(t *testing.T) {
	classpath := spdx.With{License: id("GPL-2.0-only"), Exception: spdx.Exception{ID: "Classpath-exception-2.0"}}
	for _, test := range []struct {
		text, printed string
		want          spdx.Expression
	}{
		{"MIT", "MIT", id("MIT")},
		{"mit", "MIT", id("MIT")},
		{"\t(MIT)\n", "MIT", id("MIT")},
		{"apache-2.0+", "Apache-2.0+", spdx.License{ID: "Apache-2.0", OrLater: true}},
		{"GPL-2.0+", "GPL-2.0+", spdx.License{ID: "GPL-2.0", OrLater: true}},
		{"GPL-2.0-only with classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", classpath},
		{"LicenseRef-a.B-1", "LicenseRef-a.B-1", id("LicenseRef-a.B-1")},
		{"DocumentRef-x:LicenseRef-y", "DocumentRef-x:LicenseRef-y", spdx.License{Document: "x", ID: "LicenseRef-y"}},
		{"LicenseRef-x WITH AdditionRef-y", "LicenseRef-x WITH AdditionRef-y",
			spdx.With{License: id("LicenseRef-x"), Exception: spdx.Exception{ID: "AdditionRef-y"}}},
		{"MIT WITH DocumentRef-a:AdditionRef-b", "MIT WITH DocumentRef-a:AdditionRef-b",
			spdx.With{License: id("MIT"), Exception: spdx.Exception{Document: "a", ID: "AdditionRef-b"}}},
		{"MIT or ISC and 0BSD", "MIT OR ISC AND 0BSD", spdx.Or{id("MIT"), spdx.And{id("ISC"), id("0BSD")}}},
		{"(MIT OR ISC)AND(0BSD)", "(MIT OR ISC) AND 0BSD", spdx.And{spdx.Or{id("MIT"), id("ISC")}, id("0BSD")}},
		{"MIT OR (ISC OR (0BSD OR Zlib)) OR MIT", "MIT OR ISC OR 0BSD OR Zlib OR MIT",
			spdx.Or{id("MIT"), id("ISC"), id("0BSD"), id("Zlib"), id("MIT")}},
		{"MIT AND ((ISC AND 0BSD) OR Zlib)", "MIT AND (ISC AND 0BSD OR Zlib)",
			spdx.And{id("MIT"), spdx.Or{spdx.And{id("ISC"), id("0BSD")}, id("Zlib")}}},
		{"(MIT AND (ISC AND Zlib)) OR X11", "MIT AND ISC AND Zlib OR X11",
			spdx.Or{spdx.And{id("MIT"), id("ISC"), id("Zlib")}, id("X11")}},
	} {
		got, err := spdx.Parse(test.text)
		if err != nil || !reflect.DeepEqual(got, test.want) || got.String() != test.printed {
			t.Errorf("Parse(%q) = %#v (%v), %v, want %q", test.text, got, got, err, test.printed)
		}
	}
}

func TestParseErrors(t *testing.T) {
	long := strings.Repeat("MIT OR ", spdx.MaxLength/7+1)
	deep := strings.Repeat("(", spdx.MaxDepth+1) + "MIT" + strings.Repeat(")", spdx.MaxDepth+1)
	for _, test := range []struct {
		text string
		want spdx.ParseError
	}{
		{"", spdx.ParseError{Code: spdx.ErrEmpty}},
		{" \t ", spdx.ParseError{Code: spdx.ErrEmpty, Offset: 3}},
		{long, spdx.ParseError{Code: spdx.ErrTooLong, Offset: spdx.MaxLength}},
		{deep, spdx.ParseError{Code: spdx.ErrTooDeep, Offset: spdx.MaxDepth, Token: "("}},
		{"MIT And ISC", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 4, Token: "And"}},
		{"MIT  ISC", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 5, Token: "ISC"}},
		{"MIT / ISC", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 4, Token: "/"}},
		{"MIT é", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 4, Token: "é"}},
		{"MIT AND", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 7}},
		{"AND MIT", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "AND"}},
		{"GPL-2.0 +", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 8, Token: "+"}},
		{"GPL-2.0++", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "GPL-2.0++"}},
		{"LicenseRef-x+", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "LicenseRef-x+"}},
		{"LicenseRef-", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "LicenseRef-"}},
		{"licenseref-x", spdx.ParseError{Code: spdx.ErrUnknownLicense, Offset: 0, Token: "licenseref-x"}},
		{"DocumentRef-x:MIT", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "DocumentRef-x:MIT"}},
		{"DocumentRef-x", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "DocumentRef-x"}},
		{"DocumentRef-:LicenseRef-x", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 0, Token: "DocumentRef-:LicenseRef-x"}},
		{"AdditionRef-x", spdx.ParseError{Code: spdx.ErrUnknownLicense, Offset: 0, Token: "AdditionRef-x"}},
		{"MIT OR Nonesuch-1.0", spdx.ParseError{Code: spdx.ErrUnknownLicense, Offset: 7, Token: "Nonesuch-1.0"}},
		{"MIT WITH MIT", spdx.ParseError{Code: spdx.ErrUnknownException, Offset: 9, Token: "MIT"}},
		{"MIT WITH", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 8}},
		{"MIT WITH LicenseRef-x", spdx.ParseError{Code: spdx.ErrUnknownException, Offset: 9, Token: "LicenseRef-x"}},
		{"(MIT) WITH Classpath-exception-2.0", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 6, Token: "WITH"}},
		{"Classpath-exception-2.0", spdx.ParseError{Code: spdx.ErrUnknownLicense, Offset: 0, Token: "Classpath-exception-2.0"}},
		{"(MIT", spdx.ParseError{Code: spdx.ErrUnbalanced, Offset: 4}},
		{"MIT)", spdx.ParseError{Code: spdx.ErrUnbalanced, Offset: 3, Token: ")"}},
		{")", spdx.ParseError{Code: spdx.ErrUnbalanced, Offset: 0, Token: ")"}},
		{"(MIT ISC)", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 5, Token: "ISC"}},
		{"()", spdx.ParseError{Code: spdx.ErrUnexpected, Offset: 1, Token: ")"}},
		{"NONE", spdx.ParseError{Code: spdx.ErrOutside, Offset: 0, Token: "NONE"}},
		{"MIT OR NOASSERTION", spdx.ParseError{Code: spdx.ErrOutside, Offset: 7, Token: "NOASSERTION"}},
	} {
		e, err := spdx.Parse(test.text)
		var got *spdx.ParseError
		if e != nil || !errors.As(err, &got) || *got != test.want {
			t.Errorf("Parse(%.40q) = %v, %#v, want %#v", test.text, e, err, test.want)
		}
	}
}

// TestParseText: what can be joined out of what Parse accepts can be read again, past the limits of Parse.
func TestParseText(t *testing.T) {
	if e, err := spdx.ParseText(""); e != nil || err != nil {
		t.Errorf("ParseText(\"\") = %v, %v", e, err)
	}
	wide := spdx.Or{}
	for len(spdx.Text(wide)) <= spdx.MaxLength {
		wide = append(wide, slicesOf(id("LicenseRef-"+strings.Repeat("x", 5000)), 50)...)
	}
	var deep spdx.Expression = spdx.Or{id("MIT"), id("ISC")}
	for i := range 2*spdx.MaxDepth + 4 {
		if i%2 == 0 {
			deep = spdx.And{deep, id("Zlib")}
		} else {
			deep = spdx.Or{deep, id("X11")}
		}
	}
	if _, err := spdx.Parse(deep.String()); err == nil {
		t.Error("Parse takes any depth")
	}
	for _, e := range []spdx.Expression{wide, deep} {
		got, err := spdx.ParseText(e.String())
		if err != nil || !reflect.DeepEqual(got, e) {
			t.Errorf("ParseText does not undo Text: %v", err)
		}
	}
}

func slicesOf(e spdx.Expression, n int) []spdx.Expression {
	list := make([]spdx.Expression, n)
	for i := range list {
		list[i] = e
	}
	return list
}

// TestLong reads long texts of the shapes that would hold up a quadratic parser; how fast it is,
// benchmarks tell.
func TestLong(t *testing.T) {
	shapes := map[string]func(n int) string{
		"and of ors": func(n int) string { return strings.Repeat("(MIT OR ISC) AND ", n) + "MIT" },
		"stacked ors": func(n int) string {
			return strings.Repeat("MIT OR (", spdx.MaxDepth) + strings.Repeat("MIT OR ", n) + "MIT" + strings.Repeat(")", spdx.MaxDepth)
		},
		"stacked ors, left": func(n int) string {
			return strings.Repeat("(", spdx.MaxDepth) + strings.Repeat("MIT OR ", n) + "MIT" + strings.Repeat(" OR ISC)", spdx.MaxDepth)
		},
		"one long word": func(n int) string { return "LicenseRef-" + strings.Repeat("abcdefgh", n) },
		"colons":        func(n int) string { return strings.Repeat("DocumentRef-a:", n) },
		"white space":   func(n int) string { return "MIT" + strings.Repeat("        ", n) + "OR ISC" },
	}
	for name, shape := range shapes {
		e, err := spdx.ParseText(shape(40000))
		if err != nil {
			continue // some of the shapes are no expressions
		}
		if text := e.String(); text == "" || !spdx.Satisfied(e, func(spdx.Expression) bool { return true }) {
			t.Errorf("%s: %d bytes, not satisfied by everything", name, len(text))
		}
	}
}
