// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package questions

import (
	"strings"

	"lizenzlotse/reports/i18n"
)

// plain keeps a text from being read as markup, a link or somebody's name, and leaves it readable as it stands: only
// signs that mean something in the middle of a line are escaped, for no text begins one.
func plain(s string) string {
	var b strings.Builder
	shown := i18n.Visible(s)
	for i, r := range shown {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&#@$", r),
			r == ':' && strings.HasPrefix(shown[i:], "://"),
			r == '.' && i >= 3 && strings.EqualFold(shown[i-3:i], "www"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
