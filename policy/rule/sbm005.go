// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm005 = Rule{
	ID: "SBM-005", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Werkzeug und Entstehung der Stückliste", "Tool and making of the bill of materials"),
		What: text(
			"Die Stückliste nennt das Werkzeug mit seiner Version, das sie erzeugt hat, und woraus sie entstand: etwa aus dem Quelltext, beim Bauen (build) oder durch Untersuchung des fertigen Programms.",
			"The bill of materials names the tool with its version that made it, and what it was made from: for example from source, at build time, or by analysing the finished program."),
		Why: text(
			"Was in einer Stückliste stehen kann, hängt davon ab, womit und woraus sie erzeugt wurde.",
			"What a bill of materials can say depends on how and from what it was made."),
		Fix: text(
			"Werkzeug, Version und Entstehung in die Kopfdaten eintragen (CycloneDX: metadata.tools und metadata.lifecycles; SPDX: Creator: Tool und CreatorComment).",
			"Enter tool, version and context in the head of the document (CycloneDX: metadata.tools and metadata.lifecycles; SPDX: Creator: Tool and CreatorComment)."),
		Sources:   []assessment.Source{cisa2026, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-005"),
}

func toolField(s *sbomCase, _ *facts.Requirement) stated {
	m := absent
	for _, t := range s.Document.Tools {
		if m = textField(t.Name); m == has {
			break
		}
	}
	return stated{mark: m}
}

func toolVersion(s *sbomCase, _ *facts.Requirement) stated {
	m := absent
	for _, t := range s.Document.Tools {
		switch textField(t.Version) {
		case has:
			return stated{mark: has}
		case unknownSaid:
			m = unknownSaid
		}
	}
	return stated{mark: m}
}

// contexts are the words for where the data of an SBOM come from (2026 Minimum Elements, Generation Context).
var contexts = []string{"design", "source", "build", "analyzed", "analysed", "deployed", "runtime"}

// generationContext asks for the stage of the software that the data are from. SPDX 2 has no field for it but a comment.
func generationContext(s *sbomCase, _ *facts.Requirement) stated {
	for _, l := range s.Document.Lifecycles {
		if textField(l) == has {
			return stated{mark: has}
		}
	}
	comment := strings.ToLower(s.Document.Comment)
	switch m := textField(comment); {
	case m != has:
		return stated{mark: m}
	case slices.ContainsFunc(contexts, func(word string) bool { return strings.Contains(comment, word) }):
		return stated{mark: has}
	}
	return stated{mark: contextUnclear}
}
