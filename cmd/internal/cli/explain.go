// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/custom"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

func (s *session) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     s.t("eine Regel, eine Lizenz oder ein Wort der Berichte erklären", "explain a rule, a licence or a word of the reports"),
		ArgsUsage: s.t("[REGEL|LIZENZ|WORT|begriffe|custom|lookup]", "[RULE|LICENCE|WORD|terms|custom|lookup]"),
		Description: s.t(
			`Zum Beispiel: lizenzlotse explain LIZ-005 oder lizenzlotse explain "GPL-2.0-only WITH Classpath-exception-2.0".
Ohne Angabe eine Liste der Regeln; explain begriffe erklärt die Wörter der Berichte; explain custom zeigt, wonach eigene Regeln einer Richtlinie fragen können;
explain lookup zeigt, wen --lookup auf diesem Rechner fragen würde und was ihn dabei verlässt, ohne jemanden zu fragen.`,
			`For example: lizenzlotse explain LIZ-005 or lizenzlotse explain "GPL-2.0-only WITH Classpath-exception-2.0".
Without an argument a list of the rules; explain terms explains the words of the reports; explain custom shows what a policy's own rules can ask for;
explain lookup shows whom --lookup would ask on this machine and what leaves it then, without asking anybody.`),
		Flags: []cli.Flag{s.registryFlag()},
		Action: func(c *cli.Context) error {
			if err := checkLang(c); err != nil {
				return err
			}
			own, err := registriesOf(c)
			if err != nil {
				return err
			}
			switch {
			case c.NArg() == 1 && c.Args().First() == flagLookup:
				return s.explainLookup(own)
			case c.IsSet(flagRegistry):
				return usage("error.registry-alone", nil, "", nil)
			case c.NArg() == 0:
				return s.listRules()
			}
			return s.explain(strings.Join(c.Args().Slice(), " "))
		},
	}
}

func (s *session) listRules() error {
	for _, r := range rule.All {
		if _, err := fmt.Fprintf(s.stdout, "%s  %s\n", r.ID, r.Doc.Title.In(s.lang)); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) explain(what string) error {
	switch what {
	case "custom":
		return s.explainCustom()
	case "begriffe", "terms":
		return s.explainTerms(i18n.For(s.lang).Glossary())
	}
	for _, r := range rule.All {
		if strings.EqualFold(r.ID, what) {
			return s.explainRule(r.ID, r.Doc)
		}
	}
	if term, ok := i18n.For(s.lang).Term(what); ok {
		return s.explainTerms([]i18n.Term{term})
	}
	e, err := spdx.Parse(what)
	if err != nil {
		if l, ok := spdx.LookupName(what); ok {
			e, err = spdx.License{ID: l.ID}, nil
		}
	}
	if err != nil {
		var names []string
		for _, r := range rule.All {
			names = append(names, r.ID)
		}
		for _, l := range spdx.Licenses() {
			names = append(names, l.ID)
		}
		if near := spdx.Nearest(what, names); near != "" {
			return usage("error.nothing-to-explain", inventory.Args{"name": what}, "hint.did-you-mean", inventory.Args{"name": near})
		}
		return usage("error.nothing-to-explain", inventory.Args{"name": what}, "hint.explain", nil)
	}
	for i, atom := range spdx.Atoms(e) {
		if i > 0 {
			fmt.Fprintln(s.stdout)
		}
		if err := s.explainLicense(atom); err != nil {
			return err
		}
	}
	return nil
}

// explainTerms says in which sense the reports use their words.
func (s *session) explainTerms(list []i18n.Term) error {
	p := printer{w: s.stdout}
	for i, term := range list {
		if i > 0 {
			p.line("")
		}
		p.line("%s", term.Name)
		for _, l := range wrap(term.Says, helpWidth-2) {
			p.line("  %s", l)
		}
	}
	return p.err
}

// explainCustom says what a city's own rules may ask for.
func (s *session) explainCustom() error {
	say := i18n.For(s.lang)
	p := printer{w: s.stdout}
	for _, l := range wrap(say.T("custom.what"), helpWidth) {
		p.line("%s", l)
	}
	p.line("\ncustom:")
	p.line("  %s-1:", s.t("STADT", "CITY"))
	p.line("    weight: ask")
	p.line("    finds: licence.network && use == \"service\"")
	p.line("    says: \"%s: {licence}\"\n", s.t("Netzklausel", "network clause"))
	for _, f := range custom.Fields() {
		p.line("  %-22s %-14s %s", f.Name, f.Type, say.T("custom."+f.Name))
	}
	return p.err
}

func (s *session) explainRule(id string, d assessment.Doc) error {
	say := i18n.For(s.lang)
	p := printer{w: s.stdout}
	p.line("%s  %s", id, d.Title.In(s.lang))
	p.section(s.t("Was geprüft wird", "what is checked"), d.What.In(s.lang))
	p.section(s.t("Warum", "why"), d.Why.In(s.lang))
	p.section(s.t("Was zu tun ist", "what to do"), d.Fix.In(s.lang))
	if d.Mend.In(s.lang) != "" {
		p.section(s.t("Was zu tun ist, wenn man die Software macht", "what to do if you make the software"), d.Mend.In(s.lang))
	}
	p.line("\n%s: %s; %s: %s", s.t("Richtet sich an", "addressee"), say.Word("addressee", string(d.Addressee)),
		s.t("Stand des Verfahrens", "stage"), say.Word("stage", string(d.Stage)))
	p.line("\n%s:", s.t("Quellen", "sources"))
	for _, source := range d.Sources {
		p.line("  - %s", sourceLine(say, source))
	}
	if d.Reading {
		p.line("\n%s", say.T("report.reading"))
	}
	s.explainStandards(&p, id)
	return p.err
}

// explainStandards says which standards on SBOMs ask for what under a rule, and how.
func (s *session) explainStandards(p *printer, id string) {
	say := i18n.For(s.lang)
	title := "\n" + s.t("Was welche Anforderung verlangt", "what is asked by whom") + ":"
	for _, standard := range facts.Standards() {
		for _, r := range facts.Requirements(standard.ID, id) {
			if title != "" {
				p.line("%s", title)
				title = ""
			}
			where := say.Word("sbm-section", r.Section)
			switch {
			case r.Numbered():
				where = " (" + s.t("Abschnitt ", "section ") + where + ")"
			case where != "":
				where = " (" + where + ")"
			}
			p.line("  %-12s %s: %s%s", standard.ID, say.Word("sbm-field", r.Field), say.Word("sbm-kind", r.Kind()), where)
		}
	}
}

func sourceLine(say i18n.Lang, source assessment.Source) string {
	parts := []string{source.Title}
	if source.Section != "" {
		parts = append(parts, source.Section)
	}
	if source.Date != "" {
		parts = append(parts, say.Date(source.Date))
	}
	line := strings.Join(parts, ", ")
	if source.Secondary {
		line += " (" + say.T("report.source.secondary") + ")"
	}
	if source.URL != "" {
		line += " <" + source.URL + ">"
	}
	return line
}

func (s *session) explainLicense(atom spdx.Expression) error {
	say := i18n.For(s.lang)
	p := printer{w: s.stdout}
	p.line("%s", atom)
	f, ok := facts.Of(atom)
	if !ok {
		p.line("  %s", s.t("Dazu ist nichts bekannt: Prüfbedarf. Ein Lizenzzusatz wird nur mit seiner Lizenz zusammen beurteilt.",
			"Nothing is known of it: to be reviewed. An exception is judged only together with its licence."))
		return p.err
	}
	yesNo := func(b bool) string {
		if b {
			return s.t("ja", "yes")
		}
		return s.t("nein", "no")
	}
	p.line("  %s", f.Name)
	p.row(s.t("Klasse", "class"), say.Word("class", string(f.Class)))
	if f.Class == facts.ClassPublicDomain {
		p.row(s.t("im deutschen Recht", "in German law"), s.t("auf das Urheberrecht selbst lässt sich nicht verzichten (§ 29 UrhG),", "authorship itself cannot be given up (§ 29 UrhG),"),
			s.t("allen die Nutzung zu erlauben, ist möglich (§ 32 Abs. 3 UrhG); Stand März 2022", "permitting use to everybody is possible (§ 32(3) UrhG); as of March 2022"))
	}
	if f.Copyleft() {
		p.row(s.t("Reichweite", "reach"), say.Word("reach", string(f.Reach)))
		p.row(s.t("beim Verlinken", "when linked"), say.Word("linking", string(f.LinkReach)))
		var triggers []string
		for _, t := range f.Trigger {
			word := say.Word("trigger", string(t))
			if t == facts.OnNetwork && f.OnlyModified {
				word += " " + s.t("(nur veränderter Fassungen)", "(of modified versions only)")
			}
			if t == facts.OnNetwork && f.Arguable {
				word += " " + s.t("(Frage der Auslegung)", "(a matter of interpretation)")
			}
			triggers = append(triggers, word)
		}
		p.row(s.t("ausgelöst durch", "triggered by"), strings.Join(triggers, ", "))
	}
	approved := yesNo(f.OSI)
	if pair, ok := atom.(spdx.With); ok {
		base, _ := facts.Of(pair.License)
		approved = yesNo(base.OSI) + " " + s.t("(die Lizenz ohne den Zusatz)", "(the licence without the exception)")
		p.row(s.t("der Lizenzzusatz", "the exception"), say.Word("effect", string(f.Effect)))
	}
	p.row(s.t("von der OSI anerkannt", "approved by the OSI"), approved)
	p.row("openCode "+facts.OpenCodeListVersion, say.Word("opencode", string(f.OpenCode)))
	p.row(s.t("Urhebervermerke", "notices"), say.Word("notice", string(f.NoticeDuty)))
	p.row(s.t("Lizenztext", "licence text"), say.Word("licensetext", string(f.TextDuty)))
	p.row(s.t("Änderungen", "changes"), spoken(say, "change", f.Changes)...)
	p.row(s.t("Patente", "patents"), say.Word("patent", string(f.Patent)))
	p.row(s.t("Namen und Marken", "names and marks"), spoken(say, "naming", f.Naming)...)
	p.row(s.t("Quelltextherausgabe", "source"), yesNo(f.SourceDuty))
	if f.Relink != facts.LinkNone {
		p.row(s.t("Austausch", "replacement"), say.Word("relink", string(f.Relink)))
	}
	if f.Installation {
		p.row(s.t("Installation", "installation"), s.t("bei Geräten für Verbraucher gehört dazu, was man zum Aufspielen geänderter Fassungen braucht",
			"with consumer devices goes what is needed to install changed versions"))
	}
	p.row(s.t("gemacht für", "made for"), say.Word("kind", string(f.Kind)))
	if f.Deprecated {
		p.row(s.t("veraltet, jetzt", "deprecated, now"), f.Successor)
	}
	if f.Contested {
		p.row(s.t("umstritten", "contested"), s.t("die Quellen ordnen sie verschieden ein", "the sources class it differently"))
	}
	var basis []string
	for _, b := range f.Basis {
		if title := say.Word("basis", b.Source); !slices.Contains(basis, title) {
			basis = append(basis, title)
		}
	}
	p.row(s.t("Grundlage", "basis"), basis...)
	return p.err
}

// spoken gives the values of a vocabulary in words, "none" where there are none.
func spoken[T ~string](say i18n.Lang, vocabulary string, values []T) []string {
	if len(values) == 0 {
		return []string{say.Word(vocabulary, "none")}
	}
	var list []string
	for _, v := range values {
		list = append(list, say.Word(vocabulary, string(v)))
	}
	return list
}

// A printer writes lines and keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// row writes a name and its values, one a line.
func (p *printer) row(name string, values ...string) {
	name += ":"
	for _, v := range values {
		p.line("  %-24s %s", name, v)
		name = ""
	}
}

func (p *printer) section(title, text string) {
	p.line("\n%s:", title)
	for _, l := range wrap(text, helpWidth-2) {
		p.line("  %s", l)
	}
}
