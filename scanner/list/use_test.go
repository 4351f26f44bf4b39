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

// What a person would answer to the question how a component is used, in both languages and in the form of the question itself.
func TestAnswersAsPeopleGiveThem(t *testing.T) {
	linked := []inventory.RelationKind{inventory.LinksStatic, inventory.LinksDynamic}
	for want, words := range map[string][]string{
		string(inventory.Incorporates):   {"übernommen", "uebernommen", "ist kopiert", "in den Quelltext übernommen", "Code übernommen", "copied into our own code", "embedded", "Fork", "part of the source code"},
		"linked":                         {"verlinkt", "gelinkt", "Linked", "wird verlinkt", "als Bibliothek verlinkt", "Bibliothek, verlinkt", "eingebunden", "linked (library)"},
		string(inventory.LinksStatic):    {"statisch", "statically linked", "verlinkt (statisch)", "static link", "Statische Einbindung"},
		string(inventory.LinksDynamic):   {"dynamisch", "dynamic", "verlinkt, dynamisch", "linked dynamically", "shared library"},
		string(inventory.UsesSeparately): {"getrenntes Programm", "als getrenntes Programm", "eigenständiges Programm", "eigenstaendiges Programm", "separates Programm", "separate program", "stand-alone"},
		string(inventory.BuildsWith):     {"Entwicklungswerkzeug", "Tool", "dev", "dev-dependency", "Build", "nur zum Bauen", "build-time only", "Werkzeug zum Bauen / Build-Tool", "nur in der Entwicklung"},
		string(inventory.TestsWith):      {"Test-Tool", "test-tool", "nur für Tests", "for testing", "Testwerkzeug"},
		string(inventory.DependsOn):      {"Bibliothek", "Laufzeit-Abhängigkeit", "runtime dependency", "library"},
		"":                               {"unbekannt", "unknown", "unklar", "weiß nicht", "k. A.", "don't know"},
	} {
		for _, word := range words {
			r := readUse(t, "Komponente;Lizenz;Einbindung\na;MIT;\""+word+"\"\n")
			var got []inventory.RelationKind
			for _, u := range r.Uses {
				got = append(got, u.Kind)
			}
			expected := []inventory.RelationKind{inventory.RelationKind(want)}
			issues := 0
			switch want {
			case "linked":
				expected, issues = linked, 1
			case "":
				expected = nil
			}
			if !slices.Equal(got, expected) && !(want == string(inventory.BuildsWith) && slices.Equal(slices.Compact(got), expected)) || len(r.Issues) != issues {
				t.Errorf("%q: got %q, want %q, %v", word, got, expected, r.Issues)
			}
		}
	}
	// Several answers all count; what is negated, or not understood in part, is not taken for what it names.
	r := readUse(t, "Komponente;Lizenz;Einbindung\na;MIT;Build und Test\nb;MIT;übernommen und angepasst\nc;MIT;nicht verlinkt\nd;MIT;Build, vielleicht auch im Produkt\n")
	var got []inventory.RelationKind
	for _, u := range r.Uses {
		got = append(got, u.Kind)
	}
	if !slices.Equal(got, []inventory.RelationKind{inventory.BuildsWith, inventory.TestsWith, inventory.Incorporates}) || r.Components[1].Modified != inventory.Yes ||
		len(r.Issues) != 1 || r.Issues[0].Code != inventory.IssueListWord || r.Issues[0].Args["count"] != "2" {
		t.Errorf("%q %v %v", got, r.Components[1].Modified, r.Issues)
	}
}

func TestYesAndNoAsPeopleWriteThem(t *testing.T) {
	for cell, want := range map[string]inventory.Modified{
		"ja": inventory.Yes, "Ja, angepasst": inventory.Yes, "geändert": inventory.Yes, "teilweise": inventory.Yes, "✓": inventory.Yes, "gepatcht": inventory.Yes, "modified": inventory.Yes,
		"nein": inventory.No, "unverändert": inventory.No, "unveraendert": inventory.No, "keine Änderungen": inventory.No, "nein, unverändert": inventory.No, "unmodified": inventory.No,
		"unbekannt": "", "": "", "nein, aber konfiguriert": "", "noch nicht": "",
	} {
		if got := readUse(t, "Komponente;Lizenz;geändert\na;MIT;\""+cell+"\"\n").Components[0].Modified; got != want {
			t.Errorf("%q: %q", cell, got)
		}
	}
	for cell, want := range map[string]string{
		"ja": "a: MIT: proprietary @2", "kommerziell": "a: MIT: proprietary @2", "Ja (Testlizenz)": "a: MIT: proprietary @2",
		"nein": "a: MIT @2", "Open Source": "a: MIT @2", "quelloffen": "a: MIT @2", "unbekannt": "a: MIT @2",
	} {
		if got := told(readUse(t, "Komponente;Lizenz;proprietär\na;MIT;\""+cell+"\"\n")); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: %q", cell, got)
		}
	}
	// What nobody understands may mean that it is proprietary.
	r := readUse(t, "Komponente;Lizenz;proprietär\na;MIT;je nachdem\n")
	if n := len(r.Components[0].Claims); n != 2 || r.Components[0].Claims[1].License.State != inventory.Unparsed || len(r.Issues) != 1 {
		t.Errorf("%+v %v", r.Components[0].Claims, r.Issues)
	}
}
