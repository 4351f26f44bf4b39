// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "lizenzlotse/scanner/inventory"

// A Question is what a person has to answer. One question covers every component it is about.
type Question struct {
	Rule       string            `json:"rule"`
	Addressee  Addressee         `json:"addressee"`
	Kind       QuestionKind      `json:"kind,omitempty"`
	Message    inventory.Message `json:"message"`              // what was seen
	Need       inventory.Message `json:"need,omitzero"`        // what is needed to settle it
	Limit      inventory.Message `json:"limit,omitzero"`       // what the answer may not do, or why it may not be asked for at all
	Components []string          `json:"components,omitempty"` // IDs
	// Parts tell apart what one question is about, where findings differ in no more than what they quote; none of most.
	Parts []QuestionPart `json:"parts,omitempty"`
	// Evidence shows where it was seen: some places, at most as many as a result has.
	Evidence []inventory.Evidence `json:"evidence,omitempty"`
	// Basis are the paragraphs that the kind and the limit rest on, each with its Stand as the date.
	Basis []Source `json:"basis,omitempty"`
}

// A QuestionPart is one of the wordings that a question is about.
type QuestionPart struct {
	Message    inventory.Message `json:"message"`
	Components []string          `json:"components,omitempty"` // IDs
}

// QuestionKind is the form in which a question may be put. The tool proposes it; the contracting authority decides.
type QuestionKind string

// The kinds of a question (§ 15(5) and § 56 VgV, § 9 and § 41 UVgO; outside procurement there is no difference).
const (
	QuestionClarification QuestionKind = "clarification" // Aufklärung: explains, may not change the bid
	QuestionSupplement    QuestionKind = "supplement"    // Nachforderung: documents that are missing or incomplete
	QuestionNeither       QuestionKind = "neither"       // may not be demanded before the award
	QuestionAcceptance    QuestionKind = "acceptance"    // belongs to performance or acceptance
	QuestionOurselves     QuestionKind = "ourselves"     // the authority answers it itself
)
