// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var eig006 = Rule{
	ID: "EIG-006", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: publiccode.yml ist vollständig und stimmt", "Own code: publiccode.yml is complete and consistent"),
		What: text(
			"Im obersten Ordner liegt eine publiccode.yml mit den Pflichtfeldern des Standards in zulässiger Form. Ihre Lizenz ist die der Lizenzdatei und der übrigen Angaben, ihre Adresse widerspricht keiner anderen, und ihre proprietären Abhängigkeiten passen zu den Befunden. Adressen werden nicht aufgerufen, Kategorien und Erweiterungen einzelner Länder nicht geprüft.",
			"A publiccode.yml lies in the top folder, with the mandatory fields of the standard in an admissible form. Its licence is that of the licence file and of the other statements, its address contradicts no other, and its proprietary dependencies fit what was found. Addresses are not visited, categories and extensions of single countries are not checked."),
		Why: text(
			"Mit publiccode.yml finden andere Verwaltungen Software, und Verzeichnisse lesen sie maschinell; was darin falsch ist, verbreitet sich. Der Standard ist international; dass er hier verlangt wird, ist eine Festlegung der Richtlinie.",
			"Other administrations find software by publiccode.yml, and catalogues read it by machine; what is wrong in it spreads. The standard is international; that it is asked for here is the choice of the policy."),
		Fix: text(
			"Die genannten Stellen berichtigen; der Standard beschreibt jedes Feld.",
			"Correct the places named; the standard describes every field."),
		Sources: []assessment.Source{publiccodeStandard}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		switch {
		case c.inner() || !c.Component.InTree():
			return nil
		case c.Component.Publiccode == nil:
			return []Outcome{c.noPubliccode()}
		}
		p := c.Component.Publiccode
		if c.World.excluded != nil && c.World.excluded(p.Path) {
			return nil
		}
		list := faults(p)
		if n := len(list) - maxFaults; n > 0 {
			list = append(list[:maxFaults], Outcome{Finding: fail("rule.eig-006.more", "count", strconv.Itoa(n)), About: "more", File: p.Path})
		}
		list = append(list, c.publiccodeLicense(p)...)
		list = append(list, c.publiccodeAddress(p)...)
		list = append(list, c.publiccodeProprietary(p)...)
		if len(list) == 0 {
			return []Outcome{{Finding: pass(), File: p.Path}}
		}
		return list
	},
}

// maxFaults bounds the results about the form of one file.
const maxFaults = 50

// noPubliccode tells a file that is missing from one that could not be read.
func (c *Case) noPubliccode() Outcome {
	for _, f := range c.filesAround() {
		inside, ok := c.within(f.Path)
		if ok && (inside == "publiccode.yml" || inside == "publiccode.yaml") && f.Size > 0 {
			return Outcome{Finding: unknown(assessment.Bidder, "rule.eig-006.unreadable", "file", f.Path),
				File: f.Path, Evidence: []inventory.Evidence{{Path: f.Path}}}
		}
	}
	return Outcome{Finding: fail("rule.eig-006.missing")}
}

// A place is a field of the file that a result is about.
func place(p *inventory.Publiccode, f *inventory.PubliccodeField) []inventory.Evidence {
	if f == nil {
		return []inventory.Evidence{{Path: p.Path}}
	}
	return []inventory.Evidence{{Path: p.Path, Line: inventory.LineRange{First: f.Line, Last: f.Line}, Quote: inventory.Clip(path.Base(f.Name)+": "+f.Value, inventory.MaxQuote)}}
}

// at adds the place of a field to the arguments of a message.
func at(f *inventory.PubliccodeField, args ...string) []string {
	return append(slices.Clone(args), "line", strconv.Itoa(f.Line), "column", strconv.Itoa(f.Column))
}
