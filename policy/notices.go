// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// NoticeOptions are what notices need beside [Options], of which Use is taken for what the document is for.
type NoticeOptions struct {
	Options
	// Wordings are the texts of the files that were examined, by path; none of a saved result.
	Wordings []inventory.Wording
	// Packages are files of components that are only named, by their IDs, as package managers keep them; Wordings has their texts.
	Packages map[string][]inventory.File
	// Scopes are the reasons of [assessment.LeftOuts] for which nothing is to be left out.
	Scopes []string
}

// Notices puts together what goes with the work when it is passed on. Of the policy it takes what is own code, what
// is left out, and the city's own view of licences; without a Use it is distribution.
//
// Every text is given as it stands in the input; none is made up, and what is not there is a gap.
func Notices(inv *inventory.Inventory, p *Policy, o NoticeOptions) *assessment.Notices {
	n := &noticing{
		a: &assessment.Notices{
			Subject: assessment.ReleaseSubject{Name: inv.Subject.Name, Title: inv.Title(), Version: inv.Subject.Version, Kind: inv.Subject.Kind, SHA256: inv.Subject.SHA256},
			Policy:  p.Named(), Use: cmp.Or(o.Use, assessment.UseDistribution),
		},
		inv: inv, exclude: newExclusions(inv, p, o.Exclude), scopes: o.Scopes,
		decisions: newDecisions(inv, o.Decisions, o.Date, p.Examiners),
		gaps:      map[gapKey][]string{}, leftOut: map[string][]string{}, offers: map[owed][]assessment.OfferedSource{},
	}
	n.world = p.world(inv, n.exclude)
	stated := withOwn(p.Own, o.Own)
	n.own = ownCode(inv, stated)
	if len(n.own.ids) == 0 && stated.Main == nil {
		n.own.ids[inv.Subject.Main] = true // of an SBOM, what it describes
	}
	n.world.Own = n.own.seen(n.exclude.component)
	n.world.Work = n.own.has
	n.texts = newNoticeTexts(inv, o.Wordings, n.exclude.covers)
	n.saved()
	files := inv.FilesByComponent()
	counted := 0
	for i := range inv.Components {
		if c := &inv.Components[i]; !n.exclude.component(c) {
			counted++
			n.component(c, files[c.ID], n.kept(o.Packages[c.ID]))
		}
	}
	n.a.Complete = counted > 0 && !slices.ContainsFunc(inv.Issues, func(i inventory.Issue) bool {
		return i.Effect == inventory.Unread && !n.exclude.covers(i.Path)
	})
	return n.finish()
}

// noticing collects the notices.
type noticing struct {
	a         *assessment.Notices
	inv       *inventory.Inventory
	exclude   *exclusions
	world     *rule.World
	own       *own
	decisions *decisions
	texts     *noticeTexts
	scopes    []string
	entries   []*noticeEntry
	gaps      map[gapKey][]string
	leftOut   map[string][]string
	offers    map[owed][]assessment.OfferedSource
}

type gapKey struct {
	kind, about string
	note        bool
}

// A noticeEntry is an entry in the making.
type noticeEntry struct {
	assessment.NoticeEntry
	own       bool
	license   rule.License
	situation duty.Situation
	inTree    bool
	kept      bool   // it is only named, and its files were read where a package manager keeps them
	foreign   bool   // it is the work of others
	address   string // of the source code
	bound     func(rule.Part) bool
	named     func(spdx.Expression) bool // the files merely speak of the licence; nil: none does
	files     []*inventory.File          // that belong to it
	texts     []int                      // indexes of noticeTexts.list
}

func (n *noticing) saved() {
	n.a.Saved = slices.ContainsFunc(n.inv.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved })
}

// component makes the entries of one component: itself, and the folders in it that have a licence of their own.
// Kept are the files of its package that does not lie in the input.
func (n *noticing) component(c *inventory.Component, files, kept []*inventory.File) {
	if n.world.IsSystem(c) {
		return
	}
	seen := n.exclude.filter(c)
	k := &rule.Case{Component: seen, License: rule.Judged(seen.Claims), Own: n.own.component(c), Use: n.a.Use, World: n.world}
	s := k.Situation()
	label := strings.TrimSpace(c.Name + " " + c.Version)
	switch reason := leftOut(seen, s); {
	case reason == "" || k.Own:
	case assessment.Scoped(reason) && slices.Contains(n.scopes, reason):
		s.Tool = false
	default:
		n.leftOut[reason] = append(n.leftOut[reason], label)
		return
	}
	rest, folders := n.folders(c, files)
	if len(folders) > 0 {
		whole := *seen
		whole.Claims = withRest(seen.Claims, rest)
		k.Component, k.License = &whole, rule.Judged(whole.Claims)
	}
	e := &noticeEntry{own: k.Own, license: k.License, situation: s, inTree: seen.InTree(), foreign: seen.Role == inventory.ThirdParty, address: seen.Distribution.Source, bound: k.Bound, named: k.OnlyNamed, files: rest}
	if !e.inTree {
		e.files, e.kept = append(e.files, kept...), len(kept) > 0
	}
	e.NoticeEntry = assessment.NoticeEntry{ID: c.ID, Name: c.Name, Version: c.Version, Supplier: c.Supplier, Homepage: c.Distribution.Homepage}
	e.Decision = n.decisions.license(seen, &e.license)
	e.Copyrights = c.Copyrights
	if len(folders) > 0 {
		e.Copyrights, e.More = holdersOf(rest, c)
	}
	if len(folders) == 0 || len(rest) > 0 || !e.inTree {
		n.entries = append(n.entries, e)
		n.texts.of(e, seen.Claims)
	}
	for _, f := range folders {
		n.folder(c, k, s, f)
	}
}

// kept are the files of a package that are not excluded.
func (n *noticing) kept(files []inventory.File) []*inventory.File {
	var list []*inventory.File
	for i := range files {
		if !n.exclude.covers(files[i].Path) {
			list = append(list, &files[i])
		}
	}
	return list
}

// leftOut says why a component is not passed on; "" if it is.
func leftOut(c *inventory.Component, s duty.Situation) string {
	switch {
	case s.External:
		return assessment.LeftOutExternal
	case !s.Tool || s.Source:
		return ""
	}
	switch c.Scope {
	case inventory.Dev:
		return assessment.LeftOutDev
	case inventory.Test:
		return assessment.LeftOutTest
	}
	return assessment.LeftOutBuild
}

// finish works out what is asked of every entry and what is not there.
func (n *noticing) finish() *assessment.Notices {
	slices.SortStableFunc(n.entries, func(a, b *noticeEntry) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
	})
	for _, own := range []bool{true, false} {
		for _, e := range n.entries {
			if e.own != own {
				continue
			}
			n.ask(e)
			n.number(e)
			if own {
				n.a.Own = listed(n.a.Own, e.NoticeEntry)
			} else {
				n.a.Others = listed(n.a.Others, e.NoticeEntry)
			}
		}
	}
	for _, path := range n.texts.tooLarge {
		k := gapKey{assessment.GapTooLarge, "", false}
		n.gaps[k] = append(n.gaps[k], path)
	}
	for k, of := range n.gaps {
		n.a.Missing = append(n.a.Missing, assessment.NoticeGap{Kind: k.kind, License: k.about, Note: k.note, Of: of})
	}
	slices.SortFunc(n.a.Missing, func(a, b assessment.NoticeGap) int {
		return cmp.Or(slices.Index(assessment.Gaps, a.Kind)-slices.Index(assessment.Gaps, b.Kind), cmp.Compare(a.License, b.License))
	})
	for k, of := range n.offers {
		n.a.Offers = append(n.a.Offers, assessment.SourceOffer{License: k.license, Kind: k.kind, Of: of})
	}
	slices.SortFunc(n.a.Offers, func(a, b assessment.SourceOffer) int {
		return cmp.Or(cmp.Compare(a.License, b.License), duty.Order(a.Kind)-duty.Order(b.Kind))
	})
	for _, reason := range assessment.LeftOuts {
		if of := n.leftOut[reason]; len(of) > 0 {
			slices.Sort(of)
			n.a.LeftOut = append(n.a.LeftOut, assessment.LeftOut{Reason: reason, Of: of})
		}
	}
	n.a.Excluded = n.exclude.list()
	return n.a
}

// listed adds an entry, unless the one before says the same of another component: several SBOMs may list one part.
func listed(list []assessment.NoticeEntry, e assessment.NoticeEntry) []assessment.NoticeEntry {
	if k := len(list); k > 0 {
		before := list[k-1]
		before.ID = e.ID
		if reflect.DeepEqual(before, e) {
			return list
		}
	}
	return append(list, e)
}

func (n *noticing) gap(kind, about string, note bool, e *noticeEntry) {
	k := gapKey{kind, about, note}
	if of := n.gaps[k]; len(of) == 0 || of[len(of)-1] != e.Label() {
		n.gaps[k] = append(of, e.Label())
	}
}

// ask works out what the licences of an entry ask for.
func (n *noticing) ask(e *noticeEntry) {
	var parts, foreign []spdx.Expression
	var choice []spdx.Expression // what is taken where there is a choice
	free, noticed, filed := len(e.license.Parts) > 0, false, false
	for i := range e.license.Parts {
		p := &e.license.Parts[i]
		if e.own && e.bound(*p) {
			foreign = append(foreign, p.Expression)
		} else {
			parts = append(parts, p.Expression)
		}
		lightest := duty.Lightest(p.Expression, n.world.Facts)
		if len(lightest) < len(spdx.Atoms(p.Expression)) {
			choice = append(choice, spdx.All(lightest...))
		}
		if !e.bound(*p) {
			free = false
			continue
		}
		if e.named != nil && e.named(p.Expression) {
			n.gap(assessment.GapNamed, p.Text, true, e)
			continue
		}
		var missing []string
		for _, atom := range lightest {
			a := n.atom(e, atom)
			n.offer(e, atom)
			free, noticed, filed = free && a.free, noticed || a.notice, filed || a.file
			if a.unknown { // its words are in the document, or their lack is
				n.gap(assessment.GapUnclear, atom.String(), true, e)
			}
			if a.text {
				missing = append(missing, n.texts.lacking(e, atom)...)
			}
		}
		if len(missing) > 0 && !n.otherBranch(e, p.Expression) {
			for _, id := range missing {
				n.gap(assessment.GapText, id, false, e)
			}
		}
	}
	e.License, e.Foreign = spdx.Text(spdx.All(parts...)), spdx.Text(spdx.All(foreign...))
	e.Raws = e.license.Raws
	if len(choice) > 0 {
		e.Chosen = spdx.Text(spdx.All(choice...))
		n.gap(assessment.GapChoice, "", true, e)
	}
	e.NoDuty = free
	switch {
	case len(e.license.Parts) == 0 && !e.own:
		n.gap(assessment.GapLicense, strings.Join(e.license.Raws, "; "), false, e)
	case noticed && len(e.Copyrights) == 0 && (e.inTree || e.kept):
		n.gap(assessment.GapNoHolder, "", true, e)
	case noticed && len(e.Copyrights) == 0:
		n.gap(assessment.GapHolder, e.License, false, e)
	}
	if filed && !e.inTree && !e.kept {
		n.gap(assessment.GapNoticeFile, e.License, false, e)
	}
	if e.More > 0 {
		n.gap(assessment.GapShort, "", false, e)
	}
}

// otherBranch reports whether another branch of a choice has all its texts: then nothing is lacking, whoever chooses it.
func (n *noticing) otherBranch(e *noticeEntry, x spdx.Expression) bool {
	if len(duty.Lightest(x, n.world.Facts)) == len(spdx.Atoms(x)) {
		return false // there is no choice
	}
	return spdx.Satisfied(x, func(atom spdx.Expression) bool {
		return n.atom(e, atom).text && len(n.texts.lacking(e, atom)) == 0
	})
}

// asks are what one licence asks for. Free: its text asks for no notice and no text in whatever form.
type asks struct{ text, notice, file, unknown, free bool }

func (n *noticing) atom(e *noticeEntry, atom spdx.Expression) asks {
	f, ok := n.world.Facts(atom)
	if !ok {
		return asks{text: true, unknown: true} // nobody but the text can say what it asks for
	}
	a := asks{free: f.NoticeDuty == facts.NoticeNone && f.TextDuty == facts.TextNone}
	_, owed := duty.Of(atom, n.world.Facts, e.situation)
	for _, kind := range owed {
		switch kind {
		case assessment.DutyNotice, assessment.DutyNoticeIfNotExcepted:
			a.notice = true
		case assessment.DutyLicenseText, assessment.DutyLicenseTextIfNotExcepted:
			a.text = true
		}
	}
	a.file = len(owed) > 0 && slices.Contains(f.Naming, facts.NamingNoticeFile)
	return a
}

// offer enters that source code is owed for an entry, if it is passed on without.
func (n *noticing) offer(e *noticeEntry, atom spdx.Expression) {
	s := e.situation
	s.Source = false
	_, owedKinds := duty.Of(atom, n.world.Facts, s)
	for _, kind := range owedKinds {
		switch kind {
		case assessment.DutySource, assessment.DutySourceIfModified, assessment.DutySourceIfNotExcepted, assessment.DutySourceProgram,
			assessment.DutySourceProgramIfReached, assessment.DutyNetworkSource, assessment.DutyNetworkSourceIfModified, assessment.DutyNetworkSourceArguable:
			k := owed{kind, atom.String()}
			if of := n.offers[k]; len(of) == 0 || of[len(of)-1].Label != e.Label() {
				n.offers[k] = append(of, assessment.OfferedSource{Label: e.Label(), Address: e.address, Here: e.situation.Source})
			}
		}
	}
}
