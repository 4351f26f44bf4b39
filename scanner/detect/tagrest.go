// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"
	"unicode"

	"lizenzlotse/scanner/spdx"
)

// Most lines that the expression of a tag may go on over.
const maxTagLines = 16

// commentSigns are what a line of a comment begins with.
const commentSigns = " \t/*#;%!-'\"|"

// valueOf gives the value of a tag at text[start:end], whose line begins with lead: the rest of its
// line, and the comment lines behind it as long as an operator stands at the end of the one or at
// the beginning of the next. Line ends and the signs of the comment are spaces in it, so that places stay.
func valueOf(text string, lead string, start, end int) string {
	value := text[start:end]
	commented := strings.Trim(lead, " \t") != ""
	for range maxTagLines {
		if end == len(text) || text[end] != '\r' && text[end] != '\n' {
			return value // it was cut
		}
		rest := text[end:min(len(text), end+maxTag)]
		gap := spaces(rest[:min(len(rest), 2)], "\r\n")
		next := rest[gap:]
		if i := strings.IndexAny(next, "\r\n"); i >= 0 {
			next = next[:i]
		}
		signs := spaces(next, commentSigns)
		line := next[signs:]
		if line == "" || commented && strings.Trim(next[:signs], " \t") == "" || len(value) > maxTag {
			return value
		}
		if !endsInOperator(value) && !slices.Contains([]string{"AND", "OR", "WITH"}, firstWord(line)) {
			return value
		}
		gap += signs
		value += strings.Repeat(" ", gap) + line
		end += gap + len(line)
	}
	return value
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t("); i >= 0 {
		return s[:i]
	}
	return s
}

// endsInOperator reports whether the value of a tag cannot end where it does.
func endsInOperator(value string) bool {
	value = strings.TrimRight(value, " \t\\")
	word := value[strings.LastIndexAny(value, " \t)")+1:]
	switch strings.ToUpper(word) {
	case "AND", "OR", "WITH", "+", "&":
		return true
	}
	return strings.HasSuffix(value, ",")
}

// isMore reports whether what stands behind the expression of a tag says more of the licence: it goes on
// with an operator or a comma, names a restriction or another listed licence. The end of a comment and
// other words do not.
func isMore(rest string) bool {
	quoted := strings.TrimLeft(rest, " \t\"'`")
	switch firstWord(quoted) {
	case "AND", "OR", "WITH":
		return true
	}
	rest = strings.TrimLeft(rest[:valueEnd(rest)], " \t")
	if rest == "" {
		return false
	}
	switch strings.ToUpper(firstWord(rest)) {
	case "AND", "OR", "WITH":
		return true
	}
	for _, word := range strings.Fields(rest) {
		if isListed(strings.Trim(word, ".,;:()[]")) {
			return true
		}
	}
	if restricts(normal(rest), plainRestrictions) {
		return true
	}
	if strings.IndexByte(",+&", rest[0]) < 0 || entityLength(rest) > 0 {
		return false
	}
	rest = strings.TrimLeft(rest, ",+& \t(")
	return rest != "" && (asciiWord[rest[0]] != 0 || rest[0] >= 0x80 || rest[0] == '$' || rest[0] == '{')
}

// valueEnd is where what is about a tag ends in s: at a quote, the end of a comment or element, or another tag.
func valueEnd(s string) int {
	end := len(s)
	for _, p := range []string{"\"", "'", "`", "*/", "-->", "</", "\\n"} {
		if i := strings.Index(s[:end], p); i >= 0 {
			end = i
		}
	}
	if i := indexTag(s[:end]); i >= 0 {
		end = i
	}
	return end
}

// separated steps over a comma, plus or ampersand before the id of a listed licence.
func (r *tagReader) separated() bool {
	before := *r
	i := r.start
	if i >= len(r.text) || strings.IndexByte(",+&", r.text[i]) < 0 {
		return false
	}
	r.stop = i + spaces(r.text[i:], ",+& \t")
	if r.next(); r.token != "" && r.token != "(" && r.token != ")" {
		if _, err := spdx.Parse(r.token); err == nil {
			return true
		}
	}
	*r = before
	return false
}

// isAlone reports whether a tag stands at the beginning of its line or comment, and not in a sentence.
func isAlone(lead string) bool {
	lead = strings.ToLower(strings.TrimSpace(lead))
	if lead == "rem" || lead == "dnl" || lead == "c" {
		return true
	}
	return strings.IndexFunc(lead, func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("^()[]=$`", c)
	}) < 0
}

// behindPlaceholder gives what follows the placeholders that a value begins with; "" without any.
func behindPlaceholder(value string) string {
	rest := value
	for _, p := range []struct{ open, end string }{{"${", "}"}, {"{{", "}}"}, {"$(", ")"}, {"<", ">"}, {"@", "@"}} {
		if inner, ok := strings.CutPrefix(rest, p.open); ok {
			if _, after, ok := strings.Cut(inner, p.end); ok {
				rest = strings.TrimLeft(after, " \t,+&")
			}
		}
	}
	if rest == value {
		return ""
	}
	if value[0] == '<' { // a word of a manual, and its examples
		return rest
	}
	for _, operator := range []string{"AND ", "OR ", "and ", "or "} {
		rest = strings.TrimPrefix(rest, operator)
	}
	return rest
}

// namesException reports whether a value ends in WITH and an exception of the list.
func namesException(value string) bool {
	_, name, found := strings.Cut(value, " WITH ")
	_, known := spdx.LookupException(strings.TrimSpace(name))
	return found && known
}

// within gives the licence that stands within what looks like a placeholder or pattern: "<AGPL-3.0-only>".
// A word that is no id of the list beyond doubt is none.
func within(value string) spdx.Expression {
	word := tagWord(strings.TrimLeft(value, "<>{}$%[](.*^\\@ \t"))
	if word == "" || !isListed(word) {
		return nil
	}
	e, err := spdx.Parse(strings.Clone(word))
	if err != nil {
		return nil
	}
	return e
}
