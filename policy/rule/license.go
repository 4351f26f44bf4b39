// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A License is the judged licence of a component: everything its claims say, together.
type License struct {
	// Parts all apply: the distinct expressions of the claims.
	Parts []Part
	// Gaps are what the claims leave open. A component with no statement at all has one.
	Gaps []Gap
	// Differences are claims that do not agree with each other.
	Differences []Difference
	Raws        []string // what was said in words that are no expression
	Terms       []string // commercial terms of the claims

	index     map[string]int        // of Parts, by the text of the expression; nil while they are few
	differing map[differenceKey]int // indices of Differences
}

// A Part is an expression that one or more claims make.
type Part struct {
	Expression spdx.Expression
	Readings   []spdx.Expression // what else it may mean, of a finding of low confidence
	Evidence   []inventory.Evidence
	Text       string // of Expression
}

// A Gap is a claim that says no expression, or the lack of any claim.
type Gap struct {
	Finding
	Evidence []inventory.Evidence
}

// A Difference is one claim that another does not cover.
type Difference struct {
	Stated   string // the first claim
	Other    string // the one that differs
	Detected bool   // Other was found in files
	Partial  bool   // that are parts of the component, not those that speak for all of it
	Unsure   bool   // at low confidence
	Evidence []inventory.Evidence
}

// Limits of what one component keeps. Beyond maxStated different statements nobody compares them any more.
const (
	maxStated   = 100
	maxOffered  = 1000 // choices that findings are compared with; what is not compared counts
	maxEvidence = 20
)

// fewParts are looked through one after the other. Most components have one.
const fewParts = 8

// Judged puts the claims of a component together.
//
// All of them apply (AND), none twice, with these exceptions: a concluded licence that is a branch
// of the declared OR stands for it; a detected licence whose parts all stand in another claim agrees
// with it and adds nothing; a finding of low confidence that may mean what another claim says gives
// way; texts that a README or licence file offers to choose from give way to the choice; NOASSERTION and a pointer to a file ("SEE LICENSE IN") give way to whatever is known.
func Judged(claims []inventory.Claim) License {
	var j License
	var stated, detected []*claimed
	var none *inventory.Claim
	silent := true
	seen := map[string]bool{}
	once := func(list *[]string, kind, s string) {
		if !seen[kind+s] {
			seen[kind+s] = true
			*list = append(*list, s)
		}
	}
	for i := range claims {
		c := &claims[i]
		for _, t := range c.Terms {
			once(&j.Terms, "term ", t)
		}
		switch c.License.State {
		case inventory.Known:
			x := newClaimed(c)
			if c.Kind == inventory.Detected {
				detected = append(detected, x)
			} else if key := "known " + string(c.Kind) + " " + x.text; !seen[key] || !x.unsure() {
				seen[key] = true
				stated = append(stated, x)
			}
		case inventory.None:
			none = c
		case inventory.Unparsed:
			once(&j.Raws, "raw ", c.License.Raw)
		}
		silent = silent && (c.License.State == inventory.Absent || c.License.State == inventory.NoAssertion)
	}
	if len(stated) > maxStated {
		j.Gaps = append(j.Gaps, Gap{Finding: unknown(assessment.Bidder, "rule.licence.too-many", "count", strconv.Itoa(len(stated)))})
		stated = stated[:maxStated]
	}
	judged := concludedFirst(stated)
	j.addStated(judged)
	j.addDetected(stated, detected)
	j.addGaps(claims, none, silent)
	return j
}

// A claimed expression with what comparing needs.
type claimed struct {
	claim *inventory.Claim
	text  string
	set   map[string]bool // see atoms
}

func newClaimed(c *inventory.Claim) *claimed {
	return &claimed{claim: c, text: c.License.Expression.String()}
}

// atoms are the licences and pairs of the claim; most claims are never asked for them.
func (x *claimed) atoms() map[string]bool {
	if x.set == nil {
		x.set = atomsOf(x.claim.License.Expression)
	}
	return x.set
}

func atomsOf(e spdx.Expression) map[string]bool {
	set := map[string]bool{}
	for _, a := range spdx.Atoms(e) {
		set[a.String()] = true
	}
	return set
}

func within(atoms, all map[string]bool) bool {
	for a := range atoms {
		if !all[a] {
			return false
		}
	}
	return true
}

// unsure: the finding may mean something else.
func (x *claimed) unsure() bool { return len(x.claim.License.Readings) > 0 }

// readings are the texts of all that the claim may mean.
func (x *claimed) readings() []string {
	list := []string{x.text}
	for _, r := range x.claim.License.Readings {
		list = append(list, r.String())
	}
	return list
}

// means reports whether the claim, or a reading of it, says the same as other, in whatever spelling.
func (x *claimed) means(other *claimed) bool {
	if slices.Contains(x.readings(), other.text) {
		return true
	}
	meaning := spdx.Meaning(other.claim.License.Expression)
	return spdx.Meaning(x.claim.License.Expression) == meaning ||
		slices.ContainsFunc(x.claim.License.Readings, func(r spdx.Expression) bool { return spdx.Meaning(r) == meaning })
}

// branchOf reports whether x is a choice that other offers: whoever keeps to the licences of x, all
// of which stand in other, keeps to other.
func (x *claimed) branchOf(other *claimed) bool {
	_, isOr := other.claim.License.Expression.(spdx.Or)
	return isOr && x.text != other.text && within(x.atoms(), other.atoms()) &&
		spdx.Satisfied(other.claim.License.Expression, func(a spdx.Expression) bool { return x.atoms()[a.String()] })
}

// concludedFirst leaves out the declared OR of which a document concluded a branch.
func concludedFirst(stated []*claimed) []*claimed {
	return slices.DeleteFunc(slices.Clone(stated), func(d *claimed) bool {
		return d.claim.Kind == inventory.Declared && slices.ContainsFunc(stated, func(c *claimed) bool {
			return c.claim.Kind == inventory.Concluded && c.branchOf(d)
		})
	})
}

func (j *License) addStated(stated []*claimed) {
	whole := ofWhole(stated)
	for _, x := range stated {
		if x.claim.Partial {
			// It is about other files than what it differs from.
		} else if first := whole[0]; x != first && !x.means(first) && !first.means(x) {
			j.differ(Difference{Stated: first.text, Other: x.text, Unsure: x.unsure() || first.unsure(), Evidence: x.claim.Evidence})
		}
		if x.unsure() && slices.ContainsFunc(stated, func(y *claimed) bool { return !y.unsure() && x.means(y) }) {
			continue
		}
		j.add(x)
	}
}

// addDetected compares each finding with the claims as they were written, so an OR that a
// concluded licence settled still shows its branches.
func (j *License) addDetected(stated, detected []*claimed) {
	if len(detected) == 0 {
		return
	}
	sure := map[string]bool{}
	for _, x := range detected {
		if !x.unsure() {
			sure[x.text] = true
		}
	}
	whole := ofWhole(stated) // what is said of some files confirms nothing that is found in others
	said, offered := byAtom(whole), byAtom(choices(detected))
	for _, x := range detected {
		other := x.beyond(said)
		if other == "" || offered.any(x, x.isChosenFrom) {
			continue
		}
		if x.unsure() && slices.ContainsFunc(x.readings(), func(s string) bool { return sure[s] }) {
			continue
		}
		if len(whole) > 0 {
			j.differ(Difference{Stated: whole[0].text, Other: other, Detected: true, Partial: x.claim.Partial, Unsure: x.unsure(), Evidence: x.claim.Evidence})
		}
		j.add(x)
	}
}

// ofWhole are the statements about the component as a whole.
func ofWhole(stated []*claimed) []*claimed {
	return slices.DeleteFunc(slices.Clone(stated), func(x *claimed) bool { return x.claim.Partial })
}

// choices are the findings that offer a choice for the component as a whole.
func choices(detected []*claimed) []*claimed {
	var list []*claimed
	for _, x := range detected {
		if _, isOr := x.claim.License.Expression.(spdx.Or); isOr && !x.claim.Partial && !x.unsure() && len(list) < maxOffered {
			list = append(list, x)
		}
	}
	return list
}

// isChosenFrom reports whether a finding is a branch of a choice that another finding offers.
func (x *claimed) isChosenFrom(other *claimed) bool { return x.text != other.text && x.agrees(other) }

// agrees reports whether a detected licence confirms a stated one: it is the same, or may be what the words of
// the statement mean, or all its parts stand in it. Texts side by side in one file (MIT AND Apache-2.0) confirm a choice between them; a
// tag that says AND does not, because its author could have written OR.
func (x *claimed) agrees(stated *claimed) bool {
	if x.means(stated) || stated.means(x) {
		return true
	}
	for _, r := range x.claim.License.Readings {
		if within(atomsOf(r), stated.atoms()) {
			return true
		}
	}
	if !within(x.atoms(), stated.atoms()) {
		return false
	}
	_, isAnd := x.claim.License.Expression.(spdx.And)
	_, isOr := stated.claim.License.Expression.(spdx.Or)
	tagged := slices.ContainsFunc(x.claim.Evidence, func(e inventory.Evidence) bool { return e.Detector == "spdx-tag" })
	return !(isAnd && isOr && tagged)
}

// beyond is what a detected licence says that no statement confirms: "" where one confirms all of it, else of licences that
// apply together in one file those that none does.
func (x *claimed) beyond(stated atomIndex) string {
	if stated.any(x, x.agrees) {
		return ""
	}
	parts, isAnd := x.claim.License.Expression.(spdx.And)
	if !isAnd || x.unsure() {
		return x.text
	}
	var open []spdx.Expression
	for _, e := range parts {
		part := *x.claim
		part.License.Expression = e
		if p := newClaimed(&part); !stated.any(p, p.agrees) {
			open = append(open, e)
		}
	}
	return spdx.Text(spdx.All(open...))
}

// differ notes a difference once, with all its places.
func (j *License) differ(d Difference) {
	key := differenceKey{d.Stated, d.Other, d.Detected, d.Partial, d.Unsure}
	if i, ok := j.differing[key]; ok {
		known := &j.Differences[i]
		known.Evidence = append(slices.Clip(known.Evidence), d.Evidence[:min(len(d.Evidence), max(0, maxEvidence-len(known.Evidence)))]...)
		return
	}
	if j.differing == nil {
		j.differing = map[differenceKey]int{}
	}
	j.differing[key] = len(j.Differences)
	j.Differences = append(j.Differences, d)
}

// A differenceKey is what makes two Differences the same but for their places.
type differenceKey struct {
	stated, other             string
	detected, partial, unsure bool
}

// add makes a part of a claim, or puts its evidence to the part there is.
func (j *License) add(x *claimed) {
	i := j.part(x.text)
	if i < 0 {
		j.Parts = append(j.Parts, Part{x.claim.License.Expression, x.claim.License.Readings, x.claim.Evidence, x.text})
		j.enter(len(j.Parts) - 1)
		return
	}
	p := &j.Parts[i]
	p.Evidence = append(slices.Clip(p.Evidence), x.claim.Evidence[:min(len(x.claim.Evidence), maxEvidence)]...)
	if !x.unsure() {
		p.Readings = nil // another claim is sure of it
	}
}

// part finds a part by the text of its expression; -1 if there is none.
func (j *License) part(text string) int {
	if j.index == nil {
		return slices.IndexFunc(j.Parts, func(p Part) bool { return p.Text == text })
	}
	if i, ok := j.index[text]; ok {
		return i
	}
	return -1
}

// enter puts the last part into the index, and all once they are many.
func (j *License) enter(last int) {
	switch {
	case last < fewParts:
	case j.index == nil:
		j.index = map[string]int{}
		for i, p := range j.Parts {
			j.index[p.Text] = i
		}
	default:
		j.index[j.Parts[last].Text] = last
	}
}
