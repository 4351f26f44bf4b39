// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"bytes"
	"strings"
)

// Limits of a TOML text. For every key the library keeps the whole path to it, so that a few long keys
// over many short ones would take memory without bound; and its stack grows with the brackets.
const (
	maxDepth = 32       // brackets within brackets
	maxPaths = 16 << 20 // bytes that all paths may come to, as estimated by part.paths
	maxParts = 100_000
)

// A part is a stretch of a REUSE.toml that is TOML by itself: up to the first table of annotations, or
// from one to the next.
type part struct {
	at    span
	table span            // the whole of it without white space at its end
	keys  map[string]span // where the keys of its first table stand, with their values

	names                int // how many there are: keys, tables, parts of dotted ones
	header, key, deepest int // the longest table name and key, the most brackets open
}

// paths is the most that the paths of all names can come to, in bytes.
func (p part) paths() int { return p.names * (p.header + p.key*(1+min(p.deepest, maxDepth))) }

// place is where a key stands, or the whole part where it is inside of something.
func (p part) place(key string) span {
	if at, ok := p.keys[key]; ok {
		return at
	}
	if at, ok := p.keys[keyAnnotations]; ok {
		return at
	}
	return p.table
}

// outline cuts data[at.start:at.end] into parts, of which there is at least one. It goes over the
// text once without understanding values; careful means that strings and brackets are seen, so that
// what looks like a table inside of one is none.
func outline(data []byte, at span, careful bool) []part {
	o := outliner{data: data[:at.end], i: at.start}
	p := part{at: span{at.start, at.start}}
	var list []part
	inner := false // a table other than the part's own is open
	for o.i < len(o.data) {
		start := o.i
		end, equals := o.statement(&p, careful)
		text := o.data[start:end]
		start += len(text) - len(bytes.TrimLeft(text, " \t\r\n\uFEFF"))
		text = bytes.TrimRight(o.data[min(start, end):end], " \t\r\n")
		end = start + len(text)
		switch {
		case len(text) == 0:
		case text[0] == '[':
			if isAnnotations(text) {
				p.close(data, start)
				list = append(list, p)
				p = part{at: span{start, start}}
				inner = false
			} else {
				inner = true
			}
			p.names++
			p.header = max(p.header, len(text))
		case equals > start && !inner:
			name := strings.Trim(string(bytes.TrimSpace(data[start:equals])), "\"'")
			if p.keys == nil {
				p.keys = map[string]span{}
			}
			if _, twice := p.keys[name]; !twice {
				p.keys[name] = span{start, end}
			}
		}
	}
	p.close(data, at.end)
	return append(list, p)
}

func (p *part) close(data []byte, end int) {
	p.at.end = end
	whole := bytes.TrimRight(data[p.at.start:end], " \t\r\n")
	p.table = span{p.at.start, p.at.start + len(whole)}
}

// isAnnotations reports whether a statement is the header [[annotations]], or that of a single table.
func isAnnotations(text []byte) bool {
	return strings.Trim(string(text[:min(len(text), 64)]), "[] \t\"'") == keyAnnotations
}

// An outliner goes from statement to statement.
type outliner struct {
	data []byte
	i    int
}

// statement goes to the end of the line at which all brackets are closed, or, not careful, to the end
// of the line. end is where what it says ends, without a comment behind it; equals is its first "=",
// -1 if it has none.
func (o *outliner) statement(p *part, careful bool) (end, equals int) {
	equals = -1
	depth, key := 0, o.i
	for end = o.i; o.i < len(o.data); {
		c := o.data[o.i]
		switch c {
		case '"', '\'':
			o.skipString(c, careful)
			end = o.i
			continue
		case '#':
			if n := bytes.IndexByte(o.data[o.i:], '\n'); n >= 0 {
				o.i += n
			} else {
				o.i = len(o.data)
			}
			continue
		case '=':
			p.names++
			p.key = max(p.key, o.i-key)
			if equals < 0 {
				equals = o.i
			}
		case '.':
			p.names++
		case '[', '{':
			depth++
			p.deepest = max(p.deepest, depth)
		case ']', '}':
			depth--
		}
		o.i++
		if c == '\n' && (depth <= 0 || !careful) {
			return end, equals
		}
		if strings.IndexByte("=,[]{}\n", c) >= 0 {
			key = o.i
		}
		if strings.IndexByte("\n\r \t", c) < 0 {
			end = o.i
		}
	}
	return end, equals
}

// skipString goes behind the string that begins here, at the latest to the end of the text, and of
// its line if it is not to be a long one.
func (o *outliner) skipString(quote byte, careful bool) {
	long := bytes.Repeat([]byte{quote}, 3)
	if careful && bytes.HasPrefix(o.data[o.i:], long) {
		for o.i += 3; o.i < len(o.data); o.i++ {
			switch {
			case quote == '"' && o.data[o.i] == '\\':
				o.i++
			case bytes.HasPrefix(o.data[o.i:], long):
				for o.i += 3; o.i < len(o.data) && o.data[o.i] == quote; {
					o.i++ // up to two more quotes belong to the text
				}
				return
			}
		}
		o.i = len(o.data)
		return
	}
	for o.i++; o.i < len(o.data); o.i++ {
		switch c := o.data[o.i]; {
		case quote == '"' && c == '\\' && o.i+1 < len(o.data) && o.data[o.i+1] != '\n':
			o.i++
		case c == quote:
			o.i++
			return
		case c == '\n':
			return // no TOML; the decoder says so
		}
	}
	o.i = len(o.data)
}
