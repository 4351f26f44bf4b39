// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// table reads the lines of a table of the facts, without comments and headings.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "policy", "facts", name))
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, strings.Split(line, "\t"))
		}
	}
	if len(list) < 2 {
		t.Fatalf("%s has %d lines", name, len(list))
	}
	return list[1:]
}

// What a question needs is said in both languages, with the arguments that its message has.
func TestEveryNeedIsInTheCatalogue(t *testing.T) {
	for _, row := range table(t, "asking.tsv") {
		if row[2] == "-" {
			continue
		}
		for _, l := range []interface {
			Has(string) bool
			Placeholders(string) []string
		}{de, en} {
			if row[3] == "yes" {
				for _, key := range []string{"question.several." + row[0], "question.each." + row[0]} {
					if !l.Has(key) {
						t.Errorf("%s is not in the catalogue", key)
					}
				}
				for _, name := range l.Placeholders("question.each." + row[0]) {
					if !slices.Contains(l.Placeholders(row[0]), name) {
						t.Errorf("question.each.%s has {%s}, the message has not", row[0], name)
					}
				}
			}
			key := "question.need." + row[2]
			if !l.Has(key) || !l.Has(row[0]) {
				t.Errorf("%s: %s or the message is not in the catalogue", row[0], key)
			}
			for _, name := range l.Placeholders(key) {
				if !slices.Contains(l.Placeholders(row[0]), name) {
					t.Errorf("%s: %s has {%s}, the message has not", row[0], key, name)
				}
			}
		}
	}
	for _, row := range table(t, "regimes.tsv") {
		if key := "paragraph." + row[4]; !de.Has(key) || !en.Has(key) {
			t.Errorf("%s %s: %s is not in the catalogue", row[2], row[3], key)
		}
	}
}
