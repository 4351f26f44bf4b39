// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A Pattern leaves files out of the walk.
type Pattern struct {
	Glob   string // see [inventory.MatchPath]; of a bundle it may also fit from below the input's name
	Reason string
	Origin string // who said so: a policy file or a flag
}

// An excluder decides for each path whether it is left out. It is safe for concurrent use.
type excluder struct{ patterns []Pattern }

func newExcluder(patterns []Pattern) (excluder, error) {
	for _, p := range patterns {
		if strings.Trim(p.Glob, "./") == "" {
			return excluder{}, &inventory.Error{
				Message: inventory.Message{Key: "error.exclude-pattern", Args: inventory.Args{"pattern": p.Glob}},
				Where:   p.Origin, Hint: inventory.Message{Key: "hint.exclude-pattern"},
			}
		}
	}
	return excluder{patterns}, nil
}

// match gives the index of the first pattern that leaves the path out, or -1. Of a bundle the
// path is matched as it is and without the name of its input, prefix.
func (e excluder) match(p, prefix string) int {
	for i, x := range e.patterns {
		if inventory.MatchPath(x.Glob, p) || prefix != "" && inventory.MatchPath(x.Glob, strings.TrimPrefix(p, prefix+"/")) {
			return i
		}
	}
	return -1
}

// versionControl gives the outermost folder of a path that is a version control system's own; empty if there is none.
func versionControl(p string) string {
	end := 0
	for {
		name, _, found := strings.Cut(p[end:], "/")
		if !found {
			return ""
		}
		if end += len(name); isVersionControl(name) {
			return p[:end]
		}
		end++
	}
}

func isVersionControl(name string) bool { return name == ".git" || name == ".hg" || name == ".svn" }
