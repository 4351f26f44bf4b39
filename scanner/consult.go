// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/localcache"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/places"
	"lizenzlotse/scanner/source"
)

// consulted is what the package of one component says.
type consulted struct {
	says    inventory.Component // with what merge takes
	needs   []manifest.GoRequirement
	issues  []inventory.Issue
	lookups []inventory.Lookup
}

// consult looks for the packages of components that are only named, in what the package managers of this machine keep, and, for
// those of which that leaves the licence open, at registries; each where the options want it. The same detection as for files of the input makes claims
// of what is found. The error is the context's.
func (c *collector) consult(ctx context.Context, v *inventory.Inventory, o Options) error {
	needs := map[string][]manifest.GoRequirement{}
	if o.LocalCaches {
		caches := localcache.Open()
		c.each(ctx, v, onlyNamed(v), runtime.GOMAXPROCS(0), needs, func(x *inventory.Component) consulted {
			return c.fromCaches(caches, x)
		})
		caches.Close()
	}
	if o.Lookup != nil && ctx.Err() == nil {
		c.inquire(ctx, v, o, needs)
	}
	if ctx.Err() != nil {
		v.Issues = append(v.Issues, inventory.Issue{Code: inventory.IssueInterrupted, Effect: inventory.Unread,
			Args: inventory.Args{"files": strconv.Itoa(len(v.Files))}})
	}
	relateModules(v, needs)
	sortIssues(v)
	sortRelations(v)
	return ctx.Err()
}

// onlyNamed are the components of which no more than the name is there, as indices.
func onlyNamed(v *inventory.Inventory) []int {
	var list []int
	for i := range v.Components {
		if x := &v.Components[i]; x.PURL != "" && !x.InTree() {
			list = append(list, i)
		}
	}
	return list
}

// each finds the packages of some components, several at once, and takes in what they say, in their order.
func (c *collector) each(ctx context.Context, v *inventory.Inventory, list []int, workers int, needs map[string][]manifest.GoRequirement,
	find func(*inventory.Component) consulted) {
	all := make([]consulted, len(list))
	var next atomic.Int64
	var running sync.WaitGroup
	for range min(workers, len(list)) {
		running.Go(func() {
			for n := next.Add(1) - 1; int(n) < len(list) && ctx.Err() == nil; n = next.Add(1) - 1 {
				all[n] = find(&v.Components[list[n]])
			}
		})
	}
	running.Wait()
	for n, i := range list {
		x := &v.Components[i]
		merge(x, &all[n].says)
		x.Copyrights = unique(x.Copyrights)
		v.Issues = append(v.Issues, all[n].issues...)
		v.Lookups = append(v.Lookups, all[n].lookups...)
		if len(all[n].needs) > 0 {
			needs[x.ID] = all[n].needs
		}
	}
}

func (c *collector) wanted(x *inventory.Component) excerpt.Wanted {
	return excerpt.Wanted{PURL: x.PURL, Name: x.Name, Hashes: x.Hashes, Sum: c.sums[x.Name+" "+x.Version], Download: x.Distribution.Download, Registries: x.Registries, Keep: speaks}
}

// speaks reports whether a file of a package is one that tells of its licence: its manifest, licences, notices and README, the texts that
// REUSE collects, and licences that lie beside what was taken over from others.
func speaks(name string) bool {
	if path.Dir(name) == "." || strings.HasSuffix(path.Dir(name), ".dist-info") { // which wheels have instead
		if _, describes := manifest.For(name); describes {
			return true
		}
	}
	switch detect.Role(path.Base(name)) { // not by the folder: programs about licences have many
	case inventory.RoleLicense, inventory.RoleNotice:
		return true
	case inventory.RoleReadme:
		return path.Dir(name) == "."
	}
	dir := path.Dir(name)
	return (dir == "LICENSES" || strings.HasSuffix(dir, ".dist-info/licenses")) && detect.IsLicenseFile(name)
}

func (c *collector) fromCaches(caches *localcache.Caches, x *inventory.Component) consulted {
	p, issues := caches.Find(c.wanted(x))
	if p == nil {
		return consulted{issues: issues}
	}
	found := c.examine(p, x.ID)
	found.issues = append(issues, found.issues...)
	return found
}

// examine reads what a package says.
func (c *collector) examine(p *excerpt.Package, id string) (found consulted) {
	defer func() { // one package must not end the scan of the rest
		if r := recover(); r != nil {
			found = consulted{issues: []inventory.Issue{{Code: "cache-unreadable", Path: p.Name, Effect: inventory.Note,
				Args: inventory.Args{"detail": fmt.Sprint(r)}}}}
		}
	}()
	in := collector{cache: c.cache, progress: &Progress{}, wordings: c.wordings}
	licensed := slices.ContainsFunc(p.Files, func(f excerpt.File) bool {
		return slices.Contains(p.Folders, path.Dir(f.Path)) && detect.IsLicenseDocument(path.Base(f.Path))
	})
	for _, f := range p.Files {
		if licensed && detect.Role(f.Path) == inventory.RoleReadme {
			continue // says the same in passing, beside much else
		}
		in.visit(entryOf(f)) // has no errors of its own
		if f.Path == p.Name+"/go.mod" {
			found.needs = manifest.GoRequirements(f.Data, f.Path)
		}
	}
	t := &tree{Tree: places.New()}
	for _, dir := range p.Folders {
		t.Add(dir, inventory.Component{ID: id})
	}
	files := in.takeFiles()
	for i := range files { // of a manifest its fields count, which are declarations
		if slices.Contains(files[i].Roles, inventory.RoleManifest) {
			files[i].Findings = nil
		}
	}
	for _, claim := range t.detected(files, nil) {
		claim.Origin = p.Origin
		found.says.Claims = append(found.says.Claims, claim.Claim)
	}
	c.wordings.addPackage(id, files)
	var notices []inventory.Copyright
	for _, f := range files {
		notices = append(notices, f.Copyrights...)
	}
	found.says.Copyrights, _ = inventory.MergeCopyrights(notices)
	declared := false
	for _, m := range in.manifests {
		if slices.Contains(p.Folders, m.dir) {
			declared = declared || len(m.component.Claims) > 0
			found.describe(m.component)
		}
	}
	for _, f := range p.Inherited {
		if declared {
			break
		}
		parent := collector{cache: c.cache, progress: &Progress{}}
		parent.visit(entryOf(f))
		in.issues = append(in.issues, parent.issues...)
		for _, m := range parent.manifests {
			declared = declared || len(m.component.Claims) > 0
			found.describe(m.component)
		}
		if declared { // what was left open is found
			in.issues = slices.DeleteFunc(in.issues, func(i inventory.Issue) bool { return i.Code == "manifest-license-inherited" })
		}
	}
	for _, i := range in.issues { // the input itself was read
		i.Effect = inventory.Note
		found.issues = append(found.issues, i)
	}
	return found
}

// describe takes over what a manifest in the package says beside what the component is called.
func (f *consulted) describe(says inventory.Component) {
	says.ID, says.PURL, says.Name, says.Version, says.Type = "", "", "", "", ""
	says.Instances, says.Publiccode = nil, nil
	merge(&f.says, &says)
}

func entryOf(f excerpt.File) *source.Entry {
	sum := sha256.Sum256(f.Data)
	return &source.Entry{Path: f.Path, Size: int64(len(f.Data)), SHA256: hex.EncodeToString(sum[:]), Kind: source.Identify(f.Data), Data: f.Data}
}
