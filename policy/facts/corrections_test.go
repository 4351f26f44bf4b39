// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"strings"
	"testing"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// each runs a check for licences given as one string.
func each(t *testing.T, ids string, check func(*testing.T, facts.Facts)) {
	t.Helper()
	for id := range strings.FieldsSeq(ids) {
		t.Run(id, func(t *testing.T) { check(t, of(t, id)) })
	}
}

// TestReviewedClasses holds what the review of November 2026 settled against the first proposal.
func TestReviewedClasses(t *testing.T) {
	for class, ids := range map[facts.Class]string{
		facts.ClassPermissive: "HPND-export-US HPND-export-US-acknowledgement HPND-UC-export-US BSD-3-Clause-No-Nuclear-Warranty " +
			"LiLiQ-P-1.1 WTFPL FSFUL OSC-1.0",
		facts.ClassRestrictedUse:           "JSON MS-LPL IEC-Code-Components-EULA",
		facts.ClassRestrictedNoncommercial: "PPL",
		facts.ClassCopyleftNetwork:         "CAL-1.0-Combined-Work-Exception UCL-1.0 RPSL-1.0",
		facts.ClassCopyleftStrong:          "CECILL-2.1 CERN-OHL-1.1 CERN-OHL-1.2",
		facts.ClassCopyleftWeak:            "Vim OFL-1.0 OFL-1.0-RFN OFL-1.0-no-RFN OFL-1.1 OFL-1.1-RFN OFL-1.1-no-RFN",
		facts.ClassCopyleftWeakLibrary:     "GPL-2.0-with-classpath-exception",
	} {
		each(t, ids, func(t *testing.T, f facts.Facts) {
			if f.Class != class {
				t.Errorf("class %s, want %s", f.Class, class)
			}
		})
	}
}

func TestReviewedKinds(t *testing.T) {
	for kind, ids := range map[facts.Kind]string{
		facts.KindHardware:      "CERN-OHL-1.1 CERN-OHL-1.2 CERN-OHL-P-2.0 CERN-OHL-S-2.0 CERN-OHL-W-2.0 TAPR-OHL-1.0 SHL-0.51",
		facts.KindData:          "ODbL-1.0 CDLA-Permissive-2.0 DL-DE-BY-2.0 DL-DE-ZERO-2.0",
		facts.KindDocumentation: "CC-BY-3.0-DE CC-BY-4.0 CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-ND-4.0 GFDL-1.3-only",
		facts.KindFont:          "OFL-1.0 OFL-1.0-RFN OFL-1.0-no-RFN OFL-1.1 OFL-1.1-RFN OFL-1.1-no-RFN",
		facts.KindSoftware:      "MIT CC0-1.0 Unicode-3.0 ECL-2.0",
	} {
		each(t, ids, func(t *testing.T, f facts.Facts) {
			if f.Kind != kind {
				t.Errorf("kind %s, want %s", f.Kind, kind)
			}
		})
	}
}

func TestReviewedDuties(t *testing.T) {
	each(t, "OFL-1.0 OFL-1.1 OFL-1.1-RFN CC-BY-SA-1.0 CC-BY-SA-3.0-DE CC-BY-SA-4.0", func(t *testing.T, f facts.Facts) {
		if f.SourceDuty {
			t.Error("has a source duty")
		}
	})
	each(t, "SSPL-1.0 Watcom-1.0 GPL-2.0-only MPL-2.0 EUPL-1.2", func(t *testing.T, f facts.Facts) {
		if !f.SourceDuty {
			t.Error("has no source duty")
		}
	})
	for duty, ids := range map[facts.NoticeDuty]string{
		facts.NoticeNone:   "0BSD MIT-0 CC0-1.0 Unlicense WTFPL blessing",
		facts.NoticeSource: "Zlib BSL-1.0",
		facts.NoticeAlways: "MIT Apache-2.0 BSD-3-Clause GPL-3.0-only X11 curl",
	} {
		each(t, ids, func(t *testing.T, f facts.Facts) {
			if f.NoticeDuty != duty {
				t.Errorf("notice %s, want %s", f.NoticeDuty, duty)
			}
		})
	}
	if f := of(t, "BUSL-1.1"); !f.Varies {
		t.Error("the terms of BUSL-1.1 are set per product and version")
	}
}

// TestCopyleftHasAxes: reach, linking, trigger and modification are told apart.
func TestCopyleftHasAxes(t *testing.T) {
	type axes struct {
		reach                           facts.Reach
		link                            facts.Linking
		network, onlyModified, arguable bool
	}
	for id, want := range map[string]axes{
		"AGPL-3.0-only":     {facts.ReachProgram, facts.LinkAny, true, true, false},
		"AGPL-1.0-or-later": {facts.ReachProgram, facts.LinkAny, true, true, false},
		"SSPL-1.0":          {facts.ReachProgram, facts.LinkAny, true, false, false},
		"EUPL-1.2":          {facts.ReachProgram, facts.LinkNone, true, false, true},
		"EUPL-1.1":          {facts.ReachProgram, facts.LinkNone, true, false, true},
		"EUPL-1.0":          {facts.ReachProgram, facts.LinkNone, false, false, false},
		"CECILL-2.1":        {facts.ReachProgram, facts.LinkAny, false, false, false},
		"GPL-2.0-only":      {facts.ReachProgram, facts.LinkAny, false, false, false},
		"LGPL-2.1-only":     {facts.ReachLibrary, facts.LinkStatic, false, false, false},
		"LGPL-3.0-or-later": {facts.ReachLibrary, facts.LinkStatic, false, false, false},
		"MPL-2.0":           {facts.ReachFile, facts.LinkNone, false, false, false},
		"EPL-2.0":           {facts.ReachFile, facts.LinkNone, false, false, false},
		"APSL-2.0":          {facts.ReachFile, facts.LinkNone, true, true, false},
		"RPSL-1.0":          {facts.ReachProgram, facts.LinkUnclear, true, true, false},
		"UCL-1.0":           {facts.ReachProgram, facts.LinkUnclear, true, false, false},
		"OSL-2.1":           {facts.ReachProgram, facts.LinkUnclear, true, true, false},
		"OSL-3.0":           {facts.ReachProgram, facts.LinkUnclear, true, false, false},
		"CPAL-1.0":          {facts.ReachFile, facts.LinkNone, true, false, false},
		"MIT":               {facts.ReachNone, facts.LinkNone, false, false, false},
	} {
		f := of(t, id)
		if got := (axes{f.Reach, f.LinkReach, f.On(facts.OnNetwork), f.OnlyModified, f.Arguable}); got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	for id := range strings.FieldsSeq("RPL-1.5 Parity-7.0.0 APSL-1.2 Watcom-1.0") {
		if !of(t, id).On(facts.OnModification) {
			t.Errorf("%s is set off by use of a modified version within one's own house too", id)
		}
	}
}

func TestContested(t *testing.T) {
	each(t, "EUPL-1.1 EUPL-1.2 LGPL-2.1-only AFL-3.0 CC-BY-SA-4.0 WTFPL Artistic-2.0 AGPL-3.0-only JSON MS-LPL PPL Vim "+
		"CERN-OHL-1.2 HPND-export-US UCL-1.0 CAL-1.0-Combined-Work-Exception RPSL-1.0 CECILL-2.1 LiLiQ-P-1.1 OSC-1.0", func(t *testing.T, f facts.Facts) {
		if !f.Contested {
			t.Error("is not contested")
		}
	})
	each(t, "MIT Apache-2.0 BSD-3-Clause GPL-2.0-only MPL-2.0 CC0-1.0", func(t *testing.T, f facts.Facts) {
		if f.Contested {
			t.Error("is contested")
		}
	})
}

// TestNewerThanTheList: ids that later versions of the SPDX list added are not known to this one.
func TestNewerThanTheList(t *testing.T) {
	for id := range strings.FieldsSeq("Brian-Gladman-3-Clause-no-conversion Bugroff CC-BY-NC-3.0-IGO Informatica MVT-1.1 atc-game") {
		if _, ok := facts.Of(spdx.License{ID: id}); ok {
			t.Errorf("%s is not on SPDX list %s", id, spdx.ListVersion)
		}
	}
}
