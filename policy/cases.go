// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/profile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// ReadCases reads a file of examples, see [profile.ReadCases].
func ReadCases(data []byte, file string) (*profile.Cases, error) {
	return profile.ReadCases(data, file, catalogue())
}

// A Tried example was put before a policy.
type Tried struct {
	profile.Case
	Got string // one of [profile.Outcomes]
	// Why are the results about it: those of the rule that was meant, and where it has none to show for what came out, all.
	Why []assessment.Result
}

// Passed reports whether what came out is what was expected.
func (t Tried) Passed() bool { return t.Got == t.Want }

// Try judges an example by [Assess]: a component that an invented own program uses, or that program itself. The rest
// of the invented input is not judged. A LicenseRef is taken to come with its text, own code with the texts
// of its licences in its root.
func Try(c profile.Case, p *Policy, o Options) Tried {
	o.example = &c
	o.Use, o.Stage = cmp.Or(c.Use, o.Use), cmp.Or(c.Stage, o.Stage)
	a := Assess(invented(c), p, o)
	t := Tried{Case: c, Got: outcome(a, c.Rule)}
	for _, r := range a.Results {
		if r.Rule == c.Rule {
			t.Why = append(t.Why, r)
		}
	}
	if fine := t.Passed() && (t.Got == assessment.Satisfied.String() || t.Got == profile.NotAsked); len(t.Why) == 0 && !fine {
		t.Why = a.Results
	}
	return t
}

// outcome is what a rule said, or all of them; rules about documents have nothing to say here.
func outcome(a *assessment.Assessment, rule string) string {
	worst, asked, noted := assessment.Satisfied, false, false
	for _, u := range a.Rules {
		if rule != "" && u.ID != rule || u.Documents {
			continue
		}
		c := u.Counts
		asked = asked || c.Satisfied+c.Conditional+c.Review+c.Violated+c.Noted > 0
		noted = noted || c.Noted > 0
		worst = max(worst, u.Verdict)
	}
	switch {
	case !asked:
		return profile.NotAsked
	case rule != "" && noted && worst == assessment.Satisfied:
		return profile.Noted
	}
	return worst.String()
}

const (
	exampleRoot = "file:."
	exampleID   = "pkg:generic/example"
)

// exampleOf is the ID of the component that a case is about.
func exampleOf(c *profile.Case) string {
	if c.Role == inventory.Own {
		return exampleRoot
	}
	return exampleID
}

// invented is an input in which the example occurs.
func invented(c profile.Case) *inventory.Inventory {
	inv := &inventory.Inventory{
		Schema:  inventory.Schema,
		Subject: inventory.Subject{Name: c.Name, Kind: inventory.KindTree, Main: exampleRoot, Roots: []string{exampleRoot}},
		Components: []inventory.Component{{
			ID: exampleRoot, Name: "example", Instances: []inventory.Instance{{Path: "."}},
		}},
	}
	license := inventory.ReadLicense(c.License)
	claim := inventory.Claim{Kind: inventory.Declared, Origin: c.Origin, License: license}
	for _, atom := range spdx.Atoms(license.Expression) {
		if l, ok := atom.(spdx.License); ok && l.IsRef() {
			inv.Texts = append(inv.Texts, inventory.Text{License: l.String(), Text: l.String()})
		}
	}
	example := &inv.Components[0]
	switch {
	case c.Role == inventory.Own && license.Expression != nil:
		inv.Files = []inventory.File{{
			Path: "LICENSE", Component: exampleRoot, Roles: []string{inventory.RoleLicense}, License: license.Expression,
			Findings: []inventory.Finding{{Expression: license.Expression, Kind: inventory.FoundText, Confidence: inventory.High}},
		}}
	case c.Role != inventory.Own:
		inv.Components = append(inv.Components, inventory.Component{ID: exampleID, PURL: exampleID, Name: "example"})
		example = &inv.Components[1]
		example.Instances = []inventory.Instance{{Path: "vendor/example"}}
		if c.Named {
			example.Instances = []inventory.Instance{{Document: "bom.json", Ref: exampleID}}
		}
		if c.Relation != "" {
			inv.Relations = []inventory.Relation{{From: exampleRoot, To: exampleID, Kind: c.Relation}}
		}
	}
	example.Claims, example.Role, example.Scope, example.Modified = []inventory.Claim{claim}, c.Role, c.Scope, c.Modified
	return inv
}
