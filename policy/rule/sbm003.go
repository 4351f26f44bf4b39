// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm003 = Rule{
	ID: "SBM-003", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Zeitpunkt der Stückliste ist angegeben", "Time of the bill of materials is stated"),
		What: text(
			"Die Stückliste sagt, wann sie erstellt oder zuletzt geändert wurde, als Zeitpunkt nach RFC 3339. Das BSI empfiehlt dafür die Weltzeit (UTC).",
			"The bill of materials says when it was made or last changed, as a time of RFC 3339. The BSI recommends UTC."),
		Why: text(
			"Nur so lässt sich erkennen, ob die Stückliste zur gelieferten Fassung der Software gehört.",
			"It is how one sees whether the bill of materials belongs to the version delivered."),
		Fix: text(
			"Den Zeitpunkt nach RFC 3339 in Weltzeit eintragen, etwa 2026-01-31T12:00:00Z.",
			"State the time by RFC 3339 in UTC, for example 2026-01-31T12:00:00Z."),
		Sources:   []assessment.Source{bsi("5.2.1"), ntia2021, cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-003"),
}

func timestampField(s *sbomCase, r *facts.Requirement) stated {
	created := strings.TrimSpace(s.Document.Created)
	if created == "" {
		return stated{mark: absent}
	}
	plain := created
	if r.Parameter("form") == "rfc9557" { // which adds the zone behind a time of RFC 3339: "…Z[Europe/Berlin]"
		plain, _, _ = strings.Cut(created, "[")
	}
	t, err := time.Parse(time.RFC3339, plain)
	switch {
	case err == nil:
	case r.Parameter("form") == "any":
		return stated{mark: otherForm, Message: message("rule.sbm-003.unclear", "value", created)}
	default:
		return stated{mark: wrong, Message: message("rule.sbm-003.form", "value", created)}
	}
	if day, err := time.Parse(time.DateOnly, s.Delivered); err == nil && t.After(day.AddDate(0, 0, 2)) { // whatever the zone
		return stated{mark: otherForm, Message: message("rule.sbm-003.later", "value", created, "delivered", s.Delivered)}
	}
	if _, offset := t.Zone(); offset != 0 && r.Parameter("utc") != "" {
		return stated{mark: has, Message: message("rule.sbm-003.zone", "value", created)}
	}
	return stated{mark: has}
}
