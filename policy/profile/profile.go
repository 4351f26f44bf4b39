// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package profile reads policies: which rules are asked, with what weight, for which use, and who
// says so. A policy is a YAML file or one of the built-in profiles, and several combine into one.
//
// # Combining
//
// Policies given side by side ("--policy dortmund,opencode", or several in one "extends") are
// equals: of each rule the stricter weight stands, must > ask > should > note > off, in the order of
// the verdicts a failure leads to, and of each licence in a dependency the stricter standing; lists are
// united; of settings that differ (use, stage, language, the ground) the one given later stands. Two outbound licences,
// two criteria for one rule or two classes for one licence contradict each other: an error, unless a
// policy that extends them decides.
//
// A policy that extends others decides over them: the weight it names stands, also where it is
// weaker. "off" needs a reason, and [Profile.Lint] names what was weakened without one.
//
// Every line of the outcome remembers where it came from; [Profile.Show] prints it.
package profile

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

// Limits of what is read. A policy of a city stays far below all of them.
const (
	MaxFiles   = 64 // files and built-in profiles read for one policy, repetitions counted
	MaxExtends = 8  // policies extending each other
)

// Off is the weight of a rule that is not asked.
const Off assessment.Weight = "off"

// strictness orders the weights by the verdict that a failure leads to.
var strictness = map[assessment.Weight]int{
	Off: 0, assessment.WNote: 1, assessment.Should: 2, assessment.Ask: 3, assessment.Must: 4,
}

// A Profile is a policy as it came out of everything it was made from.
//
// The zero value of a setting means that no file set it.
type Profile struct {
	Name    string
	Version string
	Date    string // RFC 3339 full-date
	// Origin is "built-in", or the base names of the files on the command line, joined by "+".
	Origin  string
	Title   assessment.Text
	Decides assessment.Text // who decides what the tool cannot
	// Ground is the objective reason on record for asking for open source (§ 31(6) VgV).
	Ground   assessment.Text
	Sources  []Source
	Use      assessment.Use
	Stage    assessment.Stage
	Language string // "de" or "en"
	// Examiners is how many people have to sign a decision; 0 is one.
	Examiners int
	Own       Own
	Exclude   []Exclusion
	SBOM      []Item    // the requirements on SBOMs that are asked for, as the facts call them
	Rules     []Rule    // in catalogue order
	Licenses  []License // sorted by ID
	Custom    []Custom  // the policy's own rules, sorted by ID
	Frozen    *Frozen   // nil: the policy carries no stamp
	House     []Item    // the licences under which the house publishes what it develops: licences, pairs, families
	// Outbound is the licence under which the own code is to be published (Veröffentlichungslizenz), an SPDX expression.
	Outbound     string
	Dependencies []Dependency // by standing, in the order written

	origins   map[string]string // of the settings, by their key
	notes     []inventory.Issue // what combining came across, for Lint
	disputes  []dispute         // what equals contradict each other in and nobody has decided yet
	catalogue Catalogue
}

// Frozen is the stamp that a policy got before bids were opened: the day, and the hash that it had. A policy whose
// [Profile.SHA256] is another was changed since, or is read together with others.
type Frozen struct {
	On     string // RFC 3339 full-date
	SHA256 string
}

// Freeze gives the policy with a stamp of the day, RFC 3339 full-date.
func (p *Profile) Freeze(on string) *Profile {
	stamped := *p
	stamped.Frozen = &Frozen{On: on, SHA256: p.SHA256()}
	return &stamped
}

// A Source is a source with the line that names it.
type Source struct {
	assessment.Source
	Origin string
}

// Own says which components are own code. Without any of it, the root of the examined tree is.
type Own struct {
	Paths      []Item // glob patterns of paths; [NotOwn] before one takes out of the others
	Suppliers  []Item // names, compared without regard to case
	Components []Item // IDs; with a purl without version every version is meant
	Main       *bool  // whether the main component is; nil: not said
}

// NotOwn begins the pattern of a path that is no own code, whatever the other paths say.
const NotOwn = "!"

// Stated reports whether a policy says anything of what is own code.
func (o Own) Stated() bool {
	return len(o.Paths)+len(o.Suppliers)+len(o.Components) > 0 || o.Main != nil
}

// An Item is one entry of a list, with its origin.
type Item struct {
	Value  string
	Origin string
}

// An Exclusion is a pattern of paths that are not judged, with the reason.
type Exclusion struct {
	Path   string
	Reason string
	Origin string
}

// A Rule is what a policy says of one rule.
type Rule struct {
	ID        string
	Weight    assessment.Weight
	Reason    string // why it is off or weaker than what the policy extends
	Criterion *assessment.Criterion
	Origin    string // "dortmund:31", "base.yml:12": the line that set the weight

	criterionOrigin string
}

// A License is a policy's own view of a licence or LicenseRef, which wins over the built-in facts.
type License struct {
	ID     string // an atom of an expression: a licence, a LicenseRef or a pair
	Class  facts.Class
	Reason string
	Origin string
}

// A Custom rule is one that a policy writes itself: an expression over a component that is true of what it finds.
type Custom struct {
	Rule
	Title assessment.Text // "" is Says
	Finds string          // the expression, see package custom
	At    yamlfile.Place  // of the expression
	Says  assessment.Text // the sentence about what was found; {component} and {licence} stand for those at hand
	Why   assessment.Text
	Fix   assessment.Text

	Sources   []Source
	Addressee assessment.Addressee // "" is the city
	Stage     assessment.Stage     // "" is the bid
}

// A Catalogue lists the rules there are, in their order.
type Catalogue []Entry

// An Entry is a rule a policy may name, with what it says of itself that a policy can fail to provide for.
type Entry struct {
	ID string

	// Of what it is asked.
	OwnCode  bool             // of own code only
	Uses     []assessment.Use // for these uses only; nil: for all
	Outbound bool             // where an outbound licence is wished
	Later    bool             // with the performance or at acceptance: of a bid it only asks

	// What it asks for.
	OpenSource   bool // open source, which as a requirement needs an objective ground
	SBOM         bool // what the standards under "sbom" ask
	House        bool // one of the house licences
	Dependencies bool // what the lists for dependencies allow
}

func (c Catalogue) index(id string) int {
	return slices.IndexFunc(c, func(e Entry) bool { return e.ID == id })
}

func (c Catalogue) openSource(id string) bool {
	i := c.index(id)
	return i >= 0 && c[i].OpenSource
}

func (c Catalogue) later(id string) bool {
	i := c.index(id)
	return i >= 0 && c[i].Later
}

func (c Catalogue) sbom(id string) bool {
	i := c.index(id)
	return i >= 0 && c[i].SBOM
}

// Standards are the requirements on SBOMs that are asked for.
func (p *Profile) Standards() []string {
	var list []string
	for _, i := range p.SBOM {
		list = append(list, i.Value)
	}
	return list
}

// OriginOf is the line that made a setting, by its key ("use", "own.main"); "" if none did.
func (p *Profile) OriginOf(key string) string { return p.origins[key] }

// Rule finds what the policy says of a rule; nil if it says nothing.
func (p *Profile) Rule(id string) *Rule {
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

// Class gives the policy's own class of a licence, and false where it has none.
func (p *Profile) Class(id string) (facts.Class, bool) {
	i, ok := slices.BinarySearchFunc(p.Licenses, id, func(l License, id string) int { return compare(l.ID, id) })
	if !ok {
		return "", false
	}
	return p.Licenses[i].Class, true
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
