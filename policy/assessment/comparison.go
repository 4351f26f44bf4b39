// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "lizenzlotse/scanner/inventory"

// ComparisonSchema names the format of a saved [Comparison].
const ComparisonSchema = "lizenzlotse-comparison/1"

// A Comparison sets bids side by side that were judged by the same measure. It states and counts: it ranks nothing, and
// points are those that a published scale proposes for each bid by itself.
type Comparison struct {
	Schema string `json:"schema"` // always [ComparisonSchema]
	// The measure, the same for every bid.
	Policy    Policy           `json:"policy"`
	Procedure *Procedure       `json:"procedure,omitempty"`
	Use       Use              `json:"use"`
	Stage     Stage            `json:"stage"`
	Date      string           `json:"date"`      // RFC 3339 full-date
	Delivered string           `json:"delivered"` // RFC 3339 full-date
	Outbound  string           `json:"outbound,omitempty"`
	Tools     []inventory.Tool `json:"tools"` // the program and its data, of the results
	Bids      []ComparedBid    `json:"bids"`  // in the order given
	// Remarks are what a reader must know before any figure.
	Remarks    []ComparisonRemark    `json:"remarks,omitempty"`
	Statements []ComparisonStatement `json:"statements"` // what differs
	Rules      int                   `json:"rules"`      // how many were asked of every bid
	AlikeRules int                   `json:"alikeRules"` // of these, how many ended the same way for all bids that were read whole
	Sections   []ComparisonSection   `json:"sections"`
}

// A ComparedBid is one column.
type ComparedBid struct {
	Name       string                `json:"name"` // for the heading, no other bid has it: the bidder, else the title of what was examined, with the file where that is needed
	Bidder     string                `json:"bidder,omitempty"`
	Title      string                `json:"title"`                // of what was examined
	SHA256     string                `json:"sha256,omitempty"`     // of what was examined
	File       string                `json:"file"`                 // base name of the saved result
	FileSHA256 string                `json:"fileSha256,omitempty"` // of the saved result
	Kind       inventory.SubjectKind `json:"kind"`
	Inputs     []inventory.Input     `json:"inputs,omitempty"`
	Complete   bool                  `json:"complete"`
	Verdict    Verdict               `json:"verdict"`
}

// A ComparisonRemark is a message about some of the bids; its place {bids} is their names.
type ComparisonRemark struct {
	Message inventory.Message `json:"message"`
	Bids    []int             `json:"bids,omitempty"` // places in Bids, from 0; none: it is about all
}

// A ComparisonStatement says of rows how the bids differ there, all in the same way.
type ComparisonStatement struct {
	Rows  []string         `json:"rows"` // IDs
	Parts []ComparisonPart `json:"parts"`
}

// A ComparisonPart is what holds for some of the bids.
type ComparisonPart struct {
	Says    inventory.Message `json:"says"`
	Bids    []int             `json:"bids"`              // places in Bids, from 0
	Partial bool              `json:"partial,omitempty"` // these were not read whole
}

// A ComparisonSection is rows about one subject.
type ComparisonSection struct {
	ID   string          `json:"id"` // of the constants below
	Rows []ComparisonRow `json:"rows"`
}

// The sections in their order. Those without rows are left out.
const (
	SectionResult       = "result"
	SectionA            = "criteria-a" // published as minimum requirements
	SectionB            = "criteria-b" // published as scored
	SectionRules        = "rules"      // asked, and no criterion
	SectionLicences     = "licences"
	SectionSBOM         = "sbom"
	SectionQuestions    = "questions"
	SectionDuties       = "duties" // of the city
	SectionCompleteness = "completeness"
	SectionDecisions    = "decisions"
	SectionBasis        = "basis"
)

// A ComparisonRow is one thing that is said of every bid.
type ComparisonRow struct {
	ID string `json:"id"` // the same in every comparison: "rule:LIZ-001", "class:proprietary"
	// Of a rule: its name, by which the single reports list what was found, and its title; of anything else a label.
	Rule      string            `json:"rule,omitempty"`
	Title     Text              `json:"title,omitzero"`
	Label     inventory.Message `json:"label,omitzero"`
	Weight    Weight            `json:"weight,omitempty"`
	Criterion *Criterion        `json:"criterion,omitempty"`
	Differs   bool              `json:"differs,omitempty"`
	Cells     []ComparisonCell  `json:"cells"` // in the order of the bids
}

// A ComparisonCell is what is said of one bid.
type ComparisonCell struct {
	// Outcome is a verdict by its name, or "lacking" (a requirement with the weight should is not met), "noted",
	// "not-applicable" or "incomplete"; empty where nothing was judged.
	Outcome string              `json:"outcome,omitempty"`
	Counts  *Counts             `json:"counts,omitempty"` // of a rule
	Points  *Points             `json:"points,omitempty"` // proposed by the published scale; nil where none can be
	Count   *int                `json:"count,omitempty"`  // nil where the row counts nothing
	Of      int                 `json:"of,omitempty"`     // of how many; 0 where that says nothing
	Says    []inventory.Message `json:"says,omitempty"`
	// Partial: the bid was not read whole, so that what is said here may be too little.
	Partial bool `json:"partial,omitempty"`
}
