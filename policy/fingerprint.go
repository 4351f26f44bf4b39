// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// An identity is what stays of a component from release to release.
type identity struct{ component, path string }

// identify gives the component without its version, and where it lies. A component that only a
// document names has the document's id for itself, which changes with every release; its name stands for it.
func identify(c *inventory.Component) identity {
	id := identity{component: inventory.WithoutVersion(c.ID)}
	if c.PURL == "" && !c.InTree() {
		id.component = c.Supplier + "/" + c.Name
	}
	for _, i := range c.Instances {
		if i.Path != "" && i.Document == "" {
			id.path = i.Path
			break
		}
	}
	return id
}

// fingerprint identifies a finding over releases: rule, component without version, path, licence, and
// what else the rule tells its findings apart by.
func (id identity) fingerprint(rule string, s spoken) string {
	license := spdx.Text(s.Expression)
	if license == "" {
		license = s.Message.Args["raw"]
	}
	if s.About != "" {
		return hash(rule, id.component, cmp.Or(s.File, id.path), license, s.About)
	}
	return hash(rule, id.component, cmp.Or(s.File, id.path), license)
}

func hash(parts ...string) string {
	var few [512]byte
	text := few[:0]
	for _, p := range parts {
		text = append(append(strconv.AppendInt(text, int64(len(p)), 10), ':'), p...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// numberFingerprints keeps findings apart that only their version tells apart: the second of them gets a number.
func numberFingerprints(results []assessment.Result) {
	times := make(map[string]int, len(results))
	for i := range results {
		f := results[i].Fingerprint
		times[f]++
		if n := times[f]; n > 1 {
			results[i].Fingerprint = hash(f, strconv.Itoa(n))
		}
	}
}
