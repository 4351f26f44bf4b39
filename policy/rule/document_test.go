// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

// TestManyEntriesOfOneComponent: any number of entries of a document may share one purl. Each has
// its own claims, and twice as many take about twice as long.
func TestManyEntriesOfOneComponent(t *testing.T) {
	took := func(n int) time.Duration {
		c := inventory.Component{ID: "pkg:npm/x@1"}
		for i := range n {
			ref := fmt.Sprint(i)
			c.Instances = append(c.Instances, inventory.Instance{Document: "a.json", Ref: ref})
			c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: "a.json", Ref: ref, License: inventory.ReadLicense("MIT")})
		}
		inv := &inventory.Inventory{Documents: []inventory.Document{{ID: "a.json"}}, Components: []inventory.Component{c}}
		start := time.Now()
		entries := rule.Documents(inv, nil)[0].Entries
		for _, e := range entries {
			if len(e.Claims) != 1 || e.Claims[0].Ref != e.Instance.Ref {
				t.Fatalf("entry %s has the claims %v", e.Instance.Ref, e.Claims)
			}
		}
		return time.Since(start)
	}
	if d := took(30_000); d > 10*time.Second {
		t.Errorf("30,000 entries of one component took %v", d)
	}
	took(2)
}

// TestTimeAfterTheDelivery: what was delivered cannot have been made later. A day's difference may be one of zones.
func TestTimeAfterTheDelivery(t *testing.T) {
	for created, want := range map[string]string{"2026-03-01T12:00:00Z": "", "2026-03-02T11:00:00Z": "", "2099-01-01T00:00:00Z": "unknown sbm-003.later timestamp"} {
		inv := complete()
		inv.Documents[0].Created = created
		c := rule.Documents(inv, nil)[0]
		c.Standards, c.Delivered = []string{bsi}, "2026-03-01"
		for _, r := range rule.All {
			if r.ID == "SBM-003" {
				if got := strings.Join(saying(r.Document(c)), "; "); got != want {
					t.Errorf("%s: got %q, want %q", created, got, want)
				}
			}
		}
	}
}
