// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package decision_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/decision"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var rules = []string{"LIZ-001", "LIZ-004", "LIZ-005"}

const sum = "7cf5a88a1d2a139b977a37d6d4fe7d474e7a04355bcbc207cf8ca45e4cdb83fb"

func load(texts ...string) ([]assessment.Decision, error) {
	files := map[string]string{}
	var names []string
	for i, text := range texts {
		name := fmt.Sprintf("dir/f%d.yml", i)
		names, files[name] = append(names, name), text
	}
	return decision.Load(names, func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	}, rules)
}

const every = `# kept by the office
decisions:
  - id: map
    kind: justification
    rule: LIZ-005
    component: pkg:npm/map@7.1
    licence: LicenseRef-map
    files:
      - {path: lib/map/LICENSE, sha256: ` + sum + `}
    ground: technical
    text: |
      No free map core
      reads the data.
    owner: Office 7
    signed:
      - name: A. Example
        date: 2026-11-20 # by mail
      - {name: B. Second, date: 2026-11-22}
    until: 2027-11-22
  - {id: which, kind: choice, licence: MIT OR GPL-2.0-only, concluded: MIT, text: shorter, signed: [{name: A. Example, date: 2026-11-22}]}
  - id: said
    kind: conclusion
    component: bom.json#left
    concluded: Apache-2.0
    text: by letter
    signed: [{name: A. Example, date: 2026-11-22}]
  - id: allowed
    kind: exception
    rule: LIZ-001
    component: pkg:npm/old
    reason: transition
    text: until the relaunch
    owner: Office 7
    signed: [{name: A. Example, date: 2026-11-22}]
    until: 2026-11-22
`

func TestLoad(t *testing.T) {
	got, err := load(every)
	if err != nil {
		t.Fatal(err)
	}
	a := assessment.Signature{Name: "A. Example", Date: "2026-11-22"}
	want := []assessment.Decision{
		{ID: "map", Kind: assessment.Justification, Rule: "LIZ-005", Component: "pkg:npm/map@7.1", License: "LicenseRef-map",
			Files: []assessment.DecidedFile{{Path: "lib/map/LICENSE", SHA256: sum}}, Ground: "technical", Text: "No free map core\nreads the data.",
			Owner: "Office 7", Signed: []assessment.Signature{{Name: "A. Example", Date: "2026-11-20"}, {Name: "B. Second", Date: "2026-11-22"}},
			Until: "2027-11-22", Origin: "f0.yml:3"},
		{ID: "which", Kind: assessment.Choice, License: "MIT OR GPL-2.0-only", Concluded: spdx.MustParse("MIT"), Text: "shorter",
			Signed: []assessment.Signature{a}, Origin: "f0.yml:20"},
		{ID: "said", Kind: assessment.Conclusion, Component: "bom.json#left", Concluded: spdx.MustParse("Apache-2.0"), Text: "by letter",
			Signed: []assessment.Signature{a}, Origin: "f0.yml:21"},
		{ID: "allowed", Kind: assessment.Exception, Rule: "LIZ-001", Component: "pkg:npm/old", Ground: "transition", Text: "until the relaunch",
			Owner: "Office 7", Signed: []assessment.Signature{a}, Until: "2026-11-22", Origin: "f0.yml:27"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, empty := range []string{"decisions:\n", "decisions: []\n"} {
		if got, err := load(empty); err != nil || len(got) != 0 {
			t.Errorf("%q: %v, %v", empty, got, err)
		}
	}
}

// signedBy is the end of a decision that is only about what stands before it.
const signedBy = "text: x, signed: [{name: me, date: 2026-11-22}]"

func TestWrongDecisionsAreRefused(t *testing.T) {
	exception := "kind: exception, rule: LIZ-001, reason: other, owner: me, until: 2027-01-01, " + signedBy
	choice := func(id, component, licence, concluded, rest string) string {
		return "  - {id: " + id + ", kind: choice, component: " + component + ", licence: " + licence + ", concluded: " + concluded + ", " + rest + signedBy + "}\n"
	}
	for name, x := range map[string]struct{ text, want string }{
		"everything":                {"decisions:\n  - {id: a, " + exception + "}", "dir/f0.yml:2:6: decision.everything id=a"},
		"a star":                    {"decisions:\n  - {id: a, component: \"*\", " + exception + "}", "dir/f0.yml:2:24: decision.pattern field=component value=*"},
		"stars":                     {"decisions:\n  - {id: a, licence: \"**\", " + exception + "}", "dir/f0.yml:2:22: decision.pattern field=licence value=**"},
		"a pattern":                 {"decisions:\n  - {id: a, component: pkg:npm/*, " + exception + "}", "dir/f0.yml:2:24: decision.pattern field=component value=pkg:npm/*"},
		"an unknown rule":           {"decisions:\n  - {id: a, kind: exception, rule: LIZ-999}", "dir/f0.yml:2:36: file.value field=rule value=LIZ-999"},
		"an unknown reason":         {"decisions:\n  - {id: a, kind: exception, reason: because}", "dir/f0.yml:2:38: file.value field=reason value=because"},
		"an unknown field":          {"decisions:\n  - {id: a, kidn: exception}", "dir/f0.yml:2:13: file.key key=kidn"},
		"no decisions":              {"decision: []", "dir/f0.yml:1:1: file.key key=decision"},
		"no end":                    {"decisions:\n  - {id: a, kind: exception, component: x, rule: LIZ-001, reason: other, owner: me, " + signedBy + "}", "dir/f0.yml:2:6: decision.missing field=until kind=exception"},
		"nobody answers":            {"decisions:\n  - {id: a, kind: exception, component: x, rule: LIZ-001, reason: other, until: 2027-01-01, " + signedBy + "}", "dir/f0.yml:2:6: decision.missing field=owner kind=exception"},
		"the end first":             {"decisions:\n  - {id: a, kind: choice, licence: MIT OR ISC, concluded: MIT, until: 2026-11-21, " + signedBy + "}", "dir/f0.yml:2:64: decision.until signed=2026-11-22 until=2026-11-21"},
		"no ground":                 {"decisions:\n  - {id: a, kind: justification, rule: LIZ-005, component: x, " + signedBy + "}", "dir/f0.yml:2:6: decision.missing field=ground kind=justification"},
		"a foreign field":           {"decisions:\n  - {id: a, kind: conclusion, component: x, concluded: MIT, rule: LIZ-001, " + signedBy + "}", "dir/f0.yml:2:61: decision.field field=rule kind=conclusion"},
		"no licence":                {"decisions:\n  - {id: a, kind: conclusion, component: x, concluded: the usual, " + signedBy + "}", "dir/f0.yml:2:56: decision.licence field=concluded value=the usual"},
		"for every component":       {"decisions:\n  - {id: a, kind: conclusion, licence: x, concluded: MIT, " + signedBy + "}", "dir/f0.yml:2:6: decision.missing field=component kind=conclusion"},
		"no text":                   {"decisions:\n  - {id: a, kind: choice, licence: MIT OR ISC, concluded: MIT, signed: [{name: me, date: 2026-11-22}]}", "dir/f0.yml:2:6: decision.text id=a"},
		"nobody":                    {"decisions:\n  - {id: a, kind: choice, licence: MIT OR ISC, concluded: MIT, text: x, signed: []}", "dir/f0.yml:2:6: decision.unsigned id=a"},
		"the same twice":            {"decisions:\n  - {id: a, kind: choice, licence: MIT OR ISC, concluded: MIT, text: x, signed: [{name: me, date: 2026-11-22}, {name: ME, date: 2026-11-22}]}", "dir/f0.yml:2:113: decision.same-examiner name=ME"},
		"a crowd":                   {"decisions:\n  - {id: a, text: x, signed: [{name: a, date: 2026-11-22}, {name: b, date: 2026-11-22}, {name: c, date: 2026-11-22}]}", "dir/f0.yml:2:90: decision.examiners limit=2"},
		"a digest of nothing":       {"decisions:\n  - {id: a, files: [{path: x, sha256: abc}]}", "dir/f0.yml:2:39: file.digest field=sha256 value=abc"},
		"a name with a slash":       {"decisions:\n  - {id: a/b}", "dir/f0.yml:2:10: decision.id limit=100 value=a/b"},
		"one name":                  {"decisions:\n  - {id: a, kind: choice, licence: MIT OR ISC, concluded: MIT, " + signedBy + "}\n  - {id: a, kind: choice, licence: MIT OR 0BSD, concluded: MIT, " + signedBy + "}", "dir/f0.yml:3:6: decision.twice id=a other=dir/f0.yml:2:6"},
		"a contradiction":           {"decisions:\n" + choice("a", "x", "MIT OR ISC", "MIT", "") + choice("b", "x", "MIT OR ISC", "ISC", ""), "dir/f0.yml:3:6: decision.contradiction id=b id-other=a other=dir/f0.yml:2:6"},
		"every version":             {"decisions:\n" + choice("a", "pkg:npm/x", "MIT OR ISC", "MIT", "") + choice("b", "pkg:npm/x@2", "MIT OR ISC", "ISC", ""), "dir/f0.yml:3:6: decision.contradiction id=b id-other=a other=dir/f0.yml:2:6"},
		"no file":                   {"\x00", "dir/f0.yml:1:1: file.encoding"},
		"an alias":                  {"decisions: &a []", "dir/f0.yml:1:12: file.notation"},
		"a decision that is a text": {"decisions: [x]", "dir/f0.yml:1:13: file.want.mapping field=decisions"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load(x.text)
			var e *inventory.Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v, want %s", err, x.want)
			}
			if got := e.Where + ": " + e.Message.String(); got != x.want {
				t.Errorf("\n got %s\nwant %s", got, x.want)
			}
			if strings.HasPrefix(e.Key, "decision.") && e.Hint.Key == "" && e.Key != "decision.missing" && e.Key != "decision.until" && e.Key != "decision.id" && e.Key != "decision.examiners" {
				t.Errorf("%s has no way out", e.Key)
			}
		})
	}
	if _, err := load("decisions:\n"+choice("a", "x", "MIT OR ISC", "MIT", ""), "decisions:\n"+choice("b", "x", "MIT OR ISC", "ISC", "")); err == nil ||
		!strings.Contains(err.Error(), "dir/f1.yml:2:6: decision.contradiction") {
		t.Errorf("two files: %v", err)
	}
	if _, err := decision.Load([]string{"gone.yml"}, func(string) ([]byte, error) { return nil, fs.ErrNotExist }, rules); err == nil {
		t.Error("a file that is not there is no error")
	}
}

func TestWhatDoesNotContradict(t *testing.T) {
	choice := func(id, component, licence, concluded, rest string) string {
		return "  - {id: " + id + ", kind: choice, component: " + component + ", licence: " + licence + ", concluded: " + concluded + ", " + rest + "text: x}\n"
	}
	now := "signed: [{name: me, date: 2026-11-22}], "
	for name, text := range map[string]string{
		"another version":    choice("a", "pkg:npm/x@1", "MIT OR ISC", "MIT", now) + choice("b", "pkg:npm/x@2", "MIT OR ISC", "ISC", now),
		"another licence":    choice("a", "x", "MIT OR ISC", "MIT", now) + choice("b", "x", "0BSD OR ISC", "ISC", now),
		"the same":           choice("a", "x", "MIT OR ISC", "MIT", now) + choice("b", "x", "MIT OR ISC", "MIT", now),
		"another time":       choice("a", "x", "MIT OR ISC", "MIT", "until: 2026-01-01, signed: [{name: me, date: 2025-11-22}], ") + choice("b", "x", "MIT OR ISC", "ISC", now),
		"another file":       choice("a", "x", "MIT OR ISC", "MIT", "files: [{path: L, sha256: "+sum+"}], "+now) + choice("b", "x", "MIT OR ISC", "ISC", "files: [{path: L, sha256: "+strings.Repeat("a", 64)+"}], "+now),
		"one for the others": choice("a", "x", "MIT OR ISC", "ISC", now) + strings.Replace(choice("b", "x", "MIT OR ISC", "MIT", now), "component: x, ", "", 1),
	} {
		if _, err := load("decisions:\n" + text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaSaysWhatTheReaderReads(t *testing.T) {
	data, err := json.Marshal(decision.Schema(rules, func(path string) string { return "what " + path + " is for" }))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("urn:decisions", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:decisions")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
		data, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(v)
	}
	if err := valid(every); err != nil {
		t.Error(err)
	}
	for _, text := range []string{
		"decisions: [{id: a}]", "decisions: [{id: a, kind: guess, text: x, signed: []}]", "decision: []", "{}",
		"decisions: [{id: a, kind: exception, rule: LIZ-999, text: x, signed: []}]", "decisions: [{id: a, kind: choice, text: x, signed: [{name: me}]}]",
	} {
		if valid(text) == nil {
			t.Errorf("the schema admits %q", text)
		}
	}
	for _, want := range []string{"what decisions is for", "what decisions.files.sha256 is for", "what decisions.until is for"} {
		if strings.Count(string(data), `"`+want+`"`) != 1 {
			t.Errorf("%q stands %d times in the schema", want, strings.Count(string(data), `"`+want+`"`))
		}
	}
}

func TestNothingIsLost(t *testing.T) {
	one := assessment.Decision{ID: "new", Kind: assessment.Exception, Rule: "LIZ-001", Component: "pkg:npm/\"quoted\"@1", License: "see: #the manual", Ground: "other",
		Files: []assessment.DecidedFile{{Path: "a b/LICENSE", SHA256: sum}}, Text: "Ä: \"yes\" # no\n- two", Owner: "- me", Until: "2027-01-01",
		Signed: []assessment.Signature{{Name: "@me", Date: "2026-11-22"}}}
	for name, before := range map[string]string{
		"new":                "\xffnil",
		"nothing":            "",
		"a comment":          "# mine\n",
		"an empty list":      "decisions: [] # none yet\n# the end\n",
		"no list":            "# mine\ndecisions:\n",
		"one":                every,
		"no line break":      strings.TrimRight(every, "\n"),
		"comments behind":    every + "\n  # more to come\n# and more\n",
		"another indent":     "decisions:\n- {id: which, kind: choice, licence: MIT OR ISC, concluded: MIT, text: shorter, signed: [{name: A, date: 2026-11-22}]}\n",
		"Windows":            strings.ReplaceAll(every, "\n", "\r\n"),
		"a mark of the file": "\ufeff" + every,
	} {
		t.Run(name, func(t *testing.T) {
			data := []byte(before)
			if before == "\xffnil" {
				data = nil
			}
			text, err := decision.Append(data, []assessment.Decision{one}, "f.yml", "ours", rules)
			if err != nil {
				t.Fatal(err)
			}
			got, err := load(string(text))
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			last := got[len(got)-1]
			last.Origin = ""
			if d := cmp.Diff(one, last); d != "" {
				t.Error(d)
			}
			if data != nil && !strings.Contains(name, "empty") && !strings.HasPrefix(string(text), strings.TrimRight(before, "\r\n")) {
				t.Errorf("what stood there is not there any more:\n%s", text)
			}
			if strings.Contains(before, "\r\n") && strings.Count(string(text), "\n") != strings.Count(string(text), "\r\n") {
				t.Error("lines end in two ways")
			}
			for _, kept := range []string{"# none yet", "# the end", "# mine", "# by mail", "# more to come", "# and more"} {
				if strings.Contains(before, kept) && !strings.Contains(string(text), kept) {
					t.Errorf("%s is lost", kept)
				}
			}
			// A second one does not disturb the first, and both can be signed.
			two := one
			two.ID, two.Component = "newer", "y"
			again, err := decision.Append(text, []assessment.Decision{two}, "f.yml", "ours", rules)
			if err != nil || !strings.HasPrefix(string(again), string(text)) {
				t.Errorf("a second: %v", err)
			}
			signed, err := decision.Sign(again, "new", assessment.Signature{Name: "B", Date: "2026-12-01"}, "f.yml", rules)
			if err != nil {
				t.Fatal(err)
			}
			all, err := load(string(signed))
			if err != nil {
				t.Fatal(err)
			}
			if s := all[len(all)-2].Signed; len(s) != 2 || s[1].Name != "B" || len(all[len(all)-1].Signed) != 1 {
				t.Errorf("signed: %v", s)
			}
		})
	}
	for name, before := range map[string]string{
		"in brackets":       "decisions: [{id: which, kind: choice, licence: MIT OR ISC, concluded: MIT, text: shorter, signed: [{name: A, date: 2026-11-22}]}]\n",
		"ended":             every + "...\n",
		"no decisions file": "name: house\nrules: {LIZ-001: must}\n",
		"the name is there": strings.ReplaceAll(every, "id: map", "id: new"),
	} {
		if text, err := decision.Append([]byte(before), []assessment.Decision{one}, "f.yml", "", rules); err == nil {
			t.Errorf("%s: added\n%s", name, text)
		}
	}
}

func TestSign(t *testing.T) {
	by := assessment.Signature{Name: "C. Third", Date: "2026-12-01"}
	for _, id := range []string{"which", "said"} {
		text, err := decision.Sign([]byte(every), id, by, "f.yml", rules)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(text), "\n") != strings.Count(every, "\n") {
			t.Errorf("%s: lines moved\n%s", id, text)
		}
	}
	for id, want := range map[string]string{"map": "decision.examiners", "none": "decision.unknown", "mpa": "file.hint.meant"} {
		_, err := decision.Sign([]byte(every), id, by, "f.yml", rules)
		var e *inventory.Error
		if !errors.As(err, &e) || e.Key != want && e.Hint.Key != want {
			t.Errorf("%s: %v", id, err)
		}
	}
	// The end has to lie behind the new signature too.
	if _, err := decision.Sign([]byte(every), "allowed", assessment.Signature{Name: "C", Date: "2026-12-01"}, "f.yml", rules); err == nil {
		t.Error("signed after its end")
	}
}

func TestLimits(t *testing.T) {
	var b strings.Builder
	b.WriteString("decisions:\n")
	for i := range decision.MaxDecisions + 1 {
		fmt.Fprintf(&b, "- {id: a%d, kind: choice, licence: MIT OR ISC, concluded: MIT, text: x, signed: [{name: me, date: 2026-11-22}]}\n", i)
	}
	if _, err := load(b.String()); err == nil || !strings.Contains(err.Error(), "decision.too-many") {
		t.Errorf("too many: %v", err)
	}
	if _, err := load(strings.Repeat(" ", yamlfile.MaxFile+1)); err == nil || !strings.Contains(err.Error(), "file.too-large") {
		t.Errorf("too large: %v", err)
	}
	if _, err := load(make([]string, decision.MaxFiles+1)...); err == nil || !strings.Contains(err.Error(), "decision.too-many-files") {
		t.Errorf("too many files: %v", err)
	}
}

// FuzzAppend: whatever stands in a file, what is read of it is still there after something was added.
func FuzzAppend(f *testing.F) {
	f.Add([]byte(every))
	f.Add([]byte("decisions: []"))
	f.Add([]byte("# x"))
	f.Add([]byte("decisions:\n- {id: a, kind: choice, licence: MIT OR ISC, concluded: MIT, text: x, signed: [{name: me, date: 2026-11-22}]}"))
	one := assessment.Decision{ID: "new-one", Kind: assessment.Choice, Component: "x", Concluded: spdx.MustParse("MIT"), Text: "y",
		Signed: []assessment.Signature{{Name: "me", Date: "2026-11-22"}}}
	f.Fuzz(func(t *testing.T, data []byte) {
		before, err := load(string(data))
		text, failed := decision.Append(data, []assessment.Decision{one}, "f.yml", "ours", rules)
		if failed != nil {
			return
		}
		after, readable := load(string(text))
		if readable != nil {
			t.Fatalf("%v\n%s", readable, text)
		}
		if err == nil && len(after) != len(before)+1 {
			t.Fatalf("%d decisions became %d", len(before), len(after))
		}
		for i := range before {
			if before[i].ID != after[i].ID {
				t.Fatalf("%s became %s", before[i].ID, after[i].ID)
			}
			signed, err := decision.Sign(text, before[i].ID, assessment.Signature{Name: "somebody else", Date: before[i].Signed[0].Date}, "f.yml", rules)
			if err == nil {
				if _, err := load(string(signed)); err != nil {
					t.Fatalf("%v\n%s", err, signed)
				}
			}
		}
	})
}
