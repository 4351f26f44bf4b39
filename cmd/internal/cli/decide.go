// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/decision"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// maxDecisionText bounds the text of a decision, in bytes: it stands on one line of the file, quoted.
const maxDecisionText = 1500

// maxAtOnce bounds how many components one answer is written down for: so many nobody has looked at.
const maxAtOnce = 500

// decisionsFile is where decide writes without --file.
const decisionsFile = "decisions.yml"

func (s *session) decideCommand() *cli.Command {
	list := func(values []string) string { return strings.Join(values, "|") }
	return &cli.Command{
		Name:      "decide",
		Usage:     s.t("festhalten, was Menschen entschieden haben", "record what people decided"),
		ArgsUsage: s.t("ERGEBNIS.json", "RESULT.json"),
		Description: s.t(
			`Schreibt Entscheidungen zu den Befunden eines gespeicherten Ergebnisses in eine Datei, die
„check --decisions“ anwendet: fragend am Bildschirm, oder ohne Fragen, wenn die Schalter alles sagen.
Gleichartige Befunde werden gemeinsam entschieden. Was in der Datei steht, bleibt, wie es ist.
Arten (--kind): conclusion (festgestellte Lizenz), choice (Wahl bei OR), justification (Begründung),
exception (genehmigte Ausnahme).`,
			`Writes decisions on the findings of a saved result into a file that "check --decisions" applies:
asking on a terminal, or without questions where the flags say everything. Findings that are alike are
decided at once. What stands in the file stays as it is. Kinds (--kind): conclusion (the licence it is
under), choice (with OR), justification, exception (approved deviation).`),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: flagRule, DefaultText: s.t("REGEL", "RULE"), Usage: s.t("nur Befunde dieser Regel", "only findings of this rule")},
			&cli.StringFlag{Name: flagComponent, DefaultText: "PURL|ID", Usage: s.t(
				"nur Befunde dieser Komponente; eine Paketadresse (purl) ohne Version meint jede", "only findings of this component; a purl without version means every one")},
			&cli.StringFlag{Name: flagLicense, DefaultText: s.t("LIZENZ", "LICENCE"), Usage: s.t("nur Befunde zu dieser Lizenz", "only findings about this licence")},
			&cli.StringFlag{Name: flagKind, DefaultText: list(decisionKinds), Usage: s.t("Art; sonst die, die zum Befund passt", "the kind; otherwise the one that fits the finding")},
			&cli.StringFlag{Name: flagChoose, DefaultText: s.t("LIZENZ", "LICENCE"), Usage: s.t(
				"die festgestellte oder gewählte Lizenz", "the licence that is concluded or chosen")},
			&cli.StringFlag{Name: flagGround, DefaultText: list(assessment.Grounds()), Usage: s.t("Grund einer Begründung", "the ground of a justification")},
			&cli.StringFlag{Name: flagReason, DefaultText: s.t("GRUND", "REASON"), Usage: s.t("Grund einer Ausnahme: ", "the reason of an exception: ") + strings.Join(assessment.Reasons(), ", ")},
			&cli.StringFlag{Name: flagText, DefaultText: "TEXT", Usage: s.t("in eigenen Worten, was entschieden wurde und warum", "in your own words, what was decided and why")},
			&cli.StringFlag{Name: flagOwner, DefaultText: "NAME", Usage: s.t("wer eine Ausnahme verantwortet", "who answers for an exception")},
			&cli.StringFlag{Name: flagUntil, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t("letzter Tag; eine Ausnahme braucht einen", "the last day; an exception needs one")},
			&cli.StringFlag{Name: flagName, DefaultText: "NAME", Usage: s.t("wer entscheidet", "who decides")},
			&cli.StringFlag{Name: flagDate, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t("Tag der Zeichnung; sonst heute", "day of the signature; otherwise today")},
			&cli.StringFlag{Name: flagSecond, DefaultText: "NAME", Usage: s.t(
				"die Entscheidung --id als zweite Person mitzeichnen (ohne ERGEBNIS)", "sign the decision --id as second examiner (without RESULT)")},
			&cli.StringFlag{Name: flagID, DefaultText: s.t("KENNUNG", "ID"), Usage: s.t("Kennung einer Entscheidung der Datei", "ID of a decision in the file")},
			&cli.StringFlag{Name: flagFile, DefaultText: s.t("DATEI", "FILE"), Usage: s.t("wohin; sonst ", "where to; otherwise ") + decisionsFile},
		},
		Action: s.decide,
	}
}

func (s *session) decide(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	w, err := wishOf(c)
	if err != nil {
		return err
	}
	if c.IsSet(flagSecond) || c.IsSet(flagID) {
		return s.countersign(c, w)
	}
	if c.NArg() != 1 {
		return usage("error.one-result", nil, "hint.one-result", nil)
	}
	a, err := s.readResult(c.Args().First())
	switch {
	case err != nil:
		return err
	case !a.Judged():
		return &inventory.Error{Message: inventory.Message{Key: "error.not-judged"}, Where: c.Args().First(), Hint: inventory.Message{Key: "hint.not-judged"}}
	}
	if err := refuseRedacted(a, c.Args().First()); err != nil {
		return err
	}
	if _, err := oneOf(c, flagRule, decidable(a)...); err != nil {
		return err
	}
	groups := w.groups(a)
	if len(groups) == 0 {
		return usage("error.nothing-to-decide", nil, "hint.nothing-to-decide", nil)
	}
	if kind, missing := w.complete(groups); len(missing) == 0 {
		w.kind = kind
		return s.decideAtOnce(w, a, groups)
	} else if _, ok := terminal(s.stdin); !ok || c.Args().First() == "-" {
		return usage("error.decide-flags", inventory.Args{"flags": strings.Join(missing, ", ")}, "hint.help", inventory.Args{"command": "decide"})
	}
	return s.ask(&questioner{in: bufio.NewReader(s.stdin), out: s.stderr, session: s}, w, a, groups)
}

// decideAtOnce takes the decision that flags say. It is one decision, so it is about one kind of finding.
func (s *session) decideAtOnce(w wish, a *assessment.Assessment, groups []*group) error {
	if n := w.several(groups); n > 1 {
		return usage("error.decide-several", inventory.Args{"count": strconv.Itoa(n)}, "hint.decide-several", nil)
	}
	merged := *groups[0]
	for _, g := range groups[1:] {
		merged.results = append(merged.results, g.results...)
	}
	return s.record(w, a, &merged)
}

// record adds the decisions on a group to the file, which is read at that moment: what somebody wrote meanwhile stays.
func (s *session) record(w wish, a *assessment.Assessment, g *group) error {
	return alone(w.file, func() error { return s.recordAlone(w, a, g) })
}

func (s *session) recordAlone(w wish, a *assessment.Assessment, g *group) error {
	data, err := readDecisions(w.file)
	if err != nil {
		return err
	}
	taken, rules := map[string]bool{}, decidable(a)
	if data != nil {
		had, err := decision.Load([]string{w.file}, readPolicy, rules)
		var e *inventory.Error
		if err != nil && !(errors.As(err, &e) && e.Key == "file.empty") {
			return err
		}
		for _, d := range had {
			taken[d.ID] = true
		}
	}
	list := w.decisions(a, g, taken)
	if len(list) > maxAtOnce {
		return usage("error.decide-many", inventory.Args{"count": strconv.Itoa(len(list)), "limit": strconv.Itoa(maxAtOnce)}, "hint.decide-many", nil)
	}
	comment := s.t("Entscheidungen, die „lizenzlotse check --decisions“ anwendet.", "Decisions that \"lizenzlotse check --decisions\" applies.")
	text, err := decision.Append(data, list, w.file, comment, rules)
	if err != nil {
		return err
	}
	if err := s.save(w.file, text); err != nil {
		return err
	}
	for _, d := range list {
		if _, err := fmt.Fprintln(s.stdout, d.ID); err != nil {
			return err
		}
	}
	return nil
}

// countersign adds the second examiner's signature.
func (s *session) countersign(c *cli.Context, w wish) error {
	id, name := c.String(flagID), strings.Join(strings.Fields(c.String(flagSecond)), " ")
	if id == "" || name == "" || c.NArg() > 0 {
		return usage("error.countersign", nil, "hint.countersign", nil)
	}
	err := alone(w.file, func() error {
		data, err := readDecisions(w.file)
		if err != nil {
			return err
		}
		if data == nil {
			return &inventory.Error{Message: inventory.Message{Key: "error.input-missing"}, Where: w.file, Hint: inventory.Message{Key: "hint.input-missing"}}
		}
		text, err := decision.Sign(data, id, assessment.Signature{Name: name, Date: w.date}, w.file, nil)
		if err != nil {
			return err
		}
		return s.save(w.file, text)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.stdout, id)
	return err
}

// decidable are the rules that a decision may be about, those that the policy of a result brought along among them.
func decidable(a *assessment.Assessment) []string {
	var used []string
	for i := range a.Rules {
		used = append(used, a.Rules[i].ID)
	}
	return policy.Decidable(used...)
}

// readDecisions reads a file of decisions; nil if there is none yet.
func readDecisions(file string) ([]byte, error) {
	data, err := readPolicy(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, &inventory.Error{Message: inventory.Message{Key: "decision.unreadable"}, Where: file, Cause: err, Hint: inventory.Message{Key: "decision.hint.unreadable"}}
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

func (s *session) save(file string, text []byte) error {
	err := s.files.write(file, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	if err != nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.not-written"}, Where: file, Cause: pathless(err), Hint: inventory.Message{Key: "hint.not-written"}}
	}
	return nil
}

var decisionKinds = []string{string(assessment.Conclusion), string(assessment.Choice), string(assessment.Justification), string(assessment.Exception)}

// wishOf reads the flags.
func wishOf(c *cli.Context) (w wish, err error) {
	w = wish{rule: c.String(flagRule), component: c.String(flagComponent), license: c.String(flagLicense), text: strings.TrimSpace(c.String(flagText)), file: decisionsFile}
	if c.IsSet(flagFile) {
		w.file = c.String(flagFile)
	}
	for flag, to := range map[string]*string{flagOwner: &w.owner, flagName: &w.name} {
		*to = strings.Join(strings.Fields(c.String(flag)), " ")
	}
	if len(w.text) > maxDecisionText {
		return w, usage("file.long", inventory.Args{"field": "--" + flagText, "limit": strconv.Itoa(maxDecisionText)}, "", nil)
	}
	kind, err := oneOf(c, flagKind, decisionKinds...)
	if err != nil {
		return w, err
	}
	w.kind = assessment.DecisionKind(kind)
	if w.ground, err = oneOf(c, flagGround, assessment.Grounds()...); err != nil {
		return w, err
	}
	if w.reason, err = oneOf(c, flagReason, assessment.Reasons()...); err != nil {
		return w, err
	}
	if w.until, err = dayFlag(c, flagUntil); err != nil {
		return w, err
	}
	if w.date, err = dateFlag(c); err != nil {
		return w, err
	}
	if text := c.String(flagChoose); c.IsSet(flagChoose) {
		if w.chosen, err = spdx.Parse(text); err != nil {
			return w, usage("error.flag-value", inventory.Args{"flag": "--" + flagChoose, "value": text}, "decision.hint.licence", nil)
		}
	}
	return w, nil
}
