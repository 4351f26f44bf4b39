// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/scanner/inventory"
)

// IsSystem reports whether a component is the operating system that a root holds, of which nothing states a licence: it is nothing but
// the collection of its packages, which have licences and are judged each for itself. Only the scanner makes such a component, where
// a database of packages is beside os-release; what an SBOM calls an operating system, and one of which anything states a
// licence, is judged like any other.
func (w *World) IsSystem(c *inventory.Component) bool {
	return c.Type == "operating-system" && c.PURL == "" && len(c.Claims) == 0 && len(c.Instances) > 0 &&
		!slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return !w.systems[i.Document] })
}
