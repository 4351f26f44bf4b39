// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"cmp"
	"strings"
)

// compareVersions orders versions as people read them: numbers by their value, and what has only
// letters behind a common beginning ("1.0-rc1") before what has nothing. No scheme of any one
// ecosystem is followed.
func compareVersions(a, b string) int {
	x, y := strings.TrimRight(a, separators), strings.TrimRight(b, separators)
	for x != "" && y != "" {
		var p, q string
		p, x = piece(x)
		q, y = piece(y)
		if c := comparePieces(p, q); c != 0 {
			return c
		}
	}
	switch {
	case isLetter(strings.TrimLeft(x, separators)):
		return -1
	case isLetter(strings.TrimLeft(y, separators)):
		return 1
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

const separators = ".-+~_ "

// piece cuts off the next run of digits or of other characters, separators in front of it left out.
func piece(s string) (first, rest string) {
	s = strings.TrimLeft(s, separators)
	digits := s != "" && isDigit(s[0])
	i := 0
	for i < len(s) && isDigit(s[i]) == digits && strings.IndexByte(separators, s[i]) < 0 {
		i++
	}
	return s[:i], s[i:]
}

func comparePieces(p, q string) int {
	pn, qn := p != "" && isDigit(p[0]), q != "" && isDigit(q[0])
	switch {
	case pn && qn:
		p, q = strings.TrimLeft(p, "0"), strings.TrimLeft(q, "0")
		return cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q))
	case pn != qn: // a number is later than a word
		if pn {
			return 1
		}
		return -1
	}
	return cmp.Compare(strings.ToLower(p), strings.ToLower(q))
}

// major is what a version begins with: those that share it are more likely one line of releases.
func major(version string) string {
	first, _ := piece(strings.TrimPrefix(strings.ToLower(version), "v"))
	return strings.TrimLeft(first, "0")
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isLetter(s string) bool { return s != "" && !isDigit(s[0]) }
