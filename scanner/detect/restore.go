// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"encoding/binary"
	"strings"
	"sync"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Restore gives the Result that a record of [Record] was made of, for a file of the same content and
// [PathClass]; quotes are taken from data, and so are the words of copyright notices, piece by piece. It is not ok if record is none, or
// names places that are not in data. Restore is safe for concurrent use.
func Restore(record, data []byte, path string) (r Result, ok bool) {
	if len(record) == 0 {
		return Result{}, true
	}
	if len(record) > maxRecord {
		return Result{}, false
	}
	rd := recordReader{rest: record, path: path}
	if rd.number(textDecoded) == textDecoded {
		rd.d = decode(data)
	} else {
		rd.d = &document{file: data, text: asString(data)}
	}
	r = rd.result()
	if rd.failed || len(rd.rest) > 0 {
		return Result{}, false
	}
	return r, true
}

// A recordReader reads what a recordWriter wrote. Once it has failed it gives zeros.
type recordReader struct {
	rest   []byte
	d      *document
	path   string
	failed bool
}

// number reads a number that is at most limit.
func (r *recordReader) number(limit int) int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(max(limit, 0)) {
		r.failed, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *recordReader) bytes() []byte {
	n := r.number(len(r.rest))
	b := r.rest[:min(n, len(r.rest))]
	r.rest = r.rest[len(b):]
	return b
}

// place reads the start and length of what is a stretch of the text, not cut within a rune.
func (r *recordReader) place() (start, end int) {
	start = r.number(len(r.d.text))
	end = start + r.number(len(r.d.text)-start)
	if !r.isBorder(start) || !r.isBorder(end) {
		r.failed = true
		return 0, 0
	}
	return start, end
}

func (r *recordReader) isBorder(at int) bool {
	return at == len(r.d.text) || utf8.RuneStart(r.d.text[at])
}

func (r *recordReader) result() (out Result) {
	if n := r.number(len(r.rest)); n > 0 {
		out.Findings = make([]inventory.Finding, 0, min(n, maxRepeats))
		for range n {
			f := r.finding()
			if r.failed {
				return Result{}
			}
			out.Findings = append(out.Findings, f)
		}
	}
	for range r.number(len(r.rest)) {
		out.Issues = append(out.Issues, r.issue())
		if r.failed {
			return Result{}
		}
	}
	if n := r.number(min(len(r.rest), maxCopyrights)); n > 0 {
		out.Copyrights = make([]inventory.Copyright, 0, min(n, maxRepeats))
		for range n {
			out.Copyrights = append(out.Copyrights, r.copyright())
			if r.failed {
				return Result{}
			}
		}
	}
	return out
}

func (r *recordReader) finding() (f inventory.Finding) {
	start, end := r.place()
	f.Kind = recordKinds[r.number(len(recordKinds)-1)]
	f.Confidence = recordConfidences[r.number(len(recordConfidences)-1)]
	f.Evidence.Detector = recordDetectors[r.number(len(recordDetectors)-1)]
	f.Expression = r.expression()
	for range r.number(len(r.rest)) {
		f.Readings = append(f.Readings, r.expression())
		if r.failed {
			return f
		}
	}
	if r.failed {
		return f
	}
	f.Evidence.Path = r.path
	f.Evidence.Line = inventory.LineRange{First: r.d.line(start), Last: r.d.line(max(start, end-1))}
	f.Evidence.Byte = inventory.ByteRange{Start: int64(r.d.offset(start)), End: int64(r.d.offset(end))}
	f.Evidence.Quote = quote(r.d.text[start:end])
	return f
}

func (r *recordReader) issue() inventory.Issue {
	known := recordIssues[r.number(len(recordIssues)-1)]
	issue := inventory.Issue{Code: known.code, Path: r.path, Effect: known.effect}
	for _, name := range known.args {
		if issue.Args == nil {
			issue.Args = inventory.Args{}
		}
		value := string(r.bytes())
		r.failed = r.failed || strings.Trim(value, numeric) != ""
		issue.Args[name] = value
	}
	return issue
}

// expression reads an expression; its references are taken from the text.
func (r *recordReader) expression() spdx.Expression {
	template := r.bytes()
	if r.failed {
		return nil
	}
	if e, ok := parsedOf(template); ok {
		return e
	}
	var b strings.Builder
	parts := strings.Split(string(template), refMark)
	for i, part := range parts {
		if i > 0 {
			start, end := r.place()
			if r.failed || b.Len()+end-start > maxRecord {
				r.failed = true
				return nil
			}
			b.WriteString(r.d.text[start:end]) // copied: an expression keeps parts of its text, and the file's is only borrowed
		}
		b.WriteString(part)
	}
	text := b.String()
	e, err := spdx.Parse(text)
	if err != nil {
		r.failed = true
		return nil
	}
	if len(parts) == 1 {
		keepParsed(text, e)
	}
	return e
}

// maxParsed bounds how many expressions are kept for the next record that has them.
const maxParsed = 4096

var parsed = struct {
	sync.RWMutex
	byText map[string]spdx.Expression
}{byText: map[string]spdx.Expression{}}

func parsedOf(text []byte) (spdx.Expression, bool) {
	parsed.RLock()
	defer parsed.RUnlock()
	e, ok := parsed.byText[string(text)]
	return e, ok
}

func keepParsed(text string, e spdx.Expression) {
	parsed.Lock()
	defer parsed.Unlock()
	if len(parsed.byText) < maxParsed {
		parsed.byText[text] = e
	}
}
