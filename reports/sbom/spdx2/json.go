// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	spdxjson "github.com/spdx/tools-golang/json"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"
)

// writeJSON writes what the library's writer does, an element at a time: that one holds the text of the whole
// document, and a second time with its indents.
func writeJSON(to io.Writer, d *v2_3.Document) error {
	head := *d
	head.Files, head.Packages, head.OtherLicenses, head.Relationships = nil, nil, nil, nil
	var top bytes.Buffer
	if err := spdxjson.Write(head, &top, spdxjson.Indent(" "), spdxjson.EscapeHTML(false)); err != nil {
		return err
	}
	w := bufio.NewWriterSize(to, 1<<16)
	w.Write(bytes.TrimSuffix(top.Bytes(), []byte("\n}\n")))
	for _, write := range []func() error{
		func() error { return writeElements(w, "packages", d.Packages) },
		func() error { return writeElements(w, "files", d.Files) },
		func() error { return writeElements(w, "hasExtractedLicensingInfos", d.OtherLicenses) },
		func() error { return writeElements(w, "relationships", d.Relationships) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	w.WriteString("\n}\n")
	return w.Flush()
}

// writeElements writes a list under its name; nothing for an empty one. The writer keeps its first error.
func writeElements[T any](w *bufio.Writer, name string, list []T) error {
	if len(list) == 0 {
		return nil
	}
	w.WriteString(",\n \"" + name + "\": [")
	var one bytes.Buffer
	e := json.NewEncoder(&one)
	e.SetIndent("  ", " ")
	e.SetEscapeHTML(false)
	for i := range list {
		one.Reset()
		if err := e.Encode(list[i]); err != nil {
			return err
		}
		if i > 0 {
			w.WriteString(",")
		}
		w.WriteString("\n  ")
		w.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n")))
	}
	w.WriteString("\n ]")
	return nil
}
