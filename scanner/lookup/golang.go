// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import "lizenzlotse/scanner/excerpt"

// askGo asks a proxy for the archive of a module (go.dev/ref/mod, "GOPROXY protocol"): nothing else has its licence.
func askGo(q *query) error {
	name, escaped, version, ok := excerpt.GoModule(q.u, q.wanted.Name)
	if !ok {
		return nil // no module has such a name
	}
	full := name + "@" + q.u.Version
	p, err := q.archive(archive{address: q.registry.Base + "/" + escaped + "/@v/" + version + ".zip", kind: "go",
		strip: full + "/", skip: excerpt.GoUnbuilt, name: excerpt.Plain(full)})
	if err == nil {
		q.give(p)
	}
	return err
}
