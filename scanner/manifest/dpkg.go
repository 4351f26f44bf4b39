// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A control is the value of a field as Debian writes its control files (Debian Policy 5.1). It may go on over lines that begin with a
// blank.
type control struct {
	value string
	line  int
	cut   bool // it is longer than what is read
}

// paragraphs gives those of a control file with their first lines. Of two fields of one name the first counts. Only the fields that
// are wanted are kept, under that name; files may write it in any case.
func paragraphs(data string, wanted []string) iter.Seq2[int, map[string]control] {
	return func(yield func(int, map[string]control) bool) {
		fields := map[string]control{}
		last, first, line := "", 0, 0
		for raw := range strings.Lines(data) {
			line++
			text := strings.TrimRight(raw, " \t\r\n")
			switch {
			case text == "":
				if first > 0 && !yield(first, fields) {
					return
				}
				fields, last, first = map[string]control{}, "", 0
				continue
			case text[0] == ' ' || text[0] == '\t':
				if f, ok := fields[last]; ok && !f.cut {
					if f.cut = len(f.value) >= maxRelations; !f.cut {
						f.value += "\n" + strings.TrimSpace(text)
					}
					fields[last] = f
				}
				continue
			case text[0] == '#':
				continue
			}
			if first == 0 {
				first = line
			}
			name, value, _ := strings.Cut(text, ":")
			last = ""
			known := slices.IndexFunc(wanted, func(w string) bool { return strings.EqualFold(w, name) })
			if known < 0 {
				continue
			}
			name = wanted[known]
			if _, twice := fields[name]; !twice {
				last = name
				fields[name] = control{value: strings.TrimSpace(value), line: line}
			}
		}
		if first > 0 {
			yield(first, fields)
		}
	}
}

// maxRelations bounds a field that goes on over several lines, in bytes.
const maxRelations = 64 << 10

var dpkgFields = []string{"Package", "Status", "Version", "Architecture", "Maintainer", "Homepage", "Source", "Provides", "Pre-Depends", "Depends", "Recommends"}

// readDpkg reads dpkg's database of what is installed, or a part of it as images without a package manager have it: one file a package,
// which has no state.
func readDpkg(g *graph) error {
	if strings.HasSuffix(g.path, ".md5sums") {
		return readDpkgFiles(g)
	}
	f := &systemFile{}
	defer g.system(f)
	parts := path.Base(path.Dir(g.path)) == "status.d"
	for line, p := range paragraphs(string(g.data), dpkgFields) {
		name, version := p["Package"].value, p["Version"].value
		state := strings.Fields(p["Status"].value)
		switch {
		case name == "" || strings.ContainsAny(name, "\n "):
			g.lost(line, name)
			continue
		case parts && len(state) == 0:
		case len(state) < 3:
			g.lost(line, name)
			continue
		case state[2] == "not-installed" || state[2] == "config-files":
			continue
		}
		if version == "" {
			g.lost(line, name)
			continue
		}
		if len(f.packages) >= maxPackages {
			g.tooMany()
			break
		}
		x := systemPackage{name: strings.Clone(name), version: strings.Clone(version), arch: strings.Clone(p["Architecture"].value),
			supplier: strings.Clone(p["Maintainer"].value), homepage: strings.Clone(p["Homepage"].value), source: strings.Clone(p["Source"].value), line: line}
		for _, provided := range relations(p["Provides"].value) {
			x.provides = append(x.provides, provided.alternatives...)
		}
		for _, field := range []string{"Pre-Depends", "Depends", "Recommends"} {
			if p[field].cut {
				g.lost(p[field].line, field)
			}
			for _, n := range relations(p[field].value) {
				n.line = p[field].line
				if field == "Recommends" {
					n.scope = inventory.Optional
				}
				x.needs = append(x.needs, n)
			}
		}
		f.packages = append(f.packages, x)
	}
	return nil
}

// relations reads what Debian writes of relations between packages (Debian Policy 7.1): "a | b (>= 1), c:any".
func relations(field string) []systemNeed {
	var list []systemNeed
	for group := range strings.SplitSeq(field, ",") {
		n := systemNeed{wording: strings.Clone(strings.Join(strings.Fields(group), " "))}
		for one := range strings.SplitSeq(group, "|") {
			name, _, _ := strings.Cut(strings.TrimSpace(one), " ")
			name, _, _ = strings.Cut(name, "(")
			name, _, _ = strings.Cut(name, ":")
			if name != "" {
				n.alternatives = append(n.alternatives, strings.Clone(name))
			}
		}
		if len(n.alternatives) > 0 {
			list = append(list, n)
		}
	}
	return list
}

// readDpkgFiles reads which files belong to a package: a path a line, or after a digest where the name says so.
func readDpkgFiles(g *graph) error {
	base := path.Base(g.path)
	owner, sums := strings.CutSuffix(base, ".md5sums")
	if !sums {
		owner = strings.TrimSuffix(base, ".list")
	}
	f := &systemFile{owner: owner}
	for line := range strings.Lines(string(g.data)) {
		p := strings.TrimRight(line, "\r\n")
		if sums {
			_, p, _ = strings.Cut(p, " ")
		}
		if p = strings.TrimLeft(strings.TrimSpace(p), "/"); p == "" || p == "." {
			continue
		}
		if len(f.owned) >= maxOwned {
			return fmt.Errorf("more than %d files", maxOwned)
		}
		f.owned = append(f.owned, strings.Clone(p))
	}
	g.system(f)
	return nil
}

// maxOwned bounds the files of one package.
const maxOwned = 500_000
