// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// bomXML is a CycloneDX document in XML whose rest is given.
func bomXML(version, rest string) string {
	return `<bom xmlns="http://cyclonedx.org/schema/bom/` + version + `" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="1">` + rest + `</bom>`
}

// TestCycloneDXShapes: whatever shape a field has, the components are read, and what was mended is said.
func TestCycloneDXShapes(t *testing.T) {
	const repaired, unread = "repaired: sbom-repaired-", "unread: sbom-"
	versioned := func(v string) string {
		return `{"bomFormat":"CycloneDX","specVersion":` + v + `,"components":[{"type":"library","name":"a"}]}`
	}
	with := func(field string) string { return cdx(`"components":[{"type":"library","name":"a",` + field + `}]`) }
	x := func(rest string) string {
		return bomXML("1.6", `<components><component type="library"><name>a</name>`+rest+`</component></components>`)
	}
	json, xml := sbom.CycloneDXJSON, sbom.CycloneDXXML
	tests := []struct {
		format, input string
		want          []string // the summary, the first word the version if it is not that of cdx
	}{
		// Versions.
		{json, versioned(`1.4`), []string{"1.4", "a", repaired + "version"}},
		{json, versioned(`"1"`), []string{"1", "a", repaired + "version"}},
		{json, versioned(`"v1.4"`), []string{"1.4", "a", repaired + "version"}},
		{json, versioned(`"1.4.1"`), []string{"1.4", "a", repaired + "version"}},
		{json, versioned(`"latest"`), []string{"latest", "a", repaired + "version"}},
		{json, versioned(`null`), []string{"", "a", repaired + "version"}},
		{json, versioned(`[]`), []string{"", "a", repaired + "version"}},
		{json, versioned(`"1.9"`), []string{"1.9", "a", unread + "newer-version"}},
		{json, versioned(`1.10`), []string{"1.10", "a", unread + "newer-version"}},
		{xml, bomXML("1.9", `<components><component type="library"><name>a</name></component></components>`), []string{"1.9", "a", unread + "newer-version"}},
		{xml, bomXML("1", `<components><component type="library"><name>a</name></component></components>`), []string{"1", "a", repaired + "version"}},
		{json, `{"$schema":"http://cyclonedx.org/schema/bom-1.4.schema.json","specVersion":"1.4","components":[{"type":"library","name":"a"}]}`, []string{"1.4", "a", repaired + "format"}},
		{json, strings.Replace(with(`"group":""`), "CycloneDX", "cyclonedx", 1), []string{"a", repaired + "format"}},
		{json, `{"bomFormat":"CycloneDX","SpecVersion":[],"Components":[{"type":"library","name":"a"}]}`, []string{"", "a", repaired + "version"}},
		{json, cdx(`"version":"007","components":[{"type":"library","name":"a"}]`), []string{"a", repaired + "value"}},
		{json, cdx(`"version":1.5,"serialNumber":7,"components":[{"type":"library","name":"a"}]`), []string{"a", repaired + "left-out", repaired + "value"}},

		// One where there should be many, and the reverse.
		{json, with(`"hashes":{"alg":"SHA-256","content":"00"},"externalReferences":{"type":"vcs","url":"u"},"authors":{"name":"A"}`), []string{"a", repaired + "list"}},
		{json, with(`"hashes":{"SHA-256":"00"},"properties":{"x":"y"}`), []string{"a", repaired + "list"}},
		{json, with(`"manufacturer":[{"name":"M"}],"purl":["pkg:npm/a@1"],"swhid":"swh:1"`), []string{"a", repaired + "list"}},
		{json, cdx(`"metadata":{"tools":{"name":"t"}}`), []string{repaired + "list"}},
		{json, cdx(`"metadata":{"tools":{"components":{"type":"application","name":"t"}},"authors":{"name":"A"}}`), []string{repaired + "list"}},
		{json, cdx(`"metadata":{"component":[{"type":"application","name":"m"}]}`), []string{"m", repaired + "list"}},
		{json, cdx(`"components":[{"type":"library","bom-ref":"a","name":"a"},{"type":"library","bom-ref":"b","name":"b"}],"dependencies":{"a":["b"]}`),
			[]string{"a", "b", "p#a depends-on p#b", repaired + "list"}},
		{json, cdx(`"components":[{"type":"library","bom-ref":"a","name":"a"},{"type":"library","bom-ref":"b","name":"b"}],"dependencies":[{"ref":"a","dependsOn":[{"ref":"b"}]}]`),
			[]string{"a", "b", "p#a depends-on p#b", repaired + "reference"}},
		{xml, bomXML("1.6", `<component type="library"><name>a</name><component type="library"><name>b</name></component></component>`), []string{"a", "b", "p#a contains p#b", repaired + "list"}},

		// A word where an object belongs.
		{json, with(`"supplier":"S","manufacturer":["M"],"authors":["A"],"swid":"t","evidence":{"copyright":"c"}`), []string{"a", repaired + "value", repaired + "list"}},
		{json, cdx(`"metadata":{"tools":["t"],"lifecycles":["build"]}`), []string{repaired + "value"}},
		{json, with(`"properties":[{"name":"x","value":1},{"name":"y","value":true},{"name":"z","value":null}]`), []string{"a", repaired + "value"}},
		{json, with(`"modified":"yes"`), []string{"a", repaired + "boolean"}},
		{xml, x(`<supplier>S</supplier>`), []string{"a", repaired + "value"}},
		{xml, x(`<swid tagId="t" name="n" tagVersion="x"/><modified>maybe</modified>`), []string{"a", repaired + "left-out"}},

		// Parts that nobody needs.
		{json, cdx(`"formulation":"x","annotations":[5],"components":[{"type":"library","name":"a","modelCard":[5],"evidence":{"identity":[5],"occurrences":[{"line":1e99}]}}]`), []string{"a", repaired + "left-out", repaired + "list"}},
		{json, with(`"evidence":{"identity":{"confidence":1e99}}`), []string{"a", repaired + "left-out"}},
		{json, with(`"modelCard":{"considerations":{"environmentalConsiderations":{"energyConsumptions":[{"activityEnergyCost":{"value":1e99}}]}}}`), []string{"a", repaired + "left-out"}},
		{xml, x(`<evidence><occurrences><occurrence line="x"/></occurrences></evidence>`), []string{"a", repaired + "left-out"}},

		// Licences.
		{json, with(`"license":"MIT"`), []string{"a declared=MIT", repaired + "field-name", repaired + "license"}},
		{json, with(`"license":{"id":"ISC"},"licenses":[{"license":{"id":"MIT"}}]`), []string{"a declared=MIT AND ISC", repaired + "field-name", repaired + "duplicate-key", repaired + "license"}},
		{json, with(`"licences":[{"license":{"id":"MIT"}}]`), []string{"a declared=MIT", repaired + "field-name"}},
		{json, with(`"licenses":[{"license":{"name":"MIT","name":"ISC"}}]`), []string{"a declared=MIT AND ISC", repaired + "duplicate-key", repaired + "license"}},
		{json, with(`"licenses":[{"expression":"MIT"},{"license":{"id":"ISC"}},{"expression":"Zlib"}]`), []string{"a declared=MIT AND ISC AND Zlib", repaired + "license"}},
		{json, strings.Replace(with(`"licenses":[{"expression":"MIT"},{"license":{"id":"ISC"}}]`), "1.6", "1.7", 1), []string{"1.7", "a declared=MIT AND ISC"}},
		{json, with(`"licenses":[{"license":{"name":"Terms","licensing":{"purchaseOrder":4711,"licensee":"L","licenseTypes":["perpetual"]}}}]`), []string{"a declared=Terms"}},
		{json, with(`"licenses":[{"license":{"name":"MIT OR ISC"}}]`), []string{"a declared=MIT OR ISC"}},
		{json, with(`"licenses":[{"license":{"id":"MIT","acknowledgement":"Concluded"}}]`), []string{"a concluded=MIT"}},
		{xml, x(`<license><id>MIT</id></license>`), []string{"a declared=MIT", repaired + "license"}},
		{xml, x(`<licenses><expression acknowledgement="concluded">MIT</expression></licenses>`), []string{"a concluded=MIT"}},

		// Elements of other formats.
		{xml, x(`<o:thing xmlns:o="urn:o"><o:name>n</o:name></o:thing>`), []string{"a"}},
		{xml, x(`<o:name xmlns:o="urn:o">b</o:name>`), []string{"a", repaired + "left-out"}},
		{xml, x(`<licenses xmlns="urn:o"><license><id>MIT</id></license></licenses>`), []string{"a", unread + "left-out"}},
		{xml, `<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.6"><components><c:component type="library"><name>a</name></c:component></components></c:bom>`, []string{"a"}},
		{xml, `<c:bom><c:components><c:component type="library"><c:name>a</c:name></c:component></c:components></c:bom>`, []string{"", "a", repaired + "namespace"}},
	}
	for _, test := range tests {
		r, err := sbom.Read([]byte(test.input), test.format, "p")
		if err != nil {
			t.Errorf("%s: %v", test.input, err)
			continue
		}
		got := summary(r)
		if r.Document.Version != "1.6" {
			got = append([]string{r.Document.Version}, got...)
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s: want (-), got (+):\n%s%v", test.input, d, r.Issues)
		}
	}
}

// TestCycloneDXEntry: JSON and XML say the same of a component, and all of it is kept.
func TestCycloneDXEntry(t *testing.T) {
	inJSON := cdx(`"metadata":{"timestamp":"2026-01-01T00:00:00Z","lifecycles":[{"phase":"build"},{"name":"own phase","description":"made by hand"}],
		"tools":[{"vendor":"V","name":"t","version":"1"}],"authors":[{"name":"A","email":"a@example.org"}],"supplier":{"name":"L","url":["https://l.example.org"]},
		"manufacturer":{"name":"M","url":["https://m.example.org"],"contact":[{"name":"C"},{"email":"m@example.org"}]},"licenses":[{"license":{"id":"CC0-1.0"}}]},
		"components":[{"type":"library","bom-ref":"a","name":"a","version":"1","group":"g","description":"D","copyright":"(c) A","cpe":"cpe:/a:a","purl":"pkg:npm/a@1",
		"omniborId":["gitoid:1","gitoid:2"],"swhid":["swh:1"],"swid":{"tagId":"t","name":"a"},"isExternal":true,
		"supplier":{"name":"S","contact":[{"name":"C","email":"s@example.org"}]},"manufacturer":{"name":"M"},"authors":[{"name":"A"},{"name":"B","email":"b@example.org"}],
		"author":"C","publisher":"P","hashes":[{"alg":"SHA-1","content":"AA"}],
		"pedigree":{"ancestors":[{"type":"library","bom-ref":"old","name":"old","version":"0","purl":"pkg:npm/old@0"},{"type":"library","name":"older","group":"g","version":"0"}],
		"commits":[{"uid":"1"},{"uid":"2"}],"patches":[{"type":"backport"}],"notes":"N"},
		"externalReferences":[{"type":"distribution-intake","url":"https://i"},{"type":"distribution","url":"https://d/1"},{"type":"distribution","url":"https://d/2","hashes":[{"alg":"SHA-512","content":"BB"}]},
		{"type":"vcs","url":"https://v"},{"type":"source-distribution","url":"https://s","hashes":[{"alg":"BLAKE3","content":"CC"}]},{"type":"rfc-9116","url":"https://t"},{"type":"bom","url":"https://b"}],
		"properties":[{"name":"bsi:component:filename","value":"a.jar"},{"name":"bsi:component:executable","value":"executable"},{"name":"bsi:component:archive","value":"archive"},
		{"name":"bsi:component:structured","value":"structured"},{"name":"bsi:component:effectiveLicense","value":"MIT"}]}],
		"services":[{"bom-ref":"s","provider":{"name":"P","url":["https://p"]},"group":"g","name":"s","version":"2","description":"D"}],
		"dependencies":[{"ref":"a"},{"ref":"s","dependsOn":["a"]}],
		"compositions":[{"aggregate":"complete","assemblies":["a"],"dependencies":["s"]},{"aggregate":"incomplete_third_party_only","dependencies":["a"]},{"aggregate":"not_specified","dependencies":["s"]}],
		"vulnerabilities":[{"id":"V-1"},{"id":"V-2"}],"signature":{"algorithm":"ES256","value":"x"}`)
	inXML := bomXML("1.6", `<metadata><timestamp>2026-01-01T00:00:00Z</timestamp>
		<lifecycles><lifecycle><phase>build</phase></lifecycle><lifecycle><name>own phase</name><description>made by hand</description></lifecycle></lifecycles>
		<tools><tool><vendor>V</vendor><name>t</name><version>1</version></tool></tools><authors><author><name>A</name><email>a@example.org</email></author></authors>
		<supplier><name>L</name><url>https://l.example.org</url></supplier>
		<manufacturer><name>M</name><url>https://m.example.org</url><contact><name>C</name></contact><contact><email>m@example.org</email></contact></manufacturer>
		<licenses><license><id>CC0-1.0</id></license></licenses></metadata>
		<components><component type="library" bom-ref="a" isExternal="true"><supplier><name>S</name><contact><name>C</name><email>s@example.org</email></contact></supplier>
		<manufacturer><name>M</name></manufacturer><authors><author><name>A</name></author><author><name>B</name><email>b@example.org</email></author></authors><author>C</author><publisher>P</publisher>
		<group>g</group><name>a</name><version>1</version><description>D</description><hashes><hash alg="SHA-1">AA</hash></hashes><copyright>(c) A</copyright><cpe>cpe:/a:a</cpe><purl>pkg:npm/a@1</purl>
		<omniborId>gitoid:1</omniborId><omniborId>gitoid:2</omniborId><swhid>swh:1</swhid><swid tagId="t" name="a"/>
		<pedigree><ancestors><component type="library" bom-ref="old"><name>old</name><version>0</version><purl>pkg:npm/old@0</purl></component><component type="library"><group>g</group><name>older</name><version>0</version></component></ancestors>
		<commits><commit><uid>1</uid></commit><commit><uid>2</uid></commit></commits><patches><patch type="backport"/></patches><notes>N</notes></pedigree>
		<externalReferences><reference type="distribution-intake"><url>https://i</url></reference><reference type="distribution"><url>https://d/1</url></reference>
		<reference type="distribution"><url>https://d/2</url><hashes><hash alg="SHA-512">BB</hash></hashes></reference><reference type="vcs"><url>https://v</url></reference>
		<reference type="source-distribution"><url>https://s</url><hashes><hash alg="BLAKE3">CC</hash></hashes></reference><reference type="rfc-9116"><url>https://t</url></reference><reference type="bom"><url>https://b</url></reference></externalReferences>
		<properties><property name="bsi:component:filename">a.jar</property><property name="bsi:component:executable">executable</property><property name="bsi:component:archive">archive</property>
		<property name="bsi:component:structured">structured</property><property name="bsi:component:effectiveLicence">MIT</property></properties></component></components>
		<services><service bom-ref="s"><provider><name>P</name><url>https://p</url></provider><group>g</group><name>s</name><version>2</version><description>D</description></service></services>
		<dependencies><dependency ref="a"/><dependency ref="s"><dependency ref="a"/></dependency></dependencies>
		<compositions><composition><aggregate>complete</aggregate><assemblies><assembly ref="a"/></assemblies><dependencies><dependency ref="s"/></dependencies></composition>
		<composition><aggregate>incomplete_third_party_only</aggregate><dependencies><dependency ref="a"/></dependencies></composition>
		<composition><aggregate>not_specified</aggregate><dependencies><dependency ref="s"/></dependencies></composition></compositions>
		<vulnerabilities><vulnerability><id>V-1</id></vulnerability><vulnerability><id>V-2</id></vulnerability></vulnerabilities>
		<d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/>`)
	wantDocument := inventory.Document{ID: "p", Version: "1.6", Created: "2026-01-01T00:00:00Z", DataLicense: "CC0-1.0", Comment: "made by hand",
		Authors: []inventory.Party{{Kind: inventory.Person, Name: "A", Email: "a@example.org"}, {Kind: inventory.Organization, Name: "M", Email: "m@example.org", URL: "https://m.example.org"},
			{Kind: inventory.Organization, Name: "L", URL: "https://l.example.org"}},
		Tools: []inventory.Tool{{Name: "t", Version: "1"}}, Lifecycles: []string{"build", "own phase"}, Completeness: inventory.Incomplete, Signed: true, Components: 1, Services: 1, Vulnerabilities: 2}
	want := []inventory.Entry{{
		Name: "a", Version: "1", Creator: &inventory.Party{Kind: inventory.Person, Name: "B", Email: "b@example.org"}, Supplier: &inventory.Party{Kind: inventory.Organization, Name: "S", Email: "s@example.org"},
		Identifiers: []inventory.Identifier{{Kind: "purl", Value: "pkg:npm/a@1"}, {Kind: "cpe", Value: "cpe:/a:a"}, {Kind: "swid", Value: "t"}, {Kind: "gitoid", Value: "gitoid:1"}, {Kind: "gitoid", Value: "gitoid:2"}, {Kind: "swhid", Value: "swh:1"}},
		Hashes:      []inventory.Hash{{Algorithm: "SHA1", Value: "aa"}}, Copyright: "(c) A", Description: "D",
		Deployable: &inventory.Artifact{URL: "https://d/2", Filename: "a.jar", Hashes: []inventory.Hash{{Algorithm: "SHA512", Value: "bb"}}, Executable: "executable", Archive: "archive", Structured: "structured"},
		Source:     &inventory.Artifact{URL: "https://s", Hashes: []inventory.Hash{{Algorithm: "BLAKE3", Value: "cc"}}}, SecurityTxt: "https://t", Effective: "MIT", SBOM: "https://b", External: true,
		Dependencies: inventory.DependenciesNone, Completeness: inventory.Incomplete,
		Pedigree: &inventory.Pedigree{Ancestors: []string{"pkg:npm/old@0", "g/older 0"}, Patches: 1, Commits: 2, Notes: "N"},
	}, {
		Name: "s", Version: "2", Supplier: &inventory.Party{Kind: inventory.Organization, Name: "P", URL: "https://p"}, Description: "D",
		Dependencies: inventory.DependenciesListed, Completeness: inventory.Complete,
	}}
	for format, input := range map[string]string{sbom.CycloneDXJSON: inJSON, sbom.CycloneDXXML: inXML} {
		r, err := sbom.Read([]byte(input), format, "p")
		if err != nil {
			t.Fatal(err)
		}
		var got []inventory.Entry
		for _, c := range r.Components {
			got = append(got, *c.Instances[0].Entry)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: want (-), got (+):\n%s", format, d)
		}
		document := wantDocument
		document.Format, document.Namespace, document.Revision, document.SHA256 = format, r.Document.Namespace, r.Document.Revision, r.Document.SHA256
		if d := cmp.Diff(document, r.Document); d != "" {
			t.Errorf("%s: want (-), got (+):\n%s", format, d)
		}
		if len(r.Issues) > 0 {
			t.Errorf("%s: %v", format, r.Issues)
		}
	}
}

// TestCycloneDXPieces: a list of any length is read whole and in its order, and a fault anywhere is mended.
func TestCycloneDXPieces(t *testing.T) {
	for _, n := range []int{1, 255, 256, 257, 512, 1100} {
		for _, fault := range []string{"", "a comma more", "a name that is a number", "a licence that is a word", "null", "a second list"} {
			var components, dependencies []string
			for i := range n {
				components = append(components, fmt.Sprintf(`{"type":"library","bom-ref":"%[1]d","name":"%[1]d","licenses":[{"license":{"id":"MIT"}}]}`, i))
				dependencies = append(dependencies, fmt.Sprintf(`{"ref":"%d","dependsOn":["%d"]}`, i, (i+1)%n))
			}
			last, rest, want := &components[n-1], "", n
			switch fault {
			case "a comma more":
				*last += " , "
			case "a name that is a number":
				*last = strings.Replace(*last, fmt.Sprintf(`"name":"%d"`, n-1), fmt.Sprintf(`"name":%d`, n-1), 1)
			case "a licence that is a word":
				*last = strings.Replace(*last, `[{"license":{"id":"MIT"}}]`, `"MIT"`, 1)
			case "null":
				*last += ",null"
			case "a second list":
				rest, want = fmt.Sprintf(`,"components":[{"type":"library","name":"%d"}]`, n), n+1
			}
			r, err := sbom.Read([]byte(cdx(`"dependencies":[`+strings.Join(dependencies, ",\n")+`],"components":[`+strings.Join(components, ",\n")+`]`+rest)), sbom.CycloneDXJSON, "p")
			if err != nil {
				t.Fatalf("%d with %q: %v", n, fault, err)
			}
			if len(r.Components) != want || r.Document.Components != want || r.Document.WithLicense != n || len(r.Relations) != n && n > 1 || (len(r.Issues) == 0) != (fault == "") {
				t.Errorf("%d with %q: %d components, %d relations, %v", n, fault, len(r.Components), len(r.Relations), r.Issues)
			}
			for i, c := range r.Components {
				if c.Name != fmt.Sprint(i) || i < n && (c.Instances[0].Line == 0 || c.Instances[0].Entry.Dependencies != inventory.DependenciesListed) {
					t.Fatalf("%d with %q: at %d is %+v", n, fault, i, c)
				}
			}
		}
	}
}

// TestCycloneDXCreator: who can be asked comes before who is merely named.
func TestCycloneDXCreator(t *testing.T) {
	for fields, want := range map[string]string{
		`"author":"A B <a@example.org> (https://a.example.org)"`:                         `{ A B a@example.org https://a.example.org}`,
		`"author":"a@example.org"`:                                                       `{  a@example.org }`,
		`"author":"A (the first)","publisher":"https://p.example.org"`:                   `{   https://p.example.org}`,
		`"author":"A (the first)","publisher":"P"`:                                       `{ A (the first)  }`,
		`"manufacturer":{"name":"M"},"publisher":"P"`:                                    `{organization M  }`,
		`"manufacturer":{"name":"","contact":[{"name":"C","email":"c@d"}]}`:              `{person C c@d }`,
		`"manufacturer":{"name":""},"authors":[{"name":"A"}],"supplier":{"name":"S"}`:    `{person A  }`,
		`"manufacturer":{"name":"M","url":["","https://m"]},"authors":[{"email":"a@b"}]`: `{organization M  https://m}`,
	} {
		r, err := sbom.Read([]byte(cdx(`"components":[{"type":"library","name":"a",`+fields+`}]`)), sbom.CycloneDXJSON, "p")
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(*(*plainParty)(r.Components[0].Instances[0].Entry.Creator)); got != want {
			t.Errorf("%s: %s, want %s", fields, got, want)
		}
	}
}

// plainParty prints all fields.
type plainParty inventory.Party

// TestCycloneDXGraph: each reference leads to what it means, and what leads to nothing is counted.
func TestCycloneDXGraph(t *testing.T) {
	const serial = `"serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",`
	const link = `urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#`
	parts := serial + `"metadata":{"tools":{"components":[{"type":"application","bom-ref":"tool","name":"t"}]},"component":{"type":"application","bom-ref":"m","name":"m","components":[{"type":"library","bom-ref":"n","name":"n"}]}},
		"components":[{"type":"library","bom-ref":"a","name":"a","pedigree":{"ancestors":[{"type":"library","bom-ref":"old","name":"old"}]}},{"type":"library","bom-ref":"b b","name":"b"}],`
	for _, test := range []struct {
		rest     string
		want     []string
		dangling int
	}{
		{`"dependencies":[{"ref":"m","dependsOn":["a","b b"]},{"ref":"a","dependsOn":["b b"]},{"ref":"b b","dependsOn":["a","b b"]}]`,
			[]string{"p#m contains p#n", "p#m depends-on p#a", "p#m depends-on p#b b", "p#a depends-on p#b b", "p#b b depends-on p#a"}, 0},
		{`"dependencies":[{"ref":"x","dependsOn":["a","y"]},{"ref":"a","dependsOn":["z"]}]`, []string{"p#m contains p#n", "note: sbom-relation-dangling"}, 3},
		{`"dependencies":[{"ref":"a","dependsOn":["urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#a","tool","old"]}]`, []string{"p#m contains p#n", "note: sbom-relation-outside"}, 0},
		{`"dependencies":[{"ref":"` + link + `a","dependsOn":["` + link + `b+b","` + link + `z"]}]`, []string{"p#m contains p#n", "p#a depends-on p#b b", "note: sbom-relation-dangling"}, 1},
		{`"dependencies":[{"ref":"a","provides":["b b","z"]}]`, []string{"p#m contains p#n", "note: sbom-relation-other", "note: sbom-relation-dangling"}, 1},
		{`"compositions":[{"aggregate":"complete","assemblies":["a","z"],"dependencies":["urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1","y"]}]`,
			[]string{"p#m contains p#n", "note: sbom-relation-dangling", "note: sbom-relation-outside"}, 2},
	} {
		r, err := sbom.Read([]byte(cdx(parts+test.rest)), sbom.CycloneDXJSON, "p")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(append([]string{"m", "n", "a", "b"}, test.want...), summary(r)); d != "" || r.Document.Dangling != test.dangling || r.Document.Main != "p#m" {
			t.Errorf("%s: %d dangling, want %d; want (-), got (+):\n%s", test.rest, r.Document.Dangling, test.dangling, d)
		}
	}
}

// TestCycloneDXReferenceTwice: the second component under a reference stays a component of its own,
// and the reference goes on meaning the first.
func TestCycloneDXReferenceTwice(t *testing.T) {
	r, err := sbom.Read([]byte(cdx(`"components":[{"type":"library","bom-ref":"r","name":"a","purl":"pkg:npm/a@1"},{"type":"library","bom-ref":"r","name":"b","purl":"pkg:npm/b@1"},
		{"type":"library","bom-ref":"c","name":"a","purl":"pkg:npm/a@1","description":"another"}],"dependencies":[{"ref":"c","dependsOn":["r"]},{"ref":"r","dependsOn":["c"]},{"ref":"r","dependsOn":[]}]`)), sbom.CycloneDXJSON, "p")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"a", "b", "a", "note: sbom-duplicate-reference"}, summary(r)); d != "" {
		t.Error(d)
	}
	var got []string
	for _, c := range r.Components {
		e := c.Instances[0].Entry
		got = append(got, fmt.Sprint(c.ID, " ", e.Description, " ", e.Dependencies))
	}
	if d := cmp.Diff([]string{"pkg:npm/a@1  listed", "pkg:npm/b@1  ", "pkg:npm/a@1 another listed"}, got); d != "" {
		t.Error(d)
	}
}

// TestCycloneDXVulnerabilities are counted wherever a version has them.
func TestCycloneDXVulnerabilities(t *testing.T) {
	const list = `<v:vulnerabilities xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"><v:vulnerability ref="a"><v:id>V-1</v:id></v:vulnerability></v:vulnerabilities>`
	for input, want := range map[string]int{
		bomXML("1.2", `<components><component type="library" bom-ref="a"><name>a</name>`+list+`</component><component type="library"><name>b</name>`+list+`</component></components>`): 2,
		bomXML("1.2", list): 1,
		bomXML("1.4", `<vulnerabilities><vulnerability><id>V-1</id><cwes><cwe>no number</cwe></cwes></vulnerability></vulnerabilities>`):                                    1,
		bomXML("1.6", `<compositions><composition><aggregate>complete</aggregate><vulnerabilities><vulnerability ref="v"/></vulnerabilities></composition></compositions>`): 0,
	} {
		r, err := sbom.Read([]byte(input), sbom.CycloneDXXML, "p")
		if err != nil {
			t.Fatal(err)
		}
		if r.Document.Vulnerabilities != want {
			t.Errorf("%s: %d, want %d", input, r.Document.Vulnerabilities, want)
		}
	}
}

// TestCycloneDXHostileSizes: none of these may take long, whatever is repeated in them.
func TestCycloneDXHostileSizes(t *testing.T) {
	const n = 50_000
	many := func(s string) string { return strings.TrimSuffix(strings.Repeat(s+",", n), ",") }
	one := `"components":[{"type":"library","bom-ref":"a","name":"a"}],`
	spaces := strings.Builder{}
	for i := range 20_000 {
		fmt.Fprintf(&spaces, ` xmlns:p%d="urn:%d"`, i, i)
	}
	for name, input := range map[string]string{
		"numbers for components":   cdx(`"components":[` + many("1") + `]`),
		"empty components":         cdx(`"components":[` + many("{}") + `]`),
		"one reference":            cdx(`"components":[` + many(`{"bom-ref":"a"}`) + `]`),
		"one package":              cdx(`"components":[` + many(`{"bom-ref":"a","purl":"pkg:npm/a@1"}`) + `]`),
		"dangling dependencies":    cdx(`"dependencies":[` + many(`{"ref":"x"}`) + `]`),
		"dependencies of one":      cdx(one + `"dependencies":[{"ref":"a","dependsOn":[` + many(`"a"`) + `]}]`),
		"compositions of one":      cdx(one + `"compositions":[{"aggregate":"complete","assemblies":[` + many(`"a"`) + `]}]`),
		"licences that are astray": cdx(`"components":[{"name":"a",` + many(`"license":"x"`) + `}]`),
		"ancestors":                cdx(`"components":[{"name":"a","pedigree":{"ancestors":[` + many(`{"bom-ref":"b","name":"b"}`) + `]}}]`),
		"hashes":                   cdx(`"components":[{"name":"a","hashes":[` + many(`{"alg":"SHA-1","content":"00"}`) + `]}]`),
		"licences":                 cdx(`"components":[{"name":"a","licenses":[` + many(`{"license":{"id":"MIT"}}`) + `]}]`),
		"prefixes":                 `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"` + spaces.String() + `>` + strings.Repeat(`<p1:a/><q:b/>`, n/2) + `</bom>`,
		"components astray":        `<bom xmlns="http://cyclonedx.org/schema/bom/1.6">` + strings.Repeat(`<component type="library"><name>a</name></component>`, n/4) + `</bom>`,
		"licences astray":          `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><name>a</name>` + strings.Repeat(`<license>x</license>`, n/2) + `</component></components></bom>`,
	} {
		format := sbom.CycloneDXJSON
		if input[0] == '<' {
			format = sbom.CycloneDXXML
		}
		start := time.Now()
		if _, err := sbom.Read([]byte(input), format, "p"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}

// TestCycloneDXCompositions: what is said of parts and dependencies counts for the component, the least of all for the
// document; how complete the vulnerabilities are says nothing of either.
func TestCycloneDXCompositions(t *testing.T) {
	const components = `"components":[{"type":"library","bom-ref":"a","name":"a"},{"type":"library","bom-ref":"b","name":"b"}],"compositions":`
	for _, c := range []struct {
		compositions   string
		document, a, b inventory.Completeness
	}{
		{`[{"aggregate":"complete","assemblies":["a"]},{"aggregate":"complete","dependencies":["b"]}]`, inventory.Complete, inventory.Complete, inventory.Complete},
		{`[{"aggregate":"complete","assemblies":["a"]},{"aggregate":"unknown","dependencies":["a"]}]`, inventory.Unknown, inventory.Unknown, ""},
		{`[{"aggregate":"incomplete_first_party_only","dependencies":["b"]},{"aggregate":"not_specified","dependencies":["a"]}]`, inventory.Incomplete, "", inventory.Incomplete},
		{`[{"aggregate":"complete","dependencies":["a"]},{"aggregate":"incomplete","vulnerabilities":["v"]}]`, inventory.Complete, inventory.Complete, ""},
		{`[{"aggregate":"complete"}]`, inventory.Complete, "", ""},
	} {
		r, err := sbom.Read([]byte(cdx(components+c.compositions)), sbom.CycloneDXJSON, "p")
		if err != nil {
			t.Fatal(err)
		}
		got := [3]inventory.Completeness{r.Document.Completeness, r.Components[0].Instances[0].Entry.Completeness, r.Components[1].Instances[0].Entry.Completeness}
		if want := [3]inventory.Completeness{c.document, c.a, c.b}; got != want {
			t.Errorf("%s: %v, want %v", c.compositions, got, want)
		}
	}
}
