// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// refPrefix begins the references that we make for what is no expression.
const refPrefix = "LicenseRef-lizenzlotse-"

// extracted collects the licences that the SPDX list does not have, to be explained at the end.
type extracted struct {
	texts map[named][]inventory.Text // of the input, by document and name
	plain map[string]map[string]bool // name -> the digests of all texts under it
	used  map[string]*explained      // by the reference in this document
}

type named struct{ document, license string }

// An explained reference has what was written where the reference is of our making, and its texts.
type explained struct {
	raw     string
	comment string
	texts   map[string]string // by their digests
}

func newExtracted(texts []inventory.Text) extracted {
	x := extracted{map[named][]inventory.Text{}, map[string]map[string]bool{}, map[string]*explained{}}
	for _, t := range texts {
		key := named{t.Document, t.License}
		x.texts[key] = append(x.texts[key], t)
		if x.plain[t.License] == nil {
			x.plain[t.License] = map[string]bool{}
		}
		x.plain[t.License][t.SHA256] = true
	}
	return x
}

// ref gives the reference that stands for a wording; origin is whose wording it is.
func (x *extracted) ref(raw, origin string) spdx.License {
	id := refPrefix + shortHash(raw)
	x.use(id, raw, x.texts[named{origin, raw}])
	return spdx.License{ID: id}
}

// pair gives the reference that stands for a licence with an addition that SPDX 2.3 has no syntax for
// (AdditionRef came with SPDX 3), explained by all texts that came with either half.
func (x *extracted) pair(with spdx.With, origin string) spdx.License {
	ref := x.ref(with.String(), origin)
	e := x.used[ref.ID]
	e.comment = "SPDX 2.3 has no AdditionRef: this reference stands for \"" + with.String() + "\""
	for _, half := range []string{with.License.ID, with.Exception.ID} {
		x.use(ref.ID, e.raw, x.texts[named{origin, half}])
	}
	return ref
}

func (x *extracted) use(id, raw string, texts []inventory.Text) {
	e := x.used[id]
	if e == nil {
		e = &explained{raw: raw, texts: map[string]string{}}
		x.used[id] = e
	}
	for _, t := range texts {
		e.texts[t.SHA256] = t.Text
	}
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// documentsRef gives the reference that stands here for one of an input document. Its name means
// something within that document only: where others explain it differently it gets a name of its own.
func (x *extracted) documentsRef(id, origin string) string {
	texts := x.texts[named{origin, id}]
	if len(x.plain[id]) > 1 && len(texts) > 0 {
		var sums []string
		for _, t := range texts {
			sums = append(sums, t.SHA256)
		}
		slices.Sort(sums)
		id += "-" + shortHash(strings.Join(sums, " "))
	}
	x.use(id, "", texts)
	return id
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
	l.ID = x.documentsRef(l.ID, origin)
	if isLicense {
		return l
	}
	with.License = l
	return with
}

// separator stands between several texts that came with the input under one reference.
const separator = "\n\n----\n\n"

// write explains every reference in use, and every other one whose text came with the input.
func (x *extracted) write(texts []inventory.Text, out *v2_3.Document) {
	for _, t := range texts {
		if e, err := spdx.Parse(t.License); err == nil {
			if l, ok := e.(spdx.License); ok && l.IsRef() && l.Document == "" && !l.OrLater {
				x.documentsRef(l.ID, t.Document)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(x.used)) {
		e := x.used[id]
		parts := slices.Sorted(maps.Values(e.texts))
		o := &v2_3.OtherLicense{LicenseIdentifier: id, LicenseName: noAssertion, LicenseComment: e.comment}
		if e.raw != "" {
			o.LicenseName = oneLine(e.raw)
			parts = append([]string{e.raw}, parts...)
		}
		if o.ExtractedText = strings.Join(parts, separator); strings.TrimSpace(o.ExtractedText) == "" {
			o.ExtractedText = inventory.NoText
		}
		out.OtherLicenses = append(out.OtherLicenses, o)
	}
}
