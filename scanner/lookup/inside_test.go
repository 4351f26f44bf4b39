// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup_test

import (
	"context"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/lookup"
)

func TestDepth(t *testing.T) {
	for depth, list := range [][]string{
		{"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "172.32.0.1", "100.128.0.1", "64:ff9b::5db8:d70e"},
		{"10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "fec0::1", "198.18.0.1", "255.255.255.255", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"},
		{"127.0.0.1", "127.8.8.8", "::1", "169.254.169.254", "fe80::1%eth0", "0.0.0.0", "::", "224.0.0.1", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"},
	} {
		for _, a := range list {
			if got := lookup.Depth(netip.MustParseAddr(a)); got != depth && !(depth == 1 && a == "0.0.0.0") {
				t.Errorf("%s: %d, want %d", a, got, depth)
			}
		}
	}
	for depth, list := range [][]string{
		{"registry.example", "93.184.215.14", "a.b.example."},
		{"intranet", "git.local", "db.internal", "x.home.arpa", "10.0.0.1"},
		{"localhost", "x.localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "a.0x7f000001", "::1", "localhost."},
	} {
		for _, name := range list {
			if got := lookup.DepthOf(name); got != depth {
				t.Errorf("%s: %d, want %d", name, got, depth)
			}
		}
	}
}

// TestInside: what a registry outside leads to is never in the own network, and credentials of a proxy stay there.
func TestInside(t *testing.T) {
	inner := &server{pages: map[string]string{"/x.tgz": tgzOf(t, entry{"package/LICENSE", mit})}}
	inner.Server = httptest.NewTLSServer(inner)
	t.Cleanup(inner.Close)
	s := &server{}
	s.Server = httptest.NewTLSServer(s)
	t.Cleanup(s.Close)
	port := inner.URL[strings.LastIndexByte(inner.URL, ':'):]
	s.pages = map[string]string{
		"/link/1.0.0":  `{"name":"link","version":"1.0.0","dist":{"tarball":"` + inner.URL + `/x.tgz"}}`,
		"/name/1.0.0":  `{"name":"name","version":"1.0.0","dist":{"tarball":"https://localhost` + port + `/x.tgz"}}`,
		"/hop/1.0.0":   `{"name":"hop","version":"1.0.0","dist":{"tarball":"BASE/hop"}}`,
		"/hop":         "-> " + inner.URL + "/x.tgz",
		"/first/1.0.0": "-> " + inner.URL + "/x.tgz",
		"/cloud/1.0.0": `{"name":"cloud","version":"1.0.0","dist":{"tarball":"https://169.254.169.254/latest/meta-data/"}}`,
		"/own/1.0.0":   `{"name":"own","version":"1.0.0","dist":{"tarball":"BASE/own.tgz"}}`,
		"/own.tgz":     tgzOf(t, entry{"package/LICENSE", mit}),
	}
	c := trusting(t, s, inner)
	c.Outside(strings.TrimPrefix(s.URL, "https://"))
	for _, name := range []string{"link", "name", "hop", "first", "cloud"} {
		got := strings.Join(ask(c, excerpt.Wanted{PURL: "pkg:npm/" + name + "@1.0.0"}, 2), "\n")
		if strings.Contains(got, "LICENSE") || !strings.Contains(got, "failed ") || !strings.Contains(got, "lookup-unanswered redirect") {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := strings.Join(ask(c, excerpt.Wanted{PURL: "pkg:npm/own@1.0.0"}, 2), "\n"); !strings.Contains(got, "LICENSE: "+mit) {
		t.Errorf("the registry itself: %s", got)
	}
	if asked := inner.requests(); len(asked) > 0 {
		t.Errorf("asked %v", asked)
	}
	// A registry in the own network may lead to another server there.
	if got := strings.Join(ask(trusting(t, s, inner), excerpt.Wanted{PURL: "pkg:npm/link@1.0.0"}, 2), "\n"); !strings.Contains(got, "LICENSE: "+mit) {
		t.Errorf("from inside: %s", got)
	}
}

// trusting gives a client of npm's registry on the first of some servers, whose certificates it trusts.
func trusting(t *testing.T, servers ...*server) *lookup.Client {
	t.Helper()
	home := t.TempDir()
	for name, value := range map[string]string{"HOME": home, "USERPROFILE": home, "npm_config_userconfig": filepath.Join(home, ".npmrc"), "LOOKUP_TEST_HOME": home, "HTTPS_PROXY": "", "HTTP_PROXY": ""} {
		t.Setenv(name, value)
	}
	var certs strings.Builder
	for _, x := range servers {
		if err := pem.Encode(&certs, &pem.Block{Type: "CERTIFICATE", Bytes: x.Certificate().Raw}); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"ca.pem": certs.String(), ".npmrc": "registry=" + servers[0].URL + "/\ncafile=" + filepath.Join(home, "ca.pem") + "\n"} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return at(t, lookup.Options{})
}

// TestOther: an answer about another package, or another version, tells nothing.
func TestOther(t *testing.T) {
	pages := map[string]string{
		"/npm/x/1.0.0":                             `{"name":"y","version":"1.0.0","license":"ISC"}`,
		"/npm/z/1.0.0":                             `{"name":"z","version":"2.0.0","license":"ISC"}`,
		"/npm/old":                                 `{"versions":{"1.0.0":{"name":"other","version":"1.0.0","license":"ISC"}}}`,
		"/simple/x/":                               `{"files":[{"filename":"x-1.0-py3-none-any.whl","url":"BASE/f/x","core-metadata":true}]}`,
		"/f/x.metadata":                            "Metadata-Version: 2.1\nName: y\nVersion: 1.0\nLicense: ISC\n",
		"/maven/g/a/1.0/a-1.0.pom":                 "<project><artifactId>b</artifactId><licenses/></project>",
		"/maven/g/b/1.0/b-1.0.pom":                 "<project><groupId>h</groupId><artifactId>b</artifactId></project>",
		"/v3/index.json":                           `{"resources":[{"@id":"BASE/flat","@type":"PackageBaseAddress/3.0.0"}]}`,
		"/flat/x/1.0/x.nuspec":                     "<package><metadata><id>Y</id><version>1.0</version></metadata></package>",
		"/flat/z/1.0/z.nuspec":                     "<package><metadata><id>Z</id><version>1.1</version></metadata></package>",
		"/gem/api/v2/rubygems/x/versions/1.0.json": `{"name":"y","version":"1.0","licenses":["MIT"]}`,
		"/gem/api/v2/rubygems/z/versions/1.0.json": `{"name":"z","version":"1.1","licenses":["MIT"]}`,
		"/composer/packages.json":                  `{"metadata-url":"/p2/%package%.json"}`,
		"/p2/v/x.json":                             `{"packages":{"v/x":[{"name":"v/y","version":"1.0","license":["MIT"]}]}}`,
		"/pub/api/packages/x/versions/1.0.0":       `{"version":"2.0.0","archive_url":"BASE/pub/x.tar.gz"}`,
	}
	s := serve(t, pages)
	c := at(t, lookup.Options{}, "npm="+s.URL+"/npm", "pypi="+s.URL+"/simple", "maven="+s.URL+"/maven", "nuget="+s.URL+"/v3/index.json", "gem="+s.URL+"/gem",
		"composer="+s.URL+"/composer", "pub="+s.URL+"/pub")
	for _, purl := range []string{"pkg:npm/x@1.0.0", "pkg:npm/z@1.0.0", "pkg:npm/old@1.0.0", "pkg:pypi/x@1.0", "pkg:maven/g/a@1.0", "pkg:maven/g/b@1.0", "pkg:nuget/X@1.0", "pkg:nuget/Z@1.0",
		"pkg:gem/x@1.0", "pkg:gem/z@1.0", "pkg:composer/v/x@1.0", "pkg:pub/x@1.0.0"} {
		lines := ask(c, excerpt.Wanted{PURL: purl}, 1)
		got := strings.Join(lines, "\n")
		if strings.Contains(got, "-registry:") || !strings.Contains(got, "lookup-unreadable") || !strings.Contains(got, "failed ") {
			t.Errorf("%s: %s", purl, got)
		}
	}
}

// TestMany: a registry is not asked on and on about names that somebody made up, though it knows some, and never more than a bound.
func TestMany(t *testing.T) {
	s := serve(t, nil)
	s.serve = func(w http.ResponseWriter, r *http.Request) {
		if name, _, _ := strings.Cut(r.URL.Path[1:], "/"); strings.HasPrefix(name, "real") && strings.HasSuffix(r.URL.Path, "/1.0.0") {
			io.WriteString(w, `{"name":"`+name+`","version":"1.0.0","license":"ISC"}`)
			return
		}
		http.NotFound(w, r)
	}
	t.Run("invented", func(t *testing.T) {
		c := at(t, lookup.Options{}, "npm="+s.URL)
		for i := range 50_000 {
			kind := "invented"
			if i%1000 == 0 {
				kind = "real"
			}
			ask1(c, kind, i)
		}
		if n := len(s.requests()); n > 300 {
			t.Errorf("asked %d times", n)
		}
	})
	t.Run("many", func(t *testing.T) {
		before := len(s.requests())
		c := at(t, lookup.Options{}, "npm="+s.URL)
		c.AtMost(150)
		for i := range 1000 {
			ask1(c, "real", i)
		}
		if n := len(s.requests()) - before; n != 150 {
			t.Errorf("asked %d times", n)
		}
		if got := strings.Join(ask(c, excerpt.Wanted{PURL: "pkg:npm/real@1.0.0"}, 1), "\n"); !strings.Contains(got, "lookup-not-asked many 851") {
			t.Errorf("%s", got)
		}
	})
}

func ask1(c *lookup.Client, kind string, i int) {
	purl := fmt.Sprintf("pkg:npm/%s%d@1.0.0", kind, i)
	c.Find(context.Background(), purl, excerpt.Wanted{PURL: purl, Keep: keep}, func(*excerpt.Package) bool { return true })
}

// TestSilent: a server that takes connections and never proves who it is is given up.
func TestSilent(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
		}
	}()
	c := at(t, lookup.Options{}, "npm=https://"+l.Addr().String())
	c.Shake(50 * time.Millisecond)
	started := time.Now()
	var last []string
	for i := range 100 {
		last = ask(c, excerpt.Wanted{PURL: fmt.Sprintf("pkg:npm/x%d@1.0.0", i)}, 1)
	}
	if got := strings.Join(last, "\n"); !strings.Contains(got, "lookup-unanswered given-up 97") || !strings.Contains(got, "lookup-unanswered time 3") {
		t.Errorf("%s", got)
	}
	if took := time.Since(started); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
