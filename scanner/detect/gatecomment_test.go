// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"testing"
)

// What is read round a single notice ends with its comment, where nothing else tells of licences.
func TestBelowNotice(t *testing.T) {
	code := strings.Repeat("\ncall(); // step\n", 200)
	const notice = "// Use of this is governed by a BSD-style lic" + "ense that\n// can be found elsewhere.\n"
	for name, c := range map[string]struct {
		text, last string // the last words that are read
	}{
		"lines":            {notice + code, "elsewhere.\n"},
		"indented":         {"\t" + strings.ReplaceAll(notice, "\n/", "\n\t/") + code, "elsewhere.\n"},
		"more lines":       {notice + "\n// Other words.\n" + code, "Other words.\n"},
		"comment":          {"/*\n * Some lic" + "ense.\n */\n// Other words.\n" + code, "ense.\n"},
		"a ruled line":     {notice + "// ====\n" + code, "elsewhere.\n"},
		"heading":          {"# Lic" + "ense\n\nMIT\n" + code, ""},
		"address in code":  {"x = 'http://example.org/lic" + "ense'\n" + code, ""},
		"keyword near":     {"/* a few non-GPL ones */\nMODULE_LIC" + "ENSE(\"GPL\");\n" + code, ""},
		"keyword cut":      {"/* GPL or what is told in the lines below " + strings.Repeat("-", 10) + " */\nx(\"creative commons\")\n" + code, ""},
		"copyright notice": {"// Copyright 2020 A. Author\n" + code, ""},
	} {
		parts := regions(c.text, pathClass{})
		if len(parts) != 1 {
			t.Errorf("%s: regions %v", name, parts)
			continue
		}
		read := c.text[parts[0].start:parts[0].end]
		if c.last == "" && !strings.Contains(read, "step") || c.last != "" && !strings.HasSuffix(read, c.last) && !strings.HasSuffix(read, c.last+" */\n") {
			t.Errorf("%s: read is %q", name, read)
		}
	}
}
