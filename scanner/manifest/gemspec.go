// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// A gemField is one assignment or call in a gemspec: s.name = "x", s.add_dependency "x", "~> 1".
type gemField struct {
	name   string
	values []string
	at     span
	line   int
}

// gemFields finds what a gemspec sets in plain words. It is a program in Ruby and is not executed: what it works out, as from
// a constant or a file, is not known.
func gemFields(data []byte) []gemField {
	if !bytes.Contains(data, []byte("Gem::Specification")) {
		return nil
	}
	var list []gemField
	offset, line := 0, 0
	for text := range bytes.Lines(data) {
		start := offset
		offset += len(text)
		line++
		plain := withoutRubyComment(string(text))
		object, rest, ok := strings.Cut(strings.TrimSpace(plain), ".")
		if !ok || object == "" || strings.Trim(object, rubyWord) != "" {
			continue
		}
		name := rest[:len(rest)-len(strings.TrimLeft(rest, rubyWord))]
		values := rubyStrings(rest[len(name):])
		if words, ok := rubyWords(rest[len(name):]); ok {
			values = words
		}
		if name != "" && len(values) > 0 {
			list = append(list, gemField{name, values, span{start, start + len(bytes.TrimRight(text, " \t\r\n"))}, line})
		}
	}
	return list
}

const rubyWord = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"

// readGemspec reads a *.gemspec. What several licences mean is not laid down (guides.rubygems.org, "Specification reference"):
// they are read like a list in one field.
func readGemspec(s *sheet) error {
	text := map[string]string{}
	for _, f := range gemFields(s.data) {
		switch f.name {
		case "license", "licenses":
			s.declare(inventory.ReadLicense(strings.Join(f.values, ", ")), f.at)
		case "name", "version", "homepage", "author", "authors":
			if text[f.name] == "" {
				text[f.name] = f.values[0]
			}
		}
	}
	s.name(packageurl.TypeGem, "", text["name"], text["version"])
	s.component.Supplier = firstOf(text["author"], text["authors"])
	s.component.Distribution.Homepage = text["homepage"]
	return nil
}

// readGemspecNeeds reads what a gemspec says the gem needs.
func readGemspecNeeds(g *graph) error {
	text := map[string]string{}
	for _, f := range gemFields(g.data) {
		scope := inventory.Runtime
		switch f.name {
		case "name", "version":
			text[f.name] = f.values[0]
			continue
		case "add_dependency", "add_runtime_dependency":
		case "add_development_dependency":
			if foreignGem(g.path) {
				continue // of the work of others, what they develop it with
			}
			scope = inventory.Dev
		default:
			continue
		}
		name := f.values[0]
		g.needAs(-1, g.add(pkg{key: name, name: name, line: f.line}), scope, f.line, strings.Join(f.values[1:], ", "))
	}
	g.Project = purl(packageurl.TypeGem, "", text["name"], text["version"])
	return nil
}

// foreignGem reports whether a gemspec is that of an installed gem.
func foreignGem(path string) bool {
	return foreign(path) || strings.Contains("/"+path, "/specifications/") || strings.Contains("/"+path, "/gems/")
}

// withoutRubyComment cuts a comment off a line.
func withoutRubyComment(line string) string {
	var quote byte
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0 && c == '\\':
			i++
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '#':
			return line[:i]
		}
	}
	return line
}

// rubyStrings are the strings in a line, but for those into which a value is put.
func rubyStrings(line string) []string {
	var list []string
	for i := 0; i < len(line); i++ {
		quote := line[i]
		if quote != '"' && quote != '\'' {
			continue
		}
		end := i + 1
		for end < len(line) && line[end] != quote {
			if line[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(line) {
			break
		}
		if s := line[i+1 : end]; !strings.Contains(s, "#{") && s != "" {
			list = append(list, s)
		}
		i = end
	}
	return list
}

// rubyWords reads a list of words, as %w[MIT Ruby]. RubyGems itself writes names as %q<name>.
func rubyWords(text string) ([]string, bool) {
	_, rest, ok := strings.Cut(text, "%")
	if !ok || len(rest) < 3 || rest[0] != 'w' && rest[0] != 'q' && rest[0] != 'W' {
		return nil, false
	}
	closing := map[byte]string{'[': "]", '(': ")", '{': "}", '<': ">"}[rest[1]]
	inner, after, ok := strings.Cut(rest[2:], closing)
	if closing == "" || !ok {
		return nil, false
	}
	if rest[0] == 'q' {
		return append([]string{inner}, rubyStrings(after)...), true
	}
	return strings.Fields(inner), true
}

// rubySymbols are the symbols in a line: :test.
func rubySymbols(line string) []string {
	var list []string
	for i := range len(line) {
		if line[i] != ':' || i > 0 && line[i-1] == ':' {
			continue
		}
		rest := line[i+1:]
		if name := rest[:len(rest)-len(strings.TrimLeft(rest, rubyWord))]; name != "" {
			list = append(list, name)
		}
	}
	return list
}
