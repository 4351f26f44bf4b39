// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

const central = "central"

// mavenSettings is what is read of a settings.xml (maven.apache.org, "settings reference").
type mavenSettings struct {
	Offline bool           `xml:"offline"`
	Mirrors []mavenMirror  `xml:"mirrors>mirror"`
	Servers []mavenServer  `xml:"servers>server"`
	Profile []mavenProfile `xml:"profiles>profile"`
	Active  []string       `xml:"activeProfiles>activeProfile"`
}

type mavenMirror struct {
	ID      string `xml:"id"`
	URL     string `xml:"url"`
	Of      string `xml:"mirrorOf"`
	Blocked bool   `xml:"blocked"`

	origin string
}

type mavenServer struct {
	ID       string `xml:"id"`
	Username string `xml:"username"`
	Password string `xml:"password"`
	Headers  []struct {
		Name  string `xml:"name"`
		Value string `xml:"value"`
	} `xml:"configuration>httpHeaders>property"`

	origin string
}

type mavenProfile struct {
	ID           string            `xml:"id"`
	ByDefault    bool              `xml:"activation>activeByDefault"`
	Repositories []mavenRepository `xml:"repositories>repository"`

	origin string
}

type mavenRepository struct {
	ID       string `xml:"id"`
	URL      string `xml:"url"`
	Layout   string `xml:"layout"`
	Releases struct {
		Enabled string `xml:"enabled"`
	} `xml:"releases"`

	origin string
}

// readMaven reads the settings of Maven, the user's before the installation's: the repositories of the active profiles, then the central one,
// each as its mirror has it. Profiles that only some projects make active are not asked.
func readMaven(m *machine, t *setting) {
	install, installKnown := m.mavenHome()
	var all mavenSettings
	for _, file := range []struct{ path, origin string }{
		{m.mavenUser(), ""}, {below(install, "conf", "settings.xml"), "maven: conf/settings.xml"},
	} {
		origin := file.origin
		if origin == "" {
			origin = m.shown(file.path)
		}
		data := m.read(file.path)
		if data == nil {
			continue
		}
		var s mavenSettings
		if decodeXML(data, &s) != nil {
			m.malformed(file.path)
			continue
		}
		all.add(s, origin)
		if s.Offline {
			t.why, t.whyOrigin = WhyOff, origin
		}
	}
	usual := mavenRepository{ID: central, origin: "maven: pom-4.0.0.xml"}
	if installKnown {
		usual.URL = m.mavenCentral(install)
	}
	if u, _, refused := parse(usual.URL); refused == "" {
		t.usual = []string{authority(u)}
	}
	if t.why != "" {
		return
	}
	var list []mavenRepository
	for _, p := range all.active() {
		for _, r := range p.Repositories {
			if r.origin = p.origin; r.Releases.Enabled != "false" && (r.Layout == "" || r.Layout == "default") {
				list = append(list, r)
			}
		}
	}
	if !slices.ContainsFunc(list, func(r mavenRepository) bool { return r.ID == central }) {
		list = append(list, usual)
	}
	blocked := ""
	for _, r := range list {
		r.URL = m.mavenExpand(r.URL)
		id := r.ID
		if mirror, ok := all.mirrorOf(r); ok {
			if mirror.Blocked {
				blocked = mirror.origin
				continue
			}
			r.URL, r.origin, id = m.mavenExpand(mirror.URL), mirror.origin, mirror.ID
		}
		if r.URL == "" && id == central { // not stated anywhere
			continue
		}
		if found := m.add(t, r.URL, r.origin); found != nil && found.key == nil && secure(found.Base) {
			found.key = m.mavenKey(t.typ, all, id)
		}
	}
	if len(t.list) == 0 && blocked != "" && !t.stopped {
		t.why, t.whyOrigin = WhyOff, blocked
	}
}

// add takes in a file that counts less than those before it.
func (s *mavenSettings) add(more mavenSettings, origin string) {
	for _, x := range more.Mirrors {
		x.origin = origin
		if !slices.ContainsFunc(s.Mirrors, func(o mavenMirror) bool { return o.ID == x.ID }) {
			s.Mirrors = append(s.Mirrors, x)
		}
	}
	for _, x := range more.Servers {
		x.origin = origin
		if !slices.ContainsFunc(s.Servers, func(o mavenServer) bool { return o.ID == x.ID }) {
			s.Servers = append(s.Servers, x)
		}
	}
	for _, x := range more.Profile {
		x.origin = origin
		if !slices.ContainsFunc(s.Profile, func(o mavenProfile) bool { return o.ID == x.ID }) {
			s.Profile = append(s.Profile, x)
		}
	}
	s.Active = append(s.Active, more.Active...)
}

// active gives the profiles that hold everywhere: those that are named active, else those that are so by default.
func (s *mavenSettings) active() (list []mavenProfile) {
	for _, p := range s.Profile {
		if slices.ContainsFunc(s.Active, func(id string) bool { return strings.TrimSpace(id) == p.ID }) {
			list = append(list, p)
		}
	}
	if len(list) > 0 {
		return list
	}
	for _, p := range s.Profile {
		if p.ByDefault {
			list = append(list, p)
		}
	}
	return list
}

// mirrorOf finds what stands in for a repository: a mirror of its name, else the first whose pattern fits (maven.apache.org, "using mirrors").
func (s *mavenSettings) mirrorOf(r mavenRepository) (mavenMirror, bool) {
	for _, x := range s.Mirrors {
		if strings.TrimSpace(x.Of) == r.ID {
			return x, true
		}
	}
	for _, x := range s.Mirrors {
		if mirrors(x.Of, r) {
			return x, true
		}
	}
	return mavenMirror{}, false
}

func mirrors(pattern string, r mavenRepository) bool {
	external, plain := true, false
	if u, err := url.Parse(r.URL); err == nil && r.URL != "" {
		external = u.Scheme != "file" && !loopback(u)
		plain = external && strings.EqualFold(u.Scheme, "http")
	}
	fits := false
	for p := range strings.SplitSeq(pattern, ",") {
		switch p = strings.TrimSpace(p); {
		case p == "!"+r.ID:
			return false
		case p == r.ID, p == "*", p == "external:*" && external, p == "external:http:*" && plain:
			fits = true
		}
	}
	return fits
}

func (m *machine) mavenKey(typ string, s mavenSettings, id string) *key {
	for _, server := range s.Servers {
		if server.ID != id {
			continue
		}
		for _, h := range server.Headers {
			if h.Name != "" && h.Value != "" {
				return m.header(typ, server.origin, strings.TrimSpace(h.Name), m.mavenExpand(h.Value))
			}
		}
		name, password := m.mavenExpand(server.Username), m.mavenExpand(server.Password)
		switch {
		case name == "" && password == "":
			return nil
		case encrypted(password):
			m.unusable(typ, server.origin, unusableEncrypted)
			return nil
		case strings.Contains(name+password, "${"):
			m.unusable(typ, server.origin, unusableVariable)
			return nil
		}
		return m.basic(typ, server.origin, name, password)
	}
	return nil
}

// encrypted reports whether a password has braces around it, as encrypted ones have; with a backslash they are its own.
func encrypted(password string) bool {
	at := strings.IndexByte(password, '{')
	return at >= 0 && (at == 0 || password[at-1] != '\\') && strings.HasSuffix(strings.TrimSpace(password), "}") && !strings.HasPrefix(password, "${")
}

// mavenExpand puts in variables of the environment and the user's home.
func (m *machine) mavenExpand(s string) string {
	s = npmVariable().ReplaceAllStringFunc(strings.TrimSpace(s), func(all string) string {
		name := all[2 : len(all)-1]
		if variable, ok := strings.CutPrefix(name, "env."); ok && m.env(variable) != "" {
			return m.env(variable)
		}
		if name == "user.home" && m.home() != "" {
			return m.home()
		}
		return all
	})
	return s
}

// mavenUser is the user's file, or the one that MAVEN_ARGS names instead.
func (m *machine) mavenUser() string {
	words := strings.Fields(m.env("MAVEN_ARGS"))
	for i, w := range words {
		if (w == "-s" || w == "--settings") && i+1 < len(words) {
			return m.absolute(strings.Trim(words[i+1], "\"'"))
		}
		if v, ok := strings.CutPrefix(w, "--settings="); ok {
			return m.absolute(strings.Trim(v, "\"'"))
		}
	}
	return below(m.home(), ".m2", "settings.xml")
}

func (m *machine) mavenHome() (string, bool) {
	for _, name := range []string{"MAVEN_HOME", "M2_HOME"} {
		if home := m.absolute(m.env(name)); home != "" {
			return home, true
		}
	}
	at := m.program("mvn")
	return filepath.Dir(filepath.Dir(at)), at != ""
}

// mavenCentral reads the address of the central repository out of the POM that all others inherit from. It lies in Maven's own program.
func (m *machine) mavenCentral(home string) string {
	for _, pattern := range []string{"maven-model-builder-*.jar", "maven-impl-*.jar"} {
		for _, path := range m.glob(filepath.Join(home, "lib", pattern)) {
			var pom struct {
				Repositories []mavenRepository `xml:"repositories>repository"`
			}
			if data := m.entry(path, "org/apache/maven/model/pom-4.0.0.xml"); data == nil || decodeXML(data, &pom) != nil {
				continue
			}
			for _, r := range pom.Repositories {
				if r.ID == central {
					return r.URL
				}
			}
		}
	}
	return ""
}

// entry reads one file out of a ZIP file; nil where there is none.
func (m *machine) entry(path, name string) []byte {
	z, err := zip.OpenReader(m.root + path)
	if err != nil {
		return nil
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
		if err != nil || len(data) > maxFile {
			return nil
		}
		return data
	}
	return nil
}

// decodeXML reads a document without its entities, and in UTF-8 alone whatever it calls its encoding: plain has made it so.
func decodeXML(data []byte, into any) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d.Decode(into)
}
