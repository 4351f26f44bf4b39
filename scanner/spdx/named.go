// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import "strings"

// addName adds a name of the list.
func (v *Vocabulary) addName(phrase string, n Name) {
	n.Phrase, n.Listed = phrase, true
	v.Names = append(v.Names, n)
}

// addListed takes families and names from the SPDX list.
func (v *Vocabulary) addListed() {
	for _, l := range Licenses() {
		if l.Deprecated && l.Successor != "" {
			continue
		}
		stem, version, ok := SplitVersion(l.ID)
		if !ok {
			continue
		}
		if whole, ok := LookupLicense(stem); ok { // "Libpng" is what "libpng-2.0" is a version of
			stem = whole.ID
		}
		f := v.Families[stem]
		if f == nil {
			f = &Family{Name: stem, Versions: map[string]string{}, Group: stem}
			v.Families[stem] = f
		}
		if plain, isGNU := strings.CutSuffix(l.ID, "-only"); isGNU {
			f.GNU = true
			f.Versions[version] = plain
		} else if !strings.HasSuffix(l.ID, "-or-later") {
			f.Versions[version] = l.ID
		}
		f.Bare, f.Low = License{ID: l.ID}, true // the list has the latest version last
	}
	for stem, f := range v.Families {
		if whole, ok := LookupLicense(stem); ok {
			f.Bare, f.Low = License{ID: whole.ID}, false
		}
	}
	for _, l := range Licenses() {
		if l.Deprecated && l.Successor != "" {
			continue
		}
		stem, version, ok := SplitVersion(l.ID)
		if whole, found := LookupLicense(stem); ok && found {
			stem = whole.ID
		}
		f := v.Families[stem]
		if !ok {
			f, version = v.meaning(l.ID)
			if !isPort(l.ID) { // else the country is read behind the version
				v.addName(l.ID, Name{Family: f, Strength: strengthOf(l.ID)})
			}
		} else {
			v.addName(stem, Name{Family: f, Strength: min(strengthOf(stem), strengthOf(strings.Trim(stem, "0123456789")))})
		}
		for _, phrase := range namesOf(l.Name) {
			plain, rest := beforeVersion(phrase)
			n := Name{Family: f, Strength: strengthOfName(plain), Bracketed: strings.Contains(l.Name, "(")}
			switch {
			case !ok:
				v.addName(phrase, n)
			case rest && !f.GNU: // what follows the version tells the licence from others of that version
				n.Version = version
				v.addName(phrase, n)
			case !rest:
				v.addName(plain, n)
			}
		}
	}
	for _, l := range Licenses() { // what was called otherwise before
		if _, _, ok := SplitVersion(l.ID); l.Deprecated && l.Successor != "" && !ok && !strings.HasSuffix(l.ID, "+") && strings.Contains(l.ID, "-") {
			f, version := v.meaning(l.Successor)
			v.addName(l.ID, Name{Family: f, Version: version, Strength: strengthOf(l.ID)})
		}
	}
	for _, e := range Exceptions() {
		if e.Deprecated {
			if _, ok := LookupException(e.Successor); ok {
				v.addName(e.ID, Name{Exception: e.Successor, Strength: Strong})
			}
			continue
		}
		for _, phrase := range append(namesOf(e.Name), e.ID) {
			v.addName(phrase, Name{Exception: e.ID, Strength: Strong})
		}
	}
}

// ports are the countries to whose law licences of Creative Commons were fitted, as the list's ids end.
var ports = map[string]bool{"AT": true, "AU": true, "CH": true, "DE": true, "FR": true, "IGO": true, "JP": true, "NL": true, "UK": true, "US": true}

// isPort reports whether an id is that of a licence of the list, fitted to the law of a country.
func isPort(id string) bool {
	i := strings.LastIndexByte(id, '-')
	if i < 0 || !ports[id[i+1:]] {
		return false
	}
	_, ok := LookupLicense(id[:i])
	return ok
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
func strengthOf(id string) Strength {
	if strings.ContainsAny(id, "-0123456789") {
		return Medium
	}
	return Weak
}

// nameWords is how many words make a name that nothing else has.
const nameWords = 4

// strengthOfName tells the names that say what they are from those that might be of anything.
func strengthOfName(phrase string) Strength {
	if strings.Contains(strings.ToLower(phrase), "licen") || len(strings.Fields(phrase)) >= nameWords {
		return Strong
	}
	return Medium
}

// beforeVersion is the name of a licence up to its version, and whether more words follow it.
func beforeVersion(phrase string) (plain string, more bool) {
	fields := strings.Fields(phrase)
	for i, f := range fields {
		if f = strings.TrimLeft(f, "v"); f != "" && '0' <= f[0] && f[0] <= '9' && i > 0 {
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
