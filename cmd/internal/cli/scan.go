// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
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
entpackt, nichts ausgeführt und nichts über das Netz geholt.`,
			`Examines folders, archives, files and SBOMs and finds their licences without judging them.
Several inputs are examined together; "-" reads stdin. Nothing is extracted, executed or fetched.`),
		Flags:  append([]cli.Flag{s.excludeFlag()}, s.reportFlags()...),
		Action: s.scan,
	}
}

func (s *session) scan(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c)
	if err != nil {
		return err
	}
	v, err := s.examine(c, outputs, nil)
	if err != nil {
		return err
	}
	s.outcome.incomplete = !v.Complete()
	return s.write(c, outputs, &assessment.Assessment{Inventory: v})
}

// examine scans the inputs of scan and check, leaving out what flags and the policy exclude.
func (s *session) examine(c *cli.Context, outputs []destination, exclude []source.Pattern) (*inventory.Inventory, error) {
	if c.NArg() == 0 {
		return nil, usage("error.no-input", nil, "hint.no-input", inventory.Args{"command": c.Command.Name})
	}
	for _, glob := range c.StringSlice(flagExclude) {
		exclude = append(exclude, source.Pattern{Glob: glob, Origin: "--" + flagExclude})
	}
	return scanner.Scan(c.Context, c.Args().Slice(), scanner.Options{
		Exclude: exclude,
		SHA1:    wants(outputs, "spdx-json"),
		Stdin:   s.stdin,
		Version: version(),
	})
}
