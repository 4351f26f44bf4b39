// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A told text is what the program says in both languages.
type told struct{ place, de, en string }

// texts are all that stand in the catalogue, in the documentation of rules and of profiles, and in the help of commands: calls
// that give the German text first and the English one second.
func texts(t *testing.T) []told {
	t.Helper()
	var list []told
	for _, key := range de.Keys() {
		list = append(list, told{key, raw(t, "de")[key], raw(t, "en")[key]})
	}
	sources(t, func(path string, data []byte) {
		if filepath.Ext(path) != ".go" || !strings.Contains(path, filepath.Join("policy", "rule")) && !strings.Contains(path, "cmd") {
			return
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if name != "text" && name != "t" {
				return true
			}
			german, ok1 := literal(call.Args[0])
			english, ok2 := literal(call.Args[1])
			if ok1 && ok2 {
				list = append(list, told{set.Position(n.Pos()).String(), german, english})
			}
			return true
		})
	})
	if len(list) < 1000 {
		t.Fatalf("found %d texts", len(list))
	}
	return list
}

var catalogues = map[string]map[string]string{}

// raw is the catalogue of a language as it stands in its files.
func raw(t *testing.T, lang string) map[string]string {
	t.Helper()
	if catalogues[lang] != nil {
		return catalogues[lang]
	}
	catalogues[lang] = map[string]string{}
	paths, _ := filepath.Glob(filepath.Join("catalogue", lang+".*.txt"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if key, text, ok := strings.Cut(strings.TrimSpace(line), " = "); ok && !strings.HasPrefix(line, "#") {
				catalogues[lang][key] = text
			}
		}
	}
	return catalogues[lang]
}

var (
	place  = regexp.MustCompile(`\{[a-z-]+(:[a-z.,-]*)?\}|\{[a-z-]+\||--?[a-z][a-z-]*|\S+/\S+`) // what is filled in, flags, addresses and fields
	quoted = regexp.MustCompile("„[^“]*“|`[^`]*`|\"[^\"]*\"|\\([^()]*\\)")                      // or in parentheses: the names that formats have for it
)

func TestOneThingHasOneName(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "glossary.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	type row struct{ en, de, never *regexp.Regexp }
	var rows []row
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || cells[0] == "en" {
			continue
		}
		var r row
		if cells[0] != "-" {
			r.en, r.de = regexp.MustCompile("(?i)"+cells[0]), regexp.MustCompile(cells[1])
		}
		if cells[2] != "-" {
			r.never = regexp.MustCompile(cells[2])
		}
		rows = append(rows, r)
	}
	seen := make([]int, len(rows))
	for _, x := range texts(t) {
		german, english := place.ReplaceAllString(x.de, " "), place.ReplaceAllString(x.en, " ")
		for i, r := range rows {
			if r.en != nil && r.en.MatchString(english) {
				if seen[i]++; !r.de.MatchString(german) {
					t.Errorf("%s: %q has no %s:\n%s", x.place, r.en.FindString(english), r.de, x.de)
				}
			}
			if r.never != nil && r.never.MatchString(quoted.ReplaceAllString(german, " ")) {
				t.Errorf("%s: not %q:\n%s", x.place, r.never.FindString(german), x.de)
			}
		}
	}
	for i, r := range rows {
		if r.en != nil && seen[i] == 0 {
			t.Errorf("nothing has %s", r.en)
		}
	}
}

// english are words that no German text has but in quotation marks: names, identifiers and what is typed stand in those.
var english = regexp.MustCompile(`(?i)\b(the|and|of|is|are|not|for|from|with|without|this|that|which|license|licence|licenses|licences|component|components|` +
	`rule|rules|finding|findings|source|sources|package|packages|supplier|file|files|folder|missing|unknown|warning|error|scope|bundle|header|default|` +
	`deprecated|dependency|dependencies|compliance|issue|issues|approved|review|scan|scans|match|gate|release|releases)\b`)

// names are those that hold such words.
var names = regexp.MustCompile(`\b(AND|OR|WITH)\b|Package URL|Open[ -]Source( Software| Initiative| Definition)?|Free Software Foundation|Public Domain|OSS Review Toolkit|OWASP Dependency-Track|` +
	`Software Bill of Materials|SEE LICENSE IN|GNU [A-Z]\w+ General Public License|[A-Z][A-Za-z]* (Public )?License\b|Code of Practice|Minimum Elements for an? [\w ]+|` +
	`[\w./-]*\.(json|yml|yaml|toml|txt|csv|md|xml|spdx)\b|[a-z]+(\.[a-z-]+)+|LICENSES?/|LICENSE|pkg:\S+`)

// typed are texts for whoever writes a policy or calls the program: they spell out fields and commands.
var typed = regexp.MustCompile(`^(custom|schema)\.|\bhint\.|/cmd/`)

func TestNoEnglishInGermanTexts(t *testing.T) {
	for _, x := range texts(t) {
		if typed.MatchString(x.place) {
			continue
		}
		german := names.ReplaceAllString(quoted.ReplaceAllString(place.ReplaceAllString(x.de, " "), " "), " ")
		if found := english.FindString(german); found != "" {
			t.Errorf("%s: %q:\n%s", x.place, found, x.de)
		}
	}
}

func TestGlossary(t *testing.T) {
	for _, l := range []struct{ name, short string }{{"Stückliste (SBOM)", "stückliste"}, {"Rechteverzicht (Public Domain)", "Public Domain"}} {
		for _, name := range []string{l.name, l.short} {
			if term, ok := de.Term(name); !ok || term.Name != l.name || term.Says == "" {
				t.Errorf("%s: %v", name, term)
			}
		}
	}
	if _, ok := de.Term("permissive"); ok {
		t.Error("an English term was found in German")
	}
	count := 0
	for _, key := range de.Keys() {
		if strings.HasPrefix(key, "term.") {
			count++
		}
	}
	if list := de.Glossary(); len(list)*2 != count || count == 0 {
		t.Errorf("%d terms of %d keys", len(list), count)
	}
}
