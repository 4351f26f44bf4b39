// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/google/licensecheck"
)

// A catalogue is what licensecheck has built in, taken apart.
type catalogue struct {
	patterns []licensecheck.License // those that are texts, in licensecheck's order
	urls     []licensecheck.License
	order    licensecheck.License // see ordering
	byID     map[string]string    // the patterns themselves
}

var loadCatalogue = sync.OnceValue(func() *catalogue {
	c := &catalogue{order: ordering(loadHeads()), byID: map[string]string{}}
	for _, l := range licensecheck.BuiltinLicenses() {
		if l.LRE != "" {
			c.patterns = append(c.patterns, l)
			c.byID[l.ID] = l.LRE
		} else {
			c.urls = append(c.urls, l)
		}
	}
	return c
})

// ordering is a pattern that no text has. It stands first in every scanner, so that licensecheck
// numbers the words that could be taken for each other as it does when it reads all its patterns.
func ordering(h *heads) licensecheck.License {
	var b strings.Builder
	b.WriteString("lizenzlotseorder lizenzlotsewords")
	for i := 0; i < len(h.ordered); i += 2 {
		b.WriteByte(' ')
		b.WriteString(h.words[read16(h.ordered, i)])
	}
	return licensecheck.License{LRE: b.String()}
}

// build makes a scanner for some patterns and all addresses.
func (c *catalogue) build(s set) *licensecheck.Scanner {
	list := make([]licensecheck.License, 0, 1+s.len()+len(c.urls))
	list = append(list, c.order)
	for i, p := range c.patterns {
		if s.has(int32(i)) {
			list = append(list, p)
		}
	}
	scanner, err := licensecheck.NewScanner(append(list, c.urls...))
	if err != nil {
		panic("detect: " + err.Error()) // the patterns are licensecheck's own
	}
	return scanner
}

func (c *catalogue) prepare(s set) prepared {
	return prepared{s, sync.OnceValue(func() *licensecheck.Scanner { return c.build(s) })}
}

// cost estimates the work of building a scanner, in bytes of pattern. The BSD family multiplies.
func (c *catalogue) cost(s *set) int {
	cost, family := len(c.order.LRE), 0
	for i, p := range c.patterns {
		if s.has(int32(i)) {
			cost += len(p.LRE)
			if strings.HasPrefix(p.ID, "BSD-") {
				family++
			}
		}
	}
	return cost + family*family*8<<10
}

func (c *catalogue) everything() (s set) {
	for i := range c.patterns {
		s.add(int32(i))
	}
	return s
}

func (s *set) len() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s *set) union(other *set) set {
	var u set
	for i := range u {
		u[i] = s[i] | other[i]
	}
	return u
}

// Scanners keeps the scanners that were built. It is safe for concurrent use.
//
// One scanner grows: whenever twice the work went into small scanners that would go into one for
// everything that was ever asked for, that one is built, and one for all patterns where that is most
// of them. So the work stays within a few times that of knowing beforehand, and a run over ten files
// never builds all patterns.
type scanners struct {
	mu    sync.Mutex
	big   prepared
	small []prepared // latest use first
	asked set
	spent int
}

type prepared struct {
	set     set
	scanner func() *licensecheck.Scanner // builds it the first time, so that nobody waits who wants another
}

const maxSmall = 32

var cached scanners

// get gives a scanner for at least the patterns of a set.
func (s *scanners) get(need set) *licensecheck.Scanner {
	return s.prepare(need).scanner()
}

func (s *scanners) prepare(need set) prepared {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.big.scanner != nil && s.big.set.contains(&need) {
		return s.big
	}
	for i, p := range s.small {
		if p.set.contains(&need) {
			copy(s.small[1:i+1], s.small[:i])
			s.small[0] = p
			return p
		}
	}
	c := loadCatalogue()
	s.asked = s.asked.union(&need)
	s.spent += c.cost(&need)
	if cost := c.cost(&s.asked); s.spent >= 2*cost {
		if everything := c.everything(); cost > c.cost(&everything)/2 {
			s.asked = everything
		}
		s.big = c.prepare(s.asked)
		s.small, s.spent = nil, 0
		return s.big
	}
	p := c.prepare(need)
	s.small = slices.Insert(s.small, 0, p)
	s.small = s.small[:min(len(s.small), maxSmall)]
	return p
}
