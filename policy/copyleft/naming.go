// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	"slices"

	"lizenzlotse/policy/facts"
)

// refusal is what a licence without copyleft asks that another one may take for a further restriction: what under.tsv says of
// the two, else what its clauses on names and mentions are to a GNU licence. It is false where nothing is said.
func refusal(from facts.Facts, to string) (Passage, bool) {
	if p, ok := passages().to[[2]string{current(from), to}]; ok {
		return p, true
	}
	return naming(from, to)
}

// naming judges clauses on names and mentions by their kind, alike for all licences that have one. A sentence that every
// advertisement has to carry is a condition that no version of the GNU licences knows. Version 3 lists in § 7 what else a part may
// ask: to keep notices and author attributions (b), to mark changed versions (c), to leave names out of publicity (d), and to
// grant no marks (e); what earlier versions make of a mention or of a name that changed versions may not bear, their text leaves
// open, and so does version 3 of the latter, which may ask more than (c) and (e) allow. Where the matrix of OSADL
// lets the two merge, nobody is asked.
func naming(from facts.Facts, to string) (Passage, bool) {
	g, ok := gnuOf(to)
	if !ok {
		return Passage{}, false
	}
	p := Passage{Section: passages().to[[2]string{to, "!"}].Section}
	switch {
	case p.Section == "":
		return Passage{}, false
	case slices.Contains(from.Naming, facts.NamingAdvertising):
		p.Answer = No
	case slices.Contains(from.Naming, facts.NamingAcknowledgement) && !slices.Contains(from.Naming, facts.NamingRename) && g.version >= "3":
		p.Answer, p.Section = Yes, "GPL-3.0 § 7 b"
	case OSADL(to, current(from)) == "Yes":
		return Passage{}, false
	case slices.Contains(from.Naming, facts.NamingRename), slices.Contains(from.Naming, facts.NamingAcknowledgement):
		p.Answer, p.Naming = Open, true
	default:
		return Passage{}, false
	}
	return p, true
}
