// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/scanner/inventory"
)

// The scripts know commands and flags; files are completed by the shell.
var completionScripts = map[string]func([]*cli.Command) string{
	"bash": bashCompletion,
	"zsh": func(c []*cli.Command) string {
		return "#compdef lizenzlotse\nautoload -U +X bashcompinit && bashcompinit\n" + bashCompletion(c)
	},
	"fish": fishCompletion,
}

func (s *session) completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     s.t("Vervollständigung für die Shell ausgeben", "print a completion script for the shell"),
		ArgsUsage: "bash|zsh|fish",
		Description: s.t(
			"Zum Beispiel: lizenzlotse completion bash > /etc/bash_completion.d/lizenzlotse",
			"For example: lizenzlotse completion bash > /etc/bash_completion.d/lizenzlotse"),
		Action: func(c *cli.Context) error {
			if err := checkLang(c); err != nil {
				return err
			}
			script, ok := completionScripts[c.Args().First()]
			if !ok || c.NArg() != 1 {
				return usage("error.unknown-shell", nil, "hint.flag-values", inventory.Args{"values": "bash, zsh, fish"})
			}
			_, err := fmt.Fprint(s.stdout, script(c.App.Commands))
			return err
		},
	}
}

// words lists what may follow a command: its subcommands and flags.
func words(c *cli.Command) string {
	var list []string
	for _, sub := range c.Subcommands {
		list = append(list, sub.Name)
	}
	for _, f := range c.Flags {
		list = append(list, "--"+f.Names()[0])
	}
	return strings.Join(list, " ")
}

func bashCompletion(commands []*cli.Command) string {
	var b strings.Builder
	var names []string
	b.WriteString("_lizenzlotse() {\n  local word=${COMP_WORDS[COMP_CWORD]} words=\n  case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n")
	for _, c := range commands {
		names = append(names, c.Name)
		for _, sub := range c.Subcommands {
			fmt.Fprintf(&b, "    \"%s %s\"*) words=\"%s\" ;;\n", c.Name, sub.Name, words(sub))
		}
		fmt.Fprintf(&b, "    \"%s \"*) words=\"%s\" ;;\n", c.Name, words(c))
	}
	fmt.Fprintf(&b, "  esac\n  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"%s\"; fi\n", strings.Join(names, " "))
	b.WriteString("  case \"$COMP_CWORD:$word\" in\n    1:*|*:-*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n" +
		"    *) COMPREPLY=($(compgen -W \"${words%%--*}\" -f -- \"$word\")) ;;\n  esac\n}\ncomplete -o filenames -F _lizenzlotse lizenzlotse\n")
	return b.String()
}

func fishCompletion(commands []*cli.Command) string {
	var b strings.Builder
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }
	flags := func(condition string, list []cli.Flag) {
		for _, f := range list {
			fmt.Fprintf(&b, "complete -c lizenzlotse -n %s -l %s -d %s\n", quote(condition), f.Names()[0], quote(flagRow(f)[1]))
		}
	}
	for _, c := range commands {
		fmt.Fprintf(&b, "complete -c lizenzlotse -n __fish_use_subcommand -a %s -d %s\n", c.Name, quote(c.Usage))
		seen := "__fish_seen_subcommand_from " + c.Name
		for _, sub := range c.Subcommands {
			fmt.Fprintf(&b, "complete -c lizenzlotse -n %s -a %s -d %s\n", quote(seen), sub.Name, quote(sub.Usage))
			flags(seen+"; and __fish_seen_subcommand_from "+sub.Name, sub.Flags)
		}
		flags(seen, c.Flags)
	}
	return b.String()
}
