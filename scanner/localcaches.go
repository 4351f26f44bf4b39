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
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/localcache"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/source"
)

// consulted is what the package of one component says.
type consulted struct {
	says   inventory.Component // with what merge takes
	needs  []manifest.GoRequirement
	issues []inventory.Issue
}

// consult reads, of the components that are only named, what the package managers of this machine keep: the same detection as for files of
// the input makes claims of it. The error is the context's.
func (c *collector) consult(ctx context.Context, v *inventory.Inventory) error {
	var named []int
	for i := range v.Components {
		if x := &v.Components[i]; x.PURL != "" && !x.InTree() {
			named = append(named, i)
		}
	}
	caches := localcache.Open()
	defer caches.Close()
	all := make([]consulted, len(named))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(named)) {
		workers.Go(func() {
			for n := next.Add(1) - 1; int(n) < len(named) && ctx.Err() == nil; n = next.Add(1) - 1 {
				all[n] = c.lookUp(caches, &v.Components[named[n]])
			}
		})
	}
	workers.Wait()
	if ctx.Err() != nil {
		v.Issues = append(v.Issues, inventory.Issue{Code: inventory.IssueInterrupted, Effect: inventory.Unread,
			Args: inventory.Args{"files": strconv.Itoa(len(v.Files))}})
		sortIssues(v)
	}
	needs := map[string][]manifest.GoRequirement{}
	for n, i := range named {
		x := &v.Components[i]
		merge(x, &all[n].says)
		x.Copyrights = unique(x.Copyrights)
		v.Issues = append(v.Issues, all[n].issues...)
		if len(all[n].needs) > 0 {
			needs[x.ID] = all[n].needs
		}
	}
	relateModules(v, needs)
	sortIssues(v)
	sortRelations(v)
	return ctx.Err()
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

func (c *collector) lookUp(caches *localcache.Caches, x *inventory.Component) (found consulted) {
	p, issues := caches.Find(localcache.Wanted{PURL: x.PURL, Name: x.Name, Hashes: x.Hashes, Download: x.Distribution.Download, Sum: c.sums[x.Name+" "+x.Version], Keep: speaks})
	found.issues = issues
	if p == nil {
		return found
	}
	defer func() { // one package must not end the scan of the rest
		if r := recover(); r != nil {
			found = consulted{issues: append(issues, inventory.Issue{Code: "cache-unreadable", Path: p.Name, Effect: inventory.Note,
				Args: inventory.Args{"detail": fmt.Sprint(r)}})}
		}
	}()
	in := collector{cache: c.cache, progress: &Progress{}, wordings: c.wordings}
	licensed := slices.ContainsFunc(p.Files, func(f localcache.File) bool {
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
	t := &tree{byDir: map[string]int{}}
	for i, dir := range p.Folders {
		t.byDir[dir] = i
		t.places = append(t.places, place{dir, inventory.Component{ID: x.ID}})
	}
	for i := range in.files { // of a manifest its fields count, which are declarations
		if slices.Contains(in.files[i].Roles, inventory.RoleManifest) {
			in.files[i].Findings = nil
		}
	}
	for _, claim := range t.detected(in.files, nil) {
		claim.Origin = p.Origin
		found.says.Claims = append(found.says.Claims, claim.Claim)
	}
	c.wordings.addPackage(x.ID, in.files)
	var notices []inventory.Copyright
	for _, f := range in.files {
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

func entryOf(f localcache.File) *source.Entry {
	sum := sha256.Sum256(f.Data)
	return &source.Entry{Path: f.Path, Size: int64(len(f.Data)), SHA256: hex.EncodeToString(sum[:]), Kind: source.Identify(f.Data), Data: f.Data}
}

// relateModules says which module needs which, by their own go.mod files: of each that one requires, a project uses the version that its
// own go.mod says (go.dev/ref/mod, "Minimal version selection").
func relateModules(v *inventory.Inventory, needs map[string][]manifest.GoRequirement) {
	if len(needs) == 0 {
		return
	}
	selected := map[string]map[string]string{} // folder, module, ID
	folderOf := map[string]string{}            // by document
	for _, d := range v.Documents {
		if d.Format == manifest.GoMod || d.Format == manifest.GoSum {
			folderOf[d.ID] = path.Dir(d.ID)
			selected[path.Dir(d.ID)] = map[string]string{}
		}
	}
	reached := map[string]bool{}
	for _, r := range v.Relations {
		reached[r.To] = true
	}
	for i := range v.Components {
		for _, at := range v.Components[i].Instances {
			if modules := selected[folderOf[at.Document]]; modules != nil {
				modules[at.Ref] = v.Components[i].ID
			}
		}
	}
	seen := map[[2]string]bool{}
	relate := func(indirect bool, wanted func(id string) bool) {
		for i := range v.Components {
			from := v.Components[i].ID
			for _, at := range v.Components[i].Instances {
				for _, r := range needs[from] {
					to, ok := selected[folderOf[at.Document]][r.Module]
					if pair := [2]string{from, to}; ok && to != from && r.Indirect == indirect && wanted(to) && !seen[pair] {
						seen[pair] = true
						v.Relations = append(v.Relations, inventory.Relation{From: from, To: to, Kind: inventory.DependsOn, Evidence: []inventory.Evidence{r.Evidence}})
					}
				}
			}
		}
	}
	relate(false, func(string) bool { return true })
	for _, r := range v.Relations {
		reached[r.To] = true
	}
	// What none of them imports by itself, as far as their files tell, is needed by one whose go.mod names it nevertheless.
	relate(true, func(id string) bool { return !reached[id] })
}
