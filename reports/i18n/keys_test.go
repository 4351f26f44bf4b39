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
var families = []string{"error", "hint", "issue", "report", "rule", "question", "text", "policy", "profile", "sbom", "progress", "difference",
	"copyleft", "fit", "outbound", "criteria", "procedure", "decision", "verify", "redaction", "comparison", "table", "xlsx", "markdown", "notices", "why", "registries"}

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
	return slices.Contains([]string{".go", ".json", ".toml", ".yaml", ".yml", ".txt", ".gohtml", ".html", ".css", ".lock"}, filepath.Ext(s))
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

// word is what a key may be put together of: a whole key, a family with its dot, or the rest of one.
var word = regexp.MustCompile(`[A-Za-z0-9.<>=|:-]+`)

// ruleID is the ID of a rule, with its family.
var ruleID = regexp.MustCompile(`^([A-Z]+)-[0-9]+$`)

var (
	assigned   = regexp.MustCompile(`\b(formats|encodings|why)=|,`)
	vocabulary = regexp.MustCompile(`\{[a-z]+:([a-z-]+)\.`)
)

// TestEveryKeyIsUsed finds what nobody says any more. A key is said whole or in two parts, its beginning by a
// source or by the catalogue itself, as in {level:sbm-level.}, its end by a source or by data.
func TestEveryKeyIsUsed(t *testing.T) {
	words := map[string]bool{}
	add := func(s string) {
		for _, w := range word.FindAllString(s, -1) {
			words[w] = true
			if m := ruleID.FindStringSubmatch(w); m != nil {
				words[m[1]] = true // what is said of all of a family, its name says
			}
		}
	}
	sources(t, func(path string, data []byte) {
		if filepath.Ext(path) == ".gohtml" {
			add(string(data))
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := literal(n); ok {
				add(s)
			}
			return true
		})
	})
	for _, pattern := range []string{filepath.Join("..", "..", "policy", "*", "*.tsv"), filepath.Join("catalogue", "de.*.txt")} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v %v", pattern, paths, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(path) == ".tsv" {
				add(assigned.ReplaceAllString(string(text), " ")) // "why=implied", "formats=spdx>=2.2.1,cyclonedx"
			}
			for _, m := range vocabulary.FindAllSubmatch(text, -1) {
				words[string(m[1])] = true
			}
		}
	}
	// said reports whether a key, or the rest of one, can be put together of words.
	var said func(key string) bool
	said = func(key string) bool {
		if words[key] {
			return true
		}
		for i := 1; i < len(key); i++ {
			if c := key[i-1]; (c == '.' || c == '-') && (words[key[:i]] || words[key[:i-1]]) && said(key[i:]) {
				return true
			}
		}
		return false
	}
	for _, key := range de.Keys() {
		id, isHint := strings.CutPrefix(key, "hint.")
		if !said(key) && !(isHint && words["error."+id]) { // an error has the hint of its name
			t.Errorf("nobody uses %s", key)
		}
	}
}
