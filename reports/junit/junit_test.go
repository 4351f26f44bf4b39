// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package junit_test

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/junit"
	"lizenzlotse/scanner/inventory"
)

var created = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

func write(t *testing.T, a *assessment.Assessment, lang string, failOn ...assessment.Verdict) string {
	t.Helper()
	var b bytes.Buffer
	o := junit.Options{Lang: lang, Created: created}
	if len(failOn) > 0 {
		o.FailOn = failOn[0]
	}
	if err := junit.Write(&b, a, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	golden.Check(t, "bid.de.xml", write(t, a, "de"))
	golden.Check(t, "bid.en.xml", write(t, a, "en"))
	golden.Check(t, "scan.xml", write(t, &assessment.Assessment{Inventory: a.Inventory}, "en"))
	golden.Check(t, "hostile.xml", write(t, golden.Saved(t, "hostile.json"), "en"))
	if !strings.Contains(write(t, a, "de"), "Proprietäre Komponente") {
		t.Error("the German words are missing")
	}
}

type outcome struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
}

type suites struct {
	Tests, Failures, Errors int `xml:"-"`
	T                       int `xml:"tests,attr"`
	F                       int `xml:"failures,attr"`
	E                       int `xml:"errors,attr"`
	Suites                  []struct {
		ID    string `xml:"id,attr"`
		T     int    `xml:"tests,attr"`
		F     int    `xml:"failures,attr"`
		E     int    `xml:"errors,attr"`
		S     int    `xml:"skipped,attr"`
		Cases []struct {
			Class   string   `xml:"classname,attr"`
			Name    string   `xml:"name,attr"`
			Failure *outcome `xml:"failure"`
			Error   *outcome `xml:"error"`
			Skipped *outcome `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

// read reads what was written, and holds the sums against the cases.
func read(t *testing.T, text string) suites {
	t.Helper()
	var s suites
	if err := xml.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Suites {
		names := map[string]bool{}
		failures, errors, skipped := 0, 0, 0
		for _, c := range x.Cases {
			if names[c.Name] || c.Name == "" || c.Class != x.ID {
				t.Errorf("%s: the name %q is empty or there twice, or its class is %q", x.ID, c.Name, c.Class)
			}
			names[c.Name] = true
			if c.Failure != nil {
				failures++
			}
			if c.Error != nil {
				errors++
			}
			if c.Skipped != nil {
				skipped++
			}
		}
		if len(x.Cases) != x.T || failures != x.F || errors != x.E || skipped != x.S {
			t.Errorf("%s: the sums are wrong", x.ID)
		}
		s.Tests, s.Failures, s.Errors = s.Tests+x.T, s.Failures+x.F, s.Errors+x.E
	}
	if s.Tests != s.T || s.Failures != s.F || s.Errors != s.E {
		t.Error("the sums of all are wrong")
	}
	return s
}

// What fails is what closes the gate; what was not read is an error; what is open is never passed.
func TestGate(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	count := func(at assessment.Verdict) map[string]int {
		n := map[string]int{}
		for _, s := range read(t, write(t, a, "en", at)).Suites {
			for _, c := range s.Cases {
				switch {
				case c.Failure != nil:
					n["failed "+c.Failure.Type]++
				case c.Error != nil:
					n["error"]++
				case c.Skipped != nil:
					n["skipped "+c.Skipped.Type]++
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		at   assessment.Verdict
		want map[string]int
	}{
		{assessment.Satisfied, map[string]int{"failed violated": 1, "skipped review": 6, "skipped decision": 2, "error": 1}},
		{assessment.Violated, map[string]int{"failed violated": 1, "skipped review": 6, "skipped decision": 2, "error": 1}},
		{assessment.Review, map[string]int{"failed violated": 1, "failed review": 6, "skipped decision": 2, "error": 1}},
		{assessment.Conditional, map[string]int{"failed violated": 1, "failed review": 6, "failed conditional": 2, "skipped decision": 1, "error": 1}},
	} {
		if diff := cmp.Diff(c.want, count(c.at)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.at, diff)
		}
	}
}

func TestHostile(t *testing.T) {
	text := write(t, golden.Saved(t, "hostile.json"), "en", assessment.Review)
	read(t, text)
	for _, bad := range []string{"\x1b", "\u202e", "\u200b", "<script", "\n::error"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q is in it", bad)
		}
	}
}

// Where it is known which components a rule found nothing wrong with, each has a case, so that one that was mended is seen to pass.
func TestPassed(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	passed := map[string]int{}
	for _, s := range read(t, write(t, a, "en")).Suites {
		for _, c := range s.Cases {
			if c.Failure == nil && c.Error == nil && c.Skipped == nil {
				passed[s.ID]++
			}
		}
	}
	if passed["LIZ-001"] != 24 || passed["LIZ-011"] != 1 {
		t.Errorf("passed: %v", passed)
	}
	// Of very many they are counted.
	for i := range 20000 {
		a.Inventory.Components = append(a.Inventory.Components, inventory.Component{ID: "pkg:npm/x@" + strconv.Itoa(i), Name: "x"})
	}
	for i := range a.Rules {
		if a.Rules[i].ID == "LIZ-001" {
			a.Rules[i].Counts.Satisfied += 20000
		}
	}
	if n := len(write(t, a, "en")); n > 100000 {
		t.Errorf("%d bytes", n)
	}
}
