// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// maxRecord bounds a record, in bytes. Files of which more is to be said are read again each time.
const maxRecord = 32 << 10

// Record is [Scan], and makes a record from which [Restore] gives the same Result of a file that has
// the same content and [PathClass]. The record holds licence ids and places, no text of the file. It is
// empty for a file in which nothing was found. It is not ok if there can be none.
func Record(data []byte, path string) (r Result, record []byte, ok bool) {
	r, d := scanFile(data, path, classOf(path), nil)
	if len(r.Findings)+len(r.Copyrights)+len(r.Issues) == 0 {
		return r, nil, true
	}
	w := recordWriter{d: d}
	w.result(r)
	if w.failed || len(w.record) > maxRecord {
		return r, nil, false
	}
	// What is kept is known to come out again, whatever a later change of detection overlooks here.
	again, ok := Restore(w.record, data, path)
	return r, w.record, ok && same(again, r)
}

// What a record names by number. New names are put at the end.
var (
	recordKinds       = []inventory.FindingKind{inventory.FoundText, inventory.FoundHeader, inventory.FoundTag, inventory.FoundNotice, inventory.FoundReference}
	recordConfidences = []inventory.Confidence{inventory.High, inventory.Medium, inventory.Low}
	recordDetectors   = []string{DetectorTag, DetectorSnippet, DetectorPatterns, DetectorTexts, DetectorProse, DetectorUnexplained}
	recordIssues      = []recordIssue{
		{codeLimited, inventory.Unread, nil},
		{codeList, inventory.Note, []string{"licenses"}},
		{codeIgnored, inventory.Note, []string{"count", "lines"}},
		{codeDisguised, inventory.Note, []string{"count", "line"}},
		{codeCopyrightsLimited, inventory.Note, []string{"more"}},
	}
)

// A recordIssue is an issue that a record may have; its arguments are numbers.
type recordIssue struct {
	code   string
	effect inventory.Effect
	args   []string
}

// numeric is what arguments of issues may be made of.
const numeric = "0123456789-, …"

// What the text of a record's places is: the file as it is, or what decode makes of it.
const (
	textOfFile = iota
	textDecoded
)

// A recordWriter writes what a recordReader reads: numbers as varints, strings behind their length.
type recordWriter struct {
	d      *document
	record []byte
	failed bool // the result has what a record cannot hold
}

func (w *recordWriter) number(n int) { w.record = binary.AppendUvarint(w.record, uint64(n)) }

func (w *recordWriter) text(s string) {
	w.number(len(s))
	w.record = append(w.record, s...)
}

func (w *recordWriter) index(i int) {
	if i < 0 {
		w.failed = true
	}
	w.number(max(i, 0))
}

func (w *recordWriter) result(r Result) {
	if w.d.read == nil {
		w.number(textOfFile)
	} else {
		w.number(textDecoded)
	}
	w.number(len(r.Findings))
	for i, f := range r.Findings {
		h := w.d.hits[i]
		w.number(h.start)
		w.number(h.end - h.start)
		w.index(slices.Index(recordKinds, f.Kind))
		w.index(slices.Index(recordConfidences, f.Confidence))
		w.index(slices.Index(recordDetectors, f.Evidence.Detector))
		w.expression(f.Expression, h)
		w.number(len(f.Readings))
		for _, e := range f.Readings {
			w.expression(e, h)
		}
	}
	w.number(len(r.Issues))
	for _, issue := range r.Issues {
		n := slices.IndexFunc(recordIssues, func(k recordIssue) bool { return k.code == issue.Code })
		if n < 0 || recordIssues[n].effect != issue.Effect || len(issue.Args) != len(recordIssues[n].args) {
			w.failed = true
			return
		}
		w.number(n)
		for _, name := range recordIssues[n].args {
			w.text(issue.Args[name])
		}
	}
	w.number(len(r.Copyrights))
	for i, c := range r.Copyrights {
		at := w.d.noticed[i]
		w.number(at.first)
		w.spell(c.Holder, at)
		w.spell(c.Years, at)
		if w.failed {
			return
		}
	}
}

// refMark stands in the expression of a record for a reference, which is a stranger's text: where it
// stands in the file follows.
const refMark = "\x00"

// expression writes an expression as its text, but for the references that the place it was found at names.
func (w *recordWriter) expression(e spdx.Expression, at hit) {
	text := spdx.Text(e)
	if !strings.Contains(text, "Ref-") {
		w.text(text)
		return
	}
	var ranges [][2]int
	text = eachRef(text, func(ref string) string {
		i := strings.Index(w.d.text[at.start:at.end], ref)
		if i < 0 {
			_, name, _ := strings.Cut(ref, "Ref-")
			w.failed = w.failed || !strings.HasPrefix(name, "lizenzlotse-") // one that detection made
			return ref
		}
		ranges = append(ranges, [2]int{at.start + i, len(ref)})
		return refMark
	})
	w.text(text)
	for _, r := range ranges {
		w.number(r[0])
		w.number(r[1])
	}
}

// eachRef replaces the references in the text of an expression.
func eachRef(text string, by func(string) string) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		ref := strings.Trim(word, "()")
		if strings.Contains(ref, "Ref-") {
			before, behind, _ := strings.Cut(word, ref)
			words[i] = before + by(ref) + behind
		}
	}
	return strings.Join(words, " ")
}

// same reports whether two results say the same.
func same(a, b Result) bool {
	return slices.Equal(a.Copyrights, b.Copyrights) &&
		slices.EqualFunc(a.Findings, b.Findings, func(a, b inventory.Finding) bool {
			return a.Kind == b.Kind && a.Confidence == b.Confidence && a.Evidence == b.Evidence &&
				spdx.Text(a.Expression) == spdx.Text(b.Expression) &&
				slices.EqualFunc(a.Readings, b.Readings, func(a, b spdx.Expression) bool { return spdx.Text(a) == spdx.Text(b) })
		}) &&
		slices.EqualFunc(a.Issues, b.Issues, func(a, b inventory.Issue) bool {
			return a.Code == b.Code && a.Path == b.Path && a.Effect == b.Effect && maps.Equal(a.Args, b.Args)
		})
}
