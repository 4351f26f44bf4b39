// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n

import (
	"cmp"
	"slices"
	"strings"
)

// A Term is a word that reports use in one sense only, with that sense for a reader who is no developer.
type Term struct{ Name, Says string }

// terms are the ends of the keys in catalogue/*.glossary.txt.
var terms = []string{"declared", "detected", "criterion-a", "criterion-b", "finding", "review", "conditional", "incomplete", "component", "sbom",
	"spdx", "purl", "copyleft", "permissive", "proprietary", "waiver", "exception", "outbound", "source-offer", "justification", "deviation", "sha256", "inside",
	"lock-file", "registry"}

// Glossary lists the terms by their names.
func (l Lang) Glossary() []Term {
	list := make([]Term, len(terms))
	for i, id := range terms {
		list[i] = Term{Name: l.Word("term", id), Says: l.T(strings.Join([]string{"term", id, "says"}, "."))}
	}
	slices.SortFunc(list, func(a, b Term) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return list
}

// Term finds a term by its name in this language: whole, without what stands in parentheses, or that alone. Case does not matter.
func (l Lang) Term(name string) (Term, bool) {
	for _, t := range l.Glossary() {
		short, inner, _ := strings.Cut(t.Name, " (")
		if strings.EqualFold(name, t.Name) || strings.EqualFold(name, short) || strings.EqualFold(name, strings.TrimSuffix(inner, ")")) {
			return t, true
		}
	}
	return Term{}, false
}
