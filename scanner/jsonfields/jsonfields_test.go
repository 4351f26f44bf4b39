// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package jsonfields_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"lizenzlotse/scanner/jsonfields"
)

// all has a field of each kind.
type all struct {
	Text      string            `json:"text"`
	SomeText  string            `json:"someText,omitempty"`
	Int       int64             `json:"int"`
	SomeInt   int64             `json:"someInt,omitempty"`
	SomeTrue  bool              `json:"someTrue,omitempty"`
	Texts     []string          `json:"texts"`
	SomeTexts []string          `json:"someTexts,omitempty"`
	SomeArgs  map[string]string `json:"someArgs,omitempty"`
	Object    part              `json:"object"`
	SomeList  []part            `json:"someList,omitempty"`
	Some      *part             `json:"some,omitempty"`
}

type part struct {
	Text string `json:"text,omitempty"`
}

func (p *part) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("text", p.Text)
	w.Close()
}

func (a *all) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("text", a.Text)
	w.SomeText("someText", a.SomeText)
	w.Int("int", a.Int)
	w.SomeInt("someInt", a.SomeInt)
	w.SomeTrue("someTrue", a.SomeTrue)
	w.Texts("texts", a.Texts)
	w.SomeTexts("someTexts", a.SomeTexts)
	w.SomeArgs("someArgs", a.SomeArgs)
	w.Object("object", &a.Object)
	jsonfields.SomeList(w, "someList", a.SomeList, (*part).ListJSON)
	jsonfields.Some(w, "some", a.Some)
	w.Close()
}

// FuzzWriter: the bytes are those of encoding/json, whatever the strings are.
func FuzzWriter(f *testing.F) {
	f.Add("", "", int64(0), false)
	f.Add("plain", "<a href=\"x\">&amp;</a>", int64(-1), true)
	f.Add("\x00\x1f\x7f\b\f\n\r\t\\/", "\u2028\u2029\u00e9\U0001F600\ufffd", int64(1<<62), true)
	f.Add("\xff\xc3", "a\xed\xa0\x80b", int64(7), false)
	f.Fuzz(func(t *testing.T, a, b string, n int64, html bool) {
		for _, v := range []all{
			{},
			{Text: a, Int: n, Texts: []string{}, Object: part{b}},
			{Text: a, SomeText: b, Int: n, SomeInt: n, SomeTrue: html, Texts: []string{a, b, a}, SomeTexts: []string{b},
				SomeArgs: map[string]string{a: b, b: a, "n": "9"}, SomeList: []part{{a}, {}, {b}}, Some: &part{a + b}},
		} {
			var want bytes.Buffer
			enc := json.NewEncoder(&want)
			enc.SetEscapeHTML(html)
			if err := enc.Encode(v); err != nil {
				t.Fatal(err)
			}
			w := jsonfields.Writer{HTML: html}
			v.ListJSON(&w)
			if got := string(w.Bytes) + "\n"; got != want.String() || w.Err != nil {
				t.Errorf("%s, not %s (%v)", got, want.String(), w.Err)
			}
		}
	})
}

// TestEncode: what cannot be encoded is an error.
func TestEncode(t *testing.T) {
	var w jsonfields.Writer
	if w.Encode(make(chan int)); w.Err == nil {
		t.Error("no error")
	}
}
