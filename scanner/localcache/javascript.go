// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"crypto/sha1"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/excerpt"
)

// npmName is the name of a package as npm has it, and the one with which yarn begins the name of a file or folder: "@a/b" and "@a-b".
func npmName(u packageurl.PackageURL) (name, file string, ok bool) {
	if u.Namespace == "" {
		return u.Name, u.Name, excerpt.IsName(u.Name, u.Version)
	}
	return u.Namespace + "/" + u.Name, u.Namespace + "-" + u.Name, excerpt.IsName(u.Namespace, u.Name, u.Version)
}

// named gives the entry of a folder that yarn names after a package and its version, with digests behind them; "" without one. A version may itself
// go on behind a hyphen, so the digests are told by their form.
func (c *Caches) named(root *os.Root, name string) string {
	return c.index(root, func(add func(name, version, at string)) {
		entries, err := fs.ReadDir(root.FS(), ".")
		if err != nil {
			return
		}
		for _, e := range entries {
			before, digest := cutLast(strings.TrimSuffix(e.Name(), "-integrity"))
			if file, zipped := strings.CutSuffix(e.Name(), ".zip"); zipped {
				before, _ = cutLast(file)
				before, digest = cutLast(before)
				if len(digest) != 10 {
					continue
				}
			} else if len(digest) != 40 {
				continue
			}
			if strings.Trim(digest, "0123456789abcdef") == "" {
				add("", before, e.Name())
			}
		}
	})["\x00"+name]
}

// cutLast divides a name at its last hyphen.
func cutLast(name string) (before, after string) {
	i := strings.LastIndexByte(name, '-')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
}

// findYarn looks into the cache of yarn 1, in which packages lie unpacked: npm-NAME-VERSION-DIGEST/node_modules/NAME.
func (c *Caches) findYarn(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name, file, ok := npmName(u)
	if !ok {
		return nil, nil
	}
	if at := c.named(root, "npm-"+file+"-"+u.Version); at != "" {
		if dir := path.Join(at, "node_modules", name); isFolder(root, dir) {
			return &found{folder: dir}, nil
		}
	}
	return nil, nil
}

// findBerry looks into the cache of later versions of yarn, which has a ZIP file for each package: NAME-npm-VERSION-DIGEST.zip, with
// node_modules/NAME in it.
func (c *Caches) findBerry(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name, file, ok := npmName(u)
	if !ok {
		return nil, nil
	}
	if at := c.named(root, file+"-npm-"+u.Version); at != "" {
		return &found{zip: at, strip: "node_modules/" + name + "/"}, nil
	}
	return nil, nil
}

// findBun looks into bun's cache, in which packages lie unpacked: NAME@VERSION, with the name of the cache's own format behind it.
func (c *Caches) findBun(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name, _, ok := npmName(u)
	if !ok {
		return nil, nil
	}
	for _, end := range []string{"@@@1", ""} {
		if dir := name + "@" + u.Version + end; isFolder(root, dir) {
			return &found{folder: dir}, nil
		}
	}
	return nil, nil
}

// findComposer looks into Composer's cache, which has each archive under the digest of the address that it was fetched from.
func (c *Caches) findComposer(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	if w.Download == "" || !excerpt.IsName(u.Namespace, u.Name) {
		return nil, nil
	}
	sum := sha1.Sum([]byte(w.Download))
	zip := path.Join(u.Namespace, u.Name, hex.EncodeToString(sum[:])+".zip")
	if err := fits(root, zip, w.Hashes); os.IsNotExist(err) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return &found{zip: zip, strip: "*"}, nil
}
