// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copies

import (
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A house is what a project says of itself: who holds the rights, and under which licence it is.
type house struct {
	holders []string        // by holderKey
	atoms   map[string]bool // single licences
	names   []string        // of the components, by plainName

	known    map[string]bool // answers of holdsKey
	families map[string]bool // the answer of ownFamilies
}

// houseOf is what the components round a path say of themselves: the holders of all, and the licence of the nearest that has one.
func (c *finder) houseOf(p string) *house { return c.houseAt(c.t.At(p)) }

// houseAt gives the house of a place; -1 is what lies in none.
func (c *finder) houseAt(at int) *house {
	if h := c.houses[at]; h != nil {
		return h
	}
	h := &house{atoms: map[string]bool{}, known: map[string]bool{}}
	if at >= 0 {
		c.readHouse(h, at)
		if dir := c.t.List[at].Dir; dir != "." && c.t.At(dir) >= 0 {
			outer := c.houseOf(dir)
			h.holders = append(h.holders, outer.holders...)
			h.names = append(h.names, outer.names...)
			if len(h.atoms) == 0 {
				h.atoms = outer.atoms
			}
		}
	}
	c.houses[at] = h
	return h
}

// readHouse reads what one component says of itself.
func (c *finder) readHouse(h *house, at int) {
	p := &c.t.List[at]
	add := func(holder string) {
		if k := holderKey(holder); k != "" && !slices.Contains(h.holders, k) {
			h.holders = append(h.holders, k)
		}
	}
	h.names = append(h.names, plainName(p.Component.Name), plainName(path.Base(p.Component.Name)), plainName(path.Base(p.Dir)))
	add(p.Component.Supplier)
	for _, field := range []string{"legal/mainCopyrightOwner", "legal/repoOwner", "organisation/name"} {
		if f := p.Component.Publiccode.Field(field); f != nil {
			add(f.Value)
		}
	}
	for _, held := range c.Stated[p.Dir] {
		add(held.Holder)
	}
	plain := slices.ContainsFunc(c.licenses[p.Dir], func(f *inventory.File) bool { return ofProject(path.Base(f.Path)) })
	for _, f := range c.licenses[p.Dir] {
		if c.folderMeant(f.Path) != "" || plain && !ofProject(path.Base(f.Path)) {
			continue
		}
		for _, k := range firstHolders(f) {
			if !slices.Contains(h.holders, k) {
				h.holders = append(h.holders, k)
			}
		}
		if slices.Contains(f.Roles, inventory.RoleLicense) {
			addAtoms(h.atoms, f)
		}
	}
	count, files := map[string]int{}, 0
	for f := range c.below(p.Dir) {
		if len(f.Copyrights) == 0 || len(f.Copyrights) > 20 || c.outside(f.Path) != "" || slices.Contains(f.Roles, inventory.RoleLicense) || c.t.At(f.Path) != at {
			continue
		}
		files++
		for _, held := range f.Copyrights {
			if k := holderKey(held.Holder); k != "" {
				count[k]++
			}
		}
	}
	best := ""
	for _, k := range slices.Sorted(maps.Keys(count)) {
		if best == "" || count[k] > count[best] {
			best = k
		}
		if count[k]*2 > files && files > 1 && !slices.Contains(h.holders, k) {
			h.holders = append(h.holders, k)
		}
	}
	if len(h.holders) == 0 && count[best] > 1 {
		h.holders = append(h.holders, best)
	}
}

// ofProject reports whether a file is by its name the licence of a project rather than of something in it: LICENSE, COPYING.txt and
// LICENSE-MIT, but not LICENSE.cjson.
func ofProject(name string) bool {
	i := strings.IndexAny(name, "._-")
	if i < 0 {
		return true
	}
	rest := name[i+1:]
	switch ext := path.Ext("." + rest); strings.ToLower(ext) {
	case ".txt", ".md", ".rst", ".html", ".markdown", ".adoc", ".pdf":
		rest = strings.TrimSuffix("."+rest, ext)
		rest = strings.TrimPrefix(rest, ".")
	}
	return rest == "" || inventory.ReadLicense(rest).State == inventory.Known
}

// holds reports whether one of the holders is one of the house.
func (h *house) holds(list []inventory.Copyright) bool {
	return slices.ContainsFunc(list, func(held inventory.Copyright) bool { return h.holdsKey(holderKey(held.Holder)) })
}

// holdsKey knows spellings of a holder too, of which one is part of the other.
func (h *house) holdsKey(k string) bool {
	if k == "" {
		return false
	}
	is, known := h.known[k]
	if !known {
		is = slices.ContainsFunc(h.holders, func(own string) bool {
			return own == k || len(own) >= minHolder && strings.Contains(k, own) || len(k) >= minHolder && strings.Contains(own, k)
		})
		h.known[k] = is
	}
	return is
}

// minHolder is how many letters a name needs to be looked for in another.
const minHolder = 5

// holderKey is the same for spellings of a holder; "" for what names nobody.
func holderKey(holder string) string {
	k := inventory.HolderKey(holder)
	for again := true; again; {
		again = false
		for _, ending := range []string{"contributors", "authors", "author", "others", "other", "and", "inc", "llc", "ltd", "gmbh", "corporation", "corp", "project", "team", "developers", "allrightsreserved"} {
			if rest, ok := strings.CutSuffix(k, ending); ok {
				k, again = rest, true
			}
		}
	}
	if len(k) < 2 || k == "the" {
		return ""
	}
	return k
}

// firstHolders are those whom a licence file names for the first licence in it. What follows may be the licences of all that the
// project took over.
func firstHolders(f *inventory.File) []string {
	end := 0
	for _, x := range f.Findings {
		if isLicenseText(x) {
			end = x.Evidence.Line.Last
			break
		}
	}
	var list []string
	for i, held := range f.Copyrights {
		if k := holderKey(held.Holder); k != "" && held.Path == "" && (end == 0 || held.Line <= end+notFar && (held.Line <= end || i == 0)) {
			list = append(list, k)
		}
	}
	return list
}

// isLicenseText reports whether a finding is the text of a licence that is known.
func isLicenseText(x inventory.Finding) bool {
	return x.Kind == inventory.FoundText && x.Evidence.Detector != detect.DetectorUnexplained
}

// notFar is how many lines behind a licence its holder may be named.
const notFar = 5

// firstCopyright is the first notice of a file, of a licence file one of [firstHolders]; nil if it has none.
func firstCopyright(f *inventory.File) *inventory.Copyright {
	first := []string(nil)
	if slices.Contains(f.Roles, inventory.RoleLicense) {
		first = firstHolders(f)
	}
	for i := range f.Copyrights {
		if k := holderKey(f.Copyrights[i].Holder); k != "" && (len(first) == 0 || slices.Contains(first, k)) {
			return &f.Copyrights[i]
		}
	}
	return nil
}

// holderEvidence is where a file names a holder of rights.
func holderEvidence(f *inventory.File, held inventory.Copyright) inventory.Evidence {
	return inventory.Evidence{Path: f.Path, Line: inventory.LineRange{First: held.Line, Last: held.Line}, Detector: "copyright",
		Quote: inventory.Clip(strings.TrimSpace(held.Years+" "+held.Holder), inventory.MaxQuote)}
}

// addAtoms adds the single licences that a file is under. Of one that is there to carry a licence that is the first text in it.
func addAtoms(to map[string]bool, f *inventory.File) {
	findings := f.Findings
	if slices.Contains(f.Roles, inventory.RoleLicense) {
		if i := slices.IndexFunc(findings, isLicenseText); i >= 0 {
			findings = findings[i : i+1]
		}
	}
	for _, x := range findings {
		if x.Expression == nil {
			continue
		}
		for _, a := range spdx.Atoms(x.Expression) {
			to[a.String()] = true
		}
	}
}

// outsiders are names of folders under which developers keep what others made, in lower case.
var outsiders = map[string]bool{"third_party": true, "third-party": true, "thirdparty": true, "3rdparty": true, "3rd_party": true, "3rd-party": true,
	"vendor": true, "vendored": true, "_vendor": true, "vendors": true, "extern": true, "external": true, "externals": true, "deps": true, "dependencies": true,
	"contrib": true, "node_modules": true, "bower_components": true, "jspm_packages": true, "submodules": true, "subprojects": true, "bundled": true, "pods": true}

// outside gives the folder of a path, below the component that it belongs to, that has such a name; "" if there is none.
func (c *finder) outside(p string) string {
	rest := p
	if at := c.t.At(p); at >= 0 && c.t.List[at].Dir != "." {
		rest = strings.TrimPrefix(p, c.t.List[at].Dir+"/")
	}
	for folder := range strings.SplitSeq(rest, "/") {
		if outsiders[strings.ToLower(folder)] {
			return folder
		}
	}
	return ""
}

// below gives the files of a folder and those in it, at most maxLooked, spread over all.
func (c *finder) below(dir string) func(yield func(*inventory.File) bool) {
	from, to := 0, len(c.all)
	if dir != "." {
		find := func(p string) int {
			return sort.Search(len(c.all), func(i int) bool { return c.all[i].Path >= p })
		}
		from, to = find(dir+"/"), find(dir+"0") // what follows "/"
	}
	step := max(1, (to-from+maxLooked-1)/maxLooked)
	return func(yield func(*inventory.File) bool) {
		for i := from; i < to; i += step {
			if !yield(&c.all[i]) {
				return
			}
		}
	}
}

// maxLooked bounds how many files of a folder are asked whose they are.
const maxLooked = 2000
