// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// A named policy stands in "extends".
type named struct {
	name  string
	where string
}

// parse reads one file. Label names it in origins, file in errors.
func parse(data []byte, file, label string, catalogue Catalogue) (*Profile, []named, error) {
	r := &reader{file: file, label: label, catalogue: catalogue}
	p := &Profile{origins: map[string]string{}, catalogue: catalogue}
	var extends []named
	set := func(read func(pair)) func(pair) {
		return func(x pair) {
			p.origins[x.name] = r.origin(x.key)
			read(x)
		}
	}
	root := r.tree(data)
	if r.err != nil {
		return nil, nil, r.err
	}
	r.fields(root, "", map[string]func(pair){
		"name":     set(func(x pair) { p.Name = r.name(x) }),
		"version":  set(func(x pair) { p.Version = r.text(x.value, x.name) }),
		"date":     set(func(x pair) { p.Date = r.date(x) }),
		"title":    set(func(x pair) { p.Title = r.both(x) }),
		"decides":  set(func(x pair) { p.Decides = r.both(x) }),
		"ground":   set(func(x pair) { p.Ground = r.both(x) }),
		"use":      set(func(x pair) { p.Use = assessment.Use(r.choice(x, uses)) }),
		"stage":    set(func(x pair) { p.Stage = assessment.Stage(r.choice(x, stages)) }),
		"language": set(func(x pair) { p.Language = r.choice(x, languages) }),
		"sources":  func(x pair) { p.Sources = r.sources(x) },
		"own":      func(x pair) { p.Own = r.own(x, p.origins) },
		"exclude":  func(x pair) { p.Exclude = r.exclude(x) },
		"sbom":     func(x pair) { p.SBOM = r.standards(x) },
		"rules":    func(x pair) { p.Rules = r.rules(x) },
		"licences": func(x pair) { p.Licenses = r.licences(x) },
		"extends": func(x pair) {
			for _, n := range r.items(x) {
				extends = append(extends, named{r.text(n, x.name), r.where(n)})
			}
		},
	})
	if r.err != nil {
		return nil, nil, r.err
	}
	return p, extends, nil
}

var (
	languages = []string{"de", "en"}
	kinds     = []string{"A", "B"}
	uses      = []string{string(assessment.UseInternal), string(assessment.UseDistribution),
		string(assessment.UseService), string(assessment.UsePublication)}
	stages = []string{string(assessment.StageBid), string(assessment.StageSuitability),
		string(assessment.StagePerformance), string(assessment.StageAcceptance), string(assessment.StageOwnDuty)}
	weights = []string{string(assessment.Must), string(assessment.Ask), string(assessment.Should),
		string(assessment.WNote), string(Off)}
)

func (r *reader) choice(x pair, values []string) string {
	s := r.text(x.value, x.name)
	if r.err == nil && !slices.Contains(values, s) {
		r.fail(x.value, message("profile.value", "field", x.name, "value", s), hint(s, values))
	}
	return s
}

// name allows what can stand in a file name, because names of policies end up in some.
func (r *reader) name(x pair) string {
	s := r.text(x.value, x.name)
	for _, c := range s {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-_.+", c)) {
			r.fail(x.value, message("profile.name", "value", s))
		}
	}
	return s
}

func (r *reader) date(x pair) string {
	s := r.text(x.value, x.name)
	if r.err == nil {
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			r.fail(x.value, message("profile.date", "field", x.name, "value", s))
		}
	}
	return s
}

// both reads a text in both languages, or one that is to stand in both.
func (r *reader) both(x pair) assessment.Text {
	switch x.value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
	default:
		s := r.text(x.value, x.name)
		return assessment.Text{DE: s, EN: s}
	}
	var t assessment.Text
	r.fields(x.value, x.name, map[string]func(pair){
		"de": func(x pair) { t.DE = r.text(x.value, x.name) },
		"en": func(x pair) { t.EN = r.text(x.value, x.name) },
	})
	if t.DE == "" {
		t.DE = t.EN
	}
	if t.EN == "" {
		t.EN = t.DE
	}
	return t
}

func (r *reader) require(n ast.Node, field, value string) {
	if value == "" {
		r.fail(n, message("profile.missing", "field", field))
	}
}

func (r *reader) sources(x pair) []Source {
	var list []Source
	for _, n := range r.items(x) {
		s := Source{Origin: r.origin(n)}
		r.fields(n, "sources", map[string]func(pair){
			"title":     func(x pair) { s.Title = r.text(x.value, x.name) },
			"section":   func(x pair) { s.Section = r.text(x.value, x.name) },
			"date":      func(x pair) { s.Date = r.text(x.value, x.name) },
			"url":       func(x pair) { s.URL = r.address(x) },
			"secondary": func(x pair) { s.Secondary = r.truth(x) },
		})
		r.require(n, "title", s.Title)
		list = append(list, s)
	}
	return list
}

// address reads a web address; nothing else becomes a link in a report.
func (r *reader) address(x pair) string {
	s := r.text(x.value, x.name)
	if r.err == nil {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			r.fail(x.value, message("profile.address", "value", s))
		}
	}
	return s
}

func (r *reader) own(x pair, origins map[string]string) Own {
	var o Own
	r.fields(x.value, x.name, map[string]func(pair){
		"paths": func(x pair) {
			o.Paths = r.list(x)
			for i, n := range r.items(x) {
				r.pattern(n, o.Paths[i].Value)
			}
		},
		"suppliers":  func(x pair) { o.Suppliers = r.list(x) },
		"components": func(x pair) { o.Components = r.list(x) },
		"main": func(x pair) {
			b := r.truth(x)
			o.Main = &b
			origins["own.main"] = r.origin(x.key)
		},
	})
	return o
}

func (r *reader) list(x pair) []Item {
	var list []Item
	for _, n := range r.items(x) {
		list = append(list, Item{r.text(n, x.name), r.origin(n)})
	}
	return list
}

// standards reads the names of requirements on SBOMs.
func (r *reader) standards(x pair) []Item {
	names := facts.StandardNames()
	list := r.list(x)
	for i, n := range r.items(x) {
		if r.err == nil && !slices.Contains(names, list[i].Value) {
			r.fail(n, message("profile.value", "field", x.name, "value", list[i].Value), hint(list[i].Value, names))
		}
	}
	return list
}

func (r *reader) exclude(x pair) []Exclusion {
	var list []Exclusion
	for _, n := range r.items(x) {
		e := Exclusion{Origin: r.origin(n)}
		r.fields(n, x.name, map[string]func(pair){
			"path":   func(x pair) { e.Path = r.text(x.value, x.name); r.pattern(x.value, e.Path) },
			"reason": func(x pair) { e.Reason = r.text(x.value, x.name) },
		})
		r.require(n, "path", e.Path)
		if e.Reason == "" {
			r.fail(n, message("profile.exclude.reason", "path", e.Path))
		}
		list = append(list, e)
	}
	return list
}

// pattern refuses what could never match a path in the input.
func (r *reader) pattern(n ast.Node, s string) {
	if r.err != nil {
		return
	}
	if strings.Trim(s, "./") == "" || strings.HasPrefix(s, "/") || strings.Contains(s, `\`) || slices.Contains(strings.Split(s, "/"), "..") {
		r.fail(n, message("profile.pattern", "value", s))
	}
}

func (r *reader) rules(x pair) []Rule {
	var ids []string
	for _, e := range r.catalogue {
		ids = append(ids, e.ID)
	}
	list := make([]Rule, 0, len(ids))
	for _, p := range r.pairs(x.value, x.name) {
		if !slices.Contains(ids, p.name) {
			r.fail(p.key, message("profile.rule", "rule", p.name), hint(p.name, ids))
			return nil
		}
		list = append(list, r.rule(p))
	}
	slices.SortFunc(list, func(a, b Rule) int { return r.catalogue.index(a.ID) - r.catalogue.index(b.ID) })
	return list
}

// rule reads "LIZ-001: must", or the mapping with everything that can be said.
func (r *reader) rule(x pair) Rule {
	rule := Rule{ID: x.name, Origin: r.origin(x.key)}
	switch x.value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		r.fields(x.value, x.name, map[string]func(pair){
			"weight": func(x pair) { rule.Weight = assessment.Weight(r.choice(x, weights)) },
			"reason": func(x pair) { rule.Reason = r.text(x.value, x.name) },
			"criterion": func(x pair) {
				rule.Criterion = r.criterion(x, rule.ID)
				rule.criterionOrigin = r.origin(x.key)
			},
		})
	default:
		rule.Weight = assessment.Weight(r.choice(pair{"weight", x.key, x.value}, weights))
	}
	r.require(x.key, "weight", string(rule.Weight))
	if rule.Weight == Off && rule.Reason == "" {
		r.fail(x.key, message("profile.off.reason", "rule", rule.ID))
	}
	return rule
}

func (r *reader) criterion(x pair, rule string) *assessment.Criterion {
	c := new(assessment.Criterion)
	published := false
	r.fields(x.value, x.name, map[string]func(pair){
		"kind": func(x pair) { c.Kind = r.choice(x, kinds) },
		"published": func(x pair) {
			published = true
			r.fields(x.value, x.name, map[string]func(pair){
				"document": func(x pair) { c.Published.Document = r.text(x.value, x.name) },
				"number":   func(x pair) { c.Published.Number = r.text(x.value, x.name) },
				"date":     func(x pair) { c.Published.Date = r.date(x) },
			})
			r.require(x.key, "document", c.Published.Document)
			r.require(x.key, "number", c.Published.Number)
			r.require(x.key, "date", c.Published.Date)
		},
		"scale": func(x pair) {
			for _, item := range r.list(x) {
				c.Scale = append(c.Scale, item.Value)
			}
		},
	})
	r.require(x.key, "kind", c.Kind)
	switch {
	case !published:
		r.fail(x.key, message("profile.criterion.published", "rule", rule), message("profile.hint.published"))
	case c.Kind == "B" && len(c.Scale) == 0:
		r.fail(x.key, message("profile.criterion.scale", "rule", rule), message("profile.hint.scale"))
	case c.Kind == "A" && len(c.Scale) > 0:
		r.fail(x.key, message("profile.criterion.no-scale", "rule", rule))
	}
	return c
}

func (r *reader) licences(x pair) []License {
	var classes []string
	for _, c := range facts.Classes() {
		classes = append(classes, string(c))
	}
	var list []License
	seen := map[string]bool{} // two spellings may be one licence
	for _, p := range r.pairs(x.value, x.name) {
		e, err := spdx.Parse(p.name)
		if err != nil || len(spdx.Atoms(e)) != 1 || spdx.Atoms(e)[0].String() != e.String() {
			r.fail(p.key, message("profile.licence", "value", p.name))
			return nil
		}
		l := License{ID: e.String(), Origin: r.origin(p.key)}
		r.fields(p.value, p.name, map[string]func(pair){
			"class":  func(x pair) { l.Class = facts.Class(r.choice(x, classes)) },
			"reason": func(x pair) { l.Reason = r.text(x.value, x.name) },
		})
		r.require(p.key, "class", string(l.Class))
		if l.Reason == "" {
			r.fail(p.key, message("profile.licence.reason", "licence", l.ID))
		}
		if seen[l.ID] {
			r.fail(p.key, message("profile.duplicate", "key", l.ID))
		}
		seen[l.ID] = true
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b License) int { return compare(a.ID, b.ID) })
	return list
}
