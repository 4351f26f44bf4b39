// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// check holds what is true of every result, whatever the input.
func check(t *testing.T, data []byte, format string) {
	r, err := sbom.Read(data, format, "p")
	if err != nil {
		var e *inventory.Error
		if !errors.As(err, &e) || e.Key == "sbom.internal" || e.Hint.Key == "" || !strings.HasPrefix(e.Where, "p") {
			t.Fatalf("%#v", err)
		}
		if format == sbom.CycloneDXJSON && e.Key == "sbom.unreadable" {
			t.Fatalf("mended and still not to be decoded: %v", err)
		}
		return
	}
	ids := map[string]bool{}
	for _, c := range r.Components {
		if c.ID == "" || len(c.Instances) != 1 {
			t.Fatalf("component %+v", c)
		}
		ids[c.ID] = true
		for _, claim := range c.Claims {
			if (claim.License.State == inventory.Known) != (claim.License.Expression != nil) || claim.Origin != "p" {
				t.Fatalf("claim %+v", claim)
			}
		}
	}
	for _, rel := range r.Relations {
		if !ids[rel.From] || !ids[rel.To] {
			t.Fatalf("relation %+v of what is no component", rel)
		}
	}
	if r.Document.Main != "" && !ids[r.Document.Main] {
		t.Fatalf("main component %q is none", r.Document.Main)
	}
	if _, err := json.Marshal(r.Components); err != nil {
		t.Fatal(err)
	}
	again, err := sbom.Read(data, format, "p")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(summary(r), summary(again)); d != "" {
		t.Fatalf("read again: %s", d)
	}
}

func fuzz(f *testing.F, format string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data, format) })
}

func FuzzCycloneDXJSON(f *testing.F) {
	fuzz(f, sbom.CycloneDXJSON,
		lib(`[{"license":{"id":"MIT","text":{"content":"x","encoding":"base64"}}},"ISC",null,{"expression":["MIT"]}]`),
		cdx(`"specVersion":1.2,"metadata":{"component":{"name":"m"},"tools":[{"name":"t"}]},"components":[{"name":"a","components":[{"purl":"pkg:npm/a@1"}]}],"dependencies":[{"ref":"a","dependsOn":["b"]}],`),
		`{"sbom":`+lib(`{}`)+`}//x`,
		cdx(`"version":"007","metadata":{"tools":{"components":[{"bom-ref":"t","name":"t"}]},"supplier":"S","lifecycles":["build"],"licenses":"MIT","authors":{"name":"A"}},"components":{"bom-ref":"a","name":"a","license":"MIT","hashes":{"SHA-1":"aa"},"swid":"t","manufacturer":[{"url":"u","contact":{"email":"e"}}],"pedigree":{"ancestors":{"name":"b"}},"externalReferences":[{"type":"distribution","url":"u","hashes":[{"alg":"SHA-512","content":"bb"}]}],"properties":{"bsi:component:filename":"f"},"isExternal":"yes"},"services":[{"name":"s","services":[{"name":"t"}]}],"compositions":[{"aggregate":"complete","assemblies":["a"]}],"dependencies":{"a":["urn:cdx:x/1#a"]}`),
		`{"bomFormat":"CycloneDX","specVersion":"1.9","declarations":{"attestations":[{"map":[{"confidence":{"score":1e99}}]}]},"formulation":[{"workflows":[{"taskTypes":"x","tasks":[{"inputs":[{"environmentVars":["a",{"name":"b","value":"c"}]}]}]}]}]}`)
}

func FuzzCycloneDXXML(f *testing.F) {
	fuzz(f, sbom.CycloneDXXML,
		`<?xml version="1.0" encoding="ISO-8859-1"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1"><metadata><component type="application" bom-ref="m"><name>m</name></component></metadata><components><component type="library"><name>a</name><licenses><license><id>MIT</id></license><expression>ISC</expression></licenses><evidence><licenses><license><name>x</name></license></licenses></evidence></component></components><dependencies><dependency ref="m"><dependency ref="a"/></dependency></dependencies></bom>`,
		`<b:bom xmlns:b="x"><b:components><component><licenses>MIT<odd/></licenses><modified>x</modified>&nbsp;</component></b:components></b:bom>`,
		`<bom xmlns="http://cyclonedx.org/schema/bom/1.7" serialNumber="urn:uuid:1"><metadata><supplier>S</supplier><license><id>MIT</id></license></metadata><component bom-ref="a" isExternal="true"><name>a</name><swid tagId="t" patch="x"/><o:name xmlns:o="urn:o">b</o:name><v:vulnerabilities xmlns:v="urn:v"><v:vulnerability/></v:vulnerabilities><hashes><hash alg="SHA-1">aa</hash></hashes></component><compositions><composition><aggregate>complete</aggregate><assemblies><assembly ref="a"/></assemblies></composition></compositions><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></bom>`)
}

func FuzzSPDXJSON(f *testing.F) {
	fuzz(f, sbom.SPDXJSON,
		doc(`"creationInfo":{"creators":["Tool: t","x"]},"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":["MIT"],"hasFiles":["SPDXRef-f"],"externalRefs":[{"referenceCategory":"PACKAGE_MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]},null],"files":[{"SPDXID":"SPDXRef-f","fileName":"f","licenseInfoInFiles":["MIT"]}],"relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"a"}],"hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-x","extractedText":"y"}]`),
		`{"SPDXVersion":"SPDX-2.2","SPDXID":"x","packages":{"a":{"PackageName":"a"}}}`)
}

func FuzzSPDXTagValue(f *testing.F) {
	fuzz(f, sbom.SPDXTagValue,
		"SPDXVersion: SPDX-2.2\nSPDXID: SPDXRef-DOCUMENT\nCreator: Tool: t\nPackageName: a\nSPDXID: SPDXRef-a\nPackageLicenseDeclared: MIT\nFileName: f\nSPDXID: SPDXRef-f\nLicenseInfoInFile: MIT\nSnippetSPDXID: SPDXRef-s\nSnippetByteRange: 1:2\nLicenseID: LicenseRef-x\nExtractedText: <text>a\nb</text>\nRelationship: SPDXRef-a CONTAINS SPDXRef-f\nAnnotator: Person: x\n",
		"b'SPDXVersion: SPDX-2.3\nLicenseID: LicenseRef-x\nPackageName: a\nPackageChecksum: sha-1: 0\nPackageComment: <text>x\nRelationship: a b\nx")
}

func FuzzSPDXYAML(f *testing.F) {
	fuzz(f, sbom.SPDXYAML,
		"spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: d\npackages:\n- SPDXID: SPDXRef-a\n  name: a\n  licenseDeclared: MIT\n",
		"---\nspec: {spdx: {spdxVersion: 2.3, packages: [&x {name: a}, *x, null]}}\n")
}

func FuzzSPDXRDF(f *testing.F) {
	fuzz(f, sbom.SPDXRDF,
		rdfDoc(`<s:relationship><s:Relationship><s:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_contains"/><s:relatedSpdxElement rdf:resource="#SPDXRef-f"/></s:Relationship></s:relationship>`,
			`<s:File rdf:about="#SPDXRef-f" s:fileName="f"><s:licenseInfoInFile rdf:nodeID="l"/></s:File><s:WithExceptionOperator rdf:nodeID="l"><s:member>MIT</s:member><s:licenseException>x</s:licenseException></s:WithExceptionOperator>`),
		rdfPackage(`<s:licenseDeclared><s:OrLaterOperator><s:member rdf:resource="http://spdx.org/licenses/MIT"/></s:OrLaterOperator></s:licenseDeclared><s:checksum><s:Checksum s:algorithm="sha1"/></s:checksum><s:externalRef rdf:parseType="Resource"/>`))
}
