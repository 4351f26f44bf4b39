// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/scanner/inventory"
)

// TestWhatTellsOfWhatIsThere: a component that no manifest names is shown with what tells of it, papers that nobody read stand in the list
// of what is to be done and by name, and how far dependencies are known, and what registries said, is said once.
func TestWhatTellsOfWhatIsThere(t *testing.T) {
	for _, judged := range []bool{true, false} {
		a := bid(t)
		if !judged {
			a = &assessment.Assessment{Inventory: a.Inventory}
		}
		v := a.Inventory
		v.Components[1].Evidence = []inventory.Evidence{{Path: "third_party/zlib/zlib.h", Line: inventory.LineRange{First: 26, Last: 26}, Quote: `#define <ZLIB> "1.3"`}}
		v.Components[1].Resolved, v.Components[2].Resolved = inventory.Complete, inventory.Incomplete
		v.Relations = append(v.Relations, inventory.Relation{From: v.Components[1].ID, To: v.Components[2].ID, Kind: inventory.DependsOn, Unclear: true})
		v.Lookups = []inventory.Lookup{{Component: v.Components[1].ID, URL: "https://registry.example.org/x", Time: "2026-11-22T10:00:00Z", Outcome: inventory.LookupFailed},
			{Component: v.Components[2].ID, URL: "https://registry.example.org/y", Time: "2026-11-22T10:00:01Z", Outcome: inventory.LookupAnswered}}
		v.Issues = append(v.Issues, inventory.Issue{Code: "dependencies-unresolved", Path: "karte/package.json", Effect: inventory.Note,
			Args: inventory.Args{"files": "1", "packages": "2", "locks": "yarn.lock"}})
		for i := range 300 {
			v.Files = append(v.Files, inventory.File{Path: fmt.Sprintf("anlagen/%03d.pdf", i), Roles: []string{inventory.RolePaper}})
		}
		todo := "300 Schriftstücke hat das Programm nicht gelesen."
		if !judged {
			todo = "Diese Schriftstücke hat das Programm nicht gelesen."
		}
		known := []string{"für 1 von 26 Komponenten vollständig, für 1 nur zum Teil, für 24 gar nicht. Bei 1 Beziehung"}
		asked := []string{"Nach 2 Paketen, deren Lizenz", "vom 22.11.2026.", "Zu 1 Paket kam keine Antwort", "registry.example.org (2)"}
		for name, wanted := range map[string][]string{
			"html":     append([]string{"zlib.h</code>, Zeile 26: <q>#define &lt;ZLIB&gt; &#34;1.3&#34;</q>", todo, "280 weitere Schriftstücke", "299.pdf", "yarn.lock"}, append(known, asked...)...),
			"markdown": append([]string{"zlib.h:26", "ZLIB", todo, "199.pdf", "yarn.lock"}, append(known, asked...)...),
			"text":     append([]string{"third_party/zlib/zlib.h:26, “#define <ZLIB> \"1.3\"”", "299.pdf", "yarn.lock"}, append(known, asked...)...),
		} {
			f, _ := reports.Lookup(name)
			var b bytes.Buffer
			if err := f.Write(&b, a, reports.Options{Lang: "de", View: "auditor"}); err != nil {
				t.Fatal(err)
			}
			got := strings.NewReplacer("<wbr>", "", "\\", "").Replace(b.String())
			for _, w := range wanted {
				if !strings.Contains(got, w) {
					t.Errorf("%s, judged %v: no %q", name, judged, w)
				}
			}
		}
	}
}
