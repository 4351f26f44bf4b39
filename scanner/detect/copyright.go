// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
)

// Bounds of what is read of copyright notices.
const (
	maxCopyrights = 1000 // distinct holders of one file
	maxNotice     = 600  // bytes of a line behind a mark
	maxWraps      = 8    // lines that one notice goes on for
	longestMark   = 32   // more than what makes a mark one has bytes
)

// copyrights finds the copyright notices in the regions of a document: one for every holder, with
// the years of all its notices, in order of the first. Of more than maxCopyrights holders the
// notices of the rest are left out, and counted in more.
func copyrights(d *document, regions []region) (list []inventory.Copyright, more int) {
	var found holders
	for _, r := range regions {
		n := noticeReader{text: d.text[:r.end], latin: d.latin}
		for at := r.start; ; {
			mark, ok := nextMark(n.text, max(at, n.clear))
			if !ok {
				break
			}
			n.notices = n.notices[:0]
			at = max(n.read(mark), mark.end)
			for _, c := range n.notices {
				found.add(c.holder, c.years, d, c.at)
			}
		}
	}
	d.noticed = found.places
	return found.list, found.more
}

// A noticed is where the first and the last notice of a holder begin.
type noticed struct{ first, last int }

// ReadCopyright reads one copyright statement as SBOMs, REUSE.toml and debian/copyright write it:
// years and a holder, with or without a sign before them. It is false for a text that names nobody.
func ReadCopyright(text string) (inventory.Copyright, bool) {
	text = text[:min(len(text), 4*maxNotice)]
	text = strings.ToValidUTF8(text, "")
	at := 0
	n := noticeReader{text: text}
	if mark, ok := nextMark(text, 0); ok && strings.Trim(text[:mark.start], " \t\r\n/*#") == "" {
		at = mark.end
	}
	n.read(copyrightMark{start: at, end: at, tag: true, word: true})
	if len(n.notices) == 0 {
		return inventory.Copyright{}, false
	}
	c := n.notices[0]
	return inventory.Copyright{Holder: c.holder, Years: inventory.UniteYears(c.years...)}, true
}

// holders unites the notices of each holder of a file.
type holders struct {
	list   []inventory.Copyright
	places []noticed // of each
	byKey  map[string]int
	more   int
}

func (h *holders) add(holder string, years []string, d *document, at int) {
	key := inventory.HolderKey(holder)
	i, ok := h.byKey[key]
	if !ok {
		if len(h.list) == maxCopyrights {
			h.more++
			return
		}
		if h.byKey == nil {
			h.byKey = map[string]int{}
		}
		h.byKey[strings.Clone(key)] = len(h.list)
		h.list = append(h.list, inventory.Copyright{Holder: strings.Clone(holder), Years: inventory.UniteYears(years...), Line: d.line(at)})
		h.places = append(h.places, noticed{at, at})
		return
	}
	h.places[i].last = at
	h.list[i].Years = inventory.UniteYears(append(years, h.list[i].Years)...)
}

// A notice is one holder with the years that are named.
type notice struct {
	holder string
	years  []string
	at     int // where its mark, or its line, begins
}

// A noticeReader reads what stands behind a mark: text up to the next one.
type noticeReader struct {
	text    string
	latin   bool // what is taken for © may be a letter of another encoding
	limit   int  // where the next mark begins
	clear   int  // and before where there is none
	at      int  // what is not read yet
	closed  bool
	mark    copyrightMark
	waiting []string // years of the mark before, which had no holder
	notices []notice
}

// read reads the notices of one mark and gives the place behind them.
func (n *noticeReader) read(mark copyrightMark) int {
	n.mark, n.at, n.closed = mark, mark.end, false
	n.limit = min(len(n.text), mark.end+maxWraps*maxNotice)
	n.clear = n.limit - longestMark
	if next, ok := nextMark(n.text[:n.limit], mark.end); ok {
		n.limit = max(next.start, mark.end)
		n.clear = next.start
	}
	waiting := n.waiting
	n.waiting = nil
	if n.isPassedBy() {
		return n.at
	}
	line := n.line(false)
	for wraps := 0; strings.TrimSpace(line) == "" && !n.closed && wraps < 2 && (mark.strong() || mark.colon); wraps++ {
		line = n.line(true)
	}
	line = withoutFault(line)
	years, used := leadingYears(line)
	at := mark.start
	for more := true; more; {
		h := holderReader{}
		h.read(line[used:])
		first := len(years) > 0
		if first || h.open() {
			years = n.wrap(&h, years)
		}
		if len(years) == 0 && len(h.years) == 0 && waiting != nil {
			years, first = waiting, true
		}
		more = n.next(&h, years, at, first)
		waiting = nil
		if line, years, used = h.rest, h.years, 0; more && line == "" {
			at = n.at
			line = n.line(true)
			years, used = leadingYears(line)
		}
	}
	return n.at
}

// withoutFault leaves out a sign before a year that was © in another encoding.
func withoutFault(line string) string {
	sign, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
	if len(sign) > 8 || strings.IndexFunc(sign, func(r rune) bool { return r < utf8.RuneSelf }) >= 0 {
		return line
	}
	if years, _ := leadingYears(rest); len(years) == 0 {
		return line
	}
	return rest
}

// wrap reads on in the next lines as long as the notice is not at its end.
func (n *noticeReader) wrap(h *holderReader, years []string) []string {
	for wraps := 0; wraps < maxWraps && !n.closed && !h.stopped && n.at < n.limit; wraps++ {
		before := n.at
		line := n.line(true)
		if !(len(h.words) == 0 && wraps < 3 || h.open() || n.isFull(before) && goesOn(line)) {
			n.at, n.closed = before, false
			break
		}
		if strings.TrimSpace(line) == "" {
			n.at = before
			break
		}
		if more, used := leadingYears(line); len(more) > 0 {
			if len(h.words) > 0 {
				n.at = before
				n.closed = false
				break
			}
			years = append(years, more...)
			line = line[used:]
		}
		h.read(line)
	}
	return years
}

// fullLine is how long a line is at least, in bytes, before which the next word had no place.
const fullLine = 56

// isFull reports whether the line that ends at a place is so long that it was broken.
func (n *noticeReader) isFull(at int) bool {
	start := max(at-maxLead, 0)
	return len(n.text[start+strings.LastIndexByte(n.text[start:max(at-1, start)], '\n')+1:at]) > fullLine
}

// goesOn reports whether a line begins with the rest of a name, and what is behind that ends it.
func goesOn(line string) bool {
	if years, _ := leadingYears(line); len(years) > 0 {
		return false
	}
	var h holderReader
	h.read(line)
	name := h.name()
	last := plain(name[strings.LastIndexByte(name, ' ')+1:])
	return name != "" && !h.clause && isNameLike(name, true) && (h.stopped || copyrightWords().small[last] || copyrightWords().short[last])
}

// next takes what was read for a notice if it is one, and reports whether another follows.
func (n *noticeReader) next(h *holderReader, years []string, at int, first bool) bool {
	follows := n.follows(h, first)
	own := years
	if !first || !follows || h.rest == "" {
		own = append(own, h.years...)
		if h.rest != "" && len(h.years) > 0 {
			follows = false
		}
	}
	name := h.name()
	if name == "" {
		if len(h.words) == 0 && len(own) > 0 && n.at >= n.limit {
			n.waiting = own
		}
		if len(h.words) == 0 && len(own) > 0 {
			if name = n.before(); name == "" {
				return false
			}
		} else {
			return false
		}
	}
	if len(n.notices) == 0 && !n.isNotice(name, own, first) || n.isLicenseText() {
		return false
	}
	n.notices = append(n.notices, notice{name, own, at})
	return follows
}

// follows reports whether another holder stands behind one: with years of its own in the same line
// or the next, where years come first.
func (n *noticeReader) follows(h *holderReader, first bool) bool {
	if h.rest != "" && len(h.years) > 0 {
		r := strings.TrimSpace(h.rest)
		return first && r != "" && isNameLike(r, true)
	}
	h.rest = ""
	if !first || n.closed || n.at >= n.limit {
		return false
	}
	before := *n
	line := n.line(true)
	years, used := leadingYears(line)
	*n = before
	if len(years) == 0 || used == len(line) {
		return false
	}
	var other holderReader
	other.read(line[used:])
	name := other.name()
	return name != "" && isNameLike(name, true)
}

// isNotice tells a notice from a sentence about copyright; first says that the years come first.
func (n *noticeReader) isNotice(name string, years []string, first bool) bool {
	t := copyrightWords()
	firstWord, _, _ := strings.Cut(name, " ")
	firstWord = plain(firstWord)
	m := &n.mark
	switch {
	case m.tag && m.word && !m.code:
		return len(years) > 0 || !t.not[firstWord]
	case len(years) > 0 && !first && !m.strong():
		return isNameLike(name, !m.capital || strings.TrimSpace(n.lead()) != "") && !saysMore(name)
	case len(years) > 0:
		return !t.not[firstWord] || t.small[firstWord] || !strings.HasPrefix(name, firstWord)
	case m.code:
		return false
	case m.word && (m.symbol || m.paren):
		return isNameLike(name, false)
	case m.symbol:
		return !n.latin && isNameLike(name, true) && strings.HasPrefix(n.text[m.end:], " ")
	case m.paren:
		lead := strings.TrimRight(n.lead(), " \t")
		return strings.HasSuffix(lead, "|") || strings.HasSuffix(lead, "/*!") && isNameLike(name, true)
	}
	if !m.capital && !m.colon || !isNameLike(name, true) || saysMore(name) || strings.IndexByte(name, ' ') < 0 || name == strings.ToUpper(name) {
		return false
	}
	lead := strings.Trim(n.lead(), " \t*/#;!%>|.\"'-<({[+=")
	return lead == "" || strings.EqualFold(lead, "portions") || strings.EqualFold(lead, "dnl") || strings.EqualFold(lead, "rem") || strings.EqualFold(lead, "echo")
}

// lead is what stands before the mark in its line.
func (n *noticeReader) lead() string {
	s := n.text[max(n.mark.start-maxLead, 0):n.mark.start]
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// before is the name before a mark that has none behind it: "Foo GmbH © 2010".
func (n *noticeReader) before() string {
	lead, _ := cleanLine(trimLeader(n.lead()), false)
	if i := strings.LastIndexAny(lead, ":|\"'"); i >= 0 {
		lead = lead[i+1:]
	}
	var h holderReader
	h.read(lead)
	name := h.name()
	if h.stopped || len(strings.Fields(name)) > 5 || !isNameLike(name, true) {
		return ""
	}
	return name
}

// isPassedBy reports whether the words before the mark say that it is that of the licence's text.
func (n *noticeReader) isPassedBy() bool {
	lead := strings.ToLower(strings.TrimRight(n.lead(), " \t*_(\""))
	for _, s := range [...]string{"license is", "licence is", "agreement is", "document is", "eupl"} {
		if strings.HasSuffix(lead, s) {
			return true
		}
	}
	return false
}

// isLicenseText reports whether what follows allows copies of the text only, so that the notice is
// that of a licence and not of what comes under it.
func (n *noticeReader) isLicenseText() bool {
	rest := n.text[n.at:min(n.limit, n.at+400)]
	i := strings.Index(rest, "veryone is ")
	if i < 0 {
		return false
	}
	rest = rest[i+len("veryone is "):]
	return strings.HasPrefix(rest, "permitted") || strings.HasPrefix(rest, "allowed")
}

// line takes the next line, or what is left of the first, without its comment marks.
func (n *noticeReader) line(leader bool) string {
	end := n.limit
	if i := strings.IndexByte(n.text[n.at:end], '\n'); i >= 0 {
		end = n.at + i
	}
	raw := n.text[n.at:end]
	n.at = min(end+1, n.limit)
	if len(raw) > maxNotice {
		raw = strings.ToValidUTF8(raw[:maxNotice], "")
		n.closed = true
	}
	if leader {
		raw = trimLeader(raw)
	} else {
		raw = strings.TrimPrefix(raw, ">") // of <copyright>
	}
	s, closed := cleanLine(raw, n.mark.tag || n.mark.code)
	n.closed = n.closed || closed
	return s
}
