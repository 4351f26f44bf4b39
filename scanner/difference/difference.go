// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package difference compares two inventories that are states of one subject: an SBOM and its next
// release, a tree before and after. It says what changed and judges nothing.
//
// It does not cry wolf: another order or spelling of one expression is no change, declared and
// detected licences are each compared with their own kind, and a side that says nothing is told
// apart from one that says something else.
package difference

import (
	"cmp"
	"slices"

	"lizenzlotse/scanner/inventory"
)

// Schema names the JSON form of a [Result] and its version.
const Schema = "lizenzlotse-difference/1"

// A Result says what is different. Every component of either side is in exactly one of its lists or
// among the unchanged, and every list is sorted by name, version and ID.
type Result struct {
	Schema string `json:"schema"` // always [Schema]
	Before Side   `json:"before"`
	After  Side   `json:"after"`
	// Uncompared are the kinds of statements that one side makes of no component at all: what it does
	// not speak of did not change.
	Uncompared []Uncompared `json:"uncompared"`
	Unchanged  int          `json:"unchanged"` // pairs of components
	Licenses   []Change     `json:"licenses"`  // another licence than before, whatever else changed
	Statements []Change     `json:"statements"`
	Added      []Part       `json:"added"`
	Removed    []Part       `json:"removed"`
	Versions   []Change     `json:"versions"` // another version, and the licence as before
	Others     []Change     `json:"others"`   // neither, but something else
}

// A Side is one of the two states.
type Side struct {
	Name       string                `json:"name"`
	Version    string                `json:"version,omitempty"`
	Kind       inventory.SubjectKind `json:"kind"`
	SHA256     string                `json:"sha256,omitempty"`
	Components int                   `json:"components"`
	Complete   bool                  `json:"complete"` // everything of it was read
}

// Uncompared is a kind of claim that only one side makes.
type Uncompared struct {
	Kind inventory.ClaimKind `json:"kind"`
	Only Where               `json:"only"`
}

// Where is one of the two states.
type Where string

// The states.
const (
	InBefore Where = "before"
	InAfter  Where = "after"
)

// A Part is a component as one side has it.
type Part struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	PURL    string `json:"purl,omitempty"`
	License string `json:"license,omitempty"` // what the side states of it, as [inventory.Component.Stated]
	Place   string `json:"place,omitempty"`   // where it was met: "bom.json:12", a folder
}

// A Change is a component that both sides have and that is not as it was.
type Change struct {
	Before   Part            `json:"before"`
	After    Part            `json:"after"`
	Licenses []LicenseChange `json:"licenses,omitempty"`
	Fields   []FieldChange   `json:"fields,omitempty"`
}

// Upgraded reports whether the version is another one.
func (c *Change) Upgraded() bool { return c.Before.Version != c.After.Version }

// A LicenseChange is what became of one kind of statement.
type LicenseChange struct {
	Kind   inventory.ClaimKind `json:"kind"`
	How    How                 `json:"how"`
	Before Statement           `json:"before"`
	After  Statement           `json:"after"`
}

// How a statement changed.
type How string

// The ways. NOASSERTION and NONE count as silence: many tools write them where they found nothing.
const (
	Changed  How = "changed"  // both sides say something, and not the same
	Stated   How = "stated"   // only the later says something
	Unstated How = "unstated" // only the earlier does
)

// A Statement is what one side says of a licence, and who says it.
type Statement struct {
	License string `json:"license,omitempty"` // all claims together; empty for silence
	// From are the claims that the other side has not, at most ten, in their order.
	From []From `json:"from,omitempty"`
}

// From is where one claim comes from.
type From struct {
	License string `json:"license"`
	Origin  string `json:"origin"`          // as [inventory.Claim.Origin]
	Place   string `json:"place,omitempty"` // where it stands: "bom.json:12"
}

// A FieldChange is another value of a field that both sides fill.
type FieldChange struct {
	Field  Field  `json:"field"`
	Before string `json:"before,omitempty"` // empty where it was not said
	After  string `json:"after,omitempty"`
}

// Field names what changed besides licence and version.
type Field string

// The fields. Hashes are compared where the version is the same: then the content is another.
const (
	FieldName     Field = "name"
	FieldSupplier Field = "supplier"
	FieldScope    Field = "scope"
	FieldModified Field = "modified"
	FieldHash     Field = "hash"
)

// Compare says what became of before. The time is that of sorting the components.
func Compare(before, after *inventory.Inventory) *Result {
	r := &Result{
		Schema: Schema, Before: side(before), After: side(after),
		Uncompared: []Uncompared{}, Licenses: []Change{}, Statements: []Change{},
		Added: []Part{}, Removed: []Part{}, Versions: []Change{}, Others: []Change{},
	}
	kinds := r.kinds(before, after)
	texts := comparison{wordingsOf(before.Texts), wordingsOf(after.Texts)}
	m := Match(pointers(before), pointers(after), Options{MainBefore: before.Subject.Main, MainAfter: after.Subject.Main})
	for _, c := range m.Before {
		r.Removed = append(r.Removed, part(c))
	}
	for _, c := range m.After {
		r.Added = append(r.Added, part(c))
	}
	for _, p := range m.Pairs {
		r.sort(p, texts, kinds)
	}
	for _, list := range []*[]Change{&r.Licenses, &r.Statements, &r.Versions, &r.Others} {
		slices.SortFunc(*list, func(a, b Change) int { return cmp.Or(compareParts(a.After, b.After), compareParts(a.Before, b.Before)) })
	}
	slices.SortFunc(r.Added, compareParts)
	slices.SortFunc(r.Removed, compareParts)
	return r
}

// sort puts a pair into the list it belongs to.
func (r *Result) sort(p Pair, k comparison, kinds []inventory.ClaimKind) {
	licenses, fields := k.licenseChanges(p, kinds), fieldChanges(p)
	if len(licenses)+len(fields) == 0 && p.Before.Version == p.After.Version {
		r.Unchanged++
		return
	}
	c := Change{Before: part(p.Before), After: part(p.After), Licenses: licenses, Fields: fields}
	switch {
	case slices.ContainsFunc(licenses, func(l LicenseChange) bool { return l.How == Changed }):
		r.Licenses = append(r.Licenses, c)
	case len(licenses) > 0:
		r.Statements = append(r.Statements, c)
	case c.Upgraded():
		r.Versions = append(r.Versions, c)
	default:
		r.Others = append(r.Others, c)
	}
}

// Any reports whether anything is different.
func (r *Result) Any() bool {
	return len(r.Licenses)+len(r.Statements)+len(r.Added)+len(r.Removed)+len(r.Versions)+len(r.Others) > 0
}

// Relicensed reports whether a component has another licence than before, or one that is stated no longer.
func (r *Result) Relicensed() bool {
	return len(r.Licenses) > 0 || slices.ContainsFunc(r.Statements, func(c Change) bool {
		return slices.ContainsFunc(c.Licenses, func(l LicenseChange) bool { return l.How == Unstated })
	})
}

// kinds are the kinds of claims that both sides make; those of one side only are noted.
func (r *Result) kinds(before, after *inventory.Inventory) []inventory.ClaimKind {
	was, is := kindsOf(before), kindsOf(after)
	var both []inventory.ClaimKind
	for _, kind := range []inventory.ClaimKind{inventory.Declared, inventory.Concluded, inventory.Detected} {
		switch {
		case was[kind] && is[kind]:
			both = append(both, kind)
		case was[kind]:
			r.Uncompared = append(r.Uncompared, Uncompared{kind, InBefore})
		case is[kind]:
			r.Uncompared = append(r.Uncompared, Uncompared{kind, InAfter})
		}
	}
	return both
}

func kindsOf(v *inventory.Inventory) map[inventory.ClaimKind]bool {
	kinds := map[inventory.ClaimKind]bool{}
	for i := range v.Components {
		for k := range v.Components[i].Claims {
			if c := &v.Components[i].Claims[k]; says(c) {
				kinds[c.Kind] = true
			}
		}
	}
	return kinds
}

func side(v *inventory.Inventory) Side {
	return Side{v.Subject.Name, v.Subject.Version, v.Subject.Kind, v.Subject.SHA256, len(v.Components), v.Complete()}
}

func pointers(v *inventory.Inventory) []*inventory.Component {
	list := make([]*inventory.Component, len(v.Components))
	for i := range v.Components {
		list[i] = &v.Components[i]
	}
	return list
}

func part(c *inventory.Component) Part {
	p := Part{ID: c.ID, Name: c.Name, Version: c.Version, PURL: c.PURL, License: c.Stated()}
	if len(c.Instances) > 0 {
		p.Place = PlaceOf(c.Instances[0])
	}
	return p
}

func compareParts(a, b Part) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), compareVersions(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
}
