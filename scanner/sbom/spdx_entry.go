// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"slices"
	"strings"

	spdxtools "github.com/spdx/tools-golang/spdx"

	"lizenzlotse/scanner/inventory"
)

// spdxEntry keeps what a package says beside its licence.
func spdxEntry(p *spdxtools.Package, c *inventory.Component) inventory.Entry {
	e := inventory.Entry{
		Name: c.Name, Version: c.Version, Hashes: c.Hashes,
		Copyright:   said(p.PackageCopyrightText),
		Description: said(p.PackageDescription),
	}
	if e.Description == "" {
		e.Description = said(p.PackageSummary)
	}
	if o := p.PackageOriginator; o != nil {
		e.Creator = readParty(o.OriginatorType, o.Originator)
	}
	if s := p.PackageSupplier; s != nil {
		e.Supplier = readParty(s.SupplierType, s.Supplier)
	}
	spdxArtifacts(&e, p)
	e.Unknown, e.None = unsaidBy(p)
	for _, x := range p.PackageExternalReferences {
		if x != nil {
			externalRef(&e, x)
		}
	}
	return e
}

// identifierKinds are the types of external references that name a component, in our words.
var identifierKinds = map[string]string{
	"purl": "purl", "cpe23type": "cpe", "cpe22type": "cpe", "swh": "swhid", "swhid": "swhid", "gitoid": "gitoid", "swid": "swid",
}

// externalRef takes a reference that names the component, or leads to its security.txt or another SBOM. What
// SPDX counts to security beside names (advisory, fix, url) says something of vulnerabilities, not of the component.
func externalRef(e *inventory.Entry, x *spdxtools.PackageExternalReference) {
	locator, kind := strings.TrimSpace(x.Locator), strings.ToLower(strings.TrimSpace(x.RefType))
	isURL := strings.HasPrefix(locator, "http://") || strings.HasPrefix(locator, "https://")
	isSource := kind == "vcs" || kind == "source-distribution"
	category := strings.ToUpper(strings.ReplaceAll(x.Category, "_", "-"))
	switch {
	case locator == "":
	case identifierKinds[kind] != "":
		e.Identifiers = addIdentifier(e.Identifiers, identifierKinds[kind], locator)
	case isURL && (strings.HasSuffix(strings.ToLower(locator), "/security.txt") || kind == "security.txt" || kind == "rfc-9116"):
		if e.SecurityTxt == "" {
			e.SecurityTxt = locator
		}
	case kind == "bom" || kind == "sbom":
		if e.SBOM == "" {
			e.SBOM = locator
		}
	case category == "OTHER" && (isURL || inventory.IsRepository(locator)) && isSource: // from here on as converters from CycloneDX write it
		if e.Source == nil {
			e.Source = &inventory.Artifact{URL: locator}
		}
	case category == "OTHER" && isURL && kind == "distribution":
		if e.Deployable == nil {
			e.Deployable = &inventory.Artifact{URL: locator}
		}
	case category == "PACKAGE-MANAGER" || category == "PERSISTENT-ID" || category == "OTHER" && !isURL:
		e.Identifiers = addIdentifier(e.Identifiers, x.RefType, locator)
	}
}

func addIdentifier(all []inventory.Identifier, kind, value string) []inventory.Identifier {
	return appendNew(all, inventory.Identifier{Kind: strings.TrimSpace(kind), Value: value})
}

// appendNew adds what is not among the first that are there: as many as a sound document has.
func appendNew[T comparable](all []T, x T) []T {
	if slices.Contains(all[:min(len(all), maxNames)], x) {
		return all
	}
	return append(all, x)
}

// spdxArtifacts tells the form that can be had from the source it was made of. The checksums of a package are
// those of the file under its name or address (SPDX 2.3, 7.10).
func spdxArtifacts(e *inventory.Entry, p *spdxtools.Package) {
	location := said(p.PackageDownloadLocation)
	if inventory.IsRepository(location) {
		e.Source, location = &inventory.Artifact{URL: location}, ""
	}
	name := said(p.PackageFileName)
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if location == "" && name == "" {
		return
	}
	a := &inventory.Artifact{URL: location, Filename: name, Hashes: e.Hashes}
	if strings.EqualFold(p.PrimaryPackagePurpose, "SOURCE") && e.Source == nil {
		e.Source = a
	} else {
		e.Deployable = a
	}
}
