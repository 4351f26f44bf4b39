// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
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
	Link, Dev, Optional                bool
	Requires                           json.RawMessage
	Dependencies                       json.RawMessage
}

// readNPMLock reads package-lock.json of versions 1 to 3 (docs.npmjs.com, "package-lock.json"). Of a file that breaks off it reads the
// packages before that place.
func readNPMLock(g *graph) error {
	file, broken := document(g.data)
	if b := (*brokenValue)(nil); errors.As(broken, &b) && file.fields["packages"].isNull() {
		file.fields[b.value.key] = b.value
	}
	if err := g.npmLock(file); broken == nil {
		return err
	}
	return broken
}

func (g *graph) npmLock(file jsonFile) error {
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

const npmFolders = "node_modules/"

// An npmFolder is what counts of an entry once its package is taken in: the file may have very many.
type npmFolder struct {
	key   string
	at    int  // of the package; -1 for the project, a part of it, or what was lost
	link  bool // to a part of the workspace, which is the project's own
	needs []npmNeed
}

type npmNeed struct {
	name     int32 // index in the names
	scope    uint8 // index in scopeNames
	demanded bool  // without it the entry would not be whole
}

// npmNames are the names that packages need others by, each once, however many need it.
type npmNames struct {
	all []string
	at  map[string]int32
}

func (n *npmNames) index(name string) int32 {
	i, ok := n.at[name]
	if !ok {
		i = int32(len(n.all))
		n.all, n.at[name] = append(n.all, name), i
	}
	return i
}

// npmPackages reads "packages", where every folder that npm fills has an entry, and "" is the project.
func (g *graph) npmPackages(v value) error {
	var list []npmFolder
	names := &npmNames{at: map[string]int32{}}
	g.expect(bytes.Count(v.raw, []byte(`"resolved"`)))
	line := g.counter()
	err := visit(v.raw, v.at.end-len(v.raw), '{', func(m value) error {
		if len(list) > maxPackages {
			g.tooMany()
			return errStop
		}
		n := line(m.at.start)
		e, needs, ok := npmFields(m.raw, names)
		if !ok {
			g.lost(n, m.key)
			return nil
		}
		f := npmFolder{key: m.key, at: -1, link: e.Link}
		i := strings.LastIndex(m.key, npmFolders)
		if i >= 0 && !e.Link {
			f.at = g.npmPackage(m.key, firstOf(e.Name, m.key[i+len(npmFolders):]), &e, n)
		}
		if f.at >= 0 || i < 0 && !e.Link {
			f.needs = needs
		}
		list = append(list, f)
		return nil
	})
	folders := make(map[string]*npmFolder, len(list))
	for i := range list {
		folders[list[i].key] = &list[i]
	}
	for i := range list {
		f := &list[i]
		if folders[f.key] != f { // named again further down, which counts
			continue
		}
		for _, n := range f.needs {
			scope := scopeNames[n.scope]
			if scope == inventory.Dev && f.at >= 0 {
				continue // which nobody installs of a package
			}
			if to, ok := npmFind(folders, f.key, names.all[n.name]); ok {
				g.need(f.at, to, scope, 0)
			} else if n.demanded {
				g.missing(f.at)
			}
		}
	}
	if err != nil && err != errStop {
		return fmt.Errorf("packages: %w", err)
	}
	return nil
}

// errStop ends a visit of what is left; that it ends has been said.
var errStop = errors.New("no more")

// npmFields reads an entry. It is not ok where a field is not of the kind that npm writes.
func npmFields(raw []byte, names *npmNames) (e npmEntry, needs []npmNeed, ok bool) {
	ok = true
	optional := map[int32]bool{}
	text := func(into *string, v value) {
		s, is := v.asText()
		*into, ok = s, ok && is
	}
	flag := func(into *bool, v value) {
		*into = string(v.raw) == "true"
		ok = ok && (*into || string(v.raw) == "false")
	}
	table := func(v value, scope inventory.Scope, demanded bool) {
		err := visit(v.raw, 0, '{', func(m value) error {
			name := names.index(m.key)
			if scope == inventory.Optional {
				optional[name] = true
			}
			needs = append(needs, npmNeed{name, uint8(slices.Index(scopeNames, scope)), demanded})
			return nil
		})
		ok = ok && err == nil
	}
	err := visit(raw, 0, '{', func(v value) error {
		if v.isNull() {
			return nil
		}
		switch v.key {
		case "name":
			text(&e.Name, v)
		case "version":
			text(&e.Version, v)
		case "resolved":
			text(&e.Resolved, v)
		case "integrity":
			text(&e.Integrity, v)
		case "license":
			e.License = v.raw
		case "link":
			flag(&e.Link, v)
		case "dependencies":
			table(v, inventory.Runtime, true)
		case "peerDependencies":
			table(v, inventory.Runtime, false)
		case "optionalDependencies":
			table(v, inventory.Optional, false)
		case "devDependencies":
			table(v, inventory.Dev, false)
		}
		return nil
	})
	if len(optional) > 0 { // npm lists them among the others too
		for i, n := range needs {
			needs[i].demanded = n.demanded && !optional[n.name]
		}
	}
	slices.SortStableFunc(needs, func(a, b npmNeed) int { return strings.Compare(names.all[a.name], names.all[b.name]) })
	return e, slices.Clip(needs), ok && err == nil
}

// npmFind finds the package that a folder gets when it asks for a name: the nearest node_modules above it that has it.
func npmFind(folders map[string]*npmFolder, folder, name string) (int, bool) {
	for dir := folder; ; {
		key := strings.TrimPrefix(dir+"/"+npmFolders+name, "/")
		if f := folders[key]; f != nil {
			return f.at, true
		}
		if dir == "" {
			return 0, false
		}
		if i := strings.LastIndex(dir, "/"+npmFolders); i >= 0 {
			dir = dir[:i]
		} else if strings.HasPrefix(dir, npmFolders) || path.Dir(dir) == "." {
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
