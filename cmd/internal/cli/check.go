// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/facts"
	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func (s *session) checkCommand() *cli.Command {
	flags := append(s.judgingFlags(), s.procedureFlag(), s.decisionsFlag(), s.onlyNewFlag(true), s.excludeFlag(), s.listFlag(), s.declarationFlag(), s.redactFlag(), s.bidderFlag(), s.localCachesFlag(), s.lookupFlag(), s.registryFlag(), s.maxUnpackedFlag(), s.noCacheFlag())
	return &cli.Command{
		Name:      "check",
		Usage:     s.t("feststellen und nach einer Richtlinie bewerten", "find out and judge by a policy"),
		ArgsUsage: s.t("EINGABE…", "INPUT…"),
		Description: s.t(
			`Untersucht die Eingaben wie scan und bewertet sie nach der Richtlinie. Ein gespeichertes Ergebnis
wird neu bewertet, ohne neu zu untersuchen. Exit-Code: 0 kein Ergebnis bei --fail-on oder schlechter
(ohne --fail-on also auch bei Prüfbedarf), 1 Ergebnis bei --fail-on oder schlechter, 2 falscher Aufruf
oder fehlerhafte Richtlinie, 3 unvollständig, 130 abgebrochen.`,
			`Examines the inputs as scan does and judges them by the policy. A saved result is judged again
without examining anything. Exit code: 0 no verdict at or above --fail-on (so by default also "to be
reviewed"), 1 verdict at or above --fail-on, 2 wrong use or bad policy, 3 incomplete, 130 interrupted.`),
		Flags:  append(flags, s.reportFlags(formatNames(reports.Formats))...),
		Action: s.check,
	}
}

func (s *session) check(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.Formats))
	if err != nil {
		return err
	}
	failOn, err := failOnFlag(c)
	if err != nil {
		return err
	}
	s.failOn = failOn
	options, err := s.assessOptions(c)
	if err != nil {
		return err
	}
	in, err := loadProcedure(c, c.Args().Slice())
	if err != nil {
		return err
	}
	p, err := s.loadPolicy(c, in)
	if err != nil {
		return err
	}
	if err := under(in, c, &options); err != nil {
		return err
	}
	if options.Decisions, err = loadDecisions(c, p.Policy); err != nil {
		return err
	}
	before, err := s.loadBaseline(c, c.Args().Slice())
	if err != nil {
		return err
	}
	hide, err := redactFile(c)
	if err != nil {
		return err
	}
	if p.Language != "" && !s.langGiven {
		s.reportLang = p.Language
	}
	var exclude []source.Pattern
	for _, x := range p.Exclude {
		exclude = append(exclude, source.Pattern{Glob: x.Path, Reason: x.Reason, Origin: x.Origin})
	}
	if c.IsSet(flagDelivered) && !dated(p.Standards()) {
		say := i18n.For(s.lang)
		s.complain("hint", say.T("hint.delivered"))
	}
	v, interrupted := s.examine(c, outputs, exclude, policy.NamesOwn(p.Policy, options.Own))
	if v == nil {
		return interrupted
	}
	s.progress.enter("progress.judging")
	p.FromInput = p.readInside(c.Args().Slice())
	a := policy.Assess(v, p.Policy, options)
	s.compare(a, before)
	s.outcome.incomplete = !a.Complete
	s.outcome.gate = gateOf(a.OnlyNew().Verdict, failOn, c.Bool(flagExitZero))
	if a, err = s.redacted(a, hide); err != nil {
		return err
	}
	return cmp.Or(s.write(c, outputs, a), interrupted)
}

// dated reports whether one of the requirements on SBOMs holds for a time only, so that the day of delivery decides.
func dated(standards []string) bool {
	return slices.ContainsFunc(standards, func(id string) bool {
		s, _ := facts.StandardOf(id)
		return len(s.Choices) > 0 || s.From != "" || s.Until != ""
	})
}

func (s *session) assessOptions(c *cli.Context) (o policy.Options, err error) {
	if o.Use, err = useFlag(c); err != nil {
		return o, err
	}
	if o.Stage, err = stageFlag(c); err != nil {
		return o, err
	}
	if o.Outbound, err = s.outboundFlag(c); err != nil {
		return o, err
	}
	if o.Date, err = dateFlag(c); err != nil {
		return o, err
	}
	if o.Own, err = ownFlag(c); err != nil {
		return o, err
	}
	if o.Bidder, err = bidderFlag(c); err != nil {
		return o, err
	}
	o.Version = version()
	o.Delivered, err = dayFlag(c, flagDelivered)
	return o, err
}

func (s *session) bidderFlag() cli.Flag {
	return &cli.StringFlag{Name: flagBidder, DefaultText: "NAME", Usage: s.t(
		"wessen Angebot es ist; der Name steht im Ergebnis und bei compare über der Spalte",
		"whose bid it is; the name stands in the result and, in compare, above the column")}
}

// bidderFlag reads --bidder, which is not empty where it is given.
func bidderFlag(c *cli.Context) (string, error) {
	name := strings.TrimSpace(c.String(flagBidder))
	if c.IsSet(flagBidder) && name == "" {
		return "", usage("error.flag-value", inventory.Args{"flag": "--" + flagBidder, "value": c.String(flagBidder)}, "hint.flag-bidder", nil)
	}
	return name, nil
}
