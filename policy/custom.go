// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/custom"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A written rule is one of the policy's own, ready to be asked.
type written struct {
	profile.Custom
	program *custom.Program
}

// compile checks the policy's own rules; the error names the place in the expression.
func compile(list []profile.Custom) ([]written, error) {
	var all []written
	for _, c := range list {
		if c.Weight == profile.Off {
			continue
		}
		p, err := custom.Compile(c.Finds)
		if err != nil {
			problem := custom.AsProblem(err)
			m := inventory.Message{Key: "policy.custom." + string(problem.Kind), Args: inventory.Args{"rule": c.ID, "detail": strings.Join(strings.Fields(problem.Detail), " ")}}
			return nil, &inventory.Error{Message: m, Where: c.At.At(problem.Line, problem.Column),
				Hint: inventory.Message{Key: "policy.custom.hint." + string(problem.Kind)}}
		}
		all = append(all, written{c, p})
	}
	return all, nil
}

// An asking is what the policy's own rules share in an assessment: what they may cost together, and the component at hand as
// they see it.
type asking struct {
	a         *assessment.Assessment
	budget    *custom.Budget
	of        *rule.Case
	variables *custom.Variables
}

// about gives the component as expressions see it, no licence of it at hand.
func (x *asking) about(c *rule.Case) *custom.Variables {
	if x.of != c {
		x.of, x.variables = c, variables(c, x.a)
	}
	x.variables.License = custom.License{}
	return x.variables
}

// used is the rule as the judge asks it in an assessment.
func (w *written) used(order int, x *asking) used {
	doc := assessment.Doc{Title: w.Title, What: assessment.Text{DE: w.Finds, EN: w.Finds}, Why: w.Why, Fix: w.Fix,
		Addressee: cmp.Or(w.Addressee, assessment.City), Stage: cmp.Or(w.Stage, assessment.StageBid)}
	for _, s := range w.Sources {
		doc.Sources = append(doc.Sources, s.Source)
	}
	return used{
		assessment.RuleUsed{ID: w.ID, Weight: w.Weight, Criterion: x.a.Valid(w.ID, w.Criterion), Origin: w.Origin, Doc: doc},
		rule.Rule{ID: w.ID, Doc: doc, Check: func(c *rule.Case) []rule.Outcome { return w.check(c, x) }}, order, true,
	}
}

// check asks the expression: of every licence of the component where it is about one, so that an OR counts by its best
// branch, and otherwise once. Where it fails, nothing is known.
func (w *written) check(c *rule.Case, x *asking) []rule.Outcome {
	v := x.about(c)
	ask := func() rule.Finding {
		found, err := w.program.Within(x.budget, v)
		switch {
		case err != nil:
			p := custom.AsProblem(err)
			return rule.Open(inventory.Message{Key: "rule.custom." + string(p.Kind), Args: inventory.Args{
				"rule": w.ID, "origin": w.At.At(0, 0), "detail": rule.Short(p.Detail)}}, assessment.City)
		case found:
			return rule.Found(w.says(v))
		}
		return rule.Finding{State: rule.Pass}
	}
	if !w.program.OfLicense {
		return []rule.Outcome{{Finding: ask(), Expression: whole(c)}}
	}
	return c.Judge(func(atom spdx.Expression) rule.Finding {
		v.License = license(c.World, atom)
		return ask()
	})
}

// whole is the judged licence where it is one expression; nil where it is not.
func whole(c *rule.Case) spdx.Expression {
	if len(c.License.Parts) == 1 {
		return c.License.Parts[0].Expression
	}
	return nil
}

// says is the rule's sentence about what it found.
func (w *written) says(v *custom.Variables) inventory.Message {
	fill := strings.NewReplacer("{component}", rule.Short(strings.TrimSpace(v.Component.Name+" "+v.Component.Version)),
		"{licence}", rule.Short(cmp.Or(v.License.ID, v.Component.License)))
	return inventory.Message{Key: "rule.custom.found", Args: inventory.Args{"de": fill.Replace(w.Says.DE), "en": fill.Replace(w.Says.EN)}}
}

func variables(c *rule.Case, a *assessment.Assessment) *custom.Variables {
	x, subject := c.Component, a.Inventory.Subject
	v := &custom.Variables{
		Component: custom.Component{
			ID: x.ID, Name: x.Name, Version: x.Version, Supplier: x.Supplier, PURL: x.PURL, Own: c.Own, Role: string(x.Role),
			Scope: string(x.Scope), Modified: string(x.Modified), Terms: c.License.Terms, Source: x.Distribution.Source,
		},
		Subject: custom.Subject{Name: subject.Name, Version: subject.Version, Kind: string(subject.Kind)},
		Use:     string(a.Use), Stage: string(a.Stage), Outbound: a.Outbound,
	}
	for _, claim := range x.Claims {
		if claim.License.Expression == nil {
			continue
		}
		list := &v.Component.Declared
		if claim.Kind == inventory.Detected {
			list = &v.Component.Detected
		}
		if text := claim.License.Expression.String(); !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	for _, i := range x.Instances {
		if i.Path != "" && i.Document == "" {
			v.Component.Paths = append(v.Component.Paths, i.Path)
		}
	}
	for _, k := range c.World.Relations(x.ID) {
		v.Component.Relations = append(v.Component.Relations, string(k))
	}
	var parts []spdx.Expression
	for _, p := range c.License.Parts {
		parts = append(parts, p.Expression)
	}
	if len(parts) > 0 {
		judged := spdx.All(parts...)
		v.Component.License = judged.String()
		for _, atom := range spdx.Atoms(judged) {
			v.Licenses = append(v.Licenses, license(c.World, atom))
		}
	}
	return v
}

func license(w *rule.World, atom spdx.Expression) custom.License {
	f, ok := w.Facts(atom)
	if !ok {
		return custom.License{ID: atom.String()}
	}
	return custom.License{
		ID: atom.String(), Name: f.Name, Class: string(f.Class), Kind: string(f.Kind), OSI: f.OSI, OpenCode: string(f.OpenCode), Copyleft: f.Copyleft(),
		Reach: string(f.Reach), Linking: string(f.LinkReach), Network: f.On(facts.OnNetwork), Notice: string(f.NoticeDuty),
		SourceDuty: f.SourceDuty, Contested: f.Contested, Deprecated: f.Deprecated, Known: true,
	}
}
