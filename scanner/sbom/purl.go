// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"strings"

	"github.com/package-url/packageurl-go"
)

// readPURL gives a purl's canonical spelling and the ID of a component that has it. A purl
// without a version gets the component's into the ID, or two versions would become one component.
func readPURL(raw, version string) (canonical, id string, err error) {
	p, err := packageurl.FromString(strings.TrimSpace(raw))
	if err != nil {
		return "", "", err
	}
	canonical = p.ToString()
	if p.Version == "" && version != "" && version != "NOASSERTION" {
		p.Version = version
		return canonical, p.ToString(), nil
	}
	return canonical, canonical, nil
}
