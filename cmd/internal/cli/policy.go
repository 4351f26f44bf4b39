// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

func (s *session) policyCommand() *cli.Command {
	return &cli.Command{
		Name:  "policy",
		Usage: s.t("Richtlinien ansehen und prüfen", "look at and check policies"),
		Subcommands: []*cli.Command{
			{
				Name:   "list",
				Usage:  s.t("die eingebauten Richtlinien", "the built-in policies"),
				Action: s.listPolicies,
			},
			{
				Name:      "show",
				Usage:     s.t("die aufgelöste Richtlinie mit der Herkunft jeder Zeile", "the resolved policy with the origin of every line"),
				ArgsUsage: s.t("[NAME|DATEI…]", "[NAME|FILE…]"),
				Flags:     []cli.Flag{s.policyFlag()},
				Action:    s.showPolicy,
			},
			{
				Name:      "lint",
				Usage:     s.t("sagen, was einer Richtlinie fehlt", "say what a policy lacks"),
				ArgsUsage: s.t("[NAME|DATEI…]", "[NAME|FILE…]"),
				Flags: []cli.Flag{s.policyFlag(), s.procedureFlag(),
					&cli.StringSliceFlag{Name: flagDecisions, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
						"auch abgelaufene Entscheidungen nennen, mehrfach möglich", "also name decisions that expired, may be repeated")},
					&cli.StringFlag{Name: flagResult, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
						"gespeichertes Ergebnis; nennt Entscheidungen, die darin auf nichts zutreffen", "saved result; names decisions that are about nothing in it")},
					&cli.StringFlag{Name: flagDate, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t("Tag, an dem Entscheidungen gelten sollen; sonst heute", "the day on which decisions are to hold; otherwise today")},
				},
				Description: s.t(
					`Nennt mit Datei und Zeile, was fehlt, was nie zur Wirkung kommt und was einen zweiten Blick verdient.
Exit-Code 1, wenn es etwas findet.`,
					`Names with file and line what is missing, what can never take effect, and what deserves a second look.
Exit code 1 if it finds something.`),
				Action: s.lintPolicy,
			},
			s.freezeCommand(), s.testCommand(), s.schemaCommand(),
		},
	}
}

func (s *session) listPolicies(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	list, err := policy.Builtin()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	for _, p := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\n", p.Name, p.Version, p.Title.In(s.lang))
	}
	return w.Flush()
}

func (s *session) showPolicy(c *cli.Context) error {
	p, err := s.namedPolicy(c)
	if err != nil {
		return err
	}
	return p.Show(s.stdout)
}

func (s *session) lintPolicy(c *cli.Context) error {
	p, err := s.namedPolicy(c)
	if err != nil {
		return err
	}
	in, err := loadProcedure(c, nil)
	if err != nil {
		return err
	}
	say := i18n.For(s.lang)
	a, _ := p.Asked(policy.Options{Procedure: in})
	late := a.Mismatch()
	for _, m := range late {
		if _, err := fmt.Fprintf(s.stdout, "%s: %s\n", p.Origin, i18n.Visible(say.Message(m.Key, m.Args))); err != nil {
			return err
		}
	}
	findings := p.Lint()
	decisions, err := s.lintDecisions(c, p.Policy)
	if err != nil {
		return err
	}
	findings = append(findings, decisions...)
	s.outcome.gate.closed = len(findings)+len(late) > 0
	for _, f := range findings {
		where := f.Path
		if where != "" {
			where += ": "
		}
		if _, err := fmt.Fprintf(s.stdout, "%s%s\n", where, i18n.Visible(say.Issue(f.Code, f.Args))); err != nil {
			return err
		}
	}
	if len(findings)+len(late) == 0 {
		_, err = fmt.Fprintln(s.stdout, say.T("policy.lint-clean"))
	}
	return err
}

// lintDecisions names decisions that no longer do anything.
func (s *session) lintDecisions(c *cli.Context, p *policy.Policy) ([]inventory.Issue, error) {
	date, err := dateFlag(c)
	if err != nil {
		return nil, err
	}
	list, err := p.LoadDecisions(c.StringSlice(flagDecisions), readPolicy)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	var inv *inventory.Inventory
	if c.IsSet(flagResult) {
		a, err := s.readResult(c.String(flagResult))
		if err != nil {
			return nil, err
		}
		if err := refuseRedacted(a, c.String(flagResult)); err != nil {
			return nil, err
		}
		inv = a.Inventory
	}
	return p.LintDecisions(list, inv, date), nil
}

// namedPolicy takes policies named as arguments before those of --policy and the environment.
func (s *session) namedPolicy(c *cli.Context) (chosen, error) {
	if err := checkLang(c); err != nil {
		return chosen{}, err
	}
	if c.NArg() == 0 {
		return s.loadPolicy(c, nil)
	}
	p, err := policy.Load(splitNames(c.Args().Slice()), readPolicy)
	return chosen{Policy: p}, err
}
