// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/reports/i18n"
)

// Editors show what a field is for, so each has a description in both languages, and none that names no field.
func TestEveryFieldIsDescribed(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		say := i18n.For(lang)
		described := map[string]bool{}
		fields := 0
		for _, f := range policy.Files {
			described["schema."+f.Name] = true
			var walk func(node any, path string)
			walk = func(node any, path string) {
				m, ok := node.(map[string]any)
				if !ok {
					return
				}
				properties, _ := m["properties"].(map[string]any)
				for name, field := range properties {
					fields++
					inner := strings.TrimPrefix(path+"."+name, ".")
					if text, _ := field.(map[string]any)["description"].(string); text == "" {
						t.Errorf("%s: %s %s is not described", lang, f.Name, inner)
					}
					walk(field, inner)
				}
				if free, ok := m["additionalProperties"].(map[string]any); ok {
					if text, _ := free["description"].(string); text == "" {
						t.Errorf("%s: %s %s.* is not described", lang, f.Name, path)
					}
					walk(free, path+".*")
				}
				walk(m["items"], path)
				ways, _ := m["anyOf"].([]any)
				for _, way := range ways {
					walk(way, path)
				}
			}
			s := schema(f, say)
			if s["title"] == "" || strings.HasPrefix(fmt.Sprint(s["title"]), "[[") {
				t.Errorf("%s: %s has no title", lang, f.Name)
			}
			walk(s, "")
			f.Schema(func(path string) string {
				parts := strings.Split(path, ".")
				if f.Name == "policy" && parts[0] == "rules" && len(parts) > 1 {
					parts[1] = "*"
				}
				described["schema."+f.Name+"."+strings.ReplaceAll(strings.Join(parts, "."), "*", "each")] = true
				return ""
			})
		}
		if fields < 100 {
			t.Errorf("found %d fields", fields)
		}
		for _, key := range say.Keys() {
			if strings.HasPrefix(key, "schema.") && !strings.HasPrefix(key, "schema.text.") && !described[key] {
				t.Errorf("%s: %s describes no field", lang, key)
			}
		}
	}
}
