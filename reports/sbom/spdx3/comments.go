// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"fmt"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// notes are the lines of a comment: fields with values, for people who know SPDX, and English as the names
// of its fields are; they are no part of a report.
type notes []string

func (n *notes) add(name, value string) {
	if value = oneLine(value); value != "" {
		*n = append(*n, name+": "+value)
	}
}

func (n notes) String() string { return strings.Join(n, "\n") }

// documentComment says of what the document was made.
func documentComment(v *inventory.Inventory, redacted string) string {
	var n notes
	n.add("subject-kind", string(v.Subject.Kind))
	n.add("complete", fmt.Sprint(v.Complete()))
	n.add("subject-sha256", v.Subject.SHA256)
	n.add("redacted", redacted)
	for _, d := range v.Documents {
		n.add("document", strings.Join([]string{d.ID, d.Format, d.Version, d.Namespace, d.Created}, " "))
	}
	return n.String()
}

// packageNotes holds what the inventory knows of a component and SPDX 3 has no field for.
func packageNotes(c *inventory.Component) notes {
	var n notes
	n.add("id", c.ID)
	n.add("role", string(c.Role))
	n.add("scope", string(c.Scope))
	n.add("modified", string(c.Modified))
	n.add("source-package", c.Distribution.Package)
	if purposes[c.Type] == "" {
		n.add("type", c.Type)
	}
	for _, i := range c.Instances {
		n.add("found", i.Document+" "+i.Path)
	}
	return n
}

// entryNotes adds what a document says of a component and SPDX 3 has no field for.
func entryNotes(x *inventory.Entry, n *notes) {
	if x.External {
		n.add("external", "true")
	}
	if !isAddress(x.SecurityTxt) {
		n.add("security.txt", x.SecurityTxt)
	}
	if !isAddress(x.SBOM) {
		n.add("sbom", x.SBOM)
	}
	if p := x.Pedigree; p != nil {
		n.add("ancestors", strings.Join(p.Ancestors, ", "))
		if p.Patches > 0 {
			n.add("patches", strconv.Itoa(p.Patches))
		}
		if p.Commits > 0 {
			n.add("commits", strconv.Itoa(p.Commits))
		}
		n.add("pedigree", p.Notes)
	}
}

// claimComment says by whom a licence is claimed, and in whose words.
func (d *document) claimComment(c *inventory.Claim) string {
	s := fmt.Sprintf("%s (%s", c.Kind, oneLine(c.Origin))
	if author := d.authors[c.Origin]; author != "" {
		s += ", " + oneLine(author)
	}
	s += ")"
	if c.Partial {
		s += " in part"
	}
	if raw := c.License.Raw; raw != "" && raw != c.License.String() {
		s += ": " + oneLine(raw)
	}
	if len(c.Terms) > 0 {
		s += " {" + oneLine(strings.Join(c.Terms, ", ")) + "}"
	}
	return s
}
