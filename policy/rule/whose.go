// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Disputed is the question which of two statements holds: the policy's or flag's that components are own code, or the input's that others
// made them. Where a component was named itself, or does not lie in the input, it is a note.
func Disputed(value, origin string, places []string, asked bool, at []inventory.Evidence) Outcome {
	o := Outcome{Finding: unknown(assessment.City, "rule.own-code.disputed", withPlaces(places, "value", value, "origin", origin)...), Evidence: at, About: "disputed " + value}
	if !asked {
		o.State, o.Note = Pass, true
	}
	return o
}

// Others is the note which part of the files is own code, and which others are said to have made: who disagrees has the places.
func Others(own, others, all int, places, grounds []string, at []inventory.Evidence) Outcome {
	return Outcome{Finding: Finding{State: Pass, Message: message("rule.own-code.others", withPlaces(places, "grounds", firstOf(grounds), "files", strconv.Itoa(others),
		"of", strconv.Itoa(all), "own", strconv.Itoa(own), "percent", strconv.Itoa(own*100/max(all, 1)))...)}, Note: true, Evidence: at, About: "others"}
}

func withPlaces(places []string, args ...string) []string {
	return append(args, "count", strconv.Itoa(len(places)), "places", firstOf(places))
}

// maxNamed bounds the places that a sentence names.
const maxNamed = 3

func firstOf(list []string) string {
	if len(list) > maxNamed {
		list = append(slices.Clone(list[:maxNamed]), "…")
	}
	return strings.Join(list, ", ")
}
