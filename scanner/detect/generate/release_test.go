// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/detect"
)

// render writes the words of a sample, each kind of flag with a mark of its own.
func render(s *sample, text string) string {
	var b strings.Builder
	for i, w := range s.words {
		if s.flags[i] == detect.Gap {
			b.WriteString("* ")
			continue
		}
		word := strings.ToLower(text[w.Lo:w.Hi])
		b.WriteString(map[uint16]string{detect.Soft: "?", detect.Disclaimer: "!", detect.Key: "#"}[s.flags[i]] + word + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestParseEntry(t *testing.T) {
	file, err := os.Open("testdata/Example-1.0.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	e, err := parseEntry(file)
	if err != nil {
		t.Fatal(err)
	}
	samples := e.samples()
	if len(samples) != 2 {
		t.Fatalf("%d samples", len(samples))
	}
	want := "?walking ?rules * walk on the ?left side of * ?the ?street ?s !nobody !is !liable !for !shoes keep the dog on a lead " +
		"?walking ?version ?2 ?of ?zope ?applies ?as ?everybody ?has ?read"
	if got := render(samples[0], e.text.String()); got != want {
		t.Errorf("text:\n got %s\nwant %s", got, want)
	}
	want = "walking version #2 of #zope applies as everybody has read"
	if got := render(samples[1], e.headers[0].String()); got != want {
		t.Errorf("header:\n got %s\nwant %s", got, want)
	}
}

func TestChoose(t *testing.T) {
	file, err := os.Open("testdata/Example-1.0.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	e, err := parseEntry(file)
	if err != nil {
		t.Fatal(err)
	}
	list := unique(append(e.samples(), e.samples()...))
	if len(list) != 2 {
		t.Fatalf("%d samples, each should be there once", len(list))
	}
	choose(list)
	for _, s := range list {
		if len(s.picks) == 0 || !slices.IsSorted(s.picks) {
			t.Errorf("%s: fingerprints at %v", s.id, s.picks)
		}
		for _, i := range s.picks {
			if slices.Contains(s.flags[i:i+detect.Gram], detect.Gap) {
				t.Errorf("%s: fingerprint %d has a gap", s.id, i)
			}
		}
	}
}

func TestHasOwnText(t *testing.T) {
	for id, want := range map[string]bool{
		"MIT": true, "GPL-2.0-only": true, "GPL-2.0-or-later": false, "GPL-2.0": false, "GPL-2.0+": false,
		"GFDL-1.3-only": true, "GFDL-1.3-invariants-only": false, "GFDL-1.3-no-invariants-or-later": false,
	} {
		if hasOwnText(id) != want {
			t.Errorf("%s: %v", id, !want)
		}
	}
}
