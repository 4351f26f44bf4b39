// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

// disputed reports whether a component is own code by a path or supplier of the policy, and the work of others by what the input says of
// itself. It is put before the rules for both: before those for own code as such, before all others as what it says to be.
func (o *own) disputed(c *inventory.Component) bool { return o.claimed[c.ID] }

// except is what a path takes out of the others, and how many components lie there.
func (o *own) except(p profile.Item, pattern string) assessment.OwnCode {
	x := assessment.OwnCode{Kind: assessment.OwnExcept, Value: p.Value, Origin: p.Origin}
	for i := range o.inv.Components {
		if slices.ContainsFunc(o.inv.Components[i].Instances, func(i inventory.Instance) bool { return i.Path != "" && o.inv.Subject.Covers(pattern, i.Path) }) {
			x.Components++
		}
	}
	return x
}

// inFile reports whether a component is only a part of files that belong to another.
func (o *own) inFile(c *inventory.Component) bool {
	if c.Role != inventory.ThirdParty {
		return false
	}
	if o.fileOf == nil {
		o.fileOf = make(map[string]string, len(o.inv.Files))
		for i := range o.inv.Files {
			o.fileOf[o.inv.Files[i].Path] = o.inv.Files[i].Component
		}
	}
	return !slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool {
		of, isFile := o.fileOf[i.Path]
		return i.Path != "" && (!isFile || of == c.ID)
	})
}

// aboutOwn asks which of two statements holds where policy and input contradict each other, and says what the input has others to have made:
// who wants to keep own code closed may gain by saying so.
func (j *judge) aboutOwn() {
	if j.own.main != nil && !*j.own.main && len(j.own.rules) == 1 { // the policy says there is no own code
		return
	}
	i := slices.IndexFunc(j.rules, func(u used) bool { return u.ID == "EIG-004" })
	if i < 0 || j.rules[i].Weight == assessment.WNote {
		i = max(slices.IndexFunc(j.rules, func(u used) bool { return u.rule.OwnCode && u.Weight != assessment.WNote }), i)
	}
	if i < 0 {
		return
	}
	var said []spoken
	for k := range j.own.rules {
		if o, ok := j.contradicted(&j.own.rules[k]); ok {
			said = append(said, j.spoken(i, o))
		}
	}
	if o, ok := j.byOthers(); ok {
		said = append(said, j.spoken(i, o))
	}
	j.tell("", identity{}, said)
}

// contradicted is what the input says against one line of the policy.
func (j *judge) contradicted(r *ownRule) (rule.Outcome, bool) {
	var places []string
	var at []inventory.Evidence
	asked := false
	for i := range j.inv.Components {
		c := &j.inv.Components[i]
		if c.Role != inventory.ThirdParty || !j.own.component(c) || !r.is(c) || j.exclude.component(c) {
			continue
		}
		asked = asked || r.Kind != assessment.OwnComponent && c.InTree()
		places = append(places, placeOf(c))
		if len(at) < maxEvery {
			at = append(at, groundOf(c))
		}
	}
	return rule.Disputed(r.Value, r.Origin, places, asked, at), len(places) > 0
}

// byOthers tells which share of the files is own code, and what others are said to have made; those with most files come first.
func (j *judge) byOthers() (rule.Outcome, bool) {
	files := map[string]int{}
	own, all := 0, 0
	for i := range j.inv.Files {
		f := &j.inv.Files[i]
		if f.Component == "" || j.exclude.covers(f.Path) {
			continue
		}
		all++
		if j.own.ids[f.Component] && j.own.file(f) {
			own++
		} else {
			files[f.Component]++
		}
	}
	var list []*inventory.Component
	others := 0
	for i := range j.inv.Components {
		if c := &j.inv.Components[i]; files[c.ID] > 0 && !j.own.ids[c.ID] && !j.exclude.component(c) {
			others += files[c.ID]
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *inventory.Component) int { return cmp.Compare(files[b.ID], files[a.ID]) })
	var places, grounds []string
	var at []inventory.Evidence
	for _, c := range list {
		places = append(places, placeOf(c))
		ground := groundOf(c)
		grounds = append(grounds, ground.Path)
		if len(at) < maxEvery {
			at = append(at, ground)
		}
	}
	return rule.Others(own, others, all, places, grounds, at), len(list) > 0
}

// placeOf is where a component lies, and else its name.
func placeOf(c *inventory.Component) string {
	for _, i := range c.Instances {
		if i.Path != "" && i.Document == "" {
			return i.Path
		}
	}
	return cmp.Or(c.Name, c.ID)
}

// groundOf is where the input says that there is such a component: in a text, a manifest, a document; and else the place itself.
func groundOf(c *inventory.Component) inventory.Evidence {
	if len(c.Evidence) > 0 {
		return c.Evidence[0]
	}
	place := placeOf(c)
	for _, claim := range c.Claims {
		if claim.Kind == inventory.Declared && len(claim.Evidence) > 0 && strings.HasPrefix(claim.Evidence[0].Path, path.Clean(place)) {
			return claim.Evidence[0]
		}
	}
	for _, i := range c.Instances {
		if i.Document != "" {
			return inventory.Evidence{Path: i.Document, Line: inventory.LineRange{First: i.Line, Last: i.Line}}
		}
	}
	return inventory.Evidence{Path: place}
}
