// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var eig001 = Rule{
	ID: "EIG-001", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Lizenztext liegt bei", "Own code: licence text is included"),
		What: text(
			"Im obersten Ordner der eigenen oder beauftragten Software (oder in ihrem Ordner LICENSES) liegt eine Lizenzdatei mit dem vollständigen Text einer bekannten Lizenz. Was daneben steht und die Texte weiterer angegebener Lizenzen werden erfragt.",
			"The top folder of the in-house or commissioned software (or its folder LICENSES) holds a licence file with the full text of a known licence. What stands beside it, and the texts of further licences that are stated, are asked about."),
		Why: text(
			"Ohne Lizenztext wissen Dritte nicht, was sie dürfen: Sichtbarer Quelltext ist noch keine Erlaubnis. openCode verlangt für die Veröffentlichung eine LICENSE-Datei, die auf Vollständigkeit und Richtigkeit zu prüfen ist. Für den Ratsbeschluss von Dortmund ist das unsere Lesart.",
			"Without a licence text others do not know what they may do: visible source is not yet a permission. For publication openCode requires a LICENSE file, to be checked for completeness and correctness. For Dortmund's resolution this is our reading."),
		Fix: text(
			"Der vollständige, unveränderte Lizenztext gehört als Datei LICENSE in den obersten Ordner, spätestens bei der Abnahme.",
			"The full, unchanged licence text belongs in the top folder as a file LICENSE, at acceptance at the latest."),
		Sources: []assessment.Source{openCodeGuide, dortmundII}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		switch {
		case c.inner():
			return nil
		case !c.Component.InTree():
			return []Outcome{{Finding: unknown(assessment.Bidder, "rule.eig-001.not-in-input")}}
		}
		list, texts := c.licenseTexts()
		if len(list) == 0 {
			list = append(list, Outcome{Finding: fail("rule.eig-001.missing")})
		}
		return append(list, c.textsMissing(texts)...)
	},
}

// licenseTexts judges the licence files in the top folder. One full text of a known licence is enough; then what stands in
// a licence file beside its text is asked about, and every other file is left alone: it may be a list, or speak of other things.
func (c *Case) licenseTexts() (list []Outcome, full map[string]bool) {
	full = map[string]bool{}
	var good, added, partly, unread *Outcome
	for _, f := range c.textFiles() {
		known, whole, extra := readText(f)
		at := []inventory.Evidence{{Path: f.Path}}
		for _, a := range whole {
			full[a] = true
		}
		switch {
		case len(whole) > 0 && extra != nil && !inLicenses(f.Path):
			if added == nil {
				added = &Outcome{Finding: unknown(assessment.Bidder, "rule.eig-001.added", "file", f.Path), File: f.Path, Evidence: []inventory.Evidence{*extra}}
			}
		case len(whole) > 0:
			if good == nil {
				good = &Outcome{Finding: pass(), File: f.Path}
			}
		case known != "":
			if partly == nil {
				partly = &Outcome{Finding: unknown(assessment.Bidder, "rule.eig-001.incomplete", "file", f.Path, "licence", known), File: f.Path, Evidence: at}
			}
		case unread == nil && slices.Contains(f.Roles, inventory.RoleLicense):
			unread = &Outcome{Finding: unknown(assessment.Bidder, "rule.eig-001.unrecognised", "file", f.Path), File: f.Path, Evidence: at}
		}
	}
	switch {
	case added != nil:
		list = append(list, *added)
	case good != nil:
		list = append(list, *good)
	case partly != nil:
		list = append(list, *partly)
	case unread != nil:
		list = append(list, *unread)
	}
	return list, full
}

// readText tells what a licence file holds: the licence whose text is there in part or in another wording, the
// licences and pairs whose text is there in full, and what is there besides and nobody knows.
func readText(f *inventory.File) (partly string, full []string, extra *inventory.Evidence) {
	for i := range f.Findings {
		x := &f.Findings[i]
		switch {
		case x.Kind != inventory.FoundText || x.Expression == nil:
		case isUnknown(x.Expression):
			if extra == nil {
				extra = &x.Evidence
			}
		case complete(x):
			for _, e := range append(slices.Clone(x.Readings), x.Expression) {
				for _, a := range spdx.Atoms(e) {
					full = append(full, a.String())
				}
			}
		case partly == "":
			partly = x.Expression.String()
		}
	}
	return partly, full, extra
}

// bareTexts are the texts that leave "or any later version" open, by the beginning of their ids, with their size in bytes
// as the Free Software Foundation publishes them: detection is never sure of the licence, but may be of the text.
var bareTexts = []struct {
	id   string
	size int64
}{
	{"AGPL-3.0", 34_523}, {"GPL-1.0", 12_632}, {"GPL-2.0", 18_092}, {"GPL-3.0", 35_149},
	{"LGPL-2.0", 25_381}, {"LGPL-2.1", 26_530}, {"LGPL-3.0", 7_652},
	{"GFDL-1.2", 20_432}, {"GFDL-1.3", 22_955},
}

// complete reports whether a text was found in full. Detection is sure of one that is, but for the texts of the
// Free Software Foundation; of these three quarters are enough, as the appendix on how to use them may be left out.
func complete(x *inventory.Finding) bool {
	if x.Confidence == inventory.High {
		return true
	}
	if len(x.Readings) == 0 {
		return false
	}
	id := x.Expression.String()
	for _, t := range bareTexts {
		if strings.HasPrefix(id, t.id) {
			return (x.Evidence.Byte.End-x.Evidence.Byte.Start)*4 >= t.size*3
		}
	}
	return false
}

// textsMissing asks for the texts of licences that the component declares besides those that are there.
func (c *Case) textsMissing(texts map[string]bool) []Outcome {
	if len(texts) == 0 {
		return nil
	}
	there := func(a spdx.Expression) bool {
		if w, ok := a.(spdx.With); ok && texts[spdx.Current(w.License).String()] {
			return true // the text of an exception is a few lines, which may stand anywhere
		}
		return texts[a.String()] || texts[spdx.Current(a).String()]
	}
	var list []Outcome
	seen := map[string]bool{}
	for _, claim := range c.Component.Claims {
		if claim.Kind == inventory.Detected || claim.Partial || claim.License.Expression == nil || len(claim.License.Readings) > 0 ||
			spdx.Satisfied(claim.License.Expression, there) {
			continue
		}
		for _, a := range spdx.Atoms(claim.License.Expression) {
			if s := a.String(); !seen[s] && !there(a) {
				seen[s] = true
				list = append(list, Outcome{Finding: unknown(assessment.Bidder, "rule.eig-001.other-text", "licence", s),
					About: s, Evidence: claim.Evidence})
			}
		}
	}
	return list
}
