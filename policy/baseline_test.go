// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// listing is an inventory of components as "name version licence"; "?" is none stated.
func listing(components ...string) *inventory.Inventory {
	v := &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "x", Kind: inventory.KindSBOM}}
	for _, s := range components {
		f := strings.Fields(s)
		purl := "pkg:generic/" + f[0] + "@" + f[1]
		c := inventory.Component{ID: purl, PURL: purl, Name: f[0], Version: f[1], Role: inventory.ThirdParty,
			Instances: []inventory.Instance{{Path: "bom.json", Document: "bom.json"}}}
		if f[2] != "?" {
			c.Claims = []inventory.Claim{{Kind: inventory.Declared, Origin: "bom.json", License: inventory.ReadLicense(f[2])}}
		}
		v.Components = append(v.Components, c)
	}
	return v
}

func judgedBy(t *testing.T, name string, v *inventory.Inventory) *assessment.Assessment {
	t.Helper()
	p, err := policy.Load([]string{name}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return policy.Assess(v, p, policy.Options{Date: "2026-11-22"})
}

func heldAgainst(t *testing.T, before, now *assessment.Assessment) *assessment.Baseline {
	t.Helper()
	b, err := policy.NewBaseline("before.json", "abc", before)
	if err != nil {
		t.Fatal(err)
	}
	b.Mark(now)
	return now.Baseline
}

// news names the components of what is new under a rule.
func news(a *assessment.Assessment, rule string) string {
	var list []string
	for _, r := range a.OnlyNew().Results {
		if r.Rule == rule {
			list = append(list, strings.TrimPrefix(r.Component, "pkg:generic/"))
		}
	}
	return strings.Join(list, " ")
}

func TestOnlyNew(t *testing.T) {
	for name, x := range map[string]struct {
		before, now []string
		new         string // of LIZ-001
		gone        bool
	}{
		"the same":                              {[]string{"a 1 ?", "b 1 ?"}, []string{"a 1 ?", "b 1 ?"}, "", false},
		"one more":                              {[]string{"a 1 ?"}, []string{"a 1 ?", "b 1 ?"}, "b@1", false},
		"one is gone":                           {[]string{"a 1 ?", "b 1 ?"}, []string{"a 1 ?"}, "", true},
		"another version is the same finding":   {[]string{"a 1 ?"}, []string{"a 2 ?"}, "", false},
		"a second version is new":               {[]string{"a 2 ?"}, []string{"a 2 ?", "a 3 ?"}, "a@3", false},
		"a second one that sorts before is new": {[]string{"a 2 ?"}, []string{"a 1 ?", "a 2 ?"}, "a@1", false},
		"of two, one is gone":                   {[]string{"a 1 ?", "a 2 ?"}, []string{"a 2 ?"}, "", true},
		"two others of two":                     {[]string{"a 1 ?", "a 2 ?"}, []string{"a 3 ?", "a 4 ?"}, "", false},
		"three of two":                          {[]string{"a 1 ?", "a 2 ?"}, []string{"a 1 ?", "a 3 ?", "a 4 ?"}, "a@4", false},
		"another licence is another finding":    {[]string{"a 1 LicenseRef-x"}, []string{"a 1 ?"}, "a@1", true},
		"nothing before":                        {nil, []string{"a 1 ?"}, "a@1", false},
		"nothing now":                           {[]string{"a 1 ?"}, nil, "", true},
	} {
		before, now := judgedBy(t, "dortmund", listing(x.before...)), judgedBy(t, "dortmund", listing(x.now...))
		b := heldAgainst(t, before, now)
		if got := news(now, "LIZ-001"); got != x.new {
			t.Errorf("%s: new is %q, want %q", name, got, x.new)
		}
		known := 0
		for _, r := range now.Results {
			if r.Known {
				known++
			}
		}
		if b.Known != known || b.Known+b.Gone != len(before.Results) || (b.Gone > 0) != x.gone {
			t.Errorf("%s: %+v, %d results are known", name, b, known)
		}
	}
}

// What got worse is new, and what got better is known; neither is gone.
func TestWorseIsNew(t *testing.T) {
	at := []assessment.Verdict{assessment.Satisfied, assessment.Conditional, assessment.Review, assessment.Violated}
	for _, was := range at {
		for _, is := range at {
			for _, version := range []string{"1", "2"} {
				before, now := judgedBy(t, "dortmund", listing("a 1 ?")), judgedBy(t, "dortmund", listing("a "+version+" ?"))
				before.Results, now.Results = before.Results[:1], now.Results[:1]
				before.Results[0].Verdict, now.Results[0].Verdict, now.Complete = was, is, true
				b := heldAgainst(t, before, now)
				want := assessment.Satisfied
				if is > was {
					want = is
				}
				if now.Results[0].Known != (is <= was) || b.Gone != 0 || b.New != want || now.OnlyNew().Verdict != want {
					t.Errorf("%v, then %v: %+v, %+v", was, is, b, now.Results[0])
				}
			}
		}
	}
	before, now := judgedBy(t, "dortmund", listing("a 1 ?")), judgedBy(t, "dortmund", listing("a 1 ?"))
	before.Results, now.Results = before.Results[:1], now.Results[:1]
	before.Results[0].Noted, before.Results[0].Verdict = true, assessment.Satisfied
	if heldAgainst(t, before, now); now.Results[0].Known {
		t.Error("a note that became a question is known")
	}
}

func TestOnlyNewIsWhatRemains(t *testing.T) {
	now := judgedBy(t, "dortmund", listing("a 1 ?", "b 1 ?", "c 1 MIT"))
	heldAgainst(t, judgedBy(t, "dortmund", listing("a 1 ?")), now)
	c := now.OnlyNew()
	for i, u := range c.Rules {
		whole := now.Rules[i]
		if u.ID == "LIZ-001" && (u.Counts.Review != 1 || whole.Counts.Review != 2 || u.Counts.Satisfied != whole.Counts.Satisfied) {
			t.Errorf("%+v of %+v", u.Counts, whole.Counts)
		}
	}
	asked := 0
	for _, q := range c.Questions {
		if q.Rule == "LIZ-001" {
			asked++
			if len(q.Components) != 1 || q.Components[0] != "pkg:generic/b@1" {
				t.Errorf("%+v", q)
			}
		}
	}
	if asked != 1 || !c.Compared() || now.Compared() || *c.Baseline.Whole != now.Verdict || c.OnlyNew() != c {
		t.Errorf("%d questions, %+v", asked, c.Baseline)
	}
	heldAgainst(t, now, now)
	if c := now.OnlyNew(); len(c.Results) > 0 || len(c.Questions) > 0 || c.Verdict != assessment.Satisfied || now.Verdict != assessment.Review {
		t.Errorf("held against itself: %d results, %d questions, %v", len(c.Results), len(c.Questions), c.Verdict)
	}
	plain := judgedBy(t, "dortmund", listing("a 1 ?"))
	if plain.OnlyNew() != plain {
		t.Error("without a baseline something is left out")
	}
}

// One question for several wordings asks about the new ones alone, and one wording that is left is asked as itself.
func TestOnlyNewOfSeveralWordings(t *testing.T) {
	five := []string{"a 1 Odd-a!", "b 1 Odd-b!", "c 1 Odd-c!", "d 1 Odd-d!", "e 1 Odd-e!"}
	asked := func(before ...string) *assessment.Question {
		now := judgedBy(t, "dortmund", listing(five...))
		heldAgainst(t, judgedBy(t, "dortmund", listing(before...)), now)
		var found *assessment.Question
		for _, q := range now.OnlyNew().Questions {
			if q.Rule == "LIZ-001" {
				if found != nil {
					t.Fatalf("%v: more than one question", before)
				}
				found = &q
			}
		}
		return found
	}
	if q := asked(); q == nil || len(q.Parts) != 5 || q.Message.Args["n"] != "5" {
		t.Errorf("nothing was known: %+v", q)
	}
	if q := asked(five[:3]...); q == nil || len(q.Parts) != 2 || q.Message.Args["n"] != "2" || strings.Join(q.Components, " ") != "pkg:generic/d@1 pkg:generic/e@1" {
		t.Errorf("three were known: %+v", q)
	}
	if q := asked(five[:4]...); q == nil || len(q.Parts) != 0 || q.Message.Key != "rule.licence.unparsed" || q.Message.Args["raw"] != "Odd-e!" || q.Need.Args["raw"] != "Odd-e!" {
		t.Errorf("four were known: %+v", q)
	}
	if q := asked(five...); q != nil {
		t.Errorf("all were known: %+v", q)
	}
}

// What was not read is not known: nothing new may have been overlooked.
func TestIncompleteIsNeverSatisfied(t *testing.T) {
	now := judgedBy(t, "dortmund", listing("a 1 MIT"))
	now.Complete = false
	if b := heldAgainst(t, now, now); b.New != assessment.Review {
		t.Errorf("%+v", b)
	}
}

func TestWhatIsNoBaseline(t *testing.T) {
	redacted := judgedBy(t, "dortmund", listing("a 1 ?"))
	redacted.Redacted = &assessment.Redaction{}
	for key, a := range map[string]*assessment.Assessment{"error.result-unjudged": {Inventory: listing("a 1 ?")}, "error.baseline-redacted": redacted} {
		_, err := policy.NewBaseline("before.json", "", a)
		var e *inventory.Error
		if !errors.As(err, &e) || e.Key != key || e.Where != "before.json" {
			t.Errorf("%s: %v", key, err)
		}
	}
}

func TestAnotherPolicyAndAnotherSubjectAreSaid(t *testing.T) {
	now := judgedBy(t, "dortmund", listing("a 1 ?"))
	if b := heldAgainst(t, judgedBy(t, "dortmund", listing("a 7 ?")), now); b.Policy != "" || b.Subject != "" {
		t.Errorf("%+v", b)
	}
	if b := heldAgainst(t, judgedBy(t, "opencode", listing("b 1 ?")), now); !strings.HasPrefix(b.Policy, "opencode ") || b.Subject != "x" {
		t.Errorf("%+v", b)
	}
}

// A baseline whose findings are all told apart by nothing but their version takes no time that grows with their square.
func TestManyAlike(t *testing.T) {
	const many = 30_000
	alike := func(from int) *assessment.Assessment {
		a := judgedBy(t, "dortmund", listing("a 1 ?"))
		r := a.Results[0]
		a.Results = nil
		for i := range many {
			r.Component = "pkg:generic/a@" + strconv.Itoa(from+i)
			a.Results = append(a.Results, r)
		}
		return a
	}
	began := time.Now()
	now := alike(many / 2)
	b := heldAgainst(t, alike(0), now)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("%v", took)
	}
	if b.Known+b.Gone < many {
		t.Errorf("%+v", b)
	}
}
