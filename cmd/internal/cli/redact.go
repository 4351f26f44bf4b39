// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"strconv"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/redaction"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

func (s *session) redactFlag() cli.Flag {
	return &cli.StringFlag{Name: flagRedact, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
		"geschwärzte Kopie: Namen und vertrauliche Komponenten der Datei, Bieter, Zeichnende, E-Mail-Adressen und Prüfsummen sind in jedem Format ersetzt; "+
			"andere Schreibweisen, Abkürzungen und Beschreibungen erkennt das Programm nicht, ein Mensch muss die Kopie lesen",
		"redacted copy: names and confidential components of the file, bidder, signatories, e-mail addresses and digests are replaced in every format; "+
			"the program does not know other spellings, abbreviations or descriptions, a person has to read the copy")}
}

// redactFile reads what --redact names; nil without it.
func redactFile(c *cli.Context) (*redaction.File, error) {
	file := c.String(flagRedact)
	if !c.IsSet(flagRedact) {
		return nil, nil
	}
	if inside(file, c.Args().Slice()) {
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.redaction-inside"}, Where: file, Hint: inventory.Message{Key: "hint.redaction-inside"}}
	}
	return redaction.Load(file, readPolicy)
}

// redacted makes the copy that is written in place of the assessment, and says on stderr what was taken out.
func (s *session) redacted(a *assessment.Assessment, f *redaction.File) (*assessment.Assessment, error) {
	if f == nil {
		return a, nil
	}
	ours, err := policy.OwnTexts()
	if err != nil {
		return nil, err
	}
	l := i18n.For(s.reportLang)
	numbered := func(key string) func(int) string {
		return func(n int) string { return "[" + l.T(key, "n", strconv.Itoa(n)) + "]" }
	}
	copied, said := redaction.Apply(a, f, redaction.Words{Name: numbered("redaction.name"), Component: numbered("redaction.component"),
		Mail: numbered("redaction.mail"), Blank: "[" + l.T("redaction.blank") + "]", Known: l.Has, Ours: ours})
	say := i18n.For(s.lang)
	for _, entry := range said.Unmet {
		s.complain("warning", say.T("warning.redaction-unmet", "entry", i18n.Cut(entry, 200)))
	}
	for _, name := range said.Words {
		s.complain("warning", say.T("warning.redaction-word", "name", i18n.Cut(name, 200)))
	}
	for _, l := range said.Left {
		s.complain("warning", say.T("warning.redaction-left", "text", i18n.Cut(l.Text, 200), "n", strconv.Itoa(l.Times), "in", i18n.Cut(l.In, 120)))
	}
	r := copied.Redacted
	s.complain("hint", say.T("hint.redacted", "names", strconv.Itoa(r.Names), "components", strconv.Itoa(r.Components), "mails", strconv.Itoa(r.Mails)))
	return copied, nil
}

// refuseRedacted is for what needs the whole result.
func refuseRedacted(a *assessment.Assessment, name string) error {
	if a.Redacted == nil {
		return nil
	}
	return &inventory.Error{Message: inventory.Message{Key: "error.redacted-input"}, Where: name, Hint: inventory.Message{Key: "hint.redacted-input"}}
}
