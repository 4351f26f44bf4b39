// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/policy/copyleft"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A naming is what the files of a component say of licences: by a text, header, tag or sentence that is about the file, or
// merely by name in what is written for people. A change log that says why code under a licence was removed names it, too.
type naming struct{ firm, named map[string]bool }

func (w *World) findNamings() map[string]*naming {
	namings := map[string]*naming{}
	for i := range w.inv.Files {
		f := &w.inv.Files[i]
		if len(f.Findings) == 0 || w.excluded != nil && w.excluded(f.Path) {
			continue
		}
		n := namings[f.Component]
		if n == nil {
			n = &naming{map[string]bool{}, map[string]bool{}}
			namings[f.Component] = n
		}
		for j := range f.Findings {
			x, to := &f.Findings[j], n.firm
			if inProse(f, x) {
				to = n.named
			}
			for _, e := range append([]spdx.Expression{x.Expression}, x.Readings...) {
				for _, a := range spdx.Atoms(e) {
					to[spdx.Current(a).String()] = true
				}
			}
		}
	}
	return namings
}

// merelyNamed reports whether the files of the component name a licence, and none says that it is under it.
func (c *Case) merelyNamed(atom spdx.Expression) bool {
	n := c.World.namings()[c.Component.ID]
	text := spdx.Current(atom).String()
	if n == nil || !n.named[text] || n.firm[text] {
		return false
	}
	return !slices.ContainsFunc(c.Component.Claims, func(claim inventory.Claim) bool {
		return claim.Kind != inventory.Detected && claim.License.Expression != nil && slices.ContainsFunc(spdx.Atoms(claim.License.Expression), func(a spdx.Expression) bool { return spdx.Current(a).String() == text })
	})
}

// OnlyNamed reports whether this holds for all of an expression.
func (c *Case) OnlyNamed(e spdx.Expression) bool {
	return !slices.ContainsFunc(spdx.Atoms(e), func(a spdx.Expression) bool { return !c.merelyNamed(a) })
}

// asNamed takes what a name in own code comes to against an outbound licence for a question: nothing is known to be
// taken over.
func (c *Case) asNamed(atom spdx.Expression, f copyleft.Fitted) copyleft.Fitted {
	if !c.Own || f.Answer == copyleft.Yes && !f.Demands || !c.merelyNamed(atom) {
		return f
	}
	if f.Answer == copyleft.Yes {
		f.Demands = false
		return f
	}
	return copyleft.Fitted{Answer: copyleft.Open, Reason: message("rule.licence.named", "licence", atom.String())}
}

// inProse reports whether a finding is a name in what is written for people, and does not tell the licence of the file: there
// are several licences of that name, the file is a document, or says otherwise under which licence it is.
func inProse(f *inventory.File, x *inventory.Finding) bool {
	switch {
	case x.Kind == inventory.FoundReference:
		return true
	case x.Kind != inventory.FoundNotice || x.Evidence.Detector != "prose":
		return false
	case x.Confidence == inventory.Low || isDocument(f):
		return true
	}
	return slices.ContainsFunc(f.Findings, func(other inventory.Finding) bool {
		switch other.Kind {
		case inventory.FoundText, inventory.FoundHeader, inventory.FoundTag, inventory.FoundAnnotation:
			return other.Confidence != inventory.Low
		}
		return false
	})
}

// isDocument reports whether a file is there for people to read, and not one whose office it is to say licences.
func isDocument(f *inventory.File) bool {
	if slices.ContainsFunc(f.Roles, func(r string) bool {
		return r == inventory.RoleLicense || r == inventory.RoleNotice || r == inventory.RoleReadme || r == inventory.RoleLicenses
	}) {
		return false
	}
	name := strings.ToLower(path.Base(f.Path))
	switch path.Ext(name) {
	case ".md", ".markdown", ".rst", ".adoc", ".txt", ".html", ".htm", ".tex", ".texi", ".texinfo", ".org", ".pod":
		return true
	case "":
		return slices.Contains([]string{"changes", "changelog", "news", "history", "faq", "todo", "thanks", "authors"}, name)
	}
	return false
}
