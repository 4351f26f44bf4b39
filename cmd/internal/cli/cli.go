// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package cli is the command line: it reads flags, calls the scanner, the policy and the reports,
// and chooses the exit code. Each command has a file of its own.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"slices"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/reports/i18n"
)

// A session is one call of the program: its streams and the language it speaks.
type session struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           string             // "de" or "en", of the terminal
	langGiven      bool               // by a flag
	reportLang     string             // of reports: what the flag or the policy says, else German
	failOn         assessment.Verdict // the verdict that closes the gate; Satisfied where the command has none
	from           string             // where the paths of what was examined begin, see beginning
	outcome        outcome
	progress       *progress // nil unless somebody watches
	files          *files
	began          time.Time   // when the examination began; zero before it
	reported       atomic.Bool // the error of the run
}

// Run runs the program with the arguments of the process, the program's name first, and gives
// the exit code. Results go to stdout, everything else to stderr.
//
// The first interrupt ends the examination, and what was found until then is still judged and written,
// as far as that takes no longer than grace; a second one ends that too. No file is left half written.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	tuneMemory()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	interrupts := make(chan os.Signal, 2)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	s := newSession(args[1:], stdin, stdout, stderr)
	code := make(chan int, 1)
	go func() { code <- s.run(ctx, args[1:]) }()
	select {
	case c := <-code:
		return c
	case <-interrupts:
		cancel()
	}
	select {
	case c := <-code:
		return c
	case <-interrupts:
	case <-time.After(grace): // blocked in a read or write that nothing but the end of the process ends
	}
	s.files.abandon()
	if !s.reported.Swap(true) {
		late := newSession(args[1:], stdin, stdout, stderr) // what the run has made of its own is still in its hands
		late.files = s.files
		late.report(ctx.Err())
	}
	return outcome{}.code(ctx.Err())
}

// grace is how long an interrupted run may take to stop by itself.
const grace = 850 * time.Millisecond

func newSession(args []string, stdin io.Reader, stdout, stderr io.Writer) *session {
	s := &session{stdin: stdin, stdout: stdout, stderr: stderr, lang: i18n.FromEnv(os.Getenv), reportLang: "de", files: &files{}}
	if lang, ok := langOf(args); ok {
		s.lang, s.reportLang, s.langGiven = lang, lang, true
	}
	return s
}

func (s *session) run(ctx context.Context, args []string) int {
	if slices.Contains(args, "check") {
		go preload(s.reportLang)
	}
	app := s.app()
	made, err := arrange(app, args)
	switch {
	case err != nil:
	case made.help:
		err = s.help(app, made.path)
	default:
		err = app.RunContext(ctx, append([]string{app.Name}, made.args...))
	}
	s.progress.stop()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil && !s.reported.Swap(true) {
		s.report(err)
	}
	return s.outcome.code(err)
}

// preload loads what judging and writing need while flags and policy are read, which takes one core only. A policy may
// want another language; that one is then loaded when it is first spoken.
func preload(lang string) {
	facts.Load()
	i18n.For(lang).T("verdict.incomplete")
}

// app lists the commands. It closes what urfave/cli leaves open: errors must not end the process
// (ExitErrHandler), file names may hold commas (DisableSliceFlagSeparator), usage errors are one
// line and not the whole help (OnUsageError), and the help speaks the session's language (help.go).
func (s *session) app() *cli.App {
	app := &cli.App{
		Name:                      "lizenzlotse",
		Usage:                     s.t("Lizenzprüfung für die öffentliche Beschaffung", "licence compliance for public procurement"),
		HideHelp:                  true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		Reader:                    s.stdin,
		Writer:                    s.stdout,
		ErrWriter:                 s.stderr,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              usageError,
		Commands: []*cli.Command{
			s.scanCommand(), s.checkCommand(), s.decideCommand(), s.compareCommand(), s.diffCommand(), s.outboundCommand(), s.reportCommand(), s.verifyCommand(), s.sbomCommand(), s.noticesCommand(), s.whyCommand(), s.explainCommand(),
			s.policyCommand(), s.criteriaCommand(), s.initCommand(), s.versionCommand(), s.completionCommand(),
		},
	}
	s.prepare(app, app.Commands, nil)
	return app
}

// prepare gives every command its help flag and the settings that urfave/cli does not hand down.
func (s *session) prepare(app *cli.App, commands, parents []*cli.Command) {
	for _, c := range commands {
		path := slices.Concat(parents, []*cli.Command{c})
		c.HideHelp = true
		c.OnUsageError = usageError
		c.Flags = append(c.Flags, s.langFlag(), s.helpFlag())
		if c.Action == nil {
			c.Action = func(*cli.Context) error { return s.help(app, path) }
		}
		s.prepare(app, c.Subcommands, path)
	}
}

// t chooses between the two languages of the program's own texts.
func (s *session) t(de, en string) string { return assessment.Text{DE: de, EN: en}.In(s.lang) }

// terminal reports whether a stream is a terminal, and how many columns it has.
func terminal(w any) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 80, true
	}
	return width, true
}
