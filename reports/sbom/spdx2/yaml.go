// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"io"

	"github.com/spdx/tools-golang/spdx/v2/v2_3"
	"github.com/spdx/tools-golang/yaml"
)

// writeYAML writes the document piece by piece: the library's writer makes several copies of all it is
// given, each many times as large.
func writeYAML(w io.Writer, d *v2_3.Document) error {
	head := *d
	head.Files, head.Packages, head.OtherLicenses, head.Relationships = nil, nil, nil, nil
	if err := yaml.Write(head, w); err != nil {
		return err
	}
	for _, write := range []func() error{
		func() error { return writeList(w, "files", d.Files) },
		func() error { return writeList(w, "hasExtractedLicensingInfos", d.OtherLicenses) },
		func() error { return writeList(w, "packages", d.Packages) },
		func() error { return writeList(w, "relationships", d.Relationships) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// perPiece is how many elements are turned into text at a time.
const perPiece = 100

// writeList writes a list under its name; nothing for an empty one.
func writeList[T any](w io.Writer, name string, list []T) error {
	if len(list) == 0 {
		return nil
	}
	if _, err := io.WriteString(w, name+":\n"); err != nil {
		return err
	}
	for len(list) > 0 {
		n := min(perPiece, len(list))
		if err := yaml.Write(list[:n], w); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}
