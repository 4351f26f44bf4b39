// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// plain is a word in lower case without the punctuation about it.
func plain(word string) string {
	for i := 0; i < len(word); i++ {
		if c := word[i]; (c < 'a' || c > 'z') && !isDigit(c) {
			return plained(word)
		}
	}
	return word // as most are
}

// plained is plain of a word that is not so itself. The words of names come again and again, in a notice and
// in the next, so those that came last are kept.
func plained(word string) string {
	if len(word) > maxWord {
		return toPlain(word)
	}
	kept := &keptWords[maphash.String(plainSeed, word)%uint64(len(keptWords))]
	if k := kept.Load(); k != nil && k.word == word {
		return k.plain
	}
	k := &keptWord{word: strings.Clone(word)}
	k.plain = toPlain(k.word)
	kept.Store(k)
	return k.plain
}

func toPlain(word string) string {
	return strings.ToLower(strings.Trim(word, "\"'`()[]<>{},;.!*_"))
}

type keptWord struct{ word, plain string }

var (
	keptWords [1 << 10]atomic.Pointer[keptWord]
	plainSeed = maphash.MakeSeed()
)
