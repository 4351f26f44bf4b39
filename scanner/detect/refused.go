// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"

	"lizenzlotse/scanner/inventory"
)

// denied reports whether a mention is taken back, or is no mention.
func (p *parser) denied(m mention) bool {
	for i := m.from - 1; i >= 0 && i >= m.from-3 && p.within(i+1, sepParagraph); i-- {
		if p.sign[i]&signDeny != 0 {
			return true
		}
		if p.list[i].kind == isNumber && i > 0 && p.is(i-1, "section", "sections") {
			return true // of its text
		}
		if !p.is(i, "the", "a", "of") {
			break
		}
	}
	return p.isQualified(m) || p.isContrast(m) || p.isPast(m) || p.isCondition(m) || p.isApart(m) || p.isArgument(m) || p.isLikeness(m) || p.isOther(m)
}

// goesOn reports whether a mention stands in a row or list with one that was taken back before.
func (p *parser) goesOn(refused, m mention) bool {
	return refused.to > 0 && (p.inRow(refused, m) || p.listed(refused, m)) && !p.field(m.from)
}

// listed reports whether a mention is the next item of the list in which another is one.
func (p *parser) listed(a, b mention) bool {
	return b.named >= a.to && b.named-a.to <= 1 && p.list[b.named].sep&sepBlank == 0 && p.isListItem(a.named) && p.isListItem(b.named)
}

// isListItem reports whether a lexeme begins its line behind a dash.
func (p *parser) isListItem(i int) bool {
	before := strings.TrimRight(p.text[max(int(p.list[i].lo)-nearLine, 0):p.list[i].lo], " \t")
	before, ok := strings.CutSuffix(before, "-")
	return ok && p.list[i].sep&sepLine != 0 && strings.HasSuffix(strings.TrimRight(before, " \t#*/"), "\n")
}

// nearLine is how far the beginning of its line may be from an item of a list, in bytes.
const nearLine = 40

// isShort reports whether b is the short form that is given in brackets and quotes for what a names: whatever else
// has that form is not meant.
func (p *parser) isShort(a, b mention) bool {
	return a.to == b.named && p.list[b.named].sep&sepOpen != 0 && p.list[b.named].sep&sepQuote != 0 && a.version && a.exception == "" && !b.version
}

// isQualified reports whether the word behind a name says that it is no grant: "GPL-compatible", "BSD sockets".
func (p *parser) isQualified(m mention) bool {
	stop := sepParagraph | sepLine
	if p.is(m.to, "compatible", "compatibility", "incompatible", "exception") {
		stop = sepParagraph
	}
	return p.within(m.to, stop) && p.sign[m.to]&signNotName != 0 && (!m.version || !p.is(m.to, "style", "like"))
}

// isPointer reports whether a mention tells where a licence's text is kept, and no more: "the text of the GPL can be found in".
func (p *parser) isPointer(m mention) bool {
	i := m.from - 1
	for i > 0 && p.is(i, "the", "of", "a") && p.within(i+1, sepParagraph) {
		i--
	}
	if i >= 0 && i < m.from-1 && p.is(i, "text") && p.is(i+1, "of") {
		return true
	}
	return m.named > 0 && p.is(m.named-1, "licenses") && p.list[m.named].sep&sepSlash != 0
}

// isLikeness reports whether a name only says what another licence is like: in brackets behind that one,
// "(MIT style)", of one that is there, "the following BSD-style license", or of some, "both licenses are BSD-style".
func (p *parser) isLikeness(m mention) bool {
	if i := m.named - 1; i > 0 && p.sign[i]&signLike != 0 && (p.is(m.to-1, "style", "like") || p.is(m.to, "style", "like") || p.is(m.to-2, "style", "like")) {
		return true
	}
	if m.named == 0 || p.list[m.named].sep&sepOpen == 0 || p.list[m.named-1].kind == isMasked {
		return false
	}
	last := m.to - 1
	if p.is(m.to, "style", "like") {
		last++
	}
	return p.is(last, "style", "like") && strings.HasPrefix(p.text[p.list[last].hi:], ")")
}

// contrastReach is how far before a name "unlike" may stand, in lexemes.
const contrastReach = 16

// isContrast reports whether a mention stands in what the thing is said to be unlike: "unlike our other
// tools, which are under the GPL, this one is".
func (p *parser) isContrast(m mention) bool {
	for i := m.from - 1; i >= 0 && i >= m.from-contrastReach && p.within(i+1, sepParagraph); i-- {
		if p.list[i+1].sep&sepComma != 0 && !p.is(i+1, "which", "that", "die", "der", "das") {
			return false
		}
		if p.is(i, "unlike") || p.is(i, "mean") && i > 0 && p.sign[i]&signDeny != 0 {
			return true
		}
	}
	return false
}

// isPast reports whether a mention is of what something was under up to a time: "up to release 2.9 it was under the LGPL".
func (p *parser) isPast(m mention) bool {
	was := false
	for i := m.from - 1; i >= 0 && i >= m.from-contrastReach && p.within(i+1, sepParagraph); i-- {
		was = was || p.is(i, "was", "were", "war", "waren")
		if was && (p.is(i, "until", "before", "prior", "bis") || p.is(i, "to") && i > 0 && p.is(i-1, "up")) {
			return true
		}
	}
	return false
}

// isCondition reports whether a mention stands in a clause that says when, not what: "if you combine it with code under the GPL".
func (p *parser) isCondition(m mention) bool {
	if m.kind != inventory.FoundNotice {
		return false
	}
	for i := m.from - 1; i >= 0 && i >= m.from-contrastReach && p.within(i+1, sepParagraph); i-- {
		if p.list[i+1].sep&sepComma != 0 {
			return false
		}
		if p.is(i, "if", "while", "wenn") {
			return true
		}
	}
	return false
}

// isApart reports whether the sentence goes on to say that what is licensed so is not part of the thing.
func (p *parser) isApart(m mention) bool {
	for i := m.to; i < m.to+contrastReach && i+1 < len(p.list) && p.within(i, sepParagraph); i++ {
		if p.is(i, "not") && p.is(i+1, "part") || p.is(i, "nicht") && p.is(i+1, "teil", "bestandteil") {
			return true
		}
	}
	return false
}

// Longest path and function name that are looked at, in bytes.
const maxCall = 80

// otherReach is how far from a name the file it is not said of is spoken of, in lexemes.
const otherReach = 80

// isOther reports whether a mention is said of something that the file is set apart from: "the library itself is
// under the LGPL; however I put this code under", "this file may be used freely. The rest of the package is under".
func (p *parser) isOther(m mention) bool {
	for i := m.to; i < m.to+nearCue && p.within(i, sepBlank); i++ {
		if p.sign[i]&signContrast != 0 && p.thisBehind(i+1) {
			return true
		}
	}
	other := false
	for i := m.from - 1; i > 0 && i >= m.from-otherReach && p.within(i+1, sepBlank); i-- {
		if !other {
			if i < m.from-contrastReach {
				break
			}
			other = p.sign[i]&signOther != 0
			continue
		}
		if p.is(i, "file") && p.is(i-1, "this", "one") {
			return true
		}
	}
	return false
}

// thisBehind reports whether what follows speaks of the file itself.
func (p *parser) thisBehind(from int) bool {
	for i := from; i < from+farCue && p.within(i, sepParagraph); i++ {
		if p.is(i, "this") && p.is(i+1, "file", "code", "program", "library", "module") {
			return true
		}
	}
	return false
}

// isArgument reports whether a mention is what a program hands to a function or opens, and no more:
// includes('GPL-3.0'), "/usr/share/licenses/GPL". What the function's name says to be of a licence is left.
func (p *parser) isArgument(m mention) bool {
	at := int(p.list[m.named].lo)
	from := at
	for from > 0 && at-from < maxCall && (asciiWord[p.text[from-1]] != 0 || strings.IndexByte("./_-", p.text[from-1]) >= 0) {
		from--
	}
	if from < 1 || p.text[from-1] != '"' && p.text[from-1] != '\'' {
		return false
	}
	if p.text[from-1] == '"' && p.text[from] == '/' && from < at {
		return true
	}
	call := from - 1
	if call > 1 && p.text[call-1] == ' ' && p.text[call-2] == ',' { // the second argument
		for call -= 2; call > 0 && from-call < maxCall && (asciiWord[p.text[call-1]] != 0 || strings.IndexByte("._->&", p.text[call-1]) >= 0); {
			call--
		}
	}
	if call > 1 && p.text[call-1] == '(' && p.text[call-2] == ' ' {
		call-- // as GNU writes it
	}
	if call < 2 || p.text[call-1] != '(' && p.text[call] != '(' || asciiWord[p.text[call-2]] == 0 {
		return false
	}
	name := call - 1
	for name > 0 && call-name < maxCall && (asciiWord[p.text[name-1]] != 0 || p.text[name-1] == '_') {
		name--
	}
	callee := strings.ToLower(p.text[name : call-1])
	if strings.Contains(callee, "strcmp") {
		return true
	}
	if p.cueBefore(m.from, 3) {
		return false
	}
	return !strings.Contains(callee, "licen") && !strings.Contains(callee, "lizen") && !strings.Contains(callee, "copyright")
}

// isAttached reports whether the version is a digit at the end of the name and nothing else, as in identifiers.
func (p *parser) isAttached(m mention) bool {
	return m.from == m.named && m.to == m.from+2 && p.size[m.named] == 1 && p.list[m.to-1].kind == isNumber && p.list[m.to-1].lo == p.list[m.from].hi && p.list[m.to-1].hi == p.list[m.to-1].lo+1
}
