// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// maxWork bounds what matching the patterns of a whole tree may cost, in steps of a few nanoseconds. Of a
// hundred thousand files and a thousand patterns it is a small part.
const maxWork = 4_000_000_000

// A Set is all statements of a tree, made ready to be asked. It is not safe for concurrent use.
type Set struct {
	tables   map[Format]map[string]*table // by format and folder
	sidecars map[string]Annotation        // by the path of their file
	work     int
	limit    int
	unread   string // the file whose patterns were not all tried, once work was over the limit
}

// A table is the statements of one file, with an index of their patterns. The last one that matches counts.
type table struct {
	list  []Annotation
	exact map[string]int    // by path
	wild  map[string][]wild // by the first folder if that is literal, else by ""; in order
}

type wild struct {
	glob
	index int
}

// NewSet takes the statements of a tree: those of one file in the order in which Read gave them, the
// files in any.
func NewSet(annotations []Annotation) *Set {
	s := &Set{tables: map[Format]map[string]*table{}, sidecars: map[string]Annotation{}, limit: maxWork}
	for _, a := range annotations {
		if a.Format == Sidecar {
			for _, name := range a.Globs {
				s.sidecars[path.Join(a.Folder, name)] = a
			}
			continue
		}
		if s.tables[a.Format] == nil {
			s.tables[a.Format] = map[string]*table{}
		}
		t := s.tables[a.Format][a.Folder]
		if t == nil {
			t = &table{exact: map[string]int{}, wild: map[string][]wild{}}
			s.tables[a.Format][a.Folder] = t
		}
		t.add(a)
	}
	return s
}

func (t *table) add(a Annotation) {
	index := len(t.list)
	t.list = append(t.list, a)
	for _, pattern := range a.Globs {
		g := compile(pattern, a.Format)
		if len(g.middle) == 0 {
			t.exact[g.prefix] = index
			continue
		}
		key, _, ok := strings.Cut(g.prefix, "/")
		if !ok {
			key = ""
		}
		t.wild[key] = append(t.wild[key], wild{g, index})
	}
}

// find gives the last statement that covers a path, which is relative to the table's folder; -1 if none does.
func (s *Set) find(t *table, rel string) int {
	best := -1
	if i, ok := t.exact[rel]; ok {
		best = i
	}
	keys := []string{""}
	if first, _, ok := strings.Cut(rel, "/"); ok && first != "" {
		keys = append(keys, first)
	}
	for _, key := range keys {
		for _, w := range slices.Backward(t.wild[key]) {
			if w.index <= best {
				break
			}
			if s.work > s.limit {
				if s.unread == "" {
					s.unread = t.list[0].Evidence.Path
				}
				return best
			}
			ok, work := w.match(rel)
			s.work += work
			if ok {
				best = w.index
				break
			}
		}
	}
	return best
}

// For gives the statements that hold for a file, from the root of the tree to the file. What the file
// says itself decides whether those of precedence closest hold: license and copyright say whether
// it does; a sidecar stands in for it. Of a statement that holds for one of them only, the other is left out.
//
// Files that are there for licences (LICENSES/, LICENSE, COPYING, sidecars, SPDX documents) are not
// spoken of by REUSE; debian/copyright speaks of them too. What is in an archive is spoken of by files in it alone.
func (s *Set) For(name string, license, copyright bool) []Annotation {
	var list []Annotation
	if inventory.CoveredByREUSE(name) {
		sidecar, ok := s.sidecars[name]
		if ok {
			license, copyright = len(sidecar.Licenses) > 0, len(sidecar.Copyrights) > 0
		}
		list = append(s.toml(name, license, copyright), s.all(DEP5, name)...)
		if ok {
			list = append(list, sidecar)
		}
	}
	list = append(list, s.all(Debian, name)...)
	return slices.DeleteFunc(list, func(a Annotation) bool { return len(a.Licenses)+len(a.Copyrights) == 0 })
}

// all gives what the tables of a format say of a file, from the root on.
func (s *Set) all(format Format, name string) (list []Annotation) {
	if len(s.tables[format]) == 0 {
		return nil
	}
	for folder := range folders(name) {
		if t := s.tables[format][folder]; t != nil {
			if i := s.find(t, relative(name, folder)); i >= 0 {
				list = append(list, t.list[i])
			}
		}
	}
	return list
}

// toml goes by REUSE's order of precedence. The closest statement is looked for separately for the
// licence and for the copyright; one that overrides does away with those that give way to what is closer.
func (s *Set) toml(name string, license, copyright bool) []Annotation {
	list := s.all(TOML, name)
	licensed, noticed := -1, -1
	for i, a := range list {
		says := a.Precedence != Aggregate
		if says && len(a.Licenses) > 0 {
			licensed = i
		}
		if says && len(a.Copyrights) > 0 {
			noticed = i
		}
		if a.Precedence == Override {
			list, license, copyright = list[:i+1], false, false
			break
		}
	}
	for i := range list {
		if list[i].Precedence == Closest {
			if i != licensed || license {
				list[i].Licenses = nil
			}
			if i != noticed || copyright {
				list[i].Copyrights = nil
			}
		}
	}
	return list
}

// folders gives the folders that a clean path is in, from the root of its container on.
func folders(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		at := 0 // behind the root
		if i := strings.LastIndex(name, "!/"); i >= 0 {
			at = i + 1
		} else if !strings.HasPrefix(name, "/") && !yield(".") {
			return
		}
		for {
			i := strings.IndexByte(name[at:], '/')
			if i < 0 || !yield(name[:max(at+i, 1)]) {
				return
			}
			at += i + 1
		}
	}
}

func relative(name, folder string) string {
	if folder == "." {
		return name
	}
	return strings.TrimPrefix(strings.TrimPrefix(name, folder), "/")
}

// Issues are those of the set as a whole, and of what was asked of it so far.
func (s *Set) Issues() (issues []inventory.Issue) {
	for _, folder := range slices.Sorted(maps.Keys(s.tables[DEP5])) {
		if s.tables[TOML][folder] != nil {
			issues = append(issues, inventory.Issue{Code: "reuse-both", Path: s.tables[DEP5][folder].list[0].Evidence.Path, Effect: inventory.Note})
		}
	}
	if s.unread != "" {
		issues = append(issues, inventory.Issue{Code: "reuse-work", Path: s.unread, Effect: inventory.Unread})
	}
	return issues
}
