// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package reuse reads what one file says of the licence and copyright of others: REUSE.toml, the
// files .reuse/dep5 and debian/copyright in Debian's machine-readable form, and X.license beside X.
//
// Such a statement adds a claim. It never takes away what detection finds in the file itself,
// whatever precedence it asks for; that decides among the statements only.
package reuse

import (
	"bytes"
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 8 << 20

// A Format is a form in which statements come; it is their Evidence.Detector too.
type Format string

// The formats.
const (
	TOML    Format = "REUSE.toml"
	DEP5    Format = "dep5"             // .reuse/dep5
	Debian  Format = "debian/copyright" // the same form, by a packager and not by REUSE's rules
	Sidecar Format = "sidecar"          // X.license, which speaks for X
)

// Precedence orders the statements of several REUSE.toml, and those against what a file says itself.
type Precedence string

// The precedences.
const (
	Closest   Precedence = "closest"   // holds where neither the file nor a closer statement says anything
	Aggregate Precedence = "aggregate" // holds besides others
	Override  Precedence = "override"  // holds, and what stands in folders further down does not
)

// An Annotation is one statement: a table of a REUSE.toml, a paragraph with Files, or a sidecar.
type Annotation struct {
	Format     Format
	Folder     string   // to which Globs are relative, "." for the root; of a sidecar that of its file
	Globs      []string // as written; of a sidecar the name of its file
	Precedence Precedence
	Licenses   []inventory.License // all of them apply; Raw is as written
	Copyrights []string            // as written, the prefix may be missing
	// Evidence is where the licence stands, CopyrightEvidence where the copyright does; where one is
	// missing, the beginning of the statement.
	Evidence          inventory.Evidence
	CopyrightEvidence inventory.Evidence
}

// Wants says by its path whether a file may make such statements, and in which form. A file
// debian/copyright that is not in the machine-readable form makes none, and that is no issue.
func Wants(name string) (Format, bool) {
	dir, base := path.Split(name)
	dir = path.Base(dir)
	switch {
	case base == "REUSE.toml":
		return TOML, true
	case base == "dep5" && dir == ".reuse":
		return DEP5, true
	case base == "copyright" && dir == "debian":
		return Debian, true
	case strings.HasSuffix(base, sidecarEnd) && base != sidecarEnd:
		return Sidecar, true
	}
	return "", false
}

const sidecarEnd = ".license"

// Read gives the statements of one file in their order. Issues with effect unread mean that a
// statement was lost; what else is wrong is a note, and the rest is read. A licence that cannot be
// made out stays in state Unparsed. Read keeps no reference to data and is safe for concurrent use.
func Read(data []byte, name string) ([]Annotation, []inventory.Issue) {
	format, ok := Wants(name)
	if !ok || len(bytes.TrimSpace(data)) == 0 && format != Sidecar {
		return nil, nil
	}
	r := &reading{format: format, path: name, folder: path.Dir(name), data: data}
	switch {
	case len(data) > MaxSize:
		r.unread("reuse-limit", 0, "")
	case format == TOML:
		r.toml()
	case format == Sidecar:
		r.sidecar()
	default:
		r.folder = path.Dir(r.folder)
		r.dep5()
	}
	return r.annotations, r.issues
}

// ReadDebian gives the statements of the file copyright that a Debian package installs. They are about the sources of the package. One that is not in
// the machine-readable form makes none.
func ReadDebian(data []byte, name string) []Annotation {
	if len(data) > MaxSize {
		return nil
	}
	r := &reading{format: Debian, path: name, folder: path.Dir(name), data: data}
	r.dep5()
	return r.annotations
}

// LicenseFile gives the SPDX id, of a licence or exception, that a file in a folder LICENSES is named
// for: LICENSES/MIT.txt, LICENSES/LicenseRef-Own.txt, with any extension or none. It is false for a
// file elsewhere and for a name that is on no list and no LicenseRef.
func LicenseFile(name string) (id string, ok bool) {
	dir, base := path.Split(name)
	if path.Base(dir) != "LICENSES" {
		return "", false
	}
	stem := base
	if ext := path.Ext(base); len(ext) > 1 && (ext[1]|0x20 >= 'a' && ext[1]|0x20 <= 'z') {
		stem = strings.TrimSuffix(base, ext)
	}
	for _, id := range []string{base, stem} {
		if l, ok := spdx.LookupLicense(id); ok {
			return l.ID, true
		}
		if e, ok := spdx.LookupException(id); ok {
			return e.ID, true
		}
	}
	if e, err := spdx.Parse(stem); err == nil {
		if l, ok := e.(spdx.License); ok && l.IsRef() && l.Document == "" && !l.OrLater {
			return l.ID, true
		}
	}
	return "", false
}
