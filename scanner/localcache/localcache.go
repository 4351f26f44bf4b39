// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package localcache finds packages in what the package managers of this machine keep of those they fetched, and reads of each
// the files that tell of its licence.
//
// It runs no package manager, writes nothing and asks nobody. What a package holds comes from strangers, as an input does: archives are
// read in memory and within limits, links are followed only within the cache, and what an archive calls its entries is never a
// path on the disk. Where a project's lock file has a digest that can be held against what lies there, a package that does not fit is not used.
package localcache

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// A Wanted is a package that is looked for.
type Wanted struct {
	PURL   string
	Name   string           // as its manifest spells it: purls of some types are in lower case
	Hashes []inventory.Hash // of the package as it is fetched, by the lock file; nil: it has none
	// Download is the address that the lock file names for it; "" without.
	Download string
	Sum      string // of a Go module, by go.sum: "h1:…"; "" without
	// Keep tells by its path in the package whether a file is to be read.
	Keep func(path string) bool
}

// A Package is what was read of one.
type Package struct {
	Origin string // the cache: one of [inventory.LocalCaches]
	// Name begins the paths of its files: "go-module-cache:example.org/x@v1.2.3".
	Name  string
	Files []File // sorted by path
	// Folders are those whose licence files and manifest speak for the package as a whole.
	Folders []string
	// Inherited are manifests that its own one names as those it completes, the nearest first. They lie in other packages.
	Inherited []File
}

// A File is one of a package.
type File struct {
	Path string // with the name of its package, and slashes
	Data []byte
}

// Caches are those of this machine. They may be asked from several goroutines at once.
type Caches struct {
	homes func(ecosystem string) []string // absolute folders

	mu    sync.Mutex
	roots map[string]*os.Root // nil: there is no such folder

	indexes sync.Map // see [Caches.index]
}

// Open looks at the environment and the user's settings for where the caches are. The Caches must be closed.
func Open() *Caches {
	return &Caches{homes: homes, roots: map[string]*os.Root{}}
}

// Close gives back what is held open. A nil Caches is closed.
func (c *Caches) Close() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range c.roots {
		if r != nil {
			r.Close()
		}
	}
	c.roots = map[string]*os.Root{}
}

// A finder looks for a package in one cache.
type finder struct {
	origin string
	find   func(*Caches, *os.Root, packageurl.PackageURL, Wanted) (*found, error)
}

// finders are those of each type of purl, in the order in which they are asked.
var finders = map[string][]finder{
	packageurl.TypeGolang:   {{"go-module-cache", (*Caches).findGo}},
	packageurl.TypeNPM:      {{"npm-cache", (*Caches).findNPM}, {"yarn-cache", (*Caches).findYarn}, {"berry-cache", (*Caches).findBerry}, {"bun-cache", (*Caches).findBun}},
	packageurl.TypeComposer: {{"composer-cache", (*Caches).findComposer}},
	packageurl.TypeCargo:    {{"cargo-registry", (*Caches).findCargo}},
	packageurl.TypeMaven:    {{"maven-repository", (*Caches).findMaven}},
	packageurl.TypeNuget:    {{"nuget-packages", (*Caches).findNuGet}},
	packageurl.TypeGem:      {{"gem-dir", (*Caches).findGem}},
	packageurl.TypePub:      {{"pub-cache", (*Caches).findPub}},
	packageurl.TypePyPi:     {{"uv-cache", (*Caches).findUV}, {"pip-cache", (*Caches).findPip}},
}

// found is where a package lies, and how it is read.
type found struct {
	name      string                 // of the package
	files     map[string]string      // single files: the path in the package, and in the cache
	folder    string                 // of the package's files
	skip      func(path string) bool // which paths in the folder or archive are none of the product's
	zip, tgz  string                 // an archive of them
	strip     string                 // what paths in the archive begin with; "*" is any one folder
	speaking  []string               // folders in the package beside its own whose licence files speak for all of it
	inherited []inherited            // manifests elsewhere in the cache, the nearest first
}

// inherited is a manifest of another package: its path with that one's name, and in the cache.
type inherited struct{ name, at string }

// errMismatch is wrapped by errors of packages that are other than the lock file has them.
var errMismatch = errors.New("does not fit the digest of the lock file")

// Find looks for a package. It is nil where no cache has it, which is no issue. The issues are notes: what the package
// manager keeps is no part of the input.
func (c *Caches) Find(w Wanted) (*Package, []inventory.Issue) {
	u, err := packageurl.FromString(w.PURL)
	if err != nil || u.Version == "" {
		return nil, nil
	}
	var issues []inventory.Issue
	for _, f := range finders[u.Type] {
		for _, home := range c.homes(f.origin) {
			root := c.open(home)
			if root == nil {
				continue
			}
			p, err := c.read(root, f, u, w)
			switch {
			case err == nil && p != nil:
				return p, issues
			case err == nil || errors.Is(err, fs.ErrNotExist):
			case errors.Is(err, errMismatch):
				issues = append(issues, issue("cache-mismatch", f.origin, w, nil))
			default:
				issues = append(issues, issue("cache-unreadable", f.origin, w, err))
			}
		}
	}
	return nil, issues
}

func issue(code, origin string, w Wanted, err error) inventory.Issue {
	i := inventory.Issue{Code: code, Path: origin + ":" + inventory.Clip(w.PURL, inventory.MaxQuote), Effect: inventory.Note}
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) { // not where on this machine
			err = p.Err
		}
		i.Args = inventory.Args{"detail": inventory.Clip(err.Error(), inventory.MaxQuote)}
	}
	return i
}

// open gives a folder within which alone paths lead, also by links.
func (c *Caches) open(home string) *os.Root {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.roots[home]
	if !ok {
		r, _ = os.OpenRoot(home)
		c.roots[home] = r
	}
	return r
}

func (c *Caches) read(root *os.Root, f finder, u packageurl.PackageURL, w Wanted) (p *Package, err error) {
	defer func() { // a fault of a library loses this package only
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("reading it failed: %v", r)
		}
	}()
	at, err := f.find(c, root, u, w)
	if at == nil || err != nil {
		return nil, err
	}
	p = &Package{Origin: f.origin, Name: f.origin + ":" + cmp.Or(at.name, nameOf(u))}
	r := reader{root: root, skip: at.skip, wanted: func(path string) bool {
		return (at.skip == nil || !at.skip(path)) && w.Keep(path)
	}, strip: at.strip, prefix: p.Name + "/"}
	for _, name := range sorted(at.files) {
		if err := r.file(at.files[name], name); err != nil {
			return nil, err
		}
	}
	if at.folder != "" {
		err = r.folder(at.folder, "", 0)
	}
	if err == nil && at.zip != "" {
		err = r.zip(at.zip)
	}
	if err == nil && at.tgz != "" {
		err = r.tgz(at.tgz)
	}
	if err != nil {
		return nil, err
	}
	p.Files = r.files
	p.Folders = []string{p.Name}
	for _, dir := range at.speaking {
		p.Folders = append(p.Folders, p.Name+"/"+plain(dir))
	}
	slices.SortStableFunc(p.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	p.Files = slices.CompactFunc(p.Files, func(a, b File) bool { return a.Path == b.Path })
	r.files, r.prefix = nil, f.origin+":"
	for _, m := range at.inherited {
		if err := r.file(m.at, m.name); err != nil {
			return nil, err
		}
	}
	p.Inherited = r.files
	return p, nil
}

// nameOf is how a package is called in paths: without what a purl escapes.
func nameOf(u packageurl.PackageURL) string {
	name := u.Name
	if u.Namespace != "" {
		name = u.Namespace + "/" + name
	}
	return plain(name) + "@" + plain(u.Version)
}

// plain keeps a name that strangers chose from being more than a name in a path.
func plain(name string) string {
	return inventory.Clip(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\\' || r == '!' {
			return '_'
		}
		return r
	}, name), 1024)
}
