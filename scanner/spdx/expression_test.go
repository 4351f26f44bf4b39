// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// randomExpression makes a canonical tree: no And in an And, no Or in an Or, two operands at least.
func randomExpression(rng *rand.Rand, depth int, within spdx.Expression) spdx.Expression {
	if depth == 0 || rng.IntN(3) == 0 {
		return randomAtom(rng)
	}
	n := 2 + rng.IntN(3)
	_, inAnd := within.(spdx.And)
	_, inOr := within.(spdx.Or)
	if inOr || !inAnd && rng.IntN(2) == 0 {
		var and spdx.And
		for range n {
			and = append(and, randomExpression(rng, depth-1, and))
		}
		return and
	}
	or := spdx.Or{}
	for range n {
		or = append(or, randomExpression(rng, depth-1, or))
	}
	return or
}

func randomAtom(rng *rand.Rand) spdx.Expression {
	var l spdx.License
	switch list := spdx.Licenses(); rng.IntN(4) {
	case 0:
		l.ID = "LicenseRef-" + randomName(rng)
		if rng.IntN(2) == 0 {
			l.Document = randomName(rng)
		}
	default:
		name, later := strings.CutSuffix(list[rng.IntN(len(list))].ID, "+")
		l = spdx.License{ID: name, OrLater: later || rng.IntN(5) == 0}
	}
	if rng.IntN(4) > 0 {
		return l
	}
	w := spdx.With{License: l}
	if list := spdx.Exceptions(); rng.IntN(3) > 0 {
		w.Exception.ID = list[rng.IntN(len(list))].ID
	} else {
		w.Exception.ID = "AdditionRef-" + randomName(rng)
		if rng.IntN(2) == 0 {
			w.Exception.Document = randomName(rng)
		}
	}
	return w
}

func randomName(rng *rand.Rand) string {
	const letters = "abcXYZ019.-"
	b := make([]byte, 1+rng.IntN(8))
	for i := range b {
		b[i] = letters[rng.IntN(len(letters))]
	}
	return string(b)
}

// TestInverse: Parse undoes String, on every kind of tree.
func TestInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 28))
	for range 20000 {
		e := randomExpression(rng, rng.IntN(6), nil)
		got, err := spdx.Parse(e.String())
		if err != nil || !reflect.DeepEqual(got, e) {
			t.Fatalf("Parse(%q) = %v, %v", e, got, err)
		}
		spelled := strings.NewReplacer(" AND ", " and ", " OR ", "\tor  ", "(", " ( ").Replace(e.String())
		if got, err := spdx.Parse(spelled); err != nil || !reflect.DeepEqual(got, e) {
			t.Fatalf("Parse(%q) = %v, %v", spelled, got, err)
		}
	}
}

// TestAllAny: joining keeps the meaning and the form, whatever is joined.
func TestAllAny(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		var list []spdx.Expression
		for range rng.IntN(4) {
			list = append(list, randomExpression(rng, rng.IntN(3), nil))
		}
		accepted := func(e spdx.Expression) bool { return len(e.String())%2 == 0 }
		all, any := true, false
		for _, e := range list {
			ok := spdx.Satisfied(e, accepted)
			all, any = all && ok, any || ok
		}
		for _, join := range []struct {
			got  spdx.Expression
			want bool
		}{{spdx.All(list...), all}, {spdx.Any(list...), any}} {
			if len(list) == 0 {
				if join.got != nil {
					t.Fatalf("joining nothing gives %v", join.got)
				}
				continue
			}
			if spdx.Satisfied(join.got, accepted) != join.want {
				t.Fatalf("%v joined is %v, want %v", list, join.got, join.want)
			}
			if e, err := spdx.Parse(join.got.String()); err != nil || !reflect.DeepEqual(e, join.got) {
				t.Fatalf("joined is %#v, read again %#v, %v", join.got, e, err)
			}
		}
	}
}

func TestAll(t *testing.T) {
	p := spdx.MustParse
	for _, test := range []struct {
		got  spdx.Expression
		want string
	}{
		{spdx.All(), ""},
		{spdx.All(nil, nil), ""},
		{spdx.All(nil, p("MIT")), "MIT"},
		{spdx.All(p("MIT"), p("MIT")), "MIT"},
		{spdx.All(p("LicenseRef-A"), p("LicenseRef-a")), "LicenseRef-A"},
		{spdx.All(p("MIT AND ISC"), p("Zlib OR X11"), p("ISC AND 0BSD")), "MIT AND ISC AND (Zlib OR X11) AND 0BSD"},
		{spdx.Any(p("MIT AND ISC"), p("Zlib OR X11"), p("X11")), "MIT AND ISC OR Zlib OR X11"},
	} {
		if got := spdx.Text(test.got); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	mine := spdx.And{id("MIT"), id("ISC")}
	if spdx.All(mine, id("Zlib")); mine.String() != "MIT AND ISC" {
		t.Errorf("All changed its operand to %v", mine)
	}
}

func TestEqualAtoms(t *testing.T) {
	p := spdx.MustParse
	for _, test := range []struct {
		a, b spdx.Expression
		want bool
	}{
		{nil, nil, true},
		{nil, p("MIT"), false},
		{p("mit or ISC"), p("(MIT OR ISC)"), true},
		{p("MIT OR ISC"), p("ISC OR MIT"), false},
		{p("MIT"), p("MIT+"), false},
		{p("DocumentRef-D:LicenseRef-Name"), p("DocumentRef-d:LicenseRef-name"), true},
		{spdx.License{ID: "GPL-2.0+"}, p("GPL-2.0+"), true},
	} {
		if spdx.Equal(test.a, test.b) != test.want || spdx.Equal(test.b, test.a) != test.want {
			t.Errorf("Equal(%v, %v) is not %v", test.a, test.b, test.want)
		}
	}
	var got []string
	for _, a := range spdx.Atoms(p("(MIT OR GPL-2.0-only WITH Classpath-exception-2.0) AND (MIT+ OR MIT) AND LicenseRef-a AND LicenseRef-A")) {
		got = append(got, a.String())
	}
	if s := strings.Join(got, "; "); s != "MIT; GPL-2.0-only WITH Classpath-exception-2.0; MIT+; LicenseRef-a" {
		t.Errorf("Atoms: %s", s)
	}
	if spdx.Atoms(nil) != nil {
		t.Error("Atoms(nil) is not empty")
	}
	if !p("DocumentRef-a:LicenseRef-b").(spdx.License).IsRef() || id("MIT").IsRef() {
		t.Error("IsRef")
	}
}

func TestFold(t *testing.T) {
	count := func(e spdx.Expression) (visits int) {
		sum := func(list []int) int {
			total := 1
			for _, n := range list {
				total += n
			}
			return total
		}
		got := spdx.Fold(e, func(spdx.Expression) int { visits++; return 1 }, sum, sum)
		if e == nil && got != 0 {
			t.Errorf("Fold(nil) = %d", got)
		}
		return got
	}
	for text, want := range map[string]int{"": 0, "MIT": 1, "MIT WITH AdditionRef-a": 1, "MIT OR ISC AND X11": 5} {
		e, err := spdx.ParseText(text)
		if got := count(e); err != nil || got != want {
			t.Errorf("Fold over %q makes %d nodes, want %d (%v)", text, got, want, err)
		}
	}
}

// TestSatisfied: a pair is asked for as a pair, "+" as it is written.
func TestSatisfied(t *testing.T) {
	for _, test := range []struct {
		text, accepted string
		want           bool
	}{
		{"MIT", "MIT", true},
		{"MIT", "ISC", false},
		{"MIT+", "MIT", false},
		{"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", false},
		{"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", true},
		{"MIT OR GPL-3.0-only", "MIT", true},
		{"MIT AND GPL-3.0-only", "MIT", false},
		{"(MIT OR ISC) AND (MIT OR X11)", "MIT", true},
		{"MIT OR ISC AND X11", "X11", false},
	} {
		got := spdx.Satisfied(spdx.MustParse(test.text), func(e spdx.Expression) bool { return e.String() == test.accepted })
		if got != test.want {
			t.Errorf("%s with %s accepted: %v", test.text, test.accepted, got)
		}
	}
	if spdx.Satisfied(nil, func(spdx.Expression) bool { return true }) {
		t.Error("nil is satisfied")
	}
}
