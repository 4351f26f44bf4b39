// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	_ "embed" // the addresses
	"strings"
	"sync"
	"sync/atomic"
)

//go:generate go run ./generate addresses.bin

//go:embed addresses.bin
var packedAddresses string // lines "address, tab, id" in order, see PackAddresses

// plainAddress leaves out of an address what may be written either way.
func plainAddress(s string) string {
	s = strings.ToLower(s)
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(s, "www.")
	s, _, _ = strings.Cut(s, "#")
	s = strings.TrimRight(s, "/.")
	for _, end := range []string{".html", ".htm", ".txt", ".php", ".en", ".de", "/legalcode", "/deed", "/index"} {
		s = strings.TrimSuffix(s, end)
	}
	return strings.TrimRight(s, "/.")
}

// fewAddresses is how often addresses are looked for among the lines before a map of them, which takes as long, is made.
const fewAddresses = 500

var addressesAsked atomic.Int32 // up to about fewAddresses

var published = sync.OnceValue(func() map[string]string {
	ids := make(map[string]string, strings.Count(packedAddresses, "\n"))
	for line := range strings.Lines(packedAddresses) {
		a, id, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		ids[a] = id
	}
	return ids
})

// publishedAt gives the id of the licence at an address as plainAddress leaves it.
func publishedAt(address string) (id string, ok bool) {
	if addressesAsked.Load() < fewAddresses {
		addressesAsked.Add(1)
		return amongLines(address)
	}
	id, ok = published()[address]
	return id, ok
}

// amongLines looks for an address in the lines of addresses.bin, which are in order, where they lie.
func amongLines(address string) (id string, ok bool) {
	for rest := packedAddresses; rest != ""; {
		half := len(rest) / 2
		start := strings.LastIndexByte(rest[:half], '\n') + 1
		line, after, _ := strings.Cut(rest[start:], "\n")
		a, id, _ := strings.Cut(line, "\t")
		switch c := strings.Compare(address, a); {
		case c == 0:
			return id, true
		case c < 0:
			rest = rest[:start]
		default:
			rest = after
		}
	}
	return "", false
}

// at gives the family of what is published at an address as it is in the table, nil if nothing is. It is made when it is
// first asked for, as there are thousands of addresses; whoever asks again gets the same.
func (v *Vocabulary) at(a string) *Family {
	id, ok := publishedAt(a)
	if !ok {
		return nil
	}
	f, version := v.named(id)
	key := id          // what is no version of a family is one wherever it is published
	if version != "" { // one version of a family: the same family with that version as its own
		one := *f
		one.Bare, one.Readings, one.Low = f.Expression([]string{version}, false), nil, false
		f, key = &one, "//"+a
	}
	made, _ := v.made.LoadOrStore(key, f)
	return made.(*Family)
}

// Address tells what licence is published at an address, which may be without its scheme, and in which
// version of the family, if that has several. The family is nil if nothing is known of the address.
func (v *Vocabulary) Address(s string) (*Family, string) {
	a := plainAddress(s)
	if rest, ok := strings.CutPrefix(a, "creativecommons.org/"); ok {
		if f, version := v.creativeCommons(rest); f != nil {
			return f, version
		}
	}
	if f := v.at(a); f != nil {
		return f, ""
	}
	if _, rest, ok := strings.Cut(a, "."); ok { // a host of a host
		rest, _, _ = strings.Cut(rest, "/")
		return v.at(rest), ""
	}
	return nil, ""
}

// creativeCommons reads "licenses/by-sa/3.0/de" behind the name of the host.
func (v *Vocabulary) creativeCommons(path string) (*Family, string) {
	parts := strings.Split(path, "/")
	switch {
	case len(parts) >= 2 && parts[0] == "publicdomain" && parts[1] == "zero":
		return v.Families["CC0-1.0"], ""
	case len(parts) >= 2 && parts[0] == "licenses":
		f := v.Families["CC-"+strings.ToUpper(parts[1])]
		if f != nil && len(parts) >= 3 {
			if number := NormalVersion(parts[2]); f.Versions[number] != "" {
				if len(parts) >= 4 {
					if l, ok := LookupLicense(f.Versions[number] + "-" + parts[3]); ok {
						return v.Families[l.ID], ""
					}
				}
				return f, number
			}
		}
		return f, ""
	}
	return nil, ""
}
