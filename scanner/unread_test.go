// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A few control characters hide no text, and a licence that is none is an issue.
func TestControlCharacters(t *testing.T) {
	const tag = "\n// SPDX-License" + "-Identifier: AGPL-3.0-only\n" // not a tag of this file
	noise := strings.Repeat("\x00\x01\x02\x03\x93\xfe", 50)
	for _, c := range []struct {
		name, data, license string
		role                string
		issue               bool
	}{
		{"zero.c", "// \x00 and some more words of text" + tag, "AGPL-3.0-only", "", false},
		{"bell.c", "// \a\x01 and some more words of text" + strings.Repeat("\n// text", 50) + tag, "AGPL-3.0-only", "", false},
		{"pdf.c", "%PDF-1.7" + tag, "AGPL-3.0-only", "", false},
		{"late.c", strings.Repeat("// text\n", 9000) + "\x00" + tag, "AGPL-3.0-only", "", false},
		{"noise.bin", noise, "", inventory.RoleBinary, false},
		{"EULA.doc", noise, "", inventory.RoleBinary, true},
		{"LICENSES/LicenseRef-Acme", noise, "", inventory.RoleBinary, true},
		{"License.class", noise, "", inventory.RoleBinary, false},
		{"license.png", noise, "", inventory.RoleBinary, false},
	} {
		dir := t.TempDir()
		write(t, dir, c.name, []byte(c.data))
		v := scan(t, scanner.Options{}, dir)
		f := v.Files[0]
		if got := spdx.Text(f.License); got != c.license {
			t.Errorf("%s: licence %q", c.name, got)
		}
		if binary := len(f.Roles) == 1 && f.Roles[0] == inventory.RoleBinary; binary != (c.role == inventory.RoleBinary) {
			t.Errorf("%s: roles %v", c.name, f.Roles)
		}
		issue := len(v.Issues) == 1 && v.Issues[0].Code == "license-file-binary" && v.Issues[0].Path == c.name && v.Issues[0].Effect == inventory.Unread
		if issue != c.issue || !issue && len(v.Issues) > 0 {
			t.Errorf("%s: issues %v", c.name, v.Issues)
		}
	}
}
