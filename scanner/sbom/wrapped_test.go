// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// pkg is an SPDX document with one package of that name.
func pkg(name string) string {
	return doc(`"packages":[{"SPDXID":"SPDXRef-` + name + `","name":"` + name + `","licenseDeclared":"MIT"}]`)
}

func dsse(payload string) string {
	return `{"payloadType":"application/vnd.in-toto+json","payload":"` + base64.StdEncoding.EncodeToString([]byte(payload)) + `","signatures":[{"sig":"eA=="}]}`
}

func statement(kind, predicate string) string {
	return `{"_type":"https://in-toto.io/Statement/v1","predicateType":"` + kind + `","predicate":` + predicate + `}`
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func TestReadAll(t *testing.T) {
	const bomType, slsaType = "https://cyclonedx.org/bom", "https://slsa.dev/provenance/v1"
	latin := strings.NewReplacer("ü", "\xfc").Replace(pkg("Müller"))
	tests := []struct {
		name, format, input string
		want                []string
	}{
		{"one", sbom.SPDXJSON, pkg("a"), []string{"p: a declared=MIT (p:1)"}},
		{"signed", sbom.Wrapped, dsse(statement("https://spdx.dev/Document", pkg("a"))), []string{"p in dsse in-toto, signed: a declared=MIT (p:0)"}},
		{"wrapper", sbom.Wrapped, "{\n\"sbom\":\n" + pkg("a") + "}", []string{"p in json-object: a declared=MIT (p:3)"}},
		{"wrapper with two", sbom.Wrapped, `{"sbom":` + pkg("a") + ",\n" + `"bom":` + lib(`["ISC"]`) + `}`, []string{
			"p#1 in json-object: a declared=MIT (p:1)", "p#2 in json-object: a@1 declared=ISC (p:2); repaired: sbom-repaired-license"}},
		{"wrapper with another beside", sbom.Wrapped, `{"sbom":` + pkg("a") + `,"more":[{"x":` + pkg("b") + `}]}`, []string{
			"p in json-object: a declared=MIT (p:1)", "unread sbom-several-documents count=1 was=more where= @p"}},
		{"behind one another", sbom.SPDXJSON, pkg("a") + "\n" + pkg("b") + "\n", []string{"p#1 in json-values: a declared=MIT (p:1)", "p#2 in json-values: b declared=MIT (p:2)"}},
		{"words behind one", sbom.SPDXJSON, pkg("a") + "\nContact us", []string{"p: a declared=MIT (p:1); repaired: sbom-repaired-surroundings"}},
		{"words between them", sbom.SPDXJSON, pkg("a") + "\n" + pkg("b") + " end", []string{"p#1 in json-values: a declared=MIT (p:1)", "p#2 in json-values: b declared=MIT (p:2)",
			"repaired sbom-repaired-surroundings count=1 was=end where= @p"}},
		{"part of one behind it", sbom.SPDXJSON, pkg("a") + `{"packages":[]}`, []string{"p#1 in json-values: a declared=MIT (p:1)", "unread sbom-wrapped-other count=1 was= where=#2 @p"}},
		{"of two the second is broken", sbom.CycloneDXJSON, lib(`[]`) + "\n" + `{"bomFormat":"CycloneDX","x" 5}`, []string{"p#1 in json-values: a@1", "unread sbom.syntax at=2:29 format=cyclonedx-json @p#2"}},
		{"of two the second is too new", sbom.CycloneDXJSON, lib(`[]`) + "\n" + `{"bomFormat":"CycloneDX","specVersion":"9.9"}`, []string{"p#1 in json-values: a@1", "unread sbom.version format=cyclonedx-json version=9.9 @p#2"}},
		{"YAML stream", sbom.SPDXYAML, "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: d\n---\nspdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n- SPDXID: SPDXRef-a\n  name: a\n  licenseDeclared: MIT\n", []string{
			"p#1 in json-values:", "p#2 in json-values: a declared=MIT (p:8)"}},
		{"YAML resource", sbom.Wrapped, "apiVersion: v1\nkind: X\nspec:\n  spdxVersion: SPDX-2.3\n  SPDXID: SPDXRef-DOCUMENT\n  packages:\n  - SPDXID: SPDXRef-a\n    name: a\n    licenseDeclared: MIT\n", []string{"p in kubernetes: a declared=MIT (p:7)"}},
		{"resource", sbom.Wrapped, `{"apiVersion":"v1","kind":"X","report":` + lib(`["MIT"]`) + `}`, []string{"p in kubernetes: a@1 declared=MIT (p:1); repaired: sbom-repaired-license"}},
		{"not of an SBOM", sbom.Wrapped, dsse(statement(slsaType, "{}")), []string{"unread sbom-wrapped-predicate count=1 was=" + slsaType + " where= @p"}},
		{"one of them not of an SBOM", sbom.Wrapped, dsse(statement(slsaType, "{}")) + "\n" + dsse(statement(bomType, lib(`[]`))), []string{
			"p#2 in json-values dsse in-toto, signed: a@1", "note sbom-wrapped-predicate count=1 was=" + slsaType + " where=#1 @p"}},
		{"an envelope in UTF-16", sbom.Wrapped, utf16LE(`{"sbom":` + pkg("a") + `}`), []string{"p in json-object: a declared=MIT (p:1)", "repaired sbom-repaired-encoding count=1 was=UTF-16LE where=1 @p"}},
		{"an envelope in Windows-1252", sbom.Wrapped, `{"sbom":` + latin + `}`, []string{"p in json-object: Müller declared=MIT (p:1)", "repaired sbom-repaired-encoding count=1 was=Windows-1252 where= @p"}},
		{"a payload in Latin-1", sbom.Wrapped, dsse("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components><component type=\"library\"><name>M\xfcller</name></component></components></bom>"),
			[]string{"p in dsse, signed: Müller; repaired: sbom-repaired-encoding"}},
		{"RDF in a payload", sbom.Wrapped, dsse(statement("https://spdx.dev/Document", quoted(rdfDocument("Müller")))), []string{"p in dsse in-toto json-string, signed: Müller"}},
		{"nothing of the kind", sbom.Wrapped, `{"a":{"b":1}}`, nil},
		{"empty", sbom.Wrapped, " ", []string{"unread sbom.empty format=wrapped @p"}},
		{"broken", sbom.SPDXJSON, `{"spdxVersion":"SPDX-2.3","x" 5}`, []string{"unread sbom.syntax at=1:30 format=spdx-json @p"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			results, issues := sbom.ReadAll([]byte(test.input), test.format, "p")
			var got []string
			for _, r := range results {
				line := r.Document.ID
				if r.Document.Envelope != nil {
					line += " in " + strings.Join(r.Document.Envelope, " ")
				}
				if r.Document.Signed {
					line += ", signed"
				}
				words := summary(r)
				for i, c := range r.Components {
					if len(c.Claims) > 0 {
						e := c.Claims[0].Evidence[0]
						words[i] += fmt.Sprintf(" (%s:%d)", e.Path, e.Line.First)
					}
					for _, claim := range c.Claims {
						if claim.Origin != r.Document.ID {
							t.Errorf("origin %s", claim.Origin)
						}
					}
				}
				got = append(got, strings.TrimSpace(line+": "+strings.Join(words, "; ")))
			}
			for _, i := range issues {
				got = append(got, fmt.Sprintf("%s %s @%s", i.Effect, inventory.Message{Key: i.Code, Args: i.Args}, i.Path))
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("want (-), got (+):\n%s", d)
			}
		})
	}
}
