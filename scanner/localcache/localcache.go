// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package localcache finds packages in what the package managers of this machine keep of those they fetched, and reads of each
// the files that tell of its licence.
//
// It runs no package manager, writes nothing and asks nobody. Links are followed only within the cache. Where a project's lock file has a digest that can be held against what lies there, a package that does not fit is not used.
package localcache

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

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
	find   func(*Caches, *os.Root, packageurl.PackageURL, excerpt.Wanted) (*found, error)
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

// Find looks for a package. It is nil where no cache has it, which is no issue. The issues are notes: what the package
// manager keeps is no part of the input.
func (c *Caches) Find(w excerpt.Wanted) (*excerpt.Package, []inventory.Issue) {
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
			case errors.Is(err, excerpt.ErrMismatch):
				issues = append(issues, issue("cache-mismatch", f.origin, w, nil))
			default:
				issues = append(issues, issue("cache-unreadable", f.origin, w, err))
			}
		}
	}
	return nil, issues
}

func issue(code, origin string, w excerpt.Wanted, err error) inventory.Issue {
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

func (c *Caches) read(root *os.Root, f finder, u packageurl.PackageURL, w excerpt.Wanted) (p *excerpt.Package, err error) {
	defer func() { // a fault of a library loses this package only
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("reading it failed: %v", r)
		}
	}()
	at, err := f.find(c, root, u, w)
	if at == nil || err != nil {
		return nil, err
	}
	name := f.origin + ":" + cmp.Or(at.name, excerpt.NameOf(u))
	r := reader{root: root, skip: at.skip, Reader: excerpt.Reader{Wanted: func(path string) bool {
		return (at.skip == nil || !at.skip(path)) && w.Keep(path)
	}, Strip: at.strip, Prefix: name + "/"}}
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
	p = r.Make(f.origin, name, at.speaking...)
	r.Files, r.Prefix = nil, f.origin+":"
	for _, m := range at.inherited {
		if err := r.file(m.at, m.name); err != nil {
			return nil, err
		}
	}
	p.Inherited = r.Files
	return p, nil
}
