// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"
)

// A swiftPin is a package in Package.resolved; version 1 had other names for two of the fields.
type swiftPin struct {
	Package, RepositoryURL   string
	Identity, Kind, Location string
	State                    struct{ Branch, Revision, Version string }
}

// readSwiftLock reads Package.resolved of versions 1 to 3 (swift.org, Swift Package Manager). It says nothing of what needs what.
func readSwiftLock(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	var version int
	if err := json.Unmarshal(file.fields["version"].raw, &version); err != nil {
		return errors.New("version is no number")
	}
	g.Document.Version = fmt.Sprint(version)
	g.Guessed = true
	pins := file.fields["pins"]
	switch {
	case version > 3 || version < 1:
		return fmt.Errorf("version %d is not known", version)
	case version == 1:
		object := file.fields["object"]
		list, err := members(object.raw, object.at.end-len(object.raw))
		if err != nil {
			return fmt.Errorf("object: %w", err)
		}
		for _, m := range list {
			if m.key == "pins" {
				pins = m
			}
		}
	}
	list, err := elements(pins.raw, pins.at.end-len(pins.raw))
	if err != nil {
		return fmt.Errorf("pins: %w", err)
	}
	line := g.counter()
	for _, m := range list {
		var pin swiftPin
		at := line(m.at.start)
		if err := json.Unmarshal(m.raw, &pin); err != nil {
			g.lost(at, "pins")
			continue
		}
		if pin.Kind == "localSourceControl" {
			continue // lies beside the project
		}
		p := pkg{version: firstOf(pin.State.Version, pin.State.Revision), line: at}
		p.namespace, p.name = swiftName(firstOf(pin.Location, pin.RepositoryURL))
		if p.name == "" { // of a registry: scope.name
			p.namespace, p.name, _ = strings.Cut(pin.Identity, ".")
		}
		if p.name == "" {
			p.namespace, p.name = "", firstOf(pin.Package, pin.Identity)
		}
		if p.name == "" {
			g.lost(at, "pins")
			continue
		}
		p.key = p.namespace + "/" + p.name + "@" + p.version
		g.add(p)
	}
	return nil
}

// swiftName takes the address of a repository apart as purls do: host and folder, and the name.
func swiftName(location string) (namespace, name string) {
	_, address, ok := strings.Cut(location, "://")
	if !ok { // git@host:folder/name.git
		if _, address, ok = strings.Cut(location, "@"); !ok {
			return "", ""
		}
		address = strings.Replace(address, ":", "/", 1)
	}
	if _, host, ok := strings.Cut(address, "@"); ok { // who asks is not part of the name
		address = host
	}
	address = strings.TrimSuffix(strings.TrimSuffix(address, "/"), ".git")
	dir, name := path.Split(address)
	return strings.ToLower(strings.TrimSuffix(dir, "/")), name
}
