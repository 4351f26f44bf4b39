// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/redaction"
	"lizenzlotse/reports"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

func redactionWords(lang string) redaction.Words {
	l := i18n.For(lang)
	numbered := func(key string) func(int) string {
		return func(n int) string { return "[" + l.T(key, "n", fmt.Sprint(n)) + "]" }
	}
	return redaction.Words{Name: numbered("redaction.name"), Component: numbered("redaction.component"), Mail: numbered("redaction.mail"),
		Blank: "[" + l.T("redaction.blank") + "]", Known: l.Has}
}

// disguises are spellings in which people and programs write one name.
var disguises = []string{
	"Geheim & Söhne GmbH", "GEHEIM & SÖHNE GMBH", "geheim-soehne", "Geheim_Soehne", "geheim+s%C3%B6hne", "Geheim%20%26%20S%c3%b6hne%20GmbH", "Geheim%2520S%25C3%25B6hne",
	"Geheim &amp; S&ouml;hne", `Geheim & S\u00f6hne`, norm.NFD.String("Geheim & Söhne"), "Ge\u200bheim & Söh\u00adne", "de.geheim.soehne", "GeheimSöhneKern", "Ｇｅｈｅｉｍ Söhne",
	"vera.vertraut@geheim.example", "vera.vertraut%40geheim.example", "vera.vertraut&#64;geheim.example", "vera.vertraut (at) geheim (dot) example", "Vera  Vertraut", "veraVertraut",
}

// planter writes a secret into every text of a value, in another disguise each time.
type planter struct{ n int }

func (p *planter) next() string {
	p.n++
	return disguises[p.n%len(disguises)]
}

func (p *planter) plant(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		p.plant(v.Elem())
	case reflect.Slice:
		if v.Type().Elem() == reflect.TypeFor[spdx.Expression]() {
			return
		}
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			p.plant(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			p.plant(v.Field(i))
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		for _, k := range v.MapKeys() {
			v.SetMapIndex(k, reflect.ValueOf(v.MapIndex(k).String()+" "+p.next()))
		}
		v.SetMapIndex(reflect.ValueOf(p.next()), reflect.ValueOf(p.next()))
	case reflect.String:
		v.SetString(strings.TrimSpace(v.String() + " " + p.next()))
	case reflect.Interface:
		if e, ok := v.Interface().(spdx.Expression); ok && e != nil {
			v.Set(reflect.ValueOf(spdx.All(e, spdx.License{ID: "LicenseRef-Geheim-Soehne", Document: "geheim.soehne"})))
		}
	}
}

// read is what a reader may make of a document: its letters and digits, however they are encoded.
func read(s string) string {
	for range 3 {
		s = html.UnescapeString(s)
		if u, err := url.PathUnescape(strings.ReplaceAll(s, "% ", "%25 ")); err == nil {
			s = u
		} else {
			s = percents.ReplaceAllStringFunc(s, func(m string) string { u, _ := url.PathUnescape(m); return u })
		}
	}
	s = escapes.ReplaceAllStringFunc(s, func(m string) string {
		var r rune
		fmt.Sscanf(m[2:], "%04x", &r)
		return string(r)
	})
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}

var (
	percents = regexp.MustCompile(`(%[0-9A-Fa-f]{2})+`)
	escapes  = regexp.MustCompile(`\\[uU][0-9a-fA-F]{4}`)
	encoded  = regexp.MustCompile(`[A-Za-z0-9+/_-]{16,}={0,2}`)
)

// leaks tells which of the secrets can be read in a document, or in what in it is base64.
func leaks(doc string, secrets ...string) []string {
	all := read(doc)
	for _, m := range encoded.FindAllString(doc, -1) {
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
			if data, err := e.DecodeString(m); err == nil {
				all += " " + read(string(data))
			}
		}
	}
	var found []string
	for _, s := range secrets {
		if at := strings.Index(all, s); at >= 0 {
			found = append(found, s+" in "+all[max(0, at-60):min(len(all), at+60)])
		}
	}
	return found
}

// TestNoFormatTellsANameThatWasTakenOut: every text of the model holds a name, and no format has it any more.
func TestNoFormatTellsANameThatWasTakenOut(t *testing.T) {
	file := &redaction.File{Names: [][]string{{"Geheim & Söhne GmbH"}, {"Vera Vertraut"}}}
	for _, lang := range []string{"de", "en"} {
		a := bid(t)
		p := &planter{}
		p.plant(reflect.ValueOf(a).Elem())
		a.Inventory.Schema, a.Redacted = inventory.Schema, nil
		p.n = 0
		before := encodeAll(t, a, lang)
		redacted, said := redaction.Apply(a, file, redactionWords(lang))
		if len(said.Unmet) > 0 {
			t.Errorf("not found: %q", said.Unmet)
		}
		if r := redacted.Redacted; r.Names < 2 || r.Mails < 1 {
			t.Errorf("%+v", r)
		}
		for name, doc := range encodeAll(t, redacted, lang) {
			if !strings.Contains(read(before[name]), "geheim") { // whichever disguise it got
				t.Errorf("%s, %s: the names were not there before either", name, lang)
			}
			for _, leak := range leaks(doc, "geheimsohne", "geheimsoehne", "veravertraut", "geheimexample") {
				t.Errorf("%s, %s: %s", name, lang, leak)
			}
		}
		for name, doc := range encodeAll(t, a, lang) {
			if doc != before[name] {
				t.Errorf("%s: the original was changed", name)
			}
		}
	}
}

func encodeAll(t *testing.T, a *assessment.Assessment, lang string) map[string]string {
	t.Helper()
	docs := map[string]string{}
	for _, f := range reports.Formats {
		versions := reports.CycloneDXVersions
		if !strings.HasPrefix(f.Name, "cyclonedx") {
			versions = []string{""}
		}
		for _, version := range versions {
			var b bytes.Buffer
			o := reports.Options{Lang: lang, Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0", CycloneDX: version,
				Print: func(w io.Writer, page []byte) error { _, err := w.Write(page); return err }}
			if err := f.Write(&b, a, o); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			docs[strings.TrimSpace(f.Name+" "+version)] = unpacked(t, b.Bytes())
		}
	}
	return docs
}

// unpacked is a document, or all that lies in one that is an archive.
func unpacked(t *testing.T, data []byte) string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("PK")) {
		return string(data)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all += f.Name + "\n" + string(text) + "\n"
	}
	return all
}

// marker writes a word of its own into every text of a value, and remembers it.
type marker struct{ words []string }

func (m *marker) word() string {
	w := "qz" + strings.ToLower(base32(len(m.words)))
	m.words = append(m.words, w)
	return w
}

// base32 writes a number in letters that stand in no word of ours.
func base32(n int) string {
	s := ""
	for range 4 {
		s += string("bcdfghjklmnpqrstvwxz"[n%20])
		n /= 20
	}
	return s
}

// mark fills every text of a value that is not the word of a vocabulary, which the type tells.
func (m *marker) mark(v reflect.Value, skip ...string) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		m.mark(v.Elem(), skip...)
	case reflect.Slice:
		if v.Type().Elem() == reflect.TypeFor[spdx.Expression]() {
			return
		}
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			m.mark(v.Index(i), skip...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !slices.Contains(skip, v.Type().Name()+"."+v.Type().Field(i).Name) {
				m.mark(v.Field(i), skip...)
			}
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		v.SetMapIndex(reflect.ValueOf("detail"), reflect.ValueOf(m.word()))
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(m.word())
		}
	}
}

// TestNoFormatTellsAConfidentialComponent: nothing that is said of it, wherever it stands, is left.
func TestNoFormatTellsAConfidentialComponent(t *testing.T) {
	a := bid(t)
	v := a.Inventory
	m := &marker{}
	c := inventory.Component{Role: inventory.ThirdParty}
	m.mark(reflect.ValueOf(&c).Elem(), "Component.PURL", "Component.ID", "Component.Registries", "Claim.Origin", "Instance.Document") // registries are in no result
	name := m.word()
	c.PURL, c.Name = "pkg:maven/de."+name+"/Kern%20"+name+"@"+c.Version, "Kern "+name
	c.ID = c.PURL
	doc := v.Documents[0].ID
	c.Instances = append(c.Instances[:1], inventory.Instance{Path: "lib/" + m.word()})
	c.Instances[0].Path, c.Instances[0].Document = "", doc
	secret := "LicenseRef-" + m.word()
	c.Claims[0].Kind, c.Claims[0].Origin, c.Claims[0].License = inventory.Declared, doc, inventory.KnownLicense(spdx.MustParse("MIT AND "+secret))
	c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: doc, License: inventory.License{State: inventory.Unparsed, Raw: m.word() + " terms"}})
	v.Components = append(v.Components, c)
	text := m.word()
	v.Texts = append(v.Texts, inventory.Text{SHA256: c.Claims[0].Text, License: secret, Document: doc, Text: "Terms of " + text})
	folder := c.Instances[1].Path
	v.Files = append(v.Files, inventory.File{Path: folder + "/" + m.word() + ".java", SHA1: m.word(), SHA256: m.word(), Component: c.ID, License: spdx.MustParse(secret),
		Copyrights: []inventory.Copyright{{Holder: m.word()}},
		Findings: []inventory.Finding{{Expression: spdx.MustParse(secret), Kind: inventory.FoundTag, Confidence: inventory.High,
			Evidence: inventory.Evidence{Path: folder + "/a.java", Quote: m.word()}}}})
	v.Relations = append(v.Relations, inventory.Relation{From: v.Components[0].ID, To: c.ID, Kind: inventory.LinksStatic, Evidence: []inventory.Evidence{{Path: doc, Quote: m.word()}}})
	v.Issues = append(v.Issues, inventory.Issue{Code: "cut-short", Path: folder + "/b.java", Effect: inventory.Note, Args: map[string]string{"name": m.word(), "to": "about Kern-" + name + "-" + c.Version + ".jar"}})
	a.Results = append(a.Results, assessment.Result{Rule: a.Rules[0].ID, Component: c.ID, Expression: spdx.MustParse(secret), Verdict: assessment.Review,
		Message: inventory.NewMessage("rule.raw", "raw", m.word(), "licence", secret), Fingerprint: m.word(),
		Leaves:   []assessment.Leaf{{License: secret, Message: inventory.NewMessage("rule.raw", "raw", m.word())}},
		Evidence: []inventory.Evidence{{Path: folder + "/c d.java", Quote: m.word()}, {Path: doc, Line: inventory.LineRange{First: 77}, Quote: m.word()}}})
	a.Questions = append(a.Questions, assessment.Question{Rule: a.Rules[0].ID, Addressee: assessment.Bidder, Kind: assessment.QuestionClarification, Components: []string{c.ID},
		Message: inventory.NewMessage("rule.raw", "raw", m.word(), "name", c.Name), Evidence: []inventory.Evidence{{Path: folder + "/c d.java", Quote: m.word()}}})
	a.Duties = append(a.Duties, assessment.Duty{Kind: assessment.DutyNotice, License: secret, Components: []string{c.ID}})
	a.Decisions = append(a.Decisions, assessment.Decision{ID: "d-1", Kind: assessment.Exception, Component: inventory.WithoutVersion(c.ID), License: secret, Text: m.word(), State: assessment.DecisionUsed,
		Files: []assessment.DecidedFile{{Path: folder + "/a.java", SHA256: m.word()}}, Components: []string{c.ID}, Owner: m.word(), Signed: []assessment.Signature{{Name: m.word()}}})
	before := encodeAll(t, a, "de")
	for _, pattern := range []string{c.ID, "pkg:maven/de." + name + "/*", "kern " + strings.ToUpper(name), inventory.WithoutVersion(c.ID)} {
		redacted, said := redaction.Apply(a, &redaction.File{Components: []string{pattern}}, redactionWords("de"))
		if len(said.Unmet) > 0 || redacted.Redacted.Components != 1 || len(redacted.Inventory.Components) != len(v.Components) || len(redacted.Inventory.Files) != len(v.Files) {
			t.Errorf("%s: %q %+v", pattern, said.Unmet, redacted.Redacted)
		}
		if !slices.ContainsFunc(redacted.Inventory.Relations, func(r inventory.Relation) bool {
			return r.To == "[Komponente 1 geschwärzt]" && r.Kind == inventory.LinksStatic
		}) {
			t.Errorf("the relation is lost: %+v", redacted.Inventory.Relations)
		}
		for format, doc := range encodeAll(t, redacted, "de") {
			if format != "json" && pattern != c.ID {
				continue // the model is the same
			}
			for _, leak := range leaks(doc, m.words...) {
				t.Errorf("%s, %s: %s", pattern, format, leak)
			}
		}
	}
	// Three went into fields that were filled otherwise.
	if n := len(leaks(before["json"], m.words...)); n < len(m.words)-3 {
		t.Errorf("%d of %d words were there before", n, len(m.words))
	}
}
