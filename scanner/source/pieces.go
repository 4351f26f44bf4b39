// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"io"
	"lizenzlotse/scanner/loosejson"
)

// inPieces reports whether a large file of the disk need not be in memory as a whole, of which kind and
// head are what it begins with. What may yet turn out to be an SBOM has to be.
func (w *walker) inPieces(path string, kind Kind, head []byte, size int64) bool {
	switch {
	case size > w.limits.Total, w.o.Whole != nil && w.o.Whole(path):
		return false
	case kind == KindBinary:
		return true
	}
	return kind == KindPlain && !undecided(head)
}

// undecided reports whether more than the beginning of a text is needed to tell its kind: Identify
// looks through JSON, also behind comments, and YAML to the end.
func undecided(head []byte) bool {
	text := bytes.TrimLeft(Text(head), " \t\r\n\f\v")
	i := 0
	if len(text) > 0 && (text[0] == '/' || text[0] == '#') {
		i = loosejson.SkipBlank(text, 0)
	}
	return i >= len(text) || text[i] == '{' || beginsWithKey(text) || mayWrap(text[i:])
}

// mayWrap reports whether a text of which this is the beginning may be a list of SBOMs or one that is
// written as a string: those show it there, and long lists of anything else are common.
func mayWrap(text []byte) bool {
	if text[0] == '[' {
		return bytes.Contains(text, []byte(`"bomFormat"`)) || bytes.Contains(text, []byte(`"spdxVersion"`)) || bytes.Contains(text, []byte(`"payloadType"`))
	}
	text = bytes.TrimPrefix(text, []byte(`"`))
	for _, start := range []string{"{", "eyJ", "ewo", "ew0", "W3s", "IHs", "PD94bWw"} { // base64 of "{" with what stands beside it, and of "<?xml"
		if bytes.HasPrefix(text, []byte(start)) {
			return true
		}
	}
	return false
}

// atUntil reads a file until the walk is to end.
type atUntil struct {
	w *walker
	r io.ReaderAt
}

func (a atUntil) ReadAt(p []byte, at int64) (int, error) {
	if a.w.stopped() {
		return 0, a.w.err()
	}
	return a.r.ReadAt(p, at)
}
