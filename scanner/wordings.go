// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"container/heap"
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
	"lizenzlotse/scanner/spdx"
)

// Limits of what [Wordings] keep. What goes over one is listed without its text.
const (
	MaxWording  = 4 << 20  // bytes of one file or passage
	MaxWordings = 64 << 20 // bytes of all
	maxPassages = 50       // of one file
)

// Wordings keep the licence texts and notices of the files that a scan visits: of a file that is there to carry
// them the whole, of any other the passages in which a text was found. The zero Wordings are empty and ready for use.
type Wordings struct {
	Limit int // bytes of all texts, each counted once; 0 is [MaxWordings]

	mu     sync.Mutex
	places []wordingAt
	texts  map[digest]string
	order  digests // of texts, the greatest first
	bytes  int
	cached map[string][]inventory.File
	// bound is the least digest that was given up for want of room: which ones stay must not depend on the order of
	// the visits, so none from it on does.
	bound *digest
}

type digest [sha256.Size]byte

// digests are a heap.
type digests []digest

func (d digests) Len() int           { return len(d) }
func (d digests) Less(i, j int) bool { return less(d[j], d[i]) }
func (d digests) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }
func (d *digests) Push(x any)        { *d = append(*d, x.(digest)) }
func (d *digests) Pop() any {
	last := (*d)[len(*d)-1]
	*d = (*d)[:len(*d)-1]
	return last
}

type wordingAt struct {
	inventory.Wording
	of   digest
	none bool // over a limit by itself
}

// List gives what was kept, by path and line.
func (w *Wordings) List() []inventory.Wording {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := make([]inventory.Wording, 0, len(w.places))
	for _, p := range w.places {
		if !p.none && (w.bound == nil || less(p.of, *w.bound)) {
			p.Text = w.texts[p.of]
		}
		list = append(list, p.Wording)
	}
	slices.SortFunc(list, func(a, b inventory.Wording) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line.First, b.Line.First), cmp.Compare(a.Line.Last, b.Line.Last))
	})
	return list
}

func less(a, b digest) bool { return slices.Compare(a[:], b[:]) < 0 }

// keep takes in what a visited file holds of texts. Nil Wordings keep nothing.
func (w *Wordings) keep(e *source.Entry, f *inventory.File) {
	if w == nil {
		return
	}
	whole := slices.Contains(f.Roles, inventory.RoleLicense) || slices.Contains(f.Roles, inventory.RoleNotice)
	if !whole && !slices.ContainsFunc(f.Findings, isText) {
		return
	}
	switch {
	case e.Size == 0:
	case e.Data == nil || whole && len(e.Data) > MaxWording:
		w.add(wordingAt{Wording: inventory.Wording{Path: f.Path, Size: e.Size}, none: true})
	case whole:
		w.text(inventory.Wording{Path: f.Path, Size: e.Size, Text: decoded(e.Data)})
	default:
		text := decoded(e.Data)
		lines := strings.SplitAfter(text, "\n")
		n := 0
		last := 0
		for i := range f.Findings {
			x := &f.Findings[i]
			if !isText(*x) || x.Evidence.Line.First <= last || x.Evidence.Line.Last > len(lines) || n == maxPassages {
				continue
			}
			n++
			at := inventory.LineRange{First: max(withNotices(lines, x.Evidence.Line.First), last+1), Last: x.Evidence.Line.Last}
			last = at.Last
			w.text(inventory.Wording{Path: f.Path, Size: e.Size, Line: at, Text: strings.Clone(strings.Join(lines[at.First-1:at.Last], ""))})
		}
	}
}

// isText tells a licence text from what speaks of one. An exception often stands nowhere but in the notice that grants
// it, and what is no licence that anybody knows is nothing but its words.
func isText(f inventory.Finding) bool {
	if f.Evidence.Line.First < 1 {
		return false
	}
	switch f.Kind {
	case inventory.FoundText:
		return true
	case inventory.FoundHeader, inventory.FoundNotice:
		return slices.ContainsFunc(spdx.Atoms(f.Expression), inventory.OwnWords)
	}
	return false
}

// maxAbove is how many lines above a text are looked at for the copyright notices that belong to it.
const maxAbove = 12

// withNotices is the line, counted from 1, from which on the notices above a text and the text stand.
func withNotices(lines []string, first int) int {
	from := first
	for i := first - 1; i > 0 && i >= first-maxAbove; i-- {
		line := strings.ToLower(lines[i-1])
		if strings.Contains(line, "copyright") || strings.Contains(line, "(c)") || strings.Contains(line, "©") {
			from = i
		}
	}
	return from
}

func (w *Wordings) text(x inventory.Wording) {
	text := x.Text
	x.Text = ""
	if len(text) > MaxWording {
		w.add(wordingAt{Wording: x, none: true})
		return
	}
	d := digest(sha256.Sum256([]byte(text)))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.places = append(w.places, wordingAt{Wording: x, of: d})
	if _, had := w.texts[d]; had || w.bound != nil && !less(d, *w.bound) {
		return
	}
	if w.texts == nil {
		w.texts = map[digest]string{}
	}
	w.texts[d] = text
	w.bytes += len(text)
	heap.Push(&w.order, d)
	for w.bytes > cmp.Or(w.Limit, MaxWordings) {
		most := heap.Pop(&w.order).(digest)
		w.bytes -= len(w.texts[most])
		delete(w.texts, most)
		w.bound = &most
	}
}

// Packages are the files of packages that were read in caches of this machine or asked of registries, by the ID of the component. They are no files of the input.
func (w *Wordings) Packages() map[string][]inventory.File {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cached
}

// wants reports whether texts are collected and none of a component was yet.
func (w *Wordings) wants(id string) bool {
	if w == nil {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return !slices.ContainsFunc(w.cached[id], func(f inventory.File) bool {
		return slices.Contains(f.Roles, inventory.RoleLicense) || slices.Contains(f.Roles, inventory.RoleNotice) || slices.ContainsFunc(f.Findings, isText)
	})
}

func (w *Wordings) addPackage(id string, files []inventory.File) {
	if w == nil || len(files) == 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cached == nil {
		w.cached = map[string][]inventory.File{}
	}
	w.cached[id] = files
}

func (w *Wordings) add(p wordingAt) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.places = append(w.places, p)
}

// decoded is the text in UTF-8. What is no UTF-8 is taken for Latin-1, as names in old notices are.
func decoded(data []byte) string {
	text := source.Text(data)
	if utf8.Valid(text) {
		return string(text)
	}
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			r = rune(text[0])
		}
		b.WriteRune(r)
		text = text[n:]
	}
	return b.String()
}
