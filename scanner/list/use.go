// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/inventory"
)

// linked is the answer that says no more than that it is linked.
const linked inventory.RelationKind = "linked"

// relations are the words for how software uses a component, in the form of [plain].
var relations = byWord(map[inventory.RelationKind][]string{
	inventory.Incorporates: {"incorporates", "incorporated", "kopiert", "kopie", "übernommen", "eingearbeitet", "einkopiert", "hineinkopiert", "quelltext übernommen",
		"code übernommen", "quellcode übernommen", "teil des quelltexts", "teil des quelltextes", "teil des quellcodes", "teil des codes", "copied", "copied in", "copied code", "copy", "merged", "verschmolzen",
		"embedded", "eingebettet", "vendored", "fork", "geforkt", "forked", "abgeleitet", "derived", "taken over", "part of source code", "copied source code"},
	linked: {"links", "linked", "link", "linking", "verlinkt", "gelinkt", "verlinkung", "gebunden", "eingebunden", "angebunden", "verknüpft", "library linked", "linked library",
		"verlinkte bibliothek", "eingebundene bibliothek", "bibliothek verlinkt", "bibliothek eingebunden", "links against"},
	inventory.LinksStatic: {"links static", "links statically", "linked statically", "statisch", "statisch gelinkt", "statisch verlinkt", "statisch gebunden", "statisch eingebunden", "statische verlinkung",
		"statische einbindung", "statische bindung", "statische bibliothek", "verlinkt statisch", "gelinkt statisch", "static", "statically", "static link", "static linking", "statically linked", "static library"},
	inventory.LinksDynamic: {"links dynamic", "links dynamically", "linked dynamically", "dynamisch", "dynamisch gelinkt", "dynamisch verlinkt", "dynamisch gebunden", "dynamisch eingebunden", "dynamisch geladen",
		"dynamische verlinkung", "dynamische einbindung", "dynamische bindung", "dynamische bibliothek", "verlinkt dynamisch", "gelinkt dynamisch",
		"dynamic", "dynamically", "dynamic link", "dynamic linking", "dynamically linked", "dynamically loaded", "dynamic library", "shared library", "dll"},
	inventory.UsesSeparately: {"uses separately", "used separately", "getrennt", "getrenntes programm", "getrenntes produkt", "getrennter prozess", "getrennt laufend", "eigenständig", "eigenständiges programm",
		"eigenständige anwendung", "eigenständiges produkt", "eigenständiger prozess", "eigenes programm", "eigener prozess", "eigener dienst", "separat", "separates programm", "separater prozess", "separater dienst",
		"selbständiges programm", "selbstständiges programm", "selbständig", "selbstständig", "läuft getrennt", "läuft separat", "läuft eigenständig", "eigener container",
		"separate", "separately", "separate program", "separate programme", "separate process", "separate application", "separate service", "separately running program", "separately running", "standalone",
		"stand alone", "standalone program", "standalone application", "own process", "independent program"},
	inventory.BuildsWith: {"builds with", "built with", "bauwerkzeug", "werkzeug", "werkzeug bauen", "bauen", "bau", "build", "build only", "build tool", "build time", "build dependency", "buildwerkzeug", "buildtool", "builden", "erstellen",
		"erstellung", "entwicklung", "entwicklungswerkzeug", "entwicklerwerkzeug", "entwicklungszeit", "entwicklungsabhängigkeit", "dev", "dev tool", "dev dependency", "devdependency", "development", "development tool",
		"developer tool", "development dependency", "tool", "tooling", "compiler", "linter"},
	inventory.TestsWith: {"tests with", "tested with", "test", "tests", "testen", "testing", "testwerkzeug", "testtool", "test tool", "test dependency", "testabhängigkeit", "testzeit", "testumgebung"},
	inventory.DependsOn: {"depends on", "abhängigkeit", "abhängig", "hängt ab", "bibliothek", "programmbibliothek", "laufzeit", "laufzeitabhängigkeit", "dependency", "library", "runtime", "runtime dependency", "import",
		"importiert", "imported"},
})

// The words that answer yes or no, in the form of [plain]: the first two in every column, the others in theirs.
var (
	affirmed   = words("ja", "j", "yes", "y", "true", "wahr", "x", "1", "teilweise", "teils", "partly", "partially")
	denied     = words("nein", "n", "no", "false", "falsch", "0")
	changed    = words("geändert", "verändert", "modifiziert", "angepasst", "bearbeitet", "gepatcht", "abgeändert", "erweitert", "modified", "changed", "adapted", "patched", "edited", "altered")
	unchanged  = words("unverändert", "ungeändert", "unmodifiziert", "unbearbeitet", "nicht geändert", "nicht verändert", "nicht modifiziert", "nicht angepasst", "keine", "keine änderung", "keine änderungen", "ohne änderung", "ohne änderungen", "original", "originalzustand", "unmodified", "unchanged", "not modified", "not changed", "none", "no changes", "without changes")
	closed     = words("proprietär", "proprietary", "kommerziell", "commercial", "closed source", "closed")
	openSource = words("open source", "opensource", "quelloffen", "freie software", "oss", "foss", "nicht proprietär", "not proprietary")
)

// unsure are ways beside [silent] to answer that one does not know.
var unsure = words("unbekannt", "nicht bekannt", "unklar", "nicht klar", "ungeklärt", "nicht geklärt", "offen", "weiß nicht", "keine ahnung", "unknown", "not known", "unclear", "don t know", "not sure", "unsure", "undecided", "tbd", "nn")

// fillers are words that answers are put in without changing what they say.
var fillers = map[string]bool{
	"als": true, "nur": true, "ist": true, "wird": true, "wurde": true, "wurden": true, "sind": true, "werden": true, "das": true, "die": true,
	"der": true, "den": true, "dem": true, "ein": true, "eine": true, "einer": true, "einen": true, "in": true, "im": true, "ins": true, "zum": true,
	"zur": true, "zu": true, "fuer": true, "bei": true, "beim": true, "per": true, "mit": true, "unsere": true, "unser": true, "unseren": true,
	"unserem": true, "eigenen": true, "as": true, "a": true, "an": true, "the": true, "is": true, "was": true, "are": true, "were": true, "be": true,
	"it": true, "only": true, "just": true, "for": true, "into": true, "at": true, "our": true, "own": true, "to": true,
}

// plain brings an answer into the form of the lists: folded, with ä as ae, without fillers and spaces. Where it consists of
// fillers alone, they stay.
func plain(s string) string {
	s = umlauts.Replace(fold(s))
	kept := slices.DeleteFunc(strings.Fields(s), func(w string) bool { return fillers[w] })
	return cmp.Or(strings.Join(kept, ""), strings.ReplaceAll(s, " ", ""))
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

func byWord(lists map[inventory.RelationKind][]string) func() map[string]inventory.RelationKind {
	return sync.OnceValue(func() map[string]inventory.RelationKind {
		all := map[string]inventory.RelationKind{}
		for kind, list := range lists {
			for _, w := range list {
				all[plain(w)] = kind
			}
		}
		return all
	})
}

// A set has words in the form of [plain], into which they are brought when the first list is read.
type set func() map[string]bool

func words(list ...string) set {
	return sync.OnceValue(func() map[string]bool {
		s := map[string]bool{}
		for _, w := range list {
			s[plain(w)] = true
		}
		return s
	})
}

func among(said string, sets ...set) bool {
	return slices.ContainsFunc(sets, func(s set) bool { return s()[said] })
}

// answers are the parts of a cell that gives several.
func answers(cell string) []string {
	cell = between.Replace(" " + strings.Join(strings.Fields(strings.ToLower(cell)), " ") + " ")
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;/|+&()", r) })
}

var between = strings.NewReplacer(" und/oder ", ",", " and/or ", ",", " und ", ",", " oder ", ",", " and ", ",", " or ", ",", " bzw. ", ",", " bzw ", ",", " sowie ", ",")

// isSilent reports whether a cell is blank or says that one does not know.
func isSilent(cell string) bool {
	return slices.Contains(silent, strings.ToLower(cell)) || among(plain(cell), unsure)
}

// truth reads yes or no, with words that say either in this column; nil for a blank cell and for what says that one does not
// know. It is not ok for anything else. A yes may have more behind it; a no that has might take itself back.
func truth(cell string, yes, no set) (said *bool, ok bool) {
	is := func(b bool) (*bool, bool) { return &b, true }
	switch word := plain(cell); {
	case isSilent(cell):
		return nil, true
	case among(word, affirmed, yes), slices.Contains([]string{"✓", "✔", "☑", "☒"}, cell):
		return is(true)
	case among(word, denied, no), slices.Contains([]string{"✗", "✘", "☐"}, cell):
		return is(false)
	}
	all, none := answers(cell), true
	for i, a := range all {
		if i == 0 && among(plain(a), affirmed, yes) {
			return is(true)
		}
		none = none && among(plain(a), denied, no)
	}
	if none && len(all) > 0 {
		return is(false)
	}
	return nil, false
}

// use takes in what a row says of how the component is used, beside its licence.
func (r *reading) use(c *inventory.Component, values map[field]string, row inventory.Evidence, place string) {
	odd := func(f field) {
		r.note(inventory.IssueListWord, inventory.Note, place, inventory.Args{"was": cut(quote(values[f]), 80)})
	}
	kinds, altered, ok := related(values[relation])
	if !ok {
		odd(relation)
	}
	for _, kind := range kinds {
		if kind == linked {
			// Nobody says how. It counts as linked in both ways, so that whichever asks for more decides.
			r.note(inventory.IssueListLinked, inventory.Note, place, inventory.Args{"was": cut(quote(values[relation]), 80)})
			r.used(c, inventory.LinksStatic, row)
			kind = inventory.LinksDynamic
		}
		r.used(c, kind, row)
	}
	switch said, ok := truth(values[modified], changed, unchanged); {
	case !ok:
		odd(modified)
		c.Modified = altered
	case said == nil:
		c.Modified = altered
	case *said || altered == inventory.Yes:
		c.Modified = inventory.Yes
	default:
		c.Modified = inventory.No
	}
	claim := func(l inventory.License) {
		c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: r.path, Ref: place, License: l, Evidence: []inventory.Evidence{row}})
	}
	// That it is proprietary stands beside whatever licence the row names: where the two do not agree, both are seen. What is
	// not understood may mean that it is.
	switch said, ok := truth(values[proprietary], closed, openSource); {
	case !ok:
		odd(proprietary)
		claim(inventory.License{State: inventory.Unparsed, Raw: values[proprietary]})
	case said != nil && *said:
		claim(inventory.ReadLicense("proprietary"))
	}
}

func (r *reading) used(c *inventory.Component, kind inventory.RelationKind, row inventory.Evidence) {
	r.result.Uses = append(r.result.Uses, Use{Component: c.ID, Kind: kind, Evidence: row})
}

// related reads how a component is used, and if it was changed where the same cell says so. Of a cell with a part that is not
// understood nothing counts: "for building" might be taken back by what follows.
func related(cell string) (kinds []inventory.RelationKind, altered inventory.Modified, ok bool) {
	if cell == "" || isSilent(cell) {
		return nil, "", true
	}
	if kind, ok := relations()[plain(cell)]; ok {
		return []inventory.RelationKind{kind}, "", true
	}
	for _, part := range answers(cell) {
		word := plain(part)
		kind, known := relations()[word]
		switch {
		case word == "":
		case known && !slices.Contains(kinds, kind):
			kinds = append(kinds, kind)
		case known:
		case among(word, changed):
			altered = inventory.Yes
		case among(word, unchanged) && word != "keine" && word != "none":
			altered = cmp.Or(altered, inventory.No)
		default:
			return nil, "", false
		}
	}
	// "library, linked" and "static link" say one thing.
	if closer := func(k inventory.RelationKind) bool {
		return k == linked || k == inventory.LinksStatic || k == inventory.LinksDynamic
	}; slices.ContainsFunc(kinds, closer) {
		exact := slices.Contains(kinds, inventory.LinksStatic) || slices.Contains(kinds, inventory.LinksDynamic)
		kinds = slices.DeleteFunc(kinds, func(k inventory.RelationKind) bool { return k == inventory.DependsOn || exact && k == linked })
	}
	return kinds, altered, true
}
