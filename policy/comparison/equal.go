// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A measure is one thing that has to be the same for all bids, or they were not treated alike.
type measure struct {
	name string // of the vocabulary "compare-measure"
	of   func(*Bid) string
	show func(*Bid) string // for a message; nil: what of gives
}

var measures = []measure{
	{"policy", func(b *Bid) string { return b.policy.SHA256 }, func(b *Bid) string {
		return strings.TrimSpace(b.policy.Name+" "+b.policy.Version) + " (SHA-256 " + short(b.policy.SHA256) + ")"
	}},
	{"frozen", func(b *Bid) string { return b.policy.FrozenOn + "\x00" + b.policy.FrozenSHA256 }, func(b *Bid) string {
		if b.policy.FrozenOn == "" {
			return ""
		}
		return b.policy.FrozenOn + " (SHA-256 " + short(b.policy.FrozenSHA256) + ")"
	}},
	{"procedure", func(b *Bid) string {
		if b.procedure == nil {
			return ""
		}
		return cmp.Or(b.procedure.SHA256, "?")
	}, func(b *Bid) string {
		if b.procedure == nil {
			return ""
		}
		return strings.TrimSpace(b.procedure.Number+" "+b.procedure.Origin) + " (SHA-256 " + short(b.procedure.SHA256) + ")"
	}},
	{"use", func(b *Bid) string { return string(b.use) }, nil},
	{"stage", func(b *Bid) string { return string(b.stage) }, nil},
	{"outbound", func(b *Bid) string { return b.outbound }, nil},
	{"date", func(b *Bid) string { return b.date }, nil},
	{"delivered", func(b *Bid) string {
		if b.delivered == b.date {
			return "" // as where nobody said
		}
		return b.delivered
	}, func(b *Bid) string { return b.delivered }},
	{"data", func(b *Bid) string {
		var list []string
		for _, t := range b.tools {
			list = append(list, t.String())
		}
		return strings.Join(list, ", ")
	}, nil},
	// What stands above decides it, unless somebody wrote into a result.
	{"rules", func(b *Bid) string {
		var s strings.Builder
		for _, u := range b.rules {
			s.WriteString(u.ID + " " + string(u.Weight))
			if c := u.Criterion; c != nil {
				s.WriteString(" " + c.Kind + " " + c.Published.Document + " " + c.Published.Number + " " + c.Published.Date)
				for _, x := range c.Steps {
					s.WriteString(" " + strconv.Itoa(x.Points) + ":" + strconv.Itoa(x.From))
				}
			}
			s.WriteByte('\n')
		}
		return s.String()
	}, func(b *Bid) string { return strconv.Itoa(len(b.rules)) }},
}

// equal refuses bids that were not judged alike: it says what differs, and for which of them.
func equal(bids []*Bid) error {
	var different []measure
	for _, m := range measures {
		if slices.ContainsFunc(bids, func(b *Bid) bool { return m.of(b) != m.of(bids[0]) }) {
			different = append(different, m)
		}
	}
	if len(different) == 0 {
		return nil
	}
	first := different[0]
	var also []string
	for _, m := range different[1:] {
		also = append(also, m.name)
	}
	return &inventory.Error{
		Message: inventory.NewMessage("error.compare-unequal", "measure", first.name, "values", first.values(bids), "also", strings.Join(also, ",")),
		Hint:    inventory.NewMessage("hint.compare-unequal." + first.name),
	}
}

// values lists what each bid has, those that have the same together: "a.json, b.json: bid; c.json: –".
func (m measure) values(bids []*Bid) string {
	show := m.show
	if show == nil {
		show = m.of
	}
	var order []string
	files := map[string][]string{}
	shown := map[string]string{}
	for _, b := range bids {
		is := m.of(b)
		if files[is] == nil {
			order = append(order, is)
			shown[is] = cmp.Or(show(b), "–")
		}
		files[is] = append(files[is], b.File)
	}
	var list []string
	for _, is := range order {
		list = append(list, strings.Join(files[is], ", ")+": "+shown[is])
	}
	return strings.Join(list, "; ")
}

// short is the beginning of a digest, enough to tell two apart by eye.
func short(sha256 string) string { return sha256[:min(len(sha256), 12)] }

// add counts a result by what came out.
func (t *tally) add(r *assessment.Result) {
	switch {
	case r.Noted:
		t.Noted++
	case r.Verdict == assessment.Violated:
		t.Violated++
	case r.Verdict == assessment.Review:
		t.Review++
	case r.Verdict == assessment.Conditional:
		t.Conditional++
	default:
		t.Satisfied++
	}
}

// A tally counts results as [assessment.Counts] does.
type tally struct{ assessment.Counts }
