// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"net/url"
	"slices"
)

// A Lookup is one question to a registry about a component, and what came of it.
type Lookup struct {
	Component string `json:"component"` // its ID
	Origin    string `json:"origin"`    // one of [Registries]
	// URL that was asked, without credentials.
	URL string `json:"url"`
	// Time of the answer, or of the failure, in UTC (RFC 3339); an answer that was kept has that of when it came.
	Time    string        `json:"time"`
	Outcome LookupOutcome `json:"outcome"`
	// SHA256 of what was answered; empty where nothing was.
	SHA256 string `json:"sha256,omitempty"`
}

// LookupOutcome is what came of a lookup.
type LookupOutcome string

// The outcomes. Only LookupAnswered says anything of the component: a registry that does not know a package (LookupUnknown), or did not give an
// answer that could be used (LookupFailed), leaves open what is so.
const (
	LookupAnswered LookupOutcome = "answered"
	LookupUnknown  LookupOutcome = "unknown"
	LookupFailed   LookupOutcome = "failed"
)

// Registries are the origins of what our own detection found in packages that registries were asked for.
var Registries = []string{"npm-registry", "pypi-registry", "go-proxy", "crates-registry", "maven-registry", "nuget-registry", "gem-registry", "composer-registry", "pub-registry"}

// LookedUp sums up lookups for people.
type LookedUp struct {
	Components int      // that were asked about
	Silent     int      // of which nobody told anything
	Hosts      []string // that were asked, sorted
	First      string   // when the first and the last answer came; "" without any
	Last       string
}

// LookedUp sums up the lookups; nil if there are none.
func (v *Inventory) LookedUp() *LookedUp {
	if len(v.Lookups) == 0 {
		return nil
	}
	var s LookedUp
	told := map[string]bool{}
	hosts := map[string]bool{}
	for _, l := range v.Lookups {
		told[l.Component] = told[l.Component] || l.Outcome == LookupAnswered
		if u, err := url.Parse(l.URL); err == nil {
			hosts[u.Host] = true
		}
		if l.Outcome != LookupFailed {
			if s.First == "" || l.Time < s.First {
				s.First = l.Time
			}
			s.Last = max(s.Last, l.Time)
		}
	}
	for _, answered := range told {
		s.Components++
		if !answered {
			s.Silent++
		}
	}
	for h := range hosts {
		s.Hosts = append(s.Hosts, h)
	}
	slices.Sort(s.Hosts)
	return &s
}
