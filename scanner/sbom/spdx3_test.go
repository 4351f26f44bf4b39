// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/sbom"
)

var update = flag.Bool("update", false, "write the golden files")

// graph3 is an SPDX 3.0.1 document with the given elements beside its head, which describes the element urn:a.
func graph3(elements string) string {
	return context3(`"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"`, elements)
}

func context3(context, elements string) string {
	return `{"@context":` + context + `,"@graph":[
		{"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-01-01T00:00:00Z","createdBy":["urn:me"]},
		{"type":"Person","spdxId":"urn:me","creationInfo":"_:c","name":"Me"},
		{"type":"SpdxDocument","spdxId":"urn:d","creationInfo":"_:c","rootElement":["urn:a"]},` + elements + `]}`
}

// pkg3 is a package.
func pkg3(id string) string {
	return fmt.Sprintf(`{"type":"software_Package","spdxId":%q,"creationInfo":"_:c","name":%q}`, "urn:"+id, id)
}

// rel3 is a relationship from the package urn:a.
func rel3(kind, to string) string {
	return fmt.Sprintf(`{"type":"Relationship","creationInfo":"_:c","from":"urn:a","relationshipType":%q,"to":[%s]}`, kind, to)
}

// expr3 is a licence expression urn:l.
func expr3(text string) string {
	return fmt.Sprintf(`{"type":"simplelicensing_LicenseExpression","spdxId":"urn:l","creationInfo":"_:c","simplelicensing_licenseExpression":%q}`, text)
}

func elements3(all ...string) string { return graph3(strings.Join(all, ",")) }

func TestSPDX3(t *testing.T) {
	const repaired, note, unread = "repaired: sbom-repaired-", "note: sbom-", "unread: sbom-"
	declared := rel3("hasDeclaredLicense", `"urn:l"`)
	set := func(class, members string) string {
		return `{"type":"expandedlicensing_` + class + `","spdxId":"urn:l","creationInfo":"_:c",` + members + `}`
	}
	tests := []struct {
		name, input string
		want        []string
	}{
		// Sound documents.
		{"declared", elements3(pkg3("a"), expr3("MIT OR ISC"), declared), []string{"a declared=MIT OR ISC"}},
		{"concluded", elements3(pkg3("a"), expr3("MIT"), rel3("hasConcludedLicense", `"urn:l"`)), []string{"a concluded=MIT"}},
		{"relationship first", elements3(declared, expr3("MIT"), pkg3("a")), []string{"a declared=MIT"}},
		{"listed licence outside", elements3(pkg3("a"), rel3("hasDeclaredLicense", `"https://spdx.org/licenses/MIT"`)), []string{"a declared=MIT"}},
		{"several licences", elements3(pkg3("a"), rel3("hasDeclaredLicense", `"https://spdx.org/licenses/MIT","http://spdx.org/licenses/ISC.html"`)), []string{"a declared=MIT AND ISC"}},
		{"no assertion", elements3(pkg3("a"), rel3("hasDeclaredLicense", `"expandedlicensing_NoAssertionLicense"`), rel3("hasConcludedLicense", `"https://spdx.org/rdf/3.0.1/terms/Licensing/None"`)),
			[]string{"a declared=NOASSERTION concluded=NONE"}},
		{"sets", elements3(pkg3("a"), set("ConjunctiveLicenseSet", `"expandedlicensing_member":["https://spdx.org/licenses/MIT",{"type":"expandedlicensing_DisjunctiveLicenseSet","expandedlicensing_member":["https://spdx.org/licenses/ISC","https://spdx.org/licenses/Zlib"]}]`), declared),
			[]string{"a declared=MIT AND (ISC OR Zlib)"}},
		{"with", elements3(pkg3("a"), set("WithAdditionOperator", `"expandedlicensing_subjectExtendableLicense":{"type":"expandedlicensing_OrLaterOperator","expandedlicensing_subjectLicense":{"type":"expandedlicensing_ListedLicense","spdxId":"https://spdx.org/licenses/GPL-2.0"}},"expandedlicensing_subjectAddition":{"type":"expandedlicensing_ListedLicenseException","spdxId":"https://spdx.org/licenses/Classpath-exception-2.0"}`), declared),
			[]string{"a declared=GPL-2.0-or-later WITH Classpath-exception-2.0"}},
		{"custom licence", elements3(pkg3("a"), set("CustomLicense", `"simplelicensing_licenseText":"Do as told."`), declared), []string{"a declared=LicenseRef-l"}},
		{"custom licence in an expression", elements3(pkg3("a"), declared,
			`{"type":"simplelicensing_LicenseExpression","spdxId":"urn:l","creationInfo":"_:c","simplelicensing_licenseExpression":"MIT AND LicenseRef-1","simplelicensing_customIdToUri":[{"type":"DictionaryEntry","key":"LicenseRef-1","value":"urn:t"}]}`,
			`{"type":"simplelicensing_SimpleLicensingText","spdxId":"urn:t","creationInfo":"_:c","simplelicensing_licenseText":"Do as told."}`),
			[]string{"a declared=MIT AND LicenseRef-1"}},
		{"relations", elements3(pkg3("a"), pkg3("b"), rel3("contains", `"urn:b"`), rel3("hasStaticLink", `"urn:b"`), rel3("hasOptionalDependency", `"urn:b"`), rel3("generates", `"urn:b"`)),
			[]string{"a", "b", "p#urn:a contains p#urn:b", "p#urn:a links-static p#urn:b", "p#urn:a depends-on p#urn:b optional", "p#urn:b incorporates p#urn:a"}},
		{"scope", elements3(pkg3("a"), pkg3("b"), `{"type":"LifecycleScopedRelationship","from":"urn:a","to":["urn:b"],"relationshipType":"dependsOn","scope":"test"}`),
			[]string{"a", "b", "p#urn:a tests-with p#urn:b test"}},
		{"data and models", elements3(`{"type":"ai_AIPackage","spdxId":"urn:a","name":"a"}`, `{"type":"dataset_DatasetPackage","spdxId":"urn:b","name":"b"}`), []string{"a", "b"}},
		{"files of a package", elements3(pkg3("a"), `{"type":"software_File","spdxId":"urn:f","name":"./f"}`, expr3("MIT"), rel3("contains", `"urn:f"`),
			`{"type":"Relationship","from":"urn:f","relationshipType":"hasDeclaredLicense","to":["urn:l"]}`), []string{"a detected=MIT"}},
		{"what a file links to", elements3(pkg3("a"), pkg3("b"), `{"type":"software_File","spdxId":"urn:f","name":"./f"}`, rel3("contains", `"urn:f"`),
			`{"type":"Relationship","from":"urn:f","relationshipType":"hasDynamicLink","to":["urn:b"]}`), []string{"a", "b", "p#urn:a links-dynamic p#urn:b"}},
		{"only files", elements3(`{"type":"software_File","spdxId":"urn:f","name":"f"},{"type":"software_File","spdxId":"urn:g","name":"g"}`, expr3("MIT"),
			`{"type":"Relationship","from":"urn:f","relationshipType":"hasDeclaredLicense","to":["urn:l"]}`), []string{"2 files detected=MIT"}},
		{"a file that is described", elements3(`{"type":"software_File","spdxId":"urn:a","name":"a.bin"}`, expr3("MIT"), declared), []string{"a.bin declared=MIT"}},
		{"array of contexts", context3(`["https://spdx.org/rdf/3.0.1/spdx-context.jsonld",{"x":"urn:"}]`, `{"type":"software_Package","spdxId":"x:a","name":"a"},`+expr3("MIT")+`,`+declared), []string{"a declared=MIT"}},
		{"prefix of the document", elements3(`{"type":"SpdxDocument","spdxId":"urn:d","namespaceMap":[{"prefix":"x","namespace":"urn:"}]}`, `{"type":"software_Package","spdxId":"x:a","name":"a"}`, expr3("MIT"), declared),
			[]string{"a declared=MIT", repaired + "parts"}},
		{"full names", elements3(`{"@type":"https://spdx.org/rdf/3.0.1/terms/Software/Package","@id":"urn:a","https://spdx.org/rdf/3.0.1/terms/Core/name":[{"@value":"a"}]}`, expr3("MIT"),
			`{"@type":["https://spdx.org/rdf/3.0.1/terms/Core/Relationship"],"https://spdx.org/rdf/3.0.1/terms/Core/from":[{"@id":"urn:a"}],"https://spdx.org/rdf/3.0.1/terms/Core/to":[{"@id":"urn:l"}],"https://spdx.org/rdf/3.0.1/terms/Core/relationshipType":[{"@id":"https://spdx.org/rdf/3.0.1/terms/Core/RelationshipType/hasDeclaredLicense"}]}`),
			[]string{"a declared=MIT", repaired + "list"}},
		{"objects inside one another", `{"@context":"https://spdx.org/rdf/3.0.0/spdx-context.jsonld","type":"SpdxDocument","spdxId":"urn:d","creationInfo":{"type":"CreationInfo","specVersion":"3.0.0","createdBy":[{"type":"Person","name":"Me"}]},
			"rootElement":[{"type":"software_Package","spdxId":"urn:a","name":"a"}],"element":[{"type":"Relationship","from":{"@id":"urn:a"},"relationshipType":"hasDeclaredLicense","to":{"type":"simplelicensing_LicenseExpression","simplelicensing_licenseExpression":"MIT"}}]}`,
			[]string{"a declared=MIT"}},
		{"outside", elements3(`{"type":"SpdxDocument","spdxId":"urn:d","import":[{"type":"ExternalMap","externalSpdxId":"urn:out"}]}`, pkg3("a"), rel3("dependsOn", `"urn:out"`)),
			[]string{"a", repaired + "parts", note + "relation-outside"}},

		// What is mended.
		{"bare names", elements3(`{"type":"Package","spdxId":"urn:a","name":"a","packageVersion":"1"}`, expr3("MIT"), declared), []string{"a@1 declared=MIT", repaired + "field-name"}},
		{"unknown prefix", elements3(`{"type":"software:Package","spdxId":"urn:a","name":"a"}`), []string{"a", repaired + "field-name"}},
		{"no class", elements3(`{"spdxId":"urn:a","name":"a","software_packageVersion":"1"}`), []string{"a@1", repaired + "class"}},
		{"number for a version", elements3(`{"type":"software_Package","spdxId":"urn:a","name":["a"],"software_packageVersion":1.10}`), []string{"a@1.10", repaired + "list", repaired + "value"}},
		{"null", elements3(pkg3("a"), "null", expr3("MIT"), rel3("hasDeclaredLicense", `null,"urn:l"`)), []string{"a declared=MIT", repaired + "null"}},
		{"expression in place of a reference", elements3(pkg3("a"), rel3("hasDeclaredLicense", `"MIT OR ISC"`)), []string{"a declared=MIT OR ISC", repaired + "license"}},
		{"licence at the package", elements3(`{"type":"software_Package","spdxId":"urn:a","name":"a","declaredLicense":"https://spdx.org/licenses/MIT"}`), []string{"a declared=MIT", repaired + "license"}},
		{"list of expressions", elements3(pkg3("a"), `{"type":"simplelicensing_LicenseExpression","spdxId":"urn:l","simplelicensing_licenseExpression":["MIT","ISC"]}`, declared), []string{"a declared=MIT AND ISC", repaired + "license"}},
		{"type in capitals", elements3(pkg3("a"), expr3("MIT"), rel3("HAS_DECLARED_LICENSE", `"urn:l"`)), []string{"a declared=MIT"}},
		{"one id for two", elements3(pkg3("a"), `{"type":"software_Package","spdxId":"urn:a","name":"b"}`, expr3("MIT"), declared),
			[]string{"a declared=MIT", "b declared=MIT", note + "duplicate-reference"}},
		{"two parts of one", elements3(`{"spdxId":"urn:a","name":"a"}`, `{"type":"software_Package","spdxId":"urn:a","software_packageVersion":"1"}`), []string{"a@1", repaired + "parts"}},
		{"comments", "// x\n" + elements3(pkg3("a")), []string{"a", repaired + "syntax"}},
		{"key twice", elements3(pkg3("a"), `{"type":"Relationship","from":"urn:a","relationshipType":"hasDeclaredLicense","to":["https://spdx.org/licenses/MIT"],"to":["https://spdx.org/licenses/ISC"]}`),
			[]string{"a declared=MIT AND ISC", repaired + "duplicate-key"}},

		// What is lost or leads nowhere, and is said.
		{"dangling licence", elements3(pkg3("a"), declared), []string{"a declared=urn:l"}},
		{"dangling relation", elements3(pkg3("a"), rel3("dependsOn", `"urn:b"`)), []string{"a", note + "relation-dangling"}},
		{"licence of nobody", elements3(pkg3("b"), expr3("MIT"), declared), []string{"b", unread + "left-out"}},
		{"unknown class", elements3(pkg3("a"), `{"type":"software_Pakage","spdxId":"urn:b","name":"b"}`), []string{"a", unread + "left-out"}},
		{"text in the graph", elements3(pkg3("a"), `"urn:b"`), []string{"a", unread + "left-out"}},
		{"field that names a licence", elements3(`{"type":"software_Package","spdxId":"urn:a","name":"a","licenceInfo":"MIT"}`), []string{"a", unread + "left-out"}},
		{"relationship without an end", elements3(pkg3("a"), `{"type":"Relationship","from":"urn:a","relationshipType":"hasDeclaredLicense"}`), []string{"a", unread + "left-out"}},
		{"circle of licences", elements3(pkg3("a"), set("ConjunctiveLicenseSet", `"expandedlicensing_member":["urn:l","https://spdx.org/licenses/MIT"]`), declared), []string{"a declared=MIT", unread + "left-out"}},
		{"circle of files", elements3(`{"type":"software_File","spdxId":"urn:f","name":"f"},{"type":"software_File","spdxId":"urn:g","name":"g"}`,
			`{"type":"Relationship","from":"urn:f","relationshipType":"contains","to":["urn:g"]},{"type":"Relationship","from":"urn:g","relationshipType":"contains","to":["urn:f"]}`), []string{"2 files"}},
		{"newer", strings.ReplaceAll(elements3(pkg3("a")), "3.0.1", "3.1.0"), []string{"a", note + "newer-version"}},
		{"no version", strings.Replace(elements3(pkg3("a")), `"specVersion":"3.0.1",`, "", 1), []string{"a", repaired + "version"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := sbom.Read([]byte(test.input), sbom.SPDX3JSON, "p")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, summary(r)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSPDX3Refused(t *testing.T) {
	for name, test := range map[string]struct{ input, key string }{
		"no SPDX":     {`{"@graph":[{"name":"x"}]}`, "sbom.not-spdx"},
		"nothing":     {`{}`, "sbom.not-spdx"},
		"list":        {`[]`, "sbom.not-spdx"},
		"broken":      {graph3(`{"type":`), "sbom.syntax"},
		"version 4":   {`{"@graph":[{"type":"CreationInfo","specVersion":"4.0"}]}`, "sbom.version"},
		"too deep":    {`{"@graph":` + strings.Repeat("[", 2000) + strings.Repeat("]", 2000) + `}`, "sbom.too-deep"},
		"other words": {"plain text", "sbom.syntax"},
	} {
		_, err := sbom.Read([]byte(test.input), sbom.SPDX3JSON, "p")
		if err == nil || !strings.Contains(err.Error(), test.key) {
			t.Errorf("%s: %v, want %s", name, err, test.key)
		}
	}
}

// What a document says of its head and of one component, in full.
func TestSPDX3Full(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "full.spdx3.json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := sbom.Read(data, sbom.SPDX3JSON, "full.spdx3.json")
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "full.spdx3.want.json")
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)+"\n"); d != "" {
		t.Error(d)
	}
}

// A reference means something within its expression only.
func TestSPDX3SameReference(t *testing.T) {
	expression := func(id, text string) string {
		return fmt.Sprintf(`{"type":"simplelicensing_LicenseExpression","spdxId":%q,"simplelicensing_licenseExpression":"LicenseRef-1","simplelicensing_customIdToUri":[{"type":"DictionaryEntry","key":"LicenseRef-1","value":%q}]},
			{"type":"simplelicensing_SimpleLicensingText","spdxId":%[2]q,"simplelicensing_licenseText":"The text of %[2]s."}`, id, text)
	}
	r, err := sbom.Read([]byte(elements3(pkg3("a"), expression("urn:l", "urn:t"), expression("urn:m", "urn:u"),
		rel3("hasDeclaredLicense", `"urn:l"`), rel3("hasConcludedLicense", `"urn:m"`))), sbom.SPDX3JSON, "p")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, x := range r.Texts {
		texts[x.License] = x.Text
	}
	claims := r.Components[0].Claims
	if a, b := claims[0].License.String(), claims[1].License.String(); a == b || texts[a] != "The text of urn:t." || texts[b] != "The text of urn:u." {
		t.Errorf("%s is %q, %s is %q", a, texts[a], b, texts[b])
	}
	for _, c := range claims {
		if c.Text == "" {
			t.Errorf("%s has no text", c.License)
		}
	}
}

// Documents made to take long.
func TestSPDX3Hostile(t *testing.T) {
	many := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(",")
			b.WriteString(f(i))
		}
		return b.String()[1:]
	}
	ids := many(5_000, func(i int) string { return fmt.Sprintf(`"urn:p%d"`, i) })
	for name, input := range map[string]string{
		"nested lists": `{"@graph":` + strings.Repeat("[", 900) + many(100_000, func(int) string { return "{}" }) + strings.Repeat("]", 900) + `}`,
		"many names":   elements3(`{"type":"software_Package","spdxId":"urn:a",` + many(50_000, func(i int) string { return fmt.Sprintf(`"x%d":1`, i) }) + `}`),
		"one id":       elements3(many(10_000, func(i int) string { return fmt.Sprintf(`{"type":"software_Package","spdxId":"urn:a","name":"n%d"}`, i) })),
		"one id in parts": elements3(many(10_000, func(i int) string {
			return fmt.Sprintf(`{"spdxId":"urn:a","externalIdentifier":{"identifier":"%d"}}`, i)
		})),
		"all to all": elements3(many(5_000, func(i int) string { return pkg3(fmt.Sprintf("p%d", i)) }), `{"type":"Relationship","from":[`+ids+`],"to":[`+ids+`],"relationshipType":"dependsOn"}`),
		"sets of sets": elements3(pkg3("a"), rel3("hasDeclaredLicense", `"urn:s0"`), many(90, func(i int) string {
			return fmt.Sprintf(`{"type":"expandedlicensing_ConjunctiveLicenseSet","spdxId":"urn:s%d","expandedlicensing_member":["urn:s%d","urn:s%d","https://spdx.org/licenses/MIT"]}`, i, i+1, i+1)
		})),
	} {
		t.Run(name, func(t *testing.T) { check(t, []byte(input), sbom.SPDX3JSON) })
	}
}

func FuzzSPDX3(f *testing.F) {
	fuzz(f, sbom.SPDX3JSON,
		elements3(pkg3("a"), pkg3("b"), expr3("MIT AND LicenseRef-x"), rel3("hasDeclaredLicense", `"urn:l"`), rel3("dependsOn", `"urn:b"`)),
		elements3(`{"type":["x","software_File"],"@id":"_:f","verifiedUsing":[{"algorithm":"sha256","hashValue":"AA"}],"originatedBy":{"type":"Person","name":1}}`, `{"from":"urn:a","to":"_:f","relationshipType":"hasDistributionArtifact"}`),
		`{"@context":[{"x":{"@id":"urn:"}},"https://spdx.org/rdf/3.0.0/spdx-context.jsonld"],"type":"software_Sbom","rootElement":{"@id":"x:a","@type":"software_Package"},"imports":[{"externalSpdxId":"x:b"}]}`,
		`[{"@graph":{"type":"expandedlicensing_WithAdditionOperator","spdxId":"urn:l"}}]`)
}
