// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/spdx"
)

// A sample is a text, header or exception of the list as it is matched.
type sample struct {
	id    string
	kind  int
	words []detect.Word
	flags []uint16 // of each word
	picks []int    // where its fingerprints begin
}

// readRelease reads what is matched of the release archive of the SPDX list.
func readRelease(name string) ([]*sample, error) {
	entries, err := readEntries(name)
	if err != nil {
		return nil, err
	}
	var list []*sample
	for _, e := range entries {
		list = append(list, e.samples()...)
	}
	return unique(list), nil
}

// readEntries reads the licences and exceptions of a release archive.
func readEntries(name string) ([]*entry, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var list []*entry
	for archive := tar.NewReader(z); ; {
		h, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		dir := path.Base(path.Dir(h.Name))
		if path.Ext(h.Name) != ".xml" || dir != "src" && dir != "exceptions" {
			continue
		}
		entry, err := parseEntry(archive)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
		list = append(list, entry)
	}
	return list, nil
}

// hasOwnText reports whether an id is the one that stands for its text: of ids that differ in
// whether later versions or invariant sections are allowed, the first.
func hasOwnText(id string) bool {
	for _, end := range []string{"-or-later", "+", "-invariants-only", "-invariants-or-later", "-no-invariants-only", "-no-invariants-or-later"} {
		if strings.HasSuffix(id, end) {
			return false
		}
	}
	_, only := spdx.LookupLicense(id + "-only")
	return !only
}

func (e *entry) samples() (list []*sample) {
	if e.exception {
		return append(list, newSample(e.id, detect.TemplateException, &e.text))
	}
	if hasOwnText(e.id) && !strings.Contains(e.id, "-with-") {
		list = append(list, newSample(e.id, detect.TemplateText, &e.text))
		if usedInPart[e.id] && len(e.text.parts) > 1 {
			list = append(list, list[0].part(&e.text))
		}
	}
	if l, ok := spdx.LookupLicense(e.id); !ok || l.Deprecated {
		return list
	}
	for _, h := range e.headers {
		list = append(list, newSample(e.id, detect.TemplateHeader, h))
	}
	return list
}

// usedInPart are licences whose text on the list ends with other licences, those of the works that
// they were first given with, and that others use without.
var usedInPart = map[string]bool{"Sleepycat": true}

// part is a text up to where the second holder of a copyright is named.
func (s *sample) part(p *prose) *sample {
	end := 0
	for i, w := range s.words {
		if int(w.Lo) >= p.parts[1] {
			break
		}
		if s.flags[i] != detect.Gap {
			end = i + 1
		}
	}
	return &sample{id: s.id, kind: s.kind, words: s.words[:end], flags: s.flags[:end]}
}

// fewest is how many words must be there in a text or header that is worth to match.
const fewest = 6

// unique leaves out what is too short and what has the same words as another; an id that is not
// deprecated goes before one that is.
func unique(list []*sample) []*sample {
	deprecated := func(s *sample) int {
		l, _ := spdx.LookupLicense(s.id)
		if x, _ := spdx.LookupException(s.id); l.Deprecated || x.Deprecated {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b *sample) int {
		if d := deprecated(a) - deprecated(b); d != 0 {
			return d
		}
		if a.id != b.id {
			return strings.Compare(a.id, b.id)
		}
		return a.kind - b.kind
	})
	seen := map[string]bool{}
	kept := list[:0]
	for _, s := range list {
		hard := 0
		key := []byte{byte(s.kind / detect.TemplateException)}
		for i, w := range s.words {
			key = binary.LittleEndian.AppendUint16(key, detect.WordBits(w.Hash))
			if s.flags[i] != detect.Soft && s.flags[i] != detect.Gap {
				hard++
			}
		}
		if hard < fewest || seen[string(key)] {
			continue
		}
		seen[string(key)] = true
		kept = append(kept, s)
	}
	return kept
}

// longest licence whose disclaimers are told apart; a longer one is never used without them.
const longest = 700

func newSample(id string, kind int, p *prose) *sample {
	text := p.String()
	s := &sample{id: id, kind: kind}
	next := 0
	put := func(w detect.Word, flag uint16) {
		s.words, s.flags = append(s.words, w), append(s.flags, flag)
	}
	all := detect.Words(text)
	disclaims := disclaimers(text, all)
	names := namesOf(id)
	for i, w := range all {
		for next < len(p.gaps) && p.gaps[next] <= int(w.Lo) {
			put(detect.Word{}, detect.Gap)
			next++
		}
		switch {
		case p.isSoft(int(w.Lo), int(w.Hi)):
			put(w, detect.Soft)
		case disclaims[i] && len(all) < longest && kind == detect.TemplateText:
			put(w, detect.Disclaimer)
		case names.has(text[w.Lo:w.Hi], kind):
			put(w, detect.Key)
		default:
			put(w, detect.Hard)
		}
	}
	return s
}

// A nameSet is the words that tell a licence from others in what is written of it.
type nameSet map[string]bool

// general are words of names that tell nothing.
var general = strings.Fields(`a and any clause clear code collection content data exception exceptions for free from general gnu in
	international license licence v version no not of old only open or original other public short software source standard
	system terms the to type use variant with without works notice agreement linking style modified modification document
	agency attribution commercial derivatives generic share alike unported library programs project rights restricted section`)

func namesOf(id string) nameSet {
	l, _ := spdx.LookupLicense(id)
	name := l.Name
	if x, ok := spdx.LookupException(id); ok {
		name = x.Name
	}
	set := nameSet{}
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > 2 && !slices.Contains(general, w) && (w[0] < '0' || w[0] > '9') {
			set[w] = true
		}
	}
	if strings.HasPrefix(id, "LGPL-2.0") {
		set["library"] = true
	}
	return set
}

// has reports whether a word names the licence; in a header the number of its version does.
func (n nameSet) has(word string, kind int) bool {
	if kind == detect.TemplateHeader && len(word) <= 2 && '0' <= word[0] && word[0] <= '9' {
		return true
	}
	return n[strings.ToLower(word)]
}

// disclaimers tells the words of sentences that disclaim and grant nothing.
func disclaimers(text string, words []detect.Word) []bool {
	marks := make([]bool, len(words))
	for start := 0; start < len(words); {
		end, disclaims, grants := start, false, false
		for ; end < len(words); end++ {
			switch w := strings.ToLower(text[words[end].Lo:words[end].Hi]); w {
			case "warranty", "warranties", "liable", "liability", "damages", "merchantability":
				disclaims = true
			case "granted", "grants", "permitted", "redistribution", "redistributions":
				grants = true
			}
			stop := len(text)
			if end+1 < len(words) {
				stop = int(words[end+1].Lo)
			}
			if between := text[words[end].Hi:stop]; strings.Contains(between, ". ") || strings.Contains(between, "\n") {
				end++
				break
			}
		}
		for i := start; i < end; i++ {
			marks[i] = disclaims && !grants
		}
		start = end
	}
	return marks
}

// window is how many neighbouring fingerprints have one in the index.
func window(size int) int {
	switch {
	case size <= 60:
		return 1
	case size <= 300:
		return 4
	case size <= 1500:
		return 10
	}
	return 28
}

// choose picks of each window the fingerprint that the fewest texts have.
func choose(list []*sample) {
	common := map[uint32]int{}
	for _, s := range list {
		own := map[uint32]bool{}
		for i := range s.words {
			if h, ok := s.print(i); ok && !own[h] {
				own[h] = true
				common[h]++
			}
		}
	}
	for _, s := range list {
		size := window(len(s.words))
		for start := 0; start+detect.Gram <= len(s.words); start += size {
			best, bestCount := -1, 0
			var bestPrint uint32
			for i := start; i < start+size; i++ {
				h, ok := s.print(i)
				if !ok {
					continue
				}
				if c := common[h]; best < 0 || c < bestCount || c == bestCount && h < bestPrint {
					best, bestCount, bestPrint = i, c, h
				}
			}
			if best >= 0 {
				s.picks = append(s.picks, best)
			}
		}
	}
}

// print is the fingerprint of the words from i on, if no gap is among them.
func (s *sample) print(i int) (uint32, bool) {
	if i+detect.Gram > len(s.words) {
		return 0, false
	}
	for _, f := range s.flags[i : i+detect.Gram] {
		if f == detect.Gap {
			return 0, false
		}
	}
	return detect.GramHash(s.words[i : i+detect.Gram]), true
}

// texts makes texts.bin; package detect says what stands in it.
func texts(release string) ([]byte, error) {
	list, err := readRelease(release)
	if err != nil {
		return nil, err
	}
	choose(list)
	var ids, records, words []byte
	numbers := map[string]int{}
	type print struct {
		hash  uint32
		place uint32
	}
	var prints []print
	le := binary.LittleEndian
	at := 0
	for n, s := range list {
		if _, ok := numbers[s.id]; !ok {
			numbers[s.id] = len(numbers)
			ids = append(ids, s.id...)
			ids = append(ids, '\n')
		}
		hard, grant, keys := 0, 0, 0
		for i, w := range s.words {
			words = le.AppendUint16(words, detect.WordBits(w.Hash)|s.flags[i])
			switch s.flags[i] {
			case detect.Key:
				keys++
				grant++
				hard++
			case detect.Hard:
				grant++
				fallthrough
			case detect.Disclaimer:
				hard++
			}
		}
		records = le.AppendUint16(records, uint16(numbers[s.id]))
		records = le.AppendUint16(records, uint16(s.kind))
		records = le.AppendUint32(records, uint32(at))
		for _, v := range []int{len(s.words), hard, grant, keys, len(s.picks)} {
			records = le.AppendUint16(records, uint16(v))
		}
		at += len(s.words)
		for _, i := range s.picks {
			prints = append(prints, print{detect.GramHash(s.words[i : i+detect.Gram]), uint32(n)<<16 | uint32(i)})
		}
	}
	slices.SortFunc(prints, func(a, b print) int {
		if a.hash != b.hash {
			return int(int64(a.hash) - int64(b.hash))
		}
		return int(int64(a.place) - int64(b.place))
	})
	data := []byte(detect.TextsMagic + spdx.ListVersion + "\n")
	for _, v := range []int{len(ids), len(list), at, len(prints)} {
		data = le.AppendUint32(data, uint32(v))
	}
	data = slices.Concat(data, ids, records, words)
	for _, p := range prints {
		data = le.AppendUint32(data, p.hash)
	}
	for _, p := range prints {
		data = le.AppendUint32(data, p.place)
	}
	return data, nil
}
