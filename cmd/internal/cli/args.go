// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// langOf finds the language among arguments that are not parsed yet, since errors in them are to
// be told in it.
func langOf(args []string) (string, bool) {
	for i, a := range args {
		if a == "--" {
			break
		}
		value, ok := strings.CutPrefix(a, "--"+flagLang+"=")
		if !ok && a == "--"+flagLang && i+1 < len(args) {
			value, ok = args[i+1], true
		}
		if ok && (value == "de" || value == "en") {
			return value, true
		}
	}
	return "", false
}

// A call is what the arguments ask for: help on the command that path leads to, or a run with args.
type call struct {
	help bool
	path []*cli.Command
	args []string
}

// arrange puts flags before arguments, since urfave/cli ignores flags behind the first argument
// without a word, and refuses flags that the command does not have. "help X" means "X --help".
// What stands behind "--" is an argument whatever it begins with.
func arrange(app *cli.App, args []string) (call, error) {
	commands := app.Commands
	var words, flags, arguments []string
	var made call
	var known []cli.Flag
	pending := args
	var early []string // flags before the command's name
	for len(pending) > 0 {
		a := pending[0]
		if strings.HasPrefix(a, "-") && a != "-" {
			if len(words) > 0 {
				break
			}
			n := 1
			if a == "--"+flagLang && len(pending) > 1 {
				n = 2
			}
			if a == "--" {
				return call{}, usage("error.no-command", nil, "hint.commands", nil)
			}
			early, pending = append(early, pending[:n]...), pending[n:]
			continue
		}
		if a == "help" && len(words) == 0 {
			early, pending = append(early, "--"+flagHelp), pending[1:]
			continue
		}
		c := named(commands, a)
		if c == nil {
			break
		}
		made.path = append(made.path, c)
		words, pending, commands, known = append(words, c.Name), pending[1:], c.Subcommands, c.Flags
	}
	if len(words) == 0 {
		return arrangeTop(app, early, pending)
	}
	if len(commands) > 0 && len(pending) > 0 && !strings.HasPrefix(pending[0], "-") {
		return call{}, unknownCommand(pending[0], commands)
	}
	pending = append(early, pending...)
	for i := 0; i < len(pending); i++ {
		a := pending[i]
		if a == "--" {
			arguments = append(arguments, pending[i+1:]...)
			break
		}
		if !strings.HasPrefix(a, "-") || a == "-" {
			arguments = append(arguments, a)
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(a, "-"), "=")
		f := flagNamed(known, name)
		if f == nil {
			return call{}, unknownFlag(a, name, known, strings.Join(words, " "))
		}
		made.help = made.help || f.Names()[0] == flagHelp
		flags = append(flags, a)
		if _, isBool := f.(*cli.BoolFlag); isBool || hasValue {
			continue
		}
		if i+1 == len(pending) {
			return call{}, usage("error.flag-without-value", inventory.Args{"flag": a}, "hint.help", inventory.Args{"command": strings.Join(words, " ")})
		}
		i++
		flags = append(flags, pending[i])
	}
	made.args = slices.Concat(words, flags, []string{"--"}, arguments)
	return made, nil
}

// arrangeTop handles calls that name no command.
func arrangeTop(app *cli.App, flags, rest []string) (call, error) {
	if len(rest) > 0 {
		return call{}, unknownCommand(rest[0], app.Commands)
	}
	for i := 0; i < len(flags); i++ {
		switch f := flags[i]; {
		case f == "--version":
			return call{args: []string{"version"}}, nil
		case f == "--"+flagHelp || f == "-h" || strings.HasPrefix(f, "--"+flagLang+"="):
		case f == "--"+flagLang:
			i++
		default:
			return call{}, usage("error.unknown-flag", inventory.Args{"flag": f}, "hint.commands", nil)
		}
	}
	return call{help: true}, nil
}

func named(commands []*cli.Command, name string) *cli.Command {
	for _, c := range commands {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

func flagNamed(flags []cli.Flag, name string) cli.Flag {
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

func unknownFlag(given, name string, known []cli.Flag, command string) error {
	var names []string
	for _, f := range known {
		names = append(names, f.Names()[0])
	}
	if near := spdx.Nearest(name, names); near != "" {
		return usage("error.unknown-flag", inventory.Args{"flag": given}, "hint.did-you-mean", inventory.Args{"name": "--" + near})
	}
	return usage("error.unknown-flag", inventory.Args{"flag": given}, "hint.help", inventory.Args{"command": command})
}

func unknownCommand(name string, commands []*cli.Command) error {
	var names []string
	for _, c := range commands {
		names = append(names, c.Name)
	}
	if near := spdx.Nearest(name, names); near != "" {
		return usage("error.unknown-command", inventory.Args{"command": name}, "hint.did-you-mean", inventory.Args{"name": near})
	}
	return usage("error.unknown-command", inventory.Args{"command": name}, "hint.commands", nil)
}
