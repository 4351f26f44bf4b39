// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package declaration_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/declaration"
	"lizenzlotse/scanner/inventory"
)

const head = "lizenzlotse-declaration: 1\n"

const filled = "\ufeff# Eigenerklärung\r\n---\r\n" + head + `procedure: "2026-17 \"A\""
bidder: 'Müller''s Söhne' # GmbH
# which process
iso-5230: Gleichwertig   # see below
iso-5230-equivalent: eigenes # Verfahren
iso-5230-proof: a#b.pdf

accessibility: nein
accessibility-standard:
accessibility-proof:	plan.pdf
own-code: YES
contract: EVB-IT Erstellung 2026
component-list-complete: "ja"
name: A. Muster
date: 9. November 2026
`

func read(t *testing.T, text string) *declaration.Result {
	t.Helper()
	r, err := declaration.Read([]byte(text), "e.yml")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	r := read(t, filled)
	want := inventory.Declaration{
		ID: "e.yml", SHA256: r.Declaration.SHA256, Procedure: `2026-17 "A"`, Bidder: "Müller's Söhne", Name: "A. Muster", Date: "9. November 2026",
		Answers: []inventory.Answer{
			{Topic: inventory.TopicOpenChain, Says: inventory.SaysEquivalent, Detail: "eigenes", Proof: "a#b.pdf", Line: 7},
			{Topic: inventory.TopicAccessibility, Says: inventory.SaysNo, Proof: "plan.pdf", Line: 11},
			{Topic: inventory.TopicOwnCode, Says: inventory.SaysYes, Line: 14},
			{Topic: inventory.TopicContract, Detail: "EVB-IT Erstellung 2026", Line: 15},
			{Topic: inventory.TopicComponents, Says: inventory.SaysYes, Line: 16},
		},
	}
	if d := cmp.Diff(want, r.Declaration); d != "" || len(r.Issues) > 0 {
		t.Errorf("(-want +got)\n%s%v", d, r.Issues)
	}
	if !declaration.Wants([]byte(filled)) || len(r.Declaration.SHA256) != 64 {
		t.Error("not recognised, or without its digest")
	}
}

// Whatever is not of the form is told, and what is makes it in spite of it.
func TestWhatIsNotUnderstoodIsTold(t *testing.T) {
	for text, want := range map[string]string{
		"iso-5230: perhaps":                      "declaration-answer 2 iso-5230: perhaps",
		"accessibility: equivalent":              "declaration-answer 2 accessibility: equivalent",
		"iso: yes":                               "declaration-key 2 iso",
		"name: |":                                "declaration-line 2 name: |",
		"name: [a]":                              "declaration-line 2 name: [a]",
		"name: *a":                               "declaration-line 2 name: *a",
		"name: \"open":                           "declaration-line 2 name: \"open",
		"name: 'a' b":                            "declaration-line 2 name: 'a' b",
		"name:x":                                 "declaration-line 2 name:x",
		"just words":                             "declaration-line 2 just words",
		"  name: x":                              "declaration-line 2 name: x",
		"name: x\nname: y":                       "declaration-twice 3 name",
		"name: " + strings.Repeat("x", 2<<10+1):  "declaration-long 2 name",
		"lizenzlotse-declaration: 1":             "declaration-twice 2 lizenzlotse-declaration",
		"own-code: no\nown-code: yes\nbidder: x": "declaration-twice 3 own-code",
	} {
		r := read(t, head+text+"\ndate: today\n")
		var got []string
		for _, i := range r.Issues {
			if i.Effect != inventory.Unread || i.Path != "e.yml" {
				t.Errorf("%q: %+v", text, i)
			}
			got = append(got, fmt.Sprintf("%s %s %s", i.Code, i.Args["line"], i.Args["was"]))
		}
		if !slices.Equal(got, []string{want}) || r.Declaration.Date != "today" {
			t.Errorf("%.60q: got %q, date %q", text, got, r.Declaration.Date)
		}
	}
	if r := read(t, head+strings.Repeat("x\n", 1000)); len(r.Issues) != 20 {
		t.Errorf("%d issues", len(r.Issues))
	}
}

func TestWhatIsNoForm(t *testing.T) {
	for text, key := range map[string]string{
		"":                                     "error.no-declaration",
		"name: x\n" + head:                     "error.no-declaration",
		"lizenzlotse-declaration":              "error.no-declaration",
		"lizenzlotse-declaration: 2\n":         "error.declaration-version",
		"lizenzlotse-declaration:\n":           "error.declaration-version",
		head + "name: \xff\n":                  "error.declaration-encoding",
		head + strings.Repeat("#", 64<<10):     "error.declaration-too-large",
		strings.Repeat("# x\n", 20_000) + head: "error.declaration-too-large",
	} {
		r, err := declaration.Read([]byte(text), "e.yml")
		var e *inventory.Error
		if r != nil || !errors.As(err, &e) || e.Key != key || e.Where != "e.yml" || e.Hint.Key == "" {
			t.Errorf("%.40q: got %v, want %s", text, err, key)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(filled))
	for _, s := range []string{"", head, head + "name: '''", head + `name: "\`, head + "name: \"\\ud800\"", head + "a: b: c", "\ufeff\n" + head} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := declaration.Read(data, "e.yml")
		if (r == nil) == (err == nil) {
			t.Fatalf("%v, %v", r, err)
		}
		if r == nil {
			return
		}
		if !declaration.Wants(data) {
			t.Fatal("read, and not recognised")
		}
		d := r.Declaration
		for _, s := range []string{d.Procedure, d.Bidder, d.Name, d.Date} {
			if len(s) > declaration.MaxSize || strings.TrimSpace(s) != s {
				t.Fatalf("%q", s)
			}
		}
		for _, a := range d.Answers {
			if a.Says == "" && a.Detail == "" && a.Proof == "" || a.Line < 1 {
				t.Fatalf("an answer that says nothing: %+v", a)
			}
		}
	})
}
