// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"os"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/profile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// try puts an example before a policy and gives what comes out.
func try(p *policy.Policy, c profile.Case) string {
	if c.Role == "" {
		c.Role = inventory.ThirdParty
	}
	return policy.Try(c, p, policy.Options{Date: "2026-11-22"}).Got
}

// The city's page on licences and the file its own CI checks by say different things: the file names three identifiers
// to deny. It is read here as it is written, by identifier; what the program that uses it makes of "or later" was not
// examined.
func TestMunichsPageAndItsOwnCIFileDiffer(t *testing.T) {
	page := mustLoad(t, "muenchen")
	denied := map[string]bool{"GPL-1.0-or-later": true, "LGPL-2.0-or-later": true, "AGPL-1.0-or-later": true}
	for _, tt := range []struct {
		licence string
		page    string // preferred, possible, avoided; "": the page does not speak of it
		stops   bool   // the file
		differ  bool
	}{
		{licence: "MIT", page: "preferred"},
		{licence: "Apache-2.0", page: "preferred"},
		{licence: "BSD-3-Clause", page: "preferred"},
		{licence: "PostgreSQL", page: "preferred"},
		{licence: "PHP-3.01", page: "preferred"},
		{licence: "EPL-2.0", page: "possible"},
		{licence: "MPL-2.0", page: "possible"},
		{licence: "LGPL-2.1-only", page: "possible"},
		{licence: "GPL-2.0-only WITH Classpath-exception-2.0", page: "possible"},
		{licence: "GPL-1.0-or-later", page: "avoided", stops: true},
		{licence: "AGPL-1.0-or-later", page: "avoided", stops: true},
		// The file stops what the page allows.
		{licence: "LGPL-2.0-or-later", page: "possible", stops: true, differ: true},
		// The file lets through what the page avoids.
		{licence: "GPL-2.0-only", page: "avoided", differ: true},
		{licence: "GPL-3.0-only", page: "avoided", differ: true},
		{licence: "AGPL-3.0-only", page: "avoided", differ: true},
		{licence: "EUPL-1.2", page: "avoided", differ: true},
		// The file lets through what the page does not speak of, and what has to be reviewed.
		{licence: "OSL-3.0", differ: true},
		{licence: "EPL-1.0", differ: true},
		{licence: "ISC", differ: true},
	} {
		standing := page.Standing()(spdx.MustParse(tt.licence))
		if string(standing) != tt.page {
			t.Errorf("%s: the page says %q, want %q", tt.licence, standing, tt.page)
		}
		if denied[tt.licence] != tt.stops {
			t.Errorf("%s: the file stops it: %v", tt.licence, denied[tt.licence])
		}
		welcome := standing == assessment.Preferred || standing == assessment.Possible
		if differ := welcome == tt.stops; differ != tt.differ {
			t.Errorf("%s: page and file differ: %v", tt.licence, differ)
		}
		want := "satisfied"
		if !welcome {
			want = "review"
		}
		if got := try(page, profile.Case{License: tt.licence, Rule: "LIZ-006", Relation: inventory.LinksDynamic}); got != want {
			t.Errorf("%s: LIZ-006 says %s, want %s", tt.licence, got, want)
		}
	}
}

func TestTry(t *testing.T) {
	for _, tt := range []struct {
		name   string
		policy string
		profile.Case
		want string
	}{
		{"approved", "opencode", profile.Case{License: "MIT"}, "satisfied"},
		{"negative list, in the tree", "opencode", profile.Case{License: "CC-BY-NC-4.0"}, "violated"},
		{"negative list, named", "opencode", profile.Case{License: "CC-BY-NC-4.0", Named: true}, "review"},
		{"no licence", "opencode", profile.Case{License: "NOASSERTION"}, "review"},
		{"words", "opencode", profile.Case{License: "see website", Rule: "LIZ-001"}, "review"},
		{"a note", "dortmund", profile.Case{License: "Fair", Rule: "LIZ-002"}, "noted"},
		{"a note changes no verdict", "dortmund", profile.Case{License: "Fair"}, "satisfied"},
		{"a rule that is not on", "dortmund", profile.Case{License: "MIT", Rule: "SBM-001"}, "not-applicable"},
		{"a rule that is not asked", "dortmund", profile.Case{License: "GPL-3.0-only", Rule: "LIZ-006"}, "not-applicable"},
		{"the same rule under another use", "muenchen", profile.Case{License: "GPL-3.0-only", Rule: "LIZ-006"}, "review"},
		{"used separately", "muenchen", profile.Case{License: "GPL-3.0-only", Rule: "LIZ-006", Relation: inventory.UsesSeparately}, "satisfied"},
		{"for tests only", "muenchen", profile.Case{License: "GPL-3.0-only", Rule: "LIZ-006", Scope: inventory.Test}, "not-applicable"},
		{"a text nobody knows", "muenchen", profile.Case{License: "LicenseRef-ours", Rule: "LIZ-006"}, "review"},
		{"a choice", "permissiv", profile.Case{License: "GPL-3.0-only OR MIT", Rule: "LIZ-006"}, "satisfied"},
		{"both", "permissiv", profile.Case{License: "GPL-3.0-only AND MIT", Rule: "LIZ-006"}, "review"},
		{"weak copyleft", "permissiv", profile.Case{License: "MPL-2.0", Rule: "LIZ-006"}, "review"},
		{"own code", "opencode", profile.Case{License: "EUPL-1.2", Role: inventory.Own, Rule: "EIG-002"}, "satisfied"},
		{"own code comes with its texts", "opencode", profile.Case{License: "EUPL-1.2 OR MIT", Role: inventory.Own, Rule: "EIG-001"}, "satisfied"},
		{"own code, not free", "opencode", profile.Case{License: "CC-BY-NC-4.0", Role: inventory.Own, Rule: "EIG-002"}, "violated"},
		{"own code without a licence", "opencode", profile.Case{License: "NONE", Role: inventory.Own, Rule: "EIG-001"}, "violated"},
		{"own code, whatever the policy calls own", "\nown: {main: false}\nrules: {EIG-002: must}", profile.Case{License: "MIT", Role: inventory.Own}, "satisfied"},
		{"no rule about SBOMs", "bsi-2.1.0", profile.Case{License: "MIT"}, "not-applicable"},
		{"at the bid", "opencode", profile.Case{License: "NONE", Role: inventory.Own, Rule: "EIG-001", Stage: assessment.StageBid}, "review"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := try(mustLoad(t, tt.policy), tt.Case); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// What the profile osi says of itself is so.
func TestWhatOSIFails(t *testing.T) {
	p := mustLoad(t, "osi")
	for licence, want := range map[string]string{"curl": "violated", "bzip2-1.0.6": "violated", "X11": "violated", "IJG": "violated", "MIT": "satisfied", "EUPL-1.2": "satisfied"} {
		if got := try(p, profile.Case{License: licence}); got != want {
			t.Errorf("%s: %s, want %s", licence, got, want)
		}
	}
}

func TestTryShowsWhy(t *testing.T) {
	data, err := os.ReadFile("testdata/muenchen.cases.yml")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := policy.ReadCases(data, "testdata/muenchen.cases.yml")
	if err != nil {
		t.Fatal(err)
	}
	p := mustLoad(t, cases.Policy...)
	for _, c := range cases.Cases {
		tried := policy.Try(c, p, policy.Options{Date: "2026-11-22"})
		if !tried.Passed() {
			t.Errorf("%s %s: got %s, want %s", c.Origin, c.License, tried.Got, tried.Want)
		}
		if c.Want == "review" && len(tried.Why) == 0 {
			t.Errorf("%s %s: nothing says why", c.Origin, c.License)
		}
	}
	if len(cases.Cases) < 10 {
		t.Errorf("%d cases", len(cases.Cases))
	}
}

func TestTheOnlyHouseLicenceIsTheOneWished(t *testing.T) {
	for text, want := range map[string]string{
		"house: [MIT]":      "MIT",
		"house: [MIT, ISC]": "",
		"house: [GPL]":      "", // several licences
		"house: [MIT]\noutbound: EUPL-1.2 OR GPL-3.0-only": "EUPL-1.2 OR GPL-3.0-only",
		"use: internal": "",
	} {
		a := policy.Assess(of(), mustLoad(t, "\nrules: {LIZ-001: must}\n"+text), policy.Options{})
		if a.Outbound != want {
			t.Errorf("%s: %q, want %q", text, a.Outbound, want)
		}
	}
}
