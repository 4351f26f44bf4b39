// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package custom_test

import (
	"strings"
	"testing"

	"lizenzlotse/policy/custom"
)

func TestExpressionsAreCheckedWhenTheyAreRead(t *testing.T) {
	for _, test := range []struct {
		expression string
		kind       custom.ProblemKind // "" for a good one
		column     int
	}{
		{`component.supplier == ""`, "", 0},
		{`licences.exists(l, l.network) && use == "service"`, "", 0},
		{`size(licences) > 0 && 10 / size(licences) > 3`, "", 0},
		{`component.name.matches("^geheim")`, "", 0},
		{`component.suplier == ""`, custom.Invalid, 9},
		{`component.name == 1`, custom.Invalid, 15},
		{`"a" ==`, custom.Invalid, 6},
		{`now() == 1`, custom.Invalid, 3},
		{`component.name`, custom.NoTruth, 0},
		{`1 / 0 == 1`, custom.Fails, 0},
		{`10 / size(licences) > 3`, custom.Fails, 0},
		{`licences[0].osi`, custom.Fails, 0},
		{`component.name.matches("(")`, custom.Fails, 0},
		{strings.Repeat("[1,2,3,4,5,6,7,8,9].all(a, ", 7) + "true" + strings.Repeat(")", 7), custom.Expensive, 0},
		{"true" + strings.Repeat(" || true", 1000), custom.TooLong, 0},
		{strings.Repeat("(", 1000) + "true" + strings.Repeat(")", 1000), custom.Invalid, 0},
	} {
		_, err := custom.Compile(test.expression)
		switch {
		case test.kind == "" && err != nil:
			t.Errorf("%.60s: %v", test.expression, err)
		case test.kind != "" && err == nil:
			t.Errorf("%.60s: taken", test.expression)
		case test.kind != "":
			if p := custom.AsProblem(err); p.Kind != test.kind || test.column > 0 && p.Column != test.column {
				t.Errorf("%.60s: %s at column %d, want %s at %d (%s)", test.expression, p.Kind, p.Column, test.kind, test.column, p.Detail)
			}
		}
	}
}

func TestAnExpressionAboutALicence(t *testing.T) {
	for expression, want := range map[string]bool{
		`licence.osi`:                           true,
		`component.own && licence.id == "MIT"`:  true,
		`licences.exists(licence, licence.osi)`: true, // a variable of that name costs nothing but time
		`licences.exists(l, l.id == "licence")`: false,
		`component.licence == "MIT"`:            false,
	} {
		p, err := custom.Compile(expression)
		if err != nil {
			t.Fatal(err)
		}
		if p.OfLicense != want {
			t.Errorf("%s: of a licence: %v", expression, p.OfLicense)
		}
	}
}

// What costs too much on a bid is not known, and ends.
func TestCostIsLimited(t *testing.T) {
	p, err := custom.Compile(`component.paths.all(a, component.paths.all(b, a + b != "x"))`)
	if err != nil {
		t.Fatal(err)
	}
	v := &custom.Variables{}
	for range 5000 {
		v.Component.Paths = append(v.Component.Paths, "some/path")
	}
	if _, err := p.Found(v); err == nil || custom.AsProblem(err).Kind != custom.Expensive {
		t.Errorf("got %v", err)
	}
}

// Neither may all evaluations together, however many components somebody names.
func TestCostIsLimitedInAll(t *testing.T) {
	p, err := custom.Compile(`component.paths.all(a, a != "x")`)
	if err != nil {
		t.Fatal(err)
	}
	v := &custom.Variables{Component: custom.Component{Paths: make([]string, 100)}}
	b := custom.NewBudget(5000)
	asked := 0
	for ; asked < 1000; asked++ {
		if _, err = p.Within(b, v); err != nil {
			break
		}
	}
	if asked < 2 || asked > 50 || err == nil || custom.AsProblem(err).Kind != custom.Expensive {
		t.Errorf("%d evaluations, then %v", asked, err)
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{`component.own`, `licence.id == "MIT"`, `1/0 == 1`, `licences.map(l, l.id).size() > 2`, "\x00", "[[[["} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		p, err := custom.Compile(expression)
		if err != nil {
			if custom.AsProblem(err).Kind == "" {
				t.Error("a problem of no kind")
			}
			return
		}
		p.Found(&custom.Variables{Licenses: []custom.License{{ID: "MIT"}, {ID: "X"}}})
	})
}
