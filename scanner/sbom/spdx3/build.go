// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"slices"
	"strings"
)

// build makes the graph of what was read.
func (g *Graph) build(top []Value) {
	for _, v := range top {
		if v.Node == nil {
			g.report(Fault{Kind: Keyless, Was: v.Text})
			continue
		}
		g.document(v.Node)
	}
	g.spaces()
	g.index()
}

func (g *Graph) document(top *Element) {
	for _, v := range top.Values("@context") {
		g.context(v)
	}
	top.Properties = slices.DeleteFunc(top.Properties, func(p Property) bool { return p.Name == "@context" })
	if g.Root == nil {
		g.Root = top
	}
	whole := top.Property("@graph") == nil
	g.normalise(top, true)
	if whole || top.Type != "" {
		g.settle(top)
	}
}

// context takes the version out of the address of a context, and prefixes out of one that is written in place.
func (g *Graph) context(v Value) {
	if v.Node == nil {
		for _, mark := range []string{"/rdf/", "/spdx-spec/v"} {
			if _, rest, ok := strings.Cut(v.Text, mark); ok && g.Context == "" {
				rest, _, _ = strings.Cut(rest, "/")
				rest = strings.TrimPrefix(rest, "v")
				if strings.HasPrefix(rest, "3") {
					g.Context = rest
				}
			}
		}
		return
	}
	for _, p := range v.Node.Properties {
		for _, x := range p.Values {
			space := x.Text
			if x.Node != nil {
				space = x.Node.First("@id")
			}
			if space != "" && !strings.HasPrefix(p.Name, "@") {
				g.prefixes[p.Name] = space
			}
		}
	}
}

// inElements are the fields whose values are elements in their own right.
var inElements = map[string]bool{"@graph": true, "@included": true, "element": true, "rootElement": true, "from": true, "to": true}

// normalise brings the names of an object and of all inside it into their compact spelling, and lists
// the elements among them.
func (g *Graph) normalise(e *Element, listed bool) {
	var values []Property
	for i := range e.Properties {
		p := &e.Properties[i]
		switch p.Name {
		case "@graph":
			for _, v := range p.Values {
				if v.Node == nil {
					g.report(Fault{Kind: Keyless, Where: Place{e, p.Name}, Was: v.Text})
					continue
				}
				g.normalise(v.Node, listed)
			}
			p.Values = nil
			continue
		case "spdxId", "@id", "id":
			if id := p.text(); e.ID == "" {
				e.ID = id
			}
			if p.Name == "id" {
				g.report(Fault{Kind: WrongName, Where: Place{e, p.Name}})
			}
			continue
		case "type", "@type":
			g.class(e, p)
			continue
		}
		name, right := fieldTerms().resolve(g, p.Name)
		if name == p.Name && !fieldTerms().exact[name] {
			if other := misspelt[strings.ToLower(name)]; other != "" {
				name, right = other, false
			}
		}
		if name == "imports" {
			name = "import" // as 3.0.0 calls it
		}
		if !right {
			g.report(Fault{Kind: WrongName, Where: Place{e, p.Name}})
		}
		p.Name = name
		for k := range p.Values {
			p.Values[k] = plain(p.Values[k])
			if n := p.Values[k].Node; n != nil {
				g.normalise(n, listed && name != "extension")
				if n.reference() {
					p.Values[k] = Value{Text: n.ID}
				}
			}
		}
		if fieldTerms().exact[name] {
			values = append(values, *p)
		} else if strings.Contains(strings.ToLower(name), "licen") && !official(name) {
			g.report(Fault{Kind: UnknownLicense, Where: Place{e, name}, Was: p.text()})
		}
	}
	e.Properties = g.united(e, values)
	if e.in != nil && listed && (e.ID != "" || e.Type != "" || len(e.Properties) > 0) {
		if inElements[e.name] {
			g.settle(e)
		} else if !e.reference() {
			g.Elements = append(g.Elements, e)
		}
	}
}

// official reports whether a name is of a licensing profile: those that are not read say nothing of which licence it is.
func official(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "licensing_") || strings.Contains(name, "licensing/") || strings.Contains(name, "licensing:")
}

// united puts fields together that two spellings of one name gave.
func (g *Graph) united(e *Element, all []Property) []Property {
	seen := map[string]int{}
	out := all[:0]
	for _, p := range all {
		if i, twice := seen[p.Name]; twice {
			g.report(Fault{Kind: Twice, Where: Place{e, p.Name}})
			out[i].Values, out[i].List = append(out[i].Values, p.Values...), true
			continue
		}
		seen[p.Name] = len(out)
		out = append(out, p)
	}
	return out
}

// text is the first text of a field.
func (p *Property) text() string {
	for _, v := range p.Values {
		if v.Node == nil && strings.TrimSpace(v.Text) != "" {
			return strings.TrimSpace(v.Text)
		}
	}
	return ""
}

// plain takes a value out of the object that JSON-LD may put around it.
func plain(v Value) Value {
	if v.Node == nil {
		return v
	}
	if p := v.Node.Property("@value"); p != nil && len(p.Values) > 0 && p.Values[0].Node == nil {
		return p.Values[0]
	}
	return v
}

// class takes the class of an element, of several the first that SPDX 3 has.
func (g *Graph) class(e *Element, p *Property) {
	for _, v := range p.Values {
		if v.Node != nil || strings.TrimSpace(v.Text) == "" {
			continue
		}
		name, right := classTerms().resolve(g, strings.TrimSpace(v.Text))
		if !right {
			g.report(Fault{Kind: WrongName, Where: Place{e, p.Name}})
		}
		if e.Type == "" || !classTerms().exact[e.Type] && classTerms().exact[name] {
			e.Type = name
		}
	}
}

// tells are fields that only one class has, or only those that mean the same.
var tells = []struct{ field, class string }{
	{"relationshipType", "Relationship"},
	{"simplelicensing_licenseExpression", "simplelicensing_LicenseExpression"},
	{"simplelicensing_licenseText", "simplelicensing_SimpleLicensingText"},
	{"software_packageVersion", "software_Package"}, {"software_downloadLocation", "software_Package"},
	{"software_packageUrl", "software_Package"}, {"software_homePage", "software_Package"}, {"software_sourceInfo", "software_Package"},
	{"software_fileKind", "software_File"}, {"software_snippetFromFile", "software_Snippet"},
	{"software_sbomType", "software_Sbom"}, {"namespaceMap", "SpdxDocument"}, {"import", "SpdxDocument"}, {"dataLicense", "SpdxDocument"},
	{"createdBy", "CreationInfo"}, {"specVersion", "CreationInfo"}, {"statement", "Annotation"},
}

// settle lists an element of the document and finds its class where it names none.
func (g *Graph) settle(e *Element) {
	if e.reference() || e.Type == "" && len(e.Properties) == 0 {
		return
	}
	switch {
	case e.Type == "":
		for _, t := range tells {
			if e.Property(t.field) != nil {
				e.Type = t.class
				g.report(Fault{Kind: Untyped, Where: Place{Element: e}, Was: e.First("name")})
				break
			}
		}
	case !classTerms().exact[e.Type]:
		g.report(Fault{Kind: UnknownType, Where: Place{Element: e}, Was: e.Type})
	}
	g.Elements = append(g.Elements, e)
}

// spaces collects the prefixes and the elements of other documents that a document names.
func (g *Graph) spaces() {
	for _, e := range g.Elements {
		if e.Type != "SpdxDocument" && e.Type != "software_Sbom" {
			continue
		}
		for _, v := range e.Values("namespaceMap") {
			if prefix, space := v.Node.First("prefix"), v.Node.First("namespace"); prefix != "" && space != "" && g.prefixes[prefix] == "" {
				g.prefixes[prefix] = space
			}
		}
	}
}

// index expands the ids and finds the elements that share one.
func (g *Graph) index() {
	for _, e := range g.Elements {
		e.ID = g.Expand(e.ID)
		if e.Type == "ExternalMap" || e.name == "import" {
			if id := g.Expand(e.First("externalSpdxId")); id != "" {
				g.outside[id] = true
			}
		}
	}
	kept := g.Elements[:0]
	for _, e := range g.Elements {
		if e.ID == "" || !g.known(e) {
			kept = append(kept, e)
		}
	}
	g.Elements = kept
	for _, e := range kept {
		if e.Type == "" && inElements[e.name] {
			g.report(Fault{Kind: Unnamed, Where: Place{Element: e}, Was: e.First("name")})
		}
	}
}

// maxSame bounds how many elements under one id are compared.
const maxSame = 16

// known puts an element together with one that is the same: with a part of it that stands elsewhere,
// or with another copy. It reports false for an element that is to stand for itself.
func (g *Graph) known(e *Element) bool {
	same := g.byID[e.ID]
	for _, other := range same[:min(len(same), maxSame)] {
		if e.Type != "" && other.Type != "" && (e.Type != other.Type || !alike(e, other)) {
			continue
		}
		g.report(Fault{Kind: Merged, Where: Place{Element: e}, Was: e.ID})
		if other.Type == "" {
			other.Type = e.Type
		}
		for _, p := range e.Properties {
			if old := other.Property(p.Name); old == nil {
				other.Properties = append(other.Properties, p)
			} else if !sameValues(old.Values, p.Values) {
				old.Values, old.List = append(old.Values, p.Values...), true
			}
		}
		return true
	}
	if len(same) > 0 {
		g.report(Fault{Kind: Ambiguous, Where: Place{Element: e}, Was: e.ID})
	}
	g.byID[e.ID] = append(same, e)
	return false
}

// alike reports whether two elements say nothing different in a field of one value.
func alike(a, b *Element) bool {
	for _, p := range a.Properties {
		if q := b.Property(p.Name); q != nil && !p.List && !q.List && !sameValues(p.Values, q.Values) {
			return false
		}
	}
	return true
}

func sameValues(a, b []Value) bool {
	return slices.EqualFunc(a, b, func(x, y Value) bool {
		if x.Node == nil || y.Node == nil {
			return x.Node == y.Node && x.Text == y.Text
		}
		return x.Node.ID == y.Node.ID && slices.EqualFunc(x.Node.Properties, y.Node.Properties, func(p, q Property) bool {
			return p.Name == q.Name && slices.EqualFunc(p.Values, q.Values, func(v, w Value) bool { return v.Node == nil && w.Node == nil && v.Text == w.Text })
		})
	})
}
