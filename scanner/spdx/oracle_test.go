// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// TestOracle holds the parser and Satisfied against what two other programs say; see testdata/oracle/README.md.
func TestOracle(t *testing.T) {
	data, err := os.ReadFile("testdata/oracle.tsv")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	rows := 0
	for line := range strings.Lines(string(data)) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		text, valid, difference := columns[0], columns[1] == "valid", columns[2]
		e, err := spdx.Parse(text)
		if (err == nil) != valid {
			t.Errorf("Parse(%q): error %v, oracle says %s %s", text, err, columns[1], difference)
			continue
		}
		counts[columns[1]]++
		if difference != "" {
			counts[difference]++
		}
		if !valid {
			continue
		}
		again, err := spdx.Parse(e.String())
		if err != nil || again.String() != e.String() {
			t.Errorf("Parse(%q) prints %q, which reads as %v, %v", text, e, again, err)
		}
		rows += checkTruth(t, text, e, strings.Split(columns[3], ";"), columns[4])
	}
	t.Logf("%v, %d rows of truth tables", counts, rows)
	if counts["valid"] < 3000 || counts["invalid"] < 3000 || rows < 20000 {
		t.Errorf("too few vectors: %v, %d rows", counts, rows)
	}
}

func checkTruth(t *testing.T, text string, e spdx.Expression, atoms []string, table string) (rows int) {
	t.Helper()
	var ours []string
	for _, a := range spdx.Atoms(e) {
		ours = append(ours, a.String())
	}
	slices.Sort(ours)
	if !slices.Equal(ours, atoms) {
		t.Errorf("Atoms(%q) = %q, oracle says %q", text, ours, atoms)
		return 0
	}
	want, ok := new(big.Int).SetString(table, 16)
	if !ok {
		t.Errorf("truth table %q of %q", table, text)
		return 0
	}
	for i := range 1 << len(atoms) {
		got := spdx.Satisfied(e, func(a spdx.Expression) bool { return i>>slices.Index(atoms, a.String())&1 == 1 })
		if got != (want.Bit(i) == 1) {
			t.Errorf("%q with accepted %b of %q: %v", text, i, atoms, got)
		}
	}
	return 1 << len(atoms)
}
