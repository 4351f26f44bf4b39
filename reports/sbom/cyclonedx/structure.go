// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A builder lays an inventory out as a document. Components go by their index in the inventory.
type builder struct {
	v        *inventory.Inventory
	decided  map[string]*assessment.Decision // component ID -> what a person decided
	redacted string                          // what is missing in a copy with passages blacked out
	version  cdx.SpecVersion
	xml      bool

	documents map[string]bool // IDs of the input documents
	sboms     map[string]bool // those of them that are no licence lists
	index     map[string]int  // of a component by its ID
	refs      []string        // bom-refs; "" for a component that repeats the ID of another
	parent    []int           // that a component is nested in; -1: none
	inner     [][]int         // what is nested in a component
	edges     [][]int         // what a component depends on
	relations map[int][]cdx.Property
	main      int // what the document describes; -1: nothing in the inventory
	texts     texts
	files     map[int][]*inventory.File // with copyright notices, by component
}

// maxNesting bounds how deep components stand in each other, for the sake of whoever reads the
// document. What is deeper stands at the top and is a dependency of what contains it.
const maxNesting = 20

func newBuilder(a *assessment.Assessment, version cdx.SpecVersion, xml bool) *builder {
	v := a.Inventory
	n := len(v.Components)
	b := &builder{
		v: v, decided: a.Decided(), redacted: a.Redacted.Note(), version: version, xml: xml,
		documents: map[string]bool{},
		sboms:     v.SBOMs(),
		index:     make(map[string]int, n),
		refs:      make([]string, n),
		parent:    make([]int, n),
		inner:     make([][]int, n),
		edges:     make([][]int, n),
		relations: map[int][]cdx.Property{},
		main:      -1,
		texts:     newTexts(v.Texts),
		files:     map[int][]*inventory.File{},
	}
	for _, d := range v.Documents {
		b.documents[d.ID] = true
	}
	taken := make(map[string]bool, n)
	for i := range v.Components {
		c := &v.Components[i]
		b.parent[i] = -1
		if _, twice := b.index[c.ID]; twice {
			continue
		}
		b.index[c.ID] = i
		b.refs[i] = b.ref(c, taken)
	}
	if i, ok := b.index[v.Subject.Main]; ok {
		b.main = i
	}
	b.relate()
	for i := range v.Files {
		if f := &v.Files[i]; len(f.Copyrights) > 0 {
			if owner, ok := b.index[f.Component]; ok {
				b.files[owner] = append(b.files[owner], f)
			}
		}
	}
	return b
}

// ref chooses a component's bom-ref: that of the only input document, so that it stays the same from
// document to document, else its ID.
func (b *builder) ref(c *inventory.Component, taken map[string]bool) string {
	ref := ""
	if len(b.v.Documents) == 1 {
		for k := range c.Instances {
			in := &c.Instances[k]
			if in.Document == "" {
				continue
			}
			if ref = in.Ref; ref == "" {
				ref = strings.TrimPrefix(c.ID, in.Document+"#")
			}
			break
		}
	}
	ref = line(ref)
	if ref == "" || taken[ref] || strings.HasPrefix(ref, "urn:cdx:") {
		if ref = line(c.ID); ref == "" {
			ref = "component"
		}
	}
	for n, base := 2, ref; taken[ref]; n++ {
		ref = base + "~" + strconv.Itoa(n)
	}
	taken[ref] = true
	return ref
}

// line makes a text one that stays as it is in JSON and in an attribute of XML: valid, without control characters.
func line(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return strings.TrimSpace(strings.Map(func(r rune) rune {
				switch {
				case r == '\n', r == '\r', r == '\t':
					return ' '
				case unicode.IsControl(r), r == 0xfffe, r == 0xffff:
					return unicode.ReplacementChar
				}
				return r
			}, strings.ToValidUTF8(s, "\uFFFD")))
		}
	}
	return strings.TrimSpace(s)
}

// relate nests what is contained and lists the rest as dependencies. CycloneDX nests a component once;
// what is contained a second time, or in the main component, whose parts are the document's list, is a
// dependency of what contains it. What a dependency is besides stands in a property.
func (b *builder) relate() {
	outermost := make([]int, len(b.refs)) // some component outside each; its own root is its own
	for i := range outermost {
		outermost[i] = i
	}
	root := func(i int) int {
		for outermost[i] != i {
			outermost[i] = outermost[outermost[i]]
			i = outermost[i]
		}
		return i
	}
	for _, r := range b.v.Relations {
		from, okFrom := b.index[r.From]
		to, okTo := b.index[r.To]
		if !okFrom || !okTo || from == to {
			continue
		}
		if r.Kind == inventory.Contains && r.Scope == "" && from != b.main && to != b.main && b.parent[to] < 0 && root(from) != to &&
			!b.isService(from) && !b.isService(to) {
			b.parent[to] = from
			outermost[to] = from
			continue
		}
		b.depend(from, to, r.Kind, r.Scope)
		if r.Unclear {
			b.relations[from] = append(b.relations[from], cdx.Property{Name: "lizenzlotse:unclear", Value: b.refs[to]})
		}
	}
	for i, p := range b.parent {
		if p >= 0 {
			b.inner[p] = append(b.inner[p], i)
		}
	}
	b.flatten()
	for i := range b.edges {
		slices.Sort(b.edges[i])
		b.edges[i] = slices.Compact(b.edges[i])
	}
}

func (b *builder) depend(from, to int, kind inventory.RelationKind, scope inventory.Scope) {
	b.edges[from] = append(b.edges[from], to)
	if kind == inventory.DependsOn && scope == "" {
		return
	}
	name := "lizenzlotse:relation:" + string(kind)
	if scope != "" {
		name += ":" + string(scope)
	}
	b.relations[from] = append(b.relations[from], cdx.Property{Name: name, Value: b.refs[to]})
}

// flatten takes out what is nested too deep.
func (b *builder) flatten() {
	type place struct{ component, depth int }
	var open []place
	for i, p := range b.parent {
		if p < 0 && b.inner[i] != nil {
			open = append(open, place{i, 1})
		}
	}
	for len(open) > 0 {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		for _, i := range b.inner[next.component] {
			if next.depth < maxNesting {
				open = append(open, place{i, next.depth + 1})
				continue
			}
			b.parent[i] = -1
			b.depend(next.component, i, inventory.Contains, "")
			open = append(open, place{i, 1})
		}
		if next.depth == maxNesting {
			b.inner[next.component] = nil
		}
	}
}

func (b *builder) isService(i int) bool { return b.v.Components[i].Type == "service" }

// top are the components, or the services, that the document lists: all but the main component and
// what is nested in others.
func (b *builder) top(services bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, ref := range b.refs {
			if ref != "" && i != b.main && b.parent[i] < 0 && b.isService(i) == services && !yield(i) {
				return
			}
		}
	}
}

// dependencies are the graph. What is said to have none has an empty entry; of what nobody says
// anything there is no entry, for an empty one would say that there are none (CycloneDX 1.6, "dependencies": components without
// dependencies of their own are declared as empty elements, those that are not represented may have unknown ones).
func (b *builder) dependencies() iter.Seq[cdx.Dependency] {
	return func(yield func(cdx.Dependency) bool) {
		if parts := b.subjectParts(); len(parts) > 0 && !yield(cdx.Dependency{Ref: subjectRef, Dependencies: &parts}) {
			return
		}
		for i, ref := range b.refs {
			d := cdx.Dependency{Ref: ref}
			switch {
			case ref == "":
				continue
			case len(b.edges[i]) > 0:
				on := make([]string, len(b.edges[i]))
				for k, to := range b.edges[i] {
					on[k] = b.refs[to]
				}
				d.Dependencies = &on
			default:
				if complete, none := b.v.Components[i].Dependencies(); !none && complete != inventory.Complete {
					continue
				}
			}
			if !yield(d) {
				return
			}
		}
	}
}

// subjectParts are what a subject that is no component of the inventory consists of.
func (b *builder) subjectParts() []string {
	if b.mainRef() != subjectRef {
		return nil
	}
	ids := slices.Clone(b.v.Subject.Roots)
	for i := range b.v.Documents {
		ids = append(ids, b.v.Documents[i].Main)
	}
	var refs []string
	for _, id := range ids {
		if i, ok := b.index[id]; ok && !slices.Contains(refs, b.refs[i]) {
			refs = append(refs, b.refs[i])
		}
	}
	return refs
}

// entries are what documents say of a component.
func entries(c *inventory.Component) iter.Seq[*inventory.Entry] {
	return func(yield func(*inventory.Entry) bool) {
		for i := range c.Instances {
			if e := c.Instances[i].Entry; e != nil && !yield(e) {
				return
			}
		}
	}
}

// compositions say how complete what is known of each component is (BSI TR-03183-2, 5.2.2): complete where no further relations are
// known to exist, incomplete where there are more, unknown where nobody says (CycloneDX 1.6, "aggregate"). Of what a document says of a component
// the least counts, for its parts and its dependencies; what package managers wrote speaks of dependencies alone. The main
// component is incomplete if something was not examined.
func (b *builder) compositions() []cdx.Composition {
	type coverage struct {
		inventory.Completeness
		parts bool // it speaks of parts too
	}
	refs := map[coverage][]cdx.BOMReference{}
	whole := inventory.Completeness("")
	if len(b.v.Issues) > 0 && !b.v.Complete() {
		whole = inventory.Incomplete
	}
	stated := false
	for i, ref := range b.refs {
		c := &b.v.Components[i]
		said := inventory.Completeness("")
		for e := range entries(c) {
			said = inventory.Least(said, e.Completeness)
		}
		stated = stated || said != ""
		both := inventory.Least(said, c.Resolved)
		switch {
		case ref == "":
		case i == b.main:
			whole = inventory.Least(whole, both)
		case said == "" && c.Resolved != "":
			refs[coverage{both, false}] = append(refs[coverage{both, false}], cdx.BOMReference(ref))
		default:
			at := coverage{cmp.Or(both, inventory.Unknown), true}
			refs[at] = append(refs[at], cdx.BOMReference(ref))
		}
	}
	if whole == "" && !stated {
		for _, d := range b.v.Documents {
			whole = inventory.Least(whole, d.Completeness)
		}
	}
	if whole == "" {
		whole = inventory.Unknown
	}
	if ref := b.mainRef(); ref != "" {
		at := coverage{whole, true}
		refs[at] = append([]cdx.BOMReference{cdx.BOMReference(ref)}, refs[at]...)
	}
	var all []cdx.Composition
	for _, c := range []inventory.Completeness{inventory.Incomplete, inventory.Unknown, inventory.Complete} {
		for _, parts := range []bool{true, false} {
			list := refs[coverage{c, parts}]
			if len(list) == 0 {
				continue
			}
			composition := cdx.Composition{Aggregate: cdx.CompositionAggregate(c), Dependencies: &list}
			if parts {
				composition.Assemblies = &list
			}
			all = append(all, composition)
		}
	}
	if len(all) == 0 {
		all = []cdx.Composition{{Aggregate: cdx.CompositionAggregate(whole)}}
	}
	return all
}
