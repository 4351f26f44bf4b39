// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package verification

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// inputs holds what was handed over against what was examined: digests of the whole, and of each file.
func (c *comparison) inputs() {
	const group = assessment.CheckInput
	saved, is := c.Saved.Inventory, c.Inputs
	for _, i := range saved.Issues {
		if i.Code == inventory.IssueSaved {
			c.add(group, assessment.CheckNote, message("verify.input.from-saved", "name", i.Path))
		}
	}
	if is == nil {
		c.add(group, assessment.CheckUnchecked, message("verify.input.unchecked", "name", saved.Subject.Name, "sha256", saved.Subject.SHA256))
		return
	}
	if fromSaved(is) && !fromSaved(saved) {
		c.add(group, assessment.CheckUnchecked, message("verify.input.is-result"))
		return
	}
	args := inventory.Args{"name": saved.Subject.Name, "sha256": saved.Subject.SHA256}
	var details []inventory.Message
	if saved.Subject.SHA256 != is.Subject.SHA256 {
		details = append(details, was("verify.field.digest", saved.Subject.SHA256, is.Subject.SHA256))
	}
	if n, m := len(saved.Subject.Inputs), len(is.Subject.Inputs); n != m {
		details = append(details, was("verify.input.count", number(n), number(m)))
	} else {
		for i := range saved.Subject.Inputs {
			if x, y := saved.Subject.Inputs[i], is.Subject.Inputs[i]; x.SHA256 != y.SHA256 || x.Kind != y.Kind {
				details = append(details, message("verify.input.other", "name", x.Name, "was", x.SHA256, "is", y.SHA256))
			}
		}
	}
	details = append(details, files(saved.Files, is.Files)...)
	details = append(details, documents(saved, is)...)
	if saved.Subject.SHA256 == "" && len(details) == 0 {
		c.add(group, assessment.CheckUnchecked, inventory.Message{Key: "verify.input.no-digest", Args: args})
	} else {
		args["files"] = number(len(saved.Files))
		c.same(group, "verify.input.", args, details)
	}
	if saved.Subject.Name != is.Subject.Name {
		c.add(group, assessment.CheckNote, message("verify.input.renamed", "was", saved.Subject.Name, "is", is.Subject.Name))
	}
}

// leftOut tells what the call, as the result says, left out of the examination or named as own code: both are taken over
// from the result, and whoever writes it can hide something by them.
func (c *comparison) leftOut() {
	for _, i := range c.Saved.Inventory.Issues {
		if i.Code == inventory.IssueExcluded {
			c.add(assessment.CheckInput, assessment.CheckNote, message("verify.input.excluded", "pattern", i.Path, "reason", i.Args["reason"]))
		}
	}
	for _, own := range c.Saved.Own {
		if own.Origin == "flag" {
			c.add(assessment.CheckInput, assessment.CheckNote, message("verify.input.own", "value", own.Value))
		}
	}
}

func fromSaved(v *inventory.Inventory) bool {
	return slices.ContainsFunc(v.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved })
}

// files tells which files are others, gone or new. Those without a digest in the result are told by their size.
func files(was, is []inventory.File) []inventory.Message {
	return pairing[inventory.File]{
		key: func(f *inventory.File) string { return f.Path },
		differ: func(a, b *inventory.File) []inventory.Message {
			if a.SHA256 == b.SHA256 && a.Size == b.Size {
				return nil
			}
			return []inventory.Message{message("verify.file.changed", "path", a.Path, "was", a.SHA256, "is", b.SHA256)}
		},
		gone: func(f *inventory.File) inventory.Message { return message("verify.file.gone", "path", f.Path) },
		came: func(f *inventory.File) inventory.Message { return message("verify.file.new", "path", f.Path) },
	}.compare(was, is)
}

// documents tells of lists and declarations that were given beside the input: those in it are files.
func documents(was, is *inventory.Inventory) []inventory.Message {
	type paper struct{ id, sum string }
	beside := func(v *inventory.Inventory) []paper {
		inside := map[string]bool{}
		for i := range v.Files {
			inside[v.Files[i].Path] = true
		}
		var list []paper
		for _, d := range v.Documents {
			if d.SHA256 != "" && !inside[d.ID] {
				list = append(list, paper{d.ID, d.SHA256})
			}
		}
		for _, d := range v.Declarations {
			if !inside[d.ID] {
				list = append(list, paper{d.ID, d.SHA256})
			}
		}
		return list
	}
	return pairing[paper]{
		key: func(p *paper) string { return p.id },
		differ: func(a, b *paper) []inventory.Message {
			if a.sum == b.sum {
				return nil
			}
			return []inventory.Message{message("verify.document.changed", "path", a.id, "was", a.sum, "is", b.sum)}
		},
		gone: func(p *paper) inventory.Message { return message("verify.document.gone", "path", p.id) },
		came: func(p *paper) inventory.Message { return message("verify.document.new", "path", p.id) },
	}.compare(beside(was), beside(is))
}

// findings holds what is found today against what was found.
func (c *comparison) findings() {
	const group = assessment.CheckResult
	saved, is := c.Saved.Inventory, c.Inputs
	if is == nil {
		c.add(group, assessment.CheckUnchecked, message("verify.findings.unchecked"))
		return
	}
	was, now, more := repeatable(saved, is)
	details := slices.Concat(components(was, now), found(saved.Files, is.Files))
	for _, part := range []struct {
		name    string
		was, is any
	}{
		{"relations", part{list(saved.Relations)}, part{list(is.Relations)}},
		{"documents", part{list(saved.Documents)}, part{list(is.Documents)}},
		{"declarations", part{list(saved.Declarations)}, part{list(is.Declarations)}},
		{"texts", part{list(saved.Texts)}, part{list(is.Texts)}},
		{"issues", part{issues(saved)}, part{issues(is)}},
		{"subject", part{subject(saved)}, part{subject(is)}},
	} {
		if more > 0 && (part.name == "relations" || part.name == "issues") {
			continue // what lies elsewhere may add to them
		}
		if len(differing(part.was, part.is)) > 0 {
			details = append(details, message("verify.part", "part", part.name))
		}
	}
	c.same(group, "verify.findings.", inventory.Args{"components": number(len(was))}, details)
	if more > 0 {
		c.add(group, assessment.CheckUnchecked, message("verify.findings.elsewhere", "components", number(more)))
	}
}

// repeatable leaves out the components of which the result knows something from caches or registries that today's examination does not have: they
// are neither the same nor changed, and more is how many there are.
func repeatable(saved, is *inventory.Inventory) (was, now []inventory.Component, more int) {
	today := is.ByID()
	left := map[string]bool{}
	for i := range saved.Components {
		x := &saved.Components[i]
		if y := today[x.ID]; y != nil && elsewhere(x) && !elsewhere(y) {
			left[x.ID] = true
		}
	}
	if len(left) == 0 {
		return saved.Components, is.Components, 0
	}
	without := func(list []inventory.Component) []inventory.Component {
		return slices.DeleteFunc(slices.Clone(list), func(x inventory.Component) bool { return left[x.ID] })
	}
	return without(saved.Components), without(is.Components), len(left)
}

func elsewhere(x *inventory.Component) bool {
	return slices.ContainsFunc(x.Claims, func(c inventory.Claim) bool { return inventory.OutsideInput(c.Origin) })
}

// A part is a list or value that is compared as a whole.
type part struct {
	X any `json:"x"`
}

// issues are those of the examination: that a result was read says nothing of it.
func issues(v *inventory.Inventory) []inventory.Issue {
	list := []inventory.Issue{}
	for _, i := range v.Issues {
		if i.Code != inventory.IssueSaved {
			list = append(list, i)
		}
	}
	return list
}

// subject is what the examination says of it: digests and names of inputs are compared elsewhere.
func subject(v *inventory.Inventory) inventory.Subject {
	s := v.Subject
	s.Name, s.SHA256, s.Inputs = "", "", nil
	return s
}

func components(was, is []inventory.Component) []inventory.Message {
	return pairing[inventory.Component]{
		key: func(c *inventory.Component) string { return c.ID },
		differ: func(a, b *inventory.Component) []inventory.Message {
			names := differing(a, b)
			switch {
			case len(names) == 0:
				return nil
			case a.Stated() != b.Stated():
				return []inventory.Message{message("verify.component.licence", "component", a.ID, "was", a.Stated(), "is", b.Stated())}
			}
			return []inventory.Message{message("verify.component.changed", "component", a.ID, "fields", joined(names))}
		},
		gone: func(c *inventory.Component) inventory.Message {
			return message("verify.component.gone", "component", c.ID)
		},
		came: func(c *inventory.Component) inventory.Message {
			return message("verify.component.new", "component", c.ID)
		},
	}.compare(was, is)
}

// found tells of files that are the same and in which something else is found.
func found(was, is []inventory.File) []inventory.Message {
	nothing := func(*inventory.File) inventory.Message { return inventory.Message{} }
	list := pairing[inventory.File]{
		key: func(f *inventory.File) string { return f.Path },
		differ: func(a, b *inventory.File) []inventory.Message {
			if a.SHA256 != b.SHA256 || a.Size != b.Size {
				return nil
			}
			x, y := *a, *b
			if x.SHA1 == "" || y.SHA1 == "" { // it is computed where a format wants it
				x.SHA1, y.SHA1 = "", ""
			}
			names := differing(x, y)
			if len(names) == 0 {
				return nil
			}
			return []inventory.Message{message("verify.file.findings", "path", a.Path, "fields", joined(names))}
		},
		gone: nothing, came: nothing,
	}.compare(was, is)
	return slices.DeleteFunc(list, func(m inventory.Message) bool { return m.Key == "" })
}
