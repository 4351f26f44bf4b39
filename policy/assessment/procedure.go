// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

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

// ProcedureKinds lists the kinds of a procedure (Verfahrensart; § 119 GWB, § 14 VgV, § 8 UVgO).
func ProcedureKinds() []string {
	return []string{"open", "restricted", "negotiated-with-call", "negotiated-without-call", "competitive-dialogue", "innovation-partnership",
		"public-tender", "restricted-with-call", "restricted-without-call", "negotiated-award", "direct"}
}
