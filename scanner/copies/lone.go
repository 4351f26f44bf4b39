// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copies

import (
	"path"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
	"lizenzlotse/scanner/spdx"
)

// Limits of what a source file says that others wrote, and that lies alone among a project's own.
const (
	maxLoneHolders = 3 // whom its head names
	maxLoneFiles   = 4 // that name one of them: who wrote more is one of the project's authors
)

// loneFiles finds source files that were taken over one by one and tell no version, as systems' queue.h and xxhash.c: the head has the
// terms of another licence than the project's and names none of its holders, but somebody who wrote next to nothing else in the project. A tag
// is not enough, which anybody writes in a moment; nor is a text with an exception, as it stands in what generators write. Only C and C++ are
// taken over in this way: a script with such terms may as well say that a part of it is derived.
func (c *finder) loneFiles() {
	var wrote map[int]map[string]int
	var beside sync.WaitGroup
	beside.Go(func() { wrote = c.wroteIn() })
	var strangers []*inventory.File
	whose := places.Asker{Tree: c.t}
	for i := range c.all {
		f := &c.all[i]
		if !isLoneSource(f) || c.t.Owned(f.Path) {
			continue
		}
		at := whose.At(f.Path)
		if _, taken := c.t.Place(f.Path); taken || at < 0 {
			continue
		}
		if h := c.houseAt(at); len(h.atoms) > 0 && len(h.holders) > 0 && otherTerms(f, h) {
			strangers = append(strangers, f)
		}
	}
	beside.Wait()
	libraries := map[string]*library{}
	var order []string
	for _, f := range strangers {
		at := c.t.At(f.Path)
		h := c.houseAt(at)
		if !othersOnly(f, h, wrote[at]) {
			continue
		}
		stem := plainName(path.Base(stemOf(f.Path)))
		if slices.ContainsFunc(h.names, func(n string) bool { return sameName(n, stem) }) {
			continue
		}
		key := path.Dir(f.Path) + "\n" + stem
		if libraries[key] == nil {
			order = append(order, key)
			libraries[key] = &library{mark: embedded.Mark{Name: path.Base(stemOf(f.Path)), Evidence: holderEvidence(f, f.Copyrights[0])}}
		}
		libraries[key].files = append(libraries[key].files, f)
	}
	for _, key := range order {
		c.addLibrary(libraries[key])
	}
}

// isLoneSource reports whether a file is source of a kind that is taken over file by file, and says who wrote it and under which terms.
func isLoneSource(f *inventory.File) bool {
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx":
		return len(f.Roles) == 0 && len(f.Findings) > 0 && len(f.Copyrights) > 0 && len(f.Copyrights) <= maxLoneHolders && f.Copyrights[0].Line <= maxHeadLines
	}
	return false
}

// otherTerms reports whether a file has terms, and all are those of licences that the project does not have.
func otherTerms(f *inventory.File, h *house) bool {
	own := h.ownFamilies()
	terms := false
	for i := range f.Findings {
		x := &f.Findings[i]
		terms = terms || x.Kind == inventory.FoundText || x.Kind == inventory.FoundNotice
		if x.Expression == nil || x.Evidence.Line.First > maxHeadLines {
			return false
		}
		for _, a := range spdx.Atoms(x.Expression) {
			l, plain := a.(spdx.License)
			if !plain || strings.HasPrefix(l.ID, "LicenseRef-lizenzlotse-") || own[licenseFamily(a.String())] {
				return false
			}
		}
	}
	return terms
}

// ownFamilies are the families of the house's licences.
func (h *house) ownFamilies() map[string]bool {
	if h.families == nil {
		h.families = map[string]bool{}
		for a := range h.atoms {
			h.families[licenseFamily(a)] = true
		}
	}
	return h.families
}

// licenseFamily is a licence of the Free Software Foundation without its version, which authors of one project may have chosen differently.
func licenseFamily(id string) string {
	for _, family := range []string{"GPL-", "LGPL-", "AGPL-"} {
		if strings.HasPrefix(id, family) {
			return family
		}
	}
	return id
}

// othersOnly reports whether a file names holders, and each is somebody who is none of the project's and wrote little in it.
func othersOnly(f *inventory.File, h *house, wrote map[string]int) bool {
	for _, held := range f.Copyrights {
		if k := holderKey(held.Holder); k == "" || h.holdsKey(k) || wrote[k] > maxLoneFiles {
			return false
		}
	}
	return true
}

// wroteIn counts for each place how many of its files name a holder, by [holderKey].
func (c *finder) wroteIn() map[int]map[string]int {
	wrote := map[int]map[string]int{}
	whose := places.Asker{Tree: c.t}
	for i := range c.all {
		f := &c.all[i]
		if len(f.Copyrights) == 0 || len(f.Copyrights) > 20 {
			continue
		}
		at := whose.Of(f.Path)
		if wrote[at] == nil {
			wrote[at] = map[string]int{}
		}
		for _, held := range f.Copyrights {
			wrote[at][holderKey(held.Holder)]++
		}
	}
	return wrote
}
