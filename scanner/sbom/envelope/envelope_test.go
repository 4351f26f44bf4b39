// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/loosejson"
	"lizenzlotse/scanner/sbom/envelope"
)

const (
	cdx  = `{"bomFormat":"CycloneDX","specVersion":"1.6"}`
	spdx = `{"SPDXID":"SPDXRef-DOCUMENT","spdxVersion":"SPDX-2.3"}`
	tv   = "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\n"
	xml  = `<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>`
)

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func dsse(payload string) string {
	return `{"payloadType":"application/vnd.in-toto+json","payload":"` + payload + `","signatures":[{"keyid":"","sig":"eA=="}]}`
}

func statement(kind, predicate string) string {
	return `{"_type":"https://in-toto.io/Statement/v1","predicateType":"` + kind + `","subject":[],"predicate":` + predicate + `}`
}

const (
	bomType  = "https://cyclonedx.org/bom"
	slsaType = "https://slsa.dev/provenance/v1"
)

// summary writes "number format layers" a document, "signed" and its line, then the problems.
func summary(f envelope.Found) (out []string) {
	for _, d := range f.Documents {
		s := fmt.Sprintf("%d %s in %s", d.Number, d.Format, strings.Join(d.Layers, " "))
		if d.Signed {
			s += ", signed"
		}
		if d.Line > 0 {
			s += fmt.Sprintf(", at %d:%d", d.Line, d.Column)
		}
		out = append(out, s)
	}
	for _, p := range f.Problems {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %d %v %s", p.Reason, p.Count, p.Numbers, p.What)))
	}
	return out
}

func nest(layers int, wrap func(string) string) string {
	s := cdx
	for range layers {
		s = wrap(s)
	}
	return s
}

func TestOpen(t *testing.T) {
	unpadded := strings.TrimRight(base64.URLEncoding.EncodeToString([]byte(statement(bomType, cdx+"   "))), "=")
	resource := func(rest string) string { return `{"apiVersion":"v1","kind":"X","metadata":{},` + rest + `}` }
	tests := []struct {
		name, input string
		want        []string
	}{
		{"DSSE", dsse(b64(statement(bomType, cdx))), []string{"1 cyclonedx-json in dsse in-toto, signed"}},
		{"DSSE, URL alphabet without padding", dsse(unpadded), []string{"1 cyclonedx-json in dsse in-toto, signed"}},
		{"DSSE, payload broken into lines", dsse(strings.ReplaceAll(b64(statement(bomType, cdx)), "b", `b\n`)), []string{"1 cyclonedx-json in dsse in-toto, signed"}},
		{"DSSE, not signed", `{"payloadType":"application/vnd.in-toto+json","payload":"` + b64(statement(bomType, cdx)) + `","signatures":[]}`, []string{"1 cyclonedx-json in dsse in-toto"}},
		{"DSSE, another payload", `{"payloadType":"text/spdx","payload":"` + b64(tv) + `","signatures":[]}`, []string{"1 spdx-tv in dsse"}},
		{"DSSE, plain payload", `{"payloadType":"x/y","payload":` + quoted(cdx) + `}`, []string{"1 cyclonedx-json in dsse"}},
		{"DSSE, payload an object", `{"payloadType":"x/y","payload":` + cdx + `}`, []string{"1 cyclonedx-json in dsse, at 1:31"}},
		{"DSSE of nothing", dsse("!!"), []string{"encoding 1 [1] application/vnd.in-toto+json"}},
		{"DSSE of words", dsse(b64("Hello, world")), []string{"predicate 1 [1] application/vnd.in-toto+json"}},
		{"DSSE with two payloads", `{"payloadType":"x/y","payload":"` + b64(cdx) + `","payload":"` + b64(spdx) + `"}`, []string{"1 cyclonedx-json in dsse", "2 spdx-json in dsse", "duplicate 1 [] payload"}},
		{"statement", statement(bomType, cdx), []string{"1 cyclonedx-json in in-toto, at 1:112"}},
		{"statement v0.1", strings.Replace(statement("https://spdx.dev/Document", spdx), "/v1", "/v0.1", 1), []string{"1 spdx-json in in-toto, at 1:114"}},
		{"predicate as a string", statement("https://spdx.dev/Document", quoted(spdx)), []string{"1 spdx-json in in-toto json-string"}},
		{"predicate as tag-value", statement("https://spdx.dev/Document", quoted(tv)), []string{"1 spdx-tv in in-toto json-string"}},
		{"predicate as XML", statement(bomType, quoted(xml)), []string{"1 cyclonedx-xml in in-toto json-string"}},
		{"predicate as cosign wrote it", statement(bomType, `{"Data":`+cdx+`,"Timestamp":"x"}`), []string{"1 cyclonedx-json in in-toto json-object, at 1:120"}},
		{"predicate as cosign wrote strings", statement("cosign.sigstore.dev/attestation/v1", `{"Timestamp":"x","Data":`+quoted(spdx)+`}`), []string{"1 spdx-json in in-toto json-object json-string"}},
		{"predicate of another kind", statement(slsaType, `{"buildDefinition":{}}`), []string{"predicate 1 [1] " + slsaType}},
		{"predicate that is none", statement(bomType, `{"components":"x"}`), []string{"predicate 1 [1] " + bomType}},
		{"no predicate", `{"_type":"https://in-toto.io/Statement/v1","predicateType":"x"}`, []string{"predicate 1 [1] x"}},
		{"bundle", `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{},"dsseEnvelope":` + dsse(b64(statement(bomType, cdx))) + `}`, []string{"1 cyclonedx-json in sigstore-bundle dsse in-toto, signed"}},
		{"bundle of a signature alone", `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","messageSignature":{}}`, []string{"predicate 1 [1] application/vnd.dev.sigstore.bundle.v0.3+json"}},

		{"wrapper", "{\n \"sbom\": " + spdx + "}", []string{"1 spdx-json in json-object, at 2:9"}},
		{"wrapper of another name", `{"x":` + cdx + `}`, []string{"1 cyclonedx-json in json-object, at 1:5"}},
		{"wrapper among others", `{"status":"ok","data":{"id":5,"bom":` + cdx + `}}`, []string{"1 cyclonedx-json in json-object json-object, at 1:36"}},
		{"one for each platform", `{"linux/amd64":{"SPDX":` + spdx + `},"linux/arm64":{"SPDX":` + spdx + `}}`, []string{"1 spdx-json in json-object json-object, at 1:23", "2 spdx-json in json-object json-object, at 1:101"}},
		{"parts beside it", `{"sbom":` + cdx + `,"components":[]}`, []string{"1 cyclonedx-json in json-object, at 1:8", "beside 1 [] components"}},
		{"another beside it", `{"sbom":` + cdx + `,"more":[{"x":` + spdx + `}]}`, []string{"1 cyclonedx-json in json-object, at 1:8", "beside 1 [] more"}},
		{"parts of one beside a payload", `{"payloadType":"x/y","payload":"` + b64(cdx) + `","x":{"packages":[]}}`, []string{"1 cyclonedx-json in dsse", "beside 1 [] x"}},
		{"data of its own beside it", `{"sbom":` + cdx + `,"subject":[{"digest":{"sha256":"00"}}]}`, []string{"1 cyclonedx-json in json-object, at 1:8"}},
		{"answer with attestations", `{"attestations":[{"bundle":{"dsseEnvelope":` + dsse(b64(statement(bomType, cdx))) + `},"repository_id":1}]}`, []string{"1 cyclonedx-json in json-object json-list json-object sigstore-bundle dsse in-toto, signed"}},
		{"under comments", "// by hand\n/* x */ {\"sbom\": /* y */ " + cdx + ",}", []string{"1 cyclonedx-json in json-object, at 2:25"}},
		{"SPDX 3", `{"x":{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}}`, []string{"1 spdx3-json in json-object, at 1:5"}},

		{"resource", resource(`"spdx":` + spdx), []string{"1 spdx-json in kubernetes, at 1:51"}},
		{"resource with a report", resource(`"report":{"summary":{},"components":` + cdx + `}`), []string{"1 cyclonedx-json in kubernetes, at 1:80"}},
		{"resources", `{"apiVersion":"v1","kind":"List","items":[` + resource(`"spec":{"x":`+spdx+`}`) + `,` + resource(`"status":`+cdx) + `]}`, []string{"1 spdx-json in kubernetes, at 1:98", "2 cyclonedx-json in kubernetes, at 1:208"}},
		{"configuration", resource(`"data":{"a":"b","bom":` + quoted(cdx) + `,"b64":"` + b64(cdx+"        ") + `"}`), []string{"1 cyclonedx-json in kubernetes json-string", "2 cyclonedx-json in kubernetes json-string base64"}},
		{"YAML resource", "apiVersion: v1\nkind: X\nspdx:\n  spdxVersion: SPDX-2.3\n  SPDXID: SPDXRef-DOCUMENT\n", []string{"1 spdx-yaml in kubernetes, at 1:0"}},
		{"YAML report", "apiVersion: v1\nkind: SbomReport\nreport:\n  components:\n    bomFormat: CycloneDX\n    specVersion: \"1.5\"\n", []string{"1 cyclonedx-json in yaml kubernetes, at 1:0"}},
		{"YAML with a string", "apiVersion: v1\nkind: X\ndata:\n  bom.json: |\n    " + cdx + "\n", []string{"1 cyclonedx-json in kubernetes json-string"}},
		{"YAML stream", "# x\n---\napiVersion: v1\nkind: Y\n---\napiVersion: v1\nkind: X\nspec:\n  spdxVersion: SPDX-2.3\n---\nbomFormat: CycloneDX\nspecVersion: 1.6\n",
			[]string{"2 spdx-yaml in json-values kubernetes, at 5:3", "3 cyclonedx-json in json-values yaml, at 10:3", "other 1 [1]"}},
		{"YAML with a key twice", "bomFormat: CycloneDX\nspecVersion: 1.5\nspecVersion: 1.6\n", []string{"1 cyclonedx-json in yaml, at 1:0", "lost 1 []"}},
		{"broken YAML", "apiVersion: v1\nspdx:\n  spdxVersion: SPDX-2.3\n x: [\n", []string{"syntax 1 [1]"}},

		{"lines", cdx + "\n" + dsse(b64(statement(bomType, spdx))) + "\n" + statement(slsaType, `{}`) + "\n", []string{"1 cyclonedx-json in json-values, at 1:0", "2 spdx-json in json-values dsse in-toto, signed", "predicate 1 [3] " + slsaType}},
		{"lines, the first is none", `{"a":1}` + "\n\x1e" + cdx + "\n5\n", []string{"2 cyclonedx-json in json-values, at 2:1", "other 1 [1]", "between 1 [] 5"}},
		{"list", "[" + cdx + ",\n" + spdx + ",null,]", []string{"1 cyclonedx-json in json-list, at 1:1", "2 spdx-json in json-list, at 2:0", "other 1 [3]"}},
		{"string", quoted(cdx), []string{"1 cyclonedx-json in json-string"}},
		{"string of base64", quoted(b64(cdx + "   ")), []string{"1 cyclonedx-json in json-string base64"}},
		{"base64", b64(cdx) + b64("       ") + "\n", []string{"1 cyclonedx-json in base64"}},
		{"base64 of XML in lines", b64(xml)[:20] + "\r\n" + b64(xml)[20:], []string{"1 cyclonedx-xml in base64"}},

		{"too many layers", nest(12, func(s string) string { return `{"x":` + s + `}` }), []string{"nested 1 [1]"}},
		{"too many strings", nest(12, quoted), []string{"nested 1 [1]"}},
		{"too many envelopes", nest(12, func(s string) string { return dsse(b64(s)) }), []string{"nested 1 [1]"}},

		{"nothing", `{"a":1}`, []string{"other 1 [1]"}},
		{"a schema", `{"properties":{"bomFormat":{"enum":["CycloneDX"]},"spdxVersion":{}}}`, []string{"other 1 [1]"}},
		{"null everywhere", `{"payload":null,"payloadType":null,"signatures":null,"predicate":null,"sbom":null,"dsseEnvelope":null}`, []string{"predicate 1 [1]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := envelope.Open([]byte(test.input), envelope.Limits{})
			if d := cmp.Diff(test.want, summary(f)); d != "" {
				t.Errorf("want (-), got (+):\n%s", d)
			}
			for _, d := range f.Documents {
				if d.Line > 0 && d.Lines == nil && !bytes.HasPrefix([]byte(strings.Join(strings.SplitAfter(test.input, "\n")[d.Line-1:], "")[d.Column:]), d.Text) {
					t.Errorf("%d:%d is not where %s is", d.Line, d.Column, d.Text)
				}
			}
			one := len(f.Documents) > 0 || f.Problems[0].Reason != envelope.Other
			if got := holds(test.input); got != one {
				t.Errorf("Holds says %t", got)
			}
		})
	}
}

func holds(s string) bool { return envelope.Holds([]byte(s), loosejson.SkipBlank([]byte(s), 0)) }

// What is no SBOM is told from one.
func TestHoldsNot(t *testing.T) {
	for _, s := range []string{
		"", " ", "text", "# comment\ntext", "// comment", `{`, `[`, `"`, `{}`, `{"a"`, `{"a":}`, `{"":{`, "{{ template }}", `{"payload":"x"}`, `{"payloadType":111,"payload":{"a":1}}`,
		`{"data":{"report":{"spec":{}}}}`, "[" + strings.Repeat("[", 100_000), strings.Repeat(`{"a":`, 100_000), strings.Repeat("{}\n", 1000),
		`{"name":"x","version":"1","bomFormat":{}}`, `{"apiVersion":"v1","kind":"X","spec":{"a":["b",{"c":null}]}}`,
		"apiVersion: v1\nkind: X\nspec: {}\n", "title: bomFormat\n", "bomFormat: text\n", "apiVersion: v1\nspec:\n  bomFormat:\n    type: string\n",
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.x", "eyJ", "Example:\n\n" + cdx, nest(12, func(s string) string { return `{"x":[5]}` }),
	} {
		if holds(s) {
			t.Errorf("%.100q", s)
		}
	}
}

func TestLimits(t *testing.T) {
	line := cdx + "\n"
	f := envelope.Open([]byte(strings.Repeat(line, 50)), envelope.Limits{Documents: 3})
	if d := cmp.Diff([]string{"1 cyclonedx-json in json-values, at 1:0", "2 cyclonedx-json in json-values, at 2:0", "3 cyclonedx-json in json-values, at 3:0", "many 1 []"}, summary(f)); d != "" {
		t.Error(d)
	}
	f = envelope.Open([]byte("spdxVersion: SPDX-2.3\nx: ["+strings.Repeat("1,", 1000)+"]\n"), envelope.Limits{Values: 100})
	if d := cmp.Diff([]string{"large 1 [1]"}, summary(f)); d != "" {
		t.Error(d)
	}
	var kinds strings.Builder
	for i := range 1000 {
		kinds.WriteString(statement(fmt.Sprint("kind ", i, strings.Repeat("x", i)), "{}") + "\n")
	}
	f = envelope.Open([]byte(kinds.String()), envelope.Limits{})
	if len(f.Problems) > 101 || f.Count != 1000 {
		t.Errorf("%d problems of %d", len(f.Problems), f.Count)
	}
}

// Each of these is a few megabytes that would take a careless reader hours or all memory.
func TestHostile(t *testing.T) {
	const many = 300_000
	for name, s := range map[string]string{
		"objects in one another":   strings.Repeat(`{"sbom":`, many),
		"lists in one another":     `{"bomFormat":[` + strings.Repeat("[", many),
		"resources in one another": `{"apiVersion":"a","kind":"b","bomFormat":` + strings.Repeat(`{"a":`, many),
		"lines":                    cdx + "\n" + strings.Repeat("{}\n", many),
		"envelopes in lines":       strings.Repeat(`{"payloadType":"a/b","payload":"e30="}`+"\n", many/4),
		"empty lists":              "[" + cdx + strings.Repeat(",[]", many) + "]",
		"open comments":            `{"sbom":` + strings.Repeat("/*", many),
		"keys":                     `{"sbom":{` + strings.Repeat(`"sbom":{},`, many) + `"x":` + cdx + `}}`,
		"payloads":                 `{"payloadType":"a/b",` + strings.Repeat(`"payload":"eyJ",`, many/4) + `}`,
		"escapes":                  `{"sbom":"` + strings.Repeat(`\`, 2*many) + `"}`,
		"base64 in base64":         nest(7, func(s string) string { return b64(s + strings.Repeat(" ", many)) }),
		"YAML aliases":             "apiVersion: a\nspdxVersion: SPDX-2.3\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n",
		"YAML marks":               "spdxVersion: SPDX-2.3\n" + strings.Repeat("---\n", many),
		"YAML nesting":             "spdxVersion: SPDX-2.3\na: " + strings.Repeat("[", many/10),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			f := envelope.Open([]byte(s), envelope.Limits{})
			holds(s)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
			if len(f.Documents) > 1000 || len(f.Problems) > 101 || len(f.Documents)+len(f.Problems) == 0 {
				t.Errorf("%d documents, %d problems", len(f.Documents), len(f.Problems))
			}
		})
	}
}

// Ordinary JSON is what Holds is asked of most.
func BenchmarkHolds(b *testing.B) {
	entry := `{"node_modules/example":{"version":"1.2.3","resolved":"https://registry.example.org/example-1.2.3.tgz","integrity":"sha512-0123456789","dependencies":{"a":"^1","b":"^2"},"engines":{"node":">=6"}}}`
	for name, text := range map[string]string{
		"object": `{"name":"x","lockfileVersion":3,"packages":{"":` + entry + strings.Repeat(`,"a":`+entry, 10_000) + `}}`,
		"list":   "[" + entry + strings.Repeat(","+entry, 10_000) + "]",
		"lines":  strings.Repeat(entry+"\n", 10_000),
		"text":   strings.Repeat("A line of some source code; // with a comment\n", 50_000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if holds(text) {
					b.Fatal("held")
				}
			}
		})
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{
		cdx, dsse(b64(statement(bomType, cdx))), statement(slsaType, quoted(tv)), `{"sbom":` + spdx + `}`, "[" + cdx + "," + quoted(spdx) + "]",
		cdx + "\n" + spdx, "apiVersion: v1\nkind: X\nspdx:\n  spdxVersion: SPDX-2.3\n", b64(cdx + "    "), `{"dsseEnvelope":{},"messageSignature":1}`,
		`{"apiVersion":"v1","kind":"List","items":[` + cdx + `,[{"a":` + quoted(b64(cdx)) + `}]]}`, "/**/ {\"a\" // x\n:{\"b\":" + cdx + ",},}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		found := envelope.Open(data, envelope.Limits{Documents: 20, Values: 10_000})
		if len(found.Documents)+len(found.Problems) == 0 || len(found.Documents) > 20 {
			t.Fatalf("%+v", found)
		}
		number := 0
		for _, d := range found.Documents {
			if d.Number <= number || d.Number > found.Count || len(d.Text) == 0 || len(d.Layers) > 2*envelope.MaxLayers {
				t.Fatalf("%+v", d)
			}
			number = d.Number
			if d.Line > 0 && d.Lines == nil && !bytes.Contains(data, d.Text) {
				t.Fatalf("%s is not in it", d.Text)
			}
		}
		if holds(string(data)) && found.Count == 0 && len(found.Documents) > 0 {
			t.Fatal("held and not counted")
		}
	})
}
