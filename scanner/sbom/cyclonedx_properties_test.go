// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// TestCycloneDXOwnProperties: what the program writes into properties is read again, and adds to what the
// document's own fields say without ever taking the place of any of it.
func TestCycloneDXOwnProperties(t *testing.T) {
	own := func(name, value string) string { return `{"name":"lizenzlotse:` + name + `","value":"` + value + `"}` }
	read := func(a, rest string) *sbom.Result {
		t.Helper()
		r, err := sbom.Read([]byte(cdx(`"components":[{"type":"library","bom-ref":"a","name":"a",`+a+`},
			{"type":"library","bom-ref":"b","name":"b"},{"type":"library","bom-ref":"c","name":"c"}],"dependencies":[{"ref":"a","dependsOn":["b"]}]`+rest)), sbom.CycloneDXJSON, "p")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	const graph, other = "p#a depends-on p#b", "note: sbom-relation-other"
	for _, test := range []struct {
		a    string // of component a
		want []string
	}{
		{`"properties":[` + own("relation:links-static", "b") + `]`, []string{"a", "b", "c", graph, "p#a links-static p#b"}},
		{`"properties":[` + own("relation:depends-on:test", "b") + `]`, []string{"a", "b", "c", graph, "p#a depends-on p#b test"}},
		// How, never that: what the document does not connect stays so.
		{`"properties":[` + own("relation:links-static", "c") + `]`, []string{"a", "b", "c", graph, other}},
		{`"properties":[` + own("relation:links-static", "z") + `]`, []string{"a", "b", "c", graph, "note: sbom-relation-dangling"}},
		{`"properties":[` + own("relation:none", "b") + `]`, []string{"a", "b", "c", graph, other}},
		{`"properties":[` + own("license:declared", "NOASSERTION") + `]`, []string{"a declared=NOASSERTION", "b", "c", graph}},
		{`"properties":[` + own("license:declared", "MIT") + `,` + own("license:detected", "NOASSERTION") + `]`, []string{"a", "b", "c", graph}},
		{`"licenses":[{"expression":"MIT"}],"properties":[` + own("license:declared:raw", "Apache License 2.0") + `]`, []string{"a declared=MIT", "b", "c", graph}},
	} {
		if d := cmp.Diff(test.want, summary(read(test.a, ""))); d != "" {
			t.Errorf("%s: want (-), got (+):\n%s", test.a, d)
		}
	}

	scope := func(field, said string) inventory.Scope {
		return read(field+`"properties":[`+own("scope", said)+`]`, "").Components[0].Scope
	}
	for said, want := range map[string]inventory.Scope{"test": inventory.Test, "build": inventory.Build, "runtime": inventory.Dev, "x": inventory.Dev} {
		if got := scope(`"scope":"excluded",`, said); got != want {
			t.Errorf("excluded, %s: %q, want %q", said, got, want)
		}
	}
	if got := scope(`"scope":"required",`, "test") + scope("", "test"); got != inventory.Runtime {
		t.Errorf("a property made %q of what the run needs", got)
	}

	// The doubts that a name leaves come back with its wording.
	r := read(`"licenses":[{"license":{"id":"BSD-3-Clause"}}],"properties":[`+own("license:declared:raw", "BSD")+`,`+own("identifier:swid", "s")+`,`+own("hash:SHA224", "AB")+
		`,`+own("pedigree:patches", "2")+`,`+own("external", "true")+`,`+own("role", "own")+`]`,
		`,"properties":[`+own("license-text:LicenseRef-x", "words")+`,`+own("license-text:MIT", "others")+`]`)
	c := &r.Components[0]
	if l := c.Claims[0].License; l.Raw != "BSD" || len(l.Readings) == 0 || l.Normalised == "" {
		t.Errorf("the wording is %+v", l)
	}
	want := &inventory.Entry{Name: "a", Identifiers: []inventory.Identifier{{Kind: "swid", Value: "s"}}, Hashes: []inventory.Hash{{Algorithm: "SHA224", Value: "ab"}},
		Pedigree: &inventory.Pedigree{Patches: 2}, Dependencies: inventory.DependenciesListed}
	if d := cmp.Diff(want, c.Instances[0].Entry); d != "" || c.Role != inventory.ThirdParty {
		t.Errorf("want (-), got (+):\n%s", d)
	}
	if len(r.Texts) != 1 || r.Texts[0].License != "LicenseRef-x" || r.Texts[0].Text != "words" {
		t.Errorf("texts: %+v", r.Texts)
	}
}
