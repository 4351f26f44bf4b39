// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/source"
)

// What a text says of its licence, whether it tells of a copied library, and that it is plain text and no SBOM, is a matter of its
// content and of the class of its name. It is kept for the next run.

// recordVersion changes with the form of what is kept: a byte, and behind it the record of detection.
const recordVersion = "record-2"

// The first byte of what is kept.
const (
	unmarked = iota
	marked   // it has marks of copied libraries, which are to be read again
)

// A known text is one of which an earlier run kept what it found.
type known struct {
	found  detect.Result
	marked bool
}

// worthAsking is the size in bytes from which on it takes longer to read a file than to ask for what is
// known of it.
const worthAsking = 64

func (c *collector) mayKeep(e *source.Entry) bool {
	return c.cache != nil && len(e.Data) >= worthAsking
}

func textClass(path string) string { return detect.PathClass(path) + "/" + embedded.Class(path) }

// recall gives what is known of a text; nil if nothing is. A fault in knowing is no fault in detection.
func (c *collector) recall(e *source.Entry) (k any) {
	if !c.mayKeep(e) {
		return nil
	}
	defer func() {
		if recover() != nil {
			k = nil
		}
	}()
	kept, ok := c.cache.Get(e.SHA256, textClass(e.Path))
	if !ok || len(kept) == 0 || kept[0] > marked {
		return nil
	}
	found, ok := detect.Restore(kept[1:], e.Data, e.Path)
	if !ok {
		return nil
	}
	return &known{found, kept[0] == marked}
}

// readText gives what the text of a file says of its licence and of copied libraries, or said in an earlier run.
func (c *collector) readText(e *source.Entry, list bool) (detect.Result, []embedded.Mark) {
	if k, ok := e.Known.(*known); ok && !list {
		if k.marked {
			return k.found, readMarks(e)
		}
		return k.found, nil
	}
	if !list && e.Kind == source.KindPlain && c.mayKeep(e) {
		if found, marks, ok := c.keepText(e); ok {
			return found, marks
		}
	}
	return scanText(e, list), readMarks(e)
}

// keepText reads a text and keeps what is in it. It is not ok after a fault.
func (c *collector) keepText(e *source.Entry) (found detect.Result, marks []embedded.Mark, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	found, record, mayBeKept := detect.Record(e.Data, e.Path)
	marks = readMarks(e)
	if mayBeKept {
		first := byte(unmarked)
		if len(marks) > 0 {
			first = marked
		}
		c.cache.Put(e.SHA256, textClass(e.Path), append([]byte{first}, record...))
	}
	return found, marks, true
}
