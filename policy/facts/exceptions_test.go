// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// pairs are the facts of every licence with every exception that is meant for it.
func pairs(t *testing.T) []facts.Facts {
	t.Helper()
	var list []facts.Facts
	for _, x := range spdx.Exceptions() {
		for _, l := range spdx.Licenses() {
			if f, ok := facts.Of(spdx.With{License: spdx.License{ID: l.ID}, Exception: spdx.Exception{ID: x.ID}}); ok {
				list = append(list, f)
			}
		}
	}
	return list
}

func TestEveryExceptionHasARow(t *testing.T) {
	known := map[string]bool{}
	for _, f := range pairs(t) {
		known[f.Exception] = true
		wellFormed(t, f)
		if !slices.Contains(effects, f.Effect) || !slices.Contains(spared, f.Spares) {
			t.Errorf("%s: effect %q, spares %q", f.ID, f.Effect, f.Spares)
		}
		if f.ID != f.Base+" WITH "+f.Exception || f.OpenCode != facts.OpenCodeUnlisted {
			t.Errorf("%s: %+v", f.ID, f)
		}
		if e, err := spdx.Parse(f.ID); err != nil || e.String() != f.ID {
			t.Errorf("%s is no canonical expression", f.ID)
		}
	}
	for _, x := range spdx.Exceptions() {
		if !known[x.ID] {
			t.Errorf("exceptions.tsv lacks %s, or names no licence it goes with", x.ID)
		}
	}
	if len(known) != 84 {
		t.Errorf("%d exceptions", len(known))
	}
}

// TestPairOnlyWidens: an exception that only adds permission never makes a pair stricter than its licence.
func TestPairOnlyWidens(t *testing.T) {
	order := []facts.Class{facts.ClassPermissive, facts.ClassCopyleftWeak, facts.ClassCopyleftWeakLibrary,
		facts.ClassCopyleftStrong, facts.ClassCopyleftNetwork}
	for _, f := range pairs(t) {
		if f.Effect != facts.AddsPermission {
			continue
		}
		base := of(t, f.Base)
		if slices.Index(order, f.Class) > slices.Index(order, base.Class) || f.SourceDuty && !base.SourceDuty {
			t.Errorf("%s is stricter than %s", f.ID, f.Base)
		}
		if f.Installation && !base.Installation || f.Relink != facts.LinkNone && base.Relink == facts.LinkNone ||
			f.TextDuty == facts.TextAlways && base.TextDuty != facts.TextAlways {
			t.Errorf("%s asks for more than %s", f.ID, f.Base)
		}
	}
}

func TestPairs(t *testing.T) {
	const (
		weak    = facts.ClassCopyleftWeak
		library = facts.ClassCopyleftWeakLibrary
		strong  = facts.ClassCopyleftStrong
	)
	for _, c := range []struct {
		pair   string
		class  facts.Class
		reach  facts.Reach
		link   facts.Linking
		source bool
		spares facts.Spared
	}{
		{"GPL-2.0-only WITH Classpath-exception-2.0", library, facts.ReachLibrary, facts.LinkNone, true, facts.SparesLinking},
		{"GPL-3.0-or-later WITH GCC-exception-3.1", library, facts.ReachLibrary, facts.LinkNone, true, facts.SparesLinking},
		{"GPL-2.0-or-later WITH eCos-exception-2.0", library, facts.ReachLibrary, facts.LinkNone, true, facts.SparesLinking},
		{"LGPL-2.0-or-later WITH WxWindows-exception-3.1", library, facts.ReachLibrary, facts.LinkNone, false, facts.SparesLinking},
		{"LGPL-2.1-only WITH Qt-LGPL-exception-1.1", library, facts.ReachLibrary, facts.LinkStatic, true, facts.SparesHeaders},
		{"LGPL-3.0-only WITH LGPL-3.0-linking-exception", library, facts.ReachLibrary, facts.LinkNone, true, facts.SparesLinking},
		{"LGPL-2.1-only WITH OCaml-LGPL-linking-exception", library, facts.ReachLibrary, facts.LinkNone, true, facts.SparesLinking},
		{"GPL-2.0-only WITH Linux-syscall-note", strong, facts.ReachProgram, facts.LinkUnclear, true, facts.SparesUserPrograms},
		{"GPL-2.0-or-later WITH u-boot-exception-2.0", strong, facts.ReachProgram, facts.LinkUnclear, true, facts.SparesUserPrograms},
		{"GPL-2.0-only WITH OpenJDK-assembly-exception-1.0", strong, facts.ReachProgram, facts.LinkAny, true, facts.SparesNamedWorks},
		{"GPL-2.0-or-later WITH openvpn-openssl-exception", strong, facts.ReachProgram, facts.LinkAny, true, facts.SparesNamedWorks},
		{"GPL-3.0-only WITH Qt-GPL-exception-1.0", strong, facts.ReachProgram, facts.LinkUnclear, true, facts.SparesOutput},
		{"GPL-3.0-or-later WITH Autoconf-exception-3.0", weak, facts.ReachFile, facts.LinkNone, true, facts.SparesOutput},
		{"GPL-3.0-or-later WITH Bison-exception-2.2", weak, facts.ReachFile, facts.LinkNone, true, facts.SparesOutput},
		{"GPL-2.0-or-later WITH Font-exception-2.0", weak, facts.ReachFile, facts.LinkNone, true, facts.SparesEmbedding},
		{"CPL-1.0 WITH LZMA-exception", weak, facts.ReachFile, facts.LinkNone, true, facts.SparesLinking},
		{"Apache-2.0 WITH LLVM-exception", facts.ClassPermissive, facts.ReachNone, facts.LinkNone, false, facts.SparesCompiledPortions},
		{"Apache-2.0 WITH Swift-exception", facts.ClassPermissive, facts.ReachNone, facts.LinkNone, false, facts.SparesCompiledPortions},
		{"MIT WITH fmt-exception", facts.ClassPermissive, facts.ReachNone, facts.LinkNone, false, facts.SparesCompiledPortions},
		{"AGPL-3.0-only WITH PS-or-PDF-font-exception-20170817", facts.ClassCopyleftNetwork, facts.ReachFile, facts.LinkNone, true, facts.SparesEmbedding},
	} {
		f := of(t, c.pair)
		if f.Class != c.class || f.Reach != c.reach || f.LinkReach != c.link || f.SourceDuty != c.source || f.Spares != c.spares {
			t.Errorf("%s: %s %s %s source %v spares %q", c.pair, f.Class, f.Reach, f.LinkReach, f.SourceDuty, f.Spares)
		}
	}
	if f := of(t, "GPL-2.0-only WITH freertos-exception-2.0"); f.Effect != facts.Changes || !f.Restricted() || !f.Contested {
		t.Errorf("the FreeRTOS exception forbids some uses: %+v", f)
	}
	if f := of(t, "GPL-2.0-or-later WITH Font-exception-2.0"); f.Kind != facts.KindFont {
		t.Errorf("kind %s", f.Kind)
	}
}

func TestUnlistedPairIsNeverItsBase(t *testing.T) {
	for _, pair := range []string{
		"MIT WITH Classpath-exception-2.0", "Apache-2.0 WITH GCC-exception-3.1", "GPL-3.0-only WITH 389-exception",
		"GPL-2.0-or-later WITH 389-exception", "GPL-2.0-only WITH GCC-exception-3.1", "EUPL-1.2 WITH Classpath-exception-2.0",
		"LGPLLR WITH LGPL-3.0-linking-exception", "GPL-2.0-with-classpath-exception WITH Classpath-exception-2.0",
	} {
		if f, ok := facts.Of(spdx.MustParse(pair)); ok || f.Class != "" {
			t.Errorf("%s has facts: %+v", pair, f)
		}
	}
}

// TestPairKeepsDoubts: where the class is the licence's, so is the disagreement on it.
func TestPairKeepsDoubts(t *testing.T) {
	if f := of(t, "LGPL-2.1-only WITH Qt-LGPL-exception-1.1"); !f.Contested || len(f.Basis) <= 2 {
		t.Errorf("%v %v", f.Contested, f.Basis)
	}
	if f := of(t, "AGPL-3.0-only WITH romic-exception"); !f.OnlyModified || !f.On(facts.OnNetwork) {
		t.Errorf("%+v", f)
	}
}

func TestPairOfDeprecatedBase(t *testing.T) {
	got, want := of(t, "GPL-2.0 WITH Classpath-exception-2.0"), of(t, "GPL-2.0-only WITH Classpath-exception-2.0")
	if got.Class != want.Class || !got.Deprecated || got.Successor != want.ID {
		t.Errorf("%+v", got)
	}
}

// TestOSIOfPairs: only what the list itself marks through a deprecated id is approved as a pair.
func TestOSIOfPairs(t *testing.T) {
	var approved []string
	for _, f := range pairs(t) {
		if f.OSI && !f.Deprecated {
			approved = append(approved, f.ID)
		}
	}
	want := "GPL-3.0-only WITH GCC-exception-3.1, GPL-3.0-or-later WITH GCC-exception-3.1, " +
		"GPL-2.0-only WITH WxWindows-exception-3.1, GPL-2.0-or-later WITH WxWindows-exception-3.1"
	if got := strings.Join(approved, ", "); got != want {
		t.Errorf("approved pairs: %s", got)
	}
}
