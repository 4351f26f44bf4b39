// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

func mustRead(t *testing.T, text, format string) *sbom.Result {
	t.Helper()
	r, err := sbom.Read([]byte(text), format, "p")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSaidToBeUnknown: in each way of writing SPDX it is kept that something is said not to be known, or not to be there.
func TestSaidToBeUnknown(t *testing.T) {
	const noAgent = `"https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement"`
	for name, r := range map[string]*sbom.Result{
		"tag-value": mustRead(t, `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: d
DocumentNamespace: https://example.org/d
Creator: Tool: t-1.0
Created: 2026-01-01T00:00:00Z

PackageName: a
SPDXID: SPDXRef-a
PackageVersion: NOASSERTION
PackageSupplier: NOASSERTION
PackageOriginator: NOASSERTION
PackageDownloadLocation: NONE
FilesAnalyzed: false
PackageCopyrightText: NOASSERTION
`, sbom.SPDXTagValue),
		"SPDX 3": mustRead(t, elements3(`{"type":"software_Package","spdxId":"urn:a","creationInfo":"_:c","name":"a","software_packageVersion":"NOASSERTION",
			"suppliedBy":`+noAgent+`,"originatedBy":[`+noAgent+`],"software_downloadLocation":"NONE","software_copyrightText":"NOASSERTION"}`), sbom.SPDX3JSON),
	} {
		e := r.Components[0].Instances[0].Entry
		got := inventory.Entry{Creator: e.Creator, Supplier: e.Supplier, Version: e.Version, Copyright: e.Copyright, Deployable: e.Deployable, Unknown: e.Unknown, None: e.None}
		want := inventory.Entry{Unknown: []string{"copyright", "creator", "supplier", "version"}, None: []string{"download"}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}

// TestDescribed: a document may describe several components; one that describes one only says so by Main.
func TestDescribed(t *testing.T) {
	one := `{"SPDXID":"SPDXRef-a","name":"a"},{"SPDXID":"SPDXRef-b","name":"b"}`
	for _, c := range []struct {
		described string
		want      []string
	}{
		{`"SPDXRef-a"`, nil},
		{`"SPDXRef-a","SPDXRef-b"`, []string{"p#SPDXRef-a", "p#SPDXRef-b"}},
	} {
		d := readDoc(t, `"packages":[`+one+`],"documentDescribes":[`+c.described+`]`).Document
		if diff := cmp.Diff(c.want, d.Described); diff != "" || d.Main != "p#SPDXRef-a" {
			t.Errorf("%s: main %s (-want +got)\n%s", c.described, d.Main, diff)
		}
	}
	d := mustRead(t, graph3(pkg3("a")+","+pkg3("b")+`,{"type":"software_Sbom","spdxId":"urn:s","creationInfo":"_:c","rootElement":["urn:b"]},`+
		`{"type":"Relationship","spdxId":"urn:r","creationInfo":"_:c","from":"urn:d","relationshipType":"describes","to":["urn:b"]}`), sbom.SPDX3JSON).Document
	if diff := cmp.Diff([]string{"p#urn:a", "p#urn:b"}, d.Described); diff != "" {
		t.Errorf("SPDX 3: (-want +got)\n%s", diff)
	}
}

// TestRevision: CycloneDX counts the versions of a document; what is no number of that count is none.
func TestRevision(t *testing.T) {
	for rest, want := range map[string]string{`,"version":3`: "3", `,"version":1`: "1", ``: "", `,"version":0`: "", `,"version":-1`: "", `,"version":"x"`: ""} {
		r := mustRead(t, `{"bomFormat":"CycloneDX","specVersion":"1.6"`+rest+`}`, sbom.CycloneDXJSON)
		if got := r.Document.Revision; got != want {
			t.Errorf("%s: %q, want %q", rest, got, want)
		}
	}
	if r := mustRead(t, `<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="7"/>`, sbom.CycloneDXXML); r.Document.Revision != "7" {
		t.Errorf("XML: %q", r.Document.Revision)
	}
}
