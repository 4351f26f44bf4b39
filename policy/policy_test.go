// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// mustLoad loads built-in profiles by name, or one policy that begins with a line break from its text.
func mustLoad(t testing.TB, names ...string) *policy.Policy {
	t.Helper()
	texts := map[string]string{}
	for i, n := range names {
		if strings.HasPrefix(n, "\n") {
			names[i] = fmt.Sprintf("p%d.yml", i)
			texts[names[i]] = n
		}
	}
	p, err := policy.Load(names, func(path string) ([]byte, error) {
		if text, ok := texts[path]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// named is a component that a document names; found is one in the tree.
func named(id string, licences ...string) inventory.Component {
	c := inventory.Component{ID: id, PURL: id, Name: id, Role: inventory.ThirdParty, Instances: []inventory.Instance{{Document: "bom.json", Ref: id}}}
	for _, l := range licences {
		c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: "bom.json", License: inventory.ReadLicense(l),
			Evidence: []inventory.Evidence{{Path: "bom.json", Line: inventory.LineRange{First: 7, Last: 7}, Quote: l}}})
	}
	return c
}

func found(id, path, licence string) inventory.Component {
	c := inventory.Component{ID: id, Name: id, Instances: []inventory.Instance{{Path: path}}}
	c.Claims = []inventory.Claim{{Kind: inventory.Detected, Origin: inventory.OriginScan, Count: 1,
		License:  inventory.KnownLicense(spdx.MustParse(licence)),
		Evidence: []inventory.Evidence{{Path: path + "/x.go", Line: inventory.LineRange{First: 1, Last: 1}}}}}
	return c
}

func of(components ...inventory.Component) *inventory.Inventory {
	return &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "bid", Kind: inventory.KindTree}, Components: components}
}

func results(a *assessment.Assessment) []string {
	var list []string
	for _, r := range a.Results {
		s := fmt.Sprintf("%s %s %s %s", r.Rule, r.Component, r.Verdict, r.Message.Key)
		if r.Noted {
			s += " noted"
		}
		list = append(list, s)
	}
	return list
}

func used(a *assessment.Assessment, id string) assessment.RuleUsed {
	return a.Rules[slices.IndexFunc(a.Rules, func(r assessment.RuleUsed) bool { return r.ID == id })]
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got)\n%s", what, d)
	}
}

func TestWeightsMakeVerdicts(t *testing.T) {
	inv := of(named("pkg:npm/a@1", "NONE"), named("pkg:npm/b@1"), named("pkg:npm/c@1", "MIT"))
	for weight, want := range map[string][]string{
		"must":   {"LIZ-001 pkg:npm/a@1 violated rule.licence.none", "LIZ-001 pkg:npm/b@1 review rule.licence.missing"},
		"should": {"LIZ-001 pkg:npm/a@1 conditional rule.licence.none", "LIZ-001 pkg:npm/b@1 review rule.licence.missing"},
		"ask":    {"LIZ-001 pkg:npm/a@1 review rule.licence.none", "LIZ-001 pkg:npm/b@1 review rule.licence.missing"},
		"note":   {"LIZ-001 pkg:npm/a@1 satisfied rule.licence.none noted", "LIZ-001 pkg:npm/b@1 satisfied rule.licence.missing noted"},
	} {
		a := policy.Assess(inv, mustLoad(t, "\nrules: {LIZ-001: "+weight+"}"), policy.Options{})
		equal(t, weight, want, results(a))
		verdict := map[string]assessment.Verdict{"must": assessment.Violated, "should": assessment.Review, "ask": assessment.Review, "note": assessment.Satisfied}[weight]
		if a.Verdict != verdict || used(a, "LIZ-001").Verdict != verdict || !a.Complete {
			t.Errorf("%s: verdict %v, complete %v", weight, a.Verdict, a.Complete)
		}
		if c := used(a, "LIZ-001").Counts; c.Satisfied != 1 || c.Conditional+c.Review+c.Violated+c.Noted != 2 {
			t.Errorf("%s: counts %+v", weight, c)
		}
	}
}

func TestTheSameUnknownIsSaidOnce(t *testing.T) {
	inv := of(named("pkg:npm/b@1"))
	rules := "LIZ-002: must, LIZ-003: must, LIZ-004: ask"
	for first, want := range map[string]string{
		"LIZ-001: must": "LIZ-001 pkg:npm/b@1 review rule.licence.missing",
		"LIZ-001: note": "LIZ-002 pkg:npm/b@1 review rule.licence.missing", // a note must not silence a rule that counts
		"LIZ-010: must": "LIZ-002 pkg:npm/b@1 review rule.licence.missing",
	} {
		a := policy.Assess(inv, mustLoad(t, "\nrules: {"+first+", "+rules+"}"), policy.Options{})
		equal(t, first, []string{want}, results(a))
		if len(a.Questions) != 1 || a.Verdict != assessment.Review || used(a, "LIZ-004").Counts.Review != 1 {
			t.Errorf("%s: questions %v, verdict %v", first, a.Questions, a.Verdict)
		}
	}
}

func TestOneQuestionForEachLicence(t *testing.T) {
	inv := of(named("pkg:npm/a@1", "BUSL-1.1"), named("pkg:npm/b@1", "BUSL-1.1"), named("pkg:npm/c@1", "MIT AND Buddy AND BUSL-1.1"))
	a := policy.Assess(inv, mustLoad(t, "\nrules: {LIZ-002: must}"), policy.Options{})
	var got []string
	for _, q := range a.Questions {
		got = append(got, fmt.Sprint(q.Addressee, " ", q.Message.Key, " ", q.Message.Args["licence"], " ", q.Components))
	}
	mixed := of(named("pkg:npm/a@1", "LicenseRef-x AND LicenseRef-y AND CC-BY-NC-4.0"))
	equal(t, "a licence of its own beside texts that are not known", []string{
		"LIZ-001 pkg:npm/a@1 review rule.licence.ref-without-text", "LIZ-004 pkg:npm/a@1 review rule.liz-004.noncommercial",
	}, results(policy.Assess(mixed, mustLoad(t, "\nrules: {LIZ-001: must, LIZ-004: ask, LIZ-005: ask}"), policy.Options{})))
	if q := policy.Assess(mixed, mustLoad(t, "\nrules: {LIZ-001: must, LIZ-004: ask, LIZ-005: ask}"), policy.Options{}).Questions; len(q) != 3 {
		t.Errorf("questions about two texts and one licence: %v", q)
	}
	equal(t, "questions", []string{
		"city rule.liz-002.unlisted BUSL-1.1 [pkg:npm/a@1 pkg:npm/b@1 pkg:npm/c@1]",
		"city rule.liz-002.unlisted Buddy [pkg:npm/c@1]",
	}, got)
}

// Of findings that differ in nothing but what they quote there may be hundreds: they are one question with a list.
func TestManyWordingsAreOneQuestion(t *testing.T) {
	asked := func(components ...inventory.Component) []string {
		var got []string
		for _, q := range policy.Assess(of(components...), mustLoad(t, "\nrules: {LIZ-001: must}"), policy.Options{}).Questions {
			line := fmt.Sprint(q.Addressee, " ", q.Message, " ", q.Need.Key, " ", q.Components, " ", len(q.Evidence))
			for _, p := range q.Parts {
				line += fmt.Sprint(" | ", p.Message, " ", p.Components)
			}
			got = append(got, line)
		}
		return got
	}
	a, b, c, d := named("a", "the usual"), named("b", "ask us"), named("c", "ask us"), named("d", "see web page")
	equal(t, "two wordings stay two questions", []string{
		"bidder rule.licence.unparsed raw=ask us question.need.licence [b c] 1",
		"bidder rule.licence.unparsed raw=the usual question.need.licence [a] 1",
	}, asked(a, b, c))
	equal(t, "three are one", []string{
		"bidder question.several.rule.licence.unparsed n=3 question.need.licence [a b c d] 3" +
			" | question.each.rule.licence.unparsed raw=ask us [b c]" +
			" | question.each.rule.licence.unparsed raw=see web page [d]" +
			" | question.each.rule.licence.unparsed raw=the usual [a]",
	}, asked(a, b, c, d))
}

func TestDortmund(t *testing.T) {
	inv := of(found("file:.", ".", "EUPL-1.2"), named("pkg:npm/ask@1", "CC-BY-NC-4.0"), named("pkg:npm/choice@1", "MIT OR GPL-3.0-only"), named("pkg:npm/own@1", "UNLICENSED"))
	inv.Files = []inventory.File{{Path: "LICENSE", Component: "file:.", Roles: []string{inventory.RoleLicense}, License: spdx.MustParse("EUPL-1.2"),
		Findings: []inventory.Finding{{Kind: inventory.FoundText, Confidence: inventory.High, Expression: spdx.MustParse("EUPL-1.2")}}}}
	inv.Components[0].Distribution.Source = "https://example.org/x.git"
	a := policy.Assess(inv, mustLoad(t, "dortmund"), policy.Options{Date: "2026-11-22"})
	equal(t, "results", []string{
		"LIZ-001 pkg:npm/own@1 review rule.licence.proprietary",
		"LIZ-002 pkg:npm/ask@1 satisfied rule.liz-002.not-approved-named noted",
		"LIZ-003 pkg:npm/ask@1 satisfied rule.liz-003.not-approved noted",
		"LIZ-004 pkg:npm/ask@1 review rule.liz-004.noncommercial", "LIZ-004 pkg:npm/ask@1 review rule.liz-004.noncommercial-delivery",
		"LIZ-005 pkg:npm/own@1 review rule.liz-005.wording",
		"LIZ-010 pkg:npm/choice@1 satisfied rule.liz-010.choice noted",
		"EIG-003 file:. satisfied rule.eig-003.not-visited",
		"EIG-004 file:. review rule.eig-004.rights",
		"VER-003  satisfied rule.ver-003.subject noted",
		"VER-003  satisfied rule.ver-003.tools noted",
	}, results(a))
	if a.Verdict != assessment.Review || a.Use != assessment.UseInternal || a.Policy.Name != "dortmund" || a.Policy.Origin != "built-in" {
		t.Errorf("verdict %v, use %v, policy %+v", a.Verdict, a.Use, a.Policy)
	}
	if e := a.Results[3].Evidence; len(e) != 1 || e[0].Path != "bom.json" || e[0].Line.First != 7 {
		t.Errorf("evidence %v", e)
	}
}

func TestRulesOfAcceptanceCannotFailABid(t *testing.T) {
	inv := of(found("file:.", ".", "BUSL-1.1"))
	p := mustLoad(t, "dortmund")
	if v := used(policy.Assess(inv, p, policy.Options{}), "EIG-002").Verdict; v != assessment.Violated {
		t.Errorf("without a stage: %v", v)
	}
	if v := used(policy.Assess(inv, p, policy.Options{Stage: assessment.StageAcceptance}), "EIG-002").Verdict; v != assessment.Violated {
		t.Errorf("at acceptance: %v", v)
	}
	a := policy.Assess(inv, p, policy.Options{Stage: assessment.StageBid})
	if v := used(a, "EIG-002").Verdict; v != assessment.Review || a.Verdict != assessment.Review {
		t.Errorf("at the bid: %v, in all %v", v, a.Verdict)
	}
}

func TestOwnCode(t *testing.T) {
	inv := of(
		found("file:.", ".", "MIT"), found("file:app", "app", "MIT"), found("file:app/vendor/x", "app/vendor/x", "MIT"),
		named("pkg:npm/ours@2", "MIT"), named("pkg:npm/theirs@1", "MIT"))
	inv.Subject.Main = "file:."
	inv.Components[2].Role = inventory.ThirdParty
	inv.Components[3].Role = ""
	inv.Components[3].Supplier = "Stadt Dortmund"
	for own, want := range map[string][]string{
		"":                                   {"file:."},
		"own: {main: false}":                 nil,
		"own: {paths: [app]}":                {"file:app", "file:app/vendor/x"}, // whatever that says of itself
		"own: {paths: [app, '!app/vendor']}": {"file:app"},
		"own: {suppliers: [stadt dortmund], main: true}":             {"file:.", "pkg:npm/ours@2"},
		"own: {components: ['pkg:npm/theirs', 'file:app/vendor/x']}": {"file:app/vendor/x", "pkg:npm/theirs@1"},
	} {
		a := policy.Assess(inv, mustLoad(t, "\n"+own+"\nrules: {EIG-003: ask}"), policy.Options{})
		equal(t, own, want, judged(a))
	}
}

func TestExclusions(t *testing.T) {
	inv := of(found("file:.", ".", "MIT"), found("file:old/lib", "old/lib", "CC-BY-NC-4.0"), named("pkg:npm/x@1", "CC-BY-NC-4.0"))
	inv.Components[0].Claims = append(inv.Components[0].Claims, inventory.Claim{Kind: inventory.Detected, Origin: inventory.OriginScan, Count: 2,
		License:  inventory.KnownLicense(spdx.MustParse("CC-BY-ND-4.0")),
		Evidence: []inventory.Evidence{{Path: "old/a.txt"}, {Path: "old/b.txt"}}})
	inv.Files = []inventory.File{{Path: "new/c.txt", Component: "file:."}, {Path: "old/a.txt", Component: "file:."}, {Path: "old/b.txt", Component: "file:."}}
	p := mustLoad(t, "\nexclude: [{path: old, reason: wird ersetzt}]\nrules: {LIZ-004: must}")
	a := policy.Assess(inv, p, policy.Options{Exclude: []assessment.Exclusion{{Pattern: "**/*.md", Reason: "docs"}}})
	equal(t, "results", []string{"LIZ-004 pkg:npm/x@1 review rule.liz-004.noncommercial", "LIZ-004 pkg:npm/x@1 review rule.liz-004.noncommercial-delivery"}, results(a))
	equal(t, "exclusions", []assessment.Exclusion{
		{Pattern: "old", Reason: "wird ersetzt", Origin: "p0.yml:2", Files: 2},
		{Pattern: "**/*.md", Reason: "docs", Origin: "flag"},
	}, a.Excluded)

	// What stands elsewhere too is still judged, also where the claim shows only excluded places.
	inv.Files[0].License = spdx.MustParse("CC-BY-ND-4.0")
	inv.Files[0].Findings = []inventory.Finding{{Evidence: inventory.Evidence{Path: "new/c.txt"}}}
	a = policy.Assess(inv, p, policy.Options{})
	if a.Verdict != assessment.Violated || a.Results[0].Evidence[0].Path != "new/c.txt" {
		t.Errorf("verdict %v, results %v", a.Verdict, results(a))
	}

	a = policy.Assess(of(found("file:a", "a", "MIT")), mustLoad(t, "\nexclude: [{path: a, reason: x}]\nrules: {LIZ-001: must}"), policy.Options{})
	if a.Complete || a.Verdict != assessment.Review {
		t.Errorf("nothing was judged: complete %v, verdict %v", a.Complete, a.Verdict)
	}
}

func TestNothingToJudgeIsIncomplete(t *testing.T) {
	if a := policy.Assess(of(), mustLoad(t, "dortmund"), policy.Options{}); a.Complete {
		t.Error("an empty inventory is complete")
	}
	inv := of(named("pkg:npm/a@1", "MIT"))
	inv.Issues = []inventory.Issue{{Code: "x", Effect: inventory.Unread}}
	if a := policy.Assess(inv, mustLoad(t, "dortmund"), policy.Options{}); a.Complete {
		t.Error("something was not read, and the assessment is complete")
	}
}

func TestDuties(t *testing.T) {
	test := named("pkg:npm/t@1", "GPL-3.0-only")
	test.Scope = inventory.Test
	changed := named("pkg:npm/m@1", "AGPL-3.0-only")
	changed.Modified = inventory.Yes
	inv := of(found("file:.", ".", "GPL-3.0-only"), changed, named("pkg:npm/n@1", "AGPL-3.0-only"),
		named("pkg:npm/o@1", "GPL-3.0-only OR MIT"), named("pkg:npm/p@1", "MIT-0"), test)
	inv.Files = []inventory.File{{Path: "LICENSE", Component: "file:.", Roles: []string{inventory.RoleLicense}, License: spdx.MustParse("GPL-3.0-only")}}
	both, changed1, mit := " AGPL-3.0-only [pkg:npm/m@1 pkg:npm/n@1]", " AGPL-3.0-only [pkg:npm/m@1]", " MIT [pkg:npm/o@1]"
	unknown1 := " AGPL-3.0-only [pkg:npm/n@1]"
	handing := func(who string) []string {
		return []string{who + " notice" + both, who + " notice" + mit, who + " licence-text" + both, who + " licence-text" + mit, who + " source" + both,
			who + " changes" + changed1, who + " changes-if-modified" + unknown1, who + " same-licence:program-if-reached" + both,
			who + " installation-if-user-product" + both, who + " patent" + both}
	}
	for use, want := range map[assessment.Use][]string{
		assessment.UseInternal: append(handing("bidder"), "city patent"+both),
		assessment.UseService: append(handing("bidder"), "city network-source"+changed1, "city network-source-if-modified"+unknown1,
			"city same-licence:program-if-reached"+changed1, "city patent"+both),
		assessment.UseDistribution: append(handing("bidder"), handing("city")...),
	} {
		var got []string
		for _, d := range policy.Assess(inv, mustLoad(t, "dortmund"), policy.Options{Use: use}).Duties {
			got = append(got, fmt.Sprint(d.Addressee, " ", d.Kind, " ", d.License, " ", d.Components))
		}
		equal(t, string(use), want, got)
	}
}

func TestFingerprintsLastOverReleases(t *testing.T) {
	p := mustLoad(t, "\nrules: {LIZ-004: must}")
	prints := func(components ...inventory.Component) []string {
		var list []string
		for _, r := range policy.Assess(of(components...), p, policy.Options{}).Results {
			list = append(list, r.Fingerprint)
		}
		return list
	}
	one := prints(named("pkg:npm/@scope/a@1.0?x=y", "CC-BY-ND-4.0"))
	equal(t, "another version", one, prints(named("pkg:npm/@scope/a@2.0", "CC-BY-ND-4.0")))
	if cmp.Equal(one, prints(named("pkg:npm/@scope/b@1.0", "CC-BY-ND-4.0"))) || cmp.Equal(one, prints(named("pkg:npm/@scope/a@1.0", "CC-BY-NC-4.0"))) {
		t.Error("different findings share a fingerprint")
	}
	two := prints(named("pkg:npm/@scope/a@1.0", "CC-BY-ND-4.0"), named("pkg:npm/@scope/a@2.0", "CC-BY-ND-4.0"))
	if len(two) != 2 || two[0] == two[1] || two[0] != one[0] {
		t.Errorf("two versions side by side: %v, one: %v", two, one)
	}
}

func TestSameBytesAndUntouchedInventory(t *testing.T) {
	inv := many(300)
	var before, first bytes.Buffer
	if err := (&assessment.Assessment{Inventory: inv}).Write(&before); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		var again, after bytes.Buffer
		if err := policy.Assess(inv, mustLoad(t, "dortmund", "opencode"), policy.Options{Date: "2026-11-22"}).Write(&again); err != nil {
			t.Fatal(err)
		}
		if first.Len() > 0 && !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Fatal("the same input gave other bytes")
		}
		first = again
		if err := (&assessment.Assessment{Inventory: inv}).Write(&after); err != nil || !bytes.Equal(before.Bytes(), after.Bytes()) {
			t.Fatal("the inventory was changed", err)
		}
	}
}

// many is an inventory of n components of all sorts.
func many(n int) *inventory.Inventory {
	licences := []string{"MIT", "Apache-2.0 OR MIT", "GPL-2.0-only WITH Classpath-exception-2.0", "CC-BY-NC-4.0", "BUSL-1.1",
		"NOASSERTION", "see website", "(MIT OR GPL-3.0-only) AND Zlib", "LicenseRef-x", "LGPL-2.1-or-later"}
	inv := of()
	for i := range n {
		inv.Components = append(inv.Components, named(fmt.Sprintf("pkg:npm/c%06d@1", i), licences[i%len(licences)], licences[i%7]))
	}
	return inv
}

func BenchmarkAssess(b *testing.B) {
	p := mustLoad(b, "dortmund", "opencode")
	for _, n := range []int{1000, 10000, 100000} {
		inv := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				policy.Assess(inv, p, policy.Options{})
			}
		})
	}
}

// What an SBOM describes is what would be released, also where nobody says what is own code.
func TestTheMainComponentOfAnSBOMIsTheWork(t *testing.T) {
	inv := of(named("pkg:generic/app@1", "MIT"), named("pkg:npm/gpl@1", "GPL-3.0-only"), named("pkg:npm/tool@1", "GPL-3.0-only"))
	inv.Subject.Main = "pkg:generic/app@1"
	inv.Relations = []inventory.Relation{
		{From: "pkg:generic/app@1", To: "pkg:npm/gpl@1", Kind: inventory.LinksStatic}, {From: "pkg:generic/app@1", To: "pkg:npm/tool@1", Kind: inventory.BuildsWith}}
	o := policy.Options{Use: assessment.UsePublication, Outbound: spdx.MustParse("MIT")}
	const both = "\nrules: {LIZ-006: ask, LIZ-008: ask}"
	equal(t, "linked", []string{
		"LIZ-006 pkg:npm/gpl@1 review rule.liz-006.reached", "LIZ-006 pkg:npm/tool@1 satisfied rule.licence.beside.tool noted",
		"LIZ-008 pkg:npm/gpl@1 review rule.liz-008.linked", "LIZ-008 pkg:npm/tool@1 satisfied rule.licence.beside.tool noted"},
		results(policy.Assess(inv, mustLoad(t, both), o)))
	equal(t, "not own code by the policy", []string(nil), results(policy.Assess(inv, mustLoad(t, both+"\nown: {main: false}"), o)))
}
