// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// nugetPackage is what a file of .NET calls a package: names are the same in any case.
func nugetPackage(name, version string, line int) pkg {
	return pkg{key: strings.ToLower(name + "/" + version), name: name, version: version, line: line}
}

// sha512 reads a digest in base64, as NuGet writes it.
func sha512(text string) []inventory.Hash {
	if raw, err := base64.StdEncoding.DecodeString(text); err == nil && len(raw) == 64 {
		return []inventory.Hash{{Algorithm: "SHA512", Value: hex.EncodeToString(raw)}}
	}
	return nil
}

// readNuGetLock reads packages.lock.json of versions 1 and 2 (learn.microsoft.com, "PackageReference in project files"). A
// package may have other needs on another platform; all are taken together.
func readNuGetLock(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	var version int
	if json.Unmarshal(file.fields["version"].raw, &version) != nil {
		return errors.New("version is no number")
	}
	g.Document.Version = fmt.Sprint(version)
	if version < 1 || version > 2 {
		return fmt.Errorf("version %d is not known", version)
	}
	v := file.fields["dependencies"]
	platforms, err := members(v.raw, v.at.end-len(v.raw))
	if err != nil {
		return fmt.Errorf("dependencies: %w", err)
	}
	line := g.counter()
	for _, platform := range platforms {
		list, err := members(platform.raw, platform.at.end-len(platform.raw))
		if err != nil {
			return fmt.Errorf("%s: %w", platform.key, err)
		}
		type entry struct {
			Type, Requested, Resolved, ContentHash string
			Dependencies                           map[string]string
			at, line                               int
		}
		entries := make([]entry, len(list))
		byName := make(map[string]int, len(list))
		for i, m := range list {
			e := &entries[i]
			e.at, e.line = -1, line(m.at.start)
			if json.Unmarshal(m.raw, e) != nil || !strings.EqualFold(e.Type, "Project") && e.Resolved == "" {
				g.lost(e.line, m.key)
				continue
			}
			byName[strings.ToLower(m.key)] = i
			if strings.EqualFold(e.Type, "Project") {
				continue
			}
			p := nugetPackage(m.key, e.Resolved, e.line)
			p.hashes = sha512(e.ContentHash)
			e.at = g.add(p)
			if strings.EqualFold(e.Type, "Direct") {
				g.needAs(-1, e.at, inventory.Runtime, e.line, e.Requested)
			}
		}
		for _, e := range entries {
			for _, name := range sortedKeys(e.Dependencies) {
				if to, ok := byName[strings.ToLower(name)]; ok {
					g.need(e.at, entries[to].at, inventory.Runtime, e.line)
				} else {
					g.missing(e.at)
				}
			}
		}
	}
	return nil
}

// readDotnetDeps reads NAME.deps.json, which lies beside a finished program and says what it loads (dotnet/sdk,
// "runtime-configuration-file").
func readDotnetDeps(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	v := file.fields["libraries"]
	if v.isNull() {
		return nil
	}
	libraries, err := members(v.raw, v.at.end-len(v.raw))
	if err != nil {
		return fmt.Errorf("libraries: %w", err)
	}
	line := g.counter()
	at := make(map[string]int, len(libraries))
	for _, m := range libraries {
		var l struct{ Type, SHA512 string }
		n := line(m.at.start)
		name, version, ok := strings.Cut(m.key, "/")
		if json.Unmarshal(m.raw, &l) != nil || !ok {
			g.lost(n, m.key)
			continue
		}
		at[strings.ToLower(m.key)] = -1
		switch strings.ToLower(l.Type) {
		case "package", "runtimepack":
			p := nugetPackage(strings.TrimPrefix(name, "runtimepack."), version, n)
			p.hashes = sha512(strings.TrimPrefix(l.SHA512, "sha512-"))
			p.scope = inventory.Runtime // it is there to be loaded
			at[strings.ToLower(m.key)] = g.add(p)
		}
	}
	if v = file.fields["targets"]; v.isNull() {
		return nil
	}
	targets, err := members(v.raw, v.at.end-len(v.raw))
	if err != nil {
		return fmt.Errorf("targets: %w", err)
	}
	for _, target := range targets {
		list, err := members(target.raw, target.at.end-len(target.raw))
		if err != nil {
			return fmt.Errorf("%s: %w", target.key, err)
		}
		for _, m := range list {
			var l struct{ Dependencies map[string]string }
			n := line(m.at.start)
			from, ok := at[strings.ToLower(m.key)]
			if json.Unmarshal(m.raw, &l) != nil || !ok {
				g.lost(n, m.key)
				continue
			}
			for _, name := range sortedKeys(l.Dependencies) {
				if to, ok := at[strings.ToLower(name+"/"+l.Dependencies[name])]; ok {
					g.need(from, to, inventory.Runtime, n)
				}
			}
		}
	}
	return nil
}

// readPackagesConfig reads packages.config (learn.microsoft.com, "packages.config reference"), in which NuGet wrote all packages
// of a project, those needed by others too, without saying by which.
func readPackagesConfig(g *graph) error {
	root, err := decodeXML(g.data)
	if err != nil {
		return err
	}
	if root.name != "packages" {
		return nil
	}
	g.Guessed = true
	for _, n := range root.children {
		if n.name != "package" {
			continue
		}
		id := n.attr("id")
		if id == "" {
			g.lost(n.line, n.name)
			continue
		}
		p := nugetPackage(id, n.attr("version"), n.line)
		p.scope = inventory.Runtime
		if strings.EqualFold(n.attr("developmentDependency"), "true") {
			p.scope = inventory.Dev
		}
		g.add(p)
	}
	return nil
}
