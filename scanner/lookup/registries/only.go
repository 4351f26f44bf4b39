// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"strings"
)

// only says for which names a registry is meant. It is compared by what it points at.
type only struct {
	patterns []string // in lower case; "*" at the end or alone stands for any
	except   []string
	longest  bool // of several registries those with the longest fitting pattern are meant, and no others
}

// meant leaves the registries that are meant for a name.
func meant(list []Registry, name string) []Registry {
	name = strings.ToLower(name)
	var kept []Registry
	best := -1
	for _, r := range list {
		if r.only == nil {
			kept = append(kept, r)
			continue
		}
		length := fitting(r.only.patterns, name)
		if length < 0 || fitting(r.only.except, name) >= 0 {
			continue
		}
		if r.only.longest && length != best {
			if length < best {
				continue
			}
			kept, best = nil, length
		}
		kept = append(kept, r)
	}
	return kept
}

// fitting is the length of the longest pattern that a name fits, -1 without any. A whole name is longer than every pattern.
func fitting(patterns []string, name string) int {
	best := -1
	for _, p := range patterns {
		begin, open := strings.CutSuffix(p, "*")
		switch {
		case p == name:
			best = max(best, len(p)+1)
		case open && strings.HasPrefix(name, begin):
			best = max(best, len(begin))
		}
	}
	return best
}

// Limited reports whether a registry is meant for some names only.
func (r Registry) Limited() bool { return r.only != nil }
