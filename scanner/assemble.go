// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"lizenzlotse/scanner/copies"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/list"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/source"
)

// An assembly is an inventory in the making, and what its steps hand on to those that follow.
type assembly struct {
	*collector
	v       *inventory.Inventory
	walked  *source.Result
	listed  []*list.Result // tables that are lists of licences
	images  *unions
	parts   []described // manifests about parts of a package, which are no components
	tree    *tree
	copied  []copies.Part
	merger  *merger
	claims  []componentClaim // of files, about components
	related relations
}

// assemble puts what the visits collected, in whatever order they ended, into a sorted inventory.
//
// First it is settled what each file speaks of: until then a path, a manifest or a lock file may mean another folder than its own. From
// the folders follows whose each file is, and only then can files speak for their components. Components come from the input itself,
// then from documents, then from what is only needed: of the same, the first names it.
func (c *collector) assemble(walked *source.Result) *inventory.Inventory {
	a := &assembly{collector: c, walked: walked}
	a.begin()
	a.layOutImages()
	a.settleNeeds()
	a.settleManifests()
	a.resolveNeeds()
	a.layOutPlaces()
	a.hearFiles()
	a.addOwn()
	a.addDocuments()
	a.addNeeds()
	a.addCopied()
	a.uniteSpellings()
	return a.finish()
}

// begin takes over files and issues, and finds out which tables and forms are what they may be.
func (a *assembly) begin() {
	sortNearly(a.files)
	a.v = &inventory.Inventory{
		Schema:  inventory.Schema,
		Subject: a.walked.Subject,
		Files:   a.takeFiles(),
		Issues:  append(a.issues, a.walked.Issues...),
	}
	a.v.Issues = slices.DeleteFunc(a.v.Issues, func(i inventory.Issue) bool {
		return (i.Code == codeNoArchive || i.Code == codeNoSBOM) && !isInput(a.v.Subject, i.Path)
	})
	for _, x := range a.walked.Excluded {
		a.issue(inventory.Issue{Code: inventory.IssueExcluded, Path: x.Glob, Effect: inventory.Note,
			Args: inventory.Args{"reason": x.Reason, "origin": x.Origin, "files": strconv.Itoa(x.Files)}})
	}
	a.listed = a.settleLists(a.v)
	a.settleDeclarations(a.v)
}

// sortNearly sorts files by path. Those of a folder were visited in this order, but for as many at once as there are processors.
func sortNearly(files []*inventory.File) {
	moves := 0
	for i, f := range files {
		j := i
		for ; j > 0 && files[j-1].Path > f.Path; j-- {
			files[j] = files[j-1]
		}
		files[j] = f
		if moves += i - j; moves > 8*len(files) {
			slices.SortFunc(files, func(x, y *inventory.File) int { return strings.Compare(x.Path, y.Path) })
			return
		}
	}
}

func (a *assembly) issue(list ...inventory.Issue) { a.v.Issues = append(a.v.Issues, list...) }

// layOutImages lays the layers of images over one another. From here to [unions.putBack] files have the paths that they have in an image.
func (a *assembly) layOutImages() {
	images, faults := newUnions(a.walked.Images, a.v.Files)
	a.images, a.v.Files = images, images.files
	a.issue(faults...)
	described, faults := images.describeImages()
	a.issue(faults...)
	a.manifests = append(images.describe(a.manifests), described...)
}

// settleNeeds lets files that are about one system or one module of Go speak together. What Go vendored is known then, which
// the manifests wait for.
func (a *assembly) settleNeeds() {
	needs, faults := manifest.SettleSystems(a.images.needs(a.needs))
	a.issue(faults...)
	a.needs, a.sums = settleModules(needs)
}

// settleManifests finds the folder that each manifest describes, where that is not its own. What a package is called by the archive
// that it lies in comes last, as only the others tell whether it has a name.
func (a *assembly) settleManifests() {
	slices.SortFunc(a.copyrightFiles, func(x, y annotations) int { return cmp.Compare(x.path, y.path) })
	settleJars(a.manifests, a.v.Subject)
	settlePacked(a.manifests, a.copyrightFiles)
	list := append(a.manifests, vendored(a.needs, a.v.Files)...)
	list, a.parts = settleNodePackages(list)
	list = settleWheels(list, a.v.Files)
	list = settleRPMs(list, a.v.Files)
	list = jarNames(list, a.v.Files)
	slices.SortFunc(list, func(x, y described) int {
		return cmp.Or(cmp.Compare(x.dir, y.dir), cmp.Compare(x.order, y.order), cmp.Compare(x.component.ID, y.component.ID),
			cmp.Compare(publiccodeOf(y), publiccodeOf(x))) // publiccode.yml before publiccode.yaml, which the standard does not know
	})
	a.manifests = list
}

// resolveNeeds holds the files of each project against one another: versions that one knows, others and the manifests lack.
func (a *assembly) resolveNeeds() {
	needs, faults := manifest.Settle(a.needs)
	a.issue(faults...)
	a.needs = needs
	completeVersions(a.manifests, needs)
}

// layOutPlaces finds whose each file is: by manifests, by the databases of systems, and, of what is left, by the signs of copies.
func (a *assembly) layOutPlaces() {
	a.tree = newTree(a.v, a.manifests, a.images)
	a.tree.own(a.v.Files, a.needs)
	a.copied = a.tree.findCopies(a.v, a.marks, a.annotated)
}

// hearFiles makes claims and copyright notices of components from what files say: of others first, since what is found in those then
// only confirms it.
func (a *assembly) hearFiles() {
	claims, faults := a.tree.annotate(a.v.Files, a.annotated)
	a.issue(faults...)
	var limited []inventory.Issue
	var beside sync.WaitGroup // nobody else asks who holds the rights, and there may be very many
	beside.Go(func() { limited = a.tree.collectCopyrights(a.v.Files) })
	claims = append(claims, a.tree.ofParts(a.parts)...)
	claims = append(claims, a.tree.ofCopyrightFiles(a.copyrightFiles)...)
	a.claims = append(claims, a.tree.detected(a.v.Files, licensesStated(append(a.annotated, a.copyrightFiles...)))...)
	beside.Wait()
	a.issue(limited...)
}

// addOwn enters the components that lie in the input.
func (a *assembly) addOwn() {
	a.merger = newMerger(len(a.tree.List))
	for i := range a.tree.List {
		a.merger.add(&a.tree.List[i].Component)
	}
	for _, claim := range a.claims {
		a.merger.claim(claim.component, claim.Claim)
	}
}

// addDocuments enters what SBOMs say.
func (a *assembly) addDocuments() {
	slices.SortFunc(a.documents, func(x, y *sbom.Result) int { // a file may have the name of a document of another
		return cmp.Or(cmp.Compare(x.Document.ID, y.Document.ID), cmp.Compare(x.Document.SHA256, y.Document.SHA256))
	})
	for i, d := range a.documents {
		a.v.Documents = append(a.v.Documents, d.Document)
		a.related.addAll(&a.documents[i].Document, d.Relations, len(a.documents)+len(a.needs) > 1)
		a.v.Texts = append(a.v.Texts, d.Texts...)
		a.issue(d.Issues...)
		a.merger.addAll(d.Components)
		a.documents[i] = nil // what the merger has need not stay here as well
	}
}

// addNeeds enters what is needed, by the versions that lie there or that documents name. An installed package whose
// documents lie with another is a component from here on, and can be given what these say.
func (a *assembly) addNeeds() {
	a.needs = a.tree.followRanges(a.merger, a.needs)
	a.tree.addDependencies(a.v, a.merger, &a.related, a.needs)
	for _, claim := range a.tree.borrowed(a.claims, a.walked.DocLinks, a.needs) {
		if _, ok := a.merger.byID[claim.component]; ok {
			a.merger.claim(claim.component, claim.Claim)
		}
	}
}

// addCopied enters the libraries that files hold beside others, behind all that may name them better, and says of which projects
// it is not known that they need no more than that.
func (a *assembly) addCopied() {
	a.related.contain(a.tree.addParts(a.merger, a.copied))
	a.tree.unfinished(a.v, a.merger, a.needs)
	a.issue(unresolved(a.needs)...)
}

// uniteSpellings makes one component of each package, whatever its spellings, and closes both lists: what is related has its last ID then.
func (a *assembly) uniteSpellings() {
	became := a.merger.unite()
	a.tree.rename(a.v, became)
	a.related.rename(became)
	a.related.contain(a.tree.Contained())
	a.v.Relations = a.related.all()
	var beside sync.WaitGroup // there may be very many of both
	beside.Go(func() { sortRelations(a.v) })
	a.v.Components = a.merger.sorted()
	beside.Wait()
}

// finish gives files the paths of the input back, and says what the subject is.
func (a *assembly) finish() *inventory.Inventory {
	v := a.v
	a.images.putBack(v)
	v.Subject.Roots = a.tree.RootIDs()
	if len(v.Subject.Roots) == 1 {
		v.Subject.Main = v.Subject.Roots[0]
	}
	if v.Subject.Main == "" && len(a.documents) == 1 && len(v.Documents) > 0 {
		v.Subject.Main = v.Documents[slices.IndexFunc(v.Documents, func(d inventory.Document) bool { return d.SBOM() })].Main
	}
	if main := v.Component(v.Subject.Main); main != nil && v.Subject.Version == "" {
		v.Subject.Version = main.Version
	}
	if len(a.listed) > 0 {
		attachLists(v, a.listed)
		sortRelations(v)
	}
	sortIssues(v)
	return v
}

func sortRelations(v *inventory.Inventory) {
	slices.SortFunc(v.Relations, func(a, b inventory.Relation) int {
		// One after the other, as there may be very many and most differ in the first.
		if n := strings.Compare(a.From, b.From); n != 0 {
			return n
		}
		if n := strings.Compare(a.To, b.To); n != 0 {
			return n
		}
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Scope, b.Scope))
	})
}

func sortIssues(v *inventory.Inventory) {
	slices.SortStableFunc(v.Issues, func(a, b inventory.Issue) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Code, b.Code))
	})
}

func isInput(s inventory.Subject, path string) bool {
	return slices.ContainsFunc(s.Inputs, func(i inventory.Input) bool { return i.Kind == inventory.KindFile && i.Name == path })
}
