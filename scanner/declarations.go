// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/declaration"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// readForm reads a file that is a bidder's self-declaration by its first key; nil if it is none.
func readForm(e *source.Entry) (*declaration.Result, []inventory.Issue) {
	switch strings.ToLower(path.Ext(e.Path)) {
	case ".yml", ".yaml", ".txt":
	default:
		return nil, nil
	}
	if e.Data == nil || !declaration.Wants(e.Data) {
		return nil, nil
	}
	result, err := declaration.Read(e.Data, e.Path)
	var fault *inventory.Error
	if errors.As(err, &fault) {
		return nil, []inventory.Issue{{Code: fault.Key, Path: e.Path, Args: fault.Args, Effect: inventory.Unread}}
	}
	return result, nil
}

// readDeclarations reads the files that are said to be self-declarations.
func readDeclarations(files []string) ([]*declaration.Result, error) {
	return readGiven(files, openForm, declaration.Read)
}

// openForm reads a file, and no more of it than tells that it is longer than a form may be.
func openForm(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(f, declaration.MaxSize+1)); err == nil {
			return data, nil
		}
	}
	key := "error.input-unreadable"
	if errors.Is(err, os.ErrNotExist) {
		key = "error.input-missing"
	}
	var p *os.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return nil, &inventory.Error{Message: inventory.Message{Key: key}, Where: file, Cause: err, Hint: inventory.Message{Key: "hint.input-missing"}}
}

// maxForms is how many self-declarations of one input are read; a bid has one for each company in it.
const maxForms = 100

// settleDeclarations puts in what was given beside the input and what lies among the bidder's papers; within the software a
// form is a file like any other. What was given by a flag is taken once, though it lies in the input too.
func (c *collector) settleDeclarations(v *inventory.Inventory) {
	slices.SortFunc(c.forms, func(a, b *declaration.Result) int { return cmp.Compare(a.Declaration.ID, b.Declaration.ID) })
	all := slices.Clone(c.declared)
	foreign := map[string]bool{}
	for _, m := range c.manifests {
		foreign[m.dir] = foreign[m.dir] || m.component.Role == inventory.ThirdParty
	}
	for i, d := range c.forms {
		if i == maxForms {
			v.Issues = append(v.Issues, inventory.Issue{Code: "declarations-many", Path: d.Declaration.ID, Effect: inventory.Unread,
				Args: inventory.Args{"limit": strconv.Itoa(maxForms), "count": strconv.Itoa(len(c.forms))}})
			break
		}
		if slices.ContainsFunc(c.declared, func(g *declaration.Result) bool { return g.Declaration.SHA256 == d.Declaration.SHA256 }) {
			continue
		}
		if below, others := inSoftware(d.Declaration.ID, foreign); below || others {
			v.Issues = append(v.Issues, inventory.Issue{Code: "declaration-in-software", Path: d.Declaration.ID, Effect: inventory.Note})
			continue
		}
		all = append(all, d)
		i, ok := slices.BinarySearchFunc(v.Files, d.Declaration.ID, func(f inventory.File, path string) int { return cmp.Compare(f.Path, path) })
		if ok {
			v.Files[i].Roles = append(v.Files[i].Roles, inventory.RoleDeclaration)
		}
	}
	attachDeclared(v, all)
}

func attachDeclared(v *inventory.Inventory, all []*declaration.Result) {
	for _, d := range all {
		v.Declarations = append(v.Declarations, d.Declaration)
		v.Issues = append(v.Issues, d.Issues...)
	}
	slices.SortStableFunc(v.Declarations, func(a, b inventory.Declaration) int { return cmp.Compare(a.ID, b.ID) })
}
