// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/scanner/sbom/spdx3"
)

// shown writes a graph in few words: "type id field=value …" an element, then the faults.
func shown(t *testing.T, text string) string {
	t.Helper()
	var faults []string
	g, err := spdx3.Parse([]byte(text), 100, func(f spdx3.Fault) {
		faults = append(faults, strings.TrimSpace(fmt.Sprintf("%d %s %s", f.Kind, f.Where, f.Was)))
	})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range g.Elements {
		line := strings.TrimSpace(e.Type + " " + e.ID)
		for _, p := range e.Properties {
			for _, v := range p.Values {
				value := v.Text
				if v.Node != nil {
					value = "{" + v.Node.Type + "}"
				}
				line += " " + p.Name + "=" + value
			}
		}
		lines = append(lines, strings.TrimPrefix(line, " "))
	}
	return strings.Join(append(lines, faults...), "\n")
}

func TestParse(t *testing.T) {
	for name, test := range map[string]struct{ input, want string }{
		"graph":            {`{"@context":"x","@graph":[{"type":"Tool","spdxId":"urn:t","name":"t"}]}`, "Tool urn:t name=t"},
		"one element":      {`{"@context":"x","type":"Tool","spdxId":"urn:t"}`, "Tool urn:t"},
		"list of graphs":   {`[{"@graph":[{"type":"Tool"}]},{"@graph":{"type":"Person"}}]`, "Tool\nPerson"},
		"prefix":           {`{"@context":{"x":"urn:x/"},"@graph":[{"type":"Tool","spdxId":"x:t"}]}`, "Tool urn:x/t"},
		"prefix after":     {`{"@graph":[{"type":"Tool","spdxId":"x:t"}],"@context":[{"x":{"@id":"urn:x/"}}]}`, "Tool urn:x/t"},
		"full names":       {`{"@type":"http://spdx.org/rdf/3.0.0/terms/Software/File","http://spdx.org/rdf/3.0.0/terms/Core/name":{"@value":"f"}}`, "software_File name=f"},
		"defined prefix":   {`{"@context":{"sw":"https://spdx.org/rdf/3.0.1/terms/Software/"},"@type":"sw:File","sw:copyrightText":"c"}`, "software_File software_copyrightText=c"},
		"inner element":    {`{"@graph":[{"type":"Relationship","from":{"@id":"urn:a"},"to":[{"type":"Tool","spdxId":"urn:b"}]}]}`, "Tool urn:b\nRelationship from=urn:a to={Tool}"},
		"number and truth": {`{"type":"Tool","name":1.50,"comment":true}`, "Tool name=1.50 comment=true"},
		"escapes":          {`{"type":"To\u006fl","name":"\u00fc\"\n"}`, "Tool name=ü\"\n"},
		"bare name":        {`{"type":"package","spdxId":"urn:a"}`, "software_Package urn:a\n0 $.type"},
		"null":             {`{"type":"Tool","name":[null,"a"]}`, "Tool name=a\n1 $.name"},
		"twice":            {`{"type":"Tool","name":"a","name":"b"}`, "Tool name=a name=b\n2 $.name"},
		"in parts":         {`{"@graph":[{"type":"Tool","spdxId":"urn:t"},{"@id":"urn:t","name":"t"}]}`, "Tool urn:t name=t\n3 $.@graph[1] urn:t"},
		"one id for two":   {`{"@graph":[{"type":"Tool","spdxId":"urn:t"},{"type":"Person","spdxId":"urn:t"}]}`, "Tool urn:t\nPerson urn:t\n4 $.@graph[1] urn:t"},
		"untyped":          {`{"@graph":[{"from":"urn:a","to":["urn:b"],"relationshipType":"contains"}]}`, "Relationship from=urn:a to=urn:b relationshipType=contains\n5 $.@graph[0]"},
		"unnamed":          {`{"@graph":[{"name":"a"}]}`, "name=a\n6 $.@graph[0] a"},
		"unknown":          {`{"@graph":[{"type":"software_Thing"}]}`, "software_Thing\n7 $.@graph[0] software_Thing"},
		"unknown licence":  {`{"type":"Tool","myLicense":"MIT"}`, "Tool\n8 $.myLicense MIT"},
		"keyless":          {`{"@graph":["a"]}`, "9 $.@graph a"},
		"in an extension":  {`{"type":"Tool","extension":[{"type":"software_Package"}]}`, "Tool extension={software_Package}"},
	} {
		if got := shown(t, test.input); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, test.want)
		}
	}
}

func TestParseFails(t *testing.T) {
	for _, text := range []string{"", "{", `{"a":}`, "{} x"} {
		if _, err := spdx3.Parse([]byte(text), 100, func(spdx3.Fault) {}); err == nil {
			t.Errorf("%q is read", text)
		}
	}
	deep := strings.Repeat("[", 101) + strings.Repeat("]", 101)
	if _, err := spdx3.Parse([]byte(deep), 100, func(spdx3.Fault) {}); !errors.Is(err, spdx3.ErrDepth) {
		t.Error(err)
	}
}

// What a document says of its version, and of what is elsewhere.
func TestGraph(t *testing.T) {
	g, err := spdx3.Parse([]byte(`{"@context":["https://spdx.org/rdf/3.0.0/spdx-context.jsonld"],"@graph":[
		{"type":"SpdxDocument","spdxId":"urn:d","imports":[{"type":"ExternalMap","externalSpdxId":"urn:out"}]}]}`), 100, func(spdx3.Fault) {})
	if err != nil {
		t.Fatal(err)
	}
	if g.Context != "3.0.0" || !g.Outside("urn:out") || g.Outside("urn:d") || len(g.ByID("urn:d")) != 1 {
		t.Errorf("context %q, elements %v", g.Context, g.Elements)
	}
	if got := spdx3.Term("https://spdx.org/rdf/3.0.1/terms/Core/RelationshipType/contains"); got != "contains" {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"@context":{"x":"urn:"},"@graph":[{"type":["a","software:Package"],"spdxId":"x:a","name":[1,null,{"@value":"b"}],"to":[[{"@id":"_:b"}]]}]}`)
	f.Add(`[{"x":{"@graph":{"id":"a","hashes":{}}}},{"@type":"Tool","@id":"a"}]`)
	f.Fuzz(func(t *testing.T, text string) {
		g, err := spdx3.Parse([]byte(text), 100, func(f spdx3.Fault) { _ = f.Where.String() })
		if err != nil {
			return
		}
		for _, e := range g.Elements {
			for _, p := range e.Properties {
				for _, v := range p.Values {
					if _, to := g.Target(v); v.Node != nil && to == nil {
						t.Fatalf("%s of %s is an object and leads nowhere", p.Name, e.ID)
					}
				}
			}
		}
	})
}
