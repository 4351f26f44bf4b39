// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package manifest reads package manifests: what a package is called, and what its author declares
// of its licence. What it needs is read by [Listers].
//
// A manifest says what somebody wrote, so everything in it is a claim. What it only points to (a
// licence file, a workspace, a parent) is not guessed; a note says so.
package manifest

import (
	"bytes"
	"fmt"
	"sync"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/rpm"
)

// MaxSize is the largest manifest that is read, in bytes; of YAML less is.
const MaxSize = 8 << 20

// A Reader reads the manifests of one ecosystem.
type Reader struct {
	Name string
	// Wants says by its path whether a file is such a manifest.
	Wants func(path string) bool
	// Read gives the component the manifest describes, nil if it describes none; what it says of the
	// licence as findings of the file; and issues, of which those with effect unread mean that the
	// manifest, or its licence field, could not be made out. It keeps no reference to data.
	Read func(data []byte, path string) (*inventory.Component, []inventory.Finding, []inventory.Issue)

	names []glob // of the manifests
}

// Readers are all there are. Of two manifests in one folder the earlier one names the component.
var Readers = []Reader{
	reader("package.json", MaxSize, readNPM, "package.json"),
	reader("Cargo.toml", MaxSize, readCargo, "Cargo.toml"),
	reader("pyproject.toml", MaxSize, readPyproject, "pyproject.toml"),
	reader("METADATA", MaxSize, readCoreMetadata, metadataFiles...),
	reader("composer.json", MaxSize, readComposer, "composer.json"),
	reader("pom.xml", MaxSize, readMaven, "pom.xml"),
	reader("pom.properties", MaxSize, readPOMProperties, "pom.properties"),
	reader("MANIFEST.MF", MaxSize, readJarManifest, "META-INF/MANIFEST.MF"),
	reader("nuspec", MaxSize, readNuspec, "*.nuspec"),
	reader("gem", MaxSize, readGem, gemMetadata...),
	reader("deb-control", MaxSize, readDebControl, debControl...),
	reader("PKGINFO", MaxSize, readPkgInfo, ".PKGINFO"),
	reader("gemspec", MaxSize, readGemspec, "*.gemspec"),
	reader(rpmHeader, rpm.MaxHeader, readRPM, rpmHeader),
	reader("go.mod", MaxSize, readGo, "go.mod"),
	reader("publiccode.yml", maxYAML, readPubliccode, "publiccode.yml", "publiccode.yaml"),
}

// For finds the reader for a file.
func For(path string) (Reader, bool) {
	for _, i := range readersByEnd()[endOf(path)] {
		if r := &Readers[i]; r.Wants(path) {
			return *r, true
		}
	}
	return Reader{}, false
}

var readersByEnd = sync.OnceValue(func() *byEnd {
	return endsOf(len(Readers), func(i int) []glob { return Readers[i].names })
})

// reader puts round read what is the same for all: size, white space, errors and a library's panic.
func reader(name string, limit int, read func(*sheet) error, files ...string) Reader {
	names := globs(files...)
	return Reader{
		Name:  name,
		Wants: func(p string) bool { return matches(names, p) },
		names: names,
		Read: func(data []byte, p string) (*inventory.Component, []inventory.Finding, []inventory.Issue) {
			s := &sheet{path: p, reader: name, data: data}
			if len(bytes.TrimSpace(data)) == 0 {
				return nil, nil, nil // says nothing, which is not the same as being broken
			}
			if len(data) > limit {
				s.unreadable(fmt.Errorf("%d bytes, at most %d are read", len(data), limit))
			} else if err := guarded(read, s); err != nil {
				s.unreadable(err)
			}
			return s.result()
		},
	}
}

func guarded(read func(*sheet) error, s *sheet) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parser fault: %v", r)
		}
	}()
	return read(s)
}
