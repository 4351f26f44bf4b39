// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// of gives the facts of an expression that must have some.
func of(t *testing.T, expression string) facts.Facts {
	t.Helper()
	f, ok := facts.Of(spdx.MustParse(expression))
	if !ok {
		t.Fatalf("%s has no facts", expression)
	}
	return f
}

var (
	kinds    = []facts.Kind{facts.KindSoftware, facts.KindDocumentation, facts.KindFont, facts.KindData, facts.KindHardware}
	reaches  = []facts.Reach{facts.ReachNone, facts.ReachFile, facts.ReachLibrary, facts.ReachProgram, facts.ReachUnclear}
	linkings = []facts.Linking{facts.LinkNone, facts.LinkStatic, facts.LinkAny, facts.LinkUnclear}
	triggers = []facts.Trigger{facts.OnDistribution, facts.OnNetwork, facts.OnModification}
	notices  = []facts.NoticeDuty{facts.NoticeNone, facts.NoticeSource, facts.NoticeAlways, facts.NoticeUnclear}
	effects  = []facts.Effect{facts.AddsPermission, facts.Clarifies, facts.Changes}
	statuses = []facts.OpenCodeStatus{facts.OpenCodeApproved, facts.OpenCodeSimilar, facts.OpenCodeNotApproved, facts.OpenCodeUnlisted}
	spared   = []facts.Spared{"", facts.SparesLinking, facts.SparesNamedWorks, facts.SparesFreeSoftware, facts.SparesInterface,
		facts.SparesPlugins, facts.SparesUserPrograms, facts.SparesOutput, facts.SparesEmbedding, facts.SparesHeaders,
		facts.SparesCompiledPortions, facts.SparesExamples, facts.SparesUnmodifiedBinaries}
)

// wellFormed checks what holds for the facts of any licence or pair.
func wellFormed(t *testing.T, f facts.Facts) {
	t.Helper()
	if f.Name == "" || len(f.Basis) == 0 {
		t.Errorf("%s: no name or no basis", f.ID)
	}
	if !slices.Contains(facts.Classes(), f.Class) || !slices.Contains(kinds, f.Kind) || !slices.Contains(reaches, f.Reach) ||
		!slices.Contains(linkings, f.LinkReach) || !slices.Contains(notices, f.NoticeDuty) || !slices.Contains(statuses, f.OpenCode) {
		t.Errorf("%s: a value that the package does not know: %+v", f.ID, f)
	}
	for _, trigger := range f.Trigger {
		if !slices.Contains(triggers, trigger) {
			t.Errorf("%s: trigger %q", f.ID, trigger)
		}
	}
	if f.Copyleft() && (f.Reach == facts.ReachNone || !f.On(facts.OnDistribution)) {
		t.Errorf("%s: copyleft that reaches nothing or is not set off by distribution", f.ID)
	}
	if f.Class == facts.ClassCopyleftNetwork && !f.On(facts.OnNetwork) {
		t.Errorf("%s: a network licence without the trigger", f.ID)
	}
	if f.Reach == facts.ReachNone && (f.LinkReach != facts.LinkNone || len(f.Trigger) > 0) {
		t.Errorf("%s: no copyleft, but linking or triggers", f.ID)
	}
	if f.OnlyModified && !f.On(facts.OnNetwork) {
		t.Errorf("%s: only modified says something of the network trigger, which it lacks", f.ID)
	}
	free := f.Class == facts.ClassPermissive || f.Class == facts.ClassPublicDomain
	if free && f.Reach != facts.ReachNone {
		t.Errorf("%s: %s with copyleft", f.ID, f.Class)
	}
	for _, b := range f.Basis {
		if !slices.ContainsFunc(facts.Sources(), func(s facts.Source) bool { return s.Code == b.Source }) {
			t.Errorf("%s: basis %q is not among the sources", f.ID, b.Source)
		}
	}
}

// TestEveryLicenseHasARow is what tells, when the SPDX list is updated, which rows are to be written.
func TestEveryLicenseHasARow(t *testing.T) {
	var missing []string
	for _, l := range spdx.Licenses() {
		f, ok := facts.Of(spdx.License{ID: l.ID})
		if !ok {
			missing = append(missing, l.ID)
			continue
		}
		if f.ID != l.ID || f.Name != l.Name || f.OSI != l.OSI || f.Deprecated != l.Deprecated || f.Successor != l.Successor {
			t.Errorf("%s: %+v is not what the list says", l.ID, f)
		}
		wellFormed(t, f)
	}
	if len(missing) > 0 {
		t.Errorf("licenses.tsv lacks %s", strings.Join(missing, " "))
	}
	if got, want := len(facts.All()), len(spdx.Licenses()); got != want {
		t.Errorf("All has %d entries, the list has %d", got, want)
	}
}

func TestUnknownHasNoFacts(t *testing.T) {
	for _, e := range []spdx.Expression{
		nil,
		spdx.License{},
		spdx.License{ID: "No-Such-Licence-1.0"},
		spdx.License{ID: "LicenseRef-MIT"},
		spdx.License{ID: "MIT", Document: "beispiel"},
		spdx.With{License: spdx.License{ID: "GPL-2.0-only"}, Exception: spdx.Exception{ID: "AdditionRef-Classpath"}},
		spdx.With{License: spdx.License{ID: "GPL-2.0-only"}, Exception: spdx.Exception{ID: "Classpath-exception-2.0", Document: "x"}},
		spdx.With{License: spdx.License{ID: "LicenseRef-GPL"}, Exception: spdx.Exception{ID: "Classpath-exception-2.0"}},
		spdx.MustParse("MIT AND 0BSD"),
		spdx.MustParse("MIT OR 0BSD"),
	} {
		if f, ok := facts.Of(e); ok || f.Class != "" || f.ID != "" {
			t.Errorf("%v has facts: %+v", spdx.Text(e), f)
		}
	}
}

// sameButName compares everything except what the list says of the identifier itself.
func sameButName(t *testing.T, a, b facts.Facts) {
	t.Helper()
	for _, f := range []*facts.Facts{&a, &b} {
		f.ID, f.Name, f.OSI, f.Deprecated, f.Successor = "", "", false, false, ""
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

func TestDeprecatedEqualsSuccessor(t *testing.T) {
	var deprecated, alone []string
	for _, l := range spdx.Licenses() {
		if !l.Deprecated {
			continue
		}
		deprecated = append(deprecated, l.ID)
		if l.Successor == "" {
			alone = append(alone, l.ID)
			continue
		}
		t.Run(l.ID, func(t *testing.T) { sameButName(t, of(t, l.ID), of(t, l.Successor)) })
	}
	// Net-SNMP stood for a stack of nine licences that each have an id.
	if len(deprecated) != 32 || !slices.Equal(alone, []string{"Net-SNMP"}) {
		t.Errorf("%d deprecated ids, without successor: %v", len(deprecated), alone)
	}
	if f := of(t, "GPL-2.0-with-classpath-exception"); f.Class != facts.ClassCopyleftWeakLibrary || f.Exception == "" {
		t.Errorf("GPL-2.0-with-classpath-exception: %+v", f)
	}
}

func TestOrLater(t *testing.T) {
	for plus, want := range map[string]string{
		"GPL-2.0+":                              "GPL-2.0-or-later",
		"GPL-2.0-only+":                         "GPL-2.0-or-later",
		"GPL-3.0-or-later+":                     "GPL-3.0-or-later",
		"AGPL-1.0+":                             "AGPL-1.0-or-later",
		"GFDL-1.3+":                             "GFDL-1.3-or-later",
		"MPL-1.1+":                              "MPL-1.1",
		"Apache-2.0+":                           "Apache-2.0",
		"GPL-2.0+ WITH Classpath-exception-2.0": "GPL-2.0-or-later WITH Classpath-exception-2.0",
	} {
		t.Run(plus, func(t *testing.T) {
			got := of(t, plus)
			got.Base = of(t, want).Base
			sameButName(t, got, of(t, want))
		})
	}
	if f := of(t, "MPL-1.1+"); f.ID != "MPL-1.1+" {
		t.Errorf("ID %q does not say that later versions were not looked at", f.ID)
	}
}

func TestCounts(t *testing.T) {
	classes, contested := map[facts.Class]int{}, 0
	for _, f := range facts.All() {
		if f.Successor != "" {
			continue
		}
		classes[f.Class]++
		if f.Contested {
			contested++
		}
	}
	want := map[facts.Class]int{
		facts.ClassPublicDomain: 20, facts.ClassPermissive: 404, facts.ClassCopyleftWeak: 116, facts.ClassCopyleftWeakLibrary: 9,
		facts.ClassCopyleftStrong: 47, facts.ClassCopyleftNetwork: 22, facts.ClassRestrictedNoncommercial: 27,
		facts.ClassRestrictedNoderivatives: 6, facts.ClassRestrictedUse: 16, facts.ClassSourceAvailable: 7,
		facts.ClassProprietary: 1, facts.ClassUnclassified: 19, facts.ClassReference: 2,
	}
	if diff := cmp.Diff(want, classes); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	if contested != 103 {
		t.Errorf("%d contested", contested)
	}
}

// TestContestedIsSaidWhereSourcesDisagree holds the flag against the basis it is drawn from.
func TestContestedIsSaidWhereSourcesDisagree(t *testing.T) {
	group := map[facts.Class]string{
		facts.ClassPublicDomain: "permissive", facts.ClassPermissive: "permissive", facts.ClassCopyleftWeak: "weak",
		facts.ClassCopyleftWeakLibrary: "weak", facts.ClassCopyleftStrong: "strong", facts.ClassCopyleftNetwork: "strong",
	}
	check := func(f facts.Facts) {
		own := group[f.Class]
		if own == "" {
			own = "other"
		}
		for _, b := range f.Basis {
			if b.Says != "" && b.Says != own && !f.Contested {
				t.Errorf("%s is %s, %s calls it %s, and it is not contested", f.ID, f.Class, b.Source, b.Says)
			}
		}
	}
	for _, f := range facts.All() {
		check(f)
	}
	for _, f := range pairs(t) {
		check(f)
	}
}

func TestSources(t *testing.T) {
	used := map[string]bool{"": true, "osadl": true} // whose matrix package copyleft asks
	for _, f := range append(facts.All(), pairs(t)...) {
		for _, b := range f.Basis {
			used[b.Source] = true
		}
	}
	for i, s := range facts.Sources() {
		if !used[s.Code] {
			t.Errorf("%s: no fact rests on it", s.Code)
		}
		if s.Title == "" || i > 0 && facts.Sources()[i-1].Code >= s.Code {
			t.Errorf("%s: no title or out of order", s.Code)
		}
		if strings.Contains(s.License, "CC-BY") && s.Attribution == "" {
			t.Errorf("%s: its licence asks for an attribution", s.Code)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	e := spdx.MustParse("GPL-2.0-only WITH Classpath-exception-2.0")
	for b.Loop() {
		facts.Of(e)
	}
}

func TestOwnWordsOfThoseThatPermitNoAdaptations(t *testing.T) {
	n := 0
	for _, f := range facts.All() {
		words, quoted := facts.NoChange(f.ID)
		if forbids := f.Class == facts.ClassRestrictedNoderivatives || slices.Contains(f.Changes, facts.ChangeForbidden); forbids != quoted {
			t.Errorf("%s: forbids adaptations %v, words %q", f.ID, forbids, words.Quote)
		}
		if quoted {
			n++
			if words.Section == "" || words.Quote == "" {
				t.Errorf("%s: section %q, words %q", f.ID, words.Section, words.Quote)
			}
		}
	}
	if n != 13 {
		t.Errorf("%d licences", n)
	}
}
