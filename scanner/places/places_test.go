// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package places_test

import (
	"fmt"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
)

// tree is a project with a library in it, which also has a file elsewhere, and a package of a system that owns a file within the library.
func tree() *places.Tree {
	t := places.New()
	t.Roots = []int{t.Add(".", inventory.Component{ID: "project"})}
	lib := t.Add("vendor/lib", inventory.Component{ID: "lib", Role: inventory.ThirdParty})
	t.Share("src/lib.h", lib)
	t.Own("vendor/lib/tool", t.Add("\x00package", inventory.Component{ID: "package", Role: inventory.ThirdParty}))
	t.Add("vendor/lib/again", inventory.Component{ID: "lib", Role: inventory.ThirdParty})
	return t
}

func TestWhose(t *testing.T) {
	places := tree()
	for file, want := range map[string]string{
		"main.c": "project", "src/lib.h": "lib", "src/other.h": "project", "vendor/lib": "lib", "vendor/lib/a/b/c.c": "lib", "vendor/libs/x": "project",
		"vendor/lib/tool": "package", "vendor/lib/again/x": "lib",
	} {
		if got := places.List[places.Of(file)].Component.ID; got != want {
			t.Errorf("%s is of %s and not of %s", file, got, want)
		}
	}
	if at := places.At("vendor/lib"); places.List[at].Component.ID != "project" {
		t.Errorf("the library lies in %s", places.List[at].Component.ID)
	}
	if places.Owned("vendor/lib/x") || !places.Owned("vendor/lib/tool") {
		t.Error("what is owned is what was given away")
	}
}

func TestNobodys(t *testing.T) {
	none := places.New()
	none.Add("a", inventory.Component{ID: "a"})
	if at := none.Of("b/c"); at != -1 {
		t.Errorf("b/c is of place %d", at)
	}
	if list := none.Outermost(); len(list) != 1 {
		t.Errorf("outermost are %v", list)
	}
}

func TestContained(t *testing.T) {
	want := "[{project lib} {project package}]" // and not the library in itself
	var got []struct{ from, to string }
	for _, r := range tree().Contained() {
		got = append(got, struct{ from, to string }{r.From, r.To})
	}
	if s := fmt.Sprint(got); s != want {
		t.Errorf("%s, not %s", s, want)
	}
	if ids := tree().RootIDs(); len(ids) != 1 || ids[0] != "project" {
		t.Errorf("roots are %v", ids)
	}
}

func TestHasFolder(t *testing.T) {
	files := []inventory.File{{Path: "a-b/x"}, {Path: "a/x"}, {Path: "ab/x"}}
	for folder, want := range map[string]bool{"a": true, "a-b": true, "ab": true, "b": false, "a/x": false, "": false} {
		if places.HasFolder(files, folder) != want {
			t.Errorf("%q: %v", folder, !want)
		}
	}
}

// TestAsker: it knows of every file what the tree does.
func TestAsker(t *testing.T) {
	tree := places.New()
	tree.Add("a", inventory.Component{})
	tree.Add("a/b/c", inventory.Component{})
	tree.Add("a/b/lone.h", inventory.Component{})
	files := []string{"x", "y", "a/x", "a/y", "a/b/a.h", "a/b/c/x", "a/b/c/y", "a/b/c/d/x", "a/b/lone.h", "a/b/z.h", "/x", "x", "zip!/a"}
	hold := func() {
		t.Helper()
		asker := places.Asker{Tree: tree}
		for _, f := range files {
			if asker.At(f) != tree.At(f) || asker.Of(f) != tree.Of(f) {
				t.Errorf("%s: %d, %d; not %d, %d", f, asker.At(f), asker.Of(f), tree.At(f), tree.Of(f))
			}
		}
	}
	hold()
	tree.Add(".", inventory.Component{})
	tree.Own("a/y", 1)
	hold()
}
