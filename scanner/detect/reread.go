// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// The patterns of notices have blanks in which something may be said that counts.

// Most of a notice that is read for its versions, in bytes.
const maxReread = 1 << 10

// How far behind a notice that ends with a version another may be named, in bytes.
const behindHit = 60

// reread takes the versions of one of GNU's licences from the words of a notice, where a pattern that
// passes over some of them says that there is just one.
func (p *parser) reread(h *hit) {
	if h.kind != inventory.FoundHeader || h.detector != DetectorPatterns || h.expression == nil {
		return
	}
	license := h.expression
	pair, isPair := license.(spdx.With)
	if isPair {
		license = pair.License
	}
	text := p.text[h.start:min(h.end+behindHit, h.start+maxReread, len(p.text))]
	if !strings.HasSuffix(license.String(), "-only") && !strings.Contains(text, "accepted by") {
		return
	}
	q := parser{g: p.g, doc: new(document), text: text} // what it refuses is read once more
	q.list = lex(nil, p.g.words, text, 0, len(text))
	q.read()
	for _, m := range q.mentions() {
		if m.family == nil || !m.version || m.start >= h.end-h.start || m.family.Group != spdx.Group(license.String()) {
			continue
		}
		switch read := m.expression; {
		case isOr(read) && !isPair:
			h.expression = read
		case read.String() == strings.TrimSuffix(license.String(), "-only")+"-or-later" && isPair:
			h.expression = spdx.With{License: read.(spdx.License), Exception: pair.Exception}
		}
		return
	}
}

// offerIn is where the part of a notice begins that offers another licence in its place, which the
// header of the Mozilla Public License and its kin leave open; else it is the notice's end.
func (p *parser) offerIn(u unit) int {
	if u.kind != inventory.FoundHeader || u.exception != "" {
		return u.to
	}
	for i := u.from; i < u.to; i++ {
		if p.is(i, "alternatively") {
			return i
		}
	}
	return u.to
}
