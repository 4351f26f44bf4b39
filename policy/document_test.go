// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

// A case has what its document says, and nothing of the document beside it.
func TestDocumentsKeepApart(t *testing.T) {
	entry := &inventory.Entry{Name: "x", Version: "1"}
	shared := inventory.Component{ID: "pkg:npm/x@1", Name: "x",
		Claims: []inventory.Claim{{Origin: "a.json", Ref: "r"}, {Origin: "b.json", Ref: "r"}, {Origin: "a.json", Ref: "s"}},
		Instances: []inventory.Instance{{Document: "a.json", Ref: "r", Entry: entry}, {Document: "b.json", Ref: "r"},
			{Document: "a.json", Ref: "s"}, {Path: "lib"}}}
	inv := of(shared, named("pkg:npm/y@1", "MIT"))
	inv.Components[1].Instances[0].Document = "b.json"
	inv.Documents = []inventory.Document{{ID: "a.json"}, {ID: "b.json", Kind: inventory.KindList, Format: "csv"}, {ID: "c.json"}}
	inv.Relations = []inventory.Relation{{From: shared.ID, To: "pkg:npm/y@1"}, {From: shared.ID, To: shared.ID}}
	inv.Issues = []inventory.Issue{{Code: "x", Path: "b.json"}, {Code: "y", Path: "elsewhere"}}
	cases := rule.Documents(inv, func(path string) bool { return path == "c.json" })
	if len(cases) != 2 {
		t.Fatalf("%d cases", len(cases))
	}
	a, b := cases[0], cases[1]
	if len(a.Entries) != 2 || a.Entries[0].Entry != entry || a.Entries[1].Entry == nil || len(a.Entries[0].Claims) != 1 || a.Entries[1].Claims[0].Ref != "s" ||
		len(a.Relations) != 1 || len(a.Issues) != 0 || !a.SBOM() {
		t.Errorf("a.json: %+v", a)
	}
	if len(b.Entries) != 2 || len(b.Relations) != 2 || len(b.Issues) != 1 || b.SBOM() || len(b.Entries[0].Claims) != 1 {
		t.Errorf("b.json: %+v", b)
	}
}

// sbomOf is an SBOM of two components, the second of which has no version.
func sbomOf(id string) *inventory.Inventory {
	inv := of(named("pkg:npm/a@1", "MIT"), named("pkg:npm/b", "MIT"))
	for i, version := range []string{"1", ""} {
		inv.Components[i].Instances[0] = inventory.Instance{Document: id, Ref: inv.Components[i].ID, Line: i + 2,
			Entry: &inventory.Entry{Name: inv.Components[i].Name, Version: version}}
	}
	inv.Documents = []inventory.Document{{ID: id, Format: "cyclonedx-json", Version: "1.5", Created: "2026-01-01T00:00:00Z"}}
	return inv
}

func TestDocumentsAreJudgedByWeight(t *testing.T) {
	for weight, want := range map[string]assessment.Verdict{
		"must": assessment.Violated, "should": assessment.Conditional, "ask": assessment.Review, "note": assessment.Satisfied,
	} {
		a := policy.Assess(sbomOf("sbom.json"), mustLoad(t, "\nsbom: [bsi-2.1.0]\nrules: {SBM-003: must, SBM-007: "+weight+"}"), policy.Options{Date: "2026-11-22"})
		if len(a.Results) != 1 || a.Results[0].Verdict != want || a.Results[0].Noted != (weight == "note") || a.Results[0].File != "sbom.json" || a.Results[0].Component != "" {
			t.Errorf("%s: %+v", weight, a.Results)
		}
		if c := used(a, "SBM-007").Counts; c.Satisfied != 0 || c.Satisfied+c.Conditional+c.Review+c.Violated+c.Noted != 1 {
			t.Errorf("%s: counts %+v", weight, c)
		}
		if c := used(a, "SBM-003").Counts; c.Satisfied != 1 || a.Verdict != want || a.Delivered != "2026-11-22" {
			t.Errorf("%s: counts %+v, verdict %v, delivered %s", weight, c, a.Verdict, a.Delivered)
		}
		if by := a.ByDocument(); len(by) != 1 || by[0].Document.ID != "sbom.json" || len(by[0].Results) != 1 {
			t.Errorf("%s: by document %+v", weight, by)
		}
	}
}

// A document of which a rule has both something to find and something to remark is a finding.
func TestANoteHidesNoFindingInTheCounts(t *testing.T) {
	inv := sbomOf("sbom.json")
	inv.Documents[0].Format, inv.Documents[0].Version = "spdx-json", "1.0" // fails, and the day of delivery is remarked
	a := policy.Assess(inv, mustLoad(t, "\nsbom: [bsi-auto]\nrules: {SBM-001: must}"), policy.Options{Date: "2026-11-22"})
	if u := used(a, "SBM-001"); u.Verdict != assessment.Violated || u.Counts != (assessment.Counts{Violated: 1, Noted: 1}) {
		t.Errorf("%v %+v", u.Verdict, u.Counts)
	}
	a = policy.Assess(sbomOf("sbom.json"), mustLoad(t, "\nsbom: [bsi-2.1.0]\nrules: {SBM-007: note}"), policy.Options{Date: "2026-11-22"})
	if c := used(a, "SBM-007").Counts; c != (assessment.Counts{Noted: 1}) {
		t.Errorf("a note alone: %+v", c)
	}
}

func TestNoSBOMIsAFinding(t *testing.T) {
	list := sbomOf("list.csv")
	list.Documents[0].Kind, list.Documents[0].Format = inventory.KindList, "csv"
	excluded := []assessment.Exclusion{{Pattern: "sbom.json", Reason: "old"}}
	both := "\nsbom: [bsi-2.1.0]\nrules: {SBM-001: note, SBM-007: must}"
	for name, c := range map[string]struct {
		inv  *inventory.Inventory
		rule string
		o    policy.Options
		want []string
	}{
		"none":                {of(named("pkg:npm/a@1", "MIT")), both, policy.Options{}, []string{"SBM-007  violated rule.sbm.none"}},
		"at the bid":          {of(named("pkg:npm/a@1", "MIT")), both, policy.Options{Stage: assessment.StageBid}, []string{"SBM-007  review rule.sbm.none"}},
		"a list of licences":  {list, both, policy.Options{}, []string{"SBM-007  violated rule.sbm.none"}},
		"excluded":            {sbomOf("sbom.json"), both, policy.Options{Exclude: excluded}, []string{"SBM-007  violated rule.sbm.none"}},
		"notes only":          {of(named("pkg:npm/a@1", "MIT")), "\nsbom: [cra-mindest]\nrules: {SBM-001: note}", policy.Options{}, []string{"SBM-001  satisfied rule.sbm.none noted"}},
		"nobody asks":         {of(named("pkg:npm/a@1", "MIT")), "\nsbom: [bsi-2.1.0]\nrules: {LIZ-001: must}", policy.Options{}, nil},
		"nobody says by what": {sbomOf("sbom.json"), "\nrules: {SBM-007: must}", policy.Options{}, []string{"SBM-007  review rule.sbm.no-standard"}},
	} {
		equal(t, name, c.want, results(policy.Assess(c.inv, mustLoad(t, c.rule), c.o)))
	}
}

func TestDayOfDeliveryIsThatOfTheOptions(t *testing.T) {
	p := mustLoad(t, "bsi-auto")
	says := func(o policy.Options) string {
		for _, r := range policy.Assess(sbomOf("sbom.json"), p, o).Results {
			if r.Rule == "SBM-001" {
				return r.Verdict.String() + " " + r.Message.Key + " " + r.Message.Args["standard"]
			}
		}
		return ""
	}
	for want, o := range map[string]policy.Options{
		"satisfied rule.sbm.auto.one BSI TR-03183-2 2.0.0":    {Date: "2026-11-22", Delivered: "2025-08-19"},
		"satisfied rule.sbm.auto.better BSI TR-03183-2 2.0.0": {Date: "2026-11-22", Delivered: "2026-02-20"},
		"satisfied rule.sbm.auto.one BSI TR-03183-2 2.1.0":    {Date: "2026-11-22"},
	} {
		equal(t, want, want, says(o))
	}
}

// Findings about one document keep their fingerprints apart, from release to release.
func TestFingerprintsOfDocuments(t *testing.T) {
	p := mustLoad(t, "\nsbom: [bsi-2.1.0, ntia-2021]\nrules: {SBM-001: must, SBM-002: must, SBM-007: must, SBM-008: must}")
	first, seen := policy.Assess(sbomOf("sbom.json"), p, policy.Options{}).Results, map[string]bool{}
	inv := sbomOf("sbom.json")
	inv.Components = append(inv.Components, inv.Components[1])
	inv.Components[2].ID += "2"
	for i, r := range policy.Assess(inv, p, policy.Options{}).Results {
		if r.Fingerprint != first[i].Fingerprint || seen[r.Fingerprint] {
			t.Errorf("%s %s: fingerprint %s, before %s", r.Rule, r.Message, r.Fingerprint, first[i].Fingerprint)
		}
		seen[r.Fingerprint] = true
	}
	if len(seen) < 6 {
		t.Errorf("%d findings", len(seen))
	}
}

// Whether components were judged at all follows from the rules that are switched on.
func TestRulesAboutDocumentsJudgeNoComponents(t *testing.T) {
	for _, c := range []struct {
		rules string
		want  bool // components are judged
	}{{"{SBM-007: must, ABG-001: ask}", false}, {"{SBM-007: must, LIZ-001: note}", true}, {"{LIZ-001: must}", true}} {
		a := policy.Assess(sbomOf("sbom.json"), mustLoad(t, "\nsbom: [bsi-2.1.0]\nrules: "+c.rules), policy.Options{Date: "2026-11-22"})
		if a.JudgesComponents() != c.want || a.OnlyDocuments() == c.want {
			t.Errorf("%s: %t", c.rules, a.JudgesComponents())
		}
	}
}

func TestNotesOnly(t *testing.T) {
	for rules, want := range map[string]bool{"{SBM-006: note, LIZ-001: note}": true, "{SBM-006: note, SBM-007: ask}": false, "{SBM-006: should}": false} {
		a := policy.Assess(sbomOf("sbom.json"), mustLoad(t, "\nsbom: [cra-mindest]\nrules: "+rules), policy.Options{Date: "2026-11-22"})
		if a.OnlyNotes() != want {
			t.Errorf("%s: %t", rules, a.OnlyNotes())
		}
	}
}
