// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// maxBaseline is how many bytes an earlier result may have: ten times that of 100,000 components.
const maxBaseline = 1 << 30

// onlyNewFlag is that of a command which fails on what is new, or of one that only writes.
func (s *session) onlyNewFlag(fails bool) cli.Flag {
	usage := s.t(
		"mit einem früheren Ergebnis desselben Gegenstands vergleichen (--output json=…): text, sarif, junit und github zeigen nur, was seither neu oder schlechter ist",
		"hold against an earlier result of the same subject (--output json=…): text, sarif, junit and github show only what is new or worse since then")
	if fails {
		usage += s.t("; danach richtet sich --fail-on. Nie aus dem, was untersucht wird", "; --fail-on follows that. Never from what is examined")
	}
	return &cli.StringFlag{Name: flagOnlyNew, DefaultText: s.t("ERGEBNIS.json", "RESULT.json"), Usage: usage}
}

// loadBaseline reads the earlier result that --only-new names; nil without one. What lies in an input is refused: who made
// that would also say what of it is known.
func (s *session) loadBaseline(c *cli.Context, inputs []string) (*policy.Baseline, error) {
	if !c.IsSet(flagOnlyNew) {
		return nil, nil
	}
	name := c.String(flagOnlyNew)
	refuse := func(key string) error {
		return &inventory.Error{Message: inventory.Message{Key: key}, Where: name,
			Hint: inventory.Message{Key: "hint." + strings.TrimPrefix(key, "error.")}}
	}
	if name != "-" && inside(name, inputs) {
		return nil, refuse("error.baseline-inside")
	}
	digest := sha256.New()
	file := &io.LimitedReader{N: maxBaseline}
	a, err := s.readSaved(name, func(r io.Reader) io.Reader {
		file.R = r
		return io.TeeReader(file, digest)
	})
	if file.N == 0 {
		return nil, refuse("error.baseline-large")
	}
	if err != nil {
		return nil, err
	}
	return policy.NewBaseline(filepath.Base(name), hex.EncodeToString(digest.Sum(nil)), a) // it was read to its end
}

// compare marks what of a result was known before, and says aloud what makes the comparison doubtful.
func (s *session) compare(a *assessment.Assessment, before *policy.Baseline) {
	if before == nil {
		return
	}
	before.Mark(a)
	say := i18n.For(s.lang)
	if x := a.Baseline.Subject; x != "" {
		s.complain("warning", say.T("warning.baseline-subject", "file", a.Baseline.Name, "subject", x))
	}
	if x := a.Baseline.Policy; x != "" {
		s.complain("warning", say.T("warning.baseline-policy", "file", a.Baseline.Name, "policy", x))
	}
}
