// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/localcache"
)

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

func tgzOf(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.text)), Typeflag: tar.TypeReg}
		if to, ok := strings.CutPrefix(e.text, "-> "); ok {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, to, 0
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := w.Write([]byte(e.text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if w.Close() != nil || g.Close() != nil {
		t.Fatal("not written")
	}
	return b.String()
}

// home makes a user's home with files, and an environment that names nothing else.
func home(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"GOMODCACHE", "GOPATH", "npm_config_cache", "NPM_CONFIG_CACHE", "npm_config_userconfig", "CARGO_HOME", "MAVEN_ARGS",
		"MAVEN_OPTS", "NUGET_PACKAGES", "GEM_HOME", "GEM_PATH", "PUB_CACHE", "UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "GOENV",
		"YARN_CACHE_FOLDER", "YARN_GLOBAL_FOLDER", "BUN_INSTALL", "BUN_INSTALL_CACHE_DIR", "COMPOSER_HOME", "COMPOSER_CACHE_DIR", "COMPOSER_CACHE_FILES_DIR"} {
		t.Setenv(name, "")
	}
	for name, sub := range map[string]string{"HOME": "", "USERPROFILE": "", "LocalAppData": "local", "AppData": "roaming"} {
		t.Setenv(name, filepath.Join(dir, sub))
	}
	t.Setenv("npm_config_cache", filepath.Join(dir, ".npm"))
	t.Setenv("YARN_CACHE_FOLDER", filepath.Join(dir, ".cache", "yarn"))
	t.Setenv("COMPOSER_CACHE_DIR", filepath.Join(dir, ".cache", "composer"))
	t.Setenv("UV_CACHE_DIR", filepath.Join(dir, ".cache", "uv"))
	t.Setenv("PIP_CACHE_DIR", filepath.Join(dir, ".cache", "pip"))
	t.Setenv("PUB_CACHE", filepath.Join(dir, ".pub-cache"))
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func keep(name string) bool {
	base := name[strings.LastIndex(name, "/")+1:]
	return slices.Contains([]string{"LICENSE", "package.json", "Cargo.toml", "go.mod", "METADATA", "pom.xml"}, base)
}

// find writes down what of a package is found: each file with its text, and issues.
func find(t *testing.T, w excerpt.Wanted) (lines []string) {
	t.Helper()
	c := localcache.Open()
	defer c.Close()
	w.Keep = keep
	p, issues := c.Find(w)
	if p != nil {
		for _, f := range p.Files {
			lines = append(lines, f.Path+": "+string(f.Data))
		}
		for _, f := range p.Inherited {
			lines = append(lines, "inherited "+f.Path)
		}
		if !slices.Contains(inventory.LocalCaches, p.Origin) || p.Folders[0] != p.Name {
			t.Errorf("%+v", p)
		}
	}
	for _, i := range issues {
		lines = append(lines, fmt.Sprintf("%s %s %s %s", i.Effect, i.Code, i.Path, i.Args["detail"]))
	}
	return lines
}

func sha(text string, algorithm string) []inventory.Hash {
	if algorithm == "SHA256" {
		sum := sha256.Sum256([]byte(text))
		return []inventory.Hash{{Algorithm: "SHA256", Value: strings.Repeat("0", 64)}, {Algorithm: algorithm, Value: hex.EncodeToString(sum[:])}}
	}
	sum := sha512.Sum512([]byte(text))
	return []inventory.Hash{{Algorithm: algorithm, Value: hex.EncodeToString(sum[:])}}
}

func TestFind(t *testing.T) {
	tgz := tgzOf(t, entry{"package/LICENSE", "A"}, entry{"package/lib/a.js", "x"}, entry{"package/../../LICENSE", "out"},
		entry{"package/deep/LICENSE", "-> /etc/passwd"}, entry{"package/package.json", "{}"})
	digest := sha(tgz, "SHA512")
	address := func(h inventory.Hash) string {
		return ".npm/_cacache/content-v2/sha512/" + h.Value[:2] + "/" + h.Value[2:4] + "/" + h.Value[4:]
	}
	other := sha("another", "SHA512")
	crate := tgzOf(t, entry{"serde-1.0.1/LICENSE", "B"}, entry{"other/LICENSE", "no"})
	old := zipOf(t, entry{"flask-2.0.0.dist-info/METADATA", "O"})
	wheel := zipOf(t, entry{"flask/LICENSE", "no"}, entry{"flask-3.0.3.dist-info/METADATA", "M"}, entry{"flask-3.0.3.dist-info/licenses/LICENSE", "L"})
	home(t, map[string]string{
		"go/pkg/mod/example.org/!big@v1.0.0/LICENSE":                   "G",
		"go/pkg/mod/example.org/!big@v1.0.0/testdata/LICENSE":          "no",
		"go/pkg/mod/example.org/!big@v1.0.0/inner/LICENSE":             "I",
		"go/pkg/mod/cache/download/example.org/!big/@v/v1.0.0.ziphash": "h1:abc=\n",
		"go/pkg/mod/cache/download/example.org/zipped/@v/v1.0.0.zip":   zipOf(t, entry{"example.org/zipped@v1.0.0/LICENSE", "Z"}, entry{"LICENSE", "no"}),
		"go/pkg/mod/cache/download/example.org/zipped/@v/v1.0.0.mod":   "module example.org/zipped",
		address(digest[0]): tgz,
		address(other[0]):  tgz,
		".cargo/registry/cache/index-1/serde-1.0.1.crate":            crate,
		".cargo/registry/src/index-1/only-0.1.0/Cargo.toml":          "T",
		".m2/repository/org/acme/web/1.0/web-1.0.pom":                "<project><parent><groupId>org.acme</groupId><artifactId>up</artifactId><version>3</version></parent></project>",
		".m2/repository/org/acme/web/1.0/web-1.0.jar":                zipOf(t, entry{"META-INF/LICENSE", "J"}, entry{"a.class", "x"}),
		".m2/repository/org/acme/up/3/up-3.pom":                      "<project><parent><groupId>org.acme</groupId><artifactId>web</artifactId><version>1.0</version></parent></project>",
		".nuget/packages/acme.core/2.0.0/LICENSE":                    "N",
		".gem/ruby/3.3.0/gems/rake-13.0.0/LICENSE":                   "R",
		".pub-cache/hosted/example.org/path-1.9.0/LICENSE":           "P",
		".cache/uv/archive-v0/xyz/click/LICENSE":                     "no",
		".cache/uv/archive-v0/xyz/Click_It-8.0.0.dist-info/METADATA": "U",
		".cache/pip/http-v2/a/b/c.body":                              wheel,
		".cache/pip/http-v2/a/b/broken.body":                         "PK no archive",
		".cache/pip/http/a/b/old":                                    "cc=4,\x82\xa8response\x86\xa4body\xc5" + string([]byte{byte(len(old) >> 8), byte(len(old))}) + old + "\xa7headers\x81\xa4Etag\xa1x",
		".cache/pip/http/a/b/no":                                     "cc=4,\x82\xa8response\x86\xa4body\xc6\xff\xff\xff\xffPK",
	})
	for _, c := range []struct {
		name   string
		wanted excerpt.Wanted
		want   []string
	}{
		{"a Go module with capitals", excerpt.Wanted{PURL: "pkg:golang/example.org/big@v1.0.0", Name: "example.org/Big", Sum: "h1:abc="},
			[]string{"go-module-cache:example.org/Big@v1.0.0/LICENSE: G", "go-module-cache:example.org/Big@v1.0.0/inner/LICENSE: I"}},
		{"one that go.sum has otherwise", excerpt.Wanted{PURL: "pkg:golang/example.org/big@v1.0.0", Name: "example.org/Big", Sum: "h1:abd="},
			[]string{"note cache-mismatch go-module-cache:pkg:golang/example.org/big@v1.0.0 "}},
		{"one that was not unpacked", excerpt.Wanted{PURL: "pkg:golang/example.org/zipped@v1.0.0"},
			[]string{"go-module-cache:example.org/zipped@v1.0.0/LICENSE: Z", "go-module-cache:example.org/zipped@v1.0.0/go.mod: module example.org/zipped"}},
		{"npm by its digest", excerpt.Wanted{PURL: "pkg:npm/%40a/b@1.0.0", Hashes: digest},
			[]string{"npm-cache:@a/b@1.0.0/LICENSE: A", "npm-cache:@a/b@1.0.0/package.json: {}"}},
		{"npm without a digest", excerpt.Wanted{PURL: "pkg:npm/b@1.0.0"}, nil},
		{"npm with other content under the digest", excerpt.Wanted{PURL: "pkg:npm/b@1.0.0", Hashes: other}, []string{"note cache-mismatch npm-cache:pkg:npm/b@1.0.0 "}},
		{"npm with a digest that is none", excerpt.Wanted{PURL: "pkg:npm/b@1.0.0", Hashes: []inventory.Hash{{Algorithm: "SHA512", Value: "../../x"}}}, nil},
		{"Cargo, one digest of several", excerpt.Wanted{PURL: "pkg:cargo/serde@1.0.1", Hashes: sha(crate, "SHA256")}, []string{"cargo-registry:serde@1.0.1/LICENSE: B"}},
		{"Cargo with another digest", excerpt.Wanted{PURL: "pkg:cargo/serde@1.0.1", Hashes: sha("x", "SHA256")}, []string{"note cache-mismatch cargo-registry:pkg:cargo/serde@1.0.1 "}},
		{"Cargo, unpacked only", excerpt.Wanted{PURL: "pkg:cargo/only@0.1.0"}, []string{"cargo-registry:only@0.1.0/Cargo.toml: T"}},
		{"Maven with a cycle of parents", excerpt.Wanted{PURL: "pkg:maven/org.acme/web@1.0"},
			[]string{"maven-repository:org.acme:web:1.0/META-INF/LICENSE: J", "maven-repository:org.acme:web:1.0/pom.xml: <project><parent><groupId>org.acme</groupId><artifactId>up</artifactId><version>3</version></parent></project>",
				"inherited maven-repository:org.acme:up:3/pom.xml"}},
		{"NuGet", excerpt.Wanted{PURL: "pkg:nuget/Acme.Core@2.0.0"}, []string{"nuget-packages:Acme.Core@2.0.0/LICENSE: N"}},
		{"RubyGems", excerpt.Wanted{PURL: "pkg:gem/rake@13.0.0"}, []string{"gem-dir:rake@13.0.0/LICENSE: R"}},
		{"pub", excerpt.Wanted{PURL: "pkg:pub/path@1.9.0"}, []string{"pub-cache:path@1.9.0/LICENSE: P"}},
		{"uv", excerpt.Wanted{PURL: "pkg:pypi/click-it@8.0.0"}, []string{"uv-cache:click-it@8.0.0/Click_It-8.0.0.dist-info/METADATA: U"}},
		{"pip", excerpt.Wanted{PURL: "pkg:pypi/flask@3.0.3", Hashes: sha(wheel, "SHA256")},
			[]string{"pip-cache:flask@3.0.3/flask-3.0.3.dist-info/METADATA: M", "pip-cache:flask@3.0.3/flask-3.0.3.dist-info/licenses/LICENSE: L"}},
		{"pip before 23.3", excerpt.Wanted{PURL: "pkg:pypi/flask@2.0.0", Hashes: sha(old, "SHA256")}, []string{"pip-cache:flask@2.0.0/flask-2.0.0.dist-info/METADATA: O"}},
		{"pip before 23.3 with another digest", excerpt.Wanted{PURL: "pkg:pypi/flask@2.0.0", Hashes: sha("x", "SHA256")}, []string{"note cache-mismatch pip-cache:pkg:pypi/flask@2.0.0 "}},
		{"pip with another digest", excerpt.Wanted{PURL: "pkg:pypi/flask@3.0.3", Hashes: sha("x", "SHA256")}, []string{"note cache-mismatch pip-cache:pkg:pypi/flask@3.0.3 "}},
		{"a name that leads out", excerpt.Wanted{PURL: "pkg:cargo/..%2F..%2Fserde@1.0.1"}, nil},
		{"a version that leads out", excerpt.Wanted{PURL: "pkg:nuget/acme.core@..%2F2.0.0"}, nil},
		{"a group that leads out", excerpt.Wanted{PURL: "pkg:maven/..%2F..%2Forg/web@1.0"}, nil},
		{"no version", excerpt.Wanted{PURL: "pkg:cargo/serde"}, nil},
		{"no purl", excerpt.Wanted{PURL: "serde"}, nil},
		{"what is not there", excerpt.Wanted{PURL: "pkg:golang/example.org/none@v1.0.0"}, nil},
		{"a type that nobody keeps", excerpt.Wanted{PURL: "pkg:deb/debian/bash@5.2"}, nil},
	} {
		if d := cmp.Diff(c.want, find(t, c.wanted)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

// What lies in a cache may be as hostile as an input: nothing of it leads out, and none of it takes more than it may.
func TestHostilePackages(t *testing.T) {
	big := strings.Repeat("a", 9<<20)
	dir := home(t, map[string]string{
		"secret/LICENSE": "secret",
		"go/pkg/mod/cache/download/example.org/bomb/@v/v1.0.0.zip": zipOf(t, entry{"example.org/bomb@v1.0.0/LICENSE", big}),
		"go/pkg/mod/cache/download/example.org/torn/@v/v1.0.0.zip": "PK\x03\x04",
		"go/pkg/mod/example.org/large@v1.0.0/LICENSE":              big,
		"go/pkg/mod/example.org/linked@v1.0.0/go.mod":              "module example.org/linked",
		".cargo/registry/cache/i/bomb-1.0.0.crate":                 tgzOf(t, entry{"bomb-1.0.0/data", big}, entry{"bomb-1.0.0/LICENSE", "x"}),
	})
	for name, to := range map[string]string{"go/pkg/mod/example.org/linked@v1.0.0/LICENSE": "secret/LICENSE", "go/pkg/mod/example.org/out@v1.0.0": "secret"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for purl, want := range map[string]string{
		"pkg:golang/example.org/bomb@v1.0.0":   "[note cache-unreadable go-module-cache:pkg:golang/example.org/bomb@v1.0.0 more than is read of one package: LICENSE]",
		"pkg:golang/example.org/torn@v1.0.0":   "[note cache-unreadable go-module-cache:pkg:golang/example.org/torn@v1.0.0 zip: not a valid zip file]",
		"pkg:golang/example.org/large@v1.0.0":  "[note cache-unreadable go-module-cache:pkg:golang/example.org/large@v1.0.0 more than is read of one package: LICENSE]",
		"pkg:golang/example.org/linked@v1.0.0": "[go-module-cache:example.org/linked@v1.0.0/go.mod: module example.org/linked]",
		"pkg:golang/example.org/out@v1.0.0":    "[]",
	} {
		if got := fmt.Sprint(find(t, excerpt.Wanted{PURL: purl})); got != want {
			t.Errorf("%s: %s, want %s", purl, got, want)
		}
	}
	if got := fmt.Sprint(find(t, excerpt.Wanted{PURL: "pkg:cargo/bomb@1.0.0"})); !strings.Contains(got, "cache-unreadable") || strings.Contains(got, dir) {
		t.Errorf("a bomb: %s", got)
	}
}

// TestHomes: a cache is where the environment or the user's settings put it, and never below the folder the program was started in.
func TestHomes(t *testing.T) {
	dir := home(t, map[string]string{
		"elsewhere/org/acme/a/1/a-1.pom":            "<project/>",
		".m2/settings.xml":                          "<settings><localRepository>${user.home}/elsewhere</localRepository></settings>",
		"modules/example.org/a@v1.0.0/LICENSE":      "A",
		"path/pkg/mod/example.org/a@v1.0.0/LICENSE": "B",
		"goenv":                      "GOMODCACHE=" + "MODULES" + "\n",
		"other/org/acme/a/1/a-1.pom": "<project>2</project>",
	})
	write(t, filepath.Join(dir, "goenv"), "GOMODCACHE="+filepath.Join(dir, "modules")+"\n")
	module, artifact := excerpt.Wanted{PURL: "pkg:golang/example.org/a@v1.0.0"}, excerpt.Wanted{PURL: "pkg:maven/org.acme/a@1"}
	holds := func(w excerpt.Wanted, want string) {
		t.Helper()
		if got := strings.Join(find(t, w), "\n"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	t.Setenv("GOENV", filepath.Join(dir, "goenv"))
	holds(module, "go-module-cache:example.org/a@v1.0.0/LICENSE: A")
	t.Setenv("GOENV", "off")
	t.Setenv("GOPATH", filepath.Join(dir, "path")+string(filepath.ListSeparator)+filepath.Join(dir, "more"))
	holds(module, "go-module-cache:example.org/a@v1.0.0/LICENSE: B")
	t.Setenv("GOMODCACHE", filepath.Join(dir, "modules"))
	holds(module, "go-module-cache:example.org/a@v1.0.0/LICENSE: A")
	holds(artifact, "maven-repository:org.acme:a:1/pom.xml: <project/>")
	t.Setenv("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local="+filepath.Join(dir, "other"))
	holds(artifact, "maven-repository:org.acme:a:1/pom.xml: <project>2</project>")
	t.Chdir(dir)
	t.Setenv("GOMODCACHE", "modules")
	holds(module, "")
}

func TestFindTogether(t *testing.T) {
	home(t, map[string]string{".cache/uv/archive-v0/x/a-1.dist-info/METADATA": "U", "go/pkg/mod/example.org/a@v1.0.0/LICENSE": "G"})
	c := localcache.Open()
	defer c.Close()
	var all sync.WaitGroup
	for range 16 {
		for _, purl := range []string{"pkg:pypi/a@1", "pkg:golang/example.org/a@v1.0.0"} {
			all.Go(func() {
				if p, _ := c.Find(excerpt.Wanted{PURL: purl, Keep: keep}); p == nil || len(p.Files) != 1 {
					t.Errorf("%s: %+v", purl, p)
				}
			})
		}
	}
	all.Wait()
}
