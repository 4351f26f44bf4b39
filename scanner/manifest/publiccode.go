// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"lizenzlotse/scanner/inventory"
)

// Limits of a YAML manifest: the library's stack grows with the depth, its time with the square of
// the number of keys.
const (
	maxYAML         = 256 << 10 // bytes
	maxYAMLBrackets = 2000      // in the whole file
	maxYAMLEntries  = 50        // "- " one after the other, each of which opens a list
)

// readPubliccode reads publiccode.yml, which public bodies put beside their software.
func readPubliccode(s *sheet) error {
	if err := yamlShape(s.data); err != nil {
		return err
	}
	body := bytes.TrimPrefix(s.data, []byte("\uFEFF"))
	f, err := parser.ParseBytes(body, 0)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return errors.New(first)
	}
	if len(f.Docs) == 0 || f.Docs[0].Body == nil {
		return nil
	}
	for _, more := range f.Docs[1:] {
		if more.Body != nil {
			s.unreadable(errors.New("more than one document"))
			break
		}
	}
	root := mapping(f.Docs[0].Body)
	if root == nil {
		return errors.New("no mapping")
	}
	var names []string
	for _, v := range pairs(bareNode(f.Docs[0].Body)) {
		names = append(names, v.Key.GetToken().Value)
	}
	fields, left := publiccodeFields(root, names)
	if left != nil {
		s.unreadable(left)
	}
	s.component.Publiccode = &inventory.Publiccode{Path: s.path, Fields: fields}
	s.name("", "", root.text("name"), root.text("softwareVersion"))
	s.component.Distribution = inventory.Distribution{Homepage: root.text("landingURL"), Source: root.text("url")}
	switch kind := root.text("softwareType"); {
	case kind == "library":
		s.component.Type = "library"
	case strings.HasPrefix(kind, "standalone/"):
		s.component.Type = "application"
	}
	legal := mapping(root["legal"].value)
	organisation := mapping(root["organisation"].value)
	s.component.Supplier = firstOf(organisation.text("name"), legal.text("repoOwner"), legal.text("mainCopyrightOwner"))
	license := legal["license"]
	if license.value == nil {
		return nil
	}
	raw, ok := scalar(license.value)
	if !ok {
		return fmt.Errorf("legal.license: no text in line %d", license.line)
	}
	at, mark := block(body, license.line, license.column), len(s.data)-len(body)
	s.declare(inventory.ReadLicense(strings.TrimSpace(raw)), span{at.start + mark, at.end + mark})
	return nil
}

// yamlFields are the members of a mapping, by their names.
type yamlFields map[string]yamlField

type yamlField struct {
	value        ast.Node
	line, column int // of the name, from 1
}

// mapping is nil for a node that is none.
func mapping(n ast.Node) yamlFields {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case *ast.AnchorNode:
		return mapping(n.Value)
	default:
		return nil
	}
	fields := yamlFields{}
	for _, v := range values {
		t := v.Key.GetToken()
		fields[t.Value] = yamlField{v.Value, t.Position.Line, t.Position.Column}
	}
	return fields
}

func (f yamlFields) text(name string) string {
	s, _ := scalar(f[name].value)
	return s
}

// scalar is the text of a plain, quoted or block scalar. Aliases are not followed.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode: // an unquoted version
		return n.GetToken().Value, true
	case *ast.NullNode:
		return "", true
	case *ast.AnchorNode:
		return scalar(n.Value)
	}
	return "", false
}

// yamlShape refuses what the library could run out of stack on.
func yamlShape(data []byte) error {
	if n := bytes.Count(data, []byte("[")) + bytes.Count(data, []byte("{")); n > maxYAMLBrackets {
		return fmt.Errorf("%d brackets, at most %d are read", n, maxYAMLBrackets)
	}
	entries := 0
	for i, c := range data {
		after := byte('\n')
		if i > 0 {
			after = data[i-1]
		}
		switch {
		case c == ' ' && (after == '-' || after == '?' || after == ':'):
			if entries++; entries > maxYAMLEntries {
				return fmt.Errorf("more than %d lists opened in one line", maxYAMLEntries)
			}
		case c == ' ':
		case (c == '-' || c == '?' || c == ':') && after == ' ':
		default:
			entries = 0
		}
	}
	return nil
}

// block is the line of a key and those below it that are indented further.
func block(data []byte, line, column int) span {
	start := 0
	for ; line > 1; line-- {
		start += lineLength(data[start:])
	}
	end := start + lineLength(data[start:])
	for start += column - 1; end < len(data); {
		next := data[end : end+lineLength(data[end:])]
		text := bytes.TrimLeft(next, " ")
		if len(next)-len(text) < column || len(bytes.TrimSpace(text)) == 0 {
			break
		}
		end += len(next)
	}
	return span{min(start, end), len(bytes.TrimRight(data[:end], " \r\n"))}
}

// lineLength counts the bytes of the first line with its end, which in YAML may be a lone carriage return.
func lineLength(data []byte) int {
	n := bytes.IndexAny(data, "\r\n")
	switch {
	case n < 0:
		return len(data)
	case data[n] == '\r' && n+1 < len(data) && data[n+1] == '\n':
		return n + 2
	}
	return n + 1
}
