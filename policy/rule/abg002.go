// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var abg002 = Rule{
	ID: "ABG-002",
	Doc: assessment.Doc{
		Title: text("Stückliste stimmt mit dem Befund im Quellbaum überein", "The bill of materials matches what is in the source tree"),
		What: text(
			"Jede fremde Komponente, die im Quellbaum liegt (mit Paketbeschreibung, in einem Ordner für Fremdes, als Archiv) oder die eine Datei eines Paketmanagers als im Betrieb benötigt nennt (etwa package-lock.json, go.mod), steht in der Stückliste (SBOM), in derselben Version und mit der Lizenz, die in ihren Dateien gefunden wurde. Ohne Stückliste gilt dasselbe für die Lizenzliste des Bieters. Umgekehrt muss nicht alles mitgeliefert sein, was die Stückliste nennt.",
			"Every component of others that lies in the source tree (with a package manifest, in a folder for such, as an archive), or that a file of a package manager names as needed at run time (such as package-lock.json, go.mod), is in the bill of materials (SBOM), in the same version and with the licence that was found in its files. Without an SBOM the same holds for the bidder's licence list. What the bill of materials names need not all be delivered as source."),
		Why: text(
			"Was mitgeliefert wird und nicht angegeben ist, hat vielleicht niemand geprüft; und für eine andere Version kann eine andere Lizenz gelten. Die Abweichung sagt nicht, welche Angabe stimmt, und ist allein kein Befund gegen das Angebot.",
			"What is delivered and not stated may have been checked by nobody; and another version may be under another licence. The deviation does not say which statement is right, and alone it is no finding against the bid."),
		Fix: text(
			"Den Bieter um Aufklärung bitten, was geliefert wird und welche Angabe gilt.",
			"Ask the bidder to clarify what is delivered and which statement holds."),
		Mend: text(
			"Die Stückliste aus dem Stand neu erzeugen, der geliefert wird; was nicht geliefert wird, aus dem Quellbaum nehmen.",
			"Generate the bill of materials anew from the state that is delivered; take out of the tree what is not delivered."),
		Sources: []assessment.Source{vgv8, uvgo9}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Document: func(c *DocumentCase) []Outcome {
		stating := stating(c.All)
		if len(stating) == 0 || stating[0] != c {
			return nil // all of them are asked together, with the first
		}
		here, there := newSide(), newSide()
		mains := map[string]bool{c.Inventory.Subject.Main: true}
		for _, id := range c.Inventory.Subject.Roots {
			mains[id] = true
		}
		packages := map[string]bool{}
		for _, d := range c.Inventory.Documents {
			packages[d.ID] = d.Kind == inventory.KindDependencies
		}
		inTree := false
		for i := range c.Inventory.Components {
			x := &c.Inventory.Components[i]
			if !x.InTree() && !needed(x, packages) || c.leftOut(x) {
				continue
			}
			inTree = true
			if !mains[x.ID] && (c.Own == nil || !c.Own(x)) {
				here.addTree(x, packages)
			}
		}
		if !inTree {
			return nil
		}
		for _, d := range stating {
			there.addDocument(d, c.leftOut)
		}
		k := compare(here, there, func(p pair) bool { return len(foundOtherwise(p)) > 0 }, c.toldBy("LIZ-011"))
		var list []Outcome
		list = append(list, deviation("rule.abg-002.missing", "missing", k.onlyHere)...)
		list = append(list, deviations("rule.abg-002.versions", "versions", k.versions, func(p pair) string {
			return clipped(p.here.view.Name) + " (" + clipped(p.here.view.Version) + " / " + clipped(p.there.view.Version) + ")"
		})...)
		list = append(list, deviations("rule.abg-002.licences", "licences", k.licenses, func(p pair) string {
			return clipped(p.here.view.Name) + " (" + clipped(strings.Join(foundOtherwise(p), "; ")) + " / " + clipped(p.there.view.Stated()) + ")"
		})...)
		if len(list) == 0 {
			list = []Outcome{{Finding: pass()}}
		}
		return list
	},
}

// needed reports whether a file of a package manager names a component as needed at run time.
func needed(c *inventory.Component, packages map[string]bool) bool {
	return (c.Scope == "" || c.Scope == inventory.Runtime) &&
		slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return packages[i.Document] })
}

// stating are the documents that say what is delivered: the SBOMs, or without any the licence lists.
func stating(all []*DocumentCase) []*DocumentCase {
	sboms := slices.DeleteFunc(slices.Clone(all), func(d *DocumentCase) bool { return !d.SBOM() })
	if len(sboms) > 0 {
		return sboms
	}
	return all
}

// foundOtherwise are the licences found in the files that speak for a component and that what is stated
// of it does not cover, for certain.
func foundOtherwise(p pair) []string {
	if len(p.here.view.Claims) == 0 || len(p.there.view.Claims) == 0 {
		return nil
	}
	var list []string
	for _, d := range Judged(slices.Concat(p.there.view.Claims, p.here.view.Claims)).Differences {
		if d.Detected && !d.Partial && !d.Unsure {
			list = append(list, d.Other)
		}
	}
	return list
}
