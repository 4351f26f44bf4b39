// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A noticeFolder is a folder in a component that holds a licence of its own: most often work of others that was
// taken over, which has no manifest.
type noticeFolder struct {
	path  string
	own   bool // it names nobody but the holders of rights in the component
	files []*inventory.File
}

// folders tells the files of a component that lie in such folders from the rest, excluded ones left out.
func (n *noticing) folders(c *inventory.Component, files []*inventory.File) (rest []*inventory.File, folders []*noticeFolder) {
	top := map[string]bool{}
	for _, i := range c.Instances {
		if i.Path == "" || i.Document != "" {
			continue
		}
		dir := path.Clean(i.Path)
		if n.texts.isFile[i.Path] {
			dir = path.Dir(dir)
		}
		top[dir] = true
	}
	licences := map[string][]*inventory.File{}
	holders, said := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		if n.exclude.covers(f.Path) || !slices.Contains(f.Roles, inventory.RoleLicense) {
			continue
		}
		dir := licensed(f.Path)
		if top[dir] {
			said[f.SHA256] = true
			for _, held := range f.Copyrights {
				holders[inventory.HolderKey(held.Holder)] = true
			}
		} else if slices.ContainsFunc(f.Findings, func(x inventory.Finding) bool { return x.Kind == inventory.FoundText }) {
			licences[dir] = append(licences[dir], f)
		}
	}
	at := map[string]*noticeFolder{}
	for dir, list := range licences {
		if slices.ContainsFunc(list, func(f *inventory.File) bool { return !said[f.SHA256] }) {
			at[dir] = &noticeFolder{path: dir, own: heldBy(list, holders)}
		}
	}
	for _, f := range files {
		if n.exclude.covers(f.Path) {
			continue
		}
		if folder := nearest(at, top, licensed(f.Path)); folder != nil {
			folder.files = append(folder.files, f)
		} else {
			rest = append(rest, f)
		}
	}
	for _, f := range at {
		if len(f.files) > 0 {
			folders = append(folders, f)
		}
	}
	slices.SortFunc(folders, func(a, b *noticeFolder) int { return strings.Compare(a.path, b.path) })
	return rest, folders
}

// licensed is the folder that a file speaks for or belongs to: beside a folder LICENSES, or META-INF of an archive of Java.
func licensed(file string) string {
	dir := path.Dir(file)
	switch strings.ToLower(path.Base(dir)) {
	case "licenses", "licences", "meta-inf":
		return path.Dir(dir)
	}
	return dir
}

func nearest(at map[string]*noticeFolder, top map[string]bool, dir string) *noticeFolder {
	for len(at) > 0 {
		if f := at[dir]; f != nil {
			return f
		}
		if top[dir] || dir == "." || dir == "/" {
			return nil
		}
		dir = path.Dir(dir)
	}
	return nil
}

// heldBy reports whether files name holders of rights, and only those given.
func heldBy(files []*inventory.File, holders map[string]bool) bool {
	some := false
	for _, f := range files {
		for _, held := range f.Copyrights {
			if some = true; !holders[inventory.HolderKey(held.Holder)] {
				return false
			}
		}
	}
	return some
}

// folder makes the entry of a folder.
func (n *noticing) folder(c *inventory.Component, k *rule.Case, s duty.Situation, f *noticeFolder) {
	part := inventory.Component{ID: "file:" + f.path, Name: f.path, Modified: c.Modified, Scope: c.Scope}
	for _, file := range f.files {
		whole := slices.Contains(file.Roles, inventory.RoleLicense) && path.Dir(file.Path) == f.path
		part.Claims = claim(part.Claims, file, !whole)
	}
	e := &noticeEntry{own: k.Own && f.own, license: rule.Judged(part.Claims), situation: s, inTree: true, foreign: !f.own, files: f.files}
	e.bound = func(p rule.Part) bool { return !e.own || k.Bound(p) }
	e.NoticeEntry = assessment.NoticeEntry{ID: part.ID, Name: f.path, In: strings.TrimSpace(c.Name + " " + c.Version)}
	e.Decision = n.decisions.license(&part, &e.license)
	e.Copyrights, e.More = holdersOf(f.files, nil)
	n.entries = append(n.entries, e)
	n.texts.of(e, nil)
}

// holdersOf lists the copyright notices of files, and those that documents state of a component.
func holdersOf(files []*inventory.File, c *inventory.Component) ([]string, int) {
	var all []inventory.Copyright
	for _, f := range files {
		all = append(all, f.Copyrights...)
	}
	lines, more := inventory.MergeCopyrights(all)
	if c != nil {
		for _, i := range c.Instances {
			if i.Entry != nil && i.Entry.Copyright != "" && !slices.Contains(lines, i.Entry.Copyright) {
				lines = append(lines, i.Entry.Copyright)
			}
		}
	}
	return lines, more
}

// withRest are the claims about a component as a whole, and what was found in those files of it that lie in no
// folder of their own.
func withRest(claims []inventory.Claim, rest []*inventory.File) []inventory.Claim {
	var list []inventory.Claim
	for _, c := range claims {
		if !c.Partial {
			list = append(list, c)
		}
	}
	for _, f := range rest {
		list = claim(list, f, true)
	}
	return list
}

// claim adds what was found in a file, unless it speaks of others by its office. Each expression is there once.
func claim(claims []inventory.Claim, f *inventory.File, partial bool) []inventory.Claim {
	if f.License == nil || len(f.Findings) == 0 || speaksOfOthers(f) {
		return claims
	}
	for i := range claims {
		c := &claims[i]
		if c.Kind == inventory.Detected && c.License.Expression != nil && spdx.Equal(c.License.Expression, f.License) {
			c.Partial = c.Partial && partial
			return claims
		}
	}
	var readings []spdx.Expression
	if len(f.Findings) == 1 {
		readings = f.Findings[0].Readings
	}
	return append(claims, inventory.Claim{Kind: inventory.Detected, Origin: inventory.OriginScan, Partial: partial, Count: 1,
		License: inventory.KnownLicense(f.License, readings...), Evidence: []inventory.Evidence{f.Findings[0].Evidence}})
}

func speaksOfOthers(f *inventory.File) bool {
	return slices.ContainsFunc(f.Roles, func(r string) bool {
		switch r {
		case inventory.RoleNotice, inventory.RoleReadme, inventory.RoleLicenses, inventory.RoleSBOM, inventory.RoleList, inventory.RoleManifest, inventory.RoleDeclaration:
			return true
		}
		return false
	})
}
