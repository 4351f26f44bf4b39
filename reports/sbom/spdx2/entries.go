// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"cmp"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/scanner/inventory"
)

// entries are what input documents say of a component.
func entries(c *inventory.Component) iter.Seq[*inventory.Entry] {
	return func(yield func(*inventory.Entry) bool) {
		for i := range c.Instances {
			if e := c.Instances[i].Entry; e != nil && !yield(e) {
				return
			}
		}
	}
}

// stated fills in what SPDX has fields for of what documents say; the first that says anything has the
// field, and a comment keeps what others say differently.
func stated(p *v2_3.Package, c *inventory.Component) {
	var creator, supplier *inventory.Party
	for e := range entries(c) {
		creator, supplier = cmp.Or(creator, e.Creator), cmp.Or(supplier, e.Supplier)
		p.PackageDescription = cmp.Or(p.PackageDescription, strings.ToValidUTF8(strings.TrimSpace(e.Description), "\uFFFD"))
		if e.Deployable != nil {
			p.PackageFileName = cmp.Or(p.PackageFileName, oneLine(e.Deployable.Filename))
		}
	}
	if creator != nil {
		if kind, name := party(creator); name != "" {
			p.PackageOriginator = &common.Originator{OriginatorType: kind, Originator: name}
		}
	}
	if supplier == nil {
		supplier = &inventory.Party{Name: c.Supplier}
		// Without a supplier of its own the inventory names the creator as one.
		if creator != nil && (creator.Name == c.Supplier || creator.String() == c.Supplier) {
			supplier = &inventory.Party{}
		}
	}
	p.PackageSupplier = &common.Supplier{Supplier: noAssertion}
	if kind, name := party(supplier); name != "" {
		p.PackageSupplier = &common.Supplier{SupplierType: kind, Supplier: name}
	}
	p.PackageChecksums = packageChecksums(c)
	p.PackageExternalReferences = externalReferences(c)
}

// party writes who it is as SPDX does, "Jane Doe (jane@example.org)". SPDX asks whether it is a person;
// where the inventory does not know, it is an organization, as most are.
func party(p *inventory.Party) (kind, name string) {
	kind = "Organization"
	if p.Kind == inventory.Person {
		kind = "Person"
	}
	name, mail := oneLine(p.Name), oneLine(p.Email)
	switch {
	case name == "":
		name = cmp.Or(mail, oneLine(p.URL))
	case mail != "" && !strings.ContainsAny(mail, "()"):
		name += " (" + mail + ")"
	}
	return kind, name
}

// maxListed bounds what is compared with each other.
const maxListed = 1000

func packageChecksums(c *inventory.Component) []common.Checksum {
	var out []common.Checksum
	add := func(all []inventory.Hash) {
		for _, h := range all {
			sum, ok := checksum(h)
			if ok && len(out) < maxListed && !slices.Contains(out, sum) {
				out = append(out, sum)
			}
		}
	}
	add(c.Hashes)
	for e := range entries(c) {
		add(e.Hashes)
		if e.Deployable != nil {
			add(e.Deployable.Hashes)
		}
	}
	return out
}

// checksum gives a digest as SPDX 2.3 writes it; false if it has no name for it, or the value is no such digest.
func checksum(h inventory.Hash) (common.Checksum, bool) {
	name := common.ChecksumAlgorithm(h.Algorithm)
	digits, ok := algorithms[name]
	if !ok || !isHex(h.Value) || digits > 0 && len(h.Value) != digits {
		return common.Checksum{}, false
	}
	return common.Checksum{Algorithm: name, Value: strings.ToLower(h.Value)}, true
}

var (
	cpe22 = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^c[pP][eE]:/[AHOaho]?(?::[A-Za-z0-9._\-~%]*){0,6}$`)
	})
	cpe23 = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^cpe:2\.3:[aho*\-](?::(?:` + cpeWord + `|[*\-])){5}:(?:[a-zA-Z]{2,3}(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?|[*\-])(?::(?:` + cpeWord + `|[*\-])){4}$`)
	})
	swh = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^swh:1:(?:snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}$`)
	})
	gitID = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^gitoid:(?:blob|tree|commit|tag):(?:sha1:[0-9a-fA-F]{40}|sha256:[0-9a-fA-F]{64})$`)
	})
	other = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[^a-zA-Z0-9.\-]+`)
	})
)

const cpeWord = `(?:\?*|\*?)(?:[a-zA-Z0-9\-._]|\\[\\*?!"#$%&'()+,/:;<=>@\[\]^` + "`" + `{|}~])+(?:\?*|\*?)`

// externalReferences are a package's identifiers (SPDX 2.3, Annex F).
func externalReferences(c *inventory.Component) []*v2_3.PackageExternalReference {
	var out []*v2_3.PackageExternalReference
	add := func(category, kind, locator string) {
		if locator == "" || len(out) >= maxListed || slices.ContainsFunc(out, func(r *v2_3.PackageExternalReference) bool {
			return r.RefType == kind && r.Locator == locator
		}) {
			return
		}
		out = append(out, &v2_3.PackageExternalReference{Category: category, RefType: kind, Locator: locator})
	}
	if isPURL(c.PURL) {
		add(common.CategoryPackageManager, common.TypePackageManagerPURL, c.PURL)
	}
	for e := range entries(c) {
		for _, id := range e.Identifiers {
			switch v := oneLine(id.Value); {
			case strings.Contains(v, " "), len(v) > 4000: // no locator: a comment has it
			case id.Kind == "purl" && isPURL(v):
				// The inventory's spelling stands already.
				if c.PURL == "" || !samePURL(c.PURL, v) {
					add(common.CategoryPackageManager, common.TypePackageManagerPURL, v)
				}
			case id.Kind == "cpe" && cpe23().MatchString(v):
				add(common.CategorySecurity, common.TypeSecurityCPE23Type, v)
			case id.Kind == "cpe" && cpe22().MatchString(v):
				add(common.CategorySecurity, common.TypeSecurityCPE22Type, v)
			case id.Kind == "swhid" && swh().MatchString(v):
				add(common.CategoryPersistentId, common.TypePersistentIdSwh, v)
			case id.Kind == "gitoid" && gitID().MatchString(v):
				add(common.CategoryPersistentId, common.TypePersistentIdGitoid, v)
			case id.Kind == "swid" && strings.HasPrefix(v, "swid:") && isURI(v):
				add(common.CategorySecurity, "swid", v)
			default:
				add(common.CategoryOther, cmp.Or(strings.Trim(other().ReplaceAllString(id.Kind, "-"), "-."), "other"), v)
			}
		}
	}
	addresses(c, func(kind, address string) { add(common.CategoryOther, kind, address) })
	return out
}

// addresses gives those of a component's documents that SPDX 2.3 has no field for, under the types that
// converters from CycloneDX use.
func addresses(c *inventory.Component, add func(kind, address string)) {
	location := downloadLocation(c)
	source := func(a inventory.Artifact) {
		switch {
		case !isLocator(a.URL) || a.URL == location:
		case len(a.Hashes) > 0:
			add("source-distribution", a.URL)
		default:
			add("vcs", a.URL)
		}
	}
	known := false
	for e := range entries(c) {
		if e.Source != nil {
			source(*e.Source)
			known = known || e.Source.URL == c.Distribution.Source
		}
		if e.Deployable != nil && e.Deployable.URL != location && isLocator(e.Deployable.URL) {
			add("distribution", e.Deployable.URL)
		}
		if isLocator(e.SecurityTxt) {
			add("security.txt", e.SecurityTxt)
		}
		if isLocator(e.SBOM) {
			add("bom", e.SBOM)
		}
	}
	if !known {
		source(inventory.Artifact{URL: c.Distribution.Source})
	}
}

// isLocator reports whether a text can stand in a reference and leads somewhere.
func isLocator(s string) bool {
	return len(s) <= 4000 && oneLine(s) == s && isURI(s) && strings.Contains(s, "://")
}

func samePURL(a, b string) bool {
	u, errA := url.PathUnescape(a)
	v, errB := url.PathUnescape(b)
	return errA == nil && errB == nil && u == v
}

func isPURL(s string) bool {
	return strings.HasPrefix(s, "pkg:") && strings.Contains(s, "/") && oneLine(s) == s && !strings.Contains(s, " ")
}

func isURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && !strings.ContainsAny(s, " \"<>\\^`{|}")
}

// statedComment holds what documents say of a component and SPDX 2.3 has no field for.
func statedComment(p *v2_3.Package, c *inventory.Component, add func(name, value string)) {
	for e := range entries(c) {
		if e.Creator != nil {
			if _, name := party(e.Creator); p.PackageOriginator != nil && name != p.PackageOriginator.Originator {
				add("creator", name)
			}
			if e.Creator.Name != "" {
				add("creator-url", e.Creator.URL)
			}
		}
		if e.Supplier != nil {
			if _, name := party(e.Supplier); p.PackageSupplier != nil && name != p.PackageSupplier.Supplier {
				add("supplier", name)
			}
			if e.Supplier.Name != "" {
				add("supplier-url", e.Supplier.URL)
			}
		}
		if d := strings.TrimSpace(e.Description); d != p.PackageDescription {
			add("description", d)
		}
		for _, id := range e.Identifiers {
			if v := oneLine(id.Value); strings.Contains(v, " ") || len(v) > 4000 {
				add("identifier "+id.Kind, v)
			}
		}
		artifact := func(name string, a *inventory.Artifact) {
			if a == nil {
				return
			}
			if !isLocator(a.URL) {
				add(name, a.URL)
			}
			if name != "deployable" || a.Filename != p.PackageFileName {
				add(name+"-filename", a.Filename)
			}
			add(name+"-executable", a.Executable)
			add(name+"-archive", a.Archive)
			add(name+"-structured", a.Structured)
			for _, h := range a.Hashes {
				if _, ok := checksum(h); !ok || name != "deployable" {
					add(name+"-hash", h.Algorithm+" "+h.Value)
				}
			}
		}
		artifact("deployable", e.Deployable)
		artifact("source-code", e.Source)
		if !isLocator(e.SecurityTxt) {
			add("security-txt", e.SecurityTxt)
		}
		add("effective-licence", e.Effective)
		if !isLocator(e.SBOM) {
			add("sbom", e.SBOM)
		}
		if e.External {
			add("external", "true")
		}
		add("completeness", string(e.Completeness))
		if g := e.Pedigree; g != nil {
			for _, a := range g.Ancestors {
				add("ancestor", a)
			}
			if g.Patches > 0 {
				add("patches", strconv.Itoa(g.Patches))
			}
			if g.Commits > 0 {
				add("commits", strconv.Itoa(g.Commits))
			}
			add("pedigree", g.Notes)
		}
	}
}
