// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// A Claim is one statement about the licence of a component: who says it, and what.
type Claim struct {
	Kind    ClaimKind `json:"kind"`
	Origin  string    `json:"origin"` // ID of the document, path of the manifest, [OriginScan], or one of [LocalCaches] or [Registries]
	License License   `json:"license"`
	// Ref is the id of the component in the document that is the origin; empty for every other origin.
	Ref string `json:"ref,omitempty"`
	// Partial: the claim is about some files of the component, not about it as a whole.
	Partial bool `json:"partial,omitempty"`
	// Terms are commercial conditions the claim carries (CycloneDX licensing.licenseTypes: "subscription", …).
	Terms []string `json:"terms,omitempty"`
	// Text is the SHA-256 of the text in Inventory.Texts that the claim brings along; empty if it brings none.
	Text     string     `json:"text,omitempty"`
	Evidence []Evidence `json:"evidence,omitempty"`
	// Count is in how many files the same was found; Evidence then shows the first of them.
	Count int `json:"count,omitempty"`
}

// OriginScan is the origin of what our own detection found in files.
const OriginScan = "scan"

// LocalCaches are the origins of what our own detection found in the files of packages as the package managers of this machine keep them.
var LocalCaches = []string{"go-module-cache", "npm-cache", "yarn-cache", "berry-cache", "bun-cache", "composer-cache", "cargo-registry", "maven-repository", "nuget-packages", "gem-dir", "pub-cache", "uv-cache", "pip-cache"}

// FoundHere reports whether the claim is what our own detection found in the component's files, in the input, in a cache of this machine, or as a
// registry has them.
func (c *Claim) FoundHere() bool {
	return c.Kind == Detected && (c.Origin == OriginScan || slices.Contains(LocalCaches, c.Origin) || slices.Contains(Registries, c.Origin))
}

// OutsideInput reports whether the path of a piece of evidence, or the origin of a claim, is a package as a cache of this machine or a registry
// has it: "npm-cache:a@1.0.0/LICENSE". No file of the input is meant then, unless one has that name.
func OutsideInput(place string) bool {
	origin, _, _ := strings.Cut(place, ":")
	return slices.Contains(LocalCaches, origin) || slices.Contains(Registries, origin)
}

// ClaimKind tells on what a claim rests.
type ClaimKind string

// The kinds of a claim. Concluded is what the author of a document concluded: the bidder's
// claim too, never our own conclusion.
const (
	Declared  ClaimKind = "declared"
	Detected  ClaimKind = "detected"
	Concluded ClaimKind = "concluded"
)

// A License is what a claim or a file says of its licence. The zero License says nothing (Absent).
type License struct {
	// Expression is nil unless State is Known.
	Expression spdx.Expression
	State      State
	// Raw is what was written, never lost; empty where nothing was.
	Raw string
	// Normalised says how Raw became Expression; empty where Raw is an expression as it stands.
	Normalised Normalisation
	// Readings are other expressions that a finding of low confidence, or a name in a field, may mean: the text
	// of the GPL 2 is found as GPL-2.0-only and may be GPL-2.0-or-later.
	Readings []spdx.Expression
}

// State tells how much is known of a licence.
type State string

// The states.
const (
	Absent      State = ""             // nothing was said
	None        State = "none"         // NONE: said to have no licence
	NoAssertion State = "no-assertion" // NOASSERTION: said to be unknown
	Unparsed    State = "unparsed"     // said in words that are no expression
	Known       State = "known"
)

// Normalisation names the way from a raw text to an expression.
type Normalisation string

// The normalisations.
const (
	ByName        = Normalisation(spdx.ByName)       // a name of the licence, or several joined by words
	ByAddress     = Normalisation(spdx.ByAddress)    // an address at which the licence is published
	ByMending     = Normalisation(spdx.ByMending)    // quotes, brackets, full stops and the like left out
	BySuccession  = Normalisation(spdx.BySuccession) // a deprecated id, read as what the SPDX list puts in its place
	ByUnclearList = Normalisation(spdx.ByList)       // a list that does not say whether all apply or one may be chosen: read as all, and the choice is among the readings

	BySlash   Normalisation = "slash"   // Cargo's old "A/B", which means OR
	ByList    Normalisation = "list"    // a list whose format says that its entries are alternatives
	ByWording Normalisation = "wording" // found in a text

	ByShortName Normalisation = "short-name" // Debian's names and grammar: "GPL-2+ or Artistic"
)

// ReadLicense reads what a document or manifest wrote into a licence field: NONE, NOASSERTION, an expression, or what
// [spdx.Read] understands. Everything else stays as it is, in state Unparsed: "UNLICENSED" and "proprietary", which are the
// policy's to weigh, pointers to files, words like "other" and "unknown", which may hide a licence that somebody knows, and
// licence texts, of which detection makes findings.
func ReadLicense(raw string) License {
	switch {
	case raw == "":
		return License{}
	case raw == "NONE":
		return License{State: None, Raw: raw}
	case isNoAssertion(raw):
		return License{State: NoAssertion, Raw: raw}
	}
	r, ok := spdx.Read(raw)
	if !ok {
		return License{State: Unparsed, Raw: raw}
	}
	return License{Expression: r.Expression, State: Known, Raw: raw, Normalised: Normalisation(r.Way), Readings: r.Others}
}

// isNoAssertion is for NOASSERTION in any case, and the address that SPDX documents have for it.
func isNoAssertion(raw string) bool {
	if !strings.HasPrefix(raw, "http") {
		return strings.EqualFold(raw, "NOASSERTION")
	}
	lower := strings.ToLower(raw)
	return strings.Contains(lower, "://spdx.org/rdf/") && (strings.HasSuffix(lower, "#noassertion") || strings.HasSuffix(lower, "/licensing/noassertion"))
}

// Certain reports whether the licence is known, and is one that everybody knows: what may mean another one, or is explained in words of its own, is not.
func (l License) Certain() bool {
	return l.State == Known && len(l.Readings) == 0 && !slices.ContainsFunc(spdx.Atoms(l.Expression), func(a spdx.Expression) bool {
		return strings.Contains(a.String(), "LicenseRef-")
	})
}

// Reworded reports whether the licence is shown otherwise than it was written: as the expression it was read as, or, of a
// whole text in the place of a name, in part.
func (l License) Reworded() bool {
	return l.Normalised != "" && l.Raw != "" || l.IsText()
}

// IsText reports whether more stands in the place of a name than a name: a licence's text, or many words about one.
func (l License) IsText() bool { return l.State == Unparsed && spdx.IsText(l.Raw) }

// Means reports whether an expression is what the licence says, or one of its readings.
func (l License) Means(e spdx.Expression) bool {
	return spdx.Equal(l.Expression, e) || slices.ContainsFunc(l.Readings, func(r spdx.Expression) bool { return spdx.Equal(r, e) })
}

// KnownLicense is the licence of an expression that was not written down as such. Nil makes the zero License.
func KnownLicense(e spdx.Expression, readings ...spdx.Expression) License {
	if e == nil {
		return License{}
	}
	return License{Expression: e, State: Known, Readings: readings}
}

// String prints the expression, NONE, NOASSERTION or the raw text; "" where nothing was said.
func (l License) String() string {
	switch l.State {
	case Known:
		return l.Expression.String()
	case None:
		return "NONE"
	case NoAssertion:
		return "NOASSERTION"
	default:
		return l.Raw
	}
}

// licenseJSON is how a License stands in a saved result.
type licenseJSON struct {
	Expression string        `json:"expression,omitempty"`
	State      State         `json:"state,omitempty"`
	Raw        string        `json:"raw,omitempty"`
	Normalised Normalisation `json:"normalised,omitempty"`
	Readings   []string      `json:"readings,omitempty"`
}

func (j licenseJSON) license() (License, error) {
	l := License{State: j.State, Raw: j.Raw, Normalised: j.Normalised}
	if (j.State == Known) != (j.Expression != "") {
		return l, fmt.Errorf("licence in state %q with expression %q", j.State, j.Expression)
	}
	if j.Expression != "" {
		e, err := spdx.ParseText(j.Expression)
		if err != nil {
			return l, err
		}
		l.Expression = e
	}
	for _, r := range j.Readings {
		e, err := spdx.ParseText(r)
		if err != nil {
			return l, err
		}
		l.Readings = append(l.Readings, e)
	}
	return l, nil
}

// UnmarshalJSON parses the expression again.
func (l *License) UnmarshalJSON(data []byte) error {
	var j licenseJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	var err error
	*l, err = j.license()
	return err
}
