// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// noticeTexts are the texts that the input holds, each once.
type noticeTexts struct {
	list     []noticeText
	index    map[string]int                 // of list, by the text and whether it is a notice
	files    map[string][]inventory.Wording // by path
	isFile   map[string]bool
	above    map[string][]*inventory.File // licence files by the folder that they speak for
	brought  map[string][]int             // indexes of the texts that documents brought along, by SHA-256
	refs     map[[2]string]int            // by document and LicenseRef, which means something within it only
	common   map[string]int               // texts without anybody's notice, which serve whoever is under that licence, by what [textKeys] says
	tooLarge []string
}

type noticeText struct {
	assessment.NoticeText
	keys map[string]bool // what it is the text of, see textKeys
}

func newNoticeTexts(inv *inventory.Inventory, wordings []inventory.Wording, excluded func(path string) bool) *noticeTexts {
	t := &noticeTexts{index: map[string]int{}, files: map[string][]inventory.Wording{}, isFile: map[string]bool{}, above: map[string][]*inventory.File{},
		brought: map[string][]int{}, refs: map[[2]string]int{}, common: map[string]int{}}
	for i := range inv.Files {
		f := &inv.Files[i]
		t.isFile[f.Path] = true
		if slices.Contains(f.Roles, inventory.RoleLicense) && !excluded(f.Path) {
			t.above[licensed(f.Path)] = append(t.above[licensed(f.Path)], f)
		}
	}
	for _, w := range wordings {
		switch k := len(t.tooLarge); {
		case excluded(w.Path):
			continue
		case w.Text == "":
			if k == 0 || t.tooLarge[k-1] != w.Path { // they are sorted
				t.tooLarge = append(t.tooLarge, w.Path)
			}
			continue
		}
		t.files[w.Path] = append(t.files[w.Path], w)
	}
	for i := range inv.Texts {
		t.bring(&inv.Texts[i])
	}
	for i := range inv.Files {
		f := &inv.Files[i]
		if slices.Contains(f.Roles, inventory.RoleLicense) && !slices.ContainsFunc(f.Copyrights, func(c inventory.Copyright) bool { return c.Path == "" }) {
			for _, w := range t.files[f.Path] {
				n := t.add(w.Text, f.Path, f, false)
				for key := range t.list[n].keys {
					if _, had := t.common[key]; !had {
						t.common[key] = n
					}
				}
			}
		}
	}
	return t
}

// bring enters a text of a document.
func (t *noticeTexts) bring(x *inventory.Text) {
	if strings.TrimSpace(x.Text) == "" || x.Text == inventory.NoText {
		return
	}
	n := t.add(x.Text, x.Document, nil, false)
	text := &t.list[n]
	for _, s := range []string{x.License, x.Detected} {
		e, err := spdx.ParseText(s)
		if err != nil || e == nil {
			continue
		}
		addKeys(text.keys, e)
		if len(text.Licenses) == 0 {
			text.Licenses = []string{s}
		}
	}
	t.brought[x.SHA256] = append(t.brought[x.SHA256], n)
	if x.License != "" {
		t.refs[[2]string{x.Document, x.License}] = n
	}
}

// add enters a text, or another place of one that is there. File is what was found in it, if it is of a file.
func (t *noticeTexts) add(text, from string, file *inventory.File, notice bool) int {
	text = tidied(text)
	key := text
	if notice {
		key = "notice\x00" + text
	}
	n, ok := t.index[key]
	if !ok {
		n = len(t.list)
		t.index[key] = n
		t.list = append(t.list, noticeText{assessment.NoticeText{Text: text, Notice: notice}, map[string]bool{}})
	}
	x := &t.list[n]
	if !slices.Contains(x.From[max(0, len(x.From)-maxFrom):], from) {
		x.From = append(x.From, from)
	}
	if file != nil {
		x.says(file, inventory.LineRange{})
	}
	return n
}

// maxFrom is how many of the places of a text are looked at for one that is there already.
const maxFrom = 8

// says notes of which licences the text is, by what was found between some lines of its file; the zero range is all of it.
func (x *noticeText) says(f *inventory.File, in inventory.LineRange) {
	for i := range f.Findings {
		found := &f.Findings[i]
		at := found.Evidence.Line
		if found.Expression == nil || found.Kind == inventory.FoundManifest || found.Kind == inventory.FoundAnnotation ||
			in.First > 0 && (at.Last < in.First || at.First > in.Last) {
			continue
		}
		text := found.Kind == inventory.FoundText
		for _, e := range append([]spdx.Expression{found.Expression}, found.Readings...) {
			for _, atom := range spdx.Atoms(e) {
				if text || inventory.OwnWords(atom) {
					addKeys(x.keys, atom)
				}
			}
		}
		if s := found.Expression.String(); (text || slices.ContainsFunc(spdx.Atoms(found.Expression), inventory.OwnWords)) && !slices.Contains(x.Licenses, s) {
			x.Licenses = append(x.Licenses, s)
		}
	}
}

// tidied leaves out what no reader sees: marks at the beginning, page feeds, white space at the ends of lines, empty lines round it.
func tidied(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "").Replace(text)
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// of enters the texts of an entry: the licence files and notices among its files, what its documents brought along, and
// for what these leave open the passages in its other files.
func (t *noticeTexts) of(e *noticeEntry, claims []inventory.Claim) {
	give := func(n int) {
		if !slices.Contains(e.texts, n) {
			e.texts = append(e.texts, n)
		}
	}
	for _, f := range e.files {
		notice := slices.Contains(f.Roles, inventory.RoleNotice)
		if notice || slices.Contains(f.Roles, inventory.RoleLicense) {
			for _, w := range t.files[f.Path] {
				give(t.add(w.Text, f.Path, f, notice))
			}
		}
	}
	for _, c := range claims {
		for _, n := range t.brought[c.Text] {
			give(n)
		}
		if c.License.Expression != nil {
			for _, atom := range spdx.Atoms(c.License.Expression) {
				if n, ok := t.refs[[2]string{c.Origin, atom.String()}]; ok {
					give(n)
				}
			}
		}
	}
	for _, p := range e.license.Parts {
		for _, atom := range spdx.Atoms(p.Expression) {
			for _, key := range t.lacking(e, atom) {
				if n, ok := t.passage(e, key); ok {
					give(n)
				} else if n, ok := t.around(e, key); ok {
					give(n)
				} else if n, ok := t.common[key]; ok {
					give(n)
				}
			}
		}
	}
}

// passage finds a text within the files of an entry that are no licence files.
func (t *noticeTexts) passage(e *noticeEntry, key string) (int, bool) {
	for _, f := range e.files {
		for _, w := range t.files[f.Path] {
			if w.Line.First == 0 {
				continue
			}
			x := noticeText{keys: map[string]bool{}}
			if x.says(f, w.Line); !x.keys[key] {
				continue
			}
			n := t.add(w.Text, f.Path, nil, false)
			t.list[n].says(f, w.Line)
			return n, true
		}
	}
	return 0, false
}

// around finds a text in a folder above the files of an entry: in LICENSES, where REUSE has the texts of all that is
// below, or beside it the licence file of the same project, which what others wrote is no part of.
func (t *noticeTexts) around(e *noticeEntry, key string) (int, bool) {
	if !e.inTree || len(e.files) == 0 {
		return 0, false
	}
	for dir := path.Dir(e.files[0].Path); ; dir = path.Dir(dir) {
		for _, f := range t.above[dir] {
			if !inLicenses(f.Path) && (e.foreign || path.Dir(f.Path) == path.Dir(e.files[0].Path)) {
				continue
			}
			for _, w := range t.files[f.Path] {
				n := t.add(w.Text, f.Path, f, false)
				if t.list[n].keys[key] {
					return n, true
				}
			}
		}
		if dir == "." || dir == "/" {
			return 0, false
		}
	}
}

func inLicenses(file string) bool { return path.Base(path.Dir(file)) == "LICENSES" }

// lacking lists what of the text of a licence or pair an entry does not have, as [textKeys] names it.
func (t *noticeTexts) lacking(e *noticeEntry, atom spdx.Expression) []string {
	var list []string
	for _, key := range textKeys(atom) {
		if !slices.ContainsFunc(e.texts, func(n int) bool { return t.list[n].keys[key] || t.later(n, key, atom) }) {
			list = append(list, key)
		}
	}
	return list
}

// later reports whether a text is of a later version of a GNU licence that may be taken instead: "or any later version",
// at the option of whoever receives it.
func (t *noticeTexts) later(n int, key string, atom spdx.Expression) bool {
	if pair, ok := atom.(spdx.With); ok {
		atom = pair.License
	}
	if s := atom.String(); !strings.HasSuffix(s, "-or-later") && !strings.HasSuffix(s, "+") {
		return false
	}
	stem, version, ok := spdx.SplitVersion(key)
	for other := range t.list[n].keys {
		if s, v, versioned := spdx.SplitVersion(other); ok && versioned && s == stem && v > version {
			return true
		}
	}
	return false
}

// textKeys name the texts of a licence or pair: one for all that is said of later versions, and the exception beside its
// licence. With the LGPL 3 goes the text of the GPL 3, which it is written on top of (LGPL-3.0, sections 3(b) and 4(b)).
func textKeys(atom spdx.Expression) []string {
	var list []string
	if pair, ok := atom.(spdx.With); ok {
		list = append(list, pair.Exception.ID)
		atom = pair.License
	}
	id := atom.String()
	for _, end := range []string{"-only", "-or-later", "+"} {
		id = strings.TrimSuffix(id, end)
	}
	if id == "LGPL-3.0" {
		list = append(list, "GPL-3.0")
	}
	return append(list, id)
}

// addKeys undoes textKeys: what a text found to be under these names holds.
func addKeys(keys map[string]bool, e spdx.Expression) {
	for _, atom := range spdx.Atoms(e) {
		all := textKeys(atom)
		keys[all[len(all)-1]] = true
		if pair, ok := atom.(spdx.With); ok {
			keys[pair.Exception.ID] = true
		}
	}
}

// number gives the texts of an entry their place in the document.
func (n *noticing) number(e *noticeEntry) {
	for _, i := range e.texts {
		x := &n.texts.list[i]
		if x.Number == 0 {
			n.a.Texts = append(n.a.Texts, assessment.NoticeText{})
			x.Number = len(n.a.Texts)
		}
		if k := len(x.Of); k == 0 || x.Of[k-1] != e.Label() {
			x.Of = append(x.Of, e.Label())
		}
		n.a.Texts[x.Number-1] = x.NoticeText
		e.Texts = append(e.Texts, x.Number)
	}
	slices.Sort(e.Texts)
}
