// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"bytes"
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
	"lizenzlotse/scanner/source"
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

// isRecord reports whether a file is the RECORD of a Python package (packaging.python.org, "Recording installed projects"): in each line
// the path of a file, its digest and its size, the last two empty of the list itself. With any other line it is none.
func isRecord(e *source.Entry) bool {
	if path.Base(e.Path) != "RECORD" || !isMetadata(path.Dir(e.Path)) || len(e.Data) == 0 {
		return false
	}
	for line := range bytes.Lines(e.Data) {
		line = bytes.TrimRight(line, "\r\n")
		i := bytes.LastIndexByte(line, ',')
		if i < 0 || bytes.ContainsFunc(line[i+1:], func(r rune) bool { return r < '0' || r > '9' }) {
			return false
		}
		name, digest := line[:i], []byte(nil)
		if i = bytes.LastIndexByte(name, ','); i < 0 {
			return false
		}
		name, digest = name[:i], name[i+1:]
		algorithm, _, found := bytes.Cut(digest, []byte("="))
		if len(name) == 0 || len(digest) > 0 && (!found || !bytes.HasPrefix(algorithm, []byte("sha")) && string(algorithm) != "md5" || bytes.ContainsAny(digest, " \t")) {
			return false
		}
	}
	return true
}

func isMetadata(dir string) bool {
	return strings.HasSuffix(dir, ".dist-info") || strings.HasSuffix(dir, ".egg-info")
}
