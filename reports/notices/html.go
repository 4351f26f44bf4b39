// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package notices

import (
	_ "embed" // the page and what its style has besides
	"html/template"
	"io"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/page"
)

//go:embed page.gohtml
var pageText string

//go:embed texts.css
var style string

type view struct {
	page.Shell
	Intro, Remarks []string
	Facts          [][2]string
	Missing, Notes []viewItem
	Parts          []viewPart
	Offers         []viewOffer
	Blanks         []string
	LeftOut        []viewItem
	Texts          []viewTexts
}

type viewItem struct {
	Says  string
	Names []string
	More  int
}

type viewPart struct {
	ID, Title string
	Entries   []viewEntry
}

type viewEntry struct {
	Name, Sub, License  string
	Remarks, Copyrights []string
	Texts               []int
}

type viewOffer struct {
	Says    string
	Sources []string
}

type viewTexts struct {
	ID, Title string
	Texts     []viewText
}

type viewText struct {
	Number                int
	Title, From, Of, Body string
}

// WriteHTML writes a page that needs nothing beside itself.
func WriteHTML(w io.Writer, n *assessment.Notices, o Options) error {
	d := newDocument(n, o)
	t, err := page.New(i18n.For(o.Lang)).Parse(pageText)
	if err != nil {
		return err
	}
	v := view{Shell: page.NewShell(d.l, d.title, d.title), Intro: d.intro, Remarks: d.remarks, Facts: d.facts, Blanks: d.blanks(),
		Missing: items(d.missing), Notes: items(d.notes), LeftOut: items(d.leftOut)}
	v.Style += template.CSS(style)
	for _, p := range []struct {
		id, key string
		list    []entry
	}{{"others", "notices.others", d.others}, {"own", "report.own", d.own}} {
		x := viewPart{ID: p.id, Title: d.l.T(p.key)}
		for _, e := range p.list {
			x.Entries = append(x.Entries, viewEntry{e.name, e.sub, e.license, e.remarks, e.copyrights, e.texts})
		}
		if len(x.Entries) > 0 {
			v.Parts = append(v.Parts, x)
		}
	}
	for _, x := range d.offers {
		v.Offers = append(v.Offers, viewOffer{x.says, x.sources})
	}
	for _, p := range []struct {
		id, key string
		list    []text
	}{{"notice-files", "notices.notice-files", d.notice}, {"texts", "notices.texts", d.texts}} {
		x := viewTexts{ID: p.id, Title: d.l.T(p.key)}
		for _, e := range p.list {
			x.Texts = append(x.Texts, viewText{e.number, e.title, e.from, e.of, e.body})
		}
		if len(x.Texts) > 0 {
			v.Texts = append(v.Texts, x)
		}
	}
	return page.Execute(w, t, t.Name(), v)
}

func items(list []item) []viewItem {
	var all []viewItem
	for _, x := range list {
		all = append(all, viewItem{x.says, x.names, x.more})
	}
	return all
}
