// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"encoding/json"
	"net/url"
	"strings"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

// askNPM asks for the metadata of a version (github.com/npm/registry, "Package Metadata"), where the registry does not have it for a version alone, for
// those of the package; then for its archive.
func askNPM(q *query) error {
	name := q.u.Name
	if q.u.Namespace != "" {
		name = q.u.Namespace + "/" + name
	}
	at := q.registry.Base + "/" + strings.ReplaceAll(url.PathEscape(name), "%40", "@")
	version := question{address: at + "/" + url.PathEscape(q.u.Version), accept: "application/json", read: func(body []byte, a *answer) error {
		return readNPMVersion(body, name, q.u.Version, a)
	}}
	a, err := q.ask(version)
	if err != nil && isCause(err, causeUnknown) {
		q.lookups = q.lookups[:len(q.lookups)-1]
		a, err = q.ask(question{address: at, about: q.u.Version, accept: "application/json", read: func(body []byte, a *answer) error {
			var all struct{ Versions map[string]json.RawMessage }
			if err := json.Unmarshal(body, &all); err != nil {
				return errForm
			}
			one, ok := all.Versions[q.u.Version]
			if !ok {
				a.Unknown = true
				return nil
			}
			return readNPMVersion(one, name, q.u.Version, a)
		}})
	}
	if err != nil {
		return err
	}
	if q.give(q.pack(q.named(), a.Files)) || len(a.Leads) == 0 {
		return nil
	}
	to, err := leads(at, a.Leads[0].URL)
	if err != nil {
		q.unreadable(err)
		return err
	}
	p, err := q.archive(archive{address: to, hashes: a.Leads[0].Hashes, kind: "tgz", strip: "*"})
	if err == nil {
		q.give(p)
	}
	return err
}

// readNPMVersion keeps of the metadata of a version what package.json says of the package itself.
func readNPMVersion(body []byte, name, version string, a *answer) error {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil || fields["version"] == nil {
		return errForm
	}
	if err := isJSON(fields, name, version); err != nil {
		return err
	}
	var dist struct{ Tarball, Shasum string }
	if raw := fields["dist"]; raw != nil && json.Unmarshal(raw, &dist) != nil {
		return errForm
	}
	kept := map[string]json.RawMessage{}
	for _, name := range []string{"name", "version", "license", "licenses", "author", "homepage", "repository"} {
		if raw, ok := fields[name]; ok {
			kept[name] = raw
		}
	}
	data, err := json.Marshal(kept)
	if err != nil {
		return errForm
	}
	a.Files = []excerpt.File{{Path: "package.json", Data: data}}
	if dist.Tarball != "" {
		l := lead{URL: dist.Tarball}
		if dist.Shasum != "" {
			l.Hashes = []inventory.Hash{{Algorithm: "SHA1", Value: dist.Shasum}}
		}
		a.Leads = []lead{l}
	}
	return nil
}
