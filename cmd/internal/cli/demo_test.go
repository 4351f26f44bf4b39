// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDemoCompare: the four invented bids show what the README of the test data says of them, and their policy is still the one
// that was frozen.
func TestDemoCompare(t *testing.T) {
	dir := t.TempDir()
	demo := filepath.Join("..", "..", "..", "testdata", "demo")
	run := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		args = append(args, "--lang", "de")
		if code := newSession(args, strings.NewReader(""), &stdout, &stderr).run(t.Context(), args); code != 0 {
			t.Fatalf("%v: exit code %d\n%s%s", args, code, &stdout, &stderr)
		}
		return stdout.String()
	}
	bids := [][2]string{{"angebot", "Musterwerk IT GmbH"}, {"bids/kartenhaus", "Kartenhaus Digital GmbH"}, {"bids/quellstrom", "Quellstrom Systeme OHG"}, {"bids/offenhaus", "Offenhaus eG"}}
	compare := []string{"compare"}
	for _, b := range bids {
		file := filepath.Join(dir, filepath.Base(b[0])+".json")
		run("check", filepath.Join(demo, filepath.FromSlash(b[0])), "--procedure", filepath.Join(demo, "bids", "verfahren.yml"), "--date", "2026-11-22",
			"--bidder", b[1], "--exit-zero", "--quiet", "--no-cache", "--output", "json="+file)
		compare = append(compare, file)
	}
	said := run(compare...)
	for _, want := range []string{
		"LIZ-001 Lizenz ist bestimmbar: bei Offenhaus eG „erfüllt“",
		"bei Offenhaus eG „erfüllt“, Vorschlag 10 von 10 Punkten",
		"Lizenzklasse „proprietär“: ", "bei Kartenhaus Digital GmbH 2 von ",
		"Lizenzklasse „Copyleft auch bei Nutzung über ein Netz“: bei Musterwerk IT GmbH 2 von 8",
		"≠ Verweise der Stückliste ins Leere\t0\t0\t2\t0",
		"≠ SBM-012 Lizenz, unter der geliefert wird\tPrüfbedarf; 1 mit Prüfbedarf\tPrüfbedarf; 1 mit Prüfbedarf\tPrüfbedarf; 1 mit Prüfbedarf\terfüllt",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("not said: %s\n%s", want, said)
		}
	}
	if strings.Contains(said, "\n! ") {
		t.Errorf("there is something to mind first:\n%s", said)
	}
	// What was frozen is what the policy still comes to.
	again := filepath.Join(dir, "fest.yml")
	run("policy", "freeze", "--policy", filepath.Join(demo, "bids", "richtlinie.yml"), "--date", "2026-10-01", again)
	want, err := os.ReadFile(again)
	if err != nil {
		t.Fatal(err)
	}
	if had, err := os.ReadFile(filepath.Join(demo, "bids", "richtlinie-fest.yml")); err != nil || !bytes.Equal(had, want) {
		t.Errorf("richtlinie-fest.yml is not what policy freeze writes, %v", err)
	}
}
