// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"bufio"
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// What one screen holds.
const (
	screenLines  = 44 // of faults
	screenRules  = 8
	screenUnread = 3
)

// A detail is how much is shown of each fault.
type detail struct {
	causes, places int
	said, fix      int  // lines of what is said of a cause, and of what to do
	quote          bool // the text found
}

// details are tried one after the other until the screen holds all faults.
var details = []detail{{4, 3, 4, 4, true}, {3, 2, 3, 3, true}, {2, 2, 3, 2, true}, {2, 1, 2, 2, true}, {1, 1, 2, 1, true}, {1, 1, 1, 1, false}}

// A fault is a rule that found something, with its causes, those with the most places first among equals.
type fault struct {
	rule   string
	causes []*assessment.Cause
}

// developer is one screen: each rule once with its causes, where they are and how to fix them, then the figures and the
// next command. In a pipe the findings are lines as in every view.
func (p *printer) developer() {
	p.brief()
	if p.o.Terminal {
		faults := p.faults()
		if n := p.fitted(faults); n < len(faults) {
			var named []string
			for _, f := range faults[n:min(len(faults), n+maxLicenses)] {
				named = append(named, clean(f.rule))
			}
			if n+maxLicenses < len(faults) {
				named = append(named, "…")
			}
			p.wrap(0, 2, p.paint(dim, "…"), p.paint(dim, p.l.T("text.rules.more", "n", strconv.Itoa(len(faults)-n), "rules", strings.Join(named, ", "))))
			p.line(0, "")
		}
		p.aside()
	} else {
		p.lines()
		p.remedies()
	}
	p.unreadFirst()
	p.figures()
}

// brief is the head of one screen.
func (p *printer) brief() {
	p.warnings()
	v := p.a.Verdict
	policy := clean(strings.TrimSpace(p.a.Policy.Name + " " + p.a.Policy.Version))
	p.wrap(0, 2, p.paint(colors[v]+bold, sign(v, false)+" "+p.outcome()), p.paint(dim, "· "+clean(p.a.Inventory.Title())+" · "+policy+" · "+p.l.Date(clean(p.a.Date))))
	if p.a.Bidder != "" {
		p.wrap(0, 2, p.l.T("report.remark.bidder")+":", clean(p.a.Bidder))
	}
	p.comparison()
	p.redacted()
	for _, x := range []struct {
		said bool
		key  string
	}{{p.a.OnlyDocuments(), "report.documents-only"}, {p.a.OnlyNotes(), "report.notes-only"}} {
		if x.said {
			p.wrap(0, 2, "!", p.l.T(x.key))
		}
	}
	p.incomplete()
	p.line(0, "")
}

// faults are the rules with something to do, the worst first: notes and what a decision settled are left out.
func (p *printer) faults() []fault {
	open := func(r *assessment.Result) bool { return p.open(r) }
	all := p.a.Causes(func(r *assessment.Result) string {
		return p.said(r) + "\x00" + r.Message.String() + "\x00" + spdx.Text(r.Expression) + "\x00" + strconv.FormatBool(open(r))
	})
	var list []fault
	for _, c := range all {
		if !open(c.Results[0]) {
			continue
		}
		if n := len(list); n > 0 && list[n-1].rule == c.Rule {
			list[n-1].causes = append(list[n-1].causes, c)
			continue
		}
		list = append(list, fault{c.Rule, []*assessment.Cause{c}})
	}
	for _, f := range list {
		slices.SortStableFunc(f.causes, func(x, y *assessment.Cause) int {
			return cmp.Or(y.Results[0].Severity()-x.Results[0].Severity(), len(y.Results)-len(x.Results))
		})
	}
	return list
}

// open reports whether there is something to do about a result.
func (p *printer) open(r *assessment.Result) bool {
	return r.Severity() > 0 && r.Settled(p.decisions[r.Decision]) == ""
}

// fitted writes faults with as much detail as one screen holds, and gives how many of them it does.
func (p *printer) fitted(faults []fault) int {
	var screen bytes.Buffer
	fits := func(shown []fault, d detail) bool {
		screen.Reset()
		trial := *p
		trial.w = bufio.NewWriter(&screen)
		for _, f := range shown {
			trial.fault(f, d)
		}
		trial.w.Flush() // a buffer takes everything
		return bytes.Count(screen.Bytes(), []byte("\n")) <= screenLines
	}
	n := min(len(faults), screenRules)
	i := 0
	for !fits(faults[:n], details[i]) && (i < len(details)-1 || n > 1) {
		if i < len(details)-1 {
			i++
		} else {
			n--
		}
	}
	p.w.Write(screen.Bytes())
	return n
}

// fault writes a rule with its causes and how to fix it.
func (p *printer) fault(f fault, d detail) {
	results := 0
	for _, c := range f.causes {
		results += len(c.Results)
	}
	worst := f.causes[0].Results[0]
	u := p.rules[f.rule]
	title := clean(f.rule)
	if u != nil {
		title = p.title(u)
	}
	id, rest, _ := strings.Cut(title, " ")
	color := colors[worst.Verdict]
	p.wrap(0, 2, p.paint(color+bold, sign(worst.Verdict, false)+" "+id), p.paint(bold, rest)+" "+p.paint(color, "· "+p.said(worst)+", "+p.l.T("text.places", "n", strconv.Itoa(results))))
	for _, c := range f.causes[:min(d.causes, len(f.causes))] {
		p.spot(c, d)
	}
	if more := len(f.causes) - d.causes; more > 0 {
		p.wrap(2, 4, p.paint(dim, "…"), p.paint(dim, p.l.T("text.causes.more", "n", strconv.Itoa(more))))
	}
	if u != nil && u.Doc.ForMakers().In(p.l.Code()) != "" {
		p.begin(2, d.fix, p.sentences("→ "+clean(u.Doc.ForMakers().In(p.l.Code())), d.fix))
	}
	p.line(0, "")
}

// sentences are the first of a text, as many as some lines hold; if they hold not even one, that one.
func (p *printer) sentences(s string, lines int) string {
	for len(p.broken(2, 4, s)) > lines {
		end := strings.LastIndex(strings.TrimSuffix(s, "."), ". ")
		if end < 0 {
			break
		}
		s = s[:end+1]
	}
	return s
}

// remedies are what to do about each rule with something to do.
func (p *printer) remedies() {
	n := 0
	for _, f := range p.faults() {
		if u := p.rules[f.rule]; u != nil && u.Doc.ForMakers().In(p.l.Code()) != "" {
			n++
			p.line(0, "→ "+clean(f.rule)+": "+clean(u.Doc.ForMakers().In(p.l.Code())))
		}
	}
	if n > 0 {
		p.line(0, "")
	}
}

// aside are the notes and what decisions settled, by their rules.
func (p *printer) aside() {
	var notes, settled tally
	for i := range p.a.Results {
		switch r := &p.a.Results[i]; {
		case p.open(r):
		case r.Settled(p.decisions[r.Decision]) != "":
			settled.add(r.Rule)
		default:
			notes.add(r.Rule)
		}
	}
	for _, x := range []struct {
		lead, key string
		tally
	}{{"·", "text.notes", notes}, {"✓", "text.settled", settled}} {
		if len(x.order) > 0 {
			p.wrap(0, 2, p.paint(dim, x.lead), p.paint(dim, p.l.T(x.key, "rules", x.in(p.l))))
		}
	}
	if len(notes.order)+len(settled.order) > 0 {
		p.line(0, "")
	}
}

// A tally counts rules in the order in which they are met.
type tally struct {
	order []string
	times map[string]int
}

func (t *tally) add(rule string) {
	if t.times == nil {
		t.times = map[string]int{}
	}
	if t.times[rule]++; t.times[rule] == 1 {
		t.order = append(t.order, rule)
	}
}

// in lists the rules, with how often each was met if more than once.
func (t *tally) in(l i18n.Lang) string {
	var list []string
	for _, rule := range t.order {
		s := clean(rule)
		if n := t.times[rule]; n > 1 {
			s += " (" + l.Number(n) + ")"
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

// unreadFirst is the beginning of what was not read: all of it in a pipe.
func (p *printer) unreadFirst() {
	total := p.a.Inventory.Count(inventory.Unread)
	n := p.fits(total, screenUnread)
	for _, i := range p.a.Inventory.Issues {
		if i.Effect != inventory.Unread {
			continue
		}
		if n--; n < 0 {
			p.wrap(2, 4, p.paint(dim, "…"), p.paint(dim, p.l.T("text.places.more", "n", strconv.Itoa(total-screenUnread))))
			break
		}
		text := clean(p.l.Issue(i.Code, i.Args))
		if i.Path != "" {
			text = clean(i.Path) + ": " + text
		}
		p.wrap(0, 2, p.paint(yellow+bold, "!"), text)
	}
	if total > 0 {
		p.line(0, "")
	}
}

// figures are the counts and the verdict, and on a line of its own the next command.
func (p *printer) figures() {
	var counts [4]int
	notes, worst := 0, (*assessment.Result)(nil)
	for i := range p.a.Results {
		r := &p.a.Results[i]
		if !p.open(r) {
			notes++
			continue
		}
		counts[r.Verdict]++
		if worst == nil || r.Verdict > worst.Verdict {
			worst = r
		}
	}
	number := func(n int) string { // "" leaves it out
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	took := ""
	if p.o.Took > 0 && p.o.Terminal {
		took = p.l.Seconds(p.o.Took)
	}
	text := p.l.T("text.figures", "violated", number(counts[assessment.Violated]), "review", number(counts[assessment.Review]),
		"conditional", number(counts[assessment.Conditional]), "notes", number(notes),
		"components", strconv.Itoa(len(p.a.Inventory.Components)), "files", strconv.Itoa(len(p.a.Inventory.Files)), "took", took)
	v := p.a.Verdict
	p.wrap(0, 2, p.paint(colors[v]+bold, sign(v, false)+" "+p.outcome()), text)
	if worst != nil {
		p.more("text.more.developer", "rule", clean(worst.Rule))
	} else {
		p.more("text.more.none")
	}
}
