// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Role says what a file is by its name there to tell of licences: [inventory.RoleLicense],
// [inventory.RoleNotice] or [inventory.RoleReadme]; "" for all others.
func Role(name string) string {
	base := strings.ToLower(path.Base(name))
	switch {
	case IsLicenseFile(name) && isNoticeName(base):
		return inventory.RoleNotice
	case IsLicenseFile(name):
		return inventory.RoleLicense
	case strings.HasPrefix(base, "readme") && !isSource(base):
		return inventory.RoleReadme
	}
	return ""
}

// isNoticeName tells NOTICE and third-party lists, which speak of what others contributed.
func isNoticeName(base string) bool {
	return strings.HasPrefix(base, "notice") || strings.HasPrefix(base, "third")
}
