// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync/atomic"
)

// Many files of a tree begin with the same comment to the letter. What the texts in it are is
// kept for a while: the comment alone decides it.

// A recalled region is its text and the hits of texts in it, with places that count from its start.
type recalled struct {
	text string
	hits []hit
}

const (
	recallSlots = 1024    // regions that are kept, each in the place that its hash gives it
	recallSize  = 4 << 10 // bytes of one that is kept
)

var (
	memory     [recallSlots]atomic.Pointer[recalled]
	memorySeed = maphash.MakeSeed()
)

// textsOf gives the hits of licensecheck and of the texts of the SPDX list in a region.
func textsOf(d *document, r region) []hit {
	text := d.text[r.start:r.end]
	if d.explained || len(text) > recallSize {
		return listTexts(d, r, patterns(d, r))
	}
	slot := &memory[maphash.String(memorySeed, text)%recallSlots]
	if known := slot.Load(); known != nil && known.text == text {
		return moved(known.hits, r.start)
	}
	limited := d.limited
	d.limited = false
	hits := listTexts(d, r, patterns(d, r))
	if !d.limited {
		slot.Store(&recalled{strings.Clone(text), moved(hits, -r.start)})
	}
	d.limited = d.limited || limited
	return hits
}

// moved copies hits with other places.
func moved(hits []hit, by int) []hit {
	list := slices.Clone(hits)
	for i := range list {
		h := &list[i]
		h.start, h.end = h.start+by, h.end+by
		if h.titled {
			h.begin += by
		}
		h.holes = slices.Clone(h.holes)
		for k := range h.holes {
			h.holes[k][0] += by
			h.holes[k][1] += by
		}
	}
	return list
}
