// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"encoding/hex"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

func pythonPURL(name, version string) string {
	p := packageurl.NewPackageURL(packageurl.TypePyPi, "", inventory.PythonName(name), version, nil, "")
	if name == "" || p.Normalize() != nil {
		return ""
	}
	return p.ToString()
}

// A requirement is one as PEP 508 writes it: name[extras] range; marker, or name @ address.
type requirement struct {
	name    string // normalised
	extras  []string
	version string // where the range admits only one
	address string
	marker  string
	wording string
}

// readRequirement reads a requirement; false where it is none.
func readRequirement(text string) (requirement, bool) {
	r := requirement{wording: strings.TrimSpace(text)}
	rest := r.wording
	n := 0
	for n < len(rest) && nameByte(rest[n]) {
		n++
	}
	r.name, rest = inventory.PythonName(rest[:n]), strings.TrimSpace(rest[n:])
	if r.name == "" || r.name[0] == '-' {
		return r, false
	}
	if strings.HasPrefix(rest, "[") {
		inside, after, ok := strings.Cut(rest[1:], "]")
		if !ok {
			return r, false
		}
		for extra := range strings.SplitSeq(inside, ",") {
			if e := inventory.PythonName(extra); e != "" {
				r.extras = append(r.extras, e)
			}
		}
		rest = strings.TrimSpace(after)
	}
	if address, ok := strings.CutPrefix(rest, "@"); ok {
		address = strings.TrimSpace(address)
		address, r.marker, _ = strings.Cut(address, " ;")
		r.address, r.marker = strings.TrimSpace(address), strings.TrimSpace(r.marker)
		return r, r.address != ""
	}
	rest, r.marker, _ = strings.Cut(rest, ";")
	r.marker = strings.TrimSpace(r.marker)
	rest = strings.TrimSpace(strings.Trim(strings.TrimSpace(rest), "()"))
	if rest != "" && strings.IndexByte("=<>!~", rest[0]) < 0 {
		return r, false
	}
	r.version = pinned(rest)
	return r, true
}

func nameByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.'
}

// pinned is the version that a range admits alone, "" where it admits several.
func pinned(wording string) string {
	v, ok := strings.CutPrefix(wording, "==")
	v = strings.TrimSpace(strings.TrimPrefix(v, "="))
	if !ok || strings.ContainsAny(v, "*, <>!~=") {
		return ""
	}
	return v
}

// pkg is the package that a requirement asks for.
func (r requirement) pkg(line int) pkg {
	p := pkg{key: strings.TrimSpace(r.name + " " + r.version), name: r.name, version: r.version, line: line}
	p.from(r.address)
	return p
}

// from enters the address that a package is taken from instead of by its name from an index. A purl has qualifiers for it.
func (p *pkg) from(address string) {
	switch {
	case address == "":
	case inventory.IsRepository(address):
		p.qualifiers = map[string]string{"vcs_url": inventory.Clip(address, maxField)}
	case strings.HasPrefix(address, "http://"), strings.HasPrefix(address, "https://"):
		address, _, _ = strings.Cut(address, "#")
		p.qualifiers = map[string]string{"download_url": inventory.Clip(address, maxField)}
		p.download = address
		if p.version == "" { // a wheel says it in its name: name-version-…
			if parts := strings.Split(strings.TrimSuffix(path.Base(address), ".whl"), "-"); strings.HasSuffix(address, ".whl") && len(parts) >= 5 {
				p.version = parts[1]
			}
		}
	}
}

// repository is the address of a package in version control, as purls and pip write it.
func repository(address, commit string) string {
	if address == "" {
		return ""
	}
	if !strings.HasPrefix(address, "git+") {
		address = "git+" + address
	}
	if commit != "" {
		address += "@" + commit
	}
	return address
}

// isLocal reports whether an address is that of a folder or file of the project itself.
func isLocal(address string) bool {
	return address == "." || strings.HasPrefix(address, "./") || strings.HasPrefix(address, "../") || strings.HasPrefix(address, "/") ||
		strings.HasPrefix(address, "file:")
}

// pythonScope is the scope that a group, an extra or a file has by its name: what one has for work on the software, and what is for tests.
// fallback is for a name that says neither.
func pythonScope(name string, fallback inventory.Scope) inventory.Scope {
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch word {
		case "main", "default", "base", "prod", "production", "runtime":
			return inventory.Runtime
		case "test", "tests", "testing", "tox", "nox", "coverage":
			return inventory.Test
		case "dev", "develop", "development", "devel", "lint", "linting", "typing", "docs", "doc", "rtd", "ci", "local", "mypy", "pre", "style", "format":
			return inventory.Dev
		case "build", "packaging", "release":
			return inventory.Build
		}
	}
	return fallback
}

// oneHash reads "algorithm:digest" where it is the only one: of several files with that name and version nothing says which is used.
func oneHash(all ...string) []inventory.Hash {
	if len(all) != 1 {
		return nil
	}
	name, digest, _ := strings.Cut(all[0], ":")
	switch name {
	case "sha256", "sha384", "sha512", "md5", "sha1":
		if _, err := hex.DecodeString(digest); err == nil && digest != "" {
			return []inventory.Hash{{Algorithm: strings.ToUpper(name), Value: strings.ToLower(digest)}}
		}
	}
	return nil
}
