// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	_ "embed" // the tables
	"fmt"
	"strings"
	"sync"

	"lizenzlotse/scanner/spdx"
)

//go:embed licenses.tsv
var licensesTSV string

//go:embed exceptions.tsv
var exceptionsTSV string

//go:embed sources.tsv
var sourcesTSV string

// tables are the data in memory.
type tables struct {
	licenses   index           // by id; of those without a successor
	exceptions index           // by id
	osiPairs   map[string]bool // pairs that a deprecated id stands for which the list marks as approved, by base stem and exception
	sources    []Source
}

// data reads the embedded tables when it is first asked; it may be called concurrently.
var data = sync.OnceValue(load)

// Load reads what judging asks for. Whoever asks without it waits for that.
func Load() {
	data()
	openCode()
}

func load() *tables {
	t := &tables{licenses: indexOf("licenses.tsv", licensesTSV), exceptions: indexOf("exceptions.tsv", exceptionsTSV), osiPairs: map[string]bool{}}
	for r := range rows("sources.tsv", sourcesTSV) {
		t.sources = append(t.sources, Source{
			Code: r["code"], Title: r["title"], Version: r["version"], Date: r["date"],
			URL: r["url"], License: r["license"], Attribution: r["attribution"],
		})
	}
	for _, l := range spdx.Licenses() {
		if !l.OSI || l.Successor == "" {
			continue
		}
		if w, ok := spdx.MustParse(l.Successor).(spdx.With); ok {
			t.osiPairs[stem(w.License.ID)+" "+w.Exception.ID] = true
		}
	}
	return t
}

// license reads a row of licenses.tsv.
func license(r map[string]string) Facts {
	f := Facts{
		ID: r["id"], Class: Class(r["class"]), Kind: Kind(r["kind"]),
		Reach: Reach(r["reach"]), LinkReach: Linking(r["link"]),
		NoticeDuty: NoticeDuty(r["notice"]), SourceDuty: r["source"] == "yes",
		TextDuty: TextDuty(r["text"]), Changes: list[Change](r["changes"]), Patent: PatentClause(r["patent"]), Naming: list[Naming](r["naming"]),
		Relink: Linking(r["relink"]), Installation: r["install"] == "yes", Trigger: list[Trigger](r["trigger"]),
		OpenCode: openCodeOf(r["id"]), Basis: basis(r["basis"]),
	}
	for flag := range strings.SplitSeq(r["flags"], ",") {
		switch flag {
		case "contested":
			f.Contested = true
		case "only-modified":
			f.OnlyModified = true
		case "arguable":
			f.Arguable = true
		case "varies":
			f.Varies = true
		}
	}
	return f
}

// list reads a column that holds several values; an empty one is nil.
func list[T ~string](column string) []T {
	if column == "" {
		return nil
	}
	values := make([]T, 0, 1+strings.Count(column, ","))
	for v := range strings.SplitSeq(column, ",") {
		values = append(values, T(v))
	}
	return values
}

var says = map[string]string{"P": "permissive", "W": "weak", "S": "strong", "X": "other"}

func basis(column string) []Basis {
	var list []Basis
	for b := range strings.FieldsSeq(column) {
		source, letter, _ := strings.Cut(b, ":")
		list = append(list, Basis{Source: source, Says: says[letter]})
	}
	return list
}

// An index is a table whose rows are taken apart when they are asked for: of hundreds a run needs a few.
type index struct {
	name    string
	columns []string
	lines   map[string]string // by the first column
}

func indexOf(name, table string) index {
	x := index{name: name, lines: make(map[string]string, strings.Count(table, "\n"))}
	for line := range lines(table) {
		if x.columns == nil {
			x.columns = strings.Split(line, "\t")
			continue
		}
		key, _, _ := strings.Cut(line, "\t")
		x.lines[key] = line
	}
	return x
}

// row gives that of a key.
func (x *index) row(key string) (map[string]string, bool) {
	line, ok := x.lines[key]
	if !ok {
		return nil, false
	}
	r := make(map[string]string, len(x.columns))
	take(r, x.name, x.columns, line)
	return r, true
}

// lines yields the lines of a table that are no comments; the first of them names the columns.
func lines(table string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			if line[0] != '#' && line != "\n" && !yield(strings.TrimSuffix(line, "\n")) {
				return
			}
		}
	}
}

// take takes a line apart, from the column's name to the value; "-" becomes "". A line of another length is a mistake in
// our own sources.
func take(row map[string]string, name string, columns []string, line string) {
	if n := 1 + strings.Count(line, "\t"); n != len(columns) {
		panic(fmt.Sprintf("%s: %d columns instead of %d: %s", name, n, len(columns), line))
	}
	for _, column := range columns {
		var field string
		if field, line, _ = strings.Cut(line, "\t"); field == "-" {
			field = ""
		}
		row[column] = field
	}
}

// rows yields all of a table, one after the other in the same map.
func rows(name, table string) func(yield func(map[string]string) bool) {
	return func(yield func(map[string]string) bool) {
		var columns []string
		row := map[string]string{}
		for line := range lines(table) {
			if columns == nil {
				columns = strings.Split(line, "\t")
				continue
			}
			if take(row, name, columns, line); !yield(row) {
				return
			}
		}
	}
}
