// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

// A named component is one as a document, or the tree, has it.
type named struct {
	view     *inventory.Component // with what this side says, and nothing else
	whole    *inventory.Component // as the inventory has it
	evidence inventory.Evidence
}

// A side is what one source says of components, to be compared with another source.
type side struct {
	views  []*inventory.Component
	byView map[*inventory.Component]*named
	byID   map[string]*named
}

func newSide() *side {
	return &side{byView: map[*inventory.Component]*named{}, byID: map[string]*named{}}
}

// addDocument takes in what a document says. What several say of one component stands together.
func (s *side) addDocument(d *DocumentCase, left func(*inventory.Component) bool) {
	for i := range d.Entries {
		e := &d.Entries[i]
		if left(e.Component) {
			continue
		}
		if n := s.byID[e.Component.ID]; n != nil {
			n.view.Claims = append(slices.Clip(n.view.Claims), e.Claims...)
			continue
		}
		quote := strings.TrimSpace(cmp.Or(e.Entry.Name, e.Component.Name) + " " + cmp.Or(e.Entry.Version, e.Component.Version))
		s.add(&named{
			view: &inventory.Component{ID: e.Component.ID, PURL: e.Component.PURL, Name: cmp.Or(e.Entry.Name, e.Component.Name),
				Version: e.Entry.Version, Claims: e.Claims},
			whole: e.Component,
			evidence: inventory.Evidence{Path: e.Instance.Document, Line: inventory.LineRange{First: e.Instance.Line, Last: e.Instance.Line},
				Detector: d.Document.Format, Quote: inventory.Clip(quote, inventory.MaxQuote)},
		})
	}
}

// addTree takes in a component of the examined tree, with what was found in its files, or one that a list of a package manager
// among packages, by ID, names.
func (s *side) addTree(c *inventory.Component, packages map[string]bool) {
	view := &inventory.Component{ID: c.ID, PURL: c.PURL, Name: c.Name, Version: c.Version}
	for _, claim := range c.Claims {
		if claim.Origin == inventory.OriginScan {
			view.Claims = append(view.Claims, claim)
		}
	}
	n := &named{view: view, whole: c, evidence: inventory.Evidence{Quote: inventory.Clip(strings.TrimSpace(c.Name+" "+c.Version), inventory.MaxQuote)}}
	for _, i := range c.Instances {
		if i.Path != "" && i.Document == "" {
			n.evidence.Path = i.Path
			break
		}
	}
	if n.evidence.Path == "" && packages != nil {
		for _, i := range c.Instances {
			if packages[i.Document] {
				n.evidence.Path, n.evidence.Line = i.Document, inventory.LineRange{First: i.Line, Last: i.Line}
				break
			}
		}
	}
	s.add(n)
}

func (s *side) add(n *named) {
	s.views = append(s.views, n.view)
	s.byView[n.view], s.byID[n.view.ID] = n, n
}

// A comparison sorts what two sides say.
type comparison struct {
	onlyHere, onlyThere []*named
	versions, licenses  []pair // pairs may be in both
	told                int    // pairs whose licences differ, as another rule says already
}

type pair struct{ here, there *named }

// compare holds two sides against each other. Licences are compared for those pairs of which told is false.
func compare(here, there *side, differ func(pair) bool, told func(pair) bool) comparison {
	m := difference.Match(here.views, there.views, difference.Options{})
	var c comparison
	for _, p := range m.Pairs {
		x := pair{here.byView[p.Before], there.byView[p.After]}
		if a, b := bareVersion(p.Before.Version), bareVersion(p.After.Version); a != "" && b != "" && a != b {
			c.versions = append(c.versions, x)
		}
		switch {
		case !differ(x):
		case told(x):
			c.told++
		default:
			c.licenses = append(c.licenses, x)
		}
	}
	for _, v := range m.Before {
		c.onlyHere = append(c.onlyHere, here.byView[v])
	}
	for _, v := range m.After {
		c.onlyThere = append(c.onlyThere, there.byView[v])
	}
	byName := func(a, b *named) int {
		return cmp.Or(cmp.Compare(a.view.Name, b.view.Name), cmp.Compare(a.view.Version, b.view.Version), cmp.Compare(a.view.ID, b.view.ID))
	}
	slices.SortFunc(c.onlyHere, byName)
	slices.SortFunc(c.onlyThere, byName)
	for _, pairs := range [][]pair{c.versions, c.licenses} {
		slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(byName(a.here, b.here), byName(a.there, b.there)) })
	}
	return c
}

// bareVersion is a version without the v that some write before it, and without case and white space.
func bareVersion(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > 1 && s[0] == 'v' && '0' <= s[1] && s[1] <= '9' {
		s = s[1:]
	}
	return s
}

// toldBy reports whether the rule about a component's own statements says already how they differ: it does
// where both sides are one component of the inventory, and the policy asks it.
func (c *DocumentCase) toldBy(rule string) func(pair) bool {
	return func(p pair) bool { return p.here.whole == p.there.whole && (c.Counts == nil || c.Counts(rule)) }
}

func (c *DocumentCase) leftOut(component *inventory.Component) bool {
	return c.Excluded != nil && c.Excluded(component)
}

// deviation asks the bidder about components; it is none without any.
func deviation(key, about string, components []*named, args ...string) []Outcome {
	if len(components) == 0 {
		return nil
	}
	var examples []string
	places := make([]inventory.Evidence, 0, len(components))
	for i, n := range components {
		if i < maxExamples {
			examples = append(examples, example(n))
		}
		places = append(places, n.evidence)
	}
	return ask(key, about, len(components), examples, places, args)
}

// deviations asks about components of which the two sides say something else, each in words of say.
func deviations(key, about string, pairs []pair, say func(pair) string, args ...string) []Outcome {
	if len(pairs) == 0 {
		return nil
	}
	var examples []string
	places := make([]inventory.Evidence, 0, 2*len(pairs))
	for i, p := range pairs {
		if i < maxExamples {
			examples = append(examples, say(p))
		}
		places = append(places, p.here.evidence, p.there.evidence)
	}
	return ask(key, about, len(pairs), examples, places, args)
}

// ask makes the question: a deviation says that one of two statements is wrong, not which one.
func ask(key, about string, count int, examples []string, places []inventory.Evidence, args []string) []Outcome {
	more := ""
	if n := count - len(examples); n > 0 {
		more = strconv.Itoa(n)
	}
	f := unknown(assessment.Bidder, key, append(args, "count", strconv.Itoa(count), "more", more)...)
	f.Message.Args["examples"] = strings.Join(examples, ", ")
	return []Outcome{{Finding: f, About: about, Evidence: places, Every: true}}
}

// example is a component in a list of them; what a stranger wrote keeps to its place.
func example(n *named) string {
	return clipped(strings.TrimSpace(n.view.Name + " " + n.view.Version))
}

func clipped(s string) string {
	const most = 60
	return inventory.Clip(s, most)
}
