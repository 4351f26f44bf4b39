// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package junit writes an assessment as test results in the XML that began with JUnit, for programs that
// show those: a suite for each rule, a case for each component it looked at.
//
// A case fails where its finding closes the gate, so that what is shown as failed and the exit code agree.
// What is left to review is never a success: below the gate it is skipped, and so is what a decision settled,
// each with its reason. What was not read is an error.
package junit

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/finding"
	"lizenzlotse/reports/i18n"
)

// Limits. Above maxComponents, components without a finding are counted in one case a rule.
const (
	maxComponents = 10000
	maxPlaces     = 10
)

// Options say how the results are written.
type Options struct {
	Lang    string             // "en"; anything else is German
	Created time.Time          // stands at every suite; the zero time does not
	FailOn  assessment.Verdict // a finding of this verdict or a worse one fails; Satisfied stands for Violated
	From    string             // the folder in which the paths of the result begin, see [finding.New]
}

// Write writes the results. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	l := i18n.For(o.Lang)
	if o.FailOn == assessment.Satisfied {
		o.FailOn = assessment.Violated
	}
	m := &maker{a: a, l: l, o: o, show: finding.New(a, l, o.From)}
	suites := m.suites()
	p := &printer{w: bufio.NewWriter(w)}
	var all counts
	for _, s := range suites {
		all.add(s.counts)
	}
	p.w.WriteString(xml.Header)
	p.open("testsuites", "name", "Lizenzlotse", "tests", n(all.tests), "failures", n(all.failures), "errors", n(all.errors), "time", "0")
	for _, s := range suites {
		attributes := []string{"name", s.name, "id", s.id, "tests", n(s.tests), "failures", n(s.failures), "errors", n(s.errors), "skipped", n(s.skipped), "time", "0"}
		if !o.Created.IsZero() {
			attributes = append(attributes, "timestamp", o.Created.UTC().Format("2006-01-02T15:04:05"))
		}
		p.open("testsuite", attributes...)
		for i := range s.cases {
			p.testCase(s.id, &s.cases[i])
		}
		p.close("testsuite")
	}
	p.close("testsuites")
	return p.w.Flush()
}

func n(i int) string { return strconv.Itoa(i) }

// printer writes XML; bufio.Writer keeps the first error, which Flush returns.
type printer struct{ w *bufio.Writer }

func (p *printer) tag(name string, attributes []string) {
	p.w.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		p.w.WriteString(" " + attributes[i] + `="`)
		xml.EscapeText(p.w, []byte(attributes[i+1]))
		p.w.WriteByte('"')
	}
}

func (p *printer) open(name string, attributes ...string) {
	p.tag(name, attributes)
	p.w.WriteString(">\n")
}

func (p *printer) close(name string) { p.w.WriteString("</" + name + ">\n") }

func (p *printer) text(name, text string, attributes ...string) {
	p.tag(name, attributes)
	p.w.WriteByte('>')
	for line := range strings.Lines(text) { // EscapeText writes a line break as a number, which is right in attributes only
		rest, broken := strings.CutSuffix(line, "\n")
		xml.EscapeText(p.w, []byte(rest))
		if broken {
			p.w.WriteByte('\n')
		}
	}
	p.close(name)
}

func (p *printer) testCase(suite string, c *testCase) {
	attributes := []string{"classname", suite, "name", c.name, "time", "0"}
	if c.status == passed && c.body == "" {
		p.tag("testcase", attributes)
		p.w.WriteString("/>\n")
		return
	}
	p.open("testcase", attributes...)
	switch c.status {
	case passed:
		p.text("system-out", c.body)
	case skipped:
		p.text("skipped", c.body, "type", c.kind, "message", c.message)
	case failed:
		p.text("failure", c.body, "type", c.kind, "message", c.message)
	case errored:
		p.text("error", c.body, "type", c.kind, "message", c.message)
	}
	p.close("testcase")
}
