// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package cyclonedx writes what was found as a CycloneDX document, 1.6 or 1.7, in JSON or XML, with
// the BSI's properties (TR-03183-2, taxonomy 0.1.2) where the data are there.
//
// Statements stay what they are: what authors declare and conclude stands in licenses with that
// acknowledgement, what was found in files in evidence. Nothing here concludes: what a person decided stands in the
// place of what authors concluded, with that person's annotation. What CycloneDX has
// no field for stands in properties whose names begin with "lizenzlotse:", so nothing is lost.
package cyclonedx

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Versions of the format that can be written; the first is the one without a choice. BSI TR-03183-2
// takes either.
var Versions = []string{"1.6", "1.7"}

// Options say how. The zero Options write version 1.6 in JSON, created in the year 1.
type Options struct {
	Version     string // of [Versions]; "" is the first
	XML         bool
	Created     time.Time
	ToolVersion string // of the program
}

// Write writes the inventory as a CycloneDX document. The same assessment and options give the same
// bytes, and other content another serial number. The error is an [inventory.Error] for a version
// that is not among [Versions], else the writer's.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	version := cdx.SpecVersion1_6
	switch {
	case o.Version == "1.7":
		version = cdx.SpecVersion1_7
	case o.Version != "" && !slices.Contains(Versions, o.Version):
		return &inventory.Error{Message: inventory.Message{Key: "error.cyclonedx-version", Args: inventory.Args{"version": o.Version}},
			Hint: inventory.Message{Key: "hint.flag-values", Args: inventory.Args{"values": strings.Join(Versions, ", ")}}}
	}
	b := newBuilder(a, version, o.XML)
	bom := &cdx.BOM{
		XMLNS:        "http://cyclonedx.org/schema/bom/" + version.String(),
		JSONSchema:   "http://cyclonedx.org/schema/bom-" + version.String() + ".schema.json",
		BOMFormat:    cdx.BOMFormat,
		SpecVersion:  version,
		SerialNumber: serialNumber(nil),
		Version:      1,
		Metadata:     b.metadata(o),
		Annotations:  unlessEmpty(b.annotations()),
	}
	if o.XML {
		return b.writeXML(w, bom)
	}
	return b.writeJSON(w, bom)
}

// writeXML encodes twice, since the serial number, which comes first, is made of everything else.
func (b *builder) writeXML(w io.Writer, bom *cdx.BOM) error {
	components := []cdx.Component{}
	for i := range b.top(false) {
		components = append(components, *b.component(i))
	}
	var services []cdx.Service
	for i := range b.top(true) {
		services = append(services, b.service(i))
	}
	bom.Components = &components
	bom.Services = unlessEmpty(services)
	bom.Dependencies = unlessEmpty(slices.Collect(b.dependencies()))
	bom.Compositions = unlessEmpty(b.compositions())
	bom.Properties = unlessEmpty(b.unwritten())
	sum := sha256.New()
	if err := cdx.NewBOMEncoder(sum, cdx.BOMFileFormatXML).Encode(bom); err != nil {
		return err
	}
	bom.SerialNumber = serialNumber(sum.Sum(nil))
	if err := cdx.NewBOMEncoder(w, cdx.BOMFileFormatXML).SetPretty(true).Encode(bom); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// writeJSON writes a line for each element of the long lists. Each is made when it is written, so
// that the whole document is never in memory as values beside the inventory.
func (b *builder) writeJSON(w io.Writer, bom *cdx.BOM) error {
	var l lines
	addLines(&l, "components", b.top(false), func(i int) any { return b.component(i) })
	addLines(&l, "services", b.top(true), func(i int) any { return b.service(i) })
	addLines(&l, "dependencies", b.dependencies(), func(d cdx.Dependency) any { return d })
	addLines(&l, "compositions", slices.Values(b.compositions()), func(c cdx.Composition) any { return c })
	addLines(&l, "properties", slices.Values(b.unwritten()), func(p cdx.Property) any { return p })
	if l.err != nil {
		return l.err
	}
	l.write([]byte("\n}\n"))
	head, err := headJSON(bom)
	if err != nil {
		return err
	}
	sum := sha256.New()
	sum.Write(head)
	for _, piece := range l.pieces {
		sum.Write(piece)
	}
	bom.SerialNumber = serialNumber(sum.Sum(nil))
	if head, err = headJSON(bom); err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	for _, piece := range l.pieces {
		if _, err := w.Write(piece); err != nil {
			return err
		}
	}
	return nil
}

// headJSON is the document without its lists and without its closing brace.
func headJSON(bom *cdx.BOM) ([]byte, error) {
	var head bytes.Buffer
	e := json.NewEncoder(&head)
	e.SetEscapeHTML(false)
	if err := e.Encode(bom); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(head.Bytes(), []byte("}\n")), nil
}

// lines are lists in the making, one element a line, in pieces so that a long text is never moved. The
// first error stays.
type lines struct {
	pieces [][]byte
	one    bytes.Buffer
	err    error
}

// pieceSize is what a piece holds unless one element is longer.
const pieceSize = 1 << 20

func (l *lines) write(text []byte) {
	last := len(l.pieces) - 1
	if last < 0 || len(l.pieces[last])+len(text) > cap(l.pieces[last]) {
		l.pieces = append(l.pieces, make([]byte, 0, max(pieceSize, len(text))))
		last++
	}
	l.pieces[last] = append(l.pieces[last], text...)
}

// addLines adds a list under its name. Components are there even where there are none.
func addLines[T any](l *lines, name string, all iter.Seq[T], value func(T) any) {
	e := json.NewEncoder(&l.one)
	e.SetEscapeHTML(false)
	n := 0
	for x := range all {
		l.one.Reset()
		if n++; n == 1 {
			l.one.WriteString(",\n\"" + name + "\":[\n")
		} else {
			l.one.WriteString(",\n")
		}
		if err := e.Encode(value(x)); err != nil {
			l.err = err
			return
		}
		l.write(bytes.TrimSuffix(l.one.Bytes(), []byte("\n")))
	}
	switch {
	case n > 0:
		l.write([]byte("\n]"))
	case name == "components":
		l.write([]byte(",\n\"components\":[]"))
	}
}

// serialNumber makes a UUID of a digest (RFC 9562, version 8); without one, a place for it.
func serialNumber(digest []byte) string {
	var id [16]byte
	copy(id[:], digest)
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// unlessEmpty is the library's optional list: nil for an empty one.
func unlessEmpty[T any](list []T) *[]T {
	if len(list) == 0 {
		return nil
	}
	return &list
}
