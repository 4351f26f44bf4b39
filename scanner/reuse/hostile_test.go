// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/reuse"
)

// TestHostile: no input takes long, and what a limit leaves out is said to be unread.
func TestHostile(t *testing.T) {
	rep := strings.Repeat
	table := "[[annotations]]\npath=\"a\"\n"
	for _, test := range []struct {
		name, file, text string
		code             string // of the unread issue; "" for none
	}{
		{"too large", "REUSE.toml", "# " + rep("x", reuse.MaxSize), "reuse-limit"},
		{"too large", "debian/copyright", "Format: copyright-format\n" + rep("x", reuse.MaxSize), "reuse-limit"},
		{"too large", "a.license", rep("x", reuse.MaxSize+1), "reuse-limit"},
		{"brackets", "REUSE.toml", "a = " + rep("[", 1<<20), "reuse-unreadable"},
		{"brackets behind comments", "REUSE.toml", "a = " + rep("[ # ]\n", 1<<17), "reuse-unreadable"},
		{"inline tables", "REUSE.toml", "a = " + rep("{a=", 1<<18), "reuse-limit"},
		{"dotted key", "REUSE.toml", rep("a.", 1<<19) + "a = 1", "reuse-limit"},
		{"dotted keys of many tables", "REUSE.toml", rep(table+rep("a.", 1<<10)+"a = 1\n", 1000), "reuse-limit"},
		{"long table name", "REUSE.toml", "[" + rep("x", 500_000) + "]\n" + numbered("k%d=1\n", 50_000), "reuse-limit"},
		{"many tables", "REUSE.toml", "version = 1\n" + rep(table, 60_000), "reuse-limit"},
		{"tables within an open bracket", "REUSE.toml", "version = 1\na = [\n" + rep(table, 40_000), "reuse-unreadable"},
		{"broken tables", "REUSE.toml", "version = 1\n" + rep("[[annotations]]\npath=[\"\n", 50_000), "reuse-unreadable"},
		{"headers", "REUSE.toml", rep("[[annotations]]\n", 500_000), "reuse-value"},
		{"headers behind an open bracket", "REUSE.toml", "a = [\n" + rep("[[annotations]]\na.a.a.a = 1\n", 200_000), "reuse-limit"},
		{"many patterns", "REUSE.toml", "version = 1\n[[annotations]]\npath = [" + rep("\"a\",", 300_000) + "]", "reuse-limit"},
		{"long pattern", "REUSE.toml", "version = 1\n[[annotations]]\npath = \"" + rep("*a", 100_000) + "\"", "reuse-limit"},
		{"many keys", "REUSE.toml", "version = 1\n" + numbered("k%d = 1\n", 100_000), ""},
		{"many licences", "REUSE.toml", "version = 1\n" + table + "SPDX-License-" + "Identifier = [" + rep("\"x y\",", 50_000) + "]", ""},
		{"quotes", "REUSE.toml", rep("\"", 1<<20), "reuse-unreadable"},
		{"paragraphs", "debian/copyright", "Format: copyright-format\n\n" + rep("Files: *\n\n", 60_000), "reuse-limit"},
		{"glued paragraphs", ".reuse/dep5", rep("Files: *\n", 60_000), "reuse-limit"},
		{"colons", ".reuse/dep5", rep(":\n", 1<<20), ""},
		{"empty lines", "debian/copyright", rep("\n \n", 1<<20), ""},
		{"one long line", ".reuse/dep5", "Files: " + rep("* ", 1<<20), "reuse-limit"},
		{"long licence", "debian/copyright", "Format: copyright-format\n\nFiles: *\nLicense: " + rep("MIT or ", 1<<17) + "Expat", ""},
		{"long short names", "debian/copyright", "Format: copyright-format\n\nFiles: *\nLicense: " + rep("Expat, or ", 6000) + "Expat" + rep(".0", 100), ""},
		{"lines", "a.license", rep("©\n", 1<<20), ""},
		{"long line", "a.license", rep("x", 1<<20), "reuse-limit"},
	} {
		t.Run(test.file+" "+test.name, func(t *testing.T) {
			start := time.Now()
			list, issues := reuse.Read([]byte(test.text), test.file)
			set := reuse.NewSet(list)
			set.For("a", false, false)
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("%d bytes took %v", len(test.text), d)
			}
			checkReading(t, []byte(test.text), test.file, list, issues)
			code := ""
			for _, i := range issues {
				if i.Effect == inventory.Unread && code == "" {
					code = i.Code
				}
			}
			if code != test.code {
				t.Errorf("issues: %v", issues)
			}
		})
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestLargeTree: a hundred thousand files under a thousand patterns of every form are a matter of seconds,
// and nothing is left untried.
func TestLargeTree(t *testing.T) {
	var all []reuse.Annotation
	for i := range 1000 {
		form := []string{"src/d%d/**", "**/testdata/%d/**", "src/d%d/x/f.c", "*/d%d/*.po", "**/*.%d", "d%d*/**/x/*.c"}[i%6]
		all = append(all, reuse.Annotation{Format: reuse.TOML, Folder: ".", Globs: []string{fmt.Sprintf(form, i)},
			Precedence: reuse.Closest, Copyrights: []string{form}})
	}
	set := reuse.NewSet(all)
	start, found := time.Now(), 0
	for i := range 100_000 {
		found += len(set.For(fmt.Sprintf("src/d%d/some/folders/further/down/x/f%d.c", i%2000, i), false, false))
	}
	if d := time.Since(start); d > time.Minute || found == 0 {
		t.Errorf("%v for %d statements", d, found)
	}
	if issues := set.Issues(); len(issues) > 0 {
		t.Error(issues)
	}
}

// TestManyStars: a pattern that cannot match in a simple way costs no more than the product of the lengths.
func TestManyStars(t *testing.T) {
	for _, format := range []reuse.Format{reuse.TOML, reuse.Debian} {
		for _, pattern := range []string{strings.Repeat("*a", 2000) + "b", strings.Repeat("**a", 1300) + "b", strings.Repeat("*a**b?", 600), strings.Repeat("**a*b/", 600)} {
			set := reuse.NewSet([]reuse.Annotation{{Format: format, Folder: ".", Globs: []string{pattern}, Copyrights: []string{"x"}}})
			start := time.Now()
			for range 5 {
				set.For(strings.Repeat("a", 4000), false, false)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("%s %.10q took %v", format, pattern, d)
			}
		}
	}
}
