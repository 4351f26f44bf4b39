// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/lookup"
	"lizenzlotse/scanner/lookup/registries"
)

// A server answers with texts by path, and remembers what it was asked.
type server struct {
	*httptest.Server
	pages map[string]string // by path with query
	serve http.HandlerFunc  // instead of pages

	mu    sync.Mutex
	asked []string
	heads []http.Header
}

func serve(t *testing.T, pages map[string]string) *server {
	t.Helper()
	s := &server{pages: pages}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI())
	s.heads = append(s.heads, r.Header.Clone())
	handler := s.serve
	s.mu.Unlock()
	if handler != nil {
		handler(w, r)
		return
	}
	text, ok := s.pages[r.URL.RequestURI()]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if to, ok := strings.CutPrefix(text, "-> "); ok {
		http.Redirect(w, r, to, http.StatusFound)
		return
	}
	if strings.HasPrefix(text, "{") {
		w.Header().Set("Content-Type", "application/json")
	}
	io.WriteString(w, strings.ReplaceAll(text, "BASE", s.URL))
}

func (s *server) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// An entry is a file of an archive.
type entry struct{ name, text string }

func zipOf(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = w.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarOf(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		if err := w.WriteHeader(&tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.text)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	if _, err := g.Write([]byte(text)); err != nil || g.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tgzOf(t *testing.T, entries ...entry) string { return gzipOf(t, tarOf(t, entries...)) }

func sha256Of(s string) []inventory.Hash {
	sum := sha256.Sum256([]byte(s))
	return []inventory.Hash{{Algorithm: "SHA256", Value: hex.EncodeToString(sum[:])}}
}

func sha512Of(s string) []inventory.Hash {
	sum := sha512.Sum512([]byte(s))
	return []inventory.Hash{{Algorithm: "SHA512", Value: hex.EncodeToString(sum[:])}}
}

// at gives a client of a user who has no settings but those, in a home of its own, and whose registries are at an address.
func at(t *testing.T, o lookup.Options, own ...string) *lookup.Client {
	t.Helper()
	if os.Getenv("LOOKUP_TEST_HOME") == "" {
		home := t.TempDir()
		for name, value := range map[string]string{"HOME": home, "USERPROFILE": home, "XDG_CONFIG_HOME": filepath.Join(home, "config"),
			"npm_config_userconfig": filepath.Join(home, ".npmrc"), "LOOKUP_TEST_HOME": home} {
			t.Setenv(name, value)
		}
		for _, name := range []string{"GOPROXY", "GOPRIVATE", "GONOPROXY", "HTTP_PROXY", "HTTPS_PROXY"} {
			t.Setenv(name, "")
		}
	}
	settings, issues := registries.Read(own)
	if refused, cause := registries.CheckOwn(own); cause != "" {
		t.Fatalf("%s: %s; %v", refused, cause, issues)
	}
	o.Settings = settings
	if o.Version == "" {
		o.Version = "1.2.3"
	}
	c := lookup.Open(o)
	c.Hasten(time.Millisecond)
	t.Cleanup(c.Close)
	return c
}

func keep(name string) bool {
	base := path.Base(name)
	return slices.Contains([]string{"LICENSE", "package.json", "Cargo.toml", "go.mod", "METADATA", "PKG-INFO", "pom.xml", "composer.json"}, base) ||
		strings.HasSuffix(base, ".nuspec") || strings.HasSuffix(base, ".gemspec")
}

// ask writes down what comes of a question: what is found, until packages are enough, then lookups and issues.
func ask(c *lookup.Client, w excerpt.Wanted, enough int) (lines []string) {
	return askIn(context.Background(), c, w, enough)
}

func askIn(ctx context.Context, c *lookup.Client, w excerpt.Wanted, enough int) (lines []string) {
	w.Keep = keep
	lookups, issues := c.Find(ctx, w.PURL, w, func(p *excerpt.Package) bool {
		for _, f := range append(slices.Clone(p.Files), p.Inherited...) {
			text := string(f.Data)
			if len(text) > 100 {
				text = text[:100] + "…"
			}
			lines = append(lines, f.Path+": "+text)
		}
		lines = append(lines, p.Origin+" "+strings.Join(p.Folders, " "))
		enough--
		return enough == 0
	})
	for _, l := range lookups {
		at, err := time.Parse(time.RFC3339, l.Time)
		if err != nil || time.Since(at) > time.Hour || (l.SHA256 != "") != (l.Outcome == inventory.LookupAnswered || l.SHA256 != "") {
			lines = append(lines, "TIME "+l.Time)
		}
		_, rest, _ := strings.Cut(strings.TrimPrefix(l.URL, "http://"), "/")
		lines = append(lines, string(l.Outcome)+" /"+rest)
	}
	for _, i := range append(issues, c.Issues()...) {
		lines = append(lines, strings.TrimSpace(i.Code+" "+i.Args["cause"]+" "+i.Args["packages"]))
	}
	return lines
}

const mit = "SPDX-License-" + "Identifier: MIT\n"

// TestEcosystems: each protocol, first metadata, then the package.
func TestEcosystems(t *testing.T) {
	npm := tgzOf(t, entry{"package/package.json", `{"name":"@s/x"}`}, entry{"package/LICENSE", mit}, entry{"package/index.js", "x"}, entry{"../../etc/LICENSE", "out"})
	wheel := zipOf(t, entry{"x_y-1.0.dist-info/METADATA", "Name: x-y\n"}, entry{"x_y-1.0.dist-info/licenses/LICENSE", mit}, entry{"x/LICENSE", "of a part"})
	sdist := tgzOf(t, entry{"x-y-1.0/PKG-INFO", "Name: x-y\n"}, entry{"x-y-1.0/LICENSE", mit})
	meta := "Metadata-Version: 2.1\nName: x-y\n"
	module := zipOf(t, entry{"example.org/X@v1.0.0/LICENSE", mit}, entry{"example.org/X@v1.0.0/go.mod", "module example.org/X\n"}, entry{"example.org/X@v1.0.0/testdata/LICENSE", "not built"})
	crate := tgzOf(t, entry{"told-1.0.0/Cargo.toml", "[package]\n"}, entry{"told-1.0.0/LICENSE", mit})
	jar := zipOf(t, entry{"META-INF/LICENSE", mit}, entry{"META-INF/maven/g/a/pom.xml", "<project/>"})
	nupkg := zipOf(t, entry{"X.nuspec", "<package/>"}, entry{"LICENSE", mit})
	gem := tarOf(t, entry{"metadata.gz", gzipOf(t, "--- x\n")}, entry{"data.tar.gz", tgzOf(t, entry{"LICENSE", mit}, entry{"lib/x.rb", "x"})})
	dart := tgzOf(t, entry{"LICENSE", mit}, entry{"pubspec.yaml", "name: x"})
	pages := map[string]string{
		"/npm/@s%2Fx/1.0.0":       `{"name":"@s/x","version":"1.0.0","license":"SEE LICENSE IN LICENSE","scripts":{"install":"evil"},"dist":{"tarball":"BASE/npm/@s/x/-/x-1.0.0.tgz"}}`,
		"/npm/@s/x/-/x-1.0.0.tgz": npm,
		"/npm/old":                `{"versions":{"1.0.0":{"name":"old","version":"1.0.0","license":"ISC"}}}`,

		"/simple/x-y/": `{"files":[{"filename":"x-y-1.0.tar.gz","url":"../../f/x-y-1.0.tar.gz"},{"filename":"x_y-1.0-py3-none-any.whl","url":"../../f/x_y-1.0-py3-none-any.whl","core-metadata":{"sha256":"` +
			sha256Of(meta)[0].Value + `"}},{"filename":"x_y-2.0-py3-none-any.whl","url":"BASE/f/2"},{"filename":"x-y-other-1.0.tar.gz","url":"BASE/f/3"}]}`,
		"/f/x_y-1.0-py3-none-any.whl.metadata": meta, "/f/x_y-1.0-py3-none-any.whl": wheel, "/f/x-y-1.0.tar.gz": sdist,
		"/html/x-y/": `<!DOCTYPE html><a href="../../f/x-y-1.0.tar.gz#sha256=` + sha256Of(sdist)[0].Value + `" data-requires-python="&gt;=3">x-y-1.0.tar.gz</a>`,

		"/go/example.org/!x/@v/v1.0.0.zip": module,

		"/crates/config.json": `{"dl":"BASE/dl/{lowerprefix}/{crate}/{version}.crate"}`, "/dl/to/ld/told/1.0.0.crate": crate,

		"/maven/g/h/a/1.0/a-1.0.pom": "<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>2</version></parent></project>",
		"/maven/g/p/2/p-2.pom":       "<project><licenses/></project>", "/maven/g/h/a/1.0/a-1.0.jar": jar,

		"/v3/index.json":       `{"resources":[{"@id":"BASE/flat","@type":"PackageBaseAddress/3.0.0"}]}`,
		"/flat/x/1.0/x.nuspec": "<?xml version='1.0'?><package/>", "/flat/x/1.0/x.1.0.nupkg": nupkg,

		"/gem/api/v2/rubygems/x/versions/1.0.json": `{"name":"x","version":"1.0","licenses":["MIT","Ruby\"#{evil}"]}`, "/gem/gems/x-1.0.gem": gem, "/gem/gems/own-1.0.gem": gem,

		"/composer/packages.json": `{"metadata-url":"/p2/%package%.json"}`,
		"/p2/v/x.json":            `{"packages":{"v/x":[{"name":"v/x","version":"v2.0","license":["MIT"]},{"version":"1.0"}]}}`,

		"/pub/api/packages/x/versions/1.0.0": `{"version":"1.0.0","archive_url":"BASE/pub/x.tar.gz"}`, "/pub/x.tar.gz": dart,
	}
	s := serve(t, pages)
	c := at(t, lookup.Options{}, "npm="+s.URL+"/npm", "pypi="+s.URL+"/simple", "golang="+s.URL+"/go", "cargo="+s.URL+"/crates", "maven="+s.URL+"/maven",
		"nuget="+s.URL+"/v3/index.json", "gem="+s.URL+"/gem", "composer="+s.URL+"/composer", "pub="+s.URL+"/pub")
	html := at(t, lookup.Options{}, "pypi="+s.URL+"/html")
	for _, x := range []struct {
		name   string
		client *lookup.Client
		wanted excerpt.Wanted
		enough int
		want   []string
	}{
		{"npm, metadata is enough", c, excerpt.Wanted{PURL: "pkg:npm/%40s/x@1.0.0"}, 1, []string{
			`npm-registry:@s/x@1.0.0/package.json: {"license":"SEE LICENSE IN LICENSE","name":"@s/x","version":"1.0.0"}`, "npm-registry npm-registry:@s/x@1.0.0",
			"answered /npm/@s%2Fx/1.0.0"}},
		{"npm, package", c, excerpt.Wanted{PURL: "pkg:npm/%40s/x@1.0.0", Hashes: sha512Of(npm)}, 2, []string{
			`npm-registry:@s/x@1.0.0/package.json: {"license":"SEE LICENSE IN LICENSE","name":"@s/x","version":"1.0.0"}`, "npm-registry npm-registry:@s/x@1.0.0",
			"npm-registry:@s/x@1.0.0/LICENSE: " + mit, `npm-registry:@s/x@1.0.0/package.json: {"name":"@s/x"}`, "npm-registry npm-registry:@s/x@1.0.0",
			"answered /npm/@s%2Fx/1.0.0", "answered /npm/@s/x/-/x-1.0.0.tgz"}},
		{"npm, another package than the lock file's", c, excerpt.Wanted{PURL: "pkg:npm/%40s/x@1.0.0", Hashes: sha512Of("other")}, 2, []string{
			`npm-registry:@s/x@1.0.0/package.json: {"license":"SEE LICENSE IN LICENSE","name":"@s/x","version":"1.0.0"}`, "npm-registry npm-registry:@s/x@1.0.0",
			"answered /npm/@s%2Fx/1.0.0", "failed /npm/@s/x/-/x-1.0.0.tgz", "lookup-mismatch"}},
		{"npm, versions only together", c, excerpt.Wanted{PURL: "pkg:npm/old@1.0.0"}, 1, []string{
			`npm-registry:old@1.0.0/package.json: {"license":"ISC","name":"old","version":"1.0.0"}`, "npm-registry npm-registry:old@1.0.0", "answered /npm/old"}},
		{"npm, not known", c, excerpt.Wanted{PURL: "pkg:npm/old@2.0.0"}, 1, []string{"unknown /npm/old"}},
		{"pypi, metadata beside a wheel", c, excerpt.Wanted{PURL: "pkg:pypi/x-y@1.0"}, 1, []string{
			"pypi-registry:x-y@1.0/x_y-1.0.dist-info/METADATA: " + meta,
			"pypi-registry pypi-registry:x-y@1.0 pypi-registry:x-y@1.0/x_y-1.0.dist-info pypi-registry:x-y@1.0/x_y-1.0.dist-info/licenses pypi-registry:x-y@1.0/x_y-1.0.dist-info/license_files",
			"answered /simple/x-y/", "answered /f/x_y-1.0-py3-none-any.whl.metadata"}},
		{"pypi, by the page for people", html, excerpt.Wanted{PURL: "pkg:pypi/x-y@1.0", Hashes: sha256Of(sdist)}, 1, []string{
			"pypi-registry:x-y@1.0/LICENSE: " + mit, "pypi-registry:x-y@1.0/PKG-INFO: Name: x-y\n", "pypi-registry pypi-registry:x-y@1.0",
			"answered /html/x-y/", "answered /f/x-y-1.0.tar.gz"}},
		{"go", c, excerpt.Wanted{PURL: "pkg:golang/example.org/x@v1.0.0", Name: "example.org/X"}, 1, []string{
			"go-proxy:example.org/X@v1.0.0/LICENSE: " + mit, "go-proxy:example.org/X@v1.0.0/go.mod: module example.org/X\n", "go-proxy go-proxy:example.org/X@v1.0.0",
			"answered /go/example.org/!x/@v/v1.0.0.zip"}},
		{"go, another than go.sum has", c, excerpt.Wanted{PURL: "pkg:golang/example.org/x@v1.0.0", Name: "example.org/X", Sum: "h1:AAAA"}, 1, []string{
			"failed /go/example.org/!x/@v/v1.0.0.zip", "lookup-mismatch"}},
		{"cargo", c, excerpt.Wanted{PURL: "pkg:cargo/told@1.0.0", Hashes: sha256Of(crate)}, 1, []string{
			"crates-registry:told@1.0.0/Cargo.toml: [package]\n", "crates-registry:told@1.0.0/LICENSE: " + mit, "crates-registry crates-registry:told@1.0.0",
			"answered /dl/to/ld/told/1.0.0.crate"}},
		{"maven", c, excerpt.Wanted{PURL: "pkg:maven/g.h/a@1.0"}, 2, []string{
			"maven-registry:g.h:a:1.0/pom.xml: " + pages["/maven/g/h/a/1.0/a-1.0.pom"][:100] + "…", "maven-registry:g:p:2/pom.xml: <project><licenses/></project>",
			"maven-registry maven-registry:g.h:a:1.0",
			"maven-registry:g.h:a:1.0/META-INF/LICENSE: " + mit, "maven-registry:g.h:a:1.0/META-INF/maven/g/a/pom.xml: <project/>", "maven-registry maven-registry:g.h:a:1.0",
			"answered /maven/g/h/a/1.0/a-1.0.pom", "answered /maven/g/p/2/p-2.pom", "answered /maven/g/h/a/1.0/a-1.0.jar"}},
		{"nuget", c, excerpt.Wanted{PURL: "pkg:nuget/X@1.0"}, 2, []string{
			"nuget-registry:X@1.0/package.nuspec: <?xml version='1.0'?><package/>", "nuget-registry nuget-registry:X@1.0",
			"nuget-registry:X@1.0/LICENSE: " + mit, "nuget-registry:X@1.0/X.nuspec: <package/>", "nuget-registry nuget-registry:X@1.0",
			"answered /flat/x/1.0/x.nuspec", "answered /flat/x/1.0/x.1.0.nupkg"}},
		{"gem", c, excerpt.Wanted{PURL: "pkg:gem/x@1.0"}, 2, []string{
			"gem-registry:x@1.0/package.gemspec: Gem::Specification.new do |s|\n  s.name = \"x\"\n  s.version = \"1.0\"\n  s.licenses = [\"MIT\", \"Ruby{evil}\"…", "gem-registry gem-registry:x@1.0",
			"gem-registry:x@1.0/LICENSE: " + mit, "gem-registry gem-registry:x@1.0",
			"answered /gem/api/v2/rubygems/x/versions/1.0.json", "answered /gem/gems/x-1.0.gem"}},
		{"gem, of a server without metadata", c, excerpt.Wanted{PURL: "pkg:gem/own@1.0"}, 1, []string{
			"gem-registry:own@1.0/LICENSE: " + mit, "gem-registry gem-registry:own@1.0",
			"unknown /gem/api/v2/rubygems/own/versions/1.0.json", "answered /gem/gems/own-1.0.gem"}},
		{"composer", c, excerpt.Wanted{PURL: "pkg:composer/v/x@1.0"}, 1, []string{
			`composer-registry:v/x@1.0/composer.json: {"license":["MIT"],"name":"v/x","version":"1.0"}`, "composer-registry composer-registry:v/x@1.0", "answered /p2/v/x.json"}},
		{"pub", c, excerpt.Wanted{PURL: "pkg:pub/x@1.0.0"}, 1, []string{
			"pub-registry:x@1.0.0/LICENSE: " + mit, "pub-registry pub-registry:x@1.0.0", "answered /pub/api/packages/x/versions/1.0.0", "answered /pub/x.tar.gz"}},
		{"no type that has a registry", c, excerpt.Wanted{PURL: "pkg:deb/debian/x@1.0"}, 1, nil},
		{"no version", c, excerpt.Wanted{PURL: "pkg:npm/x"}, 1, nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			if d := cmp.Diff(x.want, ask(x.client, x.wanted, x.enough)); d != "" {
				t.Error(d)
			}
		})
	}
	for _, h := range s.heads {
		for name := range h {
			if !slices.Contains([]string{"User-Agent", "Accept", "Accept-Encoding"}, name) {
				t.Errorf("sent %s: %q", name, h[name])
			}
		}
		if h.Get("User-Agent") != "lizenzlotse/1.2.3" {
			t.Errorf("sent as %q", h.Get("User-Agent"))
		}
	}
}

// TestCredentialsStay: credentials go to the registry that they are set for, and nobody is asked without https to whom an answer leads.
func TestCredentialsStay(t *testing.T) {
	plain := serve(t, map[string]string{"/x.tgz": "never"})
	other := &server{pages: map[string]string{"/x.tgz": tgzOf(t, entry{"package/LICENSE", mit})}}
	other.Server = httptest.NewTLSServer(other)
	t.Cleanup(other.Close)
	s := &server{}
	s.Server = httptest.NewTLSServer(s)
	t.Cleanup(s.Close)
	s.pages = map[string]string{
		"/x/1.0.0":          `{"version":"1.0.0","dist":{"tarball":"BASE/go"}}`,
		"/go":               "-> " + other.URL + "/x.tgz",
		"/plain/1.0.0":      `{"version":"1.0.0","dist":{"tarball":"` + plain.URL + `/x.tgz"}}`,
		"/down/1.0.0":       `{"version":"1.0.0","dist":{"tarball":"BASE/down.tgz"}}`,
		"/down.tgz":         "-> " + plain.URL + "/x.tgz",
		"/user/1.0.0":       `{"version":"1.0.0","dist":{"tarball":"` + strings.Replace(other.URL, "https://", "https://a:b@", 1) + `/x.tgz"}}`,
		"/loop/1.0.0":       "-> /loop/1.0.0?again",
		"/loop/1.0.0?again": "-> /loop/1.0.0",
		"/file/1.0.0":       `{"version":"1.0.0","dist":{"tarball":"file:///etc/passwd"}}`,
	}
	home := t.TempDir()
	for name, value := range map[string]string{"HOME": home, "USERPROFILE": home, "npm_config_userconfig": filepath.Join(home, ".npmrc"), "LOOKUP_TEST_HOME": home, "HTTPS_PROXY": "", "HTTP_PROXY": ""} {
		t.Setenv(name, value)
	}
	var certs bytes.Buffer
	for _, x := range []*server{s, other} {
		if err := pem.Encode(&certs, &pem.Block{Type: "CERTIFICATE", Bytes: x.Certificate().Raw}); err != nil {
			t.Fatal(err)
		}
	}
	host := strings.TrimPrefix(s.URL, "https:")
	for name, text := range map[string]string{"ca.pem": certs.String(), ".npmrc": "registry=" + s.URL + "/\ncafile=" + filepath.Join(home, "ca.pem") + "\n" + host + "/:_authToken=geheim\n"} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := at(t, lookup.Options{})
	if got := ask(c, excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 2); !slices.Contains(got, "npm-registry:x@1.0.0/LICENSE: "+mit) {
		t.Errorf("not found: %q", got)
	}
	for _, name := range []string{"plain", "down", "user", "file", "loop"} {
		got := strings.Join(ask(c, excerpt.Wanted{PURL: "pkg:npm/" + name + "@1.0.0"}, 2), "\n")
		refused := strings.Contains(got, "failed ") && strings.Contains(got, "lookup-unanswered redirect") || name == "file" && strings.Contains(got, "lookup-unreadable")
		if !refused || strings.Contains(got, "LICENSE") {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, h := range s.heads {
		if h.Get("Authorization") != "Bearer geheim" {
			t.Errorf("credentials did not come to where they belong: %v", h)
		}
	}
	for _, h := range other.heads {
		if len(h["Authorization"])+len(h["Cookie"])+len(h["Referer"]) > 0 {
			t.Errorf("another host got %v", h)
		}
	}
	if len(other.heads) != 1 || len(plain.requests()) > 0 {
		t.Errorf("asked %d and %v", len(other.heads), plain.requests())
	}
}

// TestHostile: whatever a server does, there is no wrong success, no hang, and no more than bounded memory.
func TestHostile(t *testing.T) {
	bomb := gzipOf(t, strings.Repeat("\x00", 80<<20))
	zeros := tgzOf(t, entry{"package/LICENSE", strings.Repeat("\x00", 40<<20)})
	for name, x := range map[string]struct {
		serve http.HandlerFunc
		want  []string // of which one must be
	}{
		"a page instead": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<html>log in")
		}, []string{"lookup-unanswered form 1"}},
		"something else":          {func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `["a"]`) }, []string{"lookup-unreadable"}},
		"another version's shape": {func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"version":"1","dist":[1]}`) }, []string{"lookup-unreadable"}},
		"without an end": {func(w http.ResponseWriter, r *http.Request) {
			chunk := bytes.Repeat([]byte(" "), 1<<20)
			for {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}, []string{"lookup-unanswered size 1"}},
		"said to be long": {func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Length", "99999999999") }, []string{"lookup-unanswered size 1"}},
		"compressed": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, bomb)
		}, []string{"lookup-unanswered size 1"}},
		"a package that is a bomb": {func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".tgz") {
				io.WriteString(w, zeros)
				return
			}
			io.WriteString(w, `{"version":"1.0.0","dist":{"tarball":"http://`+r.Host+`/x.tgz"}}`)
		}, []string{"lookup-unreadable"}},
		"cut off": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"version":"1.0.0"`)
		}, []string{"lookup-unanswered network 1"}},
		"denied":  {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusForbidden) }, []string{"lookup-unanswered denied 1"}},
		"broken":  {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, []string{"lookup-unanswered status 1"}},
		"no body": {func(w http.ResponseWriter, r *http.Request) {}, []string{"lookup-unreadable"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, nil)
			s.serve = x.serve
			got := ask(at(t, lookup.Options{}, "npm="+s.URL), excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 2)
			if !slices.ContainsFunc(got, func(line string) bool { return slices.Contains(x.want, line) }) {
				t.Errorf("%q", got)
			}
			if slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, "LICENSE") }) {
				t.Errorf("a licence was found: %q", got)
			}
		})
	}
	t.Run("bad names", func(t *testing.T) {
		s := serve(t, nil)
		c := at(t, lookup.Options{}, "npm="+s.URL+"/npm", "golang="+s.URL+"/go", "maven="+s.URL+"/maven", "pypi="+s.URL+"/simple")
		for _, purl := range []string{"pkg:npm/..%2F..%2Fadmin@1", "pkg:npm/x@..%2F..%2Fadmin%3Fa=b%0d%0aX:y", "pkg:golang/example.org/..%2F..%2Fx@v1.0.0", "pkg:maven/..%2F../a@1", "pkg:pypi/..%2Fx@1"} {
			ask(c, excerpt.Wanted{PURL: purl}, 1)
		}
		for _, line := range s.requests() {
			if strings.Contains(line, "/../") || strings.Contains(line, "admin?") || !slices.ContainsFunc([]string{"/npm/", "/go/", "/maven/", "/simple/"}, func(p string) bool { return strings.HasPrefix(line, "GET "+p) }) {
				t.Errorf("asked %q", line)
			}
		}
	})
}

// TestBusy: a server that asks to wait is waited for, one that fails is given up, once.
func TestBusy(t *testing.T) {
	s := serve(t, nil)
	n := 0
	s.serve = func(w http.ResponseWriter, r *http.Request) {
		if n++; n < 3 {
			w.Header().Set("Retry-After", "0.1")
			w.WriteHeader([]int{http.StatusTooManyRequests, http.StatusServiceUnavailable}[n-1])
			return
		}
		io.WriteString(w, `{"version":"1.0.0","license":"ISC"}`)
	}
	started := time.Now()
	if got := ask(at(t, lookup.Options{}, "npm="+s.URL), excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 1); len(got) != 3 || got[2] != "answered /x/1.0.0" {
		t.Errorf("%q", got)
	}
	if took := time.Since(started); took < 200*time.Millisecond {
		t.Errorf("waited %v", took)
	}

	down := serve(t, nil)
	down.serve = func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusBadGateway) }
	c := at(t, lookup.Options{}, "npm="+down.URL)
	var last []string
	for i := range 50 {
		last = ask(c, excerpt.Wanted{PURL: fmt.Sprintf("pkg:npm/x%d@1.0.0", i)}, 1)
	}
	if asked := len(down.requests()); asked > 20 {
		t.Errorf("asked %d times", asked)
	}
	if !slices.Contains(last, "lookup-unanswered given-up 49") && !slices.ContainsFunc(last, func(s string) bool { return strings.HasPrefix(s, "lookup-unanswered given-up 4") }) {
		t.Errorf("%q", last)
	}

	for _, after := range []string{"86400", "99999999", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"} {
		long := serve(t, nil)
		long.serve = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", after)
			w.WriteHeader(http.StatusTooManyRequests)
		}
		c = at(t, lookup.Options{}, "npm="+long.URL)
		for i := range 5 {
			ask(c, excerpt.Wanted{PURL: fmt.Sprintf("pkg:npm/x%d@1.0.0", i)}, 1)
		}
		if asked := long.requests(); len(asked) != 1 {
			t.Errorf("%s: asked %v", after, asked)
		}
	}
}

// TestStrange: a registry that knows none of many is not told the rest.
func TestStrange(t *testing.T) {
	s := serve(t, nil)
	c := at(t, lookup.Options{}, "golang="+s.URL)
	var last []string
	for i := range lookup.MaxUnknown + 50 {
		last = ask(c, excerpt.Wanted{PURL: fmt.Sprintf("pkg:golang/example.org/x%d@v1.0.0", i)}, 1)
	}
	if asked := len(s.requests()); asked != lookup.MaxUnknown {
		t.Errorf("asked %d times", asked)
	}
	if want := []string{"lookup-unanswered strange 50"}; !slices.Equal(last, want) {
		t.Errorf("%q, want %q", last, want)
	}
}

// TestNotAsked: what a registry must not learn of, it is not asked about.
func TestNotAsked(t *testing.T) {
	s, second := serve(t, nil), serve(t, nil)
	c := at(t, lookup.Options{}, "npm="+s.URL, "npm="+second.URL, "cargo=off")
	t.Setenv("GOPROXY", s.URL+",direct")
	t.Setenv("GOPRIVATE", "example.org/private")
	settled := at(t, lookup.Options{})
	for _, x := range []struct {
		c    *lookup.Client
		w    excerpt.Wanted
		want string
	}{
		{c, excerpt.Wanted{PURL: "pkg:npm/secret@1.0.0", Download: "https://npm.example.org/secret-1.0.0.tgz"}, "lookup-not-asked other-host 1"},
		{c, excerpt.Wanted{PURL: "pkg:npm/secret@1.0.0", Download: "git+ssh://git@example.org/secret.git"}, "lookup-not-asked elsewhere 1"},
		{c, excerpt.Wanted{PURL: "pkg:cargo/secret@1.0.0"}, "lookup-not-asked off 1"},
		{settled, excerpt.Wanted{PURL: "pkg:golang/example.org/private/x@v1.0.0"}, "lookup-not-asked private 1"},
	} {
		if got := ask(x.c, x.w, 1); !slices.Contains(got, x.want) {
			t.Errorf("%s: %q", x.w.PURL, got)
		}
	}
	if asked := append(s.requests(), second.requests()...); len(asked) > 0 {
		t.Errorf("asked %v", asked)
	}

	// The next one is asked where one does not know a package, not where it is down.
	s.serve = func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusForbidden) }
	ask(c, excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 1)
	if asked := second.requests(); len(asked) > 0 {
		t.Errorf("asked %v", asked)
	}
	s.serve = nil
	ask(c, excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 1)
	if asked := second.requests(); len(asked) == 0 {
		t.Error("the second was not asked")
	}
}

type memory struct {
	mu sync.Mutex
	m  map[string][]byte
}

func (m *memory) Get(key string) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.m[key]
}

func (m *memory) Put(key string, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m[key] = value
}

// TestKept: the next run asks nothing, and holds what was kept against its own lock file.
func TestKept(t *testing.T) {
	crate := tgzOf(t, entry{"x-1.0.0/LICENSE", mit})
	s := serve(t, map[string]string{"/config.json": `{"dl":"BASE/dl"}`, "/dl/x/1.0.0/download": crate})
	store := &memory{m: map[string][]byte{}}
	o := lookup.Options{Store: store, Reading: "1"}
	w := excerpt.Wanted{PURL: "pkg:cargo/x@1.0.0", Hashes: sha256Of(crate)}
	unknown := excerpt.Wanted{PURL: "pkg:cargo/none@1.0.0"}
	c := at(t, o, "cargo="+s.URL)
	first := append(ask(c, w, 1), ask(c, unknown, 1)...)
	n := len(s.requests())
	c = at(t, o, "cargo="+s.URL)
	if again := append(ask(c, w, 1), ask(c, unknown, 1)...); !slices.Equal(first, again) || len(s.requests()) != n {
		t.Errorf("%q, asked %v", again, s.requests()[n:])
	}
	w.Hashes = sha256Of("another")
	if got := ask(c, w, 1); !slices.Contains(got, "lookup-mismatch") || len(s.requests()) != n {
		t.Errorf("%q, asked %v", got, s.requests()[n:])
	}
	// What is not known may be later, what was read otherwise is read anew, and everything gets old.
	c.Later(48 * time.Hour)
	if ask(c, unknown, 1); len(s.requests()) != n+1 {
		t.Errorf("asked %v", s.requests()[n:])
	}
	o.Reading = "2"
	if ask(at(t, o, "cargo="+s.URL), w, 1); len(s.requests()) != n+2 {
		t.Errorf("asked %v", s.requests()[n:])
	}
	c = at(t, o, "cargo="+s.URL)
	c.Later(100 * 24 * time.Hour)
	if ask(c, w, 1); len(s.requests()) != n+4 {
		t.Errorf("asked %v", s.requests()[n:])
	}
	// What is kept may have been tampered with.
	for key := range store.m {
		store.m[key] = []byte(`{"Time":"2020-01-01T00:00:00Z","Files":"x"`)
	}
	n = len(s.requests())
	if got := ask(at(t, o, "cargo="+s.URL), w, 1); !slices.Contains(got, "lookup-mismatch") || len(s.requests()) == n {
		t.Errorf("%q", got)
	}
}

// TestEnds: who waits for an answer ends with the context.
func TestEnds(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, nil)
	s.serve = func(w http.ResponseWriter, r *http.Request) { <-release }
	defer close(release)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	started := time.Now()
	got := askIn(ctx, at(t, lookup.Options{}, "npm="+s.URL), excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 1)
	if took := time.Since(started); took > time.Second || len(got) > 0 {
		t.Errorf("after %v: %q", took, got)
	}
}

// TestNobody: a host that nobody knows, and one that does not listen.
func TestNobody(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + l.Addr().String()
	l.Close()
	got := ask(at(t, lookup.Options{}, "npm="+closed), excerpt.Wanted{PURL: "pkg:npm/x@1.0.0"}, 1)
	if want := []string{"failed /x/1.0.0", "lookup-unanswered network 1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
