// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"lizenzlotse/scanner/source"
)

func utf16Bytes(order binary.AppendByteOrder, mark bool, s string) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func utf32Bytes(order binary.AppendByteOrder, mark bool, s string) string {
	var b []byte
	if mark {
		b = order.AppendUint32(b, 0xfeff)
	}
	for _, c := range s {
		b = order.AppendUint32(b, uint32(c))
	}
	return string(b)
}

func TestIdentify(t *testing.T) {
	long := strings.Repeat(`{"a":["x\\\"}",{"b":1}]},`, 20_000)
	cdx := `{"bomFormat":"CycloneDX","specVersion":"1.6"}`
	tests := []struct {
		name, data string
		want       source.Kind
	}{
		{"empty", "", source.KindPlain},
		{"blank", " \n\t", source.KindPlain},
		{"text", "Hello, world\n", source.KindPlain},
		{"Latin-1", "Gr\xfc\xdfe aus M\xfcnchen\n", source.KindPlain},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00", source.KindBinary},
		{"control characters", "\x01\x02\x03\x04abc", source.KindBinary},
		{"PDF", "%PDF-1.7\n%abc" + strings.Repeat("\x01\x02\x93\x94\x95", 20), source.KindBinary},
		{"text that begins as a PDF", "%PDF-1.7\n// a program\n", source.KindPlain},
		{"text with a zero byte", "a text with one \x00 in it stays a text\n", source.KindPlain},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00b\x00\x00\x00", source.KindPlain},
		{"UTF-32 without mark", strings.Repeat("\x00\x00\x00a", 20), source.KindPlain},
		{"CycloneDX UTF-32LE", utf32Bytes(binary.LittleEndian, true, cdx), source.KindCycloneDXJSON},
		{"CycloneDX UTF-32BE without mark", utf32Bytes(binary.BigEndian, false, cdx), source.KindCycloneDXJSON},

		{"CycloneDX", cdx, source.KindCycloneDXJSON},
		{"CycloneDX with mark", "\xef\xbb\xbf" + cdx, source.KindCycloneDXJSON},
		{"CycloneDX UTF-16LE", utf16Bytes(binary.LittleEndian, true, cdx), source.KindCycloneDXJSON},
		{"CycloneDX UTF-16BE", utf16Bytes(binary.BigEndian, true, cdx), source.KindCycloneDXJSON},
		{"CycloneDX UTF-16LE without mark", utf16Bytes(binary.LittleEndian, false, cdx), source.KindCycloneDXJSON},
		{"CycloneDX UTF-16BE without mark", utf16Bytes(binary.BigEndian, false, cdx), source.KindCycloneDXJSON},
		{"CycloneDX key at the end", `{"components":[` + long + `],"bomFormat":"CycloneDX"}`, source.KindCycloneDXJSON},
		{"CycloneDX under comments", "// made by hand\n/* { */ {/*x*/\"bomFormat\" // y\n : \"CycloneDX\"}", source.KindCycloneDXJSON},
		{"CycloneDX under a hash comment", "# made by hand\n" + cdx, source.KindCycloneDXJSON},
		{"CycloneDX without bomFormat", `{"specVersion":"1.4","components":[]}`, source.KindCycloneDXJSON},
		{"CycloneDX by schema", `{"$schema":"http://cyclonedx.org/schema/bom-1.5.schema.json"}`, source.KindCycloneDXJSON},
		{"CycloneDX escaped key", `{"bom\u0046ormat":"CycloneDX"}`, source.KindCycloneDXJSON},
		{"CycloneDX cut off", `{"bomFormat":"CycloneDX","components":[{"name":"a`, source.KindCycloneDXJSON},
		{"CycloneDX trailing commas", `{"a":1,,"bomFormat":"CycloneDX",}`, source.KindCycloneDXJSON},
		{"bomFormat of another", `{"bomFormat":"other"}`, source.KindPlain},
		{"bomFormat nested", `{"x":{"bomFormat":"CycloneDX"}}`, source.KindPlain},
		{"bomFormat as value", `{"key":"bomFormat","CycloneDX":1}`, source.KindPlain},
		{"key in a string", `{"x":"\",\"spdxVersion\":\"SPDX-2.3"}`, source.KindPlain},

		{"SPDX", `{"spdxVersion":"SPDX-2.3"}`, source.KindSPDXJSON},
		{"SPDX version last", `{"SPDXID":"SPDXRef-DOCUMENT","packages":[` + long + `],"spdxVersion":"SPDX-2.3"}`, source.KindSPDXJSON},
		{"SPDX without version", `{"SPDXID":"SPDXRef-DOCUMENT","creationInfo":{}}`, source.KindSPDXJSON},
		{"SPDX wrapped", `{"sbom":{"name":"x","spdxVersion":"SPDX-2.3"}}`, source.KindPlain},
		{"SPDX 3", `{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}`, source.KindSPDX3},
		{"SPDX 3, list of contexts", `{"@graph":[],"@context":["https://spdx.org/rdf/3.0.1/spdx-context.jsonld",{}]}`, source.KindSPDX3},
		{"SPDX 3 without context", `{"@graph":[{"spdxId":"urn:x"}]}`, source.KindSPDX3},
		{"SPDX 3 at another address", `{"@context":"https://example.org/spdx-context.jsonld","@graph":[]}`, source.KindSPDX3},
		{"SPDX 3 of compact names", `{"@graph":[{"@id":"_:a","type":"software_Package"}]}`, source.KindSPDX3},
		{"SPDX 3 of full names", `{"@graph":[{"@id":"urn:a","@type":"https://spdx.org/rdf/3.0.1/terms/Software/Package"}]}`, source.KindSPDX3},
		{"SPDX 3 of one element", `{"spdxId":"urn:a","type":"software_Package","creationInfo":"_:c"}`, source.KindSPDX3},
		{"other JSON-LD", `{"@context":"https://doi.org/10.5063/schema/codemeta-2.0","license":"x"}`, source.KindPlain},

		{"result", `{"schema":"lizenzlotse-result/1","subject":{}}`, source.KindResult},
		{"result of the future", `{"schema": "lizenzlotse-result/9"}`, source.KindResult},
		{"another schema", `{"schema":"x"}`, source.KindPlain},
		{"package.json", `{"name":"x","version":"1","license":"x","dependencies":{}}`, source.KindPlain},
		{"braces", "{{ template }}", source.KindPlain},
		{"open braces", strings.Repeat("{", 100_000), source.KindPlain},
		{"open strings", `{"` + strings.Repeat(`\"`, 100_000), source.KindPlain},
		{"JSON array", `[{"bomFormat":"CycloneDX"}]`, source.KindPlain},

		{"XML", `<?xml version="1.0"?><!-- <bom> --><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>`, source.KindCycloneDXXML},
		{"XML prefixed", `<b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.4" xmlns="x">`, source.KindCycloneDXXML},
		{"XML without namespace", "\ufeff\n<bom version=\"1\">", source.KindCycloneDXXML},
		{"XML of another", `<bom xmlns="urn:example">`, source.KindPlain},
		{"XML nested", `<x><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/></x>`, source.KindPlain},
		{"XML with doctype", `<!DOCTYPE bom [<!ENTITY a "b">]><bom>`, source.KindCycloneDXXML},
		{"XML in Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><!--\xfc--><bom>", source.KindCycloneDXXML},
		{"XML UTF-16", utf16Bytes(binary.LittleEndian, true, `<?xml version="1.0" encoding="UTF-16"?><bom>`), source.KindCycloneDXXML},
		{"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#">`, source.KindSPDXRDF},
		{"RDF, namespace within", `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><!-- one --><SpdxDocument xmlns="http://spdx.org/rdf/terms#">`, source.KindSPDXRDF},
		{"other RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`, source.KindPlain},
		{"HTML", "<!doctype html><html><body>SPDXVersion: x", source.KindPlain},

		{"tag-value", "SPDXVersion: SPDX-2.3\nDataLicense: x", source.KindSPDXTagValue},
		{"tag-value with a small letter", "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nDataLicense: x\n", source.KindSPDXTagValue},
		{"tag-value without space", "SPDXVersion:SPDX-2.3\r\n", source.KindSPDXTagValue},
		{"tag-value under comments", "# Document\n\n## x\nSPDXVersion: SPDX-2.2\n", source.KindSPDXTagValue},
		{"tag-value version late", "DataLicense: x\nDocumentComment: <text>a\nb: c</text>\nSPDXVersion: SPDX-2.2\n", source.KindSPDXTagValue},
		{"tag-value without version", "SPDXID: SPDXRef-DOCUMENT\nDocumentNamespace: urn:x\nPackageName: x\n", source.KindSPDXTagValue},
		{"tag-value UTF-16", utf16Bytes(binary.LittleEndian, true, "SPDXVersion: SPDX-2.2\n"), source.KindSPDXTagValue},
		{"about tag-value", "A document begins with\n\nSPDXVersion: SPDX-2.3\n", source.KindPlain},

		{"YAML", "---\nSPDXID: x\nspdxVersion: SPDX-2.3\n", source.KindSPDXYAML},
		{"YAML quoted", "# x\n\"name\": y\n\"spdxVersion\": \"SPDX-2.2\"\n", source.KindSPDXYAML},
		{"YAML version far away", "a:\n" + strings.Repeat("- x: spdxVersion\n", 20_000) + "spdxVersion: SPDX-2.3\n", source.KindSPDXYAML},
		{"YAML in a wrapper", "apiVersion: v1\nkind: X\nspdx:\n  spdxVersion: SPDX-2.3\n", source.KindPlain},
		{"YAML before a page that shows an SBOM", "---\ntitle: x\n---\n\n    spdxVersion: SPDX-2.3\n", source.KindPlain},
		{"tag-value as Python prints bytes", "b'SPDXVersion: SPDX-2.2\nDataLicense: CC0-1.0\n", source.KindSPDXTagValue},
		{"about YAML", "Example document\n\nspdxVersion: SPDX-2.3\n", source.KindPlain},

		{"zip without entries", "PK\x05\x06" + strings.Repeat("\x00", 18), source.KindZip},
		{"xz", "\xfd7zXZ\x00\x00\x04", source.KindXZ},
		{"zstd", "\x28\xb5\x2f\xfd\x04", source.KindZstd},
		{"7z", "7z\xbc\xaf\x27\x1c\x00\x04", source.Kind7z},
		{"rar", "Rar!\x1a\x07\x01\x00", source.KindRar},
		{"deb", "!<arch>\ndebian-binary   1", source.KindDeb},
		{"static library", "!<arch>\n/               0 \x00\x00\x00", source.KindBinary},
		{"rpm", "\xed\xab\xee\xdb\x03\x00", source.KindRPM},
		{"cpio", "070701" + strings.Repeat("0", 104) + "a\x00", source.KindCpio},
		{"digits", "070701 and other numbers\n", source.KindPlain},
		{"ISO", strings.Repeat("\x00", 32768) + "\x01CD001\x01\x00", source.KindISO},
		{"BZh in a text", "BZhello", source.KindPlain},
		{"zeros", strings.Repeat("\x00", 2048), source.KindBinary},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := source.Identify([]byte(test.data)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	archives := []struct {
		name string
		data []byte
		want source.Kind
	}{
		{"zip", makeZip(t, member{name: "a", data: "a"}), source.KindZip},
		{"tar", makeTar(t, member{name: "a", data: "a"}), source.KindTar},
		{"tar.gz", makeGzip(t, makeTar(t, member{name: "a", data: "a"})), source.KindTarGzip},
		{"gz", makeGzip(t, []byte("text")), source.KindGzip},
		{"bz2", readTestdata(t, "two-files.tar.bz2"), source.KindBzip2},
	}
	for _, test := range archives {
		t.Run(test.name, func(t *testing.T) {
			if got := source.Identify(test.data); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func readTestdata(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestText(t *testing.T) {
	const want = "Grüße, 𝄞\n and some more text"
	for name, data := range map[string]string{
		"UTF-8":                 want,
		"UTF-8 with mark":       "\ufeff" + want,
		"UTF-16LE":              utf16Bytes(binary.LittleEndian, true, want),
		"UTF-16BE":              utf16Bytes(binary.BigEndian, true, want),
		"UTF-16LE, odd byte":    utf16Bytes(binary.LittleEndian, true, want) + "x",
		"UTF-16BE without mark": utf16Bytes(binary.BigEndian, false, want),
		"UTF-32LE":              utf32Bytes(binary.LittleEndian, true, want),
		"UTF-32BE":              utf32Bytes(binary.BigEndian, true, want),
	} {
		if got := string(source.Text([]byte(data))); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func FuzzIdentify(f *testing.F) {
	for _, s := range []string{
		`{"bomFormat":"CycloneDX"}`, `{"@context":[1,{"a":"\\"}],"sbom":{}}`, "SPDXVersion: x", "a:\nspdxVersion: SPDX-2.3",
		"<a:bom xmlns:a='http://cyclonedx.org/schema/bom/1.4'>", "\xff\xfe{\x00", "PK\x03\x04", "/* x */ {",
	} {
		f.Add([]byte(s))
	}
	f.Add(makeGzip(f, makeTar(f, member{name: "a", data: "a"})))
	f.Add(makeTar(f, member{name: "a", data: "a"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		kind := source.Identify(data)
		if again := source.Identify(data); again != kind {
			t.Errorf("%q, then %q", kind, again)
		}
		if kind.SBOM() && kind.Archive() {
			t.Errorf("%q is both", kind)
		}
	})
}

// A binary is told from a text by how many control characters it begins with, wherever they are, unless all
// the rest is printable.
func TestBinaryByControls(t *testing.T) {
	for b := range 256 {
		control := b < ' ' && (b < '\b' || b > '\r') && b != 0x1b && b != 0x1a || b == 0x7f
		for length := 1; length < 40; length++ {
			for _, beside := range []string{"a", "\n", "\t", "\xe4", " "} {
				data := []byte(strings.Repeat(beside, length))
				for _, at := range []int{0, length / 3, length / 2, length - 1} {
					data[at] = byte(b)
				}
				count := bytes.Count(data, []byte{byte(b)})
				kept := bytes.TrimRight(data, "\x00")
				strewn := len(kept) > 0 && beside != "\xe4" && bytes.Count(kept, []byte{byte(b)})*10 <= len(kept)*3
				want := control && count*20 >= length && !strewn
				if got := source.Identify(data) == source.KindBinary; got != want && beside[0] != byte(b) {
					t.Fatalf("%q: binary is %v", data, got)
				}
			}
		}
	}
}

// Control characters that were put into a text do not make a binary of it; formats that hold strings stay such.
func TestStrewn(t *testing.T) {
	lines := strings.Repeat("/* one line of a comment\n * and one more\n */\nint x;\n", 4)
	for name, c := range map[string]struct {
		data   string
		binary bool
	}{
		"zeros behind":           {"int x;\n" + strings.Repeat("\x00", 400), false},
		"zeros between":          {strings.Repeat("int x;\n\x00\x00", 40), false},
		"many kinds":             {"one line and more\n" + strings.Repeat("int x;\n\x01\x02\x03", 40), false},
		"clean lines, then none": {lines + strings.Repeat("\x01\x02\x03\xff", 400), false},
		"mark of UTF-16":         {"\xff\xfe" + lines, false},
		"only zeros":             {strings.Repeat("\x00", 400), true},
		"header of numbers":      {"\xde\x12\x04\x95\x00\x00\x00\x00\x03\x00\x00\x00\x1c\x00\x00\x00" + strings.Repeat("some message\x00\x02\x01", 40), true},
		"archive of objects":     {"!<arch>\n/               0\n" + strings.Repeat("symbol\x00\x01", 40), true},
	} {
		if got := source.Identify([]byte(c.data)) == source.KindBinary; got != c.binary {
			t.Errorf("%s: binary is %v", name, got)
		}
	}
}

// What decides whether a file's words are looked at at all.
func TestTextAndBinary(t *testing.T) {
	for data, binary := range map[string]bool{
		"text\n": false, "caf\xe9\n": false, "\xff\xfea\x00": false, "\xfe\xff\x00a": false,
		"a text with \x00 one zero byte in it is a text": false, "%PDF-1.4 or so it says\n": false,
		"\xff\xfe\x00\x00a\x00\x00\x00": false, "\x00\x00\xfe\xff\x00\x00\x00a": false,
		"\x7fELF\x02\x01\x01\x00\x00": true, "\x89PNG\r\n\x1a\n\x00\x00": true, "a\x01\x02\x03\x04": true,
	} {
		if got := source.Identify([]byte(data)); (got == source.KindBinary) != binary {
			t.Errorf("%q is %s", data, got)
		}
	}
}
