// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"strings"
	"unicode/utf8"
)

// MatchPath reports whether a pattern covers a path, both with slashes and relative to the subject.
// Policies and flags leave out by it, and name own code by it.
//
// "*" stands for anything but a slash, "?" for one character but a slash, "**" for any number of
// folders. A pattern that covers a folder or an archive covers what is in it: "vendor" and
// "vendor/**" cover the same files; the "!/" of an archive counts as a slash. As in ignore files, a
// pattern without a slash, but for one at its end, fits a name at any depth; every other one must
// fit from the start ("/vendor"). The root ".", which has no name, is covered only by what covers everything: ".*" means
// hidden files. The time is at most the product of both lengths.
func MatchPath(pattern, path string) bool {
	anywhere := !strings.Contains(strings.TrimSuffix(pattern, "/"), "/")
	pattern, path = plainPath(pattern), plainPath(path)
	if pattern == "" {
		return false
	}
	if path == "." {
		path = ""
	}
	folders := strings.Split(pattern, "/")
	if anywhere {
		folders = []string{"**", pattern}
	}
	return matchFolders(folders, strings.Split(path, "/"))
}

func plainPath(p string) string {
	return strings.Trim(strings.ReplaceAll(strings.TrimPrefix(p, "./"), "!/", "/"), "/")
}

// Covers is MatchPath for the paths of this subject: of a bundle the pattern may also fit from
// below the name of the input.
func (s Subject) Covers(pattern, path string) bool {
	if MatchPath(pattern, path) {
		return true
	}
	_, inner, found := strings.Cut(path, "/")
	return s.Kind == KindBundle && found && MatchPath(pattern, inner)
}

// matchFolders matches the pattern to the beginning of the path. One step back, to the last "**",
// is enough: what an earlier one could take, the later one can take too.
func matchFolders(pattern, path []string) bool {
	p, s := 0, 0
	star, from := -1, 0
	for {
		switch {
		case p == len(pattern):
			return true // the rest of the path is inside what matched
		case pattern[p] == "**":
			star, from = p, s
			p++
		case s < len(path) && matchName(pattern[p], path[s]):
			p++
			s++
		case star >= 0 && from < len(path):
			from++
			p, s = star+1, from
		default:
			return false
		}
	}
}

// matchName matches one name, with the same one step back.
func matchName(pattern, name string) bool {
	p, s := 0, 0
	star, from := -1, 0
	for s < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, s
			p++
		case p < len(pattern) && pattern[p] == '?':
			_, size := utf8.DecodeRuneInString(name[s:])
			p++
			s += size
		case p < len(pattern) && pattern[p] == name[s]:
			p++
			s++
		case star >= 0:
			from++
			p, s = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
