// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// textIn is a file that holds the text of a licence.
func textIn(path, role, license string, holders ...string) inventory.File {
	f := inventory.File{Path: path, License: spdx.MustParse(license),
		Findings: []inventory.Finding{{Kind: inventory.FoundText, Expression: spdx.MustParse(license)}}}
	if role != "" {
		f.Roles = []string{role}
	}
	for _, h := range holders {
		f.Copyrights = append(f.Copyrights, inventory.Copyright{Holder: h})
	}
	return f
}

func by(lines ...string) func(*inventory.Component) {
	return func(c *inventory.Component) { c.Copyrights = lines }
}

var (
	sourceFile = inventory.File{Path: "lib/a.c"}
	binary     = inventory.File{Path: "lib/a.so", Roles: []string{inventory.RoleBinary}}
	mit        = claims(declared("MIT"))
)

func TestPFL001(t *testing.T) {
	run(t, "PFL-001", []situation{
		{name: "licence file of its own", claims: mit, files: []inventory.File{sourceFile, textIn("lib/LICENSE", inventory.RoleLicense, "MIT")}, want: []string{"pass"}},
		{name: "nothing", claims: mit, files: []inventory.File{sourceFile}, want: []string{"fail rule.pfl-001.both"}},
		{name: "names, no text", claims: mit, change: by("2020 Jane Doe"), files: []inventory.File{sourceFile}, want: []string{"fail rule.pfl-001.text"}},
		{name: "text in the notice file", claims: mit, change: by("2020 Jane Doe"), files: []inventory.File{sourceFile, textIn("NOTICE", inventory.RoleNotice, "MIT")}, want: []string{"pass"}},
		{name: "text in the file itself", claims: mit, files: []inventory.File{textIn("lib/a.c", "", "MIT", "Jane Doe")}, change: by("2020 Jane Doe"), want: []string{"pass"}},
		{name: "spoken of in a change log", claims: claims(detected("GPL-2.0-only")), files: []inventory.File{{Path: "lib/ChangeLog",
			Findings: []inventory.Finding{{Kind: inventory.FoundNotice, Confidence: inventory.Medium, Expression: spdx.MustParse("GPL-2.0-only"), Evidence: inventory.Evidence{Detector: "prose"}}}}},
			want: []string{"unknown rule.licence.named"}},
		{name: "text of another licence", claims: mit, files: []inventory.File{textIn("lib/LICENSE", inventory.RoleLicense, "ISC")}, want: []string{"fail rule.pfl-001.text"}},
		{name: "text in LICENSES", claims: mit, change: by("2020 Jane Doe"), files: []inventory.File{textIn("LICENSES/MIT.txt", "", "MIT")}, want: []string{"pass"}},
		{name: "only named", claims: mit, instances: inSBOM, want: []string{"unknown rule.pfl-001.named-both"}},
		{name: "only named, the address will do", claims: claims(declared("MPL-2.0")), instances: inSBOM, want: []string{"unknown rule.pfl-001.named-link"}},
		{name: "only named, notices and an address", claims: claims(declared("CC-BY-4.0")), instances: inSBOM, want: []string{"unknown rule.pfl-001.named-both-link"}},
		{name: "only named, in the notice file", claims: mit, instances: inSBOM, change: by("Copyright (c) 2020-2021 Jane Doe"),
			files: []inventory.File{textIn("NOTICE", inventory.RoleNotice, "MIT", "Jane Doe")}, want: []string{"pass"}},
		{name: "only named, another's in the notice file", claims: mit, instances: inSBOM, change: by("© Jane Doe\n© John Roe"),
			files: []inventory.File{textIn("NOTICE", inventory.RoleNotice, "MIT", "Jane Doe")}, want: []string{"unknown rule.pfl-001.named-notice"}},
		{name: "asks for none", claims: claims(declared("0BSD"))},
		{name: "asks for none in programs", claims: claims(declared("Zlib")), instances: inSBOM},
		{name: "lightest branch", claims: claims(declared("GPL-3.0-only OR MIT-0"))},
		{name: "each branch of a choice that asks for less", claims: claims(declared("(GPL-3.0-only OR MIT) AND 0BSD")), instances: inSBOM, want: []string{"unknown rule.pfl-001.named-both"}},
		{name: "the address will do", claims: claims(detected("MPL-2.0")), change: by("2020 Jane Doe"), files: []inventory.File{sourceFile}, want: []string{"pass"}},
		{name: "the address, if it is there", claims: claims(declared("MPL-2.0")), change: by("2020 Jane Doe"), files: []inventory.File{sourceFile}, want: []string{"fail rule.pfl-001.text"}},
		{name: "later versions have the same text", claims: claims(declared("GPL-2.0-or-later")), files: []inventory.File{textIn("lib/COPYING", inventory.RoleLicense, "GPL-2.0-only")}, want: []string{"pass"}},
		{name: "to test with", claims: mit, instances: inSBOM, relation: inventory.TestsWith},
		{name: "to build with, in the tree", claims: mit, relation: inventory.BuildsWith, files: []inventory.File{sourceFile}, want: []string{"fail rule.pfl-001.both"}},
		{name: "own licence", own: true, claims: mit},
		{name: "of others in own code", own: true, claims: claims(detected("ISC")), want: []string{"fail rule.pfl-001.both"}},
		{name: "nothing known of the licence", claims: claims(declared("LicenseRef-house")), want: []string{"unknown rule.licence.ref"}},
		{name: "no licence", want: []string{"unknown rule.licence.missing"}},
	})
}

func TestPFL002(t *testing.T) {
	gpl := claims(declared("GPL-2.0-only"))
	run(t, "PFL-002", []situation{
		{name: "source in the tree", claims: gpl, files: []inventory.File{sourceFile, binary}, want: []string{"pass"}},
		{name: "program in the tree", claims: gpl, files: []inventory.File{binary, textIn("lib/COPYING", inventory.RoleLicense, "GPL-2.0-only")}, want: []string{"fail rule.pfl-002.binary"}},
		{name: "program in the tree and an address", claims: gpl, files: []inventory.File{binary}, change: func(c *inventory.Component) { c.Distribution.Source = "https://example.org/x.git" }, want: []string{"pass rule.pfl-002.address"}},
		{name: "program in the tree and no more than words", claims: gpl, files: []inventory.File{binary}, change: func(c *inventory.Component) { c.Distribution.Source = "on request, see contract" }, want: []string{"unknown rule.pfl-002.no-address"}},
		{name: "only named", claims: gpl, instances: inSBOM, want: []string{"unknown rule.pfl-002.named"}},
		{name: "only named, external", claims: gpl, instances: []inventory.Instance{{Document: "bom.json", Entry: &inventory.Entry{External: true}}}},
		{name: "asks for none", claims: mit, instances: inSBOM},
		{name: "font", claims: claims(declared("OFL-1.1")), instances: inSBOM},
		{name: "choice", claims: claims(declared("MIT OR GPL-2.0-only")), instances: inSBOM},
		{name: "both", claims: claims(declared("MIT AND LGPL-2.1-only")), instances: inSBOM, want: []string{"unknown rule.pfl-002.named"}},
		{name: "may mean another", claims: claims(detected("MIT", "GPL-2.0-only")), files: []inventory.File{binary}, want: []string{"unknown rule.licence.readings"}},
	})
}

func TestPFL003(t *testing.T) {
	run(t, "PFL-003", []situation{
		{name: "asks for nothing", claims: mit, change: modified(inventory.Yes)},
		{name: "changes", claims: claims(declared("Apache-2.0")), change: modified(inventory.Yes), want: []string{"unknown rule.pfl-003.changes"}},
		{name: "not known if changed", claims: claims(declared("Apache-2.0")), want: []string{"unknown rule.pfl-003.changes-if-modified"}},
		{name: "unchanged", claims: claims(declared("Apache-2.0")), change: modified(inventory.No)},
		{name: "copyleft unchanged", claims: claims(declared("MPL-2.0")), change: modified(inventory.No), want: []string{"pass"}},
		{name: "copyleft changed", claims: claims(declared("MPL-2.0")), change: modified(inventory.Yes), want: []string{"unknown rule.pfl-003.same-licence"}},
		{name: "both", claims: claims(declared("LGPL-2.1-only")), want: []string{"unknown rule.pfl-003.changes-if-modified", "unknown rule.pfl-003.same-licence-if-modified"}},
		{name: "the whole program", claims: claims(declared("GPL-3.0-only")), relation: inventory.LinksDynamic, change: modified(inventory.No), want: []string{"unknown rule.pfl-003.program"}},
		{name: "a program of its own", claims: claims(declared("GPL-3.0-only")), relation: inventory.UsesSeparately, change: modified(inventory.No)},
		{name: "nothing known", claims: claims(declared("LicenseRef-house")), want: []string{"unknown rule.licence.ref"}},
	})
}

func TestPFL004(t *testing.T) {
	run(t, "PFL-004", []situation{
		{name: "none", claims: mit},
		{name: "advertising", claims: claims(declared("BSD-4-Clause")), want: []string{"fail rule.pfl-004.no-endorsement", "fail rule.pfl-004.advertising"}},
		{name: "patents, marks and NOTICE", claims: claims(declared("Apache-2.0")), want: []string{"fail rule.pfl-004.patent-grant-retaliation", "fail rule.pfl-004.trademark", "fail rule.pfl-004.notice-file"}},
		{name: "reserved font name", claims: claims(declared("OFL-1.1")), want: []string{"fail rule.pfl-004.no-endorsement", "fail rule.pfl-004.rename"}},
		{name: "renaming", claims: claims(declared("PHP-3.01")), want: []string{"fail rule.pfl-004.no-endorsement", "fail rule.pfl-004.acknowledgement", "fail rule.pfl-004.rename"}},
		{name: "twice the same", claims: claims(declared("EUPL-1.2"), part(detected("EUPL-1.2 AND MIT"))), want: []string{"fail rule.pfl-004.patent-grant", "fail rule.pfl-004.trademark"}},
		{name: "lightest branch", claims: claims(declared("Apache-2.0 OR GPL-3.0-only")), instances: inSBOM, want: []string{"fail rule.pfl-004.patent-grant-retaliation", "fail rule.pfl-004.trademark", "fail rule.pfl-004.notice-file"}},
		{name: "to test with", claims: claims(declared("Apache-2.0")), instances: inSBOM, relation: inventory.TestsWith},
		{name: "nothing known", claims: claims(declared("LicenseRef-house"))},
	})
	for _, o := range (situation{claims: claims(declared("BSD-4-Clause"))}).outcomes("PFL-004") {
		if !o.Note {
			t.Errorf("%s changes the verdict", o.Message.Key)
		}
	}
}

func TestLIZ012(t *testing.T) {
	run(t, "LIZ-012", []situation{
		{name: "in order", claims: claims(declared("GPL-2.0-only WITH Classpath-exception-2.0"), concluded("MIT OR Apache-2.0")), want: []string{"pass"}},
		{name: "deprecated", claims: claims(declared("GPL-2.0")), want: []string{"fail rule.liz-012.deprecated"}},
		{name: "deprecated inside", claims: claims(declared("MIT AND LGPL-2.1+")), want: []string{"fail rule.liz-012.deprecated"}},
		{name: "deprecated for a pair", claims: claims(declared("GPL-2.0-with-classpath-exception")), want: []string{"fail rule.liz-012.deprecated"}},
		{name: "deprecated exception", claims: claims(declared("LGPL-2.1-only WITH Nokia-Qt-exception-1.1")), want: []string{"fail rule.liz-012.deprecated"}},
		{name: "meant for another licence", claims: claims(declared("MIT WITH Classpath-exception-2.0")), want: []string{"unknown rule.liz-012.pair"}},
		{name: "not on the list", claims: claims(declared("GPL-2.0-only WITH AdditionRef-house")), want: []string{"unknown rule.liz-012.exception"}},
		{name: "said twice", claims: claims(declared("GPL-2.0"), concluded("GPL-2.0")), want: []string{"fail rule.liz-012.deprecated"}},
		{name: "found by us", claims: claims(detected("MIT")), want: []string{"pass"}},
		{name: "no licence"},
	})
}

func TestLIZ013(t *testing.T) {
	run(t, "LIZ-013", []situation{
		{name: "free", claims: mit, want: []string{"pass"}},
		{name: "no adaptations", claims: claims(declared("CC-BY-ND-4.0")), want: []string{"unknown rule.liz-013.words"}},
		{name: "no adaptations and not commercial", claims: claims(declared("CC-BY-NC-ND-3.0")), want: []string{"unknown rule.liz-013.words"}},
		{name: "not commercial", claims: claims(declared("CC-BY-NC-4.0")), want: []string{"pass"}},
		{name: "choice", claims: claims(declared("CC-BY-ND-4.0 OR MIT")), want: []string{"pass"}},
		{name: "unknown", claims: claims(declared("LicenseRef-house")), want: []string{"unknown rule.licence.ref"}},
	})
	o := situation{claims: claims(declared("CC-BY-ND-4.0"))}.outcomes("LIZ-013")
	if a := o[0].Message.Args; a["words"] != "produce and reproduce, but not Share, Adapted Material" || a["section"] != "2(a)(1)(B)" {
		t.Errorf("the licence's own words: %v", a)
	}
}
