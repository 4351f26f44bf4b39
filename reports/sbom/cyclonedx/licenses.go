// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

//go:embed ids.txt
var idList string

// ids may stand in the id of a licence. CycloneDX's list is older than SPDX's, and validators carry
// editions of many years; a licence that is not on all of them is written as an expression or name.
var ids = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for l := range strings.Lines(idList) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			all[l] = true
		}
	}
	return all
})

var (
	declared, concluded = cdx.LicenseAcknowledgementDeclared, cdx.LicenseAcknowledgementConcluded

	// acknowledgements are CycloneDX's words; what was detected is acknowledged by nobody.
	acknowledgements = map[inventory.ClaimKind]*cdx.LicenseAcknowledgement{inventory.Declared: &declared, inventory.Concluded: &concluded}
)

// A statement is a claim, or several that say the same, about to become an entry.
type statement struct {
	claim      *inventory.Claim
	expression spdx.Expression // nil: words
	words      string          // the expression's, or those of the claim
	refs       []string        // LicenseRefs of the expression
	text       string          // that the claim brings along
}

// licenses writes what is claimed of the component as a whole or, as evidence, what was found in its
// files or is claimed of some of them. It is nil for nothing.
//
// A version 1.6 document may hold either one expression or a list of licences by id or name. So a
// single expression is written as one, as the BSI asks, and several claims as a list, in which an
// expression stands as a name. Version 1.7 takes any mixture.
func (p *part) licenses(evidence bool) *cdx.Licenses {
	list := p.statements(evidence)
	if len(list) == 0 {
		return nil
	}
	out := make(cdx.Licenses, 0, len(list))
	for i := range list {
		s := &list[i]
		if s.expression != nil && len(s.claim.Terms) == 0 && s.text == "" && (p.version >= cdx.SpecVersion1_7 || len(list) == 1) {
			if choice, ok := p.asExpression(s); ok {
				out = append(out, choice)
				continue
			}
		}
		out = append(out, p.asLicense(s))
	}
	return &out
}

// statements collects the claims, each once, and keeps what entries have no field for.
func (p *part) statements(evidence bool) []statement {
	var list []statement
	var seen map[string]bool
	by, disputed := "", false
	if !evidence {
		by, disputed = p.c.Disputed(p.sboms)
	}
	if disputed && by == "" {
		p.add("license:declared", "NOASSERTION")
	}
	decision := p.decided[p.c.ID]
	if decision != nil && !evidence {
		list = append(list, p.decide(decision))
	}
	for i := range p.c.Claims {
		claim := &p.c.Claims[i]
		if (claim.Kind == inventory.Detected || claim.Partial) != evidence || claim.License.State == inventory.Absent {
			continue
		}
		if disputed && claim.Kind == inventory.Declared && claim.License.State != inventory.NoAssertion {
			p.add("license:declared:by:"+line(claim.Origin), line(claim.License.String()))
			if claim.Origin != by {
				continue
			}
		}
		if claim.Kind == inventory.Concluded && decision != nil && !evidence {
			p.add("license:concluded:by:"+line(claim.Origin), line(claim.License.String()))
			continue
		}
		s := statement{claim: claim, expression: claim.License.Expression, words: claim.License.String()}
		if claim.License.State == inventory.NoAssertion {
			if !evidence {
				p.add("license:"+string(claim.Kind), "NOASSERTION")
			}
			continue
		}
		if s.expression != nil {
			if strings.Contains(s.words, "Ref-") {
				s.expression, s.refs = p.texts.renamed(s.expression, claim.Origin)
				s.words = s.expression.String()
			}
		} else if s.words = line(s.words); s.words == "" {
			continue
		}
		if raw := line(claim.License.Raw); claim.License.Normalised != "" && raw != "" && raw != s.words {
			p.add("license:"+string(claim.Kind)+":raw", raw)
		}
		// A text that stands under the name of a reference is that reference's.
		if s.text = p.texts.bySum[claim.Text]; len(s.refs) == 1 && s.words == s.refs[0] && s.text == p.texts.of[s.refs[0]] {
			s.text = ""
		}
		if len(p.c.Claims) > 1 {
			same := s.words
			if s.expression != nil {
				same = spdx.Meaning(s.expression)
			}
			key := fmt.Sprintf("%s\x00%s\x00%s\x00%q", claim.Kind, same, claim.Text, claim.Terms)
			if seen[key] {
				continue
			}
			if seen == nil {
				seen = map[string]bool{}
			}
			seen[key] = true
		}
		list = append(list, s)
	}
	return list
}

// asExpression writes a statement as an expression with the texts of its LicenseRefs. Version 1.6 has no
// place for a text beside an expression: false if the licence is better written by its name.
func (p *part) asExpression(s *statement) (cdx.LicenseChoice, bool) {
	choice := cdx.LicenseChoice{Expression: s.words, Acknowledgement: acknowledgements[s.claim.Kind]}
	for _, ref := range s.refs {
		text := p.texts.of[ref]
		if text == "" {
			continue
		}
		if p.version < cdx.SpecVersion1_7 {
			if len(s.refs) == 1 && s.words == ref {
				return choice, false
			}
			p.textAsProperty(ref)
			continue
		}
		if attached := p.attach(text); attached != nil {
			choice.ExpressionDetails = appendTo(choice.ExpressionDetails, cdx.LicenseExpressionDetail{LicenseIdentifier: ref, Text: attached})
		}
	}
	return choice, true
}

func (p *part) textAsProperty(ref string) {
	if text := p.texts.of[ref]; text != "" && p.texts.allow(text) {
		p.add("license-text:"+ref, text)
	}
}

// asLicense writes a statement as a licence, by its id if it is one licence that CycloneDX lists, else by name.
func (p *part) asLicense(s *statement) cdx.LicenseChoice {
	l := &cdx.License{}
	if a := acknowledgements[s.claim.Kind]; a != nil {
		l.Acknowledgement = *a
	}
	if one, ok := s.expression.(spdx.License); ok && !one.OrLater && ids()[one.ID] {
		l.ID = one.ID
	} else {
		l.Name = s.words
	}
	switch {
	case s.text != "":
		l.Text = p.attach(s.text)
		for _, ref := range s.refs {
			p.textAsProperty(ref)
		}
	case len(s.refs) == 1 && s.words == s.refs[0]:
		l.Text = p.attach(p.texts.of[s.refs[0]])
	default:
		for _, ref := range s.refs {
			p.textAsProperty(ref)
		}
	}
	if s.expression == nil && s.text == "" {
		l.Text = p.attach(p.texts.words[named{s.claim.Origin, s.claim.License.Raw}])
	}
	if len(s.claim.Terms) > 0 {
		var types []cdx.LicenseType
		for _, t := range s.claim.Terms {
			if !licenseTypes[t] {
				p.add("license-type", line(t))
				t = string(cdx.LicenseTypeOther)
			}
			if !slices.Contains(types, cdx.LicenseType(t)) {
				types = append(types, cdx.LicenseType(t))
			}
		}
		l.Licensing = &cdx.Licensing{LicenseTypes: &types}
	}
	return cdx.LicenseChoice{License: l}
}

var licenseTypes = map[string]bool{
	"academic": true, "appliance": true, "client-access": true, "concurrent-user": true, "core-points": true, "custom-metric": true,
	"device": true, "evaluation": true, "named-user": true, "node-locked": true, "oem": true, "perpetual": true, "processor-points": true,
	"subscription": true, "user": true, "other": true,
}
