// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"cmp"
	"encoding/base64"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// readNPM reads the settings of npm (docs.npmjs.com, "config"): the environment's before the user's before the machine's before those npm comes
// with. Those of a project are not looked for.
func readNPM(m *machine, t *setting) {
	all := map[string]stated{}
	root := m.npmRoot()
	take := func(path, origin string) {
		for _, l := range npmrc(m.read(path)) {
			if l.section == "" {
				all[npmKey(m.expand(l.key))] = stated{m.expand(l.value), origin}
			}
		}
	}
	if root != "" {
		take(filepath.Join(root, "npmrc"), "npm: npmrc")
	}
	environment := map[string]stated{}
	for _, e := range m.environ {
		name, value, _ := strings.Cut(e, "=")
		rest, ok := strings.CutPrefix(strings.ToLower(name), "npm_config_")
		if !ok || value == "" {
			continue
		}
		if strings.HasPrefix(rest, "//") {
			rest = name[len("npm_config_"):]
		} else {
			rest = rest[:1] + strings.ReplaceAll(rest[1:], "_", "-") // but not of _auth
		}
		environment[npmKey(rest)] = stated{value, "$" + name}
	}
	user, userOrigin := below(m.home(), ".npmrc"), "~/.npmrc"
	if set := environment["userconfig"]; set.value != "" {
		user, userOrigin = m.absolute(m.tilde(set.value)), set.origin
	}
	global, globalOrigin := m.absolute(m.tilde(environment["globalconfig"].value)), environment["globalconfig"].origin
	if environment["globalconfig"].value == "" {
		globalOrigin = "npm: etc/npmrc"
		prefix := environment["prefix"].value
		for _, l := range npmrc(m.read(user)) {
			if prefix == "" && l.section == "" && l.key == "prefix" {
				prefix = m.expand(l.value)
			}
		}
		prefix = cmp.Or(m.absolute(m.tilde(prefix)), m.absolute(all["prefix"].value), m.nodePrefix())
		global = below(prefix, "etc", "npmrc")
	}
	take(global, globalOrigin)
	take(user, userOrigin)
	for name, v := range environment {
		all[name] = v
	}

	if ca := all["cafile"].value; ca != "" {
		t.ca = m.absolute(m.tilde(ca))
	}
	for _, name := range []string{"_auth", "_authtoken", "_password"} {
		if all[name].value != "" {
			m.unusable(t.typ, all[name].origin, unusableUnscoped)
		}
	}
	t.keyFor = func(base string) *key { return m.npmKeyFor(t.typ, base, all) }
	usual, known := m.npmDefault(root)
	if known {
		if u, _, refused := parse(usual); refused == "" {
			t.usual = []string{authority(u)}
		}
	}
	switch set := all["registry"]; {
	case set.value != "":
		m.add(t, set.value, set.origin)
	case known:
		m.add(t, usual, "npm: definitions.js")
	}
	for _, name := range sorted(all) {
		set := all[name]
		if scope, ok := strings.CutSuffix(name, ":registry"); ok && strings.HasPrefix(scope, "@") {
			if t.scopes == nil {
				t.scopes = map[string][]Registry{}
			}
			t.scopes[strings.ToLower(scope)] = nil
			if r, ok := m.one(t, set.value, set.origin); ok {
				t.scopes[strings.ToLower(scope)] = []Registry{r}
			}
		}
	}
}

// npmKey makes the names of settings comparable: "//HOST/path/:name" with the host in lower case.
func npmKey(name string) string {
	rest, ok := strings.CutPrefix(name, "//")
	if !ok {
		return strings.ToLower(name)
	}
	at := strings.IndexByte(rest, '/')
	if at < 0 {
		at = len(rest)
	}
	return "//" + strings.ToLower(rest[:at]) + rest[at:]
}

// npmKeyFor finds credentials by the longest part of an address that settings name.
func (m *machine) npmKeyFor(typ, base string, all map[string]stated) *key {
	u, err := url.Parse(base)
	if err != nil {
		return nil
	}
	for at := "//" + u.Host + u.EscapedPath() + "/"; len(at) > len("//"); {
		if set := all[at+":_authToken"]; set.value != "" {
			return m.bearer(typ, set.origin, set.value)
		}
		if set := all[at+":_auth"]; set.value != "" {
			return m.header(typ, set.origin, "Authorization", "Basic "+set.value)
		}
		name, password := all[at+":username"], all[at+":_password"]
		if name.value != "" && password.value != "" {
			plain, err := base64.StdEncoding.DecodeString(password.value)
			if err != nil {
				m.unusable(typ, password.origin, unusableForm)
				return nil
			}
			return m.basic(typ, password.origin, name.value, string(plain))
		}
		if strings.HasSuffix(at, "/") {
			at = at[:len(at)-1]
		} else {
			at = at[:strings.LastIndexByte(at, '/')+1]
		}
	}
	return nil
}

var npmVariable = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\$\{([^${}]+)\}`) })

// expand puts in what ${NAME} stands for; what is not set stays, and ${NAME?} is nothing then.
func (m *machine) expand(s string) string {
	if !strings.Contains(s, "${") {
		return s
	}
	return npmVariable().ReplaceAllStringFunc(s, func(all string) string {
		name, optional := strings.CutSuffix(all[2:len(all)-1], "?")
		if v := m.env(name); v != "" || optional {
			return v
		}
		return all
	})
}

func (m *machine) tilde(path string) string {
	if rest, ok := strings.CutPrefix(filepath.ToSlash(path), "~/"); ok {
		return below(m.home(), filepath.FromSlash(rest))
	}
	return path
}

// npmRoot is where npm itself is installed; "" where it is not found.
func (m *machine) npmRoot() string {
	at := m.program("npm")
	if at == "" {
		return ""
	}
	dir := filepath.Dir(at)
	for _, root := range []string{
		filepath.Dir(dir),                                                 // bin/npm-cli.js
		filepath.Join(dir, "node_modules", "npm"),                         // Windows
		filepath.Join(dir, "..", "lib", "node_modules", "npm"),            // a script beside node
		below(m.absolute(m.env("APPDATA")), "npm", "node_modules", "npm"), // one that npm has installed itself
	} {
		if root != "" && m.resolve(filepath.Join(root, "package.json")) != "" && filepath.Base(root) == "npm" {
			return root
		}
	}
	return ""
}

// nodePrefix is where npm installs for all: beside node.
func (m *machine) nodePrefix() string {
	if m.goos == "windows" {
		return below(m.absolute(m.env("APPDATA")), "npm")
	}
	at := m.program("node")
	if at == "" {
		return ""
	}
	return filepath.Dir(filepath.Dir(at))
}

// npmDefinition is where npm's program says what registry is unless a setting does.
var npmDefinition = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("'registry', *\\{\\s*default: *['\"`](https?://[^'\"`\\s]+)['\"`]")
})

// npmDefault reads what npm asks unless a setting says otherwise. It stands in the program itself, in a form that has been the same since npm 7.
func (m *machine) npmDefault(root string) (string, bool) {
	if root == "" {
		return "", false
	}
	data, _ := m.first(filepath.Join(root, "node_modules", "@npmcli", "config", "lib", "definitions", "definitions.js"),
		filepath.Join(root, "lib", "utils", "config", "definitions.js"))
	all := npmDefinition().FindAllSubmatch(data, -1)
	if len(all) != 1 { // not the form that is known
		return "", false
	}
	return string(all[0][1]), true
}
