// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package questions

import "lizenzlotse/reports/escape"

// plain keeps a text from being read as markup, a link or somebody's name.
func plain(s string) string { return escape.Markdown(s) }
