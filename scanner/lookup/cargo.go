// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"encoding/json"
	"lizenzlotse/scanner/inventory"
	"net/url"
	"strconv"
	"strings"
)

// askCargo asks for the archive of a crate, which has the manifest that the registry's metadata is made of. Where archives are, config.json
// tells (doc.rust-lang.org, "Index Configuration").
func askCargo(q *query) error {
	download := q.registry.Download
	if download == "" {
		a, err := q.ask(question{address: q.registry.Base + "/config.json", accept: "application/json", shared: true, setup: true,
			read: func(body []byte, a *answer) error {
				var config struct{ DL string }
				if json.Unmarshal(body, &config) != nil || config.DL == "" {
					return errForm
				}
				a.Leads = []lead{{URL: config.DL}}
				return nil
			}})
		if err != nil {
			return err
		}
		download = a.Leads[0].URL
	}
	p, err := q.archive(archive{address: crateAddress(download, q.u.Name, q.u.Version, sha256Of(q.wanted.Hashes)), kind: "tgz", strip: q.u.Name + "-" + q.u.Version + "/"})
	if err == nil {
		q.give(p)
	}
	return err
}

// crateAddress fills in the places that "dl" has for name and version; without any they are appended.
func crateAddress(dl, name, version, sum string) string {
	lower := strings.ToLower(name)
	places := []string{"{crate}", url.PathEscape(name), "{version}", url.PathEscape(version), "{prefix}", url.PathEscape(crateFolder(name)),
		"{lowerprefix}", url.PathEscape(crateFolder(lower)), "{sha256-checksum}", url.PathEscape(sum)}
	for i := 0; i < len(places); i += 2 {
		if strings.Contains(dl, places[i]) {
			return strings.ReplaceAll(strings.NewReplacer(places...).Replace(dl), "%2F", "/")
		}
	}
	return strings.TrimRight(dl, "/") + "/" + url.PathEscape(name) + "/" + url.PathEscape(version) + "/download"
}

// crateFolder is the folder of a crate in an index (doc.rust-lang.org, "Index files").
func crateFolder(name string) string {
	switch len(name) {
	case 0, 1, 2:
		return strconv.Itoa(len(name))
	case 3:
		return "3/" + name[:1]
	}
	return name[:2] + "/" + name[2:4]
}

// sha256Of is the digest that the lock file has; "" without.
func sha256Of(hashes []inventory.Hash) string {
	for _, h := range hashes {
		if h.Algorithm == "SHA256" {
			return h.Value
		}
	}
	return ""
}
