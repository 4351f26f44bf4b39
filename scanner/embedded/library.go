// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"bytes"
	"slices"
	"strings"
)

// library reads a source file that may be a library of its own, or tell the version of the one it belongs to.
func (f *file) library() {
	f.headComment()
	data := f.data[:min(len(f.data), MaxHead)]
	switch {
	case strings.HasSuffix(f.base, ".py"):
		f.assigned(data, "__version__")
	case strings.HasSuffix(f.base, ".lua"):
		f.assigned(data, "_VERSION")
	case strings.HasSuffix(f.base, ".php"):
		f.assigned(data, "const VERSION")
	default:
		f.macros(data)
	}
}

// assigned reads a version that a program gives a variable as a text.
func (f *file) assigned(data []byte, variable string) {
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(variable))
		if i < 0 {
			return
		}
		start := at + i
		at = start + len(variable)
		end := at + lineEnd(data[at:])
		if start > 0 && !bytes.ContainsRune([]byte("\n. \t"), rune(data[start-1])) {
			continue
		}
		if value, ok := bytes.CutPrefix(bytes.TrimLeft(data[at:end], " \t"), []byte("=")); ok {
			if v, ok := quoted(string(bytes.TrimSpace(value))); ok && startsVersion(v) {
				f.add(Mark{Kind: Macro, Version: lastVersion(v), Name: f.stem()}, start, end)
				return
			}
		}
	}
}

func lineEnd(data []byte) int {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i
	}
	return len(data)
}

// quoted gives a text in quotes at the beginning of s.
func quoted(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' {
		return "", false
	}
	v, _, ok := strings.Cut(s[1:], s[:1])
	return v, ok && len(v) < maxName
}

// A numbered version is told in parts: MAJOR, MINOR, PATCH.
type numbered struct {
	parts      [3]string
	start, end int
}

// wholeEndings and partEndings are what follows, or stands before, the name of a library in the names of macros that tell its version.
var (
	wholeEndings = []string{"_VERSION_STRING", "_RELEASE", "_VERSION_STR", "_VERSION_TEXT", "_VERSION_INFO", "_VERSION", "_VERSION_NAME", "_LIB_VERSION", "_RELEASE_VERSION", "LIB_VERSION_STRING"}
	partEndings  = [3][]string{
		{"_VERSION_MAJOR", "_MAJOR_VERSION", "_VER_MAJOR", "_MAJOR"},
		{"_VERSION_MINOR", "_MINOR_VERSION", "_VER_MINOR", "_MINOR"},
		{"_VERSION_PATCH", "_VERSION_RELEASE", "_VERSION_REVISION", "_VERSION_MICRO", "_PATCH_VERSION", "_MICRO_VERSION", "_VERSION_PATCHLEVEL",
			"_BUILD_NUMBER", "_VER_RELEASE", "_VER_PATCH", "_VERSION_BUILD", "_PATCH", "_MICRO"},
	}
)

// macros reads definitions that tell a version: #define ZLIB_VERSION "1.2.13", or its parts.
func (f *file) macros(data []byte) {
	found := map[string]*numbered{}
	var order []string
	whole := map[string]bool{}
	for _, begin := range versionLines(data) {
		end := begin + lineEnd(data[begin:])
		lead, rest, ok := strings.Cut(string(data[begin:min(end, begin+300)]), "define")
		if !ok || strings.TrimSpace(lead) != "#" {
			continue
		}
		fields := strings.Fields(rest)
		if len(fields) < 2 {
			continue
		}
		name, value := fields[0], strings.Join(fields[1:], " ")
		if f.partOfVersion(found, &order, name, strings.Trim(fields[1], "()\""), begin, end) {
			continue
		}
		if prefix, ok := cutOneOf(name, wholeEndings); ok {
			v, isQuoted := quoted(value)
			if !isQuoted && strings.Count(fields[1], ".") >= 2 {
				v = fields[1]
			}
			if v = lastVersion(v); whole[prefix] {
				for i := range f.marks { // "5.1.5" rather than "5.1"
					if m := &f.marks[i]; m.Kind == Macro && m.Name == strings.ToLower(prefix) && strings.HasPrefix(v, m.Version+".") {
						*m = Mark{}
						whole[prefix] = false
					}
				}
				f.marks = slices.DeleteFunc(f.marks, func(m Mark) bool { return m == Mark{} })
			}
			if v != "" && !whole[prefix] {
				whole[prefix] = true
				f.add(Mark{Kind: Macro, Name: strings.ToLower(prefix), Version: v}, begin, end)
			}
		}
	}
	for _, prefix := range order {
		n := found[prefix]
		if whole[prefix] || n.parts[0] == "" || n.parts[1] == "" {
			continue
		}
		v := n.parts[0] + "." + n.parts[1]
		if n.parts[2] != "" {
			v += "." + n.parts[2]
		}
		f.add(Mark{Kind: Macro, Name: strings.ToLower(prefix), Version: v}, n.start, n.end)
	}
}

// versionLines gives where lines begin that may define a version, in their order.
func versionLines(data []byte) []int {
	words := []versionWord{{"VERSION", 'V'}, {"_RELEASE", 'L'}}
	if major := (versionWord{"_MAJOR", 'J'}); major.index(data) >= 0 {
		words = append(words, major, versionWord{"_MINOR", 'M'}, versionWord{"_PATCH", 'H'}, versionWord{"_MICRO", 'M'}, versionWord{"_VER_", 'V'}, versionWord{"_BUILD_NUMBER", 'B'})
	} else if words[0].index(data) < 0 {
		return nil
	}
	var list []int
	for _, word := range words {
		for at, seen := 0, 0; seen < maxDefinitions; seen++ {
			i := word.index(data[at:])
			if i < 0 {
				break
			}
			begin := bytes.LastIndexByte(data[:at+i], '\n') + 1
			list = append(list, begin)
			at = begin + max(1, lineEnd(data[begin:]))
			if at >= len(data) {
				break
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// A versionWord is what a line may have that defines a version, and which of its letters is rare in programs: that one is looked for, as
// every C file is asked.
type versionWord struct {
	word string
	rare byte
}

// index is where the word is in the data; -1 if it is not there.
func (w versionWord) index(data []byte) int {
	before := strings.IndexByte(w.word, w.rare)
	for at := before; at < len(data); at++ {
		i := bytes.IndexByte(data[at:], w.rare)
		if i < 0 {
			return -1
		}
		if at += i; bytes.HasPrefix(data[at-before:], []byte(w.word)) {
			return at - before
		}
	}
	return -1
}

// maxDefinitions bounds how many lines with a word are looked at.
const maxDefinitions = 200

// partOfVersion enters a number that a macro gives as part of a version.
func (f *file) partOfVersion(found map[string]*numbered, order *[]string, name, number string, begin, end int) bool {
	if !isNumber(number) {
		return false
	}
	for part, endings := range partEndings {
		prefix, ok := cutOneOf(name, endings)
		if !ok {
			continue
		}
		n := found[prefix]
		if n == nil {
			n = &numbered{start: begin}
			found[prefix] = n
			*order = append(*order, prefix)
		}
		if n.parts[part] == "" {
			n.parts[part], n.end = number, end
		}
		return true
	}
	return false
}

// cutOneOf cuts the first ending that a name has, if something is left.
func cutOneOf(name string, endings []string) (string, bool) {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(name, e); ok && strings.Trim(rest, "_") != "" {
			return strings.Trim(rest, "_"), true
		}
	}
	return "", false
}

func isNumber(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != "" && len(s) < 7
}

// startsVersion reports whether a text begins, or ends, with a version: "1.2.13", "expat_2.5.0".
func startsVersion(s string) bool { return lastVersion(s) != "" }

// lastVersion gives the version in a text that holds little more than one.
func lastVersion(s string) string {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '_' || r == ',' || r == '/' }) {
		w = strings.TrimPrefix(strings.TrimPrefix(w, "v"), "V")
		if i := strings.LastIndexByte(w, '-'); i > 0 && !isDigit(w[0]) {
			w = w[i+1:]
		}
		if len(w) > 2 && isDigit(w[0]) && strings.Contains(w, ".") && len(w) <= 40 && isDigit(w[strings.IndexByte(w, '.')-1]) && isVersion(w) && plain(w) {
			return w
		}
	}
	return ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// plain reports whether a version has only what versions have, and a digit behind its first dot.
func plain(s string) bool {
	for i, c := range []byte(s) {
		switch {
		case isDigit(c), 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', strings.IndexByte("-+~", c) >= 0:
		case c == '.' && i+1 < len(s) && (isDigit(s[i+1]) || strings.Count(s[:i], ".") > 0):
		default:
			return false
		}
	}
	return true
}
