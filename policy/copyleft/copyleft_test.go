// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// said are the answers in the words of the tables.
var said = map[copyleft.Answer]string{copyleft.No: "no", copyleft.Open: "open", copyleft.Yes: "yes"}

func known(t testing.TB, license string) copyleft.Known {
	t.Helper()
	atom := spdx.MustParse(license)
	f, ok := facts.Of(atom)
	return copyleft.Known{Atom: atom, Facts: f, OK: ok}
}

// part reads "links-static,contains yes service": relations (- for none), whether modified, and the use.
func part(t testing.TB, text string) copyleft.Part {
	t.Helper()
	var kinds, modified, use string
	if n, err := fmt.Sscan(text, &kinds, &modified, &use); n != 3 {
		t.Fatalf("%q: %v", text, err)
	}
	p := copyleft.Part{Use: copyleft.Use(use)}
	if modified != "?" {
		p.Modified = inventory.Modified(modified)
	}
	if kinds != "-" {
		for k := range strings.SplitSeq(kinds, ",") {
			p.Relations = append(p.Relations, inventory.RelationKind(k))
		}
	}
	return p
}

func TestReach(t *testing.T) {
	for _, c := range []struct{ license, part, want string }{
		{"MIT", "- ? publication", "no copyleft.none"},
		// How the work uses it.
		{"GPL-3.0-only", "incorporates ? publication", "yes copyleft.incorporated"},
		{"GPL-3.0-only", "links-static ? distribution", "yes copyleft.linked"},
		{"GPL-3.0-only", "links-dynamic no distribution", "yes copyleft.linked"},
		{"GPL-3.0-only", "depends-on ? publication", "open copyleft.relation"},
		{"GPL-3.0-only", "contains ? publication", "open copyleft.relation"},
		{"GPL-3.0-only", "- ? publication", "open copyleft.relation"},
		{"GPL-3.0-only", "uses-separately yes publication", "no copyleft.separate"},
		{"GPL-3.0-only", "builds-with ? publication", "no copyleft.tool"},
		{"GPL-3.0-only", "tests-with ? publication", "no copyleft.tool"},
		{"GPL-3.0-only", "uses-separately,links-dynamic ? publication", "yes copyleft.linked"},
		{"GPL-3.0-only", "builds-with,depends-on ? publication", "open copyleft.relation"},
		{"GPL-3.0-only", "something-new ? publication", "open copyleft.relation"},
		// How far it goes by itself.
		{"EUPL-1.2", "links-static ? publication", "no copyleft.not-linking"},
		{"EUPL-1.2", "depends-on ? publication", "no copyleft.not-linking"},
		{"EUPL-1.2", "incorporates ? publication", "yes copyleft.incorporated"},
		{"LGPL-2.1-only", "links-static ? publication", "no copyleft.relinking"},
		{"LGPL-2.1-only", "links-dynamic ? publication", "no copyleft.relinking-shared"},
		{"LGPL-2.0-only", "links-dynamic ? publication", "no copyleft.relinking"},
		{"LGPL-2.1-only", "depends-on ? publication", "no copyleft.relinking"},
		{"LGPL-2.1-only", "incorporates ? publication", "open copyleft.merged"},
		{"MPL-2.0", "incorporates yes publication", "no copyleft.files"},
		{"MPL-2.0", "links-static ? publication", "no copyleft.files"},
		{"CC-BY-SA-4.0", "incorporates ? publication", "open copyleft.merged"},
		{"OFL-1.1", "incorporates ? publication", "no copyleft.files"},
		{"OSL-3.0", "links-static ? publication", "open copyleft.unclear"},
		// Exceptions: linking is spared, code that is taken over is not; some spare particular works only.
		{"GPL-2.0-only WITH Classpath-exception-2.0", "links-static ? publication", "no copyleft.library"},
		{"GPL-2.0-only WITH Classpath-exception-2.0", "incorporates ? publication", "yes copyleft.incorporated"},
		{"GPL-2.0-only WITH Universal-FOSS-exception-1.0", "links-dynamic ? publication", "open copyleft.spared"},
		// What sets it off.
		{"GPL-3.0-only", "incorporates yes internal", "no copyleft.internal"},
		{"GPL-3.0-only", "incorporates yes service", "no copyleft.no-network"},
		{"AGPL-3.0-only", "incorporates yes service", "yes copyleft.incorporated"},
		{"AGPL-3.0-only", "incorporates ? service", "open copyleft.if-modified"},
		{"AGPL-3.0-only", "links-dynamic no service", "open copyleft.combined"},
		{"AGPL-3.0-only", "uses-separately no service", "no copyleft.separate"},
		{"AGPL-3.0-only", "incorporates yes internal", "no copyleft.internal"},
		{"EUPL-1.2", "incorporates no service", "open copyleft.arguable"},
		{"SSPL-1.0", "links-static no service", "yes copyleft.linked"},
		{"SSPL-1.0", "uses-separately no service", "open copyleft.service"},
		{"SSPL-1.0", "uses-separately no publication", "no copyleft.separate"},
		{"RPL-1.5", "incorporates yes internal", "open copyleft.changed"},
		{"RPL-1.5", "incorporates no internal", "no copyleft.unmodified"},
	} {
		r := copyleft.Reach(known(t, c.license).Facts, part(t, c.part))
		if got := said[r.Answer] + " " + r.Reason.Key; got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.license, c.part, got, c.want)
		}
	}
}

func TestUnder(t *testing.T) {
	for _, c := range []struct {
		from, to string
		linked   bool
		want     string
	}{
		{"GPL-2.0-only", "GPL-2.0-only", false, "yes"},
		{"GPL-2.0-only", "GPL-3.0-only", false, "no"},
		{"GPL-2.0-only", "GPL-2.0-or-later", false, "no"},
		{"GPL-2.0-or-later", "GPL-2.0-only", false, "yes"},
		{"GPL-2.0-or-later", "GPL-3.0-or-later", false, "yes"},
		{"GPL-2.0+", "GPL-3.0-only", false, "yes"},
		{"GPL-3.0-or-later", "GPL-2.0-only", false, "no"},
		{"GPL-2.0-or-later", "AGPL-3.0-only", true, "yes"},
		{"GPL-3.0-only", "AGPL-3.0-only", false, "open"},
		{"GPL-2.0-only", "AGPL-3.0-only", true, "no"},
		{"LGPL-2.1-only", "GPL-3.0-only", false, "yes"},
		{"LGPL-2.1-only", "LGPL-3.0-only", false, "no"},
		{"LGPL-2.1-or-later", "LGPL-3.0-or-later", false, "yes"},
		{"LGPL-3.0-only", "GPL-3.0-only", false, "yes"},
		{"LGPL-3.0-only", "GPL-2.0-only", false, "no"},
		{"GFDL-1.2-no-invariants-or-later", "GFDL-1.3-no-invariants-only", false, "yes"},
		{"MPL-2.0", "GPL-2.0-only", false, "yes"},
		{"MPL-2.0", "LGPL-2.0-only", false, "no"},
		{"MPL-2.0", "EUPL-1.2", false, "no"},
		{"MPL-2.0-no-copyleft-exception", "GPL-2.0-only", false, "no"},
		{"EPL-2.0", "GPL-2.0-only", false, "no"},
		// The appendix of the EUPL, in its direction.
		{"EUPL-1.2", "GPL-3.0-only", false, "yes"},
		{"EUPL-1.2", "LGPL-2.1-only", false, "yes"},
		{"EUPL-1.2", "EUPL-1.1", false, "yes"},
		{"EUPL-1.2", "MIT", false, "no"},
		{"EUPL-1.2", "EPL-2.0", false, "no"},
		{"EUPL-1.1", "EUPL-1.2", false, "yes"},
		{"EUPL-1.1", "GPL-3.0-only", false, "open"},
		{"GPL-3.0-only", "EUPL-1.2", false, "no"},
		{"LGPL-2.1-or-later", "EUPL-1.2", false, "no"},
		{"OSL-3.0", "EUPL-1.2", false, "no"},
		{"CECILL-2.1", "EUPL-1.2", false, "yes"},
		{"CECILL-2.0", "EUPL-1.2", false, "no"},
		{"CECILL-2.1", "GPL-3.0-only", false, "yes"},
		{"CC-BY-SA-3.0", "CC-BY-SA-4.0", false, "yes"},
		{"CC-BY-SA-4.0", "GPL-3.0-only", false, "open"},
		{"GPL-3.0-only", "CC-BY-SA-4.0", false, "no"},
		// A pair may do what the licence alone may, and what adds permissions may be given up.
		{"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", false, "yes"},
		{"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-3.0-only", false, "no"},
		{"GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", false, "no"},
		// Nobody read it.
		{"QPL-1.0", "MIT", false, "open unread"},
	} {
		p := copyleft.Under(known(t, c.from).Facts, c.to, c.linked)
		got := said[p.Answer]
		if p.Unread {
			got += " unread"
		}
		if got != c.want {
			t.Errorf("%s under %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestOSADLIsOnlyAQuestion(t *testing.T) {
	for _, c := range []struct{ outbound, inbound, want string }{
		{"MIT", "GPL-2.0-only", "No"}, {"GPL-2.0-only", "MIT", "Yes"}, {"MIT", "MIT", "Same"},
		{"EUPL-1.2", "Apache-2.0", "Unknown"}, {"GPL-3.0-only", "AGPL-3.0-only", "Check dependency"},
		{"EUPL-1.2", "GPL-3.0-only", "No"}, {"GPL-3.0-only", "EUPL-1.2", "Yes"},
		{"MIT", "SSPL-1.0", ""}, {"LicenseRef-house", "MIT", ""},
	} {
		if got := copyleft.OSADL(c.outbound, c.inbound); got != c.want {
			t.Errorf("outbound %s, inbound %s: got %q, want %q", c.outbound, c.inbound, got, c.want)
		}
	}
	merged, linked := part(t, "incorporates ? publication"), part(t, "links-static ? publication")
	for _, c := range []struct {
		in, out string
		part    copyleft.Part
		want    copyleft.Answer
	}{
		{"MPL-2.0", "MIT", merged, copyleft.Open}, // "No" in the matrix
		{"MPL-2.0", "MIT", linked, copyleft.Yes},
		{"Apache-2.0", "EUPL-1.2", merged, copyleft.Open},
		{"Apache-2.0", "EUPL-1.2", linked, copyleft.Yes},
	} {
		if got := copyleft.Fit(known(t, c.in), known(t, c.out), c.part); got.Answer != c.want {
			t.Errorf("%s in %s: got %v", c.in, c.out, got)
		}
	}
}

func TestRelations(t *testing.T) {
	relations := func(list ...string) (rel []inventory.Relation) {
		for _, s := range list {
			f := strings.Fields(s)
			rel = append(rel, inventory.Relation{From: f[0], To: f[2], Kind: inventory.RelationKind(f[1])})
		}
		return rel
	}
	for _, c := range []struct {
		name      string
		relations []inventory.Relation
		want      string // of x
	}{
		{"direct", relations("own links-static x"), "[links-static]"},
		{"as close as the loosest step", relations("own links-static b", "b incorporates x"), "[links-static]"},
		{"what a separate program links", relations("own uses-separately b", "b links-static x"), "[uses-separately]"},
		{"what a tool depends on", relations("own builds-with b", "b depends-on x"), "[builds-with]"},
		{"two ways", relations("own uses-separately b", "b links-static x", "own links-dynamic x"), "[links-dynamic uses-separately]"},
		{"a cycle", relations("own links-static x", "x depends-on b", "b contains x"), "[links-static contains]"},
		{"nothing leads there", nil, "[]"},
		{"used by what nothing leads to", relations("b links-static x"), "[]"},
		{"only each other", relations("b links-static x", "x links-static b"), "[]"},
		{"used by what a document is about", relations("app links-static x"), "[links-static]"},
		{"a document about what own code uses", relations("own uses-separately app", "app links-static x"), "[uses-separately]"},
		{"what nobody knows", relations("own generates x"), "[]"},
	} {
		inv := &inventory.Inventory{Relations: c.relations, Components: []inventory.Component{{ID: "own"}, {ID: "x"}},
			Documents: []inventory.Document{{ID: "bom.json", Main: "app"}}}
		got := copyleft.Relations(inv, func(id string) bool { return id == "own" })
		if s := fmt.Sprint(got.To("x")); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}

// TestFitReasons: what is said of an answer names the section at hand, and asks what decides it.
func TestFitReasons(t *testing.T) {
	for _, c := range []struct{ in, part, out, want string }{
		// Releasing is publication, whatever else is done.
		{"GPL-2.0-only", "incorporates yes service", "MIT", "no fit.incorporated GPL-2.0 § 2 b"},
		{"SSPL-1.0", "uses-separately no service", "MIT", "yes"},
		{"AGPL-3.0-only", "links-dynamic no internal", "EUPL-1.2", "no fit.linked AGPL-3.0 § 5 c"},
		// Clauses on advertising, names and mentions.
		{"Apache-1.0", "links-dynamic no publication", "GPL-3.0-only", "open fit.refused Apache-1.0 no. 3 and 5, GPL-2.0 § 6, GPL-3.0 §§ 7, 10"},
		{"Apache-1.1", "links-dynamic no publication", "GPL-2.0-only", "open fit.refused Apache-1.1 no. 5, GPL-2.0 § 6"},
		{"PHP-3.01", "links-dynamic no publication", "GPL-2.0-or-later", "open fit.naming PHP-3.01 no. 4, GPL-2.0 § 6, GPL-3.0 §§ 7, 10"},
		{"PHP-3.01", "links-dynamic no publication", "AGPL-3.0-only", "open fit.naming-exempt PHP-3.01 no. 4, GPL-3.0 §§ 7, 10"},
		{"XFree86-1.1", "links-dynamic no publication", "GPL-2.0-only", "open fit.naming GPL-2.0 § 6"},
		{"XFree86-1.1", "incorporates no publication", "GPL-3.0-only", "yes fit.additional GPL-3.0 § 7 b"},
		{"BSD-4-Clause-Shortened", "incorporates no publication", "LGPL-2.1-only", "open fit.refused LGPL-2.1 § 10"},
		{"BSD-3-Clause", "incorporates no publication", "GPL-3.0-only", "yes"},
		// Whose section it is.
		{"GPL-1.0-or-later", "incorporates no publication", "GPL-3.0-only", "yes fit.compatible GPL-1.0 § 7"},
		{"GPL-2.0-or-later", "incorporates no publication", "GPL-3.0-or-later", "yes fit.compatible GPL-2.0 § 9"},
		{"GPL-3.0-or-later", "incorporates no publication", "GPL-3.0-only", "yes fit.compatible GPL-3.0 § 14"},
		{"CDDL-1.0", "links-static no publication", "GPL-2.0-only", "open fit.refused CDDL-1.0 § 3.1, GPL-2.0 § 6"},
		{"LGPL-3.0-only", "links-dynamic no publication", "GPL-2.0-only", "open fit.refused LGPL-3.0 § 4, GPL-2.0 § 6"},
		{"LGPL-3.0-only", "incorporates no publication", "GPL-2.0-only", "open fit.refused LGPL-3.0 § 2, GPL-3.0 § 5 c, GPL-2.0 § 6"},
		// What is asked of code that was taken over.
		{"EPL-2.0", "incorporates yes publication", "EUPL-1.2", "open fit.osadl"},
		{"CECILL-C", "incorporates yes publication", "EUPL-1.2", "open copyleft.merged"},
		{"CC-BY-SA-4.0", "incorporates yes publication", "EUPL-1.2", "open copyleft.merged"},
		{"Elastic-2.0", "incorporates yes publication", "EUPL-1.2", "open fit.terms"},
		{"GPL-3.0-or-later", "incorporates yes publication", "AGPL-3.0-only", "open fit.apart GPL-3.0 § 13"},
		{"MPL-2.0", "incorporates yes publication", "EUPL-1.2", "yes fit.files MPL-2.0 § 3.1"},
		{"MPL-2.0", "incorporates yes publication", "GPL-3.0-only", "yes fit.compatible MPL-2.0 §§ 1.12, 3.3"},
		// Versions.
		{"Apache-2.0", "incorporates no publication", "GPL-2.0-or-later", "open fit.later Apache-2.0 § 3, GPL-2.0 § 6"},
		{"GPL-3.0-only", "links-dynamic no publication", "GPL-3.0-or-later", "no fit.only-version GPL-3.0 § 5 c"},
		{"GPL-3.0-only", "links-dynamic no publication", "AGPL-3.0-only", "yes fit.combined GPL-3.0 § 13"},
		{"GPL-3.0-only", "links-dynamic no publication", "AGPL-3.0-or-later", "yes fit.combined-version GPL-3.0 § 13"},
		{"LGPL-3.0-only", "links-dynamic no publication", "GPL-3.0-or-later", "yes copyleft.relinking-shared"},
		{"Sleepycat", "links-dynamic no publication", "MIT", "yes fit.source Sleepycat no. 3"},
		{"Sleepycat", "links-dynamic no publication", "LicenseRef-house", "open fit.words Sleepycat no. 3"},
		{"Sleepycat", "links-dynamic no publication", "CC-BY-NC-4.0", "open fit.words Sleepycat no. 3"},
	} {
		f := copyleft.Fit(known(t, c.in), known(t, c.out), part(t, c.part))
		got := strings.TrimSpace(said[f.Answer] + " " + f.Reason.Key)
		if s := f.Reason.Args["section"]; s != "" {
			got += " " + s
		}
		if got != c.want {
			t.Errorf("%s %s under %s: got %s, want %s", c.in, c.part, c.out, got, c.want)
		}
	}
}
