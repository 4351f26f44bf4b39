// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	_ "embed" // the table
	"slices"
	"strings"
	"sync"
)

//go:embed regimes.tsv
var regimesTSV string

// A Topic is what a paragraph of award law is looked up for.
type Topic string

// The topics.
const (
	TopicClarification    Topic = "clarification"     // Aufklärung
	TopicSupplement       Topic = "supplement"        // Nachforderung
	TopicSupplementLimits Topic = "supplement-limits" // what must not be demanded later
	TopicCriteria         Topic = "criteria"
	TopicExclusion        Topic = "exclusion"
	TopicSuitability      Topic = "suitability"
	TopicPerformance      Topic = "performance"
	TopicGround           Topic = "ground" // Sachgrund of a requirement that is not neutral
	TopicDocumentation    Topic = "documentation"
	TopicRetention        Topic = "retention"
	TopicConfidentiality  Topic = "confidentiality"
)

// A Paragraph is a provision of award law. What it says in our own words is the catalogue's: "paragraph." and Says.
type Paragraph struct {
	Regime  string // "vgv" or "uvgo"
	Topic   Topic
	Law     string
	Section string
	Says    string
	Kinds   []string // kinds of procedure that it is about; none if it does not matter
	Stand   string   // the version that was read: RFC 3339 full-date, or as much of it as is known
	URL     string   // "" where the text was read without an address of its own
}

var regimes = sync.OnceValue(func() []Paragraph {
	var list []Paragraph
	for r := range rows("regimes.tsv", regimesTSV) {
		p := Paragraph{Regime: r["regime"], Topic: Topic(r["topic"]), Law: r["law"], Section: r["section"], Says: r["says"], Stand: r["stand"], URL: r["url"]}
		if r["kinds"] != "" {
			p.Kinds = strings.Split(r["kinds"], ",")
		}
		list = append(list, p)
	}
	return list
})

// Paragraphs are those on record of a regime, in the order of the table; none of a city's own statute, of what is done
// outside procurement, and of no regime.
func Paragraphs(regime string) []Paragraph {
	var list []Paragraph
	for _, p := range regimes() {
		if p.Regime == regime {
			list = append(list, p)
		}
	}
	return list
}

// ParagraphsOn are those of a regime on a topic.
func ParagraphsOn(regime string, topic Topic) []Paragraph {
	return slices.DeleteFunc(Paragraphs(regime), func(p Paragraph) bool { return p.Topic != topic })
}

// Covers reports whether the paragraph is about a kind of procedure; of a kind that is not known, "", it may be.
func (p Paragraph) Covers(kind string) bool {
	return len(p.Kinds) == 0 || kind == "" || slices.Contains(p.Kinds, kind)
}
