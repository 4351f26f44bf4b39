// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A reading is one document on its way into a Result.
type reading struct {
	path   string // the document's ID
	format string
	piece  piece
	limits limits
	text   []byte // what is read, in UTF-8; positions in errors count in it
	lines  map[string]int
	result Result
	log    log
	refs   map[string]string // the document's own reference -> ID of the component; nil where nobody asks
	ids    map[string]int    // how often an ID that is made of a reference was given
	texts  map[string]bool
	// explained are the SHA-256 of the texts that an SPDX document extracted, by the id they stand under.
	explained map[string]string
	listed    map[string]string // SHA-256 -> text, of those that explain a listed licence
	joined    int               // bytes of the texts that were put together of several
	misspelt  map[string]string // words that are near to a tag -> the tag
	main      string
	described []string                     // IDs of the components that the document is about
	licenses  map[string]inventory.License // what was read before: most documents say few things often
	claims    slab[inventory.Claim]
	evidence  slab[inventory.Evidence]
	instances slab[inventory.Instance]
}

// A slab gives room for short lists in pieces of long ones, as there may be very many of them.
type slab[T any] struct{ rest []T }

// take gives a list of n zero elements. Whoever appends to it gets one of their own.
func (s *slab[T]) take(n int) []T {
	const size = 512
	if n > size/8 {
		return make([]T, n)
	}
	if n > len(s.rest) {
		s.rest = make([]T, size)
	}
	list := s.rest[:n:n]
	s.rest = s.rest[n:]
	return list
}

// license reads what stands in a licence field.
func (r *reading) license(raw string) inventory.License {
	const most = 1000
	l, known := r.licenses[raw]
	if !known {
		l = inventory.ReadLicense(raw)
		if r.licenses == nil {
			r.licenses = map[string]inventory.License{}
		}
		if len(r.licenses) < most {
			r.licenses[raw] = l
		}
	}
	return l
}

// afresh gives a reading of the same text that has noted nothing.
func (r *reading) afresh() *reading {
	return &reading{path: r.path, format: r.format, limits: r.limits, text: r.text, piece: r.piece}
}

// add takes a component in under its reference, with its ID and what the document says of it, and gives the ID.
func (r *reading) add(c inventory.Component, e inventory.Entry, ref string) string {
	r.count(&c)
	return r.addEntry(c, &e, ref)
}

// addEntry is add for an entry that has its place already.
func (r *reading) addEntry(c inventory.Component, e *inventory.Entry, ref string) string {
	r.identify(&c, ref)
	c.Instances = r.instances.take(1)
	c.Instances[0] = inventory.Instance{Document: r.path, Ref: ref, Line: r.lines[ref], Entry: e}
	r.result.Components = append(r.result.Components, c)
	return c.ID
}

// count counts one of the components that the document lists.
func (r *reading) count(c *inventory.Component) {
	r.result.Document.Components++
	if slices.ContainsFunc(c.Claims, saysSomething) {
		r.result.Document.WithLicense++
	}
}

// saysSomething reports whether a claim names a licence of the component itself, not just what was found in its files.
// NONE does not: many tools write it where they found nothing.
func saysSomething(c inventory.Claim) bool {
	return c.Kind != inventory.Detected && (c.License.State == inventory.Known || c.License.State == inventory.Unparsed)
}

// identify makes the component's ID: its purl, else the document's path and the reference.
func (r *reading) identify(c *inventory.Component, ref string) {
	if c.PURL != "" {
		canonical, id, err := readPURL(c.PURL, c.Version)
		if err == nil {
			c.PURL, c.ID = canonical, id
		} else {
			r.log.note("sbom-purl-invalid", ref, c.PURL)
		}
	}
	if c.ID == "" {
		name := ref
		if name == "" {
			name = strings.TrimSuffix(c.Name+"@"+c.Version, "@")
		}
		// Two parts under one reference stay two: else a second one could hide behind the first.
		r.ids[name]++
		if n := r.ids[name]; n > 1 {
			r.log.note("sbom-duplicate-reference", ref, c.Name)
			name = fmt.Sprintf("%s~%d", name, n)
		}
		c.ID = r.path + "#" + name
	}
	if r.refs != nil && ref != "" && r.refs[ref] == "" {
		r.refs[ref] = c.ID
	}
}

// claim makes a claim of this document out of what stands in a licence field.
func (r *reading) claim(kind inventory.ClaimKind, license inventory.License, ref string) inventory.Claim {
	e := inventory.Evidence{Path: cmp.Or(r.piece.file, r.path), Detector: r.format, Quote: quote(license.Raw)}
	if n := r.lines[ref]; ref != "" && n > 0 {
		e.Line = inventory.LineRange{First: n, Last: n}
	}
	c := inventory.Claim{Kind: kind, Origin: r.path, License: license, Ref: ref, Evidence: r.evidence.take(1)}
	c.Evidence[0] = e
	return c
}

// quote puts the beginning of a text on one line of at most [inventory.MaxQuote] bytes.
func quote(s string) string {
	if len(s) <= inventory.MaxQuote && isOneLine(s) {
		return s // as nearly all do, and then it takes no memory of its own
	}
	if len(s) > 4*inventory.MaxQuote {
		s = s[:4*inventory.MaxQuote]
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > inventory.MaxQuote {
		s = s[:inventory.MaxQuote]
	}
	return strings.ToValidUTF8(s, "")
}

// isOneLine reports whether s is printable ASCII with single spaces between its words only.
func isOneLine(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		b := s[i]
		if b < ' ' || b > '~' || b == ' ' && last == ' ' {
			return false
		}
		last = b
	}
	return s == "" || last != ' '
}

// addText keeps a licence text once for each licence it explains, and gives its SHA-256; "" for no text.
func (r *reading) addText(license, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	t := inventory.Text{SHA256: hex.EncodeToString(sum[:]), License: license, Document: r.path, Text: text}
	key := t.SHA256 + " " + license
	if r.texts == nil {
		r.texts = map[string]bool{}
	}
	if !r.texts[key] {
		r.texts[key] = true
		r.result.Texts = append(r.result.Texts, t)
	}
	return t.SHA256
}

// finish settles what needs the whole document: roles, the order of the lists, the issues.
func (r *reading) finish() {
	d := &r.result.Document
	d.Main = r.main
	if len(r.described) > 1 {
		d.Described = r.described
	}
	for i := range r.result.Components {
		if c := &r.result.Components[i]; c.ID != d.Main {
			c.Role = inventory.ThirdParty
		}
	}
	slices.SortStableFunc(r.result.Texts, func(a, b inventory.Text) int {
		return strings.Compare(a.License+"\x00"+a.SHA256, b.License+"\x00"+b.SHA256)
	})
	r.result.Issues = r.log.list(r.path)
}

// maxNames bounds the authors and tools of a document.
const maxNames = 200

// addParty adds who is named, once.
func addParty(all []inventory.Party, p inventory.Party) []inventory.Party {
	p.Name, p.Email, p.URL = strings.TrimSpace(p.Name), strings.TrimSpace(p.Email), strings.TrimSpace(p.URL)
	if p.String() == "" || len(all) >= maxNames || slices.Contains(all, p) {
		return all
	}
	return append(all, p)
}

// addTool adds what is named, once.
func addTool(all []inventory.Tool, t inventory.Tool) []inventory.Tool {
	t.Name, t.Version = strings.TrimSpace(t.Name), strings.TrimSpace(t.Version)
	if t.Name == "" || len(all) >= maxNames || slices.Contains(all, t) {
		return all
	}
	return append(all, t)
}

// appendNonEmpty adds a name that says something and is not there yet.
func appendNonEmpty(all []string, s string) []string {
	if s = strings.TrimSpace(s); s == "" || len(all) >= maxNames || slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}
