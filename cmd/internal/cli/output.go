// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/pdf"
	"lizenzlotse/scanner/inventory"
)

// A destination is one --output FORMAT=FILE.
type destination struct {
	format string
	file   string // "-" is stdout
}

// destinations reads the --output flags of a command that writes these formats; without any it is the
// first of them on stdout, unless --quiet.
func destinations(c *cli.Context, formats []string) ([]destination, error) {
	if _, err := oneOf(c, flagCycloneDX, reports.CycloneDXVersions...); err != nil {
		return nil, err
	}
	if _, err := oneOf(c, flagView, reports.Views()...); err != nil {
		return nil, err
	}
	var list []destination
	taken := map[string]bool{}
	for _, value := range c.StringSlice(flagOutput) {
		name, file, ok := strings.Cut(value, "=")
		if !ok {
			name, file = value, "-"
		}
		if !slices.Contains(formats, name) {
			hint, args := "hint.formats", inventory.Args{"formats": strings.Join(formats, ", ")}
			return nil, usage("error.unknown-format", inventory.Args{"format": name}, hint, args)
		}
		if name == "pdf" { // said before the inputs are examined, which may take long
			if _, err := pdf.Browser(); err != nil {
				return nil, err
			}
		}
		if file == "" {
			return nil, usage("error.output-without-file", inventory.Args{"value": value}, "hint.output", inventory.Args{"format": name})
		}
		key := file
		if file != "-" {
			key = filepath.Join(resolved(filepath.Dir(file)), filepath.Base(file))
		}
		if taken[key] {
			if file == "-" {
				file = "stdout"
			}
			return nil, usage("error.output-twice", inventory.Args{"file": file}, "hint.output", inventory.Args{"format": name})
		}
		taken[key] = true
		list = append(list, destination{name, file})
	}
	if len(list) == 0 && !c.Bool(flagQuiet) {
		list = append(list, destination{formats[0], "-"})
	}
	return list, nil
}

// wantsSHA1 reports whether a format is among the destinations that wants a SHA-1 of every file.
func wantsSHA1(list []destination) bool {
	return slices.ContainsFunc(list, func(d destination) bool {
		f, ok := reports.Lookup(d.format)
		return ok && f.SHA1()
	})
}

// write renders the assessment to every destination.
func (s *session) write(c *cli.Context, list []destination, a *assessment.Assessment) error {
	if s.outcome.incomplete {
		defer s.warn(a.Inventory)
	}
	result := s.t("geschrieben", "written")
	if a.Judged() {
		verdict := i18n.For(s.lang).Word("verdict", a.Verdict.String())
		result = s.t("Ergebnis „"+verdict+"“; geschrieben", "Result \""+verdict+"\"; written")
		if a.Baseline != nil {
			since := i18n.For(s.lang).Word("verdict", a.Baseline.New.String())
			result = s.t("Neu „"+since+"“, insgesamt „"+verdict+"“; geschrieben", "New \""+since+"\", altogether \""+verdict+"\"; written")
		}
	}
	return s.deliver(c, list, result, filling(reports.Formats, a))
}

// deliver has every destination filled, and says of files what the result is. A file appears whole or not
// at all: it is written beside its place and then renamed, so that what stood there is not lost to an error.
func (s *session) deliver(c *cli.Context, list []destination, result string, fill func(io.Writer, string, reports.Options) error) error {
	screen, err := s.screen(c)
	if err != nil {
		return err
	}
	s.progress.enter("progress.writing")
	screen.Print = func(w io.Writer, page []byte) error { return s.print(c.Context, w, page, screen) }
	var interrupted error
	for _, d := range list {
		o := screen
		if d.file == "-" {
			s.progress.stop() // wherever stdout leads, it may be to the same terminal
			if d.format != "text" {
				o.Lang = s.reportLang
			}
			err = buffered(s.stdout, func(w io.Writer) error {
				w = unspoken(w, d.format)
				err := fill(w, d.format, o)
				if e, ok := w.(*escaper); ok && err == nil {
					err = e.close()
				}
				return err
			})
		} else {
			o.Lang, o.Width, o.Terminal, o.Color = s.reportLang, 0, false, c.String(flagColor) == "always"
			err = s.files.write(d.file, func(w io.Writer) error {
				return buffered(w, func(w io.Writer) error { return fill(w, d.format, o) })
			})
		}
		if errors.Is(err, context.Canceled) { // there is no time to print, but for the other formats there is
			interrupted = err
			continue
		}
		if err != nil {
			where := d.file
			if where == "-" {
				where = "stdout"
			}
			var said *inventory.Error
			if errors.As(err, &said) {
				return &inventory.Error{Message: said.Message, Where: where, Cause: said.Cause, Hint: said.Hint}
			}
			return &inventory.Error{Message: inventory.Message{Key: "error.not-written"}, Where: where, Cause: pathless(err),
				Hint: inventory.Message{Key: "hint.not-written"}}
		}
	}
	if interrupted == nil {
		s.summarise(c, list, result)
	}
	return interrupted
}

// print has a browser print a page.
func (s *session) print(ctx context.Context, w io.Writer, page []byte, o reports.Options) error {
	return s.files.private(func(dir string) error {
		return pdf.Print(ctx, w, page, pdf.Options{Dir: dir, Created: o.Created, ToolVersion: o.ToolVersion})
	})
}

// screen says how text is written to stdout.
func (s *session) screen(c *cli.Context) (reports.Options, error) {
	color, err := oneOf(c, flagColor, "auto", "always", "never")
	if err != nil {
		return reports.Options{}, err
	}
	view, err := oneOf(c, flagView, reports.Views()...)
	width, isTerminal := terminal(s.stdout)
	return reports.Options{
		FailOn: s.failOn, From: s.from,
		Created: now(), ToolVersion: version(), Lang: s.lang, Width: width, Terminal: isTerminal, CycloneDX: c.String(flagCycloneDX),
		View: view, Took: s.took(),
		Color: color == "always" || color != "never" && isTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}, err
}

// beginning is the folder in which the paths of what was examined begin, as whoever reads can open it: from the working
// directory where it lies in that, else as it was named; "" if they begin there, or in nothing that can be opened.
func beginning(inputs []string, v *inventory.Inventory) string {
	if slices.ContainsFunc(v.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved }) {
		return ""
	}
	folder := ""
	for i, name := range inputs {
		if name == "-" {
			return ""
		}
		name = filepath.Clean(name)
		if len(inputs) > 1 || v.Subject.Kind != inventory.KindTree { // of several, the paths begin with the name of each
			name = filepath.Dir(name)
		}
		if i > 0 && name != folder {
			return ""
		}
		folder = name
	}
	if whole, err := filepath.Abs(folder); err == nil {
		if working, err := os.Getwd(); err == nil {
			if rel, err := filepath.Rel(working, whole); err == nil && filepath.IsLocal(rel) {
				folder = rel
			}
		}
	}
	if folder == "." {
		return ""
	}
	return filepath.ToSlash(folder)
}

// took is how long examining and judging took; 0 where the same run is to give the same bytes again.
func (s *session) took() time.Duration {
	if _, fixed := os.LookupEnv("SOURCE_DATE_EPOCH"); fixed || s.began.IsZero() {
		return 0
	}
	return time.Since(s.began)
}

// summarise says on stderr what came out and where it stands, where everything went to files.
func (s *session) summarise(c *cli.Context, list []destination, result string) {
	var files []string
	for _, d := range list {
		if d.file == "-" {
			return
		}
		files = append(files, d.file)
	}
	if len(files) == 0 || c.Bool(flagQuiet) {
		return
	}
	s.progress.stop()
	fmt.Fprintf(s.stderr, "%s: %s\n", result, i18n.InLog(strings.Join(files, ", ")))
}

// warn says on stderr that something was not read, and names the first of it: reports may go to
// files that nobody opens.
func (s *session) warn(v *inventory.Inventory) {
	say := i18n.For(s.lang)
	if i := v.Interrupted(); i != nil {
		s.complain("warning", say.T("report.incomplete.interrupted", "files", i.Args["files"]))
		s.complain("hint", say.T("hint.interrupted"))
		return
	}
	var first *inventory.Issue
	count := 0
	for i := range v.Issues {
		if v.Issues[i].Effect != inventory.Unread {
			continue
		}
		if count++; first == nil {
			first = &v.Issues[i]
		}
	}
	if first == nil {
		s.complain("warning", say.T("warning.nothing-to-judge"))
		s.complain("hint", say.T("hint.nothing-to-judge"))
		return
	}
	text := say.Issue(first.Code, first.Args)
	if first.Path != "" {
		text = first.Path + ": " + text
	}
	s.complain("warning", say.T("warning.incomplete", "count", strconv.Itoa(count), "first", text))
	s.complain("hint", say.T("hint.incomplete"))
}

func buffered(w io.Writer, fill func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := fill(b); err != nil {
		return err
	}
	return b.Flush()
}

// filling writes a value in whichever of the formats a destination has.
func filling[T any](formats []reports.FormatOf[T], value T) func(io.Writer, string, reports.Options) error {
	return func(w io.Writer, format string, o reports.Options) error {
		f, _ := reports.Find(formats, format) // destinations has refused any other
		return f.Write(w, value, o)
	}
}
