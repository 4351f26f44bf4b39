// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A Procedure is the procurement, or what takes its place, in which something is judged.
type Procedure struct {
	Number   string    `json:"number,omitempty"` // Vergabenummer, Aktenzeichen
	Title    string    `json:"title,omitempty"`
	Regime   Regime    `json:"regime,omitempty"`
	Kind     string    `json:"kind,omitempty"` // Verfahrensart, one of [ProcedureKinds]
	Lot      string    `json:"lot,omitempty"`
	Opened   string    `json:"opened,omitempty"` // RFC 3339 full-date: the day on which the bids are or were opened
	Contract *Contract `json:"contract,omitempty"`
	Origin   string    `json:"origin"` // the base name of the file
	SHA256   string    `json:"sha256"` // of the file
	// Overridden is what the procedure says and the call of the program decided otherwise.
	Overridden []Overridden `json:"overridden,omitempty"`
	// Refused are the rules that the policy calls criteria and that are none here, since they were published, or their
	// scale was fixed, after the bids were opened.
	Refused []string `json:"refused,omitempty"`
}

// Valid gives the criterion if it is one here, and nil if the procedure refuses it.
func (a *Assessment) Valid(rule string, c *Criterion) *Criterion {
	if a.Procedure != nil && slices.Contains(a.Procedure.Refused, rule) {
		return nil
	}
	return c
}

// An Overridden setting is one that the call of the program decided otherwise than the procedure.
type Overridden struct {
	Field string `json:"field"` // "use", "stage", "outbound", "delivered", "policy"
	Was   string `json:"was"`   // what the procedure says
}

// A Contract is the template that the contract uses.
type Contract struct {
	Template string `json:"template"`          // "EVB-IT Erstellung"
	Version  string `json:"version,omitempty"` // as its publisher calls it: "2026"
}

// Regime is the law that a procedure follows. What it says is data, see package facts.
type Regime string

// The regimes. The zero Regime is not known; then no paragraph is named.
const (
	RegimeVgV     Regime = "vgv"         // Vergabeverordnung: from the EU threshold on
	RegimeUVgO    Regime = "uvgo"        // Unterschwellenvergabeordnung: below it
	RegimeStatute Regime = "own-statute" // eigene Satzung
	RegimeOutside Regime = "outside"     // Leistung außerhalb eines Vergabeverfahrens
)

// Regimes lists the regimes.
func Regimes() []Regime { return []Regime{RegimeVgV, RegimeUVgO, RegimeStatute, RegimeOutside} }

var (
	kindsVgV  = []string{"open", "restricted", "negotiated-with-call", "negotiated-without-call", "competitive-dialogue", "innovation-partnership"}
	kindsUVgO = []string{"public-tender", "restricted-with-call", "restricted-without-call", "negotiated-award", "direct"}
)

// ProcedureKinds lists the kinds of a procedure (Verfahrensart; § 119 GWB, § 14 VgV, § 8 UVgO).
func ProcedureKinds() []string { return slices.Concat(kindsVgV, kindsUVgO) }

// Kinds lists the kinds that a procedure of the regime may be of. A city's own statute may provide for any; outside
// of procurement there is the direct order alone.
func (r Regime) Kinds() []string {
	switch r {
	case RegimeVgV:
		return kindsVgV
	case RegimeUVgO:
		return kindsUVgO
	case RegimeOutside:
		return []string{"direct"}
	}
	return ProcedureKinds()
}

// Mismatch says where policy and procedure do not go together: what a reader of the result must know first.
func (a *Assessment) Mismatch() []inventory.Message {
	var list []inventory.Message
	if a.Policy.Changed() {
		list = append(list, inventory.Message{Key: "report.frozen.changed", Args: inventory.Args{"date": a.Policy.FrozenOn}})
	}
	if p := a.Procedure; p != nil {
		if p.Opened != "" && a.Policy.FrozenOn > p.Opened {
			list = append(list, inventory.Message{Key: "report.frozen.late", Args: inventory.Args{"date": a.Policy.FrozenOn, "opened": p.Opened}})
		}
		if len(p.Refused) > 0 {
			list = append(list, inventory.Message{Key: "report.frozen.refused", Args: inventory.Args{"rules": strings.Join(p.Refused, ", ")}})
		}
	}
	return list
}

// Named names the procedure on one line.
func (p *Procedure) Named() inventory.Message {
	return inventory.Message{Key: "procedure.named", Args: inventory.Args{
		"number": p.Number, "title": p.Title, "regime": string(p.Regime), "kind": p.Kind, "lot": p.Lot}}
}

// A Paragraph is a provision that the regime has on a topic.
type Paragraph struct {
	Topic  string            `json:"topic"`
	Says   inventory.Message `json:"says"`   // in our own words
	Source Source            `json:"source"` // with the version that was read as the date
}
