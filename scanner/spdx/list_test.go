// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

func TestList(t *testing.T) {
	licenses, exceptions := spdx.Licenses(), spdx.Exceptions()
	if len(licenses) != 727 || len(exceptions) != 84 {
		t.Errorf("%d licences and %d exceptions, want 727 and 84", len(licenses), len(exceptions))
	}
	osi := 0
	var without []string
	for _, l := range licenses {
		for _, spelling := range []string{l.ID, strings.ToLower(l.ID), strings.ToUpper(l.ID)} {
			if got, ok := spdx.LookupLicense(spelling); !ok || got.ID != l.ID {
				t.Errorf("LookupLicense(%q) = %v, %v", spelling, got.ID, ok)
			}
			if e, err := spdx.Parse(spelling); err != nil || e.String() != l.ID {
				t.Errorf("Parse(%q) = %v, %v", spelling, e, err)
			}
		}
		if got, ok := spdx.LookupName("  " + strings.ToUpper(l.Name)); !ok || !strings.EqualFold(got.Name, l.Name) {
			t.Errorf("LookupName(%q) = %v, %v", l.Name, got.ID, ok)
		} else if got.ID != l.ID && (!l.Deprecated || got.Deprecated) {
			t.Errorf("LookupName(%q) = %s, not %s", l.Name, got.ID, l.ID)
		}
		if l.OSI {
			osi++
		}
		if l.Deprecated && l.Successor == "" {
			without = append(without, l.ID)
		}
		if l.Successor != "" {
			checkSuccessor(t, l)
		}
		checkFields(t, l.ID, l.Name, l.URLs)
	}
	for _, x := range exceptions {
		if got, ok := spdx.LookupException(strings.ToUpper(x.ID)); !ok || got.ID != x.ID {
			t.Errorf("LookupException(%q) = %v, %v", x.ID, got.ID, ok)
		}
		if s, ok := spdx.LookupException(x.Successor); x.Deprecated && (!ok || s.Deprecated) {
			t.Errorf("%s: successor %q", x.ID, x.Successor)
		}
		checkFields(t, x.ID, x.Name, x.URLs)
	}
	// Net-SNMP stood for a stack of licences that has changed since: the list names no successor.
	if !slices.Equal(without, []string{"Net-SNMP"}) {
		t.Errorf("deprecated without a successor: %q", without)
	}
	if osi < 130 {
		t.Errorf("only %d licences are marked as approved by OSI", osi)
	}
	byID := func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }
	if !slices.IsSortedFunc(licenses, func(a, b spdx.ListedLicense) int { return byID(a.ID, b.ID) }) ||
		!slices.IsSortedFunc(exceptions, func(a, b spdx.ListedException) int { return byID(a.ID, b.ID) }) {
		t.Error("a list is not sorted")
	}
}

// TestNamesApart: no two entries that are not deprecated have names that LookupName takes for one.
func TestNamesApart(t *testing.T) {
	for _, l := range spdx.Licenses() {
		if got, ok := spdx.LookupName(l.Name); !ok || got.ID != l.ID && !l.Deprecated {
			t.Errorf("%q is the name of %s and of %s", l.Name, l.ID, got.ID)
		}
	}
}

func checkSuccessor(t *testing.T, l spdx.ListedLicense) {
	t.Helper()
	e, err := spdx.Parse(l.Successor)
	if err != nil || e.String() != l.Successor || !l.Deprecated {
		t.Errorf("%s: successor %q: %v", l.ID, l.Successor, err)
		return
	}
	for _, a := range spdx.Atoms(e) {
		base, ok := a.(spdx.License)
		if w, pair := a.(spdx.With); pair {
			base, ok = w.License, true
		}
		if next, _ := spdx.LookupLicense(base.ID); !ok || next.Deprecated {
			t.Errorf("%s: successor %q is deprecated itself", l.ID, l.Successor)
		}
	}
}

func checkFields(t *testing.T, id, name string, urls []string) {
	t.Helper()
	if id == "" || name == "" || strings.TrimSpace(name) != name || strings.ContainsAny(id+name, "\t\n") {
		t.Errorf("entry %q %q", id, name)
	}
	for _, u := range urls {
		if !strings.Contains(u, "://") {
			t.Errorf("%s: address %q", id, u)
		}
	}
}

func TestListFacts(t *testing.T) {
	for id, want := range map[string]spdx.ListedLicense{
		"mit":                              {ID: "MIT", OSI: true},
		"gpl-2.0+":                         {ID: "GPL-2.0+", OSI: true, Deprecated: true, Successor: "GPL-2.0-or-later"},
		"GPL-2.0":                          {ID: "GPL-2.0", OSI: true, Deprecated: true, Successor: "GPL-2.0-only"},
		"GPL-2.0-with-classpath-exception": {ID: "GPL-2.0-with-classpath-exception", Deprecated: true, Successor: "GPL-2.0-only WITH Classpath-exception-2.0"},
		"BUSL-1.1":                         {ID: "BUSL-1.1"},
	} {
		got, ok := spdx.LookupLicense(id)
		if !ok || got.ID != want.ID || got.OSI != want.OSI || got.Deprecated != want.Deprecated || got.Successor != want.Successor {
			t.Errorf("LookupLicense(%q) = %+v, %v", id, got, ok)
		}
	}
	for name, want := range map[string]string{
		"MIT License":                                      "MIT",
		" apache  license\n2.0 ":                           "Apache-2.0",
		"GNU General Public License v2.0 only":             "GPL-2.0-only",
		"GNU General Public License v2.0 or later":         "GPL-2.0-or-later",
		"The Apache License, Version 2.0":                  "Apache-2.0",
		"Mozilla Public Licence, v. 2.0":                   "MPL-2.0",
		"Eclipse Public License - v 2.0":                   "EPL-2.0",
		"The MIT License":                                  "MIT",
		"MIT":                                              "",
		"License":                                          "",
		"Standard ML of New Jersey License":                "SMLNJ",
		"Licence Libre du Québec – Permissive version 1.1": "LiLiQ-P-1.1",
	} {
		if got, ok := spdx.LookupName(name); ok != (want != "") || got.ID != want {
			t.Errorf("LookupName(%q) = %q, %v, want %s", name, got.ID, ok, want)
		}
	}
	for _, none := range []string{"", "MIT+", "LicenseRef-MIT", "МIT", strings.Repeat("MIT", 1000)} {
		if got, ok := spdx.LookupLicense(none); ok || got.ID != "" {
			t.Errorf("LookupLicense(%.40q) = %v", none, got)
		}
		if got, ok := spdx.LookupName(none); ok || got.ID != "" {
			t.Errorf("LookupName(%.40q) = %v", none, got)
		}
		if got, ok := spdx.LookupException(none); ok || got.ID != "" {
			t.Errorf("LookupException(%.40q) = %v", none, got)
		}
	}
}

// TestListVersion: the tables are of the version that the constant names.
func TestListVersion(t *testing.T) {
	for _, name := range []string{"licenses.tsv", "exceptions.tsv"} {
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), "\n# list\t"+spdx.ListVersion+"\n") {
			t.Errorf("%s is not of list %s: %v", name, spdx.ListVersion, err)
		}
	}
}
