// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Limits of what is said of the work of others in own code.
const (
	maxForeign = 100 // folders of one component
	maxHolders = 3
)

// A foreignPart are files within own code that say they are the work of others: in one folder, or in those below
// it, under one licence.
type foreignPart struct {
	folder   string
	license  spdx.Expression // nil: they name a holder of rights and no licence
	files    int
	holders  []string // at most maxHolders
	more     int      // holders that are not named
	evidence []inventory.Evidence
}

// foreignParts finds the files of own code with the licence of somebody else, and those with nothing but somebody else's
// copyright where it is said whose the own code is. What an author may write under the own licence is own code,
// whoever holds the copyright.
func (c *Case) foreignParts() []foreignPart {
	var files []*inventory.File
	top := map[*inventory.File]bool{}
	for _, f := range c.textFiles() {
		top[f] = true
	}
	for _, f := range c.ownFiles() {
		if !aboutLicenses(f) && !top[f] {
			files = append(files, f)
		}
	}
	stated := c.stated()
	if len(stated) == 0 {
		stated = usual(files)
	}
	holders := c.holders()
	texts := foreignTexts(files, stated)
	parts := map[[2]string]*foreignPart{}
	seen := map[[3]string]bool{}
	for _, f := range files {
		e, at := strange(f, stated)
		if t := texts.above(f.Path); e == nil && f.License == nil && t != nil { // the licence beside it is all there is
			e, at = strange(t, stated)
		}
		if e == nil && (len(holders) == 0 || f.License != nil || !others(f, holders)) {
			continue
		}
		key := [2]string{path.Dir(f.Path), spdx.Text(e)}
		p := parts[key]
		if p == nil {
			p = &foreignPart{folder: key[0], license: e}
			parts[key] = p
		}
		p.files++
		if e == nil && len(f.Copyrights) > 0 {
			line := f.Copyrights[0].Line
			at = inventory.Evidence{Path: cmp.Or(f.Copyrights[0].Path, f.Path), Line: inventory.LineRange{First: line, Last: line}}
			if line == 0 {
				at.Line = inventory.LineRange{}
			}
		}
		if len(p.evidence) < maxEvidence {
			p.evidence = append(p.evidence, at)
		}
		for _, held := range f.Copyrights {
			once := [3]string{key[0], key[1], inventory.HolderKey(held.Holder)}
			switch {
			case seen[once]:
			case len(p.holders) < maxHolders:
				p.holders = append(p.holders, held.Holder)
			default:
				p.more++
			}
			seen[once] = true
		}
	}
	return joinFolders(parts)
}

// strange is the licence of a file that is none of those given, with the place where it stands; nil if there is none.
func strange(f *inventory.File, own map[string]bool) (spdx.Expression, inventory.Evidence) {
	isOwn := func(a spdx.Expression) bool { return own[a.String()] || own[spdx.Current(a).String()] }
	for i := range f.Findings {
		x := &f.Findings[i]
		if x.Kind == inventory.FoundManifest || inProse(f, x) { // names something, and is not the licence of the file
			continue
		}
		if x.Expression == nil || spdx.Satisfied(x.Expression, isOwn) ||
			slices.ContainsFunc(x.Readings, func(r spdx.Expression) bool { return spdx.Satisfied(r, isOwn) }) {
			continue
		}
		return x.Expression, x.Evidence
	}
	return nil, inventory.Evidence{}
}

// usual is the licence that most files state, for own code that says nothing of its licence as a whole.
func usual(files []*inventory.File) map[string]bool {
	counts := map[string]int{}
	best := ""
	for _, f := range files {
		if f.License == nil || isUnknown(f.License) {
			continue
		}
		s := f.License.String()
		if counts[s]++; best == "" || counts[s] > counts[best] || counts[s] == counts[best] && s < best {
			best = s
		}
	}
	if e, err := spdx.ParseText(best); err == nil && e != nil {
		return atomsOf(e)
	}
	return nil
}

// aboutLicenses reports whether a file speaks of licences by its office: a notice, a README, an SBOM.
func aboutLicenses(f *inventory.File) bool {
	return inLicenses(f.Path) || slices.ContainsFunc(f.Roles, func(r string) bool {
		switch r {
		case inventory.RoleNotice, inventory.RoleReadme, inventory.RoleLicenses, inventory.RoleSBOM, inventory.RoleList, inventory.RoleManifest:
			return true
		}
		return false
	})
}

// licenseFolders are folders with a licence file of somebody else's.
type licenseFolders map[string]*inventory.File

func foreignTexts(files []*inventory.File, own map[string]bool) licenseFolders {
	folders := licenseFolders{}
	for _, f := range files {
		if slices.Contains(f.Roles, inventory.RoleLicense) && path.Dir(f.Path) != "." {
			if e, _ := strange(f, own); e != nil && folders[path.Dir(f.Path)] == nil {
				folders[path.Dir(f.Path)] = f
			}
		}
	}
	return folders
}

// above is the nearest such licence file in the folder of a file or in one above it; nil if there is none.
func (l licenseFolders) above(file string) *inventory.File {
	if len(l) == 0 {
		return nil
	}
	for dir := parent(file); dir != ""; dir = parent(dir) {
		if f := l[dir]; f != nil {
			return f
		}
	}
	return nil
}

// holders are those who are said to hold the rights in the own code, by [inventory.HolderKey].
func (c *Case) holders() map[string]bool {
	set := map[string]bool{}
	add := func(name string) {
		if name != "" {
			set[inventory.HolderKey(name)] = true
		}
	}
	add(c.Component.Supplier)
	for _, field := range []string{"legal/mainCopyrightOwner", "legal/repoOwner", "organisation/name"} {
		if f := c.Component.Publiccode.Field(field); f != nil {
			add(f.Value)
		}
	}
	if len(set) == 0 {
		return nil
	}
	for _, f := range c.licenseFiles() {
		for _, held := range f.Copyrights {
			add(held.Holder)
		}
	}
	return set
}

// others reports whether a file names holders of rights, and none of those given.
func others(f *inventory.File, own map[string]bool) bool {
	for _, held := range f.Copyrights {
		if own[inventory.HolderKey(held.Holder)] {
			return false
		}
	}
	return len(f.Copyrights) > 0
}

// joinFolders puts what lies below a folder of the same licence to that folder.
func joinFolders(parts map[[2]string]*foreignPart) []foreignPart {
	var list []*foreignPart
	for _, p := range parts {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *foreignPart) int {
		return cmp.Or(cmp.Compare(a.folder, b.folder), cmp.Compare(spdx.Text(a.license), spdx.Text(b.license)))
	})
	var joined []foreignPart
	at := map[[2]string]int{}
	for _, p := range list {
		license := spdx.Text(p.license)
		found := -1
		for dir := parent(p.folder); dir != ""; dir = parent(dir) {
			if i, ok := at[[2]string{dir, license}]; ok {
				found = i
			}
		}
		if found < 0 {
			at[[2]string{p.folder, license}] = len(joined)
			joined = append(joined, *p)
			continue
		}
		to := &joined[found]
		to.files += p.files
		to.more += p.more
		for _, h := range p.holders {
			switch {
			case slices.ContainsFunc(to.holders, func(had string) bool { return inventory.HolderKey(had) == inventory.HolderKey(h) }):
			case len(to.holders) < maxHolders:
				to.holders = append(to.holders, h)
			default:
				to.more++
			}
		}
		to.evidence = append(to.evidence, p.evidence[:min(len(p.evidence), maxEvidence-len(to.evidence))]...)
	}
	return joined
}

// parent is the folder round a file or folder; "" at the top.
func parent(name string) string { return name[:max(strings.LastIndexByte(name, '/'), 0)] }

// who names the holders of a part for a sentence; "" if none are known.
func (p *foreignPart) who() string {
	s := strings.Join(p.holders, ", ")
	if p.more > 0 {
		s += " …"
	}
	return s
}
