// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A member is a file in the archive of a platform.
type member struct {
	name string // with slashes
	path string // where it is now
	mode os.FileMode
}

// enclosed are the files that every archive has beside the program: what it is under, what is in it, the licence
// texts and notices of all that, and the README with what it shows and points at.
//
// The texts are the files of the modules as they stand, of the packages that are built in. A document made by notices of the modules'
// folders would also name what lies in their tests and examples, and is in none of the programs.
func enclosed(c *contents, sboms ...string) ([]member, error) {
	list := []member{{name: "LICENSE", path: "LICENSE"}, {name: "README.md", path: "README.md"},
		{name: "LICENSES/CC-BY-4.0.txt", path: "LICENSES/CC-BY-4.0.txt"}, {name: "LICENSES/sources.tsv", path: "policy/facts/sources.tsv"}}
	text, err := os.ReadFile("README.md")
	if err != nil {
		return nil, err
	}
	for _, l := range linked(string(text)) {
		if !slices.ContainsFunc(list, func(m member) bool { return m.name == l }) {
			list = append(list, member{name: l, path: filepath.FromSlash(l)})
		}
	}
	for _, s := range sboms {
		list = append(list, member{name: filepath.Base(s), path: s})
	}
	for _, m := range c.modules {
		for _, t := range m.texts {
			list = append(list, member{name: path.Join("third-party", m.path+"@"+m.version, t), path: filepath.Join(m.folder, filepath.FromSlash(t))})
		}
	}
	slices.SortFunc(list, func(a, b member) int { return strings.Compare(a.name, b.name) })
	for i := range list {
		list[i].mode = 0o644
	}
	return list, nil
}

var link = regexp.MustCompile(`\]\(([^)#:]+)\)`)

// linked are the files of this repository that a Markdown text shows or points at, each once.
func linked(text string) []string {
	var list []string
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		if filepath.IsLocal(m[1]) && !slices.Contains(list, m[1]) {
			list = append(list, m[1])
		}
	}
	return list
}

// pack writes the archive of a platform: ZIP for Windows, else TAR with gzip. All in it is of one time and of nobody.
func pack(out, name string, p platform, files []member, at time.Time) (err error) {
	ending := ".tar.gz"
	if p.system == "windows" {
		ending = ".zip"
	}
	f, err := os.Create(filepath.Join(out, name+ending))
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	if p.system == "windows" {
		return packZip(f, name, files, at)
	}
	return packTar(f, name, files, at)
}

func packTar(w io.Writer, name string, files []member, at time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	for _, m := range files {
		data, err := os.ReadFile(m.path)
		if err != nil {
			return err
		}
		h := &tar.Header{Name: name + "/" + m.name, Size: int64(len(data)), Mode: int64(m.mode), ModTime: at, Format: tar.FormatPAX}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(data); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return z.Close()
}

func packZip(w io.Writer, name string, files []member, at time.Time) error {
	z := zip.NewWriter(w)
	for _, m := range files {
		data, err := os.ReadFile(m.path)
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: name + "/" + m.name, Method: zip.Deflate, Modified: at}
		h.SetMode(m.mode)
		f, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}
