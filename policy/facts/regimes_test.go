// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"regexp"
	"slices"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

// Every paragraph that the table may name, as the source book has it. A line more is a claim of law that nobody checked.
var paragraphs = map[string][]string{
	"vgv": {
		"clarification VgV § 15 Abs. 5", "supplement VgV § 56 Abs. 2", "supplement-limits VgV § 56 Abs. 3", "criteria GWB § 127 Abs. 5",
		"criteria VgV § 58 Abs. 3", "exclusion VgV § 57", "suitability GWB § 122", "suitability VgV § 49", "performance GWB § 128 Abs. 2",
		"ground VgV § 31 Abs. 6", "documentation VgV § 8 Abs. 1 und 2", "retention VgV § 8 Abs. 4", "confidentiality VgV § 5",
	},
	"uvgo": {
		"clarification UVgO § 9", "supplement UVgO § 41", "supplement-limits UVgO § 41", "exclusion UVgO § 42", "documentation UVgO § 6", "retention UVgO § 6",
	},
	"own-statute": nil, "outside": nil, "": nil,
}

func TestParagraphs(t *testing.T) {
	short := regexp.MustCompile(`\(([A-Za-z]+)\)$`)
	for regime, want := range paragraphs {
		var got []string
		for _, p := range facts.Paragraphs(regime) {
			law := short.FindStringSubmatch(p.Law)
			if law == nil || p.Says == "" || p.Stand == "" {
				t.Errorf("%+v: no law, words or Stand", p)
				continue
			}
			got = append(got, string(p.Topic)+" "+law[1]+" "+p.Section)
			for _, kind := range p.Kinds {
				if !slices.Contains(assessment.ProcedureKinds(), kind) {
					t.Errorf("%s %s: no kind of procedure %q", p.Law, p.Section, kind)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", regime, got, want)
		}
	}
}

func TestClarificationIsOfTheOpenProcedure(t *testing.T) {
	for _, c := range []struct {
		regime, kind string
		want         bool
	}{
		{"vgv", "open", true}, {"vgv", "restricted", true}, {"vgv", "negotiated-with-call", false}, {"vgv", "", true},
		{"uvgo", "public-tender", true}, {"uvgo", "negotiated-award", false}, {"uvgo", "", true},
	} {
		list := facts.ParagraphsOn(c.regime, facts.TopicClarification)
		if len(list) != 1 || list[0].Covers(c.kind) != c.want {
			t.Errorf("%s %s: %+v", c.regime, c.kind, list)
		}
	}
	if p := facts.ParagraphsOn("vgv", facts.TopicRetention); len(p) != 1 || !p[0].Covers("negotiated-with-call") {
		t.Errorf("retention does not depend on the kind of procedure: %+v", p)
	}
}
