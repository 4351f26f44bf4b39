// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/scanner/inventory"
)

func readSPDXJSON(r *reading, text []byte) error {
	text, s, err := r.mendJSONText(text)
	if err != nil {
		return err
	}
	return r.spdxJSON(text, s)
}

// spdxJSON reads JSON text, of which the scan is known.
func (r *reading) spdxJSON(text []byte, s jsonScan) error {
	r.reportStrays(s)
	if s.sound() && !s.upper && s.astray == 0 {
		if version, known := strings.CutPrefix(s.spdxVersion(), "SPDX-"); known && slices.Contains(spdxVersions, version) {
			if doc, err := decodeSPDX(text); err == nil {
				unescapeNames(doc)
				r.spdx(doc, version)
				return nil
			}
		}
	}
	tree, err := r.decodeTree(text)
	if err != nil {
		return err
	}
	root, ok := tree.(map[string]any)
	if !ok || !isSPDX(root) {
		return r.failWith("sbom.not-spdx", nil)
	}
	version, err := r.mendSPDXVersion(root["spdxVersion"], (&place{}).field("spdxVersion"))
	if err != nil {
		return err
	}
	root["spdxVersion"] = v2_3.Version
	spdxShaper(&r.log).shape(root, reflect.TypeFor[v2_3.Document](), &place{})
	if text, err = json.Marshal(root); err != nil {
		return r.fail("sbom.unreadable", 0, err)
	}
	doc, err := decodeSPDX(text)
	if err != nil {
		return r.fail("sbom.unreadable", 0, err)
	}
	unescapeNames(doc)
	r.spdx(doc, version)
	return nil
}

// decodeSPDX is the library's decoder, with its panics as errors. Its types of 2.3 take all that the older
// versions have; those it has for 2.1 know less than such documents say.
func decodeSPDX(text []byte) (doc *spdx.Document, err error) {
	defer recovered(&err)
	doc = new(spdx.Document)
	return doc, doc.UnmarshalJSON(text)
}

// spdxVersion is the version as the document writes it, "SPDX-2.3"; "" where none was found.
func (s *jsonScan) spdxVersion() string {
	var version string
	if json.Unmarshal(s.version, &version) != nil {
		return ""
	}
	return version
}

// isSPDX reports whether an object is an SPDX 2 document, also one with the fields' tag-value names.
func isSPDX(object map[string]any) bool {
	for name, right := range tagNames {
		if v, ok := object[name]; ok && object[right] == nil && (right == "spdxVersion" || right == "name") {
			object[right] = v
		}
	}
	if _, ok := object["spdxVersion"]; ok {
		return true
	}
	for _, name := range []string{"packages", "files", "creationInfo"} {
		if _, ok := object[name]; ok && object["SPDXID"] != nil {
			return true
		}
	}
	return false
}

// spdxVersions are those that there are. Other numbers of SPDX 2 are taken for one of them, any other number is refused.
var spdxVersions = []string{"2.0", "2.1", "2.2", "2.3"}

// mendSPDXVersion gives the version without its prefix, as the document writes it.
func (r *reading) mendSPDXVersion(was any, at fmt.Stringer) (string, error) {
	text := ""
	if was != nil {
		text = strings.TrimSpace(fmt.Sprint(was))
	}
	number := text
	if len(number) > 5 && strings.EqualFold(number[:5], "SPDX-") {
		number = number[5:]
	}
	if number == "2" || strings.HasPrefix(number, "2.") {
		if !slices.Contains(spdxVersions, number) || was != "SPDX-"+number {
			r.log.repair("sbom-repaired-version", at, was)
		}
		return number, nil
	}
	if number != "" && number[0] >= '0' && number[0] <= '9' {
		return "", r.failWith("sbom.version", inventory.Args{"version": quoteValue(text)})
	}
	r.log.repair("sbom-repaired-version", at, was)
	return "", nil
}

// tagNames are the names of the tag-value format that some tools write into JSON.
var tagNames = map[string]string{
	"SPDXVersion": "spdxVersion", "DataLicense": "dataLicense", "DocumentName": "name", "DocumentNamespace": "documentNamespace",
	"PackageName": "name", "PackageVersion": "versionInfo", "PackageSupplier": "supplier", "PackageOriginator": "originator",
	"PackageDownloadLocation": "downloadLocation", "FilesAnalyzed": "filesAnalyzed", "PackageHomePage": "homepage",
	"PackageLicenseConcluded": "licenseConcluded", "PackageLicenseDeclared": "licenseDeclared",
	"PackageLicenseInfoFromFiles": "licenseInfoFromFiles", "PackageCopyrightText": "copyrightText",
	"LicenseID": "licenseId", "ExtractedText": "extractedText", "FileName": "fileName", "LicenseInfoInFile": "licenseInfoInFiles",
}

// spdxShaper holds the repairs of SPDX JSON beyond mere types, one a type of the library.
func spdxShaper(l *log) *shaper {
	refs := reflect.TypeFor[[]common.DocElementID]()
	return &shaper{
		log:     l,
		aliases: tagNames,
		special: map[reflect.Type]func(*shaper, any, *place) any{
			reflect.TypeFor[common.Creator]():      mendParty("sbom-repaired-creator"),
			reflect.TypeFor[common.Supplier]():     mendParty("sbom-repaired-supplier"),
			reflect.TypeFor[common.Originator]():   mendParty("sbom-repaired-supplier"),
			reflect.TypeFor[common.Annotator]():    mendParty("sbom-repaired-creator"),
			reflect.TypeFor[common.ElementID]():    mendElementID,
			reflect.TypeFor[common.DocElementID](): mendReference,
			reflect.TypeFor[common.DocumentID]():   mendDocumentID,
			reflect.TypeFor[v2_3.Package]():        mendPackage,
		},
		// Fields that the library's own decoders read beside those of the types.
		extra: map[reflect.Type]map[string]reflect.Type{
			reflect.TypeFor[v2_3.Document]():                 {"documentDescribes": refs},
			reflect.TypeFor[v2_3.Package]():                  {"hasFiles": refs},
			reflect.TypeFor[v2_3.PackageExternalReference](): {},
		},
	}
}

// mendParty mends "who": the library wants "Person: …", "Organization: …" or "Tool: …" and fails
// on anything without a colon. What has none gets an empty kind, for we do not know which it is.
func mendParty(code string) func(*shaper, any, *place) any {
	return func(s *shaper, v any, at *place) any {
		if list, ok := v.([]any); ok && len(list) > 0 {
			s.log.repair(code, at, v)
			v = list[0]
		}
		text, ok := v.(string)
		switch {
		case !ok || strings.TrimSpace(text) == "":
			s.log.repair(code, at, v)
			return dropped
		case text == "NOASSERTION" || strings.Contains(text, ":"):
			return text
		}
		s.log.repair(code, at, v)
		return ": " + text
	}
}

const (
	elementPrefix  = "SPDXRef-"
	documentPrefix = "DocumentRef-"
)

func mendElementID(s *shaper, v any, at *place) any {
	text, ok := v.(string)
	if !ok || text == "" || text == elementPrefix {
		s.log.repair("sbom-repaired-id", at, v)
		return dropped
	}
	if strings.HasPrefix(text, elementPrefix) {
		return text
	}
	s.log.repair("sbom-repaired-id", at, v)
	return elementPrefix + text
}

func mendReference(s *shaper, v any, at *place) any {
	text, ok := v.(string)
	if object, isObject := v.(map[string]any); isObject {
		text, ok = object["SPDXID"].(string)
	}
	switch {
	case v == nil || v == any(""):
		s.log.repair("sbom-repaired-reference", at, v)
		return dropped
	case !ok || text == "":
		s.log.leaveOut(at, v)
		return dropped
	}
	if right := withPrefixes(text); right != text || v != any(text) {
		s.log.repair("sbom-repaired-reference", at, v)
		return right
	}
	return text
}

// withPrefixes puts the prefixes in front of a reference that lacks them.
func withPrefixes(ref string) string {
	document, element := "", ref
	if strings.HasPrefix(ref, documentPrefix) {
		before, after, found := strings.Cut(ref, ":")
		if !found {
			return ref
		}
		document, element = before+":", after
	}
	if element == "NONE" || element == "NOASSERTION" || strings.HasPrefix(element, elementPrefix) && element != elementPrefix {
		return ref
	}
	return document + elementPrefix + strings.TrimPrefix(element, elementPrefix)
}

func mendDocumentID(s *shaper, v any, at *place) any {
	text, ok := v.(string)
	if !ok || text == "" || text == documentPrefix {
		s.log.repair("sbom-repaired-reference", at, v)
		return dropped
	}
	if !strings.HasPrefix(text, documentPrefix) {
		s.log.repair("sbom-repaired-reference", at, v)
		text = documentPrefix + text
	}
	return text
}

// mendPackage makes text of the licence fields before the types are looked at, so that no licence is lost.
func mendPackage(s *shaper, v any, at *place) any {
	if object, ok := v.(map[string]any); ok {
		s.rename(object, reflect.TypeFor[v2_3.Package](), at)
		for _, name := range []string{"licenseDeclared", "licenseConcluded"} {
			switch x := object[name].(type) {
			case nil, string:
			default:
				s.log.repair("sbom-repaired-license", at.field(name), x)
				lost := false
				if object[name] = licenseText(x, &lost); lost {
					s.log.lose("sbom-left-out", at.field(name), x)
				}
			}
		}
	}
	return s.shapeObject(v, reflect.TypeFor[v2_3.Package](), at)
}

// licenseText makes one text of a licence value of any shape. A list without further word is
// joined by AND where its entries are expressions, and stays words where one is not. Lost is set
// where an object says something in fields that are not known.
func licenseText(v any, lost *bool) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		return joinLicenses(v, lost)
	case map[string]any:
		var all []any
		for _, name := range []string{"licenseId", "id", "expression", "name", "license"} {
			if w := licenseText(v[name], lost); w != "" && !slices.Contains(all, any(w)) {
				all = append(all, w)
			}
		}
		if len(all) == 0 {
			w := licenseText(v["extractedText"], lost)
			*lost = *lost || w == "" && len(v) > 0
			return w
		}
		return joinLicenses(all, lost)
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

func joinLicenses(list []any, lost *bool) string {
	var words []string
	expressions := true
	for _, x := range list {
		if w := licenseText(x, lost); w != "" {
			words = append(words, w)
			expressions = expressions && inventory.ReadLicense(w).State == inventory.Known
		}
	}
	if !expressions || len(words) < 2 {
		return strings.Join(words, ", ")
	}
	return "(" + strings.Join(words, ") AND (") + ")"
}

// unescapeNames undoes JSON's escapes in names, which the library's own decoders leave in.
func unescapeNames(doc *spdx.Document) {
	if c := doc.CreationInfo; c != nil {
		for i := range c.Creators {
			unescape(&c.Creators[i].Creator)
		}
	}
	for _, p := range doc.Packages {
		if p == nil {
			continue
		}
		if p.PackageSupplier != nil {
			unescape(&p.PackageSupplier.Supplier)
		}
		if p.PackageOriginator != nil {
			unescape(&p.PackageOriginator.Originator)
		}
	}
}

func unescape(s *string) {
	if !strings.Contains(*s, `\`) {
		return
	}
	// The library cuts all quotation marks off the end, also one that belongs to an escape.
	for _, text := range []string{`"` + *s + `"`, `"` + *s + `""`} {
		var plain string
		if json.Unmarshal([]byte(text), &plain) == nil {
			*s = plain
			return
		}
	}
}
