// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// TestSPDXQuirks: documents as tools and people write them, in every form of SPDX 2.
func TestSPDXQuirks(t *testing.T) {
	const repaired, note, unread = "repaired: sbom-repaired-", "note: sbom-", "unread: sbom-"
	const head, pkg = "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n", "PackageName: a\nSPDXID: SPDXRef-a\nPackageLicenseDeclared: MIT\n"
	tests := []struct {
		name, format, input string
		want                []string
	}{
		// Tag-value.
		{"version 2.0", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.0\nSPDXID: SPDXRef-DOCUMENT\n" + pkg, []string{"a declared=MIT"}},
		{"version 2.2.1", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.2.1\nSPDXID: SPDXRef-DOCUMENT\n" + pkg, []string{"a declared=MIT", repaired + "version"}},
		{"no version", sbom.SPDXTagValue, "SPDXID: SPDXRef-DOCUMENT\n" + pkg, []string{"a declared=MIT", repaired + "version"}},
		{"small letters", sbom.SPDXTagValue, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n" + pkg, []string{"a declared=MIT", repaired + "tag"}},
		{"snippet in a package", sbom.SPDXTagValue, head + pkg + "SnippetSPDXID: SPDXRef-s\nSnippetFromFileSPDXID: SPDXRef-f\nLicenseInfoInSnippet: ISC\n", []string{"a declared=MIT", unread + "left-out"}},
		{"snippet of a file", sbom.SPDXTagValue, head + pkg + "FileName: f\nSPDXID: SPDXRef-f\nSnippetSPDXID: SPDXRef-s\nSnippetFromFileSPDXID: SPDXRef-f\nLicenseInfoInSnippet: ISC\n", []string{"a declared=MIT detected=ISC"}},
		{"another document", sbom.SPDXTagValue, head + "ExternalDocumentRef: DocumentRef-o urn:o SHA1:00\n" + pkg + "Relationship: SPDXRef-a DEPENDS_ON DocumentRef-o:SPDXRef-x\n", []string{"a declared=MIT", note + "relation-outside"}},
		{"snippet before its file", sbom.SPDXTagValue, head + pkg + "SnippetSPDXID: SPDXRef-s\nSnippetFromFileSPDXID: SPDXRef-f\nLicenseInfoInSnippet: ISC\nFileName: f\nSPDXID: SPDXRef-f\n", []string{"a declared=MIT detected=ISC", repaired + "order"}},
		{"id behind the creators", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nCreator: Tool: t\nSPDXID: SPDXRef-DOCUMENT\n" + pkg, []string{"a declared=MIT"}},
		{"files behind licences", sbom.SPDXTagValue, head + pkg + "LicenseID: LicenseRef-x\nExtractedText: <text>x</text>\nFileName: f\nSPDXID: SPDXRef-f\nLicenseInfoInFile: LicenseRef-x\n", []string{"a declared=MIT detected=LicenseRef-x", repaired + "order"}},
		{"a slip in a tag", sbom.SPDXTagValue, head + "PackageName: a\nSPDXID: SPDXRef-a\nPackgeLicenseDeclarde: MIT\nFIleCopyrightText: x\n", []string{"a", unread + "left-out", repaired + "order", repaired + "tag"}},
		{"another slip", sbom.SPDXTagValue, head + "PackageName: a\nSPDXID: SPDXRef-a\nPackageLicenceDeclared: MIT\nPackageLicensesConcluded: ISC\n", []string{"a declared=MIT concluded=ISC", repaired + "tag"}},
		{"no prefixes", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nSPDXID: DOCUMENT\nPackageName: a\nSPDXID: a\nPackageName: b\nSPDXID: b\nRelationship: a DEPENDS_ON b\n", []string{"a", "b", "p#SPDXRef-a depends-on p#SPDXRef-b", repaired + "id", repaired + "reference"}},
		{"without kinds", sbom.SPDXTagValue, head + "Creator: ACME\nPackageName: a\nSPDXID: SPDXRef-a\nPackageSupplier: Foo\nPackageOriginator: NOASSERTION\n", []string{"a", repaired + "creator", repaired + "supplier"}},
		{"relations in small letters", sbom.SPDXTagValue, head + pkg + "Relationship: SPDXRef-DOCUMENT describes SPDXRef-a\n", []string{"a declared=MIT", repaired + "value"}},
		{"relation to nothing", sbom.SPDXTagValue, head + pkg + "Relationship: SPDXRef-a DEPENDS_ON NONE\n", []string{"a declared=MIT"}},

		// JSON.
		{"version as a number", sbom.SPDXJSON, `{"spdxVersion":2.3,"SPDXID":"SPDXRef-DOCUMENT","packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a", repaired + "version"}},
		{"version 2.0 in json", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.0","SPDXID":"SPDXRef-DOCUMENT","packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a"}},
		{"version 2.1 with files", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.1","SPDXID":"SPDXRef-DOCUMENT","packages":[{"SPDXID":"SPDXRef-a","name":"a","hasFiles":["SPDXRef-f"]}],"files":[{"SPDXID":"SPDXRef-f","fileName":"f","licenseInfoInFiles":["ISC"]}]}`, []string{"a detected=ISC"}},
		{"version 2.2.2", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.2.2","SPDXID":"SPDXRef-DOCUMENT","packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a", repaired + "version"}},
		{"version 2.x", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.x","SPDXID":"SPDXRef-DOCUMENT","packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a", repaired + "version"}},
		{"version 2.3.1 with a schema", sbom.SPDXJSON, `{"$schema":"https://example.org/spdx-schema.json","spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","snippets":[{"SPDXID":"SPDXRef-s","snippetFromFile":"SPDXRef-f","ranges":[]}],"packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a"}},
		{"no version in json", sbom.SPDXJSON, `{"SPDXID":"SPDXRef-DOCUMENT","packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a", repaired + "version"}},
		{"creators null", sbom.SPDXJSON, doc(`"creationInfo":{"creators":null},"packages":[{"SPDXID":"SPDXRef-a","name":"a","supplier":null,"originator":null}]`), []string{"a"}},
		{"creators a string", sbom.SPDXJSON, doc(`"creationInfo":{"creators":"Tool: t"},"packages":[]`), []string{repaired + "list"}},
		{"booleans and numbers", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","versionInfo":1.10,"filesAnalyzed":"true","copyrightText":false}]`), []string{"a@1.10", repaired + "value", repaired + "boolean"}},
		{"described and owned", sbom.SPDXJSON, doc(`"documentDescribes":["SPDXRef-a"],"packages":[{"SPDXID":"SPDXRef-a","name":"a","hasFiles":["SPDXRef-f"]}],"files":[{"SPDXID":"SPDXRef-f","fileName":"f","licenseConcluded":"ISC"}]`), []string{"a"}},
		{"snippets", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","hasFiles":["SPDXRef-f"]}],"files":[{"SPDXID":"SPDXRef-f","fileName":"f"}],
			"snippets":[{"SPDXID":"SPDXRef-s","snippetFromFile":"SPDXRef-f","licenseConcluded":"Zlib","licenseInfoInSnippets":["ISC"],"ranges":[]},{"SPDXID":"SPDXRef-t","snippetFromFile":"SPDXRef-g","licenseConcluded":"MIT","ranges":[]}]`),
			[]string{"a detected=ISC", "d concluded=MIT"}},
		{"several values", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"}]`) + "\n" + doc(`"packages":[{"SPDXID":"SPDXRef-b","name":"b"}]`), []string{"a", unread + "several-documents"}},
		{"tag names beside a right version", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","PackageName":"a","PackageLicenseDeclared":"MIT"}]`), []string{"a declared=MIT", repaired + "field-name"}},

		// YAML.
		{"yaml nulls and lists", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\ncreationInfo:\n  creators:\n  - ACME\n  -\npackages:\n- SPDXID: SPDXRef-a\n  name: a\n  versionInfo: 1.10\n  filesAnalyzed: 'no'\n  supplier: ''\n",
			[]string{"a@1.1", repaired + "creator", repaired + "null", repaired + "boolean", repaired + "supplier", repaired + "value"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := sbom.Read([]byte(test.input), test.format, "p")
			if err != nil {
				t.Fatal(err)
			}
			got := summary(r)
			slices.Sort(got)
			slices.Sort(test.want)
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("want (-), got (+):\n%s%v", d, r.Issues)
			}
		})
	}
}

// TestNoKind: a name without a kind does not become an organization's on its way through the library.
func TestNoKind(t *testing.T) {
	r, err := sbom.Read([]byte("SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nCreator: ACME\nPackageName: a\nSPDXID: SPDXRef-a\nPackageSupplier: Foo (foo@example.org)\n"), sbom.SPDXTagValue, "p")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]inventory.Party{{Name: "ACME"}}, r.Document.Authors); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(&inventory.Party{Name: "Foo", Email: "foo@example.org"}, r.Components[0].Instances[0].Entry.Supplier); d != "" || r.Components[0].Supplier != "Foo" {
		t.Error(d, r.Components[0].Supplier)
	}
}

// TestSPDXHostileSizes: none of these may take long or much memory.
func TestSPDXHostileSizes(t *testing.T) {
	const n = 20_000
	many := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	list := func(format string) string { return strings.TrimSuffix(many(format+","), ",") }
	for _, input := range []struct{ name, format, text string }{
		{"misspelt tags", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nPackageName: a\n" + many("PackageLicense%dDec: x\n")},
		{"unknown relations", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"}],"relationships":[` + list(`{"spdxElementId":"SPDXRef-a","relationshipType":"x%d","relatedSpdxElement":"SPDXRef-a"}`) + `]`)},
		{"references", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","externalRefs":[` + list(`{"referenceCategory":"OTHER","referenceType":"x","referenceLocator":"%d"}`) + `]}]`)},
		{"ancestors", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"},` + list(`{"SPDXID":"SPDXRef-%[1]d","name":"x%[1]d"}`) + `],"relationships":[` + list(`{"spdxElementId":"SPDXRef-a","relationshipType":"DESCENDANT_OF","relatedSpdxElement":"SPDXRef-%d"}`) + `]`)},
		{"described", sbom.SPDXJSON, doc(`"packages":[` + list(`{"SPDXID":"SPDXRef-%[1]d","name":"x%[1]d"}`) + `],"documentDescribes":[` + list(`"SPDXRef-%d"`) + `]`)},
		{"brackets", sbom.SPDXJSON, doc(`"creationInfo":{"created":"","creators":["Tool: ` + many("-%d") + `","Person: ` + many("(%d") + `"],"comment":"` + many("SBOM type: x%d ") + `"},"packages":[]`)},
		{"rdf", sbom.SPDXRDF, rdfDoc("", many(`<s:Package rdf:about="#SPDXRef-%[1]d" s:name="x%[1]d"><s:licenseDeclared rdf:resource="#LicenseRef-%[1]d"/></s:Package>`))},
		{"rdf without ids", sbom.SPDXRDF, rdfDoc("", many(`<s:Package s:name="x%d"/>`))},
		{"rdf of one id", sbom.SPDXRDF, rdfDoc("", many(`<s:Package rdf:about="urn:%d/x" s:name="x"/>`))},
		{"rdf statements", sbom.SPDXRDF, rdfDoc("", `<s:Package>`+many(`<s:name>%d</s:name>`)+`</s:Package>`)},
	} {
		if _, err := sbom.Read([]byte(input.text), input.format, "p"); err != nil {
			t.Errorf("%s: %v", input.name, err)
		}
	}
}
