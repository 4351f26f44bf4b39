// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// rdfDoc is an SPDX document in RDF/XML, with what stands in its head and beside it.
func rdfDoc(inHead, beside string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:s="http://spdx.org/rdf/terms#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:doap="http://usefulinc.com/ns/doap#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xml:base="urn:d">
<s:SpdxDocument rdf:about="#SPDXRef-DOCUMENT"><s:specVersion>SPDX-2.3</s:specVersion><s:name>d</s:name>` + inHead + `</s:SpdxDocument>` + beside + `</rdf:RDF>`
}

// rdfPackage is a package "a" with what is stated of it.
func rdfPackage(rest string) string {
	return rdfDoc("", `<s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name>`+rest+`</s:Package>`)
}

func TestRDF(t *testing.T) {
	const listed, repaired, note, leftOut = "http://spdx.org/licenses/", "repaired: sbom-repaired-", "note: sbom-", "unread: sbom-left-out"
	declared := func(license string) string {
		return rdfPackage(`<s:licenseDeclared>` + license + `</s:licenseDeclared>`)
	}
	tests := []struct {
		name, input string
		want        []string
	}{
		{"listed licence", rdfPackage(`<s:versionInfo>1</s:versionInfo><s:licenseDeclared rdf:resource="` + listed + `MIT"/><s:licenseConcluded rdf:resource="http://spdx.org/rdf/terms#noassertion"/>`), []string{"a@1 declared=MIT concluded=NOASSERTION"}},
		{"described licence", declared(`<s:ListedLicense rdf:about="` + listed + `ISC"><s:licenseId>ISC</s:licenseId></s:ListedLicense>`), []string{"a declared=ISC"}},
		{"sets", declared(`<s:ConjunctiveLicenseSet><s:member rdf:resource="` + listed + `MIT"/><s:member><s:DisjunctiveLicenseSet><s:member rdf:resource="` + listed + `ISC"/><s:member rdf:resource="#LicenseRef-x"/></s:DisjunctiveLicenseSet></s:member></s:ConjunctiveLicenseSet>`),
			[]string{"a declared=MIT AND (ISC OR LicenseRef-x)"}},
		{"a set as a list", declared(`<s:DisjunctiveLicenseSet><s:member rdf:parseType="Collection"><s:License rdf:about="` + listed + `MIT"/><s:License rdf:about="` + listed + `ISC"/></s:member></s:DisjunctiveLicenseSet>`), []string{"a declared=MIT OR ISC"}},
		{"exception", declared(`<s:WithExceptionOperator><s:member rdf:resource="` + listed + `GPL-2.0-only"/><s:licenseException><s:LicenseException><s:licenseExceptionId>Classpath-exception-2.0</s:licenseExceptionId></s:LicenseException></s:licenseException></s:WithExceptionOperator>`),
			[]string{"a declared=GPL-2.0-only WITH Classpath-exception-2.0"}},
		{"or later", declared(`<s:OrLaterOperator><s:member rdf:resource="` + listed + `MPL-1.1"/></s:OrLaterOperator>`), []string{"a declared=MPL-1.1+"}},
		{"licence in words", declared("House terms"), []string{"a declared=House terms"}},
		{"licence of another document", rdfDoc(`<s:externalDocumentRef><s:ExternalDocumentRef><s:externalDocumentId>DocumentRef-o</s:externalDocumentId><s:spdxDocument rdf:resource="urn:o"/></s:ExternalDocumentRef></s:externalDocumentRef>`,
			`<s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name><s:licenseDeclared rdf:resource="urn:o#LicenseRef-y"/></s:Package>`), []string{"a declared=DocumentRef-o:LicenseRef-y"}},
		{"a circle of licences", rdfPackage(`<s:licenseDeclared><s:ConjunctiveLicenseSet rdf:nodeID="c"><s:member rdf:nodeID="c"/><s:member rdf:resource="` + listed + `MIT"/></s:ConjunctiveLicenseSet></s:licenseDeclared>`), []string{"a declared=MIT", leftOut}},
		{"two declared", rdfPackage(`<s:licenseDeclared rdf:resource="` + listed + `MIT"/><s:licenseDeclared rdf:resource="` + listed + `ISC"/>`), []string{"a declared=MIT AND ISC", repaired + "license"}},
		{"files", rdfDoc("", `<s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name><s:hasFile><s:File rdf:about="#SPDXRef-f"><s:fileName>f</s:fileName><s:licenseInfoInFile rdf:resource="`+listed+`ISC"/></s:File></s:hasFile></s:Package>
			<s:Snippet rdf:about="#SPDXRef-s"><s:snippetFromFile rdf:resource="#SPDXRef-f"/><s:licenseInfoInSnippet rdf:resource="`+listed+`Zlib"/></s:Snippet>`), []string{"a detected=ISC AND Zlib"}},
		{"relations", rdfDoc(`<s:relationship><s:Relationship><s:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_describes"/><s:relatedSpdxElement><s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name>
			<s:relationship><s:Relationship><s:relatedSpdxElement rdf:resource="#SPDXRef-b"/><s:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_staticLink"/></s:Relationship></s:relationship>
			</s:Package></s:relatedSpdxElement></s:Relationship></s:relationship>`, `<s:Package rdf:about="#SPDXRef-b"><s:name>b</s:name>
			<s:relationship><s:Relationship><s:relatedSpdxElement rdf:resource="#SPDXRef-a"/><s:relationshipType>devDependencyOf</s:relationshipType></s:Relationship></s:relationship>
			<s:relationship><s:Relationship><s:relatedSpdxElement rdf:resource="http://spdx.org/rdf/terms#noassertion"/><s:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_contains"/></s:Relationship></s:relationship></s:Package>`),
			[]string{"a", "b", "p#SPDXRef-a links-static p#SPDXRef-b", "p#SPDXRef-a depends-on p#SPDXRef-b dev"}},
		{"without ids", rdfDoc("", `<s:Package><s:name>a</s:name></s:Package><s:Package rdf:about="urn:x/b"><s:name>b</s:name></s:Package>`), []string{"a", "b", repaired + "id"}},
		{"older version", strings.Replace(rdfPackage(""), "SPDX-2.3", "SPDX-2.0", 1), []string{"a"}},
		{"no version", strings.Replace(rdfPackage(""), "<s:specVersion>SPDX-2.3</s:specVersion>", "", 1), []string{"a", repaired + "version"}},
		{"no document", strings.Replace(rdfPackage(""), "SpdxDocument", "SpdxElement", 2), []string{"a", repaired + "version"}},
		{"supplier without a kind", rdfPackage(`<s:supplier>Foo</s:supplier>`), []string{"a", repaired + "supplier"}},
		{"unknown statements", rdfPackage(`<s:colour>red</s:colour><s:licenceDeclared>MIT</s:licenceDeclared>`), []string{"a", repaired + "left-out", leftOut}},
		{"unknown types", rdfDoc("", `<s:Package><s:name>a</s:name></s:Package><s:Pakage><s:name>b</s:name></s:Pakage>`), []string{"a", leftOut, repaired + "id"}},
		{"several documents", rdfDoc("", `<s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name></s:Package><s:SpdxDocument rdf:about="urn:e#SPDXRef-DOCUMENT"><s:name>e</s:name></s:SpdxDocument>`), []string{"a", "unread: sbom-several-documents"}},
		{"stray text", rdfPackage(`MIT`), []string{"a", leftOut}},
		{"not well-formed", declared(`<s:ConjunctiveLicenseSet><s:member rdf:resource="` + listed + `MIT"/>`), []string{"a declared=MIT", "unread: sbom-malformed"}},
		{"latin-1", strings.Replace(strings.Replace(rdfPackage(""), "UTF-8", "ISO-8859-1", 1), "<s:name>a<", "<s:name>\xe4<", 1), []string{"ä", repaired + "encoding"}},
		{"utf-16", utf16LE(strings.Replace(rdfPackage(""), "UTF-8", "UTF-16", 1)), []string{"a", repaired + "encoding"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := sbom.Read([]byte(test.input), sbom.SPDXRDF, "p")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, summary(r)); d != "" {
				t.Errorf("want (-), got (+):\n%s%v", d, r.Issues)
			}
		})
	}
}

// TestRDFPackage looks at everything that is read of one package.
func TestRDFPackage(t *testing.T) {
	r, err := sbom.Read([]byte(rdfDoc(`<s:dataLicense rdf:resource="http://spdx.org/licenses/CC0-1.0"/><rdfs:comment>c</rdfs:comment>
		<s:creationInfo><s:CreationInfo><s:creator>Tool: t-1.0</s:creator><s:created>2026-01-01T00:00:00Z</s:created></s:CreationInfo></s:creationInfo>
		<s:hasExtractedLicensingInfo><s:ExtractedLicensingInfo rdf:about="#LicenseRef-x"><s:extractedText>terms</s:extractedText></s:ExtractedLicensingInfo></s:hasExtractedLicensingInfo>`,
		`<s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name><s:versionInfo>1</s:versionInfo><s:filesAnalyzed>false</s:filesAnalyzed>
		<s:primaryPackagePurpose rdf:resource="http://spdx.org/rdf/terms#purpose_operatingSystem"/>
		<s:supplier>Person: A (a@example.org)</s:supplier><s:downloadLocation rdf:resource="http://spdx.org/rdf/terms#noassertion"/><doap:homepage>https://example.org</doap:homepage>
		<s:checksum><s:Checksum><s:algorithm rdf:resource="http://spdx.org/rdf/terms#checksumAlgorithm_sha3_256"/><s:checksumValue>AB</s:checksumValue></s:Checksum></s:checksum>
		<s:externalRef><s:ExternalRef><s:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_packageManager"/><s:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/><s:referenceLocator>pkg:npm/a@1</s:referenceLocator></s:ExternalRef></s:externalRef>
		<s:licenseDeclared rdf:resource="#LicenseRef-x"/></s:Package>`)), sbom.SPDXRDF, "p")
	if err != nil {
		t.Fatal(err)
	}
	hashes := []inventory.Hash{{Algorithm: "SHA3-256", Value: "ab"}}
	want := inventory.Component{
		ID: "pkg:npm/a@1", PURL: "pkg:npm/a@1", Name: "a", Version: "1", Supplier: "A", Type: "operating-system", Role: inventory.ThirdParty, Hashes: hashes,
		Claims: []inventory.Claim{{Kind: inventory.Declared, Origin: "p", License: inventory.ReadLicense("LicenseRef-x"), Ref: "SPDXRef-a", Text: r.Texts[0].SHA256,
			Evidence: []inventory.Evidence{{Path: "p", Detector: sbom.SPDXRDF, Line: inventory.LineRange{First: 5, Last: 5}, Quote: "LicenseRef-x"}}}},
		Distribution: inventory.Distribution{Homepage: "https://example.org"},
		Instances: []inventory.Instance{{Document: "p", Ref: "SPDXRef-a", Line: 5, Entry: &inventory.Entry{Name: "a", Version: "1",
			Supplier:    &inventory.Party{Kind: inventory.Person, Name: "A", Email: "a@example.org"},
			Identifiers: []inventory.Identifier{{Kind: "purl", Value: "pkg:npm/a@1"}}, Hashes: hashes, Unknown: []string{"download"}}}},
	}
	if d := cmp.Diff([]inventory.Component{want}, r.Components); d != "" {
		t.Error(d)
	}
	head := inventory.Document{ID: "p", Format: sbom.SPDXRDF, Version: "2.3", Name: "d", Namespace: "urn:d", Tools: []inventory.Tool{{Name: "t", Version: "1.0"}},
		Created: "2026-01-01T00:00:00Z", DataLicense: "CC0-1.0", Comment: "c", SHA256: r.Document.SHA256, Components: 1, WithLicense: 1}
	if d := cmp.Diff(head, r.Document); d != "" {
		t.Error(d)
	}
	if len(r.Issues) > 0 || r.Texts[0].Text != "terms" {
		t.Errorf("issues %v, texts %v", r.Issues, r.Texts)
	}
}

// TestRDFLicenseGrowth: sets that name each other twice must not grow into an expression of any length.
func TestRDFLicenseGrowth(t *testing.T) {
	sets := `<s:ConjunctiveLicenseSet rdf:nodeID="n0"><s:member rdf:resource="http://spdx.org/licenses/MIT"/></s:ConjunctiveLicenseSet>`
	name := "n0"
	for range 40 {
		next := name + "x"
		sets += `<s:ConjunctiveLicenseSet rdf:nodeID="` + next + `"><s:member rdf:nodeID="` + name + `"/><s:member rdf:nodeID="` + name + `"/></s:ConjunctiveLicenseSet>`
		name = next
	}
	r, err := sbom.Read([]byte(rdfDoc("", `<s:Package rdf:about="#SPDXRef-a"><s:name>a</s:name><s:licenseDeclared rdf:nodeID="`+name+`"/></s:Package>`+sets)), sbom.SPDXRDF, "p")
	if err != nil {
		t.Fatal(err)
	}
	if r.Issues[0].Effect != inventory.Unread || len(r.Components[0].Claims[0].License.Raw) > 1<<20 {
		t.Errorf("issues %v", r.Issues)
	}
}
