// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A Decision is what a person decided, as it was recorded, and what became of it here.
type Decision struct {
	ID   string       `json:"id"`
	Kind DecisionKind `json:"kind"`
	// What it is bound to. Rule is that of an exception or justification; Component an ID, where a purl without version
	// means every version; License the licence the finding was about, and of a conclusion what was stated. "" does not bind.
	Rule      string `json:"rule,omitempty"`
	Component string `json:"component,omitempty"`
	License   string `json:"license,omitempty"`
	// Files are what was judged: once one of them is another, the decision has lapsed.
	Files []DecidedFile `json:"files,omitempty"`
	// Concluded is the licence that a conclusion or choice comes to.
	Concluded spdx.Expression `json:"-"`
	Ground    string          `json:"ground,omitempty"` // of a justification one of [Grounds], of an exception one of [Reasons]
	Text      string          `json:"text"`
	Signed    []Signature     `json:"signed"`          // who decided; a second examiner signs too
	Owner     string          `json:"owner,omitempty"` // who answers for an exception
	Until     string          `json:"until,omitempty"` // RFC 3339 full-date: its last day
	State     DecisionState   `json:"state"`
	Results   int             `json:"results"` // how many results it was used for
	// Components are the IDs of those it was used for, also where nothing was left to be said of them.
	Components []string `json:"components,omitempty"`
	Origin     string   `json:"origin"` // the line of the file
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
	DecisionPending   DecisionState = "pending"   // a signature is missing that the policy demands, or is of a day still to come
)

// Grounds lists the grounds of a justification (DIN SPEC 66336, 5.10.1).
func Grounds() []string { return []string{"financial", "technical", "organisational"} }

// Reasons lists the reasons of an exception.
func Reasons() []string {
	return []string{"licence-acquired", "consent", "wrong-finding", "not-delivered", "build-only", "separate", "no-alternative", "transition", "other"}
}

// Covers reports whether the decision is bound to the component or to every version of it. One that names no
// component covers none.
func (d *Decision) Covers(component string) bool {
	return d.Component != "" && (d.Component == component || d.Component == inventory.WithoutVersion(component))
}

// Decided gives, by component, the conclusion or choice that was used for it, of both the choice: it was made of
// what was concluded.
func (a *Assessment) Decided() map[string]*Decision {
	decided := map[string]*Decision{}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		if d.State != DecisionUsed || d.Concluded == nil {
			continue
		}
		for _, c := range d.Components {
			if had := decided[c]; had == nil || had.Kind == Conclusion {
				decided[c] = d
			}
		}
	}
	return decided
}

// Settled is the kind of the decision that made a result better than it was found: a justification or an exception; ""
// where none did. D is the decision that the result names, nil if it names none.
func (r *Result) Settled(d *Decision) DecisionKind {
	switch {
	case d == nil || r.Noted:
	case d.Kind == Justification && r.Verdict == Satisfied, d.Kind == Exception && r.Verdict == Conditional:
		return d.Kind
	}
	return ""
}

// DecisionsByID gives the decisions by their names.
func (a *Assessment) DecisionsByID() map[string]*Decision {
	byID := make(map[string]*Decision, len(a.Decisions))
	for i := range a.Decisions {
		byID[a.Decisions[i].ID] = &a.Decisions[i]
	}
	return byID
}

// Note says what was decided, for programs and those who know them: in English, as the names of their fields are.
func (d *Decision) Note() string {
	s := string(d.Kind) + " " + d.ID + ": " + d.Text
	if d.Until != "" {
		s += " (until " + d.Until + ")"
	}
	return s
}

// From is whose texts explain what the decision came to for a component: of the first claim that names one of its licences.
func (d *Decision) From(c *inventory.Component) string {
	for _, want := range spdx.Atoms(d.Concluded) {
		for i := range c.Claims {
			for _, has := range spdx.Atoms(c.Claims[i].License.Expression) {
				if spdx.Equal(want, has) {
					return c.Claims[i].Origin
				}
			}
		}
	}
	return ""
}
