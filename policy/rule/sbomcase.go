// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// An sbomCase is a document with what the rules about SBOMs share.
type sbomCase struct {
	*DocumentCase
	entries []sbomEntry // without services, which are no components
	applied []applied

	related bool // the document says anything of dependencies
}

// An sbomEntry is an entry with its place in the document.
type sbomEntry struct {
	*DocumentEntry
	kind kind
	// group: it contains others or is what they make up, so that it may be a logical component.
	group   bool
	part    bool // another component contains it
	from    bool // it is the start of a relation
	reached bool // relations lead to it from the component described, or it is that
	// direct: it is the component described, or one that it depends on or contains directly. One that
	// nothing leads to from there may be that, so it counts as one.
	direct bool
	// primary: it is what the document describes; any may be, where it does not say what.
	primary bool
}

// A kind says how much is owed of a component (BSI TR-03183-2, 3.2.2 to 3.2.5). Whether one is logical
// no format says: see sbomEntry.group.
type kind int

const (
	described  kind = iota // with all fields
	identified             // outside the delivery, 3.2.3 and 3.2.4
	referenced             // another SBOM describes it, 3.2.5
)

// sbom prepares the case, once.
func (c *DocumentCase) sbom() *sbomCase {
	if c.prepared != nil {
		return c.prepared
	}
	s := &sbomCase{DocumentCase: c, entries: make([]sbomEntry, 0, len(c.Entries)), related: len(c.Relations) > 0}
	c.prepared = s
	g := newGraph(c)
	for i := range c.Entries {
		e := &c.Entries[i]
		if e.Component.Type == "service" {
			continue
		}
		at := g.at(e.Component.ID)
		x := sbomEntry{DocumentEntry: e, part: at.contained, from: at.from, reached: at.reached}
		x.group = at.contains || e.Component.ID == c.Document.Main && at.from
		x.direct = at.direct || !at.reached
		x.primary = c.Document.Main == "" || at.described
		switch {
		case e.Entry.SBOM != "":
			x.kind = referenced
		case e.Entry.External:
			x.kind = identified
		}
		s.related = s.related || e.Entry.Dependencies != ""
		s.entries = append(s.entries, x)
	}
	s.applied = s.choose()
	return s
}

// A graph is what the relations of a document say of its components.
type graph struct {
	number map[string]int32 // by ID, of those that have relations
	nodes  []node
}

type node struct {
	from, contains, contained, reached bool
	direct                             bool // the component described, or one relation away from it
	described                          bool
}

func newGraph(c *DocumentCase) *graph {
	g := &graph{number: map[string]int32{}}
	number := func(id string) int32 {
		n, ok := g.number[id]
		if !ok {
			n = int32(len(g.nodes))
			g.number[id] = n
			g.nodes = append(g.nodes, node{})
		}
		return n
	}
	main := number(c.Document.Main)
	ends := make([][2]int32, len(c.Relations))
	for i := range c.Relations {
		r := &c.Relations[i]
		from, to := number(r.From), number(r.To)
		ends[i] = [2]int32{from, to}
		g.nodes[from].from = true
		if r.Kind == inventory.Contains || r.Kind == inventory.Incorporates {
			g.nodes[from].contains, g.nodes[to].contained = true, true
		}
	}
	open := []int32{main}
	for _, id := range c.Document.Described {
		open = append(open, number(id))
	}
	for _, n := range open {
		g.nodes[n].described, g.nodes[n].direct, g.nodes[n].reached = true, true, true
	}
	for _, e := range ends {
		g.nodes[e[1]].direct = g.nodes[e[1]].direct || g.nodes[e[0]].described
	}
	slices.SortFunc(ends, func(a, b [2]int32) int { return cmp.Compare(a[0], b[0]) })
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		first, _ := slices.BinarySearchFunc(ends, n, func(e [2]int32, n int32) int { return cmp.Compare(e[0], n) })
		for ; first < len(ends) && ends[first][0] == n; first++ {
			if to := ends[first][1]; !g.nodes[to].reached {
				g.nodes[to].reached = true
				open = append(open, to)
			}
		}
	}
	return g
}

// at is what the relations say of a component; nothing of one that has none.
func (g *graph) at(id string) node {
	if n, ok := g.number[id]; ok {
		return g.nodes[n]
	}
	return node{}
}

// family is the format without the way it is written: "cyclonedx" or "spdx".
func (s *sbomCase) family() string {
	name, _, _ := strings.Cut(s.Document.Format, "-")
	if strings.HasPrefix(name, "spdx") {
		return "spdx"
	}
	return name
}

// encoding is how the format is written: "json", "xml", "tv", "yaml", "rdf".
func (s *sbomCase) encoding() string {
	_, name, _ := strings.Cut(s.Document.Format, "-")
	return name
}

// An applied standard is one that the document is judged by.
type applied struct {
	facts.Standard
	why inventory.Message // of one that was picked by the day of delivery
}

// choose gives the standards that the policy asks for, each once. Of those that may be applied on the day of
// delivery, one that picks takes the one the document meets better, of equals the newest.
func (s *sbomCase) choose() []applied {
	var list []applied
	seen := map[string]bool{}
	add := func(a applied) {
		if !seen[a.ID] || a.why.Key != "" {
			list = append(list, a)
		}
		seen[a.ID] = true
	}
	for _, id := range s.Standards {
		standard, ok := facts.StandardOf(id)
		switch {
		case !ok:
		case len(standard.Choices) > 0:
			add(s.pick(standard))
		case s.Delivered != "" && !standard.Applies(s.Delivered): // the policy asks for it nevertheless
			add(applied{standard, message("rule.sbm.out-of-time", "standard", standard.String(), "delivered", s.Delivered,
				"from", standard.From, "until", standard.Until)})
		default:
			add(applied{Standard: standard})
		}
	}
	return list
}

func (s *sbomCase) pick(auto facts.Standard) applied {
	var open []facts.Standard
	for _, id := range auto.Choices {
		if x, ok := facts.StandardOf(id); ok && (s.Delivered == "" || x.Applies(s.Delivered)) {
			open = append(open, x)
		}
	}
	switch {
	case len(open) == 0:
		return applied{auto, message("rule.sbm.auto.none", "standard", auto.String(), "delivered", s.Delivered)}
	case s.Delivered == "":
		return applied{open[0], message("rule.sbm.auto.undated", "standard", open[0].String())}
	case len(open) == 1:
		return applied{open[0], message("rule.sbm.auto.one", "standard", open[0].String(), "delivered", s.Delivered,
			"from", open[0].From, "until", open[0].Until)}
	}
	best, least := open[0], s.shortfall(open[0])
	for _, x := range open[1:] {
		if n := s.shortfall(x); n.less(least) {
			best, least = x, n
		}
	}
	other := open[0]
	if other.ID == best.ID {
		other = open[1]
	}
	partly := ""
	for _, x := range open {
		if partlyKnown(x) {
			partly = x.String()
		}
	}
	return applied{best, message("rule.sbm.auto.better", "standard", best.String(), "delivered", s.Delivered,
		"other", other.String(), "until", open[len(open)-1].Until, "partly", partly)}
}

// partlyKnown reports whether it is not on record of a standard what it asks under some rule.
func partlyKnown(standard facts.Standard) bool {
	for _, id := range sbomRules {
		for i := range facts.Requirements(standard.ID, id) {
			if strings.HasPrefix(facts.Requirements(standard.ID, id)[i].Parameter("why"), "unread") {
				return true
			}
		}
	}
	return false
}

// A shortfall is how far a document is from a standard.
type shortfall struct{ failed, open int }

func (a shortfall) less(b shortfall) bool {
	if a.failed != b.failed {
		return a.failed < b.failed
	}
	return a.open < b.open
}

func (s *sbomCase) shortfall(standard facts.Standard) shortfall {
	var n shortfall
	for _, id := range sbomRules {
		if s.Counts != nil && !s.Counts(id) {
			continue
		}
		for _, o := range s.judge(applied{Standard: standard}, id) {
			switch {
			case o.Note:
			case o.State == Fail:
				n.failed++
			case o.State == Unknown:
				n.open++
			}
		}
	}
	return n
}
