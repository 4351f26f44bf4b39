// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"cmp"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/xml"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// digests are the algorithms that lock files have, the strongest first.
var digests = []struct {
	name string
	new  func() hash.Hash
}{{"SHA512", sha512.New}, {"SHA384", sha512.New384}, {"SHA256", sha256.New}, {"SHA1", sha1.New}}

// fits holds a file against the digests that lock files have of the package, of the strongest algorithm: of several, as where it is built for several
// machines, one must be the file's. A package without any fits.
func fits(root *os.Root, name string, hashes []inventory.Hash) error {
	f, err := regular(root, name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, d := range digests {
		named := false
		sum := ""
		for _, h := range hashes {
			if !strings.EqualFold(h.Algorithm, d.name) {
				continue
			}
			if !named {
				named = true
				of := d.new()
				if _, err := io.Copy(of, f); err != nil {
					return err
				}
				sum = hex.EncodeToString(of.Sum(nil))
			}
			if strings.EqualFold(sum, h.Value) {
				return nil
			}
		}
		if named {
			return errMismatch
		}
	}
	return nil
}

// findNPM looks into npm's cache, which has each archive under the digest of its content (npm's cacache). A package without a digest in
// its lock file is not found.
func (c *Caches) findNPM(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	for _, d := range digests {
		for _, h := range w.Hashes {
			value := strings.ToLower(h.Value)
			if raw, err := hex.DecodeString(value); !strings.EqualFold(h.Algorithm, d.name) || err != nil || len(raw) != d.new().Size() {
				continue
			}
			name := path.Join("content-v2", strings.ToLower(d.name), value[:2], value[2:4], value[4:])
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

// isName reports whether a name that strangers chose is one of a file, and no way to another.
func isName(names ...string) bool {
	for _, n := range names {
		if n == "" || n == "." || n == ".." || strings.ContainsAny(n, "/\\\x00:") {
			return false
		}
	}
	return true
}

// findCargo looks into Cargo's registries: the archive as it was fetched, which can be held against the lock file, else what was unpacked of one.
func (c *Caches) findCargo(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	name := u.Name + "-" + u.Version
	if !isName(name) {
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
func (c *Caches) findGem(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	name := u.Name + "-" + u.Version
	if p := u.Qualifiers.Map()["platform"]; p != "" && p != "ruby" {
		name += "-" + p
	}
	if dir := path.Join("gems", name); isName(name) && isFolder(root, dir) {
		return &found{folder: dir}, nil
	}
	return nil, nil
}

// findPub looks into the cache of Dart's pub.
func (c *Caches) findPub(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	if name := u.Name + "-" + u.Version; isName(name) {
		return unpacked(root, "hosted", name)
	}
	return nil, nil
}

// findNuGet looks into the folder of global packages, which names are in lower case in. It lies unpacked there.
func (c *Caches) findNuGet(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	name, version := strings.ToLower(u.Name), strings.ToLower(u.Version)
	if dir := path.Join(name, version); isName(name, version) && isFolder(root, dir) {
		return &found{folder: dir}, nil
	}
	return nil, nil
}

// maxParents bounds how many POMs a POM inherits from.
const maxParents = 16

// findMaven looks into the local repository: the POM of the artifact with those it inherits from, and what of its jar is wanted.
func (c *Caches) findMaven(root *os.Root, u packageurl.PackageURL, w Wanted) (*found, error) {
	pom, ok := pomOf(u.Namespace, u.Name, u.Version)
	if !ok {
		return nil, nil
	}
	at := &found{name: u.Namespace + ":" + u.Name + ":" + u.Version}
	if _, err := root.Stat(pom); err == nil {
		at.files = map[string]string{"pom.xml": pom}
	}
	q := u.Qualifiers.Map()
	jar := strings.TrimSuffix(pom, ".pom")
	if isName(q["classifier"]) {
		jar += "-" + q["classifier"]
	}
	ending := cmp.Or(q["type"], "jar")
	if !isName(ending) {
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
	for name := pom; len(seen) <= maxParents; {
		if name, ok = parentOf(root, name); !ok || seen[name] {
			break
		}
		if _, err := root.Stat(name); err != nil {
			break
		}
		seen[name] = true
		dir := path.Dir(name)
		at.inherited = append(at.inherited, inherited{
			strings.ReplaceAll(path.Dir(path.Dir(dir)), "/", ".") + ":" + path.Base(path.Dir(dir)) + ":" + path.Base(dir) + "/pom.xml", name})
	}
	return at, nil
}

func pomOf(group, artifact, version string) (string, bool) {
	parts := strings.Split(group, ".")
	if !isName(append(parts, artifact, version)...) {
		return "", false
	}
	return path.Join(path.Join(parts...), artifact, version, artifact+"-"+version+".pom"), true
}

// parentOf gives the POM that another one inherits from.
func parentOf(root *os.Root, pom string) (string, bool) {
	f, err := regular(root, pom)
	if err != nil {
		return "", false
	}
	defer f.Close()
	var p struct {
		Parent struct {
			Group    string `xml:"groupId"`
			Artifact string `xml:"artifactId"`
			Version  string `xml:"version"`
		} `xml:"parent"`
	}
	if xml.NewDecoder(io.LimitReader(f, maxFile)).Decode(&p) != nil {
		return "", false
	}
	return pomOf(strings.TrimSpace(p.Parent.Group), strings.TrimSpace(p.Parent.Artifact), strings.TrimSpace(p.Parent.Version))
}
