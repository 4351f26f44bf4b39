// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	_ "embed" // the quotations
	"sync"
)

//go:embed nochange.tsv
var noChangeTSV string

// Words are what a licence itself says about something.
type Words struct {
	Section string
	Quote   string // in the language of the licence
}

var noChange = sync.OnceValue(func() map[string]Words {
	all := map[string]Words{}
	for r := range rows("nochange.tsv", noChangeTSV) {
		all[r["id"]] = Words{Section: r["section"], Quote: r["words"]}
	}
	return all
})

// NoChange gives what a licence of the SPDX list that permits no adaptations says about changes. It has those
// of class [ClassRestrictedNoderivatives], and those that forbid adaptations beside restricting use.
func NoChange(id string) (Words, bool) {
	w, ok := noChange()[id]
	return w, ok
}
