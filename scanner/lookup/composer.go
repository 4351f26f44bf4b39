// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"encoding/json"
	"strings"

	"lizenzlotse/scanner/excerpt"
)

// askComposer asks for the metadata of a package (getcomposer.org, "Repositories": packages.json and metadata-url), which has licences. Archives lie
// with those who host the sources, who are no registry and are not asked.
func askComposer(q *query) error {
	index, err := q.ask(question{address: q.registry.Base + "/packages.json", accept: "application/json", shared: true, setup: true,
		read: func(body []byte, a *answer) error {
			var root struct {
				MetadataURL string `json:"metadata-url"`
			}
			if json.Unmarshal(body, &root) != nil || !strings.Contains(root.MetadataURL, "%package%") {
				return errForm
			}
			a.Leads = []lead{{URL: root.MetadataURL}}
			return nil
		}})
	if err != nil {
		return err
	}
	name := strings.ToLower(q.u.Namespace + "/" + q.u.Name)
	if !excerpt.IsName(strings.Split(name, "/")...) {
		return nil
	}
	address, err := leads(q.registry.Base+"/packages.json", strings.ReplaceAll(index.Leads[0].URL, "%package%", name))
	if err != nil {
		q.unreadable(err)
		return err
	}
	a, err := q.ask(question{address: address, about: q.u.Version, accept: "application/json", read: func(body []byte, a *answer) error {
		return readComposer(body, name, q.u.Version, a)
	}})
	if err == nil {
		q.give(q.pack(q.named(), a.Files))
	}
	return err
}

// readComposer finds a version. Each says only in what it differs from the one before it (composer/metadata-minifier).
func readComposer(body []byte, name, version string, a *answer) error {
	var all struct {
		Packages map[string][]map[string]json.RawMessage
	}
	if json.Unmarshal(body, &all) != nil {
		return errForm
	}
	kept := map[string]json.RawMessage{}
	for _, one := range all.Packages[name] {
		for _, field := range []string{"name", "version", "license", "homepage"} {
			if raw, ok := one[field]; ok {
				kept[field] = raw
			}
			if string(kept[field]) == `"__unset"` {
				delete(kept, field)
			}
		}
		var number string
		if json.Unmarshal(kept["version"], &number) == nil && strings.TrimPrefix(number, "v") == strings.TrimPrefix(version, "v") {
			if err := isJSON(kept, name, version); err != nil {
				return err
			}
			data, err := json.Marshal(kept)
			if err != nil {
				return errForm
			}
			a.Files = []excerpt.File{{Path: "composer.json", Data: data}}
			return nil
		}
	}
	a.Unknown = true
	return nil
}
