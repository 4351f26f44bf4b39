// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

// readGem reads the settings of RubyGems and Bundler's mirrors and credentials (guides.rubygems.org, "command reference"; bundler.io, "bundle config").
func readGem(m *machine, t *setting) {
	var list []stated
	for _, path := range m.gemFiles() {
		data := m.read(path)
		if data == nil {
			continue
		}
		var f map[string]any
		if yaml.Unmarshal(data, &f) != nil {
			m.malformed(path)
			continue
		}
		if ca, ok := f[":ssl_ca_cert"].(string); ok {
			t.ca = m.absolute(ca)
		}
		sources, ok := f[":sources"].([]any)
		if !ok {
			continue
		}
		list = nil
		for _, s := range sources {
			if address, ok := s.(string); ok {
				list = append(list, stated{address, m.shown(path)})
			}
		}
	}
	usual := m.gemDefault()
	if u, _, refused := parse(usual); refused == "" {
		t.usual = []string{authority(u)}
	}
	if len(list) == 0 && usual != "" {
		list = []stated{{usual, "rubygems: defaults.rb"}}
	}
	bundler := m.bundler()
	t.keyFor = func(base string) *key {
		u, err := url.Parse(base)
		if err != nil {
			return nil
		}
		for _, name := range []string{bundlerName(base), bundlerName(u.Host)} {
			if set := bundler[name]; set.value != "" {
				login, password, _ := strings.Cut(set.value, ":")
				return m.basic(t.typ, set.origin, unescaped(login), unescaped(password))
			}
		}
		return nil
	}
	for _, s := range list {
		for _, name := range []string{"MIRROR__" + bundlerName(s.value), "MIRROR__" + bundlerName(strings.TrimRight(s.value, "/")), "MIRROR__ALL"} {
			if set := bundler[name]; set.value != "" {
				s = set
				break
			}
		}
		m.add(t, s.value, s.origin)
	}
}

func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// gemFiles are RubyGems' files of settings, the weakest first.
func (m *machine) gemFiles() []string {
	list := []string{"/etc/gemrc"}
	if m.goos == "windows" {
		list = []string{below(m.absolute(m.env("PROGRAMDATA")), "gemrc")}
	}
	list = append(list, below(m.home(), ".config", "gem", "gemrc"), below(m.home(), ".gemrc"))
	if dir := m.absolute(m.env("XDG_CONFIG_HOME")); dir != "" {
		list[1] = below(dir, "gem", "gemrc")
	}
	for path := range strings.FieldsFuncSeq(m.env("GEMRC"), func(r rune) bool { return r == filepath.ListSeparator || r == ';' }) {
		list = append(list, m.absolute(path))
	}
	return list
}

// gemSources is where RubyGems' program says what is asked unless a setting says otherwise.
var gemSources = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`def self\.default_sources\s+(?:@default_sources \|\|= )?%w\[(https://[^\]\s]+)\]`)
})

func (m *machine) gemDefault() string {
	at := m.program("gem", "ruby")
	if at == "" {
		return ""
	}
	up := filepath.Dir(filepath.Dir(at))
	for _, pattern := range []string{
		filepath.Join(up, "lib", "ruby", "vendor_ruby"), filepath.Join(up, "lib", "ruby", "*"), filepath.Join(up, "lib", "ruby", "site_ruby", "*"),
		filepath.Join(up, "versions", "*", "lib", "ruby", "*"), // rbenv
	} {
		for _, path := range m.glob(filepath.Join(pattern, "rubygems", "defaults.rb")) {
			data, _ := m.peek(path)
			if is := gemSources().FindSubmatch(data); is != nil {
				return string(is[1])
			}
		}
	}
	return ""
}

// bundler gives the user's settings of Bundler under their names without "BUNDLE_": of the environment before the file.
func (m *machine) bundler() map[string]stated {
	all := map[string]stated{}
	path := below(m.home(), ".bundle", "config")
	if set := m.env("BUNDLE_USER_CONFIG"); set != "" {
		path = m.absolute(set)
	} else if set := m.env("BUNDLE_USER_HOME"); set != "" {
		path = below(m.absolute(set), "config")
	}
	if data := m.read(path); data != nil {
		var f map[string]any
		if yaml.Unmarshal(data, &f) != nil {
			m.malformed(path)
		}
		for name, v := range f {
			if rest, ok := strings.CutPrefix(strings.ToUpper(name), "BUNDLE_"); ok {
				if s, ok := v.(string); ok {
					all[rest] = stated{s, m.shown(path)}
				}
			}
		}
	}
	for _, e := range m.environ {
		name, value, _ := strings.Cut(e, "=")
		if rest, ok := strings.CutPrefix(name, "BUNDLE_"); ok && value != "" {
			all[strings.ToUpper(rest)] = stated{value, "$" + name}
		}
	}
	return all
}

// bundlerName is how an address stands in the name of a setting.
func bundlerName(address string) string {
	return strings.ToUpper(strings.NewReplacer("-", "___", ".", "__").Replace(address))
}
