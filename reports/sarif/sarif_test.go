// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sarif_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/sarif"
	"lizenzlotse/scanner/inventory"
)

var created = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := sarif.Write(&b, a, sarif.Options{Lang: lang, Created: created, ToolVersion: "0.1.0"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	golden.Check(t, "bid.de.sarif", write(t, a, "de"))
	golden.Check(t, "bid.en.sarif", write(t, a, "en"))
	golden.Check(t, "scan.sarif", write(t, &assessment.Assessment{Inventory: a.Inventory}, "en"))
	golden.Check(t, "hostile.sarif", write(t, golden.Saved(t, "hostile.json"), "en"))
}

// A log is what the tests look at of what was written. Validity by the schema is checked on the golden files, in .ci/run.
type log struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		Invocations []struct {
			ExecutionSuccessful        bool
			ToolExecutionNotifications []struct{ Level string }
		}
		Artifacts []struct{ Location struct{ URI string } }
		Results   []struct {
			RuleID        string
			RuleIndex     int
			Level         string
			Message       struct{ Text string }
			BaselineState string
			Suppressions  []struct{ Kind, Justification string }
			Locations     []struct {
				PhysicalLocation struct {
					ArtifactLocation struct {
						URI, URIBaseID string
						Index          int
					}
					Region struct{ StartLine, EndLine int }
				}
				LogicalLocations []struct{ FullyQualifiedName string }
			}
			Properties struct{ Verdict, Decision string }
		}
	}
}

func read(t *testing.T, text string) log {
	t.Helper()
	var l log
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		t.Fatal(err)
	}
	if len(l.Runs) != 1 || len(l.Runs[0].Invocations) != 1 {
		t.Fatalf("not one run and one invocation: %+v", l.Runs)
	}
	return l
}

// Whatever paths and names are, references hold: URIs are relative and name an artifact, rules are in the list, lines ascend.
func TestReferences(t *testing.T) {
	for _, name := range []string{"bid.json", "hostile.json", "decided.json"} {
		run := read(t, write(t, golden.Saved(t, name), "en")).Runs[0]
		for _, r := range run.Results {
			if r.RuleIndex >= 0 && run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
				t.Errorf("%s: the rule with index %d is not %s", name, r.RuleIndex, r.RuleID)
			}
			if len(r.Locations) != 1 {
				t.Fatalf("%s: %d locations", name, len(r.Locations))
			}
			at := r.Locations[0].PhysicalLocation
			u, err := url.Parse(at.ArtifactLocation.URI)
			if err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") || u.RawQuery != "" || u.Fragment != "" || path.Clean("/"+u.Path) != "/"+u.Path {
				t.Errorf("%s: %q is no plain relative reference (%v)", name, at.ArtifactLocation.URI, err)
			}
			if got := run.Artifacts[at.ArtifactLocation.Index].Location.URI; got != at.ArtifactLocation.URI {
				t.Errorf("%s: artifact %q, want %q", name, got, at.ArtifactLocation.URI)
			}
			if at.Region.EndLine != 0 && at.Region.EndLine < at.Region.StartLine {
				t.Errorf("%s: lines %d to %d", name, at.Region.StartLine, at.Region.EndLine)
			}
		}
	}
}

func TestLevelsAndSuppressions(t *testing.T) {
	levels := map[string]string{"violated": "error", "review": "warning", "conditional": "note", "satisfied": "note"}
	suppressed := 0
	for _, r := range read(t, write(t, golden.Saved(t, "bid.json"), "en")).Runs[0].Results {
		if want := levels[r.Properties.Verdict]; r.Level != want {
			t.Errorf("%s, %s: level %s, want %s", r.RuleID, r.Properties.Verdict, r.Level, want)
		}
		for _, s := range r.Suppressions {
			suppressed++
			if s.Kind != "external" || !strings.HasPrefix(s.Justification, r.Properties.Decision) {
				t.Errorf("suppressed by %+v", s)
			}
		}
	}
	if suppressed != 2 { // a justification and an exception; a choice that is recorded settles nothing by itself
		t.Errorf("%d suppressed", suppressed)
	}
}

func TestIncomplete(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	i := read(t, write(t, a, "en")).Runs[0].Invocations[0]
	if i.ExecutionSuccessful || len(i.ToolExecutionNotifications) != 1 || i.ToolExecutionNotifications[0].Level != "error" {
		t.Errorf("what was not read is not told: %+v", i)
	}
	a.Complete, a.Inventory.Issues = true, nil
	i = read(t, write(t, a, "en")).Runs[0].Invocations[0]
	if !i.ExecutionSuccessful || len(i.ToolExecutionNotifications) != 0 {
		t.Errorf("everything was read: %+v", i)
	}
}

func TestBaseline(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	for _, r := range read(t, write(t, a, "en")).Runs[0].Results {
		if r.BaselineState != "" {
			t.Fatal("there is no baseline")
		}
	}
	a.Baseline = &assessment.Baseline{Name: "old.json"}
	a.Results[0].Known = true
	results := read(t, write(t, a, "en")).Runs[0].Results
	if results[0].BaselineState != "unchanged" || results[1].BaselineState != "new" {
		t.Errorf("%s, %s", results[0].BaselineState, results[1].BaselineState)
	}
}

// Of more than GitHub takes the worst are written, and a notification says how many are not.
func TestLimit(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	some := a.Results[0]
	a.Results = nil
	for i := range 30000 {
		r := some
		r.Noted, r.Fingerprint = true, strconv.Itoa(i)
		if i%100 == 99 {
			r.Noted, r.Verdict = false, assessment.Violated
		}
		a.Results = append(a.Results, r)
	}
	a.Inventory.Issues = make([]inventory.Issue, 2000)
	for i := range a.Inventory.Issues {
		a.Inventory.Issues[i] = inventory.Issue{Code: "entry-encrypted", Path: strconv.Itoa(i), Effect: inventory.Unread}
	}
	run := read(t, write(t, a, "en")).Runs[0]
	worst := 0
	for _, r := range run.Results {
		if r.Level == "error" {
			worst++
		}
	}
	if len(run.Results) != 25000 || worst != 300 {
		t.Errorf("%d results, %d of the worst", len(run.Results), worst)
	}
	if n := len(run.Invocations[0].ToolExecutionNotifications); n != 1+1000+1 {
		t.Errorf("%d notifications", n)
	}
}

// Words of the input are no links: SARIF reads [words](target) in plain text too.
func TestNoLinks(t *testing.T) {
	for _, r := range read(t, write(t, golden.Saved(t, "hostile.json"), "en")).Runs[0].Results {
		if strings.Contains(strings.ReplaceAll(r.Message.Text, `\]`, ""), "](") {
			t.Errorf("a link: %s", r.Message.Text)
		}
	}
}
