// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
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

// LookedUp says how many components registries were asked about, which ones, and when; its key is empty if nobody was asked.
func (v *Inventory) LookedUp() Message {
	if len(v.Lookups) == 0 {
		return Message{}
	}
	told := map[string]bool{} // by component
	hosts := map[string]bool{}
	first, last := "", ""
	for _, l := range v.Lookups {
		told[l.Component] = told[l.Component] || l.Outcome == LookupAnswered
		if u, err := url.Parse(l.URL); err == nil {
			hosts[u.Host] = true
		}
		if l.Outcome != LookupFailed {
			if first == "" || l.Time < first {
				first = l.Time
			}
			last = max(last, l.Time)
		}
	}
	silent := 0
	for _, answered := range told {
		if !answered {
			silent++
		}
	}
	names := slices.Sorted(maps.Keys(hosts))
	if more := len(names) - maxHosts; more > 0 {
		names = append(names[:maxHosts], "+"+strconv.Itoa(more))
	}
	return NewMessage("report.lookups.said", "packages", strconv.Itoa(len(told)), "hosts", Clip(strings.Join(names, ", "), 2000), "first", first, "last", last,
		"silent", strconv.Itoa(silent))
}

// maxHosts is how many hosts are named.
const maxHosts = 20
