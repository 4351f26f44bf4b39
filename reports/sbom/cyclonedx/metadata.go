// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	"slices"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// subjectRef is the bom-ref of what was examined where no component of the inventory is the whole of it.
const subjectRef = "lizenzlotse:subject"

// metadata says who made the document, of what, and who made what it is made of: their authors and
// tools are kept, since the data are theirs.
func (b *builder) metadata(o Options) *cdx.Metadata {
	ours := cdx.Component{Type: cdx.ComponentTypeApplication, Name: "lizenzlotse", Version: clip(line(o.ToolVersion))}
	m := &cdx.Metadata{Timestamp: o.Created.UTC().Format(time.RFC3339), Component: b.subject()}
	tools := []cdx.Component{ours}
	seen := map[inventory.Tool]bool{{Name: ours.Name, Version: ours.Version}: true}
	var phases []cdx.Lifecycle
	for i := range b.v.Documents {
		d := &b.v.Documents[i]
		for _, t := range d.Tools {
			t = inventory.Tool{Name: line(t.Name), Version: clip(line(t.Version))}
			if !seen[t] && t.Name != "" {
				seen[t] = true
				tools = append(tools, cdx.Component{Type: cdx.ComponentTypeApplication, Name: t.Name, Version: t.Version})
			}
		}
		for _, name := range d.Lifecycles {
			if p := lifecycle(line(name)); p != (cdx.Lifecycle{}) && !slices.Contains(phases, p) {
				phases = append(phases, p)
			}
		}
	}
	m.Tools = &cdx.ToolsChoice{Components: &tools}
	m.Lifecycles = unlessEmpty(phases)
	b.authors(m)
	if len(b.v.Documents) == 1 {
		if l := inventory.ReadLicense(b.v.Documents[0].DataLicense); l.State == inventory.Known {
			m.Licenses = &cdx.Licenses{{Expression: l.Expression.String()}}
		}
	}
	m.Properties = unlessEmpty(b.sources())
	return m
}

func lifecycle(name string) cdx.Lifecycle {
	switch p := cdx.LifecyclePhase(name); p {
	case cdx.LifecyclePhaseDesign, cdx.LifecyclePhasePreBuild, cdx.LifecyclePhaseBuild, cdx.LifecyclePhasePostBuild,
		cdx.LifecyclePhaseOperations, cdx.LifecyclePhaseDiscovery, cdx.LifecyclePhaseDecommission:
		return cdx.Lifecycle{Phase: p}
	}
	return cdx.Lifecycle{Name: name}
}

// authors keeps those of the input documents. Of a single document the first organization is the
// manufacturer of the document and the second the supplier; any other is an author by its name.
func (b *builder) authors(m *cdx.Metadata) {
	var contacts []cdx.OrganizationalContact
	for i := range b.v.Documents {
		for _, p := range b.v.Documents[i].Authors {
			switch {
			case p.Kind == inventory.Organization && len(b.v.Documents) == 1 && m.Manufacturer == nil:
				m.Manufacturer = organization(&p)
				continue
			case p.Kind == inventory.Organization && len(b.v.Documents) == 1 && m.Supplier == nil:
				m.Supplier = organization(&p)
				continue
			}
			c := contact(&p)
			if c.Name == "" {
				c.Name = line(p.URL)
			}
			if c != (cdx.OrganizationalContact{}) && !slices.Contains(contacts, c) {
				contacts = append(contacts, c)
			}
		}
	}
	m.Authors = unlessEmpty(contacts)
}

// sources names the input documents and what was examined.
func (b *builder) sources() []cdx.Property {
	var all []cdx.Property
	add := func(name, value string) {
		if value = line(value); value != "" {
			all = append(all, cdx.Property{Name: "lizenzlotse:" + name, Value: value})
		}
	}
	s := b.v.Subject
	add("subject", strings.TrimSpace(s.Name+" "+s.Version))
	add("subject:kind", string(s.Kind))
	add("subject:sha256", s.SHA256)
	add("redacted", b.redacted)
	for i := range b.v.Documents {
		d := &b.v.Documents[i]
		add("document", strings.Join(strings.Fields(d.ID+" "+d.Format+" "+d.Version+" "+d.Namespace), " "))
		add("document:sha256", d.SHA256)
		add("document:created", d.Created)
		add("document:comment", d.Comment)
	}
	return all
}

// subject is what the document describes. Where the only thing examined was an SBOM that does not
// say what it is about, neither does this one.
func (b *builder) subject() *cdx.Component {
	if b.main >= 0 {
		c := b.component(b.main)
		if b.isService(b.main) {
			c.Type = cdx.ComponentTypeApplication
		}
		return c
	}
	if b.mainRef() == "" {
		return nil
	}
	s := b.v.Subject
	c := &cdx.Component{Type: cdx.ComponentTypeApplication, BOMRef: subjectRef, Name: line(s.Name), Version: clip(line(s.Version))}
	if c.Name == "" {
		c.Name = "lizenzlotse"
	}
	// A folder's digest is one of a list of ours, which nobody could compare with anything.
	if s.SHA256 != "" && (s.Kind == inventory.KindFile || s.Kind == inventory.KindArchive) {
		if h, ok := hash(inventory.Hash{Algorithm: "SHA256", Value: s.SHA256}); ok {
			c.Hashes = &[]cdx.Hash{h}
		}
	}
	return c
}

// mainRef is the bom-ref of what the document describes; "" if that is nothing.
func (b *builder) mainRef() string {
	switch {
	case b.main >= 0:
		return b.refs[b.main]
	case b.v.Subject.Kind == inventory.KindSBOM:
		return ""
	}
	return subjectRef
}

// organization writes a party as one, whatever it is: CycloneDX has no other place for a supplier.
func organization(p *inventory.Party) *cdx.OrganizationalEntity {
	o := &cdx.OrganizationalEntity{Name: line(p.Name)}
	if u := line(p.URL); isAddress(u) {
		o.URL = &[]string{u}
	}
	if isMail(line(p.Email)) {
		c := cdx.OrganizationalContact{Email: line(p.Email)}
		if p.Kind == inventory.Person {
			c.Name = o.Name
		}
		o.Contact = &[]cdx.OrganizationalContact{c}
	}
	if o.Name == "" && o.URL == nil && o.Contact == nil {
		o.Name = line(p.String()) // an address that is none is still what is known
	}
	return o
}

func contact(p *inventory.Party) cdx.OrganizationalContact {
	c := cdx.OrganizationalContact{Name: line(p.Name)}
	if mail := line(p.Email); isMail(mail) {
		c.Email = mail
	} else if c.Name == "" {
		c.Name = mail
	}
	return c
}

func isMail(s string) bool {
	before, after, found := strings.Cut(s, "@")
	return found && before != "" && after != "" && !strings.ContainsAny(s, " <>()[],;:\\\"") && !strings.Contains(after, "@")
}
