// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/list"
)

// A sheet of a workbook under test: what stands in its sheetData, and what stands behind that.
type sheet struct{ name, data, rest string }

const spreadsheetML = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

// workbook packs sheets; the strings are those that cells of type s point to.
func workbook(t testing.TB, strings []string, sheets ...sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, content string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	book, rels := "", ""
	for i, s := range sheets {
		book += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, s.name, i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		add(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), `<worksheet `+spreadsheetML+`><sheetData>`+s.data+`</sheetData>`+s.rest+`</worksheet>`)
	}
	add("xl/workbook.xml", `<workbook `+spreadsheetML+` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+book+`</sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels+`</Relationships>`)
	if strings != nil {
		items := ""
		for _, s := range strings {
			items += "<si>" + s + "</si>"
		}
		add("xl/sharedStrings.xml", `<sst `+spreadsheetML+`>`+items+`</sst>`)
	}
	add("xl/styles.xml", `<styleSheet `+spreadsheetML+`><numFmts><numFmt numFmtId="164" formatCode="0.000"/><numFmt numFmtId="165" formatCode="&quot;Tag &quot;dd.mm.yyyy"/></numFmts>`+
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rows writes rows of inline strings from line 1 on.
func rows(lines ...string) string {
	var b strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for k, c := range strings.Split(line, ";") {
			if c != "" {
				fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+k, i+1, c)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

func TestXLSX(t *testing.T) {
	shared := []string{"<t>Komponente</t>", "<t>Version</t>", "<t>Lizenz</t>", "<t>a</t>", "<r><t>MI</t></r><r><t>T</t></r><rPh><t>x</t></rPh>"}
	for name, c := range map[string]struct {
		book []byte
		want []string
	}{
		"shared strings": {workbook(t, shared, sheet{"Tabelle1", `<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="s"><v>2</v></c></row>` +
			`<row r="5"><c r="B5" t="s"><v>3</v></c><c r="C5"><v>1.1000000000000001</v></c><c r="D5" t="s"><v>4</v></c></row>`, ""}), []string{"a 1.1: MIT @Tabelle1!5"}},
		"without addresses": {workbook(t, nil, sheet{"T", `<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>Lizenz</t></is></c></row><row><c t="str"><f>A1</f><v>b</v></c><c t="inlineStr"><is><t>ISC</t></is></c></row>`, ""}),
			[]string{"b: ISC @T!2"}},
		"what numbers show": {workbook(t, nil, sheet{"T", rows("Name;Version;Lizenz") +
			`<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="1"><v>1.1</v></c><c r="C2" t="str"><v>MIT</v></c></row>` +
			`<row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3" s="2"><v>2</v></c><c r="C3" t="str"><v>MIT</v></c></row>` +
			`<row r="4"><c r="A4" t="str"><v>c</v></c><c r="B4" s="3"><v>46054</v></c><c r="C4" t="str"><v>MIT</v></c></row>` +
			`<row r="5"><c r="A5" t="str"><v>d</v></c><c r="B5"><v>3</v></c><c r="C5" t="e"><v>#REF!</v></c></row>`, ""}),
			[]string{"a 1.10: MIT @T!2", "b 2.000: MIT @T!3", "c 2026-02-01: MIT @T!4", "d 3: #REF! @T!5", "note list-date ×1 in T!4"}},
		"several sheets": {workbook(t, nil, sheet{"Deckblatt", rows("Angebot"), ""}, sheet{"Backend", rows("Name;Lizenz", "a;MIT"), ""}, sheet{"Frontend", rows("Titel;;", "Paket;Lizenz", "b;ISC"), ""}),
			[]string{"a: MIT @Backend!2", "b: ISC @Frontend!3", "note list-sheets ×1 in Deckblatt"}},
		"merged cells": {workbook(t, nil, sheet{"T", rows("Name;Version;Lizenz", "Frontend;;", "a;1;MIT", "b;2;", "c;3;ISC"), `<mergeCells><mergeCell ref="A2:C2"/><mergeCell ref="C3:C4"/></mergeCells>`}),
			[]string{"a 1: MIT @T!3", "b 2: MIT @T!4", "c 3: ISC @T!5", "repaired list-merged ×1 in T!4", "note list-merged-row ×1 in T!2"}},
		"hidden rows and sheets": {workbook(t, nil, sheet{"T", strings.Replace(rows("Name;Lizenz", "a;MIT", "b;ISC"), `<row r="3"`, `<row r="3" hidden="1"`, 1), ""},
			sheet{`U" state="veryHidden`, rows("Name;Lizenz", "c;Zlib"), ""}, sheet{`V" state="visible`, rows("Name;Lizenz", "d;MIT"), ""}),
			[]string{"a: MIT @T!2", "b: ISC @T!3", "c: Zlib @U!2", "d: MIT @V!2", "note list-hidden ×2 in T!3, U!2"}},
		"headings in two rows": {workbook(t, nil, sheet{"T", rows("Komponente;Lizenz", ";Lizenz;SPDX-ID", "a;x;MIT"), `<mergeCells><mergeCell ref="A1:A2"/></mergeCells>`}),
			[]string{"a: MIT: x @T!3", "repaired list-merged ×1 in T!2"}},
	} {
		if list.Format(c.book) != list.XLSX {
			t.Errorf("%s: is taken for %s", name, list.Format(c.book))
		}
		r, err := list.Read(c.book, list.XLSX, "list.xlsx")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := told(r); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		if e := r.Components[0].Claims[0].Evidence[0]; e.Line.First == 0 || e.Detector != "xlsx" || e.Quote == "" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func TestHostileXLSX(t *testing.T) {
	head := rows("Name;Lizenz", "a;MIT")
	wide := `<row r="3"><c r="A3" t="str"><v>b</v></c><c r="ZZZ3" t="str"><v>hidden</v></c></row>`
	for name, c := range map[string]struct {
		book []byte
		code string // of an unread issue; "" for an error
	}{
		"a sheet that ends in the middle": {workbook(t, nil, sheet{"T", "<row><c></row>", ""}), ""},
		"a bomb":                          {workbook(t, nil, sheet{"T", head + strings.Repeat(" ", 70<<20), ""}), "list-part"},
		"more rows than are read":         {workbook(t, nil, sheet{"T", head + strings.Repeat(`<row><c t="str"><v>b</v></c></row>`, list.MaxRows+100), ""}), "list-rows"},
		"a bomb of strings":               {workbook(t, []string{"<t>" + strings.Repeat("x", 70<<20) + "</t>"}, sheet{"T", head, ""}), ""},
		"a column far out":                {workbook(t, nil, sheet{"T", head + wide, ""}), "list-columns"},
		"a row that ends it all":          {workbook(t, nil, sheet{"T", head + `<row r="3"><c r="A3" t="str"><v>&bomb;</v></c></row>` + rows("b;ISC"), ""}), ""},
		"a broken sheet beside a list":    {workbook(t, nil, sheet{"T", head, ""}, sheet{"U", "<row>&bomb;</row>", ""}), "list-sheet-unreadable"},
		"areas over each other":           {workbook(t, nil, sheet{"T", head + strings.Repeat(`<row><c t="str"><v>b</v></c></row>`, 20_000), `<mergeCells>` + strings.Repeat(`<mergeCell ref="B2:B90000"/>`, 2000) + `</mergeCells>`}), "list-merged-limit"},
		"strings that are not there":      {workbook(t, nil, sheet{"T", head + `<row r="3"><c r="B3" t="s"><v>99</v></c><c r="A3" t="s"><v>-1</v></c><c r="B3" t="str"><v>ISC</v></c></row>`, ""}), "list-row-unnamed"},
		"a cell twice":                    {workbook(t, nil, sheet{"T", head + `<row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3" t="str"><v>BUSL-1.1</v></c><c r="B3" t="str"><v>MIT</v></c></row>`, ""}), "list-cell-twice"},
		"a licence without a heading":     {workbook(t, nil, sheet{"T", head + `<row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3" t="str"><v>MIT</v></c><c r="D3" t="str"><v>BUSL-1.1</v></c></row>`, ""}), "list-row-wide"},
		"no sheets":                       {workbook(t, nil), ""},
		"no zip":                          {[]byte("PK\x03\x04 xl/workbook.xml"), ""},
	} {
		r, err := list.Read(c.book, list.XLSX, "list.xlsx")
		switch {
		case (err != nil) != (c.code == ""):
			t.Errorf("%s: %v", name, err)
		case err == nil && !slices.ContainsFunc(r.Issues, func(i inventory.Issue) bool { return i.Code == c.code && i.Effect == inventory.Unread }):
			t.Errorf("%s: %v", name, r.Issues)
		}
	}
}

func FuzzXLSX(f *testing.F) {
	f.Add(rows("Name;Version;Lizenz", "a;1;MIT"), "<t>x</t>", "A1:B2")
	f.Add(`<row r="9"><c r="B9" t="s" s="1"><v>0</v></c></row>`, "<r><t>Komponente</t></r>", "A1")
	f.Fuzz(func(t *testing.T, data, item, area string) {
		area = strings.NewReplacer(`"`, "", "<", "", "&", "").Replace(area)
		check(t, workbook(t, []string{item}, sheet{"T", data, `<mergeCells><mergeCell ref="` + area + `"/></mergeCells>`}), list.XLSX)
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Komponente;Version;Lizenz\na;1;MIT\n"))
	f.Add([]byte("Name,License\n\"a\nb\",\"MIT\"\n"))
	f.Add([]byte("\xff\xfeN\x00a\x00m\x00e\x00"))
	f.Add(workbook(f, []string{"<t>Name</t>"}, sheet{"T", rows("Name;Lizenz", "a;MIT"), ""}))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data, list.Format(data)) })
}

// check holds what is true of every list: nothing without a name and a place, and the same again.
func check(t *testing.T, data []byte, format string) {
	t.Helper()
	r, err := list.Read(data, format, "x")
	if err != nil {
		if strings.Contains(err.Error(), "internal") {
			t.Fatal(err)
		}
		return
	}
	if r.Document.Components != len(r.Components) {
		t.Errorf("%d components, the document says %d", len(r.Components), r.Document.Components)
	}
	for _, c := range r.Components {
		if c.ID == "" || c.Name == "" || c.Instances[0].Line == 0 {
			t.Errorf("%+v", c)
		}
		for _, claim := range c.Claims {
			if claim.Origin != "x" || len(claim.Evidence[0].Quote) > inventory.MaxQuote {
				t.Errorf("%+v", claim)
			}
		}
	}
	again, err := list.Read(data, format, "x")
	if err != nil || !slices.Equal(told(r), told(again)) {
		t.Error("read again, it says something else")
	}
}
