// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"bytes"
	"strings"

	packageurl "github.com/package-url/packageurl-go"
)

const modules = "node_modules/"

// sourceMap finds the packages whose files a map of sources names. Of each the first place counts.
func (f *file) sourceMap() {
	if !bytes.Contains(f.data[:min(len(f.data), MaxHead)], []byte(`"mappings"`)) && !bytes.Contains(f.data, []byte(`"sources"`)) {
		return
	}
	from := bytes.Index(f.data, []byte(`"sources"`))
	if from < 0 {
		return
	}
	to := bytes.IndexByte(f.data[from:], ']') // the list holds names of files, not lists
	if to < 0 {
		to = len(f.data) - from
	}
	f.paths(from, from+to, '"')
}

// bundledPaths finds what esbuild and Rollup write before each file of a package: "// node_modules/react/index.js".
func (f *file) bundledPaths() {
	for at := 0; len(f.marks) < maxMarks; {
		i := bytes.Index(f.data[at:], []byte("// "+modules))
		if i < 0 {
			return
		}
		start := at + i
		end := len(f.data)
		if n := bytes.IndexByte(f.data[start:], '\n'); n >= 0 {
			end = start + n
		}
		at = end
		if start == 0 || f.data[start-1] == '\n' {
			f.packagePath(string(f.data[start:min(end, start+maxComment)]), start, end)
		}
	}
}

// paths finds the packages in a list of paths, each of which ends with a character.
func (f *file) paths(at, to int, ends byte) {
	for at < to && len(f.marks) < maxMarks {
		i := bytes.Index(f.data[at:to], []byte(modules))
		if i < 0 {
			return
		}
		start := at + i
		end := bytes.IndexByte(f.data[start:to], ends)
		if end < 0 {
			return
		}
		at = start + end
		f.packagePath(string(f.data[start:start+min(end, maxComment)]), start, at)
	}
}

// packagePath reads the package that a path lies in, which is the last that it names. pnpm has the version in the
// folder round it: "node_modules/.pnpm/react@17.0.2/node_modules/react/index.js".
func (f *file) packagePath(p string, start, end int) {
	i := strings.LastIndex(p, modules)
	outer, inner := p[:i], p[i+len(modules):]
	parts := strings.SplitN(inner, "/", 3)
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name += "/" + parts[1]
		parts = parts[1:]
	}
	if len(parts) < 2 || !isPackage(name) { // a file, or what a bundler made up
		return
	}
	m := Mark{Kind: Path, Name: name}
	if _, store, ok := strings.Cut(outer, "/.pnpm/"); ok {
		folder, _, _ := strings.Cut(store, "/")
		folder, _, _ = strings.Cut(folder, "(")
		folder, _, _ = strings.Cut(folder, "_")
		if version, ok := strings.CutPrefix(folder, strings.ReplaceAll(name, "/", "+")+"@"); ok {
			m.Version = version
		}
	}
	m.PURL = npmPURL(name, m.Version)
	for _, had := range f.marks {
		if had.PURL == m.PURL {
			return
		}
	}
	f.add(m, start, end)
}

// isPackage reports whether npm allows a name ("Package name rules" of validate-npm-package-name).
func isPackage(name string) bool {
	if scope, rest, ok := strings.Cut(name, "/"); ok {
		return len(scope) > 1 && isPackage(scope[1:]) && isPackage(rest)
	}
	if name == "" || name[0] == '.' || name[0] == '_' || len(name) > 214 {
		return false
	}
	for _, c := range []byte(name) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~') {
			return false
		}
	}
	return true
}

func npmPURL(name, version string) string {
	namespace := ""
	if scope, rest, ok := strings.Cut(name, "/"); ok {
		namespace, name = scope, rest
	}
	p := packageurl.NewPackageURL(packageurl.TypeNPM, namespace, name, version, nil, "")
	if p.Normalize() != nil {
		return ""
	}
	return p.ToString()
}
