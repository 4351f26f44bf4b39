// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"cmp"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
	"lizenzlotse/scanner/spdx"
)

func (s *session) outboundCommand() *cli.Command {
	var names []string
	for _, e := range policy.Candidates() {
		names = append(names, e.String())
	}
	return &cli.Command{
		Name:      "outbound",
		Usage:     s.t("sagen, unter welchen Lizenzen ein Werk veröffentlicht werden darf", "say under which licences a work may be released"),
		ArgsUsage: s.t("EINGABE…", "INPUT…"),
		Description: s.t(
			`Untersucht die Eingaben wie scan und sagt zu jeder Lizenz, ob das Werk als Ganzes unter ihr
veröffentlicht werden darf: möglich; ausgeschlossen, mit Komponente, Einbindung, Fundstelle und dem
Abschnitt des Lizenztextes; oder offen, mit der Frage, von der es abhängt. Eigener Code steht dem nicht
entgegen; was eigener Code ist, sagt die Richtlinie. Exit-Code: 0 auch wenn Lizenzen ausgeschlossen
sind, 2 falscher Aufruf oder fehlerhafte Richtlinie, 3 unvollständig, 130 abgebrochen.`,
			`Examines the inputs as scan does and says of each licence whether the work as a whole may be released
under it: possible; ruled out, with the component, how it is used, where it was found and the section
of the licence; or open, with the question it depends on. Own code is no obstacle; what is own code the
policy says. Exit code: 0 also where licences are ruled out, 2 wrong use or bad policy, 3 incomplete,
130 interrupted.`),
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: flagCandidates, DefaultText: s.t("LIZENZ[,LIZENZ…]", "LICENCE[,LICENCE…]"), Usage: s.t(
				"Lizenzen, nach denen gefragt wird (SPDX), mehrfach möglich; sonst ", "the licences asked for (SPDX), may be repeated; otherwise ") + strings.Join(names, ", ")},
			s.policyFlag(), s.ownFlag(), s.excludeFlag(), s.listFlag(), s.localCachesFlag(), s.lookupFlag(), s.registryFlag(), s.maxUnpackedFlag(), s.noCacheFlag(),
		}, s.reportFlags(formatNames(reports.ReleaseFormats))...),
		Action: s.outbound,
	}
}

func (s *session) outbound(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.ReleaseFormats))
	if err != nil {
		return err
	}
	candidates, err := s.candidatesFlag(c)
	if err != nil {
		return err
	}
	own, err := ownFlag(c)
	if err != nil {
		return err
	}
	p, err := s.loadPolicy(c, nil)
	if err != nil {
		return err
	}
	var exclude []source.Pattern
	for _, x := range p.Exclude {
		exclude = append(exclude, source.Pattern{Glob: x.Path, Reason: x.Reason, Origin: x.Origin})
	}
	v, interrupted := s.examine(c, outputs, exclude, policy.NamesOwn(p.Policy, own))
	if v == nil {
		return interrupted
	}
	s.progress.enter("progress.judging")
	p.FromInput = p.readInside(c.Args().Slice())
	r := policy.Outbound(v, p.Policy, policy.Options{Own: own}, candidates)
	if s.outcome.incomplete = !r.Complete; s.outcome.incomplete {
		defer s.warn(v)
	}
	err = s.deliver(c, outputs, s.t("geschrieben", "written"), filling(reports.ReleaseFormats, r))
	return cmp.Or(err, interrupted)
}

// candidatesFlag reads --candidates, each licence once in the order given.
func (s *session) candidatesFlag(c *cli.Context) ([]spdx.Expression, error) {
	var list []spdx.Expression
	seen := map[string]bool{}
	for _, value := range c.StringSlice(flagCandidates) {
		for name := range strings.SplitSeq(value, ",") {
			e, err := s.licenseValue(flagCandidates, name)
			if err != nil {
				return nil, err
			}
			if !seen[e.String()] {
				seen[e.String()] = true
				list = append(list, e)
			}
		}
	}
	if len(list) == 0 {
		return policy.Candidates(), nil
	}
	return list, nil
}

// licenseValue reads an SPDX expression that a flag takes. An id that the list does not have is refused, as it would
// be compared with nothing, and one that it has replaced is said to be, with what it is taken for.
func (s *session) licenseValue(flag, value string) (spdx.Expression, error) {
	e, err := spdx.Parse(strings.TrimSpace(value))
	if err != nil {
		return nil, usage("error.flag-value", inventory.Args{"flag": "--" + flag, "value": value}, "hint.flag-license", nil)
	}
	for _, atom := range spdx.Atoms(e) {
		if now := spdx.Current(atom).String(); now != atom.String() {
			s.complain("warning", i18n.For(s.lang).T("warning.flag-deprecated", "flag", "--"+flag, "licence", atom.String(), "successor", now))
		}
	}
	return e, nil
}

// outboundFlag reads --outbound; nil if it is not given.
func (s *session) outboundFlag(c *cli.Context) (spdx.Expression, error) {
	if !c.IsSet(flagOutbound) {
		return nil, nil
	}
	return s.licenseValue(flagOutbound, c.String(flagOutbound))
}

// useFlag says what the software is for.
func (s *session) useFlag() cli.Flag {
	return &cli.StringFlag{Name: flagUse, DefaultText: strings.Join([]string{string(assessment.UseInternal), string(assessment.UseDistribution),
		string(assessment.UseService), string(assessment.UsePublication)}, "|"), Usage: s.t(
		"wozu die Software dient: interner Gebrauch, Weitergabe, Dienst im Netz, Veröffentlichung", "what the software is for")}
}
