// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"regexp"
	"strconv"
	"sync"

	"sigs.k8s.io/yaml"
)

// readSPDXYAML turns the document into JSON, with the parser that the library uses, which
// bounds what aliases may grow to, and goes on as with JSON.
func readSPDXYAML(r *reading, text []byte) error {
	if d := r.piece.document; d != nil && d.Lines != nil { // it was turned into JSON to be found
		r.text = d.Lines
		return r.checkedSPDX(text)
	}
	if hasSeveralDocuments(text) {
		if r.piece.split {
			return errSeveral
		}
		r.log.lose("sbom-several-documents", nil, "")
	}
	// The parser needs some hundred bytes for every scalar, so it is asked only after counting.
	values := 0
	for _, mark := range []string{"\n", ",", "[", "{", "- "} {
		values += bytes.Count(text, []byte(mark))
	}
	if err := r.checkCounts(2*values, 0); err != nil {
		return err
	}
	converted, err := yamlToJSON(text, true)
	if err != nil {
		// A key that stands twice: the parser keeps the last of them, so something stays unread.
		if converted, err = yamlToJSON(text, false); err != nil {
			return r.yamlError(err)
		}
		r.log.lose("sbom-duplicate-key", nil, "")
	}
	return r.checkedSPDX(converted)
}

// checkedSPDX reads JSON that was made of YAML.
func (r *reading) checkedSPDX(converted []byte) error {
	s := scanJSON(converted)
	if s.deep > 0 {
		return r.tooDeep(0) // its place is one of the converted text
	}
	if err := r.checkScan(s); err != nil {
		return err
	}
	return r.spdxJSON(converted, s)
}

// yamlDocuments finds the marks that stand between the documents of a stream. Behind one its document may
// begin in the same line.
var yamlDocuments = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(?:---|\.\.\.)(?:[ \t\r]|$)`)
})

// hasSeveralDocuments reports whether a second document follows, which the parser leaves unread.
func hasSeveralDocuments(text []byte) bool {
	for found := 0; ; {
		part, mark := text, yamlDocuments().FindIndex(text)
		if mark != nil {
			part, text = text[:mark[0]], text[mark[1]:]
		}
		if !onlyComments(part) {
			found++
		}
		if mark == nil || found > 1 {
			return found > 1
		}
	}
}

// onlyComments reports whether nothing but comments and directives stands in a text.
func onlyComments(text []byte) bool {
	for l := range bytes.Lines(text) {
		if l = bytes.TrimSpace(l); len(l) > 0 && l[0] != '#' && l[0] != '%' {
			return false
		}
	}
	return true
}

func yamlToJSON(text []byte, strict bool) (out []byte, err error) {
	defer recovered(&err)
	if strict {
		return yaml.YAMLToJSONStrict(text)
	}
	return yaml.YAMLToJSON(text)
}

var yamlLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`line (\d+)`)
})

func (r *reading) yamlError(err error) error {
	e := r.fail("sbom.syntax", 0, err)
	if m := yamlLine().FindStringSubmatch(err.Error()); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			e.Where += ":" + strconv.Itoa(n)
		}
	}
	return e
}
