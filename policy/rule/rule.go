// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package rule holds the built-in rules, one to a file, each with its documentation as data.
//
// A rule looks at one component, or at one document, and says what is the case: passed, failed, not
// known, does not apply. It knows no weights and gives no verdicts; those are the policy's. To add a rule, write its
// file and put it into [All].
//
// What cannot be known fails closed: it is [Unknown], never [Pass]. Rules about licences say
// the same unknown with the same message, so that the policy can report it once.
package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A Rule is one check with its documentation. Policies and reports go by what it says of itself here, and [Rule.Ask] keeps
// it to that.
type Rule struct {
	ID  string
	Doc assessment.Doc

	// Of which components it is asked.
	OwnCode  bool             // of own code and of nothing else
	Uses     []assessment.Use // for these uses only; nil: for all
	Outbound bool             // where an outbound licence is wished

	// What it asks for.
	OpenSource   bool // open source, which as a requirement of a tender needs an objective ground
	SBOM         bool // what the standards for SBOMs ask
	House        bool // one of the policy's house licences
	Dependencies bool // what the policy's lists for dependencies allow
	Justified    bool // reasons: a justification on record settles what it finds itself, see [Rule.Settled]

	// Check looks at one component, Document at one document as a whole, Decision at one recorded decision, Whole once at all
	// that is judged, before there are results; a rule has one of them. No outcome means that the rule does not apply.
	Check    func(*Case) []Outcome
	Document func(*DocumentCase) []Outcome
	Decision func(*DecisionCase) []Outcome
	Whole    func(a *assessment.Assessment, excluded func(path string) bool) []Outcome
}

// Ask puts a component before the rule, if the rule is about it; it has to have a Check.
func (r *Rule) Ask(c *Case) []Outcome {
	if r.OwnCode && !c.Own || r.Outbound && c.Outbound == nil || r.Uses != nil && !slices.Contains(r.Uses, c.Use) {
		return nil
	}
	return r.Check(c)
}

// Settled reports whether a justification on record settles what the rule said: it asks for reasons, and it is something of
// its own. That nothing is known of a licence has to be settled first.
func (r *Rule) Settled(said inventory.Message) bool {
	return r.Justified && strings.HasPrefix(said.Key, "rule."+strings.ToLower(r.ID)+".")
}

// ByID finds a rule of the catalogue; nil if there is none.
func ByID(id string) *Rule {
	for i := range All {
		if All[i].ID == id {
			return &All[i]
		}
	}
	return nil
}

// All is the catalogue in its order.
var All = []Rule{
	liz001, liz002, liz003, liz004, liz005, liz006, liz007, liz008, liz009, liz010, liz011, liz012, liz013,
	eig001, eig002, eig003, eig004, eig005, eig006, eig007, eig008, eig009,
	pfl001, pfl002, pfl003, pfl004,
	sbm001, sbm002, sbm003, sbm004, sbm005, sbm006, sbm007, sbm008, sbm009, sbm010, sbm011,
	sbm012, sbm013, sbm014, sbm015, sbm016, sbm017, sbm018, sbm019, sbm020, sbm021,
	abg001, abg002,
	ver001, ver002, ver003, ver004, ver005,
	cra001,
}

// sbomRules are the rules that the standards for SBOMs are kept under, in their order.
var sbomRules = []string{
	"SBM-001", "SBM-002", "SBM-003", "SBM-004", "SBM-005", "SBM-006", "SBM-007", "SBM-008", "SBM-009", "SBM-010", "SBM-011",
	"SBM-012", "SBM-013", "SBM-014", "SBM-015", "SBM-016", "SBM-017", "SBM-018", "SBM-019", "SBM-020", "SBM-021",
}

// State is how a check ended.
type State int

// The states, from best to worst for an AND.
const (
	Pass State = iota
	Unknown
	Fail
)

// A Finding is what a check came to, for one licence or for all of it.
type Finding struct {
	State   State
	Message inventory.Message // may be empty for Pass
	// Asks is who has to answer if the finding becomes a question; "" is the rule's addressee.
	Asks assessment.Addressee
}

// An Outcome is what a rule says of one component.
type Outcome struct {
	Finding
	Note       bool            // shown, and changes no verdict whatever the rule's weight
	About      string          // tells outcomes of one rule about one file apart, in every release and language
	File       string          // the file it is about, if it is about one; the judge sets that of a document
	Expression spdx.Expression // what was judged; nil where no licence was
	Choice     spdx.Expression // Expression with every OR resolved to the branch that was judged; nil without an OR
	Leaves     []Leaf          // the parts of Expression, each once
	Evidence   []inventory.Evidence
	Every      bool // the evidence is of many components, and all of it is to be kept
}

// A Leaf is one licence or pair of the expression that was judged. Decisive ones belong to the
// branch that was judged.
type Leaf struct {
	License  string
	Decisive bool
	Finding
}

func pass() Finding { return Finding{State: Pass} }

func fail(key string, args ...string) Finding {
	return Finding{State: Fail, Message: message(key, args...)}
}

func unknown(asks assessment.Addressee, key string, args ...string) Finding {
	return Finding{State: Unknown, Message: message(key, args...), Asks: asks}
}

// Found is what a rule came across.
func Found(m inventory.Message) Finding { return Finding{State: Fail, Message: m} }

// Open is what a rule cannot know, with who has to answer.
func Open(m inventory.Message, asks assessment.Addressee) Finding {
	return Finding{State: Unknown, Message: m, Asks: asks}
}

// NoOwnCode is the question that stands for the rules about own code where no component is.
func NoOwnCode() Outcome {
	return Outcome{Finding: unknown(assessment.City, "rule.own-code.none")}
}

// Interrupted is the question that stands for what rests on something not being there, where the examination
// was ended before it could be known.
func Interrupted() Outcome {
	return Outcome{Finding: unknown(assessment.City, "rule.interrupted")}
}

func message(key string, args ...string) inventory.Message {
	m := inventory.NewMessage(key, args...)
	for name, value := range m.Args {
		m.Args[name] = Short(value)
	}
	return m
}

// Short keeps what a stranger wrote from filling a report.
func Short(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 { // not inside a character
		cut--
	}
	return s[:cut] + "…"
}
