// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package assessment is the model of what the findings mean under a policy. Everything a report
// needs is in an [Assessment]: the inventory, the results, and the documentation of the rules
// that spoke, in both languages.
package assessment

import (
	"strconv"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// An Assessment is an inventory judged by a policy.
//
// The zero Policy means that nothing was judged (a scan): then everything but Inventory is zero.
type Assessment struct {
	Inventory *inventory.Inventory
	Policy    Policy
	Procedure *Procedure // nil where none was named
	// Paragraphs are what is on record of the procedure's regime; none of a city's own statute and outside procurement.
	Paragraphs []Paragraph
	Use        Use
	Stage      Stage
	Date       string // RFC 3339 full-date: the day for which expiry is judged
	Delivered  string // RFC 3339 full-date: the day on which what is judged was handed over
	Outbound   string // the licence under which the own code is to be published (Veröffentlichungslizenz), an SPDX expression; "" if none is wished
	Verdict    Verdict
	Complete   bool       // everything that was not excluded was read, and something was judged
	Results    []Result   // what is not simply satisfied, in catalogue order, then by component
	Rules      []RuleUsed // every rule the policy switched on, in catalogue order
	Excluded   []Exclusion
	Own        []OwnCode    // what said which part is own code; nothing did: the root of what was examined is
	Overrides  []Override   // where the policy's own view of a licence was used, sorted by licence
	Classes    []ClassShare // what the judged licences are, in the order of the classes; those that no component has are left out
	Duties     []Duty
	Questions  []Question
	Decisions  []Decision // all that were handed in, in their order, with what became of them
	Bidder     string     // whose bid it is, as whoever judges it names them; "" where nobody did
	Baseline   *Baseline  // nil unless compared with an earlier result
	Redacted   *Redaction // nil unless it is a copy with passages blacked out
	// Tools are who judged, with the versions of its data; the Inventory names who scanned, which may have been another. Empty
	// in results of before this was noted.
	Tools []inventory.Tool
}

// A Redaction says what was taken out of a copy, for a reader who may not see it.
type Redaction struct {
	Names      int `json:"names"`      // different names of persons or companies
	Components int `json:"components"` // confidential components
	Mails      int `json:"mails"`      // different e-mail addresses
}

// Message says of a copy what was taken out.
func (r *Redaction) Message() inventory.Message {
	return inventory.NewMessage("report.redacted", "names", strconv.Itoa(r.Names), "components", strconv.Itoa(r.Components), "mails", strconv.Itoa(r.Mails))
}

// Note says of a copy what was taken out, in English, for comments of SBOMs; "" where nothing was.
func (r *Redaction) Note() string {
	if r == nil {
		return ""
	}
	return "copy without names (" + strconv.Itoa(r.Names) + "), confidential components (" + strconv.Itoa(r.Components) +
		"), e-mail addresses (" + strconv.Itoa(r.Mails) + ") and digests"
}

// A ClassShare is the components whose judged licence is of one class: of an AND its most demanding part, of an OR its
// least demanding branch. What is own code counts too, what was excluded does not.
type ClassShare struct {
	Class      string   `json:"class"`      // as in package facts; [ClassUnknown] where nothing is known
	Components []string `json:"components"` // IDs, sorted
}

// ClassUnknown is the class of components of whose licence nothing is known, or nothing that puts it into a class.
const ClassUnknown = "unknown"

// ClassProprietary is the class whose parts need a reason.
const ClassProprietary = "proprietary"

// Judged reports whether a policy was applied.
func (a *Assessment) Judged() bool { return a.Policy.Name != "" }

// A Policy names the policy that was applied, so that years later the same one can be found.
type Policy struct {
	Name     string `json:"name"` // of combined profiles: their names joined by "+"
	Version  string `json:"version,omitempty"`
	SHA256   string `json:"sha256"`             // of its resolved text
	FrozenOn string `json:"frozenOn,omitempty"` // RFC 3339 full-date; "" if it was not
	// FrozenSHA256 is that of its resolved text when it was frozen: another than SHA256 says that it was changed since.
	FrozenSHA256 string   `json:"frozenSha256,omitempty"`
	Origin       string   `json:"origin"` // "built-in" or the base name of the file
	Title        Text     `json:"title,omitzero"`
	Decides      Text     `json:"decides,omitzero"` // who must decide what the tool cannot
	Sources      []Source `json:"sources,omitempty"`
	// FromInput is set where the policy was found inside what is being examined, which a reader must know.
	FromInput bool `json:"fromInput,omitempty"`
}

// Changed reports whether the policy is another than the one that was frozen.
func (p *Policy) Changed() bool { return p.FrozenSHA256 != "" && p.FrozenSHA256 != p.SHA256 }

// A Text says the same in both languages.
type Text struct {
	DE string `json:"de"`
	EN string `json:"en"`
}

// A Source is where a fact or rule comes from.
type Source struct {
	Title   string `json:"title"`
	Section string `json:"section,omitempty"`
	Date    string `json:"date,omitempty"` // as exact as it is known: "2021-02-11", "2026"
	URL     string `json:"url,omitempty"`
	// Secondary: the primary text was not read, this is what others report of it.
	Secondary bool `json:"secondary,omitempty"`
	// Asks is what a policy makes of the source, in plain words for whoever knows the source alone.
	Asks Text `json:"asks,omitzero"`
}

// Use is how the examined software will be used; duties of copyleft licences depend on it.
type Use string

// The uses. Internal ends at the legal person: another authority is distribution.
const (
	UseInternal     Use = "internal"
	UseDistribution Use = "distribution"
	UseService      Use = "service"
	UsePublication  Use = "publication"
)

// Stage is where in a procurement a rule is asked.
type Stage string

// The stages.
const (
	StageBid         Stage = "bid"         // Angebot
	StageSuitability Stage = "suitability" // Eignung
	StagePerformance Stage = "performance" // Ausführung
	StageAcceptance  Stage = "acceptance"  // Abnahme
	StageOwnDuty     Stage = "own-duty"    // the city's own duty
)

// Addressee is who owes what a rule asks for.
type Addressee string

// The addressees.
const (
	Bidder Addressee = "bidder"
	City   Addressee = "city"
)

// Verdict is what comes out, from best to worst; the worst result is the verdict of the whole.
type Verdict int

// The verdicts in their order. Conditional is satisfied with duties to observe.
const (
	Satisfied Verdict = iota
	Conditional
	Review
	Violated
)

// Weight is what a rule's failure means for the verdict.
type Weight string

// The weights. Whatever is unknown is Review under all of them but Note, which never changes the verdict.
const (
	Must   Weight = "must"   // failed: Violated
	Should Weight = "should" // failed: Conditional
	Ask    Weight = "ask"    // failed: Review
	WNote  Weight = "note"   // failed: shown, Satisfied
)

// A Criterion says that a rule was published as an A or B criterion of a tender. The zero
// Criterion means that it was not: then it is no criterion, whatever its weight (§ 127(5) GWB, § 58(3) VgV).
type Criterion struct {
	Kind      string    `json:"kind"` // "A" or "B"
	Published Published `json:"published"`
	Scale     []string  `json:"scale,omitempty"` // of a B criterion: fixed before the bids were opened
	// Steps are a scale that can be worked out, the highest first; empty where the scale is words only.
	Steps []Step `json:"steps,omitempty"`
}

// A Step of a scale gives points from a share on: of the components, or documents, that the rule looks at, how many
// satisfy it, in percent.
type Step struct {
	Points int    `json:"points"`
	From   int    `json:"from"` // percent, 0 to 100
	Text   string `json:"text,omitempty"`
}

// Published names where a criterion was published.
type Published struct {
	Document string `json:"document"`
	Number   string `json:"number"`
	Date     string `json:"date"` // RFC 3339 full-date
}

// A RuleUsed is a rule that the policy switched on: its documentation and what came of it.
type RuleUsed struct {
	ID        string     `json:"id"`
	Weight    Weight     `json:"weight"`
	Criterion *Criterion `json:"criterion,omitempty"`
	Origin    string     `json:"origin"` // the profile or file whose line set the weight
	Doc       Doc        `json:"doc"`
	Documents bool       `json:"documents,omitempty"` // it judges documents or the examination as a whole, and no component
	Verdict   Verdict    `json:"verdict"`
	Counts    Counts     `json:"counts"`
	Points    *Points    `json:"points,omitempty"` // proposed for a B criterion by its published scale; nil where nothing can be proposed
}

// Points are what a published scale comes to: a proposal, which people weigh. Of are the most the scale gives.
type Points struct {
	Proposed int               `json:"proposed"`
	Of       int               `json:"of"`
	How      inventory.Message `json:"how"` // the arithmetic, with the figures it was made from
}

// Counts say to how many components a rule applied and how it ended there; of a rule about documents, to how many documents.
type Counts struct {
	Satisfied   int `json:"satisfied"`
	Conditional int `json:"conditional"`
	Review      int `json:"review"`
	Violated    int `json:"violated"`
	Noted       int `json:"noted"` // has a note; beside the others, where there is something worse than satisfied
}

// A Doc is the documentation of a rule: written once, shown by explain, the reports and SARIF.
type Doc struct {
	Title Text `json:"title"`
	What  Text `json:"what"` // what is checked
	Why   Text `json:"why"`  // what it is good for
	Fix   Text `json:"fix"`  // what to do about a finding
	// Mend is what those do who make the software, where Fix is for those who examine it; zero: Fix is for both.
	Mend      Text      `json:"mend,omitzero"`
	Sources   []Source  `json:"sources"`
	Reading   bool      `json:"reading,omitempty"` // the rule is our reading of its sources, which do not say it in these words
	Addressee Addressee `json:"addressee"`
	Stage     Stage     `json:"stage"`
}

// ForMakers is what those do about a finding who make the software.
func (d *Doc) ForMakers() Text {
	if d.Mend != (Text{}) {
		return d.Mend
	}
	return d.Fix
}

// A Result is one finding about one component or file. Of a document as a whole File is its ID, and there is no Component.
type Result struct {
	Rule       string               `json:"rule"`
	Component  string               `json:"component,omitempty"`
	File       string               `json:"file,omitempty"`
	Expression spdx.Expression      `json:"-"` // what was judged; nil where no licence was
	Verdict    Verdict              `json:"verdict"`
	Noted      bool                 `json:"noted,omitempty"` // the rule failed under weight note: shown, not counted
	Message    inventory.Message    `json:"message"`
	Leaves     []Leaf               `json:"leaves,omitempty"` // what the parts of Expression came to
	Choice     spdx.Expression      `json:"-"`                // the branch of an OR that was judged; nil without one
	Evidence   []inventory.Evidence `json:"evidence,omitempty"`
	Decision   string               `json:"decision,omitempty"`
	Known      bool                 `json:"known,omitempty"` // it stood in the [Baseline] already
	// Fingerprint is the same for one finding in every release and language: SHA-256 of rule,
	// component without version, path and licence, in hexadecimal.
	Fingerprint string `json:"fingerprint"`
}

// An Override is a class that the policy gives a licence, against what the sources say.
type Override struct {
	License    string   `json:"license"`
	Class      string   `json:"class"`
	Was        string   `json:"was,omitempty"` // the class of the built-in facts; "" where they have none
	Reason     string   `json:"reason"`
	Origin     string   `json:"origin"`     // the line of the policy
	Components []string `json:"components"` // IDs of those whose judged licence has it
}

// An OwnCode is a line of the policy or a flag that says what is own code.
type OwnCode struct {
	Kind       string `json:"kind"` // of the constants below
	Value      string `json:"value"`
	Origin     string `json:"origin"`     // the line of the policy, or "flag"
	Components int    `json:"components"` // how many components it names, wholly or in part
}

// Message says it: "report.own." with the kind, of the main component with what is said of it too.
func (o OwnCode) Message() inventory.Message {
	m := inventory.Message{Key: "report.own." + o.Kind,
		Args: inventory.Args{"value": o.Value, "origin": o.Origin, "components": strconv.Itoa(o.Components)}}
	if o.Kind == OwnMain {
		m.Key += "." + o.Value
		m.Args = inventory.Args{"origin": o.Origin}
	}
	return m
}

// The kinds of an OwnCode.
const (
	OwnPath      = "path"
	OwnExcept    = "except" // a path that is none, whatever the others say
	OwnSupplier  = "supplier"
	OwnComponent = "component"
	OwnMain      = "main" // its value is "true" or "false"
)

// A Leaf is one licence or pair of the expression that was judged.
type Leaf struct {
	License string            `json:"license"`
	Verdict Verdict           `json:"verdict"`
	Message inventory.Message `json:"message,omitzero"`
}

// An Exclusion is a part of the input that a policy or flag left out of the judgement.
type Exclusion struct {
	Pattern string `json:"pattern"`
	Reason  string `json:"reason"`
	Origin  string `json:"origin"` // the policy file, or "flag"
	Files   int    `json:"files"`  // how many files it kept out
}
