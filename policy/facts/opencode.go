// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	_ "embed" // the list
	"strings"
	"sync"
)

//go:embed opencode.tsv
var openCodeTSV string

// openCodeList is openCode's list in memory.
type openCodeList struct {
	ids      map[string]OpenCodeStatus // by SPDX id
	names    map[string]OpenCodeStatus // by name, folded; of licences without an SPDX id
	scancode map[string]OpenCodeStatus // by key of ScanCode LicenseDB, likewise; Unlisted where entries disagree
}

var openCode = sync.OnceValue(func() *openCodeList {
	l := &openCodeList{map[string]OpenCodeStatus{}, map[string]OpenCodeStatus{}, map[string]OpenCodeStatus{}}
	for r := range rows("opencode.tsv", openCodeTSV) {
		status := OpenCodeStatus(r["status"])
		if r["id"] != "" {
			l.ids[r["id"]] = status
			continue
		}
		l.names[foldName(r["name"])] = status
		for key := range strings.FieldsSeq(r["scancode"]) {
			if other, taken := l.scancode[key]; taken && other != status {
				l.scancode[key] = OpenCodeUnlisted
				continue
			}
			l.scancode[key] = status
		}
	}
	return l
})

func openCodeOf(id string) OpenCodeStatus {
	if s, ok := openCode().ids[id]; ok {
		return s
	}
	return OpenCodeUnlisted
}

const scancodeRef = "LicenseRef-scancode-"

// OpenCodeOther says what openCode's list has of a licence that has no SPDX identifier: asked by the name
// metaeffekt gives it, without regard to case, or by a LicenseRef-scancode- whose key stands for it.
// A key that stands for entries of different status is unlisted. For identifiers of the SPDX list see [Facts.OpenCode].
func OpenCodeOther(nameOrRef string) OpenCodeStatus {
	statuses, key := openCode().names, foldName(nameOrRef)
	if ref, ok := strings.CutPrefix(nameOrRef, scancodeRef); ok {
		statuses, key = openCode().scancode, ref
	}
	if s, ok := statuses[key]; ok {
		return s
	}
	return OpenCodeUnlisted
}

func foldName(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
