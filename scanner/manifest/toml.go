// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// Limits of a TOML manifest. For every key the library keeps the whole path to it, so that a few long
// keys over many short ones would take memory without bound; and its stack grows with the brackets.
const (
	maxTOMLDepth = 32       // brackets within brackets
	maxTOMLPaths = 16 << 20 // bytes that all paths may come to, as estimated by outliner.paths
)

// A tomlFile is a decoded manifest and where its keys stand.
type tomlFile struct {
	tables map[string]any
	places []tomlPlace
}

type tomlPlace struct {
	key string // the whole path, its parts separated by NUL
	at  span   // from the key to the end of its value
}

func decodeTOML(data []byte) (*tomlFile, error) {
	o := outliner{data: data}
	if err := o.outline(); err != nil {
		return nil, err
	}
	f := &tomlFile{places: o.places}
	_, err := toml.Decode(string(data), &f.tables)
	return f, err
}

// get follows keys down the tables; nil if there is nothing.
func (f *tomlFile) get(keys ...string) any {
	var v any = f.tables
	for _, k := range keys {
		table, _ := v.(map[string]any)
		v = table[k]
	}
	return v
}

// text is get for strings; "" for anything else.
func (f *tomlFile) text(keys ...string) string {
	s, _ := f.get(keys...).(string)
	return s
}

func (f *tomlFile) table(keys ...string) map[string]any {
	t, _ := f.get(keys...).(map[string]any)
	return t
}

// place finds where a key, or the first key below it, is given its value.
func (f *tomlFile) place(keys ...string) span {
	want := strings.Join(keys, "\x00")
	for _, p := range f.places {
		if p.key == want || strings.HasPrefix(p.key, want+"\x00") {
			return p.at
		}
	}
	// It stands within an inline table, whose own place is the nearest.
	if len(keys) > 1 {
		return f.place(keys[:len(keys)-1]...)
	}
	return span{}
}

// An outliner goes over a TOML text once, without understanding values, and notes where keys are.
// Where the text is not TOML it may be wrong, but then decoding fails.
type outliner struct {
	data   []byte
	i      int
	table  string // path of the table that is open, with its trailing NUL
	places []tomlPlace

	names                int // how many there are: keys, tables, parts of dotted ones
	header, key, deepest int // the longest table name and key, the most brackets open
}

// paths is the most that the paths of all names can come to, in bytes.
func (o *outliner) paths() int { return o.names * (o.header + o.key*(1+o.deepest)) }

func (o *outliner) outline() error {
	for o.i < len(o.data) {
		start := o.i
		end, equals, err := o.statement()
		if err != nil {
			return err
		}
		if o.paths() > maxTOMLPaths {
			return fmt.Errorf("names of more than %d bytes in all", maxTOMLPaths)
		}
		line := bytes.TrimRight(o.data[start:end], " \t\r\n")
		start += len(line) - len(bytes.TrimLeft(line, " \t\r\n\uFEFF"))
		line = o.data[start : start+len(bytes.TrimLeft(line, " \t\r\n\uFEFF"))]
		switch {
		case len(line) == 0:
		case line[0] == '[':
			o.names++
			o.header = max(o.header, len(line))
			o.table = keyPath(strings.Trim(string(line), "[] \t")) + "\x00"
		case equals >= start:
			o.places = append(o.places, tomlPlace{o.table + keyPath(string(o.data[start:equals])), span{start, start + len(line)}})
		}
	}
	return nil
}

// statement goes to the end of the line at which all brackets are closed. end is where what it says
// ends, without a comment behind it; equals is its first "=", -1 if it has none.
func (o *outliner) statement() (end, equals int, err error) {
	equals = -1
	depth, key := 0, o.i
	for end = o.i; o.i < len(o.data); {
		c := o.data[o.i]
		switch c {
		case '"', '\'':
			o.skipString(c)
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
			o.names++
			o.key = max(o.key, o.i-key)
			if equals < 0 {
				equals = o.i
			}
		case '.':
			o.names++
		case '[', '{':
			depth++
			o.deepest = max(o.deepest, depth)
		case ']', '}':
			depth--
		}
		o.i++
		if c == '\n' && depth <= 0 {
			return end, equals, nil
		}
		if depth > maxTOMLDepth {
			return 0, 0, fmt.Errorf("more than %d brackets open", maxTOMLDepth)
		}
		if strings.IndexByte("=,[]{}\n", c) >= 0 {
			key = o.i
		}
		if c != '\n' && c != '\r' && c != ' ' && c != '\t' {
			end = o.i
		}
	}
	return end, equals, nil
}

// skipString goes behind the string that begins here, at the latest to the end of the text.
func (o *outliner) skipString(quote byte) {
	long := bytes.Repeat([]byte{quote}, 3)
	if bytes.HasPrefix(o.data[o.i:], long) {
		o.i += 3
		for o.i < len(o.data) {
			switch {
			case quote == '"' && o.data[o.i] == '\\':
				o.i++
			case bytes.HasPrefix(o.data[o.i:], long):
				for o.i += 3; o.i < len(o.data) && o.data[o.i] == quote; {
					o.i++ // up to two more quotes belong to the text
				}
				return
			}
			o.i++
		}
		o.i = len(o.data)
		return
	}
	for o.i++; o.i < len(o.data); o.i++ {
		switch c := o.data[o.i]; {
		case quote == '"' && c == '\\':
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

// keyPath takes a dotted key apart. Quoted parts are taken as they stand between their quotes.
func keyPath(key string) string {
	var parts []string
	for key != "" {
		key = strings.TrimLeft(key, " \t.")
		if key == "" {
			break
		}
		if q := key[0]; q == '"' || q == '\'' {
			part, rest, _ := strings.Cut(key[1:], string(q))
			parts, key = append(parts, part), rest
			continue
		}
		n := strings.IndexByte(key, '.')
		if n < 0 {
			n = len(key)
		}
		parts, key = append(parts, strings.TrimSpace(key[:n])), key[n:]
	}
	return strings.Join(parts, "\x00")
}
