// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/redaction"
	"lizenzlotse/scanner/inventory"
)

func words() redaction.Words {
	numbered := func(what string) func(int) string {
		return func(n int) string { return fmt.Sprintf("[%s%d]", what, n) }
	}
	return redaction.Words{Name: numbered("N"), Component: numbered("C"), Mail: numbered("M"), Blank: "[-]", Known: func(string) bool { return false }}
}

// quoted gives what becomes of a text in which something is looked for.
func quoted(t *testing.T, f *redaction.File, text string) string {
	t.Helper()
	a := &assessment.Assessment{Inventory: &inventory.Inventory{Documents: []inventory.Document{{ID: "d", Comment: text}}}}
	redacted, _ := redaction.Apply(a, f, words())
	return redacted.Inventory.Documents[0].Comment
}

func TestNames(t *testing.T) {
	f := &redaction.File{Names: [][]string{{"Müller & Söhne GmbH"}, {"ITK", "Informationstechnik Kehl"}, {"Jane Doe"}}}
	for text, want := range map[string]string{
		"Müller & Söhne GmbH":                          "[N1]",
		"by MUELLER SOEHNE, 2020":                      "by [N1], 2020",
		"muller-sohne/src":                             "[N1]/src",
		"m%C3%BCller%20s%c3%b6hne":                     "[N1]",
		"M&uuml;ller &amp; S&#246;hne":                 "[N1]",
		`M\u00fcller S\u00F6hne`:                       "[N1]",
		"ITK, itk_core, theItkServer":                  "[N2], [N2]_core, the[N2]Server",
		"Pitkin built it kindly":                       "Pitkin built it kindly",
		"preInformationstechnikKehlX":                  "pre[N2]X",
		"pkg:npm/%40itk/a@1":                           "pkg:npm/%40redacted-name-2/a@1",
		"https://jane.doe.example/x":                   "https://redacted-name-3.example/x",
		"Ja\u200bne D\u00adoe":                         "[N3]",
		"nobody":                                       "nobody",
		strings.Repeat("x ", 110) + "Informationstech": strings.Repeat("x ", 110) + "[N2]",
	} {
		if got := quoted(t, f, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOtherWaysToWriteANameThatWasGiven: of companies the word by which they are known, of persons turned round and with
// an initial; and never a part of somebody else.
func TestOtherWaysToWriteANameThatWasGiven(t *testing.T) {
	f := &redaction.File{Names: [][]string{{"Musterwerk IT GmbH"}, {"Jürgen Prüßner"}, {"A. Beispiel"}, {"Open Source Consulting GmbH"}, {"Doe Ag"}}}
	w := words()
	w.Ours = []string{"Open source is software"}
	for text, want := range map[string]string{
		"@musterwerk/portal":                        "@[N1]/portal",
		"https://git.musterwerk.de/x":               "https://git.redacted-name-1.de/x",
		"Musterwerks Portal":                        "[N1]s Portal",
		"MUSTERWERK Gesellschaft mbH":               "[N1] Gesellschaft mbH",
		"Pruessner, Juergen":                        "[N2]",
		"J. Prüßner":                                "[N2]",
		"j.pruessner":                               "[N2]",
		"Haj Prüßner":                               "Haj Prüßner",
		"Jana Beispiel":                             "Jana Beispiel",
		"zum Beispiel A":                            "zum Beispiel A",
		"von A. Beispiel und A.Beispiels Amt":       "von [N3] und [N3]s Amt",
		"Open Source":                               "Open Source",
		"LicenseRef-Musterwerk-1.0":                 "LicenseRef-redacted-name-1-1.0",
		"MIT Gesellschaft mit beschränkter Haftung": "MIT Gesellschaft mit beschränkter Haftung",
	} {
		a := &assessment.Assessment{Inventory: &inventory.Inventory{Documents: []inventory.Document{{ID: "d", Comment: text}}}}
		redacted, _ := redaction.Apply(a, f, w)
		if got := redacted.Inventory.Documents[0].Comment; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOurOwnWordsStay where rules and law are told, whoever is called like one of them; what others wrote there does not.
func TestOurOwnWordsStay(t *testing.T) {
	doc := assessment.Doc{Title: assessment.Text{DE: "Lizenz steht auf der Liste von openCode"}, What: assessment.Text{DE: "openCode sagt das auch"},
		Sources: []assessment.Source{{Title: "BSI TR-03183-2"}}}
	w := words()
	w.Ours = []string{doc.Title.DE, "BSI TR-03183-2"}
	a := &assessment.Assessment{Inventory: &inventory.Inventory{}, Rules: []assessment.RuleUsed{{ID: "X-1", Doc: doc}},
		Results: []assessment.Result{{Rule: "X-1", Message: inventory.NewMessage("k", "standard", "BSI TR-03183-2", "raw", "by BSI")}}}
	redacted, _ := redaction.Apply(a, &redaction.File{Names: [][]string{{"openCode"}, {"BSI"}}}, w)
	got := redacted.Rules[0].Doc
	if got.Title != doc.Title || got.What.DE != "[N1] sagt das auch" || got.Sources[0] != doc.Sources[0] {
		t.Errorf("%+v", got)
	}
	if args := redacted.Results[0].Message.Args; args["standard"] != "BSI TR-03183-2" || args["raw"] != "by [N2]" {
		t.Errorf("%v", args)
	}
}

// TestNameThatIsALicence: a component called "mit" takes neither the licence nor the word out of the copy, and whoever makes it is told.
func TestNameThatIsALicence(t *testing.T) {
	v := &inventory.Inventory{Components: []inventory.Component{
		{ID: "pkg:npm/mit@1.0.0", PURL: "pkg:npm/mit@1.0.0", Name: "mit", Version: "1.0.0", Supplier: "Kernschmiede AG"},
		{ID: "pkg:npm/other@2", Name: "other", Supplier: "Kernschmiede AG", Claims: []inventory.Claim{{License: inventory.License{Raw: "MIT"}, Evidence: []inventory.Evidence{{Quote: "SPDX-License-" + "Identifier: MIT"}}}}}},
		Documents: []inventory.Document{{ID: "d", Namespace: "urn:uuid:1", Comment: "mit 1.0.0 works with us"}}}
	a := &assessment.Assessment{Inventory: v, Results: []assessment.Result{{Component: "pkg:npm/other@2", Message: inventory.NewMessage("k", "examples", "zeta, mit 1.0.0, mit, alpha")}}}
	redacted, said := redaction.Apply(a, &redaction.File{Components: []string{"mit"}}, words())
	other := redacted.Inventory.Components[1]
	if c := other.Claims[0]; c.License.Raw != "MIT" || c.Evidence[0].Quote != "SPDX-License-"+"Identifier: MIT" {
		t.Errorf("%+v", c)
	}
	if d := redacted.Inventory.Documents[0]; d.Comment != "[C1] works with us" || d.Namespace != "" {
		t.Errorf("%+v", d)
	}
	if got := redacted.Results[0].Message.Args["examples"]; got != "[C1], [C1], alpha, zeta" {
		t.Errorf("the order tells the name: %q", got)
	}
	if !reflect.DeepEqual(said.Words, []string{"mit"}) {
		t.Errorf("%q", said.Words)
	}
	if want := []redaction.Left{{Text: "Kernschmiede", Times: 1, In: "Kernschmiede AG"}}; !reflect.DeepEqual(said.Left, want) {
		t.Errorf("%+v", said.Left)
	}
}

// TestWhereAComponentIsQuoted: the line would tell whoever has the document, and the order of the places its name.
func TestWhereAComponentIsQuoted(t *testing.T) {
	v := &inventory.Inventory{Components: []inventory.Component{{ID: "secretkern@1", Name: "secretkern", Version: "1"}}}
	a := &assessment.Assessment{Inventory: v, Results: []assessment.Result{{File: "sbom.json", Evidence: []inventory.Evidence{
		{Path: "sbom.json", Line: inventory.LineRange{First: 9, Last: 9}, Quote: "zeta 1"}, {Path: "sbom.json", Line: inventory.LineRange{First: 5, Last: 5}, Quote: "secretkern 1"},
		{Path: "sbom.json", Line: inventory.LineRange{First: 3, Last: 3}, Quote: "alpha 1"}}}}}
	redacted, _ := redaction.Apply(a, &redaction.File{Components: []string{"secretkern"}}, words())
	var got []string
	for _, e := range redacted.Results[0].Evidence {
		got = append(got, fmt.Sprint(e.Line.First, " ", e.Quote))
	}
	if want := []string{"0 [C1]", "3 alpha 1", "9 zeta 1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func TestMails(t *testing.T) {
	for text, want := range map[string]string{
		"<a.b@example.org>, a.b@example.org.":   "<[M1]>, [M1].",
		"a+b%40example.org":                     "[M1]",
		"a (at) example (dot) org, c [at] x.de": "[M1], [M2]",
		"a&#64;example.org":                     "[M1]",
		"jürgen@müller.example":                 "[M1]",
		"pkg:npm/left@1.0.0-beta.rc":            "pkg:npm/left@1.0.0-beta.rc",
		"pkg:npm/x@1?mail=a@example.org":        "pkg:npm/x@1?mail=redacted-mail-1",
		"left@2.0.1-rc.one":                     "left@2.0.1-rc.one",
		"git@github.com:x/y.git":                "git@github.com:x/y.git",
		"looks (at) nothing":                    "looks (at) nothing",
		"@scope/name":                           "@scope/name",
	} {
		if got := quoted(t, &redaction.File{}, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOrderTellsNothing: the place of a confidential component among the others is not that of its name.
func TestOrderTellsNothing(t *testing.T) {
	v := &inventory.Inventory{}
	for _, name := range []string{"alpha", "middle", "omega"} {
		v.Components = append(v.Components, inventory.Component{ID: "pkg:npm/" + name + "@1", PURL: "pkg:npm/" + name + "@1", Name: name, Version: "1"})
	}
	v.Relations = []inventory.Relation{{From: "pkg:npm/alpha@1", To: "pkg:npm/middle@1", Kind: inventory.DependsOn}}
	redacted, said := redaction.Apply(&assessment.Assessment{Inventory: v}, &redaction.File{Components: []string{"pkg:npm/middle", "gone"}}, words())
	var ids []string
	for _, c := range redacted.Inventory.Components {
		ids = append(ids, c.ID)
	}
	if want := []string{"[C1]", "pkg:npm/alpha@1", "pkg:npm/omega@1"}; !reflect.DeepEqual(ids, want) {
		t.Errorf("%q", ids)
	}
	if redacted.Inventory.Relations[0].To != "[C1]" || !reflect.DeepEqual(said.Unmet, []string{"components: gone"}) {
		t.Errorf("%+v %q", redacted.Inventory.Relations, said.Unmet)
	}
}

// TestManyTakeTime in proportion: thousands of confidential components with like names are no product of all with all.
func TestManyTakeTime(t *testing.T) {
	v := &inventory.Inventory{}
	for i := range 20000 {
		id := fmt.Sprintf("pkg:npm/component-with-a-long-name-%d@1", i)
		v.Components = append(v.Components, inventory.Component{ID: id, PURL: id, Name: id[8 : len(id)-2], Version: "1",
			Instances: []inventory.Instance{{Path: fmt.Sprintf("vendor/component-%d", i)}}})
		v.Files = append(v.Files, inventory.File{Path: fmt.Sprintf("vendor/component-%d/LICENSE", i), Component: id})
	}
	start := time.Now()
	redacted, _ := redaction.Apply(&assessment.Assessment{Inventory: v}, &redaction.File{Components: []string{"*"}, Names: [][]string{{strings.Repeat("long ", 1000)}}}, words())
	if took := time.Since(start); took > 20*time.Second || redacted.Redacted.Components != 20000 {
		t.Errorf("%v, %+v", took, redacted.Redacted)
	}
}

func TestHostileTexts(t *testing.T) {
	f := &redaction.File{Names: [][]string{{"Geheim"}}}
	for _, s := range []string{"%", "%4", "%zz", "&", "&;", `\u12`, "\xff\xfeGeheim", strings.Repeat("%25", 10000) + "41", strings.Repeat("a@", 50000), strings.Repeat("(at)", 30000), strings.Repeat("Gehei", 50000)} {
		if got := quoted(t, f, s); strings.Contains(got, "Geheim") {
			t.Errorf("%.40q", got)
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add([]byte("names:\n  - {spellings: [Example GmbH, EG]}\n  - A. Example\ncomponents: [pkg:npm/map, 'x*']\n"), "Example GmbH, pkg:npm/map@1")
	f.Add([]byte("names: [x]"), "%")
	f.Add([]byte("components: ['*']"), "")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		file, err := redaction.Load("f.yml", func(string) ([]byte, error) { return data, nil })
		if err != nil {
			if e := (*inventory.Error)(nil); !errors.As(err, &e) {
				t.Errorf("%T", err)
			}
			return
		}
		a := &assessment.Assessment{Inventory: &inventory.Inventory{Subject: inventory.Subject{Name: text},
			Components: []inventory.Component{{ID: "pkg:npm/" + text, PURL: "pkg:npm/" + text, Name: text}}}}
		first, _ := redaction.Apply(a, file, words())
		again, _ := redaction.Apply(a, file, words())
		if !reflect.DeepEqual(first, again) {
			t.Error("not the same again")
		}
	})
}
