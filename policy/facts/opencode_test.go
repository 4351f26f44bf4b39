// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/facts"
)

func TestOpenCodeCounts(t *testing.T) {
	got := map[facts.OpenCodeStatus]int{}
	for _, f := range facts.All() {
		if f.Successor == "" {
			got[f.OpenCode]++
		}
	}
	want := map[facts.OpenCodeStatus]int{facts.OpenCodeApproved: 299, facts.OpenCodeSimilar: 1, facts.OpenCodeNotApproved: 47, facts.OpenCodeUnlisted: 349}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if facts.OpenCodeListVersion != "1.7" {
		t.Error("the counts are of version 1.7")
	}
}

func TestOpenCode(t *testing.T) {
	for expression, want := range map[string]facts.OpenCodeStatus{
		"EUPL-1.2":                      facts.OpenCodeApproved,
		"JSON":                          facts.OpenCodeApproved,
		"AGPL-3.0":                      facts.OpenCodeApproved, // through its successor
		"GPL-2.0+":                      facts.OpenCodeApproved,
		"CNRI-Python-GPL-Compatible":    facts.OpenCodeSimilar,
		"Fair":                          facts.OpenCodeNotApproved, // although OSI-approved
		"SSPL-1.0":                      facts.OpenCodeNotApproved,
		"Unicode-3.0":                   facts.OpenCodeUnlisted,
		"CDLA-Permissive-2.0":           facts.OpenCodeUnlisted,
		"ECL-2.0":                       facts.OpenCodeUnlisted,
		"DL-DE-BY-2.0":                  facts.OpenCodeUnlisted,
		"DL-DE-ZERO-2.0":                facts.OpenCodeUnlisted,
		"MPL-2.0-no-copyleft-exception": facts.OpenCodeUnlisted,
		"GPL-2.0-only WITH Classpath-exception-2.0": facts.OpenCodeUnlisted, // its base is approved
		"GPL-2.0-with-classpath-exception":          facts.OpenCodeUnlisted,
	} {
		if got := of(t, expression).OpenCode; got != want {
			t.Errorf("%s: %s, want %s", expression, got, want)
		}
	}
}

func TestOpenCodeOther(t *testing.T) {
	for name, want := range map[string]facts.OpenCodeStatus{
		"SSLeay License":                                       facts.OpenCodeApproved,
		" ssleay   LICENSE ":                                   facts.OpenCodeApproved,
		"LicenseRef-scancode-ssleay":                           facts.OpenCodeApproved,
		"European Union Public License 1.2 (DE)":               facts.OpenCodeSimilar,
		"Oracle Master Agreement":                              facts.OpenCodeNotApproved,
		"LicenseRef-scancode-oracle-nftc-2021":                 facts.OpenCodeNotApproved,
		"LicenseRef-scancode-bsd-3-clause-no-nuclear-warranty": facts.OpenCodeUnlisted, // entries disagree
		"LicenseRef-scancode-no-such-key":                      facts.OpenCodeUnlisted,
		"LicenseRef-SSLeay License":                            facts.OpenCodeUnlisted,
		"":                                                     facts.OpenCodeUnlisted,
	} {
		if got := facts.OpenCodeOther(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
