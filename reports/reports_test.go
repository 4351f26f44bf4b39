// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports_test

import (
	"bytes"
	"io"
	"os"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
)

func bid(t *testing.T) *assessment.Assessment {
	t.Helper()
	f, err := os.Open("testdata/bid.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := assessment.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestEveryFormatWritesAndRepeatsItself(t *testing.T) {
	o := reports.Options{Lang: "de", Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0",
		Print: func(w io.Writer, page []byte) error { _, err := w.Write(page); return err }}
	for _, f := range reports.Formats {
		for name, a := range map[string]*assessment.Assessment{"judged": bid(t), "scan": {Inventory: bid(t).Inventory}} {
			var first, again bytes.Buffer
			if err := f.Write(&first, a, o); err != nil {
				t.Fatalf("%s, %s: %v", f.Name, name, err)
			}
			if err := f.Write(&again, a, o); err != nil {
				t.Fatalf("%s, %s: %v", f.Name, name, err)
			}
			if first.Len() == 0 || !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Errorf("%s, %s: %d bytes, again %d, not the same", f.Name, name, first.Len(), again.Len())
			}
		}
	}
}

// The format pdf is the HTML page, printed by whoever asks for it.
func TestPDFIsPrinted(t *testing.T) {
	var page, printed bytes.Buffer
	html, _ := reports.Lookup("html")
	pdf, _ := reports.Lookup("pdf")
	o := reports.Options{Lang: "en", Print: func(w io.Writer, page []byte) error { _, err := w.Write(page); return err }}
	if err := html.Write(&page, bid(t), o); err != nil {
		t.Fatal(err)
	}
	if err := pdf.Write(&printed, bid(t), o); err != nil || !bytes.Equal(page.Bytes(), printed.Bytes()) {
		t.Errorf("%v, %d and %d bytes", err, page.Len(), printed.Len())
	}
	if err := pdf.Write(io.Discard, bid(t), reports.Options{}); err == nil {
		t.Error("nothing to print with, and no error")
	}
}

func TestLookup(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range reports.Formats {
		if got, ok := reports.Lookup(f.Name); !ok || got.Name != f.Name || f.Media == "" {
			t.Errorf("%s is not found, or has no media type", f.Name)
		}
		if seen[f.Name] {
			t.Errorf("%s is there twice", f.Name)
		}
		seen[f.Name] = true
	}
	if _, ok := reports.Lookup("docx"); ok {
		t.Error("a format is found that does not exist")
	}
	if reports.Formats[0].Name != "text" {
		t.Error("without --output it is text")
	}
}
