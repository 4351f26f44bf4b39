// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// A strayKey is one that shows that a JSON document holds more than a reader of its format looks for.
type strayKey struct {
	at   int
	name string
	top  bool // it stands in the first object
}

// maxStray is how many of them are remembered: one is enough to say so.
const maxStray = 8

// documentKeys open the documents of a format. Below the first object they begin a second document.
var documentKeys = []string{"bomFormat", "spdxVersion"}

// besideKeys are those of the first object that lists of another format stand under, or misspelt ones.
var besideKeys = map[string][]string{
	CycloneDXJSON: {"spdxVersion", "packages", "package", "component", "service", "@graph"},
	SPDXJSON:      {"bomFormat", "components", "component", "package", "@graph"},
	SPDXYAML:      {"bomFormat", "components", "component", "package", "@graph"},
}

// isStrayCandidate is a quick look at a key: nearly all others are told apart by it.
func isStrayCandidate(key []byte, top bool) bool {
	if top {
		return true
	}
	if n := len(key) - 2; n == len("bomFormat") || n == len("spdxVersion") {
		return key[1]|0x20 == 'b' || key[1]|0x20 == 's'
	}
	return bytes.IndexByte(key, '\\') >= 0
}

// stray remembers a key that may be one of those above.
func (s *jsonScan) stray(key []byte, at, depth int) {
	if len(s.strays) >= maxStray || !isStrayCandidate(key, depth == 1) {
		return
	}
	var name string
	if json.Unmarshal(key, &name) != nil {
		return
	}
	same := func(known string) bool { return strings.EqualFold(known, name) }
	inner := slices.ContainsFunc(documentKeys, same)
	if depth > 1 && inner || depth == 1 && (inner || slices.ContainsFunc(besideKeys[CycloneDXJSON], same) || slices.ContainsFunc(besideKeys[SPDXJSON], same)) {
		s.strays = append(s.strays, strayKey{at, name, depth == 1})
	}
}

// reportStrays says that there is more in the document than is read of it: a part under a name that the format does not
// have, the same software told in another format, or a whole second document inside the first.
func (r *reading) reportStrays(s jsonScan) {
	for _, k := range s.strays {
		if k.top && !slices.ContainsFunc(besideKeys[r.format], func(known string) bool { return strings.EqualFold(known, k.name) }) {
			continue
		}
		r.log.lose("sbom-several-documents", offset{r, k.at}, k.name)
	}
}

// isStrayField reports whether a name, in whatever spelling, is one under which licences or packages stand: a type
// without such a field would lose them.
func isStrayField(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "licen") || name == "packages"
}

// licenseFieldNames are the fields of both formats that begin like a licence.
var licenseFieldNames = map[string]bool{
	`"license"`: true, `"licenses"`: true, `"licensing"`: true, `"licenseIdentifier"`: true, `"licenseTypes"`: true, `"licensor"`: true, `"licensee"`: true,
	`"licenseDeclared"`: true, `"licenseConcluded"`: true, `"licenseComments"`: true, `"licenseInfoFromFiles"`: true, `"licenseInfoInFiles"`: true,
	`"licenseInfoInSnippets"`: true, `"licenseId"`: true, `"licenseListVersion"`: true,
}

// isOddLicense reports whether a key begins like those of licences and is none of them.
func isOddLicense(key []byte) bool {
	const begin = "licen"
	return len(key) > len(begin)+1 && bytes.EqualFold(key[1:len(begin)+1], []byte(begin)) && !licenseFieldNames[string(key)]
}

// besideLicense are keys that name a licence where the format has another place for it: beside the "license" of an
// entry, and in it beside "id" and "name".
var besideLicense = map[string]bool{"id": true, "name": true, "url": true, "licenseid": true}

// isAstray reports whether the key that was met last names a licence, or packages, where no format has such a field.
func (c *container) isAstray(depth int) bool {
	switch {
	case depth > 1 && bytes.EqualFold(c.last, []byte(`"packages"`)):
		return true
	case isLicenseKey(c.last):
		return !c.choice
	case isOddLicense(c.last):
		return true
	case isLicensesKey(c.last):
		return c.choice || c.holder || depth == 1
	case c.choice:
		return len(c.last) > 2 && len(c.last) < 12 && besideLicense[strings.ToLower(string(c.last[1:len(c.last)-1]))]
	}
	return c.holder && (bytes.EqualFold(c.last, []byte(`"expression"`)) || bytes.EqualFold(c.last, []byte(`"licenseId"`)))
}
