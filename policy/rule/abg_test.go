// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A bundle is built from lines "source: name@version licence", where source is "list", "sbom", "tree", or a second SBOM "sbom2".
// What several sources say of one purl is one component, as the scanner makes it.
func bundle(lines ...string) *inventory.Inventory {
	v := &inventory.Inventory{Schema: inventory.Schema}
	byID := map[string]int{}
	documents := map[string]bool{}
	for n, line := range lines {
		source, rest, _ := strings.Cut(line, ": ")
		name, license, _ := strings.Cut(rest, " ")
		id := name
		if source != "list" && !strings.HasPrefix(id, "pkg:") {
			id = "pkg:npm/" + name
		} else if source == "list" && !strings.HasPrefix(id, "pkg:") {
			id = fmt.Sprintf("list.csv#%d", n)
		}
		name = strings.TrimPrefix(name, "pkg:npm/")
		c := inventory.Component{ID: id, Role: inventory.ThirdParty}
		c.Name, c.Version, _ = strings.Cut(name, "@")
		if strings.HasPrefix(id, "pkg:") {
			c.PURL = id
		}
		i, ok := byID[id]
		if !ok {
			i = len(v.Components)
			byID[id] = i
			v.Components = append(v.Components, c)
		}
		x := &v.Components[i]
		claim := inventory.Claim{Kind: inventory.Declared, License: inventory.ReadLicense(license)}
		switch source {
		case "tree":
			claim.Kind, claim.Origin = inventory.Detected, inventory.OriginScan
			claim.License = inventory.License{}
			if license != "" {
				claim.License = inventory.KnownLicense(spdx.MustParse(license))
			}
			x.Instances = append(x.Instances, inventory.Instance{Path: "lib/" + c.Name})
		default:
			document := source + ".csv"
			if source != "list" {
				document = source + ".json"
			}
			documents[document] = true
			claim.Origin, claim.Ref = document, fmt.Sprint(n)
			x.Instances = append(x.Instances, inventory.Instance{Document: document, Ref: fmt.Sprint(n), Line: n + 1, Entry: &inventory.Entry{Name: c.Name, Version: c.Version}})
		}
		if claim.License.State != inventory.Absent {
			x.Claims = append(x.Claims, claim)
		}
	}
	for _, id := range []string{"list.csv", "sbom.json", "sbom2.json"} {
		if documents[id] {
			d := inventory.Document{ID: id, Format: "cyclonedx-json"}
			if id == "list.csv" {
				d.Kind, d.Format = inventory.KindList, "csv"
			}
			v.Documents = append(v.Documents, d)
		}
	}
	return v
}

// asked writes what a rule asks of a bundle: message, count, examples.
func asked(t *testing.T, id string, v *inventory.Inventory, prepare func(*rule.DocumentCase)) []string {
	t.Helper()
	r := rule.ByID(id)
	var list []string
	for _, c := range rule.Documents(v, nil) {
		if prepare != nil {
			prepare(c)
		}
		for _, o := range r.Document(c) {
			switch {
			case o.State == rule.Pass:
				list = append(list, "pass")
			case o.State != rule.Unknown || o.Asks != assessment.Bidder || o.About == "" || !o.Every:
				t.Errorf("%s: not a question to the bidder: %+v", id, o)
			default:
				list = append(list, strings.TrimPrefix(o.Message.Key, "rule."+strings.ToLower(id)+".")+" "+o.Message.Args["count"]+": "+o.Message.Args["examples"])
			}
		}
	}
	return list
}

func TestABG(t *testing.T) {
	for name, c := range map[string]struct {
		lines    []string
		one, two []string // what ABG-001 and ABG-002 say
	}{
		"all agree":               {[]string{"list: a@1 MIT", "sbom: a@1 MIT", "tree: a@1 MIT"}, []string{"pass"}, []string{"pass"}},
		"spellings agree":         {[]string{"list: a@v1 GPL-2.0+", "list: b@1 ISC OR MIT", "sbom: a@1 GPL-2.0-or-later", "sbom: b@1 MIT OR ISC"}, []string{"pass"}, nil},
		"nothing to compare with": {[]string{"list: a@1 MIT"}, nil, nil},
		"missing and extra":       {[]string{"list: a@1 MIT", "list: x@1 MIT", "sbom: a@1 MIT", "sbom: b@1 MIT"}, []string{"missing 1: b 1", "extra 1: x 1"}, nil},
		"several SBOMs are one statement": {[]string{"list: a@1 MIT", "list: b@1 MIT", "sbom: a@1 MIT", "sbom2: b@1 MIT", "tree: b@1 MIT", "tree: a@1 MIT"},
			[]string{"pass"}, []string{"pass"}},
		"licences and versions": {[]string{"list: a@1 MIT", "list: b@2 MIT", "list: c MIT", "sbom: a@1 ISC", "sbom: b@3 MIT", "sbom: c@1 MIT"},
			[]string{"licences 1: a (MIT / ISC)", "versions 1: b (2 / 3)"}, nil},
		"silence is no deviation": {[]string{"list: a@1", "list: b@1 MIT", "sbom: a@1 MIT", "sbom: b@1 NOASSERTION"}, []string{"pass"}, nil},
		"not in the SBOM":         {[]string{"sbom: a@1 MIT", "sbom: z@1 MIT", "tree: a@1 MIT", "tree: b@1 GPL-2.0-only"}, nil, []string{"missing 1: b 1"}},
		"not on the list, without an SBOM": {[]string{"list: a@1 MIT", "tree: a@1 MIT", "tree: b@1 GPL-2.0-only"},
			nil, []string{"missing 1: b 1"}},
		"another version in the tree": {[]string{"sbom: a@1 MIT", "tree: a@2 MIT"}, nil, []string{"versions 1: a (2 / 1)"}},
		"another licence in the tree": {[]string{"sbom: a@1 MIT", "tree: a@1 GPL-2.0-only"}, nil, []string{"licences 1: a (GPL-2.0-only / MIT)"}},
		"a branch of a choice":        {[]string{"sbom: a@1 MIT OR GPL-2.0-only", "tree: a@1 GPL-2.0-only"}, nil, []string{"pass"}},
		"many": {[]string{"sbom: a@1 MIT", "tree: b@1 MIT", "tree: c@1 MIT", "tree: d@1 MIT", "tree: e@1 MIT", "tree: f@1 MIT", "tree: g@1 MIT"},
			nil, []string{"missing 6: b 1, c 1, d 1, e 1, f 1"}},
	} {
		v := bundle(c.lines...)
		if got := asked(t, "ABG-001", v, nil); !slices.Equal(got, c.one) {
			// Without LIZ-011 among the counting rules differences of one component are told here.
			none := func(d *rule.DocumentCase) { d.Counts = func(string) bool { return false } }
			if got = asked(t, "ABG-001", v, none); !slices.Equal(got, c.one) {
				t.Errorf("%s: ABG-001 says %q, want %q", name, got, c.one)
			}
		}
		none := func(d *rule.DocumentCase) { d.Counts = func(string) bool { return false } }
		if got := asked(t, "ABG-002", v, none); !slices.Equal(got, c.two) {
			t.Errorf("%s: ABG-002 says %q, want %q", name, got, c.two)
		}
	}
}

// What is left to LIZ-011 is said to be, so that nobody takes the silence for agreement.
func TestABG001SaysWhatLIZ011Asks(t *testing.T) {
	r := rule.ByID("ABG-001")
	for _, c := range rule.Documents(bundle("list: pkg:npm/a@1 MIT", "sbom: a@1 ISC"), nil) {
		for _, o := range r.Document(c) {
			if o.State != rule.Pass || o.Message.Key != "rule.abg-001.told" || o.Message.Args["count"] != "1" {
				t.Errorf("%+v", o)
			}
		}
	}
}

// What LIZ-011 says of one component, the rules about documents leave to it.
func TestABGLeavesToLIZ011(t *testing.T) {
	v := bundle("list: pkg:npm/a@1 MIT", "sbom: a@1 ISC", "tree: a@1 GPL-2.0-only")
	only := func(d *rule.DocumentCase) { d.Counts = func(rule string) bool { return rule == "LIZ-011" } }
	for _, id := range []string{"ABG-001", "ABG-002"} {
		if got := asked(t, id, v, only); !slices.Equal(got, []string{"pass"}) {
			t.Errorf("%s: %q", id, got)
		}
		if got := asked(t, id, v, nil); !slices.Equal(got, []string{"pass"}) { // every rule counts
			t.Errorf("%s: %q", id, got)
		}
	}
}

func TestABGLeavesOut(t *testing.T) {
	v := bundle("list: a@1 MIT", "sbom: a@1 MIT", "sbom: dev@1 MIT", "sbom: app@1 MIT", "list: app@1 MIT", "tree: own@1 MIT", "tree: left@1 MIT", "tree: root@1 MIT")
	for i := range v.Components {
		switch c := &v.Components[i]; c.Name {
		case "dev":
			c.Scope = inventory.Dev
		case "root":
			v.Subject.Roots = []string{c.ID}
		}
	}
	v.Documents[1].Main = "pkg:npm/app@1"
	prepare := func(d *rule.DocumentCase) {
		d.Own = func(c *inventory.Component) bool { return c.Name == "own" }
		d.Excluded = func(c *inventory.Component) bool { return c.Name == "left" }
	}
	for _, id := range []string{"ABG-001", "ABG-002"} {
		if got := asked(t, id, v, prepare); !slices.Equal(got, []string{"pass"}) {
			t.Errorf("%s: %q", id, got)
		}
	}
}

func TestABGLarge(t *testing.T) {
	var lines []string
	for i := range 20_000 {
		lines = append(lines, fmt.Sprintf("list: a%d@1 MIT", i), fmt.Sprintf("sbom: b%d@1 MIT", i), fmt.Sprintf("tree: c%d@1 MIT", i))
	}
	v := bundle(lines...)
	start := time.Now()
	one, two := asked(t, "ABG-001", v, nil), asked(t, "ABG-002", v, nil)
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
	if len(one) != 2 || !strings.HasPrefix(one[0], "missing 20000: ") || !strings.HasPrefix(two[0], "missing 20000: ") {
		t.Errorf("%.200q %.200q", one, two)
	}
}

// Statements in different spellings do not conflict.
func TestSpellingsDoNotDiffer(t *testing.T) {
	for _, c := range []struct {
		one, other string
		want       int
	}{{"GPL-2.0+", "GPL-2.0-or-later", 0}, {"MIT OR ISC", "ISC OR MIT", 0}, {"GPL-2.0-only", "GPL-2.0-or-later", 1}} {
		if got := rule.Judged([]inventory.Claim{declared(c.one), declared(c.other)}).Differences; len(got) != c.want {
			t.Errorf("%s and %s: %v", c.one, c.other, got)
		}
	}
}
