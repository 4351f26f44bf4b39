// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

// A Declaration is a self-declaration (Eigenerklärung) in the form that the program prints. Whoever hands it in answers
// for it: none of it was verified. Zero values: the form was left blank there.
type Declaration struct {
	ID        string `json:"id"` // its path in the input; of one given beside it, its name
	SHA256    string `json:"sha256"`
	Procedure string `json:"procedure,omitempty"` // number of the procedure it was handed in for
	Bidder    string `json:"bidder,omitempty"`
	Name      string `json:"name,omitempty"` // of the person who declares, in text form
	Date      string `json:"date,omitempty"` // as written
	// Answers are in the order of [Topics], at most one of each; those left blank are not among them.
	Answers []Answer `json:"answers,omitempty"`
}

// Answer finds the answer to a topic; nil where the form was left blank.
func (d *Declaration) Answer(t Topic) *Answer {
	for i := range d.Answers {
		if d.Answers[i].Topic == t {
			return &d.Answers[i]
		}
	}
	return nil
}

// An Answer is what a declaration says to one topic.
type Answer struct {
	Topic  Topic  `json:"topic"`
	Says   Says   `json:"says,omitempty"`   // empty where only a detail or a proof is given
	Detail string `json:"detail,omitempty"` // which standard, which parts, which contract
	Proof  string `json:"proof,omitempty"`  // name of the file that is to prove it
	Line   int    `json:"line"`             // where it stands, from 1
}

// Topic is what a declaration is asked about.
type Topic string

// The topics.
const (
	TopicOpenChain     Topic = "iso-5230"       // a process for open source licence compliance by ISO/IEC 5230, or equivalent
	TopicAccessibility Topic = "accessibility"  // a proof of accessibility: WCAG 2.1 AA, BITV 2.0, or equivalent
	TopicOwnCode       Topic = "own-code"       // software that was or is developed for this contract
	TopicContract      Topic = "contract"       // which contract template, in which version
	TopicComponents    Topic = "component-list" // that the list of components is complete
)

// Topics lists the topics in the order of the form.
func Topics() []Topic {
	return []Topic{TopicOpenChain, TopicAccessibility, TopicOwnCode, TopicContract, TopicComponents}
}

// Says is how a declaration answers.
type Says string

// The answers.
const (
	SaysYes        Says = "yes"
	SaysEquivalent Says = "equivalent" // another than the standard named, which is said to do the same
	SaysNo         Says = "no"
)

// DeclarationForm is the first key of the form, by which it is recognised, and DeclarationVersion what stands there.
const (
	DeclarationForm    = "lizenzlotse-declaration"
	DeclarationVersion = "1"
)

// A DeclarationField is a line of the form. Topic is empty for those that are no answer.
type DeclarationField struct {
	Key   string
	Topic Topic
	Part  DeclarationPart
}

// DeclarationPart tells which part of an answer a field is.
type DeclarationPart int

// The parts of an answer.
const (
	PartSays DeclarationPart = iota
	PartDetail
	PartProof
)

// The fields that are no answer.
const (
	FieldProcedure = "procedure"
	FieldBidder    = "bidder"
	FieldName      = "name"
	FieldDate      = "date"
)

// DeclarationFields lists the fields in the order of the form; its reader and its printer share them.
func DeclarationFields() []DeclarationField {
	return []DeclarationField{
		{Key: FieldProcedure}, {Key: FieldBidder},
		{"iso-5230", TopicOpenChain, PartSays}, {"iso-5230-equivalent", TopicOpenChain, PartDetail}, {"iso-5230-proof", TopicOpenChain, PartProof},
		{"accessibility", TopicAccessibility, PartSays}, {"accessibility-standard", TopicAccessibility, PartDetail},
		{"accessibility-proof", TopicAccessibility, PartProof},
		{"own-code", TopicOwnCode, PartSays}, {"own-code-parts", TopicOwnCode, PartDetail},
		{"contract", TopicContract, PartDetail},
		{"component-list-complete", TopicComponents, PartSays}, {"component-list-file", TopicComponents, PartProof},
		{Key: FieldName}, {Key: FieldDate},
	}
}

// Named says the answer on one line.
func (a *Answer) Named() Message {
	return Message{Key: "report.declaration.answer", Args: Args{"topic": string(a.Topic), "says": string(a.Says), "detail": a.Detail, "proof": a.Proof}}
}
