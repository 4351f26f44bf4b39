// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A ruleFindings is a rule with everything it found.
type ruleFindings struct {
	ID     string
	Anchor string
	Doc    string               // where its documentation stands; may be empty
	Rule   *assessment.RuleUsed // nil if the result names a rule that the policy does not list
	Mark   mark
	Causes []*cause
}

// A cause is what equal results have in common: rule, message, licence and verdict. It is shown once.
type cause struct {
	Number     int // counts through the page, so that a person can cite it
	Mark       mark
	Messages   list[string]
	License    string
	Choice     string
	Leaves     list[leaf]
	Decisions  []string
	Components list[component]
	Places     []place // the first, all shown
	Folded     []place // the next, folded away
	InFold     int     // how many places these are
	Total      int     // places in all
	More       int     // places that are not shown
	Named      bool    // no place has a line or a quote: the paths say it all
	Since      string  // which of it stood in the baseline; empty without one

	rule     string
	results  int
	known    int // of these, how many stood in the baseline
	wordings []string
	ids      []string
	places   []place
	seen     map[string]bool // components, wordings and decisions that are already in
}

type leaf struct {
	License, Message string
	Mark             mark
}

// A place is where the evidence stands: lines of one file that say the same.
type place struct {
	Path, Line, Quote string
	places            int
}

// causes groups the results by message, licence and choice, and puts them under their rules.
func (p *view) causes() (rules []*ruleFindings, hidden int) {
	groups := p.a.CausesOfParts(func(r *assessment.Result) string {
		return r.Message.Key + "\x00" + spdx.Text(r.Expression) + "\x00" + spdx.Text(r.Choice) + "\x00" +
			string(r.Settled(p.decisions[r.Decision]))
	})
	if most := p.room(maxCauses); len(groups) > most { // then the worst are shown, whatever their rule
		slices.SortStableFunc(groups, func(x, y *assessment.Cause) int { return y.Results[0].Severity() - x.Results[0].Severity() })
		groups, hidden = groups[:most], len(groups)-most
	}
	var all []*cause
	for _, g := range groups {
		first := g.Results[0]
		c := &cause{
			rule: g.Rule, Mark: p.said(first), Leaves: p.leaves(first), seen: map[string]bool{},
			License: i18n.Cut(spdx.Text(first.Expression), maxText), Choice: i18n.Cut(spdx.Text(first.Choice), maxText),
		}
		for _, r := range g.Results {
			p.add(c, r)
		}
		all = append(all, c)
	}
	return p.byRule(all), hidden
}

// add puts one more result into its cause.
func (p *view) add(c *cause, r *assessment.Result) {
	once := func(kind, s string) bool {
		known := c.seen[kind+s]
		c.seen[kind+s] = true
		return s != "" && !known
	}
	c.results++
	if r.Known {
		c.known++
	}
	// What will not be shown is counted and not kept: the reader's memory is worth more.
	if len(c.wordings) <= maxMessages {
		if text := p.l.Message(r.Message.Key, r.Message.Args); once("message ", text) {
			c.wordings = append(c.wordings, text)
		}
	}
	if once("component ", r.Component) {
		c.ids = append(c.ids, r.Component)
	}
	if once("decision ", r.Decision) && len(c.Decisions) < maxComponents {
		c.Decisions = append(c.Decisions, p.decision(r.Decision))
	}
	places := p.places(r)
	c.Total += len(places)
	if room := maxPlaces - len(c.places); room > 0 {
		c.places = append(c.places, places[:min(room, len(places))]...)
	}
}

// places are where a result was seen.
func (p *view) places(r *assessment.Result) []place {
	seen := r.Seen(p.byID[r.Component])
	places := make([]place, len(seen))
	for i, e := range seen {
		places[i] = placeOf(e)
	}
	return places
}

func placeOf(e inventory.Evidence) place {
	return place{Path: i18n.CutMiddle(e.Path, maxPath), Line: strings.ReplaceAll(e.Line.String(), "-", "–"), Quote: i18n.Cut(e.Quote, maxQuote)}
}

// merged puts places of a file that say the same into one, with all their lines.
func merged(all []place) []place {
	var list []place
	at := map[[2]string]int{}
	for _, x := range all {
		key := [2]string{x.Path, x.Quote}
		i, known := at[key]
		if !known {
			at[key] = len(list)
			x.places = 1
			list = append(list, x)
			continue
		}
		list[i].places++
		if lines := strings.Split(list[i].Line, ", "); x.Line != "" && !slices.Contains(lines, x.Line) {
			lines = append(lines, x.Line)
			slices.SortStableFunc(lines, func(a, b string) int { return cmp.Compare(firstOf(a), firstOf(b)) })
			list[i].Line = strings.TrimPrefix(strings.Join(lines, ", "), ", ")
		}
	}
	return list
}

// firstOf is the first of lines as they are shown, "102–114"; 0 where none is.
func firstOf(lines string) int {
	first, _, _ := strings.Cut(lines, "–")
	n, _ := strconv.Atoi(first)
	return n
}

func (p *view) leaves(r *assessment.Result) list[leaf] {
	if len(r.Leaves) < 2 {
		return list[leaf]{} // it says no more than the result itself
	}
	return each(r.Leaves, maxLeaves, func(x assessment.Leaf) leaf {
		l := leaf{License: i18n.Cut(x.License, maxText), Mark: p.mark(x.Verdict, false)}
		if x.Message.Key != "" {
			l.Message = i18n.Cut(p.l.Message(x.Message.Key, x.Message.Args), maxText)
		}
		return l
	})
}

// byRule puts causes under their rules and fills in what is shown of each.
func (p *view) byRule(all []*cause) []*ruleFindings {
	var rules []*ruleFindings
	byID := map[string]*ruleFindings{}
	perCause := func(most, total int) int { return max(1, min(most, p.room(total)/max(1, len(all)))) }
	for _, c := range all {
		r := byID[c.rule]
		if r == nil {
			p.shown[c.rule] = true
			r = &ruleFindings{ID: c.rule, Rule: p.rules[c.rule], Mark: c.Mark, Anchor: p.anchor(c.rule), Doc: p.doc(c.rule)}
			byID[c.rule] = r
			rules = append(rules, r)
		}
		r.Causes = append(r.Causes, c)
		c.Messages = each(c.wordings, maxMessages, func(s string) string { return i18n.Cut(s, maxText) })
		c.Components = each(c.ids, perCause(maxComponents, totalNames), p.component)
		shown := take(c.places, perCause(maxPlaces, totalPlaces)).Items
		c.More = c.Total - len(shown)
		shown = merged(shown)
		c.Places = take(shown, openPlaces).Items
		c.Folded = shown[len(c.Places):]
		for _, x := range c.Folded {
			c.InFold += x.places
		}
		c.Since = p.since(c)
		c.Named = !slices.ContainsFunc(shown, func(p place) bool { return p.Line != "" || p.Quote != "" })
	}
	number := 0
	for _, r := range rules {
		for _, c := range r.Causes {
			number++
			c.Number = number
		}
	}
	return rules
}

// since says which results of a cause stood in the baseline.
func (p *view) since(c *cause) string {
	switch {
	case p.a.Baseline == nil:
		return ""
	case c.known == c.results:
		return p.l.T("report.known")
	case c.known == 0:
		return p.l.T("report.new")
	}
	return p.l.T("report.known.some", "known", strconv.Itoa(c.known), "new", strconv.Itoa(c.results-c.known))
}
