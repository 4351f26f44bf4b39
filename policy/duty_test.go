// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/scanner/inventory"
)

// TestDutiesOfTheTexts holds what is worked out against cases that were written from the licence texts.
func TestDutiesOfTheTexts(t *testing.T) {
	data, err := os.ReadFile("testdata/duties.tsv")
	if err != nil {
		t.Fatal(err)
	}
	p := mustLoad(t, "\nrules: {LIZ-001: note}")
	var columns []string
	n := 0
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case columns == nil:
			columns = fields
			continue
		case len(fields) != len(columns):
			t.Fatalf("%d columns instead of %d: %s", len(fields), len(columns), line)
		}
		n++
		row := map[string]string{}
		for i, c := range columns {
			row[c] = fields[i]
		}
		t.Run(row["id"], func(t *testing.T) {
			part := strings.Split(row["part"], "|")
			inv := delivered(row["form"], part[0], inventory.RelationKind(part[1]), part[2])
			got := kindsOf(policy.Assess(inv, p, policy.Options{Use: assessment.Use(row["use"])}))
			for _, who := range []assessment.Addressee{assessment.Bidder, assessment.City} {
				equal(t, row["part"]+" "+row["use"]+" "+row["form"]+" "+string(who)+": "+row["why"], kindsIn(t, row[string(who)]), got[who])
			}
		})
	}
	if n < 60 {
		t.Fatalf("%d cases", n)
	}
}

// delivered is a tree with own code and a component that it uses, which lies in the tree or is only named.
func delivered(form, license string, relation inventory.RelationKind, modified string) *inventory.Inventory {
	c := named("pkg:npm/part@1", license)
	if form == "source" {
		c.Instances = []inventory.Instance{{Path: "vendor/part"}}
	}
	if modified != "unknown" {
		c.Modified = inventory.Modified(modified)
	}
	inv := of(found("file:.", ".", "MIT"), c)
	inv.Files = []inventory.File{{Path: "LICENSE", Component: "file:.", Roles: []string{inventory.RoleLicense}, License: inv.Components[0].Claims[0].License.Expression}}
	inv.Relations = []inventory.Relation{{From: "file:.", To: c.ID, Kind: relation}}
	return inv
}

func kindsOf(a *assessment.Assessment) map[assessment.Addressee][]string {
	all := map[assessment.Addressee][]string{}
	for _, d := range a.Duties {
		if !slices.Contains(all[d.Addressee], d.Kind) {
			all[d.Addressee] = append(all[d.Addressee], d.Kind)
		}
	}
	for _, list := range all {
		slices.Sort(list)
	}
	return all
}

// kindsIn reads the kinds of a case.
func kindsIn(t *testing.T, list string) []string {
	t.Helper()
	if list == "-" {
		return nil
	}
	kinds := strings.Fields(list)
	for _, k := range kinds {
		if duty.Order(k) < 0 {
			t.Fatalf("%s is no kind of duty", k)
		}
	}
	slices.Sort(kinds)
	return kinds
}

func TestDutiesOfSituations(t *testing.T) {
	p := mustLoad(t, "\nrules: {LIZ-001: note}")
	program := inventory.File{Path: "vendor/part/part.so", Component: "pkg:npm/part@1", Roles: []string{inventory.RoleBinary}}
	for _, c := range []struct {
		name, form, license, modified string
		relation                      inventory.RelationKind
		use                           assessment.Use
		change                        func(*inventory.Inventory)
		bidder, city                  string
	}{
		{name: "nothing says how it is used", form: "binary", license: "GPL-2.0-only", modified: "no", use: assessment.UseInternal,
			bidder: "notice licence-text source same-licence:program-if-reached", city: "-"},
		{name: "a library that is depended on", form: "binary", license: "LGPL-2.1-only", modified: "no", relation: inventory.DependsOn, use: assessment.UseInternal,
			bidder: "notice licence-text source same-licence:library relinking-if-linked naming", city: "-"},
		{name: "linked, and where the copyleft ends is not settled", form: "binary", license: "OSL-3.0", modified: "no", relation: inventory.LinksDynamic, use: assessment.UseInternal,
			bidder: "source same-licence:program-if-reached naming patent", city: "naming patent"},
		{name: "an exception for particular others", form: "binary", license: "GPL-2.0-only WITH Asterisk-exception", modified: "no", relation: inventory.LinksDynamic, use: assessment.UseInternal,
			bidder: "notice licence-text source same-licence:program-if-reached", city: "-"},
		{name: "a change alone", form: "source", license: "RPL-1.1", modified: "yes", relation: inventory.UsesSeparately, use: assessment.UseInternal,
			bidder: "notice licence-text changes naming patent", city: "source naming patent"},
		{name: "perhaps a change", form: "source", license: "RPL-1.1", modified: "unknown", relation: inventory.UsesSeparately, use: assessment.UseInternal,
			bidder: "notice licence-text changes-if-modified naming patent", city: "source-if-modified naming patent"},
		{name: "merged into what is served", form: "source", license: "AGPL-3.0-only", modified: "no", relation: inventory.Incorporates, use: assessment.UseService,
			bidder: "notice licence-text same-licence:program patent", city: "network-source same-licence:program patent"},
		{name: "a program without its source in the tree", form: "source", license: "GPL-2.0-only", modified: "no", relation: inventory.UsesSeparately, use: assessment.UseDistribution,
			change: func(inv *inventory.Inventory) { inv.Files = append(inv.Files, program) },
			bidder: "notice licence-text source", city: "notice licence-text source"},
		{name: "and published", form: "source", license: "GPL-2.0-only", modified: "no", relation: inventory.UsesSeparately, use: assessment.UsePublication,
			change: func(inv *inventory.Inventory) { inv.Files = append(inv.Files, program) },
			bidder: "notice licence-text source", city: "notice licence-text"},
		{name: "not part of the delivery", form: "binary", license: "AGPL-3.0-only", modified: "yes", relation: inventory.UsesSeparately, use: assessment.UseService,
			change: func(inv *inventory.Inventory) {
				inv.Components[1].Instances[0].Entry = &inventory.Entry{External: true}
			},
			bidder: "-", city: "network-source patent"},
		{name: "to test with, in the tree", form: "source", license: "MIT", modified: "no", relation: inventory.TestsWith, use: assessment.UseInternal,
			bidder: "notice licence-text", city: "-"},
		{name: "for developing, named", form: "binary", license: "MIT", modified: "no", relation: inventory.DependsOn, use: assessment.UseInternal,
			change: func(inv *inventory.Inventory) { inv.Components[1].Scope = inventory.Dev },
			bidder: "-", city: "-"},
		{name: "nothing is known of the licence", form: "binary", license: "LicenseRef-house", modified: "no", use: assessment.UseDistribution, bidder: "-", city: "-"},
	} {
		inv := delivered(c.form, c.license, c.relation, c.modified)
		if c.relation == "" {
			inv.Relations = nil
		}
		if c.change != nil {
			c.change(inv)
		}
		got := kindsOf(policy.Assess(inv, p, policy.Options{Use: c.use}))
		equal(t, c.name+": bidder", kindsIn(t, c.bidder), got[assessment.Bidder])
		equal(t, c.name+": city", kindsIn(t, c.city), got[assessment.City])
	}
}

// A duty names a component once, however many parts of its licence bring it, and all components that have it.
func TestDutiesAreGatheredOnce(t *testing.T) {
	a := policy.Assess(of(named("pkg:npm/b@1", "MIT", "MIT AND Zlib"), named("pkg:npm/a@1", "MIT"), named("pkg:npm/c@1", "Apache-2.0"), named("pkg:npm/d@1", "Apache-2.0 OR ISC")),
		mustLoad(t, "\nrules: {LIZ-001: note}"), policy.Options{})
	var got []string
	for _, d := range a.Duties {
		got = append(got, string(d.Addressee)+" "+d.Kind+" "+d.License+" "+strings.Join(d.Components, " "))
	}
	equal(t, "duties", []string{
		"bidder notice Apache-2.0 pkg:npm/c@1", "bidder notice ISC pkg:npm/d@1", "bidder notice MIT pkg:npm/a@1 pkg:npm/b@1",
		"bidder licence-text Apache-2.0 pkg:npm/c@1", "bidder licence-text ISC pkg:npm/d@1", "bidder licence-text MIT pkg:npm/a@1 pkg:npm/b@1",
		"bidder changes-if-modified Apache-2.0 pkg:npm/c@1", "bidder naming Apache-2.0 pkg:npm/c@1", "bidder patent Apache-2.0 pkg:npm/c@1",
		"city naming Apache-2.0 pkg:npm/c@1", "city patent Apache-2.0 pkg:npm/c@1",
	}, got)
}
