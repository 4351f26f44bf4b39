// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// contents are what is in the programs, as they say themselves: every Go module, and Go's own library.
type contents struct {
	version  string
	modules  []*module // sorted by path
	uses     map[string]map[string]bool
	programs []built
}

// A module is a part of a program.
type module struct {
	path, version string
	folder        string   // where its source is
	license       string   // SPDX expression of what its licence files say; "" where our scanner finds none
	copyrights    []string // holders that it names, with years
	texts         []string // its licence and notice files, relative to folder
	packages      []string // the folders of the packages that are in a program, relative to folder, with slashes
}

// A built is a program for a platform.
type built struct {
	platform platform
	path     string
}

// std is the name of Go's own library among the modules.
const std = "std"

// own is the path of our module.
const own = "lizenzlotse"

func newContents(version string) *contents {
	return &contents{version: version, uses: map[string]map[string]bool{}}
}

// add takes from a program what is in it, and from its source who uses whom.
func (c *contents) add(p platform, program string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	c.programs = append(c.programs, built{p, program})
	for _, d := range info.Deps {
		if d.Replace != nil {
			return fmt.Errorf("%s is replaced by %s, of which nothing is known", d.Path, d.Replace.Path)
		}
		c.module(d.Path, d.Version)
	}
	c.module(std, strings.TrimPrefix(info.GoVersion, "go"))
	return c.relations(p)
}

func (c *contents) module(path, version string) {
	at, known := slices.BinarySearchFunc(c.modules, path, func(m *module, path string) int { return strings.Compare(m.path, path) })
	if !known {
		c.modules = slices.Insert(c.modules, at, &module{path: path, version: version})
	}
}

// relations are who imports whom, by module, in the build for a platform.
func (c *contents) relations(p platform) error {
	cmd := exec.Command("go", "list", "-deps", "-tags="+tags, "-f", `{{.ImportPath}} {{with .Module}}{{.Path}}{{else}}std{{end}} {{join .Imports " "}}`, "./cmd/lizenzlotse")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.system, "GOARCH="+p.processor)
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	of := map[string]string{}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		of[f[0]] = f[1]
		if at := slices.IndexFunc(c.modules, func(m *module) bool { return m.path == f[1] }); at >= 0 {
			m, folder := c.modules[at], strings.TrimPrefix(strings.TrimPrefix(f[0], f[1]), "/")
			if !slices.Contains(m.packages, folder) {
				m.packages = append(m.packages, folder)
			}
		}
	}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		for _, imported := range f[2:] {
			from, to := f[1], of[imported]
			if to == "" {
				to = std // vendored into it, under another name
			}
			if from == to || from == std {
				continue
			}
			if c.uses[from] == nil {
				c.uses[from] = map[string]bool{}
			}
			c.uses[from][to] = true
		}
	}
	return nil
}

// license finds the licences of all modules in their source, with the program itself.
func (c *contents) license(run runner) error {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	for _, m := range c.modules {
		input := []string{}
		switch m.path {
		case std: // of Go's own folder, which holds all kinds of tests and tools, what speaks for it
			m.folder = strings.TrimSpace(string(out))
			for _, name := range []string{"LICENSE", "PATENTS"} {
				if _, err := os.Stat(filepath.Join(m.folder, name)); err == nil {
					input = append(input, filepath.Join(m.folder, name))
				}
			}
		default: // nothing of tests is built
			input = append(input, "--exclude", "**/testdata/**", "--exclude", "**/*_test.go")
			folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", m.path).Output()
			if err != nil {
				return fmt.Errorf("go list -m %s: %w", m.path, err)
			}
			m.folder = strings.TrimSpace(string(folder))
			input = append(input, m.folder)
		}
		if err := m.examine(run, input); err != nil {
			return err
		}
	}
	return nil
}

// incomplete is the exit code that says that something was not read.
const incomplete = 3

// found is what is read of a saved result.
type found struct {
	Issues     []struct{ Code, Path, Effect string }
	Components []struct{ Copyrights []string }
	Files      []struct {
		Path    string
		Roles   []string
		License string
	}
}

// examine finds what speaks for the packages that are built in: the licence files and notices at the module's root and in
// the folders above each.
func (m *module) examine(run runner, input []string) error {
	out, err := run.output(append([]string{"scan", "--no-cache", "--output", "json=-"}, input...)...)
	var status *exec.ExitError
	if err != nil && !(errors.As(err, &status) && status.ExitCode() == incomplete) {
		return err
	}
	var f found
	if err := json.Unmarshal(out, &f); err != nil {
		return err
	}
	for _, i := range f.Issues { // samples that are broken on purpose are no part of a program
		if outer, _, _ := strings.Cut(i.Path, "!/"); i.Effect == "unread" && m.above(path.Dir(outer)) {
			return fmt.Errorf("%s %s: %s could not be read (%s)", m.path, m.version, i.Path, i.Code)
		}
	}
	var licenses []string
	for _, file := range f.Files {
		if !m.above(path.Dir(file.Path)) || !slices.ContainsFunc(file.Roles, func(r string) bool { return r == "license" || r == "notice" }) {
			continue
		}
		m.texts = append(m.texts, file.Path)
		if path.Base(file.Path) == "PATENTS" { // a grant beside the licence, which nobody has to accept
			continue
		}
		if file.License != "" && slices.Contains(file.Roles, "license") && !slices.Contains(licenses, file.License) {
			licenses = append(licenses, file.License)
		}
	}
	for i, l := range licenses {
		if len(licenses) > 1 && strings.Contains(l, " OR ") {
			licenses[i] = "(" + l + ")"
		}
	}
	m.license = strings.Join(licenses, " AND ")
	for _, component := range f.Components {
		m.copyrights = append(m.copyrights, component.Copyrights...)
	}
	slices.Sort(m.copyrights)
	m.copyrights = slices.Compact(m.copyrights)
	if m.license == "" || len(m.texts) == 0 {
		return fmt.Errorf("%s %s: no licence found in %s; a person has to look", m.path, m.version, strings.Join(input, ", "))
	}
	return nil
}

// above reports whether a folder is the module's own or holds a package that is built in.
func (m *module) above(folder string) bool {
	return folder == "." || slices.ContainsFunc(m.packages, func(p string) bool { return p == folder || strings.HasPrefix(p, folder+"/") })
}
