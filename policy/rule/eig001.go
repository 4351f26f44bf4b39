// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
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
			"Im obersten Ordner der eigenen oder beauftragten Software (oder in ihrem Ordner LICENSES) liegt eine Lizenzdatei mit dem vollständigen Text einer bekannten Lizenz.",
			"The top folder of the in-house or commissioned software (or its folder LICENSES) holds a licence file with the full text of a known licence."),
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
		if !c.Own {
			return nil
		}
		if !c.Component.InTree() {
			return []Outcome{{Finding: unknown(assessment.Bidder, "rule.eig-001.not-in-input")}}
		}
		roots := c.World.roots(c.Component)
		var unread *inventory.File
		for _, f := range c.World.files[c.Component.ID] {
			if !atRoot(f.Path, roots) {
				continue
			}
			if slices.ContainsFunc(f.Findings, func(x inventory.Finding) bool { return x.Kind == inventory.FoundText }) {
				return []Outcome{{Finding: pass(), File: f.Path}}
			}
			if unread == nil && slices.Contains(f.Roles, inventory.RoleLicense) {
				unread = f
			}
		}
		if unread != nil {
			return []Outcome{{Finding: unknown(assessment.Bidder, "rule.eig-001.unrecognised", "file", unread.Path),
				File: unread.Path, Evidence: []inventory.Evidence{{Path: unread.Path}}}}
		}
		return []Outcome{{Finding: fail("rule.eig-001.missing")}}
	},
}

// roots are the folders a component lies in.
func (w *World) roots(c *inventory.Component) []string {
	var list []string
	for _, i := range c.Instances {
		if i.Path == "" || i.Document != "" {
			continue
		}
		dir := path.Clean(i.Path)
		if w.isFile[i.Path] {
			dir = path.Dir(dir)
		}
		list = append(list, dir, dir+"!") // what is inside an archive has its path before "!/"
	}
	return list
}

func atRoot(file string, roots []string) bool {
	dir := path.Dir(file)
	if path.Base(dir) == "LICENSES" {
		dir = path.Dir(dir)
		return slices.Contains(roots, dir) || slices.Contains(roots, path.Dir(file))
	}
	return slices.Contains(roots, strings.TrimSuffix(dir, "/"))
}

// OwnLicense reports whether an expression is what the component itself is offered under: stated, or
// found in the licence files at its root.
func (c *Case) OwnLicense(e spdx.Expression) bool {
	if c.offered == nil {
		c.offered = map[string]bool{}
		for _, claim := range c.Component.Claims {
			if claim.Kind != inventory.Detected && !claim.Partial && claim.License.Expression != nil {
				c.offered[claim.License.Expression.String()] = true
			}
		}
		roots := c.World.roots(c.Component)
		for _, f := range c.World.files[c.Component.ID] {
			if f.License != nil && atRoot(f.Path, roots) {
				c.offered[f.License.String()] = true
			}
		}
	}
	return e != nil && c.offered[e.String()]
}
