// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

const (
	maxIncludes = 16 // files that one of cargo's files takes in, together
	maxSources  = 16 // sources that stand in for one another
	usualSource = "crates-io"
)

// cargoFile is what is read of cargo's settings (doc.rust-lang.org/cargo, "configuration").
type cargoFile struct {
	Include any                      `toml:"include"`
	Source  map[string]cargoSource   `toml:"source"`
	Named   map[string]cargoRegistry `toml:"registries"`
	HTTP    struct{ CAInfo string }  `toml:"http"`
	Net     struct{ Offline bool }   `toml:"net"`
}

type cargoSource struct {
	ReplaceWith string `toml:"replace-with"`
	Registry    string `toml:"registry"`
	Local       string `toml:"local-registry"`
	Directory   string `toml:"directory"`
	Git         string `toml:"git"`

	origin string
}

type cargoRegistry struct {
	Index    string `toml:"index"`
	Token    string `toml:"token"`
	Provider any    `toml:"credential-provider"`

	origin, tokenOrigin string
}

// cargo is what all its files say together.
type cargo struct {
	sources map[string]cargoSource
	named   map[string]cargoRegistry
	ca      string
	offline string // the setting that forbids asking; "" without
	read    map[string]bool
}

// readCargo reads the settings of cargo: the environment's before the user's. The usual registry is asked in the way that cargo
// itself keeps from the last time it asked.
func readCargo(m *machine, t *setting) {
	home, shown := m.absolute(m.env("CARGO_HOME")), "$CARGO_HOME"
	if m.env("CARGO_HOME") == "" {
		home, shown = below(m.home(), ".cargo"), "~/.cargo"
	}
	c := &cargo{sources: map[string]cargoSource{}, named: map[string]cargoRegistry{}, read: map[string]bool{}}
	for _, name := range []string{"config.toml", "config"} { // the older name counts more
		m.cargoFile(c, below(home, name), shown+"/"+name)
	}
	for _, name := range []string{"credentials.toml", "credentials"} {
		m.cargoTokens(c, below(home, name), shown+"/"+name)
	}
	m.cargoEnvironment(c)
	if v := m.env("CARGO_HTTP_CAINFO"); v != "" {
		c.ca = v
	}
	t.ca = m.absolute(c.ca)
	t.keyFor = func(base string) *key {
		for _, name := range sorted(c.named) {
			if r := c.named[name]; strings.TrimRight(strings.TrimPrefix(r.Index, "sparse+"), "/") == base && secure(base) {
				return m.cargoKey(t.typ, r)
			}
		}
		return nil
	}
	for _, name := range sorted(c.named) {
		r := c.named[name]
		if !strings.HasPrefix(r.Index, "sparse+") {
			if r.Index != "" {
				m.refuse(t.typ, r.origin, refusedGit)
			}
			continue
		}
		if found, ok := m.one(t, strings.TrimPrefix(r.Index, "sparse+"), r.origin); ok {
			if t.named == nil {
				t.named = map[string]Registry{}
			}
			t.named[found.Base] = found
		}
	}
	usual, usualKnown := m.cargoUsual(t, home, shown)
	if c.offline != "" {
		t.why, t.whyOrigin = WhyOff, c.offline
		return
	}
	source, name := c.sources[usualSource], usualSource
	for range maxSources {
		if source.ReplaceWith == "" {
			break
		}
		name = source.ReplaceWith
		origin := source.origin
		next, ok := c.sources[name]
		if r, isNamed := c.named[name]; !ok && isNamed {
			next = cargoSource{Registry: r.Index, origin: r.origin}
		} else if !ok {
			next = cargoSource{origin: origin}
		}
		source = next
	}
	refuse := func(cause string) {
		t.stopped = true
		m.refuse(t.typ, source.origin, cause)
	}
	switch {
	case source.ReplaceWith != "": // they stand in for one another in a circle
		refuse(refusedCircle)
	case source.Local != "" || source.Directory != "":
		t.why, t.whyOrigin = WhyOff, source.origin
	case strings.HasPrefix(source.Registry, "sparse+"):
		m.add(t, strings.TrimPrefix(source.Registry, "sparse+"), source.origin)
	case source.Registry != "" || source.Git != "":
		refuse(refusedGit)
	case name != usualSource:
		refuse(refusedMalformed)
	case usualKnown:
		t.list = []Registry{usual}
	}
}

// cargoFile takes in a file of settings and those that it includes, which count less.
func (m *machine) cargoFile(c *cargo, path, origin string) {
	data := m.read(path)
	if data == nil || c.read[path] || len(c.read) > maxIncludes {
		return
	}
	c.read[path] = true
	var f cargoFile
	if toml.Unmarshal(data, &f) != nil {
		m.malformed(path)
		return
	}
	for _, include := range includes(f.Include) {
		if !filepath.IsAbs(include) {
			include = filepath.Join(filepath.Dir(path), include)
		}
		m.cargoFile(c, include, m.shown(include))
	}
	for name, s := range f.Source {
		s.origin = origin
		c.sources[name] = s
	}
	for name, r := range f.Named {
		r.origin, r.tokenOrigin = origin, origin
		c.named[name] = r
	}
	c.ca = cmp.Or(f.HTTP.CAInfo, c.ca)
	if f.Net.Offline {
		c.offline = origin
	}
}

// includes gives the paths of an include, which may be one, many, or tables with one each.
func includes(v any) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return includes(v["path"])
	case []any:
		for _, e := range v {
			if _, nested := e.([]any); !nested {
				list = append(list, includes(e)...)
			}
		}
	case []map[string]any:
		for _, e := range v {
			list = append(list, includes(e["path"])...)
		}
	}
	return list
}

func (m *machine) cargoTokens(c *cargo, path, origin string) {
	data, _ := m.peek(path)
	if data == nil {
		return
	}
	var f cargoFile // the token of the usual registry is for publishing, and is left alone
	if toml.Unmarshal(data, &f) != nil {
		m.misread(path)
		return
	}
	for name, said := range f.Named {
		if r, ok := c.named[name]; ok && said.Token != "" {
			r.Token, r.tokenOrigin = said.Token, origin
			c.named[name] = r
		}
	}
}

// cargoEnvironment takes in CARGO_REGISTRIES_NAME_INDEX and _TOKEN.
func (m *machine) cargoEnvironment(c *cargo) {
	for _, e := range m.environ {
		variable, value, _ := strings.Cut(e, "=")
		rest, ok := strings.CutPrefix(variable, "CARGO_REGISTRIES_")
		if !ok || value == "" {
			continue
		}
		name, isIndex := strings.CutSuffix(rest, "_INDEX")
		name, isToken := strings.CutSuffix(name, "_TOKEN")
		at := strings.ReplaceAll(strings.ToLower(name), "_", "-")
		for known := range c.named {
			if strings.EqualFold(strings.ReplaceAll(known, "-", "_"), name) {
				at = known
			}
		}
		r := c.named[at]
		switch {
		case isIndex:
			r.Index, r.origin = value, "$"+variable
		case isToken:
			r.Token, r.tokenOrigin = value, "$"+variable
		}
		c.named[at] = r
	}
}

func (m *machine) cargoKey(typ string, r cargoRegistry) *key {
	if r.Token != "" {
		return m.header(typ, r.tokenOrigin, "Authorization", r.Token)
	}
	if r.Provider != nil {
		m.unusable(typ, r.origin, unusableProgram)
	}
	return nil
}

// cargoUsual is the usual registry as cargo keeps it: the folder of its index ends in a number that stands for it, by the version of cargo.
func (m *machine) cargoUsual(t *setting, home, shown string) (Registry, bool) {
	for _, number := range []string{"1949cf8c6b5b557f", "6f17d22bba15001f"} {
		for _, path := range m.glob(below(home, "registry", "index", "*-"+number, "config.json")) {
			data, _ := m.peek(path)
			var says struct{ DL, API string }
			if data == nil || json.Unmarshal(data, &says) != nil || says.DL == "" {
				continue
			}
			origin := shown + "/registry/index/*/config.json"
			// Marks stand for parts of a package's name.
			download, ok := m.registry(t.typ, strings.NewReplacer("{", "", "}", "").Replace(says.DL), origin)
			if !ok {
				continue
			}
			r := Registry{Type: t.typ, Base: download.Base, Origin: origin, CA: t.ca}
			if says.API != "" {
				if r, ok = m.registry(t.typ, says.API, origin); !ok {
					continue
				}
				r.key, r.CA = nil, t.ca
			}
			r.Download = says.DL
			t.usual = appendNew(t.usual, r.host(), download.host())
			return r, true
		}
	}
	return Registry{}, false
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
