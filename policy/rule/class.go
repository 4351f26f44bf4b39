// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// Class says roughly what the judged licence of the component is: of everything that applies the most demanding, of an OR the
// least demanding branch. It is [assessment.ClassUnknown] where nothing that a source puts into a class is known, unless
// something else about the component is known to be proprietary.
func (c *Case) Class() string {
	worst := -1
	for _, p := range c.License.Parts {
		worst = max(worst, c.World.demand(p.Expression))
	}
	for _, g := range c.License.Gaps {
		if g.Message.Key == "rule.licence.proprietary" {
			worst = max(worst, demandProprietary)
		} else {
			worst = max(worst, demandUnknown)
		}
	}
	switch {
	case worst < 0 || worst == demandUnknown:
		return assessment.ClassUnknown
	case worst == demandProprietary:
		return assessment.ClassProprietary
	}
	return string(demanding[worst])
}

// demanding are the classes that say something, from the least demanding on; proprietary comes behind what is unknown.
var demanding = slices.DeleteFunc(facts.Classes(), func(c facts.Class) bool {
	return c == facts.ClassUnclassified || c == facts.ClassReference || c == facts.ClassProprietary
})

var (
	demandUnknown     = len(demanding)
	demandProprietary = len(demanding) + 1
)

// demand is the place of an expression's class among demanding.
func (w *World) demand(e spdx.Expression) int {
	switch x := e.(type) {
	case spdx.And:
		worst := 0
		for _, e := range x {
			worst = max(worst, w.demand(e))
		}
		return worst
	case spdx.Or:
		best := demandProprietary
		for _, e := range x {
			best = min(best, w.demand(e))
		}
		return best
	}
	f, ok := w.Facts(e)
	l, _ := e.(spdx.License)
	switch {
	case ok && f.Class == facts.ClassProprietary, !ok && l.IsRef() && facts.Proprietary(l.String()):
		return demandProprietary
	case !ok:
		return demandUnknown
	}
	if i := slices.Index(demanding, f.Class); i >= 0 {
		return i
	}
	return demandUnknown
}
