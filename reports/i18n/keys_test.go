// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	// A literal of this form is a key if its first part is one of the families below.
	keyForm  = regexp.MustCompile(`^[a-z]+(\.[a-z0-9-]+)+$`)
	codeForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	inPage   = regexp.MustCompile(`\{\{[^}]*?\bt "([a-z0-9.-]+)"`)
)

// families are the first parts of keys that sources spell out. Vocabularies are not among them:
// Lang.Word makes their keys.
var families = []string{"error", "hint", "issue", "report", "rule", "question", "text", "policy", "profile", "sbom", "progress", "difference"}

// recorders are the methods of the scanner that take the code of an issue first.
var recorders = []string{"unread", "note", "repair", "lose", "skipped", "pointer"}

// sources calls visit for every source of the program, tests aside.
func sources(t *testing.T, visit func(path string, data []byte)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || strings.HasSuffix(path, "_test.go") || filepath.Ext(path) != ".go" && filepath.Ext(path) != ".gohtml" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		visit(path, data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// literal gives the value of a string literal.
func literal(n ast.Node) (string, bool) {
	l, ok := n.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// used lists the keys that sources spell out, each with a place where they do: literals that look
// like a key, and the codes of issues.
func used(t *testing.T) map[string]string {
	t.Helper()
	keys := map[string]string{}
	sources(t, func(path string, data []byte) {
		if filepath.Ext(path) == ".gohtml" {
			for _, m := range inPage.FindAllSubmatch(data, -1) {
				keys[string(m[1])] = path
			}
			return
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.KeyValueExpr:
				if name, ok := n.Key.(*ast.Ident); ok && name.Name == "Code" && strings.Contains(path, "scanner") {
					if code, ok := literal(n.Value); ok && codeForm.MatchString(code) {
						keys["issue."+code] = set.Position(n.Pos()).String()
					}
				}
			case *ast.CallExpr:
				name, ok := n.Fun.(*ast.SelectorExpr)
				if ok && slices.Contains(recorders, name.Sel.Name) && len(n.Args) > 0 && strings.Contains(path, "scanner") {
					if code, ok := literal(n.Args[0]); ok && codeForm.MatchString(code) {
						keys["issue."+code] = set.Position(n.Pos()).String()
					}
				}
			case *ast.BasicLit:
				s, ok := literal(n)
				first, _, _ := strings.Cut(s, ".")
				if ok && keyForm.MatchString(s) && slices.Contains(families, first) && !fileName(s) {
					keys[s] = set.Position(n.Pos()).String()
				}
			}
			return true
		})
	})
	return keys
}

func fileName(s string) bool {
	return slices.Contains([]string{".go", ".json", ".toml", ".yaml", ".yml", ".txt", ".gohtml", ".css", ".lock"}, filepath.Ext(s))
}

func TestEveryKeyInUseIsInTheCatalogue(t *testing.T) {
	keys := used(t)
	if len(keys) < 100 {
		t.Fatalf("found %d keys in the sources", len(keys))
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !de.Has(key) && !de.Has("issue."+key) { // a code with a dot looks like a key
			t.Errorf("%s: %s is not in the catalogue", keys[key], key)
		}
	}
}
