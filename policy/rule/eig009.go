// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
)

var eig009 = Rule{
	ID: "EIG-009", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Meldeweg für Schwachstellen und Zeichen der Pflege", "Own code: how to report vulnerabilities, and signs of maintenance"),
		What: text(
			"Im obersten Ordner liegt eine SECURITY.md. Dazu werden Dateien genannt, die auf Pflege hinweisen: Änderungsverzeichnis, Hinweise für Mitwirkende, Zuständige. Geprüft wird nur, dass es sie gibt. Wie oft etwas geändert und wie schnell geantwortet wird, sagen Dateien nicht.",
			"A SECURITY.md lies in the top folder. Files that point to maintenance are named with it: change log, notes for contributors, who is responsible. Only their presence is checked. Files do not tell how often something is changed or how fast anybody answers."),
		Why: text(
			"Wer eine Schwachstelle findet, muss wissen, wem er sie meldet. Das Badge-Programm von openCode verlangt die Datei in der ersten Stufe für Sicherheit; seine übrigen Merkmale misst die Plattform.",
			"Whoever finds a vulnerability must know whom to tell. openCode's badge programme asks for the file at its first level for security; the platform measures its other criteria."),
		Fix: text(
			"Eine SECURITY.md mit einem Weg für Meldungen in den obersten Ordner legen.",
			"Put a SECURITY.md with a way to report into the top folder."),
		Sources:   []assessment.Source{openCodeBadge},
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		if c.inner() || !c.Component.InTree() {
			return nil
		}
		security, elsewhere := "", ""
		var signs []string
		for _, f := range c.filesAround() {
			inside, ok := c.within(f.Path)
			if !ok || f.Size == 0 {
				continue
			}
			dir, base := path.Split(inside)
			name := strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
			switch {
			case name == "security" && isText(base) && dir == "":
				security = f.Path
			case name == "security" && isText(base) && slices.Contains(forgeFolders, dir):
				elsewhere = f.Path
			case (dir == "" || slices.Contains(forgeFolders, dir)) && slices.Contains(maintained, name) && (name == "codeowners" || isText(base)):
				signs = append(signs, inside)
			}
		}
		found := strings.Join(signs, ", ")
		switch {
		case security != "":
			return []Outcome{{Finding: Finding{State: Pass, Message: message("rule.eig-009.there", "file", security, "signs", found)}}}
		case elsewhere != "":
			return []Outcome{{Finding: fail("rule.eig-009.elsewhere", "file", elsewhere, "signs", found)}}
		}
		return []Outcome{{Finding: fail("rule.eig-009.missing", "signs", found)}}
	},
}

// forgeFolders are where hosting platforms look for such files besides the top folder.
var forgeFolders = []string{".github/", ".gitlab/", "docs/"}

// maintained are files that point to maintenance, in lower case and without their endings.
var maintained = []string{"changelog", "changes", "news", "history", "contributing", "code_of_conduct", "codeowners", "maintainers", "governance"}

// isText reports whether a file is one to be read, by its name.
func isText(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case "", ".md", ".txt", ".rst", ".adoc":
		return true
	}
	return false
}
