// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// write writes the bill of materials of the release: CycloneDX 1.6, JSON.
func (c *contents) write(path string, at time.Time) error {
	bom, err := c.bom(at)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := encode(&b, bom); err != nil {
		return err
	}
	// The same contents have the same number.
	sum := sha256.Sum256(b.Bytes())
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // version 8: of one's own making (RFC 9562)
	bom.SerialNumber = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	b.Reset()
	if err := encode(&b, bom); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

func encode(b *bytes.Buffer, bom *cdx.BOM) error {
	return cdx.NewBOMEncoder(b, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false).EncodeVersion(bom, cdx.SpecVersion1_6)
}

// licensed is a licence as its authors state it.
func licensed(expression string) *cdx.Licenses {
	declared := cdx.LicenseAcknowledgementDeclared
	if strings.Contains(expression, " ") {
		return &cdx.Licenses{{Expression: expression, Acknowledgement: &declared}}
	}
	return &cdx.Licenses{{License: &cdx.License{ID: expression, Acknowledgement: declared}}}
}

func (c *contents) bom(at time.Time) (*cdx.BOM, error) {
	authors := "The Lizenzlotse authors"
	main := cdx.Component{
		BOMRef: "pkg:generic/lizenzlotse@" + c.version, PackageURL: "pkg:generic/lizenzlotse@" + c.version, Type: cdx.ComponentTypeApplication,
		Name: own, Version: c.version, Supplier: &cdx.OrganizationalEntity{Name: authors},
		Licenses: licensed("EUPL-1.2 AND CC-BY-4.0"), Copyright: "2026 " + authors,
	}
	var parts []cdx.Component
	var uses []cdx.Dependency // of the programs first, then of the modules
	for _, p := range c.programs {
		data, err := os.ReadFile(p.path)
		if err != nil {
			return nil, err
		}
		short, long := sha256.Sum256(data), sha512.Sum512(data)
		purl := main.PackageURL + "?arch=" + p.platform.processor + "&os=" + p.platform.system
		uses = append(uses, cdx.Dependency{Ref: purl})
		parts = append(parts, cdx.Component{
			BOMRef: purl, PackageURL: purl, Type: cdx.ComponentTypeFile, Name: "lizenzlotse-" + c.version + "-" + p.platform.String() + "/" + p.platform.program(),
			Version: c.version, Supplier: main.Supplier, Licenses: main.Licenses, Copyright: main.Copyright,
			Hashes: &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: hex.EncodeToString(short[:])}, {Algorithm: cdx.HashAlgoSHA512, Value: hex.EncodeToString(long[:])}},
		})
	}
	main.Components = &parts
	var components []cdx.Component
	ref := map[string]string{own: main.BOMRef}
	for _, m := range c.modules {
		ref[m.path] = "pkg:golang/" + m.path + "@" + m.version
		components = append(components, cdx.Component{
			BOMRef: ref[m.path], PackageURL: ref[m.path], Type: cdx.ComponentTypeLibrary, Name: m.path, Version: m.version,
			Supplier: supplier(m), Licenses: licensed(m.license), Copyright: strings.Join(m.copyrights, "\n"),
		})
	}
	var complete []cdx.BOMReference
	for _, path := range slices.Sorted(maps.Keys(ref)) {
		var list []string // none: an entry without any says that there are none
		for _, to := range slices.Sorted(maps.Keys(c.uses[path])) {
			list = append(list, ref[to])
		}
		if path == own {
			for i := range parts {
				uses[i].Dependencies = &list
			}
		}
		uses = append(uses, cdx.Dependency{Ref: ref[path], Dependencies: &list})
	}
	for _, u := range uses {
		complete = append(complete, cdx.BOMReference(u.Ref))
	}
	bom := cdx.NewBOM()
	bom.Version = 1
	bom.Metadata = &cdx.Metadata{
		Timestamp: at.Format(time.RFC3339), Component: &main, Authors: &[]cdx.OrganizationalContact{{Name: authors}},
		Supplier:   main.Supplier,
		Lifecycles: &[]cdx.Lifecycle{{Phase: cdx.LifecyclePhasePostBuild}},
		Tools:      &cdx.ToolsChoice{Components: &[]cdx.Component{{Type: cdx.ComponentTypeApplication, Name: own, Version: c.version}}},
	}
	bom.Components = &components
	bom.Dependencies = &uses
	bom.Compositions = &[]cdx.Composition{{Aggregate: cdx.CompositionAggregateComplete, Dependencies: &complete}}
	return bom, nil
}

// supplier is who hands a module out, as far as its path tells: the account at a code host, else the host itself.
func supplier(m *module) *cdx.OrganizationalEntity {
	parts := strings.Split(m.path, "/")
	name, address := parts[0], "https://"+parts[0]
	switch {
	case m.path == std:
		name, address = "The Go Authors", "https://go.dev"
	case len(parts) > 1 && parts[0] == "github.com":
		name, address = parts[1], address+"/"+parts[1]
	}
	return &cdx.OrganizationalEntity{Name: name, URL: &[]string{address}}
}
