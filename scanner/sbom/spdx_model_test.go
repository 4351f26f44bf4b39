// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// readDoc reads an SPDX document in JSON, whose rest is given.
func readDoc(t *testing.T, rest string) *sbom.Result {
	t.Helper()
	r, err := sbom.Read([]byte(doc(rest)), sbom.SPDXJSON, "p")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func entries(r *sbom.Result) []*inventory.Entry {
	var all []*inventory.Entry
	for _, c := range r.Components {
		all = append(all, c.Instances[0].Entry)
	}
	return all
}

// TestSPDXEntry: all that a package says beside its licence is kept as it stands.
func TestSPDXEntry(t *testing.T) {
	const sums = `"checksums":[{"algorithm":"SHA512","checksumValue":"AB"}]`
	hashes := []inventory.Hash{{Algorithm: "SHA512", Value: "ab"}}
	tests := []struct {
		name, input string
		want        inventory.Entry
	}{
		{"nothing", `"supplier":"NOASSERTION","originator":"NOASSERTION","downloadLocation":"NOASSERTION","copyrightText":"NONE"`, inventory.Entry{
			Unknown: []string{"creator", "download", "supplier"}, None: []string{"copyright"}}},
		{"no place to have it from", `"downloadLocation":" NONE ","copyrightText":"NOASSERTION","versionInfo":"NOASSERTION"`, inventory.Entry{
			Unknown: []string{"copyright", "version"}, None: []string{"download"}}},
		{"people", `"supplier":"Organization: S GmbH (s@example.org)","originator":"Person: O"`, inventory.Entry{
			Supplier: &inventory.Party{Kind: inventory.Organization, Name: "S GmbH", Email: "s@example.org"}, Creator: &inventory.Party{Kind: inventory.Person, Name: "O"}}},
		{"words", `"copyrightText":"2026 A","summary":"short","description":"long"`, inventory.Entry{Copyright: "2026 A", Description: "long"}},
		{"summary alone", `"summary":"short"`, inventory.Entry{Description: "short"}},
		{"deployable", `"downloadLocation":"https://example.org/a.tgz","packageFileName":"./dist/a.tgz",` + sums, inventory.Entry{Hashes: hashes,
			Deployable: &inventory.Artifact{URL: "https://example.org/a.tgz", Filename: "a.tgz", Hashes: hashes}}},
		{"source", `"downloadLocation":"git+https://example.org/a@v1",` + sums, inventory.Entry{Hashes: hashes, Source: &inventory.Artifact{URL: "git+https://example.org/a@v1"}}},
		{"source by purpose", `"downloadLocation":"https://example.org/a.tgz","primaryPackagePurpose":"SOURCE",` + sums, inventory.Entry{Hashes: hashes,
			Source: &inventory.Artifact{URL: "https://example.org/a.tgz", Hashes: hashes}}},
		{"source and file", `"downloadLocation":"git+https://example.org/a","packageFileName":"a.deb"`, inventory.Entry{
			Source: &inventory.Artifact{URL: "git+https://example.org/a"}, Deployable: &inventory.Artifact{Filename: "a.deb"}}},
		{"addresses of a converter", `"externalRefs":[{"referenceCategory":"OTHER","referenceType":"vcs","referenceLocator":"https://example.org/a"},{"referenceCategory":"OTHER","referenceType":"distribution","referenceLocator":"https://example.org/a.tgz"}]`,
			inventory.Entry{Source: &inventory.Artifact{URL: "https://example.org/a"}, Deployable: &inventory.Artifact{URL: "https://example.org/a.tgz"}}},
		{"hashes alone", sums, inventory.Entry{Hashes: hashes}},
		{"references", `"externalRefs":[
			{"referenceCategory":"PACKAGE_MANAGER","referenceType":"maven-central","referenceLocator":"org:a:1"},
			{"referenceCategory":"SECURITY","referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:a:a:1:*:*:*:*:*:*:*"},
			{"referenceCategory":"SECURITY","referenceType":"cpe22Type","referenceLocator":"cpe:/a:a:a:1"},
			{"referenceCategory":"SECURITY","referenceType":"advisory","referenceLocator":"https://example.org/adv"},
			{"referenceCategory":"SECURITY","referenceType":"url","referenceLocator":"https://example.org/.well-known/security.txt"},
			{"referenceCategory":"PERSISTENT-ID","referenceType":"swh","referenceLocator":"swh:1:cnt:00"},
			{"referenceCategory":"PERSISTENT-ID","referenceType":"gitoid","referenceLocator":"gitoid:blob:sha1:00"},
			{"referenceCategory":"SECURITY","referenceType":"swid","referenceLocator":"swid:1"},
			{"referenceCategory":"OTHER","referenceType":"LocationRef-forge","referenceLocator":"forge/a/1"},
			{"referenceCategory":"OTHER","referenceType":"LocationRef-forge","referenceLocator":"forge/a/1"},
			{"referenceCategory":"OTHER","referenceType":"website","referenceLocator":"https://example.org"},
			{"referenceCategory":"OTHER","referenceType":"bom","referenceLocator":"urn:other"}]`,
			inventory.Entry{SecurityTxt: "https://example.org/.well-known/security.txt", SBOM: "urn:other", Identifiers: []inventory.Identifier{
				{Kind: "maven-central", Value: "org:a:1"}, {Kind: "cpe", Value: "cpe:2.3:a:a:a:1:*:*:*:*:*:*:*"}, {Kind: "cpe", Value: "cpe:/a:a:a:1"},
				{Kind: "swhid", Value: "swh:1:cnt:00"}, {Kind: "gitoid", Value: "gitoid:blob:sha1:00"}, {Kind: "swid", Value: "swid:1"}, {Kind: "LocationRef-forge", Value: "forge/a/1"}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := readDoc(t, `"packages":[{"SPDXID":"SPDXRef-a","name":"a",`+test.input+`}]`)
			test.want.Name = "a"
			if d := cmp.Diff(&test.want, r.Components[0].Instances[0].Entry); d != "" {
				t.Error(d)
			}
			if len(r.Issues) > 0 || r.Document.Vulnerabilities != 0 {
				t.Errorf("issues %v", r.Issues)
			}
		})
	}
}

// TestSameIDs: packages of one purl keep apart what the document says of each.
func TestSameIDs(t *testing.T) {
	const ref = `"externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]`
	r := readDoc(t, `"packages":[{"SPDXID":"SPDXRef-a","name":"a","comment":"x","supplier":"Person: A",`+ref+`},{"SPDXID":"SPDXRef-b","name":"a","supplier":"Person: B",`+ref+`}],
		"relationships":[{"spdxElementId":"SPDXRef-b","relationshipType":"DEPENDS_ON","relatedSpdxElement":"NONE"}]`)
	var got []string
	for _, c := range r.Components {
		got = append(got, c.ID+" "+c.Instances[0].Ref+" "+c.Instances[0].Entry.Supplier.Name+" "+string(c.Instances[0].Entry.Dependencies))
	}
	if want := []string{"pkg:npm/a@1 SPDXRef-a A ", "pkg:npm/a@1 SPDXRef-b B none"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestSPDXParties(t *testing.T) {
	person, organization := inventory.Person, inventory.Organization
	tests := []struct {
		creator string
		want    inventory.Party
	}{
		{"Person: Anna (anna@example.org)", inventory.Party{Kind: person, Name: "Anna", Email: "anna@example.org"}},
		{"Person: Anna ()", inventory.Party{Kind: person, Name: "Anna"}},
		{"person: Anna <anna@example.org>", inventory.Party{Kind: person, Name: "Anna", Email: "anna@example.org"}},
		{"Organization: Werk (Nord)", inventory.Party{Kind: organization, Name: "Werk (Nord)"}},
		{"Organization: Werk (Nord) (info@example.org)", inventory.Party{Kind: organization, Name: "Werk (Nord)", Email: "info@example.org"}},
		{"Organization: Werk (https://example.org)", inventory.Party{Kind: organization, Name: "Werk", URL: "https://example.org"}},
		{"Organization: info@example.org", inventory.Party{Kind: organization, Email: "info@example.org"}},
		{"Organization: (mailto:info@example.org)", inventory.Party{Kind: organization, Email: "info@example.org"}},
		{"https://example.org", inventory.Party{URL: "https://example.org"}},
		{"Team: Blue", inventory.Party{Name: "Team: Blue"}},
		{"Anna", inventory.Party{Name: "Anna"}},
		{"Person: NOASSERTION", inventory.Party{}},
		{"Person: ()", inventory.Party{}},
	}
	for _, test := range tests {
		var want []inventory.Party
		if test.want != (inventory.Party{}) {
			want = []inventory.Party{test.want}
		}
		if d := cmp.Diff(want, readDoc(t, `"creationInfo":{"created":"","creators":["`+test.creator+`"]}`).Document.Authors); d != "" {
			t.Errorf("JSON %q: %s", test.creator, d)
		}
		r, err := sbom.Read([]byte("SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nCreator: "+test.creator+"\n"), sbom.SPDXTagValue, "p")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, r.Document.Authors); d != "" {
			t.Errorf("tag-value %q: %s", test.creator, d)
		}
	}
}

func TestSPDXTools(t *testing.T) {
	tests := []struct{ text, name, version string }{
		{"syft-0.58.0", "syft", "0.58.0"},
		{"tool-v0.42.0-bogus", "tool", "v0.42.0-bogus"},
		{"spdx-tools-java-1.1.0-RC1", "spdx-tools-java", "1.1.0-RC1"},
		{"tern-b8e13d1780cd3a02204226bba3d0772d95da24a0", "tern", "b8e13d1780cd3a02204226bba3d0772d95da24a0"},
		{"a-2", "a", "2"},
		{"a-1.0-2", "a", "1.0-2"},
		{"a 30.1.0", "a", "30.1.0"},
		{"apko (v0.8.0-53-gfaa1b37)", "apko", "v0.8.0-53-gfaa1b37"},
		{"ExampleInspect ()", "ExampleInspect", ""},
		{"A tool (for SBOMs)", "A tool (for SBOMs)", ""},
		{"bom-devel", "bom-devel", ""},
		{"GitHub.com-Dependency-Graph", "GitHub.com-Dependency-Graph", ""},
		{"Zephyr SPDX builder", "Zephyr SPDX builder", ""},
		{"-1.0", "-1.0", ""},
	}
	for _, test := range tests {
		r := readDoc(t, `"creationInfo":{"created":"","creators":["Tool: `+test.text+`"]}`)
		if want := []inventory.Tool{{Name: test.name, Version: test.version}}; !slices.Equal(r.Document.Tools, want) {
			t.Errorf("%q: %+v", test.text, r.Document.Tools)
		}
	}
}

func TestSPDXComments(t *testing.T) {
	tests := []struct {
		creator, document string
		want              []string
	}{
		{"SBOM Type: Build", "", []string{"build"}},
		{"SBOM type is \\\"Analysed\\\"", "", []string{"analyzed"}},
		{"made with care", "This is a Source SBOM of the release", []string{"source"}},
		{"sbom_type=deployed, runtime", "SBOM Type: Deployed", []string{"deployed", "runtime"}},
		{"Design", "", []string{"design"}},
		{"made from the build", "SBOM", nil},
	}
	for _, test := range tests {
		r := readDoc(t, `"comment":"`+test.document+`","creationInfo":{"created":"","creators":[],"comment":"`+test.creator+`"}`)
		if !slices.Equal(r.Document.Lifecycles, test.want) {
			t.Errorf("%q, %q: %q", test.creator, test.document, r.Document.Lifecycles)
		}
		want := strings.TrimSpace(strings.ReplaceAll(test.creator, `\"`, `"`) + "\n\n" + test.document)
		if r.Document.Comment != want {
			t.Errorf("comment %q, want %q", r.Document.Comment, want)
		}
	}
}

func TestSPDXRelations(t *testing.T) {
	relation := func(from, kind, to string) string {
		return `{"spdxElementId":"` + from + `","relationshipType":"` + kind + `","relatedSpdxElement":"` + to + `"}`
	}
	tests := []struct {
		name      string
		relations []string
		want      []string // relations, then of each package what is said of its dependencies, then issues
		main      string
		dangling  int
	}{
		{"scopes", []string{relation("SPDXRef-b", "DEV_DEPENDENCY_OF", "SPDXRef-a"), relation("SPDXRef-c", "BUILD_DEPENDENCY_OF", "SPDXRef-a"), relation("SPDXRef-d", "TEST_DEPENDENCY_OF", "SPDXRef-a")},
			[]string{"a depends-on b dev", "a builds-with c build", "a tests-with d test", "a listed"}, "", 0},
		{"more scopes", []string{relation("SPDXRef-b", "OPTIONAL_DEPENDENCY_OF", "SPDXRef-a"), relation("SPDXRef-c", "PROVIDED_DEPENDENCY_OF", "SPDXRef-a"), relation("SPDXRef-d", "DEPENDENCY_OF", "SPDXRef-a")},
			[]string{"a depends-on b optional", "a depends-on c runtime", "a depends-on d", "a listed"}, "", 0},
		{"nothing and nobody knows", []string{relation("SPDXRef-a", "DEPENDS_ON", "NONE"), relation("SPDXRef-b", "DEPENDS_ON", "NOASSERTION"), relation("SPDXRef-c", "CONTAINS", "NONE"), relation("SPDXRef-d", "AMENDS", "NOASSERTION")},
			[]string{"a none", "b unknown"}, "", 0},
		{"nothing beside something", []string{relation("SPDXRef-a", "DEPENDS_ON", "NONE"), relation("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b")}, []string{"a depends-on b", "a listed"}, "", 0},
		{"elsewhere", []string{relation("SPDXRef-a", "DEPENDS_ON", "DocumentRef-o:SPDXRef-x"), relation("SPDXRef-a", "VARIANT_OF", "DocumentRef-o:SPDXRef-x")}, []string{"a listed", "sbom-relation-outside"}, "", 0},
		{"a document that is not named", []string{relation("SPDXRef-a", "DEPENDS_ON", "DocumentRef-p:SPDXRef-x")}, []string{"a listed", "sbom-relation-dangling"}, "", 1},
		{"nowhere", []string{relation("SPDXRef-a", "DEPENDS_ON", "SPDXRef-x"), relation("SPDXRef-x", "CONTAINS", "SPDXRef-a"), relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-y")}, []string{"sbom-relation-dangling"}, "", 3},
		{"described", []string{relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-b")}, nil, "p#SPDXRef-b", 0},
		{"described, the other way round", []string{relation("SPDXRef-b", "DESCRIBED_BY", "SPDXRef-DOCUMENT")}, nil, "p#SPDXRef-b", 0},
		{"all described", []string{relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-a"), relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-b"), relation("SPDXRef-b", "CONTAINS", "SPDXRef-a")},
			[]string{"b contains a", "b listed"}, "p#SPDXRef-b", 0},
		{"listed beside the whole by us", []string{strings.TrimSuffix(relation("SPDXRef-a", "CONTAINS", "SPDXRef-b"), "}") + `,"comment":"` + inventory.NotStated + `"}`}, []string{"a contains b"}, "", 0},
		{"all described, in a circle", []string{relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-a"), relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-b"), relation("SPDXRef-b", "DEPENDS_ON", "SPDXRef-a"), relation("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b")},
			[]string{"b depends-on a", "a depends-on b", "a listed", "b listed"}, "p#SPDXRef-a", 0},
		{"a package that describes another", []string{relation("SPDXRef-a", "DESCRIBES", "SPDXRef-b")}, nil, "", 0},
		{"in other letters", []string{relation("SPDXRef-a", "dependsOn", "SPDXRef-b"), relation("SPDXRef-DOCUMENT", "describes", "SPDXRef-a")}, []string{"a depends-on b", "a listed", "sbom-repaired-value"}, "p#SPDXRef-a", 0},
		{"descent", []string{relation("SPDXRef-a", "DESCENDANT_OF", "SPDXRef-b"), relation("SPDXRef-c", "ANCESTOR_OF", "SPDXRef-a")},
			[]string{"a incorporates b", "a incorporates c", "a listed b 1|c"}, "", 0},
		{"a patch that is a file", []string{relation("SPDXRef-f", "PATCH_APPLIED", "SPDXRef-a")}, []string{"a 1 patches modified"}, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := readDoc(t, `"externalDocumentRefs":[{"externalDocumentId":"DocumentRef-o","spdxDocument":"urn:o","checksum":{"algorithm":"SHA1","checksumValue":"0"}}],
				"files":[{"SPDXID":"SPDXRef-f","fileName":"f.patch"}],
				"packages":[{"SPDXID":"SPDXRef-a","name":"a"},{"SPDXID":"SPDXRef-b","name":"b","versionInfo":"1"},{"SPDXID":"SPDXRef-c","name":"c"},{"SPDXID":"SPDXRef-d","name":"d"}],
				"relationships":[`+strings.Join(test.relations, ",")+`]`)
			var got []string
			for _, x := range r.Relations {
				got = append(got, strings.TrimSpace(strings.ReplaceAll(x.From+" "+string(x.Kind)+" "+x.To+" "+string(x.Scope), "p#SPDXRef-", "")))
			}
			for i, e := range entries(r) {
				said := string(e.Dependencies + inventory.Dependencies(e.Completeness))
				if p := e.Pedigree; p != nil {
					said += " " + strings.Join(p.Ancestors, "|")
					if p.Patches > 0 {
						said = "1 patches"
					}
				}
				if r.Components[i].Modified == inventory.Yes {
					said += " modified"
				}
				if said != "" {
					got = append(got, e.Name+" "+said)
				}
			}
			for _, i := range r.Issues {
				got = append(got, i.Code)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("want (-), got (+):\n%s", d)
			}
			if r.Document.Main != test.main || r.Document.Dangling != test.dangling {
				t.Errorf("main %q, dangling %d", r.Document.Main, r.Document.Dangling)
			}
			if unknown := slices.Contains(got, "b unknown"); unknown != (r.Document.Completeness == inventory.Unknown) {
				t.Errorf("completeness %q", r.Document.Completeness)
			}
		})
	}
}

// TestSPDXSharedID: some give the document and what it describes one id. The relations are the package's.
func TestSPDXSharedID(t *testing.T) {
	r := mustRead(t, `{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-a","name":"d","documentNamespace":"https://example.org/d",
		"creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: t-1"]},"packages":[{"SPDXID":"SPDXRef-a","name":"a"},{"SPDXID":"SPDXRef-b","name":"b"}],
		"documentDescribes":["SPDXRef-a"],"relationships":[{"spdxElementId":"SPDXRef-a","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-b"}]}`, sbom.SPDXJSON)
	want := []inventory.Relation{{From: "p#SPDXRef-a", To: "p#SPDXRef-b", Kind: inventory.Contains}}
	if d := cmp.Diff(want, r.Relations); d != "" || r.Document.Main != "p#SPDXRef-a" {
		t.Errorf("main %s, want (-), got (+):\n%s", r.Document.Main, d)
	}
}
