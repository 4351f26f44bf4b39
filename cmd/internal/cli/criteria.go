// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/reports"
)

func (s *session) criteriaCommand() *cli.Command {
	var forms []string
	for _, f := range reports.Forms {
		forms = append(forms, f.Name)
	}
	flags := []cli.Flag{s.policyFlag(), s.procedureFlag(), &cli.StringFlag{Name: flagForm, DefaultText: strings.Join(forms, "|"), Usage: s.t(
		"statt der Anforderungen ein Formular für Bieter schreiben: Eigenerklärung (yaml) oder Liste der Komponenten (csv)",
		"write a form for bidders instead of the requirements: self-declaration (yaml) or list of components (csv)")}}
	return &cli.Command{
		Name:  "criteria",
		Usage: s.t("Anforderungen einer Richtlinie als Entwurf für die Vergabeunterlagen", "requirements of a policy as drafts for tender documents"),
		Description: s.t(
			`Schreibt die Regeln der Richtlinie als Entwürfe: Anforderung, Nachweis, Maßstab, Sachgrund, was das
Programm prüft und was ein Mensch entscheidet. Ein Kriterium wird daraus erst durch Veröffentlichung.
Mit --form entstehen die Formulare für Bieter; ausgefüllt liest check sie mit --declaration und
--license-list wieder ein.`,
			`Writes the rules of the policy as drafts: requirement, proof, scale, objective reason, what the program
checks and what a person decides. Only publication makes a criterion of it. --form writes the forms for
bidders; filled in, check reads them back with --declaration and --license-list.`),
		Flags:  append(flags, s.reportFlags([]string{"text", "markdown", "yaml", "csv"})...),
		Action: s.criteria,
	}
}

func (s *session) criteria(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	if c.NArg() > 0 {
		return usage("error.criteria-arguments", nil, "hint.criteria-arguments", nil)
	}
	var forms, formats []string
	for _, f := range reports.Forms {
		forms = append(forms, f.Name)
	}
	form, err := oneOf(c, flagForm, forms...)
	if err != nil {
		return err
	}
	for _, f := range reports.CriteriaFormats {
		formats = append(formats, f.Name)
	}
	write := map[string]func(io.Writer, *reports.Draft, reports.Options) error{}
	for _, f := range reports.CriteriaFormats {
		write[f.Name] = f.Write
	}
	for _, f := range reports.Forms {
		if f.Name == form {
			formats = []string{f.Format}
			write[f.Format] = func(w io.Writer, d *reports.Draft, o reports.Options) error { return f.Write(w, d, o) }
		}
	}
	outputs, err := destinations(c, formats)
	if err != nil {
		return err
	}
	in, err := loadProcedure(c, nil)
	if err != nil {
		return err
	}
	p, err := s.loadPolicy(c, in)
	if err != nil {
		return err
	}
	if p.Language != "" && !s.langGiven {
		s.reportLang = p.Language
	}
	a, openSource := p.Asked(policy.Options{Procedure: in, Date: now().Format("2006-01-02")})
	d := &reports.Draft{Policy: a.Policy, Ground: p.Ground, Procedure: a.Procedure, Rules: a.Rules, OpenSource: openSource}
	return s.deliver(c, outputs, s.t("geschrieben", "written"), func(w io.Writer, format string, o reports.Options) error {
		o.Lang = s.reportLang // drafts are for the tender documents, whatever the terminal speaks
		return write[format](w, d, o)
	})
}
