// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/scanner/inventory"
)

func (s *session) reportCommand() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     s.t("aus einem gespeicherten Ergebnis Berichte schreiben", "write reports from a saved result"),
		ArgsUsage: s.t("ERGEBNIS.json", "RESULT.json"),
		Description: s.t(
			`Schreibt ein Ergebnis, das scan oder check mit --output json=… gespeichert hat, in jedem anderen
Format. Es wird nichts neu untersucht und nichts neu bewertet; „-“ liest die Standardeingabe.`,
			`Renders a result that scan or check saved with --output json=… in any other format. Nothing is
examined or judged again; "-" reads stdin.`),
		Flags:  append([]cli.Flag{s.onlyNewFlag(false), s.redactFlag()}, s.reportFlags(formatNames(reports.Formats))...),
		Action: s.renderSaved,
	}
}

func (s *session) renderSaved(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.Formats))
	if err != nil {
		return err
	}
	if c.NArg() != 1 {
		return usage("error.one-result", nil, "hint.one-result", nil)
	}
	hide, err := redactFile(c)
	if err != nil {
		return err
	}
	a, err := s.readResult(c.Args().First())
	if err != nil {
		return err
	}
	if hide != nil || c.IsSet(flagOnlyNew) {
		if err := refuseRedacted(a, c.Args().First()); err != nil {
			return err
		}
	}
	before, err := s.loadBaseline(c, nil)
	if err != nil {
		return err
	}
	if before != nil && !a.Judged() {
		return &inventory.Error{Message: inventory.Message{Key: "error.result-unjudged"}, Where: c.Args().First(),
			Hint: inventory.Message{Key: "hint.result-unjudged"}}
	}
	s.compare(a, before)
	s.outcome.incomplete = !a.Inventory.Complete()
	if a.Judged() {
		s.outcome.incomplete = !a.Complete
	}
	if a, err = s.redacted(a, hide); err != nil {
		return err
	}
	return s.write(c, outputs, a)
}

func (s *session) readResult(name string) (*assessment.Assessment, error) {
	a, err := s.readSaved(name, func(r io.Reader) io.Reader { return r })
	if err != nil {
		return nil, err
	}
	return a, contradicted(name, a)
}

// contradicted refuses a result that says better of itself than its findings do, where people are to go by it.
func contradicted(name string, a *assessment.Assessment) error {
	if err := a.Consistent(); err != nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.result-unreadable"}, Where: name, Cause: err,
			Hint: inventory.Message{Key: "hint.scan-again"}}
	}
	return nil
}

// readSaved reads a saved result through whatever wants to see the bytes as well.
func (s *session) readSaved(name string, through func(io.Reader) io.Reader) (*assessment.Assessment, error) {
	unreadable := func(err error) error {
		key := "error.input-unreadable"
		if errors.Is(err, fs.ErrNotExist) {
			key = "error.input-missing"
		}
		return &inventory.Error{Message: inventory.Message{Key: key}, Where: name, Cause: pathless(err),
			Hint: inventory.Message{Key: "hint." + strings.TrimPrefix(key, "error.")}}
	}
	r := s.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, unreadable(err)
		}
		defer f.Close()
		r = f
	}
	b := bufio.NewReaderSize(through(r), 1<<20)
	head, err := b.Peek(4096)
	if err != nil && err != io.EOF {
		return nil, unreadable(err)
	}
	named := bytes.Contains(head, []byte("lizenzlotse-result/")) // before more is read into its place
	a, err := assessment.Read(b)
	switch {
	case err != nil && !named:
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.no-result"}, Where: name,
			Hint: inventory.Message{Key: "hint.no-result"}}
	case err != nil:
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.result-unreadable"}, Where: name, Cause: err,
			Hint: inventory.Message{Key: "hint.scan-again"}}
	}
	return a, nil
}
