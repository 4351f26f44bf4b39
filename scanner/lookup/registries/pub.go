// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"encoding/json"
	"strings"
)

// readPub reads the settings of Dart's pub (dart.dev, "custom package repositories"). What it asks without any no file states.
func readPub(m *machine, t *setting) {
	dir := m.config()
	if m.goos != "windows" && m.goos != "darwin" {
		dir = m.xdg()
	}
	path := below(dir, "dart", "pub-tokens.json")
	var tokens struct {
		Hosted []struct{ URL, Token, Env string } `json:"hosted"`
	}
	if data, _ := m.peek(path); data != nil && json.Unmarshal(data, &tokens) != nil {
		m.misread(path)
	}
	t.keyFor = func(base string) *key {
		for _, h := range tokens.Hosted {
			u, _, refused := parse(h.URL)
			if refused != "" || strings.TrimRight(u.String(), "/") != base {
				continue
			}
			token := h.Token
			if token == "" && h.Env != "" {
				if token = m.env(h.Env); token == "" {
					m.unusable(t.typ, m.shown(path), unusableVariable)
				}
			}
			return m.bearer(t.typ, m.shown(path), token)
		}
		return nil
	}
	if v := m.env("PUB_HOSTED_URL"); v != "" {
		m.add(t, v, "$PUB_HOSTED_URL")
	}
}
