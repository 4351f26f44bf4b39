// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package finding says how programs that have the files before them show a finding: code hosts, editors,
// test reports. They want one line of words and a file that exists, so a finding inside an archive points
// at the archive, and one about a component of an SBOM at the SBOM, with the line where it stands there.
package finding

import (
	"path/filepath"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// The most characters that are shown of a message and of a name. What is longer ends in an ellipsis.
const (
	MaxText = 2000
	MaxName = 200
)

// Shown is an assessment as such programs show it.
type Shown struct {
	a          *assessment.Assessment
	l          i18n.Lang
	from       string
	rules      map[string]*assessment.RuleUsed
	decisions  map[string]*assessment.Decision
	components map[string]*inventory.Component
	files      map[string]*inventory.File
	speaks     map[string]*inventory.File // by component, the file that speaks for it
}

// New prepares to show an assessment. From is the folder in which the paths of the result begin, relative to
// the one where programs look for files; "" if they begin there. What is not below that one counts as "".
func New(a *assessment.Assessment, l i18n.Lang, from string) *Shown {
	if !filepath.IsLocal(from) {
		from = ""
	}
	v := a.Inventory
	s := &Shown{a: a, l: l, from: from, rules: a.RulesByID(), decisions: a.DecisionsByID(), components: v.ByID(),
		files: make(map[string]*inventory.File, len(v.Files)), speaks: map[string]*inventory.File{}}
	for i := range v.Files {
		f := &v.Files[i]
		s.files[f.Path] = f
		if had := s.speaks[f.Component]; had == nil || rank(f) < rank(had) {
			s.speaks[f.Component] = f
		}
	}
	return s
}

// Name is what the result is about: component and version, else the file.
func (s *Shown) Name(r *assessment.Result) string {
	return i18n.Cut(s.name(r), MaxName)
}

func (s *Shown) name(r *assessment.Result) string {
	if c := s.components[r.Component]; c != nil && c.Name != "" {
		return i18n.Visible(strings.TrimSpace(c.Name + " " + c.Version))
	}
	if r.Component == "" {
		return i18n.Visible(r.File)
	}
	return i18n.Visible(r.Component)
}

// Text is what is to be said of the result, on one line, without its name.
func (s *Shown) Text(r *assessment.Result) string {
	return i18n.Cut(i18n.Visible(s.l.Message(r.Message.Key, r.Message.Args)), MaxText)
}

// Line is name and text.
func (s *Shown) Line(r *assessment.Result) string {
	if name := s.Name(r); name != "" {
		return name + ": " + s.Text(r)
	}
	return s.Text(r)
}

// Title names a rule with its ID.
func (s *Shown) Title(id string) string {
	u := s.rules[id]
	if u == nil {
		return i18n.Visible(id)
	}
	return i18n.Cut(i18n.Visible(strings.TrimSpace(id+" "+u.Doc.Title.In(s.l.Code()))), MaxName)
}

// Fix is what those do about a finding of a rule who make the software; "" if its documentation does not say it.
func (s *Shown) Fix(id string) string {
	u := s.rules[id]
	if u == nil {
		return ""
	}
	return i18n.Cut(i18n.Visible(u.Doc.ForMakers().In(s.l.Code())), MaxText)
}

// Said is the verdict of the result in words.
func (s *Shown) Said(r *assessment.Result) string {
	return s.l.Word("verdict", r.Word(s.decisions[r.Decision]))
}

// Settled says which decision settled the result, and why; "" where none did.
func (s *Shown) Settled(r *assessment.Result) string {
	d := s.decisions[r.Decision]
	if r.Settled(d) == "" {
		return ""
	}
	var signed []string
	for _, who := range d.Signed {
		signed = append(signed, who.Name+" "+s.l.Date(who.Date))
	}
	return i18n.Cut(i18n.Visible(s.l.T("report.decision.line", "id", d.ID, "kind", string(d.Kind), "ground", d.Ground,
		"text", d.Text, "signed", strings.Join(signed, ", "), "owner", d.Owner, "until", d.Until)), MaxText)
}

// Issue says what happened in the examination, on one line, without its path.
func (s *Shown) Issue(i *inventory.Issue) string {
	return i18n.Cut(i18n.Visible(s.l.Issue(i.Code, i.Args)), MaxText)
}

// Verdict is that of the whole in words: what came out and, where that is so, that something was not read.
func (s *Shown) Verdict() string {
	switch {
	case !s.a.Judged():
		return s.l.T("verdict.unjudged")
	case !s.a.Complete:
		return s.l.Word("verdict", s.a.Verdict.String()) + ", " + s.l.T("verdict.incomplete")
	}
	return s.l.Word("verdict", s.a.Verdict.String())
}
