// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// TestNothingHides: a repair must not take a component or a licence away unsaid. What is lost
// makes the result incomplete; what can be kept is kept.
func TestNothingHides(t *testing.T) {
	const (
		repaired, note       = "repaired: sbom-repaired-", "note: sbom-"
		leftOut, several     = "unread: sbom-left-out", "unread: sbom-several-documents"
		twice, notWellFormed = "unread: sbom-duplicate-key", "unread: sbom-malformed"
		commented            = "unread: sbom-commented-out"
		ns                   = `<bom xmlns="http://cyclonedx.org/schema/bom/1.4">`
	)
	one := cdx(`"components":[{"type":"library","name":"a"}]`)
	oneXML := ns + `<components><component type="library"><name>a</name></component></components></bom>`
	spdxOne := doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"}]`)
	tv := "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nPackageName: a\nSPDXID: SPDXRef-a\n"
	inXML := func(s string) string {
		return ns + `<components><component type="library"><name>a</name><licenses>` + s + `</licenses></component></components></bom>`
	}
	inRDF := func(license string) string {
		return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#"><spdx:SpdxDocument rdf:about="http://x#SPDXRef-DOCUMENT"><spdx:specVersion>SPDX-2.3</spdx:specVersion></spdx:SpdxDocument>` +
			`<spdx:Package rdf:about="http://x#SPDXRef-a"><spdx:name>a</spdx:name><spdx:licenseDeclared>` + license + `</spdx:licenseDeclared></spdx:Package></rdf:RDF>`
	}
	graph := func(elements, license string) string {
		return `{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1"},{"type":"software_Package","spdxId":"urn:a","name":"a"},` + elements +
			`,{"type":"Relationship","spdxId":"urn:r","from":"urn:a","to":["` + license + `"],"relationshipType":"hasDeclaredLicense"}]}`
	}
	tests := []struct {
		name, format, input string
		want                []string
	}{
		// A second document, or a part of one, around the first.
		{"json and json", sbom.CycloneDXJSON, one + one, []string{"a", several}},
		{"spdx and cyclonedx", sbom.SPDXJSON, spdxOne + "\n" + one, []string{"a", several}},
		{"json and xml", sbom.CycloneDXJSON, one + oneXML, []string{"a", several}},
		{"json in quotes before", sbom.CycloneDXJSON, `"{evil}"` + one, []string{"a", several}},
		{"fields behind the end", sbom.CycloneDXJSON, one + `,"name":"x"}`, []string{"a", several}},
		{"prose behind the end", sbom.CycloneDXJSON, one + "\nyours, [INFO] Bob }", []string{"a", repaired + "surroundings"}},
		{"document in a comment", sbom.CycloneDXJSON, one + "/*" + one + "*/", []string{"a", several}},
		{"licence in a comment", sbom.CycloneDXJSON, "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\",\n// \"licenses\": \"x\",\n\"name\":\"a\"}]}", []string{"a", repaired + "syntax", commented}},
		{"xml and xml", sbom.CycloneDXXML, oneXML + oneXML, []string{"a", several}},
		{"xml and json", sbom.CycloneDXXML, oneXML + one, []string{"a", several}},
		{"json and then xml", sbom.CycloneDXXML, `{"a":1}` + oneXML, []string{"a", several}},
		{"xml and prose", sbom.CycloneDXXML, oneXML + "<!-- <bom/> -->\nyours", []string{"a", repaired + "surroundings"}},
		{"tag-value and json", sbom.SPDXTagValue, tv + one + "\n", []string{"a", repaired + "unknown-tag", several}},
		{"tag-value and xml", sbom.SPDXTagValue, tv + "<bom>\n</bom>\n", []string{"a", repaired + "line", several}},

		{"document in a field", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a"}],"sbom":` + one), []string{"a", several}},
		{"cyclonedx and spdx in one object", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a"}],"spdxVersion":"SPDX-2.3","packages":[{"name":"b"}]`), []string{"a", several}},
		{"spdx and cyclonedx in one object", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"}],"bomF\u006frmat":"CycloneDX","components":[{"name":"b"}]`), []string{"a", several}},
		{"spdx and cyclonedx in one of yaml", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n- {name: a, SPDXID: SPDXRef-a}\ncomponents:\n- {name: b}\n", []string{"a", several}},
		{"yaml behind the end", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n- {name: a, SPDXID: SPDXRef-a}\n...\n- {name: b}\n", []string{"a", several}},
		{"yaml in the line of the mark", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n- {name: a, SPDXID: SPDXRef-a}\n--- {name: b}\n", []string{"a", several}},
		{"yaml between marks", sbom.SPDXYAML, "--- # one\nspdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n- {name: a, SPDXID: SPDXRef-a}\n...\n", []string{"a"}},

		// Components and licences where, or as, no reader of the format looks for them.
		{"component beside the list", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a"}],"component":[{"name":"b"}]`), []string{"a", several}},
		{"licences of the document", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a"}],"licenses":[{"license":{"id":"AGPL-3.0-only"}}]`), []string{"a", leftOut}},
		{"expression in a licence", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","expression":"AGPL-3.0-only"}}]`), []string{"a@1 declared=MIT AND AGPL-3.0-only", repaired + "license"}},
		{"licence in a licence", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","license":{"id":"AGPL-3.0-only"}}}]`), []string{"a@1 declared=MIT AND AGPL-3.0-only", repaired + "license"}},
		{"licences in a licence", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","licenses":["AGPL-3.0-only"]}}]`), []string{"a@1 declared=MIT", leftOut}},
		{"id beside a licence", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT"},"id":"AGPL-3.0-only"}]`), []string{"a@1 declared=AGPL-3.0-only AND MIT", repaired + "license"}},
		{"name beside an expression", sbom.CycloneDXJSON, lib(`[{"expression":"MIT","name":"AGPL-3.0-only"}]`), []string{"a@1 declared=AGPL-3.0-only AND MIT", repaired + "license"}},
		{"licences beside a licence", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT"},"licenses":["AGPL-3.0-only"]}]`), []string{"a@1 declared=AGPL-3.0-only AND MIT", repaired + "license"}},
		{"packages in a package", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","packages":[{"SPDXID":"SPDXRef-b","name":"b"}]}]`), []string{"a", leftOut}},
		{"licence of a package", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"MIT","license":"AGPL-3.0-only"}]`), []string{"a declared=MIT", leftOut}},
		{"misspelt licence of a package", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"MIT","license_declared":"AGPL-3.0-only"}]`), []string{"a declared=MIT", leftOut}},
		{"xml in other letters", sbom.CycloneDXXML, ns + `<components><component type="library"><name>a</name><Licenses><license><id>MIT</id></license></Licenses></component></components></bom>`, []string{"a", leftOut}},
		{"xml component in a group", sbom.CycloneDXXML, ns + `<components><component type="library"><name>a</name></component><set><component type="library"><name>b</name></component></set></components></bom>`, []string{"a", leftOut}},
		{"xml licence in a licence", sbom.CycloneDXXML, inXML(`<license><id>MIT</id><license><id>AGPL-3.0-only</id></license></license>`), []string{"a declared=MIT", leftOut}},
		{"xml expression in a licence", sbom.CycloneDXXML, inXML(`<license><id>MIT</id><expression>AGPL-3.0-only</expression></license>`), []string{"a declared=MIT", leftOut}},
		{"xml licences of the document", sbom.CycloneDXXML, ns + `<licenses><license><id>MIT</id></license></licenses></bom>`, []string{leftOut}},
		{"tag-value behind a carriage return", sbom.SPDXTagValue, tv + "PackageComment: x\rPackageName: b\rSPDXID: SPDXRef-b\n", []string{"a", "b"}},
		{"rdf licence with another id", sbom.SPDXRDF, inRDF(`<spdx:ListedLicense rdf:about="http://spdx.org/licenses/MIT"><spdx:licenseId>AGPL-3.0-only</spdx:licenseId></spdx:ListedLicense>`), []string{"a declared=MIT", twice}},
		{"rdf set with operators in lower case", sbom.SPDXRDF, inRDF(`<spdx:ConjunctiveLicenseSet><spdx:member>AGPL-3.0-only</spdx:member><spdx:member>MIT or ISC</spdx:member></spdx:ConjunctiveLicenseSet>`), []string{"a declared=AGPL-3.0-only AND (MIT OR ISC)"}},
		{"spdx 3 licences of one id", sbom.SPDX3JSON, graph(`{"type":"simplelicensing_LicenseExpression","spdxId":"urn:l","simplelicensing_licenseExpression":"MIT"},
			{"type":"simplelicensing_LicenseExpression","spdxId":"urn:l","simplelicensing_licenseExpression":"AGPL-3.0-only"}`, "urn:l"), []string{"a declared=MIT", twice}},

		// Entries that are left out of lists.
		{"odd components", sbom.CycloneDXJSON, cdx(`"components":[null,5,"x",[],{"type":"library","name":"a"}]`), []string{"a", repaired + "null", leftOut}},
		{"odd nested components", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","components":["x"]}]`), []string{"a", leftOut}},
		{"odd services", sbom.CycloneDXJSON, cdx(`"services":["x"]`), []string{leftOut}},
		{"odd dependencies", sbom.CycloneDXJSON, cdx(`"dependencies":["x"]`), []string{leftOut}},
		{"odd evidence", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","evidence":[{"licenses":[{"license":{"id":"ISC"}}]}]}]`), []string{"a detected=ISC", repaired + "list"}},
		{"odd metadata", sbom.CycloneDXJSON, cdx(`"metadata":[{"component":{"type":"library","name":"a"}}]`), []string{"a", repaired + "list"}},
		{"two of evidence", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","evidence":[{"licenses":[{"license":{"id":"ISC"}}]},{}]}]`), []string{"a", leftOut}},
		{"odd packages", sbom.SPDXJSON, doc(`"packages":[5,{"SPDXID":"SPDXRef-a","name":"a"}]`), []string{"a", leftOut}},
		{"odd relationships", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"}],"relationships":["x"]`), []string{"a", leftOut}},
		{"odd reference", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"}],"relationships":[{"spdxElementId":5,"relationshipType":"DEPENDS_ON","relatedSpdxElement":"SPDXRef-a"}]`), []string{"a", leftOut, note + "relation-dangling"}},
		{"odd licence of files", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseInfoFromFiles":[{"x":"AGPL"}]}]`), []string{"a", leftOut}},
		{"what nobody reads", sbom.CycloneDXJSON, cdx(`"vulnerabilities":[5],"components":[{"type":"library","name":"a","properties":[5]}]`), []string{"a", repaired + "left-out"}},

		// Licence entries of unknown or double content.
		{"choice without a known field", sbom.CycloneDXJSON, lib(`[{"licence":"AGPL-3.0-only"}]`), []string{"a@1 declared=AGPL-3.0-only", repaired + "license"}},
		{"license without a known field", sbom.CycloneDXJSON, lib(`[{"license":{"title":"AGPL-3.0-only"}}]`), []string{"a@1", leftOut}},
		{"empty licence", sbom.CycloneDXJSON, lib(`[{"license":{"id":""}},{}]`), []string{"a@1", repaired + "null"}},
		{"id list and a name", sbom.CycloneDXJSON, lib(`[{"license":{"id":["MIT","ISC"],"name":"Zlib"}}]`), []string{"a@1 declared=MIT AND ISC AND Zlib", repaired + "license"}},
		{"id and another name", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","name":"AGPL-3.0-only"}}]`), []string{"a@1 declared=MIT AND AGPL-3.0-only"}},
		{"id and its name", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","name":"MIT License"}}]`), []string{"a@1 declared=MIT"}},
		{"id and a strange name", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","name":"House terms"}}]`), []string{"a@1 declared=MIT", note + "license-name"}},
		{"declared object of two", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":{"licenseId":"MIT","name":"AGPL-3.0-only"}}]`), []string{"a declared=MIT AND AGPL-3.0-only", repaired + "license"}},
		{"declared object of nothing known", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":{"title":"AGPL-3.0-only"}}]`), []string{"a", repaired + "license", leftOut}},
		{"xml nested in an id", sbom.CycloneDXXML, inXML(`<license><id>MIT<b>extra</b></id></license>`), []string{"a declared=MIT extra", repaired + "license"}},

		// Fields that stand twice.
		{"in other letters", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","Licenses":[{"license":{"id":"ISC"}}],"licenses":[{"license":{"id":"MIT"}}]}]`), []string{"a declared=ISC AND MIT", repaired + "duplicate-key"}},
		{"one in other letters", sbom.CycloneDXJSON, lib(`[null,{"License":{"ID":"ISC"}}]`), []string{"a@1 declared=ISC", repaired + "null"}},
		{"escaped", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","licen\u0073es":[{"license":{"id":"ISC"}}],"licenses":[{"license":{"id":"MIT"}}]}]`), []string{"a declared=ISC AND MIT", repaired + "duplicate-key"}},
		{"with a long s", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","licenses":[{"license":{"id":"ISC"}}],"licen` + "\u017f" + `es":[{"license":{"id":"MIT"}}]}]`), []string{"a declared=ISC AND MIT", repaired + "duplicate-key"}},
		{"in other letters in yaml", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: d\npackages:\n- name: a\n  SPDXID: SPDXRef-a\n  LicenseDeclared: ISC\n  licenseDeclared: MIT\n", []string{"a declared=ISC AND MIT", repaired + "duplicate-key", repaired + "license"}},
		{"components and null", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a"}],"components":null`), []string{"a", repaired + "duplicate-key"}},
		{"component twice", sbom.CycloneDXJSON, cdx(`"metadata":{"component":{"type":"library","name":"a"},"component":{"type":"library","name":"b"}}`), []string{"b", twice}},
		{"description twice", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","description":"x","description":"y"}]`), []string{"a", repaired + "duplicate-key"}},
		{"same value twice", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","name":"a"}]`), []string{"a", repaired + "duplicate-key"}},
		{"under two names", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.3","SPDXID":"DOCUMENT","name":"d","packages":[{"SPDXID":"SPDXRef-a","name":"a","PackageLicenseDeclared":"ISC","licenseDeclared":"MIT"}]}`,
			[]string{"a declared=MIT AND ISC", repaired + "id", repaired + "field-name", repaired + "duplicate-key", repaired + "license"}},
		{"metadata twice in xml", sbom.CycloneDXXML, ns + `<metadata><component type="library"><name>a</name></component></metadata><metadata><component type="library"><name>b</name></component></metadata></bom>`, []string{"b", twice}},
		{"licence text twice in xml", sbom.CycloneDXXML, inXML(`<license><id>MIT</id><text>x</text><text>y</text></license>`), []string{"a declared=MIT", twice}},
		{"declared twice in tag-value", sbom.SPDXTagValue, tv + "PackageLicenseDeclared: ISC\nPackageLicenseDeclared: MIT\n", []string{"a declared=ISC AND MIT", repaired + "duplicate-key"}},

		// XML that is not well-formed.
		{"xml tags crossed", sbom.CycloneDXXML, ns + `<components></bom><component type="library"><name>a</name></component></components>`, []string{notWellFormed, several}},
		{"xml unclosed name", sbom.CycloneDXXML, ns + `<components><component type="library"><name>a<component><name>b</name></component></component></components></bom>`, []string{"a", leftOut, notWellFormed}},
		{"xml entity", sbom.CycloneDXXML, ns + `<components><component type="library"><name>a&eacute;</name></component></components></bom>`, []string{"aé", repaired + "characters"}},

		// Tag-value lines that are skipped.
		{"tag without a colon", sbom.SPDXTagValue, tv + "PackageLicenseDeclared AGPL-3.0-only\n", []string{"a", leftOut}},
		{"misspelt licence tag", sbom.SPDXTagValue, tv + "PackageLicenceDeclared: AGPL-3.0-only\n", []string{"a declared=AGPL-3.0-only", repaired + "tag"}},
		{"unknown licence tag", sbom.SPDXTagValue, tv + "PackageTermsOfLicense: AGPL-3.0-only\n", []string{"a", leftOut}},
		{"licence before a package", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nPackageLicenseDeclared: AGPL-3.0-only\nPackageName: a\nSPDXID: SPDXRef-a\n", []string{"a", leftOut}},
		{"words behind a text", sbom.SPDXTagValue, tv + "PackageLicenseDeclared: <text>MIT</text> AND AGPL-3.0-only\n", []string{"a declared=MIT", leftOut}},
		{"relationship of nothing", sbom.SPDXTagValue, tv + "Relationship: SPDXRef-a DEPENDS_ON\n", []string{"a", leftOut}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := sbom.Read([]byte(test.input), test.format, "p")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, summary(r)); d != "" {
				t.Errorf("want (-), got (+):\n%s%v", d, r.Issues)
			}
		})
	}
}

// TestClaimText: a claim names the text that came with it, so that the two can be compared.
func TestClaimText(t *testing.T) {
	const terms = "You may not use this."
	sum := func(s string) string {
		h := sha256.Sum256([]byte(s))
		return hex.EncodeToString(h[:])
	}
	encoded := base64.StdEncoding.EncodeToString([]byte(terms))
	extracted := `"hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-x","extractedText":"` + terms + `"},{"licenseId":"MIT","extractedText":"` + terms + `"},
		{"licenseId":"LicenseRef-n","extractedText":"NOASSERTION","name":"n"}]`
	pkg := func(license string) string {
		return doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"` + license + `"}],` + extracted)
	}
	tests := []struct {
		name, format, input, want string
	}{
		{"listed", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","text":{"content":"` + terms + `"}}}]`), sum(terms)},
		{"named", sbom.CycloneDXJSON, lib(`[{"license":{"name":"Terms","text":{"content":"` + terms + `"}}}]`), sum(terms)},
		{"base64", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","text":{"encoding":"base64","content":"` + encoded + `"}}}]`), sum(terms)},
		{"no base64", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","text":{"encoding":"base64","content":"!"}}}]`), sum("!")},
		{"bare text", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","text":"` + terms + `"}}]`), sum(terms)},
		{"none", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT","text":{"content":" "}}}]`), ""},
		{"expression", sbom.CycloneDXJSON, lib(`[{"expression":"MIT","expressionDetails":[{"licenseIdentifier":"MIT","text":{"content":"` + terms + `"}}]}]`), sum(terms)},
		{"listed in an expression", sbom.CycloneDXJSON, lib(`[{"expression":"MIT AND ISC","expressionDetails":[{"licenseIdentifier":"MIT","text":{"content":"` + terms + `"}},{"licenseIdentifier":"ISC","text":{"content":"x"}}]}]`), sum(terms + "\n\nx")},
		{"xml", sbom.CycloneDXXML, `<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>a</name><licenses><license><id>MIT</id><text>` + terms + `</text></license></licenses></component></components></bom>`, sum(terms)},
		{"xml with elements", sbom.CycloneDXXML, `<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>a</name><licenses><license><id>MIT</id><text><p>` + terms + `</p></text></license></licenses></component></components></bom>`, sum(terms)},
		{"spdx reference", sbom.SPDXJSON, pkg("LicenseRef-x"), sum(terms)},
		{"spdx listed", sbom.SPDXJSON, pkg("MIT OR ISC"), sum(terms)},
		{"spdx two listed", sbom.SPDXJSON, strings.Replace(pkg("ISC AND MIT"), "LicenseRef-x", "ISC", 1), sum(terms + "\n\n" + terms)},
		{"spdx choice", sbom.SPDXJSON, pkg("LicenseRef-x OR ISC"), ""},
		{"spdx name only", sbom.SPDXJSON, pkg("LicenseRef-n"), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := sbom.Read([]byte(test.input), test.format, "p")
			if err != nil {
				t.Fatal(err)
			}
			got := r.Components[0].Claims[0].Text
			if got != test.want {
				t.Errorf("text %q, want %q; texts %v", got, test.want, r.Texts)
			}
			if got != "" && !slices.ContainsFunc(r.Texts, func(x inventory.Text) bool { return x.SHA256 == got && strings.TrimSpace(x.Text) != "" }) {
				t.Errorf("no text %q in %v", got, r.Texts)
			}
		})
	}
}
