// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/list"
)

// told writes what was read, a line for each component and issue.
func told(r *list.Result) []string {
	var lines []string
	for _, c := range r.Components {
		s := strings.TrimSpace(c.Name + " " + c.Version)
		if c.Supplier != "" {
			s += " of " + c.Supplier
		}
		if c.PURL != "" {
			s += " " + c.PURL
		}
		for _, claim := range c.Claims {
			s += ": " + claim.License.String()
		}
		lines = append(lines, s+" @"+c.Instances[0].Ref)
	}
	for _, i := range r.Issues {
		lines = append(lines, fmt.Sprintf("%s %s ×%s in %s", i.Effect, i.Code, i.Args["count"], i.Args["where"]))
	}
	return lines
}

func utf16LE(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func windows1252(t *testing.T, s string) string {
	t.Helper()
	b, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCSV(t *testing.T) {
	const german = "Komponente;Version;Lizenz;Hersteller\nGrün;1.0;MIT;Müller GmbH\n"
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"semicolons":   {german, []string{"Grün 1.0 of Müller GmbH: MIT @2"}},
		"commas":       {"Package,Version,License\na,1.0,\"MIT, or so\"\n", []string{"a 1.0: MIT, or so @2"}},
		"tabs":         {"Library\tRelease\tLicence\na\t1\tISC", []string{"a 1: ISC @2"}},
		"UTF-8 mark":   {"\ufeff" + german, []string{"Grün 1.0 of Müller GmbH: MIT @2"}},
		"UTF-16":       {utf16LE(german), []string{"Grün 1.0 of Müller GmbH: MIT @2"}},
		"Windows-1252": {windows1252(t, german), []string{"Grün 1.0 of Müller GmbH: MIT @2", "note list-encoding ×1 in "}},
		"CRLF and CR":  {"Name;Lizenz\r\na;MIT\r\nb;ISC\rc;Zlib\r\n", []string{"a: MIT @2", "b: ISC @3", "c: Zlib @4"}},
		"Excel's separator line": {"sep=,\nKomponente,Lizenz\n\"a;b\",MIT\n",
			[]string{"a;b: MIT @3"}},
		"headings below a title": {"Anlage 7;;\n\nStand: 1.11.2026;;\nNr.;Bibliothek;Lizenzbezeichnung\n1;a;MIT\n;;\n2;b;ISC\n",
			[]string{"a: MIT @5", "b: ISC @7"}},
		"quotes and line breaks": {"Name;Lizenz;Bemerkung\n\"a \"\"b\"\"\";MIT;\"eins\nzwei; drei\"\nc;ISC;\n",
			[]string{"a \"b\": MIT @2", "c: ISC @4"}},
		"a quote that nothing closes": {"Name;Lizenz\n\"a;MIT\nb 3\" x;ISC\n",
			[]string{"\"a: MIT @2", "b 3\" x: ISC @3", "repaired list-quotes ×1 in 2"}},
		"headings on every page": {"Name;Lizenz\na;MIT\nName;Lizenz\nb;ISC\n", []string{"a: MIT @2", "b: ISC @4"}},
		"rows without a name":    {"Name;Lizenz\n;MIT\n;ISC\na;\n", []string{"a @4", "unread list-row-unnamed ×2 in 2, 3"}},
		"nothing is said":        {"Name;Lizenz\na;-\nb;k. A.\nc;unbekannt\n", []string{"a: NOASSERTION @2", "b: NOASSERTION @3", "c: NOASSERTION @4"}},
		"identifier beside a name": {"Name;Lizenz;SPDX-ID\na;internal use only;MIT\nb;Eigene;\nc;ISC;MIT\nd;MIT License;MIT\n",
			[]string{"a: MIT: internal use only @2", "b: Eigene @3", "c: MIT: ISC @4", "d: MIT @5"}},
		"purl": {"purl;Name;Version;License\npkg:npm/%40a/b;b;1.0;MIT\npkg:npm/c@2;;;MIT\nnot a purl;d;1;MIT\n",
			[]string{"b 1.0 pkg:npm/%40a/b: MIT @2", "c 2 pkg:npm/c@2: MIT @3", "d 1: MIT @4", "note list-purl ×1 in 4"}},
		"group":                      {"Group ID,Artifact ID,Version,License\norg.example,core,1,Apache-2.0\n", []string{"org.example/core 1: Apache-2.0 @2"}},
		"the more telling heading":   {"Name;Komponente;Lizenz\nFrontend;a;MIT\n", []string{"a: MIT @2"}},
		"words around the headings":  {"Name der Komponente (OSS);Version / Release;Lizenz laut Hersteller;Lizenztext;Lizenz-URL\na;1;MIT;long;https://example.org\n", []string{"a 1: MIT @2"}},
		"licences of several kinds":  {"Component,Declared License,Concluded License\na,MIT,MIT\nb,MIT,ISC\n", []string{"a: MIT @2", "b: MIT: ISC @3"}},
		"more cells than headings":   {"Name;Lizenz\na;MIT;x;y\n", []string{"a: MIT @2", "unread list-row-wide ×1 in 2"}},
		"a licence with a comma":     {"Name,Lizenz\na,MIT, proprietär\n", []string{"a: MIT @2", "unread list-row-wide ×1 in 2"}},
		"an expression over commas":  {"Name;Lizenz\na;MIT OR Apache-2.0\n", []string{"a: MIT OR Apache-2.0 @2"}},
		"no line end, one more cell": {"Name;Lizenz\na;MIT;", []string{"a: MIT @2"}},
	} {
		r, err := list.Read([]byte(c.in), list.Format([]byte(c.in)), "list.csv")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := told(r); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestNoList(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":          "",
		"prices":           "Pos;Leistung;Preis\n1;Beratung;100\n",
		"no licence":       "Name;Version\na;1\n",
		"no name":          "Nr;Lizenz\n1;MIT\n",
		"about a licence":  "Name;Lizenztext\na;long\n",
		"licence counts":   "Produkt;Anzahl Lizenzen;Lizenzkosten\na;5;100\n",
		"prose":            "The software is under a licence. It has a name.\n",
		"binary":           "Name;Lizenz\x00\x00\x00\na;MIT",
		"headings too low": strings.Repeat("x\n", 100) + "Name;Lizenz\na;MIT\n",
		"a long line":      strings.Repeat("Name", 1<<20),
	} {
		_, err := list.Read([]byte(in), list.CSV, "x.csv")
		if !isNone(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := list.Read([]byte("Pos;Leistung;Preis\n1;Beratung;100\n"), list.CSV, "x.csv")
	var e *inventory.Error
	if !errors.As(err, &e) || e.Args["found"] != "Pos, Leistung, Preis" || e.Hint.Key == "" || e.Where != "x.csv" {
		t.Errorf("%v", err)
	}
}

// isNone reports whether an error says that a table can be read and is no list of licences.
func isNone(err error) bool {
	var e *inventory.Error
	return errors.As(err, &e) && e.Key == "error.list-headings"
}

func TestWhatARowSays(t *testing.T) {
	r, err := list.Read([]byte("Anlage 7\nKomponente;Version;Lizenz;Anbieter;URL;Bemerkung\na;1.0;MIT;Example;https://example.org;nur\ttest\n"), list.CSV, "bid/list.csv")
	if err != nil {
		t.Fatal(err)
	}
	d := r.Document
	if d.ID != "bid/list.csv" || d.Format != "csv" || d.Components != 1 || d.WithLicense != 1 || d.Name != "Anlage 7" || len(d.SHA256) != 64 {
		t.Errorf("%+v", d)
	}
	c := r.Components[0]
	if c.ID != "bid/list.csv#3" || c.Role != inventory.ThirdParty || c.Supplier != "Example" || c.Distribution.Homepage != "https://example.org" {
		t.Errorf("%+v", c)
	}
	claim := c.Claims[0]
	want := inventory.Evidence{Path: "bid/list.csv", Line: inventory.LineRange{First: 3, Last: 3}, Detector: "csv", Quote: "a | 1.0 | MIT | Example | https://example.org | nur test"}
	if claim.Kind != inventory.Declared || claim.Origin != d.ID || claim.Ref != "3" || len(claim.Evidence) != 1 || claim.Evidence[0] != want {
		t.Errorf("%+v", claim)
	}
	i := c.Instances[0]
	if i.Document != d.ID || i.Ref != "3" || i.Line != 3 || i.Entry.Description != "nur\ttest" || i.Entry.Supplier.Name != "Example" {
		t.Errorf("%+v", i)
	}
}

func TestLimits(t *testing.T) {
	rows := "Name;Lizenz\n" + strings.Repeat("a;MIT\n", list.MaxRows+100)
	columns := "Name;Lizenz\na;MIT" + strings.Repeat(";", list.MaxColumns) + "hidden\n"
	cell := "Name;Lizenz\na;MIT " + strings.Repeat("x", list.MaxCell) + "\n"
	quotes := "Name;Lizenz\n" + strings.Repeat("\"a;MIT\n", 20_000)
	for _, c := range []struct {
		in, code   string
		components int
	}{{rows, "list-rows", list.MaxRows}, {columns, "list-columns", 1}, {cell, "list-cell", 1}, {quotes, "list-quotes-many", 20_000}} {
		start := time.Now()
		r, err := list.Read([]byte(c.in), list.CSV, "x.csv")
		if err != nil {
			t.Fatalf("%s: %v", c.code, err)
		}
		if !slices.ContainsFunc(r.Issues, func(i inventory.Issue) bool { return i.Code == c.code && i.Effect == inventory.Unread }) {
			t.Errorf("%s: %v", c.code, r.Issues)
		}
		if len(r.Components) != c.components {
			t.Errorf("%s: %d components", c.code, len(r.Components))
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", c.code, d)
		}
	}
	if _, err := list.Read(make([]byte, list.MaxSize+1), list.CSV, "x.csv"); err == nil || isNone(err) {
		t.Errorf("too large: %v", err)
	}
	if _, err := list.Read(nil, "ods", "x.ods"); err == nil {
		t.Error("another format is read")
	}
}
