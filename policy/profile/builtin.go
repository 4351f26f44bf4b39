// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"embed"

	"lizenzlotse/policy/assessment"
)

// The profiles that come with the program. Adding one is adding a file and its name to the list.
//
//go:embed builtin/*.yml
var builtinFiles embed.FS

func builtinNames() []string {
	return []string{
		"dortmund", "opencode", "evb-it-erstellung-2026", "opendesk", "muenchen", "bund-egovg16a", "servicestandard", "smartcity-kfw436",
		"osi", "eupl-veroeffentlichung", "permissiv", "ch-embag", "it-agid", "fr-crpa",
		"bsi-auto", "bsi-2.1.0", "bsi-2.0.0", "cisa-2026", "ntia-2021", "fsct-3", "telco-1.1", "cra-mindest",
	}
}

func builtinFile(name string) ([]byte, bool) {
	data, err := builtinFiles.ReadFile("builtin/" + name + ".yml")
	return data, err == nil
}

// A Listed profile is a built-in one, as lists of them show it.
type Listed struct {
	Name    string
	Version string
	Title   assessment.Text
}

// Builtin lists the built-in profiles. The catalogue must know the rules they name.
func Builtin(catalogue Catalogue) ([]Listed, error) {
	var list []Listed
	for _, name := range builtinNames() {
		p, err := Load([]string{name}, nil, catalogue)
		if err != nil {
			return nil, err
		}
		list = append(list, Listed{p.Name, p.Version, p.Title})
	}
	return list, nil
}
