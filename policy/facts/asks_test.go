// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy/facts"
)

var (
	texts   = []facts.TextDuty{facts.TextNone, facts.TextSource, facts.TextLink, facts.TextAlways, facts.TextUnclear}
	changes = []facts.Change{facts.ChangeFiles, facts.ChangeWork, facts.ChangeLog, facts.ChangeDate, facts.ChangeAuthor, facts.ChangeOrigin,
		facts.ChangeDistinct, facts.ChangePatches, facts.ChangeForbidden, facts.ChangeUnclear}
	patents = []facts.PatentClause{facts.PatentNone, facts.PatentGrant, facts.PatentGrantRetaliation, facts.PatentRetaliation,
		facts.PatentWithheld, facts.PatentUnclear}
	namings = []facts.Naming{facts.NamingNoEndorsement, facts.NamingTrademark, facts.NamingAdvertising, facts.NamingAcknowledgement,
		facts.NamingCredit, facts.NamingDisplay, facts.NamingRename, facts.NamingNoticeFile, facts.NamingUnclear}
)

// asksWellFormed checks what holds for what any licence or pair asks. The values stand in the order of their
// declaration, so that rows that ask for the same read the same.
func asksWellFormed(t *testing.T, f facts.Facts) {
	t.Helper()
	if !slices.Contains(texts, f.TextDuty) || !slices.Contains(patents, f.Patent) || !slices.Contains(linkings, f.Relink) {
		t.Errorf("%s: text %q, patent %q, relink %q", f.ID, f.TextDuty, f.Patent, f.Relink)
	}
	if !inOrder(f.Changes, changes) || !inOrder(f.Naming, namings) {
		t.Errorf("%s: changes %q, naming %q", f.ID, f.Changes, f.Naming)
	}
	if len(f.Changes) > 1 && (slices.Contains(f.Changes, facts.ChangeUnclear) || slices.Contains(f.Changes, facts.ChangeForbidden)) || len(f.Naming) > 1 && slices.Contains(f.Naming, facts.NamingUnclear) {
		t.Errorf("%s: %q, %q: unclear or forbidden, and something besides", f.ID, f.Changes, f.Naming)
	}
	// Who need not pass on any notice need not pass on the text, and who passes on notices with the source alone never
	// owes the whole text with binaries.
	if f.NoticeDuty == facts.NoticeNone && f.TextDuty != facts.TextNone ||
		f.NoticeDuty == facts.NoticeSource && (f.TextDuty == facts.TextAlways || f.TextDuty == facts.TextUnclear) {
		t.Errorf("%s: notices %s, text %s", f.ID, f.NoticeDuty, f.TextDuty)
	}
	if f.Relink != facts.LinkNone && f.Class != facts.ClassCopyleftWeakLibrary {
		t.Errorf("%s: relinking, but %s", f.ID, f.Class)
	}
	if f.Installation && !f.SourceDuty {
		t.Errorf("%s: installation information without source", f.ID)
	}
}

func inOrder[T comparable](values, order []T) bool {
	last := -1
	for _, v := range values {
		i := slices.Index(order, v)
		if i <= last {
			return false
		}
		last = i
	}
	return true
}

func TestWhatLicencesAsk(t *testing.T) {
	for _, f := range append(facts.All(), pairs(t)...) {
		asksWellFormed(t, f)
		if f.Class == facts.ClassRestrictedNoderivatives && !slices.Contains(f.Changes, facts.ChangeForbidden) {
			t.Errorf("%s: changes %q", f.ID, f.Changes)
		}
		if f.Class == facts.ClassPublicDomain && f.TextDuty != facts.TextNone {
			t.Errorf("%s: a waiver of rights that asks for its text: %s", f.ID, f.TextDuty)
		}
		whole, clauses := restsOn(f, "text"), restsOn(f, "extract")
		if !whole && !clauses {
			t.Errorf("%s: the text is not among what the facts rest on", f.ID)
		}
		if whole && clauses && f.Base == "" {
			t.Errorf("%s: the text was read whole and was not", f.ID)
		}
	}
}

func restsOn(f facts.Facts, source string) bool {
	return slices.ContainsFunc(f.Basis, func(b facts.Basis) bool { return b.Source == source })
}

// TestSourceDutyIsCopyleft: whoever must give source holds a licence with copyleft, but for the ones named. CeCILL-B
// asks for the source of unchanged programs (Art. 5.3.1) and lets changed ones go under other licences.
func TestSourceDutyIsCopyleft(t *testing.T) {
	var others []string
	for _, f := range facts.All() {
		if f.SourceDuty && !f.Copyleft() {
			others = append(others, f.ID)
		}
	}
	if got := strings.Join(others, " "); got != "Aladdin CECILL-B MMPL-1.0.1 SSPL-1.0 Vixie-Cron" {
		t.Errorf("source duty without copyleft: %s", got)
	}
}

// TestClauses holds rows against the sections of the texts they were read from.
func TestClauses(t *testing.T) {
	for _, c := range []struct{ expression, text, changes, patent, naming, where string }{
		{"MIT", "always", "", "none", "", "sentence 2"},
		{"MIT-0", "none", "", "none", "", "no condition"},
		{"0BSD", "none", "", "none", "", "no condition"},
		{"ISC", "always", "", "none", "", "sentence 1"},
		{"X11", "always", "", "none", "no-endorsement", "last paragraph but one"},
		{"curl", "always", "", "none", "no-endorsement", "last paragraph"},
		{"BSD-1-Clause", "source", "", "none", "", "no. 1"},
		{"BSD-2-Clause", "always", "", "none", "", "nos. 1, 2"},
		{"BSD-2-Clause-Patent", "always", "", "grant", "", "patent paragraph"},
		{"BSD-3-Clause", "always", "", "none", "no-endorsement", "no. 3"},
		{"BSD-3-Clause-Clear", "always", "", "withheld", "no-endorsement", "last sentence"},
		{"BSD-4-Clause", "always", "", "none", "no-endorsement,advertising", "nos. 3, 4"},
		{"BSD-4-Clause-UC", "always", "", "none", "no-endorsement,advertising", "nos. 3, 4"},
		{"Apache-1.0", "always", "", "none", "no-endorsement,advertising,acknowledgement,rename", "nos. 3 to 6"},
		{"Apache-1.1", "always", "", "none", "no-endorsement,acknowledgement,rename", "nos. 3 to 5"},
		{"Apache-2.0", "always", "files", "grant-retaliation", "trademark,notice-file", "§§ 3, 4(a), 4(b), 4(d), 6"},
		{"ECL-2.0", "always", "files", "grant-retaliation", "trademark,notice-file", "§§ 3, 4, 6"},
		{"Zlib", "source", "distinct", "none", "", "nos. 2, 3"},
		{"BSL-1.0", "source", "", "none", "", "last part of the conditions"},
		{"bzip2-1.0.6", "source", "distinct", "none", "no-endorsement", "nos. 1, 3, 4"},
		{"IJG", "source", "log", "none", "no-endorsement,acknowledgement", "conditions 1, 2"},
		{"FTL", "source", "log", "none", "no-endorsement,acknowledgement", "§§ 2, 3"},
		{"OpenSSL", "always", "", "none", "no-endorsement,advertising,acknowledgement,credit,rename", "nos. 3 to 6 and the second licence"},
		{"PHP-3.01", "always", "", "none", "no-endorsement,acknowledgement,rename", "nos. 3, 4, 6"},
		{"PSF-2.0", "always", "log", "none", "trademark", "nos. 2, 3, 7"},
		{"Unicode-3.0", "always", "", "none", "no-endorsement", "last paragraph"},
		{"Unicode-DFS-2015", "always", "files", "none", "no-endorsement", "(c)"},
		{"NCSA", "always", "", "none", "no-endorsement", "third condition"},
		{"AAL", "always", "", "none", "no-endorsement,display", "nos. 2, 3"},
		{"W3C", "always", "work,date", "none", "no-endorsement", "no. 3"},
		{"UPL-1.0", "link", "", "grant", "", "last condition"},
		{"BlueOak-1.0.0", "link", "", "grant", "", "Notices, Patent"},
		{"MS-PL", "source", "", "grant-retaliation", "trademark", "3(A), 3(B), 3(D)"},
		{"AFL-3.0", "none", "work", "grant-retaliation", "no-endorsement,trademark", "nos. 2, 4, 6, 10"},
		{"MulanPSL-2.0", "always", "", "grant-retaliation", "trademark", "nos. 2, 3, 4"},
		{"Artistic-1.0", "none", "files,log,date", "none", "no-endorsement", "nos. 3 (how and when), 8"},
		{"Artistic-1.0-Perl", "none", "files,log,date", "none", "no-endorsement", "nos. 3 (how and when), 9"},
		{"ClArtistic", "none", "files,log,date", "none", "no-endorsement", "nos. 3 (how and when), 9"},
		{"OLDAP-1.4", "none", "files,log,date", "none", "no-endorsement", "nos. 3 (how and when), 9"},
		{"Ruby", "none", "", "none", "", "nos. 1 to 3"},
		{"CNRI-Python", "link", "log", "none", "trademark", "nos. 2, 3, 7"},
		{"CNRI-Jython", "link", "log", "none", "no-endorsement,rename", "nos. 2 to 4: the mark only as JPython-based"},
		{"Python-2.0", "always", "log", "none", "no-endorsement,trademark", "nos. 2, 3, 7 and the licence of CWI"},
		{"ZPL-2.1", "always", "files,date", "none", "no-endorsement,trademark", "nos. 3 to 5"},
		{"Artistic-2.0", "none", "log", "grant-retaliation", "trademark", "nos. 4, 12, 13"},
		{"CC0-1.0", "none", "", "withheld", "trademark", "no. 4(a)"},
		{"Unlicense", "none", "", "none", "", "no condition"},
		{"WTFPL", "none", "", "none", "", "no. 0"},
		{"CC-BY-2.0", "link", "origin", "none", "credit", "§ 4(a), 4(b)"},
		{"CC-BY-3.0", "link", "work,origin", "none", "no-endorsement,credit", "§§ 3(b), 4(a), 4(b)"},
		{"CC-BY-4.0", "link", "work", "withheld", "no-endorsement,trademark,credit", "§§ 2(a)(6), 2(b)(2), 3(a)(1)"},
		{"CC-BY-SA-4.0", "link", "work", "withheld", "no-endorsement,trademark,credit", "§§ 2(a)(6), 2(b)(2), 3(a)(1)"},
		{"CC-BY-ND-4.0", "link", "forbidden", "withheld", "no-endorsement,trademark,credit", "§§ 2(a)(1)(B), 3(a)(1)"},
		{"DL-DE-BY-2.0", "link", "work", "none", "credit", "nos. 2, 3"},
		{"DL-DE-ZERO-2.0", "none", "", "none", "", "no condition"},
		{"ODbL-1.0", "link", "", "withheld", "trademark,acknowledgement", "§§ 2.3, 4.2, 4.3"},
		{"CDLA-Permissive-1.0", "link", "files", "retaliation", "credit", "§§ 3.1, 5.2: whoever sues based on the data"},
		{"CDLA-Sharing-1.0", "link", "files", "retaliation", "credit", "§§ 3.1, 3.3, 5.2: whoever sues based on the data"},
		{"CDLA-Permissive-2.0", "always", "", "none", "", "§ 2.1"},
		{"etalab-2.0", "none", "", "none", "no-endorsement,credit", "Sous réserve de: what is named must not suggest that anybody stands behind it"},
		{"OGL-UK-3.0", "link", "", "withheld", "no-endorsement,trademark,credit", "You must, Exemptions, Non-endorsement"},
		{"ImageMagick", "always", "files", "grant-retaliation", "trademark,notice-file", "§§ 3, 4, 6"},
		{"NASA-1.3", "always", "log,date,author", "grant", "no-endorsement", "2.B, 3.A, 3.C, 3.E"},
		{"PDDL-1.0", "none", "", "withheld", "trademark", "§§ 4.2, 4.3"},
		{"OFL-1.1", "always", "", "none", "no-endorsement,rename", "nos. 2 to 4"},
		{"OFL-1.1-no-RFN", "always", "", "none", "no-endorsement", "nos. 2, 4"},
		{"OFL-1.0-no-RFN", "always", "", "none", "no-endorsement,rename", "definitions, no. 3: the name seen by users is reserved without being named"},
		{"LPPL-1.3c", "none", "log,distinct", "none", "", "no. 6(a), 6(b)"},
		{"GPL-1.0-only", "always", "files,date", "none", "display", "§§ 1, 2"},
		{"GPL-2.0-only", "always", "files,date", "none", "display", "§§ 1, 2(a), 2(c), 7"},
		{"GPL-3.0-or-later", "always", "work,date", "grant-retaliation", "display", "§§ 4, 5(a), 5(d), 8, 10, 11"},
		{"AGPL-3.0-only", "always", "work,date", "grant-retaliation", "display", "§§ 4, 5(a), 5(d), 8, 10, 11"},
		{"LGPL-2.0-only", "always", "files,date", "none", "acknowledgement,display", "§§ 1, 2(b), 6"},
		{"LGPL-2.1-only", "always", "files,date", "none", "acknowledgement,display", "§§ 1, 2(b), 6"},
		{"LGPL-3.0-only", "always", "work,date", "grant-retaliation", "acknowledgement,display", "§ 4(a) to (c) and GPL-3.0 § 5"},
		{"SSPL-1.0", "always", "work,date", "grant-retaliation", "display", "§§ 4, 5, 10, 11"},
		{"GFDL-1.3-only", "always", "work,date,author", "none", "no-endorsement,rename", "§§ 2, 4(A), 4(B), 4(I)"},
		{"MPL-1.1", "source", "log,date,origin", "grant-retaliation", "trademark", "§§ 2.1, 3.1, 3.3, 8.2"},
		{"MPL-2.0", "link", "", "grant-retaliation", "trademark", "§§ 2.1, 2.3, 3.1, 5.2"},
		{"EPL-1.0", "source", "author", "grant-retaliation", "", "§§ 2(b), 3, 7"},
		{"EPL-2.0", "source", "", "grant-retaliation", "", "§§ 2(b), 3.2, 7"},
		{"CPL-1.0", "source", "author", "grant-retaliation", "", "§§ 2(b), 3, 7"},
		{"CDDL-1.0", "source", "author", "grant-retaliation", "trademark", "§§ 2.1, 3.1, 3.3, 6.2"},
		{"CPAL-1.0", "source", "log,date,origin", "grant-retaliation", "trademark,display", "§§ 3.1, 3.3, 8.2, 14"},
		{"EUPL-1.2", "always", "work,date", "grant", "trademark", "Art. 2, 5"},
		{"CECILL-2.1", "always", "date,author", "grant", "", "Art. 5, 5.2, 5.3.1"},
		{"CECILL-B", "always", "date,author,origin", "grant", "acknowledgement,display", "Art. 5, 5.2, 5.3.1, 5.3.4"},
		{"CECILL-C", "always", "log,date,author", "grant", "acknowledgement,display", "Art. 5, 5.2, 5.3.3, 6.4 no. 3"},
		{"RPL-1.1", "always", "log,date,author,origin", "grant-retaliation", "trademark,rename", "§§ 6.0, 6.2, 12.2"},
		{"RPL-1.5", "link", "log,origin", "grant-retaliation", "trademark,display,rename", "§§ 6.0, 6.2, 6.4(d), 12.2"},
		{"OSL-3.0", "none", "work", "grant-retaliation", "no-endorsement,trademark", "nos. 2, 4, 6, 10"},
		{"APSL-2.0", "source", "files,date", "grant-retaliation", "no-endorsement,trademark,rename", "§§ 2.1, 2.2, 10, 12.1"},
		{"D-FSL-1.0", "always", "log,date", "grant", "display", "§§ 2, 3"},
		{"QPL-1.0", "always", "patches", "none", "", "nos. 3, 4"},
		{"BUSL-1.1", "always", "", "none", "trademark", "Terms"},
		{"Elastic-2.0", "always", "work", "grant-retaliation", "", "Notices, Patents"},
		{"GPL-2.0-only WITH Classpath-exception-2.0", "always", "files,date", "none", "display", "as GPL-2.0"},
		{"Apache-2.0 WITH LLVM-exception", "always", "files", "grant-retaliation", "trademark,notice-file", "as Apache-2.0 where nothing was compiled in"},
		{"LGPL-2.0-or-later WITH WxWindows-exception-3.1", "source", "files,date", "none", "", "no. 2: binaries under one's own terms"},
		{"LGPL-2.1-only WITH OCaml-LGPL-linking-exception", "source", "files,date", "none", "", "none of the requirements of clause 6"},
		{"LGPL-2.1-only WITH Simple-Library-Usage-exception", "source", "files,date", "none", "acknowledgement,display", "no. 2(a), 2(b)"},
		{"LGPL-2.1-only WITH GCC-exception-2.0-note", "always", "files,date", "none", "", "programs without any restriction"},
		{"LGPL-2.0-only WITH Independent-modules-exception", "always", "files,date", "none", "", "executables under terms of one's choice"},
		{"LGPL-2.1-only WITH LLGPL", "always", "files,date", "none", "", "last paragraph: § 6 does not apply"},
		{"LGPL-3.0-only WITH LGPL-3.0-linking-exception", "always", "work,date", "grant-retaliation", "acknowledgement,display", "but for § 4(d), 4(e) as LGPL-3.0"},
		{"LGPL-2.0-only WITH FLTK-exception", "source", "files,date", "none", "acknowledgement", "no. 4: programs need not carry the text, but name the library"},
	} {
		f := of(t, c.expression)
		got := []string{string(f.TextDuty), join(f.Changes), string(f.Patent), join(f.Naming)}
		if want := []string{c.text, c.changes, c.patent, c.naming}; !slices.Equal(got, want) {
			t.Errorf("%s (%s): %q, want %q", c.expression, c.where, got, want)
		}
	}
}

func join[T ~string](values []T) string {
	var list []string
	for _, v := range values {
		list = append(list, string(v))
	}
	return strings.Join(list, ",")
}

// TestRelinking: which libraries must stay replaceable, and which exceptions lift that.
func TestRelinking(t *testing.T) {
	for expression, want := range map[string]facts.Linking{
		"LGPL-2.0-only":      facts.LinkAny,    // § 6 names no shared library
		"LGPL-2.1-or-later":  facts.LinkStatic, // § 6(b)
		"LGPL-3.0-only":      facts.LinkStatic, // § 4(d)(1)
		"GPL-3.0-only":       facts.LinkNone,
		"CECILL-C":           facts.LinkNone,
		"MPL-2.0":            facts.LinkNone,
		"LGPL-2.1+":          facts.LinkStatic,
		"wxWindows":          facts.LinkNone,
		"LGPL-2.1":           facts.LinkStatic,
		"StandardML-NJ":      facts.LinkNone,
		"GPL-2.0-or-later":   facts.LinkNone,
		"LGPL-3.0-or-later+": facts.LinkStatic,
		"LGPL-3.0-only WITH LGPL-3.0-linking-exception":   facts.LinkNone,
		"LGPL-2.1-only WITH OCaml-LGPL-linking-exception": facts.LinkNone,
		"LGPL-2.1-only WITH Qt-LGPL-exception-1.1":        facts.LinkStatic, // (iii): § 6 is kept
		"LGPL-2.1-only WITH polyparse-exception":          facts.LinkUnclear,
		"LGPL-2.1-only WITH LLGPL":                        facts.LinkNone, // last paragraph
		"GPL-2.0-only WITH Classpath-exception-2.0":       facts.LinkNone,
		"GPL-2.0-only WITH GNU-compiler-exception":        facts.LinkNone, // the licence alone does not ask for it
		"LGPL-2.1-only WITH GNU-compiler-exception":       facts.LinkUnclear,
		"LGPLLR": facts.LinkStatic, // § 6(a), (b), of a resource that is put into a package
	} {
		if got := of(t, expression).Relink; got != want {
			t.Errorf("%s: %s, want %s", expression, got, want)
		}
	}
	var devices []string
	for _, l := range facts.All() {
		if l.Installation && !l.Deprecated {
			devices = append(devices, l.ID)
		}
	}
	if got := strings.Join(devices, " "); got != "AGPL-3.0-only AGPL-3.0-or-later GPL-3.0-only GPL-3.0-or-later LGPL-3.0-only LGPL-3.0-or-later SSPL-1.0" {
		t.Errorf("installation information: %s", got)
	}
	if of(t, "LGPL-3.0-only WITH LGPL-3.0-linking-exception").Installation {
		t.Error("the exception waives § 4(e)")
	}
	if !of(t, "GPL-3.0-only WITH GCC-exception-3.1").Installation {
		t.Error("the exception says nothing of the library itself")
	}
}
