// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var eig007 = Rule{
	ID: "EIG-007", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Lizenz und Urheber je Datei (REUSE)", "Own code: licence and copyright of every file (REUSE)"),
		What: text(
			"Jede Datei des eigenen Codes sagt nach dem Verfahren REUSE, unter welcher Lizenz sie steht und wer das Urheberrecht hält: in der Datei, in einer Datei daneben (.license) oder in REUSE.toml. Die Texte dieser Lizenzen liegen im Ordner LICENSES. Nicht mitgezählt werden leere Dateien und Dateien, die der Lizenzierung selbst dienen. Andere Anforderungen von REUSE werden hier nicht geprüft.",
			"Every file of own code says by the REUSE method under which licence it is and who holds the copyright: in the file, in a file beside it (.license) or in REUSE.toml. The texts of these licences lie in the folder LICENSES. Empty files and files that serve licensing itself are not counted. Other requirements of REUSE are not checked here."),
		Why: text(
			"Dateien werden einzeln weitergegeben und übernommen; dann geht eine Angabe im obersten Ordner verloren. openCode empfiehlt REUSE für eigene Inhalte.",
			"Files are passed on and taken over one by one; a statement in the top folder is lost then. openCode recommends REUSE for own content."),
		Fix: text(
			"Die Angaben ergänzen, für ganze Ordner in REUSE.toml.",
			"Add the statements, for whole folders in REUSE.toml."),
		Sources:   []assessment.Source{openCodeContent, reuseSpec},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		if !c.Component.InTree() {
			return nil
		}
		var files, stating int
		var missing []inventory.Evidence
		used := map[string]bool{}
		// A statement about everything speaks for the files that say something themselves too, and is not kept at these.
		all := slices.ContainsFunc(c.Component.Claims, func(claim inventory.Claim) bool {
			return claim.Kind == inventory.Declared && !claim.Partial && (path.Base(claim.Origin) == "REUSE.toml" || path.Base(claim.Origin) == "dep5")
		})
		for _, f := range c.ownFiles() {
			inside, ok := c.within(f.Path)
			if !ok || f.Size == 0 || !inventory.CoveredByREUSE(inside) {
				continue
			}
			files++
			licensed := false
			for _, x := range f.Findings {
				if x.Kind == inventory.FoundTag || x.Kind == inventory.FoundAnnotation || x.Kind == inventory.FoundManifest || all {
					licensed = true
				}
				if x.Kind == inventory.FoundTag || x.Kind == inventory.FoundAnnotation {
					for _, a := range spdx.Atoms(x.Expression) {
						used[a.String()] = true
					}
				}
			}
			if licensed && len(f.Copyrights) > 0 {
				stating++
			} else if len(missing) < maxEvidence {
				missing = append(missing, inventory.Evidence{Path: f.Path})
			}
		}
		if files == 0 {
			return nil
		}
		args := []string{"count", strconv.Itoa(stating), "of", strconv.Itoa(files), "percent", strconv.Itoa(stating * 100 / files)}
		list := []Outcome{{Finding: Finding{State: Pass, Message: message("rule.eig-007.all", args...)}}}
		if stating < files {
			list[0] = Outcome{Finding: fail("rule.eig-007.share", args...), Evidence: missing}
		}
		if lacking := c.withoutText(used); len(lacking) > 0 {
			list = append(list, Outcome{Finding: fail("rule.eig-007.texts", "licences", strings.Join(lacking, ", ")), About: "texts"})
		}
		return list
	},
}

// withoutText are the licences and exceptions among those given that have no file in the folder LICENSES of the
// component, or of the own code round it.
func (c *Case) withoutText(used map[string]bool) []string {
	there := map[string]bool{}
	for _, list := range c.World.files {
		for _, f := range list {
			if inLicenses(f.Path) {
				name := path.Base(f.Path)
				there[strings.TrimSuffix(name, path.Ext(name))] = true
				there[name] = true
			}
		}
	}
	lacking := map[string]bool{}
	for s := range used {
		e, err := spdx.ParseText(s)
		if err != nil {
			continue
		}
		var ids []string
		switch a := e.(type) {
		case spdx.License:
			ids = []string{a.ID}
		case spdx.With:
			ids = []string{a.License.ID, a.Exception.ID}
		}
		for _, id := range ids {
			if !there[id] && !strings.HasPrefix(id, unknownPrefix) {
				lacking[id] = true
			}
		}
	}
	return sortedKeys(lacking)
}

func sortedKeys(set map[string]bool) []string {
	var list []string
	for k := range set {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
