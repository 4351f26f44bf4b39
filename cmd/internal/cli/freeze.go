// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"

	"github.com/urfave/cli/v2"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

func (s *session) freezeCommand() *cli.Command {
	return &cli.Command{
		Name:      "freeze",
		Usage:     s.t("die aufgelöste Richtlinie mit Tag und Prüfsumme festschreiben", "freeze the resolved policy with day and digest"),
		ArgsUsage: s.t("DATEI", "FILE"),
		Description: s.t(
			`Schreibt die Richtlinie so, wie „policy show“ sie zeigt, mit einem Vermerk in die Datei: wann sie
festgeschrieben wurde und mit welcher Prüfsumme (SHA-256). Die Datei lässt sich mit --policy verwenden;
wird sie danach geändert, steht das auf der ersten Seite jedes Berichts. Eine Datei mit anderem Inhalt
wird nicht überschrieben.`,
			`Writes the policy as "policy show" prints it into the file, with a note when it was frozen and with
which digest (SHA-256). The file can be used with --policy; if it is changed afterwards, the first page
of every report says so. A file with another content is not overwritten.`),
		Flags: []cli.Flag{s.policyFlag(), &cli.StringFlag{Name: flagDate, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t(
			"Tag des Festschreibens; sonst heute", "the day of freezing; otherwise today")}},
		Action: s.freezePolicy,
	}
}

func (s *session) freezePolicy(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	if c.NArg() != 1 {
		return usage("error.freeze-file", nil, "hint.freeze-file", nil)
	}
	file := c.Args().First()
	on, err := dateFlag(c)
	if err != nil {
		return err
	}
	p, err := s.loadPolicy(c, nil)
	if err != nil {
		return err
	}
	if p.Frozen != nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.frozen-already", Args: inventory.Args{"date": p.Frozen.On}}, Where: p.Origin,
			Hint: inventory.Message{Key: "hint.frozen-already"}}
	}
	var text bytes.Buffer
	frozen := p.Freeze(on)
	if err := frozen.Show(&text); err != nil {
		return err
	}
	old, err := readPolicy(file)
	switch {
	case err == nil && bytes.Equal(old, text.Bytes()):
	case err == nil:
		return &inventory.Error{Message: inventory.Message{Key: "error.freeze-exists"}, Where: file, Hint: inventory.Message{Key: "hint.freeze-exists"}}
	case !errors.Is(err, fs.ErrNotExist):
		return &inventory.Error{Message: inventory.Message{Key: "error.not-written"}, Where: file, Cause: pathless(err),
			Hint: inventory.Message{Key: "hint.not-written"}}
	default:
		err := s.files.write(file, func(w io.Writer) error {
			_, err := w.Write(text.Bytes())
			return err
		})
		if err != nil {
			return &inventory.Error{Message: inventory.Message{Key: "error.not-written"}, Where: file, Cause: pathless(err),
				Hint: inventory.Message{Key: "hint.not-written"}}
		}
	}
	say := i18n.For(s.lang)
	_, err = io.WriteString(s.stdout, i18n.Visible(say.T("policy.frozen", "file", file, "date", frozen.Frozen.On))+"\n"+
		"frozen:\n  on: "+frozen.Frozen.On+"\n  sha256: "+frozen.Frozen.SHA256+"\n")
	return err
}
