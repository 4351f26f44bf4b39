// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"os"
	"testing"

	"lizenzlotse/scanner/detect"
)

// The committed files are what the tables, and the licensecheck of go.mod, give.
func TestUpToDate(t *testing.T) {
	patterns, err := heads()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"heads.bin": patterns, "grammar.bin": detect.PackGrammar()} {
		got, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what it is made of; run go generate ./scanner/detect", name)
		}
	}
}
