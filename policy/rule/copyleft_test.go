// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"slices"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// modified says that the component was changed, or was not.
func modified(m inventory.Modified) func(*inventory.Component) {
	return func(c *inventory.Component) { c.Modified = m }
}

func TestLIZ006Lists(t *testing.T) {
	publication := assessment.UsePublication
	lists := func(atom spdx.Expression) assessment.Standing {
		switch atom.String() {
		case "MIT":
			return assessment.Preferred
		case "GPL-3.0-only WITH GCC-exception-3.1", "GPL-3.0-only":
			return assessment.Possible
		case "EUPL-1.2":
			return assessment.Avoided
		}
		return ""
	}
	run(t, "LIZ-006", []situation{
		{name: "preferred", list: lists, claims: claims(declared("MIT")), relation: inventory.LinksStatic, use: publication, want: []string{"pass"}},
		{name: "possible, whatever it reaches", list: lists, claims: claims(declared("GPL-3.0-only")), relation: inventory.LinksStatic, use: publication, want: []string{"pass"}},
		{name: "avoided, even where it does not reach", list: lists, claims: claims(declared("EUPL-1.2")), relation: inventory.LinksStatic, use: publication, want: []string{"fail rule.liz-006.avoided"}},
		{name: "avoided, and a tool", list: lists, claims: claims(declared("EUPL-1.2")), relation: inventory.BuildsWith, use: publication, want: []string{"pass", "pass rule.licence.beside.tool"}},
		{name: "a choice", list: lists, claims: claims(declared("EUPL-1.2 OR MIT")), relation: inventory.LinksStatic, use: publication, want: []string{"pass"}},
		{name: "on none of them", list: lists, claims: claims(declared("GPL-2.0-only")), relation: inventory.LinksStatic, use: publication, want: []string{"unknown rule.liz-006.unlisted"}},
	})
}

func TestLIZ006Exceptions(t *testing.T) {
	publication := assessment.UsePublication
	run(t, "LIZ-006", []situation{
		{name: "for particular works", claims: claims(declared("GPL-2.0-only WITH Universal-FOSS-exception-1.0")), relation: inventory.LinksDynamic, use: publication,
			want: []string{"unknown copyleft.spared"}},
		{name: "a pair nobody knows", claims: claims(declared("MIT WITH Classpath-exception-2.0")), relation: inventory.LinksDynamic, use: publication,
			want: []string{"unknown rule.licence.pair"}},
	})
}

func TestLIZ007(t *testing.T) {
	service := assessment.UseService
	agpl := claims(declared("AGPL-3.0-only"))
	run(t, "LIZ-007", []situation{
		{name: "permissive", claims: claims(declared("MIT")), use: service, want: []string{"pass"}},
		{name: "strong, no network clause", claims: claims(declared("GPL-3.0-only")), use: service, relation: inventory.LinksStatic, want: []string{"pass"}},
		{name: "AGPL modified", claims: agpl, use: service, change: modified(inventory.Yes), want: []string{"fail rule.liz-007.duty", "unknown rule.liz-007.how"}},
		{name: "AGPL unmodified, used separately", claims: agpl, use: service, relation: inventory.UsesSeparately, change: modified(inventory.No), want: []string{"pass"}},
		{name: "AGPL unmodified, linked", claims: agpl, use: service, relation: inventory.LinksDynamic, change: modified(inventory.No), want: []string{"unknown rule.liz-007.combined"}},
		{name: "AGPL, nobody says", claims: agpl, use: service, want: []string{"unknown rule.liz-007.if-modified"}},
		{name: "EUPL", claims: claims(declared("EUPL-1.2")), use: service, change: modified(inventory.No), want: []string{"unknown rule.liz-007.arguable"}},
		{name: "SSPL unmodified", claims: claims(declared("SSPL-1.0")), use: service, change: modified(inventory.No), want: []string{"fail rule.liz-007.duty", "unknown rule.liz-007.how"}},
		{name: "a choice", claims: claims(declared("SSPL-1.0 OR Apache-2.0")), use: service, want: []string{"pass"}},
		{name: "not a service", claims: agpl, use: assessment.UsePublication, change: modified(inventory.Yes)},
		{name: "a tool", claims: agpl, use: service, change: func(c *inventory.Component) { c.Scope = inventory.Build }},
		{name: "own licence", claims: agpl, own: true, use: service, change: modified(inventory.Yes)},
		{name: "own code with code of others", claims: claims(declared("MIT"), part(detected("AGPL-3.0-only"))), own: true, use: service, change: modified(inventory.Yes),
			want: []string{"fail rule.liz-007.duty", "unknown rule.liz-007.how"}},
		{name: "no licence", use: service, want: []string{"unknown rule.licence.missing"}},
	})
}

// together is a licence file with two texts.
func together(path string) inventory.File {
	f := textIn(path, inventory.RoleLicense, "GPL-3.0-only")
	f.Findings = append(f.Findings, inventory.Finding{Kind: inventory.FoundText, Expression: spdx.MustParse("BSD-3-Clause")})
	f.License = spdx.MustParse("GPL-3.0-only AND BSD-3-Clause")
	return f
}

func TestLIZ008(t *testing.T) {
	publication := assessment.UsePublication
	on := func(license string, kind inventory.RelationKind, outbound string, want ...string) situation {
		return situation{name: license + " " + string(kind) + " under " + outbound, claims: claims(declared(license)), relation: kind, use: publication, outbound: outbound, want: want}
	}
	run(t, "LIZ-008", []situation{
		on("MIT", inventory.Incorporates, "EUPL-1.2", "pass"),
		on("GPL-3.0-only", inventory.LinksDynamic, "GPL-3.0-only", "pass"),
		on("GPL-2.0-or-later", inventory.LinksDynamic, "GPL-3.0-only", "pass"),
		on("GPL-3.0-only", inventory.LinksDynamic, "MIT", "fail rule.liz-008.linked"),
		on("GPL-3.0-only", inventory.DependsOn, "MIT", "unknown copyleft.relation"),
		on("GPL-3.0-only", inventory.UsesSeparately, "MIT", "pass", "pass rule.licence.beside.separate"),
		on("MIT", inventory.UsesSeparately, "MIT", "pass"),
		on("LGPL-2.1-only", inventory.LinksStatic, "MIT", "pass"),
		on("MPL-2.0", inventory.Incorporates, "MIT", "unknown fit.osadl"),
		on("MPL-2.0", inventory.LinksStatic, "MIT", "pass"),
		on("Apache-2.0", inventory.LinksStatic, "GPL-2.0-only", "unknown fit.refused"),
		on("CC-BY-NC-4.0", inventory.Incorporates, "MIT", "unknown fit.terms"),
		on("GPL-3.0-only OR MIT", inventory.Incorporates, "MIT", "pass"),
		on("GPL-3.0-only AND MIT", inventory.Incorporates, "MIT", "fail rule.liz-008.incorporated"),
		on("LicenseRef-x", inventory.Incorporates, "MIT", "unknown rule.licence.ref-without-text"),
		on("QPL-1.0", inventory.Incorporates, "MIT", "unknown fit.unread"),
		// Of several outbound licences each has to be possible.
		on("GPL-3.0-only", inventory.LinksDynamic, "GPL-3.0-only OR MIT", "fail rule.liz-008.linked"),
		{name: "no outbound licence", claims: claims(declared("GPL-3.0-only")), relation: inventory.LinksDynamic, use: publication},
		{name: "own licence", claims: claims(declared("GPL-3.0-only")), own: true, use: publication, outbound: "MIT"},
		{name: "code of others in own files", claims: claims(declared("MIT"), part(detected("GPL-3.0-only"))), own: true, use: publication, outbound: "MIT",
			want: []string{"fail rule.liz-008.incorporated"}},
		{name: "beside the own licence", claims: claims(declared("EUPL-1.2"), part(detected("EUPL-1.2 AND BSD-3-Clause"))), own: true, use: publication, outbound: "MIT",
			want: []string{"pass"}},
		{name: "own licence file with the texts of others behind", claims: claims(part(detected("GPL-3.0-only")), part(detected("BSD-3-Clause"))), own: true,
			files: []inventory.File{together("lib/LICENSE")}, use: publication, outbound: "MIT", want: []string{"pass"}},
		{name: "a file about others", claims: claims(part(detected("GPL-3.0-only"))), own: true,
			files: []inventory.File{together("lib/LICENSE-third-party.txt")}, use: publication, outbound: "MIT", want: []string{"fail rule.liz-008.incorporated"}},
		{name: "internal use", claims: claims(declared("GPL-3.0-only")), relation: inventory.LinksDynamic, use: assessment.UseInternal, outbound: "MIT", want: []string{"fail rule.liz-008.linked"}},
		{name: "a test tool", claims: claims(declared("GPL-3.0-only")), relation: inventory.LinksDynamic, use: publication, outbound: "MIT",
			change: func(c *inventory.Component) { c.Scope = inventory.Test }, want: []string{"pass", "pass rule.licence.beside.tool"}},
		{name: "a test tool of unknown licence", relation: inventory.LinksDynamic, use: publication, outbound: "MIT",
			change: func(c *inventory.Component) { c.Scope = inventory.Test }},
		{name: "what a service is run with", claims: claims(declared("SSPL-1.0")), relation: inventory.UsesSeparately, use: assessment.UseService, outbound: "MIT",
			want: []string{"pass", "pass rule.licence.beside.separate"}},
	})
}

func TestLIZ009(t *testing.T) {
	publication := assessment.UsePublication
	on := func(license string, kind inventory.RelationKind, outbound string, want ...string) situation {
		return situation{name: license + " " + string(kind) + " under " + outbound, claims: claims(declared(license)), relation: kind, use: publication, outbound: outbound, want: want}
	}
	run(t, "LIZ-009", []situation{
		// EUPL code may go out under a licence of the appendix.
		on("EUPL-1.2", inventory.Incorporates, "EUPL-1.2", "pass"),
		on("EUPL-1.2", inventory.Incorporates, "GPL-3.0-only", "pass"),
		on("EUPL-1.2", inventory.Incorporates, "MPL-2.0", "pass"),
		on("EUPL-1.2", inventory.Incorporates, "MIT", "fail rule.liz-008.incorporated"),
		on("EUPL-1.2", inventory.LinksStatic, "MIT", "pass"),
		on("EUPL-1.2", inventory.DependsOn, "MIT", "pass"),
		on("EUPL-1.1", inventory.Incorporates, "GPL-3.0-only", "unknown fit.words"),
		// Not the other way round.
		on("GPL-3.0-only", inventory.Incorporates, "EUPL-1.2", "fail rule.liz-009.direction"),
		on("GPL-3.0-only", inventory.LinksDynamic, "EUPL-1.2", "fail rule.liz-009.direction"),
		on("LGPL-2.1-or-later", inventory.Incorporates, "EUPL-1.2", "unknown copyleft.merged"),
		on("LGPL-2.1-or-later", inventory.LinksDynamic, "EUPL-1.2", "pass"),
		on("CECILL-2.1", inventory.Incorporates, "EUPL-1.2", "pass"),
		on("Apache-2.0", inventory.Incorporates, "EUPL-1.2", "unknown fit.osadl"),
		// It is about the EUPL.
		on("GPL-3.0-only", inventory.Incorporates, "MIT", "pass"),
		{name: "no outbound licence", claims: claims(declared("EUPL-1.2")), relation: inventory.Incorporates, use: publication},
	})
}

// TestCopyleftSources: what is our reading says so, and OSADL is named where its matrix is asked.
func TestCopyleftSources(t *testing.T) {
	for _, r := range rule.All {
		if r.ID != "LIZ-008" && r.ID != "LIZ-009" {
			continue
		}
		if !r.Doc.Reading || !slices.ContainsFunc(r.Doc.Sources, func(s assessment.Source) bool { return s.URL == "https://www.osadl.org/" }) {
			t.Errorf("%s: %v", r.ID, r.Doc.Sources)
		}
	}
}
