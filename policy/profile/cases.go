// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"path/filepath"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

// MaxCases is how many examples one file may have.
const MaxCases = 10_000

// Cases are examples that a city keeps beside its policy: what is to come out for which licence.
type Cases struct {
	Policy []string // names and files as on the command line; empty: not said
	Cases  []Case
}

// A Case is one example: a component, and what the policy is to say of it.
type Case struct {
	Name     string // "" where it has none
	License  string // as a manifest or SBOM would have it
	Role     inventory.Role
	Relation inventory.RelationKind // how the own code uses it; "": nothing says so
	Scope    inventory.Scope
	Modified inventory.Modified
	Use      assessment.Use   // "": that of the policy
	Stage    assessment.Stage // "": that of the policy
	Named    bool             // an SBOM names it and it is not in the source tree
	Rule     string           // whose verdict is meant; "": that of all rules together
	Want     string           // one of [Outcomes]
	Origin   string           // file and line
}

// What may come out of a case beside the verdicts.
const (
	Noted    = "noted"          // a rule of weight note found something
	NotAsked = "not-applicable" // no rule of the policy was asked, or not the one that is meant
)

// Outcomes lists what a case may expect.
func Outcomes() []string {
	return []string{assessment.Satisfied.String(), assessment.Conditional.String(), assessment.Review.String(),
		assessment.Violated.String(), Noted, NotAsked}
}

// ReadCases reads a file of examples; file names it in errors, and relative policies are beside it.
// The error is an *[inventory.Error].
func ReadCases(data []byte, file string, catalogue Catalogue) (*Cases, error) {
	r := &reader{yamlfile.New(file, printable(filepath.Base(file))), catalogue}
	root := r.Tree(data)
	if r.Err() != nil {
		return nil, r.Err()
	}
	c := r.examples(root)
	for i, name := range c.Policy {
		if yamlfile.IsFile(name) && !filepath.IsAbs(name) {
			c.Policy[i] = filepath.Join(filepath.Dir(file), filepath.FromSlash(name))
		}
	}
	return c, r.Err()
}

// CasesSchema gives the JSON Schema of a file of examples, see [yamlfile.Schema].
func CasesSchema(catalogue Catalogue, describe func(path string) string) map[string]any {
	return yamlfile.Schema(func(r *yamlfile.Reader, root ast.Node) { (&reader{r, catalogue}).examples(root) }, describe)
}

var (
	roles     = []string{string(inventory.Own), string(inventory.ThirdParty)}
	relations = []string{string(inventory.Incorporates), string(inventory.LinksStatic), string(inventory.LinksDynamic),
		string(inventory.DependsOn), string(inventory.Contains), string(inventory.UsesSeparately), string(inventory.BuildsWith), string(inventory.TestsWith)}
	scopes = []string{string(inventory.Runtime), string(inventory.Build), string(inventory.Dev), string(inventory.Test), string(inventory.Optional)}
	// placed tells what is in the source tree from what an SBOM only names.
	placed = []string{"source", "sbom"}
)

func (r *reader) examples(root ast.Node) *Cases {
	c := new(Cases)
	r.Fields(root, "", map[string]func(pair){
		"policy": func(x pair) { c.Policy = r.Texts(x) },
		"cases": func(x pair) {
			nodes := r.Items(x)
			if len(nodes) > MaxCases {
				r.Fail(nodes[MaxCases], inventory.NewMessage("profile.cases", "limit", "10000"))
				return
			}
			for _, n := range nodes {
				c.Cases = append(c.Cases, r.example(n, x.Name))
			}
		},
	})
	given := ""
	if len(c.Cases) > 0 {
		given = "cases"
	}
	r.Require(root, "cases", given)
	return c
}

func (r *reader) example(n ast.Node, field string) Case {
	c := Case{Role: inventory.ThirdParty, Origin: r.Where(n)}
	var rules []string
	for _, e := range r.catalogue {
		rules = append(rules, e.ID)
	}
	r.Fields(n, field, map[string]func(pair){
		"name":    func(x pair) { c.Name = r.Value(x) },
		"licence": func(x pair) { c.License = r.Value(x) },
		"role": func(x pair) {
			c.Role = inventory.Role(r.Choice(x, roles))
		},
		"relation": func(x pair) { c.Relation = inventory.RelationKind(r.Choice(x, relations)) },
		"scope":    func(x pair) { c.Scope = inventory.Scope(r.Choice(x, scopes)) },
		"modified": func(x pair) { c.Modified = changed[r.Truth(x)] },
		"in":       func(x pair) { c.Named = r.Choice(x, placed) == placed[1] },
		"use":      func(x pair) { c.Use = assessment.Use(r.Choice(x, uses)) },
		"stage":    func(x pair) { c.Stage = assessment.Stage(r.Choice(x, stages)) },
		"rule":     func(x pair) { c.Rule = r.Choice(x, rules) },
		"verdict":  func(x pair) { c.Want = r.Choice(x, Outcomes()) },
	})
	r.Require(n, "licence", c.License)
	r.Require(n, "verdict", c.Want)
	if c.Want == Noted && c.Rule == "" {
		r.Fail(n, inventory.NewMessage("profile.case.noted"), inventory.NewMessage("profile.hint.noted"))
	}
	return c
}

var changed = map[bool]inventory.Modified{true: inventory.Yes, false: inventory.No}
