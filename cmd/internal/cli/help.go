// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// help prints the help of the command that path leads to, or of the program if it is empty. urfave/cli has English
// templates only, so the help is laid out here.
func (s *session) help(app *cli.App, path []*cli.Command) error {
	var b strings.Builder
	commands := app.Commands
	if len(path) == 0 {
		fmt.Fprintf(&b, "lizenzlotse – %s\n\n", s.t(
			"prüft, unter welchen Lizenzen Software steht und was eine Richtlinie dazu sagt",
			"checks which licences a piece of software is under, and what a policy says about them"))
		fmt.Fprintf(&b, "%s:\n  lizenzlotse %s\n", s.t("Aufruf", "usage"), s.t("BEFEHL [SCHALTER] [EINGABE…]", "COMMAND [FLAGS] [INPUT…]"))
	} else {
		c := path[len(path)-1]
		commands = c.Subcommands
		var words []string
		for _, p := range path {
			words = append(words, p.Name)
		}
		name := strings.Join(words, " ")
		fmt.Fprintf(&b, "lizenzlotse %s – %s\n", name, c.Usage)
		call := name
		if len(c.Subcommands) > 0 {
			call += " " + s.t("BEFEHL", "COMMAND")
		}
		if len(c.Subcommands) == 0 {
			call = strings.TrimSpace(call + " " + s.t("[SCHALTER]", "[FLAGS]") + " " + c.ArgsUsage)
		}
		fmt.Fprintf(&b, "\n%s:\n  lizenzlotse %s\n", s.t("Aufruf", "usage"), call)
		if c.Description != "" {
			fmt.Fprintf(&b, "\n%s\n", c.Description)
		}
	}
	if len(commands) > 0 {
		var rows [][2]string
		for _, c := range commands {
			rows = append(rows, [2]string{c.Name, c.Usage})
		}
		section(&b, s.t("Befehle", "commands"), rows)
	}
	if len(path) > 0 {
		var rows [][2]string
		for _, f := range path[len(path)-1].Flags {
			rows = append(rows, flagRow(f))
		}
		section(&b, s.t("Schalter", "flags"), rows)
	} else {
		section(&b, s.t("Exit-Codes", "exit codes"), [][2]string{
			{"0", s.t("kein Ergebnis bei --fail-on oder schlechter (ohne --fail-on also auch bei Prüfbedarf)",
				`no verdict at or above --fail-on (so by default also "to be reviewed")`)},
			{"1", s.t("Ergebnis bei --fail-on oder schlechter", "verdict at or above --fail-on")},
			{"2", s.t("falscher Aufruf oder fehlerhafte Richtlinie", "wrong use or bad policy")},
			{"3", s.t("unvollständig: etwas war nicht lesbar, oder es gab nichts zu bewerten", "incomplete: something could not be read, or there was nothing to judge")},
			{"130", s.t("abgebrochen; scan, check und sbom schreiben, was bis dahin gefunden wurde, als unvollständig; ein zweites Strg-C endet sofort",
				"interrupted; scan, check and sbom write what was found until then, marked incomplete; a second Ctrl-C ends at once")},
		})
		fmt.Fprintf(&b, "\n%s\n", s.t("Mehr zu einem Befehl: lizenzlotse BEFEHL --help", "more on a command: lizenzlotse COMMAND --help"))
	}
	_, err := fmt.Fprint(s.stdout, b.String())
	return err
}

func flagRow(f cli.Flag) [2]string {
	left := "--" + f.Names()[0]
	for _, alias := range f.Names()[1:] {
		left = "-" + alias + ", " + left
	}
	var usage, value string
	switch f := f.(type) {
	case *cli.StringFlag:
		usage, value = f.Usage, f.DefaultText
	case *cli.StringSliceFlag:
		usage, value = f.Usage, f.DefaultText
	case *cli.BoolFlag:
		usage = f.Usage
	}
	if value != "" {
		left += " " + value
	}
	return [2]string{left, usage}
}

const (
	helpWidth  = 80
	helpIndent = 4
	helpColumn = 24 // where descriptions begin; longer names get a line of their own
)

// section lays rows out in two columns of at most helpWidth characters.
func section(b *strings.Builder, title string, rows [][2]string) {
	fmt.Fprintf(b, "\n%s:\n", title)
	for _, r := range rows {
		lines := wrap(r[1], helpWidth-helpColumn)
		fmt.Fprintf(b, "%*s%s", helpIndent-2, "", r[0])
		pad := helpColumn - (helpIndent - 2) - utf8.RuneCountInString(r[0])
		if pad < 2 {
			b.WriteByte('\n')
			pad = helpColumn
		}
		for _, line := range lines {
			fmt.Fprintf(b, "%*s%s\n", pad, "", line)
			pad = helpColumn
		}
	}
}

func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
