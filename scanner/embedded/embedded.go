// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package embedded reads what a file tells of a library that was copied into a project without a manifest: the banner of a script, the
// head of a library that is one file, the forms and other files that lie beside a copy, and the paths that bundlers leave.
//
// It knows no library by name. What it gives are marks: a name, a version and the line that says so. Whether
// the library is the work of others is not for a single file to say.
package embedded

import (
	"bytes"
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A Mark is what one place of a file tells of a library.
type Mark struct {
	Kind    Kind
	Name    string // empty where only a version is told
	Version string // empty where only a name is told
	PURL    string // only where the text has the very name under which a registry knows the package
	// License is what the text names in a field of its own, as it stands there; banners are left to detection.
	License  string
	Homepage string
	// Text is the comment that holds a banner or the head of a file, of at most [maxComment] bytes.
	Text string
	// Evidence has the line that tells name or version; its bytes are those of Text, where there is one.
	Evidence inventory.Evidence
}

// Kind tells where a mark stands, which decides what it is worth.
type Kind int

// The kinds of marks.
const (
	Banner  Kind = iota // a comment that a minifier is told to keep: "/*!", "@license", "@preserve"
	Head                // the comment that a file begins with
	Path                // a path in node_modules that a bundler left
	Vendor              // a published format for what was copied: README.chromium, METADATA, moz.yaml
	Project             // the file of a build system that names the project
	Release             // a file that is there to name the version
	Macro               // a definition in C, whose name is that of the library
	Mention             // a sentence in a README or list of changes
)

// Bounds of what is read of one file.
const (
	MaxHead     = 64 << 10 // bytes of a file in which heads and macros are looked for
	maxComment  = 4 << 10  // bytes of a comment that are looked at
	maxMarks    = 500      // of one file
	maxComments = 2000     // of one file
	maxName     = 120      // bytes
)

// Read gives the marks of a text file; nil if it has none, as most. It keeps no reference to data.
func Read(data []byte, name string) []Mark {
	f := &file{path: name, base: strings.ToLower(path.Base(name)), data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
	f.skipped = len(data) - len(f.data)
	if _, read := readerOf(f.base); read != nil {
		read(f)
	}
	return f.marks
}

// Class names how Read reads a file of that name. Whether a content has marks is the same for all names of a class, though the marks
// may have other names; where it is empty there are none.
func Class(name string) string {
	class, _ := readerOf(strings.ToLower(path.Base(name)))
	return class
}

// readerOf gives the reader of a file by its name, which is in lower case, and what files it reads alike.
func readerOf(base string) (class string, read func(*file)) {
	if read := folderFile(base); read != nil {
		return base, read
	}
	switch ext := path.Ext(base); {
	case ext == ".map":
		return ext, (*file).sourceMap
	case isScript(ext), strings.HasSuffix(base, taken):
		return ".js", (*file).script
	case isC(ext):
		return ".c", (*file).library
	case ext == ".py", ext == ".lua", ext == ".php":
		return ext, (*file).library
	}
	switch stem := strings.TrimSuffix(base, path.Ext(base)); stem {
	case "changes", "changelog", "news", "history", "releases", "release_notes", "release-notes":
		return "changes", (*file).changes
	case "readme":
		return stem, (*file).readme
	}
	return "", nil
}

func isScript(ext string) bool {
	switch ext {
	case ".js", ".mjs", ".cjs", ".css", ".ts", ".scss", ".less":
		return true
	}
	return false
}

func isC(ext string) bool {
	switch ext {
	case ".h", ".hpp", ".hh", ".hxx", ".c", ".cc", ".cpp", ".cxx", ".m", ".inl", ".h++", ".ipp":
		return true
	}
	return false
}

// A file is one that is being read.
type file struct {
	path, base string // base in lower case
	data       []byte
	skipped    int // bytes before data
	marks      []Mark

	comments int // that were read

	at, line int // line is the number of newlines before at
}

// lineAt counts lines from 1; it is quick where places are asked for in their order.
func (f *file) lineAt(at int) int {
	if at < f.at {
		f.at, f.line = 0, 0
	}
	f.line += bytes.Count(f.data[f.at:at], []byte("\n"))
	f.at = at
	return f.line + 1
}

// add enters a mark that stands from start up to end, and quotes what stands there.
func (f *file) add(m Mark, start, end int) {
	if len(f.marks) >= maxMarks {
		return
	}
	m.Name, m.Version = inventory.Clip(m.Name, maxName), inventory.Clip(m.Version, maxName)
	if m.Name == "" && m.Version == "" {
		return
	}
	end = max(start, min(end, len(f.data)))
	quote := inventory.Clip(string(f.data[start:min(end, start+maxComment)]), inventory.MaxQuote)
	first := f.lineAt(start)
	m.Evidence = inventory.Evidence{Path: f.path, Line: inventory.LineRange{First: first, Last: f.lineAt(max(start, end-1))},
		Byte: inventory.ByteRange{Start: int64(start + f.skipped), End: int64(end + f.skipped)}, Detector: "embedded", Quote: quote}
	f.marks = append(f.marks, m)
}

// eachLine gives the lines of the data from a place on, without their ends, until fn says no or limit bytes were seen.
func (f *file) eachLine(from, limit int, fn func(start int, line string) bool) {
	limit = min(len(f.data), from+limit)
	for at := from; at < limit; {
		end := bytes.IndexByte(f.data[at:limit], '\n')
		if end < 0 {
			end = limit - at
		}
		if !fn(at, strings.TrimRight(string(f.data[at:at+min(end, maxComment)]), "\r \t")) {
			return
		}
		at += end + 1
	}
}

// stem is the base name of the file without what says its form: "jquery" of jquery-3.6.0.min.js.
func (f *file) stem() string {
	s := f.base
	for _, ending := range []string{".license.txt", path.Ext(s), ".min", ".slim", ".esm", ".umd", ".prod", ".production", ".development"} {
		s = strings.TrimSuffix(s, ending)
	}
	return s
}
