// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// readPyPI reads the settings of uv where there are some (docs.astral.sh, "package indexes"), else those of pip (pip.pypa.io, "configuration"): the
// environment's before the user's before the machine's.
func readPyPI(m *machine, t *setting) {
	values := map[string]stated{}
	take := func(path, origin string) {
		for _, l := range configparser(m.read(path)) {
			if l.section == "global" || l.section == "install" || l.section == "download" {
				values[strings.ReplaceAll(l.key, "_", "-")] = stated{l.value, origin}
			}
		}
	}
	set := m.env("PIP_CONFIG_FILE")
	switch {
	case set == "/dev/null" || strings.EqualFold(set, "nul"): // pip's word for none
	default:
		for _, path := range m.pipFiles() {
			take(path, m.shown(path))
		}
		if m.absolute(set) != "" {
			take(set, "$PIP_CONFIG_FILE")
		}
	}
	for _, name := range []string{"index-url", "extra-index-url", "cert", "no-index"} {
		variable := "PIP_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
		if v := m.env(variable); v != "" {
			values[name] = stated{v, "$" + variable}
		}
	}
	t.ca = m.absolute(m.tilde(values["cert"].value))
	t.keyFor = func(base string) *key { return m.netrcKey(t.typ, base) }

	index, files, installation := m.pipDefault()
	if index != "" {
		for _, host := range []string{index, "https://" + files} {
			if u, _, refused := parse(host); refused == "" {
				t.usual = append(t.usual, authority(u))
			}
		}
	}
	if v := strings.ToLower(values["no-index"].value); slices.Contains([]string{"1", "true", "yes", "on", "t", "y"}, v) {
		t.why, t.whyOrigin = WhyOff, values["no-index"].origin
		return
	}
	add := func(raw, origin string) {
		if r := m.add(t, raw, origin); r != nil && len(t.usual) > 1 && r.host() == t.usual[0] {
			r.files = t.usual[1]
		}
	}
	uv := m.uvIndexes()
	for _, i := range uv {
		add(i.value, i.origin)
	}
	if hasUsual(uv) {
		return
	}
	switch set := values["index-url"]; {
	case set.value != "":
		add(set.value, set.origin)
	case index != "":
		add(index, installation)
	}
	for extra := range strings.FieldsSeq(values["extra-index-url"].value) {
		add(extra, values["extra-index-url"].origin)
	}
}

// pipFiles are pip's files of settings, the weakest first.
func (m *machine) pipFiles() []string {
	if m.goos == "windows" {
		return []string{below(m.absolute(m.env("PROGRAMDATA")), "pip", "pip.ini"), below(m.home(), "pip", "pip.ini"), below(m.absolute(m.env("APPDATA")), "pip", "pip.ini")}
	}
	var list []string
	for _, dir := range filepath.SplitList(cmp.Or(m.env("XDG_CONFIG_DIRS"), "/etc/xdg")) {
		list = append(list, below(m.absolute(dir), "pip", "pip.conf"))
	}
	slices.Reverse(list) // the first folder is the strongest
	list = append(list, "/etc/pip.conf", below(m.home(), ".pip", "pip.conf"))
	if m.goos == "darwin" {
		list = append(list, "/Library/Application Support/pip/pip.conf", below(m.home(), "Library", "Application Support", "pip", "pip.conf"))
	}
	return append(list, below(m.xdg(), "pip", "pip.conf"))
}

// pipIndex is where pip's program says which index is asked unless a setting says otherwise.
var pipIndex = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^PyPI = PackageIndex\(\s*"(https://[^"\s]+/)",\s*(?:file_storage_domain=)?"([a-z0-9.-]+)",?\s*\)`)
})

// pipDefault reads it; all are "" where no pip is found.
func (m *machine) pipDefault() (index, files, origin string) {
	for _, name := range []string{"pip", "pip3", "python3", "python"} {
		at := m.program(name)
		if at == "" {
			continue
		}
		up := filepath.Dir(filepath.Dir(at))
		for _, pattern := range []string{
			filepath.Join(up, "lib", "python*", "site-packages"), filepath.Join(up, "lib", "python*", "dist-packages"),
			filepath.Join(up, "versions", "*", "lib", "python*", "site-packages"),                              // pyenv
			filepath.Join(filepath.Dir(at), "Lib", "site-packages"), filepath.Join(up, "Lib", "site-packages"), // Windows
		} {
			for _, found := range m.glob(filepath.Join(pattern, "pip", "_internal", "models", "index.py")) {
				data, _ := m.peek(found)
				if is := pipIndex().FindSubmatch(data); is != nil {
					return string(is[1]) + "simple", string(is[2]), "pip: index.py"
				}
			}
		}
	}
	return "", "", ""
}

// uvIndexes are the indexes of uv's settings, in the order in which uv asks them.
func (m *machine) uvIndexes() (list []uvIndex) {
	type table struct {
		URL     string `toml:"url"`
		Default bool   `toml:"default"`
	}
	type file struct {
		Index []table  `toml:"index"`
		URL   string   `toml:"index-url"`
		Extra []string `toml:"extra-index-url"`
		None  bool     `toml:"no-index"`
		Pip   struct {
			URL   string   `toml:"index-url"`
			Extra []string `toml:"extra-index-url"`
		} `toml:"pip"`
	}
	words := func(name string, usual bool) {
		for v := range strings.FieldsSeq(m.env(name)) {
			if at := strings.IndexByte(v, '='); at > 0 && !strings.ContainsAny(v[:at], ":/") { // NAME=ADDRESS
				v = v[at+1:]
			}
			list = append(list, uvIndex{v, "$" + name, usual})
		}
	}
	words("UV_INDEX", false)
	words("UV_EXTRA_INDEX_URL", false)
	words("UV_DEFAULT_INDEX", true)
	if !hasUsual(list) {
		words("UV_INDEX_URL", true)
	}
	paths := []string{below(m.xdg(), "uv", "uv.toml")}
	origins := []string{m.shown(paths[0])}
	if set := m.env("UV_CONFIG_FILE"); set != "" {
		paths, origins = []string{m.absolute(set)}, []string{"$UV_CONFIG_FILE"}
	} else if m.goos == "windows" {
		paths, origins = append(paths, below(m.absolute(m.env("PROGRAMDATA")), "uv", "uv.toml")), append(origins, "uv.toml")
	} else {
		paths, origins = append(paths, "/etc/uv/uv.toml"), append(origins, "uv.toml")
	}
	if m.env("UV_NO_CONFIG") != "" {
		paths = nil
	}
	for n, path := range paths {
		data := m.read(path)
		if data == nil {
			continue
		}
		var f file
		if toml.Unmarshal(data, &f) != nil {
			m.malformed(path)
			continue
		}
		for _, e := range append(f.Extra, f.Pip.Extra...) {
			list = append(list, uvIndex{e, origins[n], false})
		}
		var last []uvIndex
		for _, i := range f.Index {
			if i.Default {
				last = append(last, uvIndex{i.URL, origins[n], true})
			} else {
				list = append(list, uvIndex{i.URL, origins[n], false})
			}
		}
		for _, url := range []string{f.URL, f.Pip.URL} {
			if url != "" {
				last = append(last, uvIndex{url, origins[n], true})
			}
		}
		if len(last) > 0 && !hasUsual(list) {
			list = append(list, last[0])
		}
	}
	slices.SortStableFunc(list, func(a, b uvIndex) int { // the usual one is asked last
		switch {
		case a.usual == b.usual:
			return 0
		case a.usual:
			return 1
		}
		return -1
	})
	return list
}

// uvIndex is one of uv's, and whether it stands in the place of the usual one.
type uvIndex struct {
	value, origin string
	usual         bool
}

func hasUsual(list []uvIndex) bool {
	return slices.ContainsFunc(list, func(i uvIndex) bool { return i.usual })
}
