// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// unexplainedOnly leaves out the hits of unknown terms that need nobody's eyes: what a change log
// tells of, and pieces of a text that is known of the file.
func unexplainedOnly(d *document, class pathClass, hits []hit) []hit {
	var known map[string]bool
	return slices.DeleteFunc(hits, func(h hit) bool {
		switch {
		case h.unknown == 0 && h.detector != DetectorUnexplained:
			return false
		case class.log && h.start > logEdge && h.end < len(d.text)-logEdge:
			d.refuse(h, refusedHistory)
			return true
		}
		if known == nil {
			known = knownIDs(hits)
		}
		start, end := h.start, min(h.end, h.start+longPiece)
		if end-start < fewBytes && h.detector == DetectorProse { // too little to tell a text by
			start, end = runeStart(d.text, max(start-fewBytes, 0)), runeStart(d.text, min(end+fewBytes, len(d.text)))
		}
		if len(known) == 0 || !isPiece(d.text[start:end], known) {
			return false
		}
		d.refuse(h, refusedPiece)
		return true
	})
}

// logEdge is how much of a change log at either end may hold its own terms, in bytes.
const logEdge = 1 << 10

var withoutJoints = strings.NewReplacer("-", "", "_", "")

// isChangeLog tells by its name a file that tells what was done, also to licences.
func isChangeLog(name string) bool {
	base := strings.ToLower(path.Base(name))
	if strings.Contains(base, "notes") && strings.Contains(withoutJoints.Replace(base), "releasenotes") {
		return true
	}
	return slices.ContainsFunc([]string{"changelog", "changes", "change_log", "change-log", "history", "news"}, func(p string) bool {
		rest, ok := strings.CutPrefix(base, p)
		return ok && (rest == "" || strings.IndexByte(".-_", rest[0]) >= 0)
	})
}

// knownIDs are the licences and exceptions that hits name, in the spelling of the templates.
func knownIDs(hits []hit) map[string]bool {
	ids := map[string]bool{}
	for _, h := range hits {
		if h.exception != "" {
			ids[h.exception] = true
		}
		if h.expression == nil || h.unknown != 0 || h.detector == DetectorUnexplained {
			continue
		}
		for _, atom := range spdx.Atoms(h.expression) {
			if w, ok := atom.(spdx.With); ok {
				ids[w.Exception.ID] = true
				atom = w.License
			}
			id := plainID(atom.String())
			ids[id] = true
			if same := amended[id]; same != "" {
				ids[same] = true
			}
		}
	}
	return ids
}

// amended are the licences that consist of the text of another, which only patterns know, and of amendments.
var amended = map[string]string{"MPL-1.0": "NPL-1.0", "MPL-1.1": "NPL-1.1"}

func plainID(id string) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(id, "+"), "-or-later"), "-only")
}

// Least share of the words of a piece that stand just so in a known text.
const pieceShare = 0.85

// maxSoft is how many words in a row may be missing that need not be there.
const maxSoft = 40

// longPiece is the most of a hit that is compared with known texts, in bytes.
const longPiece = 32 << 10

// isPiece reports whether words stand, nearly all, in the text of one of some licences, and those
// that do not limit nothing.
func isPiece(text string, ids map[string]bool) bool {
	t, words := loadTexts(), Words(text)
	covers := map[uint16][]bool{}
	seeds, _ := t.seeds(nil, words)
	for _, s := range seeds {
		if !ids[plainID(t.templates[s.template].id)] {
			continue
		}
		if covers[s.template] == nil {
			covers[s.template] = make([]bool, len(words))
		}
		t.cover(covers[s.template], words, s)
	}
	for _, c := range covers {
		if covered := counted(c); float64(covered) >= pieceShare*float64(len(words)) && !limits(text, words, c) {
			return true
		}
	}
	return false
}

// cover marks the words around a seed that are those of its template. It passes over a word of the
// text, or one of the template that need not be there, where those behind agree again.
func (t *texts) cover(marks []bool, words []Word, s seed) {
	if marks[s.at] {
		return
	}
	tmpl := &t.templates[s.template]
	same := func(i, j int) bool {
		if i < 0 || j < 0 || i >= len(words) || j >= tmpl.size {
			return false
		}
		w, _ := t.word(tmpl.words + j)
		return w == WordBits(words[i].Hash)
	}
	for _, dir := range []int{1, -1} {
		agree := func(i, j int) bool { return same(i, j) && same(i+dir, j+dir) && same(i+2*dir, j+2*dir) }
		for i, j := int(s.at)+min(dir, 0), int(s.place)+min(dir, 0); i >= 0 && i < len(words) && !marks[i]; i, j = i+dir, j+dir {
			switch {
			case same(i, j):
				marks[i] = true
				continue
			case agree(i+dir, j+dir):
				continue
			case agree(i+dir, j):
				j -= dir
				continue
			}
			skipped := 0
			for k := j; skipped < maxSoft && k >= 0 && k < tmpl.size; k += dir {
				if _, flag := t.word(tmpl.words + k); flag == Hard || flag == Key {
					break
				}
				if skipped++; agree(i, k+dir) {
					j = k + dir
					break
				}
			}
			if !same(i, j) {
				break
			}
			marks[i] = true
		}
	}
}

func counted(marks []bool) (n int) {
	for _, m := range marks {
		if m {
			n++
		}
	}
	return n
}

// turning are words that alone turn a clause round.
var turning = newCueSet([]string{" not ", " no ", " nor ", " never ", " only ", " except ", " but ", " unless ", " excluding ", " solely ", " nicht ", " kein", " nur "})

// limits reports whether the words that are not marked may limit what the others grant.
func limits(text string, words []Word, marks []bool) bool {
	var b strings.Builder
	for i, w := range words {
		if !marks[i] {
			b.WriteString(text[w.Lo:w.Hi])
			b.WriteByte(' ')
		}
	}
	rest := normal(b.String())
	return restricts(rest, restrictions) || restricts(rest, turning)
}
