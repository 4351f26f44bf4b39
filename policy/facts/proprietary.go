// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	"slices"
	"strings"
	"unicode"
)

// maxField is the longest licence field that is looked at, in bytes. Whoever says "proprietary" says
// it shortly; a text is for the detector.
const maxField = 300

// phrases are what licence fields write for a licence that is none of the free ones: as words in lower
// case, without punctuation. A field has to say just this.
var phrases = map[string]bool{
	"unlicensed":                         true, // npm's word for "no rights are granted", not the Unlicense
	"proprietary":                        true,
	"proprietary license":                true,
	"proprietary licence":                true,
	"proprietary software":               true,
	"proprietary software license":       true,
	"proprietary commercial":             true,
	"proprietary commercial license":     true,
	"commercial proprietary":             true,
	"other proprietary":                  true,
	"other proprietary license":          true, // PyPI
	"license other proprietary license":  true,
	"closed source":                      true,
	"closed source license":              true,
	"commercial":                         true,
	"commercial license":                 true,
	"commercial licence":                 true,
	"commercial software":                true,
	"commercial software license":        true,
	"all rights reserved":                true,
	"proprietary all rights reserved":    true,
	"proprietär":                         true,
	"proprietaer":                        true,
	"proprietäre lizenz":                 true,
	"proprietaere lizenz":                true,
	"proprietäre software":               true,
	"proprietaere software":              true,
	"kommerziell":                        true,
	"kommerzielle lizenz":                true,
	"kommerzielle software":              true,
	"alle rechte vorbehalten":            true,
	"proprietär alle rechte vorbehalten": true,
}

// Proprietary reports whether a licence field says that no free licence is given: one of a list of wordings,
// a copyright line that reserves all rights and says nothing else, or a LicenseRef named so. It compares whole
// words ("non-proprietary" is none) and answers false in doubt: "Commercial or GPL" says two things, and
// "SEE LICENSE IN x" points to a text that has to be read.
func Proprietary(raw string) bool {
	if len(raw) > maxField {
		return false
	}
	raw = strings.TrimSpace(raw)
	if name, ok := refName(raw); ok {
		return proprietaryRef(name)
	}
	words := wordsOf(raw)
	return phrases[strings.Join(words, " ")] || reservedOnly(words)
}

// refName is what follows LicenseRef-, in lower case, of the reference that is all of the text.
func refName(raw string) (string, bool) {
	lower := strings.ToLower(raw)
	if strings.HasPrefix(lower, "documentref-") {
		_, lower, _ = strings.Cut(lower, ":")
	}
	name, ok := strings.CutPrefix(lower, "licenseref-")
	if !ok || strings.ContainsFunc(name, unicode.IsSpace) {
		return "", false
	}
	return name, true
}

// proprietaryRef judges the name of a LicenseRef by its words. Of ScanCode's keys only the two that say
// nothing else count: "commercial-option" and the like offer another licence beside it.
func proprietaryRef(name string) bool {
	if key, ok := strings.CutPrefix(name, "scancode-"); ok {
		return key == "proprietary-license" || key == "commercial-license"
	}
	words := wordsOf(name)
	if slices.ContainsFunc(words, func(w string) bool { return w == "or" || w == "oder" || w == "dual" }) {
		return false
	}
	for i, w := range words {
		if i > 0 && slices.Contains([]string{"non", "not", "no", "nicht"}, words[i-1]) {
			continue
		}
		switch w {
		case "proprietary", "proprietaer", "unlicensed":
			return true
		case "commercial", "kommerziell":
			rest := words[i+1:]
			if len(rest) == 0 || len(rest) == 1 && (rest[0] == "license" || rest[0] == "licence" || rest[0] == "lizenz") {
				return true
			}
		}
	}
	return false
}

// reservedOnly reports whether the words are a copyright line that ends by reserving all rights. Notices of
// free licences have such lines too, but go on to grant something.
func reservedOnly(words []string) bool {
	line := strings.Join(words, " ")
	if !strings.HasSuffix(line, " all rights reserved") && !strings.HasSuffix(line, " alle rechte vorbehalten") {
		return false
	}
	if words[0] != "copyright" && words[0] != "c" && words[0] != "©" {
		return false
	}
	for _, w := range words {
		for _, grant := range []string{"licen", "lizen", "permi", "redistribut", "grant", "free", "open", "public"} {
			if strings.HasPrefix(w, grant) {
				return false
			}
		}
	}
	return true
}

// wordsOf splits a text into words of letters and digits, in lower case. The copyright sign is a word.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©'
	})
}
