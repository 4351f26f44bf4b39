// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"maps"
	"slices"
	"strings"

	"lizenzlotse/reports/sbom/licenseref"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

const (
	additionPrefix = "AdditionRef-"
	// The names by which the context of SPDX 3.0.1 knows the two.
	noneLicense        = "expandedlicensing_NoneLicense"
	noAssertionLicense = "expandedlicensing_NoAssertionLicense"
)

// licenses collects the expressions and texts, each once.
type licenses struct {
	*licenseref.Set
	document    *document
	expressions map[string]element
}

func newLicenses(d *document, texts []inventory.Text) licenses {
	return licenses{licenseref.New(texts), d, map[string]element{}}
}

// expression gives the id of the element for an expression; refs are the references in it.
func (x *licenses) expression(text string, refs []string) string {
	refs = sorted(refs)
	id := x.document.base + "#License-" + licenseref.Hash(text)
	if _, ok := x.expressions[id]; !ok {
		e := element{Type: "simplelicensing_LicenseExpression", ID: id, LicenseExpression: text, LicenseListVersion: spdx.ListVersion}
		for _, ref := range refs {
			e.CustomIDToURI = append(e.CustomIDToURI, dictionary{"DictionaryEntry", ref, x.textID(ref)})
		}
		x.expressions[id] = e
	}
	return id
}

func (x *licenses) textID(ref string) string { return x.document.base + "#" + ref }

// portable makes an expression one that this document can explain, and lists the references in it: those
// into other documents become ours.
func (x *licenses) portable(e spdx.Expression, origin string) (spdx.Expression, []string) {
	var refs []string
	out := spdx.Fold(e, func(atom spdx.Expression) spdx.Expression { return x.atom(atom, origin, &refs) },
		func(all []spdx.Expression) spdx.Expression { return spdx.All(all...) },
		func(any []spdx.Expression) spdx.Expression { return spdx.Any(any...) })
	return out, refs
}

func (x *licenses) atom(e spdx.Expression, origin string, refs *[]string) spdx.Expression {
	l, isLicense := e.(spdx.License)
	with, isWith := e.(spdx.With)
	if isWith {
		l = with.License
	}
	if l.Document != "" || l.IsRef() && l.OrLater || isWith && with.Exception.Document != "" {
		id := x.Make(e.String(), origin)
		*refs = append(*refs, id)
		return spdx.License{ID: id}
	}
	if l.IsRef() {
		l.ID = x.Keep(l.ID, origin)
		*refs = append(*refs, l.ID)
	}
	if isLicense {
		return l
	}
	if strings.HasPrefix(with.Exception.ID, additionPrefix) {
		with.Exception.ID = x.Keep(with.Exception.ID, origin)
		*refs = append(*refs, with.Exception.ID)
	}
	with.License = l
	return with
}

// license gives the id of the element for a licence; origin is whose it is.
func (x *licenses) license(l inventory.License, origin string) string {
	switch l.State {
	case inventory.Known:
		e, refs := x.portable(l.Expression, origin)
		return x.expression(e.String(), refs)
	case inventory.None:
		return noneLicense
	case inventory.NoAssertion:
		return noAssertionLicense
	}
	id := x.Make(l.Raw, origin)
	return x.expression(id, []string{id})
}

// additions reports whether one of the references is to an addition, which is a matter of another profile.
func (x *licenses) additions() bool {
	return slices.ContainsFunc(x.Names(), func(id string) bool { return strings.HasPrefix(id, additionPrefix) })
}

// elements are all expressions and texts in use, and every text that came with the input under a reference.
func (x *licenses) elements() []element {
	texts := x.All()
	var out []element
	for _, id := range slices.Sorted(maps.Keys(x.expressions)) {
		out = append(out, x.expressions[id])
	}
	for _, r := range texts {
		text := strings.ToValidUTF8(r.Text, "\uFFFD")
		o := element{Type: "simplelicensing_SimpleLicensingText", ID: x.textID(r.ID), Name: r.ID, LicenseText: text}
		if strings.HasPrefix(r.ID, additionPrefix) {
			o.Type, o.LicenseText, o.AdditionText = "expandedlicensing_CustomLicenseAddition", "", text
		}
		out = append(out, o)
	}
	return out
}

// claims writes what is said of a component's licence, each statement by itself.
func (d *document) claims(c *inventory.Component) {
	id := d.ids[c.ID]
	decision := d.decided[c.ID]
	if decision != nil {
		d.decide(id, c, decision)
	}
	for i := range c.Claims {
		claim := &c.Claims[i]
		kind := "hasDeclaredLicense"
		switch {
		case claim.License.State == inventory.Absent:
			continue
		case claim.Kind == inventory.Concluded && decision != nil:
			kind = "other" // there is one conclusion, and it is another one's
		case claim.Kind == inventory.Concluded:
			kind = "hasConcludedLicense"
		case claim.Partial || claim.Kind == inventory.Detected && !claim.FoundHere():
			// Found somewhere in the component, by us or by the author of a document: that is no statement on
			// the whole, for which SPDX has a word.
			kind = "other"
		}
		d.relate(relation{from: id, kind: kind, comment: d.claimComment(claim)}, d.licenses.license(claim.License, claim.Origin))
	}
}

// effective writes under which licence the author of a document uses the component: TR-03183-2 2.1.0 says
// by the comment what SPDX 3.0.1 has no type for.
func (d *document) effective(id, license, origin string) {
	d.relate(relation{from: id, kind: "other", comment: "hasEffectiveLicense", completeness: "complete",
		description: "effective (" + strings.TrimSuffix(oneLine(origin)+", "+oneLine(d.authors[origin]), ", ") + ")"},
		d.licenses.license(inventory.ReadLicense(license), origin))
}
