// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// A part is a file of an image or a layer; a text that begins with "->" is a link.
type part struct{ name, text string }

func tarOf(parts ...part) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, p := range parts {
		h := &tar.Header{Name: p.name, Mode: 0o644, Size: int64(len(p.text)), Typeflag: tar.TypeReg}
		if target, ok := strings.CutPrefix(p.text, "->"); ok {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, target, 0
		}
		w.WriteHeader(h)
		if h.Size > 0 {
			w.Write([]byte(p.text))
		}
	}
	w.Close()
	return b.String()
}

func gzipTar(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func zstandard(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func encode(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

type object = map[string]any

func configOf(layers []string) string {
	var ids []string
	for _, l := range layers {
		ids = append(ids, "sha256:"+digest(l))
	}
	return encode(object{"os": "linux", "architecture": "amd64", "rootfs": object{"diff_ids": ids}, "config": object{"Labels": object{
		"org.opencontainers.image.licenses": "EUPL-1.2", "org.opencontainers.image.title": "Portal", "org.opencontainers.image.version": "1.2",
		"org.opencontainers.image.vendor": "Firma", "org.opencontainers.image.source": "https://example.org/portal.git"}}})
}

// blob is a descriptor and the file that it names.
func blob(files *[]part, mediaType, text string) object {
	if file := (part{"blobs/sha256/" + digest(text), text}); !slices.Contains(*files, file) {
		*files = append(*files, file)
	}
	return object{"mediaType": mediaType, "digest": "sha256:" + digest(text), "size": len(text)}
}

func manifestOf(files *[]part, layers []string, pack func(string) string) object {
	var list []object
	for _, l := range layers {
		list = append(list, blob(files, "application/vnd.oci.image.layer.v1.tar", pack(l)))
	}
	config := blob(files, "application/vnd.oci.image.config.v1+json", configOf(layers))
	return blob(files, "application/vnd.oci.image.manifest.v1+json", encode(object{"schemaVersion": 2, "config": config, "layers": list}))
}

func ociLayout(layers []string, pack func(string) string) []part {
	var files []part
	m := manifestOf(&files, layers, pack)
	m["annotations"] = object{"io.containerd.image.name": "example.org/portal:1.2"}
	return append(files, part{"index.json", encode(object{"schemaVersion": 2, "manifests": []object{m}})}, part{"oci-layout", `{"imageLayoutVersion":"1.0.0"}`})
}

func oldLayout(layers []string) []part {
	var files []part
	var names []string
	for _, l := range layers {
		names = append(names, digest("id"+l)+"/layer.tar")
		files = append(files, part{digest("id"+l) + "/VERSION", "1.0"}, part{digest("id"+l) + "/layer.tar", l})
	}
	c := configOf(layers)
	return append(files, part{digest(c) + ".json", c},
		part{"manifest.json", encode([]object{{"Config": digest(c) + ".json", "RepoTags": []string{"example.org/portal:1.2"}, "Layers": names}})})
}

func newLayout(layers []string) []part {
	var names []string
	for _, l := range layers {
		names = append(names, "blobs/sha256/"+digest(l))
	}
	return append(ociLayout(layers, plain), part{"manifest.json", encode([]object{{"Config": "blobs/sha256/" + digest(configOf(layers)),
		"RepoTags": []string{"example.org/portal:1.2"}, "Layers": names}})})
}

func plain(s string) string { return s }

func status(packages ...string) string {
	var b strings.Builder
	for _, p := range packages {
		name, needs, _ := strings.Cut(p, " ")
		fmt.Fprintf(&b, "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.0-1\n", name)
		if needs != "" {
			fmt.Fprintf(&b, "Depends: %s\n", needs)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// dep5 says a licence as Debian's form has it.
func dep5(license string) string {
	return "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: 2026 Somebody\nLicense: " + license + "\n"
}

// system are three layers: a system, an application on it that replaces what is installed, and one that deletes.
func system() []string {
	return []string{
		tarOf(part{"etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nNAME=\"Debian GNU/Linux\"\n"}, part{"var/lib/dpkg/status", status("old", "tool")},
			part{"usr/share/doc/old/copyright", dep5("Zlib")}, part{"usr/share/doc/tool/copyright", dep5("ISC")}, part{"srv/gone/package.json", `{"name":"gone","version":"1.0.0"}`},
			part{"var/lib/dpkg/info/tool.list", "/.\n/bin/tool\n"}, part{"usr/bin/tool", "#!/bin/sh\n# Permission to use this is granted under the X11 licence.\n"}),
		tarOf(part{"var/lib/dpkg/status", status("tool", "kit old | tool")}, part{"usr/share/doc/kit", "->tool"}, part{"srv/app/package.json", `{"name":"app","version":"1.0.0"}`},
			part{"srv/app/package-lock.json", `{"name":"app","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"app","version":"1.0.0","dependencies":{"dep":"2.0.0"}},"node_modules/dep":{"version":"2.0.0"}}}`}),
		tarOf(part{"srv/app/node_modules/dep/package.json", `{"name":"dep","version":"2.0.0","license":"0BSD"}`}, part{"usr/share/doc/.wh.old", ""}, part{"srv/gone/.wh..wh..opq", ""}),
	}
}

func scanOf(t *testing.T, o scanner.Options, inputs ...string) *inventory.Inventory {
	t.Helper()
	v, err := scanner.Scan(context.Background(), inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func saveTo(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func issueCodes(v *inventory.Inventory) []string {
	var list []string
	for _, i := range v.Issues {
		list = append(list, i.Code)
	}
	return list
}

// TestImage holds that all layouts of an image give the same components: those of the file system that its layers make.
func TestImage(t *testing.T) {
	layers := system()
	folder := func(files []part) string {
		dir := t.TempDir()
		for _, f := range files {
			at := filepath.Join(dir, filepath.FromSlash(f.name))
			os.MkdirAll(filepath.Dir(at), 0o700)
			os.WriteFile(at, []byte(f.text), 0o600)
		}
		return dir
	}
	for name, input := range map[string]string{
		"docker-old":    saveTo(t, "i.tar", tarOf(oldLayout(layers)...)),
		"docker-new":    saveTo(t, "i.tar", tarOf(newLayout(layers)...)),
		"oci":           saveTo(t, "i.tar", tarOf(ociLayout(layers, plain)...)),
		"oci-gzip":      saveTo(t, "i.tar", tarOf(ociLayout(layers, gzipTar)...)),
		"oci-zstd":      saveTo(t, "i.tar", tarOf(ociLayout(layers, zstandard)...)),
		"packed":        saveTo(t, "i.tar.gz", gzipTar(tarOf(oldLayout(layers)...))),
		"folder":        folder(ociLayout(layers, gzipTar)),
		"in an archive": saveTo(t, "bid.tar", tarOf(part{"readme", "x"}, part{"image.tar", tarOf(newLayout(layers)...)})),
	} {
		t.Run(name, func(t *testing.T) {
			v := scanOf(t, scanner.Options{}, input)
			want := map[string]string{
				"pkg:deb/debian/tool@1:1.0-1?arch=amd64&distro=debian-12": "ISC",
				"pkg:deb/debian/kit@1:1.0-1?arch=amd64&distro=debian-12":  "ISC", // by the link to the papers of tool
				"pkg:npm/app@1.0.0": "",
				"pkg:npm/dep@2.0.0": "0BSD",
			}
			got := map[string]string{}
			image := ""
			for _, c := range v.Components {
				id := strings.ReplaceAll(c.ID, "%3A", ":")
				switch {
				case strings.HasPrefix(id, "pkg:deb") || strings.HasPrefix(id, "pkg:npm"):
					got[id] = c.Licenses(inventory.Declared)
				case c.Type == "container":
					image = c.Name + " " + c.Version + " " + c.Licenses(inventory.Declared) + " " + c.Supplier
				}
				if strings.ContainsRune(encode(c), 0) || strings.Contains(encode(c), `\u0000`) {
					t.Errorf("%s shows a path that is not one of the input", c.ID)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("components %v, want %v", got, want)
			}
			if image != "Portal 1.2 EUPL-1.2 Firma" {
				t.Errorf("image %q", image)
			}
			if i := slices.Index(issueCodes(v), "image-hidden"); i < 0 || v.Issues[i].Args["files"] != "3" {
				t.Errorf("hidden files: %v", v.Issues)
			}
			for _, f := range v.Files {
				if strings.HasSuffix(f.Path, "layer-1!/usr/bin/tool") && !strings.HasPrefix(f.Component, "pkg:deb/debian/tool@") {
					t.Errorf("%s belongs to %s", f.Path, f.Component)
				}
			}
			if !slices.ContainsFunc(v.Files, func(f inventory.File) bool { return strings.HasSuffix(f.Path, "layer-1!/usr/share/doc/old/copyright") }) {
				t.Error("what a later layer deletes is not listed")
			}
			if !slices.ContainsFunc(v.Relations, func(r inventory.Relation) bool {
				return strings.HasPrefix(r.From, "pkg:deb/debian/kit") && strings.HasPrefix(r.To, "pkg:deb/debian/tool")
			}) {
				t.Error("the alternative that is installed is not the one that is needed")
			}
			if !v.Complete() {
				t.Errorf("incomplete: %v", v.Issues)
			}
		})
	}
}

// TestImageHostile holds that what is wrong with an image is said, and the rest examined.
func TestImageHostile(t *testing.T) {
	layers := system()
	replace := func(files []part, name, text string) []part {
		files = slices.Clone(files)
		for i := range files {
			if strings.HasPrefix(files[i].name, name) {
				files[i].text = text
				break
			}
		}
		return files
	}
	good := ociLayout(layers, plain)
	without := slices.Clone(good)[1:]
	self := `{"manifests":[{"digest":"sha256:%s","mediaType":"x"},{"digest":"sha256:%s"}]}`
	cyclic := append(slices.Clone(good), part{"blobs/sha256/" + strings.Repeat("a", 64), fmt.Sprintf(self, strings.Repeat("a", 64), strings.Repeat("b", 64))},
		part{"blobs/sha256/" + strings.Repeat("b", 64), fmt.Sprintf(self, strings.Repeat("a", 64), strings.Repeat("b", 64))})
	cyclic = replace(cyclic, "index.json", fmt.Sprintf(self, strings.Repeat("a", 64), strings.Repeat("b", 64)))
	var many []object
	for range 5000 {
		many = append(many, object{"digest": "sha256:" + digest(layers[0])})
	}
	var crowd []part
	crowded := blob(&crowd, "m", encode(object{"config": object{"digest": "sha256:" + digest("c")}, "layers": many}))
	everything := append(slices.Clone(layers), tarOf(part{".wh..wh..opq", ""}, part{"srv/.wh...", ""}, part{".wh.", ""}))
	for name, c := range map[string]struct {
		files []part
		code  string // "" where nothing is wrong
		debs  int
	}{
		"layer missing":     {without, "image-part-missing", 2},
		"other layer":       {replace(good, "blobs/", tarOf(part{"x", "y"})), "image-digest", 2},
		"layer is no tar":   {ociLayout(append(slices.Clone(layers), "no tar at all"), plain), "image-layer-form", 2},
		"cyclic index":      {cyclic, "", 4},
		"many layers":       {append(append(slices.Clone(good[:1]), crowd...), part{"oci-layout", "{}"}, part{"index.json", encode(object{"manifests": []object{crowded}})}), "image-unreadable", 2},
		"everything hidden": {ociLayout(everything, plain), "image-hidden", 0},
		"a way out":         {[]part{{"manifest.json", `[{"Config":"../../etc/passwd","Layers":["../../../x/layer.tar","/etc/shadow"]}]`}, {"x/layer.tar", layers[0]}}, "image-part-missing", 2},
		"odd digests":       {replace(good, "index.json", `{"manifests":[{"digest":"../../x:aa"},{"digest":""},{"digest":7}]}`), "image-unreadable", 4},
		"twice":             {append(slices.Clone(good), good...), "path-cleaned", 5},
		"null":              {replace(good, "index.json", `{"manifests":[null,{"config":null,"layers":[null]}]}`), "image-unreadable", 4},
	} {
		t.Run(name, func(t *testing.T) {
			v := scanOf(t, scanner.Options{}, saveTo(t, "i.tar", tarOf(c.files...)))
			if c.code != "" && !slices.Contains(issueCodes(v), c.code) {
				t.Errorf("issues %v, want %s", v.Issues, c.code)
			}
			debs := 0
			for _, x := range v.Components {
				if strings.HasPrefix(x.ID, "pkg:deb/") {
					debs++
				}
			}
			if debs != c.debs {
				t.Errorf("%d packages, want %d: %v", debs, c.debs, v.Issues)
			}
		})
	}
}

// TestImageStream holds that an image is understood where it comes as a stream and is larger than what is kept in memory, in
// whatever order its parts come: only the names of its layers are those that the archive has for them.
func TestImageStream(t *testing.T) {
	r, w := io.Pipe()
	go func() {
		const size = 260 << 20
		stream := tar.NewWriter(w)
		stream.WriteHeader(&tar.Header{Name: "blobs/sha256/" + strings.Repeat("0", 64), Size: size, Mode: 0o644})
		for range size >> 20 {
			stream.Write(make([]byte, 1<<20))
		}
		stream.Flush()
		io.WriteString(w, tarOf(ociLayout(system(), gzipTar)...))
		w.Close()
	}()
	v := scanOf(t, scanner.Options{Stdin: r}, "-")
	debs, image := 0, 0
	for _, c := range v.Components {
		if strings.HasPrefix(c.ID, "pkg:deb/") {
			debs++
		}
		if c.Type == "container" {
			image++
		}
	}
	if debs != 2 || image != 1 || !slices.Contains(issueCodes(v), "image-hidden") {
		t.Errorf("%d packages and %d images: %v", debs, image, v.Issues)
	}
}

// TestImages holds that images which share layers are told apart: what one replaces, another may still show.
func TestImages(t *testing.T) {
	layers := system()
	var files []part
	amd := manifestOf(&files, layers[:1], gzipTar)
	amd["platform"] = object{"os": "linux", "architecture": "amd64"}
	arm := manifestOf(&files, layers, gzipTar)
	arm["platform"] = object{"os": "linux", "architecture": "arm64", "variant": "v8"}
	absent := object{"digest": "sha256:" + strings.Repeat("c", 64), "platform": object{"os": "linux", "architecture": "s390x"}}
	inner := blob(&files, "application/vnd.oci.image.index.v1+json", encode(object{"manifests": []object{amd, arm, absent}}))
	inner["annotations"] = object{"io.containerd.image.name": "example.org/portal:1.2"}
	files = append(files, part{"index.json", encode(object{"manifests": []object{inner}})}, part{"oci-layout", "{}"})
	v := scanOf(t, scanner.Options{}, saveTo(t, "i.tar", tarOf(files...)))
	needs := map[string][]string{}
	var images []string
	for _, c := range v.Components {
		if c.Type == "container" {
			images = append(images, c.ID)
		}
	}
	for _, r := range v.Relations {
		if slices.Contains(images, r.From) && strings.HasPrefix(r.To, "pkg:deb/") {
			name, _, _ := strings.Cut(strings.TrimPrefix(r.To, "pkg:deb/debian/"), "@")
			if at := r.From[strings.Index(r.From, "arch="):]; !slices.Contains(needs[at], name) {
				needs[at] = append(needs[at], name)
			}
		}
	}
	var shown []string
	for at, list := range needs {
		slices.Sort(list)
		arch, _, _ := strings.Cut(at, "&")
		shown = append(shown, arch+" "+strings.Join(list, " "))
	}
	slices.Sort(shown)
	want := []string{"arch=amd64 old tool", "arch=arm64%2Fv8 kit tool"}
	if !slices.Equal(shown, want) {
		t.Errorf("%q, want %q: %v", shown, want, images)
	}
	if !slices.Contains(issueCodes(v), "image-platforms") {
		t.Errorf("no word of what is missing: %v", v.Issues)
	}
	var paths []string
	for _, f := range v.Files {
		if strings.HasSuffix(f.Path, "/status") {
			paths = append(paths, f.Path)
		}
	}
	if want := []string{"image-1-linux-amd64/layer-1!/var/lib/dpkg/status", "image-2-linux-arm64-v8/layer-2!/var/lib/dpkg/status"}; !slices.Equal(paths, want) {
		t.Errorf("files %q, want %q", paths, want)
	}
}

// TestImageNesting holds that layers do not count as archives within archives: a package in an archive of Java in a layer of an image in
// an archive is reached.
// The configuration may have any name: some builders call it config.json.
func TestImageConfigNames(t *testing.T) {
	layer := tarOf(part{"etc/os-release", "ID=debian"})
	for _, name := range []string{"config.json", "image/settings.json"} {
		files := []part{{digest(layer) + ".tar.gz", gzipTar(layer)}, {name, configOf([]string{layer})},
			{"manifest.json", encode([]object{{"Config": name, "RepoTags": []string{"x:1"}, "Layers": []string{digest(layer) + ".tar.gz"}}})}}
		v := scanOf(t, scanner.Options{}, saveTo(t, "x.tar", tarOf(files...)))
		if !v.Complete() || !slices.ContainsFunc(v.Components, func(c inventory.Component) bool { return c.Name == "Portal" }) {
			t.Errorf("%s: %v", name, v.Issues)
		}
	}
	files := []part{{digest(layer) + ".tar.gz", gzipTar(layer)}, {"config.json", configOf([]string{layer})},
		{"manifest.json", encode([]object{{"Config": "config.json", "Layers": []string{digest(layer) + ".tar.gz"}}})}}
	if v := scanOf(t, scanner.Options{Stdin: io.LimitReader(strings.NewReader(tarOf(files...)), 1<<20)}, "-"); !v.Complete() {
		t.Errorf("a stream: %v", v.Issues)
	}
}

func TestImageNesting(t *testing.T) {
	inner := gzipTar(tarOf(part{"x/package.json", `{"name":"deep","version":"1.0.0"}`}))
	layer := tarOf(part{"app/a.tar", tarOf(part{"b.tar.gz", inner})})
	v := scanOf(t, scanner.Options{}, saveTo(t, "bid.tar.gz", gzipTar(tarOf(part{"readme", "x"}, part{"i.tar", tarOf(oldLayout([]string{layer})...)}))))
	if v.Component("pkg:npm/deep@1.0.0") == nil || !v.Complete() {
		t.Errorf("not reached: %v", v.Issues)
	}
}

// TestInstalledCopyright holds that a name which Debian's form gives to a text is read by that text, and stays unknown without one. The first
// statement is of all files of a package, the others of some.
func TestInstalledCopyright(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "var/lib/dpkg/status", []byte(status("tool")))
	write(t, dir, "usr/share/doc/tool/copyright", piece(t, "installed-copyright"))
	var said []string
	for _, c := range scanOf(t, scanner.Options{}, dir).Component("pkg:deb/debian/tool@1:1.0-1?arch=amd64").Claims {
		said = append(said, fmt.Sprintf("%s %s %v", c.Kind, c.License, c.Partial))
	}
	if want := []string{"declared Zlib false", "declared other-name true", "detected MIT AND Zlib false"}; !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
}

// TestImageInImage holds that images within images end as other archives do.
func TestImageInImage(t *testing.T) {
	layer := tarOf(part{"package.json", `{"name":"deep","version":"1.0.0"}`})
	for range 20 {
		layer = tarOf(oldLayout([]string{layer})...)
	}
	v := scanOf(t, scanner.Options{}, saveTo(t, "i.tar", layer))
	if !slices.Contains(issueCodes(v), "archive-nested") {
		t.Errorf("no end: %v", v.Issues)
	}
}

func FuzzImage(f *testing.F) {
	layers := system()
	for _, files := range [][]part{oldLayout(layers), newLayout(layers), ociLayout(layers, plain)} {
		for _, file := range files {
			if strings.HasPrefix(file.text, "{") || strings.HasPrefix(file.text, "[") {
				f.Add(file.text, file.name, false)
				f.Add(file.text, file.name, true)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text, name string, array bool) {
		files := ociLayout(layers[:1], plain)
		if array {
			files = oldLayout(layers[:1])
		}
		files = append(files, part{"manifest.json", text}, part{name, text})
		v, err := scanner.Scan(context.Background(), []string{"-"}, scanner.Options{Stdin: strings.NewReader(tarOf(files...))})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range v.Components {
			if strings.Contains(c.ID, "\x00") {
				t.Errorf("%q shows a path that is not one of the input", c.ID)
			}
		}
	})
}
