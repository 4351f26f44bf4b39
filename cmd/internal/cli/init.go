// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/scanner/inventory"
)

func (s *session) initCommand() *cli.Command {
	return &cli.Command{
		Name:      "init",
		Usage:     s.t("eine eigene Richtlinie anlegen", "start a policy of your own"),
		ArgsUsage: s.t("[ORDNER]", "[FOLDER]"),
		Description: s.t(
			"Legt "+policyFile+" an, die auf eingebauten Richtlinien aufbaut. Eine vorhandene Datei bleibt, wie sie ist.",
			"Writes "+policyFile+", which builds on built-in policies. A file that is there already stays as it is."),
		Flags:  []cli.Flag{s.policyFlag()},
		Action: s.init,
	}
}

func (s *session) init(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	if c.NArg() > 1 {
		return usage("error.one-folder", nil, "hint.help", inventory.Args{"command": "init"})
	}
	folder := "."
	if c.NArg() == 1 {
		folder = c.Args().First()
	}
	names := splitNames(c.StringSlice(flagPolicy))
	if len(names) == 0 {
		names = []string{defaultPolicy}
	}
	if _, err := policy.Load(names, readPolicy); err != nil {
		return err
	}
	file := filepath.Join(folder, policyFile)
	if _, err := os.Lstat(file); err == nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.policy-exists"}, Where: file,
			Hint: inventory.Message{Key: "hint.policy-exists", Args: inventory.Args{"file": file}}}
	}
	err := s.files.write(file, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, s.template(), now().Format(time.DateOnly), strings.Join(names, ", "))
		return err
	})
	if err != nil {
		return &inventory.Error{Message: inventory.Message{Key: "error.not-written"}, Where: file, Cause: pathless(err),
			Hint: inventory.Message{Key: "hint.not-written"}}
	}
	_, err = fmt.Fprintln(s.stdout, file)
	return err
}

// template is the file that init writes: what most people change first, with the rest as comments.
func (s *session) template() string {
	return s.t(`# Richtlinie für lizenzlotse. Erklärung jeder Regel: lizenzlotse explain LIZ-001
# Aufgelöst, mit Herkunft jeder Zeile:          lizenzlotse policy show
# Was fehlt oder nie greift:                    lizenzlotse policy lint
# Editoren vervollständigen, wenn als erste Zeile die folgende steht und die Datei da ist:
#   lizenzlotse policy schema > richtlinie.schema.json
#   # yaml-language-server: $schema=richtlinie.schema.json
version: "1"
date: %s
extends: [%s]

# Was auskommentiert ist, sind Beispiele mit allen Schlüsseln, die es gibt.
# Wie die Richtlinie heißt, und was offen bleibt und wer darüber entscheidet.
# name: vergabe-2026-17
# title: Vergabe 2026-17
# decides: die Vergabestelle

# Sachlicher Grund, aus dem Open Source verlangt wird, wie er in der Akte steht.
# ground: Nachnutzung durch andere Kommunen

# Wozu die Software dient (internal, distribution, service, publication), Stand des Verfahrens
# (bid, suitability, performance, acceptance, own-duty), Sprache der Berichte (de, en).
# use: internal
# stage: bid
# language: de

# Wie viele Personen eine Entscheidung zeichnen müssen (1 oder 2).
# examiners: 2

# Worauf sich die Richtlinie stützt; secondary heißt, dass andere die Quelle wiedergeben.
# sources:
#   - title: Leistungsbeschreibung
#     section: Abschnitt 3
#     date: "2026-10-01"
#     url: https://example.org/leistung.pdf
#     secondary: false

# Was eigener Code ist; ohne Angabe das, was zu keiner anderen Komponente gehört.
# own:
#   main: true
#   paths: ["src/**"]
#   suppliers: [Stadt Musterhausen]
#   components: ["pkg:npm/portal"]

# Was nicht bewertet wird, mit Begründung; der Bericht nennt beides.
# exclude:
#   - path: "**/testdata/**"
#     reason: Prüfdaten, werden nicht ausgeliefert

# Anforderungen an Stücklisten, wie sie in „lizenzlotse policy list“ heißen, zu den Regeln SBM.
# sbom: [bsi-auto]

# Veröffentlichungslizenz: unter welcher Lizenz der eigene Code erscheinen soll. Hauslizenzen: unter welchen
# die Stelle sonst veröffentlicht. Beide sind Kennungen der SPDX-Liste; eine Familie (GPL) meint jede Fassung.
# outbound: EUPL-1.2
# house: [EUPL-1.2, MIT]

# Wie Lizenzen in Abhängigkeiten eigener Software gesehen werden (Regel LIZ-006): Kennungen, Familien, Paare mit
# WITH, Klassen. Das Genauere geht vor; was auf keiner Liste steht, ist zu prüfen.
# dependencies:
#   preferred: [MIT, Apache-2.0, "class:permissive"]
#   possible: [LGPL, GPL-2.0-only WITH Classpath-exception-2.0]
#   avoided: [GPL, "class:copyleft-network"]

# Gewicht einzelner Regeln: must, should, ask, note, off (off nur mit Begründung). Ein Kriterium der
# Vergabe ist eine Regel nur mit criterion: A ist Mindestanforderung (must), B wird bewertet (should, mit
# scale). published sagt, wo und wann es den Bietern bekannt gemacht wurde.
# rules:
#   LIZ-001:
#     weight: must
#     criterion:
#       kind: A
#       published: {document: Leistungsbeschreibung, number: "3.1", date: 2026-10-01}
#   LIZ-003: ask
#   LIZ-006:
#     weight: should
#     criterion:
#       kind: B
#       published: {document: Leistungsbeschreibung, number: "3.2", date: 2026-10-01}
#       scale: ["10: keine", "0: eine"]
#   LIZ-010:
#     weight: off
#     reason: nicht Teil der Prüfung

# Eigene Einordnung einer Lizenz, mit Begründung; sie geht der eingebauten vor.
# licences:
#   LicenseRef-Hausnorm:
#     class: permissive
#     reason: Text geprüft
`, `# Policy for lizenzlotse. What a rule means: lizenzlotse explain LIZ-001
# Resolved, with the origin of every line:      lizenzlotse policy show
# What is missing or can never fire:            lizenzlotse policy lint
# Editors complete it where the first line is the one below and the file is there:
#   lizenzlotse policy schema > policy.schema.json
#   # yaml-language-server: $schema=policy.schema.json
version: "1"
date: %s
extends: [%s]

# What is commented out are examples, with every key there is.
# What the policy is called, and what remains open and who decides on it.
# name: tender-2026-17
# title: Tender 2026-17
# decides: the contracting authority

# The objective ground on record for asking for open source.
# ground: reuse by other municipalities

# What the software is for (internal, distribution, service, publication), the stage of the procedure
# (bid, suitability, performance, acceptance, own-duty), the language of reports (de, en).
# use: internal
# stage: bid
# language: en

# How many people have to sign a decision (1 or 2).
# examiners: 2

# What the policy rests on; secondary means that others report what the source says.
# sources:
#   - title: specification
#     section: section 3
#     date: "2026-10-01"
#     url: https://example.org/specification.pdf
#     secondary: false

# What own code is; without this, whatever belongs to no other component.
# own:
#   main: true
#   paths: ["src/**"]
#   suppliers: [City of Example]
#   components: ["pkg:npm/portal"]

# What is not judged, with the reason; the report lists both.
# exclude:
#   - path: "**/testdata/**"
#     reason: test data, not shipped

# Requirements on SBOMs, as "lizenzlotse policy list" names them, for the rules SBM.
# sbom: [bsi-auto]

# The outbound licence: under which the own code is to be published. House licences: under which the body
# publishes otherwise. Both are identifiers of the SPDX list; a family (GPL) means every version of it.
# outbound: EUPL-1.2
# house: [EUPL-1.2, MIT]

# How licences in dependencies of own software are seen (rule LIZ-006): identifiers, families, pairs with WITH,
# classes. The more specific goes before; what is on no list is to be reviewed.
# dependencies:
#   preferred: [MIT, Apache-2.0, "class:permissive"]
#   possible: [LGPL, GPL-2.0-only WITH Classpath-exception-2.0]
#   avoided: [GPL, "class:copyleft-network"]

# The weight of single rules: must, should, ask, note, off (off with a reason only). A rule is a
# criterion of the tender only with criterion: A is a minimum requirement (must), B is scored (should, with scale).
# published says where and when the bidders were told.
# rules:
#   LIZ-001:
#     weight: must
#     criterion:
#       kind: A
#       published: {document: specification, number: "3.1", date: 2026-10-01}
#   LIZ-003: ask
#   LIZ-006:
#     weight: should
#     criterion:
#       kind: B
#       published: {document: specification, number: "3.2", date: 2026-10-01}
#       scale: ["10: none", "0: one"]
#   LIZ-010:
#     weight: off
#     reason: not part of the check

# A class of your own for a licence, with the reason; it goes before the built-in one.
# licences:
#   LicenseRef-house:
#     class: permissive
#     reason: text was read
`)
}
