// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/rule"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

func (s *session) schemaCommand() *cli.Command {
	return &cli.Command{
		Name:      "schema",
		Usage:     s.t("das JSON Schema einer Datei, mit dem Editoren sie vervollständigen", "the JSON Schema of a file, by which editors complete it"),
		ArgsUsage: "[" + strings.Join(schemaNames(), "|") + "]",
		Description: s.t(
			`Ohne Angabe das der Richtlinie. Zum Beispiel: lizenzlotse policy schema > richtlinie.schema.json, und als
erste Zeile der Richtlinie: # yaml-language-server: $schema=richtlinie.schema.json`,
			`Without a name that of the policy. For example: lizenzlotse policy schema > policy.schema.json, and as
the first line of the policy: # yaml-language-server: $schema=policy.schema.json`),
		Action: s.printSchema,
	}
}

func schemaNames() []string {
	var names []string
	for _, f := range policy.Files {
		names = append(names, f.Name)
	}
	return names
}

func (s *session) printSchema(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	name := policy.Files[0].Name
	if c.NArg() > 0 {
		name = c.Args().First()
	}
	i := slices.IndexFunc(policy.Files, func(f policy.File) bool { return f.Name == name })
	if i < 0 || c.NArg() > 1 {
		hint, args := "hint.flag-values", inventory.Args{"values": strings.Join(schemaNames(), ", ")}
		if meant := spdx.Nearest(name, schemaNames()); meant != "" {
			hint, args = "file.hint.meant", inventory.Args{"meant": meant}
		}
		return usage("error.no-schema", inventory.Args{"name": strings.Join(c.Args().Slice(), " ")}, hint, args)
	}
	e := json.NewEncoder(s.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(schema(policy.Files[i], i18n.For(s.lang)))
}

// schema is that of a file, with its title and what each field is for.
func schema(f policy.File, say i18n.Lang) map[string]any {
	schema := f.Schema(func(path string) string { return describe(f.Name, path, say) })
	schema["title"] = say.T("schema." + f.Name)
	return schema
}

// describe says what a field is for. Rules are described by their titles, and what may be said of one is the same for
// all; a policy's own rules share fields with the built-in ones and with the policy itself.
func describe(file, path string, say i18n.Lang) string {
	parts := strings.Split(path, ".")
	if file == "policy" && parts[0] == "rules" && len(parts) > 1 {
		if r := rule.ByID(parts[1]); r != nil && len(parts) == 2 {
			return r.Doc.Title.In(say.Code())
		}
		parts[1] = "*"
	}
	path = strings.ReplaceAll(strings.Join(parts, "."), "*", "each")
	for _, key := range []string{file + "." + path, shared(file, path, "rules.each."), shared(file, path, ""), "text." + parts[len(parts)-1]} {
		if say.Has("schema." + key) {
			return say.T("schema." + key)
		}
	}
	return ""
}

// shared is where a field of a policy's own rule is described if nothing is said of it there; "" for other fields.
func shared(file, path, with string) string {
	if rest, ok := strings.CutPrefix(path, "custom.each."); ok {
		return file + "." + with + rest
	}
	return ""
}
