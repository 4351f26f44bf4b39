// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A form is a format in one of its versions.
type form struct {
	format, version string
}

func forms() []form {
	var all []form
	for _, f := range reports.SBOMs() {
		if strings.HasPrefix(f.Name, "cyclonedx-") {
			for _, v := range reports.CycloneDXVersions {
				all = append(all, form{f.Name, v})
			}
		} else {
			all = append(all, form{f.Name, ""})
		}
	}
	return all
}

// through writes an inventory in a form and reads it again.
func through(t *testing.T, v *inventory.Inventory, f form) *inventory.Inventory {
	t.Helper()
	format, _ := reports.Lookup(f.format)
	var b bytes.Buffer
	o := reports.Options{Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0", CycloneDX: f.version}
	if err := format.Write(&b, &assessment.Assessment{Inventory: v}, o); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "sbom")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return scan(t, name)
}

func scan(t *testing.T, name string) *inventory.Inventory {
	t.Helper()
	v, err := scanner.Scan(context.Background(), []string{name}, scanner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range v.Issues {
		if i.Effect != inventory.Note {
			t.Errorf("%s: %s %v", name, i.Code, i.Args)
		}
	}
	return v
}

// facts are what must outlive any change of form, each as a line: components with their versions, what is
// declared and concluded of their licences, and who contains or needs whom. What is no expression is
// compared by the reference that SPDX has in its place.
func facts(v *inventory.Inventory) map[string]bool {
	lines := map[string]bool{}
	names := map[string]string{}
	for i := range v.Components {
		c := &v.Components[i]
		name := c.PURL
		if name == "" {
			name = c.Name + "@" + c.Version
		}
		names[c.ID] = name
		lines["component "+name+" "+c.Version] = true
		for _, kind := range []inventory.ClaimKind{inventory.Declared, inventory.Concluded} {
			for _, l := range said(c, kind) {
				lines[fmt.Sprintf("%s %s: %s", name, kind, l)] = true
			}
		}
	}
	for _, r := range v.Relations {
		lines["relation "+names[r.From]+" > "+names[r.To]] = true
	}
	return lines
}

// said lists the parts that all claims of a kind have together.
func said(c *inventory.Component, kind inventory.ClaimKind) []string {
	var all []spdx.Expression
	nothing := ""
	for _, claim := range c.Claims {
		switch l := claim.License; {
		case claim.Kind != kind:
		case l.State == inventory.Known:
			all = append(all, l.Expression)
		case l.State == inventory.None:
			nothing = "NONE"
		case l.State == inventory.Unparsed:
			sum := sha256.Sum256([]byte(l.Raw))
			all = append(all, spdx.License{ID: "LicenseRef-lizenzlotse-" + hex.EncodeToString(sum[:8])})
		}
	}
	switch e := spdx.All(all...).(type) {
	case nil:
		if nothing == "" {
			return nil
		}
		return []string{nothing}
	case spdx.And:
		var parts []string
		for _, x := range e {
			parts = append(parts, x.String())
		}
		slices.Sort(parts)
		return parts
	default:
		return []string{e.String()}
	}
}

// TestRoundTrip takes SBOMs of every form through every pair of forms.
func TestRoundTrip(t *testing.T) {
	inputs, err := filepath.Glob("testdata/sboms/*")
	if err != nil || len(inputs) < 3 {
		t.Fatalf("%d inputs: %v", len(inputs), err)
	}
	for _, input := range inputs {
		v := scan(t, input)
		want := facts(v)
		if len(want) < 10 {
			t.Fatalf("%s: %d facts", input, len(want))
		}
		for _, first := range forms() {
			for _, second := range forms() {
				t.Run(fmt.Sprintf("%s %v %v", filepath.Base(input), first, second), func(t *testing.T) {
					got := facts(through(t, through(t, v, first), second))
					for line := range want {
						if !got[line] {
							t.Errorf("lost: %s", line)
						}
					}
					// SPDX says of the whole that it contains what nothing else holds.
					for line := range got {
						if !want[line] && !strings.HasPrefix(line, "relation pkg:generic/ganzes@1 > ") {
							t.Errorf("new: %s", line)
						}
					}
				})
			}
		}
	}
}

// TestConvertedIsSame: the comparison takes the references that a conversion makes for the words they stand for.
func TestConvertedIsSame(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words.cdx.json")
	const words = `{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
		{"type": "library", "name": "a", "version": "1", "purl": "pkg:npm/a@1", "licenses": [{"license": {"name": "Terms of the house"}}]},
		{"type": "library", "name": "b", "version": "1", "purl": "pkg:npm/b@1", "licenses": [{"license": {"name": "Our terms", "text": {"content": "Pay us.\nThen use it."}}}]},
		{"type": "library", "name": "c", "version": "1", "purl": "pkg:npm/c@1", "licenses": [{"license": {"name": "Our other terms"}}, {"license": {"id": "MIT"}}]}]}`
	if err := os.WriteFile(name, []byte(words), 0o644); err != nil {
		t.Fatal(err)
	}
	v := scan(t, name)
	for _, f := range forms() {
		if r := difference.Compare(v, through(t, v, f)); len(r.Licenses)+len(r.Statements) > 0 {
			t.Errorf("%v: %+v", f, r.Licenses)
		}
	}
}

// TestRepeatedConversion: a second conversion to the same form changes nothing but what names the document itself.
func TestRepeatedConversion(t *testing.T) {
	for _, f := range forms() {
		v := through(t, scan(t, "testdata/sboms/cyclonedx.json"), f)
		once, twice := facts(v), facts(through(t, v, f))
		if d := cmp.Diff(slices.Sorted(maps.Keys(once)), slices.Sorted(maps.Keys(twice))); d != "" {
			t.Errorf("%v: %s", f, d)
		}
	}
}
