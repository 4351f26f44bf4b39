// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/comparison"
	"lizenzlotse/scanner/inventory"
)

// bid is a small judged bid: an A criterion, a B criterion with a scale, and a note.
func bid(bidder string) *assessment.Assessment {
	b := &assessment.Criterion{Kind: "B", Published: assessment.Published{Document: "tender", Date: "2026-10-01"}, Steps: []assessment.Step{{Points: 10, From: 100}, {Points: 0}}}
	return &assessment.Assessment{
		Inventory: &inventory.Inventory{Subject: inventory.Subject{Name: "portal", Kind: inventory.KindTree, SHA256: strings.Repeat("1", 64)},
			Tools: []inventory.Tool{{Name: "lizenzlotse", Version: "1"}}},
		Policy: assessment.Policy{Name: "p", SHA256: "aa", FrozenOn: "2026-10-01", FrozenSHA256: "aa"}, Procedure: &assessment.Procedure{SHA256: "bb"},
		Use: assessment.UseService, Stage: assessment.StageBid, Date: "2026-11-22", Delivered: "2026-11-01", Complete: true, Bidder: bidder,
		Rules: []assessment.RuleUsed{
			{ID: "LIZ-001", Weight: assessment.Must, Criterion: &assessment.Criterion{Kind: "A"}, Counts: assessment.Counts{Satisfied: 4}},
			{ID: "LIZ-005", Weight: assessment.Should, Criterion: b, Counts: assessment.Counts{Satisfied: 4}, Points: &assessment.Points{Proposed: 10, Of: 10}},
			{ID: "LIZ-004", Weight: assessment.Ask},
		},
		Classes: []assessment.ClassShare{{Class: "permissive", Components: []string{"a", "b", "c", "d"}}},
	}
}

func compare(t *testing.T, all ...*assessment.Assessment) (*assessment.Comparison, error) {
	t.Helper()
	var bids []*comparison.Bid
	for i, a := range all {
		b, err := comparison.Take(a, fmt.Sprintf("%c.json", 'a'+i), "")
		if err != nil {
			return nil, err
		}
		bids = append(bids, b)
	}
	return comparison.Compare(bids)
}

// cells prints a row: outcome, what the first message says, and whether it is partial.
func cells(t *testing.T, c *assessment.Comparison, id string) string {
	t.Helper()
	for _, s := range c.Sections {
		for _, r := range s.Rows {
			if r.ID != id {
				continue
			}
			var list []string
			for _, x := range r.Cells {
				said := x.Outcome
				if x.Points != nil {
					said += fmt.Sprintf(" %d/%d", x.Points.Proposed, x.Points.Of)
				}
				if x.Count != nil {
					said += fmt.Sprintf("%d of %d", *x.Count, x.Of)
				}
				if x.Partial {
					said += " partial"
				}
				list = append(list, said)
			}
			return strings.Join(list, "; ")
		}
	}
	return "no such row"
}

func TestRows(t *testing.T) {
	good, bad, partly := bid("A"), bid("B"), bid("C")
	bad.Verdict = assessment.Violated
	bad.Rules[0].Verdict, bad.Rules[0].Counts = assessment.Violated, assessment.Counts{Satisfied: 2, Violated: 2}
	bad.Rules[1].Verdict, bad.Rules[1].Counts, bad.Rules[1].Points = assessment.Conditional, assessment.Counts{Conditional: 3, Satisfied: 1}, &assessment.Points{Of: 10}
	bad.Classes = []assessment.ClassShare{{Class: "copyleft-strong", Components: []string{"s"}}, {Class: "proprietary", Components: []string{"x", "y"}}, {Class: "unknown", Components: []string{"u"}}}
	bad.Decisions = []assessment.Decision{
		{Kind: assessment.Justification, State: assessment.DecisionUsed, Components: []string{"y", "elsewhere"}},
		{Kind: assessment.Justification, State: assessment.DecisionExpired, Components: []string{"x"}},
	}
	bad.Questions = []assessment.Question{{Rule: "LIZ-001", Kind: assessment.QuestionClarification}, {Rule: "LIZ-001", Kind: assessment.QuestionClarification}}
	bad.Duties = []assessment.Duty{{Kind: assessment.DutySource, Addressee: assessment.City, License: "GPL-2.0-only", Components: []string{"s"}},
		{Kind: assessment.DutySource, Addressee: assessment.City, License: "GPL-3.0-only", Components: []string{"s", "t"}},
		{Kind: assessment.DutyNotice, Addressee: assessment.Bidder, Components: []string{"s"}}}
	bad.Inventory.Documents = []inventory.Document{{Format: "spdx-json", Components: 4, WithLicense: 1, Dangling: 2}, {Format: "xlsx", Components: 9}}
	partly.Complete = false
	partly.Inventory.Issues = []inventory.Issue{{Effect: inventory.Unread}, {Effect: inventory.Note}}
	c, err := compare(t, good, bad, partly)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"verdict":                   "satisfied; violated; satisfied partial",
		"rule:LIZ-001":              "satisfied; violated; satisfied partial",
		"rule:LIZ-005":              "satisfied 10/10; lacking 0/10; satisfied partial", // no points for what was not read whole
		"rule:LIZ-004":              "not-applicable; not-applicable; not-applicable partial",
		"class:proprietary":         "0 of 4; 2 of 4; 0 of 4 partial",
		"justified":                 "not-applicable; 1 of 2; not-applicable partial",
		"class:copyleft-strong":     "0 of 4; 1 of 4; 0 of 4 partial",
		"class:unknown":             "0 of 4; 1 of 4; 0 of 4 partial",
		"class:restricted-use":      "no such row",
		"sboms":                     "0 of 0; 1 of 0; 0 of 0 partial",
		"sbom-licensed":             "not-applicable; 1 of 4; not-applicable partial",
		"sbom-dangling":             "not-applicable; 2 of 0; not-applicable partial",
		"questions:clarification":   "0 of 0; 2 of 0; 0 of 0 partial",
		"duty:source":               "0 of 0; 2 of 0; 0 of 0 partial",
		"duty:notice":               "no such row", // the bidder's
		"complete":                  "; ; incomplete",
		"unread":                    "0 of 0; 0 of 0; 1 of 0",
		"decisions:justification":   "0 of 0; 1 of 0; 0 of 0",
		"lapsed:expired":            "0 of 0; 1 of 0; 0 of 0",
		"decisions:exception":       "no such row",
		"questions:supplement":      "no such row",
		"class:copyleft-network":    "0 of 4; 0 of 4; 0 of 4 partial",
		"rule:no such rule anymore": "no such row",
	} {
		if got := cells(t, c, id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if c.Rules != 3 || c.AlikeRules != 1 {
		t.Errorf("%d of %d rules alike", c.AlikeRules, c.Rules)
	}
	var order []string
	for _, s := range c.Sections {
		order = append(order, s.ID)
	}
	want := []string{"result", "criteria-a", "criteria-b", "rules", "licences", "sbom", "questions", "duties", "completeness", "decisions", "basis"}
	if !slices.Equal(order, want) {
		t.Errorf("sections %v", order)
	}
	// What was not read whole is told apart from what was, though the same came out.
	for _, s := range c.Statements {
		if s.Rows[0] != "rule:LIZ-001" {
			continue
		}
		if len(s.Parts) != 3 || s.Parts[0].Partial || !s.Parts[2].Partial || s.Parts[2].Bids[0] != 2 {
			t.Errorf("LIZ-001: %+v", s.Parts)
		}
	}
}

// TestAlike: nothing that differs is made up.
func TestAlike(t *testing.T) {
	c, err := compare(t, bid("A"), bid("B"))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Statements) != 0 || c.AlikeRules != 3 {
		t.Errorf("%d rules alike, and %v", c.AlikeRules, c.Statements)
	}
	for _, s := range c.Sections {
		for _, r := range s.Rows {
			if r.Differs {
				t.Errorf("%s differs", r.ID)
			}
		}
	}
	if len(c.Remarks) != 1 || c.Remarks[0].Message.Key != "comparison.remark.same-input" || !slices.Equal(c.Remarks[0].Bids, []int{0, 1}) {
		t.Errorf("remarks %v", c.Remarks)
	}
}

func TestNames(t *testing.T) {
	unnamed := bid("")
	c, err := compare(t, bid("Same GmbH"), bid("Same GmbH"), bid("Other eG"), unnamed)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, b := range c.Bids {
		names = append(names, b.Name)
	}
	if want := []string{"Same GmbH (a.json)", "Same GmbH (b.json)", "Other eG", "portal"}; !slices.Equal(names, want) {
		t.Errorf("names %q", names)
	}
	// Of two files with the same name too.
	var bids []*comparison.Bid
	for range 2 {
		b, err := comparison.Take(bid("Same GmbH"), "result.json", "")
		if err != nil {
			t.Fatal(err)
		}
		bids = append(bids, b)
	}
	if c, err = comparison.Compare(bids); err != nil || c.Bids[0].Name == c.Bids[1].Name {
		t.Errorf("%v, names %q and %q", err, c.Bids[0].Name, c.Bids[1].Name)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil   func(*assessment.Assessment)
		measure string
	}{
		"policy":    {func(a *assessment.Assessment) { a.Policy.SHA256 = "cc" }, "policy"},
		"stamp":     {func(a *assessment.Assessment) { a.Policy.FrozenOn = "2026-10-02" }, "frozen"},
		"procedure": {func(a *assessment.Assessment) { a.Procedure = nil }, "procedure"},
		"file":      {func(a *assessment.Assessment) { a.Procedure.SHA256 = "cc" }, "procedure"},
		"use":       {func(a *assessment.Assessment) { a.Use = assessment.UseInternal }, "use"},
		"stage":     {func(a *assessment.Assessment) { a.Stage = "" }, "stage"},
		"outbound":  {func(a *assessment.Assessment) { a.Outbound = "MIT" }, "outbound"},
		"date":      {func(a *assessment.Assessment) { a.Date = "2026-11-23" }, "date"},
		"delivered": {func(a *assessment.Assessment) { a.Delivered = "2026-11-02" }, "delivered"},
		"data":      {func(a *assessment.Assessment) { a.Inventory.Tools[0].Version = "2" }, "data"},
		"a rule":    {func(a *assessment.Assessment) { a.Rules = a.Rules[:2] }, "rules"},
		"a scale": {func(a *assessment.Assessment) {
			b := *a.Rules[1].Criterion
			b.Steps = []assessment.Step{{Points: 20, From: 1}}
			a.Rules[1].Criterion = &b
		}, "rules"},
	} {
		other := bid("B")
		c.spoil(other)
		_, err := compare(t, bid("A"), other, bid("C"))
		var e *inventory.Error
		if !errors.As(err, &e) || e.Key != "error.compare-unequal" || e.Args["measure"] != c.measure || e.Hint.Key != "hint.compare-unequal."+c.measure {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !strings.Contains(e.Args["values"], "a.json, c.json: ") || !strings.Contains(e.Args["values"], "; b.json: ") {
			t.Errorf("%s: which bids? %s", name, e.Args["values"])
		}
	}
	both := bid("B")
	both.Date, both.Stage = "2026-11-23", ""
	_, err := compare(t, bid("A"), both)
	var e *inventory.Error
	if !errors.As(err, &e) || e.Args["measure"] != "stage" || e.Args["also"] != "date" {
		t.Errorf("of two: %v", err)
	}
	redacted := bid("B")
	redacted.Redacted = &assessment.Redaction{}
	for name, c := range map[string]struct {
		all []*assessment.Assessment
		key string
	}{
		"a scan":          {[]*assessment.Assessment{bid("A"), {Inventory: bid("B").Inventory}}, "error.compare-scan"},
		"a redacted copy": {[]*assessment.Assessment{bid("A"), redacted}, "error.compare-redacted"},
		"one":             {[]*assessment.Assessment{bid("A")}, "error.compare-count"},
		"none":            {nil, "error.compare-count"},
		"thirteen":        {slices.Repeat([]*assessment.Assessment{bid("A")}, 13), "error.compare-count"},
	} {
		_, err := compare(t, c.all...)
		if !errors.As(err, &e) || e.Key != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}
