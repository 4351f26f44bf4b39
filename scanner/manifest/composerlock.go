// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// A composerEntry is a package in composer.lock and in installed.json, which has it as composer.json does. The maps may be
// empty lists: PHP does not tell them apart.
type composerEntry struct {
	Name, Version             string
	Require, Provide, Replace json.RawMessage
	License                   json.RawMessage
	Dist                      struct{ URL, Shasum string }
	Source                    struct{ URL, Reference string }
}

// readComposerLock reads composer.lock (getcomposer.org/doc, "Libraries", and the schema of the file). Which packages the
// project chose itself is in composer.json.
func readComposerLock(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	g.Guessed = true
	var c composer
	c.line = g.counter()
	for _, list := range []struct {
		name  string
		scope inventory.Scope
	}{{"packages", inventory.Runtime}, {"packages-dev", inventory.Dev}} {
		if v := file.fields[list.name]; !v.isNull() {
			g.expect(bytes.Count(v.raw, []byte(`"source"`)))
			if err := c.take(g, v, func(string) inventory.Scope { return list.scope }); err != nil {
				return fmt.Errorf("%s: %w", list.name, err)
			}
		}
	}
	c.relate(g)
	return nil
}

// readComposerInstalled reads vendor/composer/installed.json, which Composer writes of what it put into the folder: version 1 a
// list, version 2 an object.
func readComposerInstalled(g *graph) error {
	g.Folder = path.Join(g.Folder, "../..")
	g.Guessed = true
	var c composer
	c.line = g.counter()
	list := value{raw: g.data, at: span{0, len(g.data)}}
	dev := map[string]bool{}
	if file, err := document(g.data); err == nil {
		list = file.fields["packages"]
		names, err := file.fields["dev-package-names"].texts()
		if err != nil && !file.fields["dev-package-names"].isNull() {
			return fmt.Errorf("dev-package-names: %w", err)
		}
		for _, name := range names {
			dev[name] = true
		}
	}
	if list.isNull() {
		return errors.New("no packages")
	}
	if err := c.take(g, list, func(name string) inventory.Scope {
		if dev[name] {
			return inventory.Dev
		}
		return inventory.Runtime
	}); err != nil {
		return err
	}
	c.relate(g)
	return nil
}

// A composer collects packages until all are there.
type composer struct {
	line     func(int) int
	requires [][]string // of each
	names    map[string]string
	lines    []int
	at       []int          // places in the graph
	byName   map[string]int // of packages
	standing map[string]int // for names that a package says it stands for
}

func (c *composer) take(g *graph, v value, scope func(name string) inventory.Scope) error {
	if c.byName == nil {
		c.byName, c.standing, c.names = map[string]int{}, map[string]int{}, map[string]string{}
	}
	err := visit(v.raw, v.at.end-len(v.raw), '[', func(item value) error {
		var e composerEntry
		line := c.line(item.at.start)
		if err := json.Unmarshal(item.raw, &e); err != nil || e.Name == "" {
			g.lost(line, e.Name)
			return nil
		}
		name := strings.ToLower(e.Name)
		p := pkg{key: name, name: name, version: e.Version, line: line, scope: scope(e.Name), download: e.Dist.URL}
		if namespace, short, ok := strings.Cut(name, "/"); ok {
			p.namespace, p.name = namespace, short
		}
		if len(e.License) > 0 && string(e.License) != "null" {
			raws, err := value{raw: e.License}.texts()
			if err != nil {
				g.lost(line, e.Name+": license")
			}
			p.license = alternatives(raws)
		}
		if isHex(e.Dist.Shasum, 40) {
			p.hashes = []inventory.Hash{{Algorithm: "SHA1", Value: e.Dist.Shasum}}
		}
		at := g.add(p)
		if at < 0 {
			return errStop
		}
		if e.Source.URL != "" && !strings.HasPrefix(e.Source.URL, ".") {
			g.Components[at].Distribution.Source = inventory.Clip(e.Source.URL, maxField)
		}
		c.byName[name] = at
		for _, raw := range []json.RawMessage{e.Replace, e.Provide} {
			for _, other := range c.listed(raw) {
				if _, ok := c.standing[other]; !ok {
					c.standing[other] = at
				}
			}
		}
		c.requires, c.lines, c.at = append(c.requires, c.listed(e.Require)), append(c.lines, line), append(c.at, at)
		return nil
	})
	if err == errStop {
		return nil
	}
	return err
}

// relate leads from each package to what it requires. What is no package is of the platform: PHP and its extensions.
func (c *composer) relate(g *graph) {
	for i, names := range c.requires {
		for _, name := range names {
			to, ok := c.byName[name]
			if !ok {
				to, ok = c.standing[name]
			}
			switch {
			case ok && to != c.at[i]:
				g.need(c.at[i], to, inventory.Runtime, c.lines[i])
			case !ok && strings.Contains(name, "/"): // no package of the platform
				g.missing(c.at[i])
			}
		}
	}
}

// listed are the names in an object, sorted; nothing of an empty list, which PHP does not tell from one.
func (c *composer) listed(raw json.RawMessage) []string {
	var list []string
	if visit(raw, 0, '{', func(m value) error {
		name := strings.ToLower(m.key)
		if one, there := c.names[name]; there {
			name = one
		} else {
			c.names[name] = name
		}
		list = append(list, name)
		return nil
	}) != nil {
		return nil
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// readComposerNeeds reads what a composer.json requires.
func readComposerNeeds(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	namespace, name, scoped := strings.Cut(file.fields["name"].text(), "/")
	if !scoped {
		namespace, name = "", namespace
	}
	g.Project = purl(packageurl.TypeComposer, namespace, name, file.fields["version"].text())
	line := g.counter()
	for _, list := range []struct {
		name  string
		scope inventory.Scope
	}{{"require", inventory.Runtime}, {"require-dev", inventory.Dev}} {
		v := file.fields[list.name]
		if v.isNull() || v.raw[0] != '{' { // an empty list is an empty object here
			continue
		}
		needs, err := members(v.raw, v.at.end-len(v.raw))
		if err != nil {
			return fmt.Errorf("%s: %w", list.name, err)
		}
		for _, n := range needs {
			key := strings.ToLower(n.key)
			namespace, name, ok := strings.Cut(key, "/")
			if !ok { // php, ext-json, lib-curl, composer-plugin-api
				continue
			}
			at := line(n.at.start)
			g.needAs(-1, g.add(pkg{key: key, namespace: namespace, name: name, line: at}), list.scope, at, n.text())
		}
	}
	return nil
}
