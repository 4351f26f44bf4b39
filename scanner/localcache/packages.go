// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"cmp"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

// findNPM looks into npm's cache, which has each archive under the digest of its content (npm's cacache). A package without a digest in
// its lock file is not found.
func (c *Caches) findNPM(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	for _, d := range excerpt.Digests {
		for _, h := range w.Hashes {
			value := strings.ToLower(h.Value)
			if raw, err := hex.DecodeString(value); !strings.EqualFold(h.Algorithm, d.Name) || err != nil || len(raw) != d.New().Size() {
				continue
			}
			name := path.Join("content-v2", strings.ToLower(d.Name), value[:2], value[2:4], value[4:])
			if err := fits(root, name, []inventory.Hash{h}); os.IsNotExist(err) {
				continue
			} else if err != nil {
				return nil, err
			}
			return &found{tgz: name, strip: "*"}, nil
		}
	}
	return nil, nil
}

// findCargo looks into Cargo's registries: the archive as it was fetched, which can be held against the lock file, else what was unpacked of one.
func (c *Caches) findCargo(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name := u.Name + "-" + u.Version
	if !excerpt.IsName(name) {
		return nil, nil
	}
	for _, registry := range folders(root, "cache") {
		crate := path.Join("cache", registry, name+".crate")
		err := fits(root, crate, w.Hashes)
		if err == nil {
			return &found{tgz: crate, strip: name + "/"}, nil
		}
		if !os.IsNotExist(err) {
			return nil, err
		}
	}
	return unpacked(root, "src", name)
}

// unpacked finds a package that lies unpacked under one of several sources.
func unpacked(root *os.Root, below, name string) (*found, error) {
	for _, source := range folders(root, below) {
		if dir := path.Join(below, source, name); isFolder(root, dir) {
			return &found{folder: dir}, nil
		}
	}
	return nil, nil
}

// folders lists those directly in one, sorted; none where it cannot be read.
func folders(root *os.Root, dir string) []string {
	list, err := fs.ReadDir(root.FS(), dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range list {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// findGem looks into a folder of RubyGems, where gems lie unpacked.
func (c *Caches) findGem(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name := u.Name + "-" + u.Version
	if p := u.Qualifiers.Map()["platform"]; p != "" && p != "ruby" {
		name += "-" + p
	}
	if dir := path.Join("gems", name); excerpt.IsName(name) && isFolder(root, dir) {
		return &found{folder: dir}, nil
	}
	return nil, nil
}

// findPub looks into the cache of Dart's pub.
func (c *Caches) findPub(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	if name := u.Name + "-" + u.Version; excerpt.IsName(name) {
		return unpacked(root, "hosted", name)
	}
	return nil, nil
}

// findNuGet looks into the folder of global packages, which names are in lower case in. It lies unpacked there.
func (c *Caches) findNuGet(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	name, version := strings.ToLower(u.Name), strings.ToLower(u.Version)
	if dir := path.Join(name, version); excerpt.IsName(name, version) && isFolder(root, dir) {
		return &found{folder: dir}, nil
	}
	return nil, nil
}

// findMaven looks into the local repository: the POM of the artifact with those it inherits from, and what of its jar is wanted.
func (c *Caches) findMaven(root *os.Root, u packageurl.PackageURL, w excerpt.Wanted) (*found, error) {
	pom, ok := excerpt.POM(u.Namespace, u.Name, u.Version)
	if !ok {
		return nil, nil
	}
	at := &found{name: u.Namespace + ":" + u.Name + ":" + u.Version}
	if _, err := root.Stat(pom); err == nil {
		at.files = map[string]string{"pom.xml": pom}
	}
	q := u.Qualifiers.Map()
	jar := strings.TrimSuffix(pom, ".pom")
	if excerpt.IsName(q["classifier"]) {
		jar += "-" + q["classifier"]
	}
	ending := cmp.Or(q["type"], "jar")
	if !excerpt.IsName(ending) {
		ending = "jar"
	}
	if jar += "." + ending; slices.Contains([]string{"jar", "war", "aar", "ear", "bundle"}, ending) {
		err := fits(root, jar, w.Hashes)
		switch {
		case err == nil:
			at.zip = jar
		case !os.IsNotExist(err):
			return nil, err
		}
	}
	if at.zip == "" && at.files == nil {
		return nil, nil
	}
	seen := map[string]bool{pom: true}
	for name := pom; len(seen) <= excerpt.MaxParents; {
		if name, ok = parentOf(root, name); !ok || seen[name] {
			break
		}
		if _, err := root.Stat(name); err != nil {
			break
		}
		seen[name] = true
		at.inherited = append(at.inherited, inherited{excerpt.POMName(name) + "/pom.xml", name})
	}
	return at, nil
}

// parentOf gives the POM that another one inherits from.
func parentOf(root *os.Root, pom string) (string, bool) {
	f, err := regular(root, pom)
	if err != nil {
		return "", false
	}
	defer f.Close()
	return excerpt.ParentPOM(f)
}
