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

var liz011 = Rule{
	ID: "LIZ-011",
	Doc: assessment.Doc{
		Title: text("Angegebene und gefundene Lizenz stimmen überein", "Stated and detected licence agree"),
		What: text(
			"Was Hersteller, Paketbeschreibung und Stückliste (SBOM) als Lizenz angeben, widerspricht sich nicht und deckt sich mit dem, was in den Dateien steht. Steht eine gefundene Lizenz unter den angegebenen zur Wahl, ist das eine Übereinstimmung.",
			"What the author, the package manifest and the bill of materials (SBOM) state as the licence does not conflict and matches what the files say. A detected licence that is one of the stated alternatives counts as agreement."),
		Why: text(
			"Weichen die Angaben voneinander ab, kann eine falsch oder unvollständig sein, und es gelten möglicherweise weitere Bedingungen. Bis zur Klärung werden alle zusammen beurteilt. Wie vollständig und richtig Lizenzdateien sein müssen, sagt openCode nur für die Veröffentlichung dort; der Abgleich mit anderen Angaben ist unsere Lesart.",
			"If statements differ, one of them may be wrong or incomplete and further terms may apply. Until that is cleared up, all of them are judged together. openCode asks for complete and correct licence files only for what is published there; comparing them with other statements is our reading."),
		Fix: text(
			"Den Bieter um Aufklärung bitten, welche Lizenz für welchen Teil gilt.",
			"Ask the bidder to clarify which licence applies to which part."),
		Mend: text(
			"Die genannten Dateien ansehen: Gilt ihre Lizenz, gehört sie in die Angabe (mit AND); liegen sie nur versehentlich da, gehören sie entfernt.",
			"Look at the files named: if their licence holds, it belongs in the statement (with AND); if they are there by mistake, remove them."),
		Sources: []assessment.Source{openCodeGuide}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		if len(c.Component.Claims) < 2 || len(c.License.Parts) == 0 {
			return nil // nothing to compare
		}
		if len(c.License.Differences) == 0 {
			return []Outcome{{Finding: pass()}}
		}
		var list []Outcome
		said := sayings(c)
		for _, kind := range []struct {
			key, origins              string // origins: where different ones say it
			detected, partial, unsure bool
		}{
			{"rule.liz-011.statements", "rule.liz-011.origins", false, false, false},
			{"rule.liz-011.detected", "", true, false, false},
			{"rule.liz-011.files", "", true, true, false},
			{"rule.liz-011.statements-unsure", "rule.liz-011.origins-unsure", false, false, true},
			{"rule.liz-011.detected-unsure", "", true, false, true},
			{"rule.liz-011.files-unsure", "", true, true, true},
		} {
			var groups []*disagreement
			for _, d := range c.License.Differences {
				if d.Detected != kind.detected || d.Partial != kind.partial || d.Unsure != kind.unsure {
					continue
				}
				x := disagreement{stated: d.Stated}
				if one, other := said[d.Stated], said[d.Other]; kind.origins != "" && one != nil && other != nil && !slices.Equal(one.origins, other.origins) {
					x.by, x.statedBy = other, one
				}
				i := slices.IndexFunc(groups, func(g *disagreement) bool { return g.alike(&x) })
				if i < 0 {
					i = len(groups)
					groups = append(groups, &x)
				}
				groups[i].add(&d, said)
			}
			for _, g := range groups {
				f := fail(kind.key, "stated", g.stated, "other", strings.Join(slices.Sorted(slices.Values(g.others)), "; "))
				if g.by != nil {
					f.Message.Key = kind.origins
					g.by.name(f.Message.Args, c.World, "")
					g.statedBy.name(f.Message.Args, c.World, "stated-")
				}
				if kind.unsure {
					f.State = Unknown
				}
				list = append(list, Outcome{Finding: f, Evidence: g.places})
			}
		}
		return list
	},
}

// A saying is one statement with all that make it.
type saying struct {
	origins []string // each once, in the order of the claims
	places  []inventory.Evidence
}

// sayings are the statements about the component as a whole, by their text.
func sayings(c *Case) map[string]*saying {
	said := map[string]*saying{}
	for i := range c.Component.Claims {
		claim := &c.Component.Claims[i]
		text := "NONE"
		switch {
		case claim.Kind == inventory.Detected || claim.Partial || claim.License.State != inventory.Known && claim.License.State != inventory.None:
			continue
		case claim.License.State == inventory.Known:
			text = claim.License.Expression.String()
		}
		s := said[text]
		if s == nil {
			s = new(saying)
			said[text] = s
		}
		// Beyond what is shown nobody needs the rest, and comparing each with each takes long.
		if len(s.origins) < maxEvidence && !slices.Contains(s.origins, claim.Origin) {
			s.origins = append(s.origins, claim.Origin)
		}
		if len(s.places) < maxEvidence {
			s.places = append(s.places, claim.Evidence[:min(len(claim.Evidence), maxEvidence-len(s.places))]...)
		}
	}
	return said
}

// name puts into a message who says it: as "list" if a licence list does, else as "by".
func (s *saying) name(args inventory.Args, w *World, prefix string) {
	origins := slices.Clone(s.origins)
	slices.SortStableFunc(origins, func(a, b string) int {
		switch {
		case w.lists[a] == w.lists[b]:
			return 0
		case w.lists[a]:
			return -1
		}
		return 1
	})
	names := make([]string, 0, maxExamples)
	for _, o := range origins[:min(len(origins), maxExamples)] {
		names = append(names, clipped(o))
	}
	if len(names) < len(origins) {
		names = append(names, "…")
	}
	kind := "by"
	if w.lists[origins[0]] {
		kind = "list"
	}
	args[prefix+kind], args[prefix+"count"] = strings.Join(names, ", "), strconv.Itoa(len(origins))
}

// A disagreement is what one rule's sentence says: others differ from what is stated.
type disagreement struct {
	stated       string
	by, statedBy *saying // nil where it does not matter who says what, or nobody knows
	others       []string
	places       []inventory.Evidence // each once
}

func (g *disagreement) alike(x *disagreement) bool {
	if g.by == nil || x.by == nil {
		return g.by == x.by
	}
	return slices.Equal(g.by.origins, x.by.origins)
}

func (g *disagreement) add(d *Difference, said map[string]*saying) {
	g.others = append(g.others, d.Other)
	places := d.Evidence[:min(len(d.Evidence), maxEvidence)]
	if g.by != nil {
		places = slices.Concat(said[d.Other].places, said[d.Stated].places)
	}
	for _, e := range places {
		if !slices.Contains(g.places, e) {
			g.places = append(g.places, e)
		}
	}
}
