// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"net/url"
	"path/filepath"
	"strings"
)

// netrcKey finds the credentials that the user's netrc has for a host, as Go and pip do (go.dev/ref/mod, "passing credentials"). It has neither scheme nor
// port, so they count for https at its own port alone.
func (m *machine) netrcKey(typ, base string) *key {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" || u.Port() != "" {
		return nil
	}
	files := []string{m.absolute(m.env("NETRC"))}
	if m.env("NETRC") == "" {
		files = []string{below(m.home(), ".netrc"), below(m.home(), "_netrc")}
	}
	data, path := m.first(files...)
	if data == nil {
		return nil
	}
	login, password, ok := netrc(string(data), u.Hostname())
	if !ok {
		return nil
	}
	origin := "~/" + filepath.Base(path)
	if m.env("NETRC") != "" {
		origin = "$NETRC"
	}
	return m.basic(typ, origin, login, password)
}

// netrc finds the login of a machine. Macros end at an empty line and are passed over.
func netrc(text, host string) (login, password string, ok bool) {
	here := false
	for block := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		var words []string
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
				words = append(words, strings.Fields(line)...)
			}
		}
		for i := 0; i < len(words); i++ {
			next := ""
			if i+1 < len(words) {
				next = words[i+1]
			}
			switch words[i] {
			case "macdef":
				i = len(words)
			case "default":
				if here && ok {
					return login, password, true
				}
				here = false // it is meant for whoever has no other, which may be anybody
			case "machine":
				if here && ok {
					return login, password, true
				}
				here = strings.EqualFold(next, host)
				i++
			case "login":
				if here {
					login, ok = next, true
				}
				i++
			case "password":
				if here {
					password, ok = next, true
				}
				i++
			case "account":
				i++
			}
		}
	}
	return login, password, ok
}
