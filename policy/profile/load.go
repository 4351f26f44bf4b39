// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Load reads the policies named, in their order, and combines them. A name is a built-in profile
// ("dortmund") or a file (with a slash, or ending in .yml or .yaml), which open reads; open is
// called with the path as given, and for "extends" with one relative to the extending file's folder.
//
// A policy that is wrong anywhere is refused as a whole: the error is an *[inventory.Error] that
// names file, line and column.
func Load(names []string, open func(path string) ([]byte, error), catalogue Catalogue) (*Profile, error) {
	if len(names) == 0 {
		return nil, &inventory.Error{Message: inventory.NewMessage("profile.none"), Hint: builtinHint()}
	}
	l := &loader{open: open, catalogue: catalogue}
	var all *Profile
	for _, name := range names {
		p, err := l.load(name, place{}, nil)
		if err != nil {
			return nil, err
		}
		all = union(all, p)
	}
	if err := all.undecided(); err != nil {
		return nil, err
	}
	return all, nil
}

// BuiltinOrigin is the origin of a policy that is made of built-in ones only.
const BuiltinOrigin = "built-in"

type loader struct {
	open      func(string) ([]byte, error)
	catalogue Catalogue
	read      int
}

// A place is where a policy is named: the zero place is the command line.
type place struct {
	folder string // of the extending file
	where  string // file:line:column
	inside bool   // in a built-in profile or file
}

func (l *loader) load(name string, from place, chain []string) (*Profile, error) {
	fail := func(key string, hint inventory.Message, args ...string) error {
		return &inventory.Error{Message: inventory.NewMessage(key, args...), Where: from.where, Hint: hint}
	}
	if strings.Contains(name, "://") {
		return nil, fail("profile.remote", inventory.NewMessage("profile.hint.remote"), "name", name)
	}
	if len(chain) >= MaxExtends {
		return nil, fail("profile.too-deep", inventory.NewMessage("profile.hint.flatten"), "limit", strconv.Itoa(MaxExtends))
	}
	if l.read++; l.read > MaxFiles {
		return nil, fail("profile.too-many", inventory.NewMessage("profile.hint.flatten"), "limit", strconv.Itoa(MaxFiles))
	}
	file, label, builtin := name, name, !yamlfile.IsFile(name)
	var data []byte
	if builtin {
		var ok bool
		if data, ok = builtinFile(name); !ok {
			hint := builtinHint()
			if meant := spdx.Nearest(name, builtinNames()); meant != "" {
				hint = inventory.NewMessage("file.hint.meant", "meant", meant)
			}
			return nil, fail("profile.unknown", hint, "name", name)
		}
	} else {
		if from.inside && !filepath.IsAbs(name) {
			file = filepath.Join(from.folder, filepath.FromSlash(name))
		}
		file = filepath.Clean(file)
		label = printable(filepath.Base(file))
	}
	if slices.Contains(chain, file) {
		names := append(slices.Clone(chain[slices.Index(chain, file):]), file)
		for i := range names {
			names[i] = filepath.Base(names[i])
		}
		return nil, fail("profile.cycle", inventory.NewMessage("profile.hint.cycle"), "chain", strings.Join(names, " → "))
	}
	if !builtin {
		var err error
		if data, err = l.open(file); err != nil {
			key := "profile.unreadable"
			if errors.Is(err, fs.ErrNotExist) {
				key = "profile.not-found"
			}
			return nil, &inventory.Error{Message: inventory.NewMessage(key, "file", file), Where: from.where, Hint: builtinHint(), Cause: err}
		}
	}
	own, extends, err := parse(data, file, label, l.catalogue)
	if err != nil {
		return nil, err
	}
	own.Origin = BuiltinOrigin
	if !builtin {
		own.Origin = label
		if own.Name == "" {
			own.Name = strings.TrimSuffix(strings.TrimSuffix(label, ".yml"), ".yaml")
			own.origins["name"] = label
		}
	}
	var base *Profile
	for _, x := range extends {
		inner := place{folder: filepath.Dir(file), where: x.where, inside: true}
		p, err := l.load(x.name, inner, append(slices.Clone(chain), file))
		if err != nil {
			return nil, err
		}
		base = union(base, p)
	}
	return overlay(base, own), nil
}

// printable keeps a file name on the line of the comment it stands in.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return '\ufffd'
		}
		return r
	}, name)
}

func builtinHint() inventory.Message {
	return inventory.NewMessage("profile.hint.builtin", "names", strings.Join(builtinNames(), ", "))
}
