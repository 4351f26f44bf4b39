// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// An entry is a licence or exception of the SPDX list.
type entry struct {
	id        string
	exception bool
	text      prose
	headers   []*prose
}

// A prose is a text with marks at places of it, in bytes.
type prose struct {
	strings.Builder
	soft  [][2]int // may be missing or replaced
	gaps  []int    // other words may stand here
	held  string   // who holds the copyright, which is no part of the text
	parts []int    // where that is said
}

func (p *prose) isSoft(lo, hi int) bool {
	for _, s := range p.soft {
		if lo < s[1] && s[0] < hi {
			return true
		}
	}
	return false
}

// add puts in text with its white space as blanks, so that how the release breaks lines says nothing.
func (p *prose) add(text string) {
	for i, f := range strings.Fields(text) {
		if i > 0 || text[0] <= ' ' {
			p.WriteByte(' ')
		}
		p.WriteString(f)
	}
	if text != "" && text[len(text)-1] <= ' ' {
		p.WriteByte(' ')
	}
}

// parseEntry reads a file of the release.
func parseEntry(r io.Reader) (*entry, error) {
	decoder := xml.NewDecoder(r)
	e := &entry{}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "license", "exception":
			e.id, e.exception = attribute(start, "licenseId"), start.Name.Local == "exception"
		case "text":
			if err := e.read(decoder, start, &e.text); err != nil {
				return nil, err
			}
		case "standardLicenseHeader":
			if err := e.readHeader(decoder, start, nil); err != nil {
				return nil, err
			}
		case "notes", "crossRefs", "obsoletedBys":
			if err := decoder.Skip(); err != nil {
				return nil, err
			}
		}
	}
	if e.id == "" {
		return nil, errors.New("no id")
	}
	return e, nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readHeader reads a header, and puts it as a soft part into the text that it stands in.
func (e *entry) readHeader(decoder *xml.Decoder, element xml.StartElement, around *prose) error {
	header := &prose{}
	if err := e.read(decoder, element, header); err != nil {
		return err
	}
	if around != nil {
		from := around.Len()
		around.WriteString(header.String())
		around.soft = append(around.soft, [2]int{from, around.Len()})
	}
	e.headers = append(e.headers, header)
	return nil
}

// read reads an element into a prose, up to its end.
func (e *entry) read(decoder *xml.Decoder, element xml.StartElement, p *prose) error {
	for {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			p.add(string(t))
		case xml.StartElement:
			if err := e.readPart(decoder, t, p); err != nil {
				return err
			}
		}
	}
}

func (e *entry) readPart(decoder *xml.Decoder, t xml.StartElement, p *prose) error {
	from := p.Len()
	inner := func() error { return e.read(decoder, t, p) }
	switch t.Name.Local {
	case "bullet":
		return decoder.Skip()
	case "copyrightText":
		p.WriteByte(' ')
		holder := &prose{}
		if err := e.read(decoder, t, holder); err != nil {
			return err
		}
		p.held += holder.String()
		p.parts = append(p.parts, p.Len())
		p.gaps = append(p.gaps, p.Len())
		return nil
	case "standardLicenseHeader":
		return e.readHeader(decoder, t, p)
	case "alt":
		if spaced(t) {
			p.WriteByte(' ')
		}
		if takesAnything(attribute(t, "match")) {
			p.gaps = append(p.gaps, p.Len())
		}
		if err := inner(); err != nil {
			return err
		}
		p.soft = append(p.soft, [2]int{from, p.Len()})
	case "optional", "titleText":
		if spaced(t) {
			p.WriteByte(' ')
		}
		if err := inner(); err != nil {
			return err
		}
		p.soft = append(p.soft, [2]int{from, p.Len()})
	case "br":
		p.WriteByte(' ')
		return inner()
	case "p", "list", "item":
		p.WriteByte('\n')
		if err := inner(); err != nil {
			return err
		}
		p.WriteByte('\n')
		return nil
	default:
		return inner()
	}
	if spaced(t) {
		p.WriteByte(' ')
	}
	return nil
}

func spaced(t xml.StartElement) bool { return attribute(t, "spacing") != "none" }

// takesAnything reports whether an alternative stands for words that are not foreseen.
func takesAnything(pattern string) bool {
	return strings.Contains(pattern, ".+") || strings.Contains(pattern, ".*") || strings.Contains(pattern, ".{")
}
