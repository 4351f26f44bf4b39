// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// An SBOM in an attestation in a compressed file is read as if it lay there bare.
func TestCompressedAttestation(t *testing.T) {
	const bom = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","licenses":[{"license":{"id":"MIT"}}]}]}`
	statement := `{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://cyclonedx.org/bom","predicate":` + bom + `}`
	signed := `{"payloadType":"application/vnd.in-toto+json","payload":"` + base64.StdEncoding.EncodeToString([]byte(statement)) + `","signatures":[{"sig":"eA=="}]}`
	v := scan(t, scanner.Options{}, write(t, t.TempDir(), "bom.json.gz", gzipped(t, []byte(signed))))
	if len(v.Documents) != 1 || len(v.Issues) != 0 || len(v.Components) != 1 {
		t.Fatal(show(v))
	}
	d := v.Documents[0]
	if d.ID != "bom.json" || !slices.Equal(d.Envelope, []string{"gzip", "dsse", "in-toto"}) || !d.Signed || d.Components != 1 || d.WithLicense != 1 || d.SHA256 != v.Files[0].SHA256 {
		t.Errorf("%+v", d)
	}
}

// Inputs that would take a careless reader all time or memory: each ends soon, and is said not to be read.
func TestHostileDocuments(t *testing.T) {
	const bom = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}`
	zeros := bytes.Repeat(gzipped(t, make([]byte, 10<<20)), 100)
	entities := `<!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa">`
	for c := 'b'; c < 'k'; c++ {
		entities += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	signed := func(payload string) string {
		return `{"payloadType":"application/vnd.in-toto+json","payload":"` + base64.StdEncoding.EncodeToString([]byte(payload)) + `"}`
	}
	deep := bom
	for range 20 {
		deep = signed(deep)
	}
	for name, test := range map[string]struct {
		data string
		code string // of an unread issue
	}{
		"a gigabyte of zeros":    {string(zeros), "archive-ratio"},
		"entities":               {entities + `]><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component><name>&j;</name></component></components></bom>`, "sbom.xml-entities"},
		"deep JSON":              {`{"bomFormat":"CycloneDX","x":` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + "}", "sbom.too-deep"},
		"deep XML":               {`<bom xmlns="http://cyclonedx.org/schema/bom/1.4">` + strings.Repeat("<components><component>", 10_000) + "</bom>", "sbom.too-deep"},
		"deep YAML":              {"spdxVersion: SPDX-2.3\nx: " + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), "sbom.too-deep"},
		"deep SPDX":              {`{"spdxVersion":"SPDX-2.3","x":` + strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_001), "sbom.too-deep"},
		"envelopes in envelopes": {deep, "sbom-wrapped-layers"},
		"wrappers in wrappers":   {strings.Repeat(`{"sbom":`, 10_000) + bom + strings.Repeat("}", 10_000), "sbom-wrapped-layers"},
		"a million lines":        {bom + "\n" + strings.Repeat("{}\n", 1_000_000), "sbom-wrapped-other"},
		"many documents":         {strings.Repeat(bom+"\n", 2000), "sbom-wrapped-many"},
		"a payload that is none": {`{"payloadType":"application/vnd.in-toto+json","payload":"` + strings.Repeat("!", 1<<20) + `"}`, "sbom-wrapped-encoding"},
		"a payload of zeros":     {signed(strings.Repeat("\x00", 1<<20)), "sbom-wrapped-predicate"},
		"keys twice":             {`{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{` + strings.Repeat(`"component":{"type":"library","name":"a"},"component":{"type":"library","name":"b"},`, 1000) + `"x":1}}`, "sbom-duplicate-key"},
		"aliases":                {"spdxVersion: SPDX-2.3\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n", "sbom.syntax"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			v := scanBytes(t, []byte(test.data))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
			if v.Complete() || !slices.ContainsFunc(v.Issues, func(i inventory.Issue) bool { return i.Code == test.code && i.Effect == inventory.Unread }) {
				t.Errorf("%.2000s", show(v))
			}
		})
	}
}

// Null in place of everything, in every format: no panic, and nothing that is not there.
func TestNullEverywhere(t *testing.T) {
	const fields = `"metadata":null,"components":[null,{"name":null,"licenses":null,"components":[null]},{"name":"a","licenses":[null,{"license":null},{"expression":null}]}],"dependencies":[null,{"ref":null,"dependsOn":null}],"services":null,"compositions":[null]`
	const spdx = `"name":null,"creationInfo":null,"packages":[null,{"name":null,"SPDXID":null,"licenseDeclared":null,"externalRefs":[null]}],"files":null,"relationships":[null,{"spdxElementId":null}],"hasExtractedLicensingInfos":[null]`
	for _, data := range []string{
		`{"bomFormat":"CycloneDX","specVersion":null,` + fields + `}`,
		`{"spdxVersion":"SPDX-2.3","SPDXID":null,` + spdx + `}`,
		`{"sbom":{"bomFormat":"CycloneDX","specVersion":"1.6",` + fields + `}}`,
		"spdxVersion: SPDX-2.3\nSPDXID: null\nname: ~\npackages: [null, {name: null}]\nrelationships: [null]\n",
		"apiVersion: v1\nkind: X\nreport: {bomFormat: CycloneDX, specVersion: null, components: [null, {name: null}]}\n",
		`<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><metadata/><components><component/><component><licenses><license/></licenses></component></components></bom>`,
		"SPDXVersion: SPDX-2.3\nSPDXID:\nPackageName:\nSPDXID:\nPackageLicenseDeclared:\nRelationship:\n",
	} {
		v := scanBytes(t, []byte(data))
		check(t, v)
		if len(v.Documents) != 1 {
			t.Errorf("%s\n%s", data, show(v))
		}
		for _, c := range v.Components {
			if slices.ContainsFunc(c.Claims, func(x inventory.Claim) bool { return x.License.State == inventory.Known }) {
				t.Errorf("%s: a licence of nothing: %+v", data, c)
			}
		}
	}
}
