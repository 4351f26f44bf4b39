// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxCopyrights bounds the lines that [MergeCopyrights] makes of a component.
const MaxCopyrights = 1000

// MergeCopyrights makes one list of a component's copyright notices, as its files have them: a line "2011-2014, 2020 Jane
// Doe" for every holder, sorted by holder, with the years of all its notices. Holders that differ
// in nothing but case, spaces, punctuation or a leading "the" are one. Of more than
// [MaxCopyrights] the rest is left out and counted in more. The order of all does not matter.
func MergeCopyrights(all ...[]Copyright) (lines []string, more int) {
	type notice struct {
		key, holder string
		years       []string
	}
	byKey := map[string]*notice{}
	var list []*notice
	add := func(c *Copyright) {
		key := HolderKey(c.Holder)
		n := byKey[key]
		if n == nil {
			n = &notice{key: key, holder: c.Holder}
			byKey[key] = n
			list = append(list, n)
		}
		// The longest spelling, which has the dots and commas.
		if len(c.Holder) > len(n.holder) || len(c.Holder) == len(n.holder) && c.Holder < n.holder {
			n.holder = c.Holder
		}
		n.years = append(n.years, c.Years)
	}
	for _, notices := range all {
		for i := range notices {
			add(&notices[i])
		}
	}
	slices.SortFunc(list, func(a, b *notice) int { return cmp.Compare(a.key, b.key) })
	if len(list) > MaxCopyrights {
		more = len(list) - MaxCopyrights
		list = list[:MaxCopyrights]
	}
	for _, n := range list {
		lines = append(lines, strings.TrimSpace(UniteYears(n.years...)+" "+n.holder))
	}
	return lines, more
}

// HolderKey is the same for spellings of the same holder: its letters and digits in lower case,
// without a leading "the".
func HolderKey(holder string) string {
	var few [64]byte
	key := few[:0]
	rest := holder
	if len(rest) >= len(the) && rest[len(the)-1] == ' ' && strings.EqualFold(rest[:len(the)], the) {
		rest = rest[len(the):]
	}
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '@': // a mail address is not a name
			key = append(key, c)
		case 'A' <= c && c <= 'Z':
			key = append(key, c+'a'-'A')
		case c >= utf8.RuneSelf:
			return foldHolder(holder)
		}
	}
	if len(key) == 0 {
		return holder
	}
	return string(key)
}

const the = "the "

// foldHolder is HolderKey for any name: most are ASCII and need not be asked letter by letter what Unicode says of them.
func foldHolder(holder string) string {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		if r == '@' {
			return r
		}
		return -1
	}, strings.TrimPrefix(strings.ToLower(holder), the))
	if key == "" {
		return holder
	}
	return key
}

// Present ends a range of years that goes on: "2019-present".
const Present = "present"

// A span is the years from first to last; last is forever where the range goes on.
type span struct{ first, last int }

const forever = math.MaxInt

// isYear reports whether a text is a year and nothing more.
func isYear(s string) bool {
	return len(s) == 4 && '1' <= s[0] && s[0] <= '9' && isDigit(s[1]) && isDigit(s[2]) && isDigit(s[3])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// UniteYears makes one list of several as Copyright.Years has them, ascending and as short as can
// be: "2011, 2012-2014" and "2020" are "2011-2014, 2020". What is no year is left out.
func UniteYears(lists ...string) string {
	if len(lists) == 1 && isYear(lists[0]) { // as most are
		return strings.Clone(lists[0])
	}
	var few [8]span
	spans := few[:0]
	for _, list := range lists {
		for part := range strings.SplitSeq(list, ",") {
			from, to, ranged := strings.Cut(strings.TrimSpace(part), "-")
			first, err := strconv.Atoi(from)
			if err != nil || len(from) != 4 {
				continue
			}
			s := span{first, first}
			if to == Present {
				s.last = forever
			} else if ranged && len(to) == 4 {
				if last, err := strconv.Atoi(to); err == nil {
					s = span{min(first, last), max(first, last)}
				}
			}
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last)) })
	united := spans[:0]
	for _, s := range spans {
		if n := len(united) - 1; n >= 0 && (united[n].last == forever || s.first <= united[n].last+1) {
			united[n].last = max(united[n].last, s.last)
			continue
		}
		united = append(united, s)
	}
	var b strings.Builder
	for i, s := range united {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(s.first))
		switch s.last {
		case s.first:
		case forever:
			b.WriteString("-" + Present)
		default:
			b.WriteString("-" + strconv.Itoa(s.last))
		}
	}
	return b.String()
}
