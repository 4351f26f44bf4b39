// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/CycloneDX/sbom-utility/resources"
	"github.com/package-url/packageurl-go"
	"github.com/santhosh-tekuri/jsonschema/v6"
	spdxjson "github.com/spdx/tools-golang/json"
)

func generated(t *testing.T, format string, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := generate(&b, format, n); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGenerateIsTheSame: figures of two days are of the same bytes.
func TestGenerateIsTheSame(t *testing.T) {
	for format, want := range map[string]string{
		cycloneDX: "0fb1b5e5d7f8e943f6bcd1e692fcdbad2123bc751416a83d89c41fbb4322d091",
		spdx23:    "8f35b1fddc82a00e7cca3d8029da421fd796d4c1e80205a4da603581a784ee85",
	} {
		sum := sha256.Sum256(generated(t, format, 1000))
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s: %s", format, got)
		}
	}
	if err := generate(&bytes.Buffer{}, "xml", 1); err == nil {
		t.Error("an unknown format was generated")
	}
}

func TestGenerateIsValid(t *testing.T) {
	for format, files := range map[string][]string{
		cycloneDX: {"schema/cyclonedx/1.6/bom-1.6.schema.json", "schema/cyclonedx/1.6/jsf-0.82.schema.json"},
		spdx23:    {"schema/spdx/2.3/spdx-schema.json"},
	} {
		c := jsonschema.NewCompiler()
		// The list of ids that the schema of CycloneDX refers to does not come with it.
		if err := c.AddResource("http://cyclonedx.org/schema/spdx.schema.json", map[string]any{"type": "string"}); err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := resources.BOMSchemaFiles.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			name := "http://cyclonedx.org/schema/" + filepath.Base(file)
			if err := c.AddResource(name, schema); err != nil {
				t.Fatal(err)
			}
		}
		schema, err := c.Compile("http://cyclonedx.org/schema/" + filepath.Base(files[0]))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 300} {
			document, err := jsonschema.UnmarshalJSON(bytes.NewReader(generated(t, format, n)))
			if err != nil {
				t.Fatalf("%s of %d: %v", format, n, err)
			}
			if err := schema.Validate(document); err != nil {
				t.Errorf("%s of %d: %v", format, n, err)
			}
		}
	}
}

// TestGenerateCycloneDX: the library reads it, every reference leads somewhere, every shape of a licence is there.
func TestGenerateCycloneDX(t *testing.T) {
	const n = 1000
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(generated(t, cycloneDX, n)), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	shapes, refs := map[string]int{}, map[string]bool{"product": true}
	for _, c := range *bom.Components {
		if _, err := packageurl.FromString(c.PackageURL); err != nil {
			t.Errorf("%s: %v", c.PackageURL, err)
		}
		if refs[c.BOMRef] {
			t.Errorf("%s is there twice", c.BOMRef)
		}
		refs[c.BOMRef] = true
		switch {
		case c.Licenses == nil:
			shapes["missing"]++
		case (*c.Licenses)[0].Expression != "":
			shapes["expression"]++
		case (*c.Licenses)[0].License.ID != "":
			shapes["id"]++
		case (*c.Licenses)[0].License.Name != "":
			shapes["name"]++
		}
	}
	if len(refs) != n+1 || shapes["id"]+shapes["expression"]+shapes["name"]+shapes["missing"] != n || len(shapes) != 4 {
		t.Errorf("%d components, shapes %v", len(refs)-1, shapes)
	}
	edges := 0
	for _, d := range *bom.Dependencies {
		for _, to := range *d.Dependencies {
			edges++
			if !refs[d.Ref] || !refs[to] {
				t.Errorf("%s depends on %s, and one of them is not there", d.Ref, to)
			}
		}
	}
	if edges < n {
		t.Errorf("%d dependencies", edges)
	}
}

func TestGenerateSPDX(t *testing.T) {
	const n = 1000
	doc, err := spdxjson.Read(bytes.NewReader(generated(t, spdx23, n)))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{"DOCUMENT": true}
	for _, p := range doc.Packages {
		ids[string(p.PackageSPDXIdentifier)] = true
	}
	if len(ids) != n+2 || len(doc.OtherLicenses) == 0 {
		t.Errorf("%d packages, %d licences of their own", len(ids)-2, len(doc.OtherLicenses))
	}
	for _, r := range doc.Relationships {
		if !ids[string(r.RefA.ElementRefID)] || !ids[string(r.RefB.ElementRefID)] {
			t.Errorf("%s %s %s, and one of them is not there", r.RefA.ElementRefID, r.Relationship, r.RefB.ElementRefID)
		}
	}
	if len(doc.Relationships) < n {
		t.Errorf("%d relationships", len(doc.Relationships))
	}
}

// TestDecode: what the reference reads is all of it, and it fails where there is nothing to read.
func TestDecode(t *testing.T) {
	for _, format := range []string{cycloneDX, spdx23} {
		path := filepath.Join(t.TempDir(), "sbom.json")
		if err := os.WriteFile(path, generated(t, format, 3), 0o644); err != nil {
			t.Fatal(err)
		}
		if n, err := decode(format, path); err != nil || n < 3 {
			t.Errorf("%s: %d, %v", format, n, err)
		}
		if err := os.WriteFile(path, []byte("{"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := decode(format, path); err == nil {
			t.Errorf("%s: half a document was decoded", format)
		}
	}
}
