// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// DetectorProse is the Evidence.Detector of licences that are named in a sentence, a heading or a field.
const DetectorProse = "prose"

// signs say what a place of prose tells of licensing.
type signs uint16

const (
	signCue     signs = 1 << iota // a word of granting
	signDeny                      // the name that follows is not granted
	signNotName                   // the name before is none
	signChoice                    // one of several
	signDual                      // several notices follow, of which one may be chosen
	signInstead                   // what follows instead of what was said
	signLater
	signBehind // of the licences before it one may be chosen
	signOther  // of a thing that the file may be set apart from
	signContrast
	signLike // a name is described, not given
)

var signClasses = map[string]signs{
	"cue": signCue, "deny": signDeny, "denyafter": signNotName, "choice": signChoice, "dual": signDual, "instead": signInstead, "later": signLater, "behind": signBehind,
	"other": signOther, "contrast": signContrast, "likes": signLike,
	"none": 0,
}

// A parser reads the prose of one region.
type parser struct {
	g    *grammar
	doc  *document
	text string
	list []lexeme
	sign []signs // of each lexeme
	name []int32 // the name that begins at a lexeme, or -1
	size []int32 // of that name

	behind int // the last mention ends before this lexeme
}

// A mention is a licence named at list[from:to].
type mention struct {
	hit
	from, to int
	named    int // where the name begins, which a version may stand before
	name     *spdx.Name
	version  bool
	certain  bool // it stands for what the file is under
}

// within reports whether a lexeme exists and is not parted by any of these from the one before.
func (p *parser) within(i int, stop separator) bool {
	return i < len(p.list)-1 && p.list[i].sep&stop == 0 && p.list[i].kind != isMasked
}

// read finds names and signs.
func (p *parser) read() {
	n := len(p.list)
	p.sign, p.name, p.size = slices.Grow(p.sign[:0], n)[:n], slices.Grow(p.name[:0], n)[:n], slices.Grow(p.size[:0], n)[:n]
	for i := range p.list {
		p.sign[i], p.name[i], p.size[i] = 0, -1, 0
	}
	inField := false // within an identifier that is a field's value
	for i := 0; i < len(p.list)-1; i++ {
		inField = p.list[i].kind == isName && (inField && p.list[i].sep&(sepSpace|sepLine) == 0 || p.field(i))
		if p.list[i].word < 0 || p.list[i].kind == isName && !p.is(i, "module", "e") && !inField {
			continue
		}
		if n, v := p.g.signs.longest(p.list[i:], sepBlank); n > 0 {
			what := signs(v)
			for j := i; j < i+n; j++ {
				p.sign[j] |= what & (signCue | signChoice | signDual | signBehind | signOther | signContrast | signLike)
			}
			if what == 0 { // an identifier
				i += n - 1
				continue
			}
			p.sign[i] |= what & (signNotName | signInstead)
			p.sign[i+n-1] |= what & (signDeny | signLater)
		}
		stop := sepParagraph | sepOpen | sepClose | sepEquals | sepAtLeast
		if p.list[i].kind == isName {
			stop = sepBlank
		}
		n, v := p.g.names.longest(p.list[i:], stop)
		if more, whole := p.g.names.longest(p.list[i:], stop&^sepOpen); more > n && p.g.name(whole).Bracketed {
			n, v = more, whole
		}
		if n > 0 && p.isSpelled(i, p.g.name(v)) {
			p.name[i], p.size[i] = v, int32(n)
		}
	}
}

// isSpelled reports whether a name that is an acronym has the capitals of one, and one that begins
// with a single letter is not that letter beside a quoted word.
func (p *parser) isSpelled(i int, n *spdx.Name) bool {
	if first := p.list[i]; first.hi-first.lo == 1 && i+1 < len(p.list) && strings.ContainsAny(p.text[first.hi:p.list[i+1].lo], "\"'<>,;") {
		return false
	}
	return !isAcronym(n) || !p.isLower(i)
}

// isAcronym reports whether a name of the list is to have the capitals that its first word has there.
func isAcronym(n *spdx.Name) bool {
	if !n.Listed {
		return false
	}
	first := n.Phrase
	if end := strings.IndexAny(first, " -"); end >= 0 {
		first = first[:end]
	}
	return len(first) < 5 && first == strings.ToUpper(first) && !isLower(first)
}

// isLower reports whether the first word of a name is written without capitals; an article and a
// number before it do not count.
func (p *parser) isLower(i int) bool {
	for p.list[i].kind == isNumber || p.is(i, "the", "a") {
		i++
	}
	return isLower(p.text[p.list[i].lo:p.list[i].hi])
}

// namesSame reports whether the lexeme begins another name of the same family.
func (p *parser) namesSame(i int, f *family) bool {
	return p.name[i] >= 0 && p.g.name(p.name[i]).Family == f
}

// otherName reports whether the lexeme begins a name of another family that can stand on its own.
func (p *parser) otherName(i int, f *family) bool {
	if p.name[i] < 0 {
		return false
	}
	n := p.g.name(p.name[i])
	return n.Family != f && n.Family != nil && n.Strength > weak
}

// mentions finds the licences that are named.
func (p *parser) mentions() (all []mention) {
	var refused mention
	p.behind = 0
	for i := 0; i < len(p.list)-1; i++ {
		if p.name[i] < 0 {
			continue
		}
		n := p.g.name(p.name[i])
		m := mention{from: i, named: i, to: i + int(p.size[i]), name: n}
		last := m.to
		if n.Exception != "" {
			m.exception = n.Exception
		} else if e, to := p.spelledOut(i); e != nil {
			m.expression, m.to, m.version, m.detector = e, to, true, DetectorProse
			m.kind, m.confidence = inventory.FoundNotice, inventory.Medium
			last = to
		} else {
			last = p.describe(&m)
		}
		p.behind = m.to
		if p.denied(m) || p.goesOn(refused, m) {
			refused = m
			p.refuse(m, refusedDenied)
			i = m.to - 1
			continue
		}
		if n := len(all) - 1; n >= 0 && p.isShort(all[n], m) {
			p.refuse(m, refusedElsewhere)
			i = m.to - 1
			continue
		}
		if m.kind == inventory.FoundNotice && m.version && p.isPointer(m) {
			m.kind = inventory.FoundReference
		}
		m.macro = p.is(m.from, "module") && p.is(m.from+1, "license")
		m.certain, m.cued = p.granted(m), p.cueBefore(m.from, nearCue)
		m.start, m.end = int(p.list[m.from].lo), int(p.list[m.to-1].hi)
		all = append(all, m)
		i = last - 1
	}
	return p.chosen(all)
}

// Longest expression that is read where a licence is named, in bytes.
const maxSpelled = 400

// spelledOut reads an expression of SPDX with an operator, and says which lexeme follows it.
func (p *parser) spelledOut(i int) (spdx.Expression, int) {
	start := int(p.list[i].lo)
	for n := 0; n < 4 && start > 0 && p.text[start-1] == '('; n++ {
		start--
	}
	text := p.text[start:min(start+maxSpelled, len(p.text))]
	text, _, _ = strings.Cut(text, "\n")
	first := len(text)
	for _, operator := range []string{" OR ", " AND ", " WITH "} {
		if at := strings.Index(text, operator); at >= 0 {
			first = min(first, at)
		}
	}
	if first == len(text) || strings.Contains(text[:first], " ") {
		return nil, 0
	}
	t := readTag(text, false, false)
	if t.expression == nil || t.unknown || t.readings != nil || t.end < first {
		return nil, 0
	}
	to := i
	for to < len(p.list)-1 && int(p.list[to].lo) < start+t.end {
		to++
	}
	return t.expression, to
}

// describe reads the version and says what a mention stands for. It gives where reading goes on.
func (p *parser) describe(m *mention) int {
	f := m.name.Family
	m.family, m.detector, m.kind, m.confidence = f, DetectorProse, inventory.FoundNotice, inventory.Medium
	goOn := m.to
	if m.name.Version != "" {
		m.expression = f.Expression([]string{m.name.Version}, false)
		m.version = true
	} else if v, ok := p.version(f, m.from, m.to); ok {
		m.expression = f.Expression(v.numbers, v.later)
		m.version, m.open = true, !v.only && !v.later && !p.field(m.from)
		if v.from > 0 {
			m.from = v.from
		}
		if !v.far {
			m.to = max(m.to, v.to)
			if id, ok := p.ported(m.expression.String(), m.to); ok {
				m.expression = spdx.License{ID: id}
				m.to++
			}
			goOn = m.to
		}
	} else {
		m.expression, m.readings = f.Bare, f.Readings
		if n := m.name.Bare; n != nil {
			m.expression, m.readings, m.narrow = n[0], n[1:], true
		}
		if f.Low {
			m.confidence, m.bare = inventory.Low, true
		}
	}
	return goOn
}

// How near a word of granting must be to a name, in lexemes.
const (
	nextCue = 4
	nearCue = 6
	farCue  = 16
)

// granted reports whether a mention says what something is licensed under.
func (p *parser) granted(m mention) bool {
	if m.name.Strength < strong && p.isLower(m.named) && !(m.name.Listed && isLower(m.name.Phrase)) {
		if m.version && m.isGNU() && p.alone(m) {
			return true
		}
		return p.cueBefore(m.from, 2) && m.name.Strength == medium || p.field(m.from)
	}
	if m.name.Strength > weak && p.heads(m.from) {
		return true
	}
	follows := m.to < len(p.list)-1 && p.list[m.to].sep&(sepParagraph|sepSlash) == 0 && p.is(m.to, "license", "licenses", "licensed", "style", "lizenz", "licensing", "terms")
	s := m.name.Strength
	if s == medium && !m.version && m.to-m.from == 1 && p.within(m.to, sepParagraph|sepLine|sepComma|sepColon|sepOpen|sepClose|sepQuote) && p.list[m.to].kind == isNumber {
		return p.field(m.from) // "CPL 0" is another thing with these letters
	}
	if m.version && s == medium && (m.name.Version == "" || strings.ContainsAny(m.name.Phrase, "0123456789")) && !p.isAttached(m) && !p.doc.unkeyed {
		s++
	}
	if s == strong {
		return true
	}
	if m.to-m.from == 1 && p.alone(m) && m.from > 0 && !p.field(m.from) {
		return p.is(m.from-1, "under", "the", "a", "of", "unter", "der")
	}
	if p.isTitle(m) || p.endsBanner(m) {
		return true
	}
	if p.doc.unkeyed { // "under BSD" may be about a system
		return p.field(m.from) || s == medium && m.to-m.from > 1 && p.alone(m)
	}
	near := nearCue
	if !m.isGNU() {
		near = nextCue
	}
	if s == medium && (follows || p.cueBefore(m.from, near)) {
		return true
	}
	return follows && p.cueBefore(m.from, nearCue) || p.field(m.from) || s == medium && m.to-m.from > 1 && p.alone(m)
}

func isLower(s string) bool { return s == strings.ToLower(s) }

// cueBefore looks for a word of granting before a lexeme, in the same sentence.
func (p *parser) cueBefore(from, reach int) bool {
	for i := from - 1; i >= 0 && i >= from-reach && p.within(i+1, sepParagraph|sepCompare); i-- {
		if p.sign[i]&signCue != 0 {
			return true
		}
	}
	return false
}

// field reports whether "license:" stands right before, or "license: type:", or the macro "FILE_LICENSE(".
func (p *parser) field(from int) bool {
	if from == 0 {
		return false
	}
	sep := p.list[from].sep
	if sep&sepOpen != 0 && p.list[from-1].kind == isName && from > 1 && p.list[from-2].kind == isName && p.is(from-1, "license") {
		return true
	}
	if sep&(sepColon|sepEquals) == 0 || sep&sepCompare != 0 {
		return false
	}
	if from > 1 && (p.list[from-1].kind == isAddress || p.is(from-1, "identifier", "id", "type", "name")) { // of an element, or what the field is made of
		from--
	}
	return p.is(from-1, "license", "licenses", "lizenz", "licensed", "copyright", "copying")
}

// heads reports whether a name begins the first line under the heading "License".
func (p *parser) heads(from int) bool {
	return from > 0 && p.is(from-1, "license", "licenses", "licensing", "lizenz") && p.list[from].sep&sepLine != 0 && p.list[from-1].sep&sepLine != 0
}

// alone reports whether a mention is all that stands on its line.
func (p *parser) alone(m mention) bool {
	last := m.to
	if p.within(last, sepLine) && p.is(last, "license", "licenses", "licensed") {
		last++
	}
	return p.list[m.from].sep&sepLine != 0 && p.list[last].sep&sepLine != 0
}
