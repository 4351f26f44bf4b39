// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

const form = "lizenzlotse-declaration: 1\nbidder: X\nown-code: no\n"

func declared(t *testing.T, files map[string]string, o scanner.Options) (*inventory.Inventory, []string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bid")
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range o.Declarations {
		o.Declarations[i] = filepath.Join(dir, filepath.FromSlash(name))
	}
	v, err := scanner.Scan(context.Background(), []string{dir}, o)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range v.Declarations {
		ids = append(ids, d.ID)
	}
	return v, ids
}

func codes(v *inventory.Inventory) []string {
	var list []string
	for _, i := range v.Issues {
		list = append(list, string(i.Effect)+" "+i.Code+" "+i.Path)
	}
	return list
}

func TestDeclarationsOfTheBidder(t *testing.T) {
	v, ids := declared(t, map[string]string{
		"erklaerung.yml":                       form,
		"papers/second.txt":                    "# a remark\n" + form + "iso-5230: ja\n",
		"papers/other.yml":                     "name: x\n",
		"papers/later.yml":                     "lizenzlotse-declaration: 9\n",
		"app/package.json":                     `{"name": "app", "version": "1.0.0", "license": "MIT"}`,
		"app/data/form.yml":                    form,
		"app/node_modules/x/package.json":      `{"name": "x", "version": "1.0.0", "license": "MIT"}`,
		"app/node_modules/x/declaration.yml":   form,
		"app/node_modules/x/lib/also/form.yml": form,
	}, scanner.Options{})
	if want := []string{"erklaerung.yml", "papers/second.txt"}; !slices.Equal(ids, want) {
		t.Errorf("got %q", ids)
	}
	for _, want := range []string{"unread error.declaration-version papers/later.yml", "note declaration-in-software app/data/form.yml"} {
		if !slices.Contains(codes(v), want) {
			t.Errorf("%q is not told: %q", want, codes(v))
		}
	}
	for _, f := range v.Files {
		if slices.Contains(f.Roles, inventory.RoleDeclaration) != slices.Contains(ids, f.Path) {
			t.Errorf("%s has the roles %q", f.Path, f.Roles)
		}
	}
}

func TestDeclarationsThatAreNamed(t *testing.T) {
	_, ids := declared(t, map[string]string{"a/e.yml": form, "b/e.yml": form + "iso-5230: no\n", "c.yml": form + "name: N\n"},
		scanner.Options{Declarations: []string{"a/e.yml", "b/e.yml"}})
	if want := []string{"c.yml", "e.yml", "e.yml~2"}; !slices.Equal(ids, want) {
		t.Errorf("got %q", ids)
	}
}

func TestManyDeclarations(t *testing.T) {
	files := map[string]string{}
	for i := range 120 {
		files[fmt.Sprintf("e%03d.yml", i)] = form + fmt.Sprintf("date: %d\n", i)
	}
	v, ids := declared(t, files, scanner.Options{})
	if len(ids) != 100 || !slices.Contains(codes(v), "unread declarations-many e100.yml") {
		t.Errorf("%d declarations, %q", len(ids), codes(v))
	}
}
