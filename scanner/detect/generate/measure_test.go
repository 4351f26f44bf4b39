// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// A text counts by its own id, its family, and what is found beside it; ids with one text count together.
func TestTally(t *testing.T) {
	archive, err := txtar.ParseFile("../testdata/forms.txtar")
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, f := range archive.Files {
		text[f.Name] = string(f.Data)
	}
	c := newTally("texts")
	c.put("MIT", text["MIT"], "LICENSE")
	c.put("MIT-0", strings.ReplaceAll(text["MIT"], "\n", " "), "LICENSE")
	c.put("ISC", text["ISC"]+"\n\n"+text["Zlib"], "LICENSE")
	c.put("BSD-2-Clause", text["BSD-3-Clause"], "LICENSE")
	c.put("GPL-2.0+", text["GPL-2.0-or-later"], "source.c")
	c.put("X11", "Nothing is said here.", "LICENSE")
	c.put("Zlib", " - ", "LICENSE")
	c.count()
	if c.all != 6 || c.own != 4 || c.family != 5 || c.alone != 3 {
		t.Errorf("%d texts, %d own, %d family, %d alone; missed %q, beside %q", c.all, c.own, c.family, c.alone, c.failures, c.beside)
	}
	if len(c.failures) != 2 || len(c.beside) != 1 || !strings.HasPrefix(c.beside[0], "ISC: ") {
		t.Errorf("missed %q, beside %q", c.failures, c.beside)
	}
}

// Who holds the copyright is no part of a text, and is kept for measuring; a part ends before the
// next holder is named.
func TestPart(t *testing.T) {
	data, err := os.ReadFile("testdata/Example-1.0.xml")
	if err != nil {
		t.Fatal(err)
	}
	again := "<copyrightText><p>Copyright 2026 Joe Example</p></copyrightText><p>Other rules for dogs.</p></text>"
	e, err := parseEntry(strings.NewReader(strings.Replace(string(data), "</text>", again, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if e.text.held != "\nCopyright 2026 Jane Example\n\nCopyright 2026 Joe Example\n" {
		t.Errorf("held by %q", e.text.held)
	}
	whole := newSample(e.id, 0, &e.text)
	part := whole.part(&e.text)
	if got := render(part, e.text.String()); !strings.HasPrefix(render(whole, e.text.String()), got) || strings.Contains(got, "dogs") || !strings.Contains(got, "street") {
		t.Errorf("part: %s", got)
	}
}
