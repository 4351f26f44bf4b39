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
	Apart   bool   // of Yes: the two may be combined, and each part keeps its licence
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
			t.read[from] = true
			for to := range strings.FieldsSeq(col[1]) {
				t.to[[2]string{from, to}] = Passage{Answer: passageAnswers[col[2]], Section: col[3], Version: col[2] == "version"}
			}
		}
	}
	return t
})

// passageAnswers are the words of under.tsv: "version" is Yes for the version named, and the "or later" of the id goes beyond
// it; "linked" is Yes where the two are linked and each keeps its licence, and Open where they are merged; "open" is what the text
// leaves to something that is not in it, or does not say clearly; "no" is for an outbound licence whose text allows no further
// restrictions, and an inbound one that has some.
var passageAnswers = map[string]Answer{"yes": Yes, "open": Open, "no": No, "linked": ifLinked, "version": Yes}

const ifLinked Answer = -1

// versioned are the ids that say of themselves whether later versions may be chosen.
var versioned = regexp.MustCompile(`^(GPL|LGPL|AGPL|GFDL)-([0-9.]+)((?:-no)?(?:-invariants)?)-(only|or-later)$`)

// A gnu is such an id taken apart.
type gnu struct {
	family, version string
	later           bool
}

func gnuOf(id string) (gnu, bool) {
	m := versioned.FindStringSubmatch(id)
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
				return Passage{Answer: Yes, Section: laterSections[name]}
			}
			if p := passage(x, to, linked); better(p, best) {
				best = p
			}
		}
	}
	return best
}

// laterSections are where the GNU licences speak of later versions; GPL-2.0 in section 9, GPL-3.0 in 14.
var laterSections = map[string]string{
	"GPL": "GPL-2.0 § 9, GPL-3.0 § 14", "LGPL": "LGPL-2.1 § 13, LGPL-3.0 § 6", "AGPL": "AGPL-3.0 § 14", "GFDL": "GFDL-1.3 § 10",
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
	case p.Answer == ifLinked && linked:
		p.Answer, p.Apart = Yes, true
	case p.Answer == ifLinked:
		p.Answer = Open
	}
	return p
}

// refusal is what under.tsv says of a licence without copyleft that another does not take in.
func refusal(from facts.Facts, to string) (Passage, bool) {
	p, ok := passages().to[[2]string{current(from), to}]
	return p, ok
}

// Written is an expression's licence or pair as Under wants it: with current ids.
func Written(atom spdx.Expression) string { return spdx.Current(atom).String() }
