// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// says makes a claim of what a document or manifest wrote.
func says(kind inventory.ClaimKind, raw string) inventory.Claim {
	return inventory.Claim{Kind: kind, Origin: "bom.json", License: inventory.ReadLicense(raw)}
}

func declared(raw string) inventory.Claim  { return says(inventory.Declared, raw) }
func concluded(raw string) inventory.Claim { return says(inventory.Concluded, raw) }

// detected makes a claim of our own detection; with readings it is one of low confidence.
func detected(license string, readings ...string) inventory.Claim {
	var list []spdx.Expression
	for _, r := range readings {
		list = append(list, spdx.MustParse(r))
	}
	return inventory.Claim{Kind: inventory.Detected, Origin: inventory.OriginScan,
		License:  inventory.KnownLicense(spdx.MustParse(license), list...),
		Evidence: []inventory.Evidence{{Path: "lib/LICENSE", Detector: "licensecheck"}}}
}

// part makes a claim one about some files of the component.
func part(c inventory.Claim) inventory.Claim {
	c.Partial = true
	return c
}

var (
	inTree  = []inventory.Instance{{Path: "lib"}}
	inSBOM  = []inventory.Instance{{Document: "bom.json", Ref: "x"}}
	refText = []inventory.Text{{SHA256: "0", License: "LicenseRef-house", Text: "you may"}}
)

// A situation is a component before a rule, and what the rule is to say.
type situation struct {
	name      string
	claims    []inventory.Claim
	instances []inventory.Instance // nil: in the tree
	own       bool
	files     []inventory.File
	relation  inventory.RelationKind
	change    func(*inventory.Component)
	use       assessment.Use
	world     func(*rule.World)
	others    []inventory.Component
	outbound  string
	list      func(atom spdx.Expression) assessment.Standing
	want      []string // "pass", "unknown key", "fail key"; nil: does not apply
}

func (s situation) outcomes(id string) []rule.Outcome {
	c := inventory.Component{ID: "pkg:npm/x@1", Name: "x", Claims: s.claims, Instances: s.instances}
	if c.Instances == nil {
		c.Instances = inTree
	}
	if s.change != nil {
		s.change(&c)
	}
	inv := &inventory.Inventory{Components: append([]inventory.Component{c}, s.others...), Files: s.files, Texts: refText}
	for i := range inv.Files {
		inv.Files[i].Component = c.ID
	}
	if s.relation != "" {
		inv.Subject.Main = "file:."
		inv.Relations = []inventory.Relation{{From: "file:.", To: c.ID, Kind: s.relation}}
	}
	w := rule.NewWorld(inv, nil)
	w.Work = func(id string) bool { return id == "file:." }
	if s.own {
		w.Own.Components = []*inventory.Component{&inv.Components[0]}
	}
	if s.world != nil {
		s.world(w)
	}
	w.Dependency = s.list
	var outbound spdx.Expression
	if s.outbound != "" {
		outbound = spdx.MustParse(s.outbound)
	}
	return rule.ByID(id).Ask(&rule.Case{
		Component: &inv.Components[0], License: rule.Judged(c.Claims), Own: s.own, Use: s.use, Outbound: outbound, World: w,
	})
}

func run(t *testing.T, id string, situations []situation) {
	t.Helper()
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			var got []string
			for _, o := range s.outcomes(id) {
				state := [...]string{"pass", "unknown", "fail"}[o.State]
				got = append(got, strings.TrimSpace(state+" "+o.Message.Key))
			}
			if d := cmp.Diff(s.want, got); d != "" {
				t.Errorf("%s (-want +got)\n%s", id, d)
			}
		})
	}
}

func claims(list ...inventory.Claim) []inventory.Claim { return list }

func TestLIZ001(t *testing.T) {
	run(t, "LIZ-001", []situation{
		{name: "listed", claims: claims(declared("MIT")), want: []string{"pass"}},
		{name: "scancode", claims: claims(declared("LicenseRef-scancode-x")), want: []string{"pass"}},
		{name: "with text", claims: claims(declared("LicenseRef-house")), want: []string{"pass"}},
		{name: "without text", claims: claims(declared("LicenseRef-other")), want: []string{"unknown rule.licence.ref-without-text"}},
		{name: "told elsewhere", claims: claims(detected("LicenseRef-lizenzlotse-unknown-reference")), want: []string{"unknown rule.licence.elsewhere"}},
		{name: "unknown text", claims: claims(detected("LicenseRef-lizenzlotse-unknown-ab12")), want: []string{"unknown rule.licence.unknown-text"}},
		{name: "a notice that reserves use", claims: claims(detected("LicenseRef-lizenzlotse-proprietary-notice")), want: []string{"unknown rule.licence.proprietary-notice"}},
		{name: "a waiver", claims: claims(detected("LicenseRef-lizenzlotse-public-domain")), want: []string{"unknown rule.licence.waiver"}},
		{name: "unknown text beside a choice", claims: claims(detected("MIT OR LicenseRef-lizenzlotse-unknown-ab12")), want: []string{"pass"}},
		{name: "nothing", want: []string{"unknown rule.licence.missing"}},
		{name: "no assertion", claims: claims(concluded("NOASSERTION")), want: []string{"unknown rule.licence.missing"}},
		{name: "no assertion beside a licence", claims: claims(concluded("NOASSERTION"), declared("MIT")), want: []string{"pass"}},
		{name: "none", claims: claims(declared("NONE")), want: []string{"fail rule.licence.none"}},
		{name: "words", claims: claims(declared("see website")), want: []string{"unknown rule.licence.unparsed"}},
		{name: "words beside a licence", claims: claims(declared("see website"), detected("MIT")), want: []string{"pass", "unknown rule.licence.unparsed"}},
		{name: "pointer", claims: claims(declared("SEE LICENSE IN LICENSE")), want: []string{"unknown rule.licence.pointer"}},
		{name: "pointer to what was found", claims: claims(declared("SEE LICENSE IN LICENSE"), detected("MIT")), want: []string{"pass"}},
	})
}

func TestLIZ002(t *testing.T) {
	run(t, "LIZ-002", []situation{
		{name: "approved", claims: claims(declared("MIT")), want: []string{"pass"}},
		{name: "negative list, in the tree", claims: claims(declared("CC-BY-NC-4.0")), want: []string{"fail rule.liz-002.not-approved"}},
		{name: "negative list, only named", claims: claims(declared("CC-BY-NC-4.0")), instances: inSBOM, want: []string{"unknown rule.liz-002.not-approved-named"}},
		{name: "negative list holds an OSI licence", claims: claims(declared("Fair")), want: []string{"fail rule.liz-002.not-approved"}},
		{name: "unlisted", claims: claims(declared("BUSL-1.1")), want: []string{"unknown rule.liz-002.unlisted"}},
		{name: "unlisted pair", claims: claims(declared("GPL-2.0-only WITH Classpath-exception-2.0")), want: []string{"unknown rule.liz-002.unlisted-pair"}},
		{name: "approved without an SPDX id", claims: claims(declared("LicenseRef-scancode-adrian")), want: []string{"pass"}},
		{name: "negative list without an SPDX id", claims: claims(declared("LicenseRef-scancode-afpl-9.0")), want: []string{"fail rule.liz-002.not-approved"}},
		{name: "a reference on no list", claims: claims(declared("LicenseRef-scancode-nobody-knows")), want: []string{"unknown rule.licence.ref-scancode"}},
		{name: "another's reference of that name", claims: claims(declared("DocumentRef-x:LicenseRef-scancode-adrian")), want: []string{"unknown rule.licence.ref"}},
		{name: "choice", claims: claims(declared("CC-BY-NC-4.0 OR MIT")), want: []string{"pass"}},
		{name: "a hole in the choice", claims: claims(declared("(MIT OR Apache-2.0) AND CC-BY-NC-4.0")), want: []string{"fail rule.liz-002.not-approved"}},
		{name: "no licence", want: []string{"unknown rule.licence.missing"}},
		{name: "a name", claims: claims(declared("The MIT License")), want: []string{"pass"}},
		{name: "a list that may be a choice", claims: claims(declared("MIT, CC-BY-NC-4.0")), want: []string{"unknown rule.licence.readings"}},
		{name: "a list, whatever it means", claims: claims(declared("MIT / Apache-2.0")), want: []string{"pass"}},
		{name: "words that grant less than the licence in them", claims: claims(declared("MIT, but no commercial use")), want: []string{"unknown rule.licence.unparsed"}},
		{name: "texts of a choice that is offered", claims: claims(detected("CC-BY-NC-4.0"), detected("MIT"), detected("MIT OR CC-BY-NC-4.0")), want: []string{"pass"}},
		{name: "a choice that some files offer", claims: claims(detected("CC-BY-NC-4.0"), part(detected("MIT OR CC-BY-NC-4.0"))), want: []string{"fail rule.liz-002.not-approved", "pass"}},
	})
}

func TestLIZ003(t *testing.T) {
	run(t, "LIZ-003", []situation{
		{name: "approved", claims: claims(declared("MIT")), want: []string{"pass"}},
		{name: "not approved", claims: claims(declared("curl")), want: []string{"fail rule.liz-003.not-approved"}},
		{name: "exception that adds permissions", claims: claims(declared("GPL-2.0-only WITH Classpath-exception-2.0")), want: []string{"pass"}},
		{name: "pair that does not exist", claims: claims(declared("MIT WITH Classpath-exception-2.0")), want: []string{"unknown rule.licence.pair"}},
		{name: "reference", claims: claims(declared("LicenseRef-house")), want: []string{"unknown rule.licence.ref"}},
	})
}

func TestLIZ004(t *testing.T) {
	run(t, "LIZ-004", []situation{
		{name: "free", claims: claims(declared("GPL-3.0-only")), want: []string{"pass"}},
		{name: "rights waived", claims: claims(declared("CC0-1.0")), want: []string{"pass"}},
		{name: "non-commercial is a question", claims: claims(declared("PolyForm-Noncommercial-1.0.0")), want: []string{"unknown rule.liz-004.noncommercial", "unknown rule.liz-004.noncommercial-delivery"}},
		{name: "no derivatives", claims: claims(declared("CC-BY-ND-4.0")), want: []string{"fail rule.liz-004.noderivatives.contested"}},
		{name: "source available", claims: claims(declared("PolyForm-Small-Business-1.0.0")), want: []string{"fail rule.liz-004.source-available"}},
		{name: "terms of each product", claims: claims(declared("BUSL-1.1")), want: []string{"fail rule.liz-004.varies"}},
		{name: "field of use", claims: claims(declared("JSON")), want: []string{"fail rule.liz-004.use.contested"}},
		{name: "choice", claims: claims(declared("CC-BY-ND-4.0 OR MIT")), want: []string{"pass"}},
		{name: "no source classifies it", claims: claims(declared("Buddy")), want: []string{"unknown rule.licence.unclassified"}},
	})
}

func TestLIZ005(t *testing.T) {
	run(t, "LIZ-005", []situation{
		{name: "free", claims: claims(declared("MIT")), want: []string{"pass"}},
		{name: "npm's word", claims: claims(declared("UNLICENSED")), want: []string{"fail rule.liz-005.wording"}},
		{name: "a choice for money", claims: claims(declared("Commercial License")), want: []string{"fail rule.liz-005.wording"}},
		{name: "not npm's word", claims: claims(declared("Unlicense")), want: []string{"pass"}},
		{name: "pointer", claims: claims(declared("SEE LICENSE IN EULA.txt")), want: []string{"unknown rule.licence.pointer"}},
		{name: "reference", claims: claims(declared("LicenseRef-Proprietary")), want: []string{"fail rule.liz-005.proprietary"}},
		{name: "terms", claims: claims(inventory.Claim{Kind: inventory.Declared, License: inventory.ReadLicense("MIT"), Terms: []string{"subscription"}}),
			want: []string{"pass", "unknown rule.liz-005.terms"}},
	})
}

func TestLIZ006(t *testing.T) {
	publication := assessment.UsePublication
	gpl, eupl := claims(declared("GPL-3.0-only")), claims(declared("EUPL-1.2"))
	run(t, "LIZ-006", []situation{
		{name: "linked", claims: gpl, relation: inventory.LinksDynamic, use: publication, want: []string{"fail rule.liz-006.reached"}},
		{name: "separate", claims: gpl, relation: inventory.UsesSeparately, use: publication, want: []string{"pass", "pass rule.licence.beside.separate"}},
		{name: "separate, and it would not matter", claims: eupl, relation: inventory.UsesSeparately, use: assessment.UseInternal},
		{name: "depends, nobody says how", claims: gpl, relation: inventory.DependsOn, use: publication, want: []string{"unknown rule.liz-006.relation"}},
		{name: "no relation", claims: gpl, use: publication, want: []string{"unknown rule.liz-006.relation"}},
		{name: "EUPL linked", claims: eupl, relation: inventory.LinksStatic, use: publication, want: []string{"pass"}},
		{name: "EUPL incorporated", claims: eupl, relation: inventory.Incorporates, use: publication, want: []string{"fail rule.liz-006.reached.contested"}},
		{name: "weak", claims: claims(declared("MPL-2.0")), relation: inventory.LinksStatic, use: publication, want: []string{"pass"}},
		{name: "linking exception", claims: claims(declared("GPL-2.0-only WITH Classpath-exception-2.0")), relation: inventory.LinksStatic, use: publication, want: []string{"pass"}},
		{name: "internal use", claims: gpl, relation: inventory.LinksStatic, use: assessment.UseInternal},
		{name: "test scope", claims: gpl, relation: inventory.LinksStatic, use: publication, change: func(c *inventory.Component) { c.Scope = inventory.Test }, want: []string{"pass rule.licence.beside.tool"}},
		{name: "free, and for tests", claims: claims(declared("MIT")), use: publication, change: func(c *inventory.Component) { c.Scope = inventory.Test }},
		{name: "own code", claims: gpl, own: true, use: publication},
	})
}

func TestLIZ010(t *testing.T) {
	run(t, "LIZ-010", []situation{
		{name: "no choice", claims: claims(declared("MIT AND Zlib")), want: []string{"pass"}},
		{name: "open choice", claims: claims(declared("MIT OR Zlib")), want: []string{"fail rule.liz-010.choice"}},
		{name: "inside", claims: claims(declared("ISC AND (MIT OR Zlib)")), want: []string{"fail rule.liz-010.choice"}},
		{name: "settled by the document", claims: claims(declared("MIT OR Zlib"), concluded("Zlib")), want: []string{"pass"}},
		{name: "nothing known"},
	})
}

func TestLIZ011(t *testing.T) {
	run(t, "LIZ-011", []situation{
		{name: "one claim", claims: claims(declared("MIT"))},
		{name: "alike", claims: claims(declared("MIT"), detected("MIT")), want: []string{"pass"}},
		{name: "branch found", claims: claims(declared("MIT OR Apache-2.0"), detected("Apache-2.0")), want: []string{"pass"}},
		{name: "branch found, other concluded", claims: claims(declared("MIT OR Apache-2.0"), concluded("MIT"), detected("Apache-2.0")), want: []string{"pass"}},
		{name: "both texts in one file", claims: claims(declared("MIT OR Apache-2.0"), detected("MIT AND Apache-2.0")), want: []string{"pass"}},
		{name: "found another", claims: claims(declared("MIT"), detected("GPL-3.0-only")), want: []string{"fail rule.liz-011.detected"}},
		{name: "some files say another", claims: claims(declared("MIT"), part(detected("GPL-3.0-only"))), want: []string{"fail rule.liz-011.files"}},
		{name: "some files may say another", claims: claims(declared("MIT"), part(detected("GPL-2.0-only", "GPL-2.0-or-later"))), want: []string{"unknown rule.liz-011.files-unsure"}},
		{name: "parts are declared otherwise", claims: claims(declared("MIT"), part(declared("CC-BY-4.0"))), want: []string{"pass"}},
		{name: "what is declared of some is found in others", claims: claims(declared("MIT"), part(declared("AGPL-3.0-only")), part(detected("AGPL-3.0-only"))), want: []string{"fail rule.liz-011.files"}},
		{name: "found another beside it", claims: claims(declared("MIT"), detected("MIT AND GPL-3.0-only")), want: []string{"fail rule.liz-011.detected"}},
		{name: "found in a licence file and beside the stated one", claims: claims(declared("MIT"), part(detected("MIT AND Apache-2.0")), detected("Apache-2.0")), want: []string{"fail rule.liz-011.detected", "fail rule.liz-011.files"}},
		{name: "found another, unsure", claims: claims(declared("MIT"), detected("GPL-2.0-only", "GPL-2.0-or-later")), want: []string{"unknown rule.liz-011.detected-unsure"}},
		{name: "unsure finding fits", claims: claims(declared("GPL-2.0-or-later"), detected("GPL-2.0-only", "GPL-2.0-or-later")), want: []string{"pass"}},
		{name: "name without version fits what is found", claims: claims(declared("BSD License"), detected("BSD-2-Clause")), want: []string{"pass"}},
		{name: "later version found", claims: claims(declared("GPL v3"), detected("GPL-3.0-or-later")), want: []string{"pass"}},
		{name: "name fits nothing that is found", claims: claims(declared("BSD License"), detected("MIT")), want: []string{"fail rule.liz-011.detected"}},
		{name: "a list and one of its licences", claims: claims(declared("MIT, Apache-2.0"), detected("MIT")), want: []string{"pass"}},
		{name: "deprecated id and its successor", claims: claims(declared("GPL-2.0+"), detected("GPL-2.0-or-later")), want: []string{"pass"}},
		{name: "documents differ", claims: claims(declared("MIT"), concluded("Apache-2.0")), want: []string{"fail rule.liz-011.statements"}},
		{name: "no assertion", claims: claims(declared("NOASSERTION"), declared("MIT")), want: []string{"pass"}},
		{name: "none and found", claims: claims(declared("NONE"), detected("MIT")), want: []string{"fail rule.liz-011.statements"}},
	})
}

// What is stated and was found need not be found again in what else a file says.
func TestLIZ011NamesWhatIsNew(t *testing.T) {
	for found, want := range map[string]string{
		"ISC AND MIT":           "MIT",
		"MIT AND ISC AND Zlib":  "MIT AND Zlib",
		"MIT AND Zlib":          "MIT AND Zlib",
		"MIT OR Zlib":           "MIT OR Zlib",
		"ISC AND (MIT OR Zlib)": "MIT OR Zlib",
		"ISC AND GPL-2.0-only WITH GCC-exception-2.0": "GPL-2.0-only WITH GCC-exception-2.0",
	} {
		all := claims(declared("ISC"), detected(found))
		outcomes := rule.ByID("LIZ-011").Ask(&rule.Case{Component: &inventory.Component{ID: "x", Claims: all}, License: rule.Judged(all), World: rule.NewWorld(&inventory.Inventory{}, nil)})
		if len(outcomes) != 1 || outcomes[0].Message.Args["other"] != want {
			t.Errorf("ISC is stated, %s was found: %v, want %s", found, outcomes, want)
		}
	}
}

// Who says what is said where it is not one alone, and each place is shown once.
func TestLIZ011NamesWhoSaysWhat(t *testing.T) {
	from := func(origin, raw string) inventory.Claim {
		return inventory.Claim{Kind: inventory.Declared, Origin: origin, License: inventory.ReadLicense(raw), Evidence: []inventory.Evidence{{Path: origin}}}
	}
	for name, c := range map[string]struct {
		claims []inventory.Claim
		want   []string
	}{
		"list and SBOM": {claims(from("bom.json", "ISC"), from("list.csv", "MIT")),
			[]string{"origins list list.csv 1 MIT, stated by bom.json 1 ISC: list.csv bom.json"}},
		"each says two": {claims(from("bom.json", "ISC"), from("bom.json", "Zlib"), from("list.csv", "MIT")),
			[]string{"statements Zlib, ISC: bom.json", "origins list list.csv 1 MIT, stated by bom.json 1 ISC: list.csv bom.json"}},
		"three, two of them agree": {claims(from("package.json", "MIT"), from("bom.json", "ISC"), from("list.csv", "MIT"), from("list.csv", "MIT")),
			[]string{"origins by bom.json 1 ISC, stated list list.csv, package.json 2 MIT: bom.json package.json list.csv"}},
		"one against two": {claims(from("package.json", "MIT"), from("bom.json", "ISC"), from("list.csv", "ISC")),
			[]string{"origins list list.csv, bom.json 2 ISC, stated by package.json 1 MIT: bom.json list.csv package.json"}},
		"none": {claims(from("list.csv", "NONE"), from("bom.json", "MIT")),
			[]string{"origins by bom.json 1 MIT, stated list list.csv 1 NONE: bom.json list.csv"}},
	} {
		inv := &inventory.Inventory{Documents: []inventory.Document{{ID: "bom.json", Format: "cyclonedx-json"}, {ID: "list.csv", Kind: inventory.KindList, Format: "csv"}},
			Components: []inventory.Component{{ID: "x", Claims: c.claims}}}
		var got []string
		for _, o := range rule.ByID("LIZ-011").Ask(&rule.Case{Component: &inv.Components[0], License: rule.Judged(c.claims), World: rule.NewWorld(inv, nil)}) {
			a := o.Message.Args
			text := strings.TrimPrefix(o.Message.Key, "rule.liz-011.")
			for _, side := range []string{"", "stated-"} {
				if a[side+"count"] == "" {
					continue
				}
				kind := "by"
				if a[side+"list"] != "" {
					kind = "list"
				}
				if side != "" {
					text += ", stated"
				}
				text += " " + kind + " " + a[side+kind] + " " + a[side+"count"]
				if side == "" {
					text += " " + a["other"]
				}
			}
			if a["count"] == "" {
				text += " " + a["other"] + ","
			}
			text += " " + a["stated"] + ":"
			for _, e := range o.Evidence {
				text += " " + e.Path
			}
			got = append(got, text)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
}

func license(path string, kind inventory.FindingKind) inventory.File {
	f := inventory.File{Path: path, Roles: []string{inventory.RoleLicense}}
	if kind != "" {
		f.Findings = []inventory.Finding{{Expression: spdx.MustParse("EUPL-1.2"), Kind: kind, Confidence: inventory.High}}
	}
	return f
}

func TestEIG001(t *testing.T) {
	at := func(path string) []inventory.Instance { return []inventory.Instance{{Path: path}} }
	run(t, "EIG-001", []situation{
		{name: "at the root", own: true, instances: at("."), files: []inventory.File{license("LICENSE", inventory.FoundText)}, want: []string{"pass"}},
		{name: "in LICENSES", own: true, instances: at("app"), files: []inventory.File{license("app/LICENSES/EUPL-1.2.txt", inventory.FoundText)}, want: []string{"pass"}},
		{name: "in an archive", own: true, instances: at("a.zip"), files: []inventory.File{license("a.zip!/LICENSE", inventory.FoundText)}, want: []string{"pass"}},
		{name: "beside the manifest", own: true, instances: at("app/package.json"), files: []inventory.File{
			{Path: "app/package.json", Roles: []string{inventory.RoleManifest}}, license("app/LICENSE", inventory.FoundText)}, want: []string{"pass"}},
		{name: "deeper", own: true, instances: at("."), files: []inventory.File{license("lib/LICENSE", inventory.FoundText)}, want: []string{"fail rule.eig-001.missing"}},
		{name: "only named", own: true, instances: at("."), files: []inventory.File{license("LICENSE", inventory.FoundReference)}, want: []string{"unknown rule.eig-001.unrecognised"}},
		{name: "not recognised", own: true, instances: at("."), files: []inventory.File{license("LICENSE", "")}, want: []string{"unknown rule.eig-001.unrecognised"}},
		{name: "none", own: true, instances: at("."), want: []string{"fail rule.eig-001.missing"}},
		{name: "only in a document", own: true, instances: inSBOM, want: []string{"unknown rule.eig-001.not-in-input"}},
		{name: "not own", files: []inventory.File{license("LICENSE", "")}},
	})
}

func TestEIG002(t *testing.T) {
	run(t, "EIG-002", []situation{
		{name: "free", own: true, claims: claims(declared("EUPL-1.2")), want: []string{"pass"}},
		{name: "only openCode admits it", own: true, claims: claims(declared("curl")), want: []string{"pass"}},
		{name: "neither", own: true, claims: claims(declared("BUSL-1.1")), want: []string{"fail rule.eig-002.not-free"}},
		{name: "reference", own: true, claims: claims(declared("LicenseRef-house")), want: []string{"unknown rule.licence.ref"}},
		{name: "pair", own: true, claims: claims(declared("GPL-2.0-only WITH Classpath-exception-2.0")), want: []string{"pass"}},
		{name: "not own", claims: claims(declared("BUSL-1.1"))},
	})
}

func TestEIG003(t *testing.T) {
	run(t, "EIG-003", []situation{
		{name: "stated", own: true, change: func(c *inventory.Component) { c.Distribution.Source = "https://example.org/x.git" }, want: []string{"pass rule.eig-003.not-visited"}},
		{name: "by its short name", own: true, change: func(c *inventory.Component) { c.Distribution.Source = "github:stadt/portal" }, want: []string{"pass rule.eig-003.not-visited"}},
		{name: "as Maven writes it", own: true, change: func(c *inventory.Component) { c.Distribution.Source = "scm:git:git@git.example.org:stadt/portal.git" }, want: []string{"pass rule.eig-003.not-visited"}},
		{name: "no address", own: true, change: func(c *inventory.Component) { c.Distribution.Source = "auf Anfrage" }, want: []string{"fail rule.eig-003.unclear"}},
		{name: "a word", own: true, change: func(c *inventory.Component) { c.Distribution.Source = "intern" }, want: []string{"fail rule.eig-003.unclear"}},
		{name: "a path", own: true, change: func(c *inventory.Component) { c.Distribution.Source = "/srv/git/portal.git" }, want: []string{"fail rule.eig-003.unclear"}},
		{name: "not stated", own: true, want: []string{"fail rule.eig-003.no-address"}},
		{name: "not own"},
	})
}

func TestEveryRuleIsDocumentedInBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rule.All {
		if seen[r.ID] {
			t.Errorf("%s is in the catalogue twice", r.ID)
		}
		seen[r.ID] = true
		for name, text := range map[string]assessment.Text{"title": r.Doc.Title, "what": r.Doc.What, "why": r.Doc.Why, "fix": r.Doc.Fix} {
			if text.DE == "" || text.EN == "" || text.DE == text.EN {
				t.Errorf("%s: %s is not in both languages", r.ID, name)
			}
		}
		if mend := r.Doc.Mend; (mend.DE == "") != (mend.EN == "") || mend.DE != "" && mend == r.Doc.Fix {
			t.Errorf("%s: what makers do is not in both languages, or what Fix says already", r.ID)
		}
		if makers := r.Doc.ForMakers(); strings.Contains(makers.DE, "Den Bieter") || strings.Contains(makers.EN, "the bidder") {
			t.Errorf("%s tells those who make the software to ask the bidder: %s", r.ID, makers.EN)
		}
		if len(r.Doc.Sources) == 0 || r.Doc.Addressee == "" || r.Doc.Stage == "" {
			t.Errorf("%s lacks sources, addressee or stage", r.ID)
		}
	}
}

func TestReadingsCountWhereTheyWouldBeJudgedDifferently(t *testing.T) {
	run(t, "LIZ-002", []situation{
		{name: "alike", claims: claims(detected("GPL-2.0-only", "GPL-2.0-or-later")), want: []string{"pass"}},
		{name: "different", claims: claims(detected("MIT", "CC-BY-NC-4.0")), want: []string{"unknown rule.licence.readings"}},
		{name: "gives way", claims: claims(declared("MIT"), detected("CC-BY-NC-4.0", "MIT")), want: []string{"pass"}},
	})
}

func TestChoiceIsRecorded(t *testing.T) {
	o := situation{claims: claims(declared("Zlib AND (CC-BY-NC-4.0 OR MIT)"))}.outcomes("LIZ-002")[0]
	if got := spdx.Text(o.Choice); got != "Zlib AND MIT" || o.State != rule.Pass {
		t.Errorf("Choice = %q", got)
	}
	o = situation{claims: claims(declared("Zlib AND (CC-BY-NC-4.0 OR BUSL-1.1)"))}.outcomes("LIZ-002")[0]
	var leaves []string
	for _, l := range o.Leaves {
		leaves = append(leaves, fmt.Sprint(l.License, " ", [...]string{"pass", "unknown", "fail"}[l.State], " ", l.Decisive))
	}
	if d := cmp.Diff([]string{"Zlib pass true", "CC-BY-NC-4.0 fail false", "BUSL-1.1 unknown true"}, leaves); d != "" {
		t.Error(d)
	}
}

func TestPolicyClassWinsOverFacts(t *testing.T) {
	inv := &inventory.Inventory{}
	w := rule.NewWorld(inv, nil)
	w.Class = func(atom string) (facts.Class, bool) { return facts.ClassRestrictedUse, atom == "LicenseRef-house" }
	c := &inventory.Component{Claims: claims(declared("LicenseRef-house")), Instances: inTree}
	for id, want := range map[string]rule.State{"LIZ-001": rule.Pass, "LIZ-004": rule.Fail, "LIZ-005": rule.Pass} {
		got := rule.ByID(id).Ask(&rule.Case{Component: c, License: rule.Judged(c.Claims), World: w})
		if len(got) != 1 || got[0].State != want {
			t.Errorf("%s: %v, want state %d", id, got, want)
		}
	}
}

func TestManyClaimsOnOneComponent(t *testing.T) {
	var list []inventory.Claim
	for i := range 20000 {
		list = append(list, declared(fmt.Sprintf("LicenseRef-a%d", i)), detected(fmt.Sprintf("LicenseRef-b%d", i)))
	}
	start := time.Now()
	got := situation{claims: list}.outcomes("LIZ-001")
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
	if !slices.ContainsFunc(got, func(o rule.Outcome) bool { return o.Message.Key == "rule.licence.too-many" }) {
		t.Error("nothing says that the claims were too many to compare")
	}
}

// Findings are compared with the choices that stand beside them without comparing each with all; beyond the
// limit nothing is dropped for a choice, so what is not compared counts.
func TestManyChoicesBesideFindings(t *testing.T) {
	const offered, within = 20_000, 1000
	var list []inventory.Claim
	for i := range offered {
		list = append(list, detected(fmt.Sprintf("LicenseRef-a%d OR LicenseRef-b%d", i, i)), detected(fmt.Sprintf("LicenseRef-b%d", i)))
	}
	parts := rule.Judged(list).Parts
	if want := offered + offered - within; len(parts) != want {
		t.Errorf("%d parts, want %d", len(parts), want)
	}
	list = claims(declared("LicenseRef-x AND (LicenseRef-y OR LicenseRef-z)"), detected("LicenseRef-z"), detected("LicenseRef-q", "LicenseRef-y"), detected("LicenseRef-w"))
	if parts := rule.Judged(list).Parts; len(parts) != 2 || parts[1].Expression.String() != "LicenseRef-w" {
		t.Errorf("%v", parts)
	}
}

// What is stated again is no other part, whether parts are few or looked up.
func TestPartsStatedTwice(t *testing.T) {
	for _, n := range []int{1, 8, 9, 40} {
		var claims []inventory.Claim
		for i := range 2 * n {
			claims = append(claims, inventory.Claim{Kind: inventory.Declared, Origin: fmt.Sprint("bom", i/n), License: inventory.ReadLicense(fmt.Sprintf("LicenseRef-%d", i%n)),
				Evidence: []inventory.Evidence{{Path: fmt.Sprint("bom", i/n)}}})
		}
		parts := rule.Judged(claims).Parts
		for i, p := range parts {
			if p.Text != fmt.Sprintf("LicenseRef-%d", i) || len(p.Evidence) != 2 {
				t.Errorf("%d licences, part %d: %s with %d places", n, i, p.Text, len(p.Evidence))
			}
		}
		if len(parts) != n {
			t.Errorf("%d parts of %d licences", len(parts), n)
		}
	}
}
