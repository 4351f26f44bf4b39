// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
)

// TestUnspoken: what goes to stdout in a form for programs says the same to them, and nothing to a terminal or to a log.
func TestUnspoken(t *testing.T) {
	const hostile = "##vso[task.complete] ###[x \u009b31m \u0085 \u202etxt a\u200bb \u2028 \U000e0041 \x7f äöü 漢 😀 #1"
	for _, format := range []string{"json", "cyclonedx-json", "sarif", "gitlab-codequality", "cyclonedx-xml", "junit", "html"} {
		var plain bytes.Buffer
		isXML := strings.HasSuffix(format, "xml") || format == "junit" || format == "html"
		if isXML {
			plain.WriteString("<a>" + hostile + "</a>")
		} else if err := json.NewEncoder(&plain).Encode(hostile); err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{1, 2, 3, 7, 1000} {
			var b bytes.Buffer
			w := unspoken(&b, format)
			for rest := plain.Bytes(); len(rest) > 0; {
				n := min(at, len(rest))
				if m, err := w.Write(rest[:n]); m != n || err != nil {
					t.Fatal(m, err)
				}
				rest = rest[n:]
			}
			if err := w.(*escaper).close(); err != nil {
				t.Fatal(err)
			}
			if s := b.String(); strings.Contains(s, "##") || strings.ContainsAny(s, "\u009b\u0085\u202e\u200b\u2028\U000e0041\x7f") || !strings.Contains(s, "äöü 漢 😀 #1") {
				t.Errorf("%s: %s", format, s)
			}
			var got string
			err := json.Unmarshal(b.Bytes(), &got)
			if isXML {
				err = xml.Unmarshal(b.Bytes(), &got)
			}
			if err != nil || got != hostile {
				t.Errorf("%s, %d: %q, %v", format, at, got, err)
			}
		}
	}
	var b bytes.Buffer
	w := unspoken(&b, "json")
	w.Write([]byte("a\xff\xe2\x82"))
	if err := w.(*escaper).close(); err != nil || b.String() != "a\xff\xe2\x82" {
		t.Errorf("%q, %v", b.String(), err)
	}
}
