// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed osadl.tsv
var osadlTable string

// A matrix is a square of letters, with the ids of its lines and columns.
type matrix struct {
	index map[string]int
	lines []string
}

var osadl = sync.OnceValue(func() matrix {
	m := matrix{index: map[string]int{}}
	for line := range strings.Lines(osadlTable) {
		if id, letters, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			m.index[id] = len(m.lines)
			m.lines = append(m.lines, letters)
		}
	}
	return m
})

// OSADL is what the matrix of OSADL eG and contributors says of code under the inbound licence that is merged into a common
// work under the outbound one: "Same", "Yes", "No", "Unknown" or "Check dependency". Of anything but merging
// it says nothing. It is "" where the matrix lacks one of them.
func OSADL(outbound, inbound string) string {
	m := osadl()
	o, ok := m.index[outbound]
	i, known := m.index[inbound]
	if !ok || !known {
		return ""
	}
	switch m.lines[o][i] {
	case 'S':
		return "Same"
	case 'Y':
		return "Yes"
	case 'N':
		return "No"
	case 'U':
		return "Unknown"
	}
	return "Check dependency"
}
