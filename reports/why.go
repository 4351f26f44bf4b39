// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports

import (
	"io"

	"lizenzlotse/reports/why"
	"lizenzlotse/scanner/inventory"
)

// A WhyFormat is a way to write how components got in.
type WhyFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *inventory.Inventory, []string, Options) error
}

// WhyFormats are all of them; the first is the one without --output. They take the inventory and the IDs that are asked for.
var WhyFormats = []WhyFormat{
	{"text", "text/plain; charset=utf-8", func(w io.Writer, v *inventory.Inventory, ids []string, o Options) error {
		return why.WriteText(w, why.Of(v, ids), v, o.Lang)
	}},
	{"json", "application/json", func(w io.Writer, v *inventory.Inventory, ids []string, _ Options) error {
		return why.WriteJSON(w, why.Of(v, ids))
	}},
}
