// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode/utf16"

	"lizenzlotse/scanner/inventory"
)

// stated is the value of a setting, and which file or variable has it.
type stated struct{ value, origin string }

// maxFile bounds a file with settings, in bytes. Larger ones are not read: half of a file may say the opposite of the whole.
const maxFile = 1 << 20

// A machine is where settings are looked for.
type machine struct {
	goos    string
	environ []string // "NAME=VALUE"
	root    string   // before all absolute paths; "" on this machine itself
	issues  []inventory.Issue
	now     *setting // whose files are read
}

func thisMachine() *machine {
	return &machine{goos: runtime.GOOS, environ: os.Environ()}
}

// env is a variable of the environment. The last of several counts, as with package managers.
func (m *machine) env(name string) (value string) {
	for _, e := range m.environ {
		n, v, ok := strings.Cut(e, "=")
		if ok && (n == name || m.goos == "windows" && strings.EqualFold(n, name)) {
			value = v
		}
	}
	return value
}

func (m *machine) home() string {
	if m.goos == "windows" {
		return m.absolute(m.env("USERPROFILE"))
	}
	return m.absolute(m.env("HOME"))
}

// absolute keeps a folder that does not depend on where the program runs: a relative one may lie in what is examined.
func (m *machine) absolute(path string) string {
	if !filepath.IsAbs(path) {
		return ""
	}
	return path
}

// config is the folder of the user's settings as Go's os.UserConfigDir has it.
func (m *machine) config() string {
	switch m.goos {
	case "windows":
		return m.absolute(m.env("APPDATA"))
	case "darwin":
		return below(m.home(), "Library", "Application Support")
	}
	return cmp.Or(m.absolute(m.env("XDG_CONFIG_HOME")), below(m.home(), ".config"))
}

// xdg is the same for what goes by XDG everywhere but on Windows.
func (m *machine) xdg() string {
	if m.goos == "windows" {
		return m.absolute(m.env("APPDATA"))
	}
	return cmp.Or(m.absolute(m.env("XDG_CONFIG_HOME")), below(m.home(), ".config"))
}

func below(dir string, elem ...string) string {
	if dir == "" {
		return ""
	}
	return filepath.Join(append([]string{dir}, elem...)...)
}

// shown is how a file is called towards others: its place in the user's home, else its name alone.
func (m *machine) shown(path string) string {
	if home := m.home(); home != "" {
		rest, err := filepath.Rel(home, path)
		// Only hidden folders are those of package managers; others have names that the user gave.
		if err == nil && filepath.IsLocal(rest) && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "AppData") || strings.HasPrefix(rest, "Library")) {
			return "~/" + filepath.ToSlash(rest)
		}
	}
	return filepath.Base(path)
}

// read gives what a file of settings says, without the marks of its encoding; nil for a file that is not there. Of one that is there and cannot be
// read nobody knows what it forbids.
func (m *machine) read(path string) []byte {
	data, ok := m.peek(path)
	m.now.spoiled = m.now.spoiled || !ok
	return data
}

// peek is read for what forbids nothing: credentials, and files of programs. It is not ok, with an issue, for a file that is there and cannot be read.
func (m *machine) peek(path string) (data []byte, ok bool) {
	data, err := m.bytes(path)
	switch {
	case err == nil:
		return data, true
	case errors.Is(err, fs.ErrNotExist):
		return nil, true
	case errors.Is(err, errSize):
		m.note(inventory.Issue{Code: "registry-settings-large", Path: m.shown(path)})
	default:
		m.note(inventory.Issue{Code: "registry-settings-unreadable", Path: m.shown(path)})
	}
	return nil, false
}

var errSize = errors.New("too large")

func (m *machine) bytes(path string) ([]byte, error) { return m.bytesUpTo(path, maxFile) }

func (m *machine) bytesUpTo(path string, limit int) ([]byte, error) {
	if !filepath.IsAbs(path) {
		return nil, fs.ErrNotExist
	}
	info, err := os.Stat(m.root + path)
	if err != nil {
		if !errors.Is(err, fs.ErrPermission) { // part of the path may be a file
			err = fs.ErrNotExist
		}
		return nil, err
	}
	if !info.Mode().IsRegular() { // a device could be read without end
		return nil, fs.ErrInvalid
	}
	f, err := os.Open(m.root + path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > limit {
		return nil, errSize
	}
	return plain(data), nil
}

// plain takes the marks of an encoding away, and makes UTF-8 of UTF-16, which editors of Windows write.
func plain(data []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		return data
	}
	var units []uint16
	for i := 2; i+1 < len(data); i += 2 {
		units = append(units, order.Uint16(data[i:]))
	}
	return []byte(string(utf16.Decode(units)))
}

// program finds a program as a shell does, follows links, and gives where it lies. It is never run.
func (m *machine) program(names ...string) string {
	for _, dir := range filepath.SplitList(m.env("PATH")) {
		if m.absolute(dir) == "" {
			continue
		}
		for _, name := range names {
			if m.goos == "windows" {
				for _, suffix := range []string{".exe", ".cmd", ".bat"} {
					if at := m.resolve(filepath.Join(dir, name+suffix)); at != "" {
						return at
					}
				}
			} else if at := m.resolve(filepath.Join(dir, name)); at != "" {
				return at
			}
		}
	}
	return ""
}

// resolve follows links to a file; "" where there is none.
func (m *machine) resolve(path string) string {
	at, err := filepath.EvalSymlinks(m.root + path)
	if err != nil {
		return ""
	}
	if info, err := os.Stat(at); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return strings.TrimPrefix(at, m.root)
}

// glob gives the files of a pattern, sorted.
func (m *machine) glob(pattern string) []string {
	if pattern == "" {
		return nil
	}
	list, err := filepath.Glob(m.root + pattern)
	if err != nil {
		return nil
	}
	for i := range list {
		list[i] = strings.TrimPrefix(list[i], m.root)
	}
	return list
}

// first looks into the first of several files that is there.
func (m *machine) first(paths ...string) (data []byte, path string) {
	for _, p := range paths {
		if data, _ := m.peek(p); data != nil {
			return data, p
		}
	}
	return nil, ""
}

// note records an issue once; its argument "type" says whose settings it is about.
func (m *machine) note(i inventory.Issue) {
	i.Effect = inventory.Note
	if i.Args == nil {
		i.Args = inventory.Args{"type": m.now.typ}
	}
	if !slices.ContainsFunc(m.issues, func(j inventory.Issue) bool {
		return i.Code == j.Code && i.Path == j.Path && maps.Equal(i.Args, j.Args)
	}) {
		m.issues = append(m.issues, i)
	}
}

// malformed notes a file of settings that does not have its form.
func (m *machine) malformed(path string) {
	m.now.spoiled = true
	m.misread(path)
}

// misread is malformed for what forbids nothing.
func (m *machine) misread(path string) {
	m.note(inventory.Issue{Code: "registry-settings-malformed", Path: m.shown(path)})
}

// refuse notes an address that is not asked. The address itself may hold secrets and is not shown.
func (m *machine) refuse(typ, origin, cause string) {
	m.note(inventory.Issue{Code: "registry-refused", Path: origin, Args: inventory.Args{"type": typ, "cause": cause}})
}

// Why credentials cannot be used, in words of the catalogue.
const (
	unusableForm      = "form"      // they have characters that cannot be sent
	unusableVariable  = "variable"  // they name a variable that is not set
	unusableEncrypted = "encrypted" // with a key that only the package manager has
	unusableProgram   = "program"   // a program would have to be run for them
	unusableUnscoped  = "unscoped"  // the setting does not say for which registry they are
)

func (m *machine) unusable(typ, origin, cause string) {
	m.note(inventory.Issue{Code: "registry-credentials", Path: origin, Args: inventory.Args{"type": typ, "cause": cause}})
}

func sorted[V any](all map[string]V) []string { return slices.Sorted(maps.Keys(all)) }
