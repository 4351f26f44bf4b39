// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/yamlfile"
)

// A line of the resolved policy.
type line struct {
	text   string
	origin string
}

// Show prints the resolved policy as YAML, each line with its origin as a comment, under the
// SHA-256 of the text without comments and without the stamp of a frozen policy. What it prints can be loaded again and gives the same hash.
func (p *Profile) Show(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("# sha256 " + p.SHA256() + "\n")
	if p.Frozen != nil { // above what it is the hash of, and no part of it
		b.WriteString("frozen:\n  on: " + yamlfile.Quote(p.Frozen.On) + "\n  sha256: " + yamlfile.Quote(p.Frozen.SHA256) + "\n")
	}
	for _, l := range p.lines() {
		b.WriteString(l.text)
		if l.origin != "" {
			b.WriteString("  # " + l.origin)
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// SHA256 identifies what the policy says, in hexadecimal: two policies with the same hash judge
// alike, wherever their lines came from.
func (p *Profile) SHA256() string {
	h := sha256.New()
	for _, l := range p.lines() {
		io.WriteString(h, l.text+"\n")
	}
	return hex.EncodeToString(h.Sum(nil))
}

// A printer collects lines.
type printer []line

func (w *printer) add(indent int, text, origin string) {
	*w = append(*w, line{strings.Repeat("  ", indent) + text, origin})
}

func (w *printer) value(indent int, key, value, origin string) {
	if value != "" {
		w.add(indent, key+": "+yamlfile.Quote(value), origin)
	}
}

func (w *printer) both(indent int, key string, t assessment.Text, origin string) {
	if t != (assessment.Text{}) {
		w.add(indent, key+":", origin)
		w.value(indent+1, "de", t.DE, origin)
		w.value(indent+1, "en", t.EN, origin)
	}
}

func (w *printer) items(indent int, key string, items []Item) {
	if len(items) > 0 {
		w.add(indent, key+":", "")
	}
	for _, i := range items {
		w.add(indent+1, "- "+yamlfile.Quote(i.Value), i.Origin)
	}
}

func (p *Profile) lines() []line {
	var w printer
	w.value(0, "name", p.Name, p.origins["name"])
	w.value(0, "version", p.Version, p.origins["version"])
	w.value(0, "date", p.Date, p.origins["date"])
	w.both(0, "title", p.Title, p.origins["title"])
	w.both(0, "decides", p.Decides, p.origins["decides"])
	w.both(0, "ground", p.Ground, p.origins["ground"])
	w.sources(0, p.Sources)
	w.value(0, "use", string(p.Use), p.origins["use"])
	w.value(0, "stage", string(p.Stage), p.origins["stage"])
	w.value(0, "language", p.Language, p.origins["language"])
	if p.Examiners > 0 {
		w.add(0, "examiners: "+strconv.Itoa(p.Examiners), p.origins["examiners"])
	}
	if p.Own.Stated() {
		w.add(0, "own:", "")
		w.items(1, "paths", p.Own.Paths)
		w.items(1, "suppliers", p.Own.Suppliers)
		w.items(1, "components", p.Own.Components)
		if p.Own.Main != nil {
			w.add(1, "main: "+strconv.FormatBool(*p.Own.Main), p.origins["own.main"])
		}
	}
	if len(p.Exclude) > 0 {
		w.add(0, "exclude:", "")
	}
	for _, e := range p.Exclude {
		w.add(1, "- path: "+yamlfile.Quote(e.Path), e.Origin)
		w.value(2, "reason", e.Reason, e.Origin)
	}
	w.items(0, "sbom", p.SBOM)
	w.value(0, "outbound", p.Outbound, p.origins["outbound"])
	w.licences(0, "house", p.House)
	w.dependencies(p.Dependencies)
	if len(p.Rules) > 0 {
		w.add(0, "rules:", "")
	}
	for _, r := range p.Rules {
		w.rule(r)
	}
	if len(p.Licenses) > 0 {
		w.add(0, "licences:", "")
	}
	for _, l := range p.Licenses {
		w.add(1, yamlfile.Quote(l.ID)+":", l.Origin)
		w.value(2, "class", string(l.Class), l.Origin)
		w.value(2, "reason", l.Reason, l.Origin)
	}
	w.custom(p.Custom)
	return w
}

// licences prints entries of a list of licences; behind a family stands what it means.
func (w *printer) licences(indent int, key string, items []Item) {
	if len(items) > 0 {
		w.add(indent, key+":", "")
	}
	for _, i := range items {
		origin := i.Origin
		if means := expansion(i.Value); means != "" {
			origin += ": " + means
		}
		w.add(indent+1, "- "+yamlfile.Quote(i.Value), origin)
	}
}

func (w *printer) dependencies(list []Dependency) {
	if len(list) > 0 {
		w.add(0, "dependencies:", "")
	}
	for _, s := range assessment.Standings() {
		var items []Item
		for _, d := range list {
			if d.Standing == s {
				items = append(items, Item{d.Entry, d.Origin})
			}
		}
		w.licences(1, string(s), items)
	}
}

func (w *printer) sources(indent int, list []Source) {
	if len(list) > 0 {
		w.add(indent, "sources:", "")
	}
	for _, s := range list {
		w.add(indent+1, "- title: "+yamlfile.Quote(s.Title), s.Origin)
		w.value(indent+2, "section", s.Section, s.Origin)
		w.value(indent+2, "date", s.Date, s.Origin)
		w.value(indent+2, "url", s.URL, s.Origin)
		if s.Secondary {
			w.add(indent+2, "secondary: true", s.Origin)
		}
		w.both(indent+2, "asks", s.Asks, s.Origin)
	}
}

func (w *printer) rule(r Rule) {
	if r.Reason == "" && r.Criterion == nil {
		w.value(1, r.ID, string(r.Weight), r.Origin)
		return
	}
	w.add(1, r.ID+":", r.Origin)
	w.value(2, "weight", string(r.Weight), r.Origin)
	w.value(2, "reason", r.Reason, r.Origin)
	w.criterion(2, r)
}

func (w *printer) criterion(indent int, r Rule) {
	c := r.Criterion
	if c == nil {
		return
	}
	w.add(indent, "criterion:", r.criterionOrigin)
	w.value(indent+1, "kind", c.Kind, r.criterionOrigin)
	w.add(indent+1, "published:", r.criterionOrigin)
	w.value(indent+2, "document", c.Published.Document, r.criterionOrigin)
	w.value(indent+2, "number", c.Published.Number, r.criterionOrigin)
	w.value(indent+2, "date", c.Published.Date, r.criterionOrigin)
	w.scale(indent+1, r)
}
