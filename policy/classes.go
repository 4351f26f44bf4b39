// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

// classes collects what the judged licences are.
type classes map[string][]string // IDs of components, by class

func (x classes) add(component, class string) { x[class] = append(x[class], component) }

func (x classes) list() []assessment.ClassShare {
	var list []assessment.ClassShare
	take := func(class string) {
		if ids := x[class]; len(ids) > 0 {
			slices.Sort(ids)
			list = append(list, assessment.ClassShare{Class: class, Components: ids})
		}
	}
	for _, c := range facts.Classes() {
		take(string(c))
	}
	take(assessment.ClassUnknown)
	return list
}
