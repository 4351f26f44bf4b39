// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"os"

	cdx "github.com/CycloneDX/cyclonedx-go"
	spdxjson "github.com/spdx/tools-golang/json"
)

// decode reads an SBOM with the library of its format and only counts its components: the least
// that whoever uses that library pays.
func decode(format, path string) (count int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	switch format {
	case cycloneDX:
		var bom cdx.BOM
		if err := cdx.NewBOMDecoder(f, cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
			return 0, err
		}
		if bom.Components != nil {
			count = len(*bom.Components)
		}
	case spdx23:
		doc, err := spdxjson.Read(f)
		if err != nil {
			return 0, err
		}
		count = len(doc.Packages)
	default:
		return 0, fmt.Errorf("no such format: %s", format)
	}
	return count, nil
}
