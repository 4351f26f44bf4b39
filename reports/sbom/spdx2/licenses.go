// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/reports/sbom/licenseref"
	"lizenzlotse/scanner/spdx"
)

// extracted are the licences that the SPDX list does not have, to be explained at the end.
type extracted struct{ *licenseref.Set }

// ref gives the reference that stands for a wording; origin is whose wording it is.
func (x *extracted) ref(raw, origin string) spdx.License {
	return spdx.License{ID: x.Make(raw, origin)}
}

// pair gives the reference that stands for a licence with an addition that SPDX 2.3 has no syntax for
// (AdditionRef came with SPDX 3), explained by all texts that came with either half.
func (x *extracted) pair(with spdx.With, origin string) spdx.License {
	id := x.Make(with.String(), origin, with.License.ID, with.Exception.ID)
	x.Comment(id, "SPDX 2.3 has no AdditionRef: this reference stands for \""+with.String()+"\"")
	return spdx.License{ID: id}
}

// portable makes an expression one that SPDX 2.3 has and that this document can explain: an
// AdditionRef, which came later, and references into other documents become our references.
func (x *extracted) portable(e spdx.Expression, origin string) spdx.Expression {
	return spdx.Fold(e, func(atom spdx.Expression) spdx.Expression { return x.portableAtom(atom, origin) },
		func(all []spdx.Expression) spdx.Expression { return spdx.All(all...) },
		func(any []spdx.Expression) spdx.Expression { return spdx.Any(any...) })
}

func (x *extracted) portableAtom(e spdx.Expression, origin string) spdx.Expression {
	l, isLicense := e.(spdx.License)
	with, isWith := e.(spdx.With)
	if isWith {
		l = with.License
		if _, listed := spdx.LookupException(with.Exception.ID); !listed || with.Exception.Document != "" {
			return x.pair(with, origin)
		}
	}
	switch {
	case l.Document != "", l.IsRef() && l.OrLater:
		return x.ref(e.String(), origin)
	case !l.IsRef():
		return e
	}
	l.ID = x.Keep(l.ID, origin)
	if isLicense {
		return l
	}
	with.License = l
	return with
}

// write explains every reference in use, and every other one whose text came with the input.
func (x *extracted) write(out *v2_3.Document) {
	for _, r := range x.All() {
		o := &v2_3.OtherLicense{LicenseIdentifier: r.ID, LicenseName: noAssertion, LicenseComment: r.Comment, ExtractedText: r.Text}
		if r.Raw != "" {
			o.LicenseName = oneLine(r.Raw)
		}
		out.OtherLicenses = append(out.OtherLicenses, o)
	}
}
