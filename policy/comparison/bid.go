// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package comparison sets several bids side by side that were judged by the same measure.
//
// [Take] keeps of a saved result the few figures that a comparison needs, so that results of any size are read one after the
// other; [Compare] refuses bids that were not judged alike and makes the rows and the sentences. It judges nothing anew
// and ranks nothing.
package comparison

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// The number of bids that can be compared.
const (
	Min = 2
	Max = 12
)

// A Bid is what a comparison keeps of a saved result.
type Bid struct {
	assessment.ComparedBid
	policy     assessment.Policy
	procedure  *assessment.Procedure
	use        assessment.Use
	stage      assessment.Stage
	date       string
	delivered  string
	outbound   string
	tools      []inventory.Tool
	mismatch   []inventory.Message
	rules      []assessment.RuleUsed
	components int
	files      int
	results    tally
	classes    map[string]int
	justified  int // proprietary components that a justification is about
	documents  documents
	questions  map[assessment.QuestionKind]*asked
	duties     []owed
	unread     int
	stopped    bool // the examination was ended early
	excluded   int  // files
	patterns   []string
	own        []string
	decisions  map[assessment.DecisionKind]int
	lapsed     map[assessment.DecisionState]int
}

// documents are the figures of the SBOMs and lists of a bid.
type documents struct {
	sboms, lists     int
	formats          []inventory.Message // each once, in the order met
	listed, licensed int
	dangling         int
}

// asked is how many questions there are of a kind, and which rules ask them.
type asked struct {
	n     int
	rules []string
}

// owed is a duty of the city.
type owed struct {
	kind       string
	components int
}

// Take keeps what a comparison needs of a saved result: file is its base name, sha256 its digest. It refuses what was never
// judged, and a copy with passages blacked out, which is made for readers outside and does not say whose bid it is.
func Take(a *assessment.Assessment, file, sha256 string) (*Bid, error) {
	switch {
	case !a.Judged():
		return nil, &inventory.Error{Message: inventory.NewMessage("error.compare-scan"), Where: file, Hint: inventory.NewMessage("hint.compare-scan")}
	case a.Redacted != nil:
		return nil, &inventory.Error{Message: inventory.NewMessage("error.compare-redacted"), Where: file, Hint: inventory.NewMessage("hint.compare-redacted")}
	}
	inv := a.Inventory
	b := &Bid{
		ComparedBid: assessment.ComparedBid{Bidder: strings.TrimSpace(a.Bidder), Title: inv.Title(), SHA256: inv.Subject.SHA256, File: file, FileSHA256: sha256,
			Kind: inv.Subject.Kind, Inputs: inv.Subject.Inputs, Complete: a.Complete, Verdict: a.Verdict},
		policy: a.Policy, procedure: a.Procedure, use: a.Use, stage: a.Stage, date: a.Date, delivered: a.Delivered, outbound: a.Outbound,
		tools: inv.Tools, mismatch: a.Mismatch(), rules: a.Rules, components: len(inv.Components), files: len(inv.Files), stopped: inv.Interrupted() != nil,
		classes: map[string]int{}, questions: map[assessment.QuestionKind]*asked{}, decisions: map[assessment.DecisionKind]int{}, lapsed: map[assessment.DecisionState]int{},
	}
	for i := range a.Results {
		b.results.add(&a.Results[i])
	}
	b.takeClasses(a)
	b.takeDocuments(inv)
	b.takeQuestions(a)
	b.takeDuties(a)
	for i := range inv.Issues {
		if inv.Issues[i].Effect == inventory.Unread {
			b.unread++
		}
	}
	for _, x := range a.Excluded {
		b.excluded += x.Files
		b.patterns = append(b.patterns, x.Pattern)
	}
	for _, x := range a.Own {
		if x.Kind != assessment.OwnMain {
			b.own = append(b.own, x.Value)
		}
	}
	for i := range a.Decisions {
		if d := &a.Decisions[i]; d.State == assessment.DecisionUsed {
			b.decisions[d.Kind]++
		} else {
			b.lapsed[d.State]++
		}
	}
	return b, nil
}

func (b *Bid) takeClasses(a *assessment.Assessment) {
	reasoned := map[string]bool{}
	for i := range a.Decisions {
		if d := &a.Decisions[i]; d.Kind == assessment.Justification && d.State == assessment.DecisionUsed {
			for _, id := range d.Components {
				reasoned[id] = true
			}
		}
	}
	for _, c := range a.Classes {
		b.classes[c.Class] += len(c.Components)
		if c.Class == assessment.ClassProprietary {
			for _, id := range c.Components {
				if reasoned[id] {
					b.justified++
				}
			}
		}
	}
}

func (b *Bid) takeDocuments(inv *inventory.Inventory) {
	d := &b.documents
	for i := range inv.Documents {
		x := &inv.Documents[i]
		if x.Format == "csv" || x.Format == "xlsx" {
			d.lists++
			continue
		}
		d.sboms++
		d.listed += x.Components
		d.licensed += x.WithLicense
		d.dangling += x.Dangling
		is := inventory.NewMessage("comparison.format", "format", x.Format, "version", x.Version)
		if !slices.ContainsFunc(d.formats, func(had inventory.Message) bool { return had.String() == is.String() }) && len(d.formats) < maxNames {
			d.formats = append(d.formats, is)
		}
	}
}

func (b *Bid) takeQuestions(a *assessment.Assessment) {
	for i := range a.Questions {
		q := &a.Questions[i]
		x := b.questions[q.Kind]
		if x == nil {
			x = &asked{}
			b.questions[q.Kind] = x
		}
		x.n++
		if !slices.Contains(x.rules, q.Rule) {
			x.rules = append(x.rules, q.Rule) // of at most as many rules as were asked
		}
	}
}

func (b *Bid) takeDuties(a *assessment.Assessment) {
	at := map[string]map[string]bool{}
	var order []string
	for i := range a.Duties {
		d := &a.Duties[i]
		if d.Addressee != assessment.City {
			continue
		}
		if at[d.Kind] == nil {
			at[d.Kind] = map[string]bool{}
			order = append(order, d.Kind)
		}
		for _, id := range d.Components {
			at[d.Kind][id] = true
		}
	}
	for _, kind := range order {
		b.duties = append(b.duties, owed{kind, len(at[kind])})
	}
}

// duty is how many components a duty of the city is about.
func (b *Bid) duty(kind string) int {
	for _, d := range b.duties {
		if d.kind == kind {
			return d.components
		}
	}
	return 0
}

// judged is how many components were: all but those left out.
func (b *Bid) judged() int {
	n := 0
	for _, count := range b.classes {
		n += count
	}
	return n
}
