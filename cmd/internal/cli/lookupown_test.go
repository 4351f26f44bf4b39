// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
)

func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// names are the names that somebody was asked about, sorted, and the list emptied.
func (l *listener) names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	seen := map[string]bool{}
	var list []string
	for _, request := range l.asked {
		path, _, _ := strings.Cut(strings.TrimPrefix(request, "GET /"), " ")
		if name := strings.TrimSuffix(path, "/1.0.0"); !seen[name] {
			seen[name] = true
			list = append(list, name)
		}
	}
	l.asked = nil
	slices.Sort(list)
	return list
}

// TestLookupOwn: names of what the user calls own do not leave, wherever that is said.
func TestLookupOwn(t *testing.T) {
	l := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(notFound) })
	dir := bidOf(t, l.URL, "")
	bid := filepath.Join(dir, "own")
	put(t, dir, map[string]string{
		"own/package.json": `{"name":"app","version":"1.0.0","license":"EUPL-1.2","dependencies":{"leaf":"1","house-a":"1","house-b":"1","@house/c":"1"}}`,
		"own/package-lock.json": `{"name":"app","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"app","version":"1.0.0"},
			"node_modules/leaf":{"version":"1.0.0"},"node_modules/house-a":{"version":"1.0.0"},"node_modules/house-b":{"version":"1.0.0"},"node_modules/@house/c":{"version":"1.0.0"}}}`,
		"own/bom.cdx.json":        `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"house-a","version":"1.0.0","purl":"pkg:npm/house-a@1.0.0","supplier":{"name":"Stadt Beispiel"}}]}`,
		"home/.cargo/config.toml": "[source",
		"home/.npmrc":             "registry=" + l.URL + "\n_auth=eDp5\n",
		"house.yml":               "own: {components: [\"pkg:npm/house-b\"], suppliers: [\"Stadt Beispiel\"]}\nrules: {LIZ-001: must}\n",
		"procedure.yml":           "regime: vgv\nkind: open\npolicy: [house.yml]\n",
	})
	policy := filepath.Join(dir, "house.yml")
	for _, x := range []struct {
		name string
		args []string
		want string
	}{
		{"nothing", []string{"check", bid, "--exit-zero"}, "@house%2Fc house-a house-b leaf"},
		{"flags", []string{"check", bid, "--exit-zero", "--own", "pkg:npm/house-a", "--own", "pkg:npm/house-b@1.0.0", "--own", "pkg:npm/%40house/c"}, "leaf"},
		{"policy", []string{"check", bid, "--exit-zero", "--policy", policy}, "@house%2Fc leaf"},
		{"procedure", []string{"check", bid, "--exit-zero", "--procedure", filepath.Join(dir, "procedure.yml")}, "@house%2Fc leaf"},
		{"outbound", []string{"outbound", bid, "--policy", policy, "--own", "pkg:npm/%40house/c"}, "leaf"},
		{"notices", []string{"notices", bid, "--exit-zero", "--policy", policy, "--own", "pkg:npm/%40house/c"}, "leaf"},
	} {
		t.Run(x.name, func(t *testing.T) {
			l.names()
			format := "json"
			if x.name == "notices" || x.name == "outbound" {
				format = "text"
			}
			run(t, 0, append(x.args, "--lookup", "--no-cache", "--output", format+"="+filepath.Join(dir, "r."+format))...)
			got := l.names()
			for i := range got { // "/%40house%2Fc" and "/@house%2Fc/1.0.0" are the same
				got[i] = strings.Replace(got[i], "%40", "@", 1)
			}
			if d := strings.Join(slices.Compact(got), " "); d != x.want {
				t.Errorf("asked about %s, want %s", d, x.want)
			}
			if format != "json" {
				return
			}
			_, data := saved(t, filepath.Join(dir, "r.json"))
			if x.name == "policy" && !strings.Contains(data, `"cause":"own"`) {
				t.Error("the result does not say that own code was not asked about")
			}
			if strings.Contains(data, `"type":"cargo"`) || !strings.Contains(data, `"type":"npm"`) {
				t.Error("settings for what is not there are in the result")
			}
		})
	}
}

// TestLookupSources: a lock file that names a registry keeps the names of its packages from others.
func TestLookupSources(t *testing.T) {
	l := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(notFound) })
	dir := bidOf(t, l.URL, "")
	other := "https://packages.house.example"
	args := []string{"--lookup", "--no-cache", "--output", "json=" + filepath.Join(dir, "r.json")}
	for _, typ := range []string{"gem", "pub", "pypi", "npm", "cargo"} {
		args = append(args, "--registry", typ+"="+l.URL+"/"+typ)
	}
	for name, x := range map[string]struct {
		text  func(from string) string
		asked string // part of what is asked where the lock file names our registry
	}{
		"Gemfile.lock": {func(from string) string {
			return "GEM\n  remote: " + from + "/gem\n  specs:\n    secret (1.0.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  secret\n"
		}, "/gem/api/v2/rubygems/secret/"},
		"pubspec.lock": {func(from string) string {
			return "packages:\n  secret:\n    dependency: \"direct main\"\n    description:\n      name: secret\n      url: \"" + from + "/pub\"\n    source: hosted\n    version: \"1.0.0\"\nsdks:\n  dart: \">=3.0.0\"\n"
		}, "/pub/api/packages/secret/"},
		"uv.lock": {func(from string) string {
			return "version = 1\n\n[[package]]\nname = \"secret\"\nversion = \"1.0.0\"\nsource = { registry = \"" + from + "/pypi\" }\n"
		}, "/pypi/secret/"},
		"poetry.lock": {func(from string) string {
			return "[[package]]\nname = \"secret\"\nversion = \"1.0.0\"\noptional = false\n\n[package.source]\ntype = \"legacy\"\nurl = \"" + from + "/pypi\"\nreference = \"house\"\n\n[metadata]\nlock-version = \"2.1\"\n"
		}, "/pypi/secret/"},
		"pdm.lock": {func(from string) string {
			return "[metadata]\nlock_version = \"4.5.0\"\n\n[[package]]\nname = \"secret\"\nversion = \"1.0.0\"\ngroups = [\"default\"]\nfiles = [{url = \"" + from + "/x.whl\", hash = \"sha256:00\"}]\n"
		}, "/pypi/secret/"},
		"pylock.toml": {func(from string) string {
			return "lock-version = \"1.0\"\n\n[[packages]]\nname = \"secret\"\nversion = \"1.0.0\"\nindex = \"" + from + "/pypi\"\n"
		}, "/pypi/secret/"},
		"Pipfile.lock": {func(from string) string {
			return `{"_meta":{"pipfile-spec":6,"sources":[{"name":"a","url":"` + l.URL + `/pypi"},{"name":"b","url":"` + from + `/pypi"}]},"default":{"secret":{"version":"==1.0.0","index":"b"}}}`
		}, "/pypi/secret/"},
		"requirements.txt": {func(from string) string { return "--extra-index-url " + from + "/pypi\nsecret==1.0.0\n" }, "/pypi/secret/"},
		"bun.lock": {func(from string) string {
			return `{"lockfileVersion":1,"workspaces":{"":{"name":"app","dependencies":{"secret":"1"}}},"packages":{"secret":["secret@1.0.0","` + from + `/npm/secret.tgz",{},"sha512-AAAA"]}}`
		}, "/npm/secret"},
		"pnpm-lock.yaml": {func(from string) string {
			host := strings.TrimPrefix(strings.TrimPrefix(from, "https://"), "http://")
			return "lockfileVersion: 5.4\n\npackages:\n\n  " + host + "/secret/1.0.0:\n    resolution: {integrity: sha512-AAAA}\n    dev: false\n"
		}, ""},
		"yarn.lock": {func(from string) string {
			return "__metadata:\n  version: 8\n\n\"secret@npm:1\":\n  version: 1.0.0\n  resolution: \"secret@npm:1.0.0::__archiveUrl=" + strings.NewReplacer(":", "%3A", "/", "%2F").Replace(from+"/npm/secret.tgz") + "\"\n  languageName: node\n  linkType: hard\n"
		}, "/npm/secret"},
		"Cargo.toml": {func(from string) string {
			if from == other {
				return "[package]\nname = \"app\"\nversion = \"1.0.0\"\n\n[dependencies]\nsecret = { version = \"=1.0.0\", registry = \"house\" }\n"
			}
			return "[package]\nname = \"app\"\nversion = \"1.0.0\"\n\n[dependencies]\nsecret = { version = \"=1.0.0\" }\n"
		}, "/cargo/config.json"},
	} {
		t.Run(name, func(t *testing.T) {
			bid := filepath.Join(t.TempDir(), "bid")
			for _, from := range []string{l.URL, other} {
				put(t, bid, map[string]string{name: x.text(from)})
				l.names()
				run(t, 0, append([]string{"scan", bid}, args...)...)
				asked := strings.Join(l.names(), " ")
				v, data := saved(t, filepath.Join(dir, "r.json"))
				if !slices.ContainsFunc(v.Components, func(c inventory.Component) bool { return c.Name == "secret" && c.Version == "1.0.0" }) {
					t.Fatalf("the package is not found: %s", data)
				}
				switch {
				case from == other && (asked != "" || !strings.Contains(data, `"code":"lookup-not-asked"`)):
					t.Errorf("asked %q", asked)
				case from != other && !strings.Contains("/"+asked, x.asked):
					t.Errorf("asked %q, want %q", asked, x.asked)
				}
			}
		})
	}
}

// TestLookupSaved: of a saved result nobody is asked about anything, and a hint says so; compare does not know the flag.
func TestLookupSaved(t *testing.T) {
	l := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(notFound) })
	dir := bidOf(t, l.URL, "")
	file := filepath.Join(dir, "r.json")
	run(t, 0, "check", filepath.Join(dir, "bid"), "--exit-zero", "--output", "json="+file)
	for _, args := range [][]string{{"scan", file, "--lookup"}, {"check", file, "--exit-zero", "--lookup", "--local-caches"}, {"sbom", file, "--lookup", "--output", "cyclonedx-json=" + filepath.Join(dir, "x.json")}} {
		var out, errs bytes.Buffer
		if code := Run(append([]string{"lizenzlotse"}, append(args, "--lang", "en")...), strings.NewReader(""), &out, &errs); code != 0 || !strings.Contains(errs.String(), "saved result") {
			t.Errorf("%q: %d %s", args, code, errs.String())
		}
	}
	run(t, 2, "compare", file, file, "--lookup")
	if n := l.connections(); n > 0 {
		t.Errorf("%d connections", n)
	}
}

// TestLookupEscapes: what a registry says of a licence is shown harmlessly.
func TestLookupEscapes(t *testing.T) {
	l := listen(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/open/1.0.0" {
			fmt.Fprintf(w, `{"name":"open","version":"1.0.0","license":%q}`, "MIT\x1b[31m\u202e\n::error::x\r\n##vso[task]")
			return
		}
		w.WriteHeader(notFound)
	})
	dir := bidOf(t, l.URL, "")
	for _, format := range []string{"text", "markdown", "html", "github", "csv"} {
		out := run(t, 0, "check", filepath.Join(dir, "bid"), "--lookup", "--exit-zero", "--output", format+"=-", "--lang", "en")
		if strings.ContainsAny(out, "\x1b\u202e") || strings.Contains(out, "\n::error::x") || strings.Contains(out, "\n##vso") {
			t.Errorf("%s:\n%q", format, out)
		}
	}
}

// TestLookupProxy: the credentials of a proxy go to the proxy alone, and stand nowhere. A process knows its proxy from when it first asks for it.
func TestLookupProxy(t *testing.T) {
	if args := os.Getenv("LOOKUP_TEST_ARGS"); args != "" {
		nobodyIsLookedUp(t)
		run(t, 0, strings.Split(args, "\n")...)
		return
	}
	proxy := listen(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	registry := listen(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "{}") })
	dir := bidOf(t, registry.URL, strings.Replace(proxy.URL, "http://", "http://user:geheim@", 1))
	file := filepath.Join(dir, "r.json")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self, "-test.run=^TestLookupProxy$")
	child.Env = append(os.Environ(), "LOOKUP_TEST_ARGS="+strings.Join([]string{"scan", filepath.Join(dir, "bid"), "--lookup", "--registry", "npm=https://npm.registry.example", "--output", "json=" + file}, "\n"))
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, data := saved(t, file)
	for _, secret := range []string{"geheim", "dXNlcjpnZWhlaW0", "user:"} {
		if strings.Contains(data, secret) {
			t.Errorf("the result has %q", secret)
		}
	}
	if len(proxy.asked) == 0 || len(registry.asked) == 0 {
		t.Errorf("the proxy was asked %d times, the registry on this machine %d times", len(proxy.asked), len(registry.asked))
	}
	for _, request := range proxy.asked {
		if !strings.HasPrefix(request, "CONNECT ") || !strings.Contains(request, "Proxy-Authorization: Basic dXNlcjpnZWhlaW0=") || strings.Contains(request, "gone") || strings.Contains(request, "\nAuthorization") {
			t.Errorf("the proxy got %q", request)
		}
	}
	for _, request := range registry.asked {
		if strings.Contains(request, "Authorization") {
			t.Errorf("the registry got %q", request)
		}
	}
}
