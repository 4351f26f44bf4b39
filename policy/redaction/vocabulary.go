// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"strings"
	"sync"
	"unicode"

	"lizenzlotse/scanner/spdx"
)

// A vocabulary is what the program says itself: its texts, and the words in them and in the names of licences. Whoever is
// called like one of these words cannot be found by it.
type vocabulary struct {
	texts map[string]bool
	words map[string]bool // folded
}

func newVocabulary(ours []string) *vocabulary {
	v := &vocabulary{map[string]bool{}, map[string]bool{}}
	note := func(text string) {
		for _, word := range strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
			v.words[string(fold(word).text)] = true
		}
	}
	for _, text := range ours {
		v.texts[text] = true
		if !strings.Contains(text, "://") {
			note(text)
		}
	}
	for _, l := range spdx.Licenses() {
		v.words[string(fold(l.ID).text)] = true
		note(l.ID)
	}
	return v
}

// plain reports whether every word of a name is one of the vocabulary, or the name as a whole is.
func (v *vocabulary) plain(name string) bool {
	words := strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for _, word := range words {
		if !v.words[string(fold(word).text)] {
			return v.words[string(fold(name).text)]
		}
	}
	return len(words) > 0
}

// trades are words that say what a company does or where, and not who it is.
var trades = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields("it edv ki ai software systeme system systems solutions solution digital consulting beratung informationstechnik informatik " +
		"technologies technologie technology tech services service group gruppe holding deutschland germany international europe europa labs media data daten " +
		"cloud gesellschaft entwicklung entwicklungs dienstleistungen dienste und and the der die das co verlag stiftung foundation institut verein") {
		m[word] = true
	}
	return m
})

// distinctive gives the words at the beginning of a company's name by which it is known: without its trade, where
// enough is left that is no word of the vocabulary; else "".
func (v *vocabulary) distinctive(name string) string {
	words := strings.FieldsFunc(name, func(c rune) bool { return unicode.IsSpace(c) || c == '-' })
	n := len(words)
	for n > 0 && (trades()[strings.ToLower(words[n-1])] || letters(words[n-1]) == 0) {
		n--
	}
	known := strings.Join(words[:n], " ")
	if n == 0 || n == len(words) || letters(known) < short || v.plain(known) {
		return ""
	}
	return known
}

// turned are the other ways to write the name of a person: "Jane Example" is "Example, Jane" and "J. Example" too.
func turned(name string) []string {
	last, first, comma := strings.Cut(name, ",")
	if !comma {
		first, last, _ = strings.Cut(name, " ")
	}
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	for _, part := range []string{first, last} {
		if letters(part) < pieces || strings.ContainsFunc(part, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' }) {
			return nil
		}
	}
	initial := string([]rune(first)[:1])
	return []string{first + " " + last, last + " " + first, initial + " " + last}
}
