// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"lizenzlotse/scanner/inventory"
)

// Forms in which comments say name and version. They are compiled when the first is asked for.
var (
	versionForm = `\d+(?:\.\d+)+(?:[-+~.]?[A-Za-z0-9][A-Za-z0-9.+-]*)?`
	// "jQuery v3.6.0 |", "stb_image - v2.28 - public domain", "Leaflet 1.7.1, a library"
	namedVersion = compiled(`^(?:@(?:license|preserve|overview|fileoverview|file|name)\s+)?([@$_A-Za-z0-9][^|(<>{};*"=]{0,79}?)` +
		`(?:\s*[-–—,:|]+\s*|\s+|\s*\(|@)(?:[vV]\.?|[vV]er\.?|[vV]ersion\s?:?|VERSION\s?:?|[Rr]elease)?\s?(` + versionForm + `)(?:[\s,;|):*]|\.?$)`)
	// "@version 4.2.8", "version: 3.11.2", "v5.0.2"
	versionLine = compiled(`^(?:@version|[vV]ersion|VERSION|[vV]er\.?|[Rr]elease|[vV])[ \t:=]*[vV]?(` + versionForm + `)(?:[\s,;|(]|$)`)
	// "https://d3js.org v5.16.0"
	addressVersion = compiled(`^https?://\S+\s+[vV](` + versionForm + `)(?:\s|$)`)
	// "Lodash <https://lodash.com/>"
	namedAddress = compiled(`^([A-Za-z][^|(<>{};*"=]{0,59}?)\s*[<(]https?://`)
	titleTag     = compiled(`^@(?:name|module|overview|license|preserve|package|fileoverview|file)\s+([^\s].*)$`)
	// "Original file: /npm/jquery@3.6.0/dist/jquery.js", as a network for scripts puts before what it hands out
	deliveredFile = compiled(`^Original file: /npm/((?:@[a-z0-9._~-]+/)?[a-z0-9._~-]+)@(` + versionForm + `)/`)
)

func compiled(form string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}

// Within how many lines of a comment a name stands, and whatever else is said.
const (
	nameLines  = 3
	aboutLines = 20
)

// described reads a comment that says what the file, or what follows, is. Only a banner may leave the version out.
func (f *file) described(kind Kind, text string) (Mark, bool) {
	if !hasOwnVersion(text) && (kind != Banner || !strings.Contains(text, "http") && !strings.Contains(text, "@license")) {
		return Mark{}, false
	}
	return f.describedBy(kind, text)
}

func (f *file) describedBy(kind Kind, text string) (Mark, bool) {
	lines := commentLines(text)
	lines = lines[:min(len(lines), aboutLines)]
	for i, line := range lines {
		if !hasVersion(line) {
			continue
		}
		if strings.HasPrefix(line, "Original file") {
			if m := deliveredFile().FindStringSubmatch(line); m != nil {
				return Mark{Name: m[1], Version: m[2], PURL: npmPURL(m[1], m[2])}, true
			}
		}
		if i >= nameLines {
			continue
		}
		if m := namedVersion().FindStringSubmatch(line); m != nil && isVersion(m[2]) {
			if name, ok := f.name(m[1]); ok {
				return Mark{Name: name, Version: m[2]}, true
			}
		}
		if strings.HasPrefix(line, "http") {
			if m := addressVersion().FindStringSubmatch(line); m != nil && isVersion(m[1]) {
				return Mark{Name: f.stem(), Version: m[1]}, true // the file is named after it
			}
		}
	}
	version := versionIn(lines)
	for _, line := range lines[:min(len(lines), nameLines)] {
		if m := titleTag().FindStringSubmatch(line); m != nil {
			line = m[1]
		} else if strings.HasPrefix(line, "@") {
			continue
		}
		if kind == Banner && strings.Contains(line, "http") {
			if m := namedAddress().FindStringSubmatch(line); m != nil {
				if n, ok := f.name(m[1]); ok {
					return Mark{Name: n, Version: version}, true
				}
			}
		}
		if version == "" && kind == Banner && !strings.ContainsAny(line, " \t") && strings.Contains(text, "@license") && strings.Contains(strings.ToLower(text), "(c)") {
			if n, ok := f.name(line); ok { // one word, and under it whose it is
				return Mark{Name: n}, true
			}
		}
		if version == "" {
			continue
		}
		title, _, described := cutAny(line, " -- ", " - ", ": ", " — ", " – ")
		if n, ok := f.name(title); ok && (described || !strings.HasSuffix(title, ".")) {
			return Mark{Name: n, Version: version}, true
		}
	}
	if version != "" && kind == Head {
		return Mark{Name: f.stem(), Version: version}, true // and the file has the name
	}
	return Mark{}, false
}

// hasOwnVersion reports whether a comment has a version elsewhere than in SPDX tags, where it is that of a licence: most that a file
// begins with have one there only, and nothing comes of it.
func hasOwnVersion(text string) bool {
	for at := nextVersion(text, 0); at >= 0; {
		begin := strings.LastIndexByte(text[:at], '\n') + 1
		if !strings.HasPrefix(strings.TrimLeft(text[begin:at], commentSigns), "SPDX-License-"+"Identifier") {
			return true
		}
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			return false
		}
		at = nextVersion(text, at+end)
	}
	return false
}

// hasVersion reports whether a text has a dot between two digits, as all versions that are read.
func hasVersion(s string) bool { return nextVersion(s, 0) >= 0 }

// nextVersion gives the next such dot in a text; -1 if there is none.
func nextVersion(s string, from int) int {
	for at := max(from, 1); at < len(s)-1; at++ {
		i := strings.IndexByte(s[at:len(s)-1], '.')
		if i < 0 {
			return -1
		}
		if at += i; isDigit(s[at-1]) && isDigit(s[at+1]) {
			return at
		}
	}
	return -1
}

// versionIn finds the line of a comment that says no more than a version.
func versionIn(lines []string) string {
	for i, line := range lines {
		if !hasVersion(line) || ofLicense(line) || i > 0 && strings.Contains(strings.ToLower(lines[i-1]), "licen") { // whose version it is then
			continue
		}
		if m := versionLine().FindStringSubmatch(line); m != nil && isVersion(m[1]) {
			return m[1]
		}
	}
	return ""
}

// ofLicense reports whether a line is about a licence: "version 2.1 of the License".
func ofLicense(line string) bool {
	line = strings.ToLower(line)
	return strings.Contains(line, "licen") || strings.Contains(line, " of the") || strings.HasSuffix(line, " or")
}

func cutAny(s string, seps ...string) (before, after string, found bool) {
	for _, sep := range seps {
		if before, after, found := strings.Cut(s, sep); found {
			return before, after, true
		}
	}
	return s, "", false
}

// noName are words that no name of a library has, in lower case: what has one is a sentence, a licence or the trace of a tool.
var noName = map[string]bool{"license": true, "licence": true, "licensed": true, "licenses": true, "copyright": true, "copyrighted": true, "(c)": true, "©": true,
	"version": true, "generated": true, "compiled": true, "built": true, "created": true, "requires": true, "required": true, "based": true, "includes": true,
	"minified": true, "using": true, "see": true, "the": true, "this": true, "that": true, "since": true, "from": true, "is": true, "by": true, "with": true,
	"on": true, "in": true, "are": true, "was": true, "under": true, "to": true, "must": true, "should": true, "if": true, "when": true, "and/or": true, "or": true,
	"support": true, "supports": true, "date": true, "author": true, "file": true, "rfc": true, "section": true, "test": true, "tests": true, "bug": true,
	"todo": true, "fixme": true, "note": true, "http": true, "https": true, "unicode": true, "ecmascript": true, "emitted": true, "eslint": true,
	"deprecated": true, "patch": true, "chapter": true, "sec": true, "§": true, "issue": true, "fix": true, "old": true, "new": true, "not": true, "all": true,
	"as": true, "of": true, "authors": true, "maintainer": true, "homepage": true, "website": true, "url": true, "revision": true, "information": true, "please": true, "notice": true, "es6": true, "es5": true, "clause": true}

// name reads what may be the name of a library, and gives it as it is called.
func (f *file) name(s string) (string, bool) {
	s = strings.Trim(strings.TrimSpace(s), "\"'`.,:-–—@ \t")
	if strings.HasSuffix(strings.ToLower(s), " javascript library") {
		s = s[:len(s)-len(" javascript library")]
	}
	if strings.HasPrefix(s, "$") { // what version control writes: "$Id: name.c,v 1.3"
		return "", false
	}
	s, _, _ = strings.Cut(s, ": ") // "Farbtastic: a color picker"
	words := strings.Fields(s)
	switch strings.ToLower(s) {
	case "php", "python", "perl", "java", "node", "ruby", "lua", "c", "c++": // that is needed, or written in
		return "", false
	}
	if strings.Contains(s, "/") && !strings.HasPrefix(s, "@") && !strings.Contains(s, " ") {
		return "", false
	}
	if len(words) == 0 || len(words) > 6 || len(s) > 60 || len(s) < 2 || strings.Contains(s, "://") || strings.ContainsAny(s, "?[]{}%\\") {
		return "", false
	}
	letters := 0
	for _, r := range s {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r > 127 {
			letters++
		}
	}
	if letters < 2 {
		return "", false
	}
	for _, w := range words {
		if w = strings.ToLower(strings.Trim(w, ".,:;()")); noName[w] || strings.HasPrefix(w, "spdx-") {
			return "", false
		}
	}
	if inventory.ReadLicense(s).State == inventory.Known { // "@license MIT"
		return "", false
	}
	if strings.EqualFold(s, f.base) && (!isScript(path.Ext(f.base)) || strings.Contains(s, ".min.")) {
		if stem := f.stem(); len(stem) < len(s) && len(words) == 1 {
			s = s[:len(stem)] // "miniz.c", of the file miniz.c
		}
	}
	return s, true
}

// isVersion tells versions from dates: "12.04.2018", "2018.04.12".
func isVersion(s string) bool {
	parts := strings.Split(s, ".")
	if len(s) > 40 || len(parts) > 6 {
		return false
	}
	isYear := func(p string) bool {
		n, err := strconv.Atoi(p)
		return err == nil && len(p) == 4 && 1970 <= n && n < 2100
	}
	return len(parts) != 3 || !isYear(parts[0]) && !isYear(parts[2])
}
