// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"lizenzlotse/policy/decision"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/redaction"
)

// A File is a kind of file that people write for the program.
type File struct {
	Name string
	// Schema gives its JSON Schema; describe says what the field at a path is for, "" nothing.
	Schema func(describe func(path string) string) map[string]any
}

// Files lists the kinds of files. Editors complete them by their schemas.
var Files = []File{
	{"policy", func(describe func(string) string) map[string]any { return profile.Schema(catalogue(), describe) }},
	{"cases", func(describe func(string) string) map[string]any { return profile.CasesSchema(catalogue(), describe) }},
	{"procedure", procedure.Schema},
	{"redaction", redaction.Schema},
	{"decisions", func(describe func(string) string) map[string]any { return decision.Schema(Decidable(), describe) }},
}
