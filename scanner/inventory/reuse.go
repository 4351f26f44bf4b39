// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"path"
	"strings"
)

// CoveredByREUSE reports whether REUSE asks for licence and copyright of a file: not of those that are
// there for licences themselves (LICENSES/, LICENSE, COPYING, sidecars, REUSE.toml, SPDX documents).
func CoveredByREUSE(name string) bool {
	dir, base := path.Split(name)
	if base == "REUSE.toml" || strings.HasSuffix(base, ".license") || strings.HasSuffix(base, ".spdx") || strings.Contains(base, ".spdx.") {
		return false
	}
	for _, stem := range []string{"LICENSE", "LICENCE", "COPYING"} {
		if rest, ok := strings.CutPrefix(base, stem); ok && (rest == "" || rest[0] == '.' || rest[0] == '-') {
			return false
		}
	}
	for folder := range strings.SplitSeq(dir, "/") {
		if folder == "LICENSES" || folder == ".reuse" {
			return false
		}
	}
	return true
}
