// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// A quality is what came out for one document as a whole, such as an SBOM.
type quality struct {
	ID, Made                string
	Mark                    mark
	Violated, Review, Notes int
	Open, Folded            []qualityRow // what is more than a note, and the notes
	More                    int
}

type qualityRow struct {
	Rule, Anchor, Title string
	Mark                mark
	Message, Lines, Fix string
	Since               string  // whether it stood in the baseline; empty without one
	Places              []place // all of them, where they are in other documents or in the source too
	InPlaces            int     // how many these are
	MorePlaces          int
}

// documentsJudged is what the documents came to; Later says that nothing of it is owed before the award.
type documentsJudged struct {
	Documents list[quality]
	Later     bool
}

// quality shows the results of the rules that judge documents as a whole.
func (p *view) quality() list[quality] {
	room := p.room(totalRows)
	return each(p.byDocument, p.room(maxRows), func(d assessment.DocumentResults) quality {
		made := []string{p.l.Word("format", d.Document.Format)}
		if d.Document.Version != "" {
			made = append(made, d.Document.Version)
		}
		q := quality{ID: i18n.CutMiddle(d.Document.ID, maxPath), Made: i18n.Cut(strings.Join(made, ", "), maxText)}
		worst := assessment.Satisfied
		shown := take(d.Results, room)
		room -= len(shown.Items)
		q.More = shown.More
		for _, r := range d.Results {
			switch {
			case r.Noted || r.Verdict == assessment.Satisfied:
				q.Notes++
			case r.Verdict == assessment.Review:
				q.Review++
			default:
				q.Violated++
			}
			if !r.Noted {
				worst = max(worst, r.Verdict)
			}
		}
		q.Mark = p.mark(worst, false)
		for _, r := range shown.Items {
			row := qualityRow{Rule: r.Rule, Mark: p.said(r), Message: i18n.Cut(p.l.Message(r.Message.Key, r.Message.Args), maxProse)}
			if !p.shown[r.Rule] {
				p.shown[r.Rule] = true
				row.Anchor = p.anchor(r.Rule)
			}
			if p.a.Baseline != nil {
				row.Since = p.l.T("report.new")
				if r.Known {
					row.Since = p.l.T("report.known")
				}
			}
			var at []string
			for _, e := range r.Evidence {
				line := strconv.Itoa(e.Line.First)
				if e.Line.First > 0 && e.Path == d.Document.ID && len(at) <= openPlaces && !slices.Contains(at, line) {
					at = append(at, line)
				}
			}
			row.Lines = strings.Join(at, ", ")
			if r.Message.Args["more"] != "" || slices.ContainsFunc(r.Evidence, func(e inventory.Evidence) bool { return e.Path != d.Document.ID }) {
				places := each(r.Evidence, maxRows, func(e inventory.Evidence) place {
					return placeOf(e)
				})
				row.Places, row.InPlaces, row.MorePlaces = merged(places.Items), len(places.Items), places.More
			}
			note := r.Noted || r.Verdict == assessment.Satisfied
			if u := p.rules[r.Rule]; u != nil {
				row.Title = i18n.Cut(u.Doc.Title.In(p.l.Code()), maxText)
				if !note && !slices.ContainsFunc(q.Open, func(x qualityRow) bool { return x.Rule == r.Rule }) {
					row.Fix = i18n.Cut(u.Doc.Fix.In(p.l.Code()), maxProse)
				}
			}
			if note {
				q.Folded = append(q.Folded, row)
			} else {
				q.Open = append(q.Open, row)
			}
		}
		return q
	})
}
