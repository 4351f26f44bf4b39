// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"io"
	"lizenzlotse/scanner/excerpt"
	"os"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"
)

// findGo looks where the go command keeps modules (go.dev/ref/mod, "Module cache"): unpacked under path@version, and as they were fetched
// under cache/download, both with capital letters escaped. The digest that it took of the archive when it unpacked it is
// held against go.sum, as the go command does when it builds.
func (c *Caches) findGo(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name, escaped, version, ok := excerpt.GoModule(u, w.Name)
	if !ok {
		return nil, nil // no module has such a name
	}
	fetched := path.Join("cache/download", escaped, "@v", version)
	if w.Sum != "" {
		sum, err := small(root, fetched+".ziphash")
		switch {
		case err == nil && strings.TrimSpace(sum) != w.Sum:
			return nil, excerpt.ErrMismatch
		case err != nil && !os.IsNotExist(err):
			return nil, err
		}
	}
	at := &found{name: name + "@" + u.Version, skip: excerpt.GoUnbuilt}
	if _, err := root.Stat(fetched + ".mod"); err == nil { // also of modules of which no more was needed
		at.files = map[string]string{"go.mod": fetched + ".mod"}
	}
	if isFolder(root, escaped+"@"+version) {
		at.folder = escaped + "@" + version
		return at, nil
	}
	if _, err := root.Stat(fetched + ".zip"); err == nil {
		at.zip, at.strip = fetched+".zip", name+"@"+u.Version+"/"
	} else if at.files == nil {
		return nil, nil
	}
	return at, nil
}

func isFolder(root *os.Root, name string) bool {
	info, err := root.Stat(name)
	return err == nil && info.IsDir()
}

// small reads a file of few bytes.
func small(root *os.Root, name string) (string, error) {
	f, err := regular(root, name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 1<<12))
	return string(data), err
}
