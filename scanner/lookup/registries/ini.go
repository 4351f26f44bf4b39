// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"strings"
)

// setLine is one setting of a file with one on a line.
type setLine struct {
	section, key, value string
}

// npmrc reads the form of npm's settings (docs.npmjs.com, "npmrc"): key = value, comments behind ; and #, sections, which npm does not look into.
func npmrc(data []byte) (list []setLine) {
	section := ""
	for line := range lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == ';' || line[0] == '#' {
			continue
		}
		if line[0] == '[' && strings.HasSuffix(line, "]") {
			section = line[1 : len(line)-1]
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		list = append(list, setLine{section, npmValue(key), npmValue(value)})
	}
	return list
}

// npmValue takes quotes, comments and backslashes before comment marks off a value.
func npmValue(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s); n > 1 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(";#\\", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case c == ';' || c == '#':
			return strings.TrimSpace(b.String())
		default:
			b.WriteByte(c)
		}
	}
	return strings.TrimSpace(b.String())
}

// configparser reads the form of pip's settings (docs.python.org, "configparser"): sections, key = value or key: value, values that go on in
// indented lines, comments on lines of their own.
func configparser(data []byte) (list []setLine) {
	section, open := "", false
	var more []string // lines of the last value
	closed := func() {
		if len(more) > 0 {
			list[len(list)-1].value += "\n" + strings.Join(more, "\n")
			more = nil
		}
	}
	for line := range lines(data) {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || text[0] == '#' || text[0] == ';':
			continue
		case open && (line[0] == ' ' || line[0] == '\t'):
			more = append(more, text)
			continue
		case text[0] == '[' && strings.Contains(text, "]"):
			closed()
			section, _, _ = strings.Cut(text[1:], "]")
			open = false
			continue
		}
		closed()
		at := strings.IndexAny(text, "=:")
		if at < 0 {
			open = false
			continue
		}
		list = append(list, setLine{section, strings.ToLower(strings.TrimSpace(text[:at])), strings.TrimSpace(text[at+1:])})
		open = true
	}
	closed()
	return list
}

// lines gives the lines of a file, however they end.
func lines(data []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(data)) {
			for part := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), "\r") {
				if !yield(part) {
					return
				}
			}
		}
	}
}

// pairs reads NAME=VALUE lines, as `go env -w` writes them; the last of several counts.
func pairs(data []byte) map[string]string {
	all := map[string]string{}
	for line := range lines(data) {
		line = strings.TrimSpace(line)
		if name, value, ok := strings.Cut(line, "="); ok && !strings.HasPrefix(line, "#") {
			all[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return all
}
