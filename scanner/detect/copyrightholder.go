// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed copyrights.tsv
var copyrightsTSV string

// copyrightTable is the words of copyrights.tsv.
type copyrightTable struct {
	end, blank                            map[string][][]string // phrases by their first word
	lower, not, small, short, open, month map[string]bool
}

var copyrightWords = sync.OnceValue(func() *copyrightTable {
	t := &copyrightTable{end: map[string][][]string{}, blank: map[string][][]string{}, lower: map[string]bool{}, not: map[string]bool{}, small: map[string]bool{},
		short: map[string]bool{}, open: map[string]bool{}, month: map[string]bool{}}
	sets := map[string]map[string]bool{"lower": t.lower, "not": t.not, "small": t.small, "short": t.short, "open": t.open, "month": t.month}
	for f := range tableRows(copyrightsTSV) {
		for phrase := range strings.SplitSeq(f[1], "|") {
			if set := sets[f[0]]; set != nil {
				set[phrase] = true
				continue
			}
			words := strings.Fields(phrase)
			phrases := t.end
			if f[0] == "blank" {
				phrases = t.blank
			}
			phrases[words[0]] = append(phrases[words[0]], words)
		}
	}
	return t
})

// begins gives how many words the first of the phrases has that words begin with, 0 for none.
func begins(phrases map[string][][]string, words []string) int {
	for _, phrase := range phrases[plain(words[0])] {
		if len(phrase) > len(words) {
			continue
		}
		same := true
		for i, w := range phrase[1:] {
			same = same && plain(words[i+1]) == w
		}
		if same {
			return len(phrase)
		}
	}
	return 0
}

// How long the name of a holder may be, in bytes.
const maxHolder = 200

// A holderReader collects the words of a holder.
type holderReader struct {
	words   []string
	years   []string // that follow the name
	rest    string   // what stands behind a year or semicolon, where another notice may be
	stopped bool     // it is known that the name ends
	clause  bool     // with the verb of a sentence, or a colon
}

// lineWords is how many words most lines and names have at most.
const lineWords = 24

// appendFields is strings.Fields that needs no memory where there is some.
func appendFields(list []string, s string) []string {
	for word := range strings.FieldsSeq(s) {
		list = append(list, word)
	}
	return list
}

// read takes the words of a line until something else begins.
func (h *holderReader) read(line string) {
	t := copyrightWords()
	var few [lineWords]string
	words := appendFields(few[:0], line)
	if h.words == nil {
		h.words = make([]string, 0, min(len(words), 8))
	}
	at := 0 // of the word in line
	for i, w := range words {
		at += strings.Index(line[at:], w)
		behind := line[at+len(w):]
		lower := plain(w)
		switch {
		case lower == "" && (len(h.words) > 0 || w != "-"):
			if w == "&" && len(h.words) > 0 {
				h.words = append(h.words, w)
				at += len(w)
				continue
			}
			if strings.Trim(w, "-–—*|.,:/") == "" && len(h.words) > 0 {
				if i+1 < len(words) && isMail(words[i+1]) {
					at += len(w)
					continue
				}
				h.stopped = true
				return
			}
			at += len(w)
			continue
		case lower == "by" && len(h.words) == 0:
		case t.lower[w] || begins(t.end, words[i:]) > 0 && !(len(h.words) == 0 && lower == "the"):
			h.stopped, h.clause = true, t.lower[w]
			return
		case isAddressWord(w):
			if len(h.words) == 0 && i+1 == len(words) {
				h.words = append(h.words, strings.Trim(w, "<>()[],;.\"'"))
			}
		case isMail(w):
			h.words = append(h.words, "<"+strings.TrimPrefix(strings.Trim(w, "<>()[],;.:\"'"), "mailto:")+">"+behindMail(w))
		default:
			if y, n := leadingYears(line[at:]); len(y) > 0 && lower[0] <= '9' && len(h.words) > 0 {
				h.stopped = true
				h.years, h.rest = y, line[at+n:]
				if n := len(h.words) - 1; n > 0 && t.month[plain(h.words[n])] {
					h.words = h.words[:n]
				}
				return
			}
			if i > 0 && (strings.Trim(lower, "0123456789") == "" && strings.IndexAny(h.last(), ",.") > 0 || w[0] == '@') { // an address, or a tag
				h.stopped = true
				return
			}
			h.words = append(h.words, w)
		}
		at += len(w)
		if len(h.words) == 0 {
			continue
		}
		switch last := w[len(w)-1]; {
		case last == ';' || last == ':':
			h.stopped, h.clause = true, last == ':'
			if y, n := leadingYears(behind); len(y) > 0 {
				h.years, h.rest = y, behind[n:]
			}
			return
		case last == '.' && !isShort(lower):
			h.stopped = true
			return
		}
	}
}

// behindMail is what stands behind a mail address and belongs to the rest.
func behindMail(w string) string {
	switch {
	case strings.HasSuffix(w, ","):
		return ","
	case strings.HasSuffix(strings.TrimRight(w, "."), "]"):
		return "]"
	}
	return ""
}

func (h *holderReader) last() string {
	if len(h.words) == 0 {
		return ""
	}
	return h.words[len(h.words)-1]
}

// open reports whether the name goes on in the next line.
func (h *holderReader) open() bool {
	if h.stopped || len(h.words) == 0 {
		return false
	}
	last := h.last()
	if isOneOf(last, "and", "&", "und", "by", "of", "the", "et", "for", "de", "or", "its") {
		return true
	}
	round, angle := 0, 0 // brackets that are not closed
	for _, w := range h.words {
		round += strings.Count(w, "(") - strings.Count(w, ")")
		angle += strings.Count(w, "<") - strings.Count(w, ">")
	}
	return strings.HasSuffix(last, ",") || round > 0 || angle > 0
}

// isOneOf reports whether a word is one of a few, in any case.
func isOneOf(word string, few ...string) bool {
	return slices.ContainsFunc(few, func(w string) bool { return len(w) == len(word) && hasFoldPrefix(word, w) })
}

// isShort reports whether a word may have a dot that is part of it.
func isShort(lower string) bool {
	return utf8.RuneCountInString(lower) == 1 || len(lower) < 5 && strings.Contains(lower, "-") || copyrightWords().short[lower] || strings.Contains(lower, ".") && len(lower) < 8 && !strings.ContainsAny(lower, "@/")
}

func isMail(w string) bool {
	at := strings.IndexByte(w, '@')
	return at > 0 && strings.IndexByte(w[at:], '.') > 0 && isIdentifier(w[at-1]) && !strings.ContainsAny(w, "/\\{}$")
}

func isAddressWord(w string) bool {
	return strings.Contains(w, "://") || hasFoldPrefix(strings.TrimLeft(w, "<(["), "www.")
}

// name is the holder, or "" if what was read is no name.
func (h *holderReader) name() string {
	var few [maxHolder]byte
	b := few[:0]
	for _, w := range h.words {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		for _, r := range w {
			if r < ' ' {
				return "" // no text
			}
			if isPrintable(r) {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	s := strings.ReplaceAll(dropBlanks(strings.TrimSpace(string(b))), ",,", ",")
	if len(s) > maxHolder {
		cut := strings.LastIndexByte(s[:maxHolder+1], ' ')
		if cut < 0 {
			return ""
		}
		s = s[:cut]
	}
	if i := strings.IndexByte(s, ')'); i >= 0 && strings.IndexByte(s[:i], '(') < 0 {
		s = s[:i]
	}
	for before := ""; s != before; {
		before = s
		s = unbalanced(strings.TrimLeft(s, " \t,;:-–—*./|!#'\")]}>=~•·?"))
		s = strings.TrimRight(s, " \t,;:-–—*/|!#'\"`=~([<•·\\")
		if strings.HasSuffix(s, ".") && !isShort(plain(s[strings.LastIndexByte(s, ' ')+1:])) {
			s = strings.TrimRight(s, ".")
		}
		if i := strings.IndexByte(s, ' '); i >= 0 && strings.EqualFold(s[:i], "by") {
			s = s[i+1:]
		}
		if i := strings.LastIndexByte(s, ' '); i > 0 {
			if isOneOf(s[i+1:], "and", "by", "the", "with", "from", "et", "und", "of", "for", "in", "on", "or", "at", "as", "a", "to", "all", "its") {
				s = s[:i]
			}
		}
		for _, pair := range [...]string{"()", "[]"} {
			if len(s) > 2 && s[0] == pair[0] && s[len(s)-1] == pair[1] && strings.Count(s, pair[:1]) == 1 {
				s = s[1 : len(s)-1]
			}
		}
		if i := strings.IndexByte(s, ' '); i >= 3 && strings.Trim(s[:i], "0123456789-") == "" {
			s = s[i:] // a year somebody mistyped
		}
	}
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") && strings.Count(s, "<") == 1 {
		s = s[1 : len(s)-1]
	}
	if !isHolder(s) {
		return ""
	}
	return s
}

// dropBlanks cuts what stands in angle brackets and is no mail address.
func dropBlanks(s string) string {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 {
			return s
		}
		i += at
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			return s
		}
		inside := strings.ToLower(s[i+1 : i+j])
		if at = i + j + 1; strings.ContainsRune(inside, '@') || strings.Contains(inside, " at ") || strings.Contains(inside, "(at)") || strings.Contains(inside, "[at]") {
			continue
		}
		s, at = strings.TrimSpace(s[:i])+s[i+j+1:], i
		if at > len(s) {
			return s
		}
	}
}

// unbalanced cuts a bracket that is opened and not closed.
func unbalanced(s string) string {
	if !strings.ContainsAny(s, "()<>[]") {
		return s
	}
	for _, pair := range [...]string{"()", "<>", "[]"} {
		if strings.Count(s, pair[:1]) > strings.Count(s, pair[1:]) {
			s = s[:strings.LastIndexByte(s, pair[0])]
		} else if n := len(s) - 1; n >= 0 && s[n] == pair[1] && strings.Count(s, pair[:1]) < strings.Count(s, pair[1:]) {
			s = s[:n]
		}
	}
	return s
}

// isHolder tells a name from code, templates and blanks to be filled in.
func isHolder(s string) bool {
	letters, most := 0, 0 // in a row
	for _, r := range s {
		if letters++; !unicode.IsLetter(r) && !unicode.IsMark(r) {
			letters = 0
		}
		most = max(most, letters)
	}
	if most < 2 || strings.ContainsAny(s, "{}\\=$") || strings.Contains(s, "()") || strings.Contains(s, "->") || hasVerb(s) {
		return false
	}
	t := copyrightWords()
	var few [lineWords]string
	words := appendFields(few[:0], s)
	for i, w := range words {
		lower := plain(w)
		if n := begins(t.blank, words[i:]); n > 0 && (i == 0 && (n > 1 || len(words) == 1) || strings.IndexByte("<[(", w[0]) >= 0) {
			return false
		}
		if len(lower) >= 4 && (lower[:2] == "19" || lower[:2] == "20") && strings.IndexByte("xy?", lower[3]) >= 0 || lower == "yyyy" || strings.HasPrefix(w, "__") {
			return false
		}
	}
	return true
}

// hasVerb finds the verbs of printf and its like, and variables of build tools.
func hasVerb(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		switch {
		case s[i] == '%' && (s[i+1] != ' ' || i > 0 && s[i-1] == ' '):
			return true
		case s[i] == '@' && (i == 0 || s[i-1] == ' ') && strings.IndexByte(s[i+1:], '@') > 0:
			return true
		}
	}
	return false
}

// saysMore reports whether one of the words is one that makes "copyright" no notice.
func saysMore(s string) bool {
	t := copyrightWords()
	for w := range strings.FieldsSeq(s) {
		if p := plain(w); t.not[p] && !t.small[p] {
			return true
		}
	}
	return false
}

// isNameLike tells a name from the words of a sentence: no word but small ones is in lower case.
func isNameLike(s string, strict bool) bool {
	t := copyrightWords()
	var few [lineWords]string
	words := appendFields(few[:0], s)
	if len(words) == 0 || len(words) > 14 || t.not[plain(words[0])] {
		return false
	}
	lower, upper := 0, 0
	for _, w := range words {
		p := plain(w)
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'(<["))
		switch {
		case isMail(w) || w == "&":
		case p == "":
			return false
		case unicode.IsUpper(r) || r >= utf8.RuneSelf:
			upper++
		case unicode.IsDigit(r):
		case t.small[p]:
		default:
			lower++
		}
	}
	if strict {
		return lower == 0 && upper > 0
	}
	return lower == 0 || upper > lower
}
