// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package registries reads which registries the package managers of this machine are set to ask, and with which credentials.
//
// It runs no package manager, writes nothing and opens no connection. It reads the environment, the settings of the user and of the machine,
// and the package managers' own files; never settings that lie in a project, which may be the input's. No address of a
// registry stands in this program: what a package manager asks unless somebody says otherwise is read from its installation, and
// where no file states it nothing is asked.
package registries

import (
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"
	"golang.org/x/mod/module"

	"lizenzlotse/scanner/inventory"
)

// Why no registry is asked for a package.
const (
	WhyType      = "type"       // of packages of this type nobody is asked
	WhyNotSet    = "not-set"    // no setting and no installation names a registry
	WhyUnusable  = "unusable"   // what is set cannot be asked, which an issue tells
	WhyOff       = "off"        // a setting says that nobody is to be asked
	WhyDirect    = "direct"     // the setting leads to the places of the sources themselves, which are no registry
	WhyPrivate   = "private"    // a setting says that the name stays in the house
	WhyElsewhere = "elsewhere"  // the package is taken from a repository or an address, not by its name from a registry
	WhyName      = "name"       // it is called as no package can be, which would lead to elsewhere on the registry's server
	WhyOtherHost = "other-host" // it is taken from another host than those that are set
)

// Types are the types of purls for which registries are read, in the order in which they are shown.
func Types() []string {
	list := make([]string, len(readers))
	for i, r := range readers {
		list[i] = r.typ
	}
	return list
}

// readers read the settings of the package managers of one type each.
var readers = []struct {
	typ  string
	read func(*machine, *setting)
}{
	{"npm", readNPM},
	{"pypi", readPyPI},
	{"golang", readGo},
	{"cargo", readCargo},
	{"maven", readMaven},
	{"nuget", readNuGet},
	{"gem", readGem},
	{"composer", readComposer},
	{"pub", readPub},
}

// Settings are those of this machine and the user's own. They do not change and may be asked from several goroutines at once.
type Settings struct {
	byType map[string]*setting
}

// setting is what holds for the packages of one type.
type setting struct {
	typ  string
	list []Registry // in the order in which they are asked
	// why nobody is asked, and which setting says so; "" where list is to be asked.
	why, whyOrigin string
	// usual are the hosts from which packages come where nothing is set, see authority: lock files name them, and a mirror stands in for them.
	usual []string
	// scopes are the registries of npm's scopes ("@scope"); nil where the one that is set cannot be asked.
	scopes map[string][]Registry
	// named are cargo's registries besides its usual one, by the address of their index.
	named map[string]Registry
	// private are the patterns of names that stay in the house (go.dev/ref/mod, "private modules").
	private       []string
	privateOrigin string
	// keyFor finds credentials that the settings have for a host, whoever names the registry; nil where settings have them for a name only.
	keyFor func(base string) *key
	ca     string // see [Registry]
	// stopped: something that is set cannot be read or asked. What comes after it is not asked either: it would be only for what is
	// not there, and would learn names that are.
	stopped bool
	spoiled bool // a file of settings cannot be read, and may say anything
}

// Read reads the settings. Own are the user's own, "TYPE=ADDRESS" or "TYPE=off", which stand in the place of those of the package
// manager; those that [CheckOwn] refuses do not count. The issues are notes: about settings that cannot be used.
func Read(own []string) (*Settings, []inventory.Issue) {
	m := thisMachine()
	return m.settings(own)
}

func (m *machine) settings(own []string) (*Settings, []inventory.Issue) {
	s := &Settings{byType: map[string]*setting{}}
	given := map[string][]string{}
	for _, o := range own {
		if typ, address, refused := splitOwn(o); refused == "" {
			given[typ] = append(given[typ], address)
		}
	}
	for _, r := range readers {
		t := &setting{typ: r.typ}
		s.byType[r.typ] = t
		m.now = t
		r.read(m, t)
		if t.spoiled {
			t.list, t.scopes, t.named, t.why = nil, nil, nil, WhyUnusable
		}
		if len(given[r.typ]) > 0 {
			m.takeOwn(t, given[r.typ])
		}
		if len(t.list) == 0 && t.why == "" {
			t.why = WhyNotSet
			if t.stopped {
				t.why = WhyUnusable
			}
		}
		if t.why != "" {
			t.list = nil
		}
		t.keyFor = nil // it holds what was read
	}
	return s, m.issues
}

// For gives the registries to ask about a package, in order, or why none is to be asked: one of the constants. Places are where
// files say that the package is taken from, archives and registries; "" is none. Each must be one of those asked, or one that they stand in for.
func (s *Settings) For(purl string, places ...string) (list []Registry, why string) {
	u, err := packageurl.FromString(purl)
	if err != nil {
		return nil, WhyType
	}
	t := s.byType[u.Type]
	if t == nil {
		return nil, WhyType
	}
	if t.why == WhyOff {
		return nil, WhyOff
	}
	qualifiers := u.Qualifiers.Map()
	if qualifiers["vcs_url"] != "" || qualifiers["download_url"] != "" {
		return nil, WhyElsewhere
	}
	if !isName(u) {
		return nil, WhyName
	}
	if u.Type == packageurl.TypeGolang && t.isPrivate(u) {
		return nil, WhyPrivate
	}
	if u.Type == packageurl.TypeNPM && u.Namespace != "" {
		scope := "@" + strings.TrimPrefix(strings.ToLower(u.Namespace), "@")
		if list, set := t.scopes[scope]; set {
			if len(list) == 0 {
				return nil, WhyPrivate
			}
			return from(list, nil, places)
		}
	}
	all := meant(t.list, nameOf(u))
	if len(all) == 0 && len(t.list) > 0 {
		return nil, WhyPrivate
	}
	if at := qualifiers["repository_url"]; at != "" {
		if r, ok := t.named[strings.TrimRight(at, "/")]; ok {
			return []Registry{r}, ""
		}
		if t.why == "" {
			return from(all, t.usual, append([]string{at}, places...))
		}
	}
	if t.why != "" {
		return nil, t.why
	}
	return from(all, t.usual, places)
}

// from leaves the registries from whose host a package is taken. One that is taken from a usual host is asked for at all that are set in its
// place, as the package manager does.
func from(list []Registry, usual, places []string) ([]Registry, string) {
	list = slices.Clone(list)
	for _, place := range places {
		if place == "" {
			continue
		}
		u, _, refused := parse(place)
		if refused != "" {
			return nil, WhyElsewhere
		}
		host := authority(u)
		var same []Registry
		for _, r := range list {
			if r.host() == host || r.files == host {
				same = append(same, r)
			}
		}
		switch {
		case len(same) > 0:
			list = same
		case !slices.Contains(usual, host):
			return nil, WhyOtherHost
		}
	}
	return list, ""
}

// isName keeps what strangers chose from being more than one part of an address each: servers take credentials with it.
func isName(u packageurl.PackageURL) bool {
	parts := []string{u.Name}
	if u.Namespace != "" {
		parts = append(parts, strings.Split(u.Namespace, "/")...)
	}
	if u.Version != "" {
		parts = append(parts, u.Version)
	}
	for _, q := range u.Qualifiers {
		if q.Key == "platform" || q.Key == "type" || q.Key == "classifier" {
			parts = append(parts, q.Value)
		}
	}
	for _, p := range parts {
		if p == "" || p == "." || p == ".." || len(p) > maxAddress || controls(p) || strings.ContainsAny(p, " /\\?#%&:;<>\"'`{|}^") {
			return false
		}
	}
	return true
}

func nameOf(u packageurl.PackageURL) string {
	if u.Namespace != "" {
		return u.Namespace + "/" + u.Name
	}
	return u.Name
}

func (t *setting) isPrivate(u packageurl.PackageURL) bool {
	name := nameOf(u)
	if u.Subpath != "" {
		name += "/" + u.Subpath
	}
	for _, p := range t.private { // purls are in lower case
		if module.MatchPrefixPatterns(strings.ToLower(p), strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// An Ecosystem is what is set for the packages of one type, for people to read.
type Ecosystem struct {
	Type       string
	Registries []Registry // in the order in which they are asked; none where Why says why
	Why        string     // one of the constants
	WhyOrigin  string     // which setting says so; "" where none does
	Scopes     []Scope    // of npm, sorted by name
	Named      []Registry // of cargo: those besides its usual one, sorted by address
	Private    []string   // patterns of names about which nobody is asked
	// PrivateOrigin is the setting that has them.
	PrivateOrigin string
}

// A Scope is a part of npm's names that has a registry of its own.
type Scope struct {
	Name       string     // "@scope"
	Registries []Registry // none where the one that is set cannot be asked
}

// Ecosystems gives all settings, in the order of [Types].
func (s *Settings) Ecosystems() []Ecosystem {
	var list []Ecosystem
	for _, r := range readers {
		t := s.byType[r.typ]
		e := Ecosystem{Type: t.typ, Registries: slices.Clone(t.list), Why: t.why, WhyOrigin: t.whyOrigin, Private: slices.Clone(t.private), PrivateOrigin: t.privateOrigin}
		if t.why != WhyOff {
			for _, name := range sorted(t.scopes) {
				e.Scopes = append(e.Scopes, Scope{name, slices.Clone(t.scopes[name])})
			}
			for _, name := range sorted(t.named) {
				e.Named = append(e.Named, t.named[name])
			}
		}
		list = append(list, e)
	}
	return list
}
