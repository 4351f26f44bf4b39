// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/BurntSushi/toml"
)

// maxTOMLPiece bounds what of a lock file is about one package, in bytes.
const maxTOMLPiece = 4 << 20

// A tomlPiece is a part of a lock file: an entry of a list, up to the next entry or other table.
type tomlPiece struct {
	header string // "[[package]]", "[metadata]", or "" for what stands before all
	line   int    // of its header
	text   []byte
}

// decode reads the piece into a value.
func (p tomlPiece) decode(into any) error {
	if len(p.text) > maxTOMLPiece {
		return fmt.Errorf("%d bytes, at most %d are read", len(p.text), maxTOMLPiece)
	}
	o := outliner{data: p.text}
	if err := o.outline(); err != nil {
		return err
	}
	_, err := toml.Decode(string(p.text), into)
	return err
}

// pieces takes a lock file in TOML apart without reading it as a whole, as package managers write it: a header at the
// beginning of a line. Thus a fault is one package's, memory is bounded, and each has its line. What begins with the name of the
// list and a dot belongs to the entry before it.
func pieces(data []byte, list string) iter.Seq[tomlPiece] {
	entry, below := []byte("[["+list+"]]"), [][]byte{[]byte("[" + list + "."), []byte("[[" + list + ".")}
	return func(yield func(tomlPiece) bool) {
		p := tomlPiece{line: 1}
		start := 0
		line := 0
		for at := 0; at < len(data); {
			end := len(data)
			if n := bytes.IndexByte(data[at:], '\n'); n >= 0 {
				end = at + n + 1
			}
			line++
			text := bytes.TrimSpace(data[at:end])
			if data[at] == '[' && !bytes.HasPrefix(text, below[0]) && !bytes.HasPrefix(text, below[1]) && isHeader(text) {
				p.text = data[start:at]
				if (len(p.text) > 0 || p.header != "") && !yield(p) {
					return
				}
				p, start = tomlPiece{header: string(text), line: line}, at
				if bytes.HasPrefix(text, entry) {
					p.header = string(entry)
				}
			}
			at = end
		}
		p.text = data[start:]
		yield(p)
	}
}

// isHeader reports whether a line that begins with a bracket is a table's: the entries of lists in several lines stand
// further in.
func isHeader(line []byte) bool {
	name := bytes.TrimLeft(line, "[")
	return len(name) > 0 && nameByte(name[0]) && bytes.IndexByte(name, ']') > 0 && bytes.IndexByte(name, ',') < 0
}

// each decodes every entry of a list and hands it over with its line; one that cannot be read is lost, and the rest is not. What
// stands before and beside the entries goes to other.
func each[T any](g *graph, list string, other func(tomlPiece) error, entry func(T, int)) {
	for p := range pieces(bytes.TrimPrefix(g.data, []byte("\uFEFF")), list) {
		if p.header != "[["+list+"]]" {
			if err := other(p); err != nil { // of a version that is not known, say: what can be read is
				g.unreadable(fmt.Errorf("line %d: %s", p.line, firstLine(err.Error())))
			}
			continue
		}
		var all map[string][]T
		if err := p.decode(&all); err != nil {
			g.lost(p.line, p.header+" "+firstLine(err.Error()))
			continue
		}
		for _, e := range all[list] {
			entry(e, p.line)
		}
	}
}

func firstLine(text string) string {
	first, _, _ := bytes.Cut([]byte(text), []byte("\n"))
	return string(first)
}
