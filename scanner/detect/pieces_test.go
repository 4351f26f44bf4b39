// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"

	"lizenzlotse/scanner/detect"
)

// inPieces holds what is found of a file in pieces against what is found of it as a whole.
func inPieces(t *testing.T, data []byte, path string) int {
	t.Helper()
	found, err := detect.ScanAt(bytes.NewReader(data), int64(len(data)), path)
	if err != nil {
		t.Fatal(err)
	}
	whole := detect.Scan(data, path)
	got, _ := json.MarshalIndent(found, "", " ")
	want, _ := json.MarshalIndent(whole, "", " ")
	if !bytes.Equal(got, want) {
		t.Errorf("%s, %d bytes: %d findings in pieces, %d as a whole", path, len(data), len(found.Findings), len(whole.Findings))
		for i := range min(len(found.Findings), len(whole.Findings)) {
			a, b := found.Findings[i].Evidence, whole.Findings[i].Evidence
			if a.Byte != b.Byte || a.Line != b.Line || a.Quote != b.Quote {
				t.Fatalf("number %d: %+v, want %+v", i, a, b)
			}
		}
		t.FailNow()
	}
	return len(whole.Findings)
}

// However the texts of licences lie in a file, they are found in pieces as they are in the whole.
func TestScanAt(t *testing.T) {
	var texts [][]byte
	for _, name := range []string{"testdata/files.txtar", "testdata/forms.txtar", "testdata/notices.txtar", "testdata/copyrights.txtar"} {
		archive, err := readArchive(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			texts = append(texts, f.Data)
			inPieces(t, f.Data, f.Name)
		}
	}
	fillers := [][]byte{
		[]byte("2026-11-22 04:11:07 worker 7 took 31 ms for 12 rows\n"),
		[]byte("\r\n\t{ 0x00, 0x11 },"),
		[]byte("Stra\xdfe und B\xe4ume\n"), // Latin-1
		[]byte("Größe: 中文字符\n"),
		[]byte("0123456789abcdef"),
	}
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for round := range 60 {
		var data []byte
		filler := fillers[round%len(fillers)]
		for len(data) < 2<<20 {
			data = append(data, bytes.Repeat(filler, random.IntN(400<<10)/len(filler))...)
			for range random.IntN(3) {
				data = append(data, texts[random.IntN(len(texts))]...)
				data = append(data, bytes.Repeat(filler, random.IntN(30<<10)/len(filler))...)
			}
		}
		found += inPieces(t, data, "out.log")
	}
	if found < 100 {
		t.Errorf("%d findings", found)
	}
	// Everything is kept of these.
	long := bytes.Repeat([]byte("2026-11-22 worker 7 took 31 ms\n"), 50_000)
	long = append(append(long, archived(t, "mit/LICENSE")...), long...)
	inPieces(t, long, "LICENSE")
	inPieces(t, encode(string(long), 0, 1, true), "out.log")
}

// A mark that begins a part that does not count is seen however far before a licence it stands.
func TestScanAtIgnored(t *testing.T) {
	marks, err := readArchive("testdata/pieces.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var data []byte
	for _, f := range marks.Files {
		data = append(data, bytes.Repeat([]byte("plain words\n"), 200_000)...)
		data = append(data, f.Data...)
	}
	if inPieces(t, data, "a.txt") == 0 {
		t.Error("nothing found")
	}
}

type shorter struct{ io.ReaderAt }

func (s shorter) ReadAt(p []byte, at int64) (int, error) {
	if at > 0 {
		return 0, io.EOF
	}
	return s.ReaderAt.ReadAt(p, at)
}

func TestScanAtShorter(t *testing.T) {
	data := bytes.Repeat([]byte("plain words\n"), 200_000)
	if _, err := detect.ScanAt(shorter{bytes.NewReader(data)}, int64(len(data)), "a"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v", err)
	}
}

func FuzzScanAt(f *testing.F) {
	tags, err := os.ReadFile("testdata/tags.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(tags) {
		f.Add(line, []byte("x\n"), uint16(20_000), "a.c")
	}
	f.Fuzz(func(t *testing.T, data, filler []byte, times uint16, path string) {
		between := bytes.Repeat(filler[:min(len(filler), 50)], int(times))
		whole := bytes.Join([][]byte{data, data, data}, between)
		found, err := detect.ScanAt(bytes.NewReader(whole), int64(len(whole)), path)
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range found.Findings {
			check(t, whole, finding)
		}
	})
}
