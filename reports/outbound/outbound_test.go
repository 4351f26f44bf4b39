// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package outbound_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/outbound"
	"lizenzlotse/scanner/inventory"
)

func message(key string, pairs ...string) inventory.Message {
	m := inventory.Message{Key: key, Args: inventory.Args{}}
	for i := 0; i < len(pairs); i += 2 {
		m.Args[pairs[i]] = pairs[i+1]
	}
	return m
}

// release has a name that tries to write to the terminal, more components than are shown, and reasons that are alike.
func release() *assessment.Release {
	var many []string
	for i := range 7 {
		many = append(many, fmt.Sprintf("pkg:npm/x%d@1", i))
	}
	unknown := assessment.ReleaseReason{Answer: assessment.ReleaseOpen, Message: message("rule.licence.unparsed", "raw", "free\x1b[31m"), Components: []string{"a\nb"}}
	against := func(out string) assessment.ReleaseReason {
		place := inventory.Evidence{Path: "src/\u202ex.c", Line: inventory.LineRange{First: 3, Last: 3}}
		return assessment.ReleaseReason{Answer: assessment.ReleaseRuledOut, License: "GPL-2.0-only",
			Message: message("fit.linked", "licence", "GPL-2.0-only", "outbound", out, "section", "GPL-2.0 § 2 b"), Components: many,
			Relations: []inventory.RelationKind{inventory.LinksStatic, inventory.DependsOn}, Evidence: []inventory.Evidence{place, place}}
	}
	mind := assessment.ReleaseReason{Answer: assessment.ReleasePossible, License: "LGPL-2.1-only", Message: message("copyleft.relinking", "licence", "LGPL-2.1-only"),
		Components: []string{"pkg:npm/l@1"}, With: []string{"pkg:npm/w@1"}}
	return &assessment.Release{
		Schema: assessment.ReleaseSchema, Subject: assessment.ReleaseSubject{Name: "work\x07"}, Use: assessment.UsePublication, Complete: true, Components: 9,
		Candidates: []assessment.ReleaseCandidate{
			{License: "MIT", Answer: assessment.ReleaseRuledOut, Reasons: []assessment.ReleaseReason{against("MIT"), unknown}},
			{License: "GPL-2.0-only", Answer: assessment.ReleaseOpen, Reasons: []assessment.ReleaseReason{unknown, mind}},
			{License: "EUPL-1.2", Answer: assessment.ReleaseRuledOut, Reasons: []assessment.ReleaseReason{against("EUPL-1.2"), unknown}},
		},
		Own: []assessment.OwnLicense{{Component: "file:.", License: "MIT", Message: message("outbound.own")}},
	}
}

func TestText(t *testing.T) {
	var b bytes.Buffer
	if err := outbound.WriteText(&b, release(), outbound.Options{Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\nMIT, EUPL-1.2: ruled out\n", "so not under MIT, EUPL-1.2.", "GPL-2.0 § 2 b",
		"7 components: pkg:npm/x0@1, ", "… 2 more; links statically, depends on; src/", "x.c:3\n", "nothing says how it is used", "demanded by pkg:npm/w@1",
		"For each of these licences\n", "to mind: LGPL-2.1-only",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	if strings.Count(b.String(), "free") != 1 {
		t.Error("what holds for all candidates is not said once")
	}
	if i := strings.IndexAny(b.String(), "\x07\x1b\u202e"); i >= 0 {
		t.Errorf("what the input wrote reaches the terminal: %q", b.String()[i:min(i+40, b.Len())])
	}
}

func TestTextOnATerminal(t *testing.T) {
	var b bytes.Buffer
	if err := outbound.WriteText(&b, release(), outbound.Options{Width: 60, Terminal: true, Color: true}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		plain := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "", "\n", "").Replace(line)
		if utf8.RuneCountInString(plain) > 60 {
			t.Errorf("wider than the terminal: %q", plain)
		}
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := outbound.WriteJSON(&b, release()); err != nil {
		t.Fatal(err)
	}
	var r assessment.Release
	if err := json.Unmarshal(b.Bytes(), &r); err != nil || len(r.Candidates) != 3 || r.Candidates[0].Reasons[0].Message.Args["outbound"] != "MIT" {
		t.Errorf("%v: %+v", err, r)
	}
}
