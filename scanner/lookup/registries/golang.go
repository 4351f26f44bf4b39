// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"cmp"
	"path/filepath"
	"strings"
)

// readGo reads GOPROXY and what keeps modules from being asked for (go.dev/ref/mod, "environment variables"): the environment's before the user's
// before those Go comes with.
func readGo(m *machine, t *setting) {
	userFile, userOrigin := m.absolute(m.env("GOENV")), "$GOENV"
	if m.env("GOENV") == "" {
		userFile = below(m.config(), "go", "env")
		userOrigin = m.shown(userFile)
	}
	var user, install map[string]string
	if m.env("GOENV") != off {
		user = pairs(m.read(userFile))
	}
	if data, _ := m.peek(below(m.goRoot(), "go.env")); data != nil {
		install = pairs(data)
	}
	get := func(name string) (value, origin string) {
		switch {
		case m.env(name) != "":
			return m.env(name), "$" + name
		case user[name] != "":
			return user[name], userOrigin
		case install[name] != "":
			return install[name], "go.env"
		}
		return "", ""
	}
	private, privateOrigin := get("GONOPROXY")
	if private == "" {
		private, privateOrigin = get("GOPRIVATE")
	}
	for p := range strings.SplitSeq(private, ",") {
		if p = strings.TrimSpace(p); p != "" && p != "none" {
			t.private = append(t.private, p)
			t.privateOrigin = privateOrigin
		}
	}
	auth, authOrigin := get("GOAUTH")
	t.keyFor = func(base string) *key {
		for command := range strings.SplitSeq(cmp.Or(auth, "netrc"), ";") {
			switch command = strings.TrimSpace(command); command {
			case off:
				return nil
			case "netrc":
				if k := m.netrcKey(t.typ, base); k != nil {
					return k
				}
			case "":
			default:
				m.unusable(t.typ, authOrigin, unusableProgram)
			}
		}
		return nil
	}
	if u, _, refused := parse(firstProxy(install["GOPROXY"])); refused == "" {
		t.usual = []string{authority(u)}
	}
	proxies, origin := get("GOPROXY")
	for _, p := range strings.FieldsFunc(proxies, func(r rune) bool { return r == ',' || r == '|' }) {
		switch p = strings.TrimSpace(p); p {
		case "":
			continue
		case off, "direct":
			if len(t.list) == 0 && !t.stopped {
				t.why, t.whyOrigin = map[string]string{off: WhyOff, "direct": WhyDirect}[p], origin
			}
			return
		}
		m.add(t, p, origin)
	}
}

func firstProxy(list string) string {
	if at := strings.IndexAny(list, ",|"); at >= 0 {
		list = list[:at]
	}
	return list
}

// goRoot is where Go is installed: GOROOT, else where its program lies; "" where it is not found.
func (m *machine) goRoot() string {
	if root := m.absolute(m.env("GOROOT")); root != "" {
		return root
	}
	at := m.program("go")
	if at == "" {
		return ""
	}
	return filepath.Dir(filepath.Dir(at))
}
