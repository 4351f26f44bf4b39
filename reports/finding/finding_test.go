// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package finding_test

import (
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/finding"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// TestPlaces: a place is a file that exists, as seen from where programs look for files.
func TestPlaces(t *testing.T) {
	files := []inventory.File{
		{Path: "README", Component: "main", Roles: []string{inventory.RoleReadme}}, {Path: "a#b", Component: "lib"},
		{Path: "bom.json", Roles: []string{inventory.RoleSBOM}}, {Path: "package.json", Component: "main", Roles: []string{inventory.RoleManifest}},
	}
	components := []inventory.Component{
		{ID: "main", Name: "main"}, {ID: "lib", Name: "lib", Version: "1"},
		{ID: "listed", Name: "listed", Instances: []inventory.Instance{{Document: "bom.json#2", Line: 7}}},
		{ID: "claimed", Claims: []inventory.Claim{{Evidence: []inventory.Evidence{{Path: "x/y", Line: inventory.LineRange{First: 2, Last: 4}}}}}},
	}
	seen := func(path string, line int) []inventory.Evidence {
		return []inventory.Evidence{{Path: path, Line: inventory.LineRange{First: line, Last: line}}}
	}
	for name, c := range map[string]struct {
		kind inventory.SubjectKind
		from string
		r    assessment.Result
		want string
		line int
	}{
		"seen":                     {inventory.KindTree, "", assessment.Result{Component: "lib", Evidence: seen("src/a.c", 3)}, "src/a.c", 3},
		"seen from above":          {inventory.KindTree, "services/x", assessment.Result{Component: "lib", Evidence: seen("src/a.c", 3)}, "services/x/src/a.c", 3},
		"in an archive":            {inventory.KindTree, "", assessment.Result{Component: "lib", Evidence: seen("a.zip!/b.zip!/c", 3)}, "a.zip", 1},
		"in the archive":           {inventory.KindArchive, "in", assessment.Result{Component: "lib", Evidence: seen("src/a.c", 3)}, "in/bid", 1},
		"in one of several":        {inventory.KindTree, "", assessment.Result{Evidence: append(seen("a.zip!/c", 3), seen("c", 5)...)}, "c", 5},
		"listed":                   {inventory.KindTree, "", assessment.Result{Component: "listed"}, "bom.json", 7},
		"a document":               {inventory.KindTree, "", assessment.Result{File: "bom.json#1"}, "bom.json", 1},
		"a file with a number":     {inventory.KindTree, "", assessment.Result{File: "a#b"}, "a#b", 1},
		"claimed":                  {inventory.KindTree, "", assessment.Result{Component: "claimed"}, "x/y", 2},
		"what speaks for it":       {inventory.KindTree, "", assessment.Result{Component: "main"}, "package.json", 1},
		"nothing says where":       {inventory.KindTree, "", assessment.Result{}, "package.json", 1},
		"nothing says where, SBOM": {inventory.KindSBOM, "sub", assessment.Result{}, "sub/bid", 1},
		"upwards":                  {inventory.KindTree, "", assessment.Result{Evidence: seen("../../etc/passwd", 1)}, "etc/passwd", 1},
		"seen from elsewhere":      {inventory.KindTree, "/tmp/x", assessment.Result{Component: "lib", Evidence: seen("src/a.c", 3)}, "src/a.c", 3},
		"seen from beside":         {inventory.KindTree, "../x", assessment.Result{Component: "lib", Evidence: seen("src/a.c", 3)}, "src/a.c", 3},
		"absolute":                 {inventory.KindTree, "x", assessment.Result{Evidence: seen("/etc/./passwd", 1)}, "x/etc/passwd", 1},
	} {
		v := &inventory.Inventory{Subject: inventory.Subject{Name: "bid", Kind: c.kind, Main: "main"}, Files: files, Components: components}
		places := finding.New(&assessment.Assessment{Inventory: v}, i18n.For("en"), c.from).Places(&c.r)
		if got := places[0]; got.Path != c.want || got.Line() != c.line {
			t.Errorf("%s: %s, line %d, want %s, line %d", name, got.Path, got.Line(), c.want, c.line)
		}
	}
}

// TestLongAndHidden: names and messages have an end, and show what they are made of.
func TestLongAndHidden(t *testing.T) {
	long := make([]byte, 100000)
	for i := range long {
		long[i] = 'x'
	}
	v := &inventory.Inventory{Components: []inventory.Component{{ID: "c", Name: "\u202e" + string(long)}}}
	s := finding.New(&assessment.Assessment{Inventory: v}, i18n.For("en"), "")
	r := &assessment.Result{Component: "c", Message: inventory.Message{Key: "rule.licence.unparsed", Args: inventory.Args{"raw": string(long)}}}
	if n := len([]rune(s.Name(r))); n > finding.MaxName || s.Name(r)[0] != '\\' {
		t.Errorf("a name of %d characters: %.20s", n, s.Name(r))
	}
	if n := len([]rune(s.Text(r))); n > finding.MaxText {
		t.Errorf("a text of %d characters", n)
	}
}
