// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"cmp"
	"time"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func (s *session) scanCommand() *cli.Command {
	return &cli.Command{
		Name:      "scan",
		Usage:     s.t("feststellen, was da ist", "find out what is there"),
		ArgsUsage: s.t("EINGABE…", "INPUT…"),
		Description: s.t(
			`Untersucht Ordner, Archive, Dateien und Stücklisten (SBOM) und stellt Lizenzen fest, ohne sie zu
bewerten. Mehrere Eingaben werden gemeinsam untersucht; „-“ liest die Standardeingabe. Es wird nichts
entpackt, nichts ausgeführt und ohne --lookup nichts über das Netz geholt.`,
			`Examines folders, archives, files and SBOMs and finds their licences without judging them.
Several inputs are examined together; "-" reads stdin. Nothing is extracted or executed, and without --lookup nothing is fetched.`),
		Flags: append([]cli.Flag{s.excludeFlag(), s.listFlag(), s.declarationFlag(), s.localCachesFlag(), s.lookupFlag(), s.registryFlag(), s.maxUnpackedFlag(), s.noCacheFlag(), &cli.StringFlag{Name: flagExplain, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
			"nur zu dieser Datei der Eingabe sagen, was die Erkennung in Betracht zog und warum sie es verwarf",
			"say of this one file of the input what detection considered, and why it refused it")}}, s.reportFlags(formatNames(reports.Formats))...),
		Action: s.scan,
	}
}

func (s *session) scan(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	if c.IsSet(flagExplain) {
		return s.explainDetection(c)
	}
	outputs, err := destinations(c, formatNames(reports.Formats))
	if err != nil {
		return err
	}
	v, err := s.examine(c, outputs, nil, nil)
	if v == nil {
		return err
	}
	s.outcome.incomplete = !v.Complete()
	return cmp.Or(s.write(c, outputs, &assessment.Assessment{Inventory: v}), err)
}

// explainDetection says what detection made of one file: of those of an input, or, without an input, of that one.
func (s *session) explainDetection(c *cli.Context) error {
	if c.IsSet(flagOutput) {
		return usage("error.flags-together", inventory.Args{"one": "--" + flagExplain, "other": "--" + flagOutput}, "", nil)
	}
	file, inputs := c.String(flagExplain), c.Args().Slice()
	if len(inputs) == 0 {
		inputs = []string{file}
	}
	most, err := maxUnpacked(c)
	if err != nil {
		return err
	}
	list, err := scanner.Explain(c.Context, inputs, file, scanner.Options{Exclude: excluded(c, nil), Stdin: s.stdin, MaxUnpacked: most})
	if err != nil {
		return err
	}
	o, err := s.screen(c)
	if err != nil {
		return err
	}
	return reports.Candidates(s.stdout, file, list, o)
}

// excluded adds the patterns that flags leave out.
func excluded(c *cli.Context, exclude []source.Pattern) []source.Pattern {
	for _, glob := range c.StringSlice(flagExclude) {
		exclude = append(exclude, source.Pattern{Glob: glob, Origin: "--" + flagExclude})
	}
	return exclude
}

// examine scans the inputs of scan and check, leaving out what flags and the policy exclude. After an
// interrupt there is what was found until then, beside the error.
//
// own tells which components nobody is asked about; nil: those alone of which the inputs show that they are own.
func (s *session) examine(c *cli.Context, outputs []destination, exclude []source.Pattern, own ownComponents) (*inventory.Inventory, error) {
	if c.NArg() == 0 {
		return nil, usage("error.no-input", nil, "hint.no-input", inventory.Args{"command": c.Command.Name})
	}
	v, err := s.inspect(c, c.Args().Slice(), scanner.Options{
		Exclude:      excluded(c, exclude),
		SHA1:         wantsSHA1(outputs),
		Lists:        c.StringSlice(flagList),
		Declarations: c.StringSlice(flagDeclaration),
		LocalCaches:  c.Bool(flagLocalCaches),
	}, own)
	if v != nil {
		s.from = beginning(c.Args().Slice(), v)
	}
	return v, err
}

// ownComponents tells of all components which are the user's own.
type ownComponents = func(*inventory.Inventory) func(*inventory.Component) bool

// inspect scans some inputs with what every scan of the session has; for own see examine.
func (s *session) inspect(c *cli.Context, inputs []string, o scanner.Options, own ownComponents) (*inventory.Inventory, error) {
	var err error
	if o.MaxUnpacked, err = maxUnpacked(c); err != nil {
		return nil, err
	}
	asked, err := lookup(c)
	if err != nil {
		return nil, err
	}
	s.startProgress(c)
	s.began = time.Now()
	o.Stdin, o.Version, o.Progress = s.stdin, version(), s.progress.counts()
	if o.Progress == nil {
		o.Progress = &scanner.Progress{}
	}
	if !c.Bool(flagNoCache) {
		o.Cache = scanner.OpenCache()
	}
	if o.Lookup = asked; asked != nil {
		asked.Own = own
	}
	v, err := scanner.Scan(c.Context, inputs, o)
	if err == nil && (asked != nil || o.LocalCaches) && !o.Progress.Assembled.Load() && !c.Bool(flagQuiet) {
		s.complain("hint", i18n.For(s.lang).T("hint.lookup-saved"))
	}
	if c.Context.Err() == nil { // else there is no time for it, and perhaps still somebody who uses it
		o.Cache.Close()
		if o.Lookup != nil {
			o.Lookup.Answers.Close()
		}
	}
	return v, err
}
