// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package xlsx

import (
	"strconv"
	"strings"

	"lizenzlotse/reports/i18n"
)

const maxName = 31 // UTF-16 units

// sheetNames makes the names fit for Excel, each different from the others whatever its case.
func sheetNames(sheets []Sheet) []string {
	names := make([]string, len(sheets))
	seen := map[string]bool{"history": true} // Excel keeps that one to itself
	for i, s := range sheets {
		base := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:\/?*[]'`, r) {
				return '-'
			}
			return r
		}, strings.TrimSpace(i18n.Visible(s.Name)))
		if base == "" {
			base = strconv.Itoa(i + 1)
		}
		name := short(base, maxName)
		for n := 2; seen[strings.ToLower(name)]; n++ {
			suffix := " (" + strconv.Itoa(n) + ")"
			name = short(base, maxName-len(suffix)) + suffix
		}
		seen[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

// short is the beginning of a text of at most max UTF-16 units, an ellipsis included.
func short(s string, max int) string {
	if units(s) <= max {
		return s
	}
	rest := max - 1
	for i, r := range s {
		if rest -= width(r); rest < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
