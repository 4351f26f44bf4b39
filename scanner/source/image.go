// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/inventory"
)

// An Image is a container image: an archive as docker save writes it, or an OCI image layout, packed or as a folder.
// Its layers are archives of the walk like any others. What is in the end seen of them is for the caller to tell.
type Image struct {
	Folder   string   // that is the layout, or the archive with "!"; "." for the input itself; several images may lie in one
	Number   int      // of the image among those of its folder, from 1; 0 where there is one only
	Tags     []string // names that it was given, as the files beside it say
	Digest   string   // of its manifest, "sha256:…"; empty where nothing says it
	Platform string   // "linux/amd64"; empty where nothing says it
	Manifest ImageFile
	Config   ImageFile // what says how it was made, and its labels
	Layers   []ImageFile
	Data     []byte // the content of Config; nil where it is missing
}

// An ImageFile is a file of an image.
type ImageFile struct {
	Path   string   // of its entry; empty where it is missing
	Name   string   // what the manifest calls it
	SHA256 string   // that its content has by the manifest, hexadecimal; empty where nothing says it
	Links  []string // of a layer: the paths in it of what is neither file nor folder

	unpacked bool // SHA256 is that of the layer without its compression
}

// Bounds of what is taken for images.
const (
	maxBlob    = 16 << 20 // bytes of a manifest, an index or a configuration
	maxBlobs   = 64 << 20 // bytes of all of them in one archive that comes as a stream
	maxIndexes = 1000     // manifests and indexes of one folder
	maxImages  = 64       // of one folder; more are examined as archives
	maxLayers  = 1000     // of one image; the programs that run them end at about 127
	maxLinks   = 250_000  // of one layer
)

// A shelf is a folder or archive in which images may lie.
type shelf struct {
	names []string                 // those of the files that may tell of images
	has   func(name string) bool   // whether there is a file of that name
	read  func(name string) []byte // nil where it is missing or larger than maxBlob
	links func(name string) string // the file that a link leads to; otherwise the name
}

// mayTell reports whether a name is that of a file that images are told by.
func mayTell(name string) bool {
	if !strings.HasSuffix(name, ".json") { // as nearly all files
		return false
	}
	base := path.Base(name)
	return base == "manifest.json" || base == "index.json"
}

// readBlob reads what [shelf] has under a name; nil where that fails.
func readBlob(r io.Reader) []byte {
	data, err := io.ReadAll(io.LimitReader(r, maxBlob))
	if err != nil {
		return nil
	}
	return data
}

// mayBlob reports whether a name may be that of a part of an image: "blobs/sha256/…", "…/layer.tar", a digest.
func mayBlob(name string) bool {
	base := path.Base(name)
	stem, _, _ := strings.Cut(strings.TrimPrefix(base, "sha256:"), ".")
	return mayTell(name) || base == "oci-layout" || base == "layer.tar" || base == "config.json" || isHex(stem, 32) || strings.Contains("/"+name, "/blobs/")
}

func isHex(s string, least int) bool {
	return len(s) >= least && strings.Trim(s, "0123456789abcdef") == ""
}

// imageSet are the images of one level, as the files there tell them.
type imageSet struct {
	list     []*Image
	alias    map[string]string // what a layer is called for people, by its name
	named    map[string]bool   // names of manifests and configurations, which may be any
	problems []imageProblem
}

// An imageProblem is what is wrong with an image.
type imageProblem struct{ code, path, detail string }

// parts are the files of a level that may belong to images. A level has them only where images may lie.
type parts struct {
	set *imageSet // nil: there are none, or that is not known before the end

	mu      sync.Mutex
	entries map[string]string // by name; of two the later one counts, as when they are unpacked
	names   map[string]string // the other way round
	sums    map[string]seen   // by entry
	blobs   map[string][]byte // what may tell of images, where the level is read as a stream
	kept    int
	links   map[string]string
}

func newParts(set *imageSet) *parts {
	return &parts{set: set, entries: map[string]string{}, names: map[string]string{}, sums: map[string]seen{},
		blobs: map[string][]byte{}, links: map[string]string{}}
}

// alias gives what a layer is called instead of its name.
func (p *parts) alias(name string) (string, bool) {
	if p == nil || p.set == nil {
		return "", false
	}
	alias, ok := p.set.alias[name]
	return alias, ok
}

// put notes under which path a file is visited.
func (p *parts) put(name, entry string) {
	if _, ok := p.alias(name); !ok && (p == nil || !mayBlob(name) && (p.set == nil || !p.set.named[name])) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entries[name], p.names[entry] = entry, name
}

// has reports whether an entry may be part of an image, and layer whether it is known to be a layer.
func (p *parts) has(entry string) (has, layer bool) {
	if p == nil {
		return false, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	name, has := p.names[entry]
	_, layer = p.alias(name)
	return has, layer
}

// handed notes the digest of a part, and keeps what may tell of images where that cannot be read again.
func (p *parts) handed(e *Entry) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	name, ok := p.names[e.Path]
	if !ok {
		return
	}
	p.sums[e.Path] = seen{e.Size, e.SHA256, e.Kind}
	if start := bytes.TrimLeft(e.Data[:min(len(e.Data), 64)], " \t\r\n"); p.set == nil && len(start) > 0 && (start[0] == '{' || start[0] == '[') &&
		len(e.Data) <= maxBlob && p.kept+len(e.Data) <= maxBlobs {
		p.blobs[name] = bytes.Clone(e.Data)
		p.kept += len(e.Data)
	}
}

// shelf is what there is, once everything was visited.
func (p *parts) shelf() shelf {
	return shelf{
		names: slices.Collect(maps.Keys(p.blobs)),
		has:   func(name string) bool { return p.entries[name] != "" },
		read:  func(name string) []byte { return p.blobs[name] },
		links: func(name string) string { return follow(p.links, name) },
	}
}

// follow gives the file that a link leads to.
func follow(links map[string]string, name string) string {
	const most = 8
	for range most {
		to, ok := links[name]
		if !ok {
			break
		}
		name = to
	}
	return name
}

// finishImages hands the images of a level to the walk, after all in it was visited.
func (l *level) finishImages() {
	p := l.parts
	if p == nil || l.stopped() {
		return
	}
	if p.set == nil {
		p.set = findImages(p.shelf())
	}
	if p.set == nil {
		return
	}
	top := strings.TrimSuffix(l.prefix, "/")
	for _, x := range p.set.problems {
		at := path.Join(top, x.path)
		if x.code == "image-platforms" {
			l.issues.note(x.code, at, inventory.Args{"count": x.detail})
		} else {
			l.issues.unread(x.code, at, inventory.Args{"detail": x.detail})
		}
	}
	for _, i := range p.set.list {
		i.Folder = cmp.Or(path.Join(top, i.Folder), ".")
		l.part(i, &i.Manifest)
		l.part(i, &i.Config)
		for n := range i.Layers {
			l.part(i, &i.Layers[n])
			if f := &i.Layers[n]; f.Path != "" && !p.sums[f.Path].kind.Archive() {
				l.issues.unread("image-layer-form", f.Path, nil)
			}
		}
		l.mu.Lock()
		for n := range i.Layers {
			i.Layers[n].Links = l.layerLinks[i.Layers[n].Path]
		}
		l.images = append(l.images, *i)
		l.mu.Unlock()
	}
}

// part finds a file of an image, and holds its digest against what the image says of it.
func (l *level) part(i *Image, f *ImageFile) {
	name := f.Name
	f.Path = l.parts.entries[name]
	sum := l.parts.sums[f.Path]
	switch {
	case f.Path == "":
		l.issues.unread("image-part-missing", i.Folder, inventory.Args{"part": showRaw(name)})
	case f.unpacked && sum.kind != KindTar:
	case f.SHA256 != "" && sum.sha256 != "" && f.SHA256 != sum.sha256:
		l.issues.unread("image-digest", f.Path, inventory.Args{"stated": f.SHA256, "found": sum.sha256})
	}
}
