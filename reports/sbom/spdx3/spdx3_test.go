// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/spdx3"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/spdx"
)

var update = flag.Bool("update", false, "write the golden files anew")

var created = time.Date(2026, 3, 1, 10, 30, 0, 0, time.FixedZone("CET", 3600))

// schema is the official JSON schema of SPDX 3.0.1, as org.spdx:spdx-v3jsonld-store carries it.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.UseRegexpEngine(func(text string) (jsonschema.Regexp, error) {
		p := pattern{text: text}
		var err error
		// Go has no expression for what must not follow; the schema uses one, at the beginning.
		if rest, found := strings.CutPrefix(text, "^(?!"); found {
			not, rest, _ := strings.Cut(rest, ")")
			if p.not, err = regexp.Compile("^(?:" + not + ")"); err != nil {
				return nil, err
			}
			text = "^" + rest
		}
		p.is, err = regexp.Compile(text)
		return p, err
	})
	s, err := c.Compile(filepath.Join("testdata", "schema-v3.0.1.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type pattern struct {
	text    string
	is, not *regexp.Regexp
}

func (p pattern) String() string { return p.text }

func (p pattern) MatchString(s string) bool {
	return p.is.MatchString(s) && (p.not == nil || !p.not.MatchString(s))
}

func write(t *testing.T, v *inventory.Inventory) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := spdx3.Write(&b, &assessment.Assessment{Inventory: v}, created, "1.2.3"); err != nil {
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
func inventories() map[string]*inventory.Inventory {
	digest := strings.Repeat("ab", 32)
	us := &inventory.Party{Kind: inventory.Organization, Name: "Example Software", Email: "sbom@example.org", URL: "https://example.org"}
	return map[string]*inventory.Inventory{
		"empty": {Subject: inventory.Subject{Name: "bid", Kind: inventory.KindTree, SHA256: digest}},
		"bid": {
			Subject:   inventory.Subject{Name: "portal", Version: "4.1", Kind: inventory.KindArchive, SHA256: digest, Main: "pkg:generic/portal@4.1"},
			Documents: []inventory.Document{{ID: "bom.json", Format: "cyclonedx-json", Version: "1.6", Authors: []inventory.Party{*us}}},
			Components: []inventory.Component{
				{ID: "pkg:generic/portal@4.1", PURL: "pkg:generic/portal@4.1", Name: "portal", Version: "4.1", Supplier: `Müller "IT" & Söhne GmbH`, Type: "application",
					Role: inventory.Own, Claims: []inventory.Claim{claim(inventory.Declared, "package.json", known("EUPL-1.2"))},
					Copyrights: []string{"2026 Müller", "2025 <somebody>"},
					Instances: []inventory.Instance{{Path: "."}, {Document: "bom.json", Ref: "portal", Entry: &inventory.Entry{Creator: us, Supplier: us, Completeness: inventory.Complete,
						Dependencies: inventory.DependenciesListed}}}},
				{ID: "pkg:npm/left@1.0.0", PURL: "pkg:npm/left@1.0.0", Name: "left", Version: "1.0.0", Type: "library", Role: inventory.ThirdParty, Scope: inventory.Dev,
					Modified: inventory.Yes,
					Hashes:   []inventory.Hash{{Algorithm: "SHA512", Value: strings.Repeat("0F", 64)}, {Algorithm: "SHA3-256", Value: digest}, {Algorithm: "Streebog-256", Value: "00"}, {Algorithm: "SHA1", Value: "no digest"}},
					Claims: []inventory.Claim{
						claim(inventory.Declared, "bom.json", known("MIT OR GPL-2.0-only")),
						claim(inventory.Declared, "package.json", known("ISC")),
						claim(inventory.Concluded, "bom.json", known("MIT")),
						claim(inventory.Detected, inventory.OriginScan, known("MIT")),
						claim(inventory.Detected, "bom.json", known("Zlib")),
					},
					Distribution: inventory.Distribution{Homepage: "https://example.org/left", Source: "git+https://example.org/left.git", Download: "https://example.org/left.tgz"},
					Instances: []inventory.Instance{{Document: "bom.json", Ref: "left", Entry: &inventory.Entry{
						Creator:     &inventory.Party{Kind: inventory.Person, Name: "Jane Doe", Email: "jane@example.org"},
						Supplier:    &inventory.Party{URL: "https://supplier.example.org"},
						Identifiers: []inventory.Identifier{{Kind: "purl", Value: "pkg:npm/left@1.0.0"}, {Kind: "cpe", Value: "cpe:2.3:a:left:left:1.0.0:*:*:*:*:*:*:*"}, {Kind: "omniborId", Value: "x"}},
						Description: "Pads.\nOn the left.",
						Deployable: &inventory.Artifact{URL: "https://example.org/left.tgz", Filename: "left.tgz", Hashes: []inventory.Hash{{Algorithm: "SHA512", Value: strings.Repeat("0F", 64)}},
							Executable: "non-executable", Archive: "archive", Structured: "structured"},
						Source:      &inventory.Artifact{URL: "https://example.org/left-source.tgz", Hashes: []inventory.Hash{{Algorithm: "SHA256", Value: digest}}},
						SecurityTxt: "https://example.org/.well-known/security.txt", SBOM: "https://example.org/left.cdx.json", Effective: "MIT",
						Dependencies: inventory.DependenciesNone, Completeness: inventory.Complete,
						Pedigree: &inventory.Pedigree{Ancestors: []string{"pkg:npm/pad@1"}, Patches: 2},
					}}}},
				{ID: "pkg:npm/tool@2", PURL: "pkg:npm/tool@2", Name: "tool", Version: "2", Claims: []inventory.Claim{
					claim(inventory.Detected, inventory.OriginScan, known("Zlib")),
					{Kind: inventory.Detected, Origin: inventory.OriginScan, License: known("ISC"), Partial: true}}},
			},
			Files: []inventory.File{
				{Path: "src/a.js", SHA1: strings.Repeat("1", 40), SHA256: digest, Component: "pkg:generic/portal@4.1", License: spdx.MustParse("EUPL-1.2"),
					Copyrights: []inventory.Copyright{{Holder: "Müller", Years: "2026", Line: 1}, {Holder: "Ada <ada@example.org>", Line: 3}}},
				{Path: "src/b.js", SHA256: digest, Component: "pkg:generic/portal@4.1"},
				{Path: "logo.png", SHA256: digest, Roles: []string{inventory.RoleBinary}},
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
					claim(inventory.Declared, "c.json", known("Apache-2.0 WITH AdditionRef-mild")),
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
				{ID: "x#3", Name: "a\nb \"c\" <d> \\ \u202e \x01", Version: "1 2", Instances: []inventory.Instance{{Document: "x", Entry: &inventory.Entry{Deployable: &inventory.Artifact{Structured: "unstructured"}, Completeness: inventory.Unknown}}}},
			},
			Relations: []inventory.Relation{{From: "x#1", To: "x#2", Kind: inventory.BuildsWith}, {From: "x#2", To: "x#1", Kind: "invented"}},
		},
		"resolved": {
			Subject: inventory.Subject{Name: "shop", Kind: inventory.KindTree, Main: "shop"},
			Components: []inventory.Component{{ID: "all", Name: "all", Resolved: inventory.Complete}, {ID: "leaf", Name: "leaf", Resolved: inventory.Complete},
				{ID: "nobody-knows", Name: "nobody-knows"}, {ID: "shop", Name: "shop", Resolved: inventory.Incomplete}, {ID: "some", Name: "some", Resolved: inventory.Incomplete}},
			Relations: []inventory.Relation{{From: "all", To: "leaf", Kind: inventory.DependsOn, Scope: inventory.Runtime}, {From: "shop", To: "all", Kind: inventory.DependsOn},
				{From: "shop", To: "nobody-knows", Kind: inventory.DependsOn, Unclear: true}, {From: "some", To: "leaf", Kind: inventory.DependsOn}},
		},
	}
}

func TestDocumentsAreValidAndReadable(t *testing.T) {
	s := schema(t)
	for name, v := range inventories() {
		t.Run(name, func(t *testing.T) {
			out := write(t, v)
			if again := write(t, v); !bytes.Equal(out, again) {
				t.Error("the same inventory gave other bytes")
			}
			instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(instance); err != nil {
				t.Errorf("not valid: %v", err)
			}
			r, err := sbom.Read(out, sbom.SPDX3JSON, "out.spdx.json")
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range r.Issues {
				t.Errorf("our own reader has to mend it: %s %v", i.Code, i.Args)
			}
			if r.Document.Main == "" || r.Document.Dangling > 0 {
				t.Errorf("the document describes %q and has %d references that lead nowhere", r.Document.Main, r.Document.Dangling)
			}
			unique(t, out)
			golden := filepath.Join("testdata", name+".spdx3.json")
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

// unique holds that no id is given twice.
func unique(t *testing.T, out []byte) {
	t.Helper()
	var document struct {
		Graph []struct {
			ID string `json:"spdxId"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal(out, &document); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range document.Graph {
		if e.ID != "" && seen[e.ID] {
			t.Errorf("%s is given twice", e.ID)
		}
		seen[e.ID] = true
	}
}

func component(t *testing.T, r *sbom.Result, name string) *inventory.Component {
	t.Helper()
	i := slices.IndexFunc(r.Components, func(c inventory.Component) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no component %q", name)
	}
	return &r.Components[i]
}

// TestRoundTrip reads a written document again: nothing that was claimed may be lost.
func TestRoundTrip(t *testing.T) {
	read := func(name string) *sbom.Result {
		r, err := sbom.Read(write(t, inventories()[name]), sbom.SPDX3JSON, "out")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	bid := read("bid")
	left := component(t, bid, "left")
	for kind, want := range map[inventory.ClaimKind]string{
		inventory.Declared:  "(MIT OR GPL-2.0-only) AND ISC AND MIT",
		inventory.Concluded: "MIT",
		inventory.Detected:  "MIT AND Zlib",
	} {
		var all []string
		for _, x := range left.Claims {
			if x.Kind == kind {
				all = append(all, x.License.String())
			}
		}
		slices.Sort(all)
		if got := strings.NewReplacer("MIT OR GPL-2.0-only AND", "(MIT OR GPL-2.0-only) AND").Replace(strings.Join(slices.Compact(all), " AND ")); kind != inventory.Declared && got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		} else if kind == inventory.Declared && !cmp.Equal(slices.Compact(all), []string{"ISC", "MIT", "MIT OR GPL-2.0-only"}) {
			t.Errorf("%s: %q", kind, all)
		}
	}
	want := *inventories()["bid"].Components[1].Instances[0].Entry
	want.Name, want.Version, want.Pedigree = "left", "1.0.0", nil
	got := *left.Instances[0].Entry
	if len(got.Hashes) != 2 {
		t.Errorf("hashes %v", got.Hashes)
	}
	got.Hashes = nil
	want.Identifiers[2].Kind = "other"
	want.Deployable.Hashes[0].Value = strings.ToLower(want.Deployable.Hashes[0].Value)
	want.Source.Filename = "left source"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	relations := []inventory.Relation{
		{From: "pkg:generic/portal@4.1", To: "pkg:npm/left@1.0.0", Kind: inventory.LinksStatic},
		{From: "pkg:generic/portal@4.1", To: "pkg:npm/tool@2", Kind: inventory.Contains},
		{From: "pkg:generic/portal@4.1", To: "pkg:npm/left@1.0.0", Kind: inventory.DependsOn, Scope: inventory.Dev},
	}
	order := func(a, b inventory.Relation) int { return strings.Compare(string(a.Kind)+a.To, string(b.Kind)+b.To) }
	slices.SortFunc(relations, order)
	slices.SortFunc(bid.Relations, order)
	if d := cmp.Diff(relations, bid.Relations); d != "" {
		t.Error(d)
	}

	refs := read("references")
	texts := map[string]string{}
	for _, x := range refs.Texts {
		texts[x.License] = x.Text
	}
	one := component(t, refs, "one").Licenses(inventory.Declared)
	two := component(t, refs, "two").Licenses(inventory.Declared)
	ref := func(s string) string { return strings.Fields(s)[0] }
	if texts[ref(one)] != "terms of a" || texts[ref(two)] != "terms of b" {
		t.Errorf("%q and %q explained as %q and %q", one, two, texts[ref(one)], texts[ref(two)])
	}
	if texts["LicenseRef-2"] == "" || texts["AdditionRef-mild"] == "" {
		t.Error("a reference without a text is not explained")
	}
	four := component(t, refs, "four").Licenses(inventory.Declared)
	house := four[strings.Index(four, "LicenseRef-lizenzlotse-"):]
	if text := texts[strings.TrimRight(ref(house), ";)")]; !strings.HasPrefix(text, "Our house licence, see contract") || !strings.Contains(text, "All rights are ours.") {
		t.Errorf("%q explained as %q", four, text)
	}
	if got := component(t, refs, "five").Licenses(inventory.Declared); got != "NONE" {
		t.Errorf("declared %q", got)
	}
}

// Every kind of relation comes back, but for one that SPDX has no word for.
func TestRelations(t *testing.T) {
	var want []inventory.Relation
	v := &inventory.Inventory{Subject: inventory.Subject{Name: "x", Main: "pkg:npm/a@1"}, Components: []inventory.Component{{ID: "pkg:npm/a@1", PURL: "pkg:npm/a@1", Name: "a", Version: "1"}}}
	for _, r := range []inventory.Relation{
		{Kind: inventory.Contains}, {Kind: inventory.Contains, Scope: inventory.Optional}, {Kind: inventory.Incorporates},
		{Kind: inventory.LinksStatic}, {Kind: inventory.LinksDynamic, Scope: inventory.Runtime}, {Kind: inventory.BuildsWith, Scope: inventory.Build}, {Kind: inventory.BuildsWith, Scope: inventory.Dev},
		{Kind: inventory.TestsWith, Scope: inventory.Test}, {Kind: inventory.DependsOn}, {Kind: inventory.DependsOn, Scope: inventory.Runtime},
		{Kind: inventory.DependsOn, Scope: inventory.Dev}, {Kind: inventory.DependsOn, Scope: inventory.Optional},
	} {
		purl := "pkg:npm/" + string(r.Kind) + string(r.Scope) + "@1"
		v.Components = append(v.Components, inventory.Component{ID: purl, PURL: purl, Name: string(r.Kind) + string(r.Scope), Version: "1"})
		r.From, r.To = "pkg:npm/a@1", purl
		want = append(want, r)
	}
	v.Relations = want
	r, err := sbom.Read(write(t, v), sbom.SPDX3JSON, "out")
	if err != nil {
		t.Fatal(err)
	}
	order := func(a, b inventory.Relation) int { return strings.Compare(a.To, b.To) }
	slices.SortFunc(want, order)
	slices.SortFunc(r.Relations, order)
	if d := cmp.Diff(want, r.Relations); d != "" {
		t.Error(d)
	}
}

// TestNamespace is another one for other content.
func TestNamespace(t *testing.T) {
	v := inventories()["bid"]
	namespace := func(b []byte) string {
		for l := range strings.Lines(string(b)) {
			if strings.Contains(l, `"SpdxDocument"`) {
				return l
			}
		}
		return ""
	}
	first := namespace(write(t, v))
	v.Components[0].Version = "4.2"
	if other := namespace(write(t, v)); first == "" || first == other {
		t.Errorf("the document is %q and %q", first, other)
	}
}

// What the author of an SPDX 3 document says is the same after it was read and written: components with their
// licences, what is said of each, and relations.
func TestReadAndWritten(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "scanner", "sbom", "testdata", "full.spdx3.json"))
	if err != nil {
		t.Fatal(err)
	}
	read := func(data []byte) *sbom.Result {
		r, err := sbom.Read(data, sbom.SPDX3JSON, "in.json")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	said := func(r *sbom.Result) (out []string) {
		for _, c := range r.Components {
			out = append(out, c.Name+" "+c.Version+" "+c.Type)
			for _, x := range c.Claims {
				out = append(out, c.Name+" "+string(x.Kind)+" "+x.License.String())
			}
			entry, err := json.Marshal(c.Instances[0].Entry)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(entry))
		}
		name := map[string]string{}
		for _, c := range r.Components {
			name[c.ID] = c.Name
		}
		for _, x := range r.Relations {
			out = append(out, strings.Join([]string{name[x.From], string(x.Kind), name[x.To], string(x.Scope)}, " "))
		}
		for _, x := range r.Texts {
			out = append(out, x.License+" "+x.Text)
		}
		slices.Sort(out)
		return out
	}
	first := read(data)
	v := &inventory.Inventory{
		Subject: inventory.Subject{Name: "in.json", Kind: inventory.KindSBOM, Main: first.Document.Main}, Documents: []inventory.Document{first.Document},
		Components: first.Components, Relations: first.Relations, Texts: first.Texts,
	}
	again := read(write(t, v))
	var want []string
	for _, s := range said(first) {
		// Without a name of its own, what a component was made of is named after it.
		want = append(want, strings.Replace(s, `"source":{"url":"https://lib.example.org/lib-3.4.tar.gz",`, `"source":{"url":"https://lib.example.org/lib-3.4.tar.gz","filename":"lib source",`, 1))
	}
	slices.Sort(want)
	if d := cmp.Diff(want, said(again)); d != "" {
		t.Error(d)
	}
}
