// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// fingerprint identifies a finding over releases: rule, component without version, path, licence.
// A component that only a document names has the document's id for itself, which changes with every release; its name
// stands for it.
func fingerprint(rule string, c *inventory.Component, s spoken) string {
	component, path := withoutVersion(c.ID), s.File
	if c.PURL == "" && !c.InTree() {
		component = c.Supplier + "/" + c.Name
	}
	if path == "" {
		for _, i := range c.Instances {
			if i.Path != "" && i.Document == "" {
				path = i.Path
				break
			}
		}
	}
	license := spdx.Text(s.Expression)
	if license == "" {
		license = s.Message.Args["raw"]
	}
	return hash(rule, component, path, license)
}

func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, strconv.Itoa(len(p))+":"+p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// numberFingerprints keeps findings apart that only their version tells apart: the second of them gets a number.
func numberFingerprints(results []assessment.Result) {
	times := map[string]int{}
	for i := range results {
		f := results[i].Fingerprint
		times[f]++
		if n := times[f]; n > 1 {
			results[i].Fingerprint = hash(f, strconv.Itoa(n))
		}
	}
}
