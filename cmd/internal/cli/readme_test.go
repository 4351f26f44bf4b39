// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeCommands: each command that the README shows exists with its flags, and each command there is is shown.
func TestReadmeCommands(t *testing.T) {
	text := readme(t)
	app := (&session{lang: "en", files: &files{}}).app()
	calls := regexp.MustCompile("(?m)(?:^ +(?:- )?|`)lizenzlotse ([^`\n]*)").FindAllStringSubmatch(strings.ReplaceAll(text, "\\\n", " "), -1)
	if len(calls) < 20 {
		t.Fatalf("%d commands found", len(calls))
	}
	find := func(list []*cli.Command, name string) *cli.Command {
		i := slices.IndexFunc(list, func(c *cli.Command) bool { return c.Name == name })
		if i < 0 {
			return nil
		}
		return list[i]
	}
	for _, call := range calls {
		line, _, _ := strings.Cut(call[1], " #")
		words := strings.Fields(line)
		if words[0] == "help" {
			continue
		}
		c := find(app.Commands, words[0])
		if c != nil && len(c.Subcommands) > 0 && len(words) > 1 {
			c = find(c.Subcommands, words[1])
		}
		if c == nil {
			t.Errorf("no such command: %s", call[1])
			continue
		}
		for _, w := range words[1:] {
			name, _, _ := strings.Cut(strings.TrimLeft(w, "-"), "=")
			if strings.HasPrefix(w, "-") && w != "-" && !slices.ContainsFunc(c.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) }) {
				t.Errorf("%s has no flag %s: %s", c.Name, w, call[1])
			}
		}
	}
	for _, c := range app.Commands {
		if !strings.Contains(text, "`"+c.Name+"`") && len(c.Subcommands) == 0 {
			t.Errorf("%s is not told", c.Name)
		}
		for _, sub := range c.Subcommands {
			if !regexp.MustCompile("(?m)^\\| `" + c.Name + " .*`" + "(?:" + c.Name + " )?" + sub.Name + "`|^\\| `" + c.Name + " " + sub.Name + "`").MatchString(text) {
				t.Errorf("%s %s is not told", c.Name, sub.Name)
			}
		}
	}
}

// TestReadmeFiles: what the README shows of files that people write is read as it stands, does what is said of it, and leaves
// nothing to remark.
func TestReadmeFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("LIZENZLOTSE_CACHE", filepath.Join(dir, "cache"))
	kinds := map[string]string{"name": "our-policy.yml", "policy": "cases.yml", "number": "procedure.yml", "decisions": "decisions.yml", "names": "redaction.yml"}
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(readme(t), -1) {
		key, _, _ := strings.Cut(m[1], ":")
		name := kinds[key]
		if name == "" {
			t.Fatalf("what is this, or the second of it?\n%s", m[1])
		}
		delete(kinds, key)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(m[1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(kinds) > 0 {
		t.Fatalf("not shown: %v", kinds)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.c"), []byte("int main(void) { return 0; }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, call := range []string{
		"policy lint our-policy.yml",
		"policy test cases.yml",
		"check main.c --procedure procedure.yml --decisions decisions.yml --redact redaction.yml --date 2026-11-22",
	} {
		var stdout, stderr bytes.Buffer
		args := append(strings.Fields(call), "--lang", "en")
		if code := newSession(args, strings.NewReader(""), &stdout, &stderr).run(t.Context(), args); code != 0 {
			t.Errorf("%s: exit code %d\n%s%s", call, code, &stdout, &stderr)
		}
	}
}
