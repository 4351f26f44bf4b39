// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package codequality writes findings as GitLab's Code Quality report, which merge requests show.
//
// Every finding is in it but remarks on what is satisfied; what a decision settled is there as information.
// The format knows findings only, so what was not read is one of them.
package codequality

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/finding"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Options say how the report is written.
type Options struct {
	Lang string // "en"; anything else is German
	From string // the folder in which the paths of the result begin, see [finding.New]
}

// unread is the check of what could not be read.
const unread = "examination"

type entry struct {
	Description string   `json:"description"`
	Check       string   `json:"check_name"`
	Fingerprint string   `json:"fingerprint"` // GitLab shows one of those that have the same
	Severity    string   `json:"severity"`
	Location    location `json:"location"`
}

type location struct {
	Path  string `json:"path"` // relative to the repository, without "./"
	Lines lines  `json:"lines"`
}

type lines struct {
	Begin int `json:"begin"`
}

// Write writes the report piece by piece. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	l := i18n.For(o.Lang)
	show := finding.New(a, l, o.From)
	p := &printer{w: bufio.NewWriter(w), taken: map[string]int{}}
	p.w.WriteByte('[')
	for i := range a.Inventory.Issues {
		issue := &a.Inventory.Issues[i]
		if issue.Effect != inventory.Unread {
			continue
		}
		parts := []string{unread, issue.Code, issue.Path}
		for _, name := range slices.Sorted(maps.Keys(issue.Args)) {
			parts = append(parts, name, issue.Args[name])
		}
		at := show.PlaceOf(issue)
		p.put(entry{Description: l.T("report.ci.not-read", "path", i18n.Cut(i18n.Visible(at.String()), finding.MaxText), "why", show.Issue(issue)), Check: unread,
			Fingerprint: sum(parts...), Severity: "major", Location: location{i18n.Visible(at.Path), lines{at.Line()}}}, "")
	}
	for i := range a.Results {
		r := &a.Results[i]
		severity := severityOf(r, show.Settled(r) != "")
		if severity == "" {
			continue
		}
		text := show.Said(r) + ": " + show.Line(r)
		if why := show.Settled(r); why != "" {
			text += " " + l.T("report.decision", "decision", why)
		}
		at := show.Places(r)[0]
		p.put(entry{Description: i18n.Cut(text, 2*finding.MaxText), Check: i18n.Visible(r.Rule), Fingerprint: r.Fingerprint, Severity: severity,
			Location: location{i18n.Visible(at.Path), lines{at.Line()}}}, r.Component)
	}
	p.w.WriteString("\n]\n")
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// severityOf is GitLab's word for how bad a result is; "" for what is no finding.
func severityOf(r *assessment.Result, settled bool) string {
	switch {
	case r.Noted, settled:
		return "info"
	case r.Verdict == assessment.Violated:
		return "critical"
	case r.Verdict == assessment.Review:
		return "major"
	case r.Verdict == assessment.Conditional:
		return "minor"
	}
	return ""
}

type printer struct {
	w     *bufio.Writer
	some  bool
	taken map[string]int // fingerprints, each with how many wanted it
	err   error
}

// put writes an entry. Two versions of a component, and two remarks of one rule on it, have one fingerprint between releases;
// here each has its own, of which the first is that.
func (p *printer) put(e entry, component string) {
	first := e.Fingerprint
	if n := p.taken[first]; n > 0 {
		e.Fingerprint = sum(first, component)
		if p.taken[e.Fingerprint] > 0 {
			e.Fingerprint = sum(first, component, strconv.Itoa(n))
		}
	}
	p.taken[first]++
	if e.Fingerprint != first {
		p.taken[e.Fingerprint]++
	}
	if p.some {
		p.w.WriteByte(',')
	}
	p.some = true
	var b bytes.Buffer
	b.WriteByte('\n')
	if err := json.NewEncoder(&b).Encode(e); err != nil && p.err == nil {
		p.err = err
	}
	p.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

func sum(parts ...string) string {
	h := sha256.New()
	for _, s := range parts {
		io.WriteString(h, s)
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
