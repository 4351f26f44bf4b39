// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rdf_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/sbom/rdf"
)

var limits = rdf.Limits{Depth: 100, Statements: 10_000}

const head = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e#">`

// statements writes a graph as lines, with short names for what RDF itself calls things.
func statements(g *rdf.Graph) []string {
	short := strings.NewReplacer(rdf.Namespace, "rdf:", "urn:e#", "e:")
	var all []string
	for _, n := range g.Nodes {
		for _, s := range n.Statements {
			object := fmt.Sprintf("%q", s.Literal)
			if s.Node != nil {
				object = s.Node.ID
			}
			all = append(all, short.Replace(n.ID+" "+s.Predicate+" "+object))
		}
	}
	return all
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, input string
		want        []string
		stray       int
	}{
		{"typed node", head + `<e:A rdf:about="urn:a"><e:p>x &amp; y</e:p></e:A></rdf:RDF>`, []string{"urn:a rdf:type e:A", `urn:a e:p "x & y"`}, 0},
		{"description", head + `<rdf:Description rdf:about="urn:a"><rdf:type rdf:resource="urn:e#A"/></rdf:Description></rdf:RDF>`, []string{"urn:a rdf:type e:A"}, 0},
		{"one node", `<A xmlns="urn:e#"><p/></A>`, []string{"_: 1 rdf:type e:A", `_: 1 e:p ""`}, 0},
		{"names", head + `<e:A rdf:nodeID="n"><e:p rdf:nodeID="m"/></e:A><e:B rdf:nodeID="m"/></rdf:RDF>`, []string{"_:n rdf:type e:A", "_:n e:p _:m", "_:m rdf:type e:B"}, 0},
		{"nested", head + `<e:A rdf:about="urn:a"><e:p><e:B rdf:about="urn:b"><e:q>1</e:q></e:B></e:p></e:A></rdf:RDF>`,
			[]string{"urn:a rdf:type e:A", "urn:a e:p urn:b", "urn:b rdf:type e:B", `urn:b e:q "1"`}, 0},
		{"property attributes", head + `<e:A rdf:about="urn:a" e:p="1" rdf:type="urn:e#B"/></rdf:RDF>`, []string{"urn:a rdf:type e:A", `urn:a e:p "1"`, "urn:a rdf:type e:B"}, 0},
		{"attributes of a property", head + `<e:A rdf:about="urn:a"><e:p rdf:resource="urn:b" e:q="1"/><e:p e:q="2"/></e:A></rdf:RDF>`,
			[]string{"urn:a rdf:type e:A", "urn:a e:p urn:b", "urn:a e:p _: 1", `urn:b e:q "1"`, `_: 1 e:q "2"`}, 0},
		{"a resource", head + `<e:A rdf:about="urn:a"><e:p rdf:parseType="Resource"><e:q>1</e:q></e:p></e:A></rdf:RDF>`,
			[]string{"urn:a rdf:type e:A", "urn:a e:p _: 1", `_: 1 e:q "1"`}, 0},
		{"a collection", head + `<e:A rdf:about="urn:a"><e:p rdf:parseType="Collection"><e:B rdf:about="urn:b"/><e:B rdf:about="urn:c"/></e:p><e:p rdf:parseType="Collection"/></e:A></rdf:RDF>`,
			[]string{"urn:a rdf:type e:A", "urn:a e:p _: 1", "urn:a e:p rdf:nil", "urn:b rdf:type e:B", "_: 1 rdf:first urn:b", "_: 1 rdf:rest _: 2", "urn:c rdf:type e:B", "_: 2 rdf:first urn:c", "_: 2 rdf:rest rdf:nil"}, 0},
		{"XML as text", head + `<e:A rdf:about="urn:a"><e:p rdf:parseType="Literal">x <b>y</b></e:p></e:A></rdf:RDF>`, []string{"urn:a rdf:type e:A", `urn:a e:p "x <b>y</b>"`}, 0},
		{"items", head + `<rdf:Bag rdf:about="urn:a"><rdf:li>1</rdf:li><rdf:li>2</rdf:li></rdf:Bag></rdf:RDF>`, []string{"urn:a rdf:type rdf:Bag", `urn:a rdf:_1 "1"`, `urn:a rdf:_2 "2"`}, 0},
		{"base", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e#" xml:base="http://x.example/d/doc#f"><e:A rdf:ID="a"><e:p rdf:resource="other"/><e:p rdf:resource=""/></e:A><e:A rdf:about="#b" xml:base="http://y.example/"/></rdf:RDF>`,
			[]string{"http://x.example/d/doc#a rdf:type e:A", "http://x.example/d/doc#a e:p http://x.example/d/other", "http://x.example/d/doc#a e:p http://x.example/d/doc", "http://y.example/#b rdf:type e:A"}, 0},
		{"no base", head + `<e:A rdf:about="#b"/></rdf:RDF>`, []string{"#b rdf:type e:A"}, 0},
		{"old attributes", head + `<e:A about="urn:a"><e:p resource="urn:b"/></e:A></rdf:RDF>`, []string{"urn:a rdf:type e:A", "urn:a e:p urn:b"}, 0},
		{"comments", "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE x>" + head + `<!-- a --><e:A rdf:about="urn:a"><e:p>x<!-- b -->y</e:p></e:A></rdf:RDF><!-- c -->`, []string{"urn:a rdf:type e:A", `urn:a e:p "xy"`}, 0},
		{"language", head + `<e:A rdf:about="urn:a" xml:lang="de"><e:p xml:lang="en">x</e:p></e:A></rdf:RDF>`, []string{"urn:a rdf:type e:A", `urn:a e:p "x"`}, 0},
		{"stray text", head + `hello<e:A rdf:about="urn:a">text<e:p>x<e:B rdf:about="urn:b"/></e:p></e:A></rdf:RDF>`, []string{"urn:a rdf:type e:A", "urn:a e:p urn:b", "urn:b rdf:type e:B"}, 3},
		{"two objects", head + `<e:A rdf:about="urn:a"><e:p><e:B rdf:about="urn:b"/><e:B rdf:about="urn:c"/></e:p></e:A></rdf:RDF>`,
			[]string{"urn:a rdf:type e:A", "urn:a e:p urn:b", "urn:a e:p urn:c", "urn:b rdf:type e:B", "urn:c rdf:type e:B"}, 1},
		{"two documents", `<A xmlns="urn:e#"/><B xmlns="urn:e#"/>`, []string{"_: 1 rdf:type e:A", "_: 2 rdf:type e:B"}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g, err := rdf.Read([]byte(test.input), true, limits)
			if err != nil {
				t.Fatal(err)
			}
			if got := statements(g); !slices.Equal(got, test.want) || len(g.Stray) != test.stray {
				t.Errorf("stray %v, got\n%s\nwant\n%s", g.Stray, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name, input, reason string
		line                int
	}{
		{"nothing", "", rdf.Syntax, 1},
		{"words", "hello", rdf.Syntax, 1},
		{"cut off", head + "\n<e:A>", rdf.Syntax, 2},
		{"entities", "<!DOCTYPE x [\n<!ENTITY a 'b'>]>" + head + "</rdf:RDF>", rdf.Entities, 2},
		{"encoding", `<?xml version="1.0" encoding="klingon"?>` + head + "</rdf:RDF>", rdf.Charset, 1},
		{"depth", head + strings.Repeat("<e:a>", 1000), rdf.Depth, 1},
		{"statements", head + strings.Repeat("<e:A/>", 20_000) + "</rdf:RDF>", rdf.Statements, 1},
		{"crossed", head + "<e:A></rdf:RDF></e:A>", rdf.Syntax, 1},
	}
	for _, test := range tests {
		_, err := rdf.Read([]byte(test.input), true, limits)
		var e *rdf.Error
		if !errors.As(err, &e) || e.Reason != test.reason || e.Line != test.line {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestLenient: an element that is not closed ends with the one around it.
func TestLenient(t *testing.T) {
	g, err := rdf.Read([]byte(head+`<e:A rdf:about="urn:a"><e:p><e:B rdf:about="urn:b"></e:p><e:q>&unknown;</e:q></e:A></rdf:RDF>`), false, limits)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"urn:a rdf:type e:A", "urn:a e:p urn:b", `urn:a e:q "&unknown;"`, "urn:b rdf:type e:B"}
	if got := statements(g); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestList(t *testing.T) {
	g, err := rdf.Read([]byte(head+`<e:A rdf:about="urn:a"><e:p rdf:parseType="Collection"><e:B rdf:about="urn:b"/><e:B rdf:about="urn:c"/></e:p></e:A>
		<rdf:List rdf:nodeID="x"><rdf:first rdf:resource="urn:d"/><rdf:rest rdf:nodeID="x"/></rdf:List></rdf:RDF>`), true, limits)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range g.Nodes {
		for _, s := range n.Statements {
			if s.Predicate == "urn:e#p" || n.ID == "_:x" && s.Predicate == rdf.Rest {
				for _, item := range rdf.List(s.Node) {
					got = append(got, item.ID)
				}
			}
		}
	}
	if want := []string{"urn:b", "urn:c", "urn:d"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestLongPrefixes: a long base or namespace in front of very many names must not fill the memory.
func TestLongPrefixes(t *testing.T) {
	long := "urn:" + strings.Repeat("x", 1<<20)
	input := []byte(`<r:RDF xmlns:r="` + rdf.Namespace + `" xmlns:e="` + long + `" xml:base="` + long + `">`)
	for i := range 5000 {
		input = fmt.Appendf(input, `<e:a%d r:ID="b%d"/>`, i, i)
	}
	g, err := rdf.Read(append(input, "</r:RDF>"...), true, limits)
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, n := range g.Nodes {
		size += len(n.ID)
	}
	if size > 1<<20 {
		t.Errorf("%d bytes of names", size)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + `<e:A rdf:about="urn:a" e:p="1"><e:p rdf:parseType="Collection"><e:B rdf:ID="b"/></e:p><e:q rdf:nodeID="n" xml:base="x:y"/></e:A></rdf:RDF>`))
	f.Add([]byte(`<A><b rdf:parseType="Literal"><c/></b>x</A>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, strict := range []bool{true, false} {
			g, err := rdf.Read(data, strict, limits)
			if err != nil {
				var e *rdf.Error
				if !errors.As(err, &e) || e.Reason == "" || e.Line < 1 {
					t.Fatalf("%#v", err)
				}
				continue
			}
			count := 0
			known := map[*rdf.Node]bool{}
			for _, n := range g.Nodes {
				known[n] = true
			}
			for _, n := range g.Nodes {
				count += len(n.Statements)
				for _, s := range n.Statements {
					if s.Node != nil && (s.Literal != "" || !known[s.Node]) {
						t.Fatalf("statement %+v", s)
					}
				}
				rdf.List(n)
			}
			if count > limits.Statements {
				t.Fatalf("%d statements", count)
			}
		}
	})
}
