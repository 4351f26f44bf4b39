// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/spdx"
)

// source is a file with what it says of itself: licences and holders of rights.
func source(path string, licence string, holders ...string) inventory.File {
	f := inventory.File{Path: path, Size: 100}
	if licence != "" {
		f.License = spdx.MustParse(licence)
		f.Findings = []inventory.Finding{{Expression: f.License, Kind: inventory.FoundTag, Confidence: inventory.High,
			Evidence: inventory.Evidence{Path: path, Line: inventory.LineRange{First: 1, Last: 1}}}}
	}
	for _, h := range holders {
		f.Copyrights = append(f.Copyrights, inventory.Copyright{Holder: h, Line: 2})
	}
	return f
}

// textOf is a licence file with its text.
func textOf(path, licence string, confidence inventory.Confidence, bytes int64, readings ...string) inventory.File {
	f := inventory.File{Path: path, Size: bytes, Roles: []string{inventory.RoleLicense}, License: spdx.MustParse(licence)}
	x := inventory.Finding{Expression: f.License, Kind: inventory.FoundText, Confidence: confidence,
		Evidence: inventory.Evidence{Path: path, Byte: inventory.ByteRange{End: bytes}}}
	for _, r := range readings {
		x.Readings = append(x.Readings, spdx.MustParse(r))
	}
	f.Findings = []inventory.Finding{x}
	return f
}

func with(f inventory.File, roles ...string) inventory.File {
	f.Roles = append(f.Roles, roles...)
	return f
}

var root = []inventory.Instance{{Path: "."}}

// said gives what a rule says of a situation, with the arguments named.
func said(s situation, id string, args ...string) []string {
	var list []string
	for _, o := range s.outcomes(id) {
		line := [...]string{"pass", "unknown", "fail"}[o.State] + " " + o.Message.Key
		for _, a := range args {
			if v, ok := o.Message.Args[a]; ok {
				line += " " + a + "=" + v
			}
		}
		list = append(list, strings.TrimSpace(line))
	}
	return list
}

func same(t *testing.T, name string, want, got []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got)\n%s", name, d)
	}
}

func TestLicenceTextsAreComplete(t *testing.T) {
	unknownPart := textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000)
	unknownPart.Findings = append(unknownPart.Findings, inventory.Finding{Kind: inventory.FoundText, Confidence: inventory.Low,
		Expression: spdx.License{ID: "LicenseRef-lizenzlotse-unknown-ab12"}, Evidence: inventory.Evidence{Path: "LICENSE", Line: inventory.LineRange{First: 190, Last: 192}}})
	run(t, "EIG-001", []situation{
		{name: "in full", own: true, instances: root, files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000)}, want: []string{"pass"}},
		{name: "cut off", own: true, instances: root, files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.Medium, 9000)}, want: []string{"unknown rule.eig-001.incomplete"}},
		{name: "the GPL, which leaves later versions open", own: true, instances: root, files: []inventory.File{textOf("COPYING", "GPL-3.0-only", inventory.Low, 35_149, "GPL-3.0-or-later")}, want: []string{"pass"}},
		{name: "without its appendix", own: true, instances: root, files: []inventory.File{textOf("COPYING", "GPL-2.0-only", inventory.Low, 15_000, "GPL-2.0-or-later")}, want: []string{"pass"}},
		{name: "half of the GPL", own: true, instances: root, files: []inventory.File{textOf("COPYING", "GPL-3.0-only", inventory.Low, 15_000, "GPL-3.0-or-later")}, want: []string{"unknown rule.eig-001.incomplete"}},
		{name: "changed", own: true, instances: root, files: []inventory.File{textOf("LICENSE", "MIT", inventory.Low, 1000)}, want: []string{"unknown rule.eig-001.incomplete"}},
		{name: "terms nobody knows", own: true, instances: root, files: []inventory.File{textOf("LICENSE", "LicenseRef-lizenzlotse-unknown-ab12", inventory.Low, 1000)}, want: []string{"unknown rule.eig-001.unrecognised"}},
		{name: "more than the text", own: true, instances: root, files: []inventory.File{unknownPart}, want: []string{"unknown rule.eig-001.added"}},
		{name: "one of two that are declared", own: true, instances: root, claims: claims(declared("EUPL-1.2 AND CC-BY-4.0")),
			files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000)}, want: []string{"pass", "unknown rule.eig-001.other-text"}},
		{name: "both", own: true, instances: root, claims: claims(declared("EUPL-1.2 AND CC-BY-4.0")),
			files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000), textOf("LICENSES/CC-BY-4.0.txt", "CC-BY-4.0", inventory.High, 18_000)}, want: []string{"pass"}},
		{name: "one of a choice", own: true, instances: root, claims: claims(declared("MIT OR Apache-2.0")),
			files: []inventory.File{textOf("LICENSE", "MIT", inventory.High, 1000)}, want: []string{"pass"}},
		{name: "a list beside the text", own: true, instances: root, files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000),
			{Path: "LICENSE-overview.md", Roles: []string{inventory.RoleLicense}}}, want: []string{"pass"}},
	})
}

func TestEIG004(t *testing.T) {
	own := []inventory.File{source("a.c", "EUPL-1.2", "Stadt Beispiel"), source("b.c", ""), textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000)}
	s := situation{own: true, instances: root, files: own}
	same(t, "nothing is known of a contract", []string{"unknown rule.eig-004.rights"}, said(s, "EIG-004"))
	for want, contract := range map[string]assessment.Contract{
		"unknown rule.eig-004.rights.template template=EVB-IT Erstellung":             {Template: "EVB-IT Erstellung"},
		"unknown rule.eig-004.rights.version template=EVB-IT Erstellung version=2026": {Template: "EVB-IT Erstellung", Version: "2026"},
		"unknown rule.eig-004.rights":                                                 {Version: "2026"},
	} {
		s.world = func(w *rule.World) { w.Contract = &contract }
		same(t, want, []string{want}, said(s, "EIG-004", "template", "version"))
	}
	same(t, "not own code", nil, said(situation{instances: root, files: own}, "EIG-004"))

	s = situation{own: true, instances: root, change: func(c *inventory.Component) { c.Supplier = "Stadt Beispiel" }, files: append(slices.Clone(own),
		source("js/jquery/core.js", "MIT", "OpenJS Foundation"), source("js/jquery/ui/menu.js", "MIT", "OpenJS Foundation"), // one part
		source("js/own.js", "", "Stadt Beispiel"), source("js/contributed.js", "EUPL-1.2", "Erika Muster"),
		source("js/old.js", "", "Altes Werk GmbH"),
		source("js/either.js", "EUPL-1.2 OR MIT", "OpenJS Foundation"),
		textOf("lib/leaf/LICENSE", "BSD-2-Clause", inventory.High, 1300), source("lib/leaf/leaf.js", ""), source("lib/leaf/map/zoom.js", ""), // by the text beside them
		textOf("LICENSES/MIT.txt", "MIT", inventory.High, 1000),
		with(source("NOTICE", "Apache-2.0"), inventory.RoleNotice),
		source("x/terms.js", "LicenseRef-lizenzlotse-unknown-ab12"),
	)}
	same(t, "what others wrote", []string{
		"unknown rule.eig-004.rights",
		"unknown rule.eig-004.inside.holders folder=js files=1 holders=Altes Werk GmbH",
		"pass rule.eig-004.inside folder=js/jquery files=2 licence=MIT holders=OpenJS Foundation",
		"pass rule.eig-004.inside folder=lib/leaf files=3 licence=BSD-2-Clause",
		"unknown rule.eig-004.inside.unknown folder=x files=1",
	}, said(s, "EIG-004", "folder", "files", "licence", "holders"))
	for _, o := range s.outcomes("EIG-004") {
		if o.State == rule.Pass && (!o.Note || len(o.Evidence) == 0 || o.About == "") {
			t.Errorf("%v is no note with its places", o)
		}
	}

	var many []inventory.File
	for i := range 500 {
		many = append(many, source(fmt.Sprintf("lib/%03d/x.js", i), "MIT"))
	}
	s = situation{own: true, instances: root, claims: claims(declared("EUPL-1.2")), files: many}
	if got := said(s, "EIG-004", "count"); len(got) != 102 || got[101] != "unknown rule.eig-004.more count=400" {
		t.Errorf("%d outcomes, the last %s", len(got), got[len(got)-1])
	}
}

func TestEIG005(t *testing.T) {
	house := func(list ...string) func(*rule.World) {
		return func(w *rule.World) {
			for _, l := range list {
				w.House = append(w.House, spdx.MustParse(l))
			}
		}
	}
	run(t, "EIG-005", []situation{
		{name: "kept", own: true, claims: claims(declared("MIT")), world: house("MIT"), want: []string{"pass"}},
		{name: "another", own: true, claims: claims(declared("GPL-3.0-or-later")), world: house("MIT"), want: []string{"fail rule.eig-005.other"}},
		{name: "one of several", own: true, claims: claims(declared("EUPL-1.2 AND CC-BY-4.0")), world: house("EUPL-1.2", "CC-BY-4.0"), want: []string{"pass"}},
		{name: "a choice with it", own: true, claims: claims(declared("MIT OR Apache-2.0")), world: house("MIT"), want: []string{"pass"}},
		{name: "an older name of it", own: true, claims: claims(declared("AGPL-3.0+")), world: house("AGPL-3.0-or-later"), want: []string{"pass"}},
		{name: "what others wrote in it", own: true, claims: claims(declared("MIT"), part(detected("BSD-2-Clause"))), world: house("MIT"), want: []string{"pass"}},
		{name: "no licence", own: true, world: house("MIT"), want: []string{"unknown rule.licence.missing"}},
		{name: "no house licence", own: true, claims: claims(declared("MIT")), want: []string{"unknown rule.eig-005.no-house"}},
		{name: "not own code", claims: claims(declared("GPL-3.0-only")), world: house("MIT")},
	})
}

const sound = `publiccodeYmlVersion: "0.5"
name: Stadtplan
url: https://git.stadt-beispiel.de/geo/stadtplan.git
platforms: web
developmentStatus: stable
softwareType: standalone/web
organisation: {uri: "https://www.stadt-beispiel.de"}
description:
  de:
    shortDescription: Karten der Stadt im Netz.
    longDescription: >
      Der Stadtplan zeigt Karten, Bebauungspläne und Baustellen der Stadt im Netz, auf großen und auf
      kleinen Bildschirmen. Er liest Dienste nach den Standards des OGC und läuft ohne fremde Server.
    features: [Karten]
  en: {shortDescription: The city's maps on the web.}
legal:
  license: EUPL-1.2
maintenance:
  type: contract
  contractors:
    - {name: Firma Beispiel, until: "2027-12-31"}
localisation:
  localisationReady: no
  availableLanguages: [de, sl-IT-nedis]
dependsOn:
  open: [{name: PostgreSQL}]
de: {countryExtensionVersion: "1.0", leika: [{leika-id: "99"}]}
`

// describing gives a component what a publiccode.yml says, as the scanner reads it.
func describing(text string) func(*inventory.Component) {
	r, _ := manifest.For("publiccode.yml")
	read, _, issues := r.Read([]byte(text), "publiccode.yml")
	return func(c *inventory.Component) {
		if read == nil || len(issues) > 0 {
			panic(fmt.Sprint(issues))
		}
		c.Publiccode, c.Distribution = read.Publiccode, read.Distribution
		c.Claims = append(c.Claims, read.Claims...)
	}
}

func TestEIG006(t *testing.T) {
	sound := strings.Replace(sound, "localisationReady: no", "localisationReady: false", 1)
	for name, test := range map[string]struct {
		old, new string
		want     []string
	}{
		"sound":                           {"", "", []string{"pass"}},
		"an earlier version":              {`"0.5"`, `"0.2"`, []string{"pass"}},
		"the version alone":               {`"0.5"`, `"0"`, []string{"pass"}},
		"a version to come":               {`"0.5"`, `"3"`, []string{"unknown rule.eig-006.version line=1 column=1 value=3"}},
		"no version":                      {"publiccodeYmlVersion: \"0.5\"\n", "", []string{"fail rule.eig-006.field-missing field=publiccodeYmlVersion"}},
		"empty":                           {"name: Stadtplan", "name:", []string{"fail rule.eig-006.field-empty field=name line=2 column=1"}},
		"no address":                      {"https://git.stadt-beispiel.de/geo/stadtplan.git", "stadtplan", []string{"fail rule.eig-006.form.address field=url line=3 column=1"}},
		"an address of ssh":               {"https://git.stadt-beispiel.de/geo/stadtplan.git", "git@git.stadt-beispiel.de:geo/stadtplan.git", []string{"pass"}},
		"a reserved address":              {"git.stadt-beispiel.de", "git.example.org", []string{"fail rule.eig-006.url.reserved line=3 column=1"}},
		"no such word":                    {"stable", "finished", []string{"fail rule.eig-006.value field=developmentStatus line=5 column=1 value=finished"}},
		"a list for a word":               {"softwareType: standalone/web", "softwareType: [library]", []string{"fail rule.eig-006.form.text field=softwareType line=6 column=1"}},
		"a section for a list":            {"platforms: web", "platforms: {web: true}", []string{"fail rule.eig-006.form.text-or-list field=platforms line=4 column=1"}},
		"a sentence for a truth":          {"localisationReady: false", "localisationReady: not yet", []string{"fail rule.eig-006.form.truth field=localisation/localisationReady line=23 column=3"}},
		"a text for a list":               {"features: [Karten]", "features: Karten", []string{"fail rule.eig-006.form.list field=description/de/features line=14 column=5"}},
		"too long":                        {"Karten der Stadt im Netz.", strings.Repeat("Ä", 151), []string{"fail rule.eig-006.too-long field=description/de/shortDescription line=10 column=5"}},
		"long enough":                     {"Karten der Stadt im Netz.", strings.Repeat("Ä", 150), []string{"pass"}},
		"no features":                     {"    features: [Karten]\n", "", []string{"fail rule.eig-006.no-language field=features line=8 column=1"}},
		"no language":                     {"\n  de:\n", "\n  deutsche Fassung:\n", []string{"fail rule.eig-006.language field=description line=9 column=3 value=deutsche Fassung"}},
		"a language that is none":         {"sl-IT-nedis", "\"1\"", []string{"fail rule.eig-006.language field=localisation/availableLanguages/1 line=24 column=28 value=1"}},
		"an organisation without address": {`{uri: "https://www.stadt-beispiel.de"}`, "{name: Stadt}", []string{"fail rule.eig-006.field-missing field=organisation/uri"}},
		"contract without contractor":     {"  contractors:\n    - {name: Firma Beispiel, until: \"2027-12-31\"}\n", "", []string{"fail rule.eig-006.field-missing field=maintenance/contractors"}},
		"contract without an end":         {", until: \"2027-12-31\"", "", []string{"fail rule.eig-006.field-missing field=maintenance/contractors/0/until"}},
		"no date":                         {"2027-12-31", "31.12.2027", []string{"fail rule.eig-006.form.date field=maintenance/contractors/0/until line=21 column=30"}},
		"no contacts":                     {"type: contract", "type: internal", []string{"fail rule.eig-006.field-missing field=maintenance/contacts"}},
		"no name":                         {"{name: PostgreSQL}", "{version: 14}", []string{"fail rule.eig-006.field-missing field=dependsOn/open/0/name"}},
		"no licence":                      {"  license: EUPL-1.2\n", "  repoOwner: Stadt\n", []string{"fail rule.eig-006.field-missing field=legal/license"}},
		"words for a licence":             {"license: EUPL-1.2", "license: frei", []string{"fail rule.eig-006.licence.no-expression line=17 column=3 value=frei"}},
		"the name of a licence":           {"license: EUPL-1.2", "license: eupl 1.2", []string{"fail rule.eig-006.licence.spelling line=17 column=3 value=eupl 1.2"}},
		"another licence":                 {"license: EUPL-1.2", "license: MIT", []string{"fail rule.eig-006.licence.text line=17 column=3"}},
		"more than the text":              {"license: EUPL-1.2", "license: EUPL-1.2 AND CC-BY-4.0", []string{"pass"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(sound, test.old, test.new, 1)
			if test.old != "" && text == sound {
				t.Fatal("nothing was replaced")
			}
			s := situation{own: true, instances: root, change: describing(text), files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000)}}
			same(t, name, test.want, said(s, "EIG-006", "field", "line", "column", "value"))
		})
	}
	run(t, "EIG-006", []situation{
		{name: "none", own: true, instances: root, want: []string{"fail rule.eig-006.missing"}},
		{name: "broken", own: true, instances: root, files: []inventory.File{with(source("publiccode.yml", ""), inventory.RoleManifest)}, want: []string{"unknown rule.eig-006.unreadable"}},
		{name: "only in a document", own: true, instances: inSBOM},
		{name: "not own code", instances: root},
	})
}

// TestPubliccodeAgainstWhatIsThere: what the file says of other things is held against them.
func TestPubliccodeAgainstWhatIsThere(t *testing.T) {
	text := strings.Replace(sound, "localisationReady: no", "localisationReady: false", 1)
	dependsOn := func(s string) string { return strings.Replace(text, "  open: [{name: PostgreSQL}]", s, 1) }
	proprietary := inventory.Component{ID: "pkg:generic/oracle@19", Name: "oracle-database", Claims: claims(declared("LicenseRef-Proprietary"))}
	for name, test := range map[string]struct {
		text   string
		claims []inventory.Claim
		source string
		others []inventory.Component
		want   []string
	}{
		"another manifest says another licence": {text: text, claims: claims(declared("MIT")), want: []string{"fail rule.eig-006.licence.declared found=MIT"}},
		"another manifest says the same":        {text: text, claims: claims(declared("EUPL-1.2")), want: []string{"pass"}},
		"another address":                       {text: text, source: "https://forge.stadt-beispiel.de/geo/karte", want: []string{"unknown rule.eig-006.url.other"}},
		"the same by another protocol":          {text: text, source: "git+ssh://git@git.stadt-beispiel.de/geo/stadtplan", want: []string{"pass"}},
		"an archive":                            {text: text, source: "https://downloads.stadt-beispiel.de/stadtplan-2.tar.gz", want: []string{"pass"}},
		"named and found":                       {text: dependsOn("  proprietary: [{name: Oracle Database}]"), others: []inventory.Component{proprietary}, want: []string{"pass"}},
		"named and not found":                   {text: dependsOn("  proprietary: [{name: Oracle Database}]"), want: []string{"unknown rule.eig-006.proprietary.unseen names=Oracle Database"}},
		"found and not named":                   {text: text, others: []inventory.Component{proprietary}, want: []string{"unknown rule.eig-006.proprietary.unnamed names=oracle-database"}},
		"called open":                           {text: dependsOn("  open: [{name: Oracle}]"), others: []inventory.Component{proprietary}, want: []string{"fail rule.eig-006.proprietary.open"}},
		"in the form of version 1":              {text: dependsOn("  software: [{name: Oracle, license: proprietary}]"), others: []inventory.Component{proprietary}, want: []string{"pass"}},
	} {
		s := situation{own: true, instances: root, claims: test.claims, others: test.others, change: func(c *inventory.Component) {
			describing(test.text)(c)
			if test.source != "" {
				c.Distribution.Source = test.source
			}
		}, files: []inventory.File{textOf("LICENSE", "EUPL-1.2", inventory.High, 13_000)}}
		same(t, name, test.want, said(s, "EIG-006", "found", "names"))
	}
}

func TestEIG007(t *testing.T) {
	texts := []inventory.File{textOf("LICENSES/EUPL-1.2.txt", "EUPL-1.2", inventory.High, 13_000)}
	good, bare := source("a.c", "EUPL-1.2", "Stadt"), source("b.c", "EUPL-1.2")
	empty := inventory.File{Path: "empty.c"}
	for name, test := range map[string]struct {
		files []inventory.File
		want  []string
	}{
		"all":                 {[]inventory.File{good, empty, source("sub/LICENSE", ""), source("x.zip!/inner.c", "")}, []string{"pass rule.eig-007.all count=1 of=1"}},
		"no copyright":        {[]inventory.File{good, bare}, []string{"fail rule.eig-007.share count=1 of=2 percent=50"}},
		"nothing":             {[]inventory.File{source("c.c", "")}, []string{"fail rule.eig-007.share count=0 of=1 percent=0"}},
		"the text is missing": {[]inventory.File{source("a.c", "MIT", "Stadt")}, []string{"pass rule.eig-007.all count=1 of=1", "fail rule.eig-007.texts licences=MIT"}},
		"of a pair too": {[]inventory.File{source("a.c", "GPL-2.0-only WITH Classpath-exception-2.0", "Stadt")},
			[]string{"pass rule.eig-007.all count=1 of=1", "fail rule.eig-007.texts licences=Classpath-exception-2.0, GPL-2.0-only"}},
		"no files": {nil, nil},
	} {
		s := situation{own: true, instances: root, files: append(slices.Clone(test.files), texts...)}
		got := said(s, "EIG-007", "count", "of", "licences")
		for i := range got {
			if strings.HasPrefix(got[i], "fail rule.eig-007.share") {
				got[i] = said(s, "EIG-007", "count", "of", "percent")[i]
			}
		}
		same(t, name, test.want, got)
	}
	s := situation{own: true, instances: root, files: append([]inventory.File{bare}, texts...)}
	if o := s.outcomes("EIG-007"); len(o) != 1 || len(o[0].Evidence) != 1 || o[0].Evidence[0].Path != "b.c" {
		t.Errorf("the missing file is not named: %+v", o)
	}
}

func TestEIG008And009(t *testing.T) {
	readme := with(source("README.md", ""), inventory.RoleReadme)
	run(t, "EIG-008", []situation{
		{name: "both", own: true, instances: root, files: []inventory.File{readme, source("docs/betrieb.md", "")}, want: []string{"pass rule.eig-008.there"}},
		{name: "a file at the top", own: true, instances: root, files: []inventory.File{readme, source("INSTALL", "")}, want: []string{"pass rule.eig-008.there"}},
		{name: "a program", own: true, instances: root, files: []inventory.File{readme, source("install.sh", "")}, want: []string{"unknown rule.eig-008.no-manual"}},
		{name: "an address", own: true, instances: root, files: []inventory.File{readme}, change: describing("name: x\ndescription: {de: {documentation: 'https://x.de/doku'}}\n"), want: []string{"pass rule.eig-008.there"}},
		{name: "only the README", own: true, instances: root, files: []inventory.File{readme}, want: []string{"unknown rule.eig-008.no-manual"}},
		{name: "only deeper", own: true, instances: root, files: []inventory.File{with(source("lib/README.md", ""), inventory.RoleReadme)}, want: []string{"fail rule.eig-008.no-readme"}},
		{name: "empty", own: true, instances: root, files: []inventory.File{{Path: "README.md", Roles: []string{inventory.RoleReadme}}}, want: []string{"fail rule.eig-008.no-readme"}},
		{name: "not own code", instances: root},
	})
	run(t, "EIG-009", []situation{
		{name: "there", own: true, instances: root, files: []inventory.File{source("SECURITY.md", ""), source("CHANGELOG.md", "")}, want: []string{"pass rule.eig-009.there"}},
		{name: "elsewhere", own: true, instances: root, files: []inventory.File{source(".github/SECURITY.md", "")}, want: []string{"fail rule.eig-009.elsewhere"}},
		{name: "a program", own: true, instances: root, files: []inventory.File{source("security.go", "")}, want: []string{"fail rule.eig-009.missing"}},
		{name: "not own code", instances: root},
	})
}

// TestInnerParts: what has to be there once is asked of the outermost own code only.
func TestInnerParts(t *testing.T) {
	outer := inventory.Component{ID: "file:.", Name: "all", Instances: root}
	s := situation{own: true, instances: []inventory.Instance{{Path: "services/a"}}, others: []inventory.Component{outer},
		world: func(w *rule.World) { w.Own.Components = append(w.Own.Components, &outer) }}
	for _, id := range []string{"EIG-001", "EIG-004", "EIG-005", "EIG-006", "EIG-008", "EIG-009"} {
		same(t, id, nil, said(s, id))
	}
	s.world = nil
	same(t, "alone", []string{"fail rule.eig-001.missing"}, said(s, "EIG-001"))
}

// TestOwnCodeInLinearTime: very many files, folders and names are judged quickly.
func TestOwnCodeInLinearTime(t *testing.T) {
	var files []inventory.File
	deep := strings.Repeat("d/", 200)
	for i := range 8000 {
		files = append(files, source(fmt.Sprintf("%s%d/x.c", deep, i), "MIT", fmt.Sprintf("Holder %d", i)), source(fmt.Sprintf("LICENSE-%d", i), ""))
		files[len(files)-1].Roles = []string{inventory.RoleLicense}
		files = append(files, textOf(fmt.Sprintf("%s%d/LICENSE", deep, i), "MIT", inventory.High, 1000), source(fmt.Sprintf("%s%d/y.c", deep, i), ""))
	}
	var others []inventory.Component
	var named strings.Builder
	for i := range 8000 {
		others = append(others, inventory.Component{ID: fmt.Sprint(i), Name: fmt.Sprintf("product-%d", i), Claims: claims(declared("UNLICENSED"))})
	}
	for i := range 1500 {
		fmt.Fprintf(&named, "    - {name: other-%d}\n", i)
	}
	s := situation{own: true, instances: root, claims: claims(declared("EUPL-1.2")), files: files, others: others,
		change: describing("name: x\ndependsOn:\n  proprietary:\n" + named.String())}
	start := time.Now()
	for _, id := range []string{"EIG-001", "EIG-004", "EIG-006", "EIG-007", "EIG-008", "EIG-009"} {
		s.outcomes(id)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}
