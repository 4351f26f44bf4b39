// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"lizenzlotse/reports/xlsx"
)

func sheet(name string, rows ...[]string) xlsx.Sheet {
	return xlsx.Sheet{Name: name, Title: "Angebot & Co", Columns: []xlsx.Column{{Head: "Komponente", Width: 30}, {Head: "Lizenz"}},
		Rows: slices.Values(rows)}
}

func write(t *testing.T, o xlsx.Options, sheets ...xlsx.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheets, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// parts are the files of a workbook.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
		d := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return all
}

// TestText: whatever stands in a cell is read back as those characters, or written out.
func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"=cmd|' /C calc'!A0": "", "+1": "", "-1": "", "@SUM(A1)": "", "＝1": "", "007": "", "1.0": "", "2026-01-02": "", "TRUE": "", "1E5": "",
		"<b>&amp;\"'": "", " blank ": "", "two\nlines": "", "Straße 😀": "",
		"_x0041_": `\x5fx0041_`, "_x000D_x0041_": `\x5fx000D\x5fx0041_`, "_xyz_": "", "a_x": "",
		"\x1b[31m":    `\x1b[31m`,
		"a\u202eb":    `a\u202eb`,
		"a\u200bb":    `a\u200bb`,
		"a\x00b":      `a\x00b`,
		"a\xffb":      `a\xffb`,
		"a\uffffb":    `a\uffffb`,
		"a\rb":        `a\x0db`,
		"&#x1b;]]>":   "",
		"http://a.de": "",
	} {
		if want == "" {
			want = in
		}
		data := write(t, xlsx.Options{}, sheet("Befunde", []string{in, "MIT"}))
		f := open(t, data)
		got, err := f.GetCellValue("Befunde", "A2", excelize.Options{RawCellValue: true})
		if err != nil || got != want {
			t.Errorf("%q is read as %q, %v", in, got, err)
		}
		if kind, err := f.GetCellType("Befunde", "A2"); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%q is a cell of type %v, %v", in, kind, err)
		}
		body := parts(t, data)["xl/worksheets/sheet1.xml"]
		if strings.Contains(body, "<f>") || strings.Contains(body, "<hyperlink") || strings.Contains(body, "<v>") {
			t.Errorf("%q became more than text: %s", in, body)
		}
	}
}

// TestPages: what makes a sheet easy to work with.
func TestPages(t *testing.T) {
	all := parts(t, write(t, xlsx.Options{Lang: "en", Title: "Report", Created: time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)},
		sheet("Findings", []string{"a", "MIT"}, []string{"b"}), sheet("Questions")))
	for part, want := range map[string][]string{
		"xl/worksheets/sheet1.xml": {`state="frozen"`, `ySplit="1"`, `<autoFilter ref="$A$1:$B$3">`, `min="1" max="1" width="30"`, `width="20"`,
			`orientation="landscape"`, `paperSize="9"`, `fitToHeight="0"`, `fitToPage="true"`, "Angebot &amp;amp;&amp;amp; Co"},
		"xl/worksheets/sheet2.xml": {`<autoFilter ref="$A$1:$B$2">`},
		"xl/styles.xml":            {`quotePrefix="true"`, `wrapText="true"`, "<b", `numFmtId="49"`},
		"xl/workbook.xml":          {`name="Findings"`, `_xlnm.Print_Titles`, `Findings&#39;!$1:$1`, `_xlnm._FilterDatabase`},
		"docProps/core.xml": {"<dc:title>Report</dc:title>", "<dc:creator>Lizenzlotse</dc:creator>", "<dc:language>en</dc:language>",
			`<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-22T05:00:00Z</dcterms:created>`},
		"docProps/app.xml": {"<Application>Lizenzlotse</Application>"},
	} {
		for _, w := range want {
			if !strings.Contains(all[part], strings.ReplaceAll(w, "&amp;amp;", "&amp;")) {
				t.Errorf("%s lacks %s:\n%s", part, w, all[part])
			}
		}
	}
	if core := parts(t, write(t, xlsx.Options{}, sheet("x")))["docProps/core.xml"]; strings.Contains(core, "dcterms:created") || strings.Contains(core, "xuri") {
		t.Errorf("without a stamp the properties are %s", core)
	}
}

func TestSame(t *testing.T) {
	sheets := func() []xlsx.Sheet {
		var all []xlsx.Sheet
		for i := range 9 {
			all = append(all, sheet("Sheet "+strconv.Itoa(i), []string{"a", "MIT"}))
		}
		return all
	}
	first := write(t, xlsx.Options{}, sheets()...)
	for range 5 {
		if !bytes.Equal(first, write(t, xlsx.Options{}, sheets()...)) {
			t.Fatal("the same sheets give other bytes")
		}
	}
}

// TestNames: Excel refuses a workbook with a name it does not like.
func TestNames(t *testing.T) {
	names := []string{"Befunde", "befunde", "a:b\\c/d?e*f[g]h", "'quoted'", "", "History", "a\u202eb", strings.Repeat("ü", 40), strings.Repeat("ü", 41)}
	want := []string{"Befunde", "befunde (2)", "a-b-c-d-e-f-g-h", "-quoted-", "5", "History (2)", `a-u202eb`,
		strings.Repeat("ü", 30) + "…", strings.Repeat("ü", 26) + "… (2)"}
	var all []xlsx.Sheet
	for _, n := range names {
		all = append(all, sheet(n))
	}
	if got := open(t, write(t, xlsx.Options{}, all...)).GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("names are\n%q, not\n%q", got, want)
	}
}

// TestCellLimit: a cell holds 32,767 UTF-16 units; what is longer is cut, and says so.
func TestCellLimit(t *testing.T) {
	for _, long := range []string{strings.Repeat("a", 32_768), strings.Repeat("😀", 16_384), strings.Repeat("a", 32_767), strings.Repeat("😀", 16_383)} {
		got, err := open(t, write(t, xlsx.Options{}, sheet("x", []string{long, "MIT"}))).GetCellValue("x", "A2")
		if err != nil {
			t.Fatal(err)
		}
		n := len(utf16.Encode([]rune(long)))
		if cut := strings.Contains(got, "gekürzt"); cut != (n > 32_767) || len(utf16.Encode([]rune(got))) > 32_767 || !cut && got != long {
			t.Errorf("of %d units %d are left, cut: %v", n, len(utf16.Encode([]rune(got))), cut)
		}
	}
}

// TestRowLimit: a sheet holds 1,048,576 rows, and says how many it lacks.
func TestRowLimit(t *testing.T) {
	for _, test := range []struct {
		rows int
		last string
	}{
		{1_048_575, "1048574"},
		{1_048_577, "3 weitere Zeilen fehlen hier: Excel fasst 1.048.576 Zeilen je Tabellenblatt; vollständig sind json und csv"},
	} {
		row := make([]string, 1)
		data := write(t, xlsx.Options{}, xlsx.Sheet{Name: "x", Columns: []xlsx.Column{{Head: "n"}}, Rows: func(yield func([]string) bool) {
			for i := range test.rows {
				if row[0] = ""; i > 1_048_570 {
					row[0] = strconv.Itoa(i)
				}
				if !yield(row) {
					return
				}
			}
		}})
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := z.Open("xl/worksheets/sheet1.xml")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, last, found := strings.Cut(string(body), `<row r="1048576"`)
		if !found || !strings.Contains(last, ">"+test.last+"<") || strings.Contains(last, "<row") {
			t.Errorf("of %d rows the last is %.300s", test.rows, last)
		}
	}
}

func TestWrong(t *testing.T) {
	if err := xlsx.Write(io.Discard, nil, xlsx.Options{}); err == nil {
		t.Error("a workbook without sheets was written")
	}
	if err := xlsx.Write(io.Discard, []xlsx.Sheet{{Name: "x", Rows: slices.Values([][]string{})}}, xlsx.Options{}); err == nil {
		t.Error("a sheet without columns was written")
	}
	if err := xlsx.Write(io.Discard, []xlsx.Sheet{sheet("x", []string{"a", "b", "c"})}, xlsx.Options{}); err == nil {
		t.Error("a cell without a heading was written")
	}
	full := errors.New("disk is full")
	if err := xlsx.Write(failing{full}, []xlsx.Sheet{sheet("x")}, xlsx.Options{}); !errors.Is(err, full) {
		t.Errorf("a full disk gives %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
