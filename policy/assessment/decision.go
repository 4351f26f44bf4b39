// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "lizenzlotse/scanner/spdx"

// A Decision is what a person decided, as it was recorded, and what became of it here.
type Decision struct {
	ID   string       `json:"id"`
	Kind DecisionKind `json:"kind"`
	// What it is bound to. Rule is that of an exception or justification; Component an ID, where a purl without version
	// means every version; License the licence the finding was about. "" does not bind.
	Rule      string `json:"rule,omitempty"`
	Component string `json:"component,omitempty"`
	License   string `json:"license,omitempty"`
	// Files are what was judged: once one of them is another, the decision has lapsed.
	Files []DecidedFile `json:"files,omitempty"`
	// Concluded is the licence that a conclusion or choice comes to.
	Concluded spdx.Expression `json:"-"`
	Ground    string          `json:"ground,omitempty"` // of a justification: financial, technical, organisational; of an exception: its reason code
	Text      string          `json:"text"`
	Signed    []Signature     `json:"signed"`          // who decided; a second examiner signs too
	Owner     string          `json:"owner,omitempty"` // who answers for an exception
	Until     string          `json:"until,omitempty"` // RFC 3339 full-date: its last day
	State     DecisionState   `json:"state"`
	Results   int             `json:"results"` // how many results it was used for
	Origin    string          `json:"origin"`  // the line of the file
}

// A DecidedFile is a file that a decision was made for.
type DecidedFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// A Signature says who decided, and when.
type Signature struct {
	Name string `json:"name"`
	Date string `json:"date"` // RFC 3339 full-date
}

// DecisionKind is what a decision is about.
type DecisionKind string

// The kinds of a decision.
const (
	Conclusion    DecisionKind = "conclusion"    // which licence a component is under
	Choice        DecisionKind = "choice"        // which branch of an OR is taken
	Justification DecisionKind = "justification" // why a proprietary part is used
	Exception     DecisionKind = "exception"     // an approved deviation (genehmigte Ausnahme)
)

// DecisionState is what became of a decision.
type DecisionState string

// The states of a decision.
const (
	DecisionUsed      DecisionState = "used"
	DecisionExpired   DecisionState = "expired"
	DecisionChanged   DecisionState = "changed"   // the files it was made for are others now
	DecisionUnmatched DecisionState = "unmatched" // nothing here is what it is about
)

// Decided finds the conclusion or choice that was used for a component; nil if there was none.
func (a *Assessment) Decided(component string) *Decision {
	for i := range a.Decisions {
		d := &a.Decisions[i]
		if d.State == DecisionUsed && (d.Kind == Conclusion || d.Kind == Choice) && d.Component == component {
			return d
		}
	}
	return nil
}
