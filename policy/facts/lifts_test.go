// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"testing"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

func TestWhatExceptionsLift(t *testing.T) {
	for expression, want := range map[string]bool{
		"GPL-3.0-or-later WITH GCC-exception-3.1": true, "GPL-2.0-only WITH GCC-exception-2.0": true, "LGPL-2.1-only WITH GCC-exception-2.0-note": true,
		"GPL-2.0-only WITH Bootloader-exception": true, "GPL-2.0-only WITH Classpath-exception-2.0": true, "GPL-3.0-only WITH Classpath-exception-2.0-short": true,
		"GPL-2.0-or-later WITH Fawkes-Runtime-exception": true, "LGPL-2.1-only WITH Independent-modules-exception": true,
		"LGPL-2.1-only WITH OCaml-LGPL-linking-exception": true, "LGPL-2.0-or-later WITH WxWindows-exception-3.1": true,
		// The source of the file itself, a statement, or no more than that the licence does not reach the rest.
		"GPL-2.0-or-later WITH eCos-exception-2.0": false, "GPL-2.0-only WITH freertos-exception-2.0": false, "GPL-2.0-only WITH mif-exception": false, "GPL-3.0-only": false,
	} {
		e, err := spdx.Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := facts.Of(e)
		if !ok || f.OwnTerms() != want {
			t.Errorf("%s: %v, known: %v", expression, f.OwnTerms(), ok)
		}
	}
	for id, want := range map[string]bool{"Sleepycat": true, "TMate": true, "GPL-3.0-only": false, "QPL-1.0": false} {
		if f, ok := facts.Of(spdx.License{ID: id}); !ok || f.SourceOnly() != want {
			t.Errorf("%s: source only: %v, known: %v", id, f.SourceOnly(), ok)
		}
	}
}
