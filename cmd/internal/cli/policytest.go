// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

func (s *session) testCommand() *cli.Command {
	return &cli.Command{
		Name:      "test",
		Usage:     s.t("eigene Beispiele an einer Richtlinie erproben", "try examples of your own on a policy"),
		ArgsUsage: s.t("DATEI…", "FILE…"),
		Description: s.t(
			`Eine Datei nennt Lizenzen oder kleine Komponenten und was die Richtlinie dazu sagen soll:

  policy: [muenchen]
  cases:
    - {name: LGPL als Abhängigkeit, licence: LGPL-2.1-or-later, rule: LIZ-006, verdict: satisfied}
    - {licence: GPL-3.0-only, relation: links-dynamic, use: publication, rule: LIZ-006, verdict: review}

--policy geht der Richtlinie in der Datei vor. Bewertet wird wie von check. Exit-Code 1, wenn ein
Beispiel anders ausgeht. Alle Felder nennt: lizenzlotse policy schema cases`,
			`A file names licences or small components, and what the policy is to say of them:

  policy: [muenchen]
  cases:
    - {name: LGPL as a dependency, licence: LGPL-2.1-or-later, rule: LIZ-006, verdict: satisfied}
    - {licence: GPL-3.0-only, relation: links-dynamic, use: publication, rule: LIZ-006, verdict: review}

--policy goes before the policy in the file. Judged as check does. Exit code 1 where an example ends
otherwise. All fields: lizenzlotse policy schema cases`),
		Flags:  []cli.Flag{s.policyFlag()},
		Action: s.tryCases,
	}
}

func (s *session) tryCases(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	if c.NArg() == 0 {
		return usage("error.no-cases", nil, "hint.help", inventory.Args{"command": "policy test"})
	}
	say := i18n.For(s.lang)
	tried, passed := 0, 0
	for _, file := range c.Args().Slice() {
		data, err := readPolicy(file)
		if err != nil {
			return &inventory.Error{Message: inventory.Message{Key: "error.input-missing"}, Where: file, Cause: err}
		}
		cases, err := policy.ReadCases(data, file)
		if err != nil {
			return err
		}
		p, err := s.casesPolicy(c, cases.Policy)
		if err != nil {
			return err
		}
		for _, x := range cases.Cases {
			t := policy.Try(x, p, policy.Options{Date: now().Format("2006-01-02")})
			if tried++; t.Passed() {
				passed++
			}
			if err := s.printTried(t, say); err != nil {
				return err
			}
		}
	}
	s.outcome.gate.closed = passed < tried
	_, err := fmt.Fprintln(s.stdout, say.T("policy.test.sum", "passed", strconv.Itoa(passed), "all", strconv.Itoa(tried)))
	return err
}

// casesPolicy takes the policy from --policy, else the one the file names, else as every command does.
func (s *session) casesPolicy(c *cli.Context, named []string) (*policy.Policy, error) {
	if len(named) > 0 && !c.IsSet(flagPolicy) {
		return policy.Load(named, readPolicy)
	}
	p, err := s.loadPolicy(c, nil)
	return p.Policy, err
}

func (s *session) printTried(t policy.Tried, say i18n.Lang) error {
	var b strings.Builder
	name := t.License
	if t.Name != "" {
		name = t.Name + " (" + t.License + ")"
	}
	args := []string{"name", name, "rule", t.Rule, "got", t.Got, "want", t.Want, "origin", t.Origin}
	key := "policy.test.failed"
	if t.Passed() {
		key = "policy.test.passed"
	}
	fmt.Fprintln(&b, i18n.Visible(say.T(key, args...)))
	for _, r := range t.Why {
		fmt.Fprintf(&b, "        %s: %s\n", r.Rule, i18n.Visible(say.Message(r.Message.Key, r.Message.Args)))
	}
	_, err := fmt.Fprint(s.stdout, b.String())
	return err
}
