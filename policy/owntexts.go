// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
)

// OwnTexts are the texts of the program that an assessment may hold: what rules are documented with, what built-in
// policies say of themselves, the law, and the names of the requirements on SBOMs and of the data it judges by. A copy with passages blacked out keeps
// them: nobody's secret stands there, and a name that looks like one of their words must not make them unreadable.
func OwnTexts() ([]string, error) {
	var list []string
	both := func(texts ...assessment.Text) {
		for _, t := range texts {
			list = append(list, t.DE, t.EN)
		}
	}
	sources := func(from []assessment.Source) {
		for _, s := range from {
			list = append(list, s.Title, s.Section, s.Date, s.URL)
			both(s.Asks)
		}
	}
	for _, r := range rule.All {
		both(r.Doc.Title, r.Doc.What, r.Doc.Why, r.Doc.Fix, r.Doc.Mend)
		sources(r.Doc.Sources)
	}
	builtin, err := Builtin()
	if err != nil {
		return nil, err
	}
	for _, b := range builtin {
		p, err := Load([]string{b.Name}, nil)
		if err != nil {
			return nil, err
		}
		named := p.Named()
		list = append(list, named.Name)
		both(named.Title, named.Decides)
		sources(named.Sources)
	}
	for _, regime := range assessment.Regimes() {
		for _, p := range facts.Paragraphs(string(regime)) {
			sources([]assessment.Source{source(p)})
		}
	}
	for _, s := range facts.Standards() {
		list = append(list, s.String())
	}
	for _, t := range Tools("") {
		list = append(list, t.Name)
	}
	return list, nil
}
