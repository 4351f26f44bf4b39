// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"cmp"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
)

func (s *session) sbomCommand() *cli.Command {
	formats := formatNames(reports.SBOMs())
	return &cli.Command{
		Name:      "sbom",
		Usage:     s.t("eine Stückliste (SBOM) schreiben oder umwandeln", "write or convert an SBOM"),
		ArgsUsage: s.t("EINGABE…", "INPUT…"),
		Description: s.t(
			`Untersucht die Eingaben wie scan und schreibt, was da ist, als Stückliste; ohne --output CycloneDX
in JSON auf die Standardausgabe. Die Eingabe ist ein Ordner, ein Archiv, eine Stückliste, die in ein
anderes Format soll, oder ein gespeichertes Ergebnis. Was die Verfasser mitgelieferter Stücklisten
angeben und schließen, bleibt deren Aussage; was in Dateien gefunden wurde, steht als Fundstelle dabei.
Eigene Schlüsse zieht das Programm nicht: widersprechen sich mehrere Quellen, etwa eine Stückliste und
eine Lizenzliste, so gilt die Angabe der einzigen Stückliste, sonst NOASSERTION, und alle stehen dabei.`,
			`Examines the inputs as scan does and writes what is there as an SBOM; without --output, CycloneDX in
JSON on stdout. The input is a folder, an archive, an SBOM that is to be in another format, or a saved
result. What the authors of SBOMs that came along declare and conclude stays their statement; what was
found in files stands beside it as evidence. The program draws no conclusions of its own: where
several sources contradict each other, such as an SBOM and a licence list, the statement of the only
SBOM stands, else NOASSERTION, and all are given beside it.`),
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: flagOutput, Aliases: []string{"o"}, DefaultText: s.t("FORMAT[=DATEI]", "FORMAT[=FILE]"), Usage: s.t(
				"Stückliste schreiben, mehrfach möglich; ohne Datei oder mit „-“ auf die Standardausgabe; Formate: ",
				"write an SBOM, may be repeated; without a file or with \"-\" to stdout; formats: ") + strings.Join(formats, ", ")},
			s.cycloneDXFlag(),
			s.excludeFlag(),
			s.localCachesFlag(), s.lookupFlag(), s.registryFlag(),
			s.maxUnpackedFlag(), s.noCacheFlag(),
			&cli.BoolFlag{Name: flagQuiet, Aliases: []string{"q"}, Usage: s.t("nichts sagen außer Fehlern", "say nothing but errors")},
		},
		Action: s.sbom,
	}
}

func (s *session) sbom(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	formats := formatNames(reports.SBOMs())
	outputs, err := destinations(c, formats)
	if err != nil {
		return err
	}
	if len(outputs) == 0 { // --quiet: the SBOM is what the command is for
		outputs = []destination{{formats[0], "-"}}
	}
	v, err := s.examine(c, outputs, nil, nil)
	if v == nil {
		return err
	}
	s.outcome.incomplete = !v.Complete()
	return cmp.Or(s.write(c, outputs, &assessment.Assessment{Inventory: v}), err)
}
