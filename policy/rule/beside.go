// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/scanner/inventory"
)

// isTool reports whether the component is there to build or to test with.
func (c *Case) isTool() bool {
	switch c.Component.Scope {
	case inventory.Dev, inventory.Test, inventory.Build:
		return true
	}
	return false
}

// beside tells how a component that others wrote is used beside the work: "tool", "separate", or "" for one that is
// part of it or may be.
func (c *Case) beside() string {
	if c.Own {
		return ""
	}
	if c.isTool() {
		return "tool"
	}
	kinds := c.World.Relations(c.Component.ID)
	switch {
	case len(kinds) == 0 || slices.ContainsFunc(kinds, partOfIt):
		return ""
	case slices.Contains(kinds, inventory.UsesSeparately):
		return "separate"
	}
	return "tool"
}

// believed adds a note to what passed only because the documents say that the component is used beside the work: nobody
// has seen it, and whoever writes them may gain by saying so. Otherwise is what would be said if they said nothing.
func (c *Case) believed(said []Outcome, otherwise func() []Outcome) []Outcome {
	how := c.beside()
	if how == "" || c.World.Certain || slices.ContainsFunc(said, func(o Outcome) bool { return o.State != Pass }) {
		return said
	}
	for _, o := range otherwise() {
		if o.State != Pass && o.Expression != nil {
			return append(said, Outcome{
				Finding: Finding{State: Pass, Message: message("rule.licence.beside."+how, "licence", o.Expression.String())},
				Note:    true, About: "beside", Expression: o.Expression, Evidence: c.documented(o.Evidence),
			})
		}
	}
	return said
}

// documented are the places where documents name the component; without any, the others.
func (c *Case) documented(others []inventory.Evidence) []inventory.Evidence {
	var list []inventory.Evidence
	for _, i := range c.Component.Instances {
		if i.Document != "" {
			list = append(list, inventory.Evidence{Path: i.Document, Line: inventory.LineRange{First: i.Line, Last: i.Line}})
		}
	}
	if len(list) == 0 {
		return others
	}
	return list
}
