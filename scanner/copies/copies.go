// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package copies finds the work of others that lies in a project without a manifest.
//
// A folder is such a copy if it holds a licence file of its own and what it says is not the project's, so that as a rule two signs
// come together. The project is what lies round the folder: the nearest component above it, and those above that.
//
//  1. The licence file names holders of rights, and none of those whom the project's licence file, manifest, REUSE.toml and most of its
//     files name. Where it names nobody, the files of the folder do.
//  2. It is under another licence than the project.
//  3. A folder above it, or it itself, has a name under which people keep the work of others: third_party, vendor, deps.
//  4. A file in it tells a project and its version, as those of build systems do.
//
// The first sign is needed, with one of the others; where the licence file names nobody, the second is none of these. Where nothing says
// whose the project is, the third is needed, or the last with the second. A published form for copies (README.chromium, METADATA,
// moz.yaml) is enough alone. A folder is never a copy if most of its files that name anybody name a holder of the project: what a
// bidder calls vendor stays his own. Nor are packages of one project, of which three or more name the same other holder under the
// project's licence.
//
// A folder directly in one with such a name needs no licence file, if most of its files name holders, and none a holder of the project.
//
// A file is a copy if it says its name and version, what its licence is, and that others hold the rights, all in its head. Of a script or
// style sheet a banner that minifiers keep says so; if there are several, the file stays whose it is, and each is a part of it. Without a
// version it is one where it lies alone among the project's own files.
package copies

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
)

// Input is what copies are looked for in.
type Input struct {
	Files []inventory.File // sorted by path
	Marks []embedded.Mark  // of these files
	// Stated are the holders that files which speak of all others name, by folder.
	Stated map[string][]inventory.Copyright
	// Detect finds licences in a text that stands in a file.
	Detect func(text, path string) []inventory.Finding
}

// Find gives a place to each copy, and returns the libraries that are only parts of files.
func Find(t *places.Tree, in Input) []Part {
	c := &finder{Input: in, t: t, all: in.Files, marks: map[string][]embedded.Mark{}, licenses: map[string][]*inventory.File{}, houses: map[int]*house{}}
	for _, m := range in.Marks {
		if t.Owned(m.Evidence.Path) { // the system knows whose it is
			continue
		}
		c.marks[m.Evidence.Path] = append(c.marks[m.Evidence.Path], m)
	}
	for i := range c.all {
		f := &c.all[i]
		legal := slices.Contains(f.Roles, inventory.RoleLicense) || slices.Contains(f.Roles, inventory.RoleNotice)
		if legal {
			c.licenses[path.Dir(f.Path)] = append(c.licenses[path.Dir(f.Path)], f)
		}
		if legal || len(c.marks[f.Path]) > 0 {
			c.telling = append(c.telling, f)
		}
	}
	c.folders()
	c.wholeFiles()
	c.loneFiles()
	c.partsOfFiles()
	return c.parts
}

// A finder looks for the copies of one input.
type finder struct {
	Input
	t        *places.Tree
	all      []inventory.File             // Files
	marks    map[string][]embedded.Mark   // by path
	licenses map[string][]*inventory.File // licences and notices, by folder
	telling  []*inventory.File            // which are licences or notices, or have marks
	houses   map[int]*house               // by place; -1 is what lies in no place
	parts    []Part
}

// A candidate is a folder that may be a copy.
type candidate struct {
	dir      string
	licenses []*inventory.File
	vendor   *embedded.Mark
	title    title
	holders  []string // by holderKey, whom its licence files name
	atoms    map[string]bool
	alike    string // the same for candidates that say the same
}

// folders finds the folders that are copies, from the outside in, as each is the project of what lies in it.
func (c *finder) folders() {
	list := c.candidates()
	same := map[string]int{}
	for _, x := range list {
		if c.outside(x.dir) == "" {
			same[x.alike]++
		}
	}
	for _, x := range list {
		if evidence, ok := c.isForeign(x, same[x.alike]); ok {
			c.addFolder(x, evidence)
		}
	}
}

func (c *finder) candidates() []*candidate {
	byDir := map[string]*candidate{}
	at := func(dir string) *candidate {
		if byDir[dir] == nil {
			byDir[dir] = &candidate{dir: dir}
		}
		return byDir[dir]
	}
	for _, f := range c.telling {
		isLicense := slices.Contains(f.Roles, inventory.RoleLicense) && len(f.Findings)+len(f.Copyrights) > 0
		marks := c.marks[f.Path]
		if !isLicense && len(marks) == 0 || c.t.Owned(f.Path) {
			continue
		}
		dir := places.Folder(f.Path)
		if isLicense {
			dir = cmp.Or(c.folderMeant(f.Path), dir)
		}
		if _, taken := c.t.Place(dir); taken || !mayBeCopy(dir) {
			continue
		}
		if isLicense {
			x := at(dir)
			x.licenses = append(x.licenses, f)
		}
		for j, m := range marks {
			if m.Kind == embedded.Vendor {
				at(dir).vendor = &marks[j]
			}
		}
	}
	asked := ""
	for i := range c.all { // what lies where others' work is kept needs no licence file, if all its files speak
		f := &c.all[i]
		dir := places.Folder(f.Path)
		if dir == asked || len(f.Findings) == 0 || c.t.Owned(f.Path) {
			continue
		}
		asked = dir
		if _, taken := c.t.Place(dir); !taken && outsiders[strings.ToLower(path.Base(path.Dir(dir)))] && !generic[strings.ToLower(path.Base(dir))] && mayBeCopy(dir) {
			at(dir)
		}
	}
	holds := map[string]bool{} // folders in which another has licences of its own
	for dir, x := range byDir {
		if len(x.licenses) == 0 && x.vendor == nil {
			continue
		}
		for dir = path.Dir(dir); dir != "." && dir != "/" && !holds[dir]; dir = path.Dir(dir) {
			holds[dir] = true
		}
	}
	var list []*candidate
	for _, x := range byDir {
		if !c.hasContent(x.dir) || len(x.licenses) == 0 && x.vendor == nil && holds[x.dir] {
			continue
		}
		x.atoms = map[string]bool{}
		for _, f := range x.licenses {
			x.holders = append(x.holders, firstHolders(f)...)
			addAtoms(x.atoms, f)
		}
		x.alike = strings.Join(slices.Sorted(maps.Keys(x.atoms)), ",")
		if len(x.holders) > 0 {
			x.alike += "\n" + x.holders[0]
		}
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *candidate) int { return cmp.Compare(a.dir, b.dir) })
	return list
}

// folderMeant is the folder beside a licence file that the file is named after: "LICENSE_nghttp3" of nghttp3; "" if there is none.
func (c *finder) folderMeant(file string) string {
	base := path.Base(file)
	i := strings.IndexAny(base, "._-")
	if i < 0 || len(base) == i+1 {
		return ""
	}
	dir := path.Join(path.Dir(file), base[i+1:])
	if !places.HasFolder(c.all, dir) || !mayBeCopy(dir) {
		return ""
	}
	return dir
}

// mayBeCopy leaves out the root, folders that collect licences of what lies elsewhere, and Debian's notes about the source round them.
func mayBeCopy(dir string) bool {
	switch base := strings.ToLower(path.Base(dir)); base {
	case ".", "/", "licenses", "licences", "license", "licence", "legal", "debian", "meta-inf", ".reuse", "copyright", "copyrights", "notices":
		return false
	default:
		return !strings.HasSuffix(base, "!") && !strings.HasSuffix(base, ".dist-info") && !strings.HasSuffix(base, ".egg-info")
	}
}

// hasContent reports whether a folder holds more than licences.
func (c *finder) hasContent(dir string) bool {
	for f := range c.below(dir) {
		if !slices.Contains(f.Roles, inventory.RoleLicense) && !slices.Contains(f.Roles, inventory.RoleNotice) && !slices.Contains(f.Roles, inventory.RoleReadme) {
			return true
		}
	}
	return false
}

// isForeign weighs the signs for a folder, as [Find] has them; alike is how many candidates say the same outside folders for the work of others.
func (c *finder) isForeign(x *candidate, alike int) ([]inventory.Evidence, bool) {
	h := c.houseOf(x.dir)
	own, others, files := 0, 0, 0
	var other inventory.Evidence
	for f := range c.below(x.dir) {
		if path.Dir(f.Path) == x.dir && slices.Contains(f.Roles, inventory.RoleLicense) || len(f.Copyrights) == 0 {
			files++
			continue
		}
		if files++; h.holds(f.Copyrights) {
			own++
		} else if others++; others == 1 {
			other = holderEvidence(f, f.Copyrights[0])
		}
	}
	if own > others || slices.ContainsFunc(x.holders, h.holdsKey) {
		return nil, false
	}
	if x.vendor != nil {
		return nil, true
	}
	x.title = c.titleOf(x)
	named := c.outside(x.dir)
	differs := len(h.atoms) > 0 && slices.ContainsFunc(slices.Collect(maps.Keys(x.atoms)), func(a string) bool { return !h.atoms[a] })
	foreign := len(x.holders) > 0 || others > 0 && own == 0
	var evidence []inventory.Evidence
	for _, f := range x.licenses {
		if held := firstCopyright(f); held != nil {
			evidence = append(evidence, holderEvidence(f, *held))
			break
		}
	}
	if len(evidence) == 0 && others > 0 {
		evidence = append(evidence, other)
	}
	switch {
	case !foreign, len(x.licenses) == 0 && (own > 0 || others*2 < files):
		return nil, false
	case len(x.holders) == 0 && named == "" && !x.title.told:
		return nil, false
	case len(h.holders) == 0:
		return evidence, named != "" || x.title.told && (differs || len(h.atoms) == 0)
	case named == "" && !differs && alike >= 3:
		return nil, false
	}
	return evidence, named != "" || differs || x.title.told
}

// addFolder makes a component of a folder.
func (c *finder) addFolder(x *candidate, evidence []inventory.Evidence) {
	t := c.titleOf(x)
	component := inventory.Component{
		ID: "file:" + x.dir, Name: t.name, Version: t.version, Role: inventory.ThirdParty, Type: "library",
		Evidence:  append(slices.Clone(t.evidence), evidence...),
		Instances: []inventory.Instance{{Path: x.dir}},
	}
	if m := x.vendor; m != nil {
		component.Distribution.Homepage = m.Homepage
		if m.License != "" {
			component.Claims = append(component.Claims, inventory.Claim{Kind: inventory.Declared, Origin: m.Evidence.Path,
				License: inventory.ReadLicense(m.License), Evidence: []inventory.Evidence{m.Evidence}})
		}
	}
	at := c.t.Add(x.dir, component)
	for _, f := range x.licenses {
		if path.Dir(f.Path) != x.dir {
			c.t.Share(f.Path, at)
		}
	}
}
