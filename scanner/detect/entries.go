// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// Manifests list several licences to choose from: a pom.xml and a composer.json by what their formats
// say of such a list, the old array of a package.json by custom.

// How much of a manifest is looked at between two entries and before the first, in bytes.
const (
	entryGap    = 500
	entryBefore = 300
)

// areEntries reports whether two licences are entries of one list of a manifest.
func (p *parser) areEntries(a, b unit) bool {
	if a.end > b.start || b.start-a.end > entryGap {
		return false
	}
	before, between := strings.ToLower(p.text[max(0, a.start-entryBefore):a.start]), strings.ToLower(p.text[a.end:b.start])
	if opened := strings.LastIndex(before, "<license>"); opened >= 0 && !strings.Contains(before[opened:], "</license>") {
		return strings.Count(between, "<license>") == 1
	}
	if isEntryKey(lastKey(before)) && isEntryKey(lastKey(between)) && strings.Contains(strings.ToLower(p.text[a.start:b.start]), "url") {
		return b.from-a.to <= orReach
	}
	return strings.Contains(between, ",") && strings.Trim(between, "\"', \t\r\n") == "" && inArray(before)
}

func isEntryKey(key string) bool { return key == "name" || key == "type" || key == "url" }

// lastKey is the key that a text ends with, in whatever notation: "name:", "\"name\": \"", "<name>".
func lastKey(s string) string {
	key := strings.TrimRight(s, " \t\r\n\"':=>")
	if len(key) == len(s) {
		return ""
	}
	for i := len(key); i > 0; i-- {
		if key[i-1] < 'a' || key[i-1] > 'z' {
			return key[i:]
		}
	}
	return key
}

// isEntry reports whether an address is all that says what an entry of a list is.
func (p *parser) isEntry(list []unit, i int) bool {
	return list[i].detector == DetectorProse && (i > 0 && p.areEntries(list[i-1], list[i]) || i+1 < len(list) && p.areEntries(list[i], list[i+1]))
}

// inArray reports whether a text ends within an array of licences.
func inArray(before string) bool {
	open := strings.LastIndexByte(before, '[')
	if open < 0 || strings.ContainsAny(before[open:], "]{}") {
		return false
	}
	return strings.HasSuffix(strings.TrimSuffix(lastKey(before[:open]), "s"), "license")
}

// isItem reports whether the line of a unit begins as an item of a list behind the first: "b)", "2.",
// or, close to the one before, any item or a line of its own.
func (p *parser) isItem(a, u unit) bool {
	start := int(p.list[u.from].lo)
	line := p.text[max(0, start-maxItem):start]
	line = strings.TrimLeft(line[strings.LastIndexByte(line, '\n')+1:], " \t#/%;|")
	if p.list[u.from].sep&sepLine != 0 && (u.from-a.to <= repetition || u.from-a.to <= orReach && strings.IndexAny(line, "*-+") == 0) {
		return true
	}
	line = strings.TrimLeft(line, " \t*.(-")
	mark, _, ok := strings.Cut(strings.NewReplacer(".", ")", ":", ")").Replace(line), ")")
	return ok && slices.Contains([]string{"b", "c", "d", "B", "C", "D", "2", "3", "4", "ii", "iii", "iv"}, mark)
}

// maxItem is how much before a licence is looked at for the mark of an item, in bytes.
const maxItem = 80

// noGPL are licences that no work can be under together with the GPL: who names both offers a choice.
var noGPL = []string{"CDDL-", "CPL-", "MPL-1.", "EPL-1."}

// excludeEachOther reports whether two licences cannot both apply to one work.
func excludeEachOther(a, b spdx.Expression) bool {
	return anyAtom(a, noGPL) && anyAtom(b, []string{"GPL-"}) || anyAtom(b, noGPL) && anyAtom(a, []string{"GPL-"})
}

func anyAtom(e spdx.Expression, prefixes []string) bool {
	return slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool { return hasAnyPrefix(atom.String(), prefixes) })
}
