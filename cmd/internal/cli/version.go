// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// release is the version of this source. Results name it, so it changes with every release and
// with nothing else.
const release = "0.1.0"

func version() string { return release }

func (s *session) versionCommand() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: s.t("Fassung des Programms und seiner Daten", "the version of the program and its data"),
		Action: func(c *cli.Context) error {
			if err := checkLang(c); err != nil {
				return err
			}
			rows := [][2]string{
				{"lizenzlotse", release + revision()},
				{s.t("Erkennung", "detection"), detect.Version()},
				{s.t("SPDX-Lizenzliste", "SPDX licence list"), spdx.ListVersion},
				{s.t("openCode-Liste", "openCode list"), facts.OpenCodeListVersion},
				{s.t("Ergebnisformat", "result format"), inventory.Schema},
			}
			for _, r := range rows {
				if _, err := fmt.Fprintf(s.stdout, "%s %s\n", r[0], r[1]); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// revision is the commit this was built from, where the build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var commit, dirty string
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision" && len(setting.Value) >= 12:
			commit = " (" + setting.Value[:12]
		case setting.Key == "vcs.modified" && setting.Value == "true":
			dirty = "+"
		}
	}
	if commit == "" {
		return ""
	}
	return commit + dirty + ")"
}
