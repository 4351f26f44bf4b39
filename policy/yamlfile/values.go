// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package yamlfile

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Value is [Reader.Text] of a pair.
func (r *Reader) Value(p Pair) string { return r.Text(p.Value, p.Name) }

// Choice reads one of the values.
func (r *Reader) Choice(p Pair, values []string) string {
	if a, asking := p.Value.(*asked); asking {
		a.choice(values)
		return ""
	}
	s := r.Value(p)
	if r.err == nil && !slices.Contains(values, s) {
		r.Fail(p.Value, inventory.NewMessage("file.value", "field", p.Name, "value", s), Meant(s, values))
	}
	return s
}

// Date reads an RFC 3339 full-date.
func (r *Reader) Date(p Pair) string {
	s := r.Value(p)
	if a, asking := p.Value.(*asked); asking {
		a.format("date")
		return ""
	}
	if r.err == nil {
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			r.Fail(p.Value, inventory.NewMessage("file.date", "field", p.Name, "value", s))
		}
	}
	return s
}

// Number reads a whole number from least to most.
func (r *Reader) Number(p Pair, least, most int) int {
	if a, asking := p.Value.(*asked); asking {
		a.number(least, most)
		return 0
	}
	s := r.Value(p)
	n, err := strconv.Atoi(s)
	if r.err == nil && (err != nil || n < least || n > most) {
		r.Fail(p.Value, inventory.NewMessage("file.number", "field", p.Name, "value", s, "least", strconv.Itoa(least), "most", strconv.Itoa(most)))
	}
	return n
}

// Address reads a web address; nothing else becomes a link in a report.
func (r *Reader) Address(p Pair) string {
	s := r.Value(p)
	if a, asking := p.Value.(*asked); asking {
		a.format("uri")
		return ""
	}
	if r.err == nil {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			r.Fail(p.Value, inventory.NewMessage("file.address", "value", s))
		}
	}
	return s
}

// Digest reads a SHA-256 in hexadecimal, in lower case.
func (r *Reader) Digest(p Pair) string {
	s := r.Value(p)
	if a, asking := p.Value.(*asked); asking {
		a.pattern("^[0-9a-f]{64}$")
		return ""
	}
	if r.err == nil && (len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "") {
		r.Fail(p.Value, inventory.NewMessage("file.digest", "field", p.Name, "value", s))
	}
	return s
}

// IsFile tells the path of a policy from the name of a built-in one.
func IsFile(name string) bool {
	return strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml")
}

// Pattern reads a pattern for paths of the input and refuses what could never match one.
func (r *Reader) Pattern(n ast.Node, field string) string {
	s := r.Text(n, field)
	if r.err == nil && s != "" &&
		(strings.Trim(s, "./") == "" || strings.HasPrefix(s, "/") || strings.Contains(s, `\`) || slices.Contains(strings.Split(s, "/"), "..")) {
		r.Fail(n, inventory.NewMessage("file.pattern", "value", s))
	}
	return s
}

// Both reads a text in both languages ("de" and "en"), or one that is to stand in both.
func (r *Reader) Both(p Pair) assessment.Text {
	var t assessment.Text
	r.Either(p, func() {
		r.Fields(p.Value, p.Name, map[string]func(Pair){
			"de": func(p Pair) { t.DE = r.Value(p) },
			"en": func(p Pair) { t.EN = r.Value(p) },
		})
		if t.DE == "" {
			t.DE = t.EN
		}
		if t.EN == "" {
			t.EN = t.DE
		}
	}, func() {
		s := r.Value(p)
		t = assessment.Text{DE: s, EN: s}
	})
	return t
}

// Either reads a value that is a mapping or something shorter.
func (r *Reader) Either(p Pair, mapping, short func()) {
	if a, asking := p.Value.(*asked); asking {
		a.either(mapping, short)
		return
	}
	switch p.Value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		mapping()
	default:
		short()
	}
}

// Texts reads a list of texts.
func (r *Reader) Texts(p Pair) []string {
	var list []string
	for _, n := range r.Items(p) {
		list = append(list, r.Text(n, p.Name))
	}
	return list
}

// Require complains at a place about a field that has no value. It is asked of every mapping that needs the field.
func (r *Reader) Require(n ast.Node, field, value string) {
	r.Demand(n, field, value != "", inventory.NewMessage("file.missing", "field", field))
}

// Demand is [Reader.Require] with a complaint of its own.
func (r *Reader) Demand(n ast.Node, field string, given bool, m inventory.Message, hint ...inventory.Message) {
	if a, asking := n.(*asked); asking {
		a.require(field)
	} else if !given {
		r.Fail(n, m, hint...)
	}
}

// Quote writes a text as JSON does, which YAML reads too.
func Quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	// Encoding a string cannot fail, nor can writing to a Builder.
	_ = e.Encode(s)
	return strings.TrimSuffix(b.String(), "\n")
}
