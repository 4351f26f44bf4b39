// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

// A File says what is to be taken out. The zero File takes out the names and addresses that are taken out of every copy.
type File struct {
	Names      [][]string // of each person or company, the spellings
	Components []string   // IDs, purls with or without version, or names; "*" stands for anything
}

// Limits of a file.
const (
	MaxEntries = 5000
	// MinLetters is how many letters and digits a name has at least: fewer would be found everywhere.
	MinLetters = 2
)

type pair = yamlfile.Pair

// Load reads a file, which open opens. The error is an *[inventory.Error] that names file, line and column.
func Load(file string, open func(path string) ([]byte, error)) (*File, error) {
	data, err := open(file)
	if err != nil {
		key := "redaction.unreadable"
		if errors.Is(err, fs.ErrNotExist) {
			key = "redaction.not-found"
		}
		return nil, &inventory.Error{Message: inventory.NewMessage(key), Where: file, Cause: err}
	}
	r := yamlfile.New(file, filepath.Base(file))
	root := r.Tree(data)
	if r.Err() != nil {
		return nil, r.Err()
	}
	f := read(r, root)
	if r.Err() != nil {
		return nil, r.Err()
	}
	return f, nil
}

// Schema gives the JSON Schema of a file, see [yamlfile.Schema].
func Schema(describe func(path string) string) map[string]any {
	return yamlfile.Schema(func(r *yamlfile.Reader, root ast.Node) { read(r, root) }, describe)
}

func read(r *yamlfile.Reader, root ast.Node) *File {
	f := &File{}
	limit := func(n ast.Node, count int) {
		if count > MaxEntries {
			r.Fail(n, inventory.NewMessage("redaction.too-many", "limit", strconv.Itoa(MaxEntries)))
		}
	}
	r.Fields(root, "", map[string]func(pair){
		"names": func(x pair) {
			for _, n := range r.Items(x) {
				var spellings []string
				r.Either(pair{Name: "names", Key: n, Value: n}, func() {
					r.Fields(n, "names", map[string]func(pair){"spellings": func(x pair) { spellings = r.Texts(x) }})
					r.Demand(n, "spellings", len(spellings) > 0, inventory.NewMessage("file.missing", "field", "spellings"))
				}, func() {
					spellings = []string{r.Text(n, "names")}
				})
				for _, s := range spellings {
					if r.Err() == nil && s != "" && letters(s) < MinLetters {
						r.Fail(n, inventory.NewMessage("redaction.short", "name", s, "least", strconv.Itoa(MinLetters)))
					}
				}
				f.Names = append(f.Names, spellings)
				limit(n, len(f.Names))
			}
		},
		"components": func(x pair) {
			for _, n := range r.Items(x) {
				s := r.Text(n, "components")
				if r.Err() == nil && s != "" && strings.Trim(s, "*/.:@ ") == "" {
					r.Fail(n, inventory.NewMessage("redaction.everything", "value", s))
				}
				f.Components = append(f.Components, s)
				limit(n, len(f.Components))
			}
		},
	})
	return f
}

// letters counts the letters and digits by which a name is found.
func letters(s string) int { return len([]rune(string(fold(s).text))) }
