// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// A text that is repeated is compared with the list a few times, however large the file; one in which every piece costs
// too much is not compared to its end, and says so.
func TestRepeated(t *testing.T) {
	archive, err := os.ReadFile("testdata/files.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, mit, _ := strings.Cut(string(archive), "-- mit/LICENSE --\n")
	mit, _, _ = strings.Cut(mit, "\n-- ")
	d := decode([]byte(strings.Repeat(mit+"\n", 8<<20/len(mit))))
	hits := listTexts(d, region{end: len(d.text)}, patterns(d, region{end: len(d.text)}))
	if d.compared > 4 || len(hits) < 8<<20/len(mit)-1 {
		t.Errorf("%d pieces compared, %d hits", d.compared, len(hits))
	}
	var b strings.Builder
	for i := 0; b.Len() < 12<<20; i++ {
		fmt.Fprintf(&b, "%s\n%d\n", mit, i)
	}
	d = decode([]byte(b.String()))
	listTexts(d, region{end: len(d.text)}, nil)
	if d.costly > maxCostly+piece || d.costly > maxCostly && !d.limited {
		t.Errorf("%d bytes cost too much, limited %v", d.costly, d.limited)
	}
}

// Hits beside each other are held against those of their place only: the work grows with their number, not its square.
func TestReached(t *testing.T) {
	var hits []hit
	for i := range 10_000 {
		hits = append(hits, hit{start: i * 10, end: i*10 + 8})
	}
	r := reaches(hits)
	work := 0
	for _, h := range hits {
		from, to := r.between(h.start-5, h.end+5)
		work += to - from
		for i := range hits {
			if near := hits[i].end > h.start-5 && hits[i].start < h.end+5; near && (i < from || i >= to) {
				t.Fatalf("%d is not in %d to %d", i, from, to)
			}
		}
	}
	if work > 4*len(hits) {
		t.Errorf("%d looked at for %d", work, len(hits))
	}
}

// What names more licences than anybody would is not read to its end, and says so.
func TestManyStatements(t *testing.T) {
	r := Scan([]byte(strings.Repeat("MIT licence. ", 400_000)), "a/LICENSE")
	if len(r.Issues) != 1 || r.Issues[0].Code != codeLimited || len(r.Findings) == 0 || !spdx.Equal(r.Findings[0].Expression, spdx.License{ID: "MIT"}) {
		t.Errorf("%v, %d findings", r.Issues, len(r.Findings))
	}
}
