// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lizenzlotse/policy/facts"
)

// said lists the messages that the sources of the rules spell out, and the beginnings that they complete.
func said(t *testing.T) map[string]string {
	t.Helper()
	form := regexp.MustCompile(`^rule\.[a-z0-9-]+(\.[a-z0-9-]*)*$`)
	keys := map[string]string{}
	for _, pattern := range []string{"../*/*.go", "../*.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, err := strconv.Unquote(l.Value); err == nil && form.MatchString(s) {
						keys[s] = set.Position(l.Pos()).String()
					}
				}
				return true
			})
		}
	}
	if len(keys) < 50 {
		t.Fatalf("found %d messages of rules", len(keys))
	}
	return keys
}

// TestEveryFindingSaysWhatItNeeds: whatever a rule may say can become a question, so the table has to know what settles it.
func TestEveryFindingSaysWhatItNeeds(t *testing.T) {
	keys := said(t)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if strings.HasSuffix(key, ".") {
			continue
		}
		if _, ok := facts.AskingFor(key); !ok {
			t.Errorf("%s: asking.tsv does not say what %s needs", keys[key], key)
		}
	}
	for _, key := range facts.AskingKeys() {
		if keys[key] == "" && !slices.ContainsFunc(slices.Collect(maps.Keys(keys)), func(k string) bool { return strings.HasSuffix(k, ".") && strings.HasPrefix(key, k) }) {
			t.Errorf("asking.tsv: no rule says %s", key)
		}
	}
}

func TestAsking(t *testing.T) {
	known := []facts.Lack{facts.LackDocument, facts.LackGap, facts.LackStatement, facts.LackOwn, facts.LackNothing}
	for _, key := range facts.AskingKeys() {
		a, _ := facts.AskingFor(key)
		if !slices.Contains(known, a.Lack) || (a.Need == "") != (a.Lack == facts.LackNothing || key == "rule.custom.found") {
			t.Errorf("%s: %+v", key, a)
		}
	}
	if a, ok := facts.AskingFor("rule.liz-004.use.contested"); !ok || a.Lack != facts.LackStatement {
		t.Errorf("a second wording needs something else: %+v %v", a, ok)
	}
	if a, ok := facts.AskingFor("rule.nobody.knows"); ok || a != (facts.Asking{}) {
		t.Errorf("a message that is not in the table: %+v %v", a, ok)
	}
}
