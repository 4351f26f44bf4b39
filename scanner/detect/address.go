// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "lizenzlotse/scanner/inventory"

// addresses finds where licences are published.
func (p *parser) addresses() (list []unit) {
	for i, l := range p.list {
		if l.kind != isAddress {
			continue
		}
		f, version := p.g.vocabulary.Address(p.text[l.lo:l.hi])
		if f == nil {
			continue
		}
		h := hit{start: int(l.lo), end: int(l.hi), kind: inventory.FoundReference, confidence: inventory.Medium,
			detector: DetectorProse, family: f, expression: f.Bare, readings: f.Readings}
		if version != "" {
			h.expression, h.readings = f.Expression([]string{version}, false), nil
		} else if f.Low {
			h.bare, h.confidence = true, inventory.Low
		}
		list = append(list, unit{hit: h, from: i, to: i + 1})
	}
	return list
}
