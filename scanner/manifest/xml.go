// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of an XML file that is read as a whole.
const (
	maxXML   = 32 << 20 // bytes
	maxNodes = 500_000
)

// A node is an element of an XML file.
type node struct {
	name     string
	text     string // of its own, without white space round it
	line     int
	attrs    []xml.Attr
	children []*node
}

// decodeXML reads a file into nodes. Entities of its own are refused, as those expand.
func decodeXML(data []byte) (*node, error) {
	if len(data) > maxXML {
		return nil, fmt.Errorf("%d bytes, at most %d are read", len(data), maxXML)
	}
	text, _ := decodeLatin1(bytes.TrimPrefix(data, []byte("\uFEFF")))
	d := newXML(text)
	line, last, count := 1, 0, 0
	top := &node{}
	stack := []*node{top}
	var content [][]byte
	for {
		token, err := d.Token()
		if err == io.EOF {
			if len(top.children) != 1 {
				return nil, errors.New("no element")
			}
			return top.children[0], nil
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
			if count++; count > maxNodes || len(stack) > maxElements {
				return nil, fmt.Errorf("more than %d elements, or %d within each other", maxNodes, maxElements)
			}
			at := int(d.InputOffset())
			line += bytes.Count(text[last:at], []byte("\n"))
			last = at
			// Where the tag itself goes over several lines, it is its last.
			n := &node{name: t.Name.Local, line: line, attrs: t.Attr}
			outer := stack[len(stack)-1]
			outer.children = append(outer.children, n)
			stack, content = append(stack, n), append(content, nil)
		case xml.CharData:
			if len(content) > 0 {
				content[len(content)-1] = append(content[len(content)-1], t...)
			}
		case xml.EndElement:
			stack[len(stack)-1].text = string(bytes.TrimSpace(content[len(content)-1]))
			stack, content = stack[:len(stack)-1], content[:len(content)-1]
		}
	}
}

// newXML is a decoder as it suits the manifests of old.
func newXML(text []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = xml.HTMLEntity // fixed, and none expands into another; those of a DTD are not read
	d.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "utf8", "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252":
			return input, nil // decodeLatin1 has been over it
		}
		return nil, fmt.Errorf("character set %.40q", charset)
	}
	return d
}

// child is the first element of a name within; an empty one where there is none.
func (n *node) child(names ...string) *node {
	for _, name := range names {
		var found *node
		for _, c := range n.children {
			if c.name == name {
				found = c
				break
			}
		}
		if found == nil {
			return &node{}
		}
		n = found
	}
	return n
}

// attr is an attribute, in whatever case its name is written.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
