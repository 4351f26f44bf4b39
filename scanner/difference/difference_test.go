// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// component reads "purl or name@version | declared | detected", parts that are left out say nothing.
func component(line string) inventory.Component {
	parts := strings.Split(line, "|")
	id := strings.TrimSpace(parts[0])
	c := inventory.Component{ID: id}
	name := id
	if rest, ok := strings.CutPrefix(id, "pkg:"); ok {
		c.PURL = id
		name = rest[strings.IndexByte(rest, '/')+1:]
	} else {
		c.ID = "bom.json#" + id
	}
	name, _, _ = strings.Cut(name, "?")
	c.Name, c.Version, _ = strings.Cut(name, "@")
	for i, kind := range []inventory.ClaimKind{inventory.Declared, inventory.Detected, inventory.Concluded} {
		if i+1 >= len(parts) {
			break
		}
		for raw := range strings.SplitSeq(parts[i+1], ";") {
			if raw = strings.TrimSpace(raw); raw != "" {
				c.Claims = append(c.Claims, inventory.Claim{Kind: kind, Origin: "bom.json", License: inventory.ReadLicense(raw),
					Evidence: []inventory.Evidence{{Path: "bom.json", Line: inventory.LineRange{First: 7, Last: 7}}}})
			}
		}
	}
	return c
}

func inventoryOf(lines ...string) *inventory.Inventory {
	v := &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "bid", Kind: inventory.KindSBOM}}
	for _, line := range lines {
		v.Components = append(v.Components, component(line))
	}
	return v
}

// told writes a result in one line for each difference.
func told(r *difference.Result) []string {
	var list []string
	name := func(p difference.Part) string { return strings.TrimSuffix(p.Name+"@"+p.Version, "@") }
	for _, group := range []struct {
		name    string
		changes []difference.Change
	}{{"license", r.Licenses}, {"statement", r.Statements}, {"version", r.Versions}, {"other", r.Others}} {
		for _, c := range group.changes {
			s := group.name + " " + name(c.Before) + " -> " + name(c.After)
			for _, l := range c.Licenses {
				s += fmt.Sprintf(", %s %s: %s -> %s", l.Kind, l.How, l.Before.License, l.After.License)
			}
			for _, f := range c.Fields {
				s += fmt.Sprintf(", %s: %s -> %s", f.Field, f.Before, f.After)
			}
			list = append(list, s)
		}
	}
	for _, p := range r.Added {
		list = append(list, "added "+name(p))
	}
	for _, p := range r.Removed {
		list = append(list, "removed "+name(p))
	}
	return list
}

func TestCompare(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want []string }{
		"nothing":       {[]string{"pkg:npm/a@1 | MIT"}, []string{"pkg:npm/a@1 | MIT"}, nil},
		"another order": {[]string{"pkg:npm/a@1 | MIT OR Apache-2.0"}, []string{"pkg:npm/a@1 | Apache-2.0 OR MIT"}, nil},
		"another spelling": {[]string{"pkg:npm/a@1 | GPL-2.0+", "pkg:npm/b@1 | mit"},
			[]string{"pkg:npm/a@1 | GPL-2.0-or-later", "pkg:npm/b@1 | MIT License"}, nil},
		"two claims or one": {[]string{"pkg:npm/a@1 | MIT; ISC"}, []string{"pkg:npm/a@1 | ISC AND MIT"}, nil},
		"unparsed words": {[]string{"pkg:npm/a@1 | See the Manual", "pkg:npm/b@1 | see the manual"},
			[]string{"pkg:npm/a@1 | see  the manual", "pkg:npm/b@1 | ask us"}, []string{"license b@1 -> b@1, declared changed: see the manual -> ask us"}},
		"a licence": {[]string{"pkg:npm/a@1 | MIT"}, []string{"pkg:npm/a@1 | GPL-3.0-only"},
			[]string{"license a@1 -> a@1, declared changed: MIT -> GPL-3.0-only"}},
		"a licence with a version": {[]string{"pkg:npm/a@1 | MIT", "pkg:npm/b@1 | MIT"}, []string{"pkg:npm/a@2 | BUSL-1.1", "pkg:npm/b@1.1 | MIT"},
			[]string{"license a@1 -> a@2, declared changed: MIT -> BUSL-1.1", "version b@1 -> b@1.1"}},
		"AND for OR": {[]string{"pkg:npm/a@1 | MIT OR ISC"}, []string{"pkg:npm/a@1 | MIT AND ISC"},
			[]string{"license a@1 -> a@1, declared changed: MIT OR ISC -> MIT AND ISC"}},
		"silence is no change": {[]string{"pkg:npm/a@1 | MIT", "pkg:npm/b@1 | NOASSERTION", "pkg:npm/c@1"}, []string{"pkg:npm/a@1", "pkg:npm/b@1 | MIT", "pkg:npm/c@1 | NONE"},
			[]string{"statement a@1 -> a@1, declared unstated: MIT -> ", "statement b@1 -> b@1, declared stated:  -> MIT"}},
		"a kind that one side does not know": {[]string{"pkg:npm/a@1 | MIT | ISC"}, []string{"pkg:npm/a@1 | MIT"}, nil},
		"kinds apart": {[]string{"pkg:npm/a@1 | MIT | MIT"}, []string{"pkg:npm/a@1 | MIT | MIT; GPL-2.0-only"},
			[]string{"license a@1 -> a@1, detected changed: MIT -> MIT AND GPL-2.0-only"}},
		"added and removed": {[]string{"pkg:npm/a@1", "pkg:npm/b@1"}, []string{"pkg:npm/b@1", "pkg:pypi/a@1"}, []string{"added a@1", "removed a@1"}},
		"versions side by side": {[]string{"pkg:npm/a@1.0.0", "pkg:npm/a@2.0.0", "pkg:npm/a@3.0.0"}, []string{"pkg:npm/a@1.0.10", "pkg:npm/a@3.0.0", "pkg:npm/a@2.2.0"},
			[]string{"version a@1.0.0 -> a@1.0.10", "version a@2.0.0 -> a@2.2.0"}},
		"one of two versions left": {[]string{"pkg:npm/a@1.0.0", "pkg:npm/a@2.0.0"}, []string{"pkg:npm/a@2.1.0"},
			[]string{"version a@2.0.0 -> a@2.1.0", "removed a@1.0.0"}},
		"one more version side by side": {[]string{"pkg:npm/log@2.20.0"}, []string{"pkg:npm/log@2.21.0", "pkg:npm/log@2.20.0"}, []string{"added log@2.21.0"}},
		"one more version, one without a purl": {[]string{"pkg:npm/log@2.20.0 | MIT"}, []string{"pkg:npm/log@2.21.0", "log@2.20.0 | MIT"},
			[]string{"added log@2.21.0"}},
		"one more version, before without a purl": {[]string{"log@2.20.0", "web@1"}, []string{"log@2.21.0", "pkg:npm/log@2.20.0", "web@1"}, []string{"added log@2.21.0"}},
		"one less, after without a purl":          {[]string{"pkg:npm/log@1", "pkg:npm/log@2"}, []string{"log@1"}, []string{"removed log@2"}},
		"two purls of one name":                   {[]string{"pkg:npm/log@1", "pkg:pypi/log@2"}, []string{"log@1"}, []string{"added log@1", "removed log@1", "removed log@2"}},
		"both in a new major version": {[]string{"pkg:npm/a@9.9", "pkg:npm/a@10.1"}, []string{"pkg:npm/a@11.0", "pkg:npm/a@12.0"},
			[]string{"version a@9.9 -> a@11.0", "version a@10.1 -> a@12.0"}},
		"qualifiers": {[]string{"pkg:deb/debian/a@1?arch=amd64 | MIT", "pkg:deb/debian/a@1?arch=arm64 | MIT"}, []string{"pkg:deb/debian/a@1?arch=arm64 | MIT", "pkg:deb/debian/a@1?arch=i386 | MIT"}, nil},
		"by name":    {[]string{"zlib@1.2 | Zlib"}, []string{"Zlib@1.3 | MIT"}, []string{"license zlib@1.2 -> Zlib@1.3, declared changed: Zlib -> MIT"}},
		"by name where one has a purl": {[]string{"org.example:core@1", "left-pad@1", "curl@8"}, []string{"pkg:maven/org.example/core@2", "pkg:npm/left-pad@1", "pkg:deb/debian/curl@8"},
			[]string{"version org.example:core@1 -> org.example/core@2"}},
		"a name that may be two": {[]string{"core@1"}, []string{"pkg:npm/%40a/core@1", "pkg:npm/%40b/core@1"}, []string{"added %40a/core@1", "added %40b/core@1", "removed core@1"}},
		"groups that differ":     {[]string{"a/core@1"}, []string{"b/core@1"}, []string{"added b/core@1", "removed a/core@1"}},
	} {
		r := difference.Compare(inventoryOf(c.before...), inventoryOf(c.after...))
		got := told(r)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		if r.Any() != (len(c.want) > 0) {
			t.Errorf("%s: Any is %v", name, r.Any())
		}
	}
}

func TestUncompared(t *testing.T) {
	r := difference.Compare(inventoryOf("pkg:npm/a@1 | MIT | ISC"), inventoryOf("pkg:npm/a@1 | MIT | | Zlib"))
	want := []difference.Uncompared{{Kind: inventory.Concluded, Only: difference.InAfter}, {Kind: inventory.Detected, Only: difference.InBefore}}
	if !slices.Equal(r.Uncompared, want) || r.Relicensed() {
		t.Errorf("%v, relicensed %v", r.Uncompared, r.Relicensed())
	}
}

func TestWhereFrom(t *testing.T) {
	r := difference.Compare(inventoryOf("pkg:npm/a@1 | MIT AND ISC"), inventoryOf("pkg:npm/a@1 | MIT AND GPL-2.0-only"))
	l := r.Licenses[0].Licenses[0]
	if want := []difference.From{{License: "ISC", Origin: "bom.json", Place: "bom.json:7"}}; !slices.Equal(l.Before.From, want) {
		t.Errorf("before: %v", l.Before.From)
	}
	if want := []difference.From{{License: "GPL-2.0-only", Origin: "bom.json", Place: "bom.json:7"}}; !slices.Equal(l.After.From, want) {
		t.Errorf("after: %v", l.After.From)
	}
	if !r.Relicensed() {
		t.Error("no licence changed")
	}
}

// A finding that may mean either is not another licence.
func TestReadings(t *testing.T) {
	finding := func(e, reading string) *inventory.Inventory {
		v := inventoryOf("pkg:npm/a@1")
		v.Components[0].Claims = []inventory.Claim{{Kind: inventory.Detected, Origin: inventory.OriginScan,
			License: inventory.KnownLicense(spdx.MustParse(e), spdx.MustParse(reading))}}
		return v
	}
	before, after := finding("GPL-2.0-only", "GPL-2.0-or-later"), inventoryOf("pkg:npm/a@1 | | GPL-2.0-or-later")
	if r := difference.Compare(before, after); r.Any() {
		t.Error(told(r))
	}
	if r := difference.Compare(after, before); r.Any() {
		t.Error(told(r))
	}
	if r := difference.Compare(finding("GPL-2.0-only", "GPL-1.0-or-later"), after); !r.Relicensed() {
		t.Error(told(r))
	}
}

// A LicenseRef is what its document has under the name.
func TestTexts(t *testing.T) {
	side := func(license string, texts ...string) *inventory.Inventory {
		v := inventoryOf("pkg:npm/a@1 | " + license)
		for i := 0; i+1 < len(texts); i += 2 {
			v.Texts = append(v.Texts, inventory.Text{Document: "bom.json", License: texts[i], Text: texts[i+1]})
		}
		return v
	}
	for name, c := range map[string]struct {
		before, after *inventory.Inventory
		same          bool
	}{
		"words":                    {side("Proprietary"), side("LicenseRef-1", "LicenseRef-1", "proprietary\n"), true},
		"words beside another":     {side("Proprietary; MIT"), side("LicenseRef-1 AND MIT", "LicenseRef-1", "Proprietary"), true},
		"other words":              {side("Proprietary"), side("LicenseRef-1", "LicenseRef-1", "Ask us"), false},
		"words and no text":        {side("Proprietary"), side("LicenseRef-1"), false},
		"words with their text":    {side("Our terms", "Our terms", "Pay us."), side("LicenseRef-1", "LicenseRef-1", "Our terms\n\n----\n\nPay us."), true},
		"the text of the words":    {side("Our terms", "Our terms", "Pay us."), side("LicenseRef-1", "LicenseRef-1", "Pay us."), true},
		"words with another text":  {side("Our terms", "Our terms", "Pay us."), side("LicenseRef-1", "LicenseRef-1", "Our terms\n\n----\n\nPay twice."), false},
		"two words of one text":    {side("Our terms", "Our terms", "Pay us."), side("Other terms", "Other terms", "Pay us."), false},
		"another name":             {side("LicenseRef-1", "LicenseRef-1", "Pay us."), side("LicenseRef-2", "LicenseRef-2", "Pay us."), true},
		"another text":             {side("LicenseRef-1", "LicenseRef-1", "Pay us."), side("LicenseRef-1", "LicenseRef-1", "Pay twice."), false},
		"a text on one side":       {side("LicenseRef-1", "LicenseRef-1", "Pay us."), side("LicenseRef-1"), true},
		"a text that says nothing": {side("LicenseRef-1", "LicenseRef-1", "NOASSERTION"), side("LicenseRef-2", "LicenseRef-2", "NOASSERTION"), false},
		"a text of ours":           {side("LicenseRef-1", "LicenseRef-1", "Pay us."), side("LicenseRef-1", "LicenseRef-1", inventory.NoText), true},
	} {
		for _, sides := range [][2]*inventory.Inventory{{c.before, c.after}, {c.after, c.before}} {
			if r := difference.Compare(sides[0], sides[1]); r.Relicensed() == c.same {
				t.Errorf("%s: %q", name, told(r))
			}
		}
	}
	r := difference.Compare(side("LicenseRef-1", "LicenseRef-1", "Pay us."), side("LicenseRef-1", "LicenseRef-1", "Pay twice."))
	want := []string{"license a@1 -> a@1, declared changed: LicenseRef-1 (Pay us.) -> LicenseRef-1 (Pay twice.)"}
	if got := told(r); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFields(t *testing.T) {
	before, after := inventoryOf("pkg:npm/a@1", "pkg:npm/b@1", "pkg:npm/c@1"), inventoryOf("pkg:npm/a@1", "pkg:npm/b@2", "pkg:npm/c@1")
	hash := func(algorithm, value string) inventory.Hash {
		return inventory.Hash{Algorithm: algorithm, Value: value}
	}
	a, b := &before.Components[0], &after.Components[0]
	a.Supplier, b.Supplier = "Example Ltd", "Other Ltd"
	a.Scope, b.Scope = inventory.Dev, inventory.Runtime
	b.Modified = inventory.Yes
	a.Hashes = []inventory.Hash{hash("MD5", "1"), hash("SHA256", "aa"), hash("SHA256", "ab")}
	b.Hashes = []inventory.Hash{hash("SHA256", "ac"), hash("SHA256", "AD")}
	before.Components[1].Hashes, after.Components[1].Hashes = a.Hashes, b.Hashes // of another version
	c, d := &before.Components[2], &after.Components[2]
	c.Supplier, d.Supplier = "Example  Ltd", "example ltd"
	c.Scope, c.Modified = inventory.Dev, inventory.Yes
	c.Hashes, d.Hashes = []inventory.Hash{hash("SHA256", "aa"), hash("SHA256", "AB")}, []inventory.Hash{hash("SHA256", "ab")}
	want := []string{"version b@1 -> b@2",
		"other a@1 -> a@1, supplier: Example Ltd -> Other Ltd, scope: dev -> runtime, modified:  -> yes, hash: SHA256 aa -> SHA256 ac"}
	if got := told(difference.Compare(before, after)); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// What the sides are as a whole is one component, though a folder gives it another name.
func TestWhole(t *testing.T) {
	before, after := inventoryOf("bid-1@1"), inventoryOf("bid-2@2", "bid-1@1")
	before.Subject.Main, after.Subject.Main = before.Components[0].ID, after.Components[0].ID
	want := []string{"version bid-1@1 -> bid-2@2, name: bid-1 -> bid-2", "added bid-1@1"}
	if got := told(difference.Compare(before, after)); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// An id of a document is a number in many: the version says more.
func TestVersionBeforeID(t *testing.T) {
	before, after := inventoryOf("log@2.20.0"), inventoryOf("log@2.21.0", "log@2.20.0")
	before.Components[0].ID, after.Components[0].ID, after.Components[1].ID = "bom.json#1", "bom.json#1", "bom.json#2"
	if got := told(difference.Compare(before, after)); !slices.Equal(got, []string{"added log@2.21.0"}) {
		t.Errorf("%q", got)
	}
}

func large(n int, shift int) *inventory.Inventory {
	v := inventoryOf()
	for i := range n {
		license := "MIT OR Apache-2.0"
		if i%100 == shift {
			license = "GPL-2.0-only"
		}
		v.Components = append(v.Components, component(fmt.Sprintf("pkg:npm/a%d@1.%d | %s", i/3, i%3+shift, license)))
	}
	return v
}

func TestLargeIsFastAndRepeatsItself(t *testing.T) {
	before, after := large(100_000, 0), large(100_000, 1)
	start := time.Now()
	first := difference.Compare(before, after)
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
	one, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	rand.Shuffle(len(after.Components), func(i, j int) {
		after.Components[i], after.Components[j] = after.Components[j], after.Components[i]
	})
	two, err := json.Marshal(difference.Compare(before, after))
	if err != nil {
		t.Fatal(err)
	}
	if string(one) != string(two) {
		t.Error("another order of the components gives another result")
	}
}

// Hostile: everything has one name.
func TestOneName(t *testing.T) {
	v, w := inventoryOf(), inventoryOf()
	for i := range 50_000 {
		v.Components = append(v.Components, component(fmt.Sprintf("pkg:npm/a@%d", i)))
		w.Components = append(w.Components, component(fmt.Sprintf("a@%d.1", i)))
	}
	start := time.Now()
	r := difference.Compare(v, w)
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
	if len(r.Versions) != 50_000 {
		t.Errorf("%d versions", len(r.Versions))
	}
}

func BenchmarkCompare(b *testing.B) {
	before, after := large(100_000, 0), large(100_000, 1)
	for b.Loop() {
		difference.Compare(before, after)
	}
}
