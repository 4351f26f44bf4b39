// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Most readings that are given of one file.
const maxReadings = 16

// Expression is the one expression that the findings of a file make together: all of them apply.
// It is nil for none. Deprecated ids stand in a finding as they were written and are replaced here by
// what the SPDX list puts in their place, so that the two names of one licence are one. Readings are what it may be instead, where a finding of low confidence has
// other readings and nothing else in the file decides between them.
//
// A finding gives way to another that says the same and more: a text that leaves "or later" open to
// one that settles it, and a licence or pair to a tag that offers it as one of several, or with an exception.
func Expression(findings []inventory.Finding) (expression spdx.Expression, readings []spdx.Expression) {
	var kept []inventory.Finding
	findings = slices.Clone(findings)
	for i := range findings {
		findings[i].Expression = modern(findings[i].Expression)
	}
	said := sum(findings)
	for _, f := range findings {
		if f.Expression != nil && !said.more(f) {
			kept = append(kept, f)
		}
	}
	list := make([]spdx.Expression, len(kept))
	for i, f := range kept {
		list[i] = f.Expression
	}
	expression = spdx.All(list...)
	seen := map[string]bool{spdx.Text(expression): true}
	for i, f := range kept {
		for _, r := range f.Readings {
			if len(readings) == maxReadings {
				return expression, readings
			}
			other := make([]spdx.Expression, len(list))
			for j := range list {
				other[j] = list[j]
				if spdx.Equal(list[j], list[i]) {
					other[j] = r
				}
			}
			if e := spdx.All(other...); !seen[e.String()] {
				seen[e.String()] = true
				readings = append(readings, e)
			}
		}
	}
	return expression, readings
}

// A summary holds what the findings of a file say, so that each is compared with all others at once.
type summary struct {
	decided map[string]bool // licences that a finding names for certain, alone or within an expression
	offered map[string]bool // licences that a tag or manifest has as a branch or as the base of a pair
	lgpl3   bool            // the text of the LGPL 3 is there
}

func sum(findings []inventory.Finding) summary {
	s := summary{decided: map[string]bool{}, offered: map[string]bool{}}
	for _, f := range findings {
		if f.Expression == nil {
			continue
		}
		whole := f.Expression.String()
		s.lgpl3 = s.lgpl3 || f.Kind == inventory.FoundText && whole == "LGPL-3.0-only"
		stated := f.Kind == inventory.FoundTag || f.Kind == inventory.FoundManifest
		if !stated && open(f) {
			continue
		}
		for _, atom := range spdx.Atoms(f.Expression) {
			if w, ok := atom.(spdx.With); ok {
				atom = w.License
			}
			if !open(f) {
				s.decided[atom.String()] = true
			}
			if stated && atom.String() != whole {
				s.offered[atom.String()] = true
			}
		}
	}
	return s
}

// more reports whether another finding says what this one says, and more.
func (s summary) more(f inventory.Finding) bool {
	whole := f.Expression.String()
	if open(f) {
		if s.decided[whole] || slices.ContainsFunc(f.Readings, func(r spdx.Expression) bool { return s.decided[r.String()] }) {
			return true
		}
		// The LGPL 3 consists of the text of the GPL 3 and of permissions in addition.
		if f.Kind == inventory.FoundText && whole == "GPL-3.0-only" && s.lgpl3 {
			return true
		}
	}
	return f.Kind != inventory.FoundTag && s.offered[whole]
}

// open reports whether a finding leaves its own reading undecided.
func open(f inventory.Finding) bool { return f.Confidence == inventory.Low && len(f.Readings) > 0 }
