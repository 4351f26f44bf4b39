// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"encoding/json"

	"lizenzlotse/scanner/inventory"
)

// askPub asks where the archive of a version is (github.com/dart-lang/pub, "Hosted Pub Repository Specification Version 2"), and for that: nothing else
// has its licence.
func askPub(q *query) error {
	address := q.below("api", "packages", q.u.Name, "versions", q.u.Version)
	a, err := q.ask(question{address: address, accept: "application/vnd.pub.v2+json", read: func(body []byte, a *answer) error {
		var version struct {
			Version       string
			ArchiveURL    string `json:"archive_url"`
			ArchiveSHA256 string `json:"archive_sha256"`
		}
		if json.Unmarshal(body, &version) != nil || version.ArchiveURL == "" {
			return errForm
		}
		if err := isIt("", version.Version, true, version.Version == q.u.Version); err != nil {
			return err
		}
		l := lead{URL: version.ArchiveURL}
		if version.ArchiveSHA256 != "" {
			l.Hashes = []inventory.Hash{{Algorithm: "SHA256", Value: version.ArchiveSHA256}}
		}
		a.Leads = []lead{l}
		return nil
	}})
	if err != nil {
		return err
	}
	to, err := leads(address, a.Leads[0].URL)
	if err != nil {
		q.unreadable(err)
		return err
	}
	p, err := q.archive(archive{address: to, hashes: a.Leads[0].Hashes, kind: "tgz"})
	if err == nil {
		q.give(p)
	}
	return err
}
