// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/comparison"
	"lizenzlotse/reports"
	"lizenzlotse/scanner/inventory"
)

func (s *session) compareCommand() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     s.t("mehrere Angebote gegenüberstellen", "set several bids side by side"),
		ArgsUsage: s.t("ERGEBNIS.json ERGEBNIS.json…", "RESULT.json RESULT.json…"),
		Description: s.t(
			`Stellt 2 bis 12 gespeicherte Ergebnisse von check gegenüber: Angebote als Spalten (check --bidder nennt
sie), Kriterien als Zeilen, die veröffentlichten zuerst, darüber in Worten, worin sie sich unterscheiden.
Es wird nichts neu bewertet und keine Rangfolge gebildet. Abgelehnt werden Ergebnisse, die nicht nach
demselben Maß entstanden sind: Richtlinie, Festschreiben, Verfahren, Nutzung, Stand,
Veröffentlichungslizenz, Stichtag, Lieferung, Programm und Daten. Exit-Code: 0 auch bei Unterschieden,
2 falscher Aufruf oder nicht gegenüberzustellen, 3 ein Angebot ist nicht vollständig geprüft,
130 abgebrochen.`,
			`Sets 2 to 12 saved results of check side by side: bids as columns (check --bidder names them), criteria
as rows, published ones first, and above them in words what differs. Nothing is judged again and nothing
is ranked. Results that were not made by the same measure are refused: policy, freezing, procedure, use,
stage, outbound licence, day, delivery, program and data. Exit code: 0 also with differences, 2 wrong
use or not to be compared, 3 a bid was not examined whole, 130 interrupted.`),
		Flags:  s.reportFlags(formatNames(reports.ComparisonFormats)),
		Action: s.compareBids,
	}
}

func (s *session) compareBids(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.ComparisonFormats))
	if err != nil {
		return err
	}
	names := c.Args().Slice()
	if n := len(names); n < comparison.Min || n > comparison.Max {
		_, err := comparison.Compare(make([]*comparison.Bid, n)) // says so
		return err
	}
	var bids []*comparison.Bid
	stdin := false
	for _, name := range names {
		if name == "-" && stdin {
			return usage("error.compare-stdin", nil, "hint.compare-stdin", nil)
		}
		stdin = stdin || name == "-"
		// One result after the other: of each only a few figures are kept.
		b, err := s.takeBid(name)
		if err != nil {
			return err
		}
		s.outcome.incomplete = s.outcome.incomplete || !b.Complete
		bids = append(bids, b)
		if err := c.Context.Err(); err != nil {
			return err
		}
	}
	r, err := comparison.Compare(bids)
	if err != nil {
		return err
	}
	return s.deliver(c, outputs, s.t("geschrieben", "written"), filling(reports.ComparisonFormats, r))
}

// takeBid reads a saved result and keeps what a comparison needs.
func (s *session) takeBid(name string) (*comparison.Bid, error) {
	sum := sha256.New()
	a, err := s.readSaved(name, func(r io.Reader) io.Reader { return io.TeeReader(r, sum) })
	if err == nil {
		err = contradicted(name, a)
	}
	if err != nil {
		return nil, err
	}
	file := filepath.Base(name)
	if name == "-" {
		file = "stdin"
	}
	b, err := comparison.Take(a, file, hex.EncodeToString(sum.Sum(nil)))
	if e, ok := err.(*inventory.Error); ok {
		e.Where = name
	}
	return b, err
}
