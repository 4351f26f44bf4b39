// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package redaction makes copies of an assessment in which names, confidential components and e-mail addresses are
// blacked out, for readers who may not see them.
//
// It works on the model, before any format sees it: every text of it passes through one place (copy.go), which looks for
// names in any spelling that folds to the same letters (fold.go, find.go) and for addresses (mail.go). Of confidential
// components everything that tells which they are is taken out (components.go); what they are under, and what came of it,
// stays, and so do counts and relations. Digests are taken out of the whole copy, since who has the file knows it by them.
//
// What it cannot know: a name in a spelling that nobody listed, a description that tells who is meant, and what somebody
// hid in a text on purpose. A person has to read the copy.
package redaction

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Words are what stands in the place of what is taken out, in the language of the copy.
type Words struct {
	Name, Component, Mail func(n int) string
	Blank                 string                // for what has no number
	Known                 func(key string) bool // whether a message's key is one of ours, and no text of a stranger
	// Ours are texts of the program that stay as they are where rules, sources and law are told. What is a word of them
	// tells nobody a component.
	Ours []string
}

// Remarks are what whoever makes a copy should know of it.
type Remarks struct {
	Unmet []string // entries of the file by which nothing was found, as "names: X" and "components: X": perhaps they are misspelt
	// Words are names of confidential components that are also a word or a licence: in running text they were left alone.
	Words []string
	// Left are parts of names, and whom confidential components are from, that can still be read in the copy.
	Left []Left
}

// Left is something that can still be read in a copy.
type Left struct {
	Text  string
	Times int
	In    string // the first text in which it stands, as the copy has it
}

// Apply makes a copy of an assessment, which stays as it is.
func Apply(a *assessment.Assessment, f *File, w Words) (*assessment.Assessment, Remarks) {
	r := &redactor{words: w, own: newVocabulary(w.Ours), find: newFinder(), plainNames: map[string]mark{}, partsOf: map[string]bool{}, exact: map[string]string{}, refs: map[string]string{}, sums: map[string]string{}, texts: map[string]bool{},
		mailNumbers: map[string]int{}, marks: map[string]bool{}, labels: map[string]bool{}, versionless: map[string]bool{}, folders: map[string]bool{}, met: map[mark]bool{}, confidential: map[string]int{}}
	matched := r.components(a.Inventory, f.Components)
	r.people(a, f)
	r.spell(a.Inventory)
	redacted := r.copied(a)
	r.arrange(redacted)
	redacted.Redacted = &assessment.Redaction{Components: len(r.confidential), Mails: len(r.mailNumbers)}
	for m := range r.met {
		if m.kind == aName {
			redacted.Redacted.Names++
		}
	}
	var said Remarks
	for i, spellings := range f.Names {
		if !r.met[mark{aName, r.numbers[i]}] {
			said.Unmet = append(said.Unmet, "names: "+strings.Join(spellings, ", "))
		}
	}
	for i, pattern := range f.Components {
		if !matched[i] {
			said.Unmet = append(said.Unmet, "components: "+pattern)
		}
	}
	said.Words = slices.Sorted(maps.Keys(r.plainNames))
	said.Left = r.left(redacted)
	return redacted, said
}

type redactor struct {
	words Words
	own   *vocabulary
	find  *finder
	// plainNames are names of confidential components that are words or licences.
	plainNames map[string]mark
	partsOf    map[string]bool // words of names, and whom confidential components are from: looked for in the copy
	// exact holds whole texts that become others: IDs and paths, each its own.
	exact        map[string]string
	refs         map[string]string // LicenseRefs of confidential components alone
	sums         map[string]string // digests of texts
	texts        map[string]bool   // digests of texts that confidential components alone bring along
	confidential map[string]int    // IDs of components, with their numbers
	versionless  map[string]bool   // the same without their versions
	folders      map[string]bool   // where confidential components lie
	numbers      []int             // of the entries of the file
	names        int
	known        map[string]int // numbers of names by their folded spelling
	mailNumbers  map[string]int
	met          map[mark]bool   // what was found
	marks        map[string]bool // what was put in the place of something
	labels       map[string]bool // of these, what stands for components in words
	inside       bool            // of something about a confidential component
}

// people numbers names: those of the file, then whoever the result itself names as bidder, as having signed or declared, or
// as having written a document.
func (r *redactor) people(a *assessment.Assessment, f *File) {
	r.known = map[string]int{}
	for _, spellings := range f.Names {
		r.numbers = append(r.numbers, r.person(true, spellings...))
	}
	r.person(true, a.Bidder)
	for _, d := range a.Inventory.Declarations {
		r.person(true, d.Bidder)
		r.person(false, d.Name)
	}
	for _, d := range a.Inventory.Documents {
		for _, p := range d.Authors {
			r.person(false, p.Name)
		}
	}
	for _, d := range a.Decisions {
		for _, s := range d.Signed {
			r.person(false, s.Name)
		}
		r.person(false, d.Owner)
	}
}

// person gives the number of somebody with these spellings, which are looked for from now on; 0 without any. Of one who
// was named to be taken out, the word by which a company is known is looked for too.
func (r *redactor) person(named bool, spellings ...string) int {
	var all []string
	n := 0
	for _, s := range spellings {
		if letters(s) < MinLetters {
			continue
		}
		all = append(all, s)
		bare := withoutForm(s)
		if bare != s && letters(bare) > MinLetters && !r.own.plain(bare) {
			all = append(all, bare)
		}
		if bare != s && named {
			if known := r.own.distinctive(bare); known != "" {
				all = append(all, known)
			}
		}
		if bare == s {
			all = append(all, turned(s)...)
		}
		for _, word := range strings.FieldsFunc(bare, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
			if letters(word) >= 4 && unicode.IsUpper([]rune(word)[0]) && !r.own.plain(word) && !trades()[strings.ToLower(word)] {
				r.partsOf[word] = true
			}
		}
	}
	for _, s := range all {
		if had := r.known[string(fold(s).text)]; had > 0 && n == 0 {
			n = had
		}
	}
	if len(all) == 0 {
		return 0
	}
	if n == 0 {
		r.names++
		n = r.names
	}
	for _, s := range all {
		if key := string(fold(s).text); r.known[key] == 0 {
			r.known[key] = n
			r.find.add(s, mark{aName, n}, false)
		}
	}
	return n
}

// forms are legal forms: a company is known without its own as well.
var forms = []string{"gesellschaft mit beschränkter haftung", "gmbh & co. kgaa", "gmbh & co. kg", "gmbh & co kg", "gmbh und co. kg", "ag & co. kg", "se & co. kg", "ggmbh", "gmbh", "mbh", "ug (haftungsbeschränkt)", "ug", "kgaa", "kg",
	"ohg", "gbr", "partg mbb", "partg", "aktiengesellschaft", "ag", "se", "eg", "e.v.", "e. v.", "ev", "e.k.", "aör", "kdör", "inc.", "inc", "ltd.", "ltd", "limited", "llc", "llp", "corp.", "corp",
	"corporation", "plc", "s.a.", "sa", "s.a.r.l.", "sarl", "s.r.l.", "srl", "b.v.", "bv", "n.v.", "nv", "oy", "ab", "a/s", "aps", "sp. z o.o.", "s.r.o."}

func withoutForm(name string) string {
	lower := strings.ToLower(name)
	if len(lower) != len(name) { // a letter that is longer in lower case
		return name
	}
	for _, form := range forms {
		if rest, ok := strings.CutSuffix(lower, " "+form); ok {
			return strings.TrimRight(name[:len(rest)], " ,")
		}
	}
	return name
}

// text is what becomes of a text.
func (r *redactor) text(s string) string {
	if to, ok := r.exact[s]; ok {
		return to
	}
	s = r.listed(s)
	list := r.find.find(s)
	mails(s, func(from, to int, spelling string) {
		n := r.mailNumbers[spelling]
		if n == 0 {
			n = len(r.mailNumbers) + 1
			r.mailNumbers[spelling] = n
		}
		list = append(list, span{from, to, mark{aMail, n}})
	})
	if len(list) == 0 {
		return r.tokens(s)
	}
	plain := identifier(s)
	var b strings.Builder
	at := 0
	for _, x := range merge(list) {
		b.WriteString(s[at:x.from])
		b.WriteString(r.mark(x.mark, plain))
		at = x.to
	}
	b.WriteString(s[at:])
	return r.tokens(b.String())
}

// mark is what stands in the place of something; in what programs read, without brackets and spaces.
func (r *redactor) mark(m mark, plain bool) string {
	r.met[m] = true
	s := ""
	switch {
	case plain:
		s = "redacted-" + [...]string{aName: "name-", aComponent: "component-", aMail: "mail-"}[m.kind] + strconv.Itoa(m.n)
	case m.kind == aName:
		s = r.words.Name(m.n)
	case m.kind == aComponent:
		s = r.words.Component(m.n)
		r.labels[s] = true
	default:
		s = r.words.Mail(m.n)
	}
	r.marks[s] = true
	return s
}

// identifier reports whether a text is one that programs read: a purl, an address, a reference of SPDX.
func identifier(s string) bool {
	for _, prefix := range []string{"pkg:", "urn:", "cpe:", "swh:", "LicenseRef-", "DocumentRef-", "SPDXRef-", "AdditionRef-"} {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return strings.Contains(s, "://") && !strings.ContainsAny(s, " \t\n")
}

// tokens replaces paths and IDs that stand in a longer text, with the line behind them left alone.
func (r *redactor) tokens(s string) string {
	if len(r.exact) == 0 || !strings.ContainsAny(s, " \t\n,;()\"'") && !strings.Contains(s, ":") {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		end := strings.IndexAny(s, " \t\r\n,;()\"'<>")
		if end < 0 {
			end = len(s)
		}
		word := s[:end]
		base := strings.TrimRight(word, ":0123456789-.")
		if !strings.ContainsAny(base, "/.:") {
			base = "" // a word like any other, which may also be the name of a file
		} else if to, ok := r.exact[word]; ok {
			word = to
		} else if to, ok := r.exact[base]; ok {
			word = to + word[len(base):]
		}
		b.WriteString(word)
		if end < len(s) {
			b.WriteByte(s[end])
			end++
		}
		s = s[end:]
	}
	return b.String()
}

// fingerprint is another in the copy: that of the original is a digest of words that can be guessed.
func fingerprint(res *assessment.Result, n int) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{"redacted", strconv.Itoa(n), res.Rule, res.Component, res.File}, "\x00")))
	return hex.EncodeToString(sum[:])
}

// arrange sorts what is sorted by names that are others now: the old order would tell of the old names.
func (r *redactor) arrange(a *assessment.Assessment) {
	v := a.Inventory
	slices.SortStableFunc(v.Components, func(x, y inventory.Component) int { return strings.Compare(x.ID, y.ID) })
	slices.SortStableFunc(v.Files, func(x, y inventory.File) int { return strings.Compare(x.Path, y.Path) })
	slices.SortStableFunc(v.Relations, func(x, y inventory.Relation) int {
		return strings.Compare(x.From+"\x00"+x.To+"\x00"+string(x.Kind), y.From+"\x00"+y.To+"\x00"+string(y.Kind))
	})
	order := map[string]int{}
	for i := range a.Rules {
		order[a.Rules[i].ID] = i
	}
	slices.SortStableFunc(a.Results, func(x, y assessment.Result) int {
		if d := order[x.Rule] - order[y.Rule]; d != 0 {
			return d
		}
		return strings.Compare(x.Component+"\x00"+x.File, y.Component+"\x00"+y.File)
	})
	slices.SortStableFunc(v.Issues, func(x, y inventory.Issue) int { return strings.Compare(x.Path, y.Path) })
	for i := range a.Results {
		r.shuffle(a.Results[i].Evidence)
		a.Results[i].Fingerprint = fingerprint(&a.Results[i], i)
	}
	for _, list := range [][]string{v.Subject.Roots} {
		slices.Sort(list)
	}
	for i := range a.Classes {
		slices.Sort(a.Classes[i].Components)
	}
	for i := range a.Duties {
		slices.Sort(a.Duties[i].Components)
	}
	for i := range a.Questions {
		slices.Sort(a.Questions[i].Components)
		r.shuffle(a.Questions[i].Evidence)
	}
	// They stand rule by rule, and within a rule in the order of words that are others now.
	for from, to := 0, 0; from < len(a.Questions); from = to {
		for to = from; to < len(a.Questions) && a.Questions[to].Rule == a.Questions[from].Rule && a.Questions[to].Addressee == a.Questions[from].Addressee; {
			to++
		}
		slices.SortStableFunc(a.Questions[from:to], func(x, y assessment.Question) int {
			return strings.Compare(strings.Join(x.Components, "\x00"), strings.Join(y.Components, "\x00"))
		})
	}
	for i := range a.Overrides {
		slices.Sort(a.Overrides[i].Components)
	}
	for i := range a.Decisions {
		slices.Sort(a.Decisions[i].Components)
	}
	for i := range v.Documents {
		slices.Sort(v.Documents[i].Described)
	}
}
