// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package codequality_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/codequality"
)

var update = flag.Bool("update", false, "write the golden files anew")

// saved reads a result that the tests of the reports share.
func saved(t *testing.T, name string) *assessment.Assessment {
	t.Helper()
	f, err := os.Open("../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := assessment.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); go test -update writes it anew:\n%s", path, diff)
	}
}

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := codequality.Write(&b, a, codequality.Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := saved(t, "bid.json")
	golden(t, "bid.de.json", write(t, a, "de"))
	golden(t, "bid.en.json", write(t, a, "en"))
	golden(t, "scan.json", write(t, &assessment.Assessment{Inventory: a.Inventory}, "en"))
	golden(t, "hostile.json", write(t, saved(t, "hostile.json"), "en"))
	if !strings.Contains(write(t, a, "de"), "proprietäre Lizenz") {
		t.Error("the German words are missing")
	}
}

type entry struct {
	Description string `json:"description"`
	Check       string `json:"check_name"`
	Fingerprint string `json:"fingerprint"`
	Severity    string `json:"severity"`
	Location    struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
		} `json:"lines"`
	} `json:"location"`
}

func read(t *testing.T, text string) []entry {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	var list []entry
	if err := d.Decode(&list); err != nil {
		t.Fatal(err)
	}
	return list
}

// What GitLab asks of an entry holds whatever the input is: it leaves out a second one of the same fingerprint, and shows no path
// that is not one of the repository.
func TestForm(t *testing.T) {
	severities := map[string]bool{"info": true, "minor": true, "major": true, "critical": true}
	for _, name := range []string{"bid.json", "hostile.json", "decided.json"} {
		seen := map[string]bool{}
		for _, e := range read(t, write(t, saved(t, name), "en")) {
			if seen[e.Fingerprint] || len(e.Fingerprint) != 64 {
				t.Errorf("%s: the fingerprint %q is there twice or none", name, e.Fingerprint)
			}
			seen[e.Fingerprint] = true
			if !severities[e.Severity] || e.Check == "" || e.Description == "" || e.Location.Lines.Begin < 1 {
				t.Errorf("%s: %+v", name, e)
			}
			if p := e.Location.Path; p == "" || strings.HasPrefix(p, "/") || strings.HasPrefix(p, "./") || strings.Contains(p, "..") || strings.ContainsAny(p, "\n\r\x1b") {
				t.Errorf("%s: the path %q", name, p)
			}
		}
		if len(seen) == 0 && name != "decided.json" {
			t.Errorf("%s: nothing", name)
		}
	}
}

// A finding has the same fingerprint whatever else there is, and so has the first of two versions.
func TestFingerprintsStay(t *testing.T) {
	a := saved(t, "bid.json")
	before := read(t, write(t, a, "de"))
	twin := a.Results[1]
	twin.Component = "pkg:maven/org.example/altbestand@0.4"
	a.Results = append(a.Results, twin, twin)
	after := read(t, write(t, a, "en"))
	for i, e := range before {
		if after[i].Fingerprint != e.Fingerprint {
			t.Errorf("%s has another fingerprint", e.Description)
		}
	}
	if len(after) != len(before)+2 || after[len(before)].Fingerprint == after[len(before)+1].Fingerprint {
		t.Error("the twins have not one fingerprint each")
	}
}
