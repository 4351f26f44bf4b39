// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// readRequirements reads a requirements file of pip (pip.pypa.io, "Requirements File Format"). It is resolved where it pins each
// package; where pip-compile or uv made it, comments say through what a package came in. Other files that it names
// are read by themselves, if they were handed over and have such a name.
func readRequirements(g *graph) error {
	if foreign(path.Dir(g.path)) {
		return nil
	}
	r := requirementsFile{graph: g, scope: pythonScope(strings.TrimSuffix(path.Base(path.Dir(g.path)), "requirements")+" "+
		strings.TrimSuffix(path.Base(g.path), path.Ext(g.path)), inventory.Runtime)}
	g.Resolved = true
	at := -1 // of the package that comments below speak of
	for line, text := range logicalLines(string(g.data)) {
		text, comment := cutComment(text)
		if text == "" {
			r.comment(at, comment)
			continue
		}
		at = r.entry(line, text)
		r.comment(at, comment)
	}
	for _, v := range r.through {
		for _, from := range r.named[v.name] {
			g.needAs(from, v.to, inventory.Runtime, g.Components[v.to].Instances[0].Line, "")
		}
	}
	for i := range g.Components {
		g.comesFrom(i, r.indexes...)
		if !slices.ContainsFunc(r.via[i], func(name string) bool { return r.named[name] != nil }) || r.direct[i] {
			g.needAs(-1, i, r.scope, g.Components[i].Instances[0].Line, r.wording[i])
		}
	}
	g.Guessed = g.Resolved
	return nil
}

type requirementsFile struct {
	*graph
	scope   inventory.Scope
	named   map[string][]int
	wording map[int]string
	via     map[int][]string
	direct  map[int]bool // by a file, as comments say
	through []via
	indexes []string // of any of which a package may be that the file names
	open    bool     // comments name through what a package came in
}

type via struct {
	name string
	to   int
}

// entry reads a line and gives the place of the package it names, -1 where it names none.
func (r *requirementsFile) entry(line int, text string) int {
	r.open = false
	editable := false
	if text[0] == '-' {
		option, value := text, ""
		if i := strings.IndexAny(text, " =\t"); i > 0 {
			option, value = text[:i], strings.TrimSpace(text[i+1:])
		} else if !strings.HasPrefix(text, "--") && len(text) > 2 {
			option, value = text[:2], text[2:]
		}
		switch option {
		case "-e", "--editable":
			text, editable = value, true
		case "-r", "--requirement":
			if other := path.Join(path.Dir(r.path), value); !isRequirements(other) || strings.HasPrefix(other, "..") || strings.Contains(value, "://") {
				r.lost(line, text)
			}
			return -1
		case "-i", "--index-url", "--extra-index-url", "-f", "--find-links":
			r.indexes = append(r.indexes, value)
			return -1
		default: // of how to install; -c only bounds versions
			return -1
		}
	}
	text, hashes := cutOptions(text)
	if isLocal(text) || editable && !strings.Contains(text, "://") || strings.HasSuffix(text, ".whl") && !strings.Contains(text, "://") {
		return -1 // a part of the project itself, which is there or is not
	}
	q, ok := readRequirement(text)
	if !ok {
		if q, ok = unnamed(text); !ok {
			r.lost(line, text)
			return -1
		}
	}
	p := q.pkg(line)
	p.hashes = oneHash(hashes...)
	if q.version == "" && q.address == "" {
		r.Resolved = false
	}
	to := r.add(p)
	if to >= 0 {
		if r.wording == nil {
			r.wording, r.via, r.direct, r.named = map[int]string{}, map[int][]string{}, map[int]bool{}, map[string][]int{}
		}
		if !slices.Contains(r.named[q.name], to) {
			r.named[q.name] = append(r.named[q.name], to)
		}
		r.wording[to] = q.wording
	}
	return to
}

// comment reads "via": what needs the package, names or files.
func (r *requirementsFile) comment(at int, comment string) {
	if at < 0 || comment == "" {
		return
	}
	if rest, ok := strings.CutPrefix(comment, "via"); ok && (rest == "" || rest[0] == ' ') {
		r.open = true
		comment = rest
	}
	if !r.open {
		return
	}
	for name := range strings.SplitSeq(comment, ",") {
		name = strings.TrimSpace(name)
		switch {
		case name == "", strings.HasPrefix(name, "-c "):
		case strings.ContainsAny(name, " /(") || strings.HasPrefix(name, "-"):
			r.direct[at] = true // "-r requirements.in", "project (pyproject.toml)"
		default:
			name, _, _ = strings.Cut(name, "[")
			name = inventory.PythonName(name)
			r.via[at] = append(r.via[at], name)
			r.through = append(r.through, via{name, at})
		}
	}
}

// unnamed reads the address of a package that says its name behind "#egg=", or that is a wheel's, which begins with it.
func unnamed(text string) (requirement, bool) {
	address, marker, _ := strings.Cut(text, " ;")
	r := requirement{address: strings.TrimSpace(address), marker: strings.TrimSpace(marker), wording: text}
	if !strings.Contains(address, "://") {
		return r, false
	}
	if _, fragment, ok := strings.Cut(address, "#"); ok {
		for part := range strings.SplitSeq(fragment, "&") {
			if egg, ok := strings.CutPrefix(part, "egg="); ok {
				egg, _, _ = strings.Cut(egg, "[")
				r.name = inventory.PythonName(egg)
			}
		}
		r.address, _, _ = strings.Cut(r.address, "#")
	}
	if name, _, ok := strings.Cut(path.Base(r.address), "-"); r.name == "" && ok && strings.HasSuffix(r.address, ".whl") {
		r.name = inventory.PythonName(name)
	}
	if r.name == "" {
		r.name = inventory.PythonName(strings.TrimSuffix(strings.SplitN(path.Base(r.address), "@", 2)[0], ".git"))
	}
	return r, r.name != ""
}

var requirementsFiles = []string{"*requirements*.txt", "requirements/*.txt", "*requirements*.in", "requirements/*.in"}

var requirementsGlobs = globs(requirementsFiles...)

func isRequirements(p string) bool { return matches(requirementsGlobs, p) }

// logicalLines gives the lines of a text with their numbers, joined where one ends with a backslash.
func logicalLines(text string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		var joined strings.Builder
		first, n := 1, 0
		for line := range strings.Lines(text) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if joined.Len() == 0 {
				first = n
			}
			if rest, ok := strings.CutSuffix(line, "\\"); ok && !strings.HasPrefix(strings.TrimSpace(line), "#") {
				joined.WriteString(rest + " ")
				continue
			}
			joined.WriteString(line)
			if !yield(first, joined.String()) {
				return
			}
			joined.Reset()
		}
		if joined.Len() > 0 {
			yield(first, joined.String())
		}
	}
}

// cutComment divides a line from its comment, which begins with "#" at the start or behind a blank.
func cutComment(line string) (text, comment string) {
	line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
	if rest, ok := strings.CutPrefix(line, "#"); ok {
		return "", strings.TrimSpace(rest)
	}
	text, comment, _ = strings.Cut(strings.ReplaceAll(line, "\t#", " #"), " #")
	return strings.TrimSpace(text), strings.TrimSpace(comment)
}

// cutOptions divides a requirement from its options, of which the hashes are given.
func cutOptions(text string) (rest string, hashes []string) {
	rest, options, _ := strings.Cut(text, " --")
	for option := range strings.SplitSeq(options, " --") {
		if h, ok := strings.CutPrefix(strings.TrimSpace(option), "hash="); ok {
			hashes = append(hashes, h)
		}
	}
	return strings.TrimSpace(rest), hashes
}
