// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A form is what the standard wants a field of publiccode.yml to be.
type form int

const (
	formText    form = iota // also a number that is not quoted
	formAddress             // a URL
	formURI                 // a URL, or any other URI
	formDate                // YYYY-MM-DD
	formTruth
	formList
	formTextOrList
	formSection
)

// A wanted field is what the standard says of one field. Everything else it knows is optional and free text.
type wanted struct {
	name        string
	form        form
	mandatory   bool
	values      []string // nil: free
	least, most int      // characters; 0: no limit
}

// The fields of publiccode.yml 0 (0.2 to 0.7, which add fields and take none away) and 1, by the standard's
// description in its repository publiccodeyml/publiccode.yml, docs/standard/schema.core.rst. What earlier versions
// alone made mandatory (releaseDate and categories, until 0.3) is not asked for.
var wantedFields = []wanted{
	{name: "publiccodeYmlVersion", mandatory: true},
	{name: "name", mandatory: true},
	{name: "url", form: formAddress, mandatory: true},
	{name: "landingURL", form: formAddress},
	{name: "isBasedOn", form: formTextOrList},
	{name: "softwareVersion"},
	{name: "releaseDate", form: formDate},
	{name: "platforms", form: formTextOrList, mandatory: true},
	{name: "categories", form: formList},
	{name: "usedBy", form: formList},
	{name: "fundedBy", form: formList},
	{name: "roadmap", form: formAddress},
	{name: "developmentStatus", mandatory: true, values: []string{"concept", "development", "beta", "stable", "obsolete"}},
	{name: "softwareType", mandatory: true, values: []string{"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web",
		"standalone/backend", "standalone/other", "addon", "library", "configurationFiles"}},
	{name: "organisation", form: formSection},
	{name: "intendedAudience", form: formSection},
	{name: "description", form: formSection, mandatory: true},
	{name: "legal", form: formSection},
	{name: "legal/license", mandatory: true},
	{name: "legal/mainCopyrightOwner"},
	{name: "maintenance", form: formSection},
	{name: "maintenance/type", mandatory: true, values: []string{"internal", "contract", "community", "none"}},
	{name: "localisation", form: formSection},
	{name: "localisation/localisationReady", form: formTruth, mandatory: true},
	{name: "localisation/availableLanguages", form: formList, mandatory: true},
	{name: "dependsOn", form: formSection},
}

// In the description of each language.
var (
	wantedShort    = wanted{name: "shortDescription", mandatory: true, most: 150}
	wantedLong     = wanted{name: "longDescription", least: 150, most: 10_000}
	wantedFeatures = wanted{name: "features", form: formList}
	wantedManual   = []wanted{{name: "documentation", form: formAddress}, {name: "apiDocumentation", form: formAddress}}
)

// versions of the standard whose fields are those above.
var publiccodeVersions = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(0|0\.[2-57](\.\d+)?|1|1\.0(\.0)?)$`)
})

// language is a tag of BCP 47 as far as its form goes.
var language = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
})

// A formCheck collects what is wrong with the form of one file.
type formCheck struct {
	p     *inventory.Publiccode
	list  []Outcome
	index map[string]*inventory.PubliccodeField
}

// faults are the places where a publiccode.yml is not as the standard wants it, in the order of the standard.
func faults(p *inventory.Publiccode) []Outcome {
	c := &formCheck{p: p, index: make(map[string]*inventory.PubliccodeField, len(p.Fields))}
	for i := range p.Fields {
		c.index[p.Fields[i].Name] = &p.Fields[i]
	}
	if !strings.HasSuffix(p.Path, ".yml") {
		c.add("file", nil, fail("rule.eig-006.file-name", "file", p.Path))
	}
	for _, w := range wantedFields {
		c.field(w.name, w)
		if w.name == "description" {
			c.descriptions()
		}
	}
	if v := c.index["publiccodeYmlVersion"]; v != nil && v.Value != "" && !publiccodeVersions().MatchString(v.Value) {
		c.add("publiccodeYmlVersion", v, unknown(assessment.City, "rule.eig-006.version", at(v, "value", v.Value)...))
	}
	c.entries("localisation/availableLanguages", func(name string, f *inventory.PubliccodeField) {
		if f.Kind != inventory.PubliccodeText || !language().MatchString(f.Value) {
			c.add(name, f, fail("rule.eig-006.language", at(f, "field", name, "value", f.Value)...))
		}
	})
	if c.index["organisation"] != nil {
		c.field("organisation/uri", wanted{form: formURI, mandatory: true})
	}
	c.people()
	for _, list := range []string{"dependsOn/open", "dependsOn/proprietary", "dependsOn/software", "dependsOn/hardware", "fundedBy"} {
		if c.index[list] != nil {
			c.field(list, wanted{form: formList})
		}
		c.entries(list, func(name string, _ *inventory.PubliccodeField) { c.field(name+"/name", wanted{mandatory: true}) })
	}
	return c.list
}

func (c *formCheck) add(about string, f *inventory.PubliccodeField, found Finding) {
	c.list = append(c.list, Outcome{Finding: found, About: about, File: c.p.Path, Evidence: place(c.p, f)})
}

// field checks one field. A mandatory one inside a section that is missing is missing itself.
func (c *formCheck) field(name string, w wanted) {
	f := c.index[name]
	switch {
	case f == nil && w.mandatory:
		c.add(name, nil, fail("rule.eig-006.field-missing", "field", name))
		return
	case f == nil:
		return
	case f.Kind == inventory.PubliccodeEmpty || f.Length == 0 && f.Kind != inventory.PubliccodeTruth && f.Kind != inventory.PubliccodeOther:
		if w.mandatory {
			c.add(name, f, fail("rule.eig-006.field-empty", at(f, "field", name)...))
		}
		return
	}
	if !w.form.fits(f) {
		c.add(name, f, fail("rule.eig-006.form."+w.form.key(), at(f, "field", name)...))
		return
	}
	switch {
	case w.values != nil && !slices.Contains(w.values, f.Value):
		c.add(name, f, fail("rule.eig-006.value", at(f, "field", name, "value", f.Value, "values", strings.Join(w.values, ", "))...))
	case w.most > 0 && f.Length > w.most:
		c.add(name, f, fail("rule.eig-006.too-long", at(f, "field", name, "count", strconv.Itoa(f.Length), "most", strconv.Itoa(w.most))...))
	case w.least > 0 && f.Length < w.least:
		c.add(name, f, fail("rule.eig-006.too-short", at(f, "field", name, "count", strconv.Itoa(f.Length), "least", strconv.Itoa(w.least))...))
	}
}

// fits reports whether a field that says something has the form.
func (w form) fits(f *inventory.PubliccodeField) bool {
	plain := f.Kind == inventory.PubliccodeText || f.Kind == inventory.PubliccodeNumber
	switch w {
	case formAddress:
		u, err := url.Parse(f.Value)
		return plain && err == nil && u.Host != "" && slices.Contains([]string{"http", "https", "git", "ssh", "svn", "hg", "ftp", "git+https", "git+ssh"}, u.Scheme) ||
			plain && scpAddress().MatchString(f.Value)
	case formURI:
		u, err := url.Parse(f.Value)
		return plain && err == nil && u.Scheme != ""
	case formDate:
		_, err := time.Parse(time.DateOnly, f.Value)
		return plain && err == nil
	case formTruth:
		return f.Kind == inventory.PubliccodeTruth
	case formList:
		return f.Kind == inventory.PubliccodeList
	case formTextOrList:
		return plain || f.Kind == inventory.PubliccodeList
	case formSection:
		return f.Kind == inventory.PubliccodeSection
	}
	return plain
}

// scpAddress is how git writes an address of ssh.
var scpAddress = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\w.-]+@[\w.-]+:[^\s/]\S*$`)
})

// key names a form in a message.
func (w form) key() string {
	switch w {
	case formAddress, formURI:
		return "address"
	case formDate:
		return "date"
	case formTruth:
		return "truth"
	case formList:
		return "list"
	case formTextOrList:
		return "text-or-list"
	case formSection:
		return "section"
	}
	return "text"
}

// entries calls what for each entry of a list; other things have none.
func (c *formCheck) entries(list string, what func(name string, f *inventory.PubliccodeField)) {
	f := c.index[list]
	if f == nil || f.Kind != inventory.PubliccodeList {
		return
	}
	for i := range f.Length {
		name := list + "/" + strconv.Itoa(i)
		x := c.index[name]
		if x == nil {
			return // beyond what was read
		}
		what(name, x)
	}
}

// descriptions checks what each language says. A long description and features are wanted in one of them.
func (c *formCheck) descriptions() {
	section := c.index["description"]
	if section == nil || section.Kind != inventory.PubliccodeSection {
		return
	}
	long, features := false, false
	for i := range c.p.Fields {
		f := &c.p.Fields[i]
		tag, ok := strings.CutPrefix(f.Name, "description/")
		if !ok || strings.Contains(tag, "/") {
			continue
		}
		if !language().MatchString(tag) {
			c.add(f.Name, f, fail("rule.eig-006.language", at(f, "field", "description", "value", tag)...))
		}
		if f.Kind != inventory.PubliccodeSection {
			c.add(f.Name, f, fail("rule.eig-006.form.section", at(f, "field", f.Name)...))
			continue
		}
		for _, w := range append([]wanted{wantedShort, wantedLong, wantedFeatures}, wantedManual...) {
			c.field(f.Name+"/"+w.name, w)
		}
		has := func(name string) bool { x := c.index[f.Name+"/"+name]; return x != nil && x.Length > 0 }
		long, features = long || has("longDescription"), features || has("features")
	}
	if !long {
		c.add("longDescription", section, fail("rule.eig-006.no-language", at(section, "field", "longDescription")...))
	}
	if !features {
		c.add("features", section, fail("rule.eig-006.no-language", at(section, "field", "features")...))
	}
}

// people checks who maintains the software: contractors under a contract, contacts where it is maintained by
// the owner or a community.
func (c *formCheck) people() {
	kind := ""
	if f := c.index["maintenance/type"]; f != nil {
		kind = f.Value
	}
	const contractors, contacts = "maintenance/contractors", "maintenance/contacts"
	c.field(contractors, wanted{form: formList, mandatory: kind == "contract"})
	c.field(contacts, wanted{form: formList, mandatory: kind == "internal" || kind == "community"})
	c.entries(contractors, func(name string, _ *inventory.PubliccodeField) {
		c.field(name+"/name", wanted{mandatory: true})
		c.field(name+"/until", wanted{form: formDate, mandatory: true})
	})
	c.entries(contacts, func(name string, _ *inventory.PubliccodeField) { c.field(name+"/name", wanted{mandatory: true}) })
}
