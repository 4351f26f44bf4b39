// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"runtime"
	"slices"
	"sync"

	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

// A hearing is one component before the rules: what they say of it, and what else has to be looked up for it alone. Hearings
// are held side by side; what they come to is entered one after the other, in the order of the components, so that it does
// not depend on how many are held at a time.
type hearing struct {
	component *inventory.Component // as the inventory has it
	of        *rule.Case
	whole     *rule.Case // for rules about own code, see [own.disputed]
	settled   settled
	said      []spoken
	situation duty.Situation
	class     string
}

// A session is of components that follow each other. It is used again for its memory.
type session struct {
	hearings []hearing
	said     []spoken // of all of them
}

var sessions = sync.Pool{New: func() any { return new(session) }}

// together is how many components a session is of; fewer than that are not worth a second one beside it.
const together = 256

// components judges all of them.
func (j *judge) components(list []inventory.Component) {
	if len(list) <= together {
		j.enter(j.hear(list))
		return
	}
	turns := make(chan chan *session, runtime.GOMAXPROCS(0))
	go func() {
		defer close(turns)
		for some := range slices.Chunk(list, together) {
			turn := make(chan *session, 1)
			turns <- turn
			go func() { turn <- j.hear(some) }()
		}
	}()
	for turn := range turns {
		j.enter(<-turn)
	}
}

// hear puts components before the rules. It changes nothing that another session sees.
func (j *judge) hear(list []inventory.Component) *session {
	s := sessions.Get().(*session)
	for i := range list {
		c := &list[i]
		if j.exclude.component(c) || j.world.IsSystem(c) {
			continue
		}
		seen := j.exclude.filter(c)
		k := &rule.Case{Component: seen, License: rule.Judged(seen.Claims), Own: j.own.component(c), Use: j.a.Use, Outbound: j.outbound, World: j.world}
		h := hearing{component: c, of: k, whole: k, settled: j.decisions.settle(seen, &k.License)}
		if j.own.disputed(c) {
			others := *k
			others.Own, h.of = false, &others
		}
		from := len(s.said)
		for i := range j.rules {
			if !j.rules[i].inTurn {
				s.said = j.ask(s.said, i, &h)
			}
		}
		h.said = slices.Clip(s.said[from:])
		h.class = h.of.Class()
		if len(h.of.License.Parts) > 0 {
			h.situation = h.of.Situation()
		}
		s.hearings = append(s.hearings, h)
	}
	return s
}

// ask adds what a rule says of the component.
func (j *judge) ask(said []spoken, i int, h *hearing) []spoken {
	r, asked := &j.rules[i].rule, h.of
	if r.Check == nil {
		return said
	}
	if r.OwnCode {
		asked = h.whole
	}
	for _, o := range j.sure(i, r.Ask(asked)) {
		s := j.spoken(i, o)
		if o.Expression != nil {
			s.decision = h.settled.by
		}
		said = append(said, s)
	}
	return said
}

// enter brings in what came out of a session, which is over with that.
func (j *judge) enter(s *session) {
	for i := range s.hearings {
		j.component(&s.hearings[i])
	}
	clear(s.hearings)
	clear(s.said)
	s.hearings, s.said = s.hearings[:0], s.said[:0]
	sessions.Put(s)
}
