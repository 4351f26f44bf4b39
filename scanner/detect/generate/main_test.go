// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"os"
	"testing"
)

// The committed file is what the licensecheck of go.mod gives.
func TestUpToDate(t *testing.T) {
	want, err := heads()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../heads.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("heads.bin is not what licensecheck's patterns give; run make generate")
	}
}
