// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"lizenzlotse/scanner/inventory"
)

// separators in the order in which they are tried: German spreadsheets write semicolons, and cells that
// hold commas; a comma is tried where the others do not make two columns.
var separators = []byte{';', '\t', ',', '|'}

// csv reads a table in text form.
func (r *reading) csv(data []byte) error {
	text := r.decode(data)
	if bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0 && strings.IndexByte(text[:min(len(text), 4096)], 0) >= 0 {
		return r.noHeadings() // no text
	}
	candidates := separators
	if rest, sep, ok := declared(text); ok { // Excel's own way to say it
		text, candidates = rest, []byte{sep}
	}
	for _, sep := range candidates {
		p := parser{text: text, sep: sep, line: 1}
		if rows := p.rows(headingRows * 2); !fits(rows) {
			for _, x := range rows {
				r.guess(x.cells)
			}
			continue
		}
		p = parser{text: text, sep: sep, line: 1}
		rows := p.rows(MaxRows + headingRows)
		r.faults(&p)
		if p.at < len(p.text) {
			r.note("list-rows", inventory.Unread, r.place("", p.line), inventory.Args{"limit": itoa(MaxRows)})
		}
		if r.table("", rows) {
			return nil
		}
	}
	return r.noHeadings()
}

func (r *reading) faults(p *parser) {
	for _, line := range p.stray {
		r.note("list-quotes", inventory.Repaired, r.place("", line), nil)
	}
	if p.unquoted {
		r.note("list-quotes-many", inventory.Unread, r.place("", p.stray[len(p.stray)-1]), nil)
	}
	for _, line := range p.wide {
		r.note("list-columns", inventory.Unread, r.place("", line), inventory.Args{"limit": itoa(MaxColumns)})
	}
	for _, line := range p.long {
		r.note("list-cell", inventory.Unread, r.place("", line), inventory.Args{"limit": itoa(MaxCell)})
	}
}

// fits reports whether one of the rows has the headings of a list.
func fits(rows []row) bool {
	return slices.ContainsFunc(rows, func(x row) bool {
		_, ok := columns(x.cells)
		return ok
	})
}

// declared takes off the line "sep=;" that Excel reads and writes.
func declared(text string) (rest string, sep byte, ok bool) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.TrimRight(line, "\r")
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		return "\n" + rest, line[4], true // the line stays, empty, for the count of lines
	}
	return text, 0, false
}

// decode gives the text in UTF-8: from UTF-8 or UTF-16, with or without a mark, else from Windows-1252,
// which is what Windows writes where nobody asks for anything else.
func (r *reading) decode(data []byte) string {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		data = rest
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data[2:], binary.BigEndian)
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return fromUTF16(data, binary.LittleEndian)
	case len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return fromUTF16(data, binary.BigEndian)
	case utf8.Valid(data):
		return string(data)
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil { // it has a character for every byte
		text = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	r.note("list-encoding", inventory.Note, "", nil)
	return string(text)
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// A parser reads rows separated as RFC 4180 has it, and what people make of that: a quote that nothing
// closes is taken for a character.
type parser struct {
	text string
	at   int
	line int
	sep  byte

	unquoted bool  // quotes no longer mean anything: there were too many that nothing closes
	stray    []int // lines of such quotes
	wide     []int // lines with too many columns
	long     []int // lines with cells that are too long
}

// maxStray bounds how often a cell is read anew as if its quote were none.
const maxStray = 50

// rows reads at most so many rows.
func (p *parser) rows(most int) []row {
	var list []row
	for p.at < len(p.text) && len(list) < most {
		x := row{line: p.line}
		for more := true; more; {
			var cell string
			cell, more = p.cell()
			switch {
			case len(x.cells) < MaxColumns:
				x.cells = append(x.cells, cell)
			case strings.TrimSpace(cell) != "" && (len(p.wide) == 0 || p.wide[len(p.wide)-1] != x.line):
				p.wide = append(p.wide, x.line)
			}
		}
		list = append(list, x)
	}
	return list
}

// cell reads one cell and the separator behind it; there is more if another cell of the row follows.
func (p *parser) cell() (cell string, more bool) {
	start, line := p.at, p.line
	if !p.unquoted && p.at < len(p.text) && p.text[p.at] == '"' {
		if cell, ok := p.quoted(); ok {
			return p.bounded(cell, line), p.end()
		}
		p.at, p.line = start, line
		p.stray = append(p.stray, line)
		p.unquoted = len(p.stray) >= maxStray
	}
	i := start
	for i < len(p.text) && p.text[i] != p.sep && p.text[i] != '\n' && p.text[i] != '\r' {
		i++
	}
	p.at = i
	return p.bounded(p.text[start:i], line), p.end()
}

// quoted reads a cell in quotes, up to the closing one; it is not ok if there is none within the longest
// cell, or if something stands behind it that is no separator.
func (p *parser) quoted() (string, bool) {
	var b strings.Builder
	for i := p.at + 1; i < len(p.text) && i-p.at <= MaxCell; i++ {
		c := p.text[i]
		switch {
		case c == '\n':
			p.line++
		case c != '"':
		case i+1 < len(p.text) && p.text[i+1] == '"':
			i++
		default:
			p.at = i + 1
			return b.String(), p.at == len(p.text) || p.text[p.at] == p.sep || p.text[p.at] == '\n' || p.text[p.at] == '\r'
		}
		b.WriteByte(c)
	}
	return "", false
}

// end steps over what separates the cell from the next; there is more if that is in the same row.
func (p *parser) end() (more bool) {
	if p.at >= len(p.text) {
		return false
	}
	switch p.text[p.at] {
	case p.sep:
		p.at++
		return true
	case '\r':
		if p.at++; p.at < len(p.text) && p.text[p.at] == '\n' {
			p.at++
		}
	default:
		p.at++
	}
	p.line++
	return false
}

func (p *parser) bounded(cell string, line int) string {
	if len(cell) <= MaxCell {
		return cell
	}
	p.long = append(p.long, line)
	return cut(cell, MaxCell)
}
