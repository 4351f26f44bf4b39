// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package sarif writes an assessment as SARIF 2.1.0, which code hosts and editors show beside the files.
//
// What a decision settled is suppressed with its reason; what was not read stands under the notifications of
// the invocation, which then was not successful. A log is never larger than GitHub takes; what is left out
// because of that, a notification says.
package sarif

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/finding"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Limits. GitHub refuses a run of more than 25,000 results, and shows 5,000 of them and 100 places of each.
const (
	maxResults       = 25000
	maxRelated       = 20
	maxNotifications = 1000
)

const (
	schema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	srcRoot = "%SRCROOT%"
	// fingerprint names ours in its first version; it is counted up if what it is made of changes.
	fingerprint = "lizenzlotse/v1"
)

// Options say how the log is written.
type Options struct {
	Lang        string    // "en"; anything else is German
	Created     time.Time // when the run ended; the zero time is left out
	ToolVersion string    // of the program; may be empty
	From        string    // the folder in which the paths of the result begin, see [finding.New]
}

// Write writes the log. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	l := i18n.For(o.Lang)
	b := &builder{a: a, l: l, show: finding.New(a, l, o.From), artifacts: map[string]int{}}
	r := run{
		Tool:       tool{driver{Name: "Lizenzlotse", SemanticVersion: o.ToolVersion, Rules: b.rules()}},
		Language:   l.Code(),
		ColumnKind: "unicodeCodePoints",
		Bases:      map[string]location{srcRoot: {Description: &message{Text: l.T("report.ci.root")}}},
		Results:    b.results(),
		Properties: b.properties(),
	}
	if a.Judged() {
		r.Automation = &automation{ID: "lizenzlotse/" + escape(a.Policy.Name) + "/"} // what ends in a slash is a category to GitHub
	}
	r.Invocations = []invocation{b.invocation(o)}
	r.Artifacts = b.listed
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(logFile{Schema: schema, Version: "2.1.0", Runs: []run{r}})
}

type builder struct {
	a         *assessment.Assessment
	l         i18n.Lang
	show      *finding.Shown
	left      int // results that were left out
	artifacts map[string]int
	listed    []artifact
}

// results are the worst, in the order of the assessment.
func (b *builder) results() []result {
	keep := make([]int, len(b.a.Results))
	for i := range keep {
		keep[i] = i
	}
	if b.left = len(keep) - maxResults; b.left > 0 {
		slices.SortStableFunc(keep, func(x, y int) int { return b.a.Results[y].Severity() - b.a.Results[x].Severity() })
		keep = keep[:maxResults]
		slices.Sort(keep)
	}
	index := map[string]int{}
	for i := range b.a.Rules {
		index[b.a.Rules[i].ID] = i
	}
	list := make([]result, 0, len(keep))
	for _, i := range keep {
		r := &b.a.Results[i]
		at, known := index[r.Rule]
		if !known {
			at = -1 // which is what SARIF says where there is none
		}
		list = append(list, b.result(r, at))
	}
	return list
}

func (b *builder) result(r *assessment.Result, rule int) result {
	level, kind := levelOf(r)
	x := result{
		RuleID: r.Rule, RuleIndex: rule, Level: level, Kind: kind, Message: message{Text: plain(b.show.Line(r))},
		Properties: resultProperties{Verdict: r.Verdict.String(), Component: i18n.Visible(r.Component), Decision: i18n.Visible(r.Decision)},
	}
	if r.Expression != nil {
		x.Properties.License = i18n.Visible(r.Expression.String())
	}
	if r.Fingerprint != "" {
		x.Fingerprints = map[string]string{fingerprint: r.Fingerprint}
	}
	if why := b.show.Settled(r); why != "" {
		x.Suppressions = []suppression{{Kind: "external", Status: "accepted", Justification: why}}
	}
	if b.a.Baseline != nil {
		x.Baseline = "new"
		if r.Known {
			x.Baseline = "unchanged"
		}
	}
	places := b.show.Places(r)
	first := b.location(places[0])
	if r.Component != "" {
		first.Logical = append(first.Logical, logical{Name: b.show.Name(r), Qualified: i18n.Visible(r.Component), Kind: "package"})
	}
	x.Locations = []placeLocation{first}
	for i, p := range places[1:min(len(places), 1+maxRelated)] {
		at := b.location(p)
		at.ID = &[]int{i + 1}[0]
		x.Related = append(x.Related, at)
	}
	x.Properties.MorePlaces = max(0, len(places)-1-maxRelated)
	return x
}

// levelOf is how bad a result is. What is satisfied and only remarked has no level, as SARIF wants it of what is no problem.
func levelOf(r *assessment.Result) (level, kind string) {
	switch {
	case r.Noted, r.Verdict == assessment.Conditional, r.Verdict == assessment.Satisfied && r.Decision != "":
		return "note", ""
	case r.Verdict == assessment.Review:
		return "warning", ""
	case r.Verdict == assessment.Violated:
		return "error", ""
	}
	return "none", "informational"
}

// location points at a place, and names its file among the artifacts.
func (b *builder) location(p finding.Place) placeLocation {
	uri := escape(p.Path)
	i, known := b.artifacts[uri]
	if !known {
		i = len(b.listed)
		b.artifacts[uri] = i
		a := artifact{Location: location{URI: uri, Base: srcRoot}}
		if f := b.show.File(p); f != nil {
			a.Length = &f.Size
		}
		if sum := b.show.SHA256(p); sum != "" {
			a.Hashes = map[string]string{"sha-256": sum}
		}
		b.listed = append(b.listed, a)
	}
	x := placeLocation{Physical: physical{Artifact: location{URI: uri, Base: srcRoot, Index: &i}}}
	switch {
	case p.Inner != "":
		x.Logical = []logical{{Name: i18n.Cut(i18n.Visible(p.Inner), finding.MaxName), Qualified: i18n.Visible(p.String()), Kind: "resource"}}
	case p.First > 0:
		x.Physical.Region = &region{StartLine: p.First, EndLine: p.Last}
		if p.Quote != "" {
			x.Physical.Region.Snippet = &message{Text: i18n.Visible(p.Quote)}
		}
	default:
		x.Physical.Region = &region{StartLine: 1} // GitHub shows nothing that has no line
	}
	return x
}

// invocation says whether everything was read, and what was not.
func (b *builder) invocation(o Options) invocation {
	v := b.a.Inventory
	x := invocation{Successful: v.Complete()}
	if b.a.Judged() {
		x.Successful = b.a.Complete
	}
	if !o.Created.IsZero() {
		x.End = o.Created.UTC().Format(time.RFC3339)
	}
	say := func(level, key string, args ...string) {
		x.Notifications = append(x.Notifications, notification{Level: level, Message: message{Text: b.l.T(key, args...)}})
	}
	if b.left > 0 {
		say("warning", "report.ci.left-out", "n", strconv.Itoa(b.left), "of", strconv.Itoa(len(b.a.Results)))
	}
	if !b.a.Judged() {
		say("note", "report.ci.unjudged")
	}
	unread := 0
	for i := range v.Issues {
		issue := &v.Issues[i]
		if issue.Effect != inventory.Unread {
			continue
		}
		if unread++; unread <= maxNotifications {
			x.Notifications = append(x.Notifications, notification{Descriptor: &descriptor{issue.Code}, Level: "error",
				Message: message{Text: plain(b.show.Issue(issue))}, Locations: []placeLocation{b.location(b.show.PlaceOf(issue))}})
		}
	}
	if more := unread - maxNotifications; more > 0 {
		say("error", "report.ci.more-unread", "n", strconv.Itoa(more))
	}
	return x
}

// properties are what was judged, and by what.
func (b *builder) properties() map[string]any {
	v := b.a.Inventory
	p := map[string]any{"subject": i18n.Visible(v.Subject.Name)}
	if v.Subject.SHA256 != "" {
		p["subjectSha256"] = v.Subject.SHA256
	}
	if b.a.Judged() {
		p["policy"], p["policySha256"] = i18n.Visible(b.a.Policy.Name), b.a.Policy.SHA256
		p["verdict"], p["date"] = b.a.Verdict.String(), b.a.Date
		if b.a.Baseline != nil {
			p["baselineSha256"] = b.a.Baseline.SHA256
		}
	}
	return p
}
