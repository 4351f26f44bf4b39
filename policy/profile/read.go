// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A named policy stands in "extends".
type named struct {
	name  string
	where string
}

// parse reads one file. Label names it in origins, file in errors.
func parse(data []byte, file, label string, catalogue Catalogue) (*Profile, []named, error) {
	r := &reader{yamlfile.New(file, label), catalogue}
	root := r.Tree(data)
	if r.Err() != nil {
		return nil, nil, r.Err()
	}
	p, extends := r.policy(root)
	return p, extends, r.Err()
}

// Schema gives the JSON Schema of a policy file, see [yamlfile.Schema].
func Schema(catalogue Catalogue, describe func(path string) string) map[string]any {
	return yamlfile.Schema(func(r *yamlfile.Reader, root ast.Node) { (&reader{r, catalogue}).policy(root) }, describe)
}

type pair = yamlfile.Pair

// A reader reads policies.
type reader struct {
	*yamlfile.Reader
	catalogue Catalogue
}

func (r *reader) policy(root ast.Node) (*Profile, []named) {
	p := &Profile{origins: map[string]string{}, catalogue: r.catalogue}
	var extends []named
	set := func(read func(pair)) func(pair) {
		return func(x pair) {
			p.origins[x.Name] = r.Origin(x.Key)
			read(x)
		}
	}
	r.Fields(root, "", map[string]func(pair){
		"name":         set(func(x pair) { p.Name = r.name(x) }),
		"version":      set(func(x pair) { p.Version = r.Value(x) }),
		"date":         set(func(x pair) { p.Date = r.Date(x) }),
		"title":        set(func(x pair) { p.Title = r.Both(x) }),
		"decides":      set(func(x pair) { p.Decides = r.Both(x) }),
		"ground":       set(func(x pair) { p.Ground = r.Both(x) }),
		"use":          set(func(x pair) { p.Use = assessment.Use(r.Choice(x, uses)) }),
		"stage":        set(func(x pair) { p.Stage = assessment.Stage(r.Choice(x, stages)) }),
		"language":     set(func(x pair) { p.Language = r.Choice(x, languages) }),
		"sources":      func(x pair) { p.Sources = r.sources(x) },
		"own":          func(x pair) { p.Own = r.own(x, p.origins) },
		"exclude":      func(x pair) { p.Exclude = r.exclude(x) },
		"sbom":         func(x pair) { p.SBOM = r.standards(x) },
		"rules":        func(x pair) { p.Rules = r.rules(x) },
		"licences":     func(x pair) { p.Licenses = r.licences(x) },
		"house":        func(x pair) { p.House = r.house(x) },
		"outbound":     set(func(x pair) { p.Outbound = r.expression(x) }),
		"dependencies": func(x pair) { p.Dependencies = r.dependencies(x) },
		"custom":       func(x pair) { p.Custom = r.custom(x) },
		"examiners":    set(func(x pair) { p.Examiners = r.Number(x, 1, 2) }),
		"frozen":       func(x pair) { p.Frozen = r.frozen(x) },
		"extends": func(x pair) {
			for _, n := range r.Items(x) {
				extends = append(extends, named{r.Text(n, x.Name), r.Where(n)})
			}
		},
	})
	return p, extends
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

// name allows what can stand in a file name, because names of policies end up in some.
func (r *reader) name(x pair) string {
	s := r.Value(x)
	for _, c := range s {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-_.+", c)) {
			r.Fail(x.Value, inventory.NewMessage("profile.name", "value", s))
		}
	}
	return s
}

func (r *reader) sources(x pair) []Source {
	var list []Source
	for _, n := range r.Items(x) {
		s := Source{Origin: r.Origin(n)}
		r.Fields(n, "sources", map[string]func(pair){
			"title":     func(x pair) { s.Title = r.Value(x) },
			"section":   func(x pair) { s.Section = r.Value(x) },
			"date":      func(x pair) { s.Date = r.Value(x) },
			"url":       func(x pair) { s.URL = r.Address(x) },
			"secondary": func(x pair) { s.Secondary = r.Truth(x) },
			"asks":      func(x pair) { s.Asks = r.Both(x) },
		})
		r.Require(n, "title", s.Title)
		list = append(list, s)
	}
	return list
}

func (r *reader) own(x pair, origins map[string]string) Own {
	var o Own
	r.Fields(x.Value, x.Name, map[string]func(pair){
		"paths": func(x pair) {
			for _, n := range r.Items(x) {
				o.Paths = append(o.Paths, Item{r.Pattern(n, x.Name), r.Origin(n)})
			}
		},
		"suppliers":  func(x pair) { o.Suppliers = r.list(x) },
		"components": func(x pair) { o.Components = r.list(x) },
		"main": func(x pair) {
			b := r.Truth(x)
			o.Main = &b
			origins["own.main"] = r.Origin(x.Key)
		},
	})
	return o
}

// frozen reads the stamp; that it holds is for who judges by the policy to say, not for who loads it.
func (r *reader) frozen(x pair) *Frozen {
	var f Frozen
	r.Fields(x.Value, x.Name, map[string]func(pair){
		"on":     func(x pair) { f.On = r.Date(x) },
		"sha256": func(x pair) { f.SHA256 = r.Digest(x) },
	})
	r.Require(x.Value, "on", f.On)
	r.Require(x.Value, "sha256", f.SHA256)
	return &f
}

func (r *reader) list(x pair) []Item {
	var list []Item
	for _, n := range r.Items(x) {
		list = append(list, Item{r.Text(n, x.Name), r.Origin(n)})
	}
	return list
}

// standards reads the names of requirements on SBOMs.
func (r *reader) standards(x pair) []Item {
	var list []Item
	for _, n := range r.Items(x) {
		list = append(list, Item{r.Choice(pair{Name: x.Name, Key: n, Value: n}, facts.StandardNames()), r.Origin(n)})
	}
	return list
}

func (r *reader) exclude(x pair) []Exclusion {
	var list []Exclusion
	for _, n := range r.Items(x) {
		e := Exclusion{Origin: r.Origin(n)}
		r.Fields(n, x.Name, map[string]func(pair){
			"path":   func(x pair) { e.Path = r.Pattern(x.Value, x.Name) },
			"reason": func(x pair) { e.Reason = r.Value(x) },
		})
		r.Require(n, "path", e.Path)
		r.Demand(n, "reason", e.Reason != "", inventory.NewMessage("profile.exclude.reason", "path", e.Path))
		if everything(e.Path) {
			r.Fail(n, inventory.NewMessage("profile.exclude.everything", "path", e.Path), inventory.NewMessage("profile.hint.exclude"))
		}
		list = append(list, e)
	}
	return list
}

func (r *reader) rules(x pair) []Rule {
	var list []Rule
	known := map[string]func(pair){}
	for _, e := range r.catalogue {
		known[e.ID] = func(p pair) { list = append(list, r.rule(p)) }
	}
	r.Fields(x.Value, x.Name, known)
	slices.SortFunc(list, func(a, b Rule) int { return r.catalogue.index(a.ID) - r.catalogue.index(b.ID) })
	return list
}

// rule reads "LIZ-001: must", or the mapping with everything that can be said.
func (r *reader) rule(x pair) Rule {
	rule := Rule{ID: x.Name, Origin: r.Origin(x.Key)}
	r.Either(x, func() {
		r.Fields(x.Value, x.Name, map[string]func(pair){
			"weight": func(x pair) { rule.Weight = assessment.Weight(r.Choice(x, weights)) },
			"reason": func(x pair) { rule.Reason = r.Value(x) },
			"criterion": func(x pair) {
				rule.Criterion = r.criterion(x, rule.ID)
				rule.criterionOrigin = r.Origin(x.Key)
			},
		})
		r.Require(x.Key, "weight", string(rule.Weight))
	}, func() {
		rule.Weight = assessment.Weight(r.Choice(pair{Name: "weight", Key: x.Key, Value: x.Value}, weights))
	})
	if rule.Weight == Off && rule.Reason == "" {
		r.Fail(x.Key, inventory.NewMessage("profile.off.reason", "rule", rule.ID))
	}
	return rule
}

func (r *reader) criterion(x pair, rule string) *assessment.Criterion {
	c := new(assessment.Criterion)
	published := false
	r.Fields(x.Value, x.Name, map[string]func(pair){
		"kind": func(x pair) { c.Kind = r.Choice(x, kinds) },
		"published": func(x pair) {
			published = true
			r.Fields(x.Value, x.Name, map[string]func(pair){
				"document": func(x pair) { c.Published.Document = r.Value(x) },
				"number":   func(x pair) { c.Published.Number = r.Value(x) },
				"date":     func(x pair) { c.Published.Date = r.Date(x) },
			})
			r.Require(x.Key, "document", c.Published.Document)
			r.Require(x.Key, "number", c.Published.Number)
			r.Require(x.Key, "date", c.Published.Date)
		},
		"scale": func(x pair) { r.scale(x, c) },
	})
	r.Require(x.Key, "kind", c.Kind)
	r.Demand(x.Key, "published", published, inventory.NewMessage("profile.criterion.published", "rule", rule), inventory.NewMessage("profile.hint.published"))
	switch {
	case c.Kind == "B" && len(c.Scale)+len(c.Steps) == 0:
		r.Fail(x.Key, inventory.NewMessage("profile.criterion.scale", "rule", rule), inventory.NewMessage("profile.hint.scale"))
	case c.Kind == "A" && len(c.Scale)+len(c.Steps) > 0:
		r.Fail(x.Key, inventory.NewMessage("profile.criterion.no-scale", "rule", rule))
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
	for _, p := range r.Pairs(x.Value, x.Name) {
		e, err := spdx.Parse(p.Name)
		if err != nil || len(spdx.Atoms(e)) != 1 || spdx.Atoms(e)[0].String() != e.String() {
			r.Fail(p.Key, inventory.NewMessage("profile.licence", "value", p.Name))
			e = spdx.License{ID: p.Name}
		}
		// What is judged has today's identifiers, so an entry under an old one would never be met.
		if today := spdx.Current(e); len(spdx.Atoms(today)) == 1 {
			e = today
		}
		l := License{ID: e.String(), Origin: r.Origin(p.Key)}
		r.Fields(p.Value, p.Name, map[string]func(pair){
			"class":  func(x pair) { l.Class = facts.Class(r.Choice(x, classes)) },
			"reason": func(x pair) { l.Reason = r.Value(x) },
		})
		r.Require(p.Key, "class", string(l.Class))
		r.Demand(p.Key, "reason", l.Reason != "", inventory.NewMessage("profile.licence.reason", "licence", l.ID))
		if seen[l.ID] {
			r.Fail(p.Key, inventory.NewMessage("file.duplicate", "key", l.ID))
		}
		seen[l.ID] = true
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b License) int { return compare(a.ID, b.ID) })
	return list
}
