// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// publiccodeLicense compares the licence that the file states with the texts that are there and with what else is declared.
func (c *Case) publiccodeLicense(p *inventory.Publiccode) []Outcome {
	field := p.Field("legal/license")
	i := slices.IndexFunc(c.Component.Claims, func(x inventory.Claim) bool { return x.Origin == p.Path && x.Kind == inventory.Declared })
	if field == nil || i < 0 {
		return nil // its absence is a fault of form
	}
	claim := &c.Component.Claims[i]
	outcome := func(about string, f Finding, more ...inventory.Evidence) Outcome {
		return Outcome{Finding: f, About: "legal/license " + about, File: p.Path, Expression: claim.License.Expression,
			Evidence: append(place(p, field), more...)}
	}
	stated := claim.License.Expression
	switch {
	case claim.License.State != inventory.Known:
		return []Outcome{outcome("expression", fail("rule.eig-006.licence.no-expression", at(field, "value", claim.License.Raw)...))}
	case len(claim.License.Readings) > 0 || claim.License.Normalised != "":
		return []Outcome{outcome("expression", fail("rule.eig-006.licence.spelling", at(field, "value", claim.License.Raw, "licence", stated.String())...))}
	}
	var list []Outcome
	seen := map[string]bool{}
	for _, f := range c.licenseFiles() {
		if _, full, _ := readText(f); len(full) > 0 && !c.stands(f, stated) {
			list = append(list, outcome(f.Path, fail("rule.eig-006.licence.text", at(field, "licence", stated.String(), "found", full[len(full)-1], "file", f.Path)...),
				inventory.Evidence{Path: f.Path}))
		}
	}
	for n := range c.Component.Claims {
		other := &c.Component.Claims[n]
		e := other.License.Expression
		if n == i || other.Kind == inventory.Detected || other.Partial || e == nil || spdx.Same(e, stated) ||
			slices.ContainsFunc(other.License.Readings, func(r spdx.Expression) bool { return spdx.Same(r, stated) }) {
			continue
		}
		s := e.String()
		if seen[s] || len(seen) == maxFaults {
			continue
		}
		seen[s] = true
		list = append(list, outcome(s, fail("rule.eig-006.licence.declared", at(field, "licence", stated.String(), "found", e.String(), "file", other.Origin)...),
			other.Evidence...))
	}
	return list
}

// stands reports whether a text in a file is that of one of the licences stated.
func (c *Case) stands(f *inventory.File, stated spdx.Expression) bool {
	atoms := map[string]bool{}
	for _, a := range spdx.Atoms(stated) {
		atoms[spdx.Meaning(a)] = true
		if w, ok := a.(spdx.With); ok {
			atoms[spdx.Meaning(w.License)] = true
		}
	}
	return slices.ContainsFunc(f.Findings, func(x inventory.Finding) bool {
		if x.Kind != inventory.FoundText || x.Expression == nil {
			return false
		}
		return slices.ContainsFunc(append(slices.Clone(x.Readings), x.Expression), func(e spdx.Expression) bool {
			return slices.ContainsFunc(spdx.Atoms(e), func(a spdx.Expression) bool { return atoms[spdx.Meaning(a)] })
		})
	})
}

// publiccodeAddress compares the address of the file with what other manifests and documents say of the same component.
func (c *Case) publiccodeAddress(p *inventory.Publiccode) []Outcome {
	field := p.Field("url")
	if field == nil || field.Value == "" {
		return nil
	}
	outcome := func(about string, f Finding) []Outcome {
		return []Outcome{{Finding: f, About: "url " + about, File: p.Path, Evidence: place(p, field)}}
	}
	if reserved(field.Value) {
		return outcome("reserved", fail("rule.eig-006.url.reserved", at(field, "url", field.Value)...))
	}
	if other := c.Component.Distribution.Source; isRepository(field.Value) && isRepository(other) && repository(other) != repository(field.Value) {
		return outcome("other", unknown(assessment.Bidder, "rule.eig-006.url.other", at(field, "url", field.Value, "other", other)...))
	}
	return nil
}

// isRepository reports whether an address may be one of version control: it has a host and is no archive.
func isRepository(address string) bool {
	host, _, _ := strings.Cut(repository(address), "/")
	return strings.Contains(host, ".") && !slices.ContainsFunc([]string{".zip", ".gz", ".tgz", ".xz", ".bz2", ".tar"}, func(end string) bool {
		return strings.HasSuffix(strings.ToLower(address), end)
	})
}

// reserved reports whether an address can lead nowhere outside: names that RFC 2606 and RFC 6761 keep for examples and tests.
func reserved(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	for _, name := range []string{"example", "example.com", "example.net", "example.org", "invalid", "localhost", "test"} {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return false
}

// repository is the same for addresses of one repository, by whatever protocol and with or without ".git".
func repository(address string) string {
	a := strings.TrimPrefix(strings.TrimSpace(address), "git+")
	if scpAddress().MatchString(a) {
		a = "ssh://" + strings.Replace(a, ":", "/", 1)
	}
	u, err := url.Parse(a)
	if err != nil || u.Host == "" {
		return a
	}
	return strings.ToLower(u.Hostname()) + strings.TrimSuffix(strings.TrimRight(u.Path, "/"), ".git")
}

// publiccodeProprietary compares the proprietary dependencies of the file with the components that are proprietary
// here. The standard wants only what is installed beside the software, so what differs is a question, and a
// contradiction only where the file calls open what is found to be proprietary.
func (c *Case) publiccodeProprietary(p *inventory.Publiccode) []Outcome {
	named, open := dependencies(p)
	found := c.World.proprietaryNames()
	var list []Outcome
	if more := max(len(named), len(open)) - maxDependencies; more > 0 {
		named, open = named[:min(len(named), maxDependencies)], open[:min(len(open), maxDependencies)]
		list = append(list, Outcome{Finding: fail("rule.eig-006.more", "count", strconv.Itoa(more)), About: "dependsOn", File: p.Path, Evidence: place(p, nil)})
	}
	var unseen, unnamed []string
	for _, d := range named {
		if key := letters(d.Value); !slices.ContainsFunc(found, func(p product) bool { return sameName(key, p.key) }) {
			unseen = append(unseen, d.Value)
		}
	}
	namedKeys, openKeys := keys(named), keys(open)
	for _, x := range found {
		name := x.name
		same := func(key string) bool { return sameName(key, x.key) }
		i := slices.IndexFunc(openKeys, same)
		switch {
		case i >= 0:
			list = append(list, Outcome{Finding: fail("rule.eig-006.proprietary.open", at(open[i], "name", open[i].Value, "component", name)...),
				About: "open " + open[i].Value, File: p.Path, Evidence: place(p, open[i])})
		case !slices.ContainsFunc(namedKeys, same):
			unnamed = append(unnamed, name)
		}
	}
	if len(unseen) > 0 {
		list = append(list, Outcome{Finding: unknown(assessment.City, "rule.eig-006.proprietary.unseen", "names", enumerate(unseen)),
			About: "unseen", File: p.Path, Evidence: place(p, named[0])})
	}
	if len(unnamed) > 0 {
		list = append(list, Outcome{Finding: unknown(assessment.Bidder, "rule.eig-006.proprietary.unnamed", "names", enumerate(unnamed)),
			About: "unnamed", File: p.Path, Evidence: place(p, nil)})
	}
	return list
}

// maxDependencies bounds how many dependencies of the file are compared with all components.
const maxDependencies = 200

// maxNames bounds how many names a sentence has.
const maxNames = 5

func enumerate(names []string) string {
	s := strings.Join(names[:min(len(names), maxNames)], ", ")
	if len(names) > maxNames {
		s += ", …"
	}
	return s
}

// dependencies are the names under dependsOn: what the file calls proprietary, and what it calls open.
func dependencies(p *inventory.Publiccode) (named, open []*inventory.PubliccodeField) {
	kinds := map[string]string{} // of entries of dependsOn/software, by their beginning
	for i := range p.Fields {
		if entry, ok := strings.CutSuffix(p.Fields[i].Name, "/license"); ok && strings.HasPrefix(entry, "dependsOn/software/") {
			kinds[entry] = strings.ToLower(p.Fields[i].Value)
		}
	}
	for i := range p.Fields {
		f := &p.Fields[i]
		entry, ok := strings.CutSuffix(f.Name, "/name")
		if !ok || f.Value == "" {
			continue
		}
		switch {
		case strings.HasPrefix(entry, "dependsOn/proprietary/"), kinds[entry] == "proprietary", kinds[entry] == "commercial":
			named = append(named, f)
		case strings.HasPrefix(entry, "dependsOn/open/"), kinds[entry] == "open", kinds[entry] == "free":
			open = append(open, f)
		}
	}
	return named, open
}

func keys(fields []*inventory.PubliccodeField) []string {
	var list []string
	for _, f := range fields {
		list = append(list, letters(f.Value))
	}
	return list
}

// A product is a component by its name, with the name as it is compared.
type product struct{ name, key string }

// findProprietaryNames gives the names of the components that LIZ-005 finds to be proprietary, each once.
func (w *World) findProprietaryNames() []product {
	names := map[string]bool{}
	for i := range w.inv.Components {
		c := &w.inv.Components[i]
		if w.leftOut(c) {
			continue
		}
		k := &Case{Component: c, License: Judged(c.Claims), World: w}
		if slices.ContainsFunc(liz005.Check(k), func(o Outcome) bool { return o.State == Fail }) {
			names[cmp.Or(c.Name, c.ID)] = true
		}
	}
	var list []product
	for _, name := range sortedKeys(names) {
		list = append(list, product{name, letters(name)})
	}
	return list
}

// leftOut reports whether every place of a component is excluded.
func (w *World) leftOut(c *inventory.Component) bool {
	return w.excluded != nil && len(c.Instances) > 0 && !slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool {
		return (i.Path == "" || !w.excluded(i.Path)) && (i.Document == "" || !w.excluded(i.Document))
	})
}

// sameName reports whether two names, reduced to their letters, are those of one product as people write
// them: "Oracle Database" and "oracle".
func sameName(a, b string) bool {
	const telling = 4 // letters; shorter names stand in too many others
	switch {
	case a == "" || b == "":
		return false
	case a == b:
		return true
	case len(a) > len(b):
		a, b = b, a
	}
	return len(a) >= telling && strings.HasPrefix(b, a)
}

func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
