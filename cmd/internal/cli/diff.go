// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"github.com/urfave/cli/v2"

	"lizenzlotse/reports"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

func (s *session) diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     s.t("zwei Stände desselben Gegenstands vergleichen", "compare two states of one subject"),
		ArgsUsage: s.t("VORHER JETZT", "BEFORE AFTER"),
		Description: s.t(
			`Sagt, was sich an den Komponenten und ihren Lizenzen geändert hat, Lizenzen zuerst. VORHER und JETZT
sind je ein Ordner, ein Archiv, eine Stückliste (SBOM) oder ein gespeichertes Ergebnis; dieses wird
gelesen und nicht neu untersucht. Nur anders geschriebene Lizenzen sind keine Änderung. Exit-Code: 0
auch bei Unterschieden, 1 bei Unterschieden nach --fail-on, 2 falscher Aufruf, 3 unvollständig,
130 abgebrochen.`,
			`Says what changed of the components and their licences, licences first. BEFORE and AFTER are each a
folder, an archive, an SBOM or a saved result, which is read and not scanned again. Licences that
are only spelt in another way did not change. Exit code: 0 also with differences, 1 with differences
that --fail-on names, 2 wrong use, 3 incomplete, 130 interrupted.`),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: flagFailOn, DefaultText: "licence|any", Usage: s.t(
				"Exit-Code 1, wenn eine Komponente eine andere Lizenz hat oder keine mehr nennt, oder bei jedem Unterschied",
				"exit code 1 if a component has another licence or states none any more, or on any difference")},
			s.excludeFlag(), s.maxUnpackedFlag(), s.noCacheFlag(),
		}, s.reportFlags(formatNames(reports.DifferenceFormats))...),
		Action: s.diff,
	}
}

func (s *session) diff(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.DifferenceFormats))
	if err != nil {
		return err
	}
	failOn, err := oneOf(c, flagFailOn, "licence", "any")
	if err != nil {
		return err
	}
	if c.NArg() != 2 {
		return usage("error.two-inputs", nil, "hint.two-inputs", nil)
	}
	if c.Args().Get(0) == "-" && c.Args().Get(1) == "-" {
		return usage("error.stdin-twice", nil, "hint.two-inputs", nil)
	}
	var sides [2]*inventory.Inventory
	for i := range sides {
		if sides[i], err = s.inspect(c, []string{c.Args().Get(i)}, scanner.Options{Exclude: excluded(c, nil)}, nil); err != nil {
			return err
		}
		s.progress.stop()
		if !sides[i].Complete() {
			s.outcome.incomplete = true
			defer s.warn(sides[i])
		}
	}
	r := difference.Compare(sides[0], sides[1])
	s.outcome.gate.closed = failOn == "any" && r.Any() || failOn == "licence" && r.Relicensed()
	return s.deliver(c, outputs, s.t("geschrieben", "written"), filling(reports.DifferenceFormats, r))
}
