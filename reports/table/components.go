// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// components has a row for each, in the order of the inventory, with what they came to where they were judged.
func (v *view) components() table {
	t := table{name: "components", columns: []column{{"name", 32}, {"version", 14}, {"id", 40}, {"role", 14}, {"scope", 14}, {"modified", 12},
		{"declared", 24}, {"detected", 24}, {"concluded", 24}, {"written", 28}}}
	judged := v.a.Judged()
	if judged {
		t.columns = append(t.columns, column{"class", 24}, column{"verdict", 22}, column{"rules", 16}, column{"decision", 28})
	}
	t.columns = append(t.columns, column{"supplier", 24}, column{"copyrights", 32}, column{"present", 14}, column{"where", 40}, column{"told", 48})
	t.rows = func(yield func([]string) bool) {
		var outcomes []assessment.Outcome
		classes := map[string]string{}
		if judged {
			outcomes = v.a.Outcomes()
			for _, x := range v.a.Classes {
				for _, id := range x.Components {
					classes[id] = x.Class
				}
			}
		}
		concluded := v.a.Decided()
		for i := range v.a.Inventory.Components {
			c := &v.a.Inventory.Components[i]
			row := v.component(c)
			if judged {
				decision := ""
				if d := concluded[c.ID]; d != nil {
					decision = i18n.Visible(v.l.T("report.decided", "licence", d.Concluded.String(), "decision", d.ID))
				}
				row = append(row, i18n.Visible(v.l.Word("class", classes[c.ID])), v.l.Word("verdict", outcomes[i].Word()), v.lines(outcomes[i].Rules), decision)
			}
			present, where := v.where(c)
			if !yield(append(row, i18n.Visible(c.Supplier), v.lines(c.Copyrights), present, where, v.told(c))) {
				return
			}
		}
	}
	return t
}

// component is what the input says of one.
func (v *view) component(c *inventory.Component) []string {
	var written []string
	for _, x := range c.Reworded() {
		written = append(written, v.l.T(i18n.Wording(x.IsText(), string(x.Normalised)), "raw", x.Raw))
	}
	say := func(kind inventory.ClaimKind) string { return i18n.Visible(c.Licenses(kind)) }
	return []string{i18n.Visible(c.Name), i18n.Visible(c.Version), i18n.Visible(c.ID), i18n.Visible(v.l.Word("role", string(c.Role))),
		i18n.Visible(v.l.Word("scope", string(c.Scope))), i18n.Visible(v.l.Word("modified", string(c.Modified))),
		say(inventory.Declared), say(inventory.Detected), say(inventory.Concluded), v.lines(written)}
}

// where says whether files of the component were examined, and where it was met.
func (v *view) where(c *inventory.Component) (present, where string) {
	present = v.l.T("table.named")
	if c.InTree() {
		present = v.l.T("table.present")
	}
	var places []string
	seen := map[string]bool{}
	for _, i := range c.Instances {
		s := i.Path
		if i.Document != "" {
			s = inventory.Evidence{Path: i.Document, Line: inventory.LineRange{First: i.Line}}.Place()
		}
		if s != "" && !seen[s] {
			seen[s] = true
			places = append(places, s)
		}
	}
	return present, v.lines(places)
}

// told is what says of a component that no manifest names, and no document, that it is there.
func (v *view) told(c *inventory.Component) string {
	var places []string
	for _, e := range c.Evidence {
		places = append(places, i18n.Commas(e.Place(), e.Quote))
	}
	return v.lines(places)
}

// found has a row for each place in a file that says something of its licence.
func (v *view) found() table {
	return table{"found", []column{{"file", 48}, {"line", 10}, {"license", 28}, {"found", 24}, {"confidence", 14}, {"quote", 60}, {"component", 40}},
		func(yield func([]string) bool) {
			for i := range v.a.Inventory.Files {
				f := &v.a.Inventory.Files[i]
				for _, x := range f.Findings {
					if !yield([]string{i18n.Visible(f.Path), v.line(f.Path, x.Evidence), i18n.Visible(spdx.Text(x.Expression)),
						i18n.Visible(v.l.Word("finding", string(x.Kind))), i18n.Visible(v.l.Word("confidence", string(x.Confidence))),
						i18n.Visible(x.Evidence.Quote), i18n.Visible(f.Component)}) {
						return
					}
				}
			}
		}}
}

// line is where evidence about a file stands, with its path where that is another file.
func (v *view) line(path string, e inventory.Evidence) string {
	if e.Path != "" && e.Path != path {
		return i18n.Visible(e.Place())
	}
	return e.Line.String()
}

// unexamined has a row for what was not read, what was left out, and what was read only after its form was mended.
func (v *view) unexamined() table {
	return table{"unexamined", []column{{"unexamined", 24}, {"file", 48}, {"reason", 70}, {"origin", 28}, {"files", 10}}, func(yield func([]string) bool) {
		for _, effect := range []inventory.Effect{inventory.Unread, inventory.Repaired} {
			for _, i := range v.a.Inventory.Issues {
				if i.Effect == effect && !yield([]string{v.l.T("table.effect." + string(effect)), i18n.Visible(i.Path), i18n.Visible(v.l.Issue(i.Code, i.Args))}) {
					return
				}
			}
		}
		for _, path := range v.a.Inventory.Papers() {
			if !yield([]string{v.l.T("table.effect.paper"), i18n.Visible(path), v.l.T("report.papers.text")}) {
				return
			}
		}
		for _, x := range v.excluded() {
			if !yield(x) {
				return
			}
		}
	}}
}

// excluded is what the judgement left out; without one, what the scanner noted.
func (v *view) excluded() [][]string {
	var rows [][]string
	for _, x := range v.a.Exclusions() {
		reason := x.Reason
		if reason == "" {
			reason = v.l.T("report.excluded.noreason", "origin", x.Origin)
		}
		rows = append(rows, []string{v.l.T("table.effect.excluded"), i18n.Visible(x.Pattern), i18n.Visible(reason), i18n.Visible(v.l.Word("origin", x.Origin)), v.l.Number(x.Files)})
	}
	return rows
}
