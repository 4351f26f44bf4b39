// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// settleRPMs lets the folders in which an RPM package has its licences and documents be places of the package: what lies there speaks for
// all of it. files are sorted by their path.
func settleRPMs(manifests []described, files []inventory.File) []described {
	for i := range manifests {
		m := &manifests[i]
		if path.Base(m.path) != source.RPMHeader || m.component.PURL == "" {
			continue
		}
		for _, around := range []string{"usr/share/licenses/", "usr/share/doc/"} {
			prefix := strings.TrimPrefix(m.dir+"/"+around, "./")
			at, _ := slices.BinarySearchFunc(files, prefix, func(f inventory.File, p string) int { return strings.Compare(f.Path, p) })
			last := ""
			for ; at < len(files) && strings.HasPrefix(files[at].Path, prefix); at++ {
				folder, _, below := strings.Cut(files[at].Path[len(prefix):], "/")
				if folder == last || !below || strings.HasSuffix(folder, "!") {
					continue
				}
				last = folder
				more := manifests[i]
				more.dir = prefix + folder
				c := more.component
				more.component = inventory.Component{ID: c.ID, PURL: c.PURL, Name: c.Name, Version: c.Version, Role: c.Role, Type: c.Type,
					Instances: []inventory.Instance{{Path: more.dir}}}
				manifests = append(manifests, more)
			}
		}
	}
	return manifests
}
