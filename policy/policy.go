// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package policy says what a scan means: it loads a policy and judges an inventory by it.
//
// The road: [Load] combines profiles into a [Policy], with the rules that it has of its own. [Assess] takes it with the
// [Options], among them the procurement that the judgement belongs to and what people decided, and
//
//   - puts every component with its judged licence before every rule the policy switched on, then every document, then all
//     at once, then every decision (hearing.go, judge.go, document.go, decision.go); whose code is whose says own.go, what is left out
//     exclude.go, and the policy's own rules are asked in custom.go;
//   - turns what the rules say into verdicts by their weights, which decisions may mend, and into results (spoken.go);
//   - collects on the way what licences ask for (duty.go), where the policy's view of a licence took the place of the
//     facts (override.go), and what people have to answer (question.go);
//   - and says in the end what the scale of a criterion comes to (points.go), what of the procedure holds (procedure.go), and how
//     each question may be put, by which paragraph (law.go).
//
// The inventory is never changed. [Outbound] asks of the same inventory under which licences the work may be released,
// [Notices] what goes with it when it is passed on,
// [Try] puts a policy's examples before it, and [Policy.Asked] lists what it asks without judging anything.
//
// It fails closed: what a rule cannot know is Review under every weight but note, and where
// nothing was judged the assessment is not complete.
package policy

import (
	"cmp"
	"io"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A Policy is what an inventory is judged by.
type Policy struct {
	*profile.Profile
	// FromInput is set by who loads a policy that lies in what is being examined.
	FromInput bool

	written []written
}

// Load reads and combines the policies named: built-in ones by name, others by path, which open reads.
// See [profile.Load] for how they combine; the error is an *[inventory.Error].
func Load(names []string, open func(path string) ([]byte, error)) (*Policy, error) {
	p, err := profile.Load(names, open, catalogue())
	if err != nil {
		return nil, err
	}
	rules, err := compile(p.Custom)
	if err != nil {
		return nil, err
	}
	return &Policy{Profile: p, written: rules}, nil
}

// OriginBuiltin is the origin of a policy that is made of built-in profiles only.
const OriginBuiltin = profile.BuiltinOrigin

// Builtin lists the built-in profiles.
func Builtin() ([]profile.Listed, error) { return profile.Builtin(catalogue()) }

// Show prints the resolved policy with the origin of every line.
func (p *Policy) Show(w io.Writer) error { return p.Profile.Show(w) }

func catalogue() profile.Catalogue {
	var list profile.Catalogue
	for _, r := range rule.All {
		list = append(list, profile.Entry{ID: r.ID, OwnCode: r.OwnCode, Uses: r.Uses, Outbound: r.Outbound,
			Later:      r.Doc.Stage == assessment.StagePerformance || r.Doc.Stage == assessment.StageAcceptance,
			OpenSource: r.OpenSource, SBOM: r.SBOM, House: r.House, Dependencies: r.Dependencies})
	}
	return list
}

// Options are what the user decides beside the policy. Zero values leave it to the policy.
type Options struct {
	Use   assessment.Use // without one in the policy either: internal
	Stage assessment.Stage
	Date  string // RFC 3339 full-date
	// Delivered is the day on which what is judged was handed over, RFC 3339 full-date; Date if it is
	// not given. It decides which version of a requirement on SBOMs applies.
	Delivered string
	// Own names own code besides what the policy does: patterns of paths, purls, and "supplier:NAME".
	Own []string
	// Outbound is the licence under which the own code is to be published; nil if none is wished.
	Outbound spdx.Expression
	// Procedure is where the judgement belongs to; nil if none was named. What it says stands where nothing else here
	// does, and before what the policy says.
	Procedure *procedure.Procedure
	// OtherPolicy is set where the policy is another than the procedure names.
	OtherPolicy bool
	// Bidder is whose bid it is; nothing is judged by it.
	Bidder string
	// Exclude are patterns as in a policy, with the origin "flag". Files is filled in by Assess.
	Exclude []assessment.Exclusion
	// Decisions are what people decided, see [LoadDecisions]. Assess tells what became of them.
	Decisions []assessment.Decision
	// Version is that of the program, noted in the assessment with those of the data that were judged by; "" notes nothing.
	Version string

	example *profile.Case // judge nothing else, see Try
}

// Assess judges an inventory. The same inventory, policy and options give the same assessment.
func Assess(inv *inventory.Inventory, p *Policy, o Options) *assessment.Assessment {
	j := begin(inv, p, o)
	components := inv.Components
	if o.example != nil {
		i := slices.IndexFunc(components, func(c inventory.Component) bool { return c.ID == exampleOf(o.example) })
		components = components[max(0, i) : i+1] // none where there is no such
	}
	j.components(components)
	j.finish()
	return j.a
}

// begin gives the judge of an assessment in which nothing was judged yet.
func begin(inv *inventory.Inventory, p *Policy, o Options) *judge {
	in := o.Procedure
	if in == nil {
		in = &procedure.Procedure{}
	}
	a := &assessment.Assessment{
		Inventory: inv, Policy: p.Named(), Date: o.Date, Bidder: o.Bidder,
		Use: cmp.Or(o.Use, in.Use, p.Use, assessment.UseInternal), Stage: cmp.Or(o.Stage, in.Stage, p.Stage),
		Delivered: cmp.Or(o.Delivered, in.Delivered, o.Date), Outbound: cmp.Or(spdx.Text(o.Outbound), in.Outbound, p.Wished()),
	}
	if o.Version != "" {
		a.Tools = Tools(o.Version)
	}
	if o.Procedure != nil {
		a.Procedure = p.belongs(a, o)
	}
	return newJudge(inv, p, a, o)
}

const toolName = "lizenzlotse"

// Tools are who judges, a version of the program, and the lists of others that it judges by.
func Tools(version string) []inventory.Tool {
	return []inventory.Tool{{Name: toolName, Version: version}, {Name: "SPDX License List", Version: spdx.ListVersion},
		{Name: "openCode licence list", Version: facts.OpenCodeListVersion}}
}

// Named is how the assessment names the policy.
func (p *Policy) Named() assessment.Policy {
	n := assessment.Policy{
		Name: p.Name, Version: p.Version, SHA256: p.SHA256(), Origin: p.Origin,
		Title: p.Title, Decides: p.Decides, FromInput: p.FromInput,
	}
	for _, s := range p.Sources {
		n.Sources = append(n.Sources, s.Source)
	}
	if p.Frozen != nil {
		n.FrozenOn, n.FrozenSHA256 = p.Frozen.On, p.Frozen.SHA256
	}
	return n
}
