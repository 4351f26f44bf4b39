// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"sync"
	"syscall"

	"lizenzlotse/scanner/inventory"
)

// maxSame bounds how many issues of one code a folder or archive may list; the rest is counted.
const maxSame = 200

// issues collects what is to be said of one folder or archive. It is safe for concurrent use.
type issues struct {
	path string // of the folder or archive; empty for the input itself

	mu    sync.Mutex
	list  []inventory.Issue
	links int // within the tree
	other int // devices, sockets, pipes

	versions map[string]int // files in folders of version control, by the path of the folder
}

func (s *issues) add(code, path string, effect inventory.Effect, args inventory.Args) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, inventory.Issue{Code: code, Path: path, Args: args, Effect: effect})
}

func (s *issues) unread(code, path string, args inventory.Args) {
	s.add(code, path, inventory.Unread, args)
}

func (s *issues) note(code, path string, args inventory.Args) {
	s.add(code, path, inventory.Note, args)
}

// cleaned notes that a name had to be changed.
func (s *issues) cleaned(path, raw string) {
	s.note("path-cleaned", path, inventory.Args{"raw": showRaw(raw)})
}

// link notes a link: one by one those that leave the tree, the others as a number. It is called
// by the one goroutine that lists the folder or archive.
func (s *issues) link(path, target string, outside bool) {
	if outside {
		s.note("link-outside", path, inventory.Args{"target": showRaw(target)})
	} else {
		s.links++
	}
}

// versionControl counts files in the folder of a version control system. It is called like link.
func (s *issues) versionControl(folder string, files int) {
	if s.versions == nil {
		s.versions = map[string]int{}
	}
	s.versions[folder] += files
}

// finish gives the issues in order, with what was only counted.
func (s *issues) finish() []inventory.Issue {
	if s.links > 0 {
		s.note("links", s.path, inventory.Args{"count": strconv.Itoa(s.links)})
	}
	if s.other > 0 {
		s.note("special-files", s.path, inventory.Args{"count": strconv.Itoa(s.other)})
	}
	for folder, n := range s.versions {
		s.note("version-control-skipped", folder, inventory.Args{"files": strconv.Itoa(n)})
	}
	sortIssues(s.list)
	same := map[string]int{}
	var kept []inventory.Issue
	effects := map[string]inventory.Effect{}
	for _, i := range s.list {
		if same[i.Code]++; same[i.Code] <= maxSame {
			kept = append(kept, i)
		} else {
			effects[i.Code] = i.Effect
		}
	}
	for code, effect := range effects {
		kept = append(kept, inventory.Issue{Code: "issues-omitted", Path: s.path, Effect: effect,
			Args: inventory.Args{"code": code, "count": strconv.Itoa(same[code] - maxSame)}})
	}
	return kept
}

func sortIssues(list []inventory.Issue) {
	slices.SortStableFunc(list, func(a, b inventory.Issue) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Args["code"], b.Args["code"]))
	})
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// cause names why the system refused, by a word of the catalogue's list "cause".
func cause(err error) inventory.Args {
	name := "io"
	switch {
	case errors.Is(err, fs.ErrPermission):
		name = "permission"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errIrregular):
		name = "vanished"
	case errors.Is(err, syscall.ENAMETOOLONG):
		name = "name-too-long"
	case errors.Is(err, syscall.ELOOP):
		name = "link-loop"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		name = "too-many-open"
	}
	return inventory.Args{"cause": name}
}
