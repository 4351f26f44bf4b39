// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

// The parts of a document are no files; what only looks like one is an archive like any other.
func TestOffice(t *testing.T) {
	word := []member{{name: "[Content_Types].xml", data: "<Types/>"}, {name: "_rels/.rels", data: "<r/>"}, {name: "word/document.xml", data: "<d/>"}}
	text := []member{{name: "mimetype", data: "application/vnd.oasis.opendocument.text", store: true}, {name: "content.xml", data: "<d/>"}}
	for name, data := range map[string][]byte{"word": makeZip(t, word...), "open": makeZip(t, text...),
		"large": makeZip(t, append(word, member{name: "word/media/a.bin", data: strings.Repeat("x", 17<<20), store: true})...)} {
		w := walk(t, source.Options{}, write(t, t.TempDir(), "a", data))
		equal(t, name, w.paths(), []string{"a"})
		if w.entries["a"].Kind != source.KindOffice || w.entries["a"].Depth != 0 {
			t.Errorf("%s: %+v", name, w.entries["a"].Kind)
		}
		w = walkData(t, source.Options{}, "x", makeZip(t, member{name: "in.docx", data: string(data), store: true}))
		equal(t, name+" in a zip", w.paths(), []string{"in.docx"})
		equal(t, name, w.issues(), nil)
	}
	w := walkData(t, source.Options{}, "a.nupkg", makeZip(t, member{name: "[Content_Types].xml", data: "<Types/>"}, member{name: "a.nuspec", data: "<package/>"}))
	equal(t, "package", w.paths(), []string{"[Content_Types].xml", "a.nuspec"})
	w = walkData(t, source.Options{}, "a.docx", makeZip(t, member{name: "src/a.c", data: "int a;"}, member{name: "word/document.xml", data: "<d/>"}))
	equal(t, "hidden", w.paths(), []string{"src/a.c", "word/document.xml"})
}
