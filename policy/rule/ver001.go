// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
)

var ver001 = Rule{
	ID: "VER-001",
	Doc: assessment.Doc{
		Title: text("Festgehaltene Entscheidungen gelten und treffen zu", "Recorded decisions are in force and apply"),
		What: text(
			"Jede festgehaltene Entscheidung (Begründung, genehmigte Ausnahme, festgestellte oder gewählte Lizenz) ist gezeichnet, nicht abgelaufen und betrifft etwas, das geprüft wurde. Dass sie Grund, Verantwortliche, Datum und bei Ausnahmen ein Ende nennt, wird schon beim Einlesen verlangt.",
			"Every recorded decision (justification, approved exception, concluded or chosen licence) is signed, has not expired and is about something that was examined. That it states reason, person responsible, date and, for exceptions, an end is demanded when it is read."),
		Why: text(
			"Eine Abweichung ist nur so gut wie ihre Dokumentation. Eine abgelaufene Ausnahme gilt nicht mehr, und eine, die auf nichts zutrifft, ist vielleicht für etwas anderes gedacht gewesen. Die Pflicht zu dokumentieren steht in den Quellen, in jeder für ihren eigenen Bereich; sie an jede einzelne Entscheidung anzulegen, ist unsere Lesart.",
			"A deviation is only as good as its record. An expired exception no longer holds, and one that applies to nothing may have been meant for something else. The duty to document stands in the sources, in each for its own field; applying it to every single decision is our reading."),
		Fix: text(
			"Die Entscheidung erneuern, an das Geprüfte anpassen oder aus der Datei nehmen.",
			"Renew the decision, fit it to what was examined, or remove it from the file."),
		Sources: []assessment.Source{openDeskDeviations, dinSpec("5.10.1"), vgv8Record, uvgo6}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Decision: func(c *DecisionCase) []Outcome {
		d := c.Decision
		switch d.State {
		case assessment.DecisionExpired:
			return c.about(fail("rule.ver-001.expired", "id", d.ID, "until", d.Until))
		case assessment.DecisionPending:
			if len(d.Signed) < c.Examiners {
				return c.about(fail("rule.ver-001.unsigned", "id", d.ID, "count", strconv.Itoa(len(d.Signed)), "need", strconv.Itoa(c.Examiners)))
			}
			return c.about(fail("rule.ver-001.future", "id", d.ID, "date", c.Date))
		case assessment.DecisionUnmatched:
			switch {
			case c.Other != "":
				return c.about(fail("rule.ver-001.other-version", "id", d.ID, "component", d.Component, "other", c.Other))
			case c.NoBranch:
				return c.about(fail("rule.ver-001.no-branch", "id", d.ID, "licence", d.Concluded.String()))
			}
			return c.about(fail("rule.ver-001.unmatched", "id", d.ID))
		}
		return []Outcome{{Finding: pass()}}
	},
}

// decidedAt takes the line of a file apart: "decisions.yml:12".
func decidedAt(origin string) (file string, line int, ok bool) {
	at := strings.LastIndexByte(origin, ':')
	if at < 1 {
		return "", 0, false
	}
	line, err := strconv.Atoi(origin[at+1:])
	return origin[:at], line, err == nil
}
