// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

const (
	policyFile    = ".lizenzlotse.yml"
	policyEnv     = "LIZENZLOTSE_POLICY"
	defaultPolicy = "dortmund"
)

// A chosen policy remembers what it was made from.
type chosen struct {
	*policy.Policy
	read []string // the files, those that others extend among them
}

// loadPolicy takes the policy from --policy, else from the procedure if there is one, else from the environment, else from the nearest
// policyFile in the working directory or above it, else it is defaultPolicy.
//
// Nothing is looked for below what is examined: a bid may not bring its own policy.
func (s *session) loadPolicy(c *cli.Context, in *procedure.Procedure) (chosen, error) {
	names := c.StringSlice(flagPolicy)
	if len(names) == 0 && in != nil && len(in.Policy) > 0 {
		return load(in.Policy)
	}
	if len(names) == 0 {
		names = splitList(os.Getenv(policyEnv))
	}
	if len(names) == 0 {
		if found := findUpward(policyFile); found != "" {
			names = []string{found}
		} else {
			names = []string{defaultPolicy}
		}
	}
	return load(splitNames(names))
}

func load(names []string) (chosen, error) {
	var read []string
	p, err := policy.Load(names, func(path string) ([]byte, error) {
		read = append(read, path)
		return readPolicy(path)
	})
	return chosen{p, read}, err
}

// splitNames lets one flag name several built-in profiles ("dortmund,bsi-2.1.0"); a file name is left whole.
func splitNames(names []string) []string {
	var list []string
	for _, n := range names {
		if parts := splitList(n); len(parts) > 1 && !yamlfile.IsFile(n) {
			list = append(list, parts...)
		} else {
			list = append(list, n)
		}
	}
	return list
}

func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// readPolicy reads a file as far as a policy may be long, and a byte more so that a longer one shows.
func readPolicy(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathless(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, yamlfile.MaxFile+1))
	return data, pathless(err)
}

func findUpward(name string) string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// readInside reports whether the policy, or one that it extends, lies in one of the inputs: then who made the input
// also made the policy, which the reader of a report must know, however it was named.
func (p chosen) readInside(inputs []string) bool {
	return slices.ContainsFunc(p.read, func(file string) bool { return inside(file, inputs) })
}

// inside reports whether a file lies in one of the inputs, or is one.
func inside(file string, inputs []string) bool {
	file = resolved(file)
	for _, input := range inputs {
		if rel, err := filepath.Rel(resolved(input), file); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// loadDecisions reads what --decisions names. What lies in an input is refused: a bid may not bring its own exceptions.
func loadDecisions(c *cli.Context, p *policy.Policy) ([]assessment.Decision, error) {
	names := c.StringSlice(flagDecisions)
	for _, name := range names {
		if inside(name, c.Args().Slice()) {
			return nil, &inventory.Error{Message: inventory.Message{Key: "error.decisions-inside"}, Where: name, Hint: inventory.Message{Key: "hint.decisions-inside"}}
		}
	}
	return p.LoadDecisions(names, readPolicy)
}

func resolved(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}
