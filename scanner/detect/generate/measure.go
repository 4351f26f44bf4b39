// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/spdx"
)

// An example is a text and the ids of the list that have it.
type example struct {
	text, name string
	ids        []string
}

// A tally counts what the detector says of one kind of text of the list.
type tally struct {
	what                    string
	examples                map[string]*example // by their words
	order                   []*example
	all, own, family, alone int
	failures, beside        []string
}

func newTally(what string) *tally { return &tally{what: what, examples: map[string]*example{}} }

// put adds a text of an id; one without words says nothing.
func (t *tally) put(id, text, name string) {
	words := detect.Words(text)
	if len(words) == 0 {
		return
	}
	key := make([]byte, 0, len(words)*4)
	for _, w := range words {
		key = binary.LittleEndian.AppendUint32(key, w.Hash)
	}
	x := t.examples[string(key)]
	if x == nil {
		x = &example{text: text, name: name}
		t.examples[string(key)] = x
		t.order = append(t.order, x)
	}
	x.ids = append(x.ids, id)
}

// count scans every text and counts by what was found in it: its own id, at least a licence of its
// family, and nothing beside.
func (t *tally) count() {
	for _, x := range t.order {
		own, family, others := false, false, false
		var said []string
		for _, f := range detect.Scan([]byte(x.text), x.name).Findings {
			mine := false
			for _, e := range append([]spdx.Expression{f.Expression}, f.Readings...) {
				for _, atom := range spdx.Atoms(e) {
					for _, id := range x.ids {
						mine = mine || names(atom, id)
						family = family || familyOf(atom.String()) == familyOf(id)
					}
				}
			}
			own, others = own || mine, others || !mine
			said = append(said, f.Expression.String())
		}
		n := len(x.ids)
		t.all += n
		switch {
		case own:
			t.own, t.family = t.own+n, t.family+n
			if !others {
				t.alone += n
				continue
			}
			t.beside = append(t.beside, fmt.Sprintf("%s: %s", strings.Join(x.ids, ", "), strings.Join(said, ", ")))
			continue
		case family:
			t.family += n
		}
		t.failures = append(t.failures, fmt.Sprintf("%s: %s", strings.Join(x.ids, ", "), strings.Join(said, ", ")))
	}
}

// names reports whether a licence, or a licence with an exception, is what an id stands for.
func names(atom spdx.Expression, id string) bool {
	if w, ok := atom.(spdx.With); ok && w.Exception.ID == id {
		return true
	}
	if listed, ok := spdx.LookupLicense(id); ok && listed.Deprecated && listed.Successor != "" {
		return atom.String() == id || atom.String() == listed.Successor
	}
	return atom.String() == id
}

func familyOf(id string) string {
	name, _, _ := strings.Cut(id, "-")
	return name
}

// measure writes how much of the list's texts, headers and exceptions is recognised. An id that
// shares its text or header with others counts as found by any of them: what sets them apart is not
// in it.
func measure(release string, w io.Writer) error {
	entries, err := readEntries(release)
	if err != nil {
		return err
	}
	texts, exceptions, headers := newTally("texts"), newTally("exceptions"), newTally("headers")
	for _, e := range entries {
		t := texts
		if e.exception {
			t = exceptions
		}
		t.put(e.id, e.text.held+"\n"+e.text.String(), "LICENSE")
		if listed, ok := spdx.LookupLicense(e.id); !ok || listed.Deprecated {
			continue
		}
		for _, h := range e.headers {
			headers.put(e.id, h.held+"\n"+h.String(), "source.c")
		}
	}
	for _, t := range []*tally{texts, exceptions, headers} {
		t.count()
	}
	fmt.Fprintf(w, "SPDX list %s     number  own id  or family  own id alone\n", spdx.ListVersion)
	for _, t := range []*tally{texts, exceptions, headers} {
		percent := func(n int) float64 { return 100 * float64(n) / float64(max(t.all, 1)) }
		fmt.Fprintf(w, "%-20s %6d  %5.1f %%   %5.1f %%       %5.1f %%\n", t.what, t.all, percent(t.own), percent(t.family), percent(t.alone))
	}
	for _, t := range []*tally{texts, exceptions, headers} {
		for _, f := range t.failures {
			fmt.Fprintf(w, "missed in %s: %s\n", t.what, f)
		}
		for _, f := range t.beside {
			fmt.Fprintf(w, "not alone in %s: %s\n", t.what, f)
		}
	}
	return nil
}
