// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

const bom = "sbom.json"

// complete is an SBOM that leaves nothing to ask for: a program of two libraries.
func complete() *inventory.Inventory {
	sha := []inventory.Hash{{Algorithm: "SHA512", Value: strings.Repeat("a", 128)}}
	party := func(name string) *inventory.Party {
		return &inventory.Party{Kind: inventory.Organization, Name: name, Email: "sbom@" + name + ".example"}
	}
	inv := &inventory.Inventory{Schema: inventory.Schema}
	for _, name := range []string{"app", "liba", "libb"} {
		id := "pkg:generic/" + name + "@1"
		e := &inventory.Entry{
			Name: name, Version: "1", Creator: party(name), Supplier: party(name), Identifiers: []inventory.Identifier{{Kind: "purl", Value: id}},
			Hashes: sha, Copyright: "2026 " + name, Effective: "MIT", SecurityTxt: "https://" + name + ".example/security.txt",
			Dependencies: inventory.DependenciesNone, Completeness: inventory.Complete,
			Deployable: &inventory.Artifact{URL: "https://" + name + ".example/x.zip", Filename: name + ".zip", Hashes: sha,
				Executable: "non-executable", Archive: "archive", Structured: "structured"},
			Source: &inventory.Artifact{URL: "https://" + name + ".example/src.zip", Hashes: sha},
		}
		c := inventory.Component{ID: id, PURL: id, Name: name, Version: "1",
			Instances: []inventory.Instance{{Document: bom, Ref: name, Line: 7, Entry: e}}}
		for _, kind := range []inventory.ClaimKind{inventory.Concluded, inventory.Declared} {
			c.Claims = append(c.Claims, inventory.Claim{Kind: kind, Origin: bom, Ref: name, License: inventory.ReadLicense("MIT OR LicenseRef-house-own")})
		}
		inv.Components = append(inv.Components, c)
	}
	entry(inv, 0).Dependencies = inventory.DependenciesListed
	inv.Relations = []inventory.Relation{
		{From: "pkg:generic/app@1", To: "pkg:generic/liba@1", Kind: inventory.DependsOn},
		{From: "pkg:generic/app@1", To: "pkg:generic/libb@1", Kind: inventory.DependsOn},
	}
	inv.Documents = []inventory.Document{{
		ID: bom, Format: "cyclonedx-json", Version: "1.6", Name: "app", Namespace: "urn:uuid:1", Revision: "1", DataLicense: "CC0-1.0", Authors: []inventory.Party{*party("app")},
		Tools: []inventory.Tool{{Name: "maker", Version: "2"}}, Created: "2026-01-31T12:00:00Z", Lifecycles: []string{"build"},
		Completeness: inventory.Complete, Signed: true, Main: "pkg:generic/app@1", Components: 3, WithLicense: 3,
	}}
	return inv
}

func entry(inv *inventory.Inventory, n int) *inventory.Entry {
	return inv.Components[n].Instances[0].Entry
}

// each changes all entries.
func each(change func(*inventory.Entry)) func(*inventory.Inventory) {
	return func(inv *inventory.Inventory) {
		for i := range inv.Components {
			change(entry(inv, i))
		}
	}
}

// last changes the entry of libb, on which nothing depends and which depends on nothing.
func last(change func(*inventory.Entry)) func(*inventory.Inventory) {
	return func(inv *inventory.Inventory) { change(entry(inv, 2)) }
}

func document(change func(*inventory.Document)) func(*inventory.Inventory) {
	return func(inv *inventory.Inventory) { change(&inv.Documents[0]) }
}

// claim gives libb one claim in place of one of its two.
func claim(kind inventory.ClaimKind, raw string) func(*inventory.Inventory) {
	return func(inv *inventory.Inventory) {
		c := &inv.Components[2]
		for i := range c.Claims {
			if c.Claims[i].Kind == kind {
				c.Claims[i].License = inventory.ReadLicense(raw)
			}
		}
	}
}

// outcomes asks one rule about the document by one standard.
func outcomes(inv *inventory.Inventory, standard, id string) []rule.Outcome {
	c := rule.Documents(inv, nil)[0]
	c.Standards = []string{standard}
	return rule.ByID(id).Document(c)
}

// saying prints what is not passed in silence: "fail key", with the arguments that tests look at.
func saying(list []rule.Outcome) []string {
	var said []string
	for _, o := range list {
		state := [...]string{"pass", "unknown", "fail"}[o.State]
		if o.Note {
			state = "note"
		}
		if o.State == rule.Pass && o.Message.Key == "" {
			continue
		}
		s := state + " " + strings.TrimPrefix(o.Message.Key, "rule.")
		for _, arg := range []string{"field", "count", "wrong", "open", "total", "reasons"} {
			if v := o.Message.Args[arg]; v != "" {
				s += " " + v
			}
		}
		said = append(said, s)
	}
	return said
}

const bsi = "bsi-2.1.0"

// TestSBOM puts one document that passes before every rule, and one or more that do not.
func TestSBOM(t *testing.T) {
	for _, c := range []struct {
		standard, rule, name string
		change               func(*inventory.Inventory)
		want                 string // "" passes in silence
	}{
		{bsi, "SBM-001", "CycloneDX 1.5", document(func(d *inventory.Document) { d.Version = "1.5" }), "fail sbm-001.format format"},
		{bsi, "SBM-001", "CycloneDX 1.10 is newer than 1.6, and not known", document(func(d *inventory.Document) { d.Version = "1.10" }), "unknown sbm-001.later format"},
		{bsi, "SBM-001", "no version", document(func(d *inventory.Document) { d.Version = "" }), "fail sbm-001.format format"},
		{bsi, "SBM-001", "SPDX 2.3", document(func(d *inventory.Document) { d.Format, d.Version = "spdx-json", "2.3" }), "fail sbm-001.format format"},
		{bsi, "SBM-001", "SPDX 3.0.0", document(func(d *inventory.Document) { d.Format, d.Version = "spdx3-json", "3.0.0" }), "fail sbm-001.format format"},
		{bsi, "SBM-001", "SPDX 3.0.1", document(func(d *inventory.Document) { d.Format, d.Version = "spdx3-json", "3.0.1" }), ""},
		{bsi, "SBM-001", "repaired", func(inv *inventory.Inventory) {
			inv.Issues = []inventory.Issue{{Code: "x", Path: bom, Effect: inventory.Repaired}}
		}, "fail sbm-001.repaired valid 1"},
		{bsi, "SBM-001", "at several places", func(inv *inventory.Inventory) {
			inv.Issues = []inventory.Issue{{Code: "x", Path: bom, Effect: inventory.Repaired, Args: inventory.Args{"count": "4"}}, {Code: "y", Path: bom, Effect: inventory.Repaired}}
		}, "fail sbm-001.repaired valid 5"},
		{bsi, "SBM-001", "what a valid one may need too", func(inv *inventory.Inventory) {
			inv.Issues = []inventory.Issue{{Code: "sbom-repaired-encoding", Path: bom, Effect: inventory.Repaired}}
		}, "unknown sbm-001.mended valid 1"},
		{"ntia-2021", "SBM-001", "a version nobody released: none of its business", document(func(d *inventory.Document) { d.Version = "1.10" }), ""},
		{"ntia-2021", "SBM-001", "repaired", func(inv *inventory.Inventory) {
			inv.Issues = []inventory.Issue{{Code: "x", Path: bom, Effect: inventory.Repaired}}
		}, "unknown sbm-001.repaired valid 1"},
		{bsi, "SBM-001", "not read", func(inv *inventory.Inventory) {
			inv.Issues = []inventory.Issue{{Code: "x", Path: bom, Effect: inventory.Unread}}
		}, "unknown sbm-001.unread valid 1"},
		{"bsi-2.0.0", "SBM-001", "SPDX 2.2", document(func(d *inventory.Document) { d.Format, d.Version = "spdx-tv", "2.2" }), "fail sbm-001.format format"},
		{"bsi-2.0.0", "SBM-001", "SPDX 2.3", document(func(d *inventory.Document) { d.Format, d.Version = "spdx-tv", "2.3" }), ""},
		{"telco-1.1", "SBM-001", "CycloneDX", nil, "fail sbm-001.format format"},
		{"telco-1.1", "SBM-001", "SPDX 2.2", document(func(d *inventory.Document) { d.Format, d.Version = "spdx-tv", "2.2" }), ""},
		{"telco-1.1", "SBM-001", "SPDX YAML", document(func(d *inventory.Document) { d.Format, d.Version = "spdx-yaml", "2.2" }), "fail sbm-001.format format"},
		{bsi, "SBM-002", "", nil, ""},
		{bsi, "SBM-002", "web address", document(func(d *inventory.Document) { d.Authors[0].Email, d.Authors[0].URL = "", "https://example.org" }), ""},
		{bsi, "SBM-002", "a name", document(func(d *inventory.Document) { d.Authors[0].Email = "" }), "fail sbm-002.no-contact author-contact"},
		{bsi, "SBM-002", "an address within the name", document(func(d *inventory.Document) {
			d.Authors = []inventory.Party{{Name: "A"}, {Name: "B <b@example.org>"}, {Name: "C"}}
		}), "unknown sbm.document.open author-contact other-form"},
		{bsi, "SBM-002", "nobody", document(func(d *inventory.Document) { d.Authors = nil }), "fail sbm.document.missing author-contact"},
		{"ntia-2021", "SBM-002", "a name", document(func(d *inventory.Document) { d.Authors[0].Email = "" }), ""},
		{"ntia-2021", "SBM-002", "unknown", document(func(d *inventory.Document) { d.Authors = []inventory.Party{{Name: "NOASSERTION"}} }), "unknown sbm.document.open author said-unknown"},
		{"cisa-2026", "SBM-002", "unknown", document(func(d *inventory.Document) { d.Authors = []inventory.Party{{Name: "unknown"}} }), ""},
		{"telco-1.1", "SBM-002", "a person", document(func(d *inventory.Document) { d.Authors[0].Kind = inventory.Person }), "fail sbm-002.no-organization author-organization"},
		{bsi, "SBM-003", "", nil, ""},
		{bsi, "SBM-003", "not UTC", document(func(d *inventory.Document) { d.Created = "2026-01-31T12:00:00+01:00" }), "note sbm-003.zone timestamp"},
		{"ntia-2021", "SBM-003", "not UTC", document(func(d *inventory.Document) { d.Created = "2026-01-31T12:00:00+01:00" }), ""},
		{bsi, "SBM-003", "a day", document(func(d *inventory.Document) { d.Created = "2026-01-31" }), "fail sbm-003.form timestamp"},
		{"ntia-2021", "SBM-003", "a day", document(func(d *inventory.Document) { d.Created = "2026-01-31" }), "unknown sbm-003.unclear timestamp"},
		{"cisa-2026", "SBM-003", "RFC 9557", document(func(d *inventory.Document) { d.Created = "2026-01-31T12:00:00+01:00[Europe/Berlin]" }), ""},
		{bsi, "SBM-003", "RFC 9557", document(func(d *inventory.Document) { d.Created = "2026-01-31T12:00:00Z[Europe/Berlin]" }), "fail sbm-003.form timestamp"},
		{"cisa-2026", "SBM-003", "a day", document(func(d *inventory.Document) { d.Created = "2026-01-31" }), "fail sbm-003.form timestamp"},
		{bsi, "SBM-003", "none", document(func(d *inventory.Document) { d.Created = "" }), "fail sbm.document.missing timestamp"},
		{bsi, "SBM-004", "", nil, ""},
		{bsi, "SBM-004", "none", document(func(d *inventory.Document) { d.Namespace = "" }), "note sbm.document.missing uri"},
		{bsi, "SBM-004", "no URI", document(func(d *inventory.Document) { d.Namespace = "app 1" }), "fail sbm-004.form uri"},
		{"telco-1.1", "SBM-004", "no URI", document(func(d *inventory.Document) { d.Namespace = "app 1" }), "fail sbm-004.form uri"},
		{"cisa-2026", "SBM-004", "no version of its own", document(func(d *inventory.Document) { d.Revision = "" }), "unknown sbm.document.missing revision"},
		{"cisa-2026", "SBM-004", "SPDX has no version of its own", document(func(d *inventory.Document) { d.Format, d.Revision = "spdx-json", "" }), ""},
		{"cisa-2026", "SBM-019", "no main", document(func(d *inventory.Document) { d.Main = "" }), "note sbm-019.no-main scope"},
		{"cisa-2026", "SBM-004", "SPDX, none", document(func(d *inventory.Document) { d.Format, d.Revision, d.Namespace = "spdx-json", "", "" }), "unknown sbm.document.missing revision"},
		{"telco-1.1", "SBM-004", "no data licence", document(func(d *inventory.Document) { d.DataLicense = "" }), "fail sbm.document.missing data-licence"},
		{"cisa-2026", "SBM-005", "", nil, ""},
		{"cisa-2026", "SBM-005", "no tool", document(func(d *inventory.Document) { d.Tools = nil }), "fail sbm.document.missing tool; fail sbm.document.missing tool-version"},
		{"cisa-2026", "SBM-005", "version unknown", document(func(d *inventory.Document) { d.Tools[0].Version = "NOASSERTION" }), ""},
		{"cisa-2026", "SBM-005", "no context", document(func(d *inventory.Document) { d.Lifecycles = nil }), "fail sbm.document.missing generation-context"},
		{"cisa-2026", "SBM-005", "comment", document(func(d *inventory.Document) { d.Lifecycles, d.Comment = nil, "Build SBOM" }), ""},
		{"cisa-2026", "SBM-005", "comment on something else", document(func(d *inventory.Document) { d.Lifecycles, d.Comment = nil, "for you" }), "unknown sbm.document.open generation-context context"},
		{"telco-1.1", "SBM-006", "none", document(func(d *inventory.Document) { d.Main = "" }), "fail sbm.document.missing primary"},
		{"fsct-3", "SBM-006", "", nil, ""},
		{"fsct-3", "SBM-006", "none", document(func(d *inventory.Document) { d.Main = "" }), "fail sbm.document.missing primary"},
		{bsi, "SBM-006", "none", document(func(d *inventory.Document) { d.Main = "" }), "unknown sbm.document.missing primary"},
		{bsi, "SBM-007", "", nil, ""},
		{bsi, "SBM-007", "a version of signs", each(func(e *inventory.Entry) { e.Version = "-" }), "fail sbm.components.missing version 3 3"},
		{bsi, "SBM-007", "a version that says that there is none", each(func(e *inventory.Entry) { e.Version = "n/a" }), "fail sbm.components.missing version 3 3"},
		{bsi, "SBM-007", "a name that cannot be seen", each(func(e *inventory.Entry) { e.Name = "\u200b\u00a0" }), "fail sbm.components.missing name 3 3"},
		{bsi, "SBM-007", "a name of signs", each(func(e *inventory.Entry) { e.Name = "-" }), ""},
		{bsi, "SBM-009", "no purl", each(func(e *inventory.Entry) { e.Identifiers[0].Value = "left-pad" }), "note sbm.components.missing identifier 3 3"},
		{bsi, "SBM-009", "a purl without a name", each(func(e *inventory.Entry) { e.Identifiers[0].Value = "pkg:npm/@1" }), "note sbm.components.missing identifier 3 3"},
		{bsi, "SBM-015", "zeros", each(func(e *inventory.Entry) { e.Deployable.Hashes[0].Value = strings.Repeat("0", 128) }), "fail sbm.components.wrong deployable-hash 3 3; note sbm.components.missing source-hash 2 1 3 logical"},
		{bsi, "SBM-007", "no version", last(func(e *inventory.Entry) { e.Version = "" }), "fail sbm.components.missing version 1 3"},
		{bsi, "SBM-007", "version unknown", last(func(e *inventory.Entry) { e.Version = "NOASSERTION" }), "fail sbm.components.missing version 1 3"},
		{"cisa-2026", "SBM-007", "version unknown", last(func(e *inventory.Entry) { e.Version = "NOASSERTION" }), ""},
		{"ntia-2021", "SBM-007", "version unknown", last(func(e *inventory.Entry) { e.Version = "NOASSERTION" }), "unknown sbm.components.open version 1 3 said-unknown"},
		{bsi, "SBM-007", "an external one too", last(func(e *inventory.Entry) { e.Version, e.External = "", true }), "fail sbm.components.missing version 1 3"},
		{bsi, "SBM-008", "", nil, ""},
		{bsi, "SBM-008", "names", last(func(e *inventory.Entry) { e.Creator.Email, e.Supplier = "", nil }), "fail sbm.components.wrong creator-contact 1 3"},
		{bsi, "SBM-008", "an address within the name", last(func(e *inventory.Entry) { e.Creator.Email, e.Creator.Name = "", "B <b@example.org>" }), "unknown sbm.components.open creator-contact 1 3 other-form"},
		{bsi, "SBM-008", "an address within the supplier's name", last(func(e *inventory.Entry) { e.Creator, e.Supplier = nil, &inventory.Party{Name: "B <b@example.org>"} }), "unknown sbm.components.open creator-contact 1 3 other-party"},
		{bsi, "SBM-008", "a supplier", last(func(e *inventory.Entry) { e.Creator = nil }), "unknown sbm.components.open creator-contact 1 3 other-party"},
		{bsi, "SBM-008", "nobody", last(func(e *inventory.Entry) { e.Creator, e.Supplier = nil, nil }), "fail sbm.components.missing creator-contact 1 3"},
		{"cisa-2026", "SBM-008", "said to be unknown", last(func(e *inventory.Entry) { e.Creator, e.Unknown = nil, []string{"creator"} }), ""},
		{"ntia-2021", "SBM-008", "said to be unknown", last(func(e *inventory.Entry) { e.Supplier, e.Unknown = nil, []string{"supplier"} }), "unknown sbm.components.open supplier 1 3 said-unknown"},
		{bsi, "SBM-008", "said to be unknown", last(func(e *inventory.Entry) { e.Creator, e.Supplier, e.Unknown = nil, nil, []string{"creator"} }), "fail sbm.components.missing creator-contact 1 3"},
		{"ntia-2021", "SBM-008", "nobody", each(func(e *inventory.Entry) { e.Creator, e.Supplier = nil, nil }), "fail sbm.components.missing supplier 3 3"},
		{bsi, "SBM-009", "", nil, ""},
		{bsi, "SBM-009", "none", last(func(e *inventory.Entry) { e.Identifiers = nil }), "note sbm.components.missing identifier 1 3"},
		{bsi, "SBM-009", "of another kind", last(func(e *inventory.Entry) { e.Identifiers[0].Kind = "gitoid" }), "note sbm.components.missing identifier 1 3"},
		{"ntia-2021", "SBM-009", "of another kind", last(func(e *inventory.Entry) { e.Identifiers[0].Kind = "gitoid" }), ""},
		{"ntia-2021", "SBM-009", "none", last(func(e *inventory.Entry) { e.Identifiers = nil }), "fail sbm.components.missing identifier 1 3"},
		{"telco-1.1", "SBM-009", "none", last(func(e *inventory.Entry) { e.Identifiers = nil }), "note sbm.components.missing purl 1 3"},
		{bsi, "SBM-010", "", nil, ""},
		{bsi, "SBM-010", "a leaf is silent", last(func(e *inventory.Entry) { e.Dependencies = "" }), "fail sbm.components.missing dependencies 1 3"},
		{bsi, "SBM-010", "a leaf is silent, SPDX 3", func(inv *inventory.Inventory) {
			inv.Documents[0].Format, inv.Documents[0].Version = "spdx3-json", "3.0.1"
			entry(inv, 2).Dependencies = ""
		}, "unknown sbm.components.open dependencies 1 3 leaf"},
		{"ntia-2021", "SBM-010", "a leaf is silent", last(func(e *inventory.Entry) { e.Dependencies = "" }), "unknown sbm.components.open dependencies 1 3 leaf"},
		{"ntia-2021", "SBM-010", "nothing of the kind", func(inv *inventory.Inventory) {
			inv.Relations = nil
			each(func(e *inventory.Entry) { e.Dependencies = "" })(inv)
		}, "fail sbm.components.missing dependencies 3 3"},
		{"telco-1.1", "SBM-010", "contains", func(inv *inventory.Inventory) { inv.Relations[0].Kind = inventory.Contains }, ""},
		{"telco-1.1", "SBM-010", "depends", nil, "unknown sbm.document.open relationships relation"},
		{"telco-1.1", "SBM-010", "nothing", func(inv *inventory.Inventory) {
			inv.Relations = nil
			each(func(e *inventory.Entry) { e.Dependencies = "" })(inv)
		}, "fail sbm.document.missing relationships"},
		{"telco-1.1", "SBM-010", "one component", func(inv *inventory.Inventory) { inv.Components, inv.Relations = inv.Components[:1], nil }, ""},
		{"cra-mindest", "SBM-010", "what others depend on does not matter", last(func(e *inventory.Entry) { e.Dependencies = "" }), ""},
		{"fsct-3", "SBM-010", "a direct one is silent", last(func(e *inventory.Entry) { e.Dependencies = "" }), "unknown sbm.components.open dependencies 1 3 leaf"},
		{bsi, "SBM-010", "dangling", document(func(d *inventory.Document) { d.Dangling = 2 }), "fail sbm-010.dangling references 2"},
		{bsi, "SBM-011", "", nil, ""},
		{bsi, "SBM-011", "unknown is an answer", last(func(e *inventory.Entry) { e.Completeness = inventory.Unknown }), ""},
		{bsi, "SBM-011", "none", last(func(e *inventory.Entry) { e.Completeness = "" }), "fail sbm.components.missing completeness 1 3"},
		{"ntia-2021", "SBM-011", "none", last(func(e *inventory.Entry) { e.Completeness = "" }), "note sbm.components.missing completeness 1 3"},
		{bsi, "SBM-012", "", nil, ""},
		{bsi, "SBM-012", "ScanCode", claim(inventory.Concluded, "LicenseRef-scancode-x"), ""},
		{bsi, "SBM-012", "of nobody", claim(inventory.Concluded, "LicenseRef-own"), "fail sbm.components.wrong distribution-licence 1 3"},
		{bsi, "SBM-012", "NOASSERTION", claim(inventory.Concluded, "NOASSERTION"), "fail sbm.components.missing distribution-licence 1 3"},
		{bsi, "SBM-012", "NONE", claim(inventory.Concluded, "NONE"), "fail sbm.components.wrong distribution-licence 1 3"},
		{bsi, "SBM-012", "deprecated", claim(inventory.Concluded, "GPL-2.0+"), ""},
		{bsi, "SBM-012", "an address", claim(inventory.Concluded, "https://www.apache.org/"+"licenses/LICENSE-2.0"), "fail sbm.components.wrong distribution-licence 1 3"},
		{bsi, "SBM-012", "a free name", claim(inventory.Concluded, "MIT License"), "fail sbm.components.wrong distribution-licence 1 3"},
		{bsi, "SBM-012", "words", claim(inventory.Concluded, "see website"), "fail sbm.components.wrong distribution-licence 1 3"},
		{bsi, "SBM-012", "declared only", claim(inventory.Concluded, ""), "fail sbm.components.wrong distribution-licence 1 3"},
		{bsi, "SBM-012", "none", func(inv *inventory.Inventory) { inv.Components[2].Claims = nil }, "fail sbm.components.missing distribution-licence 1 3"},
		{"cisa-2026", "SBM-012", "declared is enough", claim(inventory.Concluded, ""), ""},
		{"cisa-2026", "SBM-012", "both unknown", func(inv *inventory.Inventory) {
			claim(inventory.Concluded, "NOASSERTION")(inv)
			claim(inventory.Declared, "NOASSERTION")(inv)
		}, "unknown sbm.components.open licence 1 3 said-unknown"},
		{"ntia-2021", "SBM-012", "none", claim(inventory.Concluded, ""), ""},
		{bsi, "SBM-013", "", nil, ""},
		{bsi, "SBM-013", "none", claim(inventory.Declared, ""), "note sbm.components.missing original-licence 1 3"},
		{bsi, "SBM-013", "said not to exist", claim(inventory.Declared, "NONE"), "note sbm.components.missing original-licence 1 3"},
		{bsi, "SBM-013", "words", claim(inventory.Declared, "see website"), "fail sbm.components.wrong original-licence 1 3"},
		{bsi, "SBM-013", "words and none", func(inv *inventory.Inventory) {
			claim(inventory.Declared, "see website")(inv)
			inv.Components[1].Claims = nil
		}, "fail sbm.components.wrong original-licence 1 1 3"},
		{bsi, "SBM-014", "", nil, ""},
		{bsi, "SBM-014", "none", each(func(e *inventory.Entry) { e.Effective = "" }), "note sbm.components.missing effective-licence 3 3"},
		{bsi, "SBM-014", "words", last(func(e *inventory.Entry) { e.Effective = "free" }), "note sbm.components.wrong effective-licence 1 3"},
		{bsi, "SBM-015", "", nil, ""},
		{bsi, "SBM-015", "SHA-256", last(func(e *inventory.Entry) {
			e.Deployable.Hashes = []inventory.Hash{{Algorithm: "SHA256", Value: "a"}}
			e.Hashes = nil
		}), "fail sbm.components.wrong deployable-hash 1 3"},
		{bsi, "SBM-015", "of which form", last(func(e *inventory.Entry) { e.Deployable.Hashes = nil }), "unknown sbm.components.open deployable-hash 1 3 form"},
		{bsi, "SBM-015", "none", last(func(e *inventory.Entry) { e.Deployable.Hashes, e.Hashes = nil, nil }), "fail sbm.components.missing deployable-hash 1 3"},
		{bsi, "SBM-015", "none of a part", func(inv *inventory.Inventory) {
			entry(inv, 2).Deployable, entry(inv, 2).Hashes = nil, nil
			inv.Relations[1].Kind = inventory.Contains
		}, "unknown sbm.components.open deployable-hash 1 3 lost"},
		{bsi, "SBM-015", "none of the whole", func(inv *inventory.Inventory) {
			entry(inv, 0).Deployable, entry(inv, 0).Hashes = nil, nil
		}, "unknown sbm.components.open deployable-hash 1 3 logical"},
		{"cisa-2026", "SBM-015", "none", last(func(e *inventory.Entry) { e.Deployable.Hashes, e.Hashes = nil, nil }), "fail sbm.components.missing hash 1 3"},
		{"cisa-2026", "SBM-015", "a broken one", last(func(e *inventory.Entry) {
			e.Deployable.Hashes, e.Hashes = nil, []inventory.Hash{{Algorithm: "SHA-1", Value: "a"}}
		}), "unknown sbm.components.open hash 1 3 weak-hash"},
		{"fsct-3", "SBM-015", "a broken one", last(func(e *inventory.Entry) {
			e.Deployable.Hashes, e.Hashes = nil, []inventory.Hash{{Algorithm: "SHA-1", Value: "a"}}
		}), ""},
		{"telco-1.1", "SBM-015", "none", last(func(e *inventory.Entry) { e.Deployable.Hashes, e.Hashes = nil, nil }), "note sbm.components.missing hash 1 3"},
		{bsi, "SBM-016", "", nil, ""},
		{bsi, "SBM-016", "a path", last(func(e *inventory.Entry) { e.Deployable.Filename = "lib/x.zip" }), "fail sbm.components.wrong filename 1 3"},
		{bsi, "SBM-016", "another word", last(func(e *inventory.Entry) { e.Deployable.Archive = "yes" }), "fail sbm.components.wrong archive 1 3"},
		{bsi, "SBM-016", "silent in SPDX 3", func(inv *inventory.Inventory) {
			inv.Documents[0].Format = "spdx3-json"
			entry(inv, 2).Deployable.Executable, entry(inv, 2).Deployable.Archive = "", ""
		}, "unknown sbm.components.open executable 1 3 silence; unknown sbm.components.open archive 1 3 silence"},
		{bsi, "SBM-016", "none", last(func(e *inventory.Entry) { e.Deployable = nil }), "fail sbm.components.missing filename,executable,archive,structured 1 3"},
		{bsi, "SBM-016", "outside the delivery", last(func(e *inventory.Entry) { e.Deployable, e.External = nil, true }), ""},
		{bsi, "SBM-017", "", nil, ""},
		{bsi, "SBM-017", "none", last(func(e *inventory.Entry) { e.Source, e.Deployable.URL, e.SecurityTxt = nil, "", "" }),
			"note sbm.components.missing source-uri,deployable-uri 1 3; note sbm.components.missing security-txt 1 3"},
		{"telco-1.1", "SBM-017", "said not to exist", last(func(e *inventory.Entry) { e.Source, e.Deployable, e.None = nil, nil, []string{"download"} }), ""},
		{"telco-1.1", "SBM-017", "said to be unknown", last(func(e *inventory.Entry) { e.Source, e.Deployable, e.Unknown = nil, nil, []string{"download"} }), "unknown sbm.components.open download 1 3 said-unknown"},
		{"telco-1.1", "SBM-017", "none", last(func(e *inventory.Entry) { e.Source, e.Deployable = nil, nil }), "fail sbm.components.missing download 1 3"},
		{"telco-1.1", "SBM-018", "", nil, ""},
		{"telco-1.1", "SBM-018", "none", last(func(e *inventory.Entry) { e.Copyright = "" }), "fail sbm.components.missing copyright 1 3"},
		{"telco-1.1", "SBM-018", "said to be unknown", last(func(e *inventory.Entry) { e.Copyright, e.Unknown = "", []string{"copyright"} }), "unknown sbm.components.open copyright 1 3 said-unknown"},
		{"telco-1.1", "SBM-018", "said not to exist", last(func(e *inventory.Entry) { e.Copyright, e.None = "", []string{"copyright"} }), ""},
		{"telco-1.1", "SBM-018", "another field said to be unknown", last(func(e *inventory.Entry) { e.Copyright, e.Unknown = "", []string{"supplier"} }), "fail sbm.components.missing copyright 1 3"},
		{"fsct-3", "SBM-018", "none", last(func(e *inventory.Entry) { e.Copyright = "" }), "note sbm.components.missing copyright 1 3"},
		{bsi, "SBM-019", "", nil, "note sbm-019.kinds scope 3"},
		{bsi, "SBM-019", "no main", document(func(d *inventory.Document) { d.Main = "" }), "unknown sbm-019.no-main scope"},
		{bsi, "SBM-019", "not reached", func(inv *inventory.Inventory) { inv.Relations = inv.Relations[:1] }, "unknown sbm-019.unreached scope 1 3"},
		{bsi, "SBM-019", "described beside the main one", func(inv *inventory.Inventory) {
			inv.Relations = inv.Relations[:1]
			inv.Documents[0].Described = []string{"pkg:generic/app@1", "pkg:generic/libb@1"}
		}, "note sbm-019.kinds scope 3"},
		{bsi, "SBM-019", "incomplete", last(func(e *inventory.Entry) { e.Completeness = inventory.Incomplete }), "unknown sbm-019.unsure scope 1 3"},
		{bsi, "SBM-019", "referenced", last(func(e *inventory.Entry) { e.SBOM = "https://example.org/sbom" }), "unknown sbm-019.referenced scope 1 3"},
		{bsi, "SBM-019", "empty", func(inv *inventory.Inventory) { inv.Components = nil }, "fail sbm-019.empty scope"},
		{bsi, "SBM-020", "", nil, ""},
		{bsi, "SBM-020", "some", document(func(d *inventory.Document) { d.Vulnerabilities = 3 }), "fail sbm-020.present vulnerabilities 3"},
		{"ntia-2021", "SBM-020", "some", document(func(d *inventory.Document) { d.Vulnerabilities = 3 }), ""},
		{bsi, "SBM-021", "", nil, ""},
		{bsi, "SBM-021", "none", document(func(d *inventory.Document) { d.Signed = false }), "note sbm.document.missing signature"},
		{"cisa-2026", "SBM-021", "none", document(func(d *inventory.Document) { d.Signed = false }), "unknown sbm.document.missing signature"},
		{"cra-mindest", "SBM-010", "nothing of the kind", func(inv *inventory.Inventory) {
			inv.Relations = nil
			each(func(e *inventory.Entry) { e.Dependencies = "" })(inv)
		}, "note sbm.components.missing dependencies 1 1"},
		{"bsi-2.0.0", "SBM-020", "some", document(func(d *inventory.Document) { d.Vulnerabilities = 3 }), "unknown sbm-020.present vulnerabilities 3"},
		{"bsi-2.0.0", "SBM-016", "none", last(func(e *inventory.Entry) { e.Deployable.Filename = "" }), "unknown sbm.components.missing filename 1 3"},
	} {
		t.Run(c.standard+" "+c.rule+" "+c.name, func(t *testing.T) {
			inv := complete()
			if c.change != nil {
				c.change(inv)
			}
			if got := strings.Join(saying(outcomes(inv, c.standard, c.rule)), "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// A document that leaves nothing to ask for passes every rule by every standard but for its format, and the
// row of every requirement names a field that is looked at.
func TestCompleteSBOMPasses(t *testing.T) {
	for _, s := range facts.Standards() {
		for _, r := range rule.All {
			if !r.SBOM {
				continue
			}
			inv := complete()
			if s.ID == "telco-1.1" {
				inv.Documents[0].Format, inv.Documents[0].Version = "spdx-json", "2.3"
				inv.Relations[0].Kind = inventory.Contains
			}
			if s.ID == "opendesk" { // recommends the current version
				inv.Documents[0].Version = "1.7"
			}
			for _, said := range saying(outcomes(inv, s.ID, r.ID)) {
				if !strings.HasPrefix(said, "note sbm-019.kinds") && !strings.HasPrefix(said, "note sbm.auto") {
					t.Errorf("%s %s: %s", s.ID, r.ID, said)
				}
			}
		}
	}
}

// TestLevels holds the levels of the two profiles a bidder meets most against the tables of their sources.
func TestLevels(t *testing.T) {
	for standard, want := range map[string]string{
		bsi: "format must; valid must; author-contact must; timestamp must; uri if-exists; primary unclear; name must; version must; creator-contact must; " +
			"identifier if-exists; dependencies must; references must; completeness must; distribution-licence must; original-licence if-exists; " +
			"effective-licence may; deployable-hash must; source-hash may; filename must; executable must; archive must; structured must; " +
			"source-uri if-exists; deployable-uri if-exists; security-txt may; scope must; vulnerabilities must-not; signature may",
		"ntia-2021": "format must; valid unclear; author must; timestamp must; name must; version must; supplier must; identifier must; " +
			"dependencies must; references must; completeness if-exists; scope coverage",
		"telco-1.1": "format must; valid must; author-organization must; timestamp must; uri must; document-name must; data-licence must; tool must; " +
			"tool-version must; generation-context must; primary must; name must; version must; supplier must; purl may; relationships must; references must; " +
			"concluded-licence must; declared-licence must; hash may; download must; copyright must; scope coverage",
		"cisa-2026": "format must; valid unclear; author must; timestamp must; revision unclear; tool must; tool-version must; generation-context must; name must; version must; " +
			"creator must; identifier must; dependencies must; references must; completeness if-exists; licence must; hash must; scope coverage; signature unclear",
		"fsct-3": "valid unclear; author must; timestamp must; primary must; name must; version must; supplier must; identifier must; dependencies must; references must; " +
			"completeness must; licence coverage; hash must; copyright coverage",
		"cra-mindest": "format must; valid unclear; primary unclear; dependencies must",
	} {
		var got []string
		for _, r := range rule.All {
			for _, q := range facts.Requirements(standard, r.ID) {
				got = append(got, q.Field+" "+string(q.Level))
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s\n got %s\nwant %s", standard, s, want)
		}
	}
	// Of 2.0.0 nothing but the formats is established, so nothing else can fail it.
	for _, r := range rule.All[1:] {
		for _, q := range facts.Requirements("bsi-2.0.0", r.ID) {
			if q.Level != facts.LevelUnclear && r.ID != "SBM-001" {
				t.Errorf("bsi-2.0.0 %s: %s", q.Field, q.Level)
			}
		}
	}
}

// Which components the question is about stands in it, and where.
func TestScopeNamesItsComponents(t *testing.T) {
	for key, change := range map[string]func(*inventory.Inventory){
		"unreached":  func(inv *inventory.Inventory) { inv.Relations = inv.Relations[:1] },
		"unsure":     last(func(e *inventory.Entry) { e.Completeness = inventory.Incomplete }),
		"referenced": last(func(e *inventory.Entry) { e.SBOM = "https://example.org/sbom" }),
	} {
		inv := complete()
		change(inv)
		o := outcomes(inv, bsi, "SBM-019")[0]
		if o.Message.Key != "rule.sbm-019."+key || !strings.HasPrefix(o.Message.Args["examples"], "libb") || len(o.Evidence) != 1 || o.Evidence[0].Path != inv.Documents[0].ID {
			t.Errorf("%s: %+v", key, o)
		}
	}
}

// The message on the transition says of which of the versions not all is on record.
func TestTransitionSaysWhatIsNotOnRecord(t *testing.T) {
	d := rule.Documents(complete(), nil)[0]
	d.Standards, d.Delivered = []string{"bsi-auto"}, "2025-12-01"
	if o := rule.ByID("SBM-001").Document(d)[0]; o.Message.Args["partly"] != "BSI TR-03183-2 2.0.0" {
		t.Errorf("%+v", o)
	}
}

func TestDayOfDeliveryPicksTheVersion(t *testing.T) {
	old := document(func(d *inventory.Document) { d.Format, d.Version = "spdx-json", "2.3" })
	for _, c := range []struct {
		delivered string
		change    func(*inventory.Inventory)
		want      string
	}{
		{"2024-09-19", old, "unknown sbm.auto.none"},
		{"2025-08-19", old, "note sbm.auto.one 2.0.0"},
		{"2025-08-20", nil, "note sbm.auto.better 2.1.0"},
		{"2025-12-01", old, "note sbm.auto.better 2.0.0"},
		{"2025-12-01", nil, "note sbm.auto.better 2.1.0"},
		{"2026-02-20", old, "note sbm.auto.better 2.0.0"},
		{"2026-02-21", old, "note sbm.auto.one 2.1.0; fail sbm-001.format 2.1.0"},
		{"2026-02-21", nil, "note sbm.auto.one 2.1.0"},
		{"bsi-2.0.0 2026-02-20", old, ""},
		{"bsi-2.0.0 2026-02-21", old, "note sbm.out-of-time 2.0.0"},
		{"bsi-2.1.0 2025-08-19", nil, "note sbm.out-of-time 2.1.0"},
		{"", old, "note sbm.auto.undated 2.1.0; fail sbm-001.format 2.1.0"},
	} {
		inv := complete()
		inv.Documents[0].Created = "2024-01-31T12:00:00Z" // before any of the deliveries
		if c.change != nil {
			c.change(inv)
		}
		d := rule.Documents(inv, nil)[0]
		d.Standards, d.Delivered = []string{"bsi-auto"}, c.delivered
		if name, day, ok := strings.Cut(c.delivered, " "); ok {
			d.Standards, d.Delivered = []string{name}, day
		}
		var got []string
		for _, r := range rule.All {
			if r.ID != "SBM-001" {
				continue
			}
			for _, o := range r.Document(d) {
				if o.Message.Key != "" {
					standard := strings.TrimPrefix(o.Message.Args["standard"], "BSI TR-03183-2")
					got = append(got, strings.TrimSpace(saying([]rule.Outcome{o})[0]+standard))
				}
			}
		}
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], " format ", " ")
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.delivered, s, c.want)
		}
	}
}

// TestAddingAFieldNeverMakesItWorse takes fields away in many orders and puts them back one after the other:
// no rule by any standard may come to a worse end by an addition.
func TestAddingAFieldNeverMakesItWorse(t *testing.T) {
	whole := complete()
	var steps []func(inv *inventory.Inventory)
	steps = append(steps,
		document(func(d *inventory.Document) { d.Authors = whole.Documents[0].Authors }),
		document(func(d *inventory.Document) { d.Tools = whole.Documents[0].Tools }),
		document(func(d *inventory.Document) { d.Created = whole.Documents[0].Created }),
		document(func(d *inventory.Document) { d.Namespace = whole.Documents[0].Namespace }),
		document(func(d *inventory.Document) { d.Name, d.DataLicense = "app", "CC0-1.0" }),
		document(func(d *inventory.Document) { d.Lifecycles = whole.Documents[0].Lifecycles }),
		document(func(d *inventory.Document) { d.Main = whole.Documents[0].Main }),
		document(func(d *inventory.Document) { d.Signed = true }),
	)
	for n := range whole.Relations {
		steps = append(steps, func(inv *inventory.Inventory) {
			r := whole.Relations[n]
			if n == 1 {
				r.Kind = inventory.Contains
			}
			inv.Relations = append(inv.Relations, r)
		})
	}
	for n := range whole.Components {
		for _, put := range []func(to, from *inventory.Entry){
			func(to, from *inventory.Entry) { to.Name = from.Name },
			func(to, from *inventory.Entry) { to.Version = from.Version },
			func(to, from *inventory.Entry) { to.Creator = from.Creator },
			func(to, from *inventory.Entry) { to.Supplier = from.Supplier },
			func(to, from *inventory.Entry) { to.Identifiers = from.Identifiers },
			func(to, from *inventory.Entry) { to.Hashes = from.Hashes },
			func(to, from *inventory.Entry) { to.Copyright = from.Copyright },
			func(to, from *inventory.Entry) { to.Effective = from.Effective },
			func(to, from *inventory.Entry) { to.SecurityTxt = from.SecurityTxt },
			func(to, from *inventory.Entry) { to.Dependencies = from.Dependencies },
			func(to, from *inventory.Entry) { to.Completeness = from.Completeness },
			func(to, from *inventory.Entry) { to.Source = from.Source },
			func(to, from *inventory.Entry) { to.Deployable = from.Deployable },
			func(to, from *inventory.Entry) {
				if to.Deployable == nil {
					to.Deployable = &inventory.Artifact{URL: from.Deployable.URL}
				}
			},
			func(to, from *inventory.Entry) {
				if to.Deployable == nil {
					to.Deployable = &inventory.Artifact{Filename: from.Deployable.Filename}
				}
			},
		} {
			steps = append(steps, func(inv *inventory.Inventory) { put(entry(inv, n), entry(whole, n)) })
		}
		for _, c := range whole.Components[n].Claims {
			steps = append(steps, func(inv *inventory.Inventory) { inv.Components[n].Claims = append(inv.Components[n].Claims, c) })
		}
	}
	bare := func() *inventory.Inventory {
		inv := &inventory.Inventory{Documents: []inventory.Document{{ID: bom, Format: "cyclonedx-json", Version: "1.6"}}}
		for _, c := range whole.Components {
			inv.Components = append(inv.Components, inventory.Component{ID: c.ID,
				Instances: []inventory.Instance{{Document: bom, Ref: c.Instances[0].Ref, Entry: &inventory.Entry{}}}})
		}
		return inv
	}
	standards := facts.StandardNames()
	for round := range 10 {
		inv := bare()
		before := map[string]string{}
		for k := range steps {
			// Every round goes through the steps in another order: the number of steps is prime to the stride.
			stride := round + 1
			for gcd(stride, len(steps)) != 1 {
				stride += 41
			}
			i := (k*stride + round) % len(steps)
			steps[i](inv)
			for _, s := range standards {
				if strings.HasSuffix(s, "auto") {
					continue
				}
				c := rule.Documents(inv, nil)[0]
				c.Standards = []string{s}
				for _, r := range rule.All {
					if !r.SBOM {
						continue
					}
					worst := "0"
					for _, o := range r.Document(c) {
						if !o.Note {
							worst = max(worst, fmt.Sprint(int(o.State)))
						}
					}
					if key := s + " " + r.ID; before[key] != "" && worst > before[key] {
						t.Fatalf("round %d, step %d: %s went from %s to %s", round, i, key, before[key], worst)
					} else {
						before[key] = worst
					}
				}
			}
		}
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// What several documents and services of one component say stays apart, and services are no components.
func TestSBOMCountsItsOwnComponentsOnly(t *testing.T) {
	inv := complete()
	inv.Components[2].Type = "service"
	entry(inv, 2).Version = ""
	inv.Components[1].Instances = append(inv.Components[1].Instances, inventory.Instance{Document: "other.json", Entry: &inventory.Entry{}})
	inv.Documents = append(inv.Documents, inventory.Document{ID: "list.csv", Kind: inventory.KindList, Format: "csv"})
	if got := saying(outcomes(inv, bsi, "SBM-007")); got != nil {
		t.Errorf("%v", got)
	}
	list := rule.Documents(inv, nil)[1]
	list.Standards = []string{bsi}
	for _, r := range rule.All {
		if r.SBOM && len(r.Document(list)) > 0 {
			t.Errorf("%s judges a list of licences", r.ID)
		}
	}
}

func TestExamplesAreNamed(t *testing.T) {
	inv := complete()
	each(func(e *inventory.Entry) { e.Version = "" })(inv)
	for i := range 20 {
		c := inv.Components[1]
		c.ID += fmt.Sprint(i)
		c.Instances = []inventory.Instance{{Document: bom, Ref: fmt.Sprint(i), Line: 8 + i, Entry: &inventory.Entry{Name: fmt.Sprint("more", i)}}}
		inv.Components = append(inv.Components, c)
	}
	o := outcomes(inv, bsi, "SBM-007")[1]
	if o.Message.Args["examples"] != "app, liba, libb, more0, more1" || o.Message.Args["count"] != "23" || len(o.Evidence) != 5 ||
		o.Evidence[4].Line.First != 9 || o.Evidence[4].Path != bom {
		t.Errorf("%v %v", o.Message, o.Evidence)
	}
}
