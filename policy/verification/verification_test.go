// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package verification_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/verification"
	"lizenzlotse/scanner/inventory"
)

const day = "2026-11-22"

// examined is what a scan of a small bid gives.
func examined() *inventory.Inventory {
	component := func(name, licence string) inventory.Component {
		c := inventory.Component{ID: "pkg:npm/" + name + "@1", PURL: "pkg:npm/" + name + "@1", Name: name, Version: "1", Role: inventory.ThirdParty,
			Instances: []inventory.Instance{{Path: "vendor/" + name}}}
		if licence != "" {
			c.Claims = []inventory.Claim{{Kind: inventory.Declared, Origin: "sbom.json", License: inventory.ReadLicense(licence),
				Evidence: []inventory.Evidence{{Path: "sbom.json", Line: inventory.LineRange{First: 3, Last: 3}, Quote: licence}}}}
		}
		return c
	}
	return &inventory.Inventory{Schema: inventory.Schema,
		Subject:    inventory.Subject{Name: "bid.zip", Kind: inventory.KindArchive, SHA256: strings.Repeat("1", 64), Inputs: []inventory.Input{{Name: "bid.zip", Kind: inventory.KindArchive, SHA256: strings.Repeat("1", 64)}}},
		Components: []inventory.Component{component("free", "MIT"), component("map", "BUSL-1.1"), component("unknown", "")},
		Files:      []inventory.File{{Path: "a.js", Size: 7, SHA256: strings.Repeat("2", 64)}, {Path: "b.js", Size: 9, SHA256: strings.Repeat("3", 64)}},
		Tools:      []inventory.Tool{{Name: "lizenzlotse", Version: "1"}}}
}

const (
	policyFile = `name: our
version: "1"
extends: [dortmund]
rules:
  LIZ-001: {weight: must, reason: needed, criterion: {kind: A, published: {document: tender, number: "3.1", date: 2026-10-01}}}
  LIZ-005: {weight: should, reason: weighed, criterion: {kind: B, published: {document: tender, number: "4.1", date: 2026-10-01}, scale: [{points: 10, from: 100}, {points: 0, from: 0}]}}
`
	procedureFile = "number: \"2026-17\"\nregime: vgv\nkind: open\nstage: bid\nuse: service\nopened: 2026-11-12\nfrozen: {on: 2026-10-02, sha256: 00}\n"
)

func loadPolicy(t *testing.T, text string) *policy.Policy {
	t.Helper()
	p, err := policy.Load([]string{"our.yml"}, func(string) ([]byte, error) { return []byte(text), nil })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func loadProcedure(t *testing.T, sum string) *procedure.Procedure {
	t.Helper()
	p, err := procedure.Load("procedure.yml", func(string) ([]byte, error) {
		return []byte(strings.Replace(procedureFile, "sha256: 00", `sha256: "`+sum+`"`, 1)), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var decided = []assessment.Decision{{ID: "old-map", Kind: assessment.Exception, Rule: "LIZ-004", Component: "pkg:npm/map@1", Ground: "transition", Text: "Replaced later.",
	Owner: "Office 7", Signed: []assessment.Signature{{Name: "A. Example", Date: "2026-11-20"}}, Until: "2027-06-30", Origin: "decisions.yml:2"}}

// A setup is a saved result with everything it was made from at hand.
type setup struct {
	*verification.Given
	policy    *policy.Policy
	procedure *procedure.Procedure
}

func newSetup(t *testing.T) *setup {
	t.Helper()
	p := loadPolicy(t, policyFile)
	in := loadProcedure(t, p.SHA256())
	a := policy.Assess(examined(), p, policy.Options{Date: day, Procedure: in, Decisions: slices.Clone(decided), Version: "1", Bidder: "Example GmbH"})
	tools := append(policy.Tools("1"), inventory.Tool{Name: "lizenzlotse", Version: "1"})
	return &setup{&verification.Given{Name: "r.json", SHA256: "ab", Saved: saved(t, a), Date: day, Inputs: examined(), Decisions: slices.Clone(decided), Tools: tools}, p, in}
}

// saved is what is read of a result that was written.
func saved(t *testing.T, a *assessment.Assessment) *assessment.Assessment {
	t.Helper()
	var b bytes.Buffer
	if err := a.Write(&b); err != nil {
		t.Fatal(err)
	}
	back, err := assessment.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// compare does what the command does with what is at hand.
func (s *setup) compare() *assessment.Verification {
	if s.procedure != nil {
		s.Procedure = &s.procedure.Procedure
	}
	if s.policy != nil {
		named := s.policy.Named()
		s.Policy = &named
		if named.SHA256 == s.Saved.Policy.SHA256 && s.Saved.Judged() {
			s.Again = policy.Again(s.Saved, s.policy, s.procedure)
		}
	}
	return verification.Compare(s.Given)
}

// said lists what a verification says, one line each: state, key and arguments that matter.
func said(v *assessment.Verification) []string {
	var list []string
	for _, c := range v.Checks {
		list = append(list, string(c.State)+" "+c.Message.String())
		for _, d := range c.Details {
			list = append(list, "detail "+d.String())
		}
	}
	return list
}

func TestUnchangedFits(t *testing.T) {
	v := newSetup(t).compare()
	if v.Fits != assessment.CheckFits || v.Any(assessment.CheckUnchecked) || v.Any(assessment.CheckDiffers) {
		t.Errorf("%s\n%s", v.Fits, strings.Join(said(v), "\n"))
	}
	for _, group := range assessment.CheckGroups() {
		if !slices.ContainsFunc(v.Checks, func(c assessment.Check) bool { return c.Group == group && c.State == assessment.CheckFits }) {
			t.Errorf("nothing is said of %s", group)
		}
	}
	if v.Result.Name != "r.json" || v.Result.SHA256 != "ab" || v.Result.Policy != "our" || v.Result.Date != day || v.Result.Verdict == nil {
		t.Errorf("%+v", v.Result)
	}
}

// TestWhatWasChangedIsTold: whatever somebody alters in the result or in what it was made from, and whatever is not at hand.
func TestWhatWasChangedIsTold(t *testing.T) {
	component := func(s *setup, id string) *inventory.Component {
		i := slices.IndexFunc(s.Saved.Inventory.Components, func(c inventory.Component) bool { return c.ID == id })
		return &s.Saved.Inventory.Components[i]
	}
	of := func(s *setup, rule string) *assessment.Result {
		return &s.Saved.Results[slices.IndexFunc(s.Saved.Results, func(r assessment.Result) bool { return r.Rule == rule })]
	}
	rule := func(s *setup, id string) *assessment.RuleUsed {
		return &s.Saved.Rules[slices.IndexFunc(s.Saved.Rules, func(r assessment.RuleUsed) bool { return r.ID == id })]
	}
	for name, x := range map[string]struct {
		alter func(*setup)
		state assessment.CheckState // of the whole, which the exit code follows
		says  string                // part of a line of said
	}{
		"another file":     {func(s *setup) { s.Inputs.Files[0].SHA256 = "x" }, "differs", "detail verify.file.changed"},
		"a file less":      {func(s *setup) { s.Inputs.Files = s.Inputs.Files[1:] }, "differs", "detail verify.file.gone"},
		"a file more":      {func(s *setup) { s.Saved.Inventory.Files = s.Saved.Inventory.Files[1:] }, "differs", "detail verify.file.new"},
		"another archive":  {func(s *setup) { s.Inputs.Subject.SHA256 = "x" }, "differs", "differs verify.input.differs"},
		"the file renamed": {func(s *setup) { s.Inputs.Subject.Name, s.Inputs.Subject.Inputs[0].Name = "b.zip", "b.zip" }, "fits", "note verify.input.renamed"},
		"no input":         {func(s *setup) { s.Inputs = nil }, "unchecked", "unchecked verify.findings.unchecked"},
		"a saved result as input": {func(s *setup) {
			s.Inputs.Issues = append(s.Inputs.Issues, inventory.Issue{Code: inventory.IssueSaved, Path: "r.json", Effect: inventory.Note})
		}, "unchecked", "unchecked verify.input.is-result"},

		"another policy":           {func(s *setup) { s.policy = loadPolicy(t, strings.Replace(policyFile, "4.1", "4.2", 1)) }, "differs", "detail verify.field.text"},
		"no policy file":           {func(s *setup) { s.policy = nil }, "unchecked", "unchecked verify.judgement.unchecked"},
		"policy frozen as another": {func(s *setup) { s.Saved.Policy.FrozenSHA256 = "x" }, "differs", "differs verify.frozen.differs"},
		"day of freezing":          {func(s *setup) { s.Saved.Policy.FrozenOn = "2026-01-01" }, "differs", "part=policy"},
		"title of the policy":      {func(s *setup) { s.Saved.Policy.Title.DE = "x" }, "differs", "part=policy"},
		"no procedure file":        {func(s *setup) { s.procedure = nil }, "unchecked", "unchecked verify.procedure.unchecked"},
		"number of the procedure":  {func(s *setup) { s.Saved.Procedure.Number = "2026-18" }, "differs", "part=procedure"},
		"day of opening":           {func(s *setup) { s.Saved.Procedure.Opened = "2026-11-21" }, "differs", "part=procedure"},
		"use":                      {func(s *setup) { s.Saved.Use = assessment.UseInternal }, "differs", "part=procedure"},
		"no procedure in it":       {func(s *setup) { s.Saved.Procedure = nil }, "differs", "differs verify.procedure.added"},
		"law":                      {func(s *setup) { s.Saved.Paragraphs[0].Source.Section = "§ 999" }, "differs", "part=paragraphs"},

		"verdict":                {func(s *setup) { s.Saved.Verdict = assessment.Satisfied }, "differs", "detail verify.verdict"},
		"incomplete":             {func(s *setup) { s.Saved.Complete = false }, "differs", "detail verify.complete"},
		"a count":                {func(s *setup) { rule(s, "LIZ-001").Counts.Satisfied = 3 }, "differs", "detail verify.rule.changed fields=counts"},
		"points":                 {func(s *setup) { rule(s, "LIZ-005").Points = &assessment.Points{Proposed: 10, Of: 10} }, "differs", "detail verify.rule.changed fields=points"},
		"where it was published": {func(s *setup) { rule(s, "LIZ-001").Criterion.Published.Date = "2026-09-01" }, "differs", "detail verify.rule.changed fields=criterion"},
		"title of a rule":        {func(s *setup) { rule(s, "LIZ-001").Doc.Title.DE = "x" }, "differs", "detail verify.rule.changed fields=doc"},
		"a rule less":            {func(s *setup) { s.Saved.Rules = s.Saved.Rules[1:] }, "differs", "detail verify.rule.new"},
		"verdict of a finding":   {func(s *setup) { of(s, "LIZ-001").Verdict = assessment.Satisfied }, "differs", "detail verify.finding.verdict"},
		"words of a finding":     {func(s *setup) { of(s, "LIZ-001").Message = inventory.NewMessage("rule.x") }, "differs", "detail verify.finding.changed"},
		"a finding less":         {func(s *setup) { s.Saved.Results = s.Saved.Results[1:] }, "differs", "detail verify.finding.new"},
		"a finding more":         {func(s *setup) { s.Saved.Results = append(s.Saved.Results, s.Saved.Results[0]) }, "differs", "detail verify.finding.gone"},
		"called known":           {func(s *setup) { of(s, "LIZ-001").Known = true }, "differs", "detail verify.finding.changed"},
		"a duty less":            {func(s *setup) { s.Saved.Duties = s.Saved.Duties[1:] }, "differs", "part=duties"},
		"a question less":        {func(s *setup) { s.Saved.Questions = s.Saved.Questions[1:] }, "differs", "part=questions"},
		"a class":                {func(s *setup) { s.Saved.Classes[0].Class = "permissive" + "x" }, "differs", "part=classes"},
		"licence of a component": {func(s *setup) { component(s, "pkg:npm/map@1").Claims[0].License = inventory.ReadLicense("MIT") }, "differs", "detail verify.component.licence"},
		"a quote":                {func(s *setup) { component(s, "pkg:npm/map@1").Claims[0].Evidence[0].Quote = "MIT" }, "differs", "detail verify.component.changed"},
		"a text":                 {func(s *setup) { s.Saved.Inventory.Texts = []inventory.Text{{Text: "x"}} }, "differs", "part=texts"},
		"a relation": {func(s *setup) {
			s.Saved.Inventory.Relations = []inventory.Relation{{From: "pkg:npm/free@1", To: "pkg:npm/map@1", Kind: inventory.DependsOn}}
		}, "differs", "part=relations"},
		"a component less, with all that was said of it": {func(s *setup) {
			v := s.Saved.Inventory
			v.Components = slices.DeleteFunc(v.Components, func(c inventory.Component) bool { return c.Name == "unknown" })
			s.Saved = saved(t, policy.Assess(v, s.policy, policy.Options{Date: day, Procedure: s.procedure, Decisions: slices.Clone(decided), Version: "1"}))
		}, "differs", "detail verify.component.new component=pkg:npm/unknown@1"},
		// What the call left out is taken over; then it is at least read.
		"left out, with a word of it": {func(s *setup) {
			s.Saved.Inventory.Issues = []inventory.Issue{{Code: inventory.IssueExcluded, Path: "vendor/**", Effect: inventory.Note}}
			s.Inputs.Issues = s.Saved.Inventory.Issues
			s.Saved = saved(t, policy.Assess(s.Saved.Inventory, s.policy, policy.Options{Date: day, Procedure: s.procedure, Decisions: slices.Clone(decided), Version: "1"}))
		}, "fits", "note verify.input.excluded pattern=vendor/**"},

		"a decision":               {func(s *setup) { s.Saved.Decisions[0].Until = "2030-01-01" }, "differs", "detail verify.decision.changed fields=until"},
		"a decision less":          {func(s *setup) { s.Saved.Decisions = nil }, "differs", "detail verify.decision.new"},
		"a decision more":          {func(s *setup) { s.Decisions = []assessment.Decision{} }, "differs", "detail verify.decision.gone"},
		"state of a decision":      {func(s *setup) { s.Saved.Decisions[0].State = assessment.DecisionExpired }, "differs", "part=decisions"},
		"no decisions' file":       {func(s *setup) { s.Decisions = nil }, "unchecked", "unchecked verify.decisions.unchecked"},
		"a decision lapsed since":  {func(s *setup) { s.Date = "2031-01-01" }, "fits", "note verify.decision.lapsed"},
		"another program":          {func(s *setup) { s.Tools = policy.Tools("2") }, "fits", "note verify.judged.other"},
		"a program nobody knows":   {func(s *setup) { s.Saved.Inventory.Tools[0].Name = "other" }, "fits", "note verify.scanned.unknown"},
		"no program":               {func(s *setup) { s.Saved.Tools = nil }, "unchecked", "unchecked verify.judged.unchecked"},
		"written otherwise":        {func(s *setup) { s.Rewritten = true }, "unchecked", "unchecked verify.rewritten"},
		"compared with an earlier": {func(s *setup) { s.Saved.Baseline = &assessment.Baseline{Name: "b.json"}; of(s, "LIZ-001").Known = true }, "unchecked", "unchecked verify.baseline.unchecked"},
		"changed and unchecked":    {func(s *setup) { s.Saved.Verdict, s.Inputs = assessment.Satisfied, nil }, "differs", "unchecked verify.findings.unchecked"},
		"another policy, edited":   {func(s *setup) { s.policy = loadPolicy(t, policyFile+"  LIZ-006: {weight: off, reason: none}\n") }, "differs", "note verify.judgement.other-policy"},
		"scanned only":             {func(s *setup) { s.Saved = &assessment.Assessment{Inventory: s.Saved.Inventory} }, "fits", "note verify.scan-only"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSetup(t)
			x.alter(s)
			v := s.compare()
			lines := said(v)
			if v.Fits != x.state {
				t.Errorf("%s, want %s", v.Fits, x.state)
			}
			if !slices.ContainsFunc(lines, func(l string) bool { return has(l, strings.Fields(x.says)) }) {
				t.Errorf("%q is not said", x.says)
			}
			if t.Failed() {
				t.Log(strings.Join(lines, "\n"))
			}
		})
	}
}

func has(line string, parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(line, p) })
}

// TestManyComponents are told one by one, in the order of their names and in little time.
func TestManyComponents(t *testing.T) {
	v := &inventory.Inventory{}
	for i := range 20000 {
		id := fmt.Sprintf("pkg:npm/c%05d@1", i)
		v.Components = append(v.Components, inventory.Component{ID: id})
	}
	got := verification.Compare(&verification.Given{Saved: &assessment.Assessment{Inventory: v}, Inputs: &inventory.Inventory{}})
	i := slices.IndexFunc(got.Checks, func(c assessment.Check) bool { return c.Message.Key == "verify.findings.differs" })
	if i < 0 || len(got.Checks[i].Details) != 20000 || got.Checks[i].Details[7].Args["component"] != "pkg:npm/c00007@1" {
		t.Errorf("%d checks", len(got.Checks))
	}
}
