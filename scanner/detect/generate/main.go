// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Command generate writes the data of package detect.
//
//	go run ./scanner/detect/generate scanner/detect/heads.bin
//	go run ./scanner/detect/generate scanner/detect/grammar.bin
//	go run ./scanner/detect/generate license-list-XML-3.28.0.tar.gz scanner/detect/texts.bin
//	go run ./scanner/detect/generate -measure license-list-XML-3.28.0.tar.gz
//
// The first is how the patterns that licensecheck carries begin, so that a run builds a scanner for
// those licences only that its texts can hold. The second is the phrases of the grammar of prose, so
// that no run has to make them of the tables. The third is what the texts of the SPDX list are
// recognised by: hashes of words, in their order. The last prints how much of the list
// the detector recognises, and what it does not.
//
// Every pattern is compiled by licensecheck itself and its automaton read by reflection, as numbers
// of words. Patterns keep their first words only; those that are costly to build together, or that many
// others begin like, keep all.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/google/licensecheck"

	"lizenzlotse/scanner/detect"
)

const (
	depth     = 12   // words that are kept of a pattern's beginning
	explosive = 3    // times that a joint automaton is larger than those of its patterns: they are kept whole
	crowd     = 16   // patterns that begin alike, as those of MIT or the notices of GNU, are kept whole too
	short     = 3500 // where licensecheck needs no more numbers for one of them
	anyWord   = -2   // licensecheck's number for a gap
)

func main() {
	var data []byte
	var err error
	measures := len(os.Args) == 3 && os.Args[1] == "-measure"
	switch {
	case measures:
		err = measure(os.Args[2], os.Stdout)
	case len(os.Args) == 2 && filepath.Base(os.Args[1]) == "grammar.bin":
		data = detect.PackGrammar()
	case len(os.Args) == 2:
		data, err = heads()
	case len(os.Args) == 3:
		data, err = texts(os.Args[1])
	default:
		fmt.Fprintln(os.Stderr, "usage: generate [RELEASE] FILE\n       generate -measure RELEASE")
		os.Exit(2)
	}
	if err == nil && !measures {
		err = os.WriteFile(os.Args[len(os.Args)-1], data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// An automaton is what licensecheck compiled: states packed one after the other, each a header
// (1 if it accepts, plus twice the number of words), the pattern it accepts, and pairs word, next state.
type automaton struct {
	dfa    []int32
	words  []string
	starts [][2]int32 // the two words with which a match can begin
}

func compile(patterns []licensecheck.License) (a automaton, err error) {
	scanner, err := licensecheck.NewScanner(patterns)
	if err != nil {
		return a, err
	}
	re := reflect.ValueOf(scanner).Elem().FieldByName("re").Elem()
	dfa := re.FieldByName("dfa")
	a.dfa = make([]int32, dfa.Len())
	for i := range a.dfa {
		a.dfa[i] = int32(dfa.Index(i).Int())
	}
	words := re.FieldByName("dict").Elem().FieldByName("list")
	a.words = make([]string, words.Len())
	for i := range a.words {
		a.words[i] = words.Index(i).String()
	}
	for it := re.FieldByName("start").MapRange(); it.Next(); {
		a.starts = append(a.starts, [2]int32{int32(it.Key().Index(0).Int()), int32(it.Key().Index(1).Int())})
	}
	return a, nil
}

// state gives the pairs of the state at an offset, and whether it accepts.
func (a *automaton) state(off int32) (pairs []int32, accepts bool) {
	header := a.dfa[off]
	off++
	if header&1 != 0 {
		off++
	}
	return a.dfa[off : off+header>>1*2], header&1 != 0
}

// depths gives how many words lead to every state at least. Those that fill a gap do not count, as
// any text would come as far.
func (a *automaton) depths() map[int32]int {
	depths := map[int32]int{}
	for level, next := 0, []int32{0}; len(next) > 0; level++ {
		queue := next
		next = nil
		for len(queue) > 0 {
			off := queue[0]
			queue = queue[1:]
			if _, seen := depths[off]; seen {
				continue
			}
			depths[off] = level
			pairs, _ := a.state(off)
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == anyWord {
					queue = append(queue, pairs[i+1])
				} else {
					next = append(next, pairs[i+1])
				}
			}
		}
	}
	return depths
}

func heads() ([]byte, error) {
	var patterns []licensecheck.License
	for _, l := range licensecheck.BuiltinLicenses() {
		if l.LRE != "" {
			patterns = append(patterns, l)
		}
	}
	full, err := compile(patterns)
	if err != nil {
		return nil, err
	}
	number := map[string]int32{} // of a word in licensecheck's order, which decides between two spellings
	for i, w := range full.words {
		number[w] = int32(i)
	}
	single := make([]automaton, len(patterns))
	groups := map[[2]int32][]int{}
	for i, p := range patterns {
		if single[i], err = compile([]licensecheck.License{p}); err != nil {
			return nil, err
		}
		for _, s := range single[i].starts {
			key := [2]int32{number[single[i].words[s[0]]], number[single[i].words[s[1]]]}
			groups[key] = append(groups[key], i)
		}
	}
	whole := map[int]bool{}
	for _, group := range groups {
		joint := make([]licensecheck.License, len(group))
		apart := 0
		for i, p := range group {
			joint[i] = patterns[p]
			apart += len(single[p].dfa)
		}
		a, err := compile(joint)
		if err != nil {
			return nil, err
		}
		for _, p := range group {
			whole[p] = whole[p] || len(a.dfa) >= explosive*apart || len(group) >= crowd && len(single[p].dfa) <= short
		}
	}

	w := writer{words: map[int32]bool{number["copyright"]: true, number["http"]: true}, known: map[string]int{}}
	for i := range single {
		limit := depth
		if whole[i] {
			limit = 1 << 30
		}
		w.pattern(&single[i], number, limit)
	}
	return w.finish(full.words, order(&full))
}

// A writer collects the states of all patterns, equal ones once.
type writer struct {
	words  map[int32]bool // that are used
	states []state        // each behind those that it leads to
	known  map[string]int // states by what they are
	roots  []int          // where each pattern starts
}

type state struct {
	accepts, leaf bool
	pairs         []pair
}

type pair struct {
	word int32
	next int // index into states
}

func (w *writer) pattern(a *automaton, number map[string]int32, limit int) {
	depths := a.depths()
	done := map[int32]int{}
	var add func(off int32) int
	add = func(off int32) int {
		if i, ok := done[off]; ok {
			return i
		}
		pairs, accepts := a.state(off)
		s := state{accepts: accepts, leaf: depths[off] >= limit}
		for i := 0; i < len(pairs); i += 2 {
			p := pair{word: anyWord, next: -1}
			if pairs[i] != anyWord {
				p.word = number[a.words[pairs[i]]]
				w.words[p.word] = true
			}
			if !s.leaf {
				p.next = add(pairs[i+1])
			}
			s.pairs = append(s.pairs, p)
		}
		slices.SortFunc(s.pairs, func(x, y pair) int { return int(x.word - y.word) })
		key := fmt.Sprint(s)
		i, ok := w.known[key]
		if !ok {
			i = len(w.states)
			w.known[key] = i
			w.states = append(w.states, s)
		}
		done[off] = i
		return i
	}
	w.roots = append(w.roots, add(0))
}

// finish writes what package detect reads where it lies: how many words whose order matters, patterns, states and pairs there
// are, in four bytes each; these words and where each pattern starts, in two; for each state, in four, 4·(where its pairs
// begin)+2·leaf+accepts, and where the last one's end; the pairs, each word (0 is a gap) and next state, in two; the words, a line each.
func (w *writer) finish(words []string, ordered []int32) ([]byte, error) {
	for _, o := range ordered {
		w.words[o] = true
	}
	var list strings.Builder
	index := map[int32]int{anyWord: 0}
	for i, word := range words {
		if w.words[int32(i)] {
			index[int32(i)] = len(index)
			list.WriteString(word + "\n")
		}
	}
	if len(w.states) > math.MaxUint16 {
		return nil, errors.New("more states than two bytes can count")
	}
	var begins, pairs []byte
	count := 0
	for _, s := range w.states {
		begin := uint32(count) << 2
		if s.leaf {
			begin |= 2
		}
		if s.accepts {
			begin |= 1
		}
		begins = binary.LittleEndian.AppendUint32(begins, begin)
		for _, p := range s.pairs {
			pairs = append16(pairs, index[p.word], max(p.next, 0))
		}
		count += len(s.pairs)
	}
	begins = binary.LittleEndian.AppendUint32(begins, uint32(count)<<2)
	var b []byte
	for _, n := range []int{len(ordered), len(w.roots), len(w.states), count} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	for _, o := range ordered {
		b = append16(b, index[o])
	}
	b = append16(b, w.roots...)
	return slices.Concat(b, begins, pairs, []byte(list.String())), nil
}

func append16(b []byte, list ...int) []byte {
	for _, n := range list {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return b
}
