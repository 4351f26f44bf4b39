// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// A template is a text with places in it. In the catalogue they are written
//
//	{license}                  the argument as it is
//	{files:n}                  a number, with separators: 12.345
//	{bytes:size}               a number of bytes: 1,5 MB
//	{until:date}               a date: 22.11.2026
//	{use:use.}                 a word of the vocabulary "use"
//	{terms:terms.,}            several values separated by commas, each a word of the vocabulary "terms"
//	{files|Datei|Dateien}      the first for the number 1, else the second
//	[, zuerst in {where}]      left out if an argument in it is empty
type template []part

// A part is a literal, a place if name is set, or a text in brackets.
type part struct {
	literal    string
	name       string
	format     string // "", "n", "size", "date", "plural", or a vocabulary with its dot, and a comma for several values
	one, other string
	optional   template
}

// A catalogue has the words of one language. A text is taken apart when it is first asked for: a run needs few of them.
type catalogue struct {
	texts  map[string]string
	parsed sync.Map // a template by its key
}

// roomForTexts is more than a language has, and as many as fill a map that is made for them.
const roomForTexts = 3500

// template gives the text of a key.
func (c *catalogue) template(key string) (template, bool) {
	if t, ok := c.parsed.Load(key); ok {
		return t.(template), true
	}
	text, ok := c.texts[key]
	if !ok {
		return nil, false
	}
	t, err := parse(text)
	if err != nil {
		panic(fmt.Sprintf("i18n: %s: %v", key, err))
	}
	c.parsed.Store(key, t)
	return t, true
}

// open reads every catalogue file of a language; "de.report.txt" is one of German.
func open(fsys fs.FS, lang string) (*catalogue, error) {
	names, err := fs.Glob(fsys, "catalogue/"+lang+".*.txt")
	if err != nil {
		return nil, err
	}
	c := &catalogue{texts: make(map[string]string, roomForTexts)}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if err := c.read(name, string(data)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// read adds the lines "key = text" of a catalogue file. Empty lines and lines that begin with # are left out.
func (c *catalogue) read(name, data string) error {
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, text, ok := strings.Cut(line, " = ")
		if !ok {
			return fmt.Errorf("%s: no \" = \": %s", name, line)
		}
		key = strings.TrimSpace(key)
		if _, twice := c.texts[key]; twice {
			return fmt.Errorf("%s: key %s stands twice", name, key)
		}
		c.texts[key] = strings.TrimSpace(text)
	}
	return nil
}

func parse(text string) (template, error) {
	var t template
	for text != "" {
		open := strings.IndexAny(text, "{[")
		if open < 0 {
			return append(t, part{literal: text}), nil
		}
		if open > 0 {
			t = append(t, part{literal: text[:open]})
		}
		closing := byte('}')
		if text[open] == '[' {
			closing = ']'
		}
		end := strings.IndexByte(text[open:], closing)
		if end < 0 {
			return nil, fmt.Errorf("%c without %c", text[open], closing)
		}
		inner := text[open+1 : open+end]
		text = text[open+end+1:]
		p, err := part{}, error(nil)
		if closing == ']' {
			p.optional, err = parse(inner)
		} else {
			p, err = parsePlace(inner)
		}
		if err != nil {
			return nil, err
		}
		t = append(t, p)
	}
	return t, nil
}

func parsePlace(text string) (part, error) {
	if forms := strings.Split(text, "|"); len(forms) > 1 {
		if len(forms) != 3 || forms[0] == "" {
			return part{}, fmt.Errorf("{%s}: want {name|one|other}", text)
		}
		return part{name: forms[0], format: "plural", one: forms[1], other: forms[2]}, nil
	}
	name, format, _ := strings.Cut(text, ":")
	known := slices.Contains([]string{"", "n", "size", "date"}, format) || strings.HasSuffix(strings.TrimSuffix(format, ","), ".")
	if name == "" || strings.ContainsAny(name, " {") || !known {
		return part{}, fmt.Errorf("{%s}: no such place", text)
	}
	return part{name: name, format: format}, nil
}

func (t template) fill(l Lang, args map[string]string) string {
	var b strings.Builder
	for _, p := range t {
		value, ok := args[p.name]
		switch {
		case p.optional != nil:
			if !slices.ContainsFunc(p.optional.names(), func(name string) bool { return args[name] == "" }) {
				b.WriteString(p.optional.fill(l, args))
			}
		case p.name == "":
			b.WriteString(p.literal)
		case !ok:
			b.WriteString("{" + p.name + "}")
		case p.format == "plural":
			if value == "1" {
				b.WriteString(p.one)
			} else {
				b.WriteString(p.other)
			}
		case p.format == "n":
			b.WriteString(l.digits(value))
		case p.format == "size":
			b.WriteString(l.sizeOf(value))
		case p.format == "date":
			b.WriteString(l.Stamp(value))
		case strings.HasSuffix(p.format, ","):
			b.WriteString(l.words(strings.TrimSuffix(p.format, ".,"), value))
		case p.format != "":
			b.WriteString(l.Word(strings.TrimSuffix(p.format, "."), value))
		default:
			b.WriteString(value)
		}
	}
	return b.String()
}

func (t template) names() []string {
	var names []string
	for _, p := range t {
		if p.name != "" {
			names = append(names, p.name)
		}
		names = append(names, p.optional.names()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
