// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/CycloneDX/sbom-utility/resources"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	spdxjson "github.com/spdx/tools-golang/json"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"
	"github.com/spdx/tools-golang/tagvalue"
	spdxyaml "github.com/spdx/tools-golang/yaml"
	"sigs.k8s.io/yaml"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/spdx2"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/spdx"
)

var update = flag.Bool("update", false, "write the golden files anew")

var created = time.Date(2026, 3, 1, 10, 30, 0, 0, time.FixedZone("CET", 3600))

// schema is the official JSON schema of SPDX 2.3.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := resources.BOMSchemaFiles.ReadFile("schema/spdx/2.3/spdx-schema.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("spdx.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("spdx.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, v *inventory.Inventory) []byte { return writeForm(t, v, spdx2.JSON) }

func writeForm(t *testing.T, v *inventory.Inventory, f spdx2.Form) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := spdx2.Write(&b, &assessment.Assessment{Inventory: v}, spdx2.Options{Form: f, Created: created, ToolVersion: "1.2.3"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func known(text string) inventory.License {
	return inventory.License{Expression: spdx.MustParse(text), State: inventory.Known, Raw: text}
}

func claim(kind inventory.ClaimKind, origin string, l inventory.License) inventory.Claim {
	return inventory.Claim{Kind: kind, Origin: origin, License: l}
}

// inventories are what the documents are made of; the names are those of the golden files.
func inventories(t *testing.T) map[string]*inventory.Inventory {
	all := ours()
	files, err := filepath.Glob("../testdata/*.json")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d inventories: %v", len(files), err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		v, err := inventory.Read(f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all["saved-"+strings.TrimSuffix(filepath.Base(name), ".json")] = v
	}
	return all
}

func ours() map[string]*inventory.Inventory {
	digest := strings.Repeat("ab", 32)
	return map[string]*inventory.Inventory{
		"empty": {Subject: inventory.Subject{Name: "bid", Kind: inventory.KindTree, SHA256: digest}},
		"bid": {
			Subject: inventory.Subject{Name: "portal", Version: "4.1", Kind: inventory.KindArchive, SHA256: digest, Main: "pkg:generic/portal@4.1"},
			Components: []inventory.Component{
				{ID: "pkg:generic/portal@4.1", PURL: "pkg:generic/portal@4.1", Name: "portal", Version: "4.1", Supplier: `Müller "IT" & Söhne GmbH`, Type: "application",
					Role: inventory.Own, Claims: []inventory.Claim{claim(inventory.Declared, "package.json", known("EUPL-1.2"))},
					Copyrights: []string{"2026 Müller", "2025 <somebody>"},
					Instances:  []inventory.Instance{{Path: "."}}},
				{ID: "pkg:npm/left@1.0.0", PURL: "pkg:npm/left@1.0.0", Name: "left", Version: "1.0.0", Type: "library", Role: inventory.ThirdParty, Scope: inventory.Dev,
					Modified: inventory.Yes,
					Hashes:   []inventory.Hash{{Algorithm: "SHA512", Value: strings.Repeat("0F", 64)}, {Algorithm: "Streebog-256", Value: "00"}, {Algorithm: "SHA1", Value: "no digest"}},
					Claims: []inventory.Claim{
						claim(inventory.Declared, "bom.json", known("MIT OR GPL-2.0-only")),
						claim(inventory.Declared, "package.json", known("ISC")),
						claim(inventory.Concluded, "bom.json", known("MIT")),
						claim(inventory.Detected, inventory.OriginScan, known("MIT")),
					},
					Distribution: inventory.Distribution{Homepage: "https://example.org/left", Source: "git+https://example.org/left.git"},
					Instances:    []inventory.Instance{{Document: "bom.json", Ref: "left"}}},
				{ID: "pkg:npm/tool@2", PURL: "pkg:npm/tool@2", Name: "tool", Version: "2", Claims: []inventory.Claim{
					claim(inventory.Detected, inventory.OriginScan, known("Zlib")),
					{Kind: inventory.Detected, Origin: inventory.OriginScan, License: known("ISC"), Partial: true}}},
			},
			Files: []inventory.File{
				{Path: "src/a.js", SHA1: strings.Repeat("1", 40), SHA256: digest, Component: "pkg:generic/portal@4.1", License: spdx.MustParse("EUPL-1.2"),
					Copyrights: []inventory.Copyright{{Holder: "Müller", Years: "2026", Line: 1}, {Holder: "müller.", Years: "2024", Line: 2}, {Holder: "Ada <ada@example.org>", Line: 3}}},
				{Path: "src/b.js", SHA1: strings.Repeat("2", 40), SHA256: digest, Component: "pkg:generic/portal@4.1"},
				{Path: "logo.png", SHA1: strings.Repeat("3", 40), SHA256: digest, Roles: []string{inventory.RoleBinary}},
				{Path: "left/index.js", SHA256: digest, Component: "pkg:npm/left@1.0.0", License: spdx.MustParse("MIT")},
			},
			Relations: []inventory.Relation{
				{From: "pkg:generic/portal@4.1", To: "pkg:npm/left@1.0.0", Kind: inventory.DependsOn, Scope: inventory.Dev},
				{From: "pkg:generic/portal@4.1", To: "pkg:npm/left@1.0.0", Kind: inventory.LinksStatic},
				{From: "pkg:generic/portal@4.1", To: "pkg:npm/gone@1", Kind: inventory.DependsOn},
			},
		},
		"references": {
			Subject: inventory.Subject{Name: "refs", Kind: inventory.KindSBOM},
			Components: []inventory.Component{
				{ID: "a.spdx#SPDXRef-1", Name: "one", Claims: []inventory.Claim{claim(inventory.Declared, "a.spdx", known("LicenseRef-1 AND MIT"))}},
				{ID: "b.spdx#SPDXRef-1", Name: "two", Claims: []inventory.Claim{claim(inventory.Declared, "b.spdx", known("LicenseRef-1 OR LicenseRef-2"))}},
				{ID: "b.spdx#SPDXRef-2", Name: "three", Claims: []inventory.Claim{claim(inventory.Declared, "b.spdx", known("DocumentRef-other:LicenseRef-x"))}},
				{ID: "c.json#1", Name: "four", Claims: []inventory.Claim{
					claim(inventory.Declared, "c.json", inventory.ReadLicense("Our house licence, see contract")),
					claim(inventory.Declared, "c.json", known("Apache-2.0")),
					claim(inventory.Declared, "d.json", inventory.ReadLicense("NOASSERTION"))}},
				{ID: "c.json#2", Name: "five", Claims: []inventory.Claim{claim(inventory.Declared, "c.json", inventory.ReadLicense("NONE"))}},
			},
			Texts: []inventory.Text{
				{SHA256: strings.Repeat("aa", 32), License: "LicenseRef-1", Document: "a.spdx", Text: "terms of a"},
				{SHA256: strings.Repeat("bb", 32), License: "LicenseRef-1", Document: "b.spdx", Text: "terms of b"},
				{SHA256: strings.Repeat("cc", 32), License: "Our house licence, see contract", Document: "c.json", Text: "All rights are ours."},
				{SHA256: strings.Repeat("dd", 32), Document: "c.json", Text: "a text of no reference"},
			},
		},
		"odd": {
			Subject: inventory.Subject{Name: "zeile\nzwei", Kind: inventory.KindBundle},
			Components: []inventory.Component{
				{ID: "x#1", Name: "a\nb \"c\" <d> \\ \u202e \x01", Version: "1 2", Supplier: "\\", PURL: "pkg:npm/a b", Type: "spaceship",
					Distribution: inventory.Distribution{Homepage: "not an address", Download: "C:\\temp", Source: "javascript:alert(1)"}},
				{ID: "x#2", Supplier: "Quote \"", Claims: []inventory.Claim{claim(inventory.Declared, "x", inventory.ReadLicense("line one\nline two \xff"))}},
				{ID: "x#3", Name: "a\nb \"c\" <d> \\ \u202e \x01", Version: "1 2"},
			},
			Relations: []inventory.Relation{{From: "x#1", To: "x#2", Kind: inventory.BuildsWith}, {From: "x#2", To: "x#1", Kind: "invented"}},
		},
	}
}

func TestDocumentsAreValidAndReadable(t *testing.T) {
	s := schema(t)
	valid := func(t *testing.T, out []byte) {
		t.Helper()
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(instance); err != nil {
			t.Errorf("not valid: %v", err)
		}
	}
	for name, v := range inventories(t) {
		for _, f := range []struct {
			form      spdx2.Form
			extension string
			format    string
			library   func(io.Reader) (*v2_3.Document, error)
		}{
			{spdx2.JSON, ".spdx.json", sbom.SPDXJSON, spdxjson.Read},
			{spdx2.YAML, ".spdx.yaml", sbom.SPDXYAML, spdxyaml.Read},
			{spdx2.TagValue, ".spdx", sbom.SPDXTagValue, tagvalue.Read},
		} {
			t.Run(name+f.extension, func(t *testing.T) {
				out := writeForm(t, v, f.form)
				if again := writeForm(t, v, f.form); !bytes.Equal(out, again) {
					t.Error("the same inventory gave other bytes")
				}
				switch f.form {
				case spdx2.JSON:
					valid(t, out)
				case spdx2.YAML:
					plain, err := yaml.YAMLToJSON(out)
					if err != nil {
						t.Fatal(err)
					}
					valid(t, plain)
				}
				if _, err := f.library(bytes.NewReader(out)); err != nil {
					t.Errorf("tools-golang: %v", err)
				}
				r, err := sbom.Read(out, f.format, "out")
				if err != nil {
					t.Fatal(err)
				}
				for _, i := range r.Issues {
					if i.Effect != inventory.Note {
						t.Errorf("our own reader has to mend it: %s %v", i.Code, i.Args)
					}
				}
				if r.Document.Main == "" {
					t.Error("the document describes nothing")
				}
				golden := filepath.Join("testdata", name+f.extension)
				if *update {
					if err := os.WriteFile(golden, out, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(string(want), string(out)); d != "" {
					t.Error(d)
				}
			})
		}
	}
}

// TestRoundTrip reads a written document again: nothing that was claimed may be lost.
func TestRoundTrip(t *testing.T) {
	read := func(name string) *sbom.Result {
		r, err := sbom.Read(write(t, inventories(t)[name]), sbom.SPDXJSON, "out")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	component := func(r *sbom.Result, name string) *inventory.Component {
		i := slices.IndexFunc(r.Components, func(c inventory.Component) bool { return c.Name == name })
		if i < 0 {
			t.Fatalf("no component %q", name)
		}
		return &r.Components[i]
	}
	bid := read("bid")
	left := component(bid, "left")
	if got := left.Licenses(inventory.Declared); got != "NOASSERTION" {
		t.Errorf("declared %q", got)
	}
	if got := left.Licenses(inventory.Concluded); got != "MIT" {
		t.Errorf("concluded %q, want what the author of the only document concluded", got)
	}
	if got := component(bid, "tool").Licenses(inventory.Concluded); got != "NOASSERTION" {
		t.Errorf("concluded %q, but nobody concluded", got)
	}
	if got := component(bid, "portal").Supplier; got != `Müller "IT" & Söhne GmbH` {
		t.Errorf("supplier %q", got)
	}
	if got := component(bid, "portal").Licenses(inventory.Detected); got != "EUPL-1.2" {
		t.Errorf("detected %q", got)
	}
	want := []inventory.Relation{
		{From: "pkg:generic/portal@4.1", To: "pkg:npm/left@1.0.0", Kind: inventory.LinksStatic},
		{From: "pkg:generic/portal@4.1", To: "pkg:npm/tool@2", Kind: inventory.Contains},
		{From: "pkg:generic/portal@4.1", To: "pkg:npm/left@1.0.0", Kind: inventory.DependsOn, Scope: inventory.Dev},
	}
	sortRelations := func(a, b inventory.Relation) int { return strings.Compare(string(a.Kind)+a.To, string(b.Kind)+b.To) }
	slices.SortFunc(want, sortRelations)
	slices.SortFunc(bid.Relations, sortRelations)
	if d := cmp.Diff(want, bid.Relations); d != "" {
		t.Error(d)
	}

	refs := read("references")
	texts := map[string]string{}
	for _, x := range refs.Texts {
		texts[x.License] = x.Text
	}
	one := component(refs, "one").Licenses(inventory.Declared)
	two := component(refs, "two").Licenses(inventory.Declared)
	ref := func(s string) string { return strings.Fields(s)[0] }
	if texts[ref(one)] != "terms of a" || texts[ref(two)] != "terms of b" {
		t.Errorf("%q and %q explained as %q and %q", one, two, texts[ref(one)], texts[ref(two)])
	}
	if text := texts["LicenseRef-2"]; text == "" {
		t.Error("a reference without a text is not explained")
	}
	four := component(refs, "four").Licenses(inventory.Declared)
	if text := texts[ref(four)]; !strings.HasPrefix(text, "Our house licence, see contract") || !strings.Contains(text, "All rights are ours.") {
		t.Errorf("%q explained as %q", four, text)
	}
	if got := component(refs, "five").Licenses(inventory.Declared); got != "NONE" {
		t.Errorf("declared %q", got)
	}
}

// TestNamespace is another one for other content.
func TestNamespace(t *testing.T) {
	v := inventories(t)["bid"]
	first := write(t, v)
	v.Components[0].Version = "4.2"
	namespace := func(b []byte) string {
		for l := range strings.Lines(string(b)) {
			if strings.Contains(l, "documentNamespace") {
				return l
			}
		}
		return ""
	}
	if a, b := namespace(first), namespace(write(t, v)); a == "" || a == b {
		t.Errorf("namespaces %q and %q", a, b)
	}
}
