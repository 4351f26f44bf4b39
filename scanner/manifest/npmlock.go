// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// An npmEntry is a package in a lock file: of version 2 and 3 under the path of its folder, of version 1 under its name.
type npmEntry struct {
	Name, Version, Resolved, Integrity string
	License                            json.RawMessage
	Link, Dev, Optional, Extraneous    bool
	DevOptional                        bool
	Requires                           json.RawMessage
	Dependencies                       json.RawMessage
	DevDependencies                    map[string]string
	OptionalDependencies               map[string]string
	PeerDependencies                   map[string]string
}

// readNPMLock reads package-lock.json of versions 1 to 3 (docs.npmjs.com, "package-lock.json").
func readNPMLock(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	var version int
	if v, ok := file.fields["lockfileVersion"]; ok && json.Unmarshal(v.raw, &version) != nil {
		return errors.New("lockfileVersion is no number")
	}
	g.Document.Version = fmt.Sprint(version)
	if name, number := file.fields["name"].text(), file.fields["version"].text(); name != "" {
		g.Project = npmPURL(name, number)
	}
	switch {
	case version > 3:
		return fmt.Errorf("lockfileVersion %d is not known", version)
	case !file.fields["packages"].isNull():
		return g.npmPackages(file.fields["packages"])
	case !file.fields["dependencies"].isNull():
		g.tells = string(file.fields["requires"].raw) == "true" // before npm 5 packages had no list of theirs
		return g.npmTree(file.fields["dependencies"])
	}
	return nil
}

func npmPURL(name, version string) string {
	namespace, short := npmName(name)
	p := packageurl.NewPackageURL(packageurl.TypeNPM, namespace, short, version, nil, "")
	if p.Normalize() != nil {
		return ""
	}
	return p.ToString()
}

func npmName(name string) (namespace, short string) {
	if scope, rest, ok := strings.Cut(name, "/"); ok && strings.HasPrefix(scope, "@") {
		return scope, rest
	}
	return "", name
}

const npmFolder = "node_modules/"

// npmPackages reads "packages", where every folder that npm fills has an entry, and "" is the project.
func (g *graph) npmPackages(v value) error {
	list, err := members(v.raw, v.at.end-len(v.raw))
	if err != nil {
		return fmt.Errorf("packages: %w", err)
	}
	entries := make(map[string]*npmEntry, len(list))
	at := map[string]int{}
	line := g.counter()
	for _, m := range list {
		var e npmEntry
		n := line(m.at.start)
		if err := json.Unmarshal(m.raw, &e); err != nil {
			g.lost(n, m.key)
			continue
		}
		entries[m.key] = &e
		at[m.key] = -1
		if i := strings.LastIndex(m.key, npmFolder); i >= 0 && !e.Link {
			at[m.key] = g.npmPackage(m.key, firstOf(e.Name, m.key[i+len(npmFolder):]), &e, n)
		}
	}
	for _, m := range list {
		e := entries[m.key]
		if e == nil || e.Link {
			continue
		}
		from := at[m.key]
		if from < 0 && strings.Contains(m.key, npmFolder) {
			continue
		}
		// What is no package is the project or a part of its workspace.
		needs := func(names map[string]string, scope inventory.Scope, demanded bool) {
			for _, name := range sortedKeys(names) {
				if to, ok := g.npmFind(entries, at, m.key, name); ok {
					g.need(from, to, scope, 0)
				} else if demanded {
					g.missing(from)
				}
			}
		}
		var runtime map[string]string
		if len(e.Dependencies) > 0 && json.Unmarshal(e.Dependencies, &runtime) != nil {
			g.lost(line(m.at.start), m.key)
		}
		for name := range e.OptionalDependencies {
			delete(runtime, name) // npm lists them in both
		}
		needs(runtime, inventory.Runtime, true)
		needs(e.PeerDependencies, inventory.Runtime, false)
		needs(e.OptionalDependencies, inventory.Optional, false)
		if from < 0 {
			needs(e.DevDependencies, inventory.Dev, false)
		}
	}
	return nil
}

// npmFind finds the package that a folder gets when it asks for a name: the nearest node_modules above it that has it.
func (g *graph) npmFind(entries map[string]*npmEntry, at map[string]int, folder, name string) (int, bool) {
	for dir := folder; ; {
		key := strings.TrimPrefix(dir+"/"+npmFolder+name, "/")
		if e := entries[key]; e != nil {
			if e.Link { // to a part of the workspace, which is the project's own
				return 0, false
			}
			return at[key], true
		}
		if dir == "" {
			return 0, false
		}
		if i := strings.LastIndex(dir, "/"+npmFolder); i >= 0 {
			dir = dir[:i]
		} else if strings.HasPrefix(dir, npmFolder) || path.Dir(dir) == "." {
			dir = ""
		} else {
			dir = path.Dir(dir)
		}
	}
}

// npmPackage takes in an entry.
func (g *graph) npmPackage(key, name string, e *npmEntry, line int) int {
	p := pkg{key: key, version: e.Version, line: line}
	p.namespace, p.name = npmName(name)
	if len(e.License) > 0 {
		if l, err := npmLicense(value{raw: e.License}); err == nil {
			p.license = l
		} else {
			g.lost(line, key+": license")
		}
	}
	if strings.HasPrefix(e.Resolved, "http") {
		p.download = e.Resolved
	}
	p.hashes = integrity(e.Integrity)
	return g.add(p)
}

// integrity reads a subresource integrity string (W3C SRI): algorithms with base64 digests.
func integrity(s string) []inventory.Hash {
	var list []inventory.Hash
	for word := range strings.FieldsSeq(s) {
		name, digest, ok := strings.Cut(word, "-")
		raw, err := base64.StdEncoding.DecodeString(digest)
		if ok && err == nil && slices.Contains([]string{"sha1", "sha256", "sha384", "sha512"}, name) {
			list = append(list, inventory.Hash{Algorithm: strings.ToUpper(name), Value: hex.EncodeToString(raw)})
		}
	}
	return list
}
