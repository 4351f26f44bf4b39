// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"encoding/json"
	"net/url"
	"strings"

	"lizenzlotse/scanner/excerpt"
)

// askNuGet asks for the nuspec of a package, then for the package, where the service index says that packages are
// (learn.microsoft.com, "NuGet server API": PackageBaseAddress).
func askNuGet(q *query) error {
	index, err := q.ask(question{address: q.registry.Base, accept: "application/json", shared: true, setup: true, read: func(body []byte, a *answer) error {
		var service struct {
			Resources []struct {
				ID   string `json:"@id"`
				Type string `json:"@type"`
			}
		}
		if json.Unmarshal(body, &service) != nil {
			return errForm
		}
		for _, r := range service.Resources {
			if strings.HasPrefix(r.Type, "PackageBaseAddress/3.") {
				a.Leads = []lead{{URL: r.ID}}
				return nil
			}
		}
		return errForm
	}})
	if err != nil {
		return err
	}
	base, err := leads(q.registry.Base, index.Leads[0].URL)
	if err != nil {
		q.unreadable(err)
		return err
	}
	name, version := strings.ToLower(q.u.Name), strings.ToLower(q.u.Version)
	version, _, _ = strings.Cut(version, "+") // what follows is no part of it there
	at := strings.TrimRight(base, "/") + "/" + url.PathEscape(name) + "/" + url.PathEscape(version) + "/"
	a, err := q.ask(question{address: at + url.PathEscape(name) + ".nuspec", read: func(body []byte, a *answer) error {
		if !strings.Contains(string(body[:min(len(body), 1<<16)]), "<package") || len(body) > excerpt.MaxFile {
			return errForm
		}
		if err := isNuspec(body, name, version); err != nil {
			return err
		}
		a.Files = []excerpt.File{{Path: "package.nuspec", Data: body}}
		return nil
	}})
	if err != nil {
		return err
	}
	if q.give(q.pack(q.named(), a.Files)) {
		return nil
	}
	p, err := q.archive(archive{address: at + url.PathEscape(name+"."+version) + ".nupkg", kind: "zip"})
	if err == nil {
		q.give(p)
	}
	return err
}
