// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom/spdx3"
)

// components makes a component of each package, and of files where they are what is delivered; the
// other files say something of the package that holds them, or of the document as a whole.
func (s *graphReading) components() {
	files := map[*spdx3.Element][]*spdx3.Element{} // nil: of no package
	packages := 0
	for _, e := range s.graph.Elements {
		switch {
		case isPackage(e):
			packages++
		case s.own[e]:
		case isFile(e) || e.Type == "software_Snippet":
			o := s.owner(e)
			files[o] = append(files[o], e)
		}
	}
	s.result.Components = slices.Grow(s.result.Components, packages+len(s.own)+1)
	for _, e := range s.graph.Elements {
		if isPackage(e) || s.own[e] {
			s.add3(e, files[e])
		}
	}
	s.looseFiles3(files[nil], packages+len(s.own) > 0)
	for _, e := range s.graph.Elements {
		if len(s.statements[e]) > 0 && !isSoftware(e) {
			s.log.lose("sbom-left-out", spdx3.Place{Element: e}, e.Type)
		}
	}
}

// owner gives the package, or the file that is a component, in which a file or snippet is; nil for none.
func (s *graphReading) owner(e *spdx3.Element) *spdx3.Element {
	for range maxHolders {
		if e = s.holder[e]; e == nil || isPackage(e) || s.own[e] {
			return e
		}
	}
	return nil
}

func (s *graphReading) add3(e *spdx3.Element, files []*spdx3.Element) {
	c := inventory.Component{
		PURL:    s.purl(e),
		Name:    s.text(e, "name"),
		Version: said(s.text(e, "software_packageVersion")),
		Type:    componentType(e),
		Hashes:  s.hashes(e),
	}
	entry := inventory.Entry{
		Name: c.Name, Version: c.Version,
		Creator: s.parties(e, "originatedBy"), Supplier: s.parties(e, "suppliedBy"),
		Identifiers: s.identifiers(e), Hashes: c.Hashes,
		Copyright:   said(s.text(e, "software_copyrightText")),
		Description: cmp.Or(s.text(e, "description"), s.text(e, "summary")),
		Deployable:  s.artifact(s.deployable[e], "binaryArtifact"), Source: s.artifact(s.source[e], "sourceArtifact"),
		Completeness: s.covers[e].completeness, Dependencies: s.covers[e].dependencies,
		Pedigree: s.pedigrees[e],
	}
	entry.Unknown, entry.None = s.unsaidBy(e)
	s.externalRefs(e, &c, &entry)
	s.properties(e, &entry)
	if c.Name == "" && entry.Deployable != nil {
		c.Name = entry.Deployable.Filename
	}
	for _, p := range []*inventory.Party{entry.Creator, entry.Supplier} {
		if p != nil && p.String() != "" {
			c.Supplier = cmp.Or(p.Name, p.String()) // the supplier's counts
		}
	}
	if entry.Copyright != "" {
		c.Copyrights = []string{entry.Copyright}
	}
	for _, v := range s.effective[e] {
		if text := s.license(v); entry.Effective == "" {
			entry.Effective = text
		} else if text != "" {
			entry.Effective = joinExpressions([]string{entry.Effective, text}, "AND")
		}
	}
	seen := map[string]bool{}
	for _, st := range s.statements[e] {
		claim := s.claim3(st.kind, st.license, e.ID)
		if key := string(st.kind) + claim.License.Raw; claim.License.State != inventory.Absent && !seen[key] {
			seen[key] = true
			c.Claims = append(c.Claims, claim)
		}
	}
	if entry.Deployable != nil && s.deployable[e] != nil && !slices.Contains(files, s.deployable[e]) {
		files = append(files, s.deployable[e])
	}
	for _, claim := range s.fileClaims3(files) {
		if claim.Kind == inventory.Detected && said(claim.License.Raw) != "" {
			c.Claims = append(c.Claims, claim)
		}
	}
	s.ids[e] = s.add(c, entry, e.ID)
}

// componentTypes are SPDX's purposes (Software, SoftwarePurpose) in the words of CycloneDX; others say nothing there.
var componentTypes = map[string]string{
	"application": "application", "framework": "framework", "library": "library", "container": "container", "platform": "platform",
	"operatingsystem": "operating-system", "device": "device", "devicedriver": "device-driver", "firmware": "firmware", "file": "file",
	"data": "data", "model": "machine-learning-model",
}

func componentType(e *spdx3.Element) string {
	if t := componentTypes[word(e.First("software_primaryPurpose"))]; t != "" {
		return t
	}
	switch e.Type {
	case "ai_AIPackage":
		return "machine-learning-model"
	case "dataset_DatasetPackage":
		return "data"
	case "software_File":
		return "file"
	}
	return ""
}

func (s *graphReading) purl(e *spdx3.Element) string {
	if p := s.text(e, "software_packageUrl"); p != "" {
		return p
	}
	for _, v := range e.Values("externalIdentifier") {
		if v.Node != nil && (word(v.Node.First("externalIdentifierType")) == "packageurl" || strings.HasPrefix(v.Node.First("identifier"), "pkg:")) {
			return s.text(v.Node, "identifier")
		}
	}
	return ""
}

// identifierTypes3 are SPDX's types (Core, ExternalIdentifierType) in the inventory's words; others stay as they are.
var identifierTypes3 = map[string]string{"packageurl": "purl", "cpe22": "cpe", "cpe23": "cpe", "swid": "swid", "swhid": "swhid", "gitoid": "gitoid"}

func (s *graphReading) identifiers(e *spdx3.Element) []inventory.Identifier {
	var out []inventory.Identifier
	add := func(kind, value string) {
		kind = cmp.Or(identifierTypes3[word(kind)], spdx3.Term(kind), "other")
		if x := (inventory.Identifier{Kind: kind, Value: value}); value != "" && len(out) < maxNames && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	add("packageUrl", s.text(e, "software_packageUrl"))
	for _, v := range e.Values("externalIdentifier") {
		if v.Node != nil {
			add(v.Node.First("externalIdentifierType"), s.text(v.Node, "identifier"))
		} else if strings.HasPrefix(v.Text, "pkg:") {
			s.log.repair("sbom-repaired-value", spdx3.Place{Element: e, Name: "externalIdentifier"}, v.Text)
			add("packageUrl", v.Text)
		}
	}
	for _, v := range e.Values("software_contentIdentifier") {
		if v.Node != nil {
			add(v.Node.First("software_contentIdentifierType"), s.text(v.Node, "software_contentIdentifierValue"))
		}
	}
	return out
}

// algorithms3 are those whose names SPDX 2 and 3 write differently beyond case.
var algorithms3 = map[string]string{
	"sha3224": "SHA3-224", "sha3256": "SHA3-256", "sha3384": "SHA3-384", "sha3512": "SHA3-512",
	"blake2b256": "BLAKE2b-256", "blake2b384": "BLAKE2b-384", "blake2b512": "BLAKE2b-512",
}

func (s *graphReading) hashes(e *spdx3.Element) []inventory.Hash {
	var out []inventory.Hash
	for _, v := range e.Values("verifiedUsing") {
		_, h := s.graph.Target(v)
		if h == nil || h.Type == "PackageVerificationCode" {
			continue
		}
		algorithm := word(h.First("algorithm"))
		value := strings.ToLower(s.text(h, "hashValue"))
		if algorithm == "" || value == "" {
			s.log.repair("sbom-repaired-left-out", spdx3.Place{Element: e, Name: "verifiedUsing"}, value)
			continue
		}
		out = append(out, inventory.Hash{Algorithm: cmp.Or(algorithms3[algorithm], strings.ToUpper(algorithm)), Value: value})
	}
	return out
}

// externalRefs takes over where a component, its source and other documents about it can be had.
func (s *graphReading) externalRefs(e *spdx3.Element, c *inventory.Component, entry *inventory.Entry) {
	c.Distribution.Homepage = said(s.text(e, "software_homePage"))
	switch location := said(s.text(e, "software_downloadLocation")); {
	case location == "":
	case inventory.IsRepository(location):
		c.Distribution.Source = location
		if entry.Source == nil {
			entry.Source = &inventory.Artifact{URL: location}
		}
	default:
		c.Distribution.Download = location
		// The digests of a package are those of the file that it is.
		a := &inventory.Artifact{URL: location, Hashes: entry.Hashes}
		if word(e.First("software_primaryPurpose")) == "source" {
			entry.Source = cmp.Or(entry.Source, a)
		} else if entry.Deployable == nil {
			entry.Deployable = a
		}
	}
	for _, v := range e.Values("externalRef") {
		if v.Node == nil {
			continue
		}
		locator := said(strings.TrimSpace(v.Node.First("locator")))
		if locator == "" {
			continue
		}
		switch word(v.Node.First("externalRefType")) {
		case "vcs", "sourceartifact":
			c.Distribution.Source = cmp.Or(c.Distribution.Source, locator)
			if entry.Source == nil {
				entry.Source = &inventory.Artifact{}
			}
			entry.Source.URL = cmp.Or(entry.Source.URL, locator)
		case "binaryartifact", "altdownloadlocation":
			c.Distribution.Download = cmp.Or(c.Distribution.Download, locator)
			if entry.Deployable == nil {
				entry.Deployable = &inventory.Artifact{}
			}
			entry.Deployable.URL = cmp.Or(entry.Deployable.URL, locator)
		case "altwebpage":
			c.Distribution.Homepage = cmp.Or(c.Distribution.Homepage, locator)
		case "securityother": // TR-03183-2 2.1.0 gives the address of security.txt here
			entry.SecurityTxt = cmp.Or(entry.SecurityTxt, locator)
		case "buildmeta": // and that of another SBOM here
			entry.SBOM = cmp.Or(entry.SBOM, locator)
		}
	}
	if entry.Deployable != nil {
		c.Distribution.Download = cmp.Or(c.Distribution.Download, entry.Deployable.URL)
	}
	if entry.Source != nil {
		c.Distribution.Source = cmp.Or(c.Distribution.Source, entry.Source.URL)
	}
}

// artifact takes over a file in which a component is delivered, or what it was made of; nil for nil.
//
// TR-03183-2 2.1.0 says by additional purposes whether it is executable, an archive, structured: what is
// not named is not so, provided that the document follows it, which shows by a word only it uses.
func (s *graphReading) artifact(e *spdx3.Element, refType string) *inventory.Artifact {
	if e == nil {
		return nil
	}
	a := &inventory.Artifact{Hashes: s.hashes(e)}
	if isFile(e) {
		a.Filename = path.Base(strings.ReplaceAll(s.text(e, "name"), `\`, "/"))
		if a.Filename == "." || a.Filename == "/" {
			a.Filename = ""
		}
	}
	for _, v := range e.Values("externalRef") {
		if v.Node != nil && a.URL == "" && (word(v.Node.First("externalRefType")) == word(refType) || len(e.Values("externalRef")) == 1) {
			a.URL = said(strings.TrimSpace(v.Node.First("locator")))
		}
	}
	purposes := map[string]bool{word(e.First("software_primaryPurpose")): true}
	for _, v := range e.Values("software_additionalPurpose") {
		purposes[word(v.Text)] = true
	}
	follows := strings.Contains(e.First("comment"), "TR-03183")
	state := func(purpose, yes, no string) string {
		switch {
		case purposes[purpose]:
			return yes
		case follows:
			return no
		}
		return ""
	}
	a.Executable = state("executable", "executable", "non-executable")
	a.Archive = state("archive", "archive", "no archive")
	switch {
	case purposes["container"]:
		a.Structured = "structured"
	case purposes["firmware"] && follows:
		a.Structured = "unstructured"
	}
	return a
}

// properties reads those of the BSI's taxonomy for CycloneDX, which SPDX 3 can carry as an extension.
func (s *graphReading) properties(e *spdx3.Element, entry *inventory.Entry) {
	for _, x := range e.Values("extension") {
		for _, v := range x.Node.Values("extension_cdxProperty") {
			if v.Node == nil {
				continue
			}
			name, ok := strings.CutPrefix(s.text(v.Node, "extension_cdxPropName"), "bsi:component:")
			if !ok {
				continue
			}
			if entry.Deployable == nil {
				entry.Deployable = &inventory.Artifact{}
			}
			value := s.text(v.Node, "extension_cdxPropValue")
			switch name {
			case "filename":
				entry.Deployable.Filename = value
			case "executable":
				entry.Deployable.Executable = value
			case "archive":
				entry.Deployable.Archive = value
			case "structured":
				entry.Deployable.Structured = value
			case "effectiveLicence", "effectiveLicense":
				entry.Effective = value
			}
		}
	}
}

// fileClaims3 sums up what the document says of the licences of files: each once, with its number. What
// is declared of a file is what was found in it (Licensing profile, hasDeclaredLicense).
func (s *graphReading) fileClaims3(files []*spdx3.Element) []inventory.Claim {
	var claims []inventory.Claim
	index := map[string]int{}
	for _, f := range files {
		for _, st := range s.statements[f] {
			kind := st.kind
			if kind == inventory.Declared {
				kind = inventory.Detected
			}
			text := s.license(st.license)
			key := string(kind) + " " + text
			if i, ok := index[key]; ok {
				claims[i].Count++
				continue
			}
			if text == "" {
				continue
			}
			index[key] = len(claims)
			c := s.claim3(kind, st.license, f.ID)
			c.Count = 1
			claims = append(claims, c)
		}
	}
	return claims
}

// looseFiles3 makes one component, the document itself, of files that belong to no package.
func (s *graphReading) looseFiles3(files []*spdx3.Element, beside bool) {
	files = slices.DeleteFunc(files, func(e *spdx3.Element) bool { return !isFile(e) && len(s.statements[e]) == 0 })
	if len(files) == 0 {
		return
	}
	claims := s.fileClaims3(files)
	if beside {
		// Beside packages only what names a licence is worth a component.
		claims = slices.DeleteFunc(claims, func(c inventory.Claim) bool { return said(c.License.Raw) == "" })
		if len(claims) == 0 {
			return
		}
	}
	c := inventory.Component{Name: cmp.Or(s.result.Document.Name, fmt.Sprintf("%d files", len(files))), Claims: claims}
	seen := map[string]bool{}
	for _, f := range files {
		if text := said(s.text(f, "software_copyrightText")); text != "" && !seen[text] && len(c.Copyrights) < maxCopyrights {
			seen[text] = true
			c.Copyrights = append(c.Copyrights, text)
		}
	}
	// It is none of the document's components, which says nothing of it as a whole.
	ref := s.result.Document.Namespace
	s.identify(&c, ref)
	c.Instances = []inventory.Instance{{Document: s.path, Ref: ref}}
	s.result.Components = append(s.result.Components, c)
	if !beside {
		s.main = c.ID
	}
}
