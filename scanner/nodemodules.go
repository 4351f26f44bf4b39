// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/manifest"
)

// settleNodePackages splits off each package.json that lies deeper in an installed package: npm installs what lies directly in a
// folder node_modules (docs of npm, "folders"), so the others are about parts of that package, as its tests' fixtures or a folder
// dist/esm that says which module system it is for.
func settleNodePackages(manifests []described) (packages, parts []described) {
	order := slices.IndexFunc(manifest.Readers, func(r manifest.Reader) bool { return r.Name == "package.json" })
	for _, m := range manifests {
		if m.order == order && inNodePackage(m.dir) {
			parts = append(parts, m)
		} else {
			packages = append(packages, m)
		}
	}
	return packages, parts
}

// ofParts are the licences that manifests declare of parts of the component they lie in.
func (t *tree) ofParts(parts []described) []componentClaim {
	var claims []componentClaim
	for _, m := range parts {
		at := t.At(m.dir)
		if at < 0 {
			continue
		}
		for _, claim := range m.component.Claims {
			claim.Partial = true
			claims = append(claims, componentClaim{t.List[at].Component.ID, ofFile, claim})
		}
	}
	return claims
}

// inNodePackage reports whether a folder lies within a package of a folder node_modules.
func inNodePackage(dir string) bool {
	const folder = "node_modules/"
	i := strings.LastIndex("/"+dir, "/"+folder)
	if i < 0 {
		return false
	}
	deepest := 0
	name := dir[i+len(folder):]
	if strings.HasPrefix(name, "@") {
		deepest = 1
	}
	return strings.Count(name, "/") > deepest
}
