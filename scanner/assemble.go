// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/places"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/source"
)

// assemble puts what the visits collected, in whatever order they ended, into a sorted inventory.
func (c *collector) assemble(walked *source.Result) *inventory.Inventory {
	v := &inventory.Inventory{
		Schema:  inventory.Schema,
		Subject: walked.Subject,
		Files:   c.files,
		Issues:  append(c.issues, walked.Issues...),
	}
	v.Issues = slices.DeleteFunc(v.Issues, func(i inventory.Issue) bool {
		return (i.Code == codeNoArchive || i.Code == codeNoSBOM) && !isInput(v.Subject, i.Path)
	})
	for _, x := range walked.Excluded {
		v.Issues = append(v.Issues, inventory.Issue{Code: inventory.IssueExcluded, Path: x.Glob, Effect: inventory.Note,
			Args: inventory.Args{"reason": x.Reason, "origin": x.Origin, "files": strconv.Itoa(x.Files)}})
	}
	slices.SortFunc(v.Files, func(a, b inventory.File) int { return cmp.Compare(a.Path, b.Path) })
	lists := c.settleLists(v)
	c.settleDeclarations(v)
	images, faults := newUnions(walked.Images, v.Files)
	v.Files, v.Issues = images.files, append(v.Issues, faults...)
	containers, unread := images.describeImages()
	v.Issues = append(v.Issues, unread...)
	c.manifests = append(images.describe(c.manifests), containers...)
	settleJars(c.manifests, v.Subject)
	c.needs, faults = manifest.SettleSystems(images.needs(c.needs))
	v.Issues = append(v.Issues, faults...)
	slices.SortFunc(c.papers, func(a, b annotations) int { return cmp.Compare(a.path, b.path) })
	settlePackages(c.manifests, c.papers)
	needs, sums := settleModules(c.needs)
	c.sums = sums
	c.manifests = append(c.manifests, vendored(needs, v.Files)...)
	packages, parts := settleNodePackages(c.manifests)
	c.manifests = settleRPMs(settleWheels(packages, v.Files), v.Files)
	c.manifests = jarNames(c.manifests, v.Files)
	slices.SortFunc(c.manifests, func(a, b described) int {
		return cmp.Or(cmp.Compare(a.dir, b.dir), cmp.Compare(a.order, b.order), cmp.Compare(a.component.ID, b.component.ID),
			cmp.Compare(publiccodeOf(b), publiccodeOf(a))) // publiccode.yml before publiccode.yaml, which the standard does not know
	})
	slices.SortFunc(c.documents, func(a, b *sbom.Result) int { // a file may have the name of a document of another
		return cmp.Or(cmp.Compare(a.Document.ID, b.Document.ID), cmp.Compare(a.Document.SHA256, b.Document.SHA256))
	})

	needs, faults = manifest.Settle(needs)
	v.Issues = append(v.Issues, faults...)
	completeVersions(c.manifests, needs)
	t := newTree(v, c.manifests)
	t.images = images
	t.own(v.Files, needs)
	copied := t.findCopies(v, c.marks, c.annotated)
	stated, issues := t.annotate(v.Files, c.annotated)
	v.Issues = append(append(v.Issues, issues...), t.collectCopyrights(v.Files)...)
	m := newMerger(len(t.List))
	for i := range t.List {
		m.add(&t.List[i].Component)
	}
	stated = append(stated, t.ofParts(parts)...)
	stated = append(stated, t.ofPapers(c.papers)...)
	stated = append(stated, t.detected(v.Files, licensesStated(append(c.annotated, c.papers...)))...)
	for _, claim := range stated {
		m.claim(claim.component, claim.Claim)
	}
	var related relations
	for i, d := range c.documents {
		v.Documents = append(v.Documents, d.Document)
		related.addAll(&c.documents[i].Document, d.Relations, len(c.documents)+len(needs) > 1)
		v.Texts = append(v.Texts, d.Texts...)
		v.Issues = append(v.Issues, d.Issues...)
		m.addAll(d.Components)
		c.documents[i] = nil // what the merger has need not stay here as well
	}
	needs = t.followRanges(m, needs)
	t.addDependencies(v, m, &related, needs)
	for _, claim := range t.borrowed(stated, walked.DocLinks, needs) {
		if _, ok := m.byID[claim.component]; ok {
			m.claim(claim.component, claim.Claim)
		}
	}
	related.contain(t.addParts(m, copied))
	t.unfinished(v, m, needs)
	v.Issues = append(v.Issues, unresolved(needs)...)
	became := m.unite()
	t.rename(v, became)
	related.rename(became)
	v.Components = m.sorted()
	images.settle(v)
	related.contain(t.Contained())
	v.Relations = related.all()
	v.Subject.Roots = t.RootIDs()
	if len(v.Subject.Roots) == 1 {
		v.Subject.Main = v.Subject.Roots[0]
	}
	if v.Subject.Main == "" && len(c.documents) == 1 && len(v.Documents) > 0 {
		v.Subject.Main = v.Documents[slices.IndexFunc(v.Documents, func(d inventory.Document) bool { return d.SBOM() })].Main
	}
	if main := v.Component(v.Subject.Main); main != nil && v.Subject.Version == "" {
		v.Subject.Version = main.Version
	}
	attachLists(v, lists)
	sortIssues(v)
	sortRelations(v)
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

// A tree is the places of an input, and what the images in it show.
type tree struct {
	*places.Tree
	images *unions
}

// newTree lays out the places: one for each folder with a manifest, and one for the root of each
// input that holds files of its own.
func newTree(v *inventory.Inventory, manifests []described) *tree {
	t := &tree{Tree: places.New()}
	for _, m := range manifests {
		if i, ok := t.Place(m.dir); ok {
			if m.component.Publiccode != nil && t.List[i].Component.Publiccode != nil {
				v.Issues = append(v.Issues, inventory.Issue{Code: "publiccode-twice", Path: m.component.Publiccode.Path, Effect: inventory.Note,
					Args: inventory.Args{"file": t.List[i].Component.Publiccode.Path}})
			}
			into := &t.List[i].Component
			if into.Version == "" && m.component.Version != "" && inventory.WithoutVersion(m.component.ID) == into.ID {
				into.ID, into.PURL = m.component.ID, m.component.PURL // the same, and which version of it
			}
			merge(into, &m.component)
			continue
		}
		m.component.Name = cmp.Or(m.component.Name, folderName(m.dir, v.Subject))
		t.Add(m.dir, m.component)
	}
	for _, root := range rootsOf(v.Files, v.Subject, v.Interrupted() == nil) {
		i, ok := t.Place(root.dir)
		if !ok && !slices.ContainsFunc(v.Files, func(f inventory.File) bool {
			return isContent(f) && !isPaper(f) && within(f.Path, root.dir) && t.At(f.Path) < 0
		}) {
			continue // everything belongs to a component below, but for the papers that came with it
		}
		if !ok {
			i = t.Add(root.dir, inventory.Component{
				ID: "file:" + root.dir, Name: root.name,
				Instances: []inventory.Instance{{Path: root.dir}},
			})
		}
		t.Roots = append(t.Roots, i)
	}
	if outer := t.Outermost(); len(t.Roots) == 0 && len(outer) == 1 {
		t.Roots = outer // nothing but papers lies beside it
	}
	return t
}

func publiccodeOf(m described) string {
	if m.component.Publiccode == nil {
		return ""
	}
	return m.component.Publiccode.Path
}

func within(file, dir string) bool { return dir == "." || strings.HasPrefix(file, dir+"/") }

// isContent tells what is examined from what describes or wraps it.
func isContent(f inventory.File) bool {
	return !slices.Contains(f.Roles, inventory.RoleSBOM) && !slices.Contains(f.Roles, inventory.RoleArchive) && !slices.Contains(f.Roles, inventory.RoleList) &&
		(len(f.Findings) > 0 || !slices.Contains(f.Roles, inventory.RoleDeclaration))
}

// papers are the endings of what accompanies software and is none: letters, forms, tables.
var papers = []string{".txt", ".md", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".eml", ".msg", ".p7s"}

// isPaper tells the papers of a bid that lie beside its components. A licence, or a paper that
// says something of one, is never taken for such.
func isPaper(f inventory.File) bool {
	return len(f.Findings) == 0 && !slices.Contains(f.Roles, inventory.RoleLicense) && !slices.Contains(f.Roles, inventory.RoleNotice) &&
		slices.Contains(papers, strings.ToLower(path.Ext(f.Path)))
}

type root struct{ dir, name string }

// rootsOf finds for each input the folder that all its content lies in: ".", or the one folder
// that source archives put round everything, which is known if all of it was seen.
func rootsOf(files []inventory.File, subject inventory.Subject, all bool) []root {
	var roots []root
	index := map[string]int{}
	for _, f := range files {
		if !isContent(f) {
			continue
		}
		input := ""
		if dir, _, found := strings.Cut(f.Path, "/"); found && subject.Kind == inventory.KindBundle {
			input = dir
		}
		i, ok := index[input]
		if !ok {
			index[input] = len(roots)
			dir := path.Dir(f.Path)
			if !all {
				dir = cmp.Or(input, ".")
			}
			dir = outside(dir)
			roots = append(roots, root{dir: dir})
			continue
		}
		roots[i].dir = commonDir(roots[i].dir, outside(path.Dir(f.Path)))
	}
	for i := range roots {
		roots[i].name = folderName(roots[i].dir, subject)
	}
	// Files that are inputs of a bundle themselves have the root round all others. It comes last, so
	// that it takes only what belongs to none of them.
	if i := slices.IndexFunc(roots, func(r root) bool { return r.dir == "." }); i >= 0 {
		roots = append(slices.Delete(roots, i, i+1), root{".", subject.Name})
	}
	return roots
}

// folderName names a component that nothing else names.
func folderName(dir string, subject inventory.Subject) string {
	if dir == "." {
		return subject.Name
	}
	return strings.TrimSuffix(path.Base(dir), "!")
}

func commonDir(a, b string) string {
	for a != b {
		switch {
		case len(a) > len(b):
			a = path.Dir(a)
		case len(b) > len(a):
			b = path.Dir(b)
		default:
			a, b = path.Dir(a), path.Dir(b)
		}
	}
	return a
}
