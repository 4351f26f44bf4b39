// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// An outboundCase is a line of testdata/outbound.tsv.
type outboundCase struct {
	id, use, parts, candidates string // "why" and "note" are for readers
}

func outboundCases(t *testing.T) []outboundCase {
	t.Helper()
	data, err := os.ReadFile("testdata/outbound.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []outboundCase
	for line := range strings.Lines(string(data)) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || col[0] == "id" {
			continue
		}
		list = append(list, outboundCase{col[0], col[1], col[2], col[3]})
	}
	if len(list) < 50 {
		t.Fatalf("%d cases", len(list))
	}
	return list
}

// inventory is a tree of own code that uses the parts.
func (c outboundCase) inventory(t *testing.T) *inventory.Inventory {
	t.Helper()
	inv := &inventory.Inventory{
		Subject:    inventory.Subject{Name: "work", Kind: inventory.KindTree, Main: "file:."},
		Components: []inventory.Component{{ID: "file:.", Name: "work", Instances: []inventory.Instance{{Path: "."}}}},
	}
	for i, part := range strings.Split(c.parts, " ; ") {
		col := strings.Split(part, "|")
		if len(col) != 3 {
			t.Fatalf("%s: part %q", c.id, part)
		}
		x := inventory.Component{ID: partID(i + 1), Name: fmt.Sprint(i + 1), Claims: []inventory.Claim{{
			Kind: inventory.Declared, Origin: "bom.json", License: inventory.ReadLicense(col[0]),
		}}}
		switch col[2] {
		case "yes", "no":
			x.Modified = inventory.Modified(col[2])
		}
		inv.Components = append(inv.Components, x)
		if kind := inventory.RelationKind(strings.Replace(col[1], "incorporated", "incorporates", 1)); kind != "none" {
			inv.Relations = append(inv.Relations, inventory.Relation{From: "file:.", To: x.ID, Kind: kind})
		}
	}
	return inv
}

func partID(n int) string { return fmt.Sprintf("pkg:generic/%03d", n) }

// answer is the candidate's answer as the cases write it: "no(1,2)" with the parts that give it.
func answer(c assessment.ReleaseCandidate) string {
	words := map[assessment.ReleaseAnswer]string{assessment.ReleasePossible: "yes", assessment.ReleaseOpen: "open", assessment.ReleaseRuledOut: "no"}
	var parts []string
	for _, r := range c.Reasons {
		if r.Answer != c.Answer || r.Answer == assessment.ReleasePossible {
			continue
		}
		for _, id := range slices.Concat(r.Components, r.With) {
			n := strings.TrimLeft(strings.TrimPrefix(id, "pkg:generic/"), "0")
			if !slices.Contains(parts, n) {
				parts = append(parts, n)
			}
		}
	}
	slices.Sort(parts)
	if len(parts) == 0 {
		return words[c.Answer]
	}
	return words[c.Answer] + "(" + strings.Join(parts, ",") + ")"
}

// TestOutboundCases holds the engine to cases that were written from the texts of the licences, by somebody who did not
// know it.
func TestOutboundCases(t *testing.T) {
	p := mustLoad(t, "dortmund")
	for _, c := range outboundCases(t) {
		var asked []spdx.Expression
		want := map[string]string{}
		for _, x := range strings.Split(c.candidates, " ; ") {
			license, answer, ok := strings.Cut(x, "=")
			if !ok {
				t.Fatalf("%s: candidate %q", c.id, x)
			}
			asked = append(asked, spdx.MustParse(license))
			want[spdx.MustParse(license).String()] = answer
		}
		r := policy.Outbound(c.inventory(t), p, policy.Options{Use: assessment.Use(c.use)}, asked)
		for _, got := range r.Candidates {
			if g := answer(got); g != want[got.License] {
				var why []string
				for _, x := range got.Reasons {
					why = append(why, fmt.Sprint(x.Components, " ", x.Answer, " ", x.Message))
				}
				t.Errorf("%s %s [%s] → %s: got %s, want %s\n\t%s", c.id, c.use, c.parts, got.License, g, want[got.License], strings.Join(why, "\n\t"))
			}
		}
	}
}

// TestOutboundAmongParts: what another part demands is nobody's to allow for, also where it stands beside something open.
func TestOutboundAmongParts(t *testing.T) {
	for _, c := range []struct{ parts, want string }{
		{"GPL-2.0-only|incorporated|no ; Apache-2.0|incorporated|no", "no(1,2)"},
		{"GPL-2.0-only AND CC-BY-NC-4.0|incorporated|no ; Apache-2.0|incorporated|no", "no(1,2)"},
		{"GPL-2.0-only OR MIT|incorporated|no ; Apache-2.0|incorporated|no", "open(2)"},
		{"GPL-2.0-only|uses-separately|no ; Apache-2.0|incorporated|no", "open(2)"},
		{"GPL-2.0-only|depends-on|no ; Apache-2.0|incorporated|no", "open(2)"},
		{"MIT|links-static|no", "yes"},
	} {
		inv := outboundCase{parts: c.parts}.inventory(t)
		r := policy.Outbound(inv, mustLoad(t, "dortmund"), policy.Options{}, []spdx.Expression{spdx.License{ID: "GPL-2.0-only"}})
		if got := answer(r.Candidates[0]); got != c.want {
			t.Errorf("%s: got %s, want %s: %v", c.parts, got, c.want, r.Candidates[0].Reasons)
		}
	}
}

func TestOutboundOwnCode(t *testing.T) {
	inv := outboundCase{parts: "MIT|links-static|no"}.inventory(t)
	own := &inv.Components[0]
	found := func(license string, partial bool) inventory.Claim {
		return inventory.Claim{Kind: inventory.Detected, Origin: inventory.OriginScan, Partial: partial, License: inventory.KnownLicense(spdx.MustParse(license)),
			Evidence: []inventory.Evidence{{Path: "src/x.c", Line: inventory.LineRange{First: 3, Last: 3}}}}
	}
	own.Claims = []inventory.Claim{
		{Kind: inventory.Declared, Origin: "package.json", License: inventory.ReadLicense("GPL-3.0-or-later")},
		found("GPL-2.0-only", true), found("GPL-3.0-or-later AND BSD-3-Clause", true),
	}
	r := policy.Outbound(inv, mustLoad(t, "dortmund"), policy.Options{}, []spdx.Expression{spdx.License{ID: "MIT"}, spdx.License{ID: "GPL-2.0-only"}})
	var got []string
	for _, x := range r.Own {
		got = append(got, fmt.Sprint(x.License, " ", x.Message.Key))
	}
	want := []string{"GPL-3.0-or-later outbound.own", "GPL-2.0-only outbound.foreign", "GPL-3.0-or-later AND BSD-3-Clause outbound.foreign"}
	if !slices.Equal(got, want) {
		t.Errorf("own: got %q, want %q", got, want)
	}
	mit := r.Candidates[0]
	if mit.Answer != assessment.ReleaseRuledOut || len(mit.Reasons) != 1 || mit.Reasons[0].License != "GPL-2.0-only" || mit.Reasons[0].Evidence[0].Path != "src/x.c" {
		t.Errorf("MIT: %+v", mit)
	}
	if gpl := r.Candidates[1]; gpl.Answer != assessment.ReleasePossible { // the author's own licence speaks against nothing
		t.Errorf("GPL-2.0-only: %+v", gpl)
	}
}

// TestOutboundMerelyNamed: what own files name in prose is a question, what they say they are under is not, and a licence that is
// firmly found anywhere in them is found.
func TestOutboundMerelyNamed(t *testing.T) {
	notice := func(name, license string, confidence inventory.Confidence) inventory.File {
		return inventory.File{Path: name, Component: "app", Findings: []inventory.Finding{{Expression: spdx.MustParse(license), Kind: inventory.FoundNotice,
			Confidence: confidence, Evidence: inventory.Evidence{Path: name, Detector: "prose"}}}}
	}
	tagged := func(f inventory.File, license string) inventory.File {
		f.Findings = append(f.Findings, inventory.Finding{Expression: spdx.MustParse(license), Kind: inventory.FoundTag, Confidence: inventory.High})
		return f
	}
	role := func(f inventory.File, role string) inventory.File {
		f.Roles = []string{role}
		return f
	}
	for name, c := range map[string]struct {
		files []inventory.File
		want  assessment.ReleaseAnswer
	}{
		"no file":             {nil, assessment.ReleaseRuledOut},
		"a sentence in code":  {[]inventory.File{notice("a.c", "GPL-2.0-only", inventory.Medium)}, assessment.ReleaseRuledOut},
		"a document":          {[]inventory.File{notice("docs/a.md", "GPL-2.0-only", inventory.Medium)}, assessment.ReleaseOpen},
		"a change log":        {[]inventory.File{notice("ChangeLog", "GPL-2.0-only", inventory.Medium)}, assessment.ReleaseOpen},
		"several of the name": {[]inventory.File{notice("a.c", "GPL-2.0-only", inventory.Low)}, assessment.ReleaseOpen},
		"otherwise licensed":  {[]inventory.File{tagged(notice("a.c", "GPL-2.0-only", inventory.Medium), "EUPL-1.2")}, assessment.ReleaseOpen},
		"a licence file":      {[]inventory.File{role(notice("sub/LICENSE.txt", "GPL-2.0-only", inventory.Medium), inventory.RoleLicense)}, assessment.ReleaseRuledOut},
		"in both, deprecated": {[]inventory.File{notice("docs/a.md", "GPL-2.0-only", inventory.Medium), tagged(inventory.File{Path: "a.c"}, "GPL-2.0")}, assessment.ReleaseRuledOut},
		"in both":             {[]inventory.File{notice("docs/a.md", "GPL-2.0-only", inventory.Medium), notice("a.c", "GPL-2.0-only", inventory.Medium)}, assessment.ReleaseRuledOut},
	} {
		inv := outboundCase{parts: "MIT|links-static|no"}.inventory(t)
		own := &inv.Components[0]
		own.Claims = []inventory.Claim{
			{Kind: inventory.Declared, Origin: "package.json", License: inventory.ReadLicense("EUPL-1.2")},
			{Kind: inventory.Detected, Origin: inventory.OriginScan, Partial: true, License: inventory.KnownLicense(spdx.MustParse("GPL-2.0-only"))},
		}
		for i := range c.files {
			c.files[i].Component = own.ID
		}
		inv.Files = c.files
		r := policy.Outbound(inv, mustLoad(t, "dortmund"), policy.Options{}, []spdx.Expression{spdx.License{ID: "MIT"}})
		if got := r.Candidates[0]; got.Answer != c.want {
			t.Errorf("%s: got %s, want %s: %+v", name, got.Answer, c.want, got.Reasons)
		}
	}
}

// TestOutboundOfNothing: where nothing was looked at, nothing is complete.
func TestOutboundOfNothing(t *testing.T) {
	r := policy.Outbound(&inventory.Inventory{}, mustLoad(t, "dortmund"), policy.Options{}, policy.Candidates())
	if r.Complete || r.Use != assessment.UsePublication || len(r.Candidates) != 9 || r.Candidates[0].Answer != assessment.ReleaseOpen {
		t.Errorf("%+v", r)
	}
}

// TestCheckAgainstOutbound: the outbound licence goes from the options into the rules and the assessment.
func TestCheckAgainstOutbound(t *testing.T) {
	inv := outboundCase{parts: "GPL-3.0-only|links-dynamic|no"}.inventory(t)
	p := mustLoad(t, "\nname: x\nrules: {LIZ-008: must}\n")
	for out, want := range map[string]assessment.Verdict{"GPL-3.0-only": assessment.Satisfied, "MIT": assessment.Violated} {
		a := policy.Assess(inv, p, policy.Options{Use: assessment.UsePublication, Outbound: spdx.MustParse(out)})
		if a.Verdict != want || a.Outbound != out {
			t.Errorf("%s: %v, %q: %v", out, a.Verdict, a.Outbound, a.Results)
		}
	}
	if a := policy.Assess(inv, p, policy.Options{Use: assessment.UsePublication}); a.Verdict != assessment.Satisfied || a.Outbound != "" {
		t.Errorf("without: %v %q", a.Verdict, a.Outbound)
	}
}

// TestOutboundLaterVersion: nobody is asked for a permission in code of others, where the later version alone is left.
func TestOutboundLaterVersion(t *testing.T) {
	for parts, want := range map[string]string{
		"Apache-2.0|incorporated|no":                                        "fit.later",
		"GPL-2.0-or-later|incorporated|yes ; Apache-2.0|incorporated|no":    "fit.later-by",
		"GPL-2.0-or-later|uses-separately|yes ; Apache-2.0|incorporated|no": "fit.later",
	} {
		r := policy.Outbound(outboundCase{parts: parts}.inventory(t), mustLoad(t, "dortmund"), policy.Options{}, []spdx.Expression{spdx.License{ID: "GPL-2.0-or-later"}})
		if c := r.Candidates[0]; c.Answer != assessment.ReleaseOpen || c.Reasons[0].Message.Key != want {
			t.Errorf("%s: %+v", parts, c)
		}
	}
}

// TestOutboundPublishes: what else the software is for changes nothing, and the work is counted as what it is.
func TestOutboundPublishes(t *testing.T) {
	inv := outboundCase{parts: "GPL-3.0-only|links-dynamic|no ; MIT|links-dynamic|no"}.inventory(t)
	inv.Components[0].Version = "2.1"
	p := mustLoad(t, "\nname: x\nrules: {LIZ-008: must}\n")
	for _, use := range []assessment.Use{assessment.UseInternal, assessment.UseService, assessment.UseDistribution, assessment.UsePublication} {
		r := policy.Outbound(inv, p, policy.Options{Use: use}, []spdx.Expression{spdx.License{ID: "MIT"}})
		if r.Use != assessment.UsePublication || r.Candidates[0].Answer != assessment.ReleaseRuledOut {
			t.Errorf("%s: %+v", use, r)
		}
		if r.Subject.Title != "work 2.1" || r.Components != 3 || r.OwnComponents != 1 {
			t.Errorf("%s: %q, %d of %d", use, r.Subject.Title, r.OwnComponents, r.Components)
		}
		if a := policy.Assess(inv, p, policy.Options{Use: use, Outbound: spdx.MustParse("MIT")}); a.Verdict != assessment.Violated {
			t.Errorf("check, %s: %v", use, a.Verdict)
		}
	}
}
