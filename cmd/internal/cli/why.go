// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

func (s *session) whyCommand() *cli.Command {
	return &cli.Command{
		Name:      "why",
		Usage:     s.t("sagen, wodurch eine Komponente hineinkommt", "say how a component got in"),
		ArgsUsage: s.t("KOMPONENTE EINGABE…", "COMPONENT INPUT…"),
		Description: s.t(
			`Untersucht die Eingaben wie scan und zeigt die Wege, auf denen eine Komponente gebraucht wird: vom
Projekt bis zu ihr, die kürzesten zuerst, mit den Dateien, die sie nennen. Die Komponente wird mit ihrer
Paketkennung (purl) genannt, mit oder ohne Version, oder mit ihrem Namen. Eingabe kann auch ein
gespeichertes Ergebnis sein. Exit-Code: 0 gefunden, 2 falscher Aufruf oder keine solche Komponente,
3 unvollständig, 130 abgebrochen.`,
			`Examines the inputs as scan does and shows the ways in which a component is needed: from the project
down to it, the shortest first, with the files that name it. The component is given by its purl, with or
without version, or by its name. The input can be a saved result too. Exit code: 0 found, 2 wrong use
or no such component, 3 incomplete, 130 interrupted.`),
		Flags:  append([]cli.Flag{s.excludeFlag(), s.maxUnpackedFlag(), s.noCacheFlag()}, s.reportFlags(formatNames(reports.WhyFormats))...),
		Action: s.why,
	}
}

func (s *session) why(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.WhyFormats))
	if err != nil {
		return err
	}
	if c.NArg() < 2 {
		return usage("error.why-arguments", nil, "hint.why-arguments", nil)
	}
	what, inputs := c.Args().First(), c.Args().Tail()
	if _, err := os.Stat(inputs[0]); inputs[0] != "-" && errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(what); err == nil {
			return usage("error.why-order", inventory.Args{"name": what}, "hint.why-arguments", nil)
		}
	}
	v, interrupted := s.inspect(c, inputs, scanner.Options{Exclude: excluded(c, nil)}, nil)
	if v == nil {
		return interrupted
	}
	if s.outcome.incomplete = !v.Complete(); s.outcome.incomplete {
		defer s.warn(v)
	}
	ids := called(v, what)
	if len(ids) == 0 {
		names := make([]string, len(v.Components))
		for i := range v.Components {
			names[i] = v.Components[i].Name
		}
		if near := spdx.Nearest(what, names); near != "" {
			return usage("error.no-component", inventory.Args{"name": what}, "hint.did-you-mean", inventory.Args{"name": i18n.Visible(near)})
		}
		return usage("error.no-component", inventory.Args{"name": what}, "hint.no-component", nil)
	}
	err = s.deliver(c, outputs, s.t("geschrieben", "written"), filling(reports.WhyFormats, reports.Why(v, ids)))
	return cmp.Or(err, interrupted)
}

// maxCalled bounds how many components one name may stand for.
const maxCalled = 50

// called lists the IDs of the components that somebody means by a purl, with or without version, or a name.
func called(v *inventory.Inventory, what string) []string {
	var exact, named []string
	for i := range v.Components {
		c := &v.Components[i]
		switch {
		case c.ID == what, strings.HasPrefix(what, "pkg:") && inventory.WithoutVersion(c.ID) == what:
			exact = append(exact, c.ID)
		case strings.EqualFold(c.Name, what), c.Version != "" && (strings.EqualFold(c.Name+"@"+c.Version, what) || strings.EqualFold(c.Name+" "+c.Version, what)):
			named = append(named, c.ID)
		}
	}
	if len(exact) > 0 {
		named = exact
	}
	return named[:min(len(named), maxCalled)]
}
