// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/profile"
	"lizenzlotse/scanner/spdx"
)

// standings gives each licence its standing, "" for none.
func standings(p *profile.Profile, licences ...string) map[string]string {
	of := p.Standing()
	list := map[string]string{}
	for _, l := range licences {
		list[l] = string(of(spdx.MustParse(l)))
	}
	return list
}

func TestTheMoreSpecificEntryDecides(t *testing.T) {
	p := load(t, files{"f.yml": `
licences: {LicenseRef-house: {class: copyleft-strong, reason: gelesen}}
dependencies:
  preferred: [BSD, GPL-3.0-or-later, "class:permissive"]
  possible: [GPL-2.0-only WITH Classpath-exception-2.0, EPL-2.0]
  avoided: [GPL, "class:copyleft-strong", LicenseRef-other]
`}, "f.yml")
	want := map[string]string{
		"MIT":                              "preferred", // by class
		"BSD-3-Clause":                     "preferred",
		"BSD-3-Clause-No-Military-License": "", // of no family, and its class is on no list
		"GPL-2.0-only":                     "avoided",
		"GPL-2.0":                          "avoided", // an older name of the same
		"GPL-2.0+":                         "avoided",
		"GPL-3.0-or-later":                 "preferred", // before its family
		"GPL-3.0-only":                     "avoided",
		"GPL-3.0+":                         "preferred", // an older name
		"EPL-2.0":                          "possible",
		"EPL-2.0+":                         "possible", // this version is among the choices
		"EPL-1.0":                          "",
		"AGPL-3.0-only":                    "", // of another family and class
		"GPL-2.0-only WITH Classpath-exception-2.0": "possible",
		"GPL-2.0-only WITH GCC-exception-2.0":       "",        // a family says nothing of a pair, and its class is on no list
		"LicenseRef-house":                          "avoided", // by the policy's own class
		"LicenseRef-other":                          "avoided",
		"LicenseRef-unknown":                        "",
	}
	var all []string
	for l := range want {
		all = append(all, l)
	}
	if f, ok := facts.Of(spdx.MustParse("GPL-2.0-only WITH GCC-exception-2.0")); !ok || f.Class == facts.ClassCopyleftStrong {
		t.Fatalf("the case rests on another class than %s", f.Class)
	}
	if d := cmp.Diff(want, standings(p, all...)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if load(t, files{"f.yml": "name: x"}, "f.yml").Standing() != nil {
		t.Error("a policy without lists has standings")
	}
}

func TestEqualListsCombineToTheStricter(t *testing.T) {
	f := files{
		"a.yml": "name: a\ndependencies: {preferred: [GPL-3.0-only, MIT], possible: [EPL-2.0], avoided: [LGPL]}",
		"b.yml": "name: b\ndependencies: {preferred: [LGPL-2.1-only, EPL], avoided: [GPL]}",
		"c.yml": "name: c\ndependencies: {possible: [LGPL, GPL-2.0-only], avoided: ['class:copyleft-weak-library', 'class:permissive']}",
	}
	for _, tt := range []struct {
		names []string
		want  map[string]string
	}{
		{[]string{"a.yml", "b.yml"}, map[string]string{
			"GPL-3.0-only": "avoided", "GPL-2.0-only": "avoided", "MIT": "preferred", "LGPL-2.1-only": "avoided", "EPL-2.0": "possible", "EPL-1.0": "preferred"}},
		{[]string{"a.yml", "c.yml"}, map[string]string{"MIT": "avoided", "ISC": "avoided", "LGPL-3.0-only": "avoided", "GPL-2.0-only": "possible", "EPL-2.0": "possible"}},
	} {
		var all []string
		for l := range tt.want {
			all = append(all, l)
		}
		one := load(t, f, tt.names...)
		if d := cmp.Diff(tt.want, standings(one, all...)); d != "" {
			t.Errorf("%v (-want +got)\n%s", tt.names, d)
		}
		slices.Reverse(tt.names)
		if d := cmp.Diff(tt.want, standings(load(t, f, tt.names...), all...)); d != "" {
			t.Errorf("%v (-want +got)\n%s", tt.names, d)
		}
	}
}

func TestWhoExtendsDecidesOverTheLists(t *testing.T) {
	f := files{"own.yml": "extends: [muenchen]\nhouse: [EUPL-1.2]\ndependencies: {possible: [EUPL]}"}
	p := load(t, f, "own.yml")
	if d := cmp.Diff(map[string]string{"EUPL-1.2": "possible", "AGPL-3.0-only": "avoided"}, standings(p, "EUPL-1.2", "AGPL-3.0-only")); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if len(p.House) != 1 || p.House[0].Value != "EUPL-1.2" {
		t.Errorf("house %v", p.House)
	}
	text := show(t, p)
	for _, line := range []string{
		`    - "EUPL"  # own.yml:3: EUPL-1.0, EUPL-1.1, EUPL-1.2`,
		`  - "EUPL-1.2"  # own.yml:2`,
		`    - "AGPL"  # muenchen:41: AGPL-1.0-only, AGPL-1.0-or-later, AGPL-3.0-only, AGPL-3.0-or-later`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("Show lacks the line %q in\n%s", line, text)
		}
	}
}

// Every two built-in profiles go together, in both orders, and what comes out is a policy like any other.
func TestAllPairsOfBuiltinProfilesCombine(t *testing.T) {
	list, err := profile.Builtin(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	strictness := []string{"off", "note", "should", "ask", "must"}
	for _, a := range list {
		for _, b := range list {
			p := load(t, nil, a.Name, b.Name)
			again := load(t, files{"shown.yml": show(t, p)}, "shown.yml")
			if again.SHA256() != p.SHA256() {
				t.Errorf("%s+%s: loaded again it is another policy", a.Name, b.Name)
			}
			for _, one := range []string{a.Name, b.Name} {
				for _, r := range load(t, nil, one).Rules {
					if slices.Index(strictness, string(p.Rule(r.ID).Weight)) < slices.Index(strictness, string(r.Weight)) {
						t.Errorf("%s+%s: %s is weaker than in %s", a.Name, b.Name, r.ID, one)
					}
				}
			}
		}
	}
}

func TestContradictionsAreDecidedByWhoExtends(t *testing.T) {
	const published = "published: {document: L, number: '1', date: 2026-01-01}"
	f := files{
		"mit.yml":   "outbound: MIT",
		"eupl.yml":  "name: e\noutbound: EUPL-1.2",
		"same.yml":  "outbound: mit",
		"weak.yml":  "licences: {EUPL-1.2: {class: copyleft-weak, reason: x}}",
		"net.yml":   "licences:\n  EUPL-1.2: {class: copyleft-network, reason: y}",
		"a.yml":     "rules: {LIZ-001: {weight: must, criterion: {kind: A, " + published + "}}}",
		"b.yml":     "rules:\n  LIZ-001:\n    weight: ask\n    criterion: {kind: B, " + published + ", scale: ['1']}",
		"both.yml":  "extends: [./mit.yml, ./eupl.yml]",
		"mine.yml":  "extends: [./mit.yml, ./eupl.yml, ./weak.yml, ./net.yml, ./a.yml, ./b.yml]\noutbound: EUPL-1.2\nlicences: {EUPL-1.2: {class: copyleft-weak, reason: z}}\nrules: {LIZ-001: {weight: off, reason: x}}",
		"mine2.yml": "extends: [./a.yml, ./b.yml]\nrules: {LIZ-001: {weight: must, criterion: {kind: A, " + published + "}}}",
	}
	for _, tt := range []struct {
		names []string
		want  string
	}{
		{[]string{"mit.yml", "same.yml"}, ""},
		{[]string{"mit.yml", "eupl.yml"}, "eupl.yml:2: profile.dispute.outbound origin=mit.yml:1 | profile.hint.dispute"},
		{[]string{"both.yml"}, "eupl.yml:2: profile.dispute.outbound origin=mit.yml:1 | profile.hint.dispute"},
		{[]string{"weak.yml", "net.yml"}, "net.yml:2: profile.dispute.class origin=weak.yml:1 what=EUPL-1.2 | profile.hint.dispute"},
		{[]string{"a.yml", "b.yml"}, "b.yml:4: profile.dispute.criterion origin=a.yml:1 what=LIZ-001 | profile.hint.dispute"},
		{[]string{"mine.yml"}, ""},
		{[]string{"mine2.yml"}, ""},
	} {
		_, err := profile.Load(tt.names, f.open, catalogue)
		if got := withHint(err); err == nil && tt.want != "" || err != nil && got != tt.want {
			t.Errorf("%v: error %q, want %q", tt.names, got, tt.want)
		}
	}
}

func TestLintFindsWhatCanNeverFire(t *testing.T) {
	const said = "version: '1'\ndate: 2026-01-01\ntitle: t\ndecides: d\nsources: [{title: s}]\n"
	f := files{"off.yml": said + "use: internal\nrules: {LIZ-001: {weight: off, reason: nicht hier}}"}
	for text, want := range map[string]string{
		"use: internal\nrules: {LIZ-006: ask}":                                                                                                                   "policy.never.use f.yml:7 rule=LIZ-006 use=internal uses=distribution,publication",
		"use: internal\nrules: {LIZ-006: note}":                                                                                                                  "", // a flag may say another use
		"use: publication\noutbound: MIT\nrules: {LIZ-008: ask}":                                                                                                 "",
		"use: publication\nhouse: [MIT]\nrules: {LIZ-008: ask, EIG-005: ask}":                                                                                    "",
		"use: publication\nrules: {LIZ-008: ask}":                                                                                                                "", // a flag or the procedure may name the outbound licence
		"use: publication\nrules: {EIG-005: note}":                                                                                                               "policy.never.house f.yml:7 rule=EIG-005",
		"use: publication\nown: {main: false}\nrules: {EIG-001: ask}":                                                                                            "policy.never.own f.yml:8 rule=EIG-001",
		"use: publication\nown: {main: false, suppliers: [x]}\nrules: {EIG-001: ask}":                                                                            "",
		"use: publication\nrules: {LIZ-001: ask}\nhouse: [MIT]":                                                                                                  "policy.unasked f.yml:8 field=house rules=EIG-005",
		"use: publication\nrules: {LIZ-001: ask}\noutbound: MIT":                                                                                                 "policy.unasked f.yml:8 field=outbound rules=LIZ-008, LIZ-009",
		"use: publication\nrules: {LIZ-001: ask}\ndependencies: {avoided: [GPL]}":                                                                                "policy.unasked f.yml:8 field=dependencies rules=LIZ-006",
		"use: publication\nrules: {LIZ-006: ask}\ndependencies: {avoided: [GPL-2.0]}":                                                                            "policy.deprecated f.yml:8 licence=GPL-2.0 successor=GPL-2.0-only",
		"use: internal\nrules: {LIZ-001: ask}\nlicences: {MIT: {class: permissive, reason: x}}":                                                                  "policy.class.same f.yml:8 class=permissive licence=MIT",
		"use: internal\nrules: {LIZ-001: ask}\nlicences: {MIT: {class: copyleft-weak, reason: x}}":                                                               "",
		"use: internal\nextends: [./off.yml]\nrules: {LIZ-010: ask}":                                                                                             "policy.off-inherited off.yml:7 reason=nicht hier rule=LIZ-001",
		"use: internal\nextends: [./off.yml]\nrules: {LIZ-010: ask, LIZ-001: {weight: off, reason: x}}":                                                          "",
		"use: internal\nrules: {LIZ-010: ask, LIZ-001: {weight: off, reason: x, criterion: {kind: A, published: {document: L, number: '1', date: 2026-01-01}}}}": "policy.criterion.off f.yml:7 rule=LIZ-001",
	} {
		f["f.yml"] = said + text
		var got []string
		p, err := profile.Load([]string{"f.yml"}, f.open, catalogue)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range p.Lint() {
			s := i.Code + " " + i.Path
			for _, k := range []string{"class", "field", "licence", "reason", "rule", "rules", "successor", "use", "uses"} {
				if i.Args[k] != "" {
					s += " " + k + "=" + i.Args[k]
				}
			}
			got = append(got, s)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s\n got %v\nwant %s", text, got, want)
		}
	}
}

func TestCasesAreRead(t *testing.T) {
	c, err := profile.ReadCases([]byte("policy: [dortmund, ../p.yml]\ncases:\n  - {licence: 1.0, verdict: review, modified: false, in: sbom}\n"), "dir/c.yml", catalogue)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"dortmund", "p.yml"}, c.Policy); d != "" {
		t.Error(d)
	}
	want := profile.Case{License: "1.0", Role: "third-party", Modified: "no", Named: true, Want: "review", Origin: "dir/c.yml:3:6"}
	if d := cmp.Diff([]profile.Case{want}, c.Cases); d != "" {
		t.Error(d)
	}
	for text, want := range map[string]string{
		"cases: []":                                           "c.yml:1:1: file.missing field=cases",
		"policy: [dortmund]":                                  "c.yml:1:1: file.missing field=cases",
		"cases: [{verdict: review}]":                          "c.yml:1:10: file.missing field=licence",
		"cases: [{licence: MIT}]":                             "c.yml:1:10: file.missing field=verdict",
		"cases: [{licence: MIT, verdict: ok}]":                "c.yml:1:33: file.value field=verdict value=ok | file.hint.values values=satisfied, conditional, review, violated, noted, not-applicable",
		"cases: [{licence: MIT, verdict: noted}]":             "c.yml:1:10: profile.case.noted | profile.hint.noted",
		"cases: [{licence: MIT, verdict: review, rule: X}]":   "c.yml:1:47: file.value field=rule value=X",
		"cases: [{licence: MIT, verdict: review, roll: own}]": "c.yml:1:41: file.key key=roll | file.hint.meant meant=role",
		"cases: [" + strings.Repeat("{licence: MIT, verdict: review},\n ", profile.MaxCases+1) + "]": "c.yml:10001:3: profile.cases limit=10000",
	} {
		_, err := profile.ReadCases([]byte(text), "c.yml", catalogue)
		if got := withHint(err); !strings.HasPrefix(got, want) {
			t.Errorf("%.80s\n got %s\nwant %s", text, got, want)
		}
	}
}

func FuzzCases(f *testing.F) {
	f.Add("policy: [dortmund]\ncases:\n  - {licence: MIT, verdict: review, rule: LIZ-001}")
	f.Add("cases: [{licence: [], verdict: }]")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := profile.ReadCases([]byte(text), "c.yml", catalogue)
		if err != nil {
			if withHint(err) == "no *inventory.Error" {
				t.Fatalf("error of type %T", err)
			}
			return
		}
		if len(c.Cases) == 0 {
			t.Fatal("a file without cases is taken")
		}
	})
}

// What is judged has today's identifiers; an entry under an old one is about the same licence.
func TestClassOfALicenceUnderItsOldName(t *testing.T) {
	p, err := profile.Load([]string{"f.yml"}, func(string) ([]byte, error) {
		return []byte("licences: {GPL-2.0+: {class: proprietary, reason: x}}"), nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if class, ok := p.Class("GPL-2.0-or-later"); !ok || class != facts.ClassProprietary {
		t.Errorf("%q, %v", class, ok)
	}
}
