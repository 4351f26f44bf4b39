// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var pfl001 = Rule{
	ID: "PFL-001",
	Doc: assessment.Doc{
		Title: text("Urhebervermerke und Lizenztexte liegen bei", "Copyright notices and licence texts are included"),
		What: text(
			"Zu jeder gelieferten Komponente, deren Lizenz es verlangt, liegen Urhebervermerke und Lizenztext bei: im Ordner der Komponente, in einer Hinweisdatei (NOTICE, THIRD-PARTY-NOTICES) oder im Ordner LICENSES. Ist eine Komponente nur in einer Stückliste (SBOM) genannt, wird danach gefragt.",
			"For every delivered component whose licence asks for it, copyright notices and licence text are included: in the folder of the component, in a notice file (NOTICE, THIRD-PARTY-NOTICES) or in the folder LICENSES. Where a component is only named in a bill of materials (SBOM), a question is asked."),
		Why: text(
			"Die meisten freien Lizenzen erlauben die Weitergabe nur, wenn diese Hinweise mitgegeben werden. Schon die Lieferung an die Stadt ist eine Weitergabe. Was davon bei einem Angebot noch nicht vorliegt, gehört zur Abnahme.",
			"Most free licences permit passing software on only if these notices go with it. The delivery to the city is already such an act. What does not exist yet at the time of a bid belongs to acceptance."),
		Fix: text(
			"Hinweisdatei mit Urhebervermerken und Lizenztexten beilegen, spätestens bei der Abnahme.",
			"Include a notice file with copyright notices and licence texts, at acceptance at the latest."),
		Sources: []assessment.Source{osadlChecklists, licenseTexts}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		list := c.judgeOwed("", func(atom spdx.Expression, owed []string) (Finding, bool) {
			notice, text := slices.Contains(owed, assessment.DutyNotice), slices.Contains(owed, assessment.DutyLicenseText)
			if !notice && !text {
				return Finding{}, false
			}
			licence := atom.String()
			notice = notice && !c.World.hasNotice(c.Component)
			text = text && !c.World.hasText(c.Component, atom) && !c.linksText(atom)
			switch {
			case !notice && !text:
				return pass(), true
			case !c.Component.InTree():
				return unknown(assessment.Bidder, c.World.namedKey(atom, notice, text), "licence", licence), true
			case !text:
				return fail("rule.pfl-001.notice", "licence", licence), true
			case !notice:
				return fail("rule.pfl-001.text", "licence", licence), true
			}
			return fail("rule.pfl-001.both", "licence", licence), true
		})
		return append(list, c.gaps()...)
	},
}

// namedKey is the question about a component that is only named: it says what of both its licence asks for.
func (w *World) namedKey(atom spdx.Expression, notice, text bool) string {
	f, _ := w.Facts(atom)
	switch link := f.TextDuty == facts.TextLink; {
	case !text:
		return "rule.pfl-001.named-notice"
	case notice && link:
		return "rule.pfl-001.named-both-link"
	case notice:
		return "rule.pfl-001.named-both"
	case link:
		return "rule.pfl-001.named-link"
	}
	return "rule.pfl-001.named-text"
}

// enclosed are the licence texts and notices that came with the input.
type enclosed struct {
	texts   map[string]map[string]bool // licence texts by component; under "" those that are there for all
	holders map[string]bool            // whom the notice files name, see [inventory.HolderKey]
	files   map[string]bool            // components with a licence or notice file
}

func (w *World) findEnclosures() *enclosed {
	x := &enclosed{texts: map[string]map[string]bool{}, holders: map[string]bool{}, files: map[string]bool{}}
	for i := range w.inv.Files {
		f := &w.inv.Files[i]
		if w.excluded != nil && w.excluded(f.Path) {
			continue
		}
		notice := slices.Contains(f.Roles, inventory.RoleNotice)
		if !notice && !slices.Contains(f.Roles, inventory.RoleLicense) && !inLicenses(f.Path) {
			x.within(f)
			continue
		}
		x.files[f.Component] = true
		forAll := notice || inLicenses(f.Path) || f.Component == w.inv.Subject.Main || slices.Contains(w.inv.Subject.Roots, f.Component)
		for _, found := range f.Findings {
			if found.Kind != inventory.FoundText {
				continue
			}
			for _, e := range append([]spdx.Expression{found.Expression}, found.Readings...) {
				for _, atom := range spdx.Atoms(e) {
					x.add(f.Component, atom)
					if forAll {
						x.add("", atom)
					}
				}
			}
		}
		if notice {
			for _, c := range f.Copyrights {
				x.holders[inventory.HolderKey(c.Holder)] = true
			}
		}
	}
	return x
}

// within takes the texts that stand in a file whose office it is not to hold them: that of a short licence often heads every file.
func (x *enclosed) within(f *inventory.File) {
	for i := range f.Findings {
		if found := &f.Findings[i]; found.Kind == inventory.FoundText && found.Confidence != inventory.Low {
			for _, atom := range spdx.Atoms(found.Expression) {
				x.add(f.Component, atom)
			}
		}
	}
}

func (x *enclosed) add(component string, atom spdx.Expression) {
	if x.texts[component] == nil {
		x.texts[component] = map[string]bool{}
	}
	x.texts[component][textOf(atom)] = true
}

// textOf names the text of a licence: a pair's is that of its licence, whose later versions have others.
func textOf(atom spdx.Expression) string {
	if pair, ok := atom.(spdx.With); ok {
		atom = pair.License
	}
	id := atom.String()
	for _, end := range []string{"-only", "-or-later", "+"} {
		id = strings.TrimSuffix(id, end)
	}
	return id
}

// hasText reports whether the text of the licence lies with the component or where all texts are kept.
func (w *World) hasText(c *inventory.Component, atom spdx.Expression) bool {
	x, id := w.enclosures(), textOf(atom)
	return x.texts[""][id] || c.InTree() && x.texts[c.ID][id]
}

// linksText reports whether the licence asks for its address at least, and the files of the component name it.
func (c *Case) linksText(atom spdx.Expression) bool {
	f, _ := c.World.Facts(atom)
	return f.TextDuty == facts.TextLink && c.Component.InTree() && slices.ContainsFunc(c.Component.Claims, func(claim inventory.Claim) bool {
		return claim.Kind == inventory.Detected && claim.License.Expression != nil && atomsOf(claim.License.Expression)[atom.String()]
	})
}

// hasNotice reports whether those who made the component are named: in its own files, or, of one that a
// document names with its copyright lines, in a notice file.
func (w *World) hasNotice(c *inventory.Component) bool {
	x := w.enclosures()
	if c.InTree() {
		return len(c.Copyrights) > 0 || x.files[c.ID]
	}
	if len(c.Copyrights) == 0 {
		return false
	}
	for _, text := range c.Copyrights {
		for line := range strings.Lines(text) {
			if holder := holderOf(line); holder != "" && !x.holders[inventory.HolderKey(holder)] {
				return false
			}
		}
	}
	return true
}

// holderOf is what a copyright line says behind the sign and the years; "" if that is nothing.
func holderOf(line string) string {
	words := strings.Fields(line)
	for len(words) > 0 {
		w := strings.ToLower(strings.Trim(words[0], ",.:;-–"))
		if w != "" && w != "copyright" && w != "(c)" && w != "©" && w != "by" && strings.Trim(w, "0123456789-–,") != "" {
			break
		}
		words = words[1:]
	}
	return strings.TrimRight(strings.Join(words, " "), ",.;")
}
