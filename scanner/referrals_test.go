// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// scanned is what is found in a folder with these files, by name and content.
func scanned(t *testing.T, files map[string]string) *inventory.Inventory {
	t.Helper()
	v, err := scanner.Scan(context.Background(), []string{folder(t, files)}, scanner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Files that say where their licence stands are under the licence that is there: in the file they name, the nearest of the
// folders around them. What leads nowhere, to several files, to itself or to what is not known stays open.
func TestReferrals(t *testing.T) {
	text, err := os.ReadFile("testdata/wordings/license.txt")
	if err != nil {
		t.Fatal(err)
	}
	const (
		open    = "LicenseRef-lizenzlotse-unknown-reference"
		google  = "// Use of this source code is gov" + "erned by a lic" + "ense that can be\n// fou" + "nd in the LICENSE file.\n"
		byName  = "/* Se" + "e LICENSE.md for lic" + "ense information. */\n"
		terms   = "/* Rele" + "ased under an open source lic" + "ense. */\n"
		copying = "/* Se" + "e COPYING for lic" + "ense information. */\n"
	)
	by := func(whom string) string { return "// Copy" + "right (c) 2020 " + whom + "\n" }
	for name, c := range map[string]struct {
		files map[string]string
		want  string // of src/deep/a.c
	}{
		"above":               {map[string]string{"LICENSE": string(text), "src/deep/a.c": google}, "ISC"},
		"with an ending":      {map[string]string{"LICENSE.txt": string(text), "src/deep/a.c": google}, "ISC"},
		"by its whole name":   {map[string]string{"LICENSE.md": string(text), "LICENSE.other": "x", "src/deep/a.c": byName}, "ISC"},
		"another name":        {map[string]string{"LICENSE": string(text), "src/deep/a.c": copying}, open},
		"nearest":             {map[string]string{"LICENSE": "nothing that is known\n", "src/LICENSE": string(text), "src/deep/a.c": google}, "ISC"},
		"beside, not above":   {map[string]string{"other/LICENSE": string(text), "src/deep/a.c": google}, open},
		"several":             {map[string]string{"LICENSE.md": string(text), "LICENSE.txt": string(text), "src/deep/a.c": google}, open},
		"no name of a file":   {map[string]string{"LICENSE": string(text), "src/deep/a.c": terms}, open},
		"unknown there":       {map[string]string{"LICENSE": google, "src/deep/a.c": google}, open},
		"more words of it":    {map[string]string{"LICENSE": string(text), "src/deep/a.c": google, "src/deep/b.c": google}, "ISC"},
		"of the same holder":  {map[string]string{"LICENSE": by("Ada Lovelace") + string(text), "src/deep/a.c": by("Ada Lovelace") + google}, "ISC"},
		"of somebody else":    {map[string]string{"LICENSE": by("Ada Lovelace") + string(text), "src/deep/a.c": by("Grace Hopper") + google}, open},
		"a text of nobody":    {map[string]string{"LICENSE": string(text), "src/deep/a.c": by("Ada Lovelace") + google, "b.c": by("Ada Lovelace")}, "ISC"},
		"one file of another": {map[string]string{"LICENSE": string(text), "src/deep/a.c": by("Grace Hopper") + google, "b.c": by("Ada Lovelace"), "c.c": by("Ada Lovelace")}, open},
		"in another package":  {map[string]string{"LICENSE": string(text), "src/package.json": `{"name": "x", "version": "1.0.0"}`, "src/deep/a.c": google}, open},
		"of a package itself": {map[string]string{"src/LICENSE": string(text), "src/package.json": `{"name": "x", "version": "1.0.0"}`, "src/deep/a.c": google}, "ISC"},
	} {
		v := scanned(t, c.files)
		var got []string
		for i := range v.Components {
			for _, claim := range v.Components[i].Claims {
				if slices.ContainsFunc(claim.Evidence, func(e inventory.Evidence) bool { return filepath.Base(e.Path) == "a.c" }) {
					got = append(got, claim.License.String())
				}
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// A package that lies in a project is not under the project's licence for saying "the LICENSE file", and what lies in an archive
// does not tell who wrote what lies around it.
func TestReferralsOfOthers(t *testing.T) {
	text, err := os.ReadFile("testdata/wordings/license.txt")
	if err != nil {
		t.Fatal(err)
	}
	const referral = "// Use of this source code is gov" + "erned by a lic" + "ense that can be\n// fou" + "nd in the LICENSE file.\n"
	v := scanned(t, map[string]string{
		"LICENSE":                       string(text),
		"package.json":                  `{"name": "own", "version": "1.0.0"}`,
		"node_modules/foo/package.json": `{"name": "foo", "version": "1.0.0"}`,
		"node_modules/foo/index.js":     referral,
	})
	for i := range v.Components {
		for _, claim := range v.Components[i].Claims {
			if c := &v.Components[i]; c.Name == "foo" && claim.License.String() == "ISC" {
				t.Errorf("%s is under the licence of what it lies in", c.ID)
			}
		}
	}
}
