// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"path"
	"strings"
)

// A glob stands for the last parts of paths, as many as it has itself.
type glob struct {
	pattern string
	tail    string // every path ends so that it stands for
}

func globs(patterns ...string) []glob {
	list := make([]glob, len(patterns))
	for i, p := range patterns {
		list[i] = glob{p, p[strings.LastIndexAny(p, `*?[]\`)+1:]}
	}
	return list
}

// matches reports whether one of the globs stands for a path.
func matches(globs []glob, p string) bool {
	for i := range globs {
		g := &globs[i]
		if !strings.HasSuffix(p, g.tail) { // as nearly all files
			continue
		}
		end := p
		for i, left := len(p)-1, strings.Count(g.pattern, "/"); i >= 0; i-- {
			if p[i] == '/' {
				if left--; left < 0 {
					end = p[i+1:]
					break
				}
			}
		}
		if ok, _ := path.Match(g.pattern, end); ok {
			return true
		}
	}
	return false
}

// byEnd gives, for the byte that paths end with, the indices of those in a list that may want them. Each file is asked for, and
// few programs end as a manifest does.
type byEnd [256][]int

// endOf is the last byte of a path.
func endOf(p string) byte {
	if p == "" {
		return 0
	}
	return p[len(p)-1]
}

func endsOf(count int, names func(i int) []glob) *byEnd {
	var ends byEnd
	for i := range count {
		var has [256]bool
		for _, g := range names(i) {
			for end := range has {
				has[end] = has[end] || g.tail == "" || endOf(g.tail) == byte(end)
			}
		}
		for end := range has {
			if has[end] {
				ends[end] = append(ends[end], i)
			}
		}
	}
	return &ends
}
