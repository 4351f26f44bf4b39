// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse_test

import (
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/reuse"
)

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/read/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Name, archive.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, path string, data []byte) {
		before := string(data)
		list, issues := reuse.Read(data, path)
		checkReading(t, data, path, list, issues)
		again, _ := reuse.Read(data, path)
		if string(data) != before || !reflect.DeepEqual(list, again) {
			t.Error("not the same twice")
		}
		reuse.NewSet(list).For(path+"/x", false, false)
	})
}

// FuzzFor compares matching with the regular expression that a pattern stands for.
func FuzzFor(f *testing.F) {
	f.Add("a/**/b*.c", "a/x/b1.c", true)
	f.Add("*/*.?", "a/b.c", false)
	f.Add("\\**x***/y", "*ax/y", true)
	f.Add("**a*b/*a**", "xa/ab/ba/b", true)
	f.Fuzz(func(t *testing.T, pattern, path string, debian bool) {
		if !utf8.ValidString(pattern) || !utf8.ValidString(path) || filepath.Clean(path) != path || strings.HasPrefix(path, "/") || strings.Contains(path, "!") ||
			len(pattern) > 200 || strings.HasPrefix(pattern, "./") {
			return
		}
		format := reuse.TOML
		if debian {
			format = reuse.Debian
		}
		set := reuse.NewSet([]reuse.Annotation{{Format: format, Folder: ".", Globs: []string{pattern}, Precedence: reuse.Aggregate, Copyrights: []string{"x"}}})
		got := len(set.For(path, true, true)) == 1
		want := regexp.MustCompile(expression(pattern, debian)).MatchString(path)
		if want && !got && !debian && uncovered(path) {
			return
		}
		if got != want {
			t.Errorf("%q on %q: %v", pattern, path, got)
		}
	})
}

func uncovered(path string) bool {
	return regexp.MustCompile(`(^|/)(LICENSES/|\.reuse/|LICEN[SC]E|COPYING|REUSE\.toml$)|\.license$|\.spdx`).MatchString(path)
}

func expression(pattern string, debian bool) string {
	var b strings.Builder
	b.WriteString(`(?s)\A`)
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			_, n := utf8.DecodeRuneInString(pattern[i+1:])
			b.WriteString(regexp.QuoteMeta(pattern[i+1 : i+1+n]))
			i += n
		case c == '*' && !debian && strings.HasPrefix(pattern[i:], "**"):
			for i+1 < len(pattern) && pattern[i+1] == '*' {
				i++
			}
			if i+1 < len(pattern) && pattern[i+1] == '/' {
				i++
			}
			b.WriteString(`.*`)
		case c == '*' && debian:
			b.WriteString(`.*`)
		case c == '*':
			b.WriteString(`[^/]*`)
		case c == '?' && debian:
			b.WriteString(`.`)
		default:
			_, n := utf8.DecodeRuneInString(pattern[i:])
			b.WriteString(regexp.QuoteMeta(pattern[i : i+n]))
			i += n - 1
		}
	}
	return b.String() + `\z`
}
