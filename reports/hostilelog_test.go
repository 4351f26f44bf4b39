// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports_test

import (
	"bytes"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/comparison"
	"lizenzlotse/reports"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

// spoken is what the log of a CI job takes for a command wherever it stands in a line, or at the beginning of one.
var spoken = regexp.MustCompile(`(?m)##[A-Za-z]*\[|^\s*::`)

// TestHostileLog: what people print in a CI job says nothing to it, and nothing in it hides.
func TestHostileLog(t *testing.T) {
	check := func(t *testing.T, with string, written []byte) {
		t.Helper()
		text := strings.TrimPrefix(strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(string(written)), "\ufeff")
		if found := spoken.FindStringIndex(text); found != nil || hides(text) {
			t.Errorf("%q: a command or something hidden: %v", with, found)
		}
	}
	for _, format := range []string{"text", "csv", "markdown", "questions"} {
		t.Run(format, func(t *testing.T) {
			each(t, format, func(t *testing.T, _, with string, written []byte) { check(t, with, written) })
		})
	}
	for _, with := range hostile {
		a, other := bid(t), bid(t)
		poison(reflect.ValueOf(a), with)
		take := func(a *assessment.Assessment, name string) *comparison.Bid {
			a.Policy, a.Procedure, a.Rules, a.Outbound, a.Inventory.Tools = other.Policy, other.Procedure, other.Rules, other.Outbound, other.Inventory.Tools
			b, err := comparison.Take(a, name, "")
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		c, err := comparison.Compare([]*comparison.Bid{take(a, with), take(other, "b")})
		if err != nil {
			t.Fatalf("%.40q: %v", with, err)
		}
		d := difference.Compare(other.Inventory, a.Inventory)
		release := &assessment.Release{Subject: assessment.ReleaseSubject{Name: with, Title: with}, Candidates: []assessment.ReleaseCandidate{{
			License: "MIT", Answer: assessment.ReleaseOpen, Reasons: []assessment.ReleaseReason{{Answer: assessment.ReleaseOpen, License: with,
				Message: inventory.Message{Key: "rule.licence.unparsed", Args: inventory.Args{"raw": with}}, Components: []string{with}, Evidence: []inventory.Evidence{{Path: with}}}}}}}
		for _, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return reports.ComparisonFormats[0].Write(b, c, reports.Options{}) },
			func(b *bytes.Buffer) error { return reports.DifferenceFormats[0].Write(b, d, reports.Options{}) },
			func(b *bytes.Buffer) error { return reports.ReleaseFormats[0].Write(b, release, reports.Options{}) },
		} {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			check(t, with[:min(len(with), 40)], b.Bytes())
		}
	}
}
