// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// relations are the words for how software uses a component, folded.
var relations = map[inventory.RelationKind][]string{
	inventory.Incorporates:   {"incorporates", "incorporated", "kopiert", "übernommen", "eingearbeitet", "quelltext übernommen", "in den quelltext übernommen", "copied", "merged", "embedded", "eingebettet"},
	inventory.LinksStatic:    {"links static", "statisch", "statisch gelinkt", "statisch verlinkt", "statisch gebunden", "static", "static linking", "statically linked"},
	inventory.LinksDynamic:   {"links dynamic", "dynamisch", "dynamisch gelinkt", "dynamisch verlinkt", "dynamisch gebunden", "dynamic", "dynamic linking", "dynamically linked"},
	inventory.UsesSeparately: {"uses separately", "getrennt", "eigenständig", "eigenes programm", "eigener prozess", "separat", "separate", "separate program", "separate process", "standalone"},
	inventory.BuildsWith:     {"builds with", "bauwerkzeug", "werkzeug", "nur zum bauen", "build", "build only", "build tool", "buildwerkzeug"},
	inventory.TestsWith:      {"tests with", "test", "tests", "nur test", "nur zum testen", "testwerkzeug", "test only"},
	inventory.DependsOn:      {"depends on", "abhängigkeit", "bibliothek", "dependency", "library"},
}

var (
	affirmed = []string{"ja", "j", "yes", "y", "true", "wahr", "x", "1"}
	denied   = []string{"nein", "n", "no", "false", "falsch", "0"}
)

// truth reads yes or no; nil for a blank cell and for what says that one does not know. It is not ok for anything else.
func truth(cell string) (said *bool, ok bool) {
	switch word := fold(cell); {
	case slices.Contains(silent, strings.ToLower(cell)):
		return nil, true
	case slices.Contains(affirmed, word):
		yes := true
		return &yes, true
	case slices.Contains(denied, word):
		no := false
		return &no, true
	}
	return nil, false
}

// use takes in what a row says of how the component is used, beside its licence.
func (r *reading) use(c *inventory.Component, values map[field]string, row inventory.Evidence, place string) {
	odd := func(f field) {
		r.note("list-word", inventory.Note, place, inventory.Args{"was": cut(quote(values[f]), 80)})
	}
	if word := values[relation]; word != "" && !slices.Contains(silent, strings.ToLower(word)) {
		if kind, ok := related(word); ok {
			r.result.Uses = append(r.result.Uses, Use{Component: c.ID, Kind: kind, Evidence: row})
		} else {
			odd(relation)
		}
	}
	switch changed, ok := truth(values[modified]); {
	case !ok:
		odd(modified)
	case changed == nil:
	case *changed:
		c.Modified = inventory.Yes
	default:
		c.Modified = inventory.No
	}
	// That it is proprietary stands beside whatever licence the row names: where the two do not agree, both are seen.
	switch closed, ok := truth(values[proprietary]); {
	case !ok:
		odd(proprietary)
	case closed != nil && *closed:
		c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: r.path, Ref: place,
			License: inventory.ReadLicense("proprietary"), Evidence: []inventory.Evidence{row}})
	}
}

func related(word string) (inventory.RelationKind, bool) {
	folded := fold(word)
	for kind, words := range relations {
		if slices.Contains(words, folded) {
			return kind, true
		}
	}
	return "", false
}
