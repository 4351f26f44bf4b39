// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copies

import (
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// plainName is a name without what spellings differ in.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r > 127:
			return r
		}
		return -1
	}, s)
	return s
}

// sameLibrary reports whether two names are spellings of one: "ares" is in "cares", "uv" and "libuv" are the same.
func sameLibrary(a, b string) bool {
	a, b = strings.TrimPrefix(plainName(a), "lib"), strings.TrimPrefix(plainName(b), "lib")
	if a == "" || b == "" {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= 3 && (strings.HasPrefix(b, a) || strings.HasSuffix(b, a))
}

// NameAndVersion takes "zlib-1.2.13" apart, as folders and archives are called.
func NameAndVersion(s string) (name, version string, ok bool) {
	for i := 1; i < len(s)-1; i++ {
		if strings.IndexByte("-_", s[i]) < 0 {
			continue
		}
		v := s[i+1:]
		if len(v) > 1 && (v[0] == 'v' || v[0] == 'V') {
			v = v[1:]
		}
		if v[0] < '0' || v[0] > '9' {
			continue
		}
		digits := 0
		for digits < len(v) && '0' <= v[digits] && v[digits] <= '9' {
			digits++
		}
		if digits < len(v) && v[digits] != '.' && v[digits] != '-' { // "base-64bit"
			continue
		}
		if !strings.Contains(v, ".") { // "log4j-2"
			return s, "", false
		}
		return s[:i], v, len(v) <= 40
	}
	return s, "", false
}

// NameEvidence points to the name of a file as what tells of a component.
func NameEvidence(file string) inventory.Evidence {
	return inventory.Evidence{Path: file, Detector: "file-name", Quote: inventory.Clip(path.Base(file), inventory.MaxQuote)}
}
