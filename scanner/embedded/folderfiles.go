// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"regexp"
	"strings"
)

// folderFile gives the reader of a file that tells of a copy by its name, which is in lower case; nil for all others.
func folderFile(base string) func(*file) {
	switch base {
	case "readme.chromium":
		return (*file).chromium
	case "metadata":
		return (*file).textproto
	case "moz.yaml":
		return (*file).mozYAML
	case "cmakelists.txt":
		return (*file).cmake
	case "configure.ac", "configure.in":
		return (*file).autoconf
	case "meson.build":
		return (*file).meson
	case "version", "version.txt", "version.dat", ".version":
		return (*file).release
	case "makefile", "makefile.am", "makefile.in", "gnumakefile":
		return (*file).makefile
	}
	return nil
}

// The head of a file in which its fields stand.
const maxFields = 16 << 10

// chromium reads README.chromium (Chromium's "Adding third-party libraries"). It may hold several descriptions; the first is of the folder.
func (f *file) chromium() {
	m, short := &form{start: -1}, ""
	f.eachLine(0, maxFields, func(start int, line string) bool {
		key, value, ok := strings.Cut(line, ":")
		if strings.HasPrefix(line, "----") && m.Name != "" {
			return false
		}
		value = strings.TrimSpace(value)
		if !ok || value == "" || unknown(value) {
			return true
		}
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "name":
			set(&m.Name, value)
		case "short name":
			short = value
		case "version":
			value = strings.TrimPrefix(value, "VER-")
			set(&m.Version, value)
		case "license":
			set(&m.License, value)
			return true
		case "url":
			set(&m.Homepage, strings.Fields(value)[0])
			return true
		default:
			return true
		}
		m.stands(start, start+len(line))
		return true
	})
	if short != "" && strings.Contains(m.Name, " ") { // "jinja2" rather than "Jinja2 Python Template Engine"
		m.Name = short
	}
	f.addForm(m)
}

// A form is what a published form for copies says, and the bytes from the first field that names the copy or its version to the last.
type form struct {
	Mark
	start, end int // start is -1 until there is one
}

// stands notes where such a field is.
func (m *form) stands(start, end int) {
	if m.start < 0 {
		m.start = start
	}
	m.end = end
}

// addForm adds the mark of a form, if it names anything.
func (f *file) addForm(m *form) {
	if m.Name != "" {
		m.Kind = Vendor
		f.add(m.Mark, m.start, m.end)
	}
}

// set lets the first of several fields of one name count.
func set(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// unknown are the words with which forms say that there is nothing to say.
func unknown(s string) bool {
	switch strings.ToLower(s) {
	case "n/a", "none", "unknown", "not applicable", "-", "0", "head", "date", "revision", "see git history", "git":
		return true
	}
	return false
}

var protoField = compiled(`(?:^|[\s{])(name|version|license_type|value)\s*:\s*"([^"]*)"`)

// textproto reads METADATA in the text form of protocol buffers, as Google and Android describe third parties in.
func (f *file) textproto() {
	head := string(f.data[:min(len(f.data), maxFields)])
	if !strings.Contains(head, "third_party {") && !strings.Contains(head, "third_party{") {
		return
	}
	m := &form{start: -1}
	for _, x := range protoField().FindAllStringSubmatchIndex(head, -1) {
		key, value := head[x[2]:x[3]], head[x[4]:x[5]]
		switch {
		case value == "" || unknown(value):
			continue
		case key == "name" && m.Name == "":
			m.Name = value
		case key == "version" && m.Version == "" && !isCommit(value):
			m.Version = strings.TrimPrefix(value, "v")
		default:
			continue
		}
		m.stands(x[2], x[1])
	}
	f.addForm(m)
}

// isCommit reports whether a version is the digest of a commit.
func isCommit(s string) bool { return len(s) == 40 && strings.Trim(s, "0123456789abcdef") == "" }

// mozYAML reads moz.yaml (Mozilla's "moz.yaml template"): origin has name, release, license and url.
func (f *file) mozYAML() {
	m := &form{start: -1}
	inOrigin := false
	f.eachLine(0, maxFields, func(start int, line string) bool {
		trimmed := strings.TrimSpace(line)
		if line != "" && line[0] != ' ' && line[0] != '#' {
			inOrigin = trimmed == "origin:"
			return true
		}
		key, value, ok := strings.Cut(trimmed, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		if !inOrigin || !ok || value == "" || unknown(value) {
			return true
		}
		switch key {
		case "name":
			set(&m.Name, value)
		case "release":
			set(&m.Version, releaseOf(value))
		case "license":
			set(&m.License, value)
			return true
		case "url":
			set(&m.Homepage, value)
			return true
		default:
			return true
		}
		m.stands(start, start+len(line))
		return true
	})
	f.addForm(m)
}

// releaseOf takes the version out of what may say besides when it is from: "v1.2.13 (2022-10-13)", "R_2_5_0 (2022…)".
func releaseOf(s string) string {
	word := strings.Fields(s)[0]
	if isCommit(word) {
		return ""
	}
	return strings.TrimPrefix(word, "v")
}

var (
	cmakeProject = compiled(`(?is)^\s*project\s*\(\s*"?([A-Za-z][A-Za-z0-9_.+-]*)"?([^)]*)\)`)
	cmakeVersion = compiled(`(?i)\bVERSION\s+"?(\d+(?:\.\d+)+)`)
	autoconfInit = compiled(`(?s)^AC_INIT\s*\(\s*\[?([^\],)]*)\]?\s*(?:,\s*\[?([^\],)]*)\]?)?`)
	mesonProject = compiled(`(?s)^project\s*\(\s*'([^']+)'([^)]*)`)
	mesonVersion = compiled(`\bversion\s*:\s*'(\d[^']*)'`)
)

// call finds the line that begins with a name, and what a form reads from there.
func (f *file) call(name string, form *regexp.Regexp) (m []string, start, end int) {
	f.eachLine(0, MaxHead, func(at int, line string) bool {
		trimmed := strings.TrimLeft(line, " \t")
		if len(trimmed) < len(name) || !strings.EqualFold(trimmed[:len(name)], name) {
			return true
		}
		text := string(f.data[at:min(len(f.data), at+1000)])
		if x := form.FindStringSubmatchIndex(text); x != nil {
			m = form.FindStringSubmatch(text)
			start, end = at, at+x[1]
			return false
		}
		return true
	})
	return m, start, end
}

func (f *file) cmake() {
	m, start, end := f.call("project", cmakeProject())
	if m == nil {
		return
	}
	mark := Mark{Kind: Project, Name: m[1]}
	if v := cmakeVersion().FindStringSubmatch(m[2]); v != nil {
		mark.Version = v[1]
	}
	f.add(mark, start, end)
}

func (f *file) autoconf() {
	m, start, end := f.call("AC_INIT", autoconfInit())
	if m == nil || strings.ContainsAny(m[1], "$/") || m[2] == "" && strings.Contains(m[1], ".") { // the old form names a file
		return
	}
	mark := Mark{Kind: Project, Name: strings.TrimSpace(m[1])}
	if v := strings.TrimSpace(m[2]); lastVersion(v) == v {
		mark.Version = v
	}
	f.add(mark, start, end)
}

func (f *file) meson() {
	m, start, end := f.call("project", mesonProject())
	if m == nil {
		return
	}
	mark := Mark{Kind: Project, Name: m[1]}
	if v := mesonVersion().FindStringSubmatch(m[2]); v != nil {
		mark.Version = v[1]
	}
	f.add(mark, start, end)
}

var (
	// "1.2.13", "v1.2", "VERSION = 1.2.13"
	releaseLine  = compiled(`^(?:(?i:version)\s*[=:]?\s*)?"?[vV]?(` + versionForm + `)"?$`)
	makeVersion  = compiled(`^(?:VERSION|VER|PACKAGE_VERSION)\s*:?=\s*[vV]?(` + versionForm + `)\s*$`)
	assignedPart = compiled(`^(MAJOR|MINOR|PATCH)=(\d+)$`)
	// "Changes in 1.2.13 (13 Oct 2022)", "## 1.2.0 - 2023-01-01", "Version 3.1", "v1.2.3 / 2020-01-01"
	changesHead = compiled(`^(?:(?i:changes|new|what's new|version|release|changelog|history|news|bugfixes)\s+(?:in|for|of|since)?\s*)?(?:(?i:version|release)\s+)?[\[]?[vV]?(` +
		versionForm + `)[\]]?(?:\s|$|:|,|\()`)
	readmeRelease = compiled(`^([A-Za-z][A-Za-z0-9_.+-]*?)(?:\s+|-)(?:[vV]ersion\s+|[vV]|[rR]elease\s+)?(` + versionForm + `)(?:\s|$|,|\.)`)
)

// release reads a file that is there to name the version.
func (f *file) release() {
	var parts [3]string
	f.eachLine(0, 1024, func(start int, line string) bool {
		line = strings.TrimSpace(line)
		if m := releaseLine().FindStringSubmatch(line); m != nil && isVersion(m[1]) {
			f.add(Mark{Kind: Release, Version: m[1]}, start, start+len(line))
			return false
		}
		if m := assignedPart().FindStringSubmatch(line); m != nil {
			parts[strings.Index("MAJ MIN PAT", m[1][:3])/4] = m[2]
		}
		if parts[0] != "" && parts[1] != "" && parts[2] != "" {
			f.add(Mark{Kind: Release, Version: strings.Join(parts[:], ".")}, 0, start+len(line))
			return false
		}
		return true
	})
}

func (f *file) makefile() {
	f.eachLine(0, maxFields, func(start int, line string) bool {
		m := makeVersion().FindStringSubmatch(line)
		if m == nil {
			return true
		}
		f.add(Mark{Kind: Release, Version: m[1]}, start, start+len(line))
		return false
	})
}

// changes reads the newest version of a list of changes, which is what it begins with.
func (f *file) changes() {
	lines := 0
	f.eachLine(0, 2048, func(start int, line string) bool {
		if lines++; lines > 15 {
			return false
		}
		text := strings.Trim(strings.TrimSpace(line), "#*=- ")
		if strings.HasPrefix(strings.TrimSpace(line), "- ") || strings.HasPrefix(strings.TrimSpace(line), "* ") {
			return true // what was done rather than what it was done in
		}
		if strings.Contains(text, "->") { // from one version to the next
			return false
		}
		if m := changesHead().FindStringSubmatch(text); m != nil && isVersion(m[1]) {
			f.add(Mark{Kind: Mention, Version: m[1]}, start, start+len(line))
			return false
		}
		if m := readmeRelease().FindStringSubmatch(text); m != nil && isVersion(m[2]) {
			f.add(Mark{Kind: Mention, Name: m[1], Version: m[2]}, start, start+len(line))
			return false
		}
		return true
	})
}

// readme reads the title, and a line that begins with name and version: "zlib 1.2.13 is a general purpose library".
func (f *file) readme() {
	lines := 0
	f.eachLine(0, 4096, func(start int, line string) bool {
		if lines++; lines > 12 {
			return false
		}
		text := strings.Trim(strings.TrimSpace(line), "#*=- ")
		if m := readmeRelease().FindStringSubmatch(text); m != nil && isVersion(m[2]) {
			f.add(Mark{Kind: Mention, Name: m[1], Version: m[2]}, start, start+len(line))
			return false
		}
		return true
	})
}
