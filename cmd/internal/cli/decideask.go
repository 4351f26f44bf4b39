// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// errNoMore ends the questions: the person left, or the input ended.
var errNoMore = errors.New("no more")

// A questioner asks a person.
type questioner struct {
	in      *bufio.Reader
	out     io.Writer
	session *session
}

// ask goes through the groups. What was decided of one is written before the next is shown, so that nothing is lost to
// whoever stops half way.
func (s *session) ask(q *questioner, w wish, a *assessment.Assessment, groups []*group) error {
	concluded := map[string]bool{}
	fmt.Fprintln(q.out, s.t("Offene Punkte: ", "open points: ")+strconv.Itoa(len(groups))+s.t(
		". Was Sie entscheiden, wird sofort in ", ". What you decide is written at once to ")+i18n.Visible(w.file)+s.t(" geschrieben; Eingabe ohne Text überspringt.", "; an empty answer skips."))
	for i, g := range groups {
		if g.kindOf() == assessment.Conclusion && !slices.ContainsFunc(g.results, func(r *assessment.Result) bool { return !concluded[r.Component] }) {
			continue // the same question under another rule
		}
		q.show(a, g, i+1, len(groups))
		answer, err := q.one(s.t("Entscheiden? j = ja, n = nein, e = Ende", "Decide? y = yes, n = no, q = quit"), "", func(a string) bool {
			return slices.Contains([]string{"j", "y", "n", "e", "q", ""}, strings.ToLower(a))
		})
		if err != nil || answer == "e" || answer == "q" {
			return ended(err)
		}
		if answer == "n" || answer == "" {
			continue
		}
		said, err := q.complete(w, g)
		if err != nil {
			return ended(err)
		}
		if err := s.record(said, a, g); err != nil {
			return err
		}
		w.name = said.name
		for _, r := range g.results {
			concluded[r.Component] = concluded[r.Component] || said.kind == assessment.Conclusion
		}
	}
	return nil
}

func ended(err error) error {
	if errors.Is(err, errNoMore) {
		return nil
	}
	return err
}

const maxShown = 10 // components of a group

func (q *questioner) show(a *assessment.Assessment, g *group, n, of int) {
	say := i18n.For(q.session.lang)
	title := g.rule
	if i := slices.IndexFunc(a.Rules, func(u assessment.RuleUsed) bool { return u.ID == g.rule }); i >= 0 {
		title += " " + a.Rules[i].Doc.Title.In(q.session.lang)
	}
	if g.license != "" {
		title += ": " + g.license
	}
	fmt.Fprintf(q.out, "\n[%d/%d] %s\n", n, of, i18n.Visible(title))
	fmt.Fprintf(q.out, "  %s\n", i18n.Visible(say.Message(g.message.Key, g.message.Args)))
	for i, r := range g.results {
		if i == maxShown {
			fmt.Fprintf(q.out, "  %s\n", say.T("text.more", "n", strconv.Itoa(len(g.results)-maxShown)))
			break
		}
		name := r.Component
		all := a.Inventory.Components
		if i := slices.IndexFunc(all, func(c inventory.Component) bool { return c.ID == name && c.Name != "" }); i >= 0 {
			name = strings.TrimSpace(all[i].Name + " " + all[i].Version)
		}
		if name == "" {
			name = r.File
		}
		fmt.Fprintf(q.out, "  - %s\n", i18n.Visible(name))
	}
}

// complete asks for what the flags left open.
func (q *questioner) complete(w wish, g *group) (wish, error) {
	s := q.session
	oneOf := func(values []string) func(string) bool {
		return func(a string) bool { return slices.Contains(values, a) }
	}
	some := func(a string) bool { return a != "" }
	day := func(a string) bool { _, err := time.Parse(time.DateOnly, a); return err == nil }
	var err error
	need := func(to *string, what string, standard string, valid func(string) bool) {
		if err == nil && *to == "" {
			*to, err = q.one(what, standard, valid)
		}
	}
	// pick offers words with what they mean; a number stands for its word.
	pick := func(to *string, what, words, standard string, values []string) {
		if err != nil || *to != "" {
			return
		}
		say := i18n.For(s.lang)
		fmt.Fprintln(q.out, what+":")
		for i, v := range values {
			fmt.Fprintf(q.out, "  %d = %s (%s)\n", i+1, say.Word(words, v), v)
		}
		if i := slices.Index(values, standard); i >= 0 {
			standard = strconv.Itoa(i + 1)
		}
		need(to, s.t("Nummer oder Wort", "number or word"), standard, func(a string) bool {
			n, failed := strconv.Atoi(a)
			return failed == nil && 0 < n && n <= len(values) || oneOf(values)(a)
		})
		if n, failed := strconv.Atoi(*to); failed == nil && err == nil {
			*to = values[n-1]
		}
	}
	kind := string(w.kind)
	pick(&kind, s.t("Art der Entscheidung", "kind of decision"), "decision-kind", string(g.kindOf()), decisionKinds)
	w.kind = assessment.DecisionKind(kind)
	switch w.kind {
	case assessment.Conclusion, assessment.Choice:
		if w.chosen == nil {
			var text string
			need(&text, s.t("Lizenz als genormte Kennung (SPDX), etwa MIT; ohne eigene: LicenseRef-Name", "licence (SPDX expression), such as MIT; without one of its own: LicenseRef-name"), "", func(a string) bool { _, err := spdx.Parse(a); return err == nil })
			if err == nil {
				w.chosen, err = spdx.Parse(text)
			}
		}
	case assessment.Justification:
		pick(&w.ground, s.t("Grund", "ground"), "ground", "", assessment.Grounds())
	case assessment.Exception:
		pick(&w.reason, s.t("Grund", "reason"), "ground", "", assessment.Reasons())
		need(&w.owner, s.t("wer verantwortet die Ausnahme", "who answers for the exception"), "", some)
		need(&w.until, s.t("letzter Tag (JJJJ-MM-TT)", "last day (YYYY-MM-DD)"), "", func(a string) bool { return day(a) && a >= w.date })
	}
	need(&w.text, s.t("in eigenen Worten, was entschieden wurde und warum", "in your own words, what was decided and why"), "",
		func(a string) bool { return a != "" && len(a) <= maxDecisionText })
	need(&w.name, s.t("wer entscheidet (Name)", "who decides (name)"), "", some)
	return w, err
}

// one asks until the answer is valid; an empty answer is the standard one.
func (q *questioner) one(what, standard string, valid func(string) bool) (string, error) {
	for {
		fmt.Fprint(q.out, what)
		if standard != "" {
			fmt.Fprintf(q.out, " [%s]", standard)
		}
		fmt.Fprint(q.out, ": ")
		line, err := q.in.ReadString('\n')
		answer := strings.Join(strings.Fields(strings.ToValidUTF8(line, "\uFFFD")), " ")
		if answer == "" {
			answer = standard
		}
		switch {
		case err == io.EOF && line == "":
			fmt.Fprintln(q.out)
			return "", errNoMore
		case err != nil && err != io.EOF:
			return "", err
		case valid(answer):
			return answer, nil
		}
		fmt.Fprintln(q.out, i18n.Visible(q.session.t("das passt hier nicht: ", "that does not fit here: ")+answer))
	}
}
