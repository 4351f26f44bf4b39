// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// relateModules says which module needs which, by their own go.mod files: of each that one requires, a project uses the version that its
// own go.mod says (go.dev/ref/mod, "Minimal version selection").
func relateModules(v *inventory.Inventory, needs map[string][]manifest.GoRequirement) {
	if len(needs) == 0 {
		return
	}
	selected := map[string]map[string]string{} // folder, module, ID
	folderOf := map[string]string{}            // by document
	for _, d := range v.Documents {
		if d.Format == manifest.GoMod || d.Format == manifest.GoSum {
			folderOf[d.ID] = path.Dir(d.ID)
			selected[path.Dir(d.ID)] = map[string]string{}
		}
	}
	reached := map[string]bool{}
	for _, r := range v.Relations {
		reached[r.To] = true
	}
	for i := range v.Components {
		for _, at := range v.Components[i].Instances {
			if modules := selected[folderOf[at.Document]]; modules != nil {
				modules[at.Ref] = v.Components[i].ID
			}
		}
	}
	seen := map[[2]string]bool{}
	relate := func(indirect bool, wanted func(id string) bool) {
		for i := range v.Components {
			from := v.Components[i].ID
			for _, at := range v.Components[i].Instances {
				for _, r := range needs[from] {
					to, ok := selected[folderOf[at.Document]][r.Module]
					if pair := [2]string{from, to}; ok && to != from && r.Indirect == indirect && wanted(to) && !seen[pair] {
						seen[pair] = true
						v.Relations = append(v.Relations, inventory.Relation{From: from, To: to, Kind: inventory.DependsOn, Evidence: []inventory.Evidence{r.Evidence}})
					}
				}
			}
		}
	}
	relate(false, func(string) bool { return true })
	for _, r := range v.Relations {
		reached[r.To] = true
	}
	// What none of them imports by itself, as far as their files tell, is needed by one whose go.mod names it nevertheless.
	relate(true, func(id string) bool { return !reached[id] })
}
