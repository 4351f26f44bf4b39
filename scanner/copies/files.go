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
	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
)

// A library is what one or more files of a folder say they are.
type library struct {
	mark  embedded.Mark
	files []*inventory.File
	alone bool // no other lies in the folder
}

// wholeFiles finds the files that are copies. What stands in one folder under one name and
// version is one.
func (c *finder) wholeFiles() {
	whole := map[string]*library{}
	var order []string
	for _, f := range c.telling {
		marks := c.marks[f.Path]
		if len(marks) == 0 {
			continue
		}
		h := c.houseOf(f.Path)
		if m := c.wholeFile(f, marks, h); m != nil {
			key := path.Dir(f.Path) + "\n" + plainName(m.Name) + "\n" + m.Version
			if whole[key] == nil {
				whole[key] = &library{mark: *m}
				order = append(order, key)
			}
			whole[key].files = append(whole[key].files, f)
		}
	}
	libraries := make([]*library, len(order))
	for i, key := range order {
		libraries[i] = whole[key]
	}
	libraries = joinLibraries(libraries)
	count := map[string]int{}
	for _, l := range libraries {
		count[path.Dir(l.files[0].Path)]++
	}
	for _, l := range libraries {
		l.alone = count[path.Dir(l.files[0].Path)] == 1
		c.addLibrary(l)
	}
}

// joinLibraries makes one of files of a folder that each describe themselves, in the same version and by the same holder: they are those of a
// library that has the words with which all names begin ("jQuery UI"), else the name of the folder.
func joinLibraries(list []*library) []*library {
	type key struct{ dir, version, holder string }
	at := map[key]*library{}
	var joined []*library
	for _, l := range list {
		f := l.files[0]
		held := heldIn(&l.mark)
		if c := firstCopyright(f); c != nil {
			held = append(held, *c)
		}
		if len(held) == 0 || l.mark.Version == "" || path.Dir(f.Path) == "." {
			joined = append(joined, l)
			continue
		}
		k := key{path.Dir(f.Path), l.mark.Version, holderKey(held[0].Holder)}
		if first := at[k]; first != nil {
			common := commonWords(first.mark.Name, l.mark.Name)
			if common == "" && l.mark.Kind == embedded.Head && first.mark.Kind == embedded.Head {
				common = path.Base(k.dir)
			}
			if dir := path.Base(k.dir); common == "" && isPHP(f.Path) && (sameName(plainName(dir), l.mark.Name) || sameName(plainName(dir), first.mark.Name)) {
				common = dir // classes of one library, of which one has its name
			}
			if common != "" {
				first.files = append(first.files, l.files...)
				first.mark.Name = common
				continue
			}
			joined = append(joined, l)
			continue
		}
		at[k] = l
		joined = append(joined, l)
	}
	return joined
}

// commonWords are the words with which two names begin.
func commonWords(a, b string) string {
	x, y := strings.Fields(a), strings.Fields(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return strings.Join(x[:n], " ")
}

// wholeFile gives the mark that says what a file is as a whole; nil if none does, or it is the project's own.
func (c *finder) wholeFile(f *inventory.File, marks []embedded.Mark, h *house) *embedded.Mark {
	if slices.Contains(f.Roles, inventory.RoleLicense) || slices.Contains(f.Roles, inventory.RoleManifest) {
		return nil
	}
	banners := 0
	var candidate *embedded.Mark
	for i := range marks {
		m := &marks[i]
		switch m.Kind {
		case embedded.Banner:
			if banners++; banners == 1 && m.Evidence.Line.First <= maxHeadLine {
				candidate = m
			}
		case embedded.Head:
			if candidate == nil && m.Version != "" {
				candidate = m
			}
		case embedded.Macro:
			if candidate == nil && isStem(m.Name, path.Base(f.Path)) {
				candidate = m
			}
		}
	}
	if candidate == nil || candidate.Name == "" || slices.ContainsFunc(h.names, func(n string) bool { return sameName(n, candidate.Name) }) {
		return nil
	}
	base := path.Base(f.Path)
	if isBundled(base) && !isStem(candidate.Name, base) && !strings.Contains(candidate.Text, base) {
		return nil // it may hold anything else besides
	}
	if candidate.Kind == embedded.Banner && banners >= 1 {
		if !c.bannerIsForeign(f, candidate, h) {
			return nil
		}
		return candidate
	}
	licensed := slices.ContainsFunc(f.Findings, func(x inventory.Finding) bool {
		return x.Kind != inventory.FoundManifest && (x.Kind != inventory.FoundReference || isPHP(f.Path)) // which says "@license" and an address
	})
	if !licensed || h.holds(f.Copyrights) {
		return nil
	}
	if !slices.ContainsFunc(f.Copyrights, func(held inventory.Copyright) bool { return holderKey(held.Holder) != "" && held.Line <= maxHeadLines }) {
		// Nobody is named, as where authors disclaim their rights: then the licence has to be another than the project's.
		atoms := map[string]bool{}
		addAtoms(atoms, f)
		if at := c.t.At(f.Path); at >= 0 && c.t.List[at].Component.Role == inventory.ThirdParty || len(h.atoms) == 0 || slices.ContainsFunc(slices.Collect(maps.Keys(atoms)), func(a string) bool { return h.atoms[a] }) {
			return nil
		}
	}
	return candidate
}

// isBundled reports whether files of a kind are put together of others, as scripts and style sheets are.
func isBundled(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".js", ".mjs", ".cjs", ".css":
		return true
	}
	return false
}

func isPHP(name string) bool { return strings.EqualFold(path.Ext(name), ".php") }

const (
	maxHeadLine  = 12  // in which a banner begins that is about all of a file
	maxHeadLines = 150 // within which the head of a library names its holder
)

// isStem reports whether a name is that of the file, whatever it ends in and which version it names: "sqlite" of sqlite3.c, "jQuery" of jquery-3.6.0.min.js.
func isStem(name, file string) bool {
	n, stem := plainName(name), file
	if i := strings.IndexByte(stem, '.'); i > 0 && !strings.HasPrefix(strings.ToLower(stem[i:]), ".js.") {
		first := stem[:i]
		if plainName(first) == n || strings.TrimRight(plainName(first), "0123456789") == n {
			return true
		}
	}
	if i := strings.LastIndexByte(stem, '.'); i > 0 {
		stem = stem[:i]
	}
	stem = strings.TrimSuffix(strings.TrimSuffix(stem, ".min"), ".slim")
	if before, _, ok := NameAndVersion(stem); ok {
		stem = before
	}
	s := plainName(stem)
	words := strings.Fields(name)
	for i := 1; i < len(words); i++ { // "jQuery UI Accordion" of accordion.js, "Masonry PACKAGED" of masonry.js
		if plainName(strings.Join(words[i:], "")) == s || plainName(strings.Join(words[:i], "")) == s {
			return true
		}
	}
	return s == n || strings.TrimRight(s, "0123456789") == n || strings.TrimSuffix(s, "js") == strings.TrimSuffix(n, "js")
}

// sameName reports whether a name is the one that [plainName] made, with or without "js".
func sameName(plain, name string) bool {
	n := plainName(name)
	return strings.TrimSuffix(n, "js") == strings.TrimSuffix(plain, "js")
}

// bannerIsForeign reports whether the comment names a holder who is none of the project's; or nobody, and a licence or an address.
func (c *finder) bannerIsForeign(f *inventory.File, m *embedded.Mark, h *house) bool {
	if m.PURL != "" {
		return true
	}
	holders := heldIn(m)
	if len(holders) > 0 {
		return !h.holds(holders)
	}
	return (len(findingsIn(f, m)) > 0 || m.Version != "") && (strings.Contains(m.Text, "://") || len(findingsIn(f, m)) > 0)
}

// heldIn reads the copyright notices of a comment.
func heldIn(m *embedded.Mark) []inventory.Copyright {
	var list []inventory.Copyright
	for line := range strings.Lines(m.Text) {
		i := slices.IndexFunc([]string{"(c)", "copyright", "©"}, func(s string) bool { return strings.Contains(strings.ToLower(line), s) })
		if i < 0 {
			continue
		}
		at := strings.Index(strings.ToLower(line), []string{"(c)", "copyright", "©"}[i])
		statement, _, _ := strings.Cut(line[min(at, len(line)):], "|")
		if held, ok := detect.ReadCopyright(strings.TrimSpace(statement)); ok && holderKey(held.Holder) != "" {
			list = append(list, held)
		}
	}
	return list
}

// findingsIn are the findings in the comment of a mark.
func findingsIn(f *inventory.File, m *embedded.Mark) []inventory.Finding {
	var list []inventory.Finding
	at := m.Evidence.Byte
	for _, x := range f.Findings {
		if x.Evidence.Path == f.Path && x.Evidence.Byte.Start >= at.Start && x.Evidence.Byte.End <= at.End && x.Kind != inventory.FoundManifest {
			list = append(list, x)
		}
	}
	return list
}

// addLibrary makes a place of files that say what they are, together with those beside them that have the same name and no other
// holder; and of their folder, where that is named after it and most of it is not the project's.
func (c *finder) addLibrary(l *library) {
	first := l.files[0]
	dir := path.Dir(first.Path)
	component := inventory.Component{ID: "file:" + first.Path, Name: l.mark.Name, Version: l.mark.Version, PURL: l.mark.PURL,
		Role: inventory.ThirdParty, Type: "library", Evidence: []inventory.Evidence{l.mark.Evidence}}
	if l.mark.PURL != "" {
		component.ID = l.mark.PURL
	}
	if held := firstCopyright(first); held != nil {
		component.Evidence = append(component.Evidence, holderEvidence(first, *held))
	}
	if at := c.t.At(first.Path); at >= 0 && sameName(plainName(c.t.List[at].Component.Name), l.mark.Name) {
		return // its folder, or one above it, has become that library
	}
	h := c.houseOf(first.Path)
	if _, taken := c.t.Place(dir); !taken && dir != "." && l.alone && (sameName(plainName(path.Base(dir)), l.mark.Name) ||
		outsiders[strings.ToLower(path.Base(path.Dir(dir)))] && !generic[strings.ToLower(path.Base(dir))]) && c.allOthers(dir, h) {
		component.ID = "file:" + dir
		component.Instances = []inventory.Instance{{Path: dir}}
		c.t.Add(dir, component)
		return
	}
	for _, f := range l.files {
		component.Instances = append(component.Instances, inventory.Instance{Path: f.Path})
	}
	for _, f := range slices.Clone(l.files) { // its other half: "cJSON.c" of cJSON.h
		stem := stemOf(f.Path) + "."
		i := sort.Search(len(c.all), func(i int) bool { return c.all[i].Path >= stem })
		for ; i < len(c.all) && strings.HasPrefix(c.all[i].Path, stem); i++ {
			half := &c.all[i]
			if _, taken := c.t.Place(half.Path); taken || stemOf(half.Path)+"." != stem || slices.Contains(l.files, half) ||
				h.holds(half.Copyrights) || len(half.Copyrights)+len(half.Findings) == 0 {
				continue
			}
			l.files = append(l.files, half)
			component.Instances = append(component.Instances, inventory.Instance{Path: half.Path})
		}
	}
	at := c.t.Add(first.Path, component)
	for _, f := range l.files {
		c.t.Share(f.Path, at)
	}
}

// stemOf is the path of a source file without its ending.
func stemOf(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// allOthers reports whether files of a folder name holders of rights, and none of the project.
func (c *finder) allOthers(dir string, h *house) bool {
	others := 0
	for f := range c.below(dir) {
		switch {
		case len(f.Copyrights) == 0:
		case h.holds(f.Copyrights):
			return false
		default:
			others++
		}
	}
	return others > 0
}
