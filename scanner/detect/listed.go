// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"

	"lizenzlotse/scanner/spdx"
)

// addListed takes families and names from the SPDX list.
func (g *grammar) addListed() {
	for _, l := range spdx.Licenses() {
		if l.Deprecated && l.Successor != "" {
			continue
		}
		stem, version, ok := splitVersion(l.ID)
		if !ok {
			continue
		}
		if whole, ok := spdx.LookupLicense(stem); ok { // "Libpng" is what "libpng-2.0" is a version of
			stem = whole.ID
		}
		f := g.families[stem]
		if f == nil {
			f = &family{name: stem, versions: map[string]string{}, group: stem}
			g.families[stem] = f
		}
		if plain, isGNU := strings.CutSuffix(l.ID, "-only"); isGNU {
			f.gnu = true
			f.versions[version] = plain
		} else if !strings.HasSuffix(l.ID, "-or-later") {
			f.versions[version] = l.ID
		}
		f.bare, f.low = spdx.License{ID: l.ID}, true // the list has the latest version last
	}
	for stem, f := range g.families {
		if whole, ok := spdx.LookupLicense(stem); ok {
			f.bare, f.low = spdx.License{ID: whole.ID}, false
		}
	}
	for _, l := range spdx.Licenses() {
		if l.Deprecated && l.Successor != "" {
			continue
		}
		stem, version, ok := splitVersion(l.ID)
		if whole, found := spdx.LookupLicense(stem); ok && found {
			stem = whole.ID
		}
		f := g.families[stem]
		if !ok {
			f, version = g.meaning(l.ID)
			if !isPort(l.ID) { // else the country is read behind the version
				g.addName(l.ID, name{family: f, strength: strengthOf(l.ID)}, false)
			}
		} else {
			g.addName(stem, name{family: f, strength: min(strengthOf(stem), strengthOf(strings.Trim(stem, "0123456789")))}, false)
		}
		for _, phrase := range namesOf(l.Name) {
			plain, rest := beforeVersion(phrase)
			n := name{family: f, strength: strengthOfName(plain), bracketed: strings.Contains(l.Name, "(")}
			switch {
			case !ok:
				g.addName(phrase, n, false)
			case rest && !f.gnu: // what follows the version tells the licence from others of that version
				n.version = version
				g.addName(phrase, n, false)
			case !rest:
				g.addName(plain, n, false)
			}
		}
	}
	for _, l := range spdx.Licenses() { // what was called otherwise before
		if _, _, ok := splitVersion(l.ID); l.Deprecated && l.Successor != "" && !ok && !strings.HasSuffix(l.ID, "+") && strings.Contains(l.ID, "-") {
			f, version := g.meaning(l.Successor)
			g.addName(l.ID, name{family: f, version: version, strength: strengthOf(l.ID)}, false)
		}
	}
	for _, e := range spdx.Exceptions() {
		if e.Deprecated {
			if _, ok := spdx.LookupException(e.Successor); ok {
				g.addName(e.ID, name{exception: e.Successor, strength: strong}, false)
			}
			continue
		}
		for _, phrase := range append(namesOf(e.Name), e.ID) {
			g.addName(phrase, name{exception: e.ID, strength: strong}, false)
		}
	}
}

// namesOf are a name with what it has in brackets, and without.
func namesOf(listed string) []string {
	list := []string{listed}
	if strings.ContainsAny(listed, "()\"") {
		list[0] = strings.Map(func(r rune) rune {
			if strings.ContainsRune("()\"", r) {
				return -1
			}
			return r
		}, listed)
	}
	before, rest, _ := strings.Cut(listed, " (")
	short, after, ok := strings.Cut(rest, ")")
	if ok && short == strings.ToUpper(short) && strings.Contains(before, " ") {
		list = append(list, before+after)
	}
	return list
}

// strengthOf tells an id from a word.
func strengthOf(id string) strength {
	if strings.ContainsAny(id, "-0123456789") {
		return medium
	}
	return weak
}

// nameWords is how many words make a name that nothing else has.
const nameWords = 4

// strengthOfName tells the names that say what they are from those that might be of anything.
func strengthOfName(phrase string) strength {
	if strings.Contains(strings.ToLower(phrase), "licen") || len(strings.Fields(phrase)) >= nameWords {
		return strong
	}
	return medium
}

// beforeVersion is the name of a licence up to its version, and whether more words follow it.
func beforeVersion(phrase string) (plain string, more bool) {
	fields := strings.Fields(phrase)
	for i, f := range fields {
		if f = strings.TrimLeft(f, "v"); f != "" && isDigit(f[0]) && i > 0 {
			more = i+1 < len(fields)
			fields = fields[:i]
			break
		}
	}
	if n := len(fields) - 1; n > 0 && (fields[n] == "version" || fields[n] == "Version") {
		fields = fields[:n]
	}
	return strings.TrimRight(strings.Join(fields, " "), ","), more
}
