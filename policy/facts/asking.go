// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	_ "embed" // the table
	"strings"
	"sync"
)

//go:embed asking.tsv
var askingTSV string

// A Lack is what a finding lacks to be settled. The zero Lack is of a finding that the table does not know.
type Lack string

// What a finding may lack.
const (
	LackDocument  Lack = "document"  // a document or text is missing
	LackGap       Lack = "gap"       // a document is there and does not say enough
	LackStatement Lack = "statement" // something is unclear or contradicts something else
	LackOwn       Lack = "own"       // the authority's own answer
	LackNothing   Lack = "never"     // it is never a question
)

// Asking is what a message needs where it becomes a question.
type Asking struct {
	Lack Lack
	// Several: three or more findings that differ in what they quote become one question.
	Several bool
	Need    string // the end of the key "question.need.…" of the catalogue; "" if it is never a question, or of a rule that a policy has of its own
}

var askings = sync.OnceValue(func() map[string]Asking {
	all := map[string]Asking{}
	for r := range rows("asking.tsv", askingTSV) {
		all[r["message"]] = Asking{Lack: Lack(r["kind"]), Need: r["need"], Several: r["several"] == "yes"}
	}
	return all
})

// SeveralPrefix begins the key of a question that stands for several findings with the same message.
const SeveralPrefix = "question.several."

// AskingFor finds what a message needs by its key; a second wording of it ("….contested") needs the same, and so do several
// that became one question.
func AskingFor(key string) (Asking, bool) {
	a, ok := askings()[strings.TrimPrefix(strings.TrimSuffix(key, ".contested"), SeveralPrefix)]
	return a, ok
}
