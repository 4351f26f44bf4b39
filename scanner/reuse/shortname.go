// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	_ "embed" // the table
	"strings"
	"sync"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// maxShort bounds what is read by Debian's grammar, in bytes.
const maxShort = 64 << 10

//go:embed shortnames.tsv
var shortNamesTSV string

// A shortName is what a name of Debian's means, and what else it may.
type shortName struct{ meaning, other spdx.Expression }

// shortNames are the names that are not those of SPDX and follow no rule, and the keywords of exceptions
// behind "with ", in lower case.
var shortNames = sync.OnceValue(func() map[string]shortName {
	names := map[string]shortName{}
	for line := range strings.Lines(shortNamesTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 2 {
			continue
		}
		n := shortName{meaning: spdx.MustParse(f[1])}
		if len(f) > 2 {
			n.other = spdx.MustParse(f[2])
		}
		names[f[0]] = n
	}
	return names
})

// readShort reads the first line of a field License: an SPDX expression, or short names by the
// grammar of Debian's form, in which "and" binds closer than "or" unless a comma stands before it. What
// is both is SPDX's in .reuse/dep5, and Debian's elsewhere.
func readShort(raw string, format Format) inventory.License {
	l := inventory.ReadLicense(raw)
	written := l.State == inventory.Known && l.Normalised == ""
	if written && format == DEP5 || l.State != inventory.Known && l.State != inventory.Unparsed || len(raw) > maxShort {
		return l
	}
	e, ok := parseShort(raw, false)
	switch {
	case written && (!ok || spdx.Equal(e, l.Expression)):
		return l
	case !ok: // what is no name of Debian's is one of the file's own
		return inventory.License{State: inventory.Unparsed, Raw: raw}
	}
	l = inventory.License{Expression: e, State: inventory.Known, Raw: raw, Normalised: inventory.ByShortName}
	if other, ok := parseShort(raw, true); ok && !spdx.Equal(e, other) {
		l.Readings = []spdx.Expression{other}
	}
	return l
}

// parseShort reads names in their usual meaning, or each in its other one where it has one.
func parseShort(raw string, other bool) (spdx.Expression, bool) {
	p := shortParser{words: strings.Fields(strings.ReplaceAll(raw, ",", " , ")), other: other}
	e := p.or()
	operator := ""
	for e != nil && p.peek() == "," {
		p.words = p.words[1:]
		next := p.peek()
		if next != "and" && next != "or" || operator != "" && operator != next {
			return nil, false // which of the two goes first is said nowhere
		}
		operator = next
		p.words = p.words[1:]
		right := p.or()
		if right == nil {
			return nil, false
		}
		if operator == "and" {
			e = spdx.All(e, right)
		} else {
			e = spdx.Any(e, right)
		}
	}
	return e, e != nil && len(p.words) == 0
}

// A shortParser takes words from the front; its methods give nil for what has no plain meaning.
type shortParser struct {
	words []string
	other bool
}

func (p *shortParser) peek() string {
	if len(p.words) == 0 {
		return ""
	}
	return strings.ToLower(p.words[0])
}

func (p *shortParser) or() spdx.Expression {
	return p.joined("or", func() spdx.Expression { return p.joined("and", p.name, spdx.All) }, spdx.Any)
}

func (p *shortParser) joined(word string, operand func() spdx.Expression, join func(...spdx.Expression) spdx.Expression) spdx.Expression {
	list := []spdx.Expression{operand()}
	for p.peek() == word {
		p.words = p.words[1:]
		list = append(list, operand())
	}
	for _, e := range list {
		if e == nil {
			return nil
		}
	}
	return join(list...)
}

// name reads a short name, with its exception if it has one.
func (p *shortParser) name() spdx.Expression {
	if len(p.words) == 0 {
		return nil
	}
	e := meaning(p.peek(), p.other)
	p.words = p.words[1:]
	if p.peek() != "with" {
		return e
	}
	p.words = p.words[1:]
	var keywords []string
	for w := p.peek(); w != "" && w != "," && w != "and" && w != "or"; w = p.peek() {
		keywords = append(keywords, w)
		p.words = p.words[1:]
	}
	license, ok := e.(spdx.License)
	exception := exceptionOf(strings.Join(keywords, " "))
	if !ok || exception == "" {
		return nil
	}
	return spdx.With{License: license, Exception: spdx.Exception{ID: exception}}
}

// exceptionOf gives the id for the keyword of an exception, in lower case.
func exceptionOf(keyword string) string {
	keyword = strings.TrimSuffix(strings.TrimSuffix(keyword, " exception"), " exceptions")
	if n, ok := shortNames()["with "+keyword]; ok {
		return n.meaning.(spdx.With).Exception.ID
	}
	for _, id := range []string{keyword, keyword + "-exception"} {
		if x, ok := spdx.LookupException(id); ok {
			return x.ID
		}
	}
	return ""
}

// gnu are the families whose ids say in words whether later versions may be chosen.
var gnu = []string{"agpl-", "gfdl-", "gpl-", "lgpl-"}

// meaning gives what one short name means, nil if that is not plain. A version is the same with ".0"
// and without; a plus at its end adds later ones.
func meaning(name string, other bool) spdx.Expression {
	if n, ok := shortNames()[name]; ok {
		if other && n.other != nil {
			return n.other
		}
		return n.meaning
	}
	base, later := strings.CutSuffix(name, "+")
	i := strings.LastIndexByte(base, '-')
	if i < 0 {
		return parsed(name)
	}
	family, version := base[:i+1], base[i+1:]
	short := version
	for strings.HasSuffix(short, ".0") {
		short = strings.TrimSuffix(short, ".0")
	}
	for _, v := range []string{version, short + ".0", short} {
		if e := versioned(family, v, later); e != nil {
			return e
		}
	}
	return nil
}

func versioned(family, version string, later bool) spdx.Expression {
	ending := "only"
	if later {
		ending = "or-later"
	}
	family, free := strings.CutSuffix(family, "niv-")
	if free {
		ending = "no-invariants-" + ending
	}
	for _, f := range gnu {
		if family == f {
			return parsed(family + version + "-" + ending)
		}
	}
	if free {
		return nil
	}
	if later {
		version += "+"
	}
	return parsed(family + version)
}

// parsed is an expression of one licence of the list, else nil.
func parsed(id string) spdx.Expression {
	if e, err := spdx.Parse(id); err == nil {
		if _, ok := e.(spdx.License); ok {
			return e
		}
	}
	return nil
}
