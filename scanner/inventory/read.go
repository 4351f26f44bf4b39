// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"encoding/json"
	"fmt"
	"io"
)

// Read takes the inventory from a saved result; what stands there under "assessment" is left
// aside. It refuses a result of another schema, so that a later version is never half understood.
func Read(r io.Reader) (*Inventory, error) {
	v := new(Inventory)
	if err := json.NewDecoder(r).Decode(v); err != nil {
		return nil, err
	}
	if v.Schema != Schema {
		return nil, fmt.Errorf("schema %q, want %q", v.Schema, Schema)
	}
	return v, nil
}
