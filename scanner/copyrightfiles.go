// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/reuse"
	"lizenzlotse/scanner/source"
)

// readCopyrightFile reads what Debian's form says of a package that is installed. What is in another form says its words only, and so does
// what is lost here.
func readCopyrightFile(e *source.Entry) (a annotations) {
	if path.Base(e.Path) != "copyright" || e.Data == nil || !strings.HasSuffix(path.Dir(path.Dir("/"+e.Path)), "/usr/share/doc") {
		return a
	}
	defer func() {
		if recover() != nil {
			a = annotations{}
		}
	}()
	return annotations{e.Path, reuse.ReadDebian(e.Data, e.Path)}
}

// unexplained leaves out the names of licences that mean something within their file only and whose text stands there, if detection found
// in that text what it says. Debian's form has such names for whatever is on no list.
func unexplained(list []reuse.Annotation, data []byte, findings []inventory.Finding) []reuse.Annotation {
	isOpen := func(l inventory.License) bool { return l.State != inventory.Known }
	if !slices.ContainsFunc(list, func(a reuse.Annotation) bool { return slices.ContainsFunc(a.Licenses, isOpen) }) {
		return list
	}
	found := map[int]bool{} // lines
	for _, f := range findings {
		const most = 10_000
		for line := f.Evidence.Line.First; line <= f.Evidence.Line.Last && len(found) < most; line++ {
			found[line] = true
		}
	}
	told := map[string]bool{}
	name, line := "", 0
	for text := range strings.Lines(string(data)) {
		line++
		field, value, ok := strings.Cut(text, ":")
		switch {
		case text[0] == ' ' || text[0] == '\t':
			told[name] = told[name] || found[line]
		case ok && strings.EqualFold(strings.TrimSpace(field), "license"):
			name = strings.ToLower(strings.TrimSpace(value))
		default:
			name = ""
		}
	}
	told[""] = false
	for i := range list {
		list[i].Licenses = slices.DeleteFunc(slices.Clone(list[i].Licenses), func(l inventory.License) bool {
			return isOpen(l) && told[strings.ToLower(strings.TrimSpace(l.Raw))]
		})
	}
	return list
}

// ofCopyrightFiles makes claims of what usr/share/doc/PACKAGE/copyright says of the sources of a package that is installed: of all of them, or of some.
func (t *tree) ofCopyrightFiles(all []annotations) []componentClaim {
	var claims []componentClaim
	for _, a := range all {
		for _, name := range t.images.names(a.path) {
			p := t.At(name)
			if p < 0 || path.Dir(name) != t.List[p].Dir {
				continue
			}
			for _, claim := range claimsOf(a) {
				claims = append(claims, componentClaim{component: t.List[p].Component.ID, Claim: claim})
			}
		}
	}
	return claims
}

// claimsOf are the licences that a copyright file states: of everything, or of some of the files that the package was made of,
// which are not the ones in it.
func claimsOf(p annotations) []inventory.Claim {
	var claims []inventory.Claim
	index := map[string]int{}
	for _, a := range p.list {
		all := slices.Contains(a.Globs, "*")
		for _, l := range a.Licenses {
			key := string(l.State) + " " + cmp.Or(l.String(), l.Raw)
			n, ok := index[key]
			if !ok {
				n = len(claims)
				index[key] = n
				claims = append(claims, inventory.Claim{Kind: inventory.Declared, Origin: p.path, License: l, Partial: true, Evidence: []inventory.Evidence{a.Evidence}})
			}
			claims[n].Count++
			claims[n].Partial = claims[n].Partial && !all
		}
	}
	return claims
}
