// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"strings"

	"lizenzlotse/scanner/copies"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// readMarks reads what a text tells of a library that was copied into the project. A fault of a reader loses the marks of that file only.
func readMarks(e *source.Entry) (marks []embedded.Mark) {
	defer func() {
		if recover() != nil {
			marks = nil
		}
	}()
	data := e.Data
	if e.At != nil {
		data = make([]byte, embedded.MaxHead)
		n, _ := e.At.ReadAt(data, 0)
		data = data[:n]
	}
	return embedded.Read(data, e.Path)
}

// findCopies gives a place to each copy, and returns the libraries that are only parts of files.
func (t *tree) findCopies(v *inventory.Inventory, marks []embedded.Mark, all []annotations) []copies.Part {
	return copies.Find(t.Tree, copies.Input{Files: v.Files, Marks: marks, Stated: statedHolders(all), Detect: func(text, path string) []inventory.Finding {
		return scanText(&source.Entry{Path: path, Data: []byte(text)}, false).Findings
	}})
}

// statedHolders are those whom files like REUSE.toml name for all that lies in their folder, by folder.
func statedHolders(all []annotations) map[string][]inventory.Copyright {
	stated := map[string][]inventory.Copyright{}
	for _, a := range all {
		for _, x := range a.list {
			if !isOfAll(x, x.Folder) {
				continue
			}
			for _, s := range x.Copyrights {
				for line := range strings.Lines(s) {
					if held, ok := detect.ReadCopyright(line); ok {
						stated[x.Folder] = append(stated[x.Folder], held)
					}
				}
			}
		}
	}
	return stated
}

// addParts enters the libraries that are parts of files. A package that only a path names, without its version, is nothing new where
// something else tells of a package of that name.
func (t *tree) addParts(m *merger, parts []copies.Part) (contained []inventory.Relation) {
	named := map[string]bool{}
	for i := range m.list {
		named[inventory.WithoutVersion(m.list[i].PURL)] = true
	}
	for i := range parts {
		p := &parts[i]
		if p.Component.Version == "" && p.Component.PURL != "" && named[p.Component.PURL] {
			continue
		}
		m.add(&p.Component)
		from := ""
		if p.Holder >= 0 {
			from = t.List[p.Holder].Component.ID
		}
		if from != p.Component.ID {
			contained = append(contained, inventory.Relation{From: from, To: p.Component.ID, Kind: inventory.Contains, Evidence: p.Component.Evidence[:1]})
		}
	}
	return contained
}
