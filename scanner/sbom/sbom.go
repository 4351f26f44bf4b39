// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package sbom reads CycloneDX and SPDX documents into the terms of the inventory.
//
// The libraries of both projects read first. What they refuse, or would lose without a word, is
// mended and handed to them again, and every mending is an Issue: a licence field of the wrong
// shape must not cost the component, and nobody shall take a mended document for a sound one.
package sbom

import (
	"fmt"

	"lizenzlotse/scanner/inventory"
)

// Limits of what is read. A document beyond one of them is refused: read in part, it would look complete.
const (
	MaxSize       = 256 << 20  // bytes
	MaxDepth      = 1000       // values or elements within one another
	MaxComponents = 1_000_000  // components, or files
	MaxValues     = 12_000_000 // fields, elements, lines: whatever the format counts by
)

// The formats that Read knows, as [inventory.Document] names them.
const (
	CycloneDXJSON = "cyclonedx-json"
	CycloneDXXML  = "cyclonedx-xml"
	SPDXJSON      = "spdx-json"
	SPDXTagValue  = "spdx-tv"
	SPDXYAML      = "spdx-yaml"
	SPDXRDF       = "spdx-rdf" // RDF/XML of SPDX 2
	SPDX3JSON     = "spdx3-json"
)

// A Result is what one document says. Components stand in the order of the document, the main
// one first where the format puts it apart, and may repeat an ID: whoever joins documents joins
// those too. The Origin of every claim is the document's ID. Its SHA-256 is that of the file, which whoever read that knows.
type Result struct {
	Document   inventory.Document
	Components []inventory.Component
	Relations  []inventory.Relation
	Texts      []inventory.Text
	Issues     []inventory.Issue
}

// A format reads text, which is UTF-8 without a byte order mark.
type format struct {
	name string
	read func(r *reading, text []byte) error
}

var formats = []format{
	{CycloneDXJSON, readCycloneDXJSON},
	{CycloneDXXML, readCycloneDXXML},
	{SPDXJSON, readSPDXJSON},
	{SPDXTagValue, readSPDXTagValue},
	{SPDXYAML, readSPDXYAML},
	{SPDXRDF, readSPDXRDF},
	{SPDX3JSON, readSPDX3},
}

// Read reads a document of the given format, one of the constants of this package. The path
// becomes the document's ID. The error is an *[inventory.Error]; then there is no Result.
func Read(data []byte, formatName string, path string) (*Result, error) {
	return read(data, formatName, path, limits{MaxSize, MaxComponents, MaxValues}, piece{})
}

func (r *reading) tooLarge(size int) error {
	return r.failWith("sbom.too-large", inventory.Args{"size": fmt.Sprint(size), "limit": fmt.Sprint(r.limits.size)})
}

type limits struct {
	size       int
	components int
	values     int
}

func read(data []byte, formatName, path string, l limits, p piece) (result *Result, err error) {
	r := &reading{path: path, format: formatName, piece: p, limits: l, refs: map[string]string{}, ids: map[string]int{}}
	defer func() {
		// What is read comes from strangers: a panic, ours or a library's, must not end the run.
		if p := recover(); p != nil {
			result, err = nil, r.fail("sbom.internal", 0, fmt.Errorf("%v", p))
		}
	}()
	if len(data) > l.size {
		return nil, r.tooLarge(len(data))
	}
	r.result.Document = inventory.Document{ID: path, Format: formatName}
	for _, f := range formats {
		if f.name != formatName {
			continue
		}
		text, err := r.decode(data)
		if err != nil {
			return nil, err
		}
		if err := f.read(r, text); err != nil {
			return nil, err
		}
		r.finish()
		return &r.result, nil
	}
	return nil, r.failWith("sbom.format", inventory.Args{"format": formatName})
}
