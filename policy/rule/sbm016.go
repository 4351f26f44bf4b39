// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm016 = Rule{
	ID: "SBM-016", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Dateiname und Art der Datei", "File name and kind of file"),
		What: text(
			"Für jede Komponente ist der Name ihrer Datei ohne Pfad angegeben und ob sie ausführbar ist, ein Archiv ist und ob ihr Inhalt gegliedert (structured) ist.",
			"For every component the name of its file without a path is stated, and whether it is executable, an archive, and structured."),
		Why: text(
			"Damit lässt sich eine gelieferte Datei ihrer Komponente zuordnen und erkennen, ob noch etwas darin steckt.",
			"With it a file delivered can be matched to its component, and one sees whether there is more inside."),
		Fix: text(
			"Bei CycloneDX die Eigenschaften „bsi:component:filename“, „…:executable“, „…:archive“ und „…:structured“ eintragen, bei SPDX 3 Name und Zweck der Datei.",
			"With CycloneDX enter the properties bsi:component:filename, …:executable, …:archive and …:structured, with SPDX 3 name and purpose of the file."),
		Sources:   []assessment.Source{bsi("3.2.1, 5.2.2")},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-016"),
}

func filenameField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	if e.Entry.Deployable == nil {
		return absent
	}
	m := textField(e.Entry.Deployable.Filename)
	if m == has && strings.ContainsAny(e.Entry.Deployable.Filename, `/\`) {
		return wrong
	}
	return m
}

func executableField(s *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return s.property(e, func(a *inventory.Artifact) string { return a.Executable }, true, "executable", "non-executable")
}

func archiveField(s *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return s.property(e, func(a *inventory.Artifact) string { return a.Archive }, true, "archive", "no archive")
}

func structuredField(s *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return s.property(e, func(a *inventory.Artifact) string { return a.Structured }, false, "structured", "unstructured")
}

// property asks for one of two words. Where SPDX 3 has a word for one of them only (silent), a file that lacks
// it may be the other: the reader takes it as that where the document says that it follows the guideline.
func (s *sbomCase) property(e *sbomEntry, of func(*inventory.Artifact) string, silent bool, words ...string) mark {
	if e.Entry.Deployable == nil {
		return absent
	}
	value := strings.TrimSpace(of(e.Entry.Deployable))
	switch {
	case value == "" && silent && s.Document.Format == "spdx3-json" && e.Entry.Deployable.Filename != "":
		return bySilence
	case value == "":
		return absent
	case !slices.Contains(words, value):
		return wrong
	}
	return has
}
