// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/jsonfields"
	"lizenzlotse/scanner/spdx"
)

// judgement is what stands under "assessment" in a saved result.
type judgement struct {
	Policy     Policy       `json:"policy"`
	Procedure  *Procedure   `json:"procedure,omitempty"`
	Paragraphs []Paragraph  `json:"paragraphs,omitempty"`
	Use        Use          `json:"use"`
	Stage      Stage        `json:"stage"`
	Date       string       `json:"date"`
	Delivered  string       `json:"delivered,omitempty"`
	Outbound   string       `json:"outbound,omitempty"`
	Verdict    Verdict      `json:"verdict"`
	Complete   bool         `json:"complete"`
	Results    []Result     `json:"results"`
	Rules      []RuleUsed   `json:"rules"`
	Excluded   []Exclusion  `json:"excluded,omitempty"`
	Own        []OwnCode    `json:"own,omitempty"`
	Overrides  []Override   `json:"overrides,omitempty"`
	Classes    []ClassShare `json:"classes,omitempty"`
	Duties     []Duty       `json:"duties"`
	Questions  []Question   `json:"questions"`
	Decisions  []Decision   `json:"decisions,omitempty"`
	Bidder     string       `json:"bidder,omitempty"`
	Baseline   *Baseline    `json:"baseline,omitempty"`

	Tools []inventory.Tool `json:"tools,omitempty"`
}

type saved struct {
	*inventory.Inventory
	Redacted   *Redaction `json:"redacted,omitempty"`
	Assessment *judgement `json:"assessment,omitempty"`
}

// Write saves the result: the inventory's JSON, with the judgement under "assessment" if there is one.
// Every component, file, result and so on has a line of its own, so that a result of any size is written
// piece by piece and can be read with tools that go by lines.
func (a *Assessment) Write(w io.Writer) error {
	v := *a.Inventory
	v.Documents, v.Components, v.Files = list(v.Documents), list(v.Components), list(v.Files)
	v.Relations, v.Texts, v.Issues, v.Tools = list(v.Relations), list(v.Texts), list(v.Issues), list(v.Tools)
	s := saved{Inventory: &v, Redacted: a.Redacted}
	if a.Judged() {
		s.Assessment = &judgement{a.Policy, a.Procedure, a.Paragraphs, a.Use, a.Stage, a.Date, a.Delivered, a.Outbound, a.Verdict, a.Complete, list(a.Results), list(a.Rules),
			a.Excluded, a.Own, a.Overrides, a.Classes, list(a.Duties), list(a.Questions), a.Decisions, a.Bidder, a.Baseline, a.Tools}
	}
	l := newLines(w)
	l.object(0, reflect.ValueOf(s))
	l.w.WriteByte('\n')
	if l.err != nil {
		return l.err
	}
	return l.w.Flush()
}

// list makes an empty list of none, which JSON would write as null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// Read undoes Write, but for lists that are nil: they come back empty. It refuses a result of another schema, so that a later version is never half understood.
func Read(r io.Reader) (*Assessment, error) {
	s := saved{Inventory: new(inventory.Inventory)}
	d := json.NewDecoder(r)
	if err := d.Decode(&s); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("data behind the result")
	}
	if err := s.Valid(); err != nil {
		return nil, err
	}
	a := &Assessment{Inventory: s.Inventory}
	if j := s.Assessment; j != nil {
		*a = Assessment{s.Inventory, j.Policy, j.Procedure, j.Paragraphs, j.Use, j.Stage, j.Date, j.Delivered, j.Outbound, j.Verdict, j.Complete, j.Results, j.Rules,
			j.Excluded, j.Own, j.Overrides, j.Classes, j.Duties, j.Questions, j.Decisions, j.Bidder, j.Baseline, nil, j.Tools}
	}
	a.Redacted = s.Redacted
	return a, nil
}

// Consistent refuses a verdict that is better than the results it was made of: somebody wrote it, and no report is to say it.
// That nothing was changed, it cannot tell.
func (a *Assessment) Consistent() error {
	worst, of := Satisfied, ""
	note := func(v Verdict, what string) {
		if v > worst {
			worst, of = v, what
		}
	}
	for i := range a.Results {
		if r := &a.Results[i]; !r.Noted {
			note(r.Verdict, "a result of rule "+strconv.Quote(r.Rule))
		}
	}
	for i := range a.Rules {
		note(a.Rules[i].Verdict, "rule "+strconv.Quote(a.Rules[i].ID))
	}
	if a.Judged() && a.Verdict < worst {
		return fmt.Errorf("the verdict is %s, and %s is %s", a.Verdict, of, worst)
	}
	return nil
}

type resultFields Result

// MarshalJSON writes expressions as strings.
func (r Result) MarshalJSON() ([]byte, error) { return jsonfields.Marshal(&r) }

// ListJSON lists the fields of the result.
func (r *Result) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("rule", r.Rule)
	w.SomeText("component", r.Component)
	w.SomeText("file", r.File)
	w.Text("verdict", r.Verdict.String())
	w.SomeTrue("noted", r.Noted)
	w.Object("message", &r.Message)
	jsonfields.SomeList(w, "leaves", r.Leaves, (*Leaf).ListJSON)
	jsonfields.SomeList(w, "evidence", r.Evidence, (*inventory.Evidence).ListJSON)
	w.SomeText("decision", r.Decision)
	w.SomeTrue("known", r.Known)
	w.Text("fingerprint", r.Fingerprint)
	w.SomeText("expression", spdx.Text(r.Expression))
	w.SomeText("choice", spdx.Text(r.Choice))
	w.Close()
}

// ListJSON lists the fields of the leaf.
func (l *Leaf) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("license", l.License)
	w.Text("verdict", l.Verdict.String())
	if l.Message.Key != "" || l.Message.Args != nil {
		w.Object("message", &l.Message)
	}
	w.Close()
}

// ListJSON lists the fields of the duty, which very many components may have.
func (d *Duty) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("kind", d.Kind)
	w.Text("addressee", string(d.Addressee))
	w.Text("license", d.License)
	w.Texts("components", d.Components)
	w.Close()
}

// ListJSON lists the fields of the class, which very many components may be of.
func (c *ClassShare) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("class", c.Class)
	w.Texts("components", c.Components)
	w.Close()
}

// UnmarshalJSON undoes MarshalJSON.
func (r *Result) UnmarshalJSON(data []byte) error {
	var j struct {
		resultFields
		Expression string `json:"expression"`
		Choice     string `json:"choice"`
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*r = Result(j.resultFields)
	var err error
	if r.Expression, err = spdx.ParseText(j.Expression); err != nil {
		return err
	}
	r.Choice, err = spdx.ParseText(j.Choice)
	return err
}

type decisionFields Decision

// MarshalJSON writes the licence as a string.
func (d Decision) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		*decisionFields
		Concluded string `json:"concluded,omitempty"`
	}{(*decisionFields)(&d), spdx.Text(d.Concluded)})
}

// UnmarshalJSON undoes MarshalJSON.
func (d *Decision) UnmarshalJSON(data []byte) error {
	var j struct {
		decisionFields
		Concluded string `json:"concluded"`
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*d = Decision(j.decisionFields)
	var err error
	d.Concluded, err = spdx.ParseText(j.Concluded)
	return err
}
