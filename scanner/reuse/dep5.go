// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Fields of Debian's form that are read, in lower case; they are written in any.
const (
	fieldFormat    = "format"
	fieldFiles     = "files"
	fieldCopyright = "copyright"
	fieldLicense   = "license"
)

var fields = []string{fieldFiles, fieldCopyright, fieldLicense}

// A paragraph is a group of fields up to an empty line.
type paragraph struct {
	statement
	named   bool              // it has the field Files
	format  string            // what its field Format says
	near    map[string]string // fields that look like one of ours and are not, by that one
	nearAt  map[string]int
	current string // the field that a continued line belongs to
}

// dep5 reads .reuse/dep5 and debian/copyright. Paragraphs that only carry the text of a licence are
// no statements, and neither is what the first one says of the whole.
func (r *reading) dep5() {
	p := paragraph{}
	known := r.format == DEP5
	// finish ends a paragraph; it is false where the first one shows that this is another form.
	finish := func() bool {
		if known = known || isFormat(p.format); known {
			r.paragraph(p)
		}
		p = paragraph{}
		return known
	}
	start := 0
	for raw := range strings.Lines(string(r.data)) {
		at := span{start, start + len(strings.TrimRight(raw, "\r\n"))}
		start += len(raw)
		line := strings.TrimPrefix(strings.TrimRight(raw, " \t\r\n"), "\uFEFF")
		switch {
		case line == "":
			if p.whole != (span{}) && !finish() {
				return
			}
			continue
		case line[0] == '#':
			continue
		case line[0] == ' ' || line[0] == '\t':
			p.whole.end = at.end
			r.value(&p, line, at)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if ok && name == fieldFiles && p.named && !finish() { // nobody left an empty line
			return
		}
		p.whole = joined(p.whole, at)
		if !ok || strings.ContainsAny(name, " \t") {
			if p.current == fieldFiles || p.current == fieldCopyright {
				r.unread("reuse-value", at.start, line)
			}
			continue
		}
		p.current = name
		p.named = p.named || name == fieldFiles
		if name == fieldFormat || name == "format-specification" {
			p.format = value
		}
		if near := spdx.Nearest(name, fields); near != "" && near != name {
			if p.near == nil {
				p.near, p.nearAt = map[string]string{}, map[string]int{}
			}
			p.near[near], p.nearAt[near] = name, at.start
		}
		r.first(&p, value, at)
	}
	if p.whole != (span{}) {
		finish()
	}
}

func isFormat(value string) bool {
	value = strings.ToLower(value)
	return strings.Contains(value, "copyright-format") || strings.Contains(value, "dep5")
}

// first takes the first line of a field.
func (r *reading) first(p *paragraph, value string, at span) {
	if p.current != fieldLicense {
		r.value(p, value, at)
		return
	}
	if value = strings.TrimSpace(value); value != "" {
		p.licenses = append(p.licenses, readShort(strings.Clone(value), r.format))
		p.license = joined(p.license, at)
	}
}

// value takes a line of a field that goes on over several.
func (r *reading) value(p *paragraph, value string, at span) {
	value = strings.TrimSpace(value)
	switch {
	case value == "" || value == ".":
	case p.current == fieldFiles:
		p.globs = append(p.globs, strings.Fields(value)...)
	case p.current == fieldCopyright:
		p.copyrights = append(p.copyrights, value)
		p.copyright = joined(p.copyright, at)
	}
}

// paragraph takes a paragraph that says something of files.
func (r *reading) paragraph(p paragraph) {
	has := map[string]bool{fieldFiles: p.named, fieldLicense: len(p.licenses) > 0, fieldCopyright: len(p.copyrights) > 0}
	said := slices.ContainsFunc(fields, func(f string) bool { return has[f] })
	for _, f := range fields {
		if name := p.near[f]; name != "" && said && !has[f] && (p.named || f == fieldFiles) {
			r.unread("reuse-key", p.nearAt[f], name)
		}
	}
	if !p.named {
		return
	}
	p.precedence = Aggregate
	p.licenses = slices.DeleteFunc(p.licenses, func(l inventory.License) bool { return l.State == inventory.Absent })
	r.add(p.statement)
}
