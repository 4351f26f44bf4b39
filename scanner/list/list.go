// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package list reads a bidder's list of components and licences: a table in CSV or XLSX, written by
// hand or by a tool, with headings in German or English somewhere in its first rows.
//
// A table is such a list only if its headings name components and licences; any other is refused
// with the headings it has. What a row says becomes a component with claims whose evidence is the row.
// Hidden rows and sheets are read like all others, and a note says so.
//
// Workbooks are read by a reader of our own, because excelize (v2.11.0) cannot promise what a stranger's
// file must not break: where a sheet's XML is broken its rows end there without an error, and all that
// follows is lost in silence; merged cells are told only after each row was filled up to its last column,
// so that a file of 3 KB with 300 rows takes 940 MiB and one of 3,000 rows all there is; and it shows a
// date by the country, not by the calendar. It would also add 2 ms to every start.
package list

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// The formats that Read knows, as [inventory.Document] names them.
const (
	CSV  = "csv" // separated by commas, semicolons or tabs
	XLSX = "xlsx"
)

// Limits of what is read. What goes over one is an Issue with Effect unread; a file over MaxSize is refused.
const (
	MaxSize    = 64 << 20 // bytes
	MaxRows    = 200_000  // rows below the headings
	MaxColumns = 256
	MaxCell    = 64 << 10 // bytes of one cell
)

// A Result is what one list says, in the order of its rows.
type Result struct {
	Document   inventory.Document
	Components []inventory.Component
	// Uses are how the software uses components, by their ID: what rows say of it.
	Uses   []Use
	Issues []inventory.Issue
}

// A Use says how the software uses a component.
type Use struct {
	Component string // its ID
	Kind      inventory.RelationKind
	Evidence  inventory.Evidence
}

// Format recognises XLSX by its content; everything else is taken for CSV.
func Format(data []byte) string {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte(workbookPart)) {
		return XLSX
	}
	return CSV
}

// Read reads a list. The path becomes the document's ID. The error is an *[inventory.Error]; then there
// is no Result. Its key is error.list-headings for a table that can be read and is no list of licences.
func Read(data []byte, format, path string) (result *Result, err error) {
	r := &reading{path: path, format: format, issues: map[string]*counted{}}
	defer func() {
		// What is read comes from strangers: a panic must not end the run.
		if p := recover(); p != nil {
			result, err = nil, r.fail("error.list-internal", nil, fmt.Errorf("%v", p))
		}
	}()
	if len(data) > MaxSize {
		return nil, r.fail("error.list-too-large", inventory.Args{"size": fmt.Sprint(len(data)), "limit": fmt.Sprint(MaxSize)}, nil)
	}
	sum := sha256.Sum256(data)
	r.result.Document = inventory.Document{ID: path, Kind: inventory.KindList, Format: format, SHA256: hex.EncodeToString(sum[:])}
	switch format {
	case CSV:
		err = r.csv(data)
	case XLSX:
		err = r.xlsx(data)
	default:
		err = r.fail("error.list-format", inventory.Args{"format": format}, nil)
	}
	if err != nil {
		return nil, err
	}
	r.result.Issues = r.listIssues()
	return &r.result, nil
}

// A reading is one list on its way into a Result.
type reading struct {
	path   string
	format string
	result Result
	found  []string // headings that would do for one of the two columns, or what stands in the first row
	issues map[string]*counted
	codes  []string
	rows   int
}

// A counted issue is one that may come up in every row.
type counted struct {
	inventory.Issue
	count  int
	places []string
}

// maxPlaces is how many places of a fault an issue names.
const maxPlaces = 3

// note counts a fault at a place.
func (r *reading) note(code string, effect inventory.Effect, where string, args inventory.Args) {
	i := r.issues[code]
	if i == nil {
		i = &counted{Issue: inventory.Issue{Code: code, Path: r.path, Args: inventory.Args{"where": ""}, Effect: effect}}
		for k, v := range args {
			i.Args[k] = v
		}
		r.issues[code] = i
		r.codes = append(r.codes, code)
	}
	i.count++
	if where != "" && len(i.places) < maxPlaces {
		i.places = append(i.places, where)
	}
}

func (r *reading) listIssues() []inventory.Issue {
	var list []inventory.Issue
	for _, code := range r.codes {
		i := r.issues[code]
		i.Args["count"], i.Args["where"] = fmt.Sprint(i.count), strings.Join(i.places, ", ")
		list = append(list, i.Issue)
	}
	return list
}

func (r *reading) fail(key string, args inventory.Args, cause error) error {
	return &inventory.Error{Message: inventory.Message{Key: key, Args: args}, Where: r.path, Cause: cause}
}

// noHeadings names the headings that were found and those that are looked for.
func (r *reading) noHeadings() error {
	const shown = 12
	found := strings.Join(r.found[:min(len(r.found), shown)], ", ")
	return &inventory.Error{Message: inventory.Message{Key: "error.list-headings", Args: inventory.Args{"found": found}}, Where: r.path,
		Hint: inventory.Message{Key: "hint.list-headings"}}
}
