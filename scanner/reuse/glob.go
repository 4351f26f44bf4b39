// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A glob is a pattern made ready: a literal beginning and end, and what stands between them.
type glob struct {
	prefix, suffix string
	middle         []token  // empty: the pattern is prefix alone, and a path must be equal to it
	plain          bool     // all wildcards take any path
	inner          []string // then: what stands between them
}

// A token is one character of a pattern, or one of the wildcards below.
type token rune

const (
	anyName token = -1 - iota // any number of characters but a slash
	anyPath                   // any number of characters
	anyOne                    // one character
)

// compile reads a pattern. In a REUSE.toml "*" stops at a slash, "**" does not and takes a slash
// behind it along; in Debian's form "*" and "?" take any character. A backslash makes the character
// behind it stand for itself.
func compile(pattern string, format Format) glob {
	pattern = strings.TrimPrefix(pattern, "./")
	var list []token
	for i := 0; i < len(pattern); {
		c, size := utf8.DecodeRuneInString(pattern[i:])
		i += size
		switch {
		case c == '\\' && i < len(pattern):
			c, size = utf8.DecodeRuneInString(pattern[i:])
			i += size
			list = append(list, token(c))
		case c == '*':
			n := len(pattern[i:]) - len(strings.TrimLeft(pattern[i:], "*"))
			i += n
			switch {
			case format == TOML && n == 0:
				list = wildcard(list, anyName)
			case format == TOML:
				list = wildcard(list, anyPath)
				i += len(pattern[i:]) - len(strings.TrimPrefix(pattern[i:], "/"))
			default:
				list = wildcard(list, anyPath)
			}
		case c == '?' && format != TOML:
			list = append(list, anyOne)
		default:
			list = append(list, token(c))
		}
	}
	first, last := 0, len(list)
	for first < last && list[first] >= 0 {
		first++
	}
	for last > first && list[last-1] >= 0 {
		last--
	}
	g := glob{prefix: literal(list[:first]), middle: list[first:last], suffix: literal(list[last:])}
	if slices.Contains(g.middle, anyName) || slices.Contains(g.middle, anyOne) {
		return g
	}
	for start, i := 0, 0; i < len(g.middle); i++ {
		if g.middle[i] == anyPath {
			if i > start {
				g.inner = append(g.inner, literal(g.middle[start:i]))
			}
			start = i + 1
		}
	}
	g.plain = true
	return g
}

// wildcard adds one for any number of characters. One beside another is the wider of the two.
func wildcard(list []token, t token) []token {
	if n := len(list); n > 0 && (list[n-1] == anyPath || list[n-1] == t) {
		return list
	} else if n > 0 && list[n-1] == anyName {
		list[n-1] = t
		return list
	}
	return append(list, t)
}

func literal(list []token) string {
	var b strings.Builder
	for _, t := range list {
		b.WriteRune(rune(t))
	}
	return b.String()
}

// match reports whether the pattern covers a path, and how much work that was: at most the product of
// both lengths.
func (g glob) match(path string) (ok bool, work int) {
	if len(g.middle) == 0 {
		return path == g.prefix, 1
	}
	if len(path) < len(g.prefix)+len(g.suffix) || !strings.HasPrefix(path, g.prefix) || !strings.HasSuffix(path, g.suffix) {
		return false, 1
	}
	rest := path[len(g.prefix) : len(path)-len(g.suffix)]
	work = 1 + len(rest)/8
	if g.plain {
		for _, part := range g.inner {
			i := strings.Index(rest, part)
			if i < 0 {
				return false, work
			}
			rest = rest[i+len(part):]
		}
		return true, work + len(g.inner)
	}
	if len(g.middle) == 1 && g.middle[0] == anyName {
		return !strings.Contains(rest, "/"), work
	}
	return follow(g.middle, rest), 1 + (len(g.middle)+1)*(len(rest)+1)
}

// follow goes through the path once and keeps every place in the pattern that it may have come to.
func follow(pattern []token, path string) bool {
	now, next := make([]bool, len(pattern)+1), make([]bool, len(pattern)+1)
	now[0] = true
	skipEmpty(pattern, now)
	for _, c := range path {
		clear(next)
		alive := false
		for i, t := range pattern {
			if !now[i] {
				continue
			}
			switch {
			case t == anyPath, t == anyName && c != '/':
				next[i] = true
			case t == anyOne, t == token(c):
				next[i+1] = true
			default:
				continue
			}
			alive = true
		}
		if !alive {
			return false
		}
		skipEmpty(pattern, next)
		now, next = next, now
	}
	return now[len(pattern)]
}

// skipEmpty adds the places behind wildcards that stand for nothing.
func skipEmpty(pattern []token, at []bool) {
	for i, t := range pattern {
		if at[i] && (t == anyPath || t == anyName) {
			at[i+1] = true
		}
	}
}
