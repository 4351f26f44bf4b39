// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/json"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"
)

// A jsonList is a list of the top object in a JSON text: where its content begins and ends, and after
// how many elements it may be cut into pieces.
type jsonList struct {
	from, to int   // 0, 0 where there is none
	count    int   // of the elements, less one
	cuts     []int // the commas that the pieces end with
}

// pieceSize is how many elements of a list are decoded at a time.
const pieceSize = 256

// comma counts an element that ends at a place.
func (l *jsonList) comma(at int) {
	if l.count++; l.count%pieceSize == 0 {
		l.cuts = append(l.cuts, at)
	}
}

// without gives a text without the content of lists.
func without(text []byte, lists ...jsonList) []byte {
	slices.SortFunc(lists, func(a, b jsonList) int { return a.from - b.from })
	var rest []byte
	last := 0
	for _, l := range lists {
		rest = append(rest, text[last:max(l.from, last)]...)
		last = max(l.to, last)
	}
	return append(rest, text[last:]...)
}

// pieces is a long list on its way through a library: it is decoded in pieces side by side, and no
// more of them are in memory than are being worked on.
type pieces[T any] struct {
	text  []byte
	list  jsonList
	sound func([]T) bool // whether the library kept what it should
	// mend reads a piece that the library does not, from its text as a list and the index of its first element.
	mend   func(text []byte, first int) ([]T, error)
	faults []int     // places in the text where the library loses something
	whole  []T       // instead of all that: a list that is decoded already
	err    error     // after all: why it ended before the end
	used   sync.Pool // of *[]T, what others are decoded into
}

// texts are what pieces are put between brackets in.
var texts = sync.Pool{New: func() any { return new([]byte) }}

var errUnsound = errors.New("the library loses something")

// all gives the pieces in their order, each to be used up before the next.
func (p *pieces[T]) all() iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		if p.text == nil {
			yield(p.whole)
			return
		}
		type piece struct {
			elements []T
			err      error
			content  []byte
		}
		first := 0
		turns := make(chan chan piece, runtime.GOMAXPROCS(0))
		done := make(chan struct{})
		defer close(done)
		go func() {
			defer close(turns)
			from := p.list.from
			for i := 0; i <= len(p.list.cuts); i++ {
				to := p.list.to
				if i < len(p.list.cuts) {
					to = p.list.cuts[i]
				}
				turn := make(chan piece, 1)
				select {
				case turns <- turn:
				case <-done:
					return
				}
				content := p.text[from:to]
				faulty := false
				if i, _ := slices.BinarySearch(p.faults, from); i < len(p.faults) {
					faulty = p.faults[i] < to
				}
				go func() {
					if faulty {
						turn <- piece{nil, errUnsound, content}
						return
					}
					elements, err := p.decode(content)
					turn <- piece{elements, err, content}
				}()
				from = to + 1
			}
		}()
		for turn := range turns {
			next := <-turn
			if next.err != nil {
				next.elements, next.err = p.mend(bracketed(nil, next.content), first)
			}
			first += pieceSize
			if p.err = next.err; p.err != nil || !yield(next.elements) {
				return
			}
			clear(next.elements)
			p.used.Put(&next.elements)
		}
	}
}

func bracketed(to, content []byte) []byte {
	return append(append(append(to, '['), content...), ']')
}

// len is how many elements there are, about.
func (p *pieces[T]) len() int {
	if p.text == nil {
		return len(p.whole)
	}
	return p.list.count + 1
}

// decode has the library read some elements, its panics as errors.
func (p *pieces[T]) decode(content []byte) (elements []T, err error) {
	defer recovered(&err)
	buffer := texts.Get().(*[]byte)
	defer texts.Put(buffer)
	*buffer = bracketed((*buffer)[:0], content)
	if old, ok := p.used.Get().(*[]T); ok {
		elements = (*old)[:0]
	} else {
		elements = make([]T, 0, min(pieceSize, p.list.count+1))
	}
	if err = json.Unmarshal(*buffer, &elements); err == nil && !p.sound(elements) {
		err = errUnsound
	}
	return elements, err
}
