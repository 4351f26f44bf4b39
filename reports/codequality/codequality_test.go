// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package codequality_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/codequality"
	"lizenzlotse/reports/golden"
)

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := codequality.Write(&b, a, codequality.Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	golden.Check(t, "bid.de.json", write(t, a, "de"))
	golden.Check(t, "bid.en.json", write(t, a, "en"))
	golden.Check(t, "scan.json", write(t, &assessment.Assessment{Inventory: a.Inventory}, "en"))
	golden.Check(t, "hostile.json", write(t, golden.Saved(t, "hostile.json"), "en"))
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
		for _, e := range read(t, write(t, golden.Saved(t, name), "en")) {
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
	a := golden.Saved(t, "bid.json")
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
