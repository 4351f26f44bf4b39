// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package github_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/github"
	"lizenzlotse/reports/golden"
	"lizenzlotse/scanner/inventory"
)

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := github.Write(&b, a, github.Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	golden.Check(t, "bid.de.txt", write(t, a, "de"))
	golden.Check(t, "bid.en.txt", write(t, a, "en"))
	golden.Check(t, "scan.txt", write(t, &assessment.Assessment{Inventory: a.Inventory}, "en"))
	golden.Check(t, "hostile.txt", write(t, golden.Saved(t, "hostile.json"), "en"))
	if !strings.Contains(write(t, a, "de"), "Proprietäre Komponente") {
		t.Error("the German words are missing")
	}
}

// command is what GitHub makes of a line: the name of the command, properties separated by commas, and the message.
var command = regexp.MustCompile(`^::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*)(?:,[a-zA-Z]+=[^,:]*)*)::(.*)$`)

// TestOneCommandALine: whatever stands in names and paths, each line is one annotation with the properties it should have.
func TestOneCommandALine(t *testing.T) {
	for _, name := range []string{"bid.json", "hostile.json"} {
		text := write(t, golden.Saved(t, name), "en")
		if !strings.HasSuffix(text, "\n") || strings.ContainsAny(text, "\r\x1b\u202e\u200b\x00") {
			t.Errorf("%s: characters that no line may have", name)
		}
		for line := range strings.Lines(text) {
			m := command.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
			if m == nil {
				t.Fatalf("%s: no annotation: %s", name, line)
			}
			properties := 0
			for _, p := range strings.Split(m[2], ",") {
				key, _, _ := strings.Cut(p, "=")
				if !strings.Contains(" file line endLine title ", " "+key+" ") {
					t.Errorf("%s: property %s", name, key)
				}
				properties++
			}
			if properties > 4 || strings.Contains(m[3], "##[") || strings.Contains(m[3], "##vso[") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
}

// GitHub shows ten of a type. Of many findings the worst are among them, one a cause, and the last line says how many are not.
func TestTen(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	var results []assessment.Result
	for verdict := assessment.Conditional; verdict <= assessment.Violated; verdict++ {
		for cause := range 20 {
			for component := range 50 {
				results = append(results, assessment.Result{Rule: "LIZ-001", Verdict: verdict, Component: fmt.Sprintf("c%d", component),
					Message: inventory.Message{Key: "rule.licence.unparsed", Args: inventory.Args{"raw": strconv.Itoa(cause)}}})
			}
		}
	}
	a.Results = results
	for i := range 30 {
		a.Inventory.Issues = append(a.Inventory.Issues, inventory.Issue{Code: "entry-encrypted", Path: strconv.Itoa(i), Effect: inventory.Unread})
	}
	text := write(t, a, "en")
	counts := map[string]int{}
	for line := range strings.Lines(text) {
		counts[command.FindStringSubmatch(strings.TrimSuffix(line, "\n"))[1]]++
	}
	if diff := cmp.Diff(map[string]int{"error": 10, "warning": 10, "notice": 10}, counts); diff != "" {
		t.Error(diff)
	}
	// Five of 31 that were not read, and 5, 10 and 9 of 20 causes each, are shown.
	if want := strconv.Itoa(31 - 5 + 15 + 10 + 11); !strings.Contains(text, want+" more causes") {
		t.Errorf("%s are not shown, and it is not said:\n%s", want, text[strings.LastIndex(text, "::notice"):])
	}
}
