// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// nugetConfig is what is read of a NuGet.Config (learn.microsoft.com, "nuget.config reference").
type nugetConfig struct {
	Sources     nugetList    `xml:"packageSources"`
	Disabled    nugetList    `xml:"disabledPackageSources"`
	Credentials nugetSecrets `xml:"packageSourceCredentials"`
	Mapping     struct {
		Clear   *struct{} `xml:"clear"`
		Sources []struct {
			Key      string `xml:"key,attr"`
			Packages []struct {
				Pattern string `xml:"pattern,attr"`
			} `xml:"package"`
		} `xml:"packageSource"`
	} `xml:"packageSourceMapping"`
}

// nugetList keeps the order, in which <clear/> takes away what came before.
type nugetList struct {
	Items []struct {
		XMLName xml.Name
		Key     string `xml:"key,attr"`
		Value   string `xml:"value,attr"`
	} `xml:",any"`
}

type nugetSecrets struct {
	Items []struct {
		XMLName xml.Name
		Add     []struct {
			Key   string `xml:"key,attr"`
			Value string `xml:"value,attr"`
		} `xml:"add"`
	} `xml:",any"`
}

type nugetSource struct {
	name, address, origin string
}

// readNuGet reads the settings of NuGet, the user's before the machine's. What it asks without any no file states.
func readNuGet(m *machine, t *setting) {
	var sources []nugetSource
	disabled := map[string]bool{}
	secrets := map[string]*key{}
	patterns := map[string][]string{}
	for _, path := range m.nugetFiles() {
		data := m.read(path)
		if data == nil {
			continue
		}
		var c nugetConfig
		if decodeXML(data, &c) != nil {
			m.malformed(path)
			continue
		}
		for _, i := range c.Sources.Items {
			switch strings.ToLower(i.XMLName.Local) {
			case "clear":
				sources = nil
			case "add":
				name := strings.ToLower(i.Key)
				sources = slices.DeleteFunc(sources, func(s nugetSource) bool { return s.name == name })
				sources = append(sources, nugetSource{name: name, address: m.percent(i.Value), origin: m.shown(path)})
			}
		}
		for _, i := range c.Disabled.Items {
			switch strings.ToLower(i.XMLName.Local) {
			case "clear":
				clear(disabled)
			case "add":
				disabled[strings.ToLower(i.Key)] = strings.EqualFold(i.Value, "true")
			}
		}
		for _, i := range c.Credentials.Items {
			name := strings.ToLower(escapedName().ReplaceAllStringFunc(i.XMLName.Local, unescapeName))
			values := map[string]string{}
			for _, a := range i.Add {
				values[strings.ToLower(a.Key)] = m.percent(a.Value)
			}
			switch {
			case values["cleartextpassword"] != "":
				secrets[name] = m.basic(t.typ, m.shown(path), values["username"], values["cleartextpassword"])
			case values["password"] != "":
				m.unusable(t.typ, m.shown(path), unusableEncrypted)
			}
		}
		if c.Mapping.Clear != nil {
			clear(patterns)
		}
		for _, s := range c.Mapping.Sources {
			for _, p := range s.Packages {
				patterns[strings.ToLower(s.Key)] = append(patterns[strings.ToLower(s.Key)], strings.ToLower(strings.TrimSpace(p.Pattern)))
			}
		}
	}
	for _, s := range sources {
		if disabled[s.name] {
			continue
		}
		if !strings.Contains(s.address, "://") { // a folder of packages
			continue
		}
		if !strings.HasSuffix(strings.ToLower(s.address), "/index.json") { // the older form of feeds
			m.refuse(t.typ, s.origin, refusedProtocol)
			t.stopped = true
		}
		r := m.add(t, s.address, s.origin)
		if r == nil {
			continue
		}
		if r.key == nil && secure(r.Base) {
			r.key = secrets[s.name]
		}
		if len(patterns) > 0 { // each package comes from where a pattern of its name says
			r.only = &only{patterns: patterns[s.name], longest: true}
		}
	}
}

// nugetFiles are the files of settings, the weakest first.
func (m *machine) nugetFiles() []string {
	var list []string
	if m.goos == "windows" {
		for _, dir := range []string{m.env("ProgramFiles(x86)"), m.env("ProgramFiles")} {
			if dir = m.absolute(dir); dir != "" {
				list = append(list, m.glob(below(dir, "NuGet", "Config", "*.config"))...)
				break
			}
		}
		dir := below(m.absolute(m.env("APPDATA")), "NuGet")
		list = append(list, m.glob(below(dir, "config", "*.config"))...)
		return append(list, below(dir, "NuGet.Config"))
	}
	machine := m.absolute(m.env("NUGET_COMMON_APPLICATION_DATA"))
	switch {
	case machine != "":
	case m.goos == "darwin":
		machine = "/Library/Application Support"
	default:
		machine = "/etc/opt"
	}
	list = m.glob(below(machine, "NuGet", "Config", "*.config"))
	list = append(list, m.glob(below(m.home(), ".nuget", "config", "*.config"))...)
	list = append(list, m.glob(below(m.home(), ".config", "NuGet", "[Nn]u[Gg]et.[Cc]onfig"))...)
	return append(list, m.glob(below(m.home(), ".nuget", "NuGet", "[Nn]u[Gg]et.[Cc]onfig"))...)
}

var (
	percentVariable = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%([A-Za-z_][A-Za-z0-9_()]*)%`) })
	escapedName     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`) }) // a sign that the name of an element cannot have
)

// percent puts in variables of the environment, which are written so on every system.
func (m *machine) percent(s string) string {
	return percentVariable().ReplaceAllStringFunc(s, func(all string) string {
		if v := m.env(all[1 : len(all)-1]); v != "" {
			return v
		}
		return all
	})
}

func unescapeName(s string) string {
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	if err != nil {
		return s
	}
	return string(rune(n))
}
