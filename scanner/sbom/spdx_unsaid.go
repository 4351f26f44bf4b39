// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"slices"
	"strings"

	spdxtools "github.com/spdx/tools-golang/spdx"

	"lizenzlotse/scanner/sbom/spdx3"
)

// An unsaid is a set of fields, a bit for each.
type unsaid uint

// The fields, in the order of their names.
const (
	saysCopyright unsaid = 1 << iota
	saysCreator
	saysDownload
	saysSupplier
	saysVersion
	unsaidFields = iota
)

// note takes in what stands in a field.
func (s *unsaid) note(none *unsaid, field unsaid, text string) {
	switch strings.TrimSpace(text) {
	case "NOASSERTION":
		*s |= field
	case "NONE":
		*none |= field
	}
}

// fields gives the names. Most packages of a document say the same of nothing, so they share the lists.
func (s unsaid) fields() []string { return unsaidNames[s] }

var unsaidNames = func() (all [1 << unsaidFields][]string) {
	names := []string{"copyright", "creator", "download", "supplier", "version"}
	for set := range all {
		for i, name := range names {
			if set&(1<<i) != 0 {
				all[set] = append(all[set], name)
			}
		}
		all[set] = slices.Clip(all[set])
	}
	return all
}()

// unsaidBy lists the fields of a package in which SPDX says that something is not known, or that there is nothing.
func unsaidBy(p *spdxtools.Package) (unknown, none []string) {
	var a, b unsaid
	a.note(&b, saysVersion, p.PackageVersion)
	a.note(&b, saysCopyright, p.PackageCopyrightText)
	a.note(&b, saysDownload, p.PackageDownloadLocation)
	if o := p.PackageOriginator; o != nil {
		a.note(&b, saysCreator, o.Originator)
	}
	if s := p.PackageSupplier; s != nil {
		a.note(&b, saysSupplier, s.Supplier)
	}
	return a.fields(), b.fields()
}

// unsaidBy lists the fields of a package in which the document says that something is not known, or that there is nothing.
func (s *graphReading) unsaidBy(e *spdx3.Element) (unknown, none []string) {
	var a, b unsaid
	for _, x := range unsaidFields3 {
		for _, v := range e.Values(x.name) {
			text := v.Text
			if x.agent {
				id, _ := s.graph.Target(v)
				text = cmp.Or(individual(id), text)
			}
			a.note(&b, x.field, text)
		}
	}
	return a.fields(), b.fields()
}

// unsaidFields3 are the fields as SPDX 3 names them; an agent is said to be unknown by an element that SPDX defines for it.
var unsaidFields3 = []struct {
	field unsaid
	name  string
	agent bool
}{
	{saysCopyright, "software_copyrightText", false}, {saysCreator, "originatedBy", true}, {saysDownload, "software_downloadLocation", false},
	{saysSupplier, "suppliedBy", true}, {saysVersion, "software_packageVersion", false},
}
