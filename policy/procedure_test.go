// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// within is a procedure file's text read.
func within(t *testing.T, text string) *procedure.Procedure {
	t.Helper()
	p, err := procedure.Load("verfahren.yml", func(string) ([]byte, error) { return []byte("regime: vgv\n" + text), nil })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const judgedByVER = "\nuse: internal\nstage: acceptance\nrules: {VER-003: must}"

func TestProcedureStandsBetweenFlagsAndPolicy(t *testing.T) {
	in := within(t, "use: service\nstage: bid\noutbound: EUPL-1.2\ndelivered: 2026-11-01\npolicy: [dortmund]\n")
	inv := of(named("pkg:npm/a@1", "MIT"))
	a := policy.Assess(inv, mustLoad(t, judgedByVER), policy.Options{Date: "2026-11-22", Procedure: in})
	if a.Use != assessment.UseService || a.Stage != assessment.StageBid || a.Outbound != "EUPL-1.2" || a.Delivered != "2026-11-01" || len(a.Procedure.Overridden) != 0 {
		t.Errorf("by the procedure: %s, %s, %s, %s, %v", a.Use, a.Stage, a.Outbound, a.Delivered, a.Procedure.Overridden)
	}
	a = policy.Assess(inv, mustLoad(t, judgedByVER), policy.Options{Date: "2026-11-22", Procedure: in, OtherPolicy: true,
		Use: assessment.UseInternal, Stage: assessment.StageAcceptance, Outbound: spdx.MustParse("MIT"), Delivered: "2026-11-02"})
	if a.Use != assessment.UseInternal || a.Stage != assessment.StageAcceptance || a.Outbound != "MIT" || a.Delivered != "2026-11-02" {
		t.Errorf("by flags: %s, %s, %s, %s", a.Use, a.Stage, a.Outbound, a.Delivered)
	}
	equal(t, "overridden", []assessment.Overridden{
		{Field: "use", Was: "service"}, {Field: "stage", Was: "bid"}, {Field: "outbound", Was: "EUPL-1.2"},
		{Field: "delivered", Was: "2026-11-01"}, {Field: "policy", Was: "dortmund"}}, a.Procedure.Overridden)
	if len(in.Overridden) != 0 {
		t.Error("the procedure itself was changed")
	}
	a = policy.Assess(inv, mustLoad(t, judgedByVER), policy.Options{Date: "2026-11-22"})
	if a.Procedure != nil || a.Stage != assessment.StageAcceptance || a.Delivered != "2026-11-22" {
		t.Errorf("without a procedure: %v, %s, %s", a.Procedure, a.Stage, a.Delivered)
	}
}

func TestCriteriaPublishedAfterOpeningAreNone(t *testing.T) {
	const text = `
rules:
  VER-003: must
  LIZ-001: {weight: must, criterion: {kind: A, published: {document: LB, number: "1", date: 2026-10-05}}}
  LIZ-003: {weight: should, criterion: {kind: B, published: {document: LB, number: "2", date: 2026-10-05}, scale: [all]}}
`
	stamp := "frozen: {on: 2026-11-01, sha256: " + mustLoad(t, text).SHA256() + "}\n"
	for name, c := range map[string]struct {
		procedure string
		refused   []string
	}{
		"published before":                 {"opened: 2026-11-01\n", nil},
		"published on the day":             {"opened: 2026-10-05\n", nil},
		"published after":                  {"opened: 2026-10-04\n", []string{"LIZ-001", "LIZ-003"}},
		"opening not stated":               {"", nil},
		"scale frozen after the opening":   {"opened: 2026-10-20\n" + stamp, []string{"LIZ-003"}},
		"scale frozen on the opening day":  {"opened: 2026-11-01\n" + stamp, nil},
		"another number, the same meaning": {"number: x\nopened: 2026-10-04\n", []string{"LIZ-001", "LIZ-003"}},
	} {
		o := policy.Options{Date: "2026-11-22", Procedure: within(t, c.procedure)}
		a := policy.Assess(of(named("pkg:npm/a@1", "MIT")), mustLoad(t, text), o)
		equal(t, name, c.refused, a.Procedure.Refused)
		for _, id := range []string{"LIZ-001", "LIZ-003"} {
			refused := false
			for _, r := range c.refused {
				refused = refused || r == id
			}
			if (used(a, id).Criterion == nil) != refused {
				t.Errorf("%s: %s is a criterion: %v", name, id, used(a, id).Criterion)
			}
		}
		asked, _ := mustLoad(t, text).Asked(o)
		equal(t, name+", asked", c.refused, asked.Procedure.Refused)
		if len(c.refused) > 0 && len(a.Mismatch()) == 0 {
			t.Errorf("%s: nothing is said of it first", name)
		}
	}
}

func TestWhatWasFrozenIsHeldAgainstWhatIsUsed(t *testing.T) {
	p := mustLoad(t, judgedByVER)
	good, other := p.SHA256(), mustLoad(t, "dortmund").SHA256()
	frozen := func(on, sha string) string { return "frozen: {on: " + on + ", sha256: " + sha + "}\n" }
	for name, c := range map[string]struct {
		policy, procedure string
		want              []string
	}{
		"never frozen":                      {want: nil},
		"frozen and unchanged":              {policy: frozen("2026-10-01", good)},
		"changed since":                     {policy: frozen("2026-10-01", other), want: []string{"VER-003  violated rule.ver-003.changed"}},
		"another than the procedure says":   {frozen("2026-10-01", good), frozen("2026-10-01", other), []string{"VER-003  violated rule.ver-003.changed"}},
		"the procedure's stamp stands":      {frozen("2026-10-01", other), frozen("2026-10-01", good), nil},
		"after the opening":                 {frozen("2026-11-10", good), "opened: 2026-11-01\n", []string{"VER-003  violated rule.ver-003.late"}},
		"before the opening":                {frozen("2026-10-01", good), "opened: 2026-11-01\n", nil},
		"after the day of the check":        {policy: frozen("2026-12-01", good), want: []string{"VER-003  violated rule.ver-003.future"}},
		"opened, and nobody froze anything": {procedure: "opened: 2026-11-01\n", want: []string{"VER-003  satisfied rule.ver-003.not-frozen noted"}},
		"not opened yet":                    {procedure: "opened: 2026-12-01\n"},
	} {
		inv := of(named("pkg:npm/a@1", "MIT"))
		o := policy.Options{Date: "2026-11-22", Procedure: within(t, c.procedure)}
		a := policy.Assess(withRecords(inv), mustLoad(t, "\n"+c.policy+judgedByVER[1:]), o)
		equal(t, name, c.want, results(a))
	}
	a := policy.Assess(of(named("pkg:npm/a@1", "MIT")), p, policy.Options{Date: "2026-11-22"})
	equal(t, "nothing on record", []string{"VER-003  violated rule.ver-003.subject", "VER-003  violated rule.ver-003.tools"}, results(a))
	if c := used(a, "VER-003").Counts; c != (assessment.Counts{Violated: 1}) || a.JudgesComponents() {
		t.Errorf("counts %+v, judges components: %v", c, a.JudgesComponents())
	}
}

// recorded is an inventory as a scan leaves it.
func withRecords(inv *inventory.Inventory) *inventory.Inventory {
	inv.Subject.SHA256 = "5f"
	inv.Tools = []inventory.Tool{{Name: "lizenzlotse", Version: "0.1.0"}}
	return inv
}

func TestWhatWasNotComeToIsNotMissing(t *testing.T) {
	inv := of(named("pkg:npm/a@1", "MIT"))
	inv.Tools = withRecords(of()).Tools
	inv.Issues = []inventory.Issue{{Code: inventory.IssueInterrupted, Effect: inventory.Unread, Args: inventory.Args{"files": "1"}}}
	a := policy.Assess(inv, mustLoad(t, "\nrules: {VER-003: must, VER-004: must, VER-005: must}"), policy.Options{Date: "2026-11-22"})
	equal(t, "interrupted", []string{"VER-003  review rule.interrupted"}, results(a))
}

func TestExcludedDeclarationsAreNotJudged(t *testing.T) {
	inv := of(named("pkg:npm/a@1", "MIT"))
	inv.Declarations = []inventory.Declaration{{ID: "old/e.yml", Answers: []inventory.Answer{{Topic: inventory.TopicOpenChain, Says: inventory.SaysNo, Line: 1}}}}
	a := policy.Assess(inv, mustLoad(t, "\nexclude: [{path: old, reason: withdrawn}]\nrules: {VER-004: must}"), policy.Options{Date: "2026-11-22"})
	equal(t, "excluded", []string{"VER-004  review rule.ver-004.missing"}, results(a))
}

func TestDeclarations(t *testing.T) {
	answer := func(topic inventory.Topic, says inventory.Says, detail, proof string) inventory.Declaration {
		return inventory.Declaration{ID: "erklaerung.yml", Name: "A. Muster", Date: "2026-11-09", Procedure: "2026-17",
			Answers: []inventory.Answer{{Topic: topic, Says: says, Detail: detail, Proof: proof, Line: 7}}}
	}
	iso, access := inventory.TopicOpenChain, inventory.TopicAccessibility
	unsigned := answer(iso, inventory.SaysYes, "", "")
	unsigned.Name = ""
	elsewhere := answer(iso, inventory.SaysYes, "", "")
	elsewhere.Procedure = "2025-3"
	for name, c := range map[string]struct {
		list []inventory.Declaration
		want []string
	}{
		"none": {nil, []string{"VER-004  review rule.ver-004.missing", "VER-005  review rule.ver-005.missing"}},
		"yes":  {[]inventory.Declaration{answer(iso, inventory.SaysYes, "", "")}, []string{"VER-004  satisfied rule.ver-004.yes", "VER-005  review rule.ver-005.missing"}},
		"yes, with a proof": {[]inventory.Declaration{answer(iso, inventory.SaysYes, "", `C:\bid\PROOF.pdf`)},
			[]string{"VER-004  satisfied rule.ver-004.yes", "VER-005  review rule.ver-005.missing"}},
		"yes, with a proof that is not there": {[]inventory.Declaration{answer(iso, inventory.SaysYes, "", "lost.pdf")},
			[]string{"VER-004  review rule.declaration.proof", "VER-005  review rule.ver-005.missing"}},
		"equivalent":       {[]inventory.Declaration{answer(iso, inventory.SaysEquivalent, "x", "")}, []string{"VER-004  review rule.ver-004.equivalent", "VER-005  review rule.ver-005.missing"}},
		"equivalent, what": {[]inventory.Declaration{answer(iso, inventory.SaysEquivalent, "", "")}, []string{"VER-004  review rule.ver-004.which", "VER-005  review rule.ver-005.missing"}},
		"only a detail":    {[]inventory.Declaration{answer(iso, "", "x", "")}, []string{"VER-004  review rule.ver-004.missing", "VER-005  review rule.ver-005.missing"}},
		"no":               {[]inventory.Declaration{answer(iso, inventory.SaysNo, "", "")}, []string{"VER-004  violated rule.ver-004.no", "VER-005  review rule.ver-005.missing"}},
		"unsigned":         {[]inventory.Declaration{unsigned}, []string{"VER-004  satisfied rule.ver-004.yes", "VER-004  review rule.declaration.unsigned", "VER-005  review rule.ver-005.missing"}},
		"another procedure": {[]inventory.Declaration{elsewhere},
			[]string{"VER-004  satisfied rule.ver-004.yes", "VER-004  review rule.declaration.procedure", "VER-005  review rule.ver-005.missing"}},
		"two that say different things": {[]inventory.Declaration{answer(iso, inventory.SaysYes, "", ""), answer(iso, inventory.SaysNo, "", "")},
			[]string{"VER-004  satisfied rule.ver-004.yes", "VER-004  violated rule.ver-004.no", "VER-005  review rule.ver-005.missing"}},
		"accessible":               {[]inventory.Declaration{answer(access, inventory.SaysYes, "WCAG", "proof.pdf")}, []string{"VER-004  review rule.ver-004.missing", "VER-005  review rule.ver-005.look"}},
		"accessible, by word only": {[]inventory.Declaration{answer(access, inventory.SaysYes, "", "")}, []string{"VER-004  review rule.ver-004.missing", "VER-005  review rule.ver-005.no-proof"}},
		"a plan":                   {[]inventory.Declaration{answer(access, inventory.SaysNo, "", "proof.pdf")}, []string{"VER-004  review rule.ver-004.missing", "VER-005  review rule.ver-005.plan"}},
		"no proof, no plan":        {[]inventory.Declaration{answer(access, inventory.SaysNo, "", "")}, []string{"VER-004  review rule.ver-004.missing", "VER-005  violated rule.ver-005.no"}},
		"blank but for the proof":  {[]inventory.Declaration{answer(access, "", "", "lost.pdf")}, []string{"VER-004  review rule.ver-004.missing", "VER-005  review rule.declaration.proof"}},
	} {
		inv := of(named("pkg:npm/a@1", "MIT"))
		inv.Files = []inventory.File{{Path: "papers/proof.pdf"}}
		inv.Declarations = c.list
		a := policy.Assess(inv, mustLoad(t, "\nrules: {VER-004: must, VER-005: must}"), policy.Options{Date: "2026-11-22", Procedure: within(t, "number: \"2026-17\"\n")})
		equal(t, name, c.want, results(a))
	}
}
