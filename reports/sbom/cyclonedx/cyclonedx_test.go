// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/cyclonedx"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/spdx"
)

var update = flag.Bool("update", false, "write the golden files anew")

var created = time.Date(2026, 3, 1, 10, 30, 0, 0, time.FixedZone("CET", 3600))

// schemas are the official ones, as the library's module carries them.
func schemas(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "schema")
}

func schema(t *testing.T, version string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for name, file := range map[string]string{
		"bom-" + version + ".schema.json": "bom-" + version + ".schema.json", "spdx.schema.json": "spdx.schema.json", "jsf-0.82.schema.json": "jsf-0.82.schemax.json",
		"jsf-0.82.schemax.json": "jsf-0.82.schemax.json",
	} {
		data, err := os.ReadFile(filepath.Join(schemas(t), file))
		if err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("http://cyclonedx.org/schema/"+name, document); err != nil {
			t.Fatal(err)
		}
	}
	// Names of cryptographic algorithms, which no document here has; the module does not carry their schema.
	names := map[string]any{"definitions": map[string]any{"algorithmFamiliesEnum": map[string]any{}, "ellipticCurvesEnum": map[string]any{}}}
	if err := c.AddResource("http://cyclonedx.org/schema/cryptography-defs.schema.json", names); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("http://cyclonedx.org/schema/bom-" + version + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// saved are the inventories that every form is made of.
func saved(t *testing.T) map[string]*inventory.Inventory {
	t.Helper()
	files, err := filepath.Glob("../testdata/*.json")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d inventories: %v", len(files), err)
	}
	all := map[string]*inventory.Inventory{}
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
		all[strings.TrimSuffix(filepath.Base(name), ".json")] = v
	}
	return all
}

func write(t *testing.T, v *inventory.Inventory, version string, inXML bool) []byte {
	t.Helper()
	var b bytes.Buffer
	o := cyclonedx.Options{Version: version, XML: inXML, Created: created, ToolVersion: "1.2.3"}
	if err := cyclonedx.Write(&b, &assessment.Assessment{Inventory: v}, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDocumentsAreValidAndReadable(t *testing.T) {
	for _, version := range cyclonedx.Versions {
		s := schema(t, version)
		for name, v := range saved(t) {
			for _, form := range []string{"json", "xml"} {
				t.Run(name+" "+version+" "+form, func(t *testing.T) {
					out := write(t, v, version, form == "xml")
					if again := write(t, v, version, form == "xml"); !bytes.Equal(out, again) {
						t.Error("the same inventory gave other bytes")
					}
					if form == "json" {
						instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
						if err != nil {
							t.Fatal(err)
						}
						if err := s.Validate(instance); err != nil {
							t.Errorf("not valid: %v", err)
						}
					} else if err := wellFormed(out); err != nil {
						t.Error(err)
					}
					format := cdx.BOMFileFormatJSON
					if form == "xml" {
						format = cdx.BOMFileFormatXML
					}
					var bom cdx.BOM
					if err := cdx.NewBOMDecoder(bytes.NewReader(out), format).Decode(&bom); err != nil {
						t.Errorf("cyclonedx-go: %v", err)
					}
					unique(t, &bom)
					r, err := sbom.Read(out, map[string]string{"json": sbom.CycloneDXJSON, "xml": sbom.CycloneDXXML}[form], "out")
					if err != nil {
						t.Fatal(err)
					}
					for _, i := range r.Issues {
						if i.Effect != inventory.Note {
							t.Errorf("our own reader has to mend it: %s %v", i.Code, i.Args)
						}
					}
					golden(t, fmt.Sprintf("%s.%s.%s", name, version, form), out)
				})
			}
		}
	}
}

func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// unique: no reference stands for two things, and none leads nowhere.
func unique(t *testing.T, bom *cdx.BOM) {
	t.Helper()
	seen := map[string]bool{"lizenzlotse:subject": true}
	var walk func(list *[]cdx.Component)
	walk = func(list *[]cdx.Component) {
		if list == nil {
			return
		}
		for _, c := range *list {
			if c.BOMRef == "" || seen[c.BOMRef] {
				t.Errorf("bom-ref %q is missing or there twice", c.BOMRef)
			}
			seen[c.BOMRef] = true
			walk(c.Components)
		}
	}
	if c := bom.Metadata.Component; c != nil && c.BOMRef != "lizenzlotse:subject" {
		walk(&[]cdx.Component{*c})
	}
	walk(bom.Components)
	if bom.Services != nil {
		for _, s := range *bom.Services {
			seen[s.BOMRef] = true
		}
	}
	if bom.Dependencies != nil {
		for _, d := range *bom.Dependencies {
			refs := []string{d.Ref}
			if d.Dependencies != nil {
				refs = append(refs, *d.Dependencies...)
			}
			for _, ref := range refs {
				if !seen[ref] {
					t.Errorf("%q leads nowhere", ref)
				}
			}
		}
	}
}

func golden(t *testing.T, name string, out []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(out)); d != "" {
		t.Error(d)
	}
}

func TestVersions(t *testing.T) {
	v := saved(t)["empty"]
	a := &assessment.Assessment{Inventory: v}
	if first, chosen := write(t, v, "", false), write(t, v, cyclonedx.Versions[0], false); !bytes.Equal(first, chosen) {
		t.Error("without a version it is not the first")
	}
	var e *inventory.Error
	if err := cyclonedx.Write(io.Discard, a, cyclonedx.Options{Version: "1.5"}); !errors.As(err, &e) || e.Hint.Key == "" {
		t.Errorf("version 1.5: %v", err)
	}
}

// TestSerialNumber is another one for other content, and for another form.
func TestSerialNumber(t *testing.T) {
	v := saved(t)["full"]
	number := func(out []byte) string {
		i := bytes.Index(out, []byte("urn:uuid:"))
		return string(out[i : i+45])
	}
	seen := map[string]bool{}
	for _, inXML := range []bool{false, true} {
		for _, description := range []string{"one", "two"} {
			v.Components[4].Instances[0].Entry.Description = description
			seen[number(write(t, v, "1.6", inXML))] = true
		}
	}
	if len(seen) != 4 {
		t.Errorf("serial numbers %v", seen)
	}
}

// TestIDs: what may stand in a licence's id is on the official list and on ours.
func TestIDs(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(schemas(t), "spdx.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var official struct{ Enum []string }
	if err := json.Unmarshal(data, &official); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, id := range official.Enum {
		known[id] = true
	}
	list, err := os.ReadFile("ids.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for id := range strings.Lines(string(list)) {
		if id = strings.TrimSpace(id); strings.HasPrefix(id, "#") {
			continue
		}
		n++
		if l, ok := spdx.LookupLicense(id); !ok || l.ID != id || !known[id] {
			t.Errorf("%q is not on both lists", id)
		}
	}
	if n < 400 {
		t.Errorf("%d ids", n)
	}
}

// TestNesting: containment of any depth, and in circles, becomes a document that can be read.
func TestNesting(t *testing.T) {
	const n = 3000
	v := &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "deep", Kind: inventory.KindSBOM}}
	for i := range n {
		v.Components = append(v.Components, inventory.Component{ID: fmt.Sprintf("x#%04d", i), Name: fmt.Sprint(i)})
		v.Relations = append(v.Relations, inventory.Relation{From: fmt.Sprintf("x#%04d", i), To: fmt.Sprintf("x#%04d", (i+1)%n), Kind: inventory.Contains})
	}
	r, err := sbom.Read(write(t, v, "1.6", false), sbom.CycloneDXJSON, "out")
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[string]bool{}
	for _, rel := range r.Relations {
		pairs[rel.From+" "+rel.To] = true
	}
	if len(r.Components) != n || len(pairs) != n {
		t.Errorf("%d components and %d relations, want %d of each", len(r.Components), len(pairs), n)
	}
}

// TestRepeatedTexts: a text that very many components name does not make the document very many times as long.
func TestRepeatedTexts(t *testing.T) {
	text := strings.Repeat("Terms of use. ", 1<<15)
	v := &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "texts", Kind: inventory.KindSBOM},
		Texts: []inventory.Text{{SHA256: "aa", License: "LicenseRef-terms", Document: "x", Text: text}}}
	for i := range 1000 {
		v.Components = append(v.Components, inventory.Component{ID: fmt.Sprintf("x#%04d", i), Name: fmt.Sprint(i), Claims: []inventory.Claim{
			{Kind: inventory.Declared, Origin: "x", License: inventory.ReadLicense("LicenseRef-terms")}}})
	}
	for _, version := range cyclonedx.Versions {
		out := write(t, v, version, false)
		if len(out) > 100*len(text) || !bytes.Contains(out, []byte("Terms of use. ")) {
			t.Errorf("%s: %d bytes for a text of %d", version, len(out), len(text))
		}
	}
}
