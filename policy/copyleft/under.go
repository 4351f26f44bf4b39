// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

//go:embed under.tsv
var underTable string

// A Passage is what a licence's own words say of going out under another one.
type Passage struct {
	Answer  Answer
	Section string // "" where nothing is said
	Unread  bool   // of Open: nobody here has read the text for it
	Version bool   // of Yes: for the version named alone, whatever "or later" says besides
	Apart   bool   // the two may be combined, and each part keeps its licence; of Open: where they are not merged
	Source  bool   // of Yes: if the source goes with the work, and anybody may pass it on
	Later   bool   // of Open: a later version, which the "or later" of the id offers, takes it in; the version named does not
	Naming  bool   // of Open: whether a clause on names or mentions is a further restriction
}

type terms struct {
	to   map[[2]string]Passage
	read map[string]bool
}

var passages = sync.OnceValue(func() terms {
	t := terms{map[[2]string]Passage{}, map[string]bool{}}
	for line := range strings.Lines(underTable) {
		if strings.HasPrefix(line, "#") || line == "\n" {
			continue
		}
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for from := range strings.FieldsSeq(col[0]) {
			t.read[from] = t.read[from] || col[1] != "!"
			for to := range strings.FieldsSeq(col[1]) {
				t.to[[2]string{from, to}] = Passage{Answer: passageAnswers[col[2]], Section: strings.Replace(col[3], "@", from, 1),
					Version: col[2] == "version", Source: col[2] == "source", Later: col[2] == "later", Naming: col[2] == "naming"}
			}
		}
	}
	return t
})

// passageAnswers are the words of under.tsv: "version" is Yes for the version named, and the "or later" of the id goes beyond
// it; "linked" is Yes where the two are linked and each keeps its licence, and Open where they are merged, "apart" then is No;
// "source" is Yes where the work's source is to be had; "open" is what the text leaves to something that is not in it, or does not
// say clearly; "no" is for an outbound licence whose text allows no further restrictions, and an inbound one that has some; with
// "later" only the version named allows none, and "naming" is where the text does not tell whether a clause on names is one.
var passageAnswers = map[string]Answer{"yes": Yes, "open": Open, "no": No, "linked": ifLinked, "apart": onlyLinked, "version": Yes,
	"source": Yes, "later": Open, "naming": Open}

const (
	ifLinked   Answer = -1
	onlyLinked Answer = -2
)

// versioned are the ids that say of themselves whether later versions may be chosen.
var versioned = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(GPL|LGPL|AGPL|GFDL)-([0-9.]+)((?:-no)?(?:-invariants)?)-(only|or-later)$`)
})

// A gnu is such an id taken apart.
type gnu struct {
	family, version string
	later           bool
}

func gnuOf(id string) (gnu, bool) {
	m := versioned().FindStringSubmatch(id)
	if m == nil {
		return gnu{}, false
	}
	return gnu{m[1] + m[3], m[2], m[4] == "or-later"}, true
}

// versions are those of each family, ascending.
var versions = map[string][]string{
	"GPL": {"1.0", "2.0", "3.0"}, "LGPL": {"2.0", "2.1", "3.0"}, "AGPL": {"1.0", "3.0"}, "GFDL": {"1.1", "1.2", "1.3"},
	"GFDL-invariants": {"1.1", "1.2", "1.3"}, "GFDL-no-invariants": {"1.1", "1.2", "1.3"},
}

// Under tells whether what the copyleft of one licence covers may go out under another, by the former's
// own words: it is the same licence, a later version that may be chosen, one that it names as compatible. A pair whose
// exception only adds permissions may go out as the licence alone may. linked says that the two stay apart and
// are merely linked, which some licences allow for.
//
// No says that the text was read and allows no such thing; where nobody read it, the answer is Open.
func Under(from facts.Facts, to string, linked bool) Passage {
	id := current(from)
	if id == to {
		return Passage{Answer: Yes}
	}
	if base, _, pair := strings.Cut(id, " WITH "); pair && from.Effect == facts.AddsPermission {
		if base == to {
			return Passage{Answer: Yes}
		}
		id = base
	}
	return words(id, to, linked)
}

// current is the id without deprecation: the successor where there is one.
func current(f facts.Facts) string {
	if f.Successor != "" {
		return f.Successor
	}
	return f.ID
}

func better(p, than Passage) bool {
	return p.Answer > than.Answer || p.Answer == than.Answer && than.Unread && !p.Unread
}

func words(from, to string, linked bool) Passage {
	best := passage(from, to, linked)
	g, ok := gnuOf(from)
	if !ok || !g.later {
		return best
	}
	name, rest, _ := strings.Cut(g.family, "-")
	if rest != "" {
		rest = "-" + rest
	}
	for _, v := range versions[g.family] {
		if v < g.version {
			continue
		}
		for _, suffix := range []string{"-only", "-or-later"} {
			x := name + "-" + v + rest + suffix
			if x == to {
				return Passage{Answer: Yes, Section: laterSection(g)}
			}
			if p := passage(x, to, linked); better(p, best) {
				best = p
			}
		}
	}
	return best
}

// laterSection is where a GNU licence speaks of its later versions.
func laterSection(g gnu) string {
	name, _, _ := strings.Cut(g.family, "-")
	name += "-" + g.version
	switch name {
	case "GPL-1.0":
		return name + " § 7"
	case "GPL-2.0", "AGPL-1.0":
		return name + " § 9"
	case "GPL-3.0", "AGPL-3.0":
		return name + " § 14"
	case "LGPL-2.0", "LGPL-2.1":
		return name + " § 13"
	case "LGPL-3.0":
		return name + " § 6"
	}
	return name + " § 10" // the GFDL, every version
}

func passage(from, to string, linked bool) Passage {
	t := passages()
	p, ok := t.to[[2]string{from, to}]
	if !ok {
		p, ok = t.to[[2]string{from, "*"}]
	}
	switch {
	case !ok && t.read[from]:
		return Passage{Answer: No}
	case !ok:
		return Passage{Answer: Open, Unread: true}
	case p.Answer < 0 && linked:
		p.Answer, p.Apart = Yes, true
		g, _ := gnuOf(to) // each keeps its licence, so that the version is that of the work alone
		p.Version = g.later && from != to
	case p.Answer == ifLinked:
		p.Answer, p.Apart = Open, true
	case p.Answer == onlyLinked:
		p.Answer, p.Section = No, ""
	}
	return p
}

// Written is an expression's licence or pair as Under wants it: with current ids.
func Written(atom spdx.Expression) string { return spdx.Current(atom).String() }
