// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom/spdx3"
	"lizenzlotse/scanner/spdx"
)

// licenseTexts keeps the texts that the document brings along, each under the LicenseRef it goes by.
func (s *graphReading) licenseTexts() {
	for _, e := range s.graph.Of("simplelicensing_SimpleLicensingText", "expandedlicensing_CustomLicense", "expandedlicensing_CustomLicenseAddition") {
		ref := s.refOf(e)
		s.refs3[e] = ref
		s.names[ref] = e
		s.explain(ref, e)
	}
	for _, e := range s.graph.Of("expandedlicensing_ListedLicense") {
		if id := listed(e.ID); id != "" && said(s.text3(e, "simplelicensing_licenseText")) != "" {
			s.explain(id, e) // whether it is that licence's own is for others to find out
		}
	}
}

// explain keeps the text of a licence under a reference.
func (s *graphReading) explain(ref string, e *spdx3.Element) {
	text := cmp.Or(said(s.text3(e, "simplelicensing_licenseText")), said(s.text3(e, "expandedlicensing_additionText")))
	if text == "" {
		s.addText(ref, said(s.text(e, "name")))
		return
	}
	sum := s.addText(ref, text)
	if s.explained == nil {
		s.explained = map[string]string{}
	}
	if s.explained[ref] == "" {
		s.explained[ref] = sum
	}
	if s.listed == nil {
		s.listed = map[string]string{}
	}
	s.listed[sum] = text
}

// text3 gives a text as it stands, with its line breaks.
func (s *graphReading) text3(e *spdx3.Element, name string) string {
	var all []string
	for _, v := range e.Values(name) {
		if v.Node == nil && v.Text != "" {
			all = append(all, v.Text)
		}
	}
	return strings.Join(all, "\n\n")
}

// refOf gives the LicenseRef by which a licence without a listed id is named here: the one in its name
// or id, else one made of its id.
func (s *graphReading) refOf(e *spdx3.Element) string {
	prefix := "LicenseRef-"
	if e.Type == "expandedlicensing_CustomLicenseAddition" {
		prefix = "AdditionRef-"
	}
	for _, from := range []string{e.First("name"), e.ID} {
		if i := strings.LastIndex(from, prefix); i >= 0 {
			if ref := from[i:]; refChars(ref) == ref && s.names[ref] == nil {
				return ref
			}
		}
	}
	tail := e.ID
	if i := strings.LastIndexAny(tail, "/#:"); i >= 0 {
		tail = tail[i+1:]
	}
	ref := prefix + strings.Trim(refChars(tail), "-.")
	if len(tail) == 0 || len(ref) > 100 || s.names[ref] != nil {
		ref = prefix + shortSum(e.ID+"\x00"+e.First("name")+"\x00"+e.First("simplelicensing_licenseText"))
	}
	return ref
}

// refChars keeps what may stand in a LicenseRef: letters, digits, "." and "-".
func refChars(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-':
			return c
		}
		return '-'
	}, text)
}

func shortSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// claim3 makes a claim of a licence that an element of the document stands for.
func (s *graphReading) claim3(kind inventory.ClaimKind, v spdx3.Value, ref string) inventory.Claim {
	return s.spdxClaim(kind, s.license(v), ref)
}

// listed gives the id of a licence or exception of the SPDX list out of its address; "" for any other address.
func listed(id string) string {
	_, tail, ok := strings.Cut(id, "://spdx.org/licenses/")
	if !ok {
		return ""
	}
	for _, suffix := range []string{".html", ".json", ".jsonld", ".txt", "/"} {
		tail = strings.TrimSuffix(tail, suffix)
	}
	if strings.ContainsAny(tail, "/#?") {
		return ""
	}
	return tail
}

// license gives the licence that a value stands for, as an SPDX expression or in whatever words the
// document has for it; "" where it stands for none.
func (s *graphReading) license(v spdx3.Value) string { return s.expression(v, 0) }

const (
	maxNesting    = 100     // sets of licences within one another
	maxExpression = 1 << 16 // bytes
)

func (s *graphReading) expression(v spdx3.Value, depth int) string {
	id, e := s.graph.Target(v)
	if special := individual(id); special != "" && (e == nil || strings.Contains(e.Type, "Individual")) {
		return special
	}
	if e == nil {
		if l := listed(id); l != "" {
			return l
		}
		if _, err := spdx.Parse(id); err == nil {
			s.log.repair("sbom-repaired-license", nil, id)
		}
		return id
	}
	if text, ok := s.written[e]; ok {
		return text
	}
	if depth > maxNesting {
		s.log.lose("sbom-left-out", spdx3.Place{Element: e}, e.Type)
		return ""
	}
	s.written[e] = "" // what leads back here leads nowhere
	text := s.written3(e, depth)
	if len(text) > maxExpression {
		s.log.lose("sbom-left-out", spdx3.Place{Element: e}, text)
		text = ""
	}
	s.written[e] = text
	return text
}

// written3 writes a licence of the document as an expression.
func (s *graphReading) written3(e *spdx3.Element, depth int) string {
	part := func(name string) string {
		for _, v := range e.Values(name) {
			return s.expression(v, depth+1)
		}
		return ""
	}
	switch e.Type {
	case "simplelicensing_LicenseExpression":
		return s.named(e)
	case "simplelicensing_SimpleLicensingText", "expandedlicensing_CustomLicense", "expandedlicensing_CustomLicenseAddition":
		return s.refs3[e]
	case "expandedlicensing_NoAssertionLicense":
		return "NOASSERTION"
	case "expandedlicensing_NoneLicense":
		return "NONE"
	case "expandedlicensing_ConjunctiveLicenseSet", "expandedlicensing_DisjunctiveLicenseSet":
		operator := "AND"
		if e.Type == "expandedlicensing_DisjunctiveLicenseSet" {
			operator = "OR"
		}
		var members []string
		size := 0
		for _, v := range e.Values("expandedlicensing_member") {
			m := s.expression(v, depth+1)
			if m == "" {
				s.log.lose("sbom-left-out", spdx3.Place{Element: e, Name: "expandedlicensing_member"}, v.Text)
				continue
			}
			if size += len(m); size > maxExpression {
				break // refused by its length
			}
			members = append(members, m)
		}
		return joinExpressions(members, operator)
	case "expandedlicensing_OrLaterOperator":
		if l := part("expandedlicensing_subjectLicense"); l != "" {
			return strings.TrimSuffix(l, "+") + "+"
		}
	case "expandedlicensing_WithAdditionOperator":
		l, addition := part("expandedlicensing_subjectExtendableLicense"), part("expandedlicensing_subjectAddition")
		if l != "" && addition != "" {
			return l + " WITH " + addition
		}
		s.log.lose("sbom-left-out", spdx3.Place{Element: e}, l+" WITH "+addition)
		return cmp.Or(l, addition)
	case "expandedlicensing_ListedLicense", "expandedlicensing_ListedLicenseException":
		if l := cmp.Or(listed(e.ID), said(s.text(e, "name"))); l != "" {
			return l
		}
		return spdx3.Term(e.ID)
	}
	// Some other element where a licence is expected: its own words, else its address.
	s.log.repair("sbom-repaired-license", spdx3.Place{Element: e}, e.Type)
	if text := s.text3(e, "simplelicensing_licenseExpression"); text != "" {
		return text
	}
	return cmp.Or(listed(e.ID), said(s.text(e, "name")), e.ID)
}

// joinExpressions joins licences by AND or OR where they are expressions, and lists them where one is not.
func joinExpressions(all []string, operator string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	for _, text := range all {
		if inventory.ReadLicense(text).State != inventory.Known {
			return strings.Join(all, ", ")
		}
	}
	return "(" + strings.Join(all, ") "+operator+" (") + ")"
}

// named gives the expression of an element, and keeps the texts of the references in it.
func (s *graphReading) named(e *spdx3.Element) string {
	p := e.Property("simplelicensing_licenseExpression")
	if p == nil {
		return said(s.text(e, "name"))
	}
	var all []string
	for _, v := range p.Values {
		if v.Node != nil {
			s.log.lose("sbom-left-out", spdx3.Place{Element: e, Name: p.Name}, "{…}")
		} else if text := strings.TrimSpace(v.Text); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	if len(all) > 1 {
		s.log.repair("sbom-repaired-license", spdx3.Place{Element: e, Name: p.Name}, strings.Join(all, ", "))
	}
	text := joinExpressions(all, "AND")
	for _, v := range e.Values("simplelicensing_customIdToUri") {
		text = s.custom(e, v, text)
	}
	return text
}

// custom keeps the text for a reference of an expression. Where another expression of the document means
// something else by the same reference, this one gets a name of its own.
func (s *graphReading) custom(e *spdx3.Element, v spdx3.Value, text string) string {
	at := spdx3.Place{Element: e, Name: "simplelicensing_customIdToUri"}
	if v.Node == nil {
		s.log.repair("sbom-repaired-left-out", at, v.Text)
		return text
	}
	key := s.text(v.Node, "key")
	values := v.Node.Values("value")
	if key == "" || len(values) == 0 {
		s.log.repair("sbom-repaired-left-out", at, key)
		return text
	}
	id, to := s.graph.Target(values[0])
	if to == nil {
		if listed(id) == "" && !s.graph.Outside(id) {
			s.dangling[id] = true
		}
		return text
	}
	if s.refs3[to] == "" || s.refs3[to] == key {
		return text
	}
	// The text is known by another reference already; here it goes by this one.
	if other := s.meant[key]; other != "" && other != id || s.names[key] != nil && s.names[key] != to {
		renamed := key + "-" + shortSum(id)
		expression, err := spdx.Parse(text)
		if err != nil {
			s.log.note("sbom-duplicate-reference", at.String(), key)
			return text
		}
		s.log.repair("sbom-repaired-id", at, key)
		s.explain(renamed, to)
		return spdx.Fold(expression, func(atom spdx.Expression) spdx.Expression {
			if l, ok := atom.(spdx.License); ok && l.Document == "" && l.ID == key {
				l.ID = renamed
				return l
			}
			return atom
		}, func(all []spdx.Expression) spdx.Expression { return spdx.All(all...) },
			func(any []spdx.Expression) spdx.Expression { return spdx.Any(any...) }).String()
	}
	s.meant[key] = id
	s.explain(key, to)
	return text
}
