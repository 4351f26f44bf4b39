// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"

	"lizenzlotse/scanner/inventory"
)

// maxNPMDepth bounds how deep packages lie in packages in version 1.
const maxNPMDepth = 64

// An npmLevel is what one node_modules of version 1 holds.
type npmLevel struct {
	names map[string]int
	above *npmLevel
}

// find gives the package that is met under a name here or further up.
func (l *npmLevel) find(name string) (int, bool) {
	for ; l != nil; l = l.above {
		if i, ok := l.names[name]; ok {
			return i, true
		}
	}
	return 0, false
}

// An npmTree reads the "dependencies" of version 1: packages by name, and inside each those that it alone needs.
type npmTree struct {
	*graph
	line   func(int) int
	needed map[int]bool
}

func (g *graph) npmTree(v value) error {
	t := npmTree{g, g.counter(), map[int]bool{}}
	err := t.read(v.raw, v.at.end-len(v.raw), "", nil, 0)
	// Version 1 does not say what the project asks for itself: it is what no other package needs.
	for i := range g.Components {
		if !t.needed[i] {
			g.need(-1, i, g.Components[i].Scope, 0)
		}
	}
	return err
}

func (t *npmTree) read(raw []byte, start int, folder string, above *npmLevel, depth int) error {
	if depth > maxNPMDepth {
		return fmt.Errorf("packages more than %d deep", maxNPMDepth)
	}
	list, broken := members(raw, start)
	here := &npmLevel{map[string]int{}, above}
	entries := make([]npmEntry, len(list))
	for i, m := range list {
		e := &entries[i]
		n := t.line(m.at.start)
		if err := json.Unmarshal(m.raw, e); err != nil {
			t.lost(n, m.key)
			continue
		}
		at := t.npmPackage(folder+npmFolders+m.key, m.key, e, n)
		if at < 0 {
			return nil
		}
		c := &t.Components[at]
		switch {
		case e.Dev:
			c.Scope = inventory.Dev
		case e.Optional:
			c.Scope = inventory.Optional
		default:
			c.Scope = inventory.Runtime
		}
		here.names[m.key] = at
	}
	for i, m := range list {
		e := &entries[i]
		at, ok := here.names[m.key]
		if !ok {
			continue
		}
		inside := here
		if d := e.Dependencies; len(d) > 0 && d[0] == '{' {
			first := len(t.Components)
			if err := t.read(d, m.at.end-len(m.raw)+bytes.Index(m.raw, d), folder+npmFolders+m.key+"/", here, depth+1); err != nil {
				return err
			}
			inside = &npmLevel{map[string]int{}, here}
			for j := first; j < len(t.Components); j++ {
				inside.names[t.Components[j].Name] = j
			}
		}
		var requires map[string]string
		if json.Unmarshal(e.Requires, &requires) != nil {
			continue // "requires": true says that it has none
		}
		for _, name := range sortedKeys(requires) {
			if to, ok := inside.find(name); ok {
				t.need(at, to, inventory.Runtime, 0)
				t.needed[to] = true
			} else {
				t.missing(at)
			}
		}
	}
	if broken != nil {
		return fmt.Errorf("dependencies: %w", broken)
	}
	return nil
}
