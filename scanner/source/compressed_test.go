// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"lizenzlotse/scanner/source"
)

func makeXZ(t testing.TB, data []byte, c xz.WriterConfig) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := c.NewWriter(&b)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func makeZstd(t testing.TB, data []byte, o ...zstd.EOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b, append(o, zstd.WithEncoderConcurrency(1))...)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packers make a compressed file of the data, each with the name of its kind.
var packers = map[string]func(testing.TB, []byte) []byte{
	"gzip":              makeGzip,
	"xz":                func(t testing.TB, data []byte) []byte { return makeXZ(t, data, xz.WriterConfig{}) },
	"xz, many blocks":   func(t testing.TB, data []byte) []byte { return makeXZ(t, data, xz.WriterConfig{BlockSize: 1000}) },
	"xz, CRC-32":        func(t testing.TB, data []byte) []byte { return makeXZ(t, data, xz.WriterConfig{CheckSum: xz.CRC32}) },
	"xz, SHA-256":       func(t testing.TB, data []byte) []byte { return makeXZ(t, data, xz.WriterConfig{CheckSum: xz.SHA256}) },
	"xz, without check": func(t testing.TB, data []byte) []byte { return makeXZ(t, data, xz.WriterConfig{NoCheckSum: true}) },
	"xz, two streams and padding": func(t testing.TB, data []byte) []byte {
		half := len(data) / 2
		return slices.Concat(makeXZ(t, data[:half], xz.WriterConfig{}), make([]byte, 8), makeXZ(t, data[half:], xz.WriterConfig{}))
	},
	"zstd": func(t testing.TB, data []byte) []byte { return makeZstd(t, data) },
	"zstd, two frames": func(t testing.TB, data []byte) []byte {
		return append(makeZstd(t, data[:3]), makeZstd(t, data[3:])...)
	},
}

func TestCompressed(t *testing.T) {
	const bom = `{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"}`
	long := bom + strings.Repeat("\n", 5000)
	files := makeTar(t, member{name: "a", data: "a"}, member{name: "b/bom.json", data: bom})
	for name, pack := range packers {
		t.Run(name, func(t *testing.T) {
			kind, _, _ := strings.Cut(name, ",")
			// Told by content, whatever the name says.
			w := walkData(t, source.Options{}, "x.dat", pack(t, []byte(long)))
			equal(t, "issues", w.issues(), nil)
			equal(t, "paths", w.paths(), []string{"x.dat"})
			if e := w.entries["x.dat"]; e.Kind != source.KindCycloneDXJSON || string(e.Data) != long || !slices.Equal(e.Packed, []string{kind}) {
				t.Errorf("%s %v %.100q", e.Kind, e.Packed, e.Data)
			}
			w = walkData(t, source.Options{}, "x", makeZip(t, member{name: "bom.json.xz", data: string(pack(t, pack(t, []byte(long))))}))
			equal(t, "issues", w.issues(), nil)
			equal(t, "paths", w.paths(), []string{"bom.json.xz", "bom.json.xz!/bom.json", "bom.json.xz!/bom.json!/bom.json"})
			if e := w.entries["bom.json.xz!/bom.json!/bom.json"]; !slices.Equal(e.Packed, []string{kind, kind}) {
				t.Errorf("%v", e.Packed)
			}
			w = walkData(t, source.Options{}, "x", pack(t, files))
			equal(t, "issues", w.issues(), nil)
			equal(t, "paths", w.paths(), []string{"a", "b/bom.json"})
			if e := w.entries["b/bom.json"]; e.Packed != nil || e.Kind != source.KindCycloneDXJSON {
				t.Errorf("%s %v", e.Kind, e.Packed)
			}
			w = walkData(t, source.Options{}, "x", pack(t, makeZip(t, member{name: "a", data: "a"})))
			if e := w.entries["x!/a"]; e.Packed != nil || string(e.Data) != "a" {
				t.Errorf("%v %v", w.paths(), e)
			}
		})
	}
	w := walkData(t, source.Options{}, "bom.json.bz2", readTestdata(t, "bom.json.bz2"))
	if e := w.entries["bom.json"]; e.Kind != source.KindCycloneDXJSON || !slices.Equal(e.Packed, []string{"bzip2"}) {
		t.Errorf("%v %+v", w.paths(), e)
	}
}

// What was cut off or damaged is said to be so, and what came before it is examined.
func TestCompressedDamaged(t *testing.T) {
	var text strings.Builder
	for i := range 20_000 {
		text.WriteByte(byte('a' + i*i%23))
	}
	files := makeTar(t, member{name: "a", data: "a"}, member{name: "b", data: text.String()})
	for name, pack := range packers {
		data := pack(t, files)
		for i := 1; i < 8; i++ {
			w := walkData(t, source.Options{}, "x", data[:len(data)*i/8])
			if w.complete() {
				t.Errorf("%s cut at %d/8: %v", name, i, w.paths())
			}
		}
		silent := 0
		for i := 0; i < len(data); i += 61 {
			damaged := bytes.Clone(data)
			damaged[i] ^= 0x10
			if w := walkData(t, source.Options{}, "x", damaged); w.complete() && len(w.entries) != 2 {
				silent++
			}
		}
		if silent > 2 { // a damaged head may make it another kind of file
			t.Errorf("%s: %d damages without a word", name, silent)
		}
	}
}

func TestCompressedLimits(t *testing.T) {
	zeros := make([]byte, 3<<20)
	for name, pack := range packers {
		if strings.Contains(name, "blocks") || strings.Contains(name, "frames") {
			continue // their heads make it larger than the ratio
		}
		w := walkData(t, source.Options{}, "x", pack(t, zeros))
		equal(t, name, w.issues(), []string{"unread archive-ratio limit=200 @"})
		w = walkData(t, source.Options{Limits: source.Limits{Entry: 1000}}, "x", pack(t, zeros[:1001]))
		equal(t, name, w.issues(), []string{"unread entry-too-large limit=1000 size=1001 @x"})
	}
	// Heads that ask for gigabytes.
	const limit = "unread archive-memory limit=134217728 @"
	asking := makeXZ(t, []byte("text"), xz.WriterConfig{})
	head := asking[12:]
	size := int(head[0])*4 + 4
	head[bytes.IndexByte(head, 0x21)+2] = 40 // 4 GiB
	binary.LittleEndian.PutUint32(head[size-4:], crc32.ChecksumIEEE(head[:size-4]))
	equal(t, "xz", walkData(t, source.Options{}, "x", asking).issues(), []string{limit})
	asking = []byte("\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00") // 1 GiB
	equal(t, "zstd", walkData(t, source.Options{}, "x", asking).issues(), []string{limit})
	// Methods that are not read: a filter for machine code, a dictionary from elsewhere.
	other := makeXZ(t, []byte("text"), xz.WriterConfig{})
	head = other[12:]
	head[1], head[2] = 1, 4 // a second filter before it
	binary.LittleEndian.PutUint32(head[size-4:], crc32.ChecksumIEEE(head[:size-4]))
	equal(t, "filter", walkData(t, source.Options{}, "x", other).issues(), []string{"unread archive-method @"})
	equal(t, "dictionary", walkData(t, source.Options{}, "x", []byte("\x28\xb5\x2f\xfd\x21\x63\x04\x21\x00\x00text")).issues(), []string{"unread archive-method @"})
	asking = makeXZ(t, []byte("text"), xz.WriterConfig{DictCap: 64 << 20}) // as "xz -9"
	equal(t, "xz -9", walkData(t, source.Options{}, "x", asking).issues(), nil)
}

// Wraps is asked of what has no other kind, with the text in UTF-8.
func TestWraps(t *testing.T) {
	o := source.Options{Wraps: func(text []byte, _ int) bool { return strings.HasPrefix(string(text), "wrapped") }}
	for data, want := range map[string]source.Kind{
		"wrapped": source.KindEnvelope, "\ufeffwrapped": source.KindEnvelope, "other": source.KindPlain,
		utf16Bytes(binary.LittleEndian, true, "wrapped"): source.KindEnvelope, utf32Bytes(binary.BigEndian, true, "wrapped"): source.KindEnvelope,
	} {
		w := walkData(t, o, "x", []byte(data))
		if got := w.entries["x"].Kind; got != want {
			t.Errorf("%q: %q", data, got)
		}
		if w.Subject.Kind == "sbom" != (want == source.KindEnvelope) {
			t.Errorf("%q: %s", data, w.Subject.Kind)
		}
	}
}
