// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package decision

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

type pair = yamlfile.Pair

// kinds of a decision, in the order in which they are explained.
var kinds = []string{string(assessment.Conclusion), string(assessment.Choice), string(assessment.Justification), string(assessment.Exception)}

// fields that only some kinds have: what is written and means nothing would be taken to mean something.
var fields = map[string][]assessment.DecisionKind{
	"rule":      {assessment.Justification, assessment.Exception},
	"concluded": {assessment.Conclusion, assessment.Choice},
	"ground":    {assessment.Justification},
	"reason":    {assessment.Exception},
	"owner":     {assessment.Justification, assessment.Exception},
}

// parse reads one file. Label names it in origins, file in errors.
func parse(data []byte, file, label string, rules []string) ([]recorded, error) {
	r := &reader{yamlfile.New(file, label), rules}
	root := r.Tree(data)
	if r.Err() != nil {
		return nil, r.Err()
	}
	list := r.file(root)
	return list, r.Err()
}

// Schema gives the JSON Schema of a file of decisions, see [yamlfile.Schema].
func Schema(rules []string, describe func(path string) string) map[string]any {
	return yamlfile.Schema(func(r *yamlfile.Reader, root ast.Node) { (&reader{r, rules}).file(root) }, describe)
}

type reader struct {
	*yamlfile.Reader
	rules []string
}

func (r *reader) file(root ast.Node) []recorded {
	var list []recorded
	given := false
	r.Fields(root, "", map[string]func(pair){
		"decisions": func(x pair) {
			given = true
			if _, none := x.Value.(*ast.NullNode); none {
				return // as it stands before the first decision is written
			}
			for _, n := range r.Items(x) {
				if r.Err() != nil {
					return
				}
				if len(list) == MaxDecisions {
					r.Fail(n, inventory.NewMessage("decision.too-many", "limit", strconv.Itoa(MaxDecisions)))
					return
				}
				list = append(list, recorded{Decision: r.decision(n), where: r.Where(n)})
			}
		},
	})
	r.Demand(root, "decisions", given, inventory.NewMessage("file.missing", "field", "decisions"))
	return list
}

func (r *reader) decision(n ast.Node) assessment.Decision {
	d := assessment.Decision{Origin: r.Origin(n)}
	at := map[string]ast.Node{} // where the fields stand
	set := func(read func(pair)) func(pair) {
		return func(x pair) {
			at[x.Name] = x.Key
			read(x)
		}
	}
	r.Fields(n, "decisions", map[string]func(pair){
		"id":        set(func(x pair) { d.ID = r.id(x) }),
		"kind":      set(func(x pair) { d.Kind = assessment.DecisionKind(r.Choice(x, kinds)) }),
		"rule":      set(func(x pair) { d.Rule = r.rule(x) }),
		"component": set(func(x pair) { d.Component = r.single(x) }),
		"licence":   set(func(x pair) { d.License = r.single(x) }),
		"files":     set(func(x pair) { d.Files = r.files(x) }),
		"concluded": set(func(x pair) { d.Concluded = r.licence(x) }),
		"ground":    set(func(x pair) { d.Ground = r.Choice(x, assessment.Grounds()) }),
		"reason":    set(func(x pair) { d.Ground = r.Choice(x, assessment.Reasons()) }),
		"text":      set(func(x pair) { d.Text = r.Value(x) }),
		"signed":    set(func(x pair) { d.Signed = r.signed(x) }),
		"owner":     set(func(x pair) { d.Owner = line(r.Value(x)) }),
		"until":     set(func(x pair) { d.Until = r.Date(x) }),
	})
	r.Require(n, "id", d.ID)
	r.Require(n, "kind", string(d.Kind))
	r.Demand(n, "text", d.Text != "", inventory.NewMessage("decision.text", "id", d.ID), inventory.NewMessage("decision.hint.text"))
	r.Demand(n, "signed", len(d.Signed) > 0, inventory.NewMessage("decision.unsigned", "id", d.ID), inventory.NewMessage("decision.hint.signed"))
	if r.Err() == nil && d.Kind != "" {
		r.check(n, &d, at)
	}
	return d
}

// check holds a decision against what its kind needs.
func (r *reader) check(n ast.Node, d *assessment.Decision, at map[string]ast.Node) {
	for _, name := range []string{"rule", "concluded", "ground", "reason", "owner"} {
		if at[name] != nil && !slices.Contains(fields[name], d.Kind) {
			r.Fail(at[name], inventory.NewMessage("decision.field", "field", name, "kind", string(d.Kind)), inventory.NewMessage("decision.hint.field", "kinds", joined(fields[name])))
		}
	}
	need := func(name string) {
		if at[name] == nil {
			r.Fail(n, inventory.NewMessage("decision.missing", "field", name, "kind", string(d.Kind)))
		}
	}
	switch d.Kind {
	case assessment.Conclusion:
		need("component")
		need("concluded")
	case assessment.Choice:
		need("concluded")
	case assessment.Justification:
		need("rule")
		need("ground")
	case assessment.Exception:
		need("rule")
		need("reason")
		need("owner")
		need("until")
	}
	if d.Component == "" && d.License == "" && (d.Kind != assessment.Exception || len(d.Files) == 0) {
		r.Fail(n, inventory.NewMessage("decision.everything", "id", d.ID), inventory.NewMessage("decision.hint.everything"))
	}
	if last := slices.MaxFunc(d.Signed, func(a, b assessment.Signature) int { return strings.Compare(a.Date, b.Date) }); d.Until != "" && d.Until < last.Date {
		r.Fail(at["until"], inventory.NewMessage("decision.until", "until", d.Until, "signed", last.Date))
	}
}

func joined(kinds []assessment.DecisionKind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// rule reads the name of a rule; where it is not known which ones there are, any.
func (r *reader) rule(x pair) string {
	if r.rules == nil {
		return r.Value(x)
	}
	return r.Choice(x, r.rules)
}

// id allows what needs no quotes anywhere.
func (r *reader) id(x pair) string {
	s := r.Value(x)
	if len(s) > maxID || strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+") != "" {
		r.Fail(x.Value, inventory.NewMessage("decision.id", "value", s, "limit", strconv.Itoa(maxID)))
	}
	return s
}

// single reads what a decision is bound to: one thing and never a pattern, which would bind to what nobody has seen.
func (r *reader) single(x pair) string {
	s := r.Value(x)
	if strings.Contains(s, "*") && (strings.Trim(s, "*/.: ") == "" || x.Name == "component") {
		r.Fail(x.Value, inventory.NewMessage("decision.pattern", "field", x.Name, "value", s), inventory.NewMessage("decision.hint.everything"))
	}
	return s
}

func (r *reader) licence(x pair) spdx.Expression {
	s := r.Value(x)
	if s == "" {
		return nil
	}
	e, err := spdx.Parse(s)
	if err != nil {
		r.Fail(x.Value, inventory.NewMessage("decision.licence", "field", x.Name, "value", s), inventory.NewMessage("decision.hint.licence"))
		return nil
	}
	return e
}

func (r *reader) files(x pair) []assessment.DecidedFile {
	var list []assessment.DecidedFile
	for _, n := range r.Items(x) {
		var f assessment.DecidedFile
		r.Fields(n, x.Name, map[string]func(pair){
			"path":   func(x pair) { f.Path = r.Value(x) },
			"sha256": func(x pair) { f.SHA256 = r.Digest(x) },
		})
		r.Require(n, "path", f.Path)
		r.Require(n, "sha256", f.SHA256)
		list = append(list, f)
	}
	return list
}

func (r *reader) signed(x pair) []assessment.Signature {
	var list []assessment.Signature
	for _, n := range r.Items(x) {
		var s assessment.Signature
		r.Fields(n, x.Name, map[string]func(pair){
			"name": func(x pair) { s.Name = line(r.Value(x)) },
			"date": func(x pair) { s.Date = r.Date(x) },
		})
		r.Require(n, "name", s.Name)
		r.Require(n, "date", s.Date)
		switch {
		case slices.ContainsFunc(list, func(other assessment.Signature) bool { return strings.EqualFold(other.Name, s.Name) }):
			r.Fail(n, inventory.NewMessage("decision.same-examiner", "name", s.Name), inventory.NewMessage("decision.hint.same-examiner"))
		case len(list) == maxExaminers:
			r.Fail(n, inventory.NewMessage("decision.examiners", "limit", strconv.Itoa(maxExaminers)))
		}
		list = append(list, s)
	}
	return list
}

// line puts a name on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
