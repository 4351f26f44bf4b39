// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/spdx"
)

// fieldRow is a row of testdata/fields.tsv; the columns that are missing are empty.
type fieldRow struct{ text, expression, others, way, never string }

func fieldRows(t testing.TB) (list []fieldRow) {
	t.Helper()
	for _, f := range tableOf(t, "testdata/fields.tsv") {
		f = append(f, "", "", "", "")
		list = append(list, fieldRow{f[0], f[1], f[2], f[3], f[4]})
	}
	return list
}

func texts(list []spdx.Expression) string {
	var all []string
	for _, e := range list {
		all = append(all, e.String())
	}
	return strings.Join(all, ";")
}

func TestFields(t *testing.T) {
	rows := fieldRows(t)
	wrongWays := 0
	for _, row := range rows {
		r, ok := spdx.Read(row.text)
		if !ok && row.expression != "-" || ok && (spdx.Text(r.Expression) != row.expression || texts(r.Others) != row.others || string(r.Way) != row.way) {
			t.Errorf("%q: %v %q [%s] by %q\nwant %q [%s] by %q", row.text, ok, spdx.Text(r.Expression), texts(r.Others), r.Way, row.expression, row.others, row.way)
		}
		if row.never == "" {
			continue
		}
		wrongWays++
		for _, e := range append(slices.Clone(r.Others), r.Expression) {
			for _, atom := range spdx.Atoms(e) {
				if atom.String() == row.never {
					t.Errorf("%q is read as %s", row.text, row.never)
				}
			}
		}
	}
	if len(rows) < 350 || wrongWays < 80 {
		t.Errorf("%d rows, %d wrong ways", len(rows), wrongWays)
	}
}

// TestFieldsWholly: whatever is understood no longer is with words about it that say more.
func TestFieldsWholly(t *testing.T) {
	for _, row := range fieldRows(t) {
		if row.expression == "-" {
			continue
		}
		for _, more := range []string{"not " + row.text, row.text + " except on Sundays", row.text + " for evaluation only", row.text + " like", "parts of it: " + row.text, row.text + ", others", row.text + " with restrictions"} {
			if r, ok := spdx.Read(more); ok {
				t.Errorf("%q is read as %s", more, r.Expression)
			}
		}
	}
}

// TestFieldsAround: case, white space and signs around a field change nothing of what it says.
func TestFieldsAround(t *testing.T) {
	for _, row := range fieldRows(t) {
		if row.expression == "-" || strings.Contains(row.text, "://") || strings.HasPrefix(row.text, "License ::") {
			continue
		}
		for _, other := range []string{"  " + row.text + "\n", `"` + row.text + `"`, "[" + row.text + "]", row.text + ".", "License: " + row.text, strings.ReplaceAll(row.text, " ", "\t ")} {
			if r, ok := spdx.Read(other); !ok || spdx.Text(r.Expression) != row.expression || texts(r.Others) != row.others {
				t.Errorf("%q: %v %q [%s], want %q", other, ok, spdx.Text(r.Expression), texts(r.Others), row.expression)
			}
		}
	}
}

// TestFieldsAgain: an expression that was read is read again as itself, and as written.
func TestFieldsAgain(t *testing.T) {
	for _, row := range fieldRows(t) {
		if r, ok := spdx.Read(row.text); ok {
			checkAgain(t, row.text, r)
		}
	}
	for _, l := range spdx.Licenses() {
		r, ok := spdx.Read(l.ID)
		if !ok || l.Deprecated != (r.Way == spdx.BySuccession) && l.Successor != "" || !l.Deprecated && r.Way != spdx.AsWritten {
			t.Errorf("%s: %+v", l.ID, r)
		}
		checkAgain(t, l.ID, r)
		if r, ok = spdx.Read(l.Name); !ok {
			t.Errorf("%q is not understood", l.Name)
		} else if e := spdx.Current(spdx.License{ID: l.ID}); !spdx.Equal(r.Expression, e) && !slices.ContainsFunc(r.Others, func(o spdx.Expression) bool { return spdx.Equal(o, e) }) {
			t.Errorf("%q is %s, want %s", l.Name, r.Expression, e)
		}
	}
}

func checkAgain(t *testing.T, text string, r spdx.Reading) {
	t.Helper()
	for _, e := range append(slices.Clone(r.Others), r.Expression) {
		again, ok := spdx.Read(e.String())
		if !ok || !reflect.DeepEqual(again, spdx.Reading{Expression: again.Expression}) || again.Expression.String() != e.String() {
			t.Errorf("%q is %s, which reads as %+v", text, e, again)
		}
	}
}

// TestUnclearLists: a list that does not say what joins it is never satisfied by a part of it, and has the choice among
// what it may mean.
func TestUnclearLists(t *testing.T) {
	for _, between := range []string{", ", "; ", "/", " / ", " | ", " + ", "\n", " and/or "} {
		r, ok := spdx.Read("MIT" + between + "GPL-3.0-only")
		if !ok || r.Way != spdx.ByList || spdx.Text(r.Expression) != "MIT AND GPL-3.0-only" || texts(r.Others) != "MIT OR GPL-3.0-only" {
			t.Errorf("%q: %v %+v", between, ok, r)
		}
	}
}

// TestManyMeanings: where names leave too much open to be said, a field is not understood.
func TestManyMeanings(t *testing.T) {
	if r, ok := spdx.Read("GPL or LGPL or BSD or MPL or GFDL"); ok {
		t.Errorf("%d meanings", 1+len(r.Others))
	}
	r, ok := spdx.Read("GPL, LGPL, BSD, MPL, GFDL")
	if !ok || len(r.Others) < 15 || len(r.Others) > 64 {
		t.Errorf("%v, %d meanings", ok, 1+len(r.Others))
	}
}

// TestFieldLimits: what is long or deep ends soon, and is understood only where it says one thing over and over.
func TestFieldLimits(t *testing.T) {
	for name, text := range map[string]string{
		"licences":   strings.Repeat("MIT License, ", 200),
		"brackets":   strings.Repeat("(", 100) + "MIT License" + strings.Repeat(")", 100),
		"text":       strings.Repeat("Permission is hereby granted to any person. ", 200),
		"slashes":    "GPL" + strings.Repeat("/", spdx.MaxField-10),
		"plus signs": "GPL" + strings.Repeat("+", spdx.MaxField-10),
		"words":      strings.Repeat("gnu general public ", 200),
		"fillers":    strings.Repeat("the license of ", 270),
		"dual":       strings.Repeat("dual license ", 300),
		"opened":     strings.Repeat("MIT (", 800),
		"choices":    strings.Repeat("BSD or GPL and ", 270),
		"long":       strings.Repeat("x", 3<<20),
		"bytes":      strings.Repeat("\xff", spdx.MaxField),
	} {
		start := time.Now()
		if r, ok := spdx.Read(text); ok && len(spdx.Atoms(r.Expression)) > 1 {
			t.Errorf("%s: %.80s", name, r.Expression)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
}

func TestIsText(t *testing.T) {
	for text, want := range map[string]bool{
		"":            false,
		"MIT License": false,
		"GNU General Public License, version 2 or (at your option) any later version":       false,
		strings.Repeat("Permission is hereby granted, free of charge, to any person. ", 10): true,
		strings.Repeat("x", spdx.MaxField+1):                                                true,
	} {
		if got := spdx.IsText(text); got != want {
			t.Errorf("IsText(%.40q) = %v", text, got)
		}
	}
	for _, l := range spdx.Licenses() {
		if spdx.IsText(l.Name) {
			t.Errorf("the name of %s is no text", l.ID)
		}
	}
}

func TestCurrent(t *testing.T) {
	for text, want := range map[string]string{
		"MIT": "MIT", "GPL-2.0+ OR MIT": "GPL-2.0-or-later OR MIT", "AGPL-3.0+": "AGPL-3.0-or-later", "GFDL-1.3+": "GFDL-1.3-or-later",
		"GPL-2.0 WITH Classpath-exception-2.0": "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only OR GPL-2.0": "GPL-2.0-only",
		"Net-SNMP": "Net-SNMP", "wxWindows+": "wxWindows+", "Apache-2.0+": "Apache-2.0+",
	} {
		e := spdx.MustParse(text)
		if got := spdx.Current(e); got.String() != want {
			t.Errorf("Current(%s) = %s, want %s", text, got, want)
		}
		if spdx.IsCurrent(e) != (text == want) {
			t.Errorf("IsCurrent(%s) = %v", text, spdx.IsCurrent(e))
		}
	}
	if spdx.Current(nil) != nil || !spdx.IsCurrent(nil) {
		t.Error("nil is current")
	}
}

func TestCombinations(t *testing.T) {
	lists := [][]spdx.Expression{{spdx.License{ID: "MIT"}, spdx.License{ID: "X11"}}, {spdx.License{ID: "ISC"}}, {spdx.License{ID: "Zlib"}, spdx.License{ID: "0BSD"}}}
	var got []string
	each := func(picked []spdx.Expression) { got = append(got, texts(picked)) }
	if !spdx.Combinations(lists, 4, each) || !slices.Equal(got, []string{"MIT;ISC;Zlib", "X11;ISC;Zlib", "MIT;ISC;0BSD", "X11;ISC;0BSD"}) {
		t.Errorf("%q", got)
	}
	if got = nil; spdx.Combinations(lists, 3, each) || got != nil {
		t.Errorf("%q beyond the limit", got)
	}
}

// FuzzRead: no panic; what is understood is a current expression of which every meaning differs and is read again as itself.
func FuzzRead(f *testing.F) {
	for _, row := range fieldRows(f) {
		f.Add(row.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := spdx.Read(text)
		if !ok {
			if !reflect.DeepEqual(r, spdx.Reading{}) {
				t.Fatalf("%q: %+v", text, r)
			}
			return
		}
		if r.Expression == nil || !spdx.IsCurrent(r.Expression) && r.Way != spdx.AsWritten {
			t.Fatalf("%q: %+v", text, r)
		}
		seen := map[string]bool{}
		for _, e := range append(slices.Clone(r.Others), r.Expression) {
			if e == nil || seen[e.String()] {
				t.Fatalf("%q: %+v", text, r)
			}
			seen[e.String()] = true
		}
		if again, ok := spdx.Read(text); !ok || !reflect.DeepEqual(again, r) {
			t.Fatalf("%q reads differently the second time", text)
		}
		checkAgain(t, text, r)
	})
}
