// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"fmt"
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Role says what a file is by its name there to tell of licences: [inventory.RoleLicense],
// [inventory.RoleNotice] or [inventory.RoleReadme]; "" for all others.
func Role(name string) string {
	base := strings.ToLower(path.Base(name))
	isLicense := IsLicenseFile(name)
	switch {
	case isLicense && isNoticeName(base):
		return inventory.RoleNotice
	case isLicense:
		return inventory.RoleLicense
	case strings.HasPrefix(base, "readme") && !isSource(base):
		return inventory.RoleReadme
	}
	return ""
}

// A pathClass is all that detection makes of the path of a file, so that files of the same content
// and class have the same findings.
type pathClass struct {
	license bool // it is there to carry a licence
	terms   bool // and for terms rather than notices
	log     bool // it tells what was done
	list    bool // it names other people's packages; no path tells that
}

func classOf(path string) pathClass {
	c := pathClass{license: IsLicenseFile(path), log: isChangeLog(path)}
	c.terms = c.license && holdsTerms(path)
	return c
}

// PathClass names what [Scan] makes of a path beside noting it: where it is the same, the same
// content gives the same Result but for the path.
func PathClass(path string) string {
	if c := classOf(path); c != (pathClass{}) {
		return fmt.Sprintf("%+v", c) // with whatever a class may have one day
	}
	return ""
}

// isNoticeName tells NOTICE and third-party lists, which speak of what others contributed.
func isNoticeName(base string) bool {
	return strings.HasPrefix(base, "notice") || strings.HasPrefix(base, "third")
}

// licenseNames begin the names of files that are there to carry a licence, in lower case.
var licenseNames = []string{
	"license", "licence", "licenses", "licences", "licensing", "licencing", "copying", "copyright", "unlicense", "notice", "eula", "legal", "patents", "mit-license",
	"license-agreement", "licenseagreement", "licenceagreement", "end-user-license", "end-user-licence", "end_user_license", "end user license", "enduserlicense",
	"terms-of-use", "terms_of_use", "terms of use", "termsofuse", "terms-of-service", "terms-and-conditions",
	"lizenz", "lizenzen", "lizenzvertrag", "lizenzbedingungen", "lizenzvereinbarung", "nutzungsbedingungen", "endbenutzer-lizenzvertrag", "endnutzer-lizenzvertrag",
	"third-party-notices", "thirdpartynotices", "third_party_notices",
}

// IsLicenseFile reports whether a file is by its name there to carry a licence: LICENSE, COPYING,
// UNLICENSE, EULA, NOTICE and their like with any extension or addition, or anything in a folder
// LICENSES, but for programs, data and pictures.
func IsLicenseFile(name string) bool {
	dir, base := path.Split(name)
	base = strings.ToLower(base)
	for _, p := range licenseNames {
		rest, ok := strings.CutPrefix(base, p)
		if ok && (rest == "" || strings.IndexByte(".-_ ", rest[0]) >= 0) && !isSource(rest) {
			return true
		}
	}
	for _, s := range []string{"license", "licence", "copying", "eula", "license.txt", "license.md", "licence.txt", "licence.md", "eula.txt", "lizenz.txt", "eula.pdf", "license.pdf", "licence.pdf", "lizenz.pdf"} {
		if i := len(base) - len(s); i > 0 && strings.HasSuffix(base, s) && strings.IndexByte(".-_ ", base[i-1]) >= 0 {
			return true
		}
	}
	dir = strings.ToLower(path.Base(dir))
	return (dir == "licenses" || dir == "licences") && !isSource(base)
}

// isSource tells a program about licences, its data and its pictures from a licence.
func isSource(name string) bool {
	switch path.Ext(name) {
	case ".go", ".py", ".js", ".ts", ".tsx", ".jsx", ".java", ".kt", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".rb", ".rs", ".php",
		".pl", ".sh", ".swift", ".scala", ".lua", ".json", ".yaml", ".yml", ".toml", ".xml", ".css", ".scss", ".vue", ".sql",
		".mjs", ".cjs", ".mts", ".mm", ".m", ".groovy", ".dart", ".vb", ".fs", ".hs", ".ex", ".exs", ".erl", ".clj", ".bat", ".cmd", ".ps1", ".proto",
		".class", ".pyc", ".o", ".obj", ".a", ".so", ".dll", ".exe", ".dylib", ".mo",
		".properties", ".po", ".pot", ".csv", ".tsv", ".tmpl", ".tpl", ".erb", ".cshtml", ".hbs", ".less", ".sass", ".map", ".snap", ".plist", ".xsd", ".xsl",
		".png", ".gif", ".ico", ".svg", ".webp", ".bmp":
		return true
	}
	return false
}
