// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/copies"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
)

// jarOf finds the jar that a POM is about by the folder the POM lies in: Maven puts it under
// META-INF/maven/group/artifact. That is "." where the jar is the input itself, packed or not.
func jarOf(dir string) (jar string, ok bool) {
	const metadata = "/META-INF/maven/"
	jar, below := ".", "/"+dir
	if i := strings.LastIndex(dir, "!/"); i >= 0 {
		jar, below = dir[:i+1], dir[i+1:]
	}
	return jar, strings.HasPrefix(below, metadata) && !strings.HasSuffix(dir, "!")
}

// settleJars lets a POM describe the jar it lies in rather than its own folder. Of several, as in a
// jar into which others were merged, it is the one that the jar is named after; the others, or all
// if there is none, stay where they lie. META-INF/MANIFEST.MF describes the jar in any case.
func settleJars(manifests []described, subject inventory.Subject) {
	poms := map[string][]int{}
	beside := map[string][]int{} // pom.xml and pom.properties of one artifact lie in one folder
	for i := range manifests {
		m := &manifests[i]
		if jar, ok := strings.CutSuffix("/"+m.dir, "/META-INF"); ok && (jar == "" || strings.HasSuffix(jar, "!")) {
			m.about(cmp.Or(strings.TrimPrefix(jar, "/"), "."))
		} else if jar, ok := jarOf(m.dir); ok {
			if beside[m.dir] = append(beside[m.dir], i); len(beside[m.dir]) == 1 {
				poms[jar] = append(poms[jar], i)
			}
		}
	}
	for jar, list := range poms {
		chosen := list[0]
		if len(list) > 1 {
			chosen = -1
			for _, i := range list {
				if namedAfter(folderName(jar, subject), manifests[i].dir) && (chosen < 0 || moreOf(manifests[i].dir, manifests[chosen].dir)) {
					chosen = i
				}
			}
		}
		if chosen < 0 {
			continue
		}
		for _, i := range beside[manifests[chosen].dir] {
			manifests[i].about(jar)
		}
	}
}

// jarNames gives names and versions to archives of Java for which no manifest in them has any: those of the file, "thing-1.2.3.jar", as
// [Maven names them]. Their evidence says that it is the name.
//
// [Maven names them]: https://maven.apache.org/repositories/artifacts.html
func jarNames(manifests []described, files []inventory.File) []described {
	known := map[string]bool{}
	for i := range manifests {
		m := &manifests[i]
		if !isJar(path.Base(strings.TrimSuffix(m.dir, "!"))) || !strings.HasSuffix(m.dir, "!") {
			continue
		}
		known[m.dir] = true
		// A manifest may tell the name and leave the version out.
		file := strings.TrimSuffix(m.dir, "!")
		if _, version, ok := copies.NameAndVersion(jarStem(file)); ok && m.component.Version == "" && m.component.PURL == "" {
			m.component.Version = version
			m.component.Evidence = append(m.component.Evidence, copies.NameEvidence(file))
		}
	}
	for i := range files {
		f := &files[i]
		if !slices.Contains(f.Roles, inventory.RoleArchive) || !isJar(path.Base(f.Path)) {
			continue
		}
		dir := f.Path + "!"
		if known[dir] {
			continue
		}
		name, version, ok := copies.NameAndVersion(jarStem(f.Path))
		if !ok || !places.HasFolder(files, dir) {
			continue
		}
		manifests = append(manifests, described{dir: dir, order: byName, component: inventory.Component{
			ID: "file:" + dir, Name: name, Version: version, Type: "library", Evidence: []inventory.Evidence{copies.NameEvidence(f.Path)},
			Instances: []inventory.Instance{{Path: dir}}}})
	}
	return manifests
}

// byName is the order of what nothing but a file's name says, behind all readers.
const byName = 1000

// isJar reports whether a file is by its name an archive of Java.
func isJar(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jar", ".war", ".ear", ".aar":
		return true
	}
	return false
}

func jarStem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// about lets a manifest describe another folder than its own.
func (m *described) about(dir string) {
	if m.component.ID == "file:"+m.dir {
		m.component.ID = "file:" + dir
	}
	m.dir = dir
	m.component.Instances = []inventory.Instance{{Path: dir}}
}

// namedAfter reports whether a jar has the name of an artifact, which is the last folder of its POM's path.
func namedAfter(jar, dir string) bool {
	rest, ok := strings.CutPrefix(jar, path.Base(dir))
	return ok && (strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "."))
}

// moreOf prefers the longer artifact: thing-core-1.0.jar is thing-core, not thing.
func moreOf(a, b string) bool {
	return cmp.Or(cmp.Compare(len(path.Base(b)), len(path.Base(a))), cmp.Compare(a, b)) < 0
}
