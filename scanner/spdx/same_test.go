// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/spdx"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"MIT OR Apache-2.0", "Apache-2.0 OR MIT", true},
		{"MIT AND Apache-2.0", "MIT OR Apache-2.0", false},
		{"(MIT OR ISC) AND Zlib", "Zlib AND (ISC OR MIT)", true},
		{"(MIT OR ISC) AND Zlib", "MIT OR (ISC AND Zlib)", false},
		{"mit", "MIT", true},
		{"GPL-2.0", "GPL-2.0-only", true},
		{"GPL-2.0+", "GPL-2.0-or-later", true},
		{"GPL-2.0-only+", "GPL-2.0-or-later", true},
		{"AGPL-3.0+", "AGPL-3.0-or-later", true},
		{"GPL-2.0-or-later+", "GPL-2.0+", true},
		{"GPL-2.0-only", "GPL-2.0-or-later", false},
		{"Apache-2.0+", "Apache-2.0", false},
		{"GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0", true},
		{"GPL-2.0-with-classpath-exception", "GPL-2.0 WITH Classpath-exception-2.0", true},
		{"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", false},
		{"LicenseRef-A", "LicenseRef-a", true},
		{"DocumentRef-x:LicenseRef-A", "LicenseRef-A", false},
		{"Net-SNMP", "Net-SNMP", true},
		{"MIT OR MIT-0", "MIT-0 OR MIT OR MIT", true},
		{"GPL-2.0 OR GPL-2.0-only", "GPL-2.0", true},
		{"", "", true},
		{"", "MIT", false},
	} {
		a, errA := spdx.ParseText(c.a)
		b, errB := spdx.ParseText(c.b)
		if errA != nil || errB != nil {
			t.Fatal(c.a, errA, c.b, errB)
		}
		if got := spdx.Same(a, b); got != c.want || got != spdx.Same(b, a) {
			t.Errorf("Same(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

// Whatever the order of the operands, an expression stays the same.
func TestSameShuffled(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var shuffled func(e spdx.Expression) spdx.Expression
	each := func(list []spdx.Expression) []spdx.Expression {
		var out []spdx.Expression
		for _, x := range list {
			out = append(out, shuffled(x))
		}
		rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}
	shuffled = func(e spdx.Expression) spdx.Expression {
		switch e := e.(type) {
		case spdx.And:
			return spdx.And(each(slices.Clone(e)))
		case spdx.Or:
			return spdx.Or(each(slices.Clone(e)))
		}
		return e
	}
	for range 2000 {
		e := randomExpression(rng, 4, nil)
		if other := shuffled(e); !spdx.Same(e, other) {
			t.Fatalf("%s is not the same as %s", e, other)
		}
	}
}

func TestMeaningIsLinear(t *testing.T) {
	e := spdx.Expression(spdx.MustParse("MIT"))
	for i := range 400 {
		wide := spdx.Expression(spdx.License{ID: "LicenseRef-" + strings.Repeat("x", 1000+i)})
		if i%2 == 0 {
			e = spdx.And{wide, e}
		} else {
			e = spdx.Or{wide, e}
		}
	}
	start := time.Now()
	for range 20 {
		spdx.Meaning(e)
	}
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("took %v", d)
	}
}
