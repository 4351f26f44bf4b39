// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"cmp"
	"encoding/json"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

type composerConfig struct {
	Repositories json.RawMessage `json:"repositories"`
	Config       struct {
		composerAuth
		CAFile string `json:"cafile"`
	} `json:"config"`
}

// composerAuth is what auth.json holds (getcomposer.org, "authentication").
type composerAuth struct {
	Basic map[string]struct {
		Username string `json:"username"`
		Password string `json:"password"`
	} `json:"http-basic"`
	Bearer map[string]string   `json:"bearer"`
	Custom map[string][]string `json:"custom-headers"`
}

type composerRepository struct {
	Type    string   `json:"type"`
	URL     string   `json:"url"`
	Only    []string `json:"only"`
	Exclude []string `json:"exclude"`
}

// readComposer reads the user's settings of Composer: its repositories before the usual one.
func readComposer(m *machine, t *setting) {
	home, shown := m.composerHome()
	var c composerConfig
	if data := m.read(below(home, "config.json")); data != nil && json.Unmarshal(data, &c) != nil {
		m.malformed(below(home, "config.json"))
		return
	}
	auths := []composerAuth{c.Config.composerAuth}
	origins := []string{shown + "/config.json"}
	read := func(data []byte, origin string) {
		var a composerAuth
		if data == nil {
			return
		}
		if json.Unmarshal(data, &a) != nil {
			m.unusable(t.typ, origin, unusableForm)
			return
		}
		auths, origins = append(auths, a), append(origins, origin)
	}
	data, _ := m.peek(below(home, "auth.json"))
	read(data, shown+"/auth.json")
	if set := m.env("COMPOSER_AUTH"); set != "" {
		read([]byte(set), "$COMPOSER_AUTH")
	}
	t.ca = m.absolute(cmp.Or(m.env("COMPOSER_CAFILE"), c.Config.CAFile))
	t.keyFor = func(base string) *key {
		u, err := url.Parse(base)
		if err != nil {
			return nil
		}
		for i := len(auths) - 1; i >= 0; i-- {
			if k := m.composerKey(t.typ, origins[i], auths[i], u.Host); k != nil {
				return k
			}
		}
		return nil
	}
	list, alone, ok := composerRepositories(c.Repositories)
	if !ok {
		m.malformed(below(home, "config.json"))
		return
	}
	origin := shown + "/config.json"
	usual := m.composerDefault()
	if u, _, refused := parse(usual); refused == "" {
		t.usual = []string{authority(u)}
	}
	add := func(c composerRepository, origin string) {
		if r := m.add(t, c.URL, origin); r != nil && len(c.Only)+len(c.Exclude) > 0 {
			r.only = &only{patterns: lower(c.Only), except: lower(c.Exclude)}
			if len(c.Only) == 0 {
				r.only.patterns = []string{"*"}
			}
		}
	}
	for _, r := range list {
		if r.Type == "composer" { // others are repositories of sources, and folders
			add(r, origin)
		}
	}
	switch {
	case alone && len(t.list) == 0 && !t.stopped:
		t.why, t.whyOrigin = WhyOff, origin
	case !alone && usual != "":
		add(composerRepository{URL: usual}, "composer: Config.php")
	}
}

// composerRepositories reads a list or an object of repositories; alone says that the usual one is switched off, which "false" in its place does.
func composerRepositories(data json.RawMessage) (list []composerRepository, alone, ok bool) {
	if len(data) == 0 || string(data) == "null" {
		return nil, false, true
	}
	one := func(raw json.RawMessage) {
		var r composerRepository
		var without map[string]json.RawMessage
		switch {
		case string(raw) == "false":
			alone = true
		case json.Unmarshal(raw, &r) == nil && r.URL != "":
			list = append(list, r)
		case json.Unmarshal(raw, &without) == nil:
			for _, v := range without {
				alone = alone || string(v) == "false"
			}
		}
	}
	var items []json.RawMessage
	if json.Unmarshal(data, &items) == nil {
		for _, raw := range items {
			one(raw)
		}
		return list, alone, true
	}
	d := json.NewDecoder(strings.NewReader(string(data))) // in the order of the file
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, false, false
	}
	for d.More() {
		var raw json.RawMessage
		if _, err := d.Token(); err != nil || d.Decode(&raw) != nil {
			return nil, false, false
		}
		one(raw)
	}
	return list, alone, true
}

func (m *machine) composerKey(typ, origin string, a composerAuth, host string) *key {
	if b, ok := a.Basic[host]; ok {
		return m.basic(typ, origin, b.Username, b.Password)
	}
	if token, ok := a.Bearer[host]; ok {
		return m.bearer(typ, origin, token)
	}
	if headers := a.Custom[host]; len(headers) > 0 {
		name, value, _ := strings.Cut(headers[0], ":")
		return m.header(typ, origin, strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return nil
}

// composerHome is where the user's settings are, and how that is called.
func (m *machine) composerHome() (dir, shown string) {
	if m.env("COMPOSER_HOME") != "" {
		return m.absolute(m.env("COMPOSER_HOME")), "$COMPOSER_HOME"
	}
	if m.goos == "windows" {
		dir = below(m.absolute(m.env("APPDATA")), "Composer")
		return dir, m.shown(dir)
	}
	old := below(m.home(), ".composer")
	dir = below(m.xdg(), "composer")
	if m.resolve(below(dir, "config.json")) == "" && m.resolve(below(dir, "auth.json")) == "" {
		if m.resolve(below(old, "config.json")) != "" || m.resolve(below(old, "auth.json")) != "" {
			dir = old
		}
	}
	if dir == "" {
		return "", ""
	}
	return dir, m.shown(dir)
}

// composerUsual is where Composer's program says what is asked unless a setting says otherwise.
var composerUsual = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\$defaultRepositories = (?:array\(|\[)\s*'[^']+' => (?:array\(|\[)\s*'type' => 'composer',\s*'url' => '(https://[^'\s]+)'`)
})

// maxProgram bounds Composer's program, which is one file, in bytes.
const maxProgram = 16 << 20

func (m *machine) composerDefault() string {
	at := m.program("composer", "composer.phar")
	if at == "" {
		return ""
	}
	for _, path := range []string{
		filepath.Join(filepath.Dir(at), "..", "share", "php", "Composer", "Config.php"),
		filepath.Join(filepath.Dir(at), "..", "src", "Composer", "Config.php"), // from its sources
		at,
	} {
		data, err := m.bytesUpTo(path, maxProgram)
		if err != nil {
			continue
		}
		if is := composerUsual().FindSubmatch(data); is != nil {
			return string(is[1])
		}
	}
	return ""
}

func lower(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ToLower(s)
	}
	return out
}
