// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"sync"
)

// objectForm tells which SBOM an object is, by its outermost keys; "" if it is none.
func objectForm(text []byte) string {
	form := ""
	var id, about, spec, components, graph bool
	eachMember(text, func(key string, from, end int) bool {
		value := text[from:end]
		plain := len(value) > 0 && value[0] != '{' && value[0] != '[' // a schema describes the same keys by objects
		has := func(s string) bool { return bytes.Contains(bytes.ToLower(value[:min(len(value), 4096)]), []byte(s)) }
		switch key {
		case "bomFormat":
			if plain && has("cyclonedx") {
				form = CycloneDXJSON
			}
		case "$schema":
			if plain && has("cyclonedx.org/schema/bom") {
				form = CycloneDXJSON
			}
		case "spdxVersion", "SPDXVersion":
			if plain {
				form = SPDXJSON
			}
		case "@context":
			if has("spdx.org/rdf/3") || has("spdx.github.io/spdx-spec/v3") || has("spdx-context") {
				form = SPDX3JSON
			}
		case "SPDXID":
			id = plain && has("spdxref-document")
		case "packages", "creationInfo":
			about = true
		case "specVersion":
			spec = bytes.HasPrefix(value, []byte(`"1`)) || bytes.HasPrefix(value, []byte("1"))
		case "components":
			components = bytes.HasPrefix(value, []byte("["))
		case "@graph":
			graph = has(`"spdxid"`)
		}
		return form == ""
	})
	switch {
	case form != "":
		return form
	case spec && components:
		return CycloneDXJSON
	case id && about:
		return SPDXJSON
	case graph:
		return SPDX3JSON
	}
	return ""
}

// headSize is how much of a text shows what it is.
const headSize = 64 << 10

// textForm tells which SBOM a text is that is no JSON; "" if it is none.
func textForm(text []byte) string {
	head := text[:min(len(text), headSize)]
	if head[0] == '<' {
		return xmlForm(head)
	}
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '#' {
			continue
		}
		tag, _, found := bytes.Cut(line, []byte(":"))
		switch {
		case !found:
			return ""
		case string(tag) == "SPDXVersion":
			return SPDXTagValue
		case string(tag) != "DataLicense" && string(tag) != "SPDXID" && !bytes.HasPrefix(tag, []byte("Document")) && !bytes.HasPrefix(tag, []byte("Create")) && string(tag) != "Creator":
			return ""
		}
	}
	return ""
}

func xmlForm(head []byte) string {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // the names are ASCII
	for {
		token, err := d.RawToken()
		if err != nil {
			return ""
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		names := ""
		for _, a := range root.Attr {
			names += " " + strings.ToLower(a.Value)
		}
		switch {
		case root.Name.Local == "bom" && strings.Contains(names, "cyclonedx.org/schema/bom"):
			return CycloneDXXML
		case (root.Name.Local == "RDF" || root.Name.Local == "SpdxDocument") && bytes.Contains(head, []byte("spdx.org/rdf/terms")): // also declared within
			return SPDXRDF
		}
		return ""
	}
}

// encoded are the beginnings of an SBOM in JSON in base64: of its first key, most often.
var encoded = []string{"eyJib21Gb3JtYX", "eyJzcGR4VmVyc2lvbi", "eyJTUERYSU"}

// marks are the beginnings of strings of which one stands in every JSON text that has an SBOM or an
// attestation in it and is not written to deceive. Those in quotation marks may be escaped.
var marks = append([]string{`bomFormat"`, `specVersion"`, `spdxVersion"`, `SPDXVersion"`, "SPDXVersion:", `SPDXID"`, `predicateType"`, `payloadType"`,
	`messageSignature"`, `@graph"`, `@context"`, "<?xml", "<bom"}, encoded...)

// parts are the fields that an SBOM is made of.
var parts = []string{`components"`, `packages"`, `files"`, `services"`, `dependencies"`, `relationships"`, `licenses"`, `hasExtractedLicensingInfos"`}

// letters are those that the words begin with.
func letters(words []string) (is [256]bool) {
	for _, w := range words {
		is[w[0]] = true
	}
	return is
}

var markLetters, partLetters = letters(marks), letters(parts)

func hasMark(text []byte) bool { return hasAny(text, marks, &markLetters) }

// hasPart reports whether one of the parts is a key or a string in a JSON text.
func hasPart(text []byte) bool { return hasAny(text, parts, &partLetters) }

// hasAny looks at what follows each quotation mark.
func hasAny(text []byte, words []string, letters *[256]bool) bool {
	for {
		i := bytes.IndexByte(text, '"') + 1
		if i == 0 || i == len(text) {
			return false
		}
		if text = text[i:]; !letters[text[0]] {
			continue
		}
		for _, w := range words {
			if w[0] == text[0] && begins(text, w) {
				return true
			}
		}
	}
}

// begins reports whether a text begins with a word, of which a quotation mark at its end may be escaped.
func begins(text []byte, word string) bool {
	if rest, ok := strings.CutSuffix(word, `"`); ok && bytes.HasPrefix(text, []byte(rest)) {
		text = bytes.TrimLeft(text[len(rest):min(len(text), len(rest)+4096)], `\\`)
		return len(text) > 0 && text[0] == '"'
	}
	return bytes.HasPrefix(text, []byte(word))
}

// base64Starts are what JSON, XML and tag-value documents begin with in base64: "{\"", "{\n", "{ ", "{\r",
// "{\t", "[{", " {", "\n{", "<?xml", "<bom", "SPDXVersion", and anything behind a byte order mark of UTF-8.
var base64Starts = []string{"eyJ", "ewo", "eyA", "ew0K", "ewk", "W3s", "IHs", "Cns", "PD94bWw", "PGJvb", "U1BEWFZlcnNpb2", "77u/", "77u_"}

// likelyBase64 reports whether a text is nothing but base64 of something that may be an SBOM.
func likelyBase64(text []byte) bool {
	text = bytes.TrimSpace(text)
	for _, start := range base64Starts {
		if bytes.HasPrefix(text, []byte(start)) {
			return len(text) >= 64 && len(bytes.Trim(text[:min(len(text), 4096)], base64Letters)) == 0
		}
	}
	return false
}

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \t\r\n"

// decodeBase64 takes the standard and the URL alphabet, with padding and white space or without.
func decodeBase64(text []byte) ([]byte, bool) {
	out := make([]byte, 0, len(text))
	for _, c := range text {
		switch c {
		case ' ', '\t', '\r', '\n', '=':
		case '-':
			out = append(out, '+')
		case '_':
			out = append(out, '/')
		default:
			out = append(out, c)
		}
	}
	n, err := base64.RawStdEncoding.Decode(out, out)
	return out[:n], err == nil
}

// yamlMark finds an SBOM in YAML: written as YAML, as JSON in a string, or in base64.
var yamlMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`bomFormat\\?["']?[ \t]*:[ \t]*\\?["']?CycloneDX|spdxVersion\\?["']?[ \t]*:[ \t]*\\?["']?SPDX-|eyJib21Gb3JtYX|eyJzcGR4VmVyc2lvbi|eyJTUERYSU`)
})

var yamlKeys = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^["']?(?:apiVersion|bomFormat|spdxVersion|SPDXID)["']?[ \t]*:`)
})

// likelyYAML reports whether a text looks like a Kubernetes resource or a CycloneDX document in YAML
// that has an SBOM in it.
func likelyYAML(text []byte) bool {
	if !beginsAsYAML(text) {
		return false
	}
	for _, w := range append([]string{"bomFormat", "spdxVersion"}, encoded...) {
		if bytes.Contains(text, []byte(w)) {
			return yamlKeys().Match(text) && yamlMark().Match(text)
		}
	}
	return false
}

// beginsAsYAML reports whether the first line that says something is "key:" or "key: value".
func beginsAsYAML(text []byte) bool {
	for line := range bytes.Lines(text[:min(len(text), headSize)]) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) == 0 || line[0] == '#' || line[0] == '%' || bytes.HasPrefix(line, []byte("---")) {
			continue
		}
		key, value, found := bytes.Cut(line, []byte(":"))
		key = bytes.Trim(key, `"'`)
		return found && len(key) > 0 && len(key) < maxKey && !bytes.ContainsAny(key, " \t") &&
			(len(value) == 0 || value[0] == ' ' || value[0] == '\t')
	}
	return false
}
