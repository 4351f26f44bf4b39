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
	redacted, unmet := redaction.Apply(&assessment.Assessment{Inventory: v}, &redaction.File{Components: []string{"pkg:npm/middle", "gone"}}, words())
	var ids []string
	for _, c := range redacted.Inventory.Components {
		ids = append(ids, c.ID)
	}
	if want := []string{"[C1]", "pkg:npm/alpha@1", "pkg:npm/omega@1"}; !reflect.DeepEqual(ids, want) {
		t.Errorf("%q", ids)
	}
	if redacted.Inventory.Relations[0].To != "[C1]" || !reflect.DeepEqual(unmet, []string{"components: gone"}) {
		t.Errorf("%+v %q", redacted.Inventory.Relations, unmet)
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
