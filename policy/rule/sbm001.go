// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm001 = Rule{
	ID: "SBM-001", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Format und Fassung der Stückliste", "Format and version of the bill of materials"),
		What: text(
			"Die Stückliste (SBOM) hat ein Format in einer Fassung, die die Anforderung zulässt, und war so, wie sie geliefert wurde, lesbar. Gegen das Schema des Formats wird sie dabei nicht geprüft.",
			"The bill of materials (SBOM) has a format in a version that the requirement accepts, and could be read as it was delivered. It is not validated against the schema of the format."),
		Why: text(
			"Nur was maschinenlesbar und gültig ist, können andere Programme weiterverarbeiten. Das BSI verlangt für seine Fassung 2.1.0 CycloneDX ab 1.6 oder SPDX ab 3.0.1 in JSON oder XML, nur in amtlich veröffentlichten Fassungen.",
			"Only what is machine-readable and valid can be processed by other programs. For version 2.1.0 the BSI requires CycloneDX 1.6 or later or SPDX 3.0.1 or later in JSON or XML, in officially released versions only."),
		Fix: text(
			"Die Stückliste mit einem aktuellen Werkzeug in einem zugelassenen Format neu erzeugen und vor der Lieferung gegen dessen Schema prüfen.",
			"Generate the bill of materials anew in an accepted format with a current tool, and validate it against the schema before delivery."),
		Sources:   []assessment.Source{bsi("4, 7"), ntia2021, cisa2026, telco11, cra},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-001"),
}

// formatField asks for the format and its version.
func formatField(s *sbomCase, r *facts.Requirement) stated {
	family, version := s.family(), s.Document.Version
	m := wrong
	for _, accepted := range r.Values("formats") {
		if takes(accepted, family, version) {
			m = has
		}
	}
	if encodings := r.Values("encodings"); m == has && len(encodings) > 0 && !slices.Contains(encodings, s.encoding()) {
		m = wrong
	}
	if m == has {
		for _, newest := range r.Values("newest") {
			if name, known, _ := strings.Cut(newest, ":"); name == family && older(known, version) {
				m = laterVersion
			}
		}
	}
	if m == has {
		return stated{mark: has}
	}
	key := "rule.sbm-001.format"
	if m == laterVersion {
		key = "rule.sbm-001.later"
	}
	return stated{mark: m, Message: message(key, "format", s.Document.Format, "version", version,
		"formats", strings.Join(r.Values("formats"), ","), "encodings", strings.Join(r.Values("encodings"), ","))}
}

// takes reports whether an entry of the table accepts a format: "spdx>=3.0.1", "spdx=2.2|2.3" or "spdx".
func takes(accepted, family, version string) bool {
	if accepted == family {
		return true
	}
	if least, ok := strings.CutPrefix(accepted, family+">="); ok {
		return numbers(version) != nil && !older(version, least)
	}
	list, ok := strings.CutPrefix(accepted, family+"=")
	return ok && slices.ContainsFunc(strings.Split(list, "|"), func(v string) bool {
		return version == v || strings.HasPrefix(version, v+".")
	})
}

// older compares versions of a format by their numbers; what is no version is older than none.
func older(a, b string) bool {
	x, y := numbers(a), numbers(b)
	return x != nil && y != nil && slices.Compare(x, y) < 0
}

// numbers are those of a version like "3.0.1"; nil if it is none.
func numbers(version string) []int {
	var list []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return nil
		}
		list = append(list, n)
	}
	return list
}

// validField asks whether the document could be read as it was delivered.
func validField(s *sbomCase, _ *facts.Requirement) stated {
	repaired, mended, lost := 0, 0, 0
	for _, i := range s.Issues {
		switch {
		case i.Effect == inventory.Unread:
			lost++
		case i.Effect != inventory.Repaired:
		case slices.Contains(soundRepairs, i.Code):
			mended += places(&i)
		default:
			repaired += places(&i)
		}
	}
	switch {
	case repaired > 0:
		return stated{mark: wrong, Message: message("rule.sbm-001.repaired", "count", strconv.Itoa(repaired))}
	case lost > 0:
		return stated{mark: unread, Message: message("rule.sbm-001.unread", "count", strconv.Itoa(lost))}
	case mended > 0:
		return stated{mark: otherForm, Message: message("rule.sbm-001.mended", "count", strconv.Itoa(mended))}
	}
	return stated{mark: has}
}

// soundRepairs are those that a valid document may need as well: another encoding, extensions and new fields that
// are not read, entries in several parts, fields given twice, faults of what it was wrapped in.
var soundRepairs = []string{
	"sbom-repaired-encoding", "sbom-repaired-left-out", "sbom-repaired-parts", "sbom-repaired-duplicate-key", "sbom-repaired-wrapped-twice",
}

// places is at how many places an issue was met.
func places(i *inventory.Issue) int {
	n, err := strconv.Atoi(i.Args["count"])
	if err != nil {
		return 1
	}
	return n
}
