// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A field is what a column is about.
type field int

const (
	none field = iota
	name
	group
	version
	license
	spdxID // a licence too, and the more exact one
	supplier
	purl
	homepage
	comment
	relation    // how the software uses the component
	modified    // whether it was changed
	proprietary // whether its licence is no open source licence
	reason      // why it is used though it is proprietary
)

// headings are the words of each field, the more telling first: a table with the columns "Name" and
// "Komponente" has its components under "Komponente".
var headings = map[field][]string{
	name: {"komponente", "komponentenname", "name der komponente", "komponenten", "open source komponente", "oss komponente", "softwarekomponente",
		"component", "component name", "components", "open source component",
		"paket", "paketname", "package", "package name", "bibliothek", "bibliotheken", "library", "library name", "fremdkomponente", "drittkomponente",
		"third party component", "third party software", "third party library", "open source software", "oss", "fremdsoftware", "drittsoftware",
		"artefakt", "artifact", "artifact id", "artifactid", "artefact", "modul", "module", "module name", "abhängigkeit", "abhaengigkeit", "dependency",
		"softwarename", "name der software", "software", "software name", "produktname", "produkt", "product", "product name", "bezeichnung", "titel", "title", "name", "werk"},
	group:       {"gruppe", "group", "group id", "groupid", "namespace", "namensraum"},
	version:     {"version", "versionsnummer", "versionen", "version number", "versionsstand", "release", "releasestand", "stand", "ver", "revision"},
	license:     {"lizenz", "lizenzen", "lizenzbezeichnung", "lizenzname", "name der lizenz", "lizenztyp", "lizenzart", "lizenzmodell", "oss lizenz", "open source lizenz", "lizenzangabe", "verwendete lizenz", "licence", "licences", "license", "licenses", "license s", "licence s", "license name", "licence name", "license type", "licence type", "declared license", "declared licence", "concluded license", "concluded licence", "license expression", "lizenz version", "lizenz und version"},
	spdxID:      {"spdx", "spdx id", "spdx kennung", "spdx license", "spdx lizenz", "spdx identifier", "spdx license identifier", "spdx lizenzkennung", "spdx ausdruck", "spdx expression", "spdx license expression", "lizenz spdx", "lizenz id", "license id", "licence id", "license spdx", "lizenzkennung", "lizenzkürzel", "lizenzkuerzel"},
	supplier:    {"hersteller", "anbieter", "lieferant", "herausgeber", "urheber", "autor", "rechteinhaber", "supplier", "vendor", "manufacturer", "publisher", "author", "provider", "originator"},
	purl:        {"purl", "package url", "packageurl", "paket url", "paketkennung"},
	homepage:    {"quelle", "url", "homepage", "webseite", "website", "projektseite", "link", "bezugsquelle", "source", "source url", "repository", "project url", "download", "web"},
	comment:     {"bemerkung", "bemerkungen", "kommentar", "anmerkung", "anmerkungen", "hinweis", "hinweise", "beschreibung", "comment", "comments", "note", "notes", "remark", "remarks", "description", "verwendungszweck", "zweck"},
	relation:    {"einbindung", "art der einbindung", "verwendung", "art der verwendung", "beziehung", "verlinkung", "verknüpfung", "relation", "relationship", "linkage", "linking", "usage", "integration"},
	modified:    {"geändert", "verändert", "modifiziert", "angepasst", "änderungen", "modified", "changed", "modification"},
	proprietary: {"proprietär", "proprietaer", "ist proprietär", "proprietary", "is proprietary"},
	reason:      {"begründung", "begruendung", "grund", "begründung proprietär", "justification", "reason"},
}

// byHeading gives the field of a folded heading, and its place in the field's list.
var byHeading = sync.OnceValue(func() map[string]heading {
	all := map[string]heading{}
	for f, words := range headings {
		for i, w := range words {
			all[w] = heading{f, i}
		}
	}
	return all
})

type heading struct {
	field field
	order int
}

// notLicense are words that make of a licence something about one.
var notLicense = []string{"text", "url", "link", "datei", "file", "geber", "kosten", "nehmer", "schlüssel", "key", "anzahl", "count", "kategorie", "category", "risiko", "risk",
	"hinweis", "bemerkung", "kommentar", "comment", "note", "notes", "kompatibel", "compatible", "kompatibilität", "compatibility", "quelle", "source", "family", "familie", "geprüft", "approved", "erlaubt", "allowed", "pflichten", "obligations"}

// fold brings a heading into the form of the lists: lower case, words with single spaces.
func fold(s string) string {
	if len(s) > 200 { // nobody's heading
		return ""
	}
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	return strings.Join(words, " ")
}

// recognise tells what a column with this heading is about.
func recognise(cell string) heading {
	s := fold(cell)
	if h, ok := byHeading()[s]; ok {
		return h
	}
	// "Lizenz (SPDX-ID)", "Lizenz laut Hersteller", "Komponente / Bibliothek": by the words in it.
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 8 {
		return heading{}
	}
	has := func(stems ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			return slices.ContainsFunc(stems, func(stem string) bool { return strings.HasPrefix(w, stem) })
		})
	}
	const late = 1000
	switch {
	case has("lizenz", "licence", "license") && !slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(notLicense, func(stop string) bool { return strings.HasSuffix(w, stop) })
	}):
		if has("spdx") {
			return heading{spdxID, late}
		}
		return heading{license, late}
	case has("lizenz", "licence", "license"):
		return heading{}
	case has("komponente", "component", "bibliothek", "library", "paket", "package") && !has("version", "url", "link", "typ", "type", "anzahl", "pfad", "path", "id", "nr", "manager"):
		return heading{name, late}
	case has("version") && len(words) <= 3 && !has("lizenz", "vorig", "vorherig", "latest", "neueste"):
		return heading{version, late}
	}
	return heading{}
}

// columns tells for each column of a row of headings what it is about. Of several for one field the most
// telling counts, but for licences, of which all do. It is not ok without a name and a licence.
func columns(cells []string) (list []field, ok bool) {
	list = make([]field, len(cells))
	best := map[field]int{} // column
	order := map[field]int{}
	for i, cell := range cells {
		h := recognise(cell)
		if h.field == none {
			continue
		}
		if at, taken := best[h.field]; taken && h.field != license {
			if order[h.field] <= h.order {
				continue
			}
			list[at] = none
		}
		best[h.field], order[h.field] = i, h.order
		list[i] = h.field
	}
	return list, slices.Contains(list, name) && (slices.Contains(list, license) || slices.Contains(list, spdxID))
}
