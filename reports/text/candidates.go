// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"io"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Candidates writes what detection took into account in one file, in order of position: each with
// its line, what it says, who found it, and whether it counts or why it does not.
func Candidates(w io.Writer, path string, list []inventory.Candidate, o Options) error {
	p := newPrinter(w, &assessment.Assessment{Inventory: &inventory.Inventory{}}, o)
	taken := 0
	for _, c := range list {
		if c.Refused.Key == "" {
			taken++
		}
	}
	p.heading(p.l.T("text.candidates", "path", clean(path), "n", strconv.Itoa(len(list)), "taken", strconv.Itoa(taken)))
	for _, c := range list {
		p.candidate(c)
	}
	return p.w.Flush()
}

func (p *printer) candidate(c inventory.Candidate) {
	sign, color, why := "✓", green, p.l.T("text.candidate.taken")
	if c.Refused.Key != "" {
		sign, color, why = "✗", dim, p.l.Message(c.Refused.Key, c.Refused.Args)
	}
	license := clean(p.l.Word("license", spdx.Text(c.Expression)))
	for _, r := range c.Readings {
		license += " " + p.l.T("text.candidate.reading", "license", clean(r.String()))
	}
	who := p.l.T("text.candidate.found", "line", strconv.Itoa(c.Evidence.Line.First), "kind", p.l.Word("finding", string(c.Kind)),
		"confidence", p.l.Word("confidence", string(c.Confidence)), "detector", c.Evidence.Detector)
	if !p.o.Terminal {
		p.line(0, clean(c.Evidence.Path)+":"+strconv.Itoa(c.Evidence.Line.First)+": "+sign+" "+license+" · "+who+" · "+why+" · "+p.l.T("text.candidate.quote", "quote", clean(c.Evidence.Quote)))
		return
	}
	p.line(0, "")
	p.wrap(0, 2, p.paint(color+bold, sign)+" "+p.paint(bold, license), p.paint(dim, "· "+who))
	p.wrap(2, 2, p.paint(color, why), "")
	p.wrap(2, 2, p.l.T("text.candidate.quote", "quote", clean(c.Evidence.Quote)), "")
}
