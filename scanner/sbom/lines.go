// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/json"
)

// cycloneDXLines and spdxLines tell by which words a component's own reference is introduced in a format.
var (
	cycloneDXLines = map[string]string{CycloneDXJSON: `"bom-ref"`, CycloneDXXML: `bom-ref=`}
	spdxLines      = map[string]string{SPDXJSON: `"SPDXID"`, SPDXTagValue: "SPDXID:", SPDXYAML: "SPDXID"}
)

// findLines notes in which line of the text each reference is introduced, so that a claim can be
// looked up. A reference that is written in an unusual way simply gets no line.
func (r *reading) findLines(word string) { r.lines = findLines(r.text, word, r.piece) }

func findLines(text []byte, word string, in piece) map[string]int {
	lines := map[string]int{}
	first, _, ok := in.begin()
	if !ok {
		return lines
	}
	n, last := first+1, 0
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(word))
		if i < 0 {
			return lines
		}
		at += i
		n += bytes.Count(text[last:at], []byte("\n"))
		last = at
		at += len(word)
		ref := referenceAt(text[at:])
		if _, known := lines[ref]; ref != "" && !known {
			lines[ref] = n
		}
	}
}

// referenceAt reads the value that follows: quoted, or the rest of the line.
func referenceAt(text []byte) string {
	const most = 2000
	text = bytes.TrimLeft(text[:min(len(text), most)], `"': `)
	end := bytes.IndexAny(text, "\"'\r\n")
	if end < 0 {
		return ""
	}
	ref := text[:end]
	if bytes.IndexByte(ref, '\\') >= 0 {
		var s string
		if json.Unmarshal([]byte(`"`+string(ref)+`"`), &s) == nil {
			return s
		}
	}
	return string(bytes.TrimSpace(ref))
}
