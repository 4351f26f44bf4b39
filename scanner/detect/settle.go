// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// listed is how many licences named or addressed, and no text of any, make a file a list of licences
// rather than one that is under them.
const listed = 8

// flooded is how many make it a list whatever else it has.
const flooded = 128

// A ledger is what a file says in all.
type ledger struct {
	said    map[string]bool // by texts, notices and tags
	named   map[string]bool // by texts, tags and sentences
	groups  map[string]bool // families of which a version is named
	linked  map[string]bool // by names and addresses
	granted map[string]bool // by sentences with a word of granting, away from all others
	text    bool
	known   bool // something is known of the licence
	gpl     bool // a version of the GPL is named, and not only to a loader of modules
	choice  bool // and is one of several
}

func count(hits []hit) ledger {
	l := ledger{said: map[string]bool{}, named: map[string]bool{}, groups: map[string]bool{}, linked: map[string]bool{}, granted: map[string]bool{}}
	for i, h := range hits {
		if h.unknown != 0 {
			continue
		}
		l.known = true
		l.choice = l.choice || !h.macro && isOr(h.expression) && anyAtom(h.expression, gnu)
		for _, atom := range spdx.Atoms(h.expression) {
			if h.kind == inventory.FoundReference || h.detector == DetectorProse {
				l.linked[atom.String()] = true
			}
			if h.kind == inventory.FoundReference {
				continue
			}
			l.named[atom.String()] = true
			if h.detector != DetectorProse {
				l.said[atom.String()] = true
			}
			if w, ok := atom.(spdx.With); ok {
				atom = w.License
				l.named[atom.String()] = true
			}
			if !h.bare {
				l.groups[spdx.Group(atom.String())] = true
				l.gpl = l.gpl || !h.macro && spdx.Group(atom.String()) == "GPL"
			}
		}
		if h.kind == inventory.FoundReference {
			continue
		}
		if h.cued && isApart(hits, i) {
			l.granted[h.expression.String()] = true
		}
		for _, r := range h.readings {
			l.named[r.String()] = true
		}
		switch h.kind {
		case inventory.FoundText, inventory.FoundHeader:
			l.text = true
		}
	}
	return l
}

// entryReach is how near, in bytes, the entries of a list stand.
const entryReach = 150

// isApart reports whether no other licence is named so near that the two may be entries of a list.
func isApart(hits []hit, i int) bool {
	near := func(o hit) bool {
		return o.unknown == 0 && distance(o, hits[i]) < entryReach && !spdx.Equal(o.expression, hits[i].expression)
	}
	return (i == 0 || !near(hits[i-1])) && (i+1 == len(hits) || !near(hits[i+1]))
}

// gnu reports whether a version of one of GNU's licences is named.
func (l ledger) gnu() bool {
	return l.groups["GPL"] || l.groups["LGPL"] || l.groups["AGPL"] || l.groups["GFDL"]
}

// settle leaves out names and addresses of licences that the file names more closely or only lists,
// and repetitions.
func settle(d *document, hits []hit) []hit {
	if len(hits) == 1 { // as of most files
		if _, simple := hits[0].expression.(spdx.License); simple {
			return hits
		}
	}
	return weighUp(d, hits)
}

// weighUp is settle of several hits.
func weighUp(d *document, hits []hit) []hit {
	type key struct {
		license string
		kind    inventory.FindingKind
	}
	l := count(hits)
	list := !l.text && len(l.linked) >= listed || len(l.linked) >= flooded
	repeats := map[key]int{}
	kept := hits[:0]
	for _, h := range hits {
		named := h.unknown == 0 && (h.kind == inventory.FoundReference || h.detector == DetectorProse)
		k := key{h.expression.String(), h.kind}
		switch {
		case h.unknown.givesWay() && (l.known || list):
			d.refuse(h, refusedHint)
		case named && list && !(l.granted[k.license] && len(l.granted) < listed):
			d.listed = len(l.linked)
			d.refuse(h, refusedList)
		case named && h.kind == inventory.FoundReference && l.knows(h):
			d.refuse(h, refusedSaid)
		case h.macro && (l.choice || l.gpl && !isOr(h.expression)): // the documentation of Linux leaves version and choice to the notices of the source
			d.refuse(h, refusedVersioned)
		case h.bare && h.family != nil && (l.groups[h.family.Group] || h.family.GNU && !h.cued && l.gnu()):
			d.refuse(h, refusedVersioned)
		case h.detector == DetectorProse && (l.said[h.expression.String()] || l.said[strings.TrimSuffix(h.expression.String(), "+")]):
			d.refuse(h, refusedSaid)
		case repeats[k] == maxRepeats:
			d.refuse(h, refusedRepeated)
		default:
			repeats[k]++
			kept = append(kept, h)
		}
	}
	return kept
}

// knows reports whether the licence at an address is named otherwise.
func (l ledger) knows(h hit) bool {
	if l.named[h.expression.String()] || len(h.readings) > 0 && l.named[h.readings[0].String()] {
		return true
	}
	if a, ok := h.expression.(spdx.License); ok {
		return l.groups[spdx.Group(a.ID)]
	}
	// Of the licences that are published together at an address the file may say which.
	branches := spdx.Atoms(h.expression)
	return isOr(h.expression) && slices.ContainsFunc(branches, func(b spdx.Expression) bool { return l.named[b.String()] }) &&
		slices.ContainsFunc(branches, func(b spdx.Expression) bool { return !l.groups[spdx.Group(b.String())] })
}
