// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/decision"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// open is a result in which two components share a finding, and a third has another.
func open() *assessment.Assessment {
	result := func(rule, component, license, key string) assessment.Result {
		return assessment.Result{Rule: rule, Component: component, Expression: spdx.MustParse(license), Verdict: assessment.Review,
			Message:  inventory.Message{Key: key, Args: inventory.Args{"licence": license}},
			Evidence: []inventory.Evidence{{Path: component + "/LICENSE"}, {Path: "bom.json"}}}
	}
	inv := &inventory.Inventory{Schema: inventory.Schema}
	for _, id := range []string{"a", "b", "c"} {
		inv.Components = append(inv.Components, inventory.Component{ID: id, Name: "Karte " + id, Version: "1"})
		inv.Files = append(inv.Files, inventory.File{Path: id + "/LICENSE", SHA256: strings.Repeat(id, 64), Component: id})
	}
	inv.Files = append(inv.Files, inventory.File{Path: "bom.json", SHA256: strings.Repeat("e", 64), Component: "a", Roles: []string{inventory.RoleSBOM}})
	a := &assessment.Assessment{Inventory: inv, Policy: assessment.Policy{Name: "house"}}
	a.Results = []assessment.Result{
		result("LIZ-005", "a", "LicenseRef-map", "rule.liz-005.proprietary"), result("LIZ-005", "b", "LicenseRef-map", "rule.liz-005.proprietary"),
		result("LIZ-010", "c", "MIT OR ISC", "rule.liz-010.choice"),
	}
	a.Results[0].Evidence[1].Line = inventory.LineRange{First: 3, Last: 3}
	return a
}

func answer(t *testing.T, file string, w wish, lines ...string) (string, []assessment.Decision, error) {
	t.Helper()
	var out, shown bytes.Buffer
	s := &session{stdout: &out, stderr: &shown, lang: "en", files: &files{}}
	w.file, w.date = file, "2026-11-22"
	a := open()
	err := s.ask(&questioner{in: bufio.NewReader(strings.NewReader(strings.Join(lines, "\n"))), out: &shown, session: s}, w, a, w.groups(a))
	var list []assessment.Decision
	if _, missing := os.Stat(file); missing == nil {
		var failed error
		if list, failed = decision.Load([]string{file}, readPolicy, policy.Decidable()); failed != nil {
			t.Fatal(failed)
		}
	}
	return shown.String(), list, err
}

func TestDecideAsks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "d.yml")
	// An answer that does not fit is asked for again; the name is asked for once; the end of the input ends the questions.
	shown, list, err := answer(t, file, wish{}, "perhaps", "y", "", "mony", "1", "", "cheaper by half", "A. Example", "y", "", "MIT (please)", "MIT", "shorter")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range list {
		got = append(got, strings.TrimSpace(strings.Join([]string{d.ID, string(d.Kind), d.Component, d.License, d.Ground, spdx.Text(d.Concluded), d.Text, d.Signed[0].Name, d.Signed[0].Date}, "|")))
		for _, f := range d.Files {
			got = append(got, f.Path)
		}
	}
	want := []string{
		"LIZ-005-karte-a|justification|a|LicenseRef-map|financial||cheaper by half|A. Example|2026-11-22", "a/LICENSE",
		"LIZ-005-karte-b|justification|b|LicenseRef-map|financial||cheaper by half|A. Example|2026-11-22", "b/LICENSE",
		"LIZ-010-mit-or-isc|choice||MIT OR ISC||MIT|shorter|A. Example|2026-11-22",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	for _, part := range []string{"open points: 2", "[1/2] LIZ-005: LicenseRef-map", "- Karte a 1\n", "- Karte b 1\n", "[2/2] LIZ-010", "does not fit here: mony", "number or word [3]",
		"3 = Justification (justification)", "1 = financial (financial)"} {
		if !strings.Contains(shown, part) {
			t.Errorf("%q is not shown:\n%s", part, shown)
		}
	}
	if strings.Count(shown, "who decides") != 1 {
		t.Error("the name is asked for again")
	}
}

func TestWhoStopsHalfWayKeepsWhatWasSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "d.yml")
	if _, list, err := answer(t, file, wish{}, "q"); err != nil || len(list) != 0 {
		t.Errorf("nothing decided: %v, %v", list, err)
	}
	if _, list, err := answer(t, file, wish{}, "n", "y", "choice", "ISC", "ours", "me", ""); err != nil || len(list) != 1 || list[0].License != "MIT OR ISC" {
		t.Errorf("the first left out: %v, %v", list, err)
	}
	// The rest of an exception never comes.
	if _, list, err := answer(t, file, wish{name: "me"}, "y", "exception", "transition", "Office 7", "2026-01-01"); err != nil || len(list) != 1 {
		t.Errorf("the input ends: %v, %v", list, err)
	}
	if _, list, err := answer(t, file, wish{name: "me", kind: assessment.Exception, reason: "other", owner: "me", until: "2027-01-01", text: "x"}, "y", "n"); err != nil || len(list) != 3 {
		t.Errorf("flags answer: %v, %v", list, err)
	}
}

func TestIDsAreFree(t *testing.T) {
	taken := map[string]bool{}
	for _, want := range []string{"LIZ-005-grosse-karte", "LIZ-005-grosse-karte-7.1", "LIZ-005-grosse-karte-7.1-2", "LIZ-005-grosse-karte-7.1-3"} {
		if got := freeID(taken, "LIZ-005", "Große Karte!", "7.1"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := freeID(taken, "LIZ-001", "地図", ""); got != "LIZ-001" {
		t.Errorf("%s", got)
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("@scope/Größe 1.0")
	f.Fuzz(func(t *testing.T, s string) {
		id := freeID(map[string]bool{}, "LIZ-001", s, s)
		if len(id) > 100 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyzLIZ0123456789-.+") != "" {
			t.Errorf("%q", id)
		}
	})
}

func TestMoreThanAnybodyLookedAt(t *testing.T) {
	a := open()
	for range maxAtOnce + 1 {
		id := fmt.Sprintf("pkg:npm/x%d@1", len(a.Results))
		r := a.Results[0]
		r.Component = id
		a.Results = append(a.Results, r)
	}
	file := filepath.Join(t.TempDir(), "d.yml")
	s := &session{stdout: io.Discard, stderr: io.Discard, lang: "en", files: &files{}}
	w := wish{rule: "LIZ-005", kind: assessment.Justification, ground: "technical", text: "x", name: "me", date: "2026-11-22", file: file}
	var e *inventory.Error
	if err := s.decideAtOnce(w, a, w.groups(a)); !errors.As(err, &e) || e.Key != "error.decide-many" {
		t.Error(err)
	}
	w.component = "pkg:npm/x7"
	if err := s.decideAtOnce(w, a, w.groups(a)); err != nil {
		t.Error(err)
	}
}

// What several people decide at once all stands in the file.
func TestDecidingAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "d.yml")
	failed := make(chan error)
	const people = 8
	for range people {
		go func() {
			a := open()
			s := &session{stdout: io.Discard, stderr: io.Discard, lang: "en", files: &files{}}
			w := wish{rule: "LIZ-005", component: "a", kind: assessment.Justification, ground: "technical", text: "x", name: "me", date: "2026-11-22", file: file}
			failed <- s.decideAtOnce(w, a, w.groups(a))
		}()
	}
	for range people {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	list, err := decision.Load([]string{file}, readPolicy, policy.Decidable())
	if err != nil || len(list) != people {
		t.Errorf("%d decisions of %d: %v", len(list), people, err)
	}
	if left, _ := filepath.Glob(file + ".lock"); len(left) > 0 {
		t.Error("the lock stays")
	}
}
