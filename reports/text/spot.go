// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// spot writes a cause: where it is first, so that editors and terminals open it, then what is said of it; without the quote
// where many share the screen.
func (p *printer) spot(c *assessment.Cause, d detail) {
	type spot struct{ place, name string }
	var shown []spot
	more := 0
	for _, r := range c.Results {
		at := p.places(r)
		if len(at) == 0 {
			at = []string{""}
		}
		for i, place := range at {
			if len(shown) == d.places {
				more += len(at) - i
				break
			}
			if x := (spot{p.openable(place), shorten(clean(p.name(r.Component)), p.measure-4)}); !slices.Contains(shown, x) {
				shown = append(shown, x)
			}
		}
	}
	others := ""
	if more > 0 {
		others = p.paint(dim, "… "+p.l.T("text.places.more", "n", strconv.Itoa(more)))
	}
	for i, x := range shown {
		if !d.quote && i == len(shown)-1 && others != "" {
			x.name, others = strings.TrimSpace(x.name+"  "+others), ""
		}
		p.placed(x.place, x.name)
	}
	if others != "" {
		p.wrap(2, 4, others, "")
	}
	first := c.Results[0]
	message := clean(p.l.Message(first.Message.Key, first.Message.Args))
	p.begin(4, d.said, p.paint(colors[first.Verdict], sign(first.Verdict, false))+" "+message)
	if quote := quoteOf(c); d.quote && quote != "" && !strings.Contains(message, quote) {
		p.line(4, p.paint(dim, shorten("› "+quote, p.o.Width-4)))
	}
}

// begin writes the first lines of a text; the other views have all of it.
func (p *printer) begin(indent, n int, s string) {
	lines := p.broken(indent, indent+2, s)
	for i, line := range lines[:min(n, len(lines))] {
		at := indent
		if i > 0 {
			at += 2
		}
		if i == n-1 && len(lines) > n {
			line = shortenWords(line+" …", p.measure-at)
		}
		p.line(at, line)
	}
}

// placed writes a place with the component that is there, in one line if both fit.
func (p *printer) placed(place, name string) {
	switch {
	case place == "":
		p.wrap(2, 4, p.paint(bold, name), "")
	case name == "":
		p.line(2, p.paint(bold, place))
	case 2+columns(place)+2+columns(name) <= p.o.Width:
		p.line(2, p.paint(bold, place)+"  "+name)
	default:
		p.line(2, p.paint(bold, place)) // whole, whatever the width: else nothing opens it
		p.wrap(4, 6, name, "")
	}
}

// openable is a place as it can be opened from where the reader is; what lies in an archive cannot be.
func (p *printer) openable(place string) string {
	if p.o.From == "" || place == "" || p.a.Inventory.Subject.Kind == inventory.KindArchive || inventory.OutsideInput(place) {
		return clean(place)
	}
	return i18n.InLog(i18n.Cut(path.Join(p.o.From, place), maxText+len(p.o.From)))
}

// quoteOf is the first text that the evidence of a cause quotes.
func quoteOf(c *assessment.Cause) string {
	for _, r := range c.Results[:min(len(c.Results), maxPlaces)] {
		for _, e := range r.Evidence {
			if q := strings.Join(strings.Fields(e.Quote), " "); q != "" {
				return clean(q)
			}
		}
	}
	return ""
}
