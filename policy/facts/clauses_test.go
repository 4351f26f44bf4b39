// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"slices"
	"testing"

	"lizenzlotse/policy/facts"
)

// TestReachesOfTexts holds class, reach, triggers and the duties of notice and source against the sections that say
// so. What the texts ask besides is in TestClauses.
func TestReachesOfTexts(t *testing.T) {
	const yes, no = true, false
	for _, c := range []struct {
		id, class, reach, link, trigger string
		onlyModified                    bool
		notice                          string
		source                          bool
		where                           string
	}{
		{"GPL-1.0-only", "copyleft-strong", "program", "any", "distribution", no, "always", yes, "§§ 1 to 3"},
		{"GPL-2.0-only", "copyleft-strong", "program", "any", "distribution", no, "always", yes, "§§ 1 to 3"},
		{"GPL-3.0-only", "copyleft-strong", "program", "any", "distribution", no, "always", yes, "§§ 0, 4 to 6"},
		{"AGPL-1.0-only", "copyleft-network", "program", "any", "distribution,network", yes, "always", yes, "§ 2(d)"},
		{"AGPL-3.0-only", "copyleft-network", "program", "any", "distribution,network", yes, "always", yes, "§ 13"},
		{"LGPL-2.0-only", "copyleft-weak-library", "library", "static", "distribution", no, "always", yes, "§§ 1, 2, 4 to 6"},
		{"LGPL-2.1-only", "copyleft-weak-library", "library", "static", "distribution", no, "always", yes, "§§ 1, 2, 4 to 6"},
		{"LGPL-3.0-only", "copyleft-weak-library", "library", "static", "distribution", no, "always", yes, "§§ 2 to 5"},
		{"MPL-1.0", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.9, 3.2, 3.5 to 3.7"},
		{"MPL-1.1", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.9, 3.2, 3.5 to 3.7"},
		{"MPL-2.0", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.10, 3.2 to 3.4"},
		{"MPL-2.0-no-copyleft-exception", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.10, 3.2 to 3.4"},
		{"NPL-1.1", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.9, 3.2, 3.5 to 3.7"},
		{"SPL-1.0", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.9, 3.2, 3.5 to 3.7"},
		{"SugarCRM-1.1.3", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "§§ 1.9, 3.2, 3.6, 3.7, exhibit B"},
		{"Interbase-1.0", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "§§ 1.9, 3.2, 3.5 to 3.7"},
		{"NASA-1.3", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "3.A, 3.B, 3.I"},
		{"Unicode-TOU", "permissive", "none", "none", "", no, "unclear", no, "A.4: the terms of the data files stand in an exhibit that the list does not carry"},
		{"CPAL-1.0", "copyleft-network", "file", "none", "distribution,network", no, "source", yes, "§§ 1.9, 3.5, 3.7, 15"},
		{"CDDL-1.0", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "§§ 1.9, 3.1, 3.3, 3.6"},
		{"EPL-1.0", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "§ 3"},
		{"EPL-2.0", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "§§ 1 (Modified Works), 3.1, 3.3"},
		{"EUPL-1.0", "copyleft-strong", "program", "none", "distribution", no, "always", yes, "Art. 1, 3, 5"},
		{"EUPL-1.2", "copyleft-network", "program", "none", "distribution,network", no, "always", yes, "Art. 1, 3, 5"},
		{"OSL-1.0", "copyleft-network", "program", "unclear", "distribution,network", no, "unclear", yes, "nos. 1(c), 3, 5; nothing of notices"},
		{"OSL-2.1", "copyleft-network", "program", "unclear", "distribution,network", yes, "source", yes, "nos. 1(c), 3, 5, 6"},
		{"OSL-3.0", "copyleft-network", "program", "unclear", "distribution,network", no, "source", yes, "nos. 1(c), 3, 5, 6"},
		{"NPOSL-3.0", "copyleft-network", "program", "unclear", "distribution,network", no, "source", yes, "nos. 1(c), 3, 5, 6"},
		{"UCL-1.0", "copyleft-network", "program", "unclear", "distribution,network", no, "source", yes, "nos. 1(c), 3, 5, 6"},
		{"AFL-1.1", "permissive", "none", "none", "", no, "always", no, "Right of Attribution"},
		{"AFL-2.1", "permissive", "none", "none", "", no, "source", no, "no. 6"},
		{"AFL-3.0", "permissive", "none", "none", "", no, "source", no, "nos. 1(c), 6"},
		{"Apache-2.0", "permissive", "none", "none", "", no, "always", no, "§§ 1 (Derivative Works), 4(c), 4(d)"},
		{"Artistic-1.0-Perl", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "nos. 1, 4, 7"},
		{"Artistic-2.0", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "nos. 2, 5 to 9"},
		{"Ruby", "copyleft-weak", "file", "none", "distribution", no, "source", yes, "nos. 1, 3, 4"},
		{"MS-RL", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "3(A), 3(D)"},
		{"CECILL-1.1", "copyleft-strong", "program", "unclear", "distribution", no, "always", yes, "Art. 1 (Static, Dynamic Module), 5.3.3: shared libraries are neither"},
		{"CECILL-2.1", "copyleft-strong", "program", "any", "distribution", no, "always", yes, "Art. 1 (Internal Module), 5.3.3, 6.4"},
		{"CECILL-B", "permissive", "none", "none", "", no, "always", yes, "Art. 5.3.1, 5.3.2, 6.4"},
		{"CECILL-C", "copyleft-weak-library", "library", "none", "distribution", no, "always", yes, "Art. 1 (Related Module), 5.3.3, 6.4"},
		{"LiLiQ-P-1.1", "permissive", "none", "none", "", no, "always", no, "Art. 4"},
		{"LiLiQ-R-1.1", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "Art. 2 (logiciel modifié), 4.1"},
		{"LiLiQ-Rplus-1.1", "copyleft-strong", "program", "unclear", "distribution", no, "always", yes, "Art. 2 (logiciel dérivé), 4.1"},
		{"D-FSL-1.0", "copyleft-strong", "program", "unclear", "distribution", no, "always", yes, "§§ 2, 3(2), 4: what is independent is not reached"},
		{"QPL-1.0", "copyleft-strong", "program", "any", "distribution", no, "always", yes, "nos. 2, 4, 6"},
		{"Sleepycat", "copyleft-strong", "program", "any", "distribution", no, "always", yes, "third condition"},
		{"Watcom-1.0", "copyleft-network", "file", "none", "distribution,network,modification", yes, "always", yes, "§§ 1.4, 2.1(a), 2.2(c), 4"},
		{"APSL-2.0", "copyleft-weak", "file", "none", "distribution,network", yes, "always", yes, "§§ 1.4, 2.1(a), 2.2(c), 4"},
		{"RPL-1.1", "copyleft-network", "program", "unclear", "distribution,network,modification", no, "always", yes, "§ 6.1: the Licensed Software and any Extensions"},
		{"RPL-1.5", "copyleft-network", "program", "unclear", "distribution,network,modification", yes, "always", yes, "§ 6.1: any Extensions"},
		{"CAL-1.0", "copyleft-network", "program", "unclear", "distribution,network", no, "always", yes, "§§ 4, 4.1, 4.3"},
		{"CAL-1.0-Combined-Work-Exception", "copyleft-network", "file", "none", "distribution,network", no, "always", yes, "§ 4.5"},
		{"CERN-OHL-S-2.0", "copyleft-strong", "program", "unclear", "distribution", no, "always", yes, "nos. 1.7, 3.2, 3.3(d), 4"},
		{"CERN-OHL-W-2.0", "copyleft-weak", "library", "unclear", "distribution", no, "always", yes, "nos. 1.8, 3.3(d), 4.2"},
		{"SSPL-1.0", "source-available", "program", "any", "distribution,network", no, "always", yes, "§§ 5, 6, 13"},
		{"CC-BY-SA-4.0", "copyleft-weak", "file", "none", "distribution", no, "always", no, "§§ 3(a), 3(b)"},
		{"ODbL-1.0", "copyleft-strong", "file", "none", "distribution,network", yes, "always", yes, "§§ 4.2, 4.4(c), 4.5, 4.6: showing works made from a changed database"},
		{"ODC-By-1.0", "permissive", "none", "none", "", no, "always", no, "§ 4.2"},
		{"CDLA-Sharing-1.0", "copyleft-weak", "file", "none", "distribution", no, "always", no, "§§ 3.1, 3.5; no form of the data is asked for"},
		{"OFL-1.1", "copyleft-weak", "file", "none", "distribution", no, "always", no, "nos. 2, 5"},
		{"LPPL-1.3c", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "nos. 2, 6, 7"},
		{"GFDL-1.3-only", "copyleft-weak", "file", "none", "distribution", no, "always", yes, "§§ 2 to 4, 7"},
		{"LGPL-2.1-only WITH LLGPL", "copyleft-weak-library", "library", "none", "distribution", no, "always", yes, "last two paragraphs"},
	} {
		f := of(t, c.id)
		got := []string{string(f.Class), string(f.Reach), string(f.LinkReach), join(f.Trigger), string(f.NoticeDuty)}
		if want := []string{c.class, c.reach, c.link, c.trigger, c.notice}; !slices.Equal(got, want) {
			t.Errorf("%s (%s): %q, want %q", c.id, c.where, got, want)
		}
		if f.OnlyModified != c.onlyModified || f.SourceDuty != c.source {
			t.Errorf("%s (%s): only modified %v, source %v", c.id, c.where, f.OnlyModified, f.SourceDuty)
		}
		if !restsOn(f, "text") {
			t.Errorf("%s: sections are named, yet the text is not said to have been read", c.id)
		}
	}
}

// TestExtracts: a text of which only clauses were looked up is not said to have been read.
func TestExtracts(t *testing.T) {
	each(t, "CECILL-1.0 RPSL-1.0 BitTorrent-1.1 NLOD-2.0 APSL-1.1 Nokia ESA-PL-weak-copyleft-2.4", func(t *testing.T, f facts.Facts) {
		if restsOn(f, "text") || !restsOn(f, "extract") {
			t.Errorf("%v", f.Basis)
		}
	})
}
