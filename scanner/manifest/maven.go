// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// Limits of a POM: how deep elements may stand, and how much of a name is looked at, in bytes.
const (
	maxElements = 100
	maxTag      = 40
)

// A pom is what is wanted of a POM, as it is written: properties are not resolved.
type pom struct {
	text     map[string]string // by path: "project/groupId"
	licenses []string
	at       span // of the licenses
	parent   bool
}

// readMaven reads pom.xml. Of several licences any may be chosen: the Maven model says of "licenses" that it
// is assumed the user can select any of them, not that they must accept all (maven.mdo, Maven 3 and 4).
func readMaven(s *sheet) error {
	p, err := decodePOM(s.data)
	if err != nil || p == nil {
		return err
	}
	stated := func(key string) string {
		v := firstOf(p.text["project/"+key], p.text["project/parent/"+key])
		if strings.Contains(v, "${") {
			return "" // set elsewhere
		}
		return v
	}
	group, artifact := stated("groupId"), p.text["project/artifactId"]
	if strings.Contains(artifact, "${") {
		artifact = ""
	}
	kind := packageurl.TypeMaven
	if group == "" {
		kind = ""
	}
	s.name(kind, group, artifact, stated("version"))
	s.component.Supplier = p.text["project/organization/name"]
	s.component.Distribution = inventory.Distribution{Homepage: p.text["project/url"], Source: p.text["project/scm/url"]}
	switch p.text["project/packaging"] {
	case "war", "ear":
		s.component.Type = "application"
	}
	s.declare(alternatives(p.licenses), p.at)
	if len(p.licenses) == 0 && p.parent {
		s.pointer("manifest-license-inherited", "parent "+p.text["project/parent/groupId"]+":"+p.text["project/parent/artifactId"])
	}
	return nil
}

// decodePOM gives nil for XML that is no POM.
func decodePOM(data []byte) (*pom, error) {
	text, original := decodeLatin1(data)
	d := newXML(text)
	p := &pom{text: map[string]string{}}
	var stack []string
	var content strings.Builder
	var license struct{ name, url string }
	for {
		before := int(d.InputOffset())
		token, err := d.Token()
		if err == io.EOF {
			return p, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.ContainsRune(t, '[') {
				return nil, errors.New("document type with declarations of its own")
			}
		case xml.StartElement:
			if len(stack) == 0 && t.Name.Local != "project" {
				return nil, nil
			}
			if len(stack) == maxElements {
				return nil, fmt.Errorf("more than %d elements within each other", maxElements)
			}
			stack = append(stack, t.Name.Local[:min(len(t.Name.Local), maxTag)])
			content.Reset()
			switch strings.Join(stack, "/") {
			case "project/licenses":
				p.at.start = original(before)
			case "project/licenses/license":
				license.name, license.url = "", ""
			case "project/parent":
				p.parent = true
			}
		case xml.CharData:
			content.Write(t)
		case xml.EndElement:
			value := strings.Join(strings.Fields(content.String()), " ")
			switch key := strings.Join(stack, "/"); key {
			case "project/licenses/license/name":
				license.name = firstOf(license.name, value)
				if license.name != value && value != "" {
					license.name += "; " + value
				}
			case "project/licenses/license/url":
				license.url = value
			case "project/licenses/license":
				if raw := firstOf(license.name, license.url); raw != "" {
					p.licenses = append(p.licenses, raw)
				}
			case "project/licenses":
				p.at.end = original(int(d.InputOffset()))
			default:
				if slices.Contains(pomKeys, key) {
					p.text[key] = value
				}
			}
			stack = stack[:len(stack)-1]
			content.Reset()
		}
	}
}

var pomKeys = []string{
	"project/groupId", "project/artifactId", "project/version", "project/packaging", "project/url",
	"project/parent/groupId", "project/parent/artifactId", "project/parent/version",
	"project/organization/name", "project/scm/url",
}

// decodeLatin1 makes UTF-8 of a text that is none, which then is Latin-1 whatever it says of itself.
// original turns an offset in the result into one in data.
func decodeLatin1(data []byte) (text []byte, original func(int) int) {
	if utf8.Valid(data) {
		return data, func(offset int) int { return offset }
	}
	text = make([]byte, 0, len(data)+len(data)/4)
	for _, b := range data {
		text = utf8.AppendRune(text, rune(b))
	}
	return text, func(offset int) int { return utf8.RuneCount(text[:offset]) }
}
