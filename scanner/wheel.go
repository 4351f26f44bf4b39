// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
)

// settleWheels lets the metadata of a Python package describe what they belong to. In a wheel, which holds one package, and in
// a source tree, where tools leave them beside what they made them of, that is the folder round them; where packages are
// installed, it is their own folder and the one beside it that has the package's name. files are sorted by their path.
func settleWheels(manifests []described, files []inventory.File) []described {
	count := map[string]int{}
	for _, m := range manifests {
		if isMetadata(m.dir) {
			count[path.Dir(m.dir)]++
		}
	}
	for i := range manifests {
		m := &manifests[i]
		if !isMetadata(m.dir) {
			continue
		}
		around := path.Dir(m.dir)
		if base := path.Base(around); count[around] == 1 && base != "site-packages" && base != "dist-packages" && m.component.Role != inventory.ThirdParty {
			if m.component.ID == "file:"+m.dir {
				m.component.ID = "file:" + around
			}
			m.dir = around
			m.component.Instances = []inventory.Instance{{Path: around}}
			continue
		}
		name, _, _ := strings.Cut(path.Base(m.dir), "-")
		for _, folder := range []string{name, strings.ToLower(name)} {
			if folder = path.Join(around, folder); places.HasFolder(files, folder) && m.component.PURL != "" {
				more := *m
				more.dir = folder
				more.component = inventory.Component{ID: m.component.ID, PURL: m.component.PURL, Name: m.component.Name, Version: m.component.Version,
					Role: m.component.Role, Type: m.component.Type, Instances: []inventory.Instance{{Path: folder}}}
				manifests = append(manifests, more)
				break
			}
		}
	}
	return manifests
}

func isMetadata(dir string) bool {
	return strings.HasSuffix(dir, ".dist-info") || strings.HasSuffix(dir, ".egg-info")
}
