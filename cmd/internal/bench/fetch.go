// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// fetchLinux unpacks Debian's package of the kernel's source into dir.
func fetchLinux(ctx context.Context, dir string) error {
	const name = "linux-source-6.1"
	return unpackInto(dir, func(work string) (string, error) {
		if err := steps(ctx, work, []string{"apt-get", "-q", "download", name}); err != nil {
			return "", err
		}
		packages, _ := filepath.Glob(filepath.Join(work, name+"_*.deb"))
		if len(packages) != 1 {
			return "", fmt.Errorf("apt-get download %s left %d packages", name, len(packages))
		}
		return filepath.Join(work, name), steps(ctx, work,
			[]string{"dpkg-deb", "-x", packages[0], "package"},
			[]string{"tar", "-xf", "package/usr/src/" + name + ".tar.xz"})
	})
}

// fetchNode unpacks Debian's source package of Node 18.20 into dir: upstream, its further
// tarballs each in the folder of its name, and Debian's own part.
func fetchNode(ctx context.Context, dir string) error {
	return unpackInto(dir, func(work string) (string, error) {
		if err := steps(ctx, work, []string{"apt-get", "-q", "source", "--download-only", "nodejs"}); err != nil {
			return "", err
		}
		tarballs, _ := filepath.Glob(filepath.Join(work, "nodejs_18.20.*.tar.*"))
		if len(tarballs) == 0 {
			return "", fmt.Errorf("the source that apt-get knows is not nodejs 18.20")
		}
		tree := filepath.Join(work, "tree")
		for _, tarball := range tarballs {
			_, part, _ := strings.Cut(filepath.Base(tarball), ".orig")
			part, _, _ = strings.Cut(part, ".tar.")
			to, strip := filepath.Join(tree, strings.TrimPrefix(part, "-")), "--strip-components=1"
			if strings.Contains(filepath.Base(tarball), ".debian.tar.") {
				to, strip = tree, "--strip-components=0"
			}
			if err := os.MkdirAll(to, 0o755); err != nil {
				return "", err
			}
			if err := steps(ctx, work, []string{"tar", "-xf", tarball, strip, "-C", to}); err != nil {
				return "", err
			}
		}
		return tree, nil
	})
}

// unpackInto has fill make a tree in a folder of its own and moves it to dir only when it is whole.
func unpackInto(dir string, fill func(work string) (tree string, err error)) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), "unpack-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	tree, err := fill(work)
	if err != nil {
		return err
	}
	return os.Rename(tree, dir)
}

// steps runs one command after the other; the error says what the first that failed says last.
func steps(ctx context.Context, dir string, commands ...[]string) error {
	for _, args := range commands {
		if _, err := exec.LookPath(args[0]); err != nil {
			return fmt.Errorf("%s is missing", args[0])
		}
		cmd := exec.CommandContext(ctx, args[0], args[1:]...)
		cmd.Dir = dir
		var output tail
		cmd.Stdout, cmd.Stderr = &output, &output
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s: %w: %s", strings.Join(args[:min(len(args), 4)], " "), err, output.line())
		}
	}
	return nil
}

// An input is what both sides of a row read.
type input struct {
	path  string
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
	Note  string `json:"note,omitempty"`
}

// measured counts the regular files of a file or folder.
func measured(path, note string) (input, error) {
	in := input{path: path, Note: note}
	files, err := regular(path)
	in.Files = len(files)
	for _, f := range files {
		in.Bytes += f.size
	}
	return in, err
}

// A file is a regular file of a tree.
type file struct {
	path string
	size int64
}

// regular lists them, sorted by path.
func regular(from string) (files []file, err error) {
	err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files = append(files, file{path, info.Size()})
		}
		return err
	})
	return files, err
}

// share gives a new folder one of so many files of a tree, small and large ones alike, so that it is the same part of its bytes.
// They are the same files under further names, and copies where a file system makes no such links.
func share(from string, of int, to string) error {
	files, err := regular(from)
	if err != nil {
		return err
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(a.size, b.size) })
	for i := of / 2; i < len(files); i += of {
		relative, err := filepath.Rel(from, files[i].path)
		if err != nil {
			return err
		}
		name := filepath.Join(to, relative)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if os.Link(files[i].path, name) == nil {
			continue
		}
		data, err := os.ReadFile(files[i].path)
		if err != nil {
			return err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sampleSize is the most bytes of a file in a sample: a single generated header of some megabytes
// would outweigh all others.
const sampleSize = 1 << 20

// sample copies about count text files of a tree, evenly spread over the sorted list of them,
// into a new folder.
func sample(from string, count int, to string) error {
	files, err := regular(from)
	if err != nil {
		return err
	}
	count = min(count, len(files))
	for i := range count {
		path := files[i*len(files)/count].path
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if len(data) == 0 || len(data) > sampleSize || bytes.IndexByte(data[:min(len(data), 8192)], 0) >= 0 {
			continue
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(to, relative), string(data)); err != nil {
			return err
		}
	}
	return nil
}
