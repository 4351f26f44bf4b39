// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// components finds the confidential ones and numbers them in the order of the patterns; it reports which patterns found any.
func (r *redactor) components(v *inventory.Inventory, patterns []string) []bool {
	found := make([][]string, len(patterns)) // IDs
	exact, wild := map[string][]int{}, map[int]string{}
	for i, p := range patterns {
		if p = plain(p); strings.Contains(p, "*") {
			wild[i] = p
		} else {
			exact[p] = append(exact[p], i)
		}
	}
	for k := range v.Components {
		c := &v.Components[k]
		hits := map[int]bool{}
		for _, s := range calledBy(c) {
			for _, i := range exact[s] {
				hits[i] = true
			}
			for i, p := range wild {
				if !hits[i] && wildcard(p, s) {
					hits[i] = true
				}
			}
		}
		for i := range hits {
			found[i] = append(found[i], c.ID)
		}
	}
	matched := make([]bool, len(patterns))
	for i, ids := range found {
		matched[i] = len(ids) > 0
		for _, id := range ids {
			if r.confidential[id] == 0 {
				r.confidential[id] = len(r.confidential) + 1
				r.versionless[inventory.WithoutVersion(id)] = true
			}
		}
	}
	return matched
}

// calledBy are the names by which a pattern may mean a component: its ID and purl, without the version too, and its name.
func calledBy(c *inventory.Component) []string {
	var list []string
	for _, s := range []string{c.ID, inventory.WithoutVersion(c.ID), c.PURL, inventory.WithoutVersion(c.PURL), c.Name, c.Name + " " + c.Version} {
		if s = plain(s); s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// plain is a name or purl without regard to case and encoding.
func plain(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		s = u
	}
	return strings.ToLower(strings.TrimSpace(s))
}

// wildcard matches a text to a pattern in which "*" stands for anything. The time is at most the product of both lengths.
func wildcard(pattern, s string) bool {
	p, i, star, from := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && pattern[p] == s[i]:
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// spell notes by what confidential components are known, and gives every ID and path of the copy a text of its own.
func (r *redactor) spell(v *inventory.Inventory) {
	paths := map[string]bool{}
	for i := range v.Files {
		paths[v.Files[i].Path] = true
	}
	others, mine := map[string]bool{}, map[string]bool{}
	for i := range v.Components {
		c := &v.Components[i]
		n := r.confidential[c.ID]
		refs := mine
		if n == 0 {
			refs = others
		} else {
			r.spellings(c, n, paths)
		}
		for k := range c.Claims {
			claim := &c.Claims[k]
			for _, ref := range references(claim.License) {
				refs[ref] = true
			}
			if claim.Text != "" {
				refs[claim.Text] = true
			}
		}
	}
	r.apart(mine, others, v)
	r.rename(v)
}

// spellings notes the spellings of a confidential component.
func (r *redactor) spellings(c *inventory.Component, n int, paths map[string]bool) {
	m := mark{aComponent, n}
	add := func(s string) { r.find.add(s, m, false) }
	if c.PURL != "" {
		add(c.PURL)
		add(inventory.WithoutVersion(c.PURL))
		if _, rest, ok := strings.Cut(strings.TrimPrefix(inventory.WithoutVersion(c.PURL), "pkg:"), "/"); ok {
			add(rest + " " + c.Version)
			if !r.own.plain(rest) {
				add(rest)
			}
		}
	}
	names := []string{c.Name}
	for i := range c.Instances {
		p := &c.Instances[i]
		if p.Entry != nil {
			names = append(names, p.Entry.Name)
			for _, id := range p.Entry.Identifiers {
				add(id.Value)
			}
			for _, a := range []*inventory.Artifact{p.Entry.Deployable, p.Entry.Source} {
				if a != nil {
					add(a.URL)
					add(a.Filename)
					r.digests(a.Hashes, m)
				}
			}
			r.digests(p.Entry.Hashes, m)
			add(p.Entry.SBOM)
		}
		if p.Path != "" && p.Path != "." && p.Document == "" && !paths[p.Path] {
			r.folders[p.Path] = true
			r.find.add(p.Path, m, true)
		}
	}
	for _, name := range names {
		switch {
		case name == "":
		case r.own.plain(name):
			r.plainNames[name] = m
			add(name + " " + c.Version)
			add(name + "@" + c.Version)
		default:
			add(name + " " + c.Version)
			add(name)
		}
	}
	r.from(c)
	for _, s := range []string{c.Distribution.Homepage, c.Distribution.Source, c.Distribution.Download, c.Distribution.Package} {
		add(s)
	}
	r.digests(c.Hashes, m)
}

// digests looks for digests as they are written in hexadecimal and in base64.
func (r *redactor) digests(list []inventory.Hash, m mark) {
	for _, h := range list {
		r.find.add(h.Value, m, false)
		if raw, err := hex.DecodeString(h.Value); err == nil && len(raw) > 0 {
			r.find.add(base64.StdEncoding.EncodeToString(raw), m, false)
		}
	}
}

// references are the LicenseRefs of a licence.
func references(l inventory.License) []string {
	var list []string
	for _, e := range append(slices.Clone(l.Readings), l.Expression) {
		for _, atom := range spdx.Atoms(e) {
			switch x := atom.(type) {
			case spdx.License:
				if x.IsRef() {
					list = append(list, x.ID)
				}
			case spdx.With:
				if x.License.IsRef() {
					list = append(list, x.License.ID)
				}
			}
		}
	}
	return list
}

// apart keeps apart what licences and texts confidential components alone have.
func (r *redactor) apart(mine, others map[string]bool, v *inventory.Inventory) {
	refs := make([]string, 0, len(mine))
	for ref := range mine {
		if !others[ref] {
			refs = append(refs, ref)
		}
	}
	slices.Sort(refs)
	for _, ref := range refs {
		if strings.HasPrefix(ref, "LicenseRef-") {
			r.refs[ref] = "LicenseRef-redacted-" + strconv.Itoa(len(r.refs)+1)
			r.exact[ref] = r.refs[ref]
		} else {
			r.texts[ref] = true
		}
	}
	for _, t := range v.Texts {
		if r.refs[t.License] != "" {
			r.texts[t.SHA256] = true
		}
	}
}

// rename gives components, files and documents the names they have in the copy, no two the same.
func (r *redactor) rename(v *inventory.Inventory) {
	taken := map[string]bool{}
	set := func(was, is string) {
		unique := is
		for i := 2; taken[unique]; i++ {
			unique = is + " (" + strconv.Itoa(i) + ")"
		}
		taken[unique] = true
		if unique != was {
			r.exact[was] = unique
		}
	}
	versionless := map[string][]int{}
	for i := range v.Components {
		id := v.Components[i].ID
		versionless[inventory.WithoutVersion(id)] = append(versionless[inventory.WithoutVersion(id)], r.confidential[id])
		if n := r.confidential[id]; n > 0 {
			set(id, r.mark(mark{aComponent, n}, false))
		} else {
			set(id, r.text(id))
		}
	}
	for base, numbers := range versionless {
		if _, had := r.exact[base]; !had && !slices.Contains(numbers, 0) {
			r.exact[base] = r.words.Component(slices.Min(numbers))
		}
	}
	taken = map[string]bool{}
	count := map[int]int{}
	for i := range v.Files {
		f := &v.Files[i]
		if n := r.confidential[f.Component]; n > 0 {
			count[n]++
			set(f.Path, r.words.Component(n)+"/"+strconv.Itoa(count[n]))
		} else {
			set(f.Path, r.text(f.Path))
		}
	}
	for i := range v.Documents {
		if id := v.Documents[i].ID; r.exact[id] == "" {
			if to := r.text(id); to != id {
				set(id, to)
			}
		}
	}
}

// within reports whether a path is one of a confidential component's files, or lies in its folder.
func (r *redactor) within(path string, files map[string]bool) bool {
	if files[path] {
		return true
	}
	for at := range path {
		if c := path[at]; (c == '/' || c == '!') && r.folders[path[:at]] {
			return true
		}
	}
	return r.folders[path]
}
