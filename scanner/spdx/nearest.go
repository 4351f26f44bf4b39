// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import "strings"

// Nearest gives the candidate that a misspelt word most likely means, or "" if none is near: up to
// a third of its letters may differ. Case does not count. Of equals the first is taken.
func Nearest(word string, candidates []string) string {
	const longest = 64
	if len(word) > longest {
		return ""
	}
	best, least := "", len(word)/3+1
	if least < 2 {
		least = 2 // a single slip, in short words too
	}
	for _, c := range candidates {
		if len(c) > longest {
			continue
		}
		if d := Distance(strings.ToLower(word), strings.ToLower(c)); d < least || d == least && best == "" && d < len(c) {
			best, least = c, d
		}
	}
	return best
}

// Distance counts the bytes to insert, delete or replace between a and b.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
