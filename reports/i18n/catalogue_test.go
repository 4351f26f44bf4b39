// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// load takes every text of a catalogue apart.
func load(fsys fs.FS) (map[string]map[string]template, error) {
	all := map[string]map[string]template{}
	for _, lang := range []string{"de", "en"} {
		c, err := open(fsys, lang)
		if err != nil {
			return nil, err
		}
		all[lang] = map[string]template{}
		for key, text := range c.texts {
			if all[lang][key], err = parse(text); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	return all, nil
}

func TestTheCataloguesCanBeRead(t *testing.T) {
	if _, err := load(files); err != nil {
		t.Error(err)
	}
}

func TestLoadRefusesWhatItWouldMisread(t *testing.T) {
	for text, want := range map[string]string{
		"a = x\na = y":      "stands twice",
		"a: x":              `no " = "`,
		"a = {x":            "{ without }",
		"a = [x":            "[ without ]",
		"a = [{x]":          "{ without }",
		"a = {x|one}":       "want {name|one|other}",
		"a = {}":            "no such place",
		"a = {x:nn}":        "no such place",
		"a = {x:n,}":        "no such place",
		"a = {x:,}":         "no such place",
		"a = {two words}":   "no such place",
		"a = {|one|other}":  "want {name|one|other}",
		"a = {x} and {y:z}": "no such place",
	} {
		_, err := load(fstest.MapFS{"catalogue/de.x.txt": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "catalogue/de.x.txt: ") && !strings.HasPrefix(err.Error(), "a: ") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	// A key may not stand in two files of a language either.
	if _, err := load(fstest.MapFS{"catalogue/de.x.txt": {Data: []byte("a = x")}, "catalogue/de.y.txt": {Data: []byte("a = x")}}); err == nil {
		t.Error("a key in two files is not refused")
	}
}

func TestBracketsAreLeftOutWhereAnArgumentIsEmpty(t *testing.T) {
	all, err := load(fstest.MapFS{"catalogue/de.x.txt": {Data: []byte("a = x[ in {where}[, {what}].")}})
	if err == nil {
		t.Error("brackets in brackets are not refused", all)
	}
	if all, err = load(fstest.MapFS{"catalogue/de.x.txt": {Data: []byte("a = x[ in {where}: {what}].")}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ where, what, want string }{{"a", "b", "x in a: b."}, {"a", "", "x."}, {"", "b", "x."}} {
		if got := all["de"]["a"].fill(Lang{}, map[string]string{"where": c.where, "what": c.what}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	all, err := load(fstest.MapFS{"catalogue/de.x.txt": {Data: []byte("# comment\n\n" +
		"a = {n:n} {n|Datei|Dateien} ({b:size}) bis {d:date}, {w:verdict.} ({l:verdict.,}), {x}{x}")}})
	if err != nil {
		t.Fatal(err)
	}
	got := all["de"]["a"].fill(Lang{}, map[string]string{"n": "1000", "b": "1500", "d": "2026-11-22", "w": "review", "l": "review,noted , <b>", "x": "="})
	if want := "1.000 Dateien (1,5\u00a0kB) bis 22.11.2026, Prüfbedarf (Prüfbedarf, Hinweis, <b>), =="; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// What is no number or date is shown as it is.
	got = all["de"]["a"].fill(Lang{}, map[string]string{"n": "many", "b": "big", "d": "soon", "w": "<b>", "l": "", "x": ""})
	if want := "many Dateien (big) bis soon, <b> (),"; strings.TrimSpace(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
