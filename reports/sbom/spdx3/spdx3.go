// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package spdx3 writes what was found as an SPDX 3.0.1 document in JSON-LD, for programs to read.
//
// Statements stay what they are. A licence is declared where an author declares it and, as SPDX 3 defines
// hasDeclaredLicense ("discovered to actually contain each to license, for example as detected by use of
// automated tooling", Core, RelationshipType), where our scan found it in the file or in the component's own
// licence file. A concluded licence is written where a person decided it, with that person's annotation, and else only
// where the author of an input document concluded it, with that author's name beside it, for nothing here concludes.
// What SPDX has no word for stands in a comment.
package spdx3

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/licenseref"
	"lizenzlotse/scanner/inventory"
)

const (
	context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
	version = "3.0.1"
	// namespacePrefix is the customary form; the hash of the content that follows makes it unique.
	namespacePrefix = "https://spdx.org/spdxdocs/lizenzlotse-"
	creation        = "_:creation"
)

// Write writes the inventory as an SPDX 3.0.1 document. The same assessment, time and version give the
// same bytes. Each element stands on a line of its own, so that two documents can be compared.
func Write(w io.Writer, a *assessment.Assessment, created time.Time, toolVersion string) error {
	d := newDocument(a)
	stamp := created.UTC().Format("2006-01-02T15:04:05Z")
	if err := d.name(stamp, toolVersion); err != nil {
		return err
	}
	d.packages()
	d.relations()
	d.head(stamp, toolVersion)
	out := bufio.NewWriter(w)
	if err := d.write(out); err != nil {
		return err
	}
	return out.Flush()
}

// A document is an SPDX document in the making.
type document struct {
	inventory *inventory.Inventory
	decided   map[string]*assessment.Decision // component ID -> what a person decided
	redacted  string                          // what is missing in a copy with passages blacked out
	base      string                          // what all ids begin with
	ids       map[string]string
	taken     map[string]bool
	filesOf   map[string][]*inventory.File // component ID -> its files; those of no component are the whole's
	authors   map[string]string            // document ID -> who made it, for comments
	licenses  licenses
	covers    map[string]coverage // component ID -> what its documents say of its parts and dependencies
	roots     []string            // the package that is the subject as a whole, or what stands beside each other

	top       []element
	agents    map[inventory.Party]string
	parties   []element
	artifacts []element
	related   map[relation]*group
	notes     []element // what people say of elements, with who they are and when
}

func newDocument(a *assessment.Assessment) *document {
	v := a.Inventory
	d := &document{
		inventory: v,
		decided:   a.Decided(),
		redacted:  a.Redacted.Note(),
		ids:       map[string]string{},
		taken:     map[string]bool{},
		filesOf:   v.FilesByComponent(),
		authors:   map[string]string{},
		covers:    map[string]coverage{},
		agents:    map[inventory.Party]string{},
		related:   map[relation]*group{},
	}
	d.licenses = newLicenses(d, v.Texts)
	for _, x := range v.Documents {
		var names []string
		for _, p := range x.Authors {
			names = append(names, p.String())
		}
		d.authors[x.ID] = strings.Join(names, ", ")
	}
	return d
}

// name makes the URI that all ids begin with out of all that goes into the document, in the form in which it is saved:
// it is the same where the document is made of a saved result.
func (d *document) name(created, toolVersion string) error {
	sum := sha256.New()
	if err := (&assessment.Assessment{Inventory: d.inventory}).Write(sum); err != nil {
		return err
	}
	if len(d.decided) > 0 {
		if err := json.NewEncoder(sum).Encode(d.decided); err != nil {
			return err
		}
	}
	io.WriteString(sum, created+"\x00"+toolVersion)
	d.base = namespacePrefix + hex.EncodeToString(sum.Sum(nil)[:16])
	return nil
}

func (d *document) head(created, toolVersion string) {
	v := d.inventory
	agent, tool := d.base+"#Agent-lizenzlotse", d.base+"#Tool-lizenzlotse"
	program := "lizenzlotse " + oneLine(toolVersion)
	sbom := d.base + "#SBOM"
	name := cmp.Or(oneLine(v.Title()), "lizenzlotse")
	profiles := []string{"core", "software", "simpleLicensing"}
	if d.licenses.additions() {
		profiles = append(profiles, "expandedLicensing")
	}
	d.top = []element{
		{Type: "CreationInfo", NodeID: creation, SpecVersion: version, Created: created, CreatedBy: []string{agent}, CreatedUsing: []string{tool}},
		{Type: "SoftwareAgent", ID: agent, Name: program},
		{Type: "Tool", ID: tool, Name: program},
		{Type: "SpdxDocument", ID: d.base, Name: name, Comment: documentComment(v, d.redacted), ProfileConformance: profiles,
			DataLicense: d.licenses.expression("CC0-1.0", nil), RootElement: []string{sbom}},
		{Type: "software_Sbom", ID: sbom, Name: name, SbomType: sbomTypes(v), RootElement: d.roots},
	}
	// What stands in the input documents is the work of those who made them, and of their tools.
	info := &d.top[0]
	for i := range v.Documents {
		for _, p := range v.Documents[i].Authors {
			if id := d.agent(&p); id != "" && !slices.Contains(info.CreatedBy, id) {
				info.CreatedBy = append(info.CreatedBy, id)
			}
		}
		for _, t := range v.Documents[i].Tools {
			name := oneLine(t.String())
			id := d.base + "#Tool-" + licenseref.Hash(name)
			if name != "" && name != program && !slices.Contains(info.CreatedUsing, id) {
				info.CreatedUsing = append(info.CreatedUsing, id)
				d.parties = append(d.parties, element{Type: "Tool", ID: id, Name: name})
			}
		}
	}
}

// sbomTypes say of what the document was made: what was examined, or, of an SBOM, what that was made of.
func sbomTypes(v *inventory.Inventory) []string {
	if v.Subject.Kind != inventory.KindSBOM {
		return []string{"analyzed"}
	}
	var all []string
	for i := range v.Documents {
		for _, stage := range v.Documents[i].Lifecycles {
			switch stage { // SPDX 3's (Software, SbomType)
			case "design", "source", "build", "analyzed", "deployed", "runtime":
				all = append(all, stage)
			}
		}
	}
	return sorted(all)
}

// write puts the elements out, each on a line.
func (d *document) write(out *bufio.Writer) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	out.WriteString("{\"@context\":\"" + context + "\",\"@graph\":[\n")
	first := true
	for _, list := range [][]element{d.top, d.parties, d.artifacts, d.licenses.elements(), d.relationships(), d.notes} {
		for i := range list {
			if !first {
				out.WriteString(",")
			}
			first = false
			if list[i].Type != "CreationInfo" && list[i].CreationInfo == "" {
				list[i].CreationInfo = creation
			}
			if err := e.Encode(&list[i]); err != nil {
				return err
			}
		}
	}
	_, err := out.WriteString("]}\n")
	return err
}

// newID makes an id of a readable part and a hash of what it stands for.
func (d *document) newID(kind, readable, of string) string {
	name := idString(readable)
	if name != "" {
		name += "-"
	}
	id := d.base + "#" + kind + "-" + name + licenseref.Hash(of)
	for d.taken[id] {
		id += "-x"
	}
	d.taken[id] = true
	return id
}

// idString keeps what needs no escape in a URI: letters, digits, "." and "-".
func idString(s string) string {
	const most = 60
	var b strings.Builder
	dash := true
	for _, c := range s {
		switch {
		case b.Len() >= most:
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-' && !dash:
			b.WriteRune(c)
			dash = c == '-'
		case !dash:
			b.WriteByte('-')
			dash = true
		}
	}
	return strings.Trim(b.String(), "-.")
}

// agent gives the id of the element for a person or organization, of which there is one each; "" for nobody.
func (d *document) agent(p *inventory.Party) string {
	if p == nil || strings.TrimSpace(p.String()) == "" {
		return ""
	}
	if id, ok := d.agents[*p]; ok {
		return id
	}
	e := element{Type: "Agent", Name: oneLine(p.Name)}
	switch p.Kind {
	case inventory.Person:
		e.Type = "Person"
	case inventory.Organization:
		e.Type = "Organization"
	}
	if mail := oneLine(p.Email); mail != "" {
		e.ExternalIdentifier = append(e.ExternalIdentifier, externalIdentifier{"ExternalIdentifier", "email", mail})
	}
	if address := oneLine(p.URL); address != "" {
		e.ExternalIdentifier = append(e.ExternalIdentifier, externalIdentifier{"ExternalIdentifier", "urlScheme", address})
	}
	e.ID = d.newID(e.Type, p.Name, strings.Join([]string{e.Type, p.Name, p.Email, p.URL}, "\x00"))
	d.agents[*p] = e.ID
	d.parties = append(d.parties, e)
	return e.ID
}

// oneLine puts a text on one line.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// sorted gives the texts in order, each once.
func sorted(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}
