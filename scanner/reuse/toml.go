// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Keys of a REUSE.toml.
const (
	keyVersion     = "version"
	keyAnnotations = "annotations"
	keyPath        = "path"
	keyPrecedence  = "precedence"
)

var (
	topKeys   = []string{keyAnnotations}
	tableKeys = []string{keyPath, keyPrecedence, tagCopyright, tagLicense}
)

// toml reads a REUSE.toml table by table, so that a fault in one does not lose the others.
func (r *reading) toml() {
	parts := outline(r.data, span{0, len(r.data)}, true)
	if start, err := decode(r.data[:parts[0].at.end], parts[0]); err == nil && start[keyVersion] != int64(1) {
		version := ""
		if start[keyVersion] != nil {
			version = fmt.Sprint(start[keyVersion])
		}
		r.note("reuse-version", parts[0].keys[keyVersion].start, version)
	}
	for _, p := range parts {
		r.part(p, true)
	}
}

// part reads one part. Where it is no TOML, because a string or bracket has no end, it is cut once more
// at each line that looks like the beginning of a table.
func (r *reading) part(p part, again bool) {
	r.parts++
	if r.paths += p.paths(); r.paths > maxPaths || r.parts > maxParts {
		r.unread("reuse-limit", p.at.start, "")
		return
	}
	values, err := decode(r.data[p.at.start:p.at.end], p)
	if err != nil {
		if parts := outline(r.data, p.at, false); again && len(parts) > 1 {
			for _, smaller := range parts {
				r.part(smaller, false)
			}
			return
		}
		at, detail := p.at.start, err.Error()
		if e := (toml.ParseError{}); errors.As(err, &e) {
			at, detail = min(at+e.Position.Start, p.at.end), e.Message
		}
		r.unread("reuse-unreadable", at, detail)
		return
	}
	r.misspelt(p, values, topKeys)
	switch tables := values[keyAnnotations].(type) {
	case nil:
	case []map[string]any:
		for _, t := range tables {
			r.table(p, t)
		}
	case []any:
		for _, v := range tables {
			if t, ok := v.(map[string]any); ok {
				r.table(p, t)
			} else {
				r.unread("reuse-value", p.place(keyAnnotations).start, keyAnnotations)
			}
		}
	case map[string]any: // one table where a list of them is asked for
		r.repair("reuse-repaired", p.place(keyAnnotations).start, keyAnnotations)
		r.table(p, tables)
	default:
		r.unread("reuse-value", p.place(keyAnnotations).start, keyAnnotations)
	}
}

// table reads one table of annotations.
func (r *reading) table(p part, t map[string]any) {
	s := statement{whole: p.place(""), precedence: Closest}
	r.misspelt(p, t, tableKeys)
	s.globs = r.texts(p, t, keyPath)
	if t[keyPath] == nil {
		if !hasNear(t, keyPath) { // that would be said of the misspelt key
			r.unread("reuse-value", s.whole.start, keyPath)
		}
		return
	}
	switch v := t[keyPrecedence].(type) {
	case nil:
	case string:
		s.precedence = Precedence(strings.ToLower(strings.TrimSpace(v)))
		if Precedence(v) != Closest && Precedence(v) != Aggregate && Precedence(v) != Override {
			r.repair("reuse-repaired", p.place(keyPrecedence).start, v)
		}
		if s.precedence != Closest && s.precedence != Override {
			s.precedence = Aggregate // what is said counts, and nothing else gives way to it
		}
	default:
		r.repair("reuse-repaired", p.place(keyPrecedence).start, keyPrecedence)
		s.precedence = Aggregate
	}
	for _, raw := range r.texts(p, t, tagLicense) {
		if l := inventory.ReadLicense(strings.TrimSpace(raw)); l.State != inventory.Absent {
			s.licenses, s.license = append(s.licenses, l), p.place(tagLicense)
		}
	}
	for _, raw := range r.texts(p, t, tagCopyright) {
		if raw = strings.TrimSpace(raw); raw != "" {
			s.copyrights, s.copyright = append(s.copyrights, raw), p.place(tagCopyright)
		}
	}
	r.add(s)
}

// texts gives the strings of a key that may have one or a list of them. Other values are lost.
func (r *reading) texts(p part, t map[string]any, key string) (list []string) {
	switch v := t[key].(type) {
	case nil:
	case string:
		return []string{v}
	case []any:
		for _, element := range v {
			text, ok := element.(string)
			if !ok {
				r.unread("reuse-value", p.place(key).start, key)
				continue
			}
			list = append(list, text)
		}
	default:
		r.unread("reuse-value", p.place(key).start, key)
	}
	return list
}

// misspelt speaks of keys that were most likely meant to be one of those that are read. Any other key
// is allowed and says nothing here.
func (r *reading) misspelt(p part, t map[string]any, known []string) {
	for _, k := range slices.Sorted(maps.Keys(t)) {
		if slices.Contains(known, k) {
			continue
		}
		if near := spdx.Nearest(k, known); near == keyAnnotations || near != "" && t[near] == nil {
			r.unread("reuse-key", p.place(k).start, k)
		}
	}
}

func hasNear(t map[string]any, key string) bool {
	for k := range t {
		if spdx.Nearest(k, tableKeys) == key {
			return true
		}
	}
	return false
}

// decode reads one part as TOML, after a look at what it would cost.
func decode(data []byte, p part) (values map[string]any, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("parser fault: %v", fault)
		}
	}()
	if p.deepest > maxDepth || p.paths() > maxPaths {
		return nil, fmt.Errorf("names of more than %d bytes in all, or more than %d brackets open", maxPaths, maxDepth)
	}
	_, err = toml.Decode(string(data), &values)
	return values, err
}
