// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"path"
	"strings"
)

// Keywords, lower case: a text that has none of them says nothing of its licence.
var keywords = [...]string{
	"licen", "lizen", "copyright", "spdx", "permission", "distribut", "warrant", "public domain", "gpl", "creativecommons", "creative commons",
	"copying", "confidential", "proprietar", "freely", "eupl", "wtfpl", "released under",
}

// Keyword search looks at two letters of three and goes on by two where they begin no keyword.
// Letters are taken without regard to case, by their five low bits.
const (
	stay byte = iota // the second and third letter of a keyword: look closer
	one              // the first and second
	two
)

var skip = func() (table [1 << 10]byte) {
	for i := range table {
		table[i] = two
	}
	for _, k := range keywords {
		table[fold5(k[0], k[1])] = one
	}
	for _, k := range keywords {
		table[fold5(k[1], k[2])] = stay
	}
	return table
}()

func fold5(a, b byte) uint16 { return uint16(a&31)<<5 | uint16(b&31) }

// nextKeyword finds the first keyword at or behind a place of a text; -1 if there is none.
func nextKeyword(text string, from int) int {
	for i := from; i+2 < len(text); {
		switch skip[fold5(text[i+1], text[i+2])] {
		case two:
			i += 2
		case one:
			i++
		default:
			if isKeyword(text[i:]) {
				return i
			}
			i++
		}
	}
	return -1
}

func isKeyword(s string) bool {
	for _, k := range keywords {
		if s[0]|0x20 == k[0] && hasFoldPrefix(s, k) {
			return true
		}
	}
	return false
}

// hasFoldPrefix is strings.HasPrefix without regard to the case of ASCII letters; prefix is lower case.
func hasFoldPrefix(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// What is read around a keyword of a file that is not read whole, in bytes.
const (
	before    = 2000
	after     = 4000
	wholeSize = 16 << 10 // a smaller file is read whole
)

// A region is a stretch text[start:end] that is searched for licences.
type region struct{ start, end int }

// regions gives what is to be read of a text: nothing without a keyword; all of it if it is small, a
// licence file by name, or would be read for the greater part anyway; else the surroundings of
// keywords, cut at line ends if there are any near.
func regions(text, name string) []region {
	first := nextKeyword(text, 0)
	if first < 0 {
		return nil
	}
	if len(text) <= wholeSize || IsLicenseFile(name) {
		return []region{{0, len(text)}}
	}
	var list []region
	read := 0
	for at := first; at >= 0; {
		r := region{max(at-before, 0), min(at+after, len(text))}
		if i := strings.LastIndexByte(text[max(r.start-200, 0):r.start], '\n'); i >= 0 {
			r.start = max(r.start-200, 0) + i + 1
		}
		if i := strings.IndexByte(text[r.end:min(r.end+200, len(text))], '\n'); i >= 0 {
			r.end += i + 1
		}
		if n := len(list); n > 0 && r.start <= list[n-1].end {
			read += r.end - list[n-1].end
			list[n-1].end = r.end
		} else {
			read += r.end - r.start
			list = append(list, r)
		}
		// Keywords within the next line or so would move the end by no more than that.
		at = nextKeyword(text, at+64)
	}
	if read > len(text)/2 {
		return []region{{0, len(text)}}
	}
	return list
}

// licenseNames begin the names of files that are there to carry a licence, in lower case.
var licenseNames = []string{
	"license", "licence", "licenses", "licences", "licensing", "licencing", "copying", "copyright", "unlicense", "notice", "eula", "legal", "patents", "mit-license",
	"license-agreement", "licenseagreement", "licenceagreement", "end-user-license", "end-user-licence", "end_user_license", "end user license", "enduserlicense",
	"terms-of-use", "terms_of_use", "terms of use", "termsofuse", "terms-of-service", "terms-and-conditions",
	"lizenz", "lizenzen", "lizenzvertrag", "lizenzbedingungen", "lizenzvereinbarung", "nutzungsbedingungen", "endbenutzer-lizenzvertrag", "endnutzer-lizenzvertrag",
	"third-party-notices", "thirdpartynotices", "third_party_notices",
}

// IsLicenseFile reports whether a file is by its name there to carry a licence: LICENSE, COPYING,
// UNLICENSE, EULA, NOTICE and their like with any extension or addition, or anything in a folder
// LICENSES, but for programs, data and pictures.
func IsLicenseFile(name string) bool {
	name = strings.ToLower(name)
	base := path.Base(name)
	for _, p := range licenseNames {
		rest, ok := strings.CutPrefix(base, p)
		if ok && (rest == "" || strings.IndexByte(".-_ ", rest[0]) >= 0) && !isSource(rest) {
			return true
		}
	}
	for _, s := range []string{"license", "licence", "copying", "eula", "license.txt", "license.md", "licence.txt", "licence.md", "eula.txt", "lizenz.txt", "eula.pdf", "license.pdf", "licence.pdf", "lizenz.pdf"} {
		if i := len(base) - len(s); i > 0 && strings.HasSuffix(base, s) && strings.IndexByte(".-_ ", base[i-1]) >= 0 {
			return true
		}
	}
	dir := path.Base(path.Dir(name))
	return (dir == "licenses" || dir == "licences") && !isSource(base)
}

// isSource tells a program about licences, its data and its pictures from a licence.
func isSource(name string) bool {
	switch path.Ext(name) {
	case ".go", ".py", ".js", ".ts", ".tsx", ".jsx", ".java", ".kt", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".rb", ".rs", ".php",
		".pl", ".sh", ".swift", ".scala", ".lua", ".json", ".yaml", ".yml", ".toml", ".xml", ".css", ".scss", ".vue", ".sql",
		".mjs", ".cjs", ".mts", ".mm", ".m", ".groovy", ".dart", ".vb", ".fs", ".hs", ".ex", ".exs", ".erl", ".clj", ".bat", ".cmd", ".ps1", ".proto",
		".class", ".pyc", ".o", ".obj", ".a", ".so", ".dll", ".exe", ".dylib", ".mo",
		".properties", ".po", ".pot", ".csv", ".tsv", ".tmpl", ".tpl", ".erb", ".cshtml", ".hbs", ".less", ".sass", ".map", ".snap", ".plist", ".xsd", ".xsl",
		".png", ".gif", ".ico", ".svg", ".webp", ".bmp":
		return true
	}
	return false
}
