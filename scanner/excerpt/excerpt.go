// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package excerpt reads of one package the files that tell of its licence, whoever has the package: a cache of this machine, or a registry.
//
// What a package holds comes from strangers, as an input does: archives are read in memory and within limits, and what an archive calls its
// entries is never a path on the disk.
package excerpt

import (
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// A Wanted is a package that is looked for.
type Wanted struct {
	PURL   string
	Name   string           // as its manifest spells it: purls of some types are in lower case
	Hashes []inventory.Hash // of the package as it is fetched, by the lock file; nil: it has none
	Sum    string           // of a Go module, by go.sum: "h1:…"; "" without
	// Download is where the lock file says that the package comes from; "" if it does not.
	Download string
	// Registries are those from which files have the package by its name, as far as they say.
	Registries []string
	// Keep tells by its path in the package whether a file is to be read.
	Keep func(path string) bool
}

// A Package is what was read of one.
type Package struct {
	Origin string // one of [inventory.LocalCaches] or [inventory.Registries]
	// Name begins the paths of its files: "go-module-cache:example.org/x@v1.2.3".
	Name  string
	Files []File // sorted by path
	// Folders are those whose licence files and manifest speak for the package as a whole.
	Folders []string
	// Inherited are manifests that its own one names as those it completes, the nearest first. They lie in other packages.
	Inherited []File
}

// A File is one of a package.
type File struct {
	Path string // with the name of its package, and slashes
	Data []byte
}

// Make puts together what a reader kept of a package. Speaking are folders in it beside its own whose licence files speak for all of it.
func (r *Reader) Make(origin, name string, speaking ...string) *Package {
	p := &Package{Origin: origin, Name: name, Files: r.Files, Folders: []string{name}}
	for _, dir := range speaking {
		p.Folders = append(p.Folders, name+"/"+Plain(dir))
	}
	slices.SortStableFunc(p.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	p.Files = slices.CompactFunc(p.Files, func(a, b File) bool { return a.Path == b.Path })
	return p
}

// NameOf is how a package is called in paths: without what a purl escapes.
func NameOf(u packageurl.PackageURL) string {
	name := u.Name
	if u.Namespace != "" {
		name = u.Namespace + "/" + name
	}
	return Plain(name) + "@" + Plain(u.Version)
}

// Plain keeps a name that strangers chose from being more than a name in a path.
func Plain(name string) string {
	return inventory.Clip(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\\' || r == '!' {
			return '_'
		}
		return r
	}, name), 1024)
}

// IsName reports whether names that strangers chose are each one of a file, and no way to another.
func IsName(names ...string) bool {
	for _, n := range names {
		if n == "" || n == "." || n == ".." || strings.ContainsAny(n, "/\\\x00:") {
			return false
		}
	}
	return true
}
