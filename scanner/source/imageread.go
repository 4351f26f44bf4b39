// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A descriptor names a part of an image (OCI Image Format Specification 1.1, "Content Descriptors").
type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Annotations map[string]string `json:"annotations"`
	Platform    *struct {
		OS, Architecture, Variant string
	} `json:"platform"`
}

// ociDocument is a manifest of an image or an index of several: the content tells which.
type ociDocument struct {
	Config    *descriptor  `json:"config"`
	Layers    []descriptor `json:"layers"`
	Manifests []descriptor `json:"manifests"`
}

// savedImage is one of those in the manifest.json of docker save.
type savedImage struct {
	Config   string
	RepoTags []string
	Layers   []string
}

// A finder looks for the images of one shelf.
type finder struct {
	shelf
	set     *imageSet
	folder  string
	seen    map[string]bool // digests of indexes and manifests that were read
	missing int             // manifests that an index names and that are not there
	byConf  map[string]*Image
}

// findImages tells the images that lie on a shelf; nil if there are none.
func findImages(s shelf) *imageSet {
	set := &imageSet{alias: map[string]string{}, named: map[string]bool{}}
	slices.Sort(s.names)
	done := map[string]bool{}
	for _, name := range s.names {
		folder := path.Dir(name)
		if done[folder] || !mayTell(name) {
			continue
		}
		done[folder] = true
		f := &finder{shelf: s, set: set, folder: folder, seen: map[string]bool{}, byConf: map[string]*Image{}}
		f.find()
	}
	if len(set.list)+len(set.problems) == 0 {
		return nil
	}
	return set
}

func (f *finder) at(name string) string { return path.Join(f.folder, name) }

func (f *finder) find() {
	before := len(f.set.list)
	if f.has(f.at("oci-layout")) {
		if data := f.read(f.at("index.json")); data != nil {
			f.index(data, descriptor{}, 0)
		}
	}
	if data := f.read(f.at("manifest.json")); bytes.Contains(data, []byte(`ayers"`)) {
		if start := bytes.TrimLeft(data, " \t\r\n"); start[0] == '[' {
			f.saved(data)
		} else if start[0] == '{' && len(f.set.list) == before && bytes.Contains(data, []byte(`"digest"`)) {
			f.manifest(data, descriptor{}, "manifest.json", "") // as in skopeo's folders
		}
	}
	found := f.set.list[before:]
	if f.missing > 0 {
		f.problem("image-platforms", "index.json", strconv.Itoa(f.missing))
	}
	if len(found) > maxImages {
		f.problem("image-limit", "", strconv.Itoa(len(found)))
		f.set.list = f.set.list[:before]
		return
	}
	f.name(found)
}

// name gives the layers names for people: they are counted from below.
func (f *finder) name(found []*Image) {
	for i, image := range found {
		prefix := ""
		if len(found) > 1 {
			image.Number = i + 1
			prefix = "image-" + strconv.Itoa(i+1)
			if image.Platform != "" {
				prefix += "-" + cleanPath(strings.ReplaceAll(image.Platform, "/", "-"))
			}
		}
		for n, layer := range image.Layers {
			if _, ok := f.set.alias[layer.Name]; !ok && f.has(layer.Name) {
				f.set.alias[layer.Name] = f.at(path.Join(prefix, "layer-"+strconv.Itoa(n+1)))
			}
		}
	}
}

func (f *finder) problem(code, name, detail string) {
	f.set.problems = append(f.set.problems, imageProblem{code, f.at(name), detail})
}

// blob gives the name of a part by its digest, and the SHA-256 if it is one.
func (f *finder) blob(digest string) (name, sum string) {
	algorithm, value, _ := strings.Cut(digest, ":")
	if !isHex(value, 32) || algorithm == "" || strings.Trim(algorithm, "abcdefghijklmnopqrstuvwxyz0123456789+._-") != "" || strings.Trim(algorithm, ".") == "" {
		return "", ""
	}
	if algorithm == "sha256" && len(value) == hex.EncodedLen(sha256.Size) {
		sum = value
	}
	for _, name := range []string{f.at("blobs/" + algorithm + "/" + value), f.at(value)} {
		if f.has(name) {
			return name, sum
		}
	}
	return f.at("blobs/" + algorithm + "/" + value), sum
}

// index reads the images that an index names, and those of indexes within.
func (f *finder) index(data []byte, named descriptor, depth int) {
	var doc ociDocument
	const deepest = 8
	if err := json.Unmarshal(data, &doc); err != nil || depth > deepest || len(f.seen) > maxIndexes {
		if err == nil {
			err = fmt.Errorf("%d indexes within one another, or more than %d manifests", depth, maxIndexes)
		}
		f.problem("image-unreadable", "index.json", detailOf(err))
		return
	}
	for _, d := range doc.Manifests {
		if f.seen[d.Digest] || d.Annotations["vnd.docker.reference.type"] == "attestation-manifest" {
			continue
		}
		f.seen[d.Digest] = true
		name, _ := f.blob(d.Digest)
		if name == "" {
			f.problem("image-unreadable", "index.json", "digest "+showRaw(d.Digest))
			continue
		}
		inner := f.read(name)
		if inner == nil {
			f.missing++
			continue
		}
		if d.Annotations == nil {
			d.Annotations = map[string]string{}
		}
		for k, v := range named.Annotations {
			if d.Annotations[k] == "" {
				d.Annotations[k] = v
			}
		}
		var kind ociDocument
		if json.Unmarshal(inner, &kind) == nil && len(kind.Manifests) > 0 && len(kind.Layers) == 0 {
			f.index(inner, d, depth+1)
			continue
		}
		f.manifest(inner, d, name, d.Digest)
	}
}

// manifest reads one image. What is kept in the same form and is none, as a chart or an attestation, is left to be examined as it is.
func (f *finder) manifest(data []byte, named descriptor, name, digest string) {
	var doc ociDocument
	if err := json.Unmarshal(data, &doc); err != nil {
		f.set.problems = append(f.set.problems, imageProblem{"image-unreadable", name, detailOf(err)})
		return
	}
	if doc.Config == nil || len(doc.Layers) == 0 || doc.Config.MediaType != "" && !strings.Contains(doc.Config.MediaType, "image") {
		return
	}
	image := &Image{Folder: f.folder, Digest: digest, Manifest: ImageFile{Name: name}}
	if name == f.at("manifest.json") || digest == "" {
		image.Manifest.Name = f.at(path.Base(name))
		sum := sha256.Sum256(data)
		image.Digest = "sha256:" + hex.EncodeToString(sum[:])
	} else {
		_, image.Manifest.SHA256 = f.blob(digest)
	}
	for _, key := range []string{"io.containerd.image.name", "org.opencontainers.image.ref.name"} {
		if tag := named.Annotations[key]; tag != "" && len(image.Tags) == 0 {
			image.Tags = append(image.Tags, tag)
		}
	}
	if p := named.Platform; p != nil && p.OS != "unknown" {
		image.Platform = strings.Trim(path.Join(p.OS, p.Architecture, p.Variant), "/")
	}
	image.Config.Name, image.Config.SHA256 = f.blob(doc.Config.Digest)
	for _, d := range doc.Layers {
		var layer ImageFile
		if layer.Name, layer.SHA256 = f.blob(d.Digest); layer.Name == "" {
			layer.Name = f.at(cleanPath(d.Digest))
		}
		image.Layers = append(image.Layers, layer)
	}
	f.add(image)
}

func (f *finder) add(image *Image) {
	if len(image.Layers) > maxLayers {
		f.problem("image-unreadable", path.Base(image.Manifest.Name), fmt.Sprintf("%d layers, at most %d are read", len(image.Layers), maxLayers))
		return
	}
	if image.Config.Name != "" {
		image.Data = f.read(image.Config.Name)
	}
	if image.Platform == "" {
		var config struct{ OS, Architecture, Variant string }
		if json.Unmarshal(image.Data, &config) == nil {
			image.Platform = strings.Trim(path.Join(config.OS, config.Architecture, config.Variant), "/")
		}
	}
	f.byConf[image.Config.Name] = image
	f.set.list = append(f.set.list, image)
	f.set.named[image.Manifest.Name], f.set.named[image.Config.Name] = true, true
}

// saved reads the manifest.json of docker save. An image that the index beside it told already gets its tags.
func (f *finder) saved(data []byte) {
	var images []savedImage
	if err := json.Unmarshal(data, &images); err != nil {
		f.problem("image-unreadable", "manifest.json", detailOf(err))
		return
	}
	for _, s := range images {
		if len(s.Layers) == 0 || s.Config == "" {
			continue
		}
		config := f.links(f.at(cleanPath(s.Config)))
		if known := f.byConf[config]; known != nil {
			known.Tags = slices.Clone(s.RepoTags)
			continue
		}
		image := &Image{Folder: f.folder, Tags: s.RepoTags, Manifest: ImageFile{Name: f.at("manifest.json")}, Config: ImageFile{Name: config}}
		for _, name := range s.Layers {
			image.Layers = append(image.Layers, ImageFile{Name: f.links(f.at(cleanPath(name)))})
		}
		f.add(image)
		f.diffs(image)
	}
}

// diffs takes the digests of layers that are not compressed from the configuration, which was not told by its own.
func (f *finder) diffs(image *Image) {
	if stem, ok := strings.CutSuffix(path.Base(image.Config.Name), ".json"); ok && isHex(stem, 64) {
		image.Config.SHA256 = stem
	}
	var config struct {
		RootFS struct {
			DiffIDs []string `json:"diff_ids"`
		} `json:"rootfs"`
	}
	if json.Unmarshal(image.Data, &config) != nil || len(config.RootFS.DiffIDs) != len(image.Layers) {
		return
	}
	for i, digest := range config.RootFS.DiffIDs {
		layer := &image.Layers[i]
		if sum, ok := strings.CutPrefix(digest, "sha256:"); ok && isHex(sum, 64) {
			layer.SHA256, layer.unpacked = sum, true
		}
	}
}

// detailOf is what a reader says was wrong, in few words.
func detailOf(err error) string { return showRaw(err.Error()) }
