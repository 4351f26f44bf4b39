// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package finding

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A Place is somewhere in the files that were examined.
type Place struct {
	// Path is that of a file that exists, relative and with slashes; it never begins with "/" or "./" and never
	// leads upwards. It is "" only where nothing was examined that has a name.
	Path string
	// Inner is where it is in the archive that Path names; "" outside of archives.
	Inner string
	// First and Last are lines of Path, or of Inner where that is not "". They count from 1; 0 where none is known.
	First, Last int
	Quote       string // what stands there, on one line; may be empty
}

// Line is the line of the file Path at which something can be shown: 1 where none is known, and of an archive.
func (p Place) Line() int {
	if p.Inner != "" || p.First < 1 {
		return 1
	}
	return p.First
}

// String is the place as people write it, path:line.
func (p Place) String() string {
	text := p.Path
	if p.Inner != "" {
		text += "!/" + p.Inner
	}
	if p.First > 0 {
		text += ":" + strconv.Itoa(p.First)
	}
	return text
}

// rank orders the files of a component by how much they speak for it.
func rank(f *inventory.File) int {
	best := 3
	for _, role := range f.Roles {
		switch role {
		case inventory.RoleManifest:
			best = min(best, 0)
		case inventory.RoleLicense:
			best = min(best, 1)
		case inventory.RoleReadme:
			best = min(best, 2)
		}
	}
	return best
}

// Places gives those of a result, where it was seen first, what lies in archives after the rest; one or more.
func (s *Shown) Places(r *assessment.Result) []Place {
	var list []Place
	seen := map[Place]bool{}
	add := func(e inventory.Evidence) {
		if e.Path == "" || s.outside(e.Path) {
			return
		}
		at := s.at(e.Path)
		at.First, at.Last, at.Quote = e.Line.First, max(e.Line.First, e.Line.Last), e.Quote
		if key := (Place{Path: at.Path, Inner: at.Inner, First: at.First}); !seen[key] {
			seen[key] = true
			list = append(list, at)
		}
	}
	for _, e := range r.Evidence {
		add(e)
	}
	if len(list) == 0 && r.File != "" {
		add(inventory.Evidence{Path: s.document(r.File)})
	}
	if c := s.components[r.Component]; c != nil && len(list) == 0 {
		for i := range c.Claims {
			for _, e := range c.Claims[i].Evidence {
				add(e)
			}
		}
		for _, i := range c.Instances {
			if i.Document != "" {
				add(inventory.Evidence{Path: s.document(i.Document), Line: inventory.LineRange{First: i.Line, Last: i.Line}})
			}
		}
		if f := s.speaks[c.ID]; f != nil {
			add(inventory.Evidence{Path: f.Path})
		}
	}
	if len(list) == 0 {
		list = append(list, s.whole())
	}
	slices.SortStableFunc(list, func(x, y Place) int { return min(1, len(x.Inner)) - min(1, len(y.Inner)) })
	return list
}

// PlaceOf is the place that an issue of the examination is about.
func (s *Shown) PlaceOf(i *inventory.Issue) Place {
	if i.Path == "" || s.outside(i.Path) {
		return s.whole()
	}
	return s.at(s.document(i.Path))
}

// File is the file that a place lies in, as it was examined; nil where it is the input itself or unknown.
func (s *Shown) File(at Place) *inventory.File {
	name := strings.TrimPrefix(at.Path, s.folder())
	if s.a.Inventory.Subject.Kind == inventory.KindArchive {
		return nil
	}
	return s.files[name]
}

// SHA256 is that of the file Path, in hexadecimal; "" where it is not known.
func (s *Shown) SHA256(at Place) string {
	if f := s.File(at); f != nil {
		return f.SHA256
	}
	if subject := s.a.Inventory.Subject; subject.Kind == inventory.KindArchive && at.Path == s.whole().Path && len(subject.Inputs) == 1 {
		return subject.Inputs[0].SHA256
	}
	return ""
}

// document is the path of the file that a document is in: of several in one file, the ID has its number.
func (s *Shown) document(id string) string {
	if name, n, ok := cutLast(id, "#"); ok && s.files[id] == nil && s.files[name] != nil {
		if _, err := strconv.Atoi(n); err == nil {
			return name
		}
	}
	return id
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// outside tells what lies in a cache or at a registry: such places are nothing that programs can open, so what names the package stands for them.
func (s *Shown) outside(name string) bool {
	return s.files[name] == nil && inventory.OutsideInput(name)
}

// whole is what stands for all that was examined: the input, if it is a file, else what speaks for the root.
func (s *Shown) whole() Place {
	v := s.a.Inventory
	switch v.Subject.Kind {
	case inventory.KindTree, inventory.KindBundle:
		for _, id := range append([]string{v.Subject.Main}, v.Subject.Roots...) {
			if f := s.speaks[id]; f != nil {
				return s.at(f.Path)
			}
		}
		if len(v.Files) > 0 {
			return s.at(v.Files[0].Path)
		}
	}
	return Place{Path: s.folder() + clean(v.Subject.Name)}
}

// at takes a path of the result apart into the file that exists and what is inside of it.
func (s *Shown) at(name string) Place {
	if s.a.Inventory.Subject.Kind == inventory.KindArchive {
		return Place{Path: s.folder() + clean(s.a.Inventory.Subject.Name), Inner: name}
	}
	outer, inner, _ := strings.Cut(name, "!/")
	return Place{Path: s.folder() + clean(outer), Inner: inner}
}

func (s *Shown) folder() string {
	if from := clean(s.from); from != "" {
		return from + "/"
	}
	return ""
}

// clean makes a path relative, for what is examined may say of itself that it lies anywhere.
func clean(name string) string {
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}
