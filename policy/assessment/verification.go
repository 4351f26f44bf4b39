// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "lizenzlotse/scanner/inventory"

// VerificationSchema names the format of a saved [Verification].
const VerificationSchema = "lizenzlotse-verification/1"

// A Verification says whether a saved result still fits what it was made from.
type Verification struct {
	Schema string         `json:"schema"` // always [VerificationSchema]
	Result VerifiedResult `json:"result"`
	Date   string         `json:"date"` // RFC 3339 full-date: the day on which lapsed decisions are told
	// Fits is the worst of Checks: CheckDiffers over CheckUnchecked over CheckFits.
	Fits   CheckState `json:"fits"`
	Checks []Check    `json:"checks"` // group by group, in the order of [CheckGroups]
}

// A VerifiedResult names the result that was looked at.
type VerifiedResult struct {
	Name    string   `json:"name"`   // the base name of the file
	SHA256  string   `json:"sha256"` // of the file: who kept it elsewhere can tell by it whether anything in the file was changed
	Subject string   `json:"subject"`
	Policy  string   `json:"policy,omitempty"` // "" of a scan, which was not judged
	Date    string   `json:"date,omitempty"`   // RFC 3339 full-date of the judgement
	Verdict *Verdict `json:"verdict,omitempty"`
}

// A Check is one thing that was held against the result.
type Check struct {
	Group   CheckGroup        `json:"group"`
	State   CheckState        `json:"state"`
	Message inventory.Message `json:"message"`
	// Details are all that differ, in the order of paths, IDs or rules; none where nothing does.
	Details []inventory.Message `json:"details,omitempty"`
}

// CheckGroup is what a check is about.
type CheckGroup string

// The groups.
const (
	CheckInput     CheckGroup = "input"     // what was examined
	CheckPolicy    CheckGroup = "policy"    // what it was judged by
	CheckProcedure CheckGroup = "procedure" // the procurement it belongs to
	CheckDecisions CheckGroup = "decisions" // what people decided
	CheckProgram   CheckGroup = "program"   // the program and its data
	CheckResult    CheckGroup = "result"    // what is found and judged today
)

// CheckGroups lists the groups in their order.
func CheckGroups() []CheckGroup {
	return []CheckGroup{CheckInput, CheckPolicy, CheckProcedure, CheckDecisions, CheckProgram, CheckResult}
}

// CheckState is what came of a check.
type CheckState string

// The states. CheckNote is to be known and counts neither for nor against the result.
const (
	CheckFits      CheckState = "fits"
	CheckDiffers   CheckState = "differs"
	CheckUnchecked CheckState = "unchecked" // something that it needs was not at hand
	CheckNote      CheckState = "note"
)

// Any reports whether a check came to the state.
func (v *Verification) Any(s CheckState) bool {
	for _, c := range v.Checks {
		if c.State == s {
			return true
		}
	}
	return false
}
