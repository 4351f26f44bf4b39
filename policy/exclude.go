// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// exclusions are the parts of the input that are not judged. The scanner may have left them out
// already; what it did not is left out here.
type exclusions struct {
	subject inventory.Subject
	entries []assessment.Exclusion
	// elsewhere holds, for component and licence, a place that is not excluded: a claim shows only the first of its places.
	elsewhere map[[2]string]inventory.Evidence
}

func newExclusions(inv *inventory.Inventory, p *Policy, flags []assessment.Exclusion) *exclusions {
	x := &exclusions{subject: inv.Subject}
	for _, e := range p.Exclude {
		x.entries = append(x.entries, assessment.Exclusion{Pattern: e.Path, Reason: e.Reason, Origin: e.Origin})
	}
	for _, e := range flags {
		x.entries = append(x.entries, assessment.Exclusion{Pattern: e.Pattern, Reason: e.Reason, Origin: cmp.Or(e.Origin, "flag")})
	}
	for _, i := range inv.Issues {
		if i.Code == inventory.IssueExcluded {
			x.leftOut(i)
		}
	}
	if len(x.entries) == 0 {
		return x
	}
	x.elsewhere = map[[2]string]inventory.Evidence{}
	for i := range inv.Files {
		f := &inv.Files[i]
		covered := false
		for n := range x.entries {
			if inv.Subject.Covers(x.entries[n].Pattern, f.Path) {
				x.entries[n].Files++
				covered = true
			}
		}
		if covered || f.License == nil || len(f.Findings) == 0 {
			continue
		}
		key := [2]string{f.Component, f.License.String()}
		if _, ok := x.elsewhere[key]; !ok {
			x.elsewhere[key] = f.Findings[0].Evidence
		}
	}
	return x
}

// leftOut enters what the scanner left out already, by the policy's pattern or by one of a flag.
func (x *exclusions) leftOut(i inventory.Issue) {
	files, _ := strconv.Atoi(i.Args["files"])
	for n := range x.entries {
		if x.entries[n].Pattern == i.Path && x.entries[n].Reason == i.Args["reason"] {
			x.entries[n].Files += files
			return
		}
	}
	x.entries = append(x.entries, assessment.Exclusion{Pattern: i.Path, Reason: i.Args["reason"], Origin: i.Args["origin"], Files: files})
}

func (x *exclusions) list() []assessment.Exclusion { return x.entries }

// covers reports whether a path is excluded.
func (x *exclusions) covers(path string) bool {
	for _, e := range x.entries {
		if x.subject.Covers(e.Pattern, path) {
			return true
		}
	}
	return false
}

// component reports whether every place where the component was met is excluded.
func (x *exclusions) component(c *inventory.Component) bool {
	if len(x.entries) == 0 || len(c.Instances) == 0 {
		return false
	}
	for _, i := range c.Instances {
		if !x.instance(i) {
			return false
		}
	}
	return true
}

func (x *exclusions) instance(i inventory.Instance) bool {
	return i.Path != "" && x.covers(i.Path) || i.Document != "" && x.covers(i.Document)
}

// filter gives the component without the claims and places that are excluded. The component itself stays as it is.
func (x *exclusions) filter(c *inventory.Component) *inventory.Component {
	if len(x.entries) == 0 {
		return c
	}
	seen := *c
	seen.Instances, seen.Claims = nil, nil
	for _, i := range c.Instances {
		if !x.instance(i) {
			seen.Instances = append(seen.Instances, i)
		}
	}
	for _, claim := range c.Claims {
		if claim.Origin != inventory.OriginScan && x.covers(claim.Origin) {
			continue
		}
		if len(claim.Evidence) == 0 {
			seen.Claims = append(seen.Claims, claim)
			continue
		}
		var places []inventory.Evidence
		for _, e := range claim.Evidence {
			if !x.covers(e.Path) {
				places = append(places, e)
			}
		}
		if len(places) == 0 && claim.Kind == inventory.Detected && claim.License.Expression != nil {
			if e, ok := x.elsewhere[[2]string{c.ID, claim.License.Expression.String()}]; ok {
				places = append(places, e)
			}
		}
		if len(places) > 0 {
			claim.Evidence = places
			seen.Claims = append(seen.Claims, claim)
		}
	}
	return &seen
}
