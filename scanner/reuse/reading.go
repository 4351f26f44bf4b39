// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Limits of one file.
const (
	maxAnnotations = 50_000
	maxGlobs       = 200_000
	maxGlob        = 4 << 10 // bytes of one pattern
	maxStatement   = 1 << 10 // bytes of one copyright statement
	maxDetail      = 160     // bytes that an issue quotes
)

// A reading collects what one file says.
type reading struct {
	format       Format
	path, folder string
	data         []byte
	globs        int
	parts, paths int     // of a REUSE.toml: tables tried, and bytes that its names may come to
	ends         []int32 // where lines end, once somebody asked
	annotations  []Annotation
	issues       []inventory.Issue
}

// A span is a place in the data: bytes from start up to end.
type span struct{ start, end int }

// A statement is an annotation in the making, with the places of its parts; the zero span is none.
type statement struct {
	whole, license, copyright span
	globs                     []string
	precedence                Precedence
	licenses                  []inventory.License
	copyrights                []string
}

// add takes a statement, as far as the limits allow it.
func (r *reading) add(s statement) {
	kept := s.globs[:0:0]
	for _, g := range s.globs {
		if len(g) > maxGlob || r.globs >= maxGlobs {
			r.unread("reuse-limit", s.whole.start, "")
			continue
		}
		r.globs++
		kept = append(kept, strings.Clone(g)) // or it would hold on to the whole file
	}
	if len(r.annotations) == maxAnnotations {
		r.unread("reuse-limit", s.whole.start, "")
		return
	}
	for i, c := range s.copyrights {
		s.copyrights[i] = inventory.Clip(c, maxStatement)
	}
	for _, l := range s.licenses {
		if l.State == inventory.Unparsed {
			r.note("reuse-license", s.license.start, l.Raw)
		}
	}
	first := s.whole
	if n := bytes.IndexByte(r.data[first.start:first.end], '\n'); n >= 0 {
		first.end = first.start + n
	}
	if s.license == (span{}) {
		s.license = first
	}
	if s.copyright == (span{}) {
		s.copyright = first
	}
	r.annotations = append(r.annotations, Annotation{
		Format: r.format, Folder: r.folder, Globs: kept, Precedence: s.precedence,
		Licenses: s.licenses, Copyrights: s.copyrights,
		Evidence: r.evidence(s.license), CopyrightEvidence: r.evidence(s.copyright),
	})
}

// unread, note and repair record an issue: what was lost, what a reader should know, and what was
// read otherwise than written. Of each code there is one issue, with the first place and their number.
func (r *reading) unread(code string, at int, was string) { r.issue(code, inventory.Unread, at, was) }
func (r *reading) note(code string, at int, was string)   { r.issue(code, inventory.Note, at, was) }
func (r *reading) repair(code string, at int, was string) { r.issue(code, inventory.Repaired, at, was) }

func (r *reading) issue(code string, effect inventory.Effect, at int, was string) {
	for i := range r.issues {
		if r.issues[i].Code == code {
			n, _ := strconv.Atoi(r.issues[i].Args["count"])
			r.issues[i].Args["count"] = strconv.Itoa(n + 1)
			return
		}
	}
	r.issues = append(r.issues, inventory.Issue{Code: code, Path: r.path, Effect: effect, Args: inventory.Args{
		"count": "1", "where": strconv.Itoa(r.line(at)), "was": inventory.Clip(was, maxDetail)}})
}

// line gives the number of the line in which a byte stands.
func (r *reading) line(at int) int {
	if r.ends == nil {
		r.ends = make([]int32, 0, bytes.Count(r.data, []byte("\n")))
		for i, c := range r.data {
			if c == '\n' {
				r.ends = append(r.ends, int32(i))
			}
		}
	}
	n, _ := slices.BinarySearch(r.ends, int32(at))
	return n + 1
}

func (r *reading) evidence(at span) inventory.Evidence {
	last := len(bytes.TrimRight(r.data[at.start:at.end], "\r\n"))
	return inventory.Evidence{
		Path:     r.path,
		Line:     inventory.LineRange{First: r.line(at.start), Last: r.line(at.start + max(last-1, 0))},
		Byte:     inventory.ByteRange{Start: int64(at.start), End: int64(at.end)},
		Detector: string(r.format),
		Quote:    inventory.Clip(string(r.data[at.start:min(at.end, at.start+2*inventory.MaxQuote)]), inventory.MaxQuote),
	}
}
