// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/list"
	"lizenzlotse/scanner/source"
)

// isTable reports whether a file is by its name a table in text form. Only such are asked whether they are
// a list of licences: any text may have a line that reads like headings.
func isTable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv", ".tab":
		return true
	}
	return false
}

// isSheet reports whether a file is by its name one of a spreadsheet program.
func isSheet(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xls", ".ods":
		return true
	}
	return false
}

// readTable reads a file that may be a list of licences; nil where it is none, as most tables are.
func readTable(e *source.Entry) (*list.Result, []inventory.Issue) {
	if e.Data == nil {
		return nil, nil
	}
	result, err := list.Read(e.Data, list.Format(e.Data), e.Path)
	switch {
	case err == nil && namesLicense(result):
		return result, nil
	case err == nil && len(result.Components) > 0:
		return nil, []inventory.Issue{{Code: codeNoLicense, Path: e.Path, Effect: inventory.Note}}
	}
	return nil, nil
}

// codeNoLicense is the code of the note that a table has the headings of a licence list and names no licence that is known.
const codeNoLicense = "list-no-license"

// namesLicense reports whether a row of a table names a licence that is known. Other data may have headings
// of the same words.
func namesLicense(l *list.Result) bool {
	return slices.ContainsFunc(l.Components, func(c inventory.Component) bool {
		return slices.ContainsFunc(c.Claims, func(claim inventory.Claim) bool { return claim.License.State == inventory.Known })
	})
}

// readLists reads the files that are said to be lists.
func readLists(files []string) ([]*list.Result, error) {
	return readGiven(files, readList, func(data []byte, name string) (*list.Result, error) {
		return list.Read(data, list.Format(data), name)
	})
}

// readGiven reads the files that a flag names, each under its name; the second of the same name gets a number.
func readGiven[T any](files []string, open func(file string) ([]byte, error), read func(data []byte, name string) (T, error)) ([]T, error) {
	var all []T
	taken := map[string]int{}
	for _, file := range files {
		data, err := open(file)
		if err != nil {
			return nil, err
		}
		name := source.InputName(file)
		if taken[name]++; taken[name] > 1 {
			name += "~" + strconv.Itoa(taken[name])
		}
		result, err := read(data, name)
		if err != nil {
			var e *inventory.Error
			if errors.As(err, &e) {
				e.Where = file
			}
			return nil, err
		}
		all = append(all, result)
	}
	return all, nil
}

func readList(file string) ([]byte, error) {
	fault := func(key string, err error) error {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return &inventory.Error{Message: inventory.Message{Key: key}, Where: file, Cause: err, Hint: inventory.Message{Key: "hint.input-missing"}}
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault("error.input-missing", err)
	case err != nil:
		return nil, fault("error.input-unreadable", err)
	case !info.Mode().IsRegular():
		return nil, fault("error.list-no-file", nil)
	case info.Size() > list.MaxSize:
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.list-too-large",
			Args: inventory.Args{"size": strconv.Itoa(int(info.Size())), "limit": strconv.Itoa(list.MaxSize)}}, Where: file}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fault("error.input-unreadable", err)
	}
	return data, nil
}

// wholeList reads an input that is itself a list in a workbook, which the walk takes for the archive that
// it is; nil if it is none.
func wholeList(input string) *list.Result {
	info, err := os.Stat(input)
	if err != nil || !info.Mode().IsRegular() || info.Size() > list.MaxSize || !isSheet(input) {
		return nil
	}
	data, err := os.ReadFile(input)
	if err != nil || list.Format(data) != list.XLSX {
		return nil
	}
	result, err := list.Read(data, list.XLSX, source.InputName(input))
	if err != nil {
		return nil
	}
	return result
}

// settleLists decides which of the tables are lists of the bidder: those that lie among the papers or beside
// the manifest of the software. Deeper in it, or in the component of others, a table is data; of what may yet be
// a list an issue says so. A list and the parts of its workbook are no content of the software. What was
// given by a flag is read once, though it lies in the input too.
func (c *collector) settleLists(v *inventory.Inventory) []*list.Result {
	foreign := map[string]bool{}
	for _, m := range c.manifests {
		foreign[m.dir] = foreign[m.dir] || m.component.Role == inventory.ThirdParty
	}
	lists := slices.Clone(c.given)
	for _, l := range c.lists {
		isGiven := slices.ContainsFunc(c.given, func(g *list.Result) bool { return g.Document.SHA256 == l.Document.SHA256 })
		if below, others := inSoftware(l.Document.ID, foreign); (below || others) && !isGiven {
			if !others {
				v.Issues = append(v.Issues, inventory.Issue{Code: "list-in-software", Path: l.Document.ID, Effect: inventory.Note})
			}
			continue
		}
		markList(v, l.Document.ID)
		if !isGiven {
			lists = append(lists, l)
		}
	}
	if c.whole != nil {
		for i := range v.Files {
			v.Files[i].Roles, v.Files[i].Findings, v.Files[i].License = []string{inventory.RoleList}, nil, nil
		}
		lists = append(lists, c.whole)
	}
	slices.SortStableFunc(lists, func(a, b *list.Result) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	return lists
}

// inSoftware reports whether a file lies below the folder of the nearest manifest, and whether that is of a
// component of others.
func inSoftware(file string, foreign map[string]bool) (below, others bool) {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if of, ok := foreign[dir]; ok {
			return dir != path.Dir(file), of
		}
		if dir == "." || dir == "/" {
			return false, false
		}
	}
}

// markList marks the file, and what is in it where it is a workbook.
func markList(v *inventory.Inventory, id string) {
	i, _ := slices.BinarySearchFunc(v.Files, id, func(f inventory.File, path string) int { return cmp.Compare(f.Path, path) })
	for ; i < len(v.Files) && (v.Files[i].Path == id || strings.HasPrefix(v.Files[i].Path, id)); i++ {
		if f := &v.Files[i]; f.Path == id || strings.HasPrefix(f.Path, id+"!/") {
			f.Roles, f.Findings, f.License, f.Copyrights = []string{inventory.RoleList}, nil, nil, nil
		}
	}
	v.Issues = slices.DeleteFunc(v.Issues, func(issue inventory.Issue) bool {
		return issue.Effect == inventory.Note && (issue.Path == id || strings.HasPrefix(issue.Path, id+"!/"))
	})
}

// attachLists puts what lists say to the components there are: to that with the same purl, or to the only
// one with the same name and version. Every other row is a component of its own.
func attachLists(v *inventory.Inventory, lists []*list.Result) {
	if len(lists) == 0 {
		return
	}
	m := &merger{list: v.Components, byID: make(map[string]int, len(v.Components))}
	for i := range v.Components {
		m.byID[v.Components[i].ID] = i
	}
	named := newNameIndex(v.Components)
	for _, l := range lists {
		v.Documents = append(v.Documents, l.Document)
		v.Issues = append(v.Issues, l.Issues...)
		meant := map[string]string{} // what a row is about, where another document has it under another ID
		for i := range l.Components {
			c := &l.Components[i]
			if _, ok := m.byID[c.ID]; !ok {
				if at, ok := named.find(c, m.list); ok {
					meant[c.ID] = m.list[at].ID
					c.Role = "" // of what is known otherwise, a list decides nothing
					merge(&m.list[at], c)
					continue
				}
			}
			m.add(c)
		}
		relate(v, l, meant)
	}
	v.Components = m.sorted()
	slices.SortStableFunc(v.Documents, func(a, b inventory.Document) int { return cmp.Compare(a.ID, b.ID) })
}

// relate makes relations of what a list says of how components are used: from the subject, as a list is about it. Where
// nobody says what component the subject is, they begin at the subject as a whole, and a note says so.
func relate(v *inventory.Inventory, l *list.Result, meant map[string]string) {
	if len(l.Uses) == 0 {
		return
	}
	if v.Subject.Main == "" {
		v.Issues = append(v.Issues, inventory.Issue{Code: inventory.IssueListRelations, Path: l.Document.ID, Effect: inventory.Note})
	}
	for _, u := range l.Uses {
		to := cmp.Or(meant[u.Component], u.Component)
		if to != v.Subject.Main {
			v.Relations = append(v.Relations, inventory.Relation{From: v.Subject.Main, To: to, Kind: u.Kind, Evidence: []inventory.Evidence{u.Evidence}})
		}
	}
}

// A nameIndex finds components by name and version; -1 stands for several.
type nameIndex struct{ full, last map[nameKey]int }

type nameKey struct{ name, version string }

func newNameIndex(components []inventory.Component) nameIndex {
	x := nameIndex{make(map[nameKey]int, len(components)), map[nameKey]int{}}
	add := func(to map[nameKey]int, name, version string, i int) {
		for _, key := range []nameKey{{name, version}, {name, ""}} {
			if at, taken := to[key]; taken && at != i {
				i = -1
			}
			to[key] = i
		}
	}
	for i := range components {
		c := &components[i]
		full, last := difference.Names(c)
		add(x.full, full, plainVersion(c.Version), i)
		add(x.last, last, plainVersion(c.Version), i)
	}
	return x
}

// find gives the only component that the row of a list can mean. One that gives another purl is another.
func (x nameIndex) find(c *inventory.Component, all []inventory.Component) (int, bool) {
	full, _ := difference.Names(c)
	key := nameKey{full, plainVersion(c.Version)}
	at, ok := x.full[key]
	if !ok {
		at, ok = x.last[key]
	}
	if !ok || at < 0 || c.PURL != "" && all[at].PURL != "" {
		return 0, false
	}
	return at, true
}

// plainVersion is a version without what people put before it.
func plainVersion(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, lead := range []string{"version", "release", "ver.", "v."} {
		s = strings.TrimSpace(strings.TrimPrefix(s, lead))
	}
	if len(s) > 1 && s[0] == 'v' && '0' <= s[1] && s[1] <= '9' {
		s = s[1:]
	}
	return s
}
