// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Limits of a workbook beside those of every list.
const (
	maxPart    = 64 << 20  // bytes of one part, unpacked
	maxParts   = 160 << 20 // of all that are read
	maxSheets  = 100
	maxStrings = 2_000_000
)

// workbookPart is where every program that writes XLSX puts the workbook.
const workbookPart = "xl/workbook.xml"

// A workbook is an XLSX file (ECMA-376, Part 1, 18) that is read where it lies in memory; nothing of it is
// unpacked to the disk, and no formula is computed: what the program that wrote it saw counts.
type workbook struct {
	parts   map[string]*zip.File
	left    int64 // bytes that may still be unpacked
	strings []string
	styles  []style // of cells
}

// xlsx reads all sheets that have the headings of a list.
func (r *reading) xlsx(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return r.fail("error.list-unreadable", nil, err)
	}
	w := &workbook{parts: make(map[string]*zip.File, len(z.File)), left: maxParts}
	for _, f := range z.File {
		if key := strings.ToLower(f.Name); w.parts[key] == nil {
			w.parts[key] = f
		}
	}
	sheets, err := w.sheets()
	if err != nil {
		return r.fail("error.list-unreadable", nil, err)
	}
	if err := w.shared(); err != nil {
		return r.fail("error.list-unreadable", nil, err)
	}
	if err := w.formats(); err != nil {
		return r.fail("error.list-unreadable", nil, err)
	}
	taken := false
	var others []string
	for i, s := range sheets {
		if i == maxSheets {
			r.note("list-sheets-limit", inventory.Unread, "", inventory.Args{"limit": itoa(maxSheets)})
			break
		}
		rows, err := r.sheet(w, s)
		switch {
		case err != nil && !taken && i == len(sheets)-1 && len(others) == 0:
			return r.fail("error.list-unreadable", nil, err)
		case err != nil:
			r.note("list-sheet-unreadable", inventory.Unread, cut(quote(s.name), 31), inventory.Args{"detail": err.Error()})
		case r.table(s.name, rows):
			taken = true
		case len(rows) > 0:
			others = append(others, cut(quote(s.name), 31))
		}
	}
	if !taken {
		return r.noHeadings()
	}
	for _, name := range others {
		r.note("list-sheets", inventory.Note, name, nil)
	}
	return nil
}

// open gives the decoder of a part; it is nil where the workbook has none of that name.
func (w *workbook) open(name string) (*xml.Decoder, io.Closer, error) {
	f := w.parts[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, nil, nil
	}
	rc, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	return xml.NewDecoder(&bounded{rc, min(maxPart, w.left), w}), rc, nil
}

var (
	errPart = errors.New("a part of the workbook is larger than the limit")
	errRows = errors.New("more rows than the limit") // of which an issue was made
)

// bounded ends with an error where a part unpacks to more than is left.
type bounded struct {
	r    io.Reader
	left int64
	of   *workbook
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errPart
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	b.of.left -= int64(n)
	return n, err
}

// each calls visit for every start element of a part.
func (w *workbook) each(part string, visit func(d *xml.Decoder, e xml.StartElement) error) error {
	d, closer, err := w.open(part)
	if err != nil || d == nil {
		return err
	}
	defer closer.Close()
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := visit(d, e); err != nil {
				return err
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// A sheetRef names a sheet and the part it is in.
type sheetRef struct {
	name, part string
	hidden     bool
}

// sheets lists the sheets in the order of the workbook.
func (w *workbook) sheets() ([]sheetRef, error) {
	if w.parts[workbookPart] == nil {
		return nil, errors.New("no workbook in it")
	}
	targets := map[string]string{}
	err := w.each("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" && strings.HasSuffix(attr(e, "Type"), "/worksheet") {
			target := attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			targets[attr(e, "Id")] = strings.TrimPrefix(target, "/")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var list []sheetRef
	err = w.each(workbookPart, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "sheet" || len(list) > maxSheets {
			return nil
		}
		id := ""
		for _, a := range e.Attr {
			if a.Name.Local == "id" && a.Name.Space != "" {
				id = a.Value
			}
		}
		if part, ok := targets[id]; ok {
			state := attr(e, "state") // also "veryHidden", which no menu shows
			list = append(list, sheetRef{attr(e, "name"), part, state != "" && state != "visible"})
		}
		return nil
	})
	return list, err
}

// shared reads the table of strings, in which cells point.
func (w *workbook) shared() error {
	return w.each("xl/sharedStrings.xml", func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(w.strings) >= maxStrings {
			return errPart
		}
		s, err := text(d, e)
		w.strings = append(w.strings, s)
		return err
	})
}

// text joins the runs of a string item; readings aids (rPh) are left out.
func text(d *xml.Decoder, start xml.StartElement) (string, error) {
	var b strings.Builder
	depth, skip, in := 1, 0, false
	for depth > 0 {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if t.Name.Local == "rPh" && skip == 0 {
				skip = depth
			}
			in = t.Name.Local == "t"
		case xml.EndElement:
			if depth == skip {
				skip = 0
			}
			depth--
			in = false
		case xml.CharData:
			if in && skip == 0 && b.Len() <= MaxCell {
				b.Write(t)
			}
		}
	}
	return b.String(), nil
}

// A style is how the number in a cell is shown, as far as it matters here.
type style struct {
	decimals int // -1: as many as there are
	date     bool
}

// formats reads how cells show numbers: a version 1.10 is the number 1.1 with two decimals.
func (w *workbook) formats() error {
	codes := map[int]string{2: "0.00", 1: "0"}
	for _, id := range []int{14, 15, 16, 17, 22} {
		codes[id] = "d"
	}
	inCells := false
	return w.each("xl/styles.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil && len(codes) < 10_000 {
				codes[id] = attr(e, "formatCode")
			}
		case "cellXfs", "cellStyleXfs", "dxfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); inCells && err == nil && len(w.styles) < 1<<16 {
				w.styles = append(w.styles, styleOf(codes[id]))
			}
		}
		return nil
	})
}

func styleOf(code string) style {
	s := style{decimals: -1}
	if whole, fraction, ok := strings.Cut(code, "."); whole == "0" && ok && strings.Trim(fraction, "0") == "" {
		s.decimals = len(fraction)
	} else if code == "0" {
		s.decimals = 0
	}
	s.date = strings.ContainsAny(strings.ToLower(withoutQuotes(code)), "dmy")
	return s
}

// withoutQuotes leaves out what a format shows as it is: "text", [red], \x.
func withoutQuotes(code string) string {
	var b strings.Builder
	until := byte(0)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case until != 0:
			if c == until {
				until = 0
			}
		case c == '"':
			until = '"'
		case c == '[':
			until = ']'
		case c == '\\':
			i++
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func itoa(n int) string { return fmt.Sprint(n) }
