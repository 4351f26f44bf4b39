// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strings"

	"lizenzlotse/scanner/excerpt"
)

// askMaven asks a repository for the POM of an artifact and those it inherits from (maven.apache.org, "Repository Layout"), then for its archive.
func askMaven(q *query) error {
	pom, ok := excerpt.POM(q.u.Namespace, q.u.Name, q.u.Version)
	if !ok {
		return nil
	}
	name := q.origin + ":" + excerpt.Plain(excerpt.POMName(pom))
	a, err := q.ask(question{address: q.at(pom), shared: true, read: readPOM(pom)})
	if err != nil {
		return err
	}
	p := q.pack(name, a.Files)
	seen := map[string]bool{pom: true}
	for at := a; len(seen) <= excerpt.MaxParents && len(at.Leads) > 0; {
		next := at.Leads[0].Name
		if seen[next] {
			break
		}
		seen[next] = true
		if at, err = q.ask(question{address: q.at(next), shared: true, read: readPOM(next)}); err != nil {
			break // the rest is not known, which the POM itself tells
		}
		for _, f := range at.Files {
			p.Inherited = append(p.Inherited, excerpt.File{Path: q.origin + ":" + excerpt.Plain(excerpt.POMName(next)) + "/" + f.Path, Data: f.Data})
		}
	}
	if q.give(p) {
		return nil
	}
	qualifiers := q.u.Qualifiers.Map()
	ending := cmp.Or(qualifiers["type"], "jar")
	if ending == "bundle" {
		ending = "jar"
	}
	if !slices.Contains([]string{"jar", "war", "aar", "ear"}, ending) {
		return nil
	}
	file := strings.TrimSuffix(pom, ".pom")
	if c := qualifiers["classifier"]; excerpt.IsName(c) {
		file += "-" + c
	}
	p, err = q.archive(archive{address: q.at(file + "." + ending), kind: "zip", name: strings.TrimPrefix(name, q.origin+":")})
	if err == nil {
		q.give(p)
	}
	return err
}

// at is the address of a file of the repository.
func (q *query) at(file string) string {
	parts := strings.Split(file, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return q.registry.Base + "/" + strings.Join(parts, "/")
}

// readPOM keeps a POM, and where that is which it inherits from.
func readPOM(pom string) func(body []byte, a *answer) error {
	return func(body []byte, a *answer) error {
		if !bytes.Contains(body, []byte("<project")) || len(body) > excerpt.MaxFile {
			return errForm
		}
		if err := isPOM(body, pom); err != nil {
			return err
		}
		a.Files = []excerpt.File{{Path: "pom.xml", Data: body}}
		if parent, ok := excerpt.ParentPOM(bytes.NewReader(body)); ok {
			a.Leads = []lead{{Name: parent}}
		}
		return nil
	}
}
