// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// PackGrammar makes grammar.bin of the tables: the phrases of names, signs and hints, in this order. Nothing but generate needs it.
func PackGrammar() []byte {
	var words []string
	for _, w := range append(slices.Clone(wordList), strings.Fields(fillers)...) {
		words = append(words, plainWord(w))
	}
	return spdx.PackPhrasebook(words, namePhrases(spdx.Words().Names), signPhrases(signsTSV), hintPhrases(unknownTSV))
}

// plainWord is the word that stands for all that are one and the same to the grammar.
func plainWord(w string) string {
	if to, ok := synonyms[w]; ok {
		return to
	}
	return w
}

// lexed gives the words of a text as the lexer cuts them.
func lexed(text string) (words []string) {
	list := lex(nil, nil, text, 0, len(text))
	for _, l := range list[:len(list)-1] {
		words = append(words, plainWord(string(fold(nil, text[l.lo:l.hi]))))
	}
	return words
}

// expand gives all phrases that the choices in one make.
func expand(phrase string) [][]string {
	all := [][]string{nil}
	for slot := range strings.SplitSeq(phrase, " ") {
		var longer [][]string
		for _, before := range all {
			for _, choice := range spdx.Choices(slot) {
				longer = append(longer, slices.Concat(before, lexed(choice)))
			}
		}
		all = longer
	}
	return all
}

// namePhrases are the names in the order in which they count: those of the tables, the last first, before those of the list.
func namePhrases(names []spdx.Name) (list []spdx.Phrase) {
	for _, listed := range []bool{false, true} {
		for i := range names {
			if !listed {
				i = len(names) - 1 - i
			}
			if names[i].Listed != listed {
				continue
			}
			for _, words := range expand(names[i].Phrase) {
				list = append(list, spdx.Phrase{Words: words, Value: i})
			}
		}
	}
	return list
}

// signPhrases have all that is said of a phrase, and of a longer one what its first word is beside that, which it would hide.
func signPhrases(table string) (list []spdx.Phrase) {
	at := map[string]int{}
	for f := range tableRows(table) {
		for _, words := range expand(f[1]) {
			what := signClasses[f[0]]
			if len(words) > 1 {
				if first, ok := at[words[0]]; ok {
					what |= signs(list[first].Value) & signCue
				}
			}
			phrase := strings.Join(words, " ")
			if i, ok := at[phrase]; ok {
				list[i].Value |= int(what)
				continue
			}
			at[phrase] = len(list)
			list = append(list, spdx.Phrase{Words: words, Value: int(what)})
		}
	}
	return list
}

// hintPhrases mean the number of their row. Of two rows with the same phrase the last counts.
func hintPhrases(table string) (list []spdx.Phrase) {
	number := 0
	for f := range tableRows(table) {
		for _, words := range expand(f[1]) {
			list = append(list, spdx.Phrase{Words: words, Value: number})
		}
		number++
	}
	slices.Reverse(list)
	return list
}
