// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// identifyXML looks at the outermost element and the namespaces that it declares.
func identifyXML(head []byte) Kind {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // the names are ASCII

	// Within rdf:RDF: it may leave it to the elements there to declare a namespace.
	inside := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return KindPlain
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case inside && declaresSPDX(start.Attr):
			return KindSPDXRDF
		case !inside:
			if k := identifyRoot(start); k != KindPlain || start.Name.Local != "RDF" {
				return k
			}
			inside = true
		}
	}
}

// declaresSPDX reports whether one of the attributes declares a namespace of SPDX.
func declaresSPDX(attrs []xml.Attr) bool {
	for _, a := range attrs {
		if (a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns") && strings.Contains(a.Value, "spdx.org/rdf/") {
			return true
		}
	}
	return false
}

func identifyRoot(root xml.StartElement) Kind {
	own, declared := "", false // the namespace of the element itself
	for _, a := range root.Attr {
		prefix := a.Name.Local
		switch {
		case a.Name.Space == "xmlns":
		case a.Name.Space == "" && prefix == "xmlns":
			prefix = ""
		default:
			continue
		}
		if prefix == root.Name.Space {
			own, declared = strings.ToLower(a.Value), true
		}
	}
	switch root.Name.Local {
	case "bom":
		if !declared || strings.Contains(own, "cyclonedx.org/schema/bom") {
			return KindCycloneDXXML
		}
	case "RDF", "SpdxDocument":
		if declaresSPDX(root.Attr) {
			return KindSPDXRDF
		}
	}
	return KindPlain
}

// creationTags may stand before SPDXVersion in a tag-value document, and show where it is missing.
var creationTags = map[string]bool{
	"SPDXVersion": true, "DataLicense": true, "SPDXID": true, "DocumentName": true, "DocumentNamespace": true,
	"ExternalDocumentRef": true, "LicenseListVersion": true, "Creator": true, "Created": true,
	"CreatorComment": true, "DocumentComment": true, "Relationship": true, "RelationshipComment": true,
}

// identifyTagValue wants "SPDXVersion:" among the first tags, with nothing but tags and comments
// before it: a text that talks about SPDX is no document. Where the version is missing, its
// number and namespace do. With a small letter it is the key of the YAML form too, so that a tag which
// is none there must come with it.
func identifyTagValue(head []byte) Kind {
	seen := map[string]bool{}
	head = bytes.TrimPrefix(head, []byte("b'")) // how Python prints bytes, seen in the wild
	for len(head) > 0 {
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		tag, value, found := bytes.Cut(line, []byte(":"))
		name := string(tag[:min(len(tag), maxKey)])
		if found && name == "spdxVersion" {
			seen[name] = true
			continue
		}
		if !found || !creationTags[name] {
			break
		}
		if name == "SPDXVersion" || seen["spdxVersion"] && name != "SPDXID" {
			return KindSPDXTagValue
		}
		seen[name] = true
		if bytes.Contains(value, []byte("<text>")) && !bytes.Contains(value, []byte("</text>")) {
			_, head, _ = bytes.Cut(head, []byte("</text>"))
		}
	}
	if seen["SPDXID"] && seen["DocumentNamespace"] {
		return KindSPDXTagValue
	}
	return KindPlain
}

// identifyYAML wants the key "spdxVersion" with a version at the outermost level of a text that
// begins as a YAML mapping does.
func identifyYAML(text []byte) Kind {
	if !beginsWithKey(text) {
		return KindPlain
	}
	for rest := text; ; {
		at := bytes.Index(rest, []byte("spdxVersion"))
		if at < 0 {
			return KindPlain
		}
		before := bytes.TrimRight(rest[:at], `"'`)
		first := len(before) == 0 || before[len(before)-1] == '\n'
		rest = rest[at+len("spdxVersion"):]
		value := bytes.TrimLeft(rest[:min(len(rest), maxKey)], `"'`)
		if value, ok := bytes.CutPrefix(bytes.TrimLeft(value, " \t"), []byte(":")); first && ok &&
			bytes.HasPrefix(bytes.TrimLeft(value, ` "'`), []byte("SPDX-")) {
			return KindSPDXYAML
		}
	}
}

// beginsWithKey reports whether the first line that says something is "key:" or "key: value".
func beginsWithKey(text []byte) bool {
	text = text[:min(len(text), headSize)]
	for len(text) > 0 {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		if len(line) == 0 || line[0] == '#' || line[0] == '%' || bytes.HasPrefix(line, []byte("---")) {
			continue
		}
		key, value, found := bytes.Cut(line, []byte(":"))
		key = bytes.Trim(key, ` "'`)
		return found && len(key) > 0 && len(key) < maxKey && !bytes.ContainsAny(key, " \t") &&
			(len(value) == 0 || value[0] == ' ' || value[0] == '\t')
	}
	return false
}
