// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/scanner/inventory"
)

// The comments of a document are fields with values, for people who know SPDX, and English as
// the names of its fields are; they are no part of a report.

// documentComment says what the document leaves out.
func documentComment(v *inventory.Inventory, redacted string, leftOut int) string {
	lines := []string{"subject-kind: " + string(v.Subject.Kind), fmt.Sprintf("complete: %t", v.Complete())}
	if v.Subject.SHA256 != "" {
		lines = append(lines, "subject-sha256: "+v.Subject.SHA256)
	}
	if redacted != "" {
		lines = append(lines, "redacted: "+redacted)
	}
	if leftOut > 0 {
		lines = append(lines, fmt.Sprintf("files-left-out: %d (SPDX 2.3 demands a SHA-1 of every file of a package)", leftOut))
	}
	return strings.Join(lines, "\n")
}

// licenseComments lists all that is claimed of a component's licence: by whom, in whose words.
func licenseComments(c *inventory.Component) string {
	var lines []string
	for _, claim := range c.Claims {
		if claim.License.State == inventory.Absent {
			continue
		}
		l := fmt.Sprintf("%s (%s): %s", claim.Kind, oneLine(claim.Origin), claim.License)
		if claim.Partial {
			l += " (in part)"
		}
		if raw := claim.License.Raw; raw != "" && raw != claim.License.String() {
			l += fmt.Sprintf(" [%s]", raw)
		}
		if len(claim.Terms) > 0 {
			l += " {" + oneLine(strings.Join(claim.Terms, ", ")) + "}"
		}
		lines = append(lines, oneLine(l))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}

// packageComment holds what the inventory knows of a component and SPDX 2.3 has no field for.
func packageComment(p *v2_3.Package, c *inventory.Component) string {
	var lines []string
	seen := map[string]bool{}
	add := func(name, value string) {
		if l := oneLine(name + ": " + value); value != "" && !seen[l] {
			seen[l] = true
			lines = append(lines, l)
		}
	}
	add("id", c.ID)
	add("role", string(c.Role))
	add("scope", string(c.Scope))
	add("modified", string(c.Modified))
	add("source-package", c.Distribution.Package)
	if purposes[c.Type] == "" {
		add("type", c.Type)
	}
	if !isLocator(c.Distribution.Source) {
		add("source", c.Distribution.Source)
	}
	if !isAddress(c.Distribution.Download) {
		add("download", c.Distribution.Download)
	}
	if !isAddress(c.Distribution.Homepage) {
		add("homepage", c.Distribution.Homepage)
	}
	for _, h := range c.Hashes {
		if _, ok := checksum(h); !ok {
			add("hash", h.Algorithm+" "+h.Value)
		}
	}
	if !isPURL(c.PURL) {
		add("purl", c.PURL)
	}
	statedComment(p, c, add)
	for _, i := range c.Instances {
		add("found", strings.TrimSpace(i.Document+" "+i.Path))
	}
	return strings.Join(lines, "\n")
}
