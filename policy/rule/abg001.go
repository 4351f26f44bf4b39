// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

var abg001 = Rule{
	ID: "ABG-001",
	Doc: assessment.Doc{
		Title: text("Lizenzliste des Bieters stimmt mit der Stückliste überein", "The bidder's licence list matches the bill of materials"),
		What: text(
			"Die Lizenzliste des Bieters (Tabelle) nennt dieselben Komponenten, Versionen und Lizenzen wie die Stückliste (SBOM). Andere Schreibweisen derselben Lizenz sind keine Abweichung; Komponenten, die nach der Stückliste nur zur Entwicklung oder zum Test dienen, müssen in der Liste nicht stehen.",
			"The bidder's licence list (a table) names the same components, versions and licences as the bill of materials (SBOM). Other spellings of the same licence are no deviation; components that the bill of materials marks as used for development or tests only need not be on the list."),
		Why: text(
			"Beide Angaben stammen vom Bieter. Weichen sie voneinander ab, ist mindestens eine unrichtig oder unvollständig, und der Zuschlag stützt sich vielleicht auf die falsche. Welche das ist, weiß nur der Bieter; die Abweichung allein ist deshalb kein Befund gegen das Angebot.",
			"Both statements are the bidder's. If they deviate, at least one of them is wrong or incomplete, and the award may rest on the wrong one. Only the bidder knows which; so a deviation alone is no finding against the bid."),
		Fix: text(
			"Den Bieter um Aufklärung bitten, welche Angabe gilt.",
			"Ask the bidder to clarify which statement holds."),
		Mend: text(
			"Lizenzliste und Stückliste aus demselben Stand neu erzeugen.",
			"Generate the licence list and the bill of materials anew from the same state."),
		Sources: []assessment.Source{vgv8, uvgo9}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Document: func(c *DocumentCase) []Outcome {
		if c.SBOM() {
			return nil
		}
		here, there := newSide(), newSide()
		here.addDocument(c, c.leftOut)
		for _, d := range c.All {
			if d.SBOM() {
				there.addDocument(d, func(x *inventory.Component) bool { return c.leftOut(x) || x.ID == d.Document.Main })
			}
		}
		if len(there.views) == 0 {
			return nil // nothing to compare with
		}
		k := compare(here, there, func(p pair) bool { return !sameStatements(p.here.view.Claims, p.there.view.Claims) }, c.toldBy("LIZ-011"))
		product := products(c)
		k.onlyHere = without(k.onlyHere, func(n *named) bool {
			name, _ := difference.Names(n.view)
			return product[n.view.ID] || product[name]
		})
		k.onlyThere = without(k.onlyThere, func(n *named) bool { return !delivered(n.whole) })
		var list []Outcome
		list = append(list, deviation("rule.abg-001.missing", "missing", k.onlyThere)...)
		list = append(list, deviation("rule.abg-001.extra", "extra", k.onlyHere)...)
		list = append(list, deviations("rule.abg-001.licences", "licences", k.licenses, func(p pair) string {
			return clipped(p.here.view.Name) + " (" + clipped(p.here.view.Stated()) + " / " + clipped(p.there.view.Stated()) + ")"
		})...)
		list = append(list, deviations("rule.abg-001.versions", "versions", k.versions, func(p pair) string {
			return clipped(p.here.view.Name) + " (" + clipped(p.here.view.Version) + " / " + clipped(p.there.view.Version) + ")"
		})...)
		switch {
		case len(list) > 0:
		case k.told > 0: // all that deviates is asked by component; to be silent of it would read as agreement
			list = []Outcome{{Finding: Finding{State: Pass, Message: message("rule.abg-001.told", "count", strconv.Itoa(k.told))}, About: "told"}}
		default:
			list = []Outcome{{Finding: pass()}}
		}
		return list
	},
}

// sameStatements reports whether a list and an SBOM say the same of a licence: the list as the SBOM's
// declared licence has it, or as its author concluded.
func sameStatements(list, sbom []inventory.Claim) bool {
	if difference.SameLicenses(list, sbom, inventory.Declared) {
		return true
	}
	var concluded []inventory.Claim
	for _, claim := range sbom {
		if claim.Kind == inventory.Concluded {
			claim.Kind = inventory.Declared
			concluded = append(concluded, claim)
		}
	}
	return len(concluded) > 0 && difference.SameLicenses(list, concluded, inventory.Declared)
}

// delivered reports whether a component counts as part of what runs.
func delivered(c *inventory.Component) bool {
	switch c.Scope {
	case inventory.Build, inventory.Dev, inventory.Test:
		return false
	}
	return c.Type != "file"
}

// products are the IDs and names of what the SBOMs are about, which they put apart from its components.
func products(c *DocumentCase) map[string]bool {
	list := map[string]bool{}
	for _, d := range c.All {
		if main := c.Inventory.Component(d.Document.Main); d.SBOM() && main != nil {
			full, last := difference.Names(main)
			list[main.ID], list[full], list[last] = true, true, true
		}
	}
	return list
}

func without(list []*named, drop func(*named) bool) []*named {
	var kept []*named
	for _, n := range list {
		if !drop(n) {
			kept = append(kept, n)
		}
	}
	return kept
}
