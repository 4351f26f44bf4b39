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

// LookedUp says how many components registries were asked about, at which hosts about how many, when, how many no registry knows, and of
// how many no answer came; its key is empty if nobody was asked.
func (v *Inventory) LookedUp() Message {
	if len(v.Lookups) == 0 {
		return Message{}
	}
	outcomes := map[string]LookupOutcome{} // by component, what told the most
	hosts := map[string]map[string]bool{}  // by name, the components
	first, last := "", ""
	for _, l := range v.Lookups {
		if was := outcomes[l.Component]; l.Outcome == LookupAnswered || l.Outcome == LookupFailed && was != LookupAnswered || was == "" {
			outcomes[l.Component] = l.Outcome
		}
		if u, err := url.Parse(l.URL); err == nil {
			if hosts[u.Host] == nil {
				hosts[u.Host] = map[string]bool{}
			}
			hosts[u.Host][l.Component] = true
		}
		if l.Outcome != LookupFailed {
			if first == "" || l.Time < first {
				first = l.Time
			}
			last = max(last, l.Time)
		}
	}
	unknown, failed := 0, 0
	for _, outcome := range outcomes {
		switch outcome {
		case LookupUnknown:
			unknown++
		case LookupFailed:
			failed++
		}
	}
	names := slices.Sorted(maps.Keys(hosts))
	for i, name := range names {
		names[i] += " (" + strconv.Itoa(len(hosts[name])) + ")"
	}
	if more := len(names) - maxHosts; more > 0 {
		names = append(names[:maxHosts], "+"+strconv.Itoa(more))
	}
	args := []string{"packages", strconv.Itoa(len(outcomes)), "hosts", Clip(strings.Join(names, ", "), 2000), "unknown", someOrNone(unknown), "failed", someOrNone(failed)}
	if day, _, _ := strings.Cut(first, "T"); strings.HasPrefix(last, day) {
		args = append(args, "day", day)
	} else {
		args = append(args, "first", first, "last", last)
	}
	return NewMessage("report.lookups.said", args...)
}

// someOrNone is a number for a message that is silent about none.
func someOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// maxHosts is how many hosts are named.
const maxHosts = 20
