// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"archive/zip"
	"io/fs"
	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
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
			key := inventory.PythonName(name) + "\x00" + version
			if old, ok := m[key]; !ok || at < old {
				m[key] = at
			}
		})
		return m
	})))
	return made.(once)()
}

// findUV looks into uv's cache, where wheels lie unpacked in folders with names of their own: what is in one, the folder
// NAME-VERSION.dist-info says.
func (c *Caches) findUV(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
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
	})[inventory.PythonName(u.Name)+"\x00"+u.Version]
	if at == "" {
		return nil, nil
	}
	wheel := wheelOf(path.Base(at))
	wheel.folder = path.Dir(at)
	return wheel, nil
}

// wheelOf says what is wanted of a wheel.
func wheelOf(info string) *found {
	skip, speaking := excerpt.Wheel(info)
	return &found{skip: skip, speaking: speaking}
}

var wheelName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$`)
})

// findPip looks into pip's cache: for the wheels that pip built, and for those it fetched. The latter lie under digests of addresses; which wheel one
// is, the list of its files tells.
func (c *Caches) findPip(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	at := c.index(root, func(add func(name, version, at string)) {
		walk := func(dir string, visit func(name string)) {
			left := maxIndexed
			// What cannot be read holds nothing that is found.
			fs.WalkDir(root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
				if left--; left < 0 {
					return fs.SkipAll
				}
				if err == nil && d.Type().IsRegular() {
					visit(name)
				}
				return nil
			})
		}
		walk("wheels", func(name string) {
			if m := wheelName().FindStringSubmatch(path.Base(name)); m != nil {
				add(m[1], m[2], name)
			}
		})
		fetched := func(name string) {
			if info := infoOf(root, name); info != "" {
				dist, version, _ := strings.Cut(info, "-")
				add(dist, version, name)
			}
		}
		walk("http-v2", func(name string) {
			if strings.HasSuffix(name, ".body") {
				fetched(name)
			}
		})
		walk("http", fetched) // before pip 23.3
	})[inventory.PythonName(u.Name)+"\x00"+u.Version]
	if at == "" {
		return nil, nil
	}
	info := infoOf(root, at)
	if info == "" {
		return nil, nil
	}
	if !strings.HasPrefix(at, "wheels/") { // else it was built here, and no lock file knows it
		if err := fits(root, at, w.Hashes); err != nil {
			return nil, err
		}
	}
	wheel := wheelOf(info + ".dist-info")
	wheel.zip = at
	return wheel, nil
}

// infoOf gives NAME-VERSION of a wheel, by its NAME-VERSION.dist-info; "" if the file is none.
func infoOf(root *os.Root, name string) string {
	f, err := regular(root, name)
	if err != nil {
		return ""
	}
	defer f.Close()
	content, err := fetched(f)
	if err != nil {
		return ""
	}
	z, err := zip.NewReader(content, content.Size())
	if err != nil {
		return ""
	}
	for _, e := range z.File {
		dir, file, _ := strings.Cut(e.Name, "/")
		if rest, ok := strings.CutSuffix(dir, ".dist-info"); ok && file == "METADATA" && excerpt.IsName(rest) && strings.Count(rest, "-") == 1 {
			return rest
		}
	}
	return ""
}
