// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed" // texts.bin
	"strings"
	"sync"
	"sync/atomic"

	"lizenzlotse/scanner/spdx"
)

//go:embed texts.bin
var packedTexts string

// TextsMagic begins texts.bin, followed by the version of the SPDX list and a line feed.
const TextsMagic = "lizenzlotse-texts-1 "

// What a template of the SPDX list is.
const (
	TemplateText = iota
	TemplateHeader
	TemplateException
)

// Each word of a template is a hash of 13 bits and one of these.
const (
	Hard       = iota // must be there
	Soft              // may be missing or be replaced
	Disclaimer        // must be there for a high score, and is often cut
	Gap               // not a word: other words may stand here
	Key               // must be there, and names the licence or its version
)

// Gram is how many words make a fingerprint.
const Gram = 5

// WordBits is the part of a word's hash that a template keeps.
func WordBits(hash uint32) uint16 { return uint16(hash>>19) << 3 }

// GramHash is the fingerprint of some words.
func GramHash(words []Word) uint32 {
	h := uint32(hashSeed)
	for _, w := range words {
		h = (h ^ w.Hash>>16) * hashPrime
		h ^= h >> 13
	}
	return mix(h)
}

// A template is a licence text, standard header or exception of the SPDX list.
type template struct {
	id     string
	kind   int
	words  int  // where its words begin among all
	size   int  // how many there are
	hard   int  // how many of them must be there, disclaimers among them
	grant  int  // how many that are no disclaimer
	keys   int  // how many name it
	prints int  // how many fingerprints the index has of it
	common bool // whether it is likely before its variants: what the Open Source Initiative approved
}

// The data is read where it lies; nothing is unpacked but the few hundred templates. Behind the
// first line stand, little-endian: the lengths of the parts (ids in bytes; templates, words and
// fingerprints in number); the ids, each ended by a line feed; the templates; the words; the
// fingerprints in ascending order; for each its template and its place there.
type texts struct {
	templates []template
	words     string
	prints    string // 4 bytes each
	places    string // 4 bytes each
	count     int
	buckets   []uint32 // by the upper bits of a fingerprint: where its like begin
	seen      []uint64 // a bit for every fingerprint, by its lower bits
	foreign   wordSet  // words that name a licence in a header
	trigrams  []atomic.Pointer[trigrams]
}

// A wordSet is a set of words by what a template keeps of their hash.
type wordSet [1 << 13 / 64]uint64

func (s *wordSet) add(w uint16)      { s[w>>9] |= 1 << (w >> 3 & 63) }
func (s *wordSet) has(w uint16) bool { return s[w>>9]>>(w>>3&63)&1 != 0 }

const (
	bucketBits   = 14
	seenBits     = 19
	templateSize = 18
)

func read16(s string, i int) int { return int(s[i]) | int(s[i+1])<<8 }
func read32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// loadTexts reads the data. A fault in it is a fault of the build, so it panics.
var loadTexts = sync.OnceValue(func() *texts {
	head, data, found := strings.Cut(packedTexts, "\n")
	if !found || head != TextsMagic+spdx.ListVersion {
		panic("detect: texts.bin is not of the SPDX list " + spdx.ListVersion)
	}
	var sizes [4]int
	for i := range sizes {
		sizes[i] = int(read32(data, i*4))
	}
	part := data[16:]
	cut := func(n int) string {
		s := part[:n]
		part = part[n:]
		return s
	}
	ids := strings.Split(cut(sizes[0]), "\n")
	records := cut(sizes[1] * templateSize)
	t := &texts{words: cut(sizes[2] * 2), prints: cut(sizes[3] * 4), places: cut(sizes[3] * 4), count: sizes[3]}
	t.templates = make([]template, sizes[1])
	for i := range t.templates {
		r := records[i*templateSize:]
		t.templates[i] = template{
			id: ids[read16(r, 0)], kind: read16(r, 2), words: int(read32(r, 4)),
			size: read16(r, 8), hard: read16(r, 10), grant: read16(r, 12), keys: read16(r, 14), prints: read16(r, 16),
		}
		listed, _ := spdx.LookupLicense(t.templates[i].id)
		t.templates[i].common = listed.OSI || t.templates[i].kind == TemplateException
	}
	t.foreign.add(WordBits(hashOf("mit")))
	t.foreign.add(WordBits(hashOf("bsd")))
	for _, tmpl := range t.templates {
		if tmpl.kind != TemplateHeader {
			continue
		}
		for i := range tmpl.size {
			if w, flag := t.word(tmpl.words + i); flag == Key {
				t.foreign.add(w)
			}
		}
	}
	t.trigrams = make([]atomic.Pointer[trigrams], len(t.templates))
	t.buckets = make([]uint32, 1<<bucketBits+1)
	t.seen = make([]uint64, 1<<(seenBits-6))
	for i := range t.count {
		p := read32(t.prints, i*4)
		t.buckets[p>>(32-bucketBits)+1]++
		p &= 1<<seenBits - 1
		t.seen[p>>6] |= 1 << (p & 63)
	}
	for i := 1; i < len(t.buckets); i++ {
		t.buckets[i] += t.buckets[i-1]
	}
	return t
})

// word gives a word of a template: its hash and what it is.
func (t *texts) word(at int) (uint16, int) {
	w := uint16(read16(t.words, at*2))
	return w &^ 7, int(w & 7)
}

// lookup gives the entries of the index that have a fingerprint, as a range; empty if there is none.
func (t *texts) lookup(print uint32) (int, int) {
	if low := print & (1<<seenBits - 1); t.seen[low>>6]>>(low&63)&1 == 0 {
		return 0, 0
	}
	b := print >> (32 - bucketBits)
	i, end := int(t.buckets[b]), int(t.buckets[b+1])
	for i < end && read32(t.prints, i*4) < print {
		i++
	}
	j := i
	for j < end && read32(t.prints, j*4) == print {
		j++
	}
	return i, j
}
