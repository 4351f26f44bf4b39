// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package why_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/reports/schema"
	"lizenzlotse/reports/why"
	"lizenzlotse/scanner/inventory"
)

func sample(name string) *inventory.Inventory {
	return &inventory.Inventory{
		Subject: inventory.Subject{Name: "shop", Main: "app"},
		Components: []inventory.Component{{ID: "app", Name: "shop", Version: "1.0"}, {ID: "pkg:npm/db@1", Name: name, Version: "1", Scope: inventory.Test,
			Instances: []inventory.Instance{{Document: "package-lock.json", Line: 7}}}, {ID: "web", Name: "web"}},
		Relations: []inventory.Relation{{From: "app", To: "web", Kind: inventory.LinksStatic}, {From: "web", To: "pkg:npm/db@1", Kind: inventory.DependsOn, Scope: inventory.Test,
			Evidence: []inventory.Evidence{{Path: "package-lock.json", Line: inventory.LineRange{First: 3, Last: 3}}}}},
	}
}

func TestText(t *testing.T) {
	v := sample("db")
	var b bytes.Buffer
	if err := why.WriteText(&b, why.Of(v, []string{"pkg:npm/db@1", "app"}), "en"); err != nil {
		t.Fatal(err)
	}
	want := `pkg:npm/db@1
  named in package-lock.json:7
  shop 1.0 > web (links statically) > db 1 (for testing)

app
  nothing says who needs it
`
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}

func TestHostileNames(t *testing.T) {
	v := sample("\x1b[31m\n::error::x\u202e" + strings.Repeat("y", 10_000))
	var b bytes.Buffer
	if err := why.WriteText(&b, why.Of(v, []string{"pkg:npm/db@1"}), "de"); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); strings.ContainsAny(s, "\x1b\u202e") || strings.Count(s, "\n") != 3 || len(s) > 1000 {
		t.Errorf("%q", s)
	}
}

func TestJSONValidates(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Why))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:lizenzlotse:why:1", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:lizenzlotse:why:1")
	if err != nil {
		t.Fatal(err)
	}
	for _, ids := range [][]string{nil, {"app"}, {"pkg:npm/db@1", "web", "not there"}} {
		var b bytes.Buffer
		if err := why.WriteJSON(&b, why.Of(sample("db"), ids)); err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(value); err != nil {
			t.Errorf("%v: %v", ids, err)
		}
	}
}
