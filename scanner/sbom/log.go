// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A log collects what was mended or is worth knowing: one issue a code, with the number of times
// and the first places, for a document may have the same fault a hundred thousand times.
type log struct {
	issues []*issue
}

type issue struct {
	inventory.Issue
	count  int
	places []string
	was    string
}

// maxPlaces is how many places of a fault an issue names.
const maxPlaces = 3

// repair notes what was mended without anything getting lost that concerns components or licences.
func (l *log) repair(code string, where fmt.Stringer, was any) {
	l.add(code, inventory.Repaired, where, was)
}

// lose notes what got lost, or may have been, of what the document says of components and
// licences: the document counts as read in part.
func (l *log) lose(code string, where fmt.Stringer, was any) {
	l.add(code, inventory.Unread, where, was)
}

func (l *log) add(code string, effect inventory.Effect, where fmt.Stringer, was any) {
	i := l.at(code, effect)
	i.count++
	if where != nil {
		i.place(where.String)
	}
	if i.count == 1 {
		i.was = quoteValue(was)
	}
}

func (l *log) note(code, where, was string) {
	i := l.at(code, inventory.Note)
	i.count++
	i.place(func() string { return quote(where) })
	if i.count == 1 {
		i.was = quoteValue(was)
	}
}

func (i *issue) place(where func() string) {
	if len(i.places) < maxPlaces {
		if s := where(); s != "" && !slices.Contains(i.places, s) {
			i.places = append(i.places, s)
		}
	}
}

func (l *log) at(code string, effect inventory.Effect) *issue {
	for _, i := range l.issues {
		if i.Code == code {
			return i
		}
	}
	i := &issue{Issue: inventory.Issue{Code: code, Effect: effect}}
	l.issues = append(l.issues, i)
	return i
}

// list writes the issues out, in the order in which their codes first came up.
func (l *log) list(path string) []inventory.Issue {
	var list []inventory.Issue
	for _, i := range l.issues {
		i.Path = path
		i.Args = map[string]string{"count": strconv.Itoa(i.count), "where": strings.Join(i.places, ", "), "was": i.was}
		list = append(list, i.Issue)
	}
	return list
}

// quoteValue shows a value as it stood in the document, cut after a few words.
func quoteValue(v any) string {
	const most = 80
	var s string
	switch v := v.(type) {
	case nil:
		s = "null"
	case string:
		s = v
	case map[string]any:
		s = "{…}"
	case []any:
		s = "[…]"
	default:
		s = fmt.Sprint(v)
	}
	if s = quote(s); len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// A line is a place in a text of lines, counted from 1.
type line int

func (n line) String() string { return strconv.Itoa(int(n)) }

// A place is a value's way from the top of a JSON or YAML document. Its text is made only when
// somebody asks for it.
type place struct {
	in    *place
	name  string
	index int // of a list's element; the name is then empty
	first int // of a piece of a list: the index of its first element in the whole

	judged, idle bool // what matters() found
}

func (p *place) field(name string) *place { return &place{in: p, name: name} }
func (p *place) element(i int) *place     { return &place{in: p, index: p.first + i} }

// String writes the way as a JSON path: "$.packages[3].supplier".
func (p *place) String() string {
	const most = 12
	var steps []string
	for n := 0; p != nil && p.in != nil; p, n = p.in, n+1 {
		if n == most {
			steps = append(steps, "…")
			break
		}
		if p.name == "" {
			steps = append(steps, "["+strconv.Itoa(p.index)+"]")
		} else {
			steps = append(steps, "."+quoteValue(p.name))
		}
	}
	var b strings.Builder
	b.WriteString("$")
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteString(steps[i])
	}
	return b.String()
}

// fail makes the error of a document that stays unreadable; offset is where in its text, 0 nowhere.
func (r *reading) fail(key string, offset int64, cause error) *inventory.Error {
	e := r.failWith(key, nil)
	e.Where += r.position(offset)
	e.Cause = cause
	return e
}

// hints says for each error what its reader can do now.
var hints = map[string]string{
	"sbom.too-large":           "hint.sbom-split",
	"sbom.too-many-components": "hint.sbom-split",
	"sbom.too-many-values":     "hint.sbom-split",
	"sbom.too-deep":            "hint.sbom-export-again",
	"sbom.syntax":              "hint.sbom-export-again",
	"sbom.unreadable":          "hint.sbom-export-again",
	"sbom.internal":            "hint.sbom-export-again",
	"sbom.empty":               "hint.sbom-export-again",
	"sbom.encoding":            "hint.sbom-export-again",
	"sbom.xml-entities":        "hint.sbom-export-again",
	"sbom.not-cyclonedx":       "hint.sbom-formats",
	"sbom.not-spdx":            "hint.sbom-formats",
	"sbom.version":             "hint.sbom-formats",
	"sbom.format":              "hint.sbom-formats",
}

func (r *reading) failWith(key string, args inventory.Args) *inventory.Error {
	full := inventory.Args{"format": r.format}
	for k, v := range args {
		full[k] = v
	}
	return &inventory.Error{Message: inventory.Message{Key: key, Args: full}, Where: r.path, Hint: inventory.Message{Key: hints[key]}}
}

// position writes an offset as ":line:column", both from 1, the column in bytes; "" for 0.
func (r *reading) position(offset int64) string {
	first, indent, ok := r.piece.begin()
	if offset <= 0 || offset > int64(len(r.text)) || !ok {
		return ""
	}
	before := r.text[:offset]
	lines := bytes.Count(before, []byte("\n"))
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	if lines == 0 {
		column += indent
	}
	return fmt.Sprintf(":%d:%d", first+lines+1, max(column, 1))
}

func (r *reading) tooDeep(offset int64) error {
	e := r.failWith("sbom.too-deep", inventory.Args{"limit": strconv.Itoa(MaxDepth)})
	e.Where += r.position(offset)
	return e
}

// checkCounts refuses a document of too many values, or of too many components or files.
func (r *reading) checkCounts(values, things int) error {
	switch {
	case things > r.limits.components:
		return r.failWith("sbom.too-many-components", inventory.Args{"limit": strconv.Itoa(r.limits.components)})
	case values > r.limits.values:
		return r.failWith("sbom.too-many-values", inventory.Args{"limit": strconv.Itoa(r.limits.values)})
	}
	return nil
}
