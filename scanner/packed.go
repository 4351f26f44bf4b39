// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"
	"strings"
)

// settlePacked lets the metadata of a gem or of a package of Debian, which lie packed in it, describe the package, and so what
// else in it speaks of the package as a whole: a gemspec of its name, and the copyright file that Debian demands of each.
func settlePacked(manifests []described, copyrightFiles []annotations) {
	names := map[string]int{} // index of the description, by the folder of the package
	for i := range manifests {
		m := &manifests[i]
		if base := path.Base(m.dir); base != "metadata.gz!" && !strings.HasPrefix(base, "control.tar") || !strings.HasSuffix(base, "!") {
			continue
		}
		m.about(path.Dir(m.dir))
		names[m.dir] = i
	}
	for i := range manifests {
		m := &manifests[i]
		if path.Base(m.dir) != "data.tar.gz!" {
			continue
		}
		if n, ok := names[path.Dir(m.dir)]; ok && strings.HasPrefix(manifests[n].component.PURL, "pkg:gem/") && strings.HasPrefix(m.component.PURL, "pkg:gem/") &&
			m.component.Name == manifests[n].component.Name {
			m.about(path.Dir(m.dir))
		}
	}
	for _, p := range copyrightFiles {
		data, doc, ok := insideDeb(p.path)
		if !ok {
			continue
		}
		n, ok := names[path.Dir(data)]
		if !ok || manifests[n].component.Name != path.Base(doc) {
			continue
		}
		c := &manifests[n].component
		c.Claims = append(c.Claims, claimsOf(p)...)
	}
}

// insideDeb divides the path of a copyright file into that of the tar it lies in and that of its folder there.
func insideDeb(p string) (data, doc string, ok bool) {
	i := strings.LastIndex(p, "!/")
	if i < 0 || path.Base(p) != "copyright" {
		return "", "", false
	}
	data, doc = p[:i+1], path.Dir(p[i+2:])
	return data, doc, strings.HasPrefix(path.Base(data), "data.tar") && path.Dir(doc) == "usr/share/doc"
}
