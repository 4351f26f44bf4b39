// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "lizenzlotse/scanner/inventory"

// ReleaseSchema names the format of a saved [Release].
const ReleaseSchema = "lizenzlotse-outbound/1"

// A Release says under which licences a work may be released, and what rules each of them out or leaves it open.
type Release struct {
	Schema  string         `json:"schema"` // always [ReleaseSchema]
	Subject ReleaseSubject `json:"subject"`
	Policy  Policy         `json:"policy"` // which says what is own code
	Use     Use            `json:"use"`    // always publication
	// Complete: everything handed over was read, and there was something to look at.
	Complete   bool `json:"complete"`
	Components int  `json:"components"` // how many were looked at, own code included
	// OwnComponents are those of Components that are own code: the work itself, and what it is made of.
	OwnComponents int                `json:"ownComponents,omitempty"`
	Candidates    []ReleaseCandidate `json:"candidates"` // in the order asked for
	// Own is what was found in own code: the author's own licences, and what counts as taken over from others.
	Own []OwnLicense `json:"own"`
	// Issues are the notes about what lists say of how components are used.
	Issues []inventory.Issue `json:"issues,omitempty"`
}

// A ReleaseSubject is the work, as the inventory names it.
type ReleaseSubject struct {
	Name    string                `json:"name"`
	Title   string                `json:"title"` // for a heading: the main component, where there is one, and the input
	Version string                `json:"version,omitempty"`
	Kind    inventory.SubjectKind `json:"kind"`
	SHA256  string                `json:"sha256,omitempty"`
}

// A ReleaseCandidate is one licence under which the work might go out.
type ReleaseCandidate struct {
	License string        `json:"license"` // an SPDX expression
	Answer  ReleaseAnswer `json:"answer"`  // the worst of Reasons
	// Reasons are what speaks against it, the worst first, and then what to mind if it is chosen.
	Reasons []ReleaseReason `json:"reasons"`
}

// A ReleaseReason is what some components, all alike in it, say to a candidate.
type ReleaseReason struct {
	Answer  ReleaseAnswer     `json:"answer"`
	License string            `json:"license,omitempty"` // the part of their licence that decided; "" where none is known
	Message inventory.Message `json:"message"`
	// Relations are how own code uses them, at whatever remove; none where nothing says so.
	Relations  []inventory.RelationKind `json:"relations,omitempty"`
	Modified   inventory.Modified       `json:"modified,omitempty"`
	Components []string                 `json:"components"`     // IDs
	With       []string                 `json:"with,omitempty"` // IDs of the components that demand the licence which these do not fit
	// Evidence shows where it was seen: some places, at most as many as a result has.
	Evidence []inventory.Evidence `json:"evidence,omitempty"`
}

// ReleaseAnswer is whether a work may be released under a licence.
type ReleaseAnswer string

// The answers, from best to worst.
const (
	ReleasePossible ReleaseAnswer = "possible"
	ReleaseOpen     ReleaseAnswer = "open"
	ReleaseRuledOut ReleaseAnswer = "ruled-out"
)

// An OwnLicense is a licence found in own code, and whose it was taken for.
type OwnLicense struct {
	Component string               `json:"component"` // ID
	License   string               `json:"license"`
	Foreign   bool                 `json:"foreign"` // taken for code that was taken over
	Message   inventory.Message    `json:"message"` // why
	Evidence  []inventory.Evidence `json:"evidence,omitempty"`
}
