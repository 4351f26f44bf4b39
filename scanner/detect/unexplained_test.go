// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var unknownRef = regexp.MustCompile(detect.UnknownPrefix + "[0-9a-f]{8}")

// masked prints an expression with its atoms sorted and its unknown licences just called that.
func masked(e spdx.Expression) string {
	s := unknownRef.ReplaceAllString(spdx.Text(e), "unknown")
	for _, operator := range []string{" AND ", " OR "} {
		if parts := strings.Split(s, operator); len(parts) > 1 {
			slices.Sort(parts)
			return strings.Join(slices.Compact(parts), operator)
		}
	}
	return s
}

// A licence file that says something unknown, alone or beside a known text, says so.
func TestUnexplained(t *testing.T) {
	mit := string(archived(t, "mit/LICENSE"))
	gpl := string(archived(t, "gpl-later.c"))
	own := "The customer may run one copy of the program on one computer for as long as the contract lasts.\n"
	tag := "// SPDX-License" + "-Identifier: MIT\n"
	code := strings.Repeat("int value = compute(first, second);\n", 200)
	secret := "/*\n * Copyright Acme. All rights reserved.\n * This file is confid" + "ential and propri" + "etary. Unauth" + "orized copying is strictly prohib" + "ited.\n */\n"
	const refused = "LicenseRef-lizenzlotse-propri" + "etary-notice"
	fee := "\nAdditional condition: The Software may not be used by public authorities or commercially without a paid agreement.\n"
	for _, c := range []struct{ name, data, want string }{
		{"EULA.txt", own, "unknown"},
		{"third_party/lib/LICENSE", own, "unknown"},
		{"Nutzungsbedingungen.md", own, "unknown"},
		{"COPYING", strings.ReplaceAll(gpl, "e", "е"), "GPL-2.0-or-later"}, // Cyrillic
		{"LICENSE", base64.StdEncoding.EncodeToString([]byte(mit)), "unknown"},
		{"LICENSE", "Copyright 2026 Acme. All rights reserved.", "unknown"},
		{"LICENSE", "Nutzung nur mit Zustimmung der Acme GmbH", "unknown"},
		{"LICENSE", "", ""},
		{"LICENSE", " \n\t\n", ""},
		{"LICENSE", "../LICENSE\n", ""},
		{"LICENSE", "see COPYING", ""},
		{"license.png.txt.go", own, ""},
		{"README", own, ""},
		{"NOTICE", "This product contains software that was written at the University of Example in 1999.\n", ""},
		{"NOTICE", "This product must not be used by public authorities.\n", "unknown"},
		{"thing.dist-info/licenses/AUTHORS", "Erika Mustermann <erika@example.org>\nMax Mustermann <max@example.org>\nOtto Normalverbraucher <otto@example.org>\n", ""},
		{"thing.dist-info/licenses/AUTHORS", "Max Mustermann <max@example.org>\nThis product must not be used by public authorities.\n", "unknown"},
		{"COPYRIGHT", "Licensed under the MIT license. All files with such a notice may not be copied, modified, or distributed except according to those terms.\n", "MIT"},
		{"LICENSE", "All files of this program may not be copied, modified, or distributed except according to those terms.\n", "unknown"},

		{"LICENSE", mit, "MIT"},
		{"LICENSE", mit + fee, "MIT AND unknown"},
		{"LICENSE", fee + mit, "MIT AND unknown"},
		{"LICENSE", mit + fee + mit, "MIT AND unknown"},
		{"LICENSE", mit + "\nDie Software darf nicht von Behörden eingesetzt\nwerden.\n", "MIT AND unknown"},
		{"LICENSE", mit + "\nCommons\u00adClause: the right to Sell the Software is not granted. \"Commons Clause\" License Condition\n", "MIT AND unknown"},
		{"LICENSE", mit + "\nThis applies to all files of the folder lib, too. It was written by Jane.\n", "MIT"},
		{"LICENSE", mit + "\nThe name of Jane Example may not be used to endorse or promote products.\n", "MIT"},

		{"main.c", gpl + "\nint restricted(void); // must not be called twice\n", "GPL-2.0-or-later"},
		{"main.c", strings.Replace(gpl, "*/", "*\n * Commercial use requires a paid license.\n */", 1), "GPL-2.0-or-later AND unknown"},
		{"main.c", strings.Replace(gpl, "/*", "/* Not for commercial use.\n *", 1), "GPL-2.0-or-later AND unknown"},
		{"main.c", gpl + "\nputs(\"commercial use\");\n", "GPL-2.0-or-later"},

		{"main.c", gpl + secret, "GPL-2.0-or-later AND " + refused},
		{"main.c", gpl + code + secret, "GPL-2.0-or-later AND " + refused},
		{"main.c", secret + code + gpl, "GPL-2.0-or-later AND " + refused},
		{"main.c", tag + secret, refused + " AND MIT"},
		{"main.c", tag + code + secret, refused + " AND MIT"},
		{"main.c", secret + code + tag, refused + " AND MIT"},
		{"main.c", "/*\n" + mit + "*/\n" + secret, refused + " AND MIT"},
		{"main.c", "// License: MIT\n" + secret, refused + " AND MIT"},
		{"main.c", tag + "// Lic" + "ense: Commercial\n", refused + " AND MIT"},
		{"main.c", tag + "// Liz" + "enz: propri" + "etär\n", refused + " AND MIT"},
		{"main.c", tag + code + "/* Vertrau" + "lich. Die Weiter" + "gabe ist unter" + "sagt. */\n", refused + " AND MIT"},
		{"main.c", tag + code + "/* No part of this" + " file may be repro" + "duced. */\n", refused + " AND MIT"},
		{"main.c", tag + "// Copyright Acme. All rights reserved.\n", "MIT"},
		{"main.c", tag + code + "/* The propri" + "etary protocol needs propri" + "etary drivers; sleeping is prohib" + "ited here. */\n", "MIT"},
		{"main.c", tag + code + "/* A confid" + "ential guest keeps its memory confid" + "ential; reads are prohib" + "ited. */\n", "MIT"},
		{"main.c", tag + code + "/* The names of other companies are the property of their owners. */\n", "MIT"},
	} {
		findings := detect.Scan([]byte(c.data), c.name).Findings
		for i, f := range findings {
			check(t, []byte(c.data), f)
			if i > 0 && f.Evidence.Byte.Start < findings[i-1].Evidence.Byte.Start {
				t.Errorf("%s: not in order", c.name)
			}
			if f.Evidence.Detector == detect.DetectorUnexplained && (f.Confidence != inventory.Low || f.Kind != inventory.FoundText) {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
		e, _ := detect.Expression(findings)
		if got := masked(e); got != c.want {
			t.Errorf("%s: %.60q…\n got %s\nwant %s", c.name, c.data, got, c.want)
		}
	}
	all := detect.Scan([]byte("\n"+own+"\n"), "EULA").Findings
	if e := all[0].Evidence; e.Line.First != 2 || string([]byte("\n" + own)[e.Byte.Start:e.Byte.End]) != strings.TrimSpace(own) {
		t.Errorf("evidence %+v is not the whole text", e)
	}
	again := detect.Scan([]byte(strings.ReplaceAll(strings.ToUpper(own), " ", "\n ")), "x/EULA").Findings
	if !spdx.Equal(all[0].Expression, again[0].Expression) {
		t.Error("the same words in other lines are another licence")
	}
	if n := len(detect.Scan(bytes.Repeat([]byte(mit+fee), 100), "LICENSE").Findings); n != 32 {
		t.Errorf("%d findings", n)
	}
}
