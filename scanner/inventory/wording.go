// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"strings"

	"lizenzlotse/scanner/spdx"
)

// A Wording is a licence text or notice as it stands in a file that was examined. Wordings are no part of an
// [Inventory] or of a saved result: whoever passes the software on needs them, whoever judges it does not.
type Wording struct {
	Path string
	// Line is where a passage stands in the file; the zero range means the file as a whole.
	Line LineRange
	// Text is in UTF-8, otherwise as it stands there; "" where a limit kept it out.
	Text string
	Size int64 // of the file, in bytes
}

// OwnWords reports whether a licence or pair has words that stand in no text of the SPDX list by themselves: an exception, which
// is often granted in a notice, and what our detection found and could give no other name.
func OwnWords(atom spdx.Expression) bool {
	switch a := atom.(type) {
	case spdx.With:
		return true
	case spdx.License:
		return strings.HasPrefix(a.ID, "LicenseRef-lizenzlotse-")
	}
	return false
}
