// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package criteria

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// WriteDeclaration writes the self-declaration for bidders to fill in, which the scanner reads back: what the rules of the
// draft need. The procedure, if
// there is one, is filled in.
func WriteDeclaration(w io.Writer, d *Draft, lang string) error {
	b, l, in := bufio.NewWriter(w), i18n.For(lang), d.Procedure
	comment := func(key string) { b.WriteString("# " + l.T(key) + "\n") }
	b.WriteString(inventory.DeclarationForm + ": " + inventory.DeclarationVersion + "\n")
	comment("criteria.form.title")
	comment("criteria.form.how")
	comment("criteria.form.claim")
	group := inventory.Topic("-")
	for _, f := range inventory.DeclarationFields() {
		if rule := only[f.Topic]; rule != "" && !slices.ContainsFunc(d.Rules, func(r assessment.RuleUsed) bool { return r.ID == rule }) {
			continue
		}
		if f.Topic != group || f.Topic == "" {
			b.WriteByte('\n')
			group = f.Topic
		}
		comment("criteria.form." + f.Key)
		value := ""
		if f.Key == inventory.FieldProcedure && in != nil && in.Number != "" {
			number, err := json.Marshal(in.Number)
			if err != nil {
				return err
			}
			value = " " + string(number)
		}
		b.WriteString(f.Key + ":" + value + "\n")
	}
	return b.Flush()
}

// only are topics that bidders are asked about for the sake of one rule: nobody asks for a certificate that nothing needs.
var only = map[inventory.Topic]string{inventory.TopicOpenChain: "VER-004", inventory.TopicAccessibility: "VER-005"}

// columns are those of the list of components, in their order; the reader of lists knows their headings in both languages.
var columns = []string{"component", "version", "supplier", "license", "relation", "modified", "proprietary", "reason", "purl"}

// WriteComponents writes the empty list of components: a table of its headings, which every spreadsheet program opens, below
// a comment with the words that answer. German ones expect semicolons.
func WriteComponents(w io.Writer, lang string) error {
	l := i18n.For(lang)
	var row []string
	for _, c := range columns {
		row = append(row, l.T("criteria.column."+c))
	}
	t := csv.NewWriter(w)
	if l.Code() == "de" {
		t.Comma = ';'
	}
	return t.WriteAll([][]string{{"# " + l.T("criteria.columns")}, row})
}
