// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"cmp"
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func (s *session) noticesCommand() *cli.Command {
	return &cli.Command{
		Name:      "notices",
		Usage:     s.t("die Lizenzhinweise zu einer Software schreiben", "write the licence notices that go with a work"),
		ArgsUsage: s.t("EINGABE…", "INPUT…"),
		Description: s.t(
			`Untersucht die Eingaben wie scan und schreibt das Dokument, das bei der Weitergabe beiliegt: jeden
Bestandteil mit Lizenz und Urhebervermerken, NOTICE-Dateien und Lizenztexte so, wie sie in den Dateien
stehen, jeden Text einmal, dazu die Zusage der Quelltextherausgabe mit Leerstellen zum Ausfüllen. Was
fehlt, steht im Dokument. Texte gibt es aus den Dateien und aus Stücklisten; ein gespeichertes Ergebnis
enthält die der Dateien nicht. Eigener Code steht für sich; was das ist, sagt die Richtlinie. Exit-Code:
0 nichts fehlt, 1 etwas fehlt, 2 falscher Aufruf oder fehlerhafte Datei, 3 unvollständig, 130 abgebrochen.`,
			`Examines the inputs as scan does and writes the document that goes with the software when it is passed
on: each part with its licence and copyright notices, NOTICE files and licence texts as they stand in
the files, each text once, and the offer of source code with blanks to fill in. What is missing stands
in the document. Texts come from files and SBOMs; a saved result does not hold those of files. Own code
stands apart; what that is the policy says. Exit code: 0 nothing is missing, 1 something is, 2 wrong use
or bad file, 3 incomplete, 130 interrupted.`),
		Flags: append([]cli.Flag{
			s.policyFlag(),
			&cli.StringFlag{Name: flagUse, DefaultText: "internal|distribution|service|publication", Usage: s.t(
				"wozu die Hinweise gebraucht werden; sonst distribution, die Weitergabe", "what the notices are for; otherwise distribution")},
			s.ownFlag(),
			&cli.StringSliceFlag{Name: flagScope, DefaultText: "build|dev|test", Usage: s.t(
				"auch aufführen, was nur beim Erstellen, bei der Entwicklung oder beim Test gebraucht wird, mehrfach möglich; sonst wird es nur genannt",
				"also list what is needed for building, development or testing only, may be repeated; otherwise it is only named")},
			s.decisionsFlag(), s.dateFlag(), s.excludeFlag(), s.listFlag(), s.localCachesFlag(), s.lookupFlag(), s.registryFlag(), s.maxUnpackedFlag(), s.noCacheFlag(),
			&cli.BoolFlag{Name: flagExitZero, Usage: s.t(
				"Exit-Code 0 statt 1 (nicht statt 2, 3 oder 130)", "exit code 0 instead of 1 (not of 2, 3 or 130)")},
		}, s.reportFlags(formatNames(reports.NoticeFormats))...),
		Action: s.notices,
	}
}

func (s *session) notices(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.NoticeFormats))
	if err != nil {
		return err
	}
	var o policy.NoticeOptions
	if o.Use, err = useFlag(c); err != nil {
		return err
	}
	if o.Own, err = ownFlag(c); err != nil {
		return err
	}
	if o.Scopes, err = scopesFlag(c); err != nil {
		return err
	}
	p, err := s.loadPolicy(c, nil)
	if err != nil {
		return err
	}
	if o.Date, err = dateFlag(c); err != nil {
		return err
	}
	if o.Decisions, err = loadDecisions(c, p.Policy); err != nil {
		return err
	}
	if p.Language != "" && !s.langGiven {
		s.reportLang = p.Language
	}
	if c.NArg() == 0 {
		return usage("error.no-input", nil, "hint.no-input", inventory.Args{"command": c.Command.Name})
	}
	var exclude []source.Pattern
	for _, x := range p.Exclude {
		exclude = append(exclude, source.Pattern{Glob: x.Path, Reason: x.Reason, Origin: x.Origin})
	}
	texts := &scanner.Wordings{}
	v, interrupted := s.inspect(c, c.Args().Slice(), scanner.Options{Exclude: excluded(c, exclude), Lists: c.StringSlice(flagList), Wordings: texts, LocalCaches: c.Bool(flagLocalCaches)},
		policy.NamesOwn(p.Policy, o.Own))
	if v == nil {
		return interrupted
	}
	s.progress.enter("progress.judging")
	p.FromInput = p.readInside(c.Args().Slice())
	o.Wordings, o.Packages = texts.List(), texts.Packages()
	n := policy.Notices(v, p.Policy, o)
	s.outcome.incomplete = !n.Complete
	s.outcome.gate = gate{closed: n.Lacks() > 0, exitZero: c.Bool(flagExitZero)}
	if s.outcome.incomplete {
		defer s.warn(v)
	}
	done := i18n.For(s.lang).T("notices.done", "entries", strconv.Itoa(len(n.Own)+len(n.Others)), "texts", strconv.Itoa(len(n.Texts)))
	err = s.deliver(c, outputs, done, func(w io.Writer, format string, o reports.Options) error {
		o.Lang = s.reportLang // it goes with the software, wherever it is written to
		return filling(reports.NoticeFormats, n)(w, format, o)
	})
	if err == nil {
		s.lacking(n)
	}
	return cmp.Or(err, interrupted)
}

// lacking says on stderr what the document should hold and does not, with counts.
func (s *session) lacking(n *assessment.Notices) {
	if n.Lacks() == 0 {
		return
	}
	l := i18n.For(s.lang)
	counts := map[string]int{}
	for _, g := range n.Missing {
		if !g.Note {
			counts[g.Kind] += len(g.Of)
		}
	}
	var list []string
	for _, kind := range assessment.Gaps {
		if counts[kind] > 0 {
			list = append(list, l.T("notices.count."+kind, "n", strconv.Itoa(counts[kind])))
		}
	}
	s.progress.stop()
	s.complain("warning", l.T("warning.notices-missing", "list", strings.Join(list, ", ")))
	s.complain("hint", l.T("hint.notices-missing"))
}

// scopesFlag reads --scope.
func scopesFlag(c *cli.Context) ([]string, error) {
	var list []string
	for _, value := range c.StringSlice(flagScope) {
		for word := range strings.SplitSeq(value, ",") {
			if !assessment.Scoped(word) {
				return nil, usage("error.flag-value", inventory.Args{"flag": "--" + flagScope, "value": word},
					"hint.flag-values", inventory.Args{"values": "build, dev, test"})
			}
			list = append(list, word)
		}
	}
	return list, nil
}
