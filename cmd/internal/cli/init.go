// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/scanner/inventory"
)

func (s *session) initCommand() *cli.Command {
	return &cli.Command{
		Name:      "init",
		Usage:     s.t("eine eigene Richtlinie anlegen", "start a policy of your own"),
		ArgsUsage: s.t("[ORDNER]", "[FOLDER]"),
		Description: s.t(
			"Legt "+policyFile+" an, die auf eingebauten Richtlinien aufbaut. Eine vorhandene Datei bleibt, wie sie ist.",
			"Writes "+policyFile+", which builds on built-in policies. A file that is there already stays as it is."),
		Flags:  []cli.Flag{s.policyFlag()},
		Action: s.init,
	}
}

func (s *session) init(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	if c.NArg() > 1 {
		return usage("error.one-folder", nil, "hint.help", inventory.Args{"command": "init"})
	}
	folder := "."
	if c.NArg() == 1 {
		folder = c.Args().First()
	}
	names := splitNames(c.StringSlice(flagPolicy))
	if len(names) == 0 {
		names = []string{defaultPolicy}
	}
	if _, err := policy.Load(names, readPolicy); err != nil {
		return err
	}
	file := filepath.Join(folder, policyFile)
	if _, err := os.Lstat(file); err == nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.policy-exists"}, Where: file,
			Hint: inventory.Message{Key: "hint.policy-exists", Args: inventory.Args{"file": file}}}
	}
	err := s.files.write(file, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, s.template(), now().Format(time.DateOnly), strings.Join(names, ", "))
		return err
	})
	if err != nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.not-written"}, Where: file, Cause: pathless(err),
			Hint: inventory.Message{Key: "hint.not-written"}}
	}
	_, err = fmt.Fprintln(s.stdout, file)
	return err
}

// template is the file that init writes: what most people change first, with the rest as comments.
func (s *session) template() string {
	return s.t(`# Richtlinie für lizenzlotse. Erklärung jeder Regel: lizenzlotse explain LIZ-001
# Aufgelöst, mit Herkunft jeder Zeile:          lizenzlotse policy show
version: "1"
date: %s
extends: [%s]

# Wozu die Software dient: internal, distribution, service oder publication.
# use: internal

# Was eigener Code ist; ohne Angabe das, was zu keiner anderen Komponente gehört.
# own:
#   paths: ["src/**"]

# Was nicht bewertet wird, mit Begründung; der Bericht nennt beides.
# exclude:
#   - path: "**/testdata/**"
#     reason: Prüfdaten, werden nicht ausgeliefert

# Gewicht einzelner Regeln: must, should, ask, note.
# rules:
#   LIZ-003: ask
`, `# Policy for lizenzlotse. What a rule means: lizenzlotse explain LIZ-001
# Resolved, with the origin of every line:      lizenzlotse policy show
version: "1"
date: %s
extends: [%s]

# What the software is for: internal, distribution, service or publication.
# use: internal

# What own code is; without this, whatever belongs to no other component.
# own:
#   paths: ["src/**"]

# What is not judged, with the reason; the report lists both.
# exclude:
#   - path: "**/testdata/**"
#     reason: test data, not shipped

# The weight of single rules: must, should, ask, note.
# rules:
#   LIZ-003: ask
`)
}
