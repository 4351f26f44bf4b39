// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// samePackage spells a purl in one way for all that mean the same package by the rules of its type, beyond what the purl itself fixes: the names
// of NuGet have no case, those of PyPI may have any run of "-", "_" and "." (PEP 503), a name with a slash is one in a
// namespace, and what a type takes to be so by default, or what one program calls its own entry by, says nothing more. Any other ID stays.
func samePackage(id string) string {
	if !strings.HasPrefix(id, "pkg:") || !strings.HasPrefix(id, "pkg:nuget/") && !strings.HasPrefix(id, "pkg:pypi/") && !strings.ContainsRune(id, '?') && !strings.Contains(id, "%2F") {
		return id
	}
	p, err := packageurl.FromString(id)
	if err != nil {
		return id
	}
	if i := strings.LastIndexByte(p.Name, '/'); i > 0 && slices.Contains(inNamespaces, p.Type) {
		p.Namespace, p.Name = strings.Trim(p.Namespace+"/"+p.Name[:i], "/"), p.Name[i+1:]
	}
	switch p.Type {
	case packageurl.TypeNuget:
		p.Name = strings.ToLower(p.Name)
	case packageurl.TypePyPi:
		p.Name = inventory.PythonName(p.Name)
	}
	p.Qualifiers = slices.DeleteFunc(p.Qualifiers, func(q packageurl.Qualifier) bool {
		return q.Key == "package-id" || p.Type == packageurl.TypeMaven && q.Key == "type" && q.Value == "jar" ||
			p.Type == packageurl.TypeGem && q.Key == "platform" && q.Value == "ruby"
	})
	if p.Name == "" {
		return id
	}
	return p.ToString()
}

// inNamespaces are the types whose names have no slash, as what is before it is the namespace.
var inNamespaces = []string{packageurl.TypeNPM, packageurl.TypeGolang, packageurl.TypeComposer, packageurl.TypeGithub, packageurl.TypeSwift}

// unite makes one component of those that are the same package in different spellings. It goes by the spelling that was met first: what lies
// in the tree comes before what documents name. What IDs became is told by the map, nil where all stay.
func (m *merger) unite() map[string]string {
	var became map[string]string
	first := map[string]int{} // index in list, by the one spelling where that is none of the IDs
	for i := range m.list {
		c := &m.list[i]
		one := samePackage(c.ID)
		if one == c.ID {
			continue
		}
		into, ok := m.byID[one]
		if !ok {
			if into, ok = first[one]; !ok {
				first[one] = i
				continue
			}
		}
		if became == nil {
			became = map[string]string{}
		}
		from := i
		if from < into {
			into, from = from, into
			m.byID[one] = into
		}
		merge(&m.list[into], &m.list[from])
		became[m.list[from].ID] = m.list[into].ID
	}
	if became != nil {
		m.list = slices.DeleteFunc(m.list, func(c inventory.Component) bool { _, gone := became[c.ID]; return gone })
		clear(m.byID)
		for i, c := range m.list {
			m.byID[c.ID] = i
		}
	}
	return became
}

// rename follows what IDs became, wherever the inventory has them.
func (t *tree) rename(v *inventory.Inventory, became map[string]string) {
	if len(became) == 0 {
		return
	}
	now := func(id *string) {
		if other, ok := became[*id]; ok {
			*id = other
		}
	}
	for i := range t.List {
		now(&t.List[i].Component.ID)
	}
	for i := range v.Files {
		now(&v.Files[i].Component)
	}
	for i := range v.Documents {
		d := &v.Documents[i]
		now(&d.Main)
		for k := range d.Described {
			now(&d.Described[k])
		}
		d.Described = unique(d.Described)
	}
}

// rename is that of relations, of which some may be one then.
func (x *relations) rename(became map[string]string) {
	if len(became) == 0 {
		return
	}
	list := x.list
	x.list, x.at = make([]inventory.Relation, 0, len(list)), nil
	for _, r := range list {
		r.From, r.To = cmp.Or(became[r.From], r.From), cmp.Or(became[r.To], r.To)
		if r.From != r.To {
			x.add(r)
		}
	}
}
