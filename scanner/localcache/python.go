// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"

	packageurl "github.com/package-url/packageurl-go"
)

// maxIndexed bounds how many folders are looked through for an index.
const maxIndexed = 200_000

// index makes, once for each cache, a list of what it holds by name and version, where their places do not follow from these.
func (c *Caches) index(root *os.Root, list func(add func(name, version, at string))) map[string]string {
	type once func() map[string]string
	made, _ := c.indexes.LoadOrStore(root.Name(), once(sync.OnceValue(func() map[string]string {
		m := map[string]string{}
		list(func(name, version, at string) {
			key := pythonName(name) + "\x00" + version
			if old, ok := m[key]; !ok || at < old {
				m[key] = at
			}
		})
		return m
	})))
	return made.(once)()
}

// pythonName makes different spellings of a name one (packaging.python.org, "Name normalization").
func pythonName(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune("-_.", r) }), "-")
}

// findUV looks into uv's cache, where wheels lie unpacked in folders with names of their own: what is in one, the folder
// NAME-VERSION.dist-info says.
func (c *Caches) findUV(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	at := c.index(root, func(add func(name, version, at string)) {
		for _, archive := range folders(root, "archive-v0") {
			dir := path.Join("archive-v0", archive)
			for _, inner := range folders(root, dir) {
				rest, ok := strings.CutSuffix(inner, ".dist-info")
				if name, version, both := strings.Cut(rest, "-"); ok && both {
					add(name, version, dir+"/"+inner)
				}
			}
		}
	})[pythonName(u.Name)+"\x00"+u.Version]
	if at == "" {
		return nil, nil
	}
	wheel := wheelOf(path.Base(at))
	wheel.folder = path.Dir(at)
	return wheel, nil
}

// wheelOf says what is wanted of a wheel: what lies in its NAME-VERSION.dist-info, where its licences are (PEP 639: in a folder of it).
func wheelOf(info string) *found {
	return &found{
		skip:     func(name string) bool { return !strings.HasPrefix(name+"/", info+"/") },
		speaking: []string{info, info + "/licenses", info + "/license_files"},
	}
}

var wheelName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$`)
})

// findPip looks for the wheels that pip built and kept. What it fetched it keeps under digests of addresses, from which no package can be told.
func (c *Caches) findPip(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	at := c.index(root, func(add func(name, version, at string)) {
		left := maxIndexed
		// What cannot be read holds nothing that is found.
		fs.WalkDir(root.FS(), "wheels", func(name string, d fs.DirEntry, err error) error {
			if left--; left < 0 {
				return fs.SkipAll
			}
			if err != nil {
				return nil
			}
			if m := wheelName().FindStringSubmatch(path.Base(name)); m != nil && d.Type().IsRegular() {
				add(m[1], m[2], name)
			}
			return nil
		})
	})[pythonName(u.Name)+"\x00"+u.Version]
	if at == "" {
		return nil, nil
	}
	name, version, _ := strings.Cut(path.Base(at), "-")
	version, _, _ = strings.Cut(version, "-")
	wheel := wheelOf(name + "-" + version + ".dist-info")
	wheel.zip = at
	return wheel, nil
}
