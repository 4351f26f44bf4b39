// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"testing"
)

// Many bytes at once are counted as each by itself.
func TestControls(t *testing.T) {
	for c := range 256 {
		for at := range 75 {
			for _, around := range []byte{' ', 0, 0x7F, 0x80, 0xFF, '\b', '\r', 0x1A} {
				data := bytes.Repeat([]byte{around}, 75)
				data[at] = byte(c)
				want := 0
				for _, b := range data {
					want += control(b)
				}
				if got := controls(data); got != want {
					t.Fatalf("%d in %x, not %d", got, data, want)
				}
			}
		}
	}
}
