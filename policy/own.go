// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

// own tells own code from everything else.
type own struct {
	inv   *inventory.Inventory
	rules []ownRule // none: the roots of the examined tree
	main  *bool     // what is said of the main component; nil: nothing
	ids   map[string]bool
	// partly are components of which only the files that a path names are own code.
	partly map[string]bool
	// claimed are own components of which the input says that others made them, see [own.disputed].
	claimed map[string]bool
	not     []string // patterns of what no path makes own code, whatever others say
	excepts []assessment.OwnCode
	fileOf  map[string]string // the component of each file; nil until it is asked for
}

// An ownRule is one line of a policy, or one flag, that says what is own code.
type ownRule struct {
	assessment.OwnCode
	is func(*inventory.Component) bool
}

// ownCode is own code by what the policy and the flags name, and without that the roots of the
// examined tree, whatever the input says of them: a folder called vendor or an SBOM that lists the
// whole as a component must not free it from the rules for own code. Below the roots, what the input
// marks as the work of others is own code only where the component itself is named.
//
// A path names the components that lie there, and else the files there of the component they belong to. What the input says of these does
// not matter: a foreign LICENSE is laid into a folder in a moment. A pattern that begins with "!" takes out of the other paths what is the
// work of others by the policy's own word.
func ownCode(inv *inventory.Inventory, stated profile.Own) *own {
	o := &own{inv: inv, main: stated.Main, ids: map[string]bool{}, partly: map[string]bool{}, claimed: map[string]bool{}}
	add := func(kind, value, origin string, is func(*inventory.Component) bool) {
		o.rules = append(o.rules, ownRule{assessment.OwnCode{Kind: kind, Value: value, Origin: origin}, is})
	}
	for _, p := range stated.Paths {
		if pattern, ok := strings.CutPrefix(p.Value, profile.NotOwn); ok {
			o.not = append(o.not, "/"+pattern)
		}
	}
	for _, p := range stated.Paths {
		if pattern, ok := strings.CutPrefix(p.Value, profile.NotOwn); ok {
			o.excepts = append(o.excepts, o.except(p, "/"+pattern))
			continue
		}
		pattern := "/" + p.Value
		below := o.filesBelow(pattern)
		add(assessment.OwnPath, p.Value, p.Origin, func(c *inventory.Component) bool { return below[c.ID] || !o.inFile(c) && o.covers(pattern, c) })
	}
	for _, s := range stated.Suppliers {
		add(assessment.OwnSupplier, s.Value, s.Origin, func(c *inventory.Component) bool {
			return c.Supplier != "" && strings.EqualFold(strings.TrimSpace(c.Supplier), s.Value)
		})
	}
	for _, s := range stated.Components {
		add(assessment.OwnComponent, s.Value, s.Origin, func(c *inventory.Component) bool {
			return c.ID == s.Value || inventory.WithoutVersion(c.ID) == s.Value
		})
	}
	if stated.Main != nil {
		add(assessment.OwnMain, strconv.FormatBool(*stated.Main), "", func(c *inventory.Component) bool { return *stated.Main && o.isMain(c) })
	}
	for i := range inv.Components {
		if c := &inv.Components[i]; o.names(c) {
			o.ids[c.ID] = true
			if c.Role == inventory.ThirdParty && !slices.ContainsFunc(o.rules, func(r ownRule) bool { return r.Kind == assessment.OwnComponent && r.is(c) }) {
				o.claimed[c.ID] = true
			}
		}
	}
	return o
}

// filesBelow are the components that have files under a pattern, without lying there themselves.
func (o *own) filesBelow(pattern string) map[string]bool {
	below := map[string]bool{}
	for i := range o.inv.Files {
		if f := &o.inv.Files[i]; f.Component != "" && !below[f.Component] && o.inPath(pattern, f.Path) {
			below[f.Component] = true
		}
	}
	return below
}

func (o *own) covers(pattern string, c *inventory.Component) bool {
	return slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return i.Path != "" && o.inPath(pattern, i.Path) })
}

// inPath reports whether a pattern covers a path, and none that takes out of it does.
func (o *own) inPath(pattern, path string) bool {
	return o.inv.Subject.Covers(pattern, path) && !slices.ContainsFunc(o.not, func(p string) bool { return o.inv.Subject.Covers(p, path) })
}

func (o *own) isMain(c *inventory.Component) bool {
	return c.ID == o.inv.Subject.Main || isRoot(o.inv, c)
}

// component reports whether a component is own code, wholly or in part.
func (o *own) component(c *inventory.Component) bool { return o.ids[c.ID] }

// has tells own code by ID, excluded or not: what is used by way of it is used all the same. What the input says to be the work of others is
// not taken for what the author may license as a whole.
func (o *own) has(id string) bool { return o.ids[id] && !o.claimed[id] }

// names reports whether something makes the component own code.
func (o *own) names(c *inventory.Component) bool {
	if len(o.rules) == 0 {
		return isRoot(o.inv, c)
	}
	named := slices.ContainsFunc(o.rules, func(r ownRule) bool { return r.Kind == assessment.OwnComponent && r.is(c) })
	if !named && o.main != nil && o.isMain(c) {
		return *o.main
	}
	return named || slices.ContainsFunc(o.rules, func(r ownRule) bool { return r.is(c) })
}

// seen is own code as rules see it, without what is excluded.
func (o *own) seen(excluded func(*inventory.Component) bool) rule.Own {
	own := rule.Own{File: o.file}
	for i := range o.inv.Components {
		if c := &o.inv.Components[i]; o.component(c) && !excluded(c) {
			o.take(c)
			own.Components = append(own.Components, c)
		}
	}
	return own
}

// take enters an own component into the counts, and tells whether only some of its files are own code.
func (o *own) take(c *inventory.Component) {
	whole, paths := len(o.rules) == 0, false
	for i := range o.rules {
		r := &o.rules[i]
		if !r.is(c) {
			continue
		}
		r.Components++
		if r.Kind != assessment.OwnPath || o.covers("/"+r.Value, c) {
			whole = true
		} else {
			paths = true
		}
	}
	if paths && !whole {
		o.partly[c.ID] = true
	}
}

// file reports whether a file of an own component is own code itself.
func (o *own) file(f *inventory.File) bool {
	if slices.ContainsFunc(o.not, func(p string) bool { return o.inv.Subject.Covers(p, f.Path) }) {
		return false
	}
	return !o.partly[f.Component] || slices.ContainsFunc(o.rules, func(r ownRule) bool {
		return r.Kind == assessment.OwnPath && o.inPath("/"+r.Value, f.Path)
	})
}

// list is what said which part is own code, for the report.
func (o *own) list(origins func(key string) string) []assessment.OwnCode {
	var list []assessment.OwnCode
	for _, r := range o.rules {
		if r.Kind == assessment.OwnMain {
			r.Origin = origins("own.main")
		}
		list = append(list, r.OwnCode)
	}
	return append(list, o.excepts...)
}

// withOwn puts what the flags name to what the policy says.
func withOwn(stated profile.Own, flags []string) profile.Own {
	stated.Paths, stated.Suppliers, stated.Components = slices.Clip(stated.Paths), slices.Clip(stated.Suppliers), slices.Clip(stated.Components)
	for _, f := range flags {
		item := profile.Item{Value: f, Origin: "flag"}
		name, isSupplier := strings.CutPrefix(f, "supplier:")
		switch {
		case isSupplier:
			item.Value = strings.TrimSpace(name)
			stated.Suppliers = append(stated.Suppliers, item)
		case strings.HasPrefix(f, "pkg:"), strings.HasPrefix(f, "file:"):
			stated.Components = append(stated.Components, item)
		default:
			stated.Paths = append(stated.Paths, item)
		}
	}
	return stated
}

// isRoot reports whether the component holds what belongs to no other in the examined tree.
func isRoot(inv *inventory.Inventory, c *inventory.Component) bool {
	if !c.InTree() {
		return false
	}
	if c.ID == inv.Subject.Main || slices.Contains(inv.Subject.Roots, c.ID) {
		return true
	}
	return slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return i.Document == "" && i.Path == "." })
}

// NamesOwn tells which components of an inventory the policy, and flags beside it, name as own code, by path, supplier or purl: whoever asks others
// must not give their names away. Nothing that the input says takes one out, not even that it is the work of others.
func NamesOwn(p *Policy, flags []string) func(*inventory.Inventory) func(*inventory.Component) bool {
	stated := withOwn(p.Own, flags)
	return func(inv *inventory.Inventory) func(*inventory.Component) bool {
		o := ownCode(inv, stated)
		return func(c *inventory.Component) bool {
			foreign := *c
			foreign.Role = ""
			return len(o.rules) > 0 && (o.component(c) || o.names(&foreign))
		}
	}
}
