// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"errors"
	"reflect"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// FuzzParse: no panic; an error says where; what parses is printed so that it reads as the same tree.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"MIT", "GPL-2.0+", "(MIT OR ISC) AND Zlib", "MIT AND (ISC AND (0BSD OR (X11 OR Zlib)))",
		"gpl-2.0-only with classpath-exception-2.0", "DocumentRef-a:LicenseRef-b WITH DocumentRef-c:AdditionRef-d",
		"NONE", "MIT And ISC", "((", "))", "\x00", "MIT AND é",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := spdx.Parse(text)
		if err != nil {
			var p *spdx.ParseError
			if e != nil || !errors.As(err, &p) || p.Code == "" || p.Offset < 0 || p.Offset+len(p.Token) > len(text) {
				t.Fatalf("Parse(%q) = %v, %#v", text, e, err)
			}
			return
		}
		again, err := spdx.Parse(e.String())
		if err != nil || !reflect.DeepEqual(e, again) {
			t.Fatalf("Parse(%q) = %#v, printed %q, read %#v, %v", text, e, e, again, err)
		}
		all := func(spdx.Expression) bool { return true }
		if !spdx.Satisfied(e, all) || spdx.Satisfied(e, func(spdx.Expression) bool { return false }) {
			t.Fatalf("%q is not monotone", e)
		}
		for _, a := range spdx.Atoms(e) {
			if b, err := spdx.Parse(a.String()); err != nil || !reflect.DeepEqual(a, b) {
				t.Fatalf("atom %#v reads as %#v, %v", a, b, err)
			}
		}
	})
}
