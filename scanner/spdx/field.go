// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	_ "embed" // the classifiers
	"net/url"
	"strings"
	"sync"
)

// A Reading is what the text of a licence field was understood to say.
type Reading struct {
	Expression Expression
	// Others are what the text may mean instead: versions a name leaves open, "or later" where nothing is said of it, a
	// choice where a list does not say whether it is one. Expression is then the usual meaning of a name, and for a list
	// that all of it applies.
	Others []Expression
	Way    Way
}

// A Way is how a text became an expression: of several the one that a reader most needs to be told.
type Way string

// The ways, the most telling first.
const (
	AsWritten    Way = ""             // it is an expression as it stands
	ByList       Way = "list-unclear" // entries beside each other: nothing says whether all apply or one may be chosen
	ByAddress    Way = "address"      // an address at which the licence is published
	ByName       Way = "name"         // a name of the licence, or several joined by words
	ByMending    Way = "mended"       // quotes, brackets, full stops and the like left out
	BySuccession Way = "deprecated"   // a deprecated id, read as what the list puts in its place
)

// MaxField is the longest text, in bytes, that [Read] looks for names in. What is longer is a licence's text rather
// than its name.
const MaxField = 4 << 10

// Read tells what licence people mean by what they wrote into a licence field: an expression, ids that the list has
// replaced, names, addresses, and lists of these. All of the text has to be understood; one word more, and it is not.
// Nothing is guessed: where a text leaves something open, the Reading has all it may mean. Time is linear in the text.
func Read(text string) (Reading, bool) {
	if e, err := Parse(text); err == nil {
		if IsCurrent(e) {
			return Reading{Expression: e}, true
		}
		return Reading{Expression: Current(e), Way: BySuccession}, true
	}
	if len(text) > MaxField {
		return Reading{}, false
	}
	plain, mended := unwrap(text)
	if mended {
		if e, err := Parse(plain); err == nil {
			return Reading{Expression: Current(e), Way: ByMending}, true
		}
	}
	if l, ok := LookupName(plain); ok && !strings.HasSuffix(l.Successor, "-only") { // else the name leaves "or later" open
		return Reading{Expression: Current(License{ID: l.ID}), Way: ByName}, true
	}
	if rest, ok := strings.CutPrefix(plain, classifierPrefix); ok {
		if id := classifiers()[plain]; id != "" {
			return Reading{Expression: License{ID: id}, Way: ByName}, true
		}
		plain = strings.TrimPrefix(rest, "OSI Approved :: ")
	}
	if e, ok := expressionAddress(plain); ok {
		return Reading{Expression: Current(e), Way: ByAddress}, true
	}
	if looksLikeAddress(plain) {
		plain = "www." + plain
	}
	p := fieldParser{grammar: fieldNames(), text: plain}
	return p.read()
}

// IsText reports whether what stands in a licence field is more than a name or expression: the text of a licence, or
// many words about one.
func IsText(field string) bool {
	const names = 60 // words; the longest name of the list has fewer
	return len(field) > MaxField || len(strings.Fields(field)) > names && strings.ContainsAny(strings.TrimSpace(field), "\n.")
}

// classifierPrefix begins the licence classifiers of the Python package index.
const classifierPrefix = "License :: "

// osgiLink is how the manifests of OSGi bundles put the licence's address behind it.
const osgiLink = ";link="

//go:embed classifiers.tsv
var classifiersTSV string

// classifiers are those that stand for exactly one licence of the SPDX list.
var classifiers = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for f := range rows(classifiersTSV) {
		m[f[0]] = f[1]
	}
	return m
})

// unwrap leaves out what stands around a field and says nothing: quotes, square brackets, a full stop, "License:". It
// reports whether there was any.
func unwrap(text string) (plain string, mended bool) {
	plain = strings.ReplaceAll(strings.TrimSpace(text), osgiLink, " ")
	for {
		before := plain
		for _, pair := range []string{`""`, "''", "``", "[]", "“”", "„“"} {
			open, end := firstRune(pair)
			if len(plain) > len(open)+len(end) && strings.HasPrefix(plain, open) && strings.HasSuffix(plain, end) {
				plain = strings.TrimSpace(plain[len(open) : len(plain)-len(end)])
			}
		}
		if cut := strings.TrimRight(plain, " .,;"); cut != "" && !strings.HasSuffix(plain, "..") {
			plain = cut
		}
		if !strings.HasPrefix(plain, classifierPrefix) {
			for _, lead := range []string{"license:", "licence:", "lizenz:", "licenses:", "spdx-license-identifier:", "spdx:"} {
				if len(plain) > len(lead) && strings.EqualFold(plain[:len(lead)], lead) {
					plain = strings.TrimSpace(plain[len(lead):])
				}
			}
		}
		if plain == before {
			return plain, plain != strings.TrimSpace(text)
		}
	}
}

// firstRune parts a text of two signs.
func firstRune(pair string) (first, second string) {
	for i := range pair {
		if i > 0 {
			return pair[:i], pair[i:]
		}
	}
	return pair, ""
}

// Hosts whose addresses hold an id or expression of SPDX, and what may end them.
var (
	expressionHosts = []string{"spdx.org/licenses/", "licenses.nuget.org/"}
	fileEndings     = []string{".html", ".json", ".jsonld", ".rdf", ".ttl", ".txt", ".xml"}
)

// looksLikeAddress reports whether a text is an address without its scheme at which something is known to be published.
func looksLikeAddress(text string) bool {
	if dot := strings.IndexByte(text, '.'); dot < 0 || !strings.Contains(text[dot:], "/") || strings.ContainsAny(text, " :,;()|") {
		return false
	}
	f, _ := Words().Address(text)
	return f != nil
}

// expressionAddress reads an address that has the id or expression in it.
func expressionAddress(text string) (Expression, bool) {
	_, rest, found := strings.Cut(text, "://")
	if !found || strings.ContainsAny(text, " \t\r\n") {
		return nil, false
	}
	rest = strings.TrimPrefix(rest, "www.")
	for _, host := range expressionHosts {
		if len(rest) <= len(host) || !strings.EqualFold(rest[:len(host)], host) {
			continue
		}
		id := strings.TrimRight(rest[len(host):], "/#")
		for _, ending := range fileEndings {
			id = strings.TrimSuffix(id, ending)
		}
		plain, err := url.PathUnescape(id)
		if err != nil {
			return nil, false
		}
		if e, err := Parse(plain); err == nil {
			return e, true
		}
	}
	return nil, false
}
