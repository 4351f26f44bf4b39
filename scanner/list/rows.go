// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"fmt"
	"slices"
	"strings"

	"github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A row is one of a table, as it stands in the file.
type row struct {
	line  int // of the file in CSV, of the sheet in XLSX; from 1
	cells []string
	// banner: one cell reaches over others of the row, as headings of sections do.
	banner bool
	// hidden: a person who opens the file does not see it.
	hidden bool
}

// headingRows is in how many rows that are not empty the headings are looked for.
const headingRows = 60

// table takes in the rows of one table; sheet names it where a file has several. It is not ok if no row
// of its beginning has the headings of a list.
func (r *reading) table(sheet string, rows []row) bool {
	seen := 0
	for i, x := range rows {
		if x.empty() {
			continue
		}
		if seen++; seen > headingRows {
			break
		}
		if fields, ok := columns(x.cells); ok {
			if r.result.Document.Name == "" {
				r.result.Document.Name = titleOf(rows[:i])
			}
			for _, below := range rows[i+1:] {
				if below.empty() {
					continue
				}
				if again, ok := headingsAgain(below.cells, fields); ok { // on every page, or in two rows
					fields = again
					continue
				}
				if r.rows++; r.rows > MaxRows {
					r.note("list-rows", inventory.Unread, r.place(sheet, below.line), inventory.Args{"limit": fmt.Sprint(MaxRows)})
					break
				}
				r.row(sheet, below, fields)
			}
			return true
		}
		r.guess(x.cells)
	}
	return false
}

// headingsAgain reports whether a row below the headings has headings too. Only where its name is one that
// is asked closer: a list may be long.
func headingsAgain(cells []string, fields []field) ([]field, bool) {
	at := slices.Index(fields, name)
	if at >= len(cells) || byHeading()[fold(cells[at])].field != name {
		return nil, false
	}
	return columns(cells)
}

// guess keeps the headings that a table without fitting ones has, to name them: those of the row that
// comes nearest, which is the one with most cells.
func (r *reading) guess(cells []string) {
	var words []string
	for _, c := range cells {
		if c = quote(c); c != "" {
			words = append(words, cut(c, 40))
		}
	}
	if len(words) > len(r.found) {
		r.found = words
	}
}

func (x *row) empty() bool {
	return !slices.ContainsFunc(x.cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// titleOf is the first thing that stands above the headings and is no comment.
func titleOf(rows []row) string {
	for _, x := range rows {
		for _, c := range x.cells {
			if c = quote(c); c != "" && !strings.HasPrefix(c, "#") {
				return c
			}
		}
	}
	return ""
}

// place names a row for a person.
func (r *reading) place(sheet string, line int) string {
	if sheet == "" {
		return fmt.Sprint(line)
	}
	return fmt.Sprintf("%s!%d", cut(quote(sheet), 31), line)
}

// row makes a component of a row.
func (r *reading) row(sheet string, x row, fields []field) {
	values := map[field]string{}
	var licenses []string
	said := 0
	for i, c := range x.cells {
		c = strings.TrimSpace(c)
		if i >= len(fields) {
			// In text a cell with a separator in it has moved the others; a sheet may have remarks at its side.
			if c == "" || r.format != CSV && inventory.ReadLicense(c).State != inventory.Known {
				continue
			}
			r.note("list-row-wide", inventory.Unread, r.place(sheet, x.line), inventory.Args{"was": cut(quote(c), 80)})
			break
		}
		if c == "" || fields[i] == none {
			continue
		}
		said++
		if fields[i] == license {
			licenses = append(licenses, c)
			continue
		}
		values[fields[i]] = c
	}
	if said == 0 {
		return // only columns that nobody asked for
	}
	place := r.place(sheet, x.line)
	switch {
	case x.banner && len(licenses) == 0 && values[spdxID] == "" && values[version] == "":
		r.note("list-merged-row", inventory.Note, place, nil)
		return
	case values[name] == "" && values[purl] == "":
		r.note("list-row-unnamed", inventory.Unread, place, nil)
		return
	}
	if x.hidden {
		r.note("list-hidden", inventory.Note, place, nil)
	}
	c := inventory.Component{
		Name: values[name], Version: values[version], Supplier: values[supplier], Role: inventory.ThirdParty,
		Distribution: inventory.Distribution{Homepage: values[homepage]},
	}
	if g := values[group]; g != "" && values[name] != "" {
		c.Name = g + "/" + c.Name
	}
	ref := place
	c.ID = r.path + "#" + ref
	entry := &inventory.Entry{Name: c.Name, Version: c.Version, Description: values[comment]}
	if values[supplier] != "" {
		entry.Supplier = &inventory.Party{Name: values[supplier]}
	}
	if raw := values[purl]; raw != "" {
		r.identify(&c, raw, place)
		entry.Identifiers = []inventory.Identifier{{Kind: "purl", Value: raw}}
	}
	line := inventory.LineRange{First: x.line, Last: x.line}
	for _, l := range claimed(values[spdxID], licenses) {
		c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: r.path, Ref: ref, License: l,
			Evidence: []inventory.Evidence{{Path: r.path, Line: line, Detector: r.format, Quote: quote(strings.Join(x.cells, " | "))}}})
	}
	row := inventory.Evidence{Path: r.path, Line: line, Detector: r.format, Quote: quote(strings.Join(x.cells, " | "))}
	r.use(&c, values, row, place)
	if entry.Description == "" {
		entry.Description = values[reason]
	}
	c.Instances = []inventory.Instance{{Document: r.path, Ref: ref, Line: x.line, Entry: entry}}
	r.result.Components = append(r.result.Components, c)
	r.result.Document.Components++
	if slices.ContainsFunc(c.Claims, func(c inventory.Claim) bool {
		return c.License.State == inventory.Known || c.License.State == inventory.Unparsed
	}) {
		r.result.Document.WithLicense++
	}
}

// claimed reads the licence cells of a row, each that says something else once.
func claimed(id string, names []string) []inventory.License {
	var list []inventory.License
	exact := readLicense(id)
	if exact.State != inventory.Absent {
		list = append(list, exact)
	}
	for _, n := range names {
		l := readLicense(n)
		if exact.State == inventory.Known && (l.State == inventory.Absent || l.State == inventory.NoAssertion) {
			continue
		}
		if !slices.ContainsFunc(list, func(x inventory.License) bool {
			return x.State == l.State && (x.State == inventory.Known && spdx.Same(x.Expression, l.Expression) || x.Raw == l.Raw)
		}) {
			list = append(list, l)
		}
	}
	return list
}

// silent are the ways to write that one does not know.
var silent = []string{"", "-", "--", "–", "—", "?", "n/a", "n.a.", "na", "k.a.", "k. a.", "keine angabe", "unbekannt", "unknown", "not specified", "nicht bekannt", "tbd", "#n/a", "#nv"}

func readLicense(raw string) inventory.License {
	if raw != "" && slices.Contains(silent, strings.ToLower(raw)) {
		return inventory.License{State: inventory.NoAssertion, Raw: raw}
	}
	return inventory.ReadLicense(raw)
}

// identify takes the component's ID and missing name from its purl.
func (r *reading) identify(c *inventory.Component, raw, place string) {
	p, err := packageurl.FromString(raw)
	if err != nil {
		r.note("list-purl", inventory.Note, place, inventory.Args{"was": cut(quote(raw), 80)})
		if c.Name == "" {
			c.Name = raw
		}
		return
	}
	c.PURL = p.ToString()
	if c.Name == "" {
		c.Name = p.Name
	}
	if p.Version == "" {
		p.Version = c.Version // else two versions would become one component
	} else if c.Version == "" {
		c.Version = p.Version
	}
	c.ID = p.ToString()
}

// quote puts the beginning of a text on one line of at most [inventory.MaxQuote] bytes.
func quote(s string) string { return inventory.Clip(s, inventory.MaxQuote) }

// cut shortens to so many bytes, not inside a character.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
