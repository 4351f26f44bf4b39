// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"net/url"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// FuzzLines: whatever stands in a file, each reader of ours ends, and gives no more than it was given.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"a=b\n[c]\nd = \"e\" ; f", "[global]\nindex-url =\n https://a.example\n\tb", "machine a.example login b password c", "A=b\r\nC=d", "\\;#=\\", "=\n=", "'=\"", "machine", "macdef x\nmachine a.example\n\n", "\xff\xfea\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = plain(data)
		for _, list := range [][]setLine{npmrc(data), configparser(data)} {
			length := 0
			for _, l := range list {
				length += len(l.key) + len(l.value)
			}
			if length > 3*len(data)+len(list) { // what is no UTF-8 becomes longer in lower case
				t.Fatalf("%d bytes out of %d", length, len(data))
			}
		}
		pairs(data)
		netrc(string(data), "a.example")
	})
}

// FuzzAddress: an address that is taken is one that net/http would send to the same place, and shows no credentials.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"https://a.example/b", "https://u:p@a.example", "http://[::1]:80/", "https://a.example:443", "https://a.example\\@b.example", "https://a.example/%2e%2e/", "HTTPS://A.example/?", "https://@/", "https://a:b:c/", "https://a%00/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := &machine{goos: "linux", now: &setting{}}
		r, ok := m.registryAs("npm", s, "x", true)
		if !ok {
			if len(m.issues) != 1 {
				t.Fatal("refused without a word")
			}
			return
		}
		u, err := url.Parse(r.Base)
		if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
			t.Fatalf("%q became %q", s, r.Base)
		}
		other, err := url.Parse(strings.TrimSpace(s))
		if err != nil || !strings.EqualFold(other.Hostname(), u.Hostname()) {
			t.Fatalf("%q became %q", s, r.Base)
		}
		r.Authorize(u, func(name, value string) {
			if !headerName(name) || controls(value) {
				t.Fatalf("header %q: %q", name, value)
			}
		})
	})
}

// FuzzForms: files in the forms of libraries never stop the program.
func FuzzForms(f *testing.F) {
	for _, s := range []string{"<settings><mirrors><mirror><mirrorOf>*</mirrorOf></mirror></mirrors></settings>", "<configuration><packageSources><clear/></packageSources></configuration>", "include = [\"a\", {path = \"b\"}]", `{"a": false, "b": {"type": "composer", "url": "x"}}`, `[{"a": false}]`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s mavenSettings
		if decodeXML(data, &s) == nil {
			s.active()
			s.mirrorOf(mavenRepository{ID: central})
		}
		var n nugetConfig
		_ = decodeXML(data, &n)
		var c cargoFile
		if toml.Unmarshal(data, &c) == nil {
			includes(c.Include)
		}
		composerRepositories(data)
	})
}
