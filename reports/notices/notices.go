// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package notices writes the document that goes with a work when it is passed on: components, copyright notices,
// licence texts and notices as they stand, the offer of source code with blanks, and what is missing. As text,
// Markdown and HTML.
//
// Whatever the input wrote is shown whole but for what could harm or hide: control and direction characters are
// written out, names and lines are cut at a length that is said.
package notices

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// Options say how it is written.
type Options struct {
	Lang string // "en"; anything else is German
	// Created and ToolVersion stand in the document; the zero values do not.
	Created     time.Time
	ToolVersion string
}

// Limits of what is shown of the input, in characters but for maxNames.
const (
	maxName  = 300
	maxLine  = 2000 // of a copyright notice, and of a licence expression
	maxNames = 20   // of what a gap is about; the components themselves are all listed
	maxFrom  = 10   // places of a text
)

// A document is the notices in words, before any form escapes them.
type document struct {
	l       i18n.Lang
	n       *assessment.Notices
	title   string
	intro   []string
	remarks []string // what whoever passes it on must know
	facts   [][2]string
	missing []item // what is lacking
	notes   []item // what is worth knowing
	others  []entry
	own     []entry
	offers  []offer
	leftOut []item
	notice  []text
	texts   []text
}

// An item is a sentence with what it is about.
type item struct {
	says  string
	names []string
	more  int
}

type entry struct {
	name, sub  string // what it is called, and where it lies or who supplies it
	license    string
	remarks    []string
	copyrights []string
	texts      []int
}

type offer struct {
	says    string
	sources []string
}

type text struct {
	number int
	title  string
	from   string
	of     string
	body   string
}

func newDocument(n *assessment.Notices, o Options) *document {
	l := i18n.For(o.Lang)
	d := &document{l: l, n: n}
	d.title = l.T("notices.title", "name", clean(cmp.Or(n.Subject.Title, n.Subject.Name)))
	d.intro = []string{l.T("notices.intro"), l.T("notices.use." + string(n.Use))}
	if !n.Complete {
		d.remarks = append(d.remarks, l.T("notices.incomplete"))
	}
	if n.Saved {
		d.remarks = append(d.remarks, l.T("notices.saved"))
	}
	if n.Policy.FromInput {
		d.remarks = append(d.remarks, l.T("notices.policy-inside", "origin", clean(n.Policy.Origin)))
	}
	if n.Policy.Name != "" {
		d.fact("notices.policy", clean(strings.TrimSpace(n.Policy.Name+" "+n.Policy.Version)))
	}
	d.fact("notices.sha256", n.Subject.SHA256)
	d.fact("report.head.created", l.Time(o.Created))
	d.fact("notices.program", strings.TrimSpace("Lizenzlotse "+o.ToolVersion))
	for _, g := range n.Missing {
		x := d.item(l.T("notices.gap."+g.Kind, "licence", clean(g.License), "n", strconv.Itoa(len(g.Of))), g.Of)
		if g.Note {
			d.notes = append(d.notes, x)
		} else {
			d.missing = append(d.missing, x)
		}
	}
	d.others, d.own = d.entries(n.Others), d.entries(n.Own)
	for _, x := range n.Offers {
		d.offers = append(d.offers, d.offer(&x))
	}
	for _, x := range n.LeftOut {
		d.leftOut = append(d.leftOut, item{says: l.T("notices.left-out."+x.Reason, "n", strconv.Itoa(len(x.Of))), names: cleaned(x.Of)})
	}
	for _, x := range n.Excluded {
		d.leftOut = append(d.leftOut, item{says: l.T("notices.excluded", "pattern", clean(x.Pattern), "reason", clean(x.Reason), "files", strconv.Itoa(x.Files))})
	}
	for i := range n.Texts {
		x := d.text(&n.Texts[i])
		if n.Texts[i].Notice {
			d.notice = append(d.notice, x)
		} else {
			d.texts = append(d.texts, x)
		}
	}
	return d
}

func (d *document) fact(key, value string) {
	if value != "" {
		d.facts = append(d.facts, [2]string{d.l.T(key), value})
	}
}

func (d *document) item(says string, names []string) item {
	x := item{says: says, names: cleaned(names[:min(len(names), maxNames)])}
	x.more = len(names) - len(x.names)
	return x
}

func (d *document) entries(list []assessment.NoticeEntry) []entry {
	var all []entry
	for i := range list {
		e := &list[i]
		x := entry{name: clean(e.Label()), license: lined(e.License), texts: e.Texts}
		var sub []string
		if e.In != "" && e.In != e.Label() {
			sub = append(sub, d.l.T("notices.in", "name", clean(e.In)))
		}
		for _, s := range []string{e.Supplier, e.Homepage} {
			if s != "" {
				sub = append(sub, clean(s))
			}
		}
		x.sub = strings.Join(sub, " · ")
		if x.license == "" {
			x.license = d.l.T("notices.no-licence")
		}
		if e.Foreign != "" {
			x.remarks = append(x.remarks, d.l.T("notices.foreign", "licence", lined(e.Foreign)))
		}
		for _, raw := range e.Raws {
			x.remarks = append(x.remarks, d.l.T("notices.raw", "raw", clean(raw)))
		}
		if e.Decision != "" {
			x.remarks = append(x.remarks, d.l.T("notices.decision", "id", clean(e.Decision)))
		}
		if e.Chosen != "" {
			x.remarks = append(x.remarks, d.l.T("notices.chosen", "licence", lined(e.Chosen)))
		}
		if e.NoDuty {
			x.remarks = append(x.remarks, d.l.T("notices.no-duty"))
		}
		for _, c := range e.Copyrights {
			x.copyrights = append(x.copyrights, lined(c))
		}
		if e.More > 0 {
			x.copyrights = append(x.copyrights, d.l.T("notices.more-holders", "n", strconv.Itoa(e.More)))
		}
		all = append(all, x)
	}
	return all
}

func (d *document) offer(x *assessment.SourceOffer) offer {
	o := offer{says: d.l.T("notices.offer.of", "licence", clean(x.License), "duty", d.l.Word("duty", x.Kind))}
	for _, s := range x.Of {
		line := clean(s.Label)
		if s.Here {
			line += " (" + d.l.T("notices.offer.here") + ")"
		}
		if s.Address != "" {
			line += " (" + d.l.T("notices.offer.stated", "address", clean(s.Address)) + ")"
		}
		o.sources = append(o.sources, line)
	}
	return o
}

func (d *document) text(x *assessment.NoticeText) text {
	t := text{number: x.Number, body: i18n.VisibleLines(x.Text), of: strings.Join(cleaned(x.Of), ", ")}
	t.title = clean(strings.Join(x.Licenses, ", "))
	if t.title == "" {
		t.title = d.l.T("notices.untitled")
	}
	if x.Notice {
		t.title = d.l.T("notices.notice-of", "names", i18n.Cut(t.of, maxName))
	}
	from := cleaned(x.From[:min(len(x.From), maxFrom)])
	t.from = strings.Join(from, ", ")
	if more := len(x.From) - maxFrom; more > 0 {
		t.from += " " + d.l.T("report.more", "n", strconv.Itoa(more))
	}
	return t
}

// blanks are what nobody but whoever passes the work on can fill in.
func (d *document) blanks() []string {
	return []string{d.l.T("notices.offer.where"), d.l.T("notices.offer.until")}
}

// headed are the numbers of texts in words, "1, 4".
func headed(numbers []int) string {
	var list []string
	for _, n := range numbers {
		list = append(list, strconv.Itoa(n))
	}
	return strings.Join(list, ", ")
}

func clean(s string) string { return i18n.Visible(i18n.Cut(s, maxName)) }

// lined is a longer text on one line.
func lined(s string) string {
	return i18n.Visible(i18n.Cut(strings.Join(strings.Fields(s), " "), maxLine))
}

func cleaned(list []string) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = clean(s)
	}
	return all
}

// blank is a place to write into.
const blank = "______________________________"
