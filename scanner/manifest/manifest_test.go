// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A reading is what golden files hold of one manifest.
type reading struct {
	Component *inventory.Component `json:"component"`
	Findings  []inventory.Finding  `json:"findings,omitempty"`
	Issues    []inventory.Issue    `json:"issues,omitempty"`
}

// TestGolden reads every manifest under testdata and compares with the file want.json in its top folder.
// The path a manifest is read under is its path below testdata.
func TestGolden(t *testing.T) {
	root := os.DirFS("testdata")
	read := 0
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		r, ok := manifest.For(p)
		if !ok {
			return nil
		}
		read++
		top, _, _ := strings.Cut(p, "/")
		t.Run(top, func(t *testing.T) { golden(t, r, root, p, path.Join("testdata", top, "want.json")) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 50 {
		t.Errorf("only %d manifests were read", read)
	}
}

func golden(t *testing.T, r manifest.Reader, root fs.FS, p, want string) {
	data, err := fs.ReadFile(root, p)
	if err != nil {
		t.Fatal(err)
	}
	c, findings, issues := r.Read(data, p)
	checkReading(t, data, p, c, findings, issues)
	got, err := json.MarshalIndent(reading{c, findings, issues}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(want, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	expected, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(expected), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", p, diff)
	}
}

// checkReading holds what is true of every reading, of a sound manifest or a hostile one.
func checkReading(t *testing.T, data []byte, p string, c *inventory.Component, findings []inventory.Finding, issues []inventory.Issue) {
	t.Helper()
	var evidence []inventory.Evidence
	for _, f := range findings {
		evidence = append(evidence, f.Evidence)
		if f.Expression == nil || f.Kind != inventory.FoundManifest {
			t.Errorf("finding %+v", f)
		}
	}
	if c != nil {
		if c.ID == "" || len(c.Instances) != 1 || c.Instances[0].Path != path.Dir(p) {
			t.Errorf("component %+v", c)
		}
		for _, claim := range c.Claims {
			evidence = append(evidence, claim.Evidence...)
			if claim.License.State == inventory.Absent || claim.Origin != p || len(claim.Evidence) != 1 {
				t.Errorf("claim %+v", claim)
			}
		}
	}
	for _, e := range evidence {
		if e.Path != p || e.Byte.Start < 0 || e.Byte.End > int64(len(data)) || e.Byte.Start >= e.Byte.End ||
			e.Line.First < 1 || e.Line.Last < e.Line.First || e.Line.Last > 1+strings.Count(string(data), "\n") || len(e.Quote) > inventory.MaxQuote {
			t.Errorf("evidence %+v in %d bytes", e, len(data))
		}
	}
	for _, i := range issues {
		if i.Code == "" || i.Path != p || i.Args["manifest"] == "" || i.Effect == "" {
			t.Errorf("issue %+v", i)
		}
	}
}
