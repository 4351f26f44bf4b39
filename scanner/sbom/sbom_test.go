// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// summary writes a result in few words: "name@version declared | detected | concluded" a
// component, then the relations, then the codes of the issues.
func summary(r *sbom.Result) []string {
	var out []string
	for i := range r.Components {
		c := &r.Components[i]
		l := strings.TrimSuffix(c.Name+"@"+c.Version, "@")
		for _, kind := range []inventory.ClaimKind{inventory.Declared, inventory.Detected, inventory.Concluded} {
			if s := c.Licenses(kind); s != "" {
				l += fmt.Sprintf(" %s=%s", kind, s)
			}
		}
		out = append(out, l)
	}
	for _, rel := range r.Relations {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", rel.From, rel.Kind, rel.To, rel.Scope)))
	}
	for _, i := range r.Issues {
		out = append(out, fmt.Sprintf("%s: %s", i.Effect, i.Code))
	}
	return out
}

// cdx is a CycloneDX document whose rest is given.
func cdx(rest string) string { return `{"bomFormat":"CycloneDX","specVersion":"1.6",` + rest + `}` }

// lib is a CycloneDX document with one component that has the given "licenses".
func lib(licenses string) string {
	return cdx(`"components":[{"type":"library","bom-ref":"a","name":"a","version":"1","licenses":` + licenses + `}]`)
}

// doc is an SPDX document whose rest is given.
func doc(rest string) string {
	return `{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d","documentNamespace":"urn:d",` + rest + `}`
}

func utf16LE(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// rdfDocument is an SPDX document in RDF/XML with one package.
func rdfDocument(name string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#">
<SpdxDocument rdf:about="urn:d#SPDXRef-DOCUMENT"><specVersion>SPDX-2.3</specVersion><name>d</name><relationship><Relationship><relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_describes"/>
<relatedSpdxElement><Package rdf:about="urn:d#SPDXRef-a"><name>` + strings.ReplaceAll(name, "&", "&amp;") + `</name></Package></relatedSpdxElement></Relationship></relationship></SpdxDocument></rdf:RDF>`
}

// Every format in every encoding gives the same.
func TestEncodings(t *testing.T) {
	const name = "Müller & Söhne 😀"
	le, be := binary.LittleEndian, binary.BigEndian
	wide := func(s string, size int, order binary.ByteOrder) string {
		b := make([]byte, 0, size*len(s))
		for _, c := range s {
			switch {
			case size == 4:
				b = order.(binary.AppendByteOrder).AppendUint32(b, uint32(c))
			default:
				for _, u := range utf16.Encode([]rune{c}) {
					b = order.(binary.AppendByteOrder).AppendUint16(b, u)
				}
			}
		}
		return string(b)
	}
	for format, text := range map[string]string{
		sbom.CycloneDXJSON: cdx(`"components":[{"type":"library","name":"` + name + `"}]`),
		sbom.CycloneDXXML:  `<?xml version="1.0" encoding="UTF-8"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>` + strings.ReplaceAll(name, "&", "&amp;") + `</name></component></components></bom>`,
		sbom.SPDXJSON:      doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"` + name + `"}]`),
		sbom.SPDXYAML:      "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: d\npackages:\n- SPDXID: SPDXRef-a\n  name: " + name + "\n",
		sbom.SPDXTagValue:  "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nPackageName: " + name + "\nSPDXID: SPDXRef-a\n",
		sbom.SPDXRDF:       rdfDocument(name),
	} {
		for encoding, data := range map[string]string{
			"UTF-8": text, "UTF-8 with a mark": "\ufeff" + text,
			"UTF-16LE": wide("\ufeff"+text, 2, le), "UTF-16BE": wide("\ufeff"+text, 2, be), "bare UTF-16LE": wide(text, 2, le), "bare UTF-16BE": wide(text, 2, be),
			"UTF-32LE": wide("\ufeff"+text, 4, le), "UTF-32BE": wide("\ufeff"+text, 4, be), "bare UTF-32LE": wide(text, 4, le), "bare UTF-32BE": wide(text, 4, be),
			"UTF-16 declared": wide(strings.Replace("\ufeff"+text, "UTF-8", "UTF-16", 1), 2, le), "UTF-32 declared": wide(strings.Replace("\ufeff"+text, "UTF-8", "UTF-32", 1), 4, be),
		} {
			r, err := sbom.Read([]byte(data), format, "p")
			if err != nil {
				t.Errorf("%s in %s: %v", format, encoding, err)
				continue
			}
			want := 0
			if encoding != "UTF-8" {
				want = 1
			}
			if len(r.Components) != 1 || r.Components[0].Name != name || len(r.Issues) != want {
				t.Errorf("%s in %s: %v", format, encoding, summary(r))
			}
		}
	}
}

func TestRead(t *testing.T) {
	const repaired, note, unread = "repaired: sbom-repaired-", "note: sbom-", "unread: sbom-"
	tests := []struct {
		name, format, input string
		want                []string
	}{
		// Sound documents.
		{"cyclonedx", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT"}},{"license":{"name":"House licence"}}]`), []string{"a@1 declared=MIT; House licence"}},
		{"cyclonedx expression", sbom.CycloneDXJSON, lib(`[{"expression":"MIT OR Apache-2.0","acknowledgement":"concluded"}]`), []string{"a@1 concluded=MIT OR Apache-2.0"}},
		{"id that is an expression", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT AND ISC"}}]`), []string{"a@1 declared=MIT AND ISC", repaired + "license"}},
		{"name that is a listed name", sbom.CycloneDXJSON, lib(`[{"license":{"name":"Apache License 2.0"}}]`), []string{"a@1 declared=Apache-2.0"}},
		{"only an address", sbom.CycloneDXJSON, lib(`[{"license":{"url":"https://example.org/terms"}}]`), []string{"a@1 declared=https://example.org/terms"}},
		{"evidence", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","evidence":{"licenses":[{"license":{"id":"ISC","acknowledgement":"declared"}}]}}]`), []string{"a detected=ISC"}},
		{"nested, services, dependencies", sbom.CycloneDXJSON, cdx(`"metadata":{"component":{"type":"application","bom-ref":"m","name":"m"}},
			"components":[{"type":"library","bom-ref":"a","name":"a","components":[{"type":"file","bom-ref":"b","name":"b"}]}],
			"services":[{"bom-ref":"s","name":"s","services":[{"name":"t"}]}],
			"dependencies":[{"ref":"m","dependsOn":["a","s","gone"]}]`),
			[]string{"m", "a", "b", "s", "t", "p#a contains p#b", "p#s contains p#t", "p#m depends-on p#a", "p#m depends-on p#s", note + "relation-dangling"}},
		{"empty bom", sbom.CycloneDXJSON, cdx(`"version":1`), nil},
		{"spdx", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","versionInfo":"1","licenseDeclared":"MIT","licenseConcluded":"NOASSERTION","licenseInfoFromFiles":["ISC","ISC"]}]`),
			[]string{"a@1 declared=MIT detected=ISC concluded=NOASSERTION"}},
		{"spdx relations", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a"},{"SPDXID":"SPDXRef-b","name":"b"}],"relationships":[
			{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-a"},
			{"spdxElementId":"SPDXRef-b","relationshipType":"DEV_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-a"},
			{"spdxElementId":"SPDXRef-a","relationshipType":"STATIC_LINK","relatedSpdxElement":"SPDXRef-b"},
			{"spdxElementId":"SPDXRef-a","relationshipType":"CONTAINS","relatedSpdxElement":"NOASSERTION"},
			{"spdxElementId":"SPDXRef-a","relationshipType":"AMENDS","relatedSpdxElement":"SPDXRef-b"},
			{"spdxElementId":"SPDXRef-a","relationshipType":"CONTAINS","relatedSpdxElement":"DocumentRef-x:SPDXRef-b"}]`),
			[]string{"a", "b", "p#SPDXRef-a depends-on p#SPDXRef-b dev", "p#SPDXRef-a links-static p#SPDXRef-b", note + "relation-other", note + "relation-dangling"}},
		{"spdx files alone", sbom.SPDXJSON, doc(`"files":[{"SPDXID":"SPDXRef-f","fileName":"f","checksums":[],"licenseInfoInFiles":["MIT"],"licenseConcluded":"ISC"},
			{"SPDXID":"SPDXRef-g","fileName":"g","checksums":[],"licenseInfoInFiles":["MIT"]}]`), []string{"d detected=MIT concluded=ISC"}},
		{"spdx files of a package", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","hasFiles":["SPDXRef-f"]}],
			"files":[{"SPDXID":"SPDXRef-f","fileName":"f","checksums":[],"licenseInfoInFiles":["GPL-2.0-only"]}]`), []string{"a detected=GPL-2.0-only"}},
		{"yaml", sbom.SPDXYAML, "spdxVersion: SPDX-2.2\nSPDXID: SPDXRef-DOCUMENT\nname: d\npackages:\n- SPDXID: SPDXRef-a\n  name: a\n  licenseDeclared: MIT\n", []string{"a declared=MIT"}},
		{"tag-value", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.1\nSPDXID: SPDXRef-DOCUMENT\n# a remark\nPackageName: a\nSPDXID: SPDXRef-a\nPackageLicenseDeclared:MIT\nPackageComment: <text>one\ntwo</text>\n", []string{"a declared=MIT"}},
		{"xml", sbom.CycloneDXXML, `<bom xmlns="http://cyclonedx.org/schema/bom/1.0"><components><component type="library"><name>a</name><version>1</version><licenses><license><id>MIT</id></license></licenses><modified>false</modified></component></components></bom>`, []string{"a@1 declared=MIT"}},
		{"xml with a prefix", sbom.CycloneDXXML, `<b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.4"><b:components><b:component type="library"><b:name>a</b:name></b:component></b:components></b:bom>`, []string{"a"}},

		// Encodings.
		{"byte order mark", sbom.CycloneDXJSON, "\xEF\xBB\xBF" + lib(`[]`), []string{"a@1", repaired + "encoding"}},
		{"utf-16", sbom.SPDXJSON, utf16LE(doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"ä😀"}]`)), []string{"ä😀", repaired + "encoding"}},
		{"utf-16 without a mark", sbom.SPDXTagValue, utf16LE("SPDXVersion: SPDX-2.3\r\nPackageName: a\r\nSPDXID: SPDXRef-a\r\n")[2:], []string{"a", repaired + "encoding"}},
		{"xml declared as latin-1 in utf-16", sbom.CycloneDXXML, utf16LE(`<?xml version="1.0" encoding="ISO-8859-1"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>Müller</name></component></components></bom>`), []string{"Müller", repaired + "encoding"}},
		{"xml declared as latin-1 in utf-8", sbom.CycloneDXXML, `<?xml version="1.0" encoding="ISO-8859-1"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>Müller</name></component></components></bom>`, []string{"Müller", repaired + "encoding"}},
		{"latin-1", sbom.CycloneDXXML, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components><component type=\"library\"><name>M\xfcller</name></component></components></bom>", []string{"Müller", repaired + "encoding"}},
		{"broken utf-8", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"ä` + "\xff" + `"}]`), []string{"ä\uFFFD", repaired + "characters"}},
		{"windows-1252", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\r\nPackageName: M\xfcller \x96 gut\r\nSPDXID: SPDXRef-a\r\n", []string{"Müller – gut", repaired + "encoding"}},

		// JSON as people write it.
		{"comments and commas", sbom.CycloneDXJSON, "// made by hand\n" + cdx(`/* one */"components":[{"type":"library","name":"a//b",},],`), []string{"a//b", repaired + "syntax"}},
		{"data behind the end", sbom.SPDXJSON, doc(`"packages":[]`) + "\nContact us", []string{repaired + "surroundings"}},
		{"a licence twice", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","licenses":[{"license":{"id":"GPL-3.0-only"}}],"licenses":[{"license":{"id":"MIT"}}]}]`), []string{"a declared=GPL-3.0-only AND MIT", repaired + "duplicate-key"}},
		{"components twice", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a"}],"components":[{"type":"library","name":"b"}]`), []string{"a", "b", repaired + "duplicate-key"}},
		{"declared twice", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"GPL-2.0-only","licenseDeclared":"MIT"}]`), []string{"a declared=GPL-2.0-only AND MIT", repaired + "duplicate-key", repaired + "license"}},

		// CycloneDX licences of the wrong shape: none is lost.
		{"licenses object", sbom.CycloneDXJSON, lib(`{"license":{"id":"MIT"}}`), []string{"a@1 declared=MIT", repaired + "license"}},
		{"licenses string", sbom.CycloneDXJSON, lib(`"MIT OR ISC"`), []string{"a@1 declared=MIT OR ISC", repaired + "license"}},
		{"licenses strings", sbom.CycloneDXJSON, lib(`["MIT","see contract"]`), []string{"a@1 declared=MIT; see contract", repaired + "license"}},
		{"license string", sbom.CycloneDXJSON, lib(`[{"license":"MIT"}]`), []string{"a@1 declared=MIT", repaired + "license"}},
		{"license list", sbom.CycloneDXJSON, lib(`[{"license":[{"id":"MIT"},"ISC"]}]`), []string{"a@1 declared=MIT AND ISC", repaired + "license"}},
		{"id list", sbom.CycloneDXJSON, lib(`[{"license":{"id":["MIT","ISC"]}}]`), []string{"a@1 declared=MIT AND ISC", repaired + "license"}},
		{"id without license", sbom.CycloneDXJSON, lib(`[{"id":"MIT"}]`), []string{"a@1 declared=MIT", repaired + "license"}},
		{"expression in license", sbom.CycloneDXJSON, lib(`[{"license":{"expression":"MIT OR ISC"}}]`), []string{"a@1 declared=MIT OR ISC", repaired + "license"}},
		{"expression list", sbom.CycloneDXJSON, lib(`[{"expression":["MIT","ISC"]}]`), []string{"a@1 declared=MIT AND ISC", repaired + "license"}},
		{"license and expression", sbom.CycloneDXJSON, lib(`[{"license":{"id":"MIT"},"expression":"ISC"}]`), []string{"a@1 declared=MIT AND ISC", repaired + "license"}},
		{"null licence", sbom.CycloneDXJSON, lib(`[null,{"license":{"id":"MIT"}}]`), []string{"a@1 declared=MIT", repaired + "null"}},
		{"number as licence", sbom.CycloneDXJSON, lib(`[42]`), []string{"a@1 declared=42", repaired + "license", repaired + "value"}},

		// Other CycloneDX repairs.
		{"specVersion number", sbom.CycloneDXJSON, `{"bomFormat":"CycloneDX","specVersion":1.4,"components":[{"type":"library","name":"a"}]}`, []string{"a", repaired + "version"}},
		{"no bomFormat", sbom.CycloneDXJSON, `{"specVersion":"1.4","components":[{"type":"library","name":"a"}]}`, []string{"a", repaired + "format"}},
		{"numbers and words", sbom.CycloneDXJSON, cdx(`"version":"2","serialNumber":17,"components":[{"type":"library","name":"a","version":2.50,"modified":"true","properties":[{"name":"x","value":1}]}]`), []string{"a@2.50", repaired + "value", repaired + "boolean"}},
		{"null component", sbom.CycloneDXJSON, cdx(`"components":[null,{"type":"library","name":"a"}]`), []string{"a", repaired + "null"}},
		{"one component", sbom.CycloneDXJSON, cdx(`"components":{"type":"library","name":"a"}`), []string{"a", repaired + "list"}},
		{"components by name", sbom.CycloneDXJSON, cdx(`"components":{"x":{"type":"library","name":"a"},"y":{"type":"library","name":"b"}}`), []string{"a", "b", repaired + "list"}},
		{"classification and asserter", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","name":"a","patentAssertions":[{"assertionType":"license","asserter":"ref"}],"data":"odd"}],
			"declarations":{"evidence":[{"data":[{"classification":"PII"}]}]}`), []string{"a", repaired + "value", repaired + "list", repaired + "left-out"}},
		{"invalid purl", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","bom-ref":"r","name":"a","purl":"no purl"}]`), []string{"a", note + "purl-invalid"}},
		{"one reference twice", sbom.CycloneDXJSON, cdx(`"components":[{"type":"library","bom-ref":"r","name":"a"},{"type":"library","bom-ref":"r","name":"b","licenses":[{"license":{"id":"GPL-3.0-only"}}]}]`), []string{"a", "b declared=GPL-3.0-only", note + "duplicate-reference"}},

		// SPDX repairs.
		{"creators and suppliers", sbom.SPDXJSON, doc(`"creationInfo":{"created":"","creators":["ACME",null,"","Tool: t"]},"packages":[{"SPDXID":"SPDXRef-a","name":"a","supplier":"Foo GmbH","originator":""}]`),
			[]string{"a", repaired + "creator", repaired + "null", repaired + "supplier"}},
		{"ids without prefix", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.3","SPDXID":"DOCUMENT","name":"d","documentDescribes":["a"],"packages":[{"SPDXID":"a","name":"a"},{"SPDXID":"b","name":"b"}],"relationships":[{"spdxElementId":"a","relationshipType":"DEPENDS_ON","relatedSpdxElement":"b"}]}`,
			[]string{"a", "b", "p#SPDXRef-a depends-on p#SPDXRef-b", repaired + "id", repaired + "reference"}},
		{"filesAnalyzed string", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","filesAnalyzed":"false"}]`), []string{"a", repaired + "boolean"}},
		{"null package", sbom.SPDXJSON, doc(`"packages":[null,{"SPDXID":"SPDXRef-a","name":"a"}]`), []string{"a", repaired + "null"}},
		{"declared list", sbom.SPDXJSON, doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":["MIT OR ISC","Zlib"]},{"SPDXID":"SPDXRef-b","name":"b","licenseDeclared":["MIT","ours"]},{"SPDXID":"SPDXRef-c","name":"c","licenseDeclared":{"licenseId":"ISC"}}]`),
			[]string{"a declared=(MIT OR ISC) AND Zlib", "b declared=MIT, ours", "c declared=ISC", repaired + "license"}},
		{"version 2.2.1", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.2.1","SPDXID":"SPDXRef-DOCUMENT","name":"d","packages":[{"SPDXID":"SPDXRef-a","name":"a"}]}`, []string{"a", repaired + "version"}},
		{"lower case version", sbom.SPDXJSON, `{"spdxVersion":"spdx-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d"}`, []string{repaired + "version"}},
		{"tag names in json", sbom.SPDXJSON, `{"SPDXVersion":"SPDX-2.2","SPDXID":"SPDXRef-DOCUMENT","DocumentName":"d","packages":[{"SPDXID":"SPDXRef-a","PackageName":"a","PackageLicenseDeclared":"MIT"}]}`, []string{"a declared=MIT", repaired + "field-name"}},
		{"yaml number", sbom.SPDXYAML, "spdxVersion: 2.3\nSPDXID: DOCUMENT\npackages:\n- name: a\n  licenseDeclared: [MIT, ISC]\n", []string{"a declared=MIT AND ISC", repaired + "version", repaired + "id", repaired + "license"}},
		{"yaml key twice", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nname: d\nname: e\n", []string{unread + "duplicate-key"}},
		{"yaml documents", sbom.SPDXYAML, "# first\n---\nspdxVersion: SPDX-2.3\nname: d\n---\nspdxVersion: SPDX-2.3\n", []string{unread + "several-documents"}},

		// Tag-value repairs.
		{"long line", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nDocumentComment: " + strings.Repeat("x", 1<<17) + "\nPackageName: a\nSPDXID: SPDXRef-a\n", []string{"a"}},
		{"unknown tag, no colon, crlf", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\r\nwhatever\r\nShoeSize: 12\r\nPackageName: a\r\nSPDXID: SPDXRef-a\r\nPackageLicenseDeclared: MIT\r\n", []string{"a declared=MIT", repaired + "line", repaired + "unknown-tag"}},
		{"section order", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nLicenseID: LicenseRef-x\nExtractedText: <text>x</text>\nPackageName: a\nSPDXID: SPDXRef-a\nPackageLicenseDeclared: LicenseRef-x\nCreator: ACME\nFileName: f\nLicenseInfoInFile: ISC\nPackageVersion: 3\n",
			[]string{"a@3 declared=LicenseRef-x detected=ISC", repaired + "order", repaired + "creator", repaired + "id"}},
		{"text without an end", sbom.SPDXTagValue, "SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: SPDXRef-a\nPackageComment: <text>never\nends\nPackageLicenseDeclared: GPL-3.0-only\nPackageSummary: <text>ends</text>\n", []string{"a declared=GPL-3.0-only", repaired + "text-end"}},
		{"values", sbom.SPDXTagValue, "SPDXVersion: spdx-2.2.2\nSPDXID: DOCUMENT\nExternalDocumentRef: other urn:o SHA1:00\npackagename: a\nSPDXID: SPDXRef-a:b\nPackageSupplier: Foo\nPackageChecksum: sha-256: 00\nPackageChecksum: odd\nExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1 x\nRelationship: DOCUMENT describes a:b\nRelationship: nonsense\n",
			[]string{"a", repaired + "tag", repaired + "version", repaired + "id", repaired + "value", repaired + "supplier", repaired + "left-out", repaired + "reference", unread + "left-out"}},

		// XML repairs.
		{"xml licences", sbom.CycloneDXXML, `<bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="x"><components><component type="library"><name>a &nbsp; b</name><licenses>MIT<license>ISC</license><license><id>Zlib</id><name>Second</name></license><odd>Third</odd></licenses><licenses><expression>0BSD</expression></licenses><modified>maybe</modified></component></components></bom>`,
			[]string{"a \u00a0 b declared=MIT; ISC; Second; Zlib; Third; 0BSD", repaired + "characters", repaired + "value", repaired + "left-out", repaired + "license"}},
		{"xml without a namespace", sbom.CycloneDXXML, `<bom><components><component type="library"><name>a</name></component></components></bom>`, []string{"a", repaired + "namespace"}},
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
			counted := 0
			for _, c := range r.Components {
				apart := r.Document.Format == sbom.CycloneDXJSON && c.ID == r.Document.Main // stands in the metadata
				if c.Instances[0].Entry != nil && c.Type != "service" && !apart {
					counted++
				}
			}
			if counted != r.Document.Components {
				t.Errorf("%d components, counted %d", counted, r.Document.Components)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name, format, input, key, where string
	}{
		{"nothing", sbom.SPDXJSON, " \n", "sbom.empty", "p"},
		{"no such format", "word", "x", "sbom.format", "p"},
		{"any object", sbom.CycloneDXJSON, `{}`, "sbom.not-cyclonedx", "p"},
		{"spdx as cyclonedx", sbom.CycloneDXJSON, doc(`"packages":[]`), "sbom.not-cyclonedx", "p"},
		{"cyclonedx as spdx", sbom.SPDXJSON, cdx(`"components":[]`), "sbom.not-spdx", "p"},
		{"other format's name", sbom.CycloneDXJSON, `{"bomFormat":"Other","specVersion":"1.4","components":[]}`, "sbom.not-cyclonedx", "p"},
		{"a list", sbom.SPDXJSON, `[1]`, "sbom.not-spdx", "p"},
		{"syntax", sbom.CycloneDXJSON, "{\n \"bomFormat\" {}\n}", "sbom.syntax", "p:2:13"},
		{"cut off", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.3","packages":[{`, "sbom.syntax", "p:1:39"},
		{"newer cyclonedx", sbom.CycloneDXJSON, `{"bomFormat":"CycloneDX","specVersion":"2.0"}`, "sbom.version", "p"},
		{"newer cyclonedx xml", sbom.CycloneDXXML, `<bom xmlns="http://cyclonedx.org/schema/bom/2.0"/>`, "sbom.version", "p"},
		{"spdx 3", sbom.SPDXJSON, `{"spdxVersion":"SPDX-3.0","SPDXID":"x","packages":[]}`, "sbom.version", "p"},
		{"other xml", sbom.CycloneDXXML, "<a>\n</a>", "sbom.not-cyclonedx", "p:1:3"},
		{"no xml", sbom.CycloneDXXML, "hello", "sbom.syntax", "p"},
		{"entities", sbom.CycloneDXXML, `<!DOCTYPE bom [<!ENTITY a "b">]><bom xmlns="http://cyclonedx.org/schema/bom/1.4">&a;</bom>`, "sbom.xml-entities", "p:1:32"},
		{"cut off xml", sbom.CycloneDXXML, "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">\n<components>", "sbom.syntax", "p:2"},
		{"unknown encoding", sbom.CycloneDXXML, `<?xml version="1.0" encoding="klingon"?><bom/>`, "sbom.encoding", "p"},
		{"any rdf", sbom.SPDXRDF, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`, "sbom.not-spdx", "p"},
		{"entities in rdf", sbom.SPDXRDF, "<!DOCTYPE a [<!ENTITY a 'b'>]>" + rdfDoc("", ""), "sbom.xml-entities", "p:1:30"},
		{"cut off rdf", sbom.SPDXRDF, rdfDoc("", "")[:300], "sbom.syntax", "p:3"},
		{"deep rdf", sbom.SPDXRDF, rdfDoc(strings.Repeat("<a>", 2000), ""), "sbom.too-deep", "p:3:3100"},
		{"newer rdf", sbom.SPDXRDF, strings.Replace(rdfPackage(""), "SPDX-2.3", "SPDX-3.0", 1), "sbom.version", "p"},
		{"prose", sbom.SPDXTagValue, "Dear Sir: hello\n", "sbom.not-spdx", "p"},
		{"yaml of a mark", sbom.SPDXYAML, " ---", "sbom.not-spdx", "p"},
		{"yaml syntax", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\n  x: [\n", "sbom.syntax", "p:2"},
		{"deep json", sbom.CycloneDXJSON, strings.Repeat("[", 2000), "sbom.too-deep", "p:1:1000"},
		{"deep xml", sbom.CycloneDXXML, `<bom xmlns="http://cyclonedx.org/schema/bom/1.4">` + strings.Repeat("<a>", 2000), "sbom.too-deep", "p:1:3049"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := sbom.Read([]byte(test.input), test.format, "p")
			var e *inventory.Error
			if !errors.As(err, &e) {
				t.Fatalf("result %+v, error %v", r, err)
			}
			if e.Key != test.key || e.Where != test.where {
				t.Errorf("%s at %s, want %s at %s: %v", e.Key, e.Where, test.key, test.where, err)
			}
			if e.Hint.Key == "" {
				t.Errorf("%s gives no hint", e.Key)
			}
		})
	}
}

// TestHeads reads what documents say of themselves.
func TestHeads(t *testing.T) {
	tests := []struct {
		format, input string
		want          inventory.Document
	}{
		{sbom.CycloneDXJSON, `{"bomFormat":"CycloneDX","specVersion":"1.5","serialNumber":"urn:uuid:1","metadata":{"timestamp":"2026-01-01T00:00:00Z",
			"authors":[{"name":"Anna"},{"email":"b@example.org"}],"manufacturer":{"name":"Werk"},"tools":{"components":[{"type":"application","name":"t","version":"2"}]},
			"component":{"type":"application","bom-ref":"m","name":"m","version":"1"}},"compositions":[{"aggregate":"complete"},{"aggregate":"incomplete_third_party_only"}],
			"signature":{"algorithm":"ES256","value":"x"}}`,
			inventory.Document{Version: "1.5", Name: "m 1", Namespace: "urn:uuid:1", Authors: []inventory.Party{{Kind: inventory.Person, Name: "Anna"}, {Kind: inventory.Person, Email: "b@example.org"}, {Kind: inventory.Organization, Name: "Werk"}}, Tools: []inventory.Tool{{Name: "t", Version: "2"}},
				Created: "2026-01-01T00:00:00Z", Completeness: inventory.Incomplete, Signed: true, Components: 0, Main: "p#m"}},
		{sbom.SPDXJSON, doc(`"creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Person: A \u003ca@example.org\u003e","Organization: O \"x\"","Tool: t-2"]},
			"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"MIT"}],"documentDescribes":["SPDXRef-a"]`),
			inventory.Document{Version: "2.3", Name: "d", Namespace: "urn:d", Authors: []inventory.Party{{Kind: inventory.Person, Name: "A", Email: "a@example.org"}, {Kind: inventory.Organization, Name: `O "x"`}}, Tools: []inventory.Tool{{Name: "t", Version: "2"}},
				Created: "2026-01-01T00:00:00Z", Components: 1, WithLicense: 1, Main: "p#SPDXRef-a"}},
	}
	for _, test := range tests {
		r, err := sbom.Read([]byte(test.input), test.format, "p")
		if err != nil {
			t.Fatal(err)
		}
		test.want.ID, test.want.Format = "p", test.format
		if d := cmp.Diff(test.want, r.Document); d != "" {
			t.Error(d)
		}
	}
}

// TestComponent looks at everything that is read of one component.
func TestComponent(t *testing.T) {
	evidence := func(line int, quote string) []inventory.Evidence {
		return []inventory.Evidence{{Path: "p", Detector: sbom.CycloneDXJSON, Line: inventory.LineRange{First: line, Last: line}, Quote: quote}}
	}
	r, err := sbom.Read([]byte(cdx(`
		"components":[{"type":"framework","bom-ref":"r","group":"org.example","name":"a","version":"1","purl":"pkg:NPM/%40scope/a","scope":"required",
		"supplier":{"name":"S"},"publisher":"P","hashes":[{"alg":"SHA-256","content":"AB"},{"alg":"SHA3-256","content":"cd"}],
		"copyright":"2026 A","evidence":{"copyright":[{"text":"2025 B"},{"text":"2026 A"}]},"pedigree":{"patches":[{"type":"backport"}]},
		"properties":[{"name":"cdx:npm:package:development","value":"true"}],
		"externalReferences":[{"type":"vcs","url":"https://example.org/a.git"},{"type":"website","url":"https://example.org"},{"type":"distribution","url":"https://example.org/a.tgz"}],
		"licenses":[{"license":{"name":"Terms","text":{"encoding":"base64","content":"dGhlIHRlcm1z"},"licensing":{"licenseTypes":["subscription","user"]}}}]}]`)), sbom.CycloneDXJSON, "p")
	if err != nil {
		t.Fatal(err)
	}
	want := inventory.Component{
		ID: "pkg:npm/%40scope/a@1", PURL: "pkg:npm/%40scope/a", Name: "a", Version: "1", Supplier: "S", Type: "framework",
		Role: inventory.ThirdParty, Scope: inventory.Dev, Modified: inventory.Yes,
		Claims: []inventory.Claim{{Kind: inventory.Declared, Origin: "p", License: inventory.License{State: inventory.Unparsed, Raw: "Terms"},
			Ref: "r", Terms: []string{"subscription", "user"}, Text: r.Texts[0].SHA256, Evidence: evidence(2, "Terms")}},
		Copyrights:   []string{"2026 A", "2025 B"},
		Hashes:       []inventory.Hash{{Algorithm: "SHA256", Value: "ab"}, {Algorithm: "SHA3-256", Value: "cd"}},
		Distribution: inventory.Distribution{Homepage: "https://example.org", Source: "https://example.org/a.git", Download: "https://example.org/a.tgz"},
		Instances: []inventory.Instance{{Document: "p", Ref: "r", Line: 2, Entry: &inventory.Entry{Name: "a", Version: "1",
			Creator: &inventory.Party{Name: "P"}, Supplier: &inventory.Party{Kind: inventory.Organization, Name: "S"},
			Identifiers: []inventory.Identifier{{Kind: "purl", Value: "pkg:NPM/%40scope/a"}},
			Hashes:      []inventory.Hash{{Algorithm: "SHA256", Value: "ab"}, {Algorithm: "SHA3-256", Value: "cd"}}, Copyright: "2026 A",
			Deployable: &inventory.Artifact{URL: "https://example.org/a.tgz"}, Source: &inventory.Artifact{URL: "https://example.org/a.git"},
			Pedigree: &inventory.Pedigree{Patches: 1}}}},
	}
	if d := cmp.Diff([]inventory.Component{want}, r.Components); d != "" {
		t.Error(d)
	}
	if len(r.Texts) != 1 || r.Texts[0].Text != "the terms" || r.Texts[0].License != "Terms" || r.Texts[0].Document != "p" {
		t.Errorf("texts %+v", r.Texts)
	}
}

// TestExtractedTexts keeps what a LicenseRef stands for, once each.
func TestExtractedTexts(t *testing.T) {
	r, err := sbom.Read([]byte(doc(`"packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"LicenseRef-x AND DocumentRef-o:LicenseRef-y"}],
		"hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-x","extractedText":"the text"},{"licenseId":"LicenseRef-x","extractedText":"the text"},
		{"licenseId":"LicenseRef-n","extractedText":"NOASSERTION","name":"A name"}]`)), sbom.SPDXJSON, "p")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range r.Texts {
		got = append(got, x.License+": "+x.Text)
	}
	if want := []string{"LicenseRef-n: A name", "LicenseRef-x: the text"}; !slices.Equal(got, want) {
		t.Errorf("texts %q, want %q", got, want)
	}
	if s := r.Components[0].Claims[0].License.String(); s != "LicenseRef-x AND DocumentRef-o:LicenseRef-y" {
		t.Errorf("declared %q", s)
	}
}

// TestIssuesNameTheirPlaces: one issue a fault, with the first places and how often.
func TestIssuesNameTheirPlaces(t *testing.T) {
	r, err := sbom.Read([]byte(doc(`"packages":[`+strings.TrimSuffix(strings.Repeat(`{"SPDXID":"SPDXRef-a","name":"a","supplier":"Foo"},`, 5), ",")+`]`)), sbom.SPDXJSON, "p")
	if err != nil {
		t.Fatal(err)
	}
	want := inventory.Issue{Code: "sbom-repaired-supplier", Path: "p", Effect: inventory.Repaired,
		Args: map[string]string{"count": "5", "was": "Foo", "where": "$.packages[0].supplier, $.packages[1].supplier, $.packages[2].supplier"}}
	if d := cmp.Diff(want, r.Issues[0]); d != "" {
		t.Error(d)
	}
}

// TestHostileSizes: none of these may take long or much memory.
func TestHostileSizes(t *testing.T) {
	const n = 300_000
	nulls := doc(`"relationships":[null` + strings.Repeat(",null", n) + `]`)
	texts := "SPDXVersion: SPDX-2.3\n" + strings.Repeat("Foo: <text>\nPackageVersion: 1\n", n/4)
	lines := "SPDXVersion: SPDX-2.3\nDocumentComment: <text>" + strings.Repeat("x\n", n) + "</text>\n"
	comments := cdx(strings.Repeat("/**/", n) + `"version":1`)
	dotted := cdx(`"a":{` + strings.Repeat(`"k":1,`, n) + `"b":1}`)
	for _, input := range []struct{ format, text string }{
		{sbom.SPDXJSON, nulls}, {sbom.SPDXTagValue, texts}, {sbom.SPDXTagValue, lines}, {sbom.CycloneDXJSON, comments}, {sbom.CycloneDXJSON, dotted},
	} {
		if _, err := sbom.Read([]byte(input.text), input.format, "p"); err != nil {
			t.Errorf("%.60s: %v", input.text, err)
		}
	}
	if _, err := sbom.Read(bytes.Repeat([]byte(" "), sbom.MaxSize+1), sbom.SPDXJSON, "p"); err == nil {
		t.Error("a document beyond the limit was read")
	}
}
