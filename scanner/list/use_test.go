// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list_test

import (
	"slices"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/list"
)

func readUse(t *testing.T, text string) *list.Result {
	t.Helper()
	r, err := list.Read([]byte(text), list.CSV, "l.csv")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestHowComponentsAreUsed(t *testing.T) {
	for word, want := range map[string]inventory.RelationKind{
		"statisch gelinkt": inventory.LinksStatic, "Dynamisch": inventory.LinksDynamic, "links-dynamic": inventory.LinksDynamic,
		"kopiert": inventory.Incorporates, "getrennt": inventory.UsesSeparately, "Build-Tool": inventory.BuildsWith, "nur Test": inventory.TestsWith,
		"Bibliothek": inventory.DependsOn, "": "", "k.A.": "", "?": "",
	} {
		r := readUse(t, "Komponente;Lizenz;Einbindung\na;MIT;"+word+"\n")
		var got inventory.RelationKind
		for _, u := range r.Uses {
			got = u.Kind
			if u.Component != "l.csv#2" || u.Evidence.Line.First != 2 {
				t.Errorf("%q: %+v", word, u)
			}
		}
		if got != want || len(r.Issues) > 0 {
			t.Errorf("%q: got %q, want %q, %v", word, got, want, r.Issues)
		}
	}
	r := readUse(t, "Component,License,Relation,Modified\na,MIT,somehow,perhaps\n")
	if len(r.Uses) > 0 || r.Components[0].Modified != "" || !slices.Equal(told(r), []string{"a: MIT @2", "note list-word ×2 in 2, 2"}) {
		t.Errorf("words that nobody knows: %v %q", r.Uses, told(r))
	}
}

func TestModifiedAndProprietary(t *testing.T) {
	r := readUse(t, "Komponente;Lizenz;geändert;proprietär;Begründung\n"+
		"a;MIT;ja;nein;\nb;;Nein;JA;kein Ersatz\nc;MIT;;x;\nd;MIT;-;-;\n")
	want := []string{"a: MIT @2", "b: proprietary @3", "c: MIT: proprietary @4", "d: MIT @5"}
	if got := told(r); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for i, m := range []inventory.Modified{inventory.Yes, inventory.No, "", ""} {
		if r.Components[i].Modified != m {
			t.Errorf("row %d: modified %q", i+2, r.Components[i].Modified)
		}
	}
	if got := r.Components[1].Instances[0].Entry.Description; got != "kein Ersatz" {
		t.Errorf("reason %q", got)
	}
}
