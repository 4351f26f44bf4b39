// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "strings"

// isTitle reports whether a line is a name, the word "license" and no more, as in "The Ruby License".
func (p *parser) isTitle(m mention) bool {
	if !p.is(m.to, "license") || p.isLower(m.named) || p.isLower(m.to) {
		return false
	}
	if m.from > 0 && p.list[m.from].sep&sepLine == 0 && p.is(m.from-1, "the") {
		m.from--
	}
	return p.alone(m)
}

// endsBanner reports whether a name stands behind the bar in the first line of a script: "/* Name 1.2 | MIT & BSD */".
func (p *parser) endsBanner(m mention) bool {
	if m.name.Strength != medium || p.list[m.from].sep&sepBar == 0 {
		return false
	}
	rest := strings.TrimLeft(p.text[p.list[m.to-1].hi:p.list[m.to].hi], " ")
	return strings.HasPrefix(rest, "*/") || strings.HasPrefix(rest, "&") || strings.HasPrefix(rest, "\n")
}
