// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

const (
	cycloneDXNamespace = "http://cyclonedx.org/schema/bom/"
	signatureNamespace = "http://www.w3.org/2000/09/xmldsig#"
)

func readCycloneDXXML(r *reading, text []byte) error {
	head, err := r.scanXML(text)
	if err != nil {
		return err
	}
	r.result.Document.Signed = head.signed
	version, known := strings.CutPrefix(head.namespace, cycloneDXNamespace)
	if !known {
		version = ""
		r.log.repair("sbom-repaired-namespace", line(1), head.namespace)
	} else if !specVersion.MatchString(version) {
		return r.failWith("sbom.version", inventory.Args{"version": quoteValue(version)})
	}
	var bom cdx.BOM
	if head.sound {
		if err := decodeCycloneDXXML(text, &bom); err == nil && !losesLicenses(&bom) {
			r.surroundings(withoutMarkup(text[head.end:]), head.end)
			r.bom(&bom, version)
			return nil
		}
	}
	mended, err := r.mendXML(text, head.namespace)
	if err != nil {
		return err
	}
	bom = cdx.BOM{}
	if err := decodeCycloneDXXML(mended, &bom); err != nil {
		return r.xmlError(err)
	}
	r.bom(&bom, version)
	return nil
}

func decodeCycloneDXXML(text []byte, bom *cdx.BOM) (err error) {
	defer recovered(&err)
	return cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatXML).Decode(bom)
}

// An xmlScan is what one pass over an XML text shows of it.
type xmlScan struct {
	namespace string // of the top element
	signed    bool
	sound     bool // the library loses nothing of what the scan knows to look for
	end       int  // of the top element, if the text is well-formed up to there
}

// singles are the elements that the library reads the last of, in what they stand in.
var singles = map[string][]string{
	"bom": {"metadata"}, "metadata": {"component"}, "component": {"name", "version", "group", "purl", "evidence"}, "license": {"text", "url"},
}

// markup is what may stand around the top element of an XML document.
var markup = regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>`)

func withoutMarkup(text []byte) []byte { return markup.ReplaceAll(text, nil) }

// scanXML passes over the text once. It refuses what is no CycloneDX document and what declares
// entities; a syntax error is left for the mending to judge.
func (r *reading) scanXML(text []byte) (xmlScan, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	s := xmlScan{sound: true, signed: bytes.Contains(text, []byte(signatureNamespace))}
	prefixes := map[string]string{}
	// For each open element: how many "licenses" it has and, in a licence, how many names.
	type open struct {
		name  string
		count int
		once  uint // which of the singles were met
	}
	var stack []open
	values, things := 0, 0
	var before []byte
	for {
		token, err := d.RawToken()
		if err != nil {
			if len(stack) > 0 || !errors.Is(err, io.EOF) {
				s.sound = false
			}
			if s.namespace == "" && len(prefixes) == 0 {
				return s, r.xmlError(err)
			}
			return s, nil
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return s, r.fail("sbom.xml-entities", d.InputOffset(), nil)
			}
		case xml.StartElement:
			if len(stack) == 0 {
				if len(prefixes) > 0 {
					s.sound = false // a second top element
					continue
				}
				for _, a := range t.Attr {
					switch {
					case a.Name.Space == "xmlns":
						prefixes[a.Name.Local] = a.Value
					case a.Name.Space == "" && a.Name.Local == "xmlns":
						prefixes[""] = a.Value
					}
				}
				r.surroundings(before, 0)
				if t.Name.Local != "bom" {
					e := r.failWith("sbom.not-cyclonedx", nil)
					e.Where += r.position(d.InputOffset())
					return s, e
				}
				s.namespace = prefixes[t.Name.Space]
				prefixes["seen"] = ""
			}
			if len(stack) >= MaxDepth {
				return s, r.tooDeep(d.InputOffset())
			}
			values += 1 + len(t.Attr)
			if t.Name.Local == "component" || t.Name.Local == "service" {
				things++
			}
			if err := r.checkCounts(values, things); err != nil {
				return s, err
			}
			if len(stack) > 0 {
				parent := &stack[len(stack)-1]
				if i := slices.Index(singles[parent.name], t.Name.Local); i >= 0 {
					if parent.once&(1<<i) != 0 {
						r.log.lose("sbom-duplicate-key", offset{r, int(d.InputOffset())}, t.Name.Local)
					}
					parent.once |= 1 << i
				}
				switch {
				case licenseLeaves[parent.name] && len(stack) > 1 && isLicense[stack[len(stack)-2].name]:
					s.sound = false
				case t.Name.Local == "licenses", parent.name == "license" && (t.Name.Local == "id" || t.Name.Local == "name"):
					if parent.count++; parent.count > 1 {
						s.sound = false
					}
				case parent.name == "licenses":
					parent.count++
				}
			}
			stack = append(stack, open{name: t.Name.Local})
		case xml.EndElement:
			if len(stack) == 0 {
				s.sound = false
				continue
			}
			if stack = stack[:len(stack)-1]; len(stack) == 0 && s.end == 0 {
				s.end = int(d.InputOffset())
			}
		case xml.CharData:
			if len(stack) == 0 && s.end == 0 {
				before = append(before, t...)
			}
			if n := len(stack); n > 0 && (stack[n-1].name == "licenses" || stack[n-1].name == "license") && len(bytes.TrimSpace(t)) > 0 {
				s.sound = false
			}
		}
	}
}

// xmlError puts the line into an error of encoding/xml.
func (r *reading) xmlError(err error) error {
	var known *inventory.Error
	if errors.As(err, &known) {
		return err
	}
	e := r.fail("sbom.syntax", 0, err)
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		e.Where += fmt.Sprintf(":%d", syntax.Line)
	}
	return e
}
