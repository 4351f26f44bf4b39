// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/source"
)

// A union is what a container image shows in the end of all its layers. Where components are told by folders, the files that it
// shows stand under one folder that no path of the input has; what a later layer replaced or deleted is examined all the same,
// since it is handed over, but describes no component any more.
type union struct {
	image  source.Image
	dir    string            // the folder that stands for it
	layers map[string]bool   // the prefixes of the paths in its layers, but for the last slash
	real   map[string]string // the paths of the files that it shows, by what they are called in it
}

// inUnion begins the folder that stands for an image, within the one that holds it. No path of an input has such a character.
const inUnion = "\x00"

// maxUnion bounds how many files the images of one input may show all together.
const maxUnion = 3_000_000

// marks of a layer (OCI Image Format Specification 1.1, "Whiteouts").
const (
	whiteout = ".wh."
	opaque   = ".wh..wh..opq"
)

// overlay lays the layers of the images over one another. The files are sorted by their path.
func overlay(images []source.Image, files []inventory.File) (list []*union, issues []inventory.Issue) {
	left := maxUnion
	for _, image := range images {
		u := &union{image: image, dir: path.Join(image.Folder, inUnion+strconv.Itoa(image.Number)), layers: map[string]bool{}, real: map[string]string{}}
		hidden := u.fill(files)
		if left -= len(u.real); left < 0 {
			issues = append(issues, inventory.Issue{Code: "image-unreadable", Path: image.Folder, Effect: inventory.Unread,
				Args: inventory.Args{"detail": strconv.Itoa(maxUnion) + " files"}})
			break
		}
		if hidden > 0 {
			issues = append(issues, inventory.Issue{Code: "image-hidden", Path: strings.TrimSuffix(u.where(), "!"), Effect: inventory.Note,
				Args: inventory.Args{"files": strconv.Itoa(hidden)}})
		}
		list = append(list, u)
	}
	return list, issues
}

// where names the image in the input.
func (u *union) where() string {
	if u.image.Number > 0 {
		return cmp.Or(u.image.Config.Path, u.image.Folder)
	}
	return u.image.Folder
}

// fill collects what is seen, from the topmost layer down, and counts the files of lower layers that it hides.
func (u *union) fill(files []inventory.File) (hidden int) {
	above := cover{gone: map[string]bool{}, opaque: map[string]bool{}, shown: map[string]bool{}}
	for _, layer := range slices.Backward(u.image.Layers) {
		prefix := layer.Path + "!"
		if layer.Path == "" || u.layers[prefix] {
			continue // one that stands there twice hides by its topmost place what it holds
		}
		u.layers[prefix] = true
		first, _ := slices.BinarySearchFunc(files, prefix+"/", func(f inventory.File, p string) int { return strings.Compare(f.Path, p) })
		own := cover{gone: map[string]bool{}, opaque: map[string]bool{}, shown: map[string]bool{}}
		for _, f := range files[first:] {
			rel, ok := strings.CutPrefix(f.Path, prefix+"/")
			if !ok {
				break
			}
			inner, _, nested := strings.Cut(rel, "!/") // what is in an archive shares its fate
			if nested {
				if !above.hides(inner) {
					u.real[path.Join(u.dir, rel)] = f.Path
				} else {
					hidden++
				}
				continue
			}
			dir, base := path.Split(rel)
			dir = path.Clean(dir)
			switch {
			case base == opaque:
				own.opaque[dir] = true
			case strings.HasPrefix(base, whiteout+whiteout): // a mark of the driver
			case strings.HasPrefix(base, whiteout):
				own.gone[path.Join(dir, base[len(whiteout):])] = true
			case above.hides(rel):
				hidden++
			default:
				own.add(rel)
				u.real[path.Join(u.dir, rel)] = f.Path
			}
		}
		for _, link := range layer.Links {
			own.gone[link] = true
		}
		above.join(own)
	}
	return hidden
}

// A cover is what layers hide of those below.
type cover struct {
	gone   map[string]bool // files and folders with all in them
	opaque map[string]bool // folders of which nothing below is seen
	shown  map[string]bool // files, which hide whatever has their path; false: folders that are there for them
}

// add takes in a file.
func (c *cover) add(rel string) {
	c.shown[rel] = true
	for dir := path.Dir(rel); dir != "."; dir = path.Dir(dir) {
		if _, ok := c.shown[dir]; ok {
			break
		}
		c.shown[dir] = false
	}
}

func (c *cover) join(other cover) {
	maps.Copy(c.gone, other.gone)
	maps.Copy(c.opaque, other.opaque)
	for p, isFile := range other.shown {
		if _, ok := c.shown[p]; !ok {
			c.shown[p] = isFile
		}
	}
}

// hides reports whether a file of a lower layer is not seen.
func (c *cover) hides(rel string) bool {
	if _, ok := c.shown[rel]; ok || c.gone[rel] {
		return true
	}
	for dir := path.Dir(rel); ; dir = path.Dir(dir) {
		if c.gone[dir] || c.shown[dir] || c.opaque[dir] {
			return true
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// names gives what a path of the input is called in each image that shows it; the path itself where it lies in no layer, and nothing
// where no image shows it any more.
func (s *unions) names(p string) []string {
	layer := s.layerOf(p)
	if layer == "" {
		return []string{p}
	}
	var list []string
	for _, u := range s.list {
		if name := path.Join(u.dir, p[len(layer):]); u.layers[layer] && u.real[name] == p {
			list = append(list, name)
		}
	}
	return list
}

// linked gives what a link is called in each image that it may be seen in.
func (s *unions) linked(p string) []string {
	layer := s.layerOf(p)
	if layer == "" {
		return []string{p}
	}
	var list []string
	for _, u := range s.list {
		if u.layers[layer] {
			list = append(list, path.Join(u.dir, p[len(layer):]))
		}
	}
	return list
}

// unions are those of all images of the input.
type unions struct {
	list   []*union
	layers map[string]bool
	files  []inventory.File // sorted by the paths that they have in the images
	real   []string         // the paths that these have in the input
}

// layerOf gives the layer that a path of the input lies in, with its "!"; "" where it lies in none.
func (s *unions) layerOf(p string) string {
	for i := 0; ; {
		n := strings.Index(p[i:], "!/")
		if n < 0 {
			return ""
		}
		if i += n + 1; s.layers[p[:i]] {
			return p[:i]
		}
	}
}

// newUnions unites the layers of images and gives the files of the input the paths that they have there. A file that several images
// show stands there for each.
func newUnions(images []source.Image, files []inventory.File) (*unions, []inventory.Issue) {
	s := &unions{layers: map[string]bool{}, files: files}
	list, issues := overlay(images, files)
	if len(list) == 0 {
		return s, issues
	}
	s.list = list
	for _, u := range list {
		maps.Copy(s.layers, u.layers)
	}
	type file struct {
		inventory.File
		real string
	}
	var all []file
	for _, f := range files {
		real := f.Path
		names := s.names(real)
		if len(names) == 0 { // it lies there, and nobody sees it
			names = []string{real}
		}
		for _, f.Path = range names {
			all = append(all, file{f, real})
		}
	}
	slices.SortStableFunc(all, func(a, b file) int { return cmp.Compare(a.Path, b.Path) })
	s.files, s.real = make([]inventory.File, len(all)), make([]string, len(all))
	for i, f := range all {
		s.files[i], s.real[i] = f.File, f.real
	}
	return s, issues
}

// under gives the layers of the image for which a folder stands; nil where it stands for none.
func (s *unions) under(dir string) map[string]bool {
	for _, u := range s.list {
		if u.dir == dir {
			return u.layers
		}
	}
	return nil
}

// path gives the path in the input of one of the files, which is called p here. Without containers that is the same.
func (s *unions) path(i int, p string) string {
	if s == nil || s.real == nil {
		return p
	}
	return s.real[i]
}

// describe lets manifests describe folders of the images; what no image shows any more describes nothing.
func (s *unions) describe(manifests []described) []described {
	if len(s.list) == 0 {
		return manifests
	}
	var all []described
	for _, m := range manifests {
		for _, name := range s.names(m.path) {
			named := m
			if dir := path.Dir(name); dir != m.dir {
				named.component.Name = cmp.Or(m.component.Name, path.Base(m.dir))
				named.dir = dir
				named.component.Claims = slices.Clone(m.component.Claims)
				named.component.Instances = []inventory.Instance{{Path: dir}}
			}
			all = append(all, named)
		}
	}
	return all
}

// needs does the same for files that say what a project needs.
func (s *unions) needs(list []*manifest.Dependencies) []*manifest.Dependencies {
	if len(s.list) == 0 {
		return list
	}
	var all []*manifest.Dependencies
	for _, d := range list {
		names := s.names(d.Document.ID)
		for i, name := range names {
			own := d
			if i < len(names)-1 {
				own = d.Clone()
			}
			if layer := s.layerOf(d.Document.ID); layer != "" {
				own.Move(layer, strings.TrimSuffix(name, d.Document.ID[len(layer):]))
			}
			own.At = name
			all = append(all, own)
		}
	}
	return all
}

// putBack gives files, and the folders in which components were found, the paths of the input again.
func (s *unions) putBack(v *inventory.Inventory) {
	if len(s.list) == 0 {
		return
	}
	for i := range v.Components {
		for n := range v.Components[i].Instances {
			at := &v.Components[i].Instances[n].Path
			*at = s.folder(*at)
		}
		v.Components[i].Instances = unique(v.Components[i].Instances)
	}
	for i := range v.Issues {
		v.Issues[i].Path = s.folder(v.Issues[i].Path)
	}
	kept := v.Files[:0]
	last := map[string]bool{}
	for i, f := range s.files {
		if f.Path = s.real[i]; !last[f.Path] {
			last[f.Path] = true
			kept = append(kept, f)
		}
	}
	v.Files = kept
	slices.SortFunc(v.Files, func(a, b inventory.File) int { return cmp.Compare(a.Path, b.Path) })
}

// folder gives the folder of the input that stands in an image under a path.
func (s *unions) folder(p string) string {
	if !strings.Contains(p, inUnion) {
		return p
	}
	i, _ := slices.BinarySearchFunc(s.files, p+"/", func(f inventory.File, p string) int { return strings.Compare(f.Path, p) })
	if i < len(s.files) && strings.HasPrefix(s.files[i].Path, p+"/") {
		return strings.TrimSuffix(s.real[i], s.files[i].Path[len(p):])
	}
	return outside(p)
}

// outside gives the folder round an image of what stands in it.
func outside(p string) string {
	if i := strings.Index(p, inUnion); i >= 0 {
		return path.Clean(p[:i])
	}
	return p
}

// describeImages makes components of the images. What in an image belongs to nothing else is its own.
func (s *unions) describeImages() (list []described, issues []inventory.Issue) {
	for _, u := range s.list {
		x := u.image
		component, faults := manifest.Image(x.Data, cmp.Or(x.Config.Path, x.Folder), x.Digest, x.Platform, x.Tags)
		issues = append(issues, faults...)
		m := described{path: x.Config.Path, dir: x.Folder, order: -1, component: component}
		if x.Number > 0 {
			m.dir = u.dir
		}
		if component.PURL == "" {
			m.component.ID = "file:" + cmp.Or(x.Config.Path, x.Folder)
			if x.Number == 0 {
				m.component.ID = "file:" + x.Folder
			}
		}
		m.component.Instances = []inventory.Instance{{Path: u.where()}}
		list = append(list, m)
	}
	return list, issues
}
