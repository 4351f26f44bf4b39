// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// usage makes the error of a wrong call: what is wrong, and what to do now.
func usage(key string, args inventory.Args, hint string, hintArgs inventory.Args) error {
	return &inventory.Error{
		Message: inventory.Message{Key: key, Args: args},
		Hint:    inventory.Message{Key: hint, Args: hintArgs},
	}
}

// usageError takes what urfave/cli says of a wrong call.
func usageError(_ *cli.Context, err error, _ bool) error {
	return usage("error.usage", inventory.Args{"detail": err.Error()}, "hint.commands", nil)
}

// report prints an error as one line and, where there is one, a hint on a second.
func (s *session) report(err error) {
	say := i18n.For(s.lang)
	if errors.Is(err, context.Canceled) {
		if names := s.files.names(); len(names) > 0 {
			s.complain("error", say.T("error.interrupted-written", "files", strings.Join(names, ", ")))
		} else {
			s.complain("error", say.T("error.interrupted"))
		}
		return
	}
	var e *inventory.Error
	if !errors.As(err, &e) {
		s.complain("error", err.Error())
		return
	}
	text := say.Message(e.Key, e.Args)
	if e.Where != "" {
		text = e.Where + ": " + text
	}
	if e.Cause != nil && !saysMissing(e) {
		text += ": " + e.Cause.Error()
	}
	s.complain("error", text)
	if e.Hint.Key != "" {
		s.complain("hint", say.Message(e.Hint.Key, e.Hint.Args))
	}
}

// saysMissing reports whether a message says in its own words what the operating system would say in English.
func saysMissing(e *inventory.Error) bool {
	return (e.Key == "error.input-missing" || e.Key == "profile.not-found" || e.Key == "procedure.not-found") && errors.Is(e.Cause, fs.ErrNotExist)
}

// complain writes one line to stderr. Names of files come from strangers, so what could steer a
// terminal is made visible.
func (s *session) complain(label, text string) {
	s.progress.stop()
	labels := map[string]string{
		"error": s.t("Fehler", "error"), "hint": s.t("Hinweis", "hint"), "warning": s.t("Warnung", "warning"),
	}
	fmt.Fprintf(s.stderr, "%s: %s\n", labels[label], i18n.InLog(strings.ReplaceAll(text, "\n", " ")))
}

// pathless leaves the path out of an error of package os where the message names it already.
func pathless(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
