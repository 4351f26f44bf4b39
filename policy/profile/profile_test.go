// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/profile"
	"lizenzlotse/scanner/inventory"
)

// catalogue is like that of the rules, in its order.
var catalogue = slices.Concat(profile.Catalogue{
	{ID: "LIZ-001"}, {ID: "LIZ-002", OpenSource: true}, {ID: "LIZ-003", OpenSource: true}, {ID: "LIZ-004", OpenSource: true},
	{ID: "LIZ-005", OpenSource: true}, {ID: "LIZ-006", Dependencies: true, Uses: []assessment.Use{assessment.UseDistribution, assessment.UsePublication}},
	{ID: "LIZ-007", Uses: []assessment.Use{assessment.UseService}}, {ID: "LIZ-008", Outbound: true}, {ID: "LIZ-009", Outbound: true},
	{ID: "LIZ-010"}, {ID: "LIZ-011"}, {ID: "LIZ-012"}, {ID: "LIZ-013"},
	{ID: "EIG-001", OwnCode: true}, {ID: "EIG-002", OpenSource: true, Later: true}, {ID: "EIG-003"}, {ID: "EIG-004"}, {ID: "EIG-005", House: true},
}, numbered("EIG", 6, 9), numbered("PFL", 1, 4), ofSBOM(), numbered("ABG", 1, 2), numbered("VER", 1, 5), numbered("CRA", 1, 1))

func numbered(group string, first, last int) (list profile.Catalogue) {
	for n := first; n <= last; n++ {
		list = append(list, profile.Entry{ID: fmt.Sprintf("%s-%03d", group, n)})
	}
	return list
}

func ofSBOM() (list profile.Catalogue) {
	for n := range 21 {
		list = append(list, profile.Entry{ID: fmt.Sprintf("SBM-%03d", n+1), SBOM: true})
	}
	return list
}

// files are an open function over texts by path.
type files map[string]string

func (f files) open(path string) ([]byte, error) {
	if text, ok := f[path]; ok {
		return []byte(text), nil
	}
	return nil, fs.ErrNotExist
}

func load(t *testing.T, f files, names ...string) *profile.Profile {
	t.Helper()
	p, err := profile.Load(names, f.open, catalogue)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func show(t *testing.T, p *profile.Profile) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Show(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBuiltinProfilesLoad(t *testing.T) {
	list, err := profile.Builtin(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 22 || list[0].Name != "dortmund" || list[1].Name != "opencode" || list[0].Title.DE == list[0].Title.EN {
		t.Errorf("Builtin() = %v", list)
	}
	for _, l := range list {
		p := load(t, nil, l.Name)
		if found := p.Lint(); len(found) > 0 {
			t.Errorf("%s: %v", l.Name, found)
		}
		for _, r := range p.Rules {
			if r.Criterion != nil {
				t.Errorf("%s: %s is a criterion without publication", l.Name, r.ID)
			}
		}
		if p.Name != l.Name || p.Ground != (assessment.Text{}) {
			t.Errorf("%s: name %s, ground %v", l.Name, p.Name, p.Ground)
		}
	}
	p := load(t, nil, "dortmund")
	if !strings.Contains(p.Sources[0].Section, "„Wo möglich Nutzung von Open Source Software.“") ||
		!strings.Contains(p.Sources[1].Section, "„Von der Verwaltung entwickelte oder zur Entwicklung beauftragte Software wird der Allgemeinheit zur Verfügung gestellt.“") {
		t.Error("the resolution is not quoted exactly")
	}
}

func TestShowCanBeLoadedAgain(t *testing.T) {
	f := files{"full.yml": full, "base.yml": "rules: {LIZ-001: must}"}
	for _, names := range [][]string{{"dortmund"}, {"dortmund", "opencode"}, {"full.yml"}, {"opencode", "full.yml"}} {
		p := load(t, f, names...)
		text := show(t, p)
		again := load(t, files{"shown.yml": text}, "shown.yml")
		if again.SHA256() != p.SHA256() {
			t.Errorf("%v: hash %s, loaded again %s\n%s", names, p.SHA256(), again.SHA256(), text)
		}
	}
}

const full = `
name: city
version: "2"
date: 2026-11-01
title: {de: Stadt, en: City}
decides: die Vergabestelle
ground: Nachnutzung durch andere Kommunen
sources:
  - {title: Dienstanweisung, section: "4", date: "2026", url: "https://example.org/x?a=1#b", secondary: true, asks: {de: "Wer?", en: "Who?"}}
extends: [dortmund, ./base.yml]
use: distribution
stage: bid
language: de
outbound: eupl-1.2 OR mit
house: [eupl-1.2, gpl, GPL-2.0-only WITH Classpath-exception-2.0]
dependencies:
  preferred: [BSD, "class:permissive", LicenseRef-house]
  possible: [gpl-2.0-only with classpath-exception-2.0]
  avoided: [Gpl]
own:
  main: true
  paths: ["src/**"]
  suppliers: ["Stadt: \"Dortmund\""]
  components: [pkg:npm/x]
exclude:
  - {path: "vendor/**", reason: "liefert der Auftraggeber # bei"}
rules:
  LIZ-004:
    weight: must
    criterion: {kind: A, published: {document: Leistungsbeschreibung, number: "3.1", date: 2026-10-01}}
  LIZ-006:
    weight: should
    criterion: {kind: B, published: {document: Leistungsbeschreibung, number: "3.2", date: 2026-10-01}, scale: ["10: keine", "0: eine"]}
  LIZ-011: {weight: off, reason: nicht Teil der Prüfung}
licences:
  LicenseRef-house: {class: permissive, reason: Text geprüft}
  eupl-1.2: {class: copyleft-weak, reason: Entscheidung der Stadt}
`

func TestShowNamesOrigins(t *testing.T) {
	p := load(t, files{"dir/full.yml": full, "dir/base.yml": "use: service\nrules:\n  EIG-003: must\n"}, "dir/full.yml")
	text := show(t, p)
	for _, line := range []string{
		`use: "distribution"  # full.yml:11`,
		`      de: "Wer?"  # full.yml:9`,
		`  LIZ-001: "must"  # dortmund:39`,
		`  EIG-003: "must"  # base.yml:3`,
		`    weight: "off"  # full.yml:34`,
		`  "EUPL-1.2":  # full.yml:37`,
		`  main: true  # full.yml:21`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("Show lacks the line %q in\n%s", line, text)
		}
	}
	if p.Name != "city" || p.Origin != "full.yml" {
		t.Errorf("name %q, origin %q", p.Name, p.Origin)
	}
}

func TestEqualsCombineToTheStricter(t *testing.T) {
	f := files{
		"a.yml": "name: a\nuse: internal\nexclude: [{path: x, reason: one}]\nrules: {LIZ-001: must, LIZ-002: should, LIZ-003: note, LIZ-004: {weight: off, reason: because}}",
		"b.yml": "name: b\nuse: service\nexclude: [{path: x, reason: two}, {path: y, reason: three}]\nrules: {LIZ-001: note, LIZ-002: ask, LIZ-003: note, LIZ-004: note, LIZ-005: must}",
	}
	for _, names := range [][]string{{"a.yml", "b.yml"}, {"b.yml", "a.yml"}} {
		p := load(t, f, names...)
		want := map[string]string{"LIZ-001": "must", "LIZ-002": "ask", "LIZ-003": "note", "LIZ-004": "note", "LIZ-005": "must"}
		got := map[string]string{}
		for _, r := range p.Rules {
			got[r.ID] = string(r.Weight)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%v (-want +got)\n%s", names, d)
		}
		if len(p.Exclude) != 2 {
			t.Errorf("%v: exclusions %v", names, p.Exclude)
		}
		later := load(t, f, names[1])
		if p.Use != later.Use {
			t.Errorf("%v: use %s, want the later one %s", names, p.Use, later.Use)
		}
	}
	p := load(t, f, "a.yml", "b.yml")
	if p.Name != "a+b" || p.Origin != "a.yml+b.yml" {
		t.Errorf("name %q, origin %q", p.Name, p.Origin)
	}
	if twice := load(t, f, "a.yml", "a.yml"); twice.SHA256() != load(t, f, "a.yml").SHA256() {
		t.Error("a policy beside itself is another policy")
	}
}

func TestLint(t *testing.T) {
	f := files{
		"weak.yml":  "extends: [dortmund]\nrules:\n  LIZ-001: note\n  LIZ-005: {weight: note, reason: so beschlossen}",
		"off.yml":   "extends: [dortmund]\nground: Grund\nrules: {LIZ-001: {weight: off, reason: so beschlossen}}",
		"a.yml":     "extends: [dortmund]\nground: Grund\nrules: {LIZ-010: {weight: ask, criterion: {kind: A, published: {document: L, number: '1', date: 2026-01-01}}}}",
		"later.yml": "extends: [dortmund]\nground: Grund\nrules: {EIG-002: {weight: must, criterion: {kind: A, published: {document: L, number: '1', date: 2026-01-01}}}}",
		"empty.yml": "name: x",
	}
	for _, tt := range []struct {
		names []string
		want  []string
	}{
		{[]string{"dortmund"}, nil}, // nobody's requirement yet
		{[]string{"weak.yml"}, []string{"policy.missing weak.yml ", "policy.missing weak.yml ", "policy.weakened weak.yml:3 LIZ-001", "policy.ground dortmund:63 EIG-002"}},
		{[]string{"dortmund", "off.yml"}, []string{"policy.outvoted dortmund:39 LIZ-001"}},
		{[]string{"a.yml"}, []string{"policy.missing a.yml ", "policy.missing a.yml ", "policy.criterion.a a.yml:3 LIZ-010"}},
		{[]string{"later.yml"}, []string{"policy.missing later.yml ", "policy.missing later.yml ", "policy.criterion.later later.yml:3 EIG-002"}},
		{[]string{"empty.yml"}, []string{"policy.missing empty.yml ", "policy.missing empty.yml ", "policy.missing empty.yml ",
			"policy.missing empty.yml ", "policy.missing empty.yml ", "policy.missing empty.yml ", "policy.no-rules empty.yml "}},
	} {
		got := map[string]int{}
		for _, i := range load(t, f, tt.names...).Lint() {
			got[i.Code+" "+i.Path+" "+i.Args["rule"]]++
		}
		want := map[string]int{}
		for _, w := range tt.want {
			want[w]++
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%v (-want +got)\n%s", tt.names, d)
		}
	}
}

func TestExtendsStaysWithinLimits(t *testing.T) {
	deep := files{}
	for i := range 20 {
		deep[string(rune('a'+i))+".yml"] = "extends: [./" + string(rune('b'+i)) + ".yml]"
	}
	wide := files{"wide.yml": "extends: [" + strings.Repeat("dortmund, ", 100) + "]"}
	for _, tt := range []struct {
		f     files
		names []string
		want  string
	}{
		{files{"p/a.yml": "extends: [../q/b.yml]", "q/b.yml": "\nextends:\n - ../p/a.yml"}, []string{"p/a.yml"},
			"q/b.yml:3:4: profile.cycle chain=a.yml → b.yml → a.yml"},
		{files{"a.yml": "extends: [./a.yml]"}, []string{"a.yml"}, "a.yml:1:11: profile.cycle chain=a.yml → a.yml"},
		{deep, []string{"a.yml"}, "h.yml:1:11: profile.too-deep limit=8"},
		{wide, []string{"wide.yml"}, "wide.yml:1:641: profile.too-many limit=64"},
		{nil, nil, "profile.none"},
		{nil, []string{"dortmnd"}, "profile.unknown name=dortmnd | file.hint.meant meant=dortmund"},
		{nil, []string{"berlin"}, "profile.unknown name=berlin | profile.hint.builtin names=dortmund, opencode"},
		{nil, []string{"./x.yml"}, "profile.not-found file=x.yml: file does not exist | profile.hint.builtin names=dortmund, opencode"},
		{files{"a.yml": "extends: ['https://example.org/a.yml']"}, []string{"a.yml"}, "a.yml:1:11: profile.remote name=https://example.org/a.yml"},
		{files{"a.yml": "extends: [./gone.yml]"}, []string{"a.yml"}, "a.yml:1:11: profile.not-found file=gone.yml: file does not exist | profile.hint.builtin names=dortmund, opencode"},
	} {
		_, err := profile.Load(tt.names, tt.f.open, catalogue)
		if got := withHint(err); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%v: error %q, want %q", tt.names, got, tt.want)
		}
	}
}

func withHint(err error) string {
	var e *inventory.Error
	if !errors.As(err, &e) {
		return "no *inventory.Error"
	}
	if e.Hint.Key == "" {
		return e.Error()
	}
	return e.Error() + " | " + e.Hint.String()
}

func TestStandardsAreUnitedAndNamed(t *testing.T) {
	f := files{"own.yml": "extends: [bsi-auto]\nsbom: [ntia-2021, bsi-auto]", "wrong.yml": "sbom: [bsi-2.1]",
		"nothing.yml": "rules: {SBM-001: must}", "unasked.yml": "sbom: [ntia-2021]\nrules: {LIZ-001: must}"}
	p := load(t, f, "own.yml", "cra-mindest")
	if got := strings.Join(p.Standards(), " "); got != "bsi-auto ntia-2021 cra-mindest" {
		t.Errorf("standards %q", got)
	}
	if text := show(t, p); !strings.Contains(text, "sbom:\n  - \"bsi-auto\"  # bsi-auto:") || !strings.Contains(text, "- \"ntia-2021\"  # own.yml:2") {
		t.Error(text)
	}
	if w := p.Rule("SBM-010").Weight; w != assessment.Must {
		t.Errorf("a note of one profile weakens another's must: %s", w)
	}
	if _, err := profile.Load([]string{"wrong.yml"}, f.open, catalogue); err == nil || !strings.Contains(err.Error(), "wrong.yml:1:8") {
		t.Errorf("an unknown standard: %v", err)
	}
	for name, code := range map[string]string{"nothing.yml": "policy.no-standard", "unasked.yml": "policy.standard-unasked"} {
		if !slices.ContainsFunc(load(t, f, name).Lint(), func(i inventory.Issue) bool { return i.Code == code }) {
			t.Errorf("%s: lint does not say %s", name, code)
		}
	}
}

func TestExaminers(t *testing.T) {
	f := files{"two.yml": "examiners: 2\nrules: {LIZ-001: must}\n", "one.yml": "examiners: 1\nrules: {LIZ-001: must}\n",
		"weaker.yml": "extends: [two.yml]\nexaminers: 1\n", "same.yml": "extends: [two.yml]\n"}
	for names, want := range map[string]int{"dortmund": 0, "two.yml": 2, "two.yml one.yml": 2, "one.yml two.yml": 2, "dortmund two.yml": 2, "weaker.yml": 1, "same.yml": 2} {
		p := load(t, f, strings.Fields(names)...)
		if p.Examiners != want {
			t.Errorf("%s: %d examiners, want %d", names, p.Examiners, want)
		}
		if shown := show(t, p); strings.Contains(shown, fmt.Sprintf("\nexaminers: %d  # ", want)) != (want > 0) {
			t.Errorf("%s: %s", names, shown)
		}
	}
}
