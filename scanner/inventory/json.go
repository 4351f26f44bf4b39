// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"lizenzlotse/scanner/jsonfields"
	"lizenzlotse/scanner/spdx"
)

// How files, components and relations stand in a saved result: their fields in the order of the types, and expressions as
// strings. What is rare in these is left to the tags.

// MarshalJSON writes the expression as the string "license", "" if there is none.
func (f File) MarshalJSON() ([]byte, error) { return jsonfields.Marshal(&f) }

// ListJSON lists the fields of the file.
func (f *File) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("path", f.Path)
	w.Int("size", f.Size)
	w.SomeText("sha1", f.SHA1)
	w.SomeText("sha256", f.SHA256)
	w.SomeText("component", f.Component)
	w.SomeTexts("roles", f.Roles)
	jsonfields.SomeList(w, "findings", f.Findings, (*Finding).ListJSON)
	jsonfields.SomeList(w, "copyrights", f.Copyrights, (*Copyright).ListJSON)
	w.Text("license", spdx.Text(f.License))
	w.Close()
}

// ListJSON lists the fields of the notice.
func (c *Copyright) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("holder", c.Holder)
	w.SomeText("years", c.Years)
	w.SomeText("path", c.Path)
	w.SomeInt("line", int64(c.Line))
	w.Close()
}

// MarshalJSON writes expressions as strings.
func (f Finding) MarshalJSON() ([]byte, error) { return jsonfields.Marshal(&f) }

// ListJSON lists the fields of the finding.
func (f *Finding) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("expression", spdx.Text(f.Expression))
	w.SomeTexts("readings", texts(f.Readings))
	w.Text("kind", string(f.Kind))
	w.Text("confidence", string(f.Confidence))
	w.Object("evidence", &f.Evidence)
	w.Close()
}

func texts(list []spdx.Expression) []string {
	if len(list) == 0 {
		return nil
	}
	said := make([]string, len(list))
	for i, e := range list {
		said[i] = e.String()
	}
	return said
}

// ListJSON lists the fields of the evidence.
func (e *Evidence) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("path", e.Path)
	if e.Line != (LineRange{}) {
		w.Object("line", &e.Line)
	}
	if e.Byte != (ByteRange{}) {
		w.Object("byte", &e.Byte)
	}
	w.SomeText("detector", e.Detector)
	w.SomeText("quote", e.Quote)
	w.Close()
}

// ListJSON lists the fields of the range.
func (r *LineRange) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Int("first", int64(r.First))
	w.Int("last", int64(r.Last))
	w.Close()
}

// ListJSON lists the fields of the range.
func (r *ByteRange) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Int("start", r.Start)
	w.Int("end", r.End)
	w.Close()
}

// MarshalJSON adds the strings "declared", "detected" and "concluded" for readers who want no
// more than that; reading ignores them, the claims say the same.
func (c Component) MarshalJSON() ([]byte, error) { return jsonfields.Marshal(&c) }

// ListJSON lists the fields of the component.
func (c *Component) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("id", c.ID)
	w.SomeText("purl", c.PURL)
	w.Text("name", c.Name)
	w.SomeText("version", c.Version)
	w.SomeText("supplier", c.Supplier)
	w.SomeText("type", c.Type)
	w.SomeText("role", string(c.Role))
	w.SomeText("scope", string(c.Scope))
	w.SomeText("modified", string(c.Modified))
	jsonfields.SomeList(w, "claims", c.Claims, (*Claim).ListJSON)
	w.SomeTexts("copyrights", c.Copyrights)
	jsonfields.SomeList(w, "hashes", c.Hashes, (*Hash).ListJSON)
	if c.Distribution != (Distribution{}) {
		w.Object("distribution", &c.Distribution)
	}
	jsonfields.SomeList(w, "instances", c.Instances, (*Instance).ListJSON)
	jsonfields.SomeList(w, "evidence", c.Evidence, (*Evidence).ListJSON)
	w.SomeText("resolved", string(c.Resolved))
	jsonfields.Some(w, "publiccode", c.Publiccode)
	w.Text("declared", c.Licenses(Declared))
	w.Text("detected", c.Licenses(Detected))
	w.Text("concluded", c.Licenses(Concluded))
	w.Close()
}

// ListJSON lists the fields of the claim.
func (c *Claim) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("kind", string(c.Kind))
	w.Text("origin", c.Origin)
	w.Object("license", &c.License)
	w.SomeText("ref", c.Ref)
	w.SomeTrue("partial", c.Partial)
	w.SomeTexts("terms", c.Terms)
	w.SomeText("text", c.Text)
	jsonfields.SomeList(w, "evidence", c.Evidence, (*Evidence).ListJSON)
	w.SomeInt("count", int64(c.Count))
	w.Close()
}

// MarshalJSON writes expressions as strings.
func (l License) MarshalJSON() ([]byte, error) { return jsonfields.Marshal(&l) }

// ListJSON lists the fields of the licence.
func (l *License) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("expression", spdx.Text(l.Expression))
	w.SomeText("state", string(l.State))
	w.SomeText("raw", l.Raw)
	w.SomeText("normalised", string(l.Normalised))
	w.SomeTexts("readings", texts(l.Readings))
	w.Close()
}

// ListJSON lists the fields of the digest.
func (h *Hash) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("algorithm", h.Algorithm)
	w.Text("value", h.Value)
	w.Close()
}

// ListJSON lists the fields of the addresses.
func (d *Distribution) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("homepage", d.Homepage)
	w.SomeText("source", d.Source)
	w.SomeText("download", d.Download)
	w.SomeText("package", d.Package)
	w.Close()
}

// ListJSON lists the fields of the place.
func (i *Instance) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("path", i.Path)
	w.SomeText("document", i.Document)
	w.SomeText("ref", i.Ref)
	w.SomeInt("line", int64(i.Line))
	if i.Entry != nil {
		w.Object("entry", i.Entry)
	}
	w.Close()
}

// ListJSON lists the fields of the entry.
func (e *Entry) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("name", e.Name)
	w.SomeText("version", e.Version)
	if e.Creator != nil {
		w.Object("creator", e.Creator)
	}
	if e.Supplier != nil {
		w.Object("supplier", e.Supplier)
	}
	jsonfields.SomeList(w, "identifiers", e.Identifiers, (*Identifier).ListJSON)
	jsonfields.SomeList(w, "hashes", e.Hashes, (*Hash).ListJSON)
	w.SomeText("copyright", e.Copyright)
	w.SomeText("description", e.Description)
	if e.Deployable != nil {
		w.Object("deployable", e.Deployable)
	}
	if e.Source != nil {
		w.Object("source", e.Source)
	}
	w.SomeText("securityTxt", e.SecurityTxt)
	w.SomeText("effective", e.Effective)
	w.SomeText("sbom", e.SBOM)
	w.SomeTrue("external", e.External)
	w.SomeText("dependencies", string(e.Dependencies))
	w.SomeText("completeness", string(e.Completeness))
	jsonfields.Some(w, "pedigree", e.Pedigree)
	w.SomeTexts("unknown", e.Unknown)
	w.SomeTexts("none", e.None)
	w.Close()
}

// ListJSON lists the fields of the party.
func (p *Party) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("kind", string(p.Kind))
	w.SomeText("name", p.Name)
	w.SomeText("email", p.Email)
	w.SomeText("url", p.URL)
	w.Close()
}

// ListJSON lists the fields of the identifier.
func (i *Identifier) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("kind", i.Kind)
	w.Text("value", i.Value)
	w.Close()
}

// ListJSON lists the fields of the artifact.
func (a *Artifact) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.SomeText("url", a.URL)
	w.SomeText("filename", a.Filename)
	jsonfields.SomeList(w, "hashes", a.Hashes, (*Hash).ListJSON)
	w.SomeText("executable", a.Executable)
	w.SomeText("archive", a.Archive)
	w.SomeText("structured", a.Structured)
	w.Close()
}

// ListJSON lists the fields of the relation.
func (r *Relation) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("from", r.From)
	w.Text("to", r.To)
	w.Text("kind", string(r.Kind))
	w.SomeText("scope", string(r.Scope))
	jsonfields.SomeList(w, "evidence", r.Evidence, (*Evidence).ListJSON)
	w.SomeTrue("unclear", r.Unclear)
	w.Close()
}

// ListJSON lists the fields of the message.
func (m *Message) ListJSON(w *jsonfields.Writer) {
	w.Open()
	w.Text("key", m.Key)
	w.SomeArgs("args", m.Args)
	w.Close()
}
