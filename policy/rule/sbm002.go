// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"net/url"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm002 = Rule{
	ID: "SBM-002", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Urheber der Stückliste ist angegeben", "Author of the bill of materials is stated"),
		What: text(
			"Die Stückliste nennt, wer sie erstellt hat. Nach BSI gehört dazu eine E-Mail-Adresse oder, wenn es keine gibt, eine Web-Adresse (URL); ein Name allein reicht dort nicht.",
			"The bill of materials says who made it. The BSI wants an e-mail address or, where there is none, a web address (URL); a name alone is not enough there."),
		Why: text(
			"Bei Rückfragen muss klar sein, an wen man sich wendet.",
			"It has to be clear whom to ask."),
		Fix: text(
			"Ersteller mit E-Mail-Adresse oder Web-Adresse in die Kopfdaten eintragen (CycloneDX: metadata.manufacturer; SPDX: Creator oder createdBy).",
			"Enter the author with an e-mail or web address in the head of the document (CycloneDX: metadata.manufacturer; SPDX: Creator or createdBy)."),
		Sources:   []assessment.Source{bsi("5.2.1"), ntia2021, cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-002"),
}

// authorField asks for anybody.
func authorField(s *sbomCase, _ *facts.Requirement) stated {
	m := absent
	for i := range s.Document.Authors {
		m = better(m, partyField(&s.Document.Authors[i]))
	}
	return stated{mark: m}
}

// partyField marks a party that is to be named, in whatever way.
func partyField(p *inventory.Party) mark {
	if p == nil {
		return absent
	}
	best := absent
	for _, s := range []string{p.Name, p.Email, p.URL} {
		switch m := textField(s); {
		case m == has:
			return has
		case m == unknownSaid:
			best = unknownSaid
		}
	}
	return best
}

// contact marks a party that is to be named with an e-mail or web address.
func contact(p *inventory.Party) mark {
	m := partyField(p)
	switch {
	case m != has:
		return m
	case isMail(p.Email) || isAddress(p.URL):
		return has
	case nameHasMail(p.Name):
		return otherForm
	}
	return wrong
}

// nameHasMail reports whether an address for mail stands within the name: "A <a@example.org>".
func nameHasMail(name string) bool {
	_, inside, ok := strings.Cut(strings.TrimSpace(name), "<")
	inside, closed := strings.CutSuffix(inside, ">")
	return ok && closed && isMail(inside)
}

func isMail(s string) bool {
	before, after, ok := strings.Cut(strings.TrimSpace(s), "@")
	return ok && before != "" && strings.Trim(after, ".") != "" && !strings.ContainsAny(s, " <>")
}

func isAddress(s string) bool {
	u, err := url.Parse(strings.TrimSpace(s))
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// authorContact asks for somebody who can be reached.
func authorContact(s *sbomCase, _ *facts.Requirement) stated {
	best := stated{mark: absent}
	for i := range s.Document.Authors {
		p := &s.Document.Authors[i]
		switch m := contact(p); {
		case m == has:
			return stated{mark: has}
		case m == otherForm:
			best = stated{mark: otherForm}
		case m == wrong && best.mark != otherForm:
			best = stated{mark: wrong, Message: message("rule.sbm-002.no-contact", "name", p.String())}
		case m == unknownSaid && best.mark == absent:
			best.mark = unknownSaid
		}
	}
	return best
}

// authorOrganization asks for an organization.
func authorOrganization(s *sbomCase, r *facts.Requirement) stated {
	best := authorField(s, r)
	if best.mark != has {
		return best
	}
	best = stated{mark: wrong, Message: message("rule.sbm-002.no-organization")}
	for i := range s.Document.Authors {
		switch p := &s.Document.Authors[i]; {
		case partyField(p) != has:
		case p.Kind == inventory.Organization:
			return stated{mark: has}
		case p.Kind == "":
			best = stated{mark: otherParty}
		}
	}
	return best
}
