// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"lizenzlotse/scanner/inventory"
)

// A listener counts who comes, and writes down what is asked.
type listener struct {
	*httptest.Server
	mu    sync.Mutex
	came  int
	asked []string
}

func listen(t *testing.T, answer http.HandlerFunc) *listener {
	t.Helper()
	l := &listener{}
	l.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var all bytes.Buffer
		r.Write(&all)
		l.mu.Lock()
		l.asked = append(l.asked, all.String())
		l.mu.Unlock()
		answer(w, r)
	}))
	l.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			l.mu.Lock()
			l.came++
			l.mu.Unlock()
		}
	}
	l.Start()
	t.Cleanup(l.Close)
	return l
}

func (l *listener) connections() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.came
}

// bidOf makes a project whose lock files name packages, in a home whose package managers are set to an address.
func bidOf(t *testing.T, registry, proxy string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	home := filepath.Join(dir, "home")
	for name, text := range map[string]string{
		"bid/package.json": `{"name":"secret-shop","version":"9.9.9","license":"EUPL-1.2","dependencies":{"known":"1","open":"1","foreign":"1","gone":"1"}}`,
		"bid/package-lock.json": `{"name":"secret-shop","version":"9.9.9","lockfileVersion":3,"packages":{"":{"name":"secret-shop","version":"9.9.9"},
			"node_modules/known":{"version":"1.0.0","license":"MIT"},
			"node_modules/open":{"version":"1.0.0","resolved":"` + registry + `/open/-/open-1.0.0.tgz"},
			"node_modules/foreign":{"version":"1.0.0","resolved":"https://npm.example.org/foreign-1.0.0.tgz"},
			"node_modules/gone":{"version":"1.0.0"}}}`,
		"bid/go.mod":     "module secret.example/shop\n\ngo 1.26\n\nrequire (\n\texample.org/web v1.0.0\n\texample.org/private/x v1.0.0\n)\n",
		"bid/SECRET.txt": "for nobody",
		"home/.npmrc":    "registry=" + registry + "\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, value := range map[string]string{"HOME": home, "USERPROFILE": home, "LIZENZLOTSE_CACHE": filepath.Join(dir, "cache"), "GOPROXY": registry + "/go",
		"GOPRIVATE": "example.org/private", "npm_config_userconfig": filepath.Join(home, ".npmrc"), "npm_config_registry": registry,
		"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "http_proxy": proxy, "https_proxy": proxy, "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"} {
		t.Setenv(name, value)
	}
	return dir
}

// nobodyIsLookedUp has the test fail where the name of a host is looked up.
func nobodyIsLookedUp(t *testing.T) {
	prefers, dial := net.DefaultResolver.PreferGo, net.DefaultResolver.Dial
	net.DefaultResolver.PreferGo = true
	net.DefaultResolver.Dial = func(context.Context, string, string) (net.Conn, error) {
		t.Error("a name was looked up")
		return nil, errors.New("nobody is asked")
	}
	t.Cleanup(func() { net.DefaultResolver.PreferGo, net.DefaultResolver.Dial = prefers, dial })
}

func run(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := Run(append([]string{"lizenzlotse"}, args...), strings.NewReader(""), &out, &errs); code != want {
		t.Fatalf("%q: exit code %d\n%s", args, code, errs.String())
	}
	return out.String()
}

func saved(t *testing.T, file string) (v inventory.Inventory, data string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	return v, string(raw)
}

const notFound = http.StatusNotFound

// TestNothingLeaves: without the flag nobody is asked, whatever is set and whatever the input names.
func TestNothingLeaves(t *testing.T) {
	silent := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(notFound) })
	proxy := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(notFound) })
	dir := bidOf(t, silent.URL, proxy.URL)
	nobodyIsLookedUp(t)
	bid, json := filepath.Join(dir, "bid"), "json="+filepath.Join(dir, "r.json")
	run(t, 0, "scan", bid, "--output", json)
	run(t, 0, "scan", bid, "--local-caches", "--output", json)
	run(t, 0, "check", bid, "--exit-zero", "--output", json, "--output", "html="+filepath.Join(dir, "r.html"))
	run(t, 1, "notices", bid, "--output", "text="+filepath.Join(dir, "notices.txt"))
	run(t, 2, "scan", bid, "--registry", "npm="+silent.URL)
	if n, m := silent.connections(), proxy.connections(); n+m > 0 {
		t.Errorf("%d connections, %d to the proxy", n, m)
	}
}

// TestLookup: with the flag, names and versions leave, of packages whose licence is open; the rest does not.
func TestLookup(t *testing.T) {
	silent := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(notFound) })
	eupl, err := os.ReadFile(filepath.Join("..", "..", "..", "LICENSES", "EUPL-1.2.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var base string
	registry := listen(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/open/1.0.0":
			io.WriteString(w, `{"name":"open","version":"1.0.0","license":"ISC OR MIT"}`)
		case "/go/example.org/web/@v/v1.0.0.zip":
			w.Write(zipFile(t, map[string]string{"example.org/web@v1.0.0/LICENSE": string(eupl), "example.org/web@v1.0.0/go.mod": "module example.org/web\n"}))
		default:
			w.WriteHeader(notFound)
		}
	})
	base = registry.URL
	dir := bidOf(t, base, silent.URL)
	nobodyIsLookedUp(t)
	bid, file := filepath.Join(dir, "bid"), filepath.Join(dir, "r.json")
	run(t, 0, "scan", bid, "--lookup", "--output", "json="+file, "--output", "html="+filepath.Join(dir, "r.html"), "--output", "markdown="+filepath.Join(dir, "r.md"), "--lang", "en")
	var lines []string
	for _, request := range registry.asked {
		line, heads, _ := strings.Cut(request, "\r\n")
		lines = append(lines, line)
		for head := range strings.SplitSeq(strings.TrimSpace(heads), "\r\n") {
			name, value, _ := strings.Cut(head, ": ")
			if !slices.Contains([]string{"Host", "User-Agent", "Accept", "Accept-Encoding"}, name) || name == "User-Agent" && value != "lizenzlotse/"+release {
				t.Errorf("sent %q", head)
			}
		}
	}
	slices.Sort(lines)
	if want := []string{"GET /go/example.org/web/@v/v1.0.0.zip HTTP/1.1", "GET /gone HTTP/1.1", "GET /gone/1.0.0 HTTP/1.1", "GET /open/1.0.0 HTTP/1.1"}; !slices.Equal(lines, want) {
		t.Errorf("asked %q", lines)
	}
	if silent.connections() > 0 {
		t.Error("the proxy was asked for what is on this machine")
	}
	v, data := saved(t, file)
	for id, want := range map[string]string{"pkg:npm/known@1.0.0": "MIT", "pkg:npm/open@1.0.0": "ISC OR MIT", "pkg:golang/example.org/web@v1.0.0": "EUPL-1.2", "pkg:npm/gone@1.0.0": "",
		"pkg:npm/foreign@1.0.0": "", "pkg:golang/example.org/private/x@v1.0.0": ""} {
		if c := v.Component(id); c == nil || c.Stated() != want {
			t.Errorf("%s: %+v, want %q", id, c, want)
		}
	}
	var outcomes []string
	for _, l := range v.Lookups {
		if _, err := time.Parse(time.RFC3339, l.Time); err != nil || !strings.HasSuffix(l.Time, "Z") {
			t.Errorf("%+v", l)
		}
		outcomes = append(outcomes, l.Component+" "+l.Origin+" "+strings.TrimPrefix(l.URL, base)+" "+string(l.Outcome))
	}
	if want := []string{"pkg:golang/example.org/web@v1.0.0 go-proxy /go/example.org/web/@v/v1.0.0.zip answered", "pkg:npm/gone@1.0.0 npm-registry /gone unknown",
		"pkg:npm/open@1.0.0 npm-registry /open/1.0.0 answered"}; !slices.Equal(outcomes, want) {
		t.Errorf("%q", outcomes)
	}
	for _, want := range []string{`"path":"npm-registry:open@1.0.0/package.json"`, `"origin":"go-proxy"`, `"path":"go-proxy:example.org/web@v1.0.0/LICENSE"`,
		`"cause":"other-host"`, `"cause":"private"`} {
		if !strings.Contains(data, want) {
			t.Errorf("the result does not have %s", want)
		}
	}
	for _, name := range []string{"r.html", "r.md"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(strings.ReplaceAll(string(text), `\`, ""), "Registries were asked about 3 packages") || !strings.Contains(string(text), "1 package is not known there") {
			t.Errorf("%s does not say what was asked: %v", name, err)
		}
	}

	// The next run asks nothing and has the same; --no-cache asks anew.
	n := len(registry.asked)
	run(t, 0, "scan", bid, "--lookup", "--output", "json="+file)
	if _, again := saved(t, file); again != data || len(registry.asked) != n {
		t.Errorf("another result, or asked %d times", len(registry.asked)-n)
	}
	run(t, 0, "scan", bid, "--lookup", "--no-cache", "--output", "json="+file)
	if len(registry.asked) != 2*n {
		t.Errorf("asked %d times", len(registry.asked)-n)
	}
	run(t, 2, "scan", bid, "--lookup", "--registry", "npm=ftp://user:geheim@example.org")
}

// TestLookupDiffers: what the registry claims stays beside what the package says, and LIZ-011 asks.
func TestLookupDiffers(t *testing.T) {
	eupl, err := os.ReadFile(filepath.Join("..", "..", "..", "LICENSES", "EUPL-1.2.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var l *listener
	l = listen(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/open/1.0.0":
			io.WriteString(w, `{"name":"open","version":"1.0.0","license":"BSD","dist":{"tarball":"`+l.URL+`/open.tgz"}}`)
		case "/open.tgz":
			w.Write(tgzFile(t, map[string]string{"package/package.json": `{"name":"open","version":"1.0.0","license":"BSD"}`, "package/LICENSE": string(eupl)}))
		default:
			w.WriteHeader(notFound)
		}
	})
	dir := bidOf(t, l.URL, "")
	out := run(t, 0, "check", filepath.Join(dir, "bid"), "--lookup", "--exit-zero", "--lang", "en", "--output", "text=-", "--output", "json="+filepath.Join(dir, "r.json"))
	found := false
	for line := range strings.Lines(out) {
		found = found || strings.HasPrefix(line, "LIZ-011: ") && strings.Contains(line, "open 1.0.0") && strings.Contains(line, "npm-registry:open@1.0.0/")
	}
	if !found {
		t.Errorf("no difference is found:\n%s", out)
	}
	if v, _ := saved(t, filepath.Join(dir, "r.json")); len(v.Lookups) == 0 {
		t.Error("what was asked is not saved")
	}
}

func folderOf(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return m
}

func zipFile(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if err := errors.Join(w.AddFS(folderOf(files)), w.Close()); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

func tgzFile(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := errors.Join(w.AddFS(folderOf(files)), w.Close(), z.Close()); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}
