// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package envelope finds SBOMs in what they come wrapped in: DSSE envelopes, in-toto statements and
// Sigstore bundles, Kubernetes resources, answers of web services, lists and lines of several
// documents, strings and base64.
//
// It goes by content alone, checks no signature and decodes no SBOM: it gives each as it stands. What
// is no SBOM is named, and nothing is passed over without a word. Its input comes from strangers: the
// time is linear in the length for each layer, and layers, documents and values are counted.
package envelope

import (
	"bytes"
	"slices"
)

// The forms of SBOMs that are recognised, by the names that the model has for them.
const (
	CycloneDXJSON = "cyclonedx-json"
	CycloneDXXML  = "cyclonedx-xml"
	SPDXJSON      = "spdx-json"
	SPDXTagValue  = "spdx-tv"
	SPDXYAML      = "spdx-yaml"
	SPDXRDF       = "spdx-rdf"
	SPDX3JSON     = "spdx3-json"
)

// The layers that an SBOM may be wrapped in.
const (
	DSSE       = "dsse"            // Dead Simple Signing Envelope, https://github.com/secure-systems-lab/dsse
	InToto     = "in-toto"         // Statement v0.1 or v1, https://github.com/in-toto/attestation
	Bundle     = "sigstore-bundle" // https://docs.sigstore.dev/about/bundle/
	Kubernetes = "kubernetes"      // a resource with apiVersion and kind
	Wrapper    = "json-object"     // an object round the document, as {"sbom": …}
	List       = "json-list"
	Values     = "json-values" // several values in one text, as JSON lines
	String     = "json-string"
	Base64     = "base64"
	YAML       = "yaml" // a document in YAML whose format knows only JSON
)

// MaxLayers is how many layers are opened at most.
const MaxLayers = 8

// Limits of what is opened. A field that is zero has its default.
type Limits struct {
	Documents int // in one text: 1000
	Values    int // of a text in YAML, about: 12,000,000
}

// A Document is an SBOM that was found.
type Document struct {
	// Text in UTF-8. Of YAML it is turned into JSON.
	Text   []byte
	Format string
	Layers []string // from the outside in
	Signed bool     // a DSSE envelope round it has a signature; nobody checked it
	// Number counts documents, and what was refused in place of one, from 1.
	Number int
	// Line is where the Text begins in what was opened, from 1, and Column how many bytes stand before
	// it in that line. Line is 0 where the Text was decoded, or was made of YAML that has several.
	Line, Column int
	// Lines is the YAML that was turned into JSON, if Line says where it begins.
	Lines []byte
}

// A Reason says what kind of problem there was.
type Reason string

// The reasons of problems.
const (
	Other     Reason = "other"     // a value that is no SBOM
	Predicate Reason = "predicate" // an attestation of something else
	Encoding  Reason = "encoding"  // a payload that is neither base64 nor JSON
	Syntax    Reason = "syntax"    // YAML that does not parse
	Layers    Reason = "nested"    // more layers than MaxLayers
	Many      Reason = "many"      // more documents than the limit
	Large     Reason = "large"     // more values than the limit
	Duplicate Reason = "duplicate" // a field that stands twice: all of them were opened
	Lost      Reason = "lost"      // fields that stand twice in YAML: the last of each was opened
	Beside    Reason = "beside"    // parts of an SBOM that stand beside the document
	Between   Reason = "between"   // words between the values
)

// A Problem is what was found instead of a document or beside it.
type Problem struct {
	Reason  Reason
	What    string // what it is, as the text names it: the type of a predicate or payload, a field
	Count   int
	Numbers []int // of the first of them, see Document.Number; none for those that stand beside a document
}

// Found is what is in a text.
type Found struct {
	Documents []Document
	Problems  []Problem // those of one reason and name together, in the order of the text
	Count     int       // of documents and of what was refused in place of one
}

// Open finds the documents in a text, which is UTF-8 without a byte order mark. The Texts may share its memory.
func Open(text []byte, l Limits) Found {
	if l.Documents <= 0 {
		l.Documents = 1000
	}
	if l.Values <= 0 {
		l.Values = 12_000_000
	}
	o := &opener{limits: l, whole: text}
	if !o.text(item{text: text}) {
		o.refuse(Other, "")
	}
	return o.found
}

// Holds reports whether Open would find an SBOM or an attestation in a text. It is quick to say no. Of
// YAML it says yes where it is likely. The caller knows from where on the text is neither blank nor in a comment.
func Holds(text []byte, from int) bool {
	if from == len(text) {
		return false
	}
	switch text[from] {
	case '{', '[', '"':
		if !hasMark(text) && !likelyBase64(bytes.Trim(text, "\" \t\r\n")) {
			return false
		}
	default:
		if !likelyBase64(text) {
			return likelyYAML(text)
		}
	}
	o := &opener{whole: text, limits: Limits{Documents: 1, Values: 1}, probe: true}
	o.text(item{text: text})
	return o.hit
}

// An item is something that may be an SBOM or have one in it.
type item struct {
	text              []byte
	at                int    // where it begins in the whole
	apart             bool   // it was decoded: at means nothing
	yaml              []byte // what it was made of; the next two say where that begins, and in how many layers
	yamlAt, yamlLayer int
	layers            []string
	signed            bool
}

func (it item) in(layer string) item {
	it.layers = append(slices.Clip(it.layers), layer)
	return it
}

// part is the value from to end within it.
func (it item) part(from, end int) item {
	it.text = it.text[from:end]
	it.at += from
	return it
}

// decoded is it with a text that stands nowhere in the whole.
func (it item) decoded(text []byte) item {
	it.text, it.apart, it.yaml = text, true, nil
	return it
}

type opener struct {
	limits Limits
	whole  []byte
	found  Found
	probe  bool // only whether there is anything is asked
	hit    bool
	full   bool // there are more documents than may be

	// Where line last counted up to: lines before it, and where the line begins.
	counted, lines, lineStart int
}

// stop reports whether nothing more needs to be looked at.
func (o *opener) stop() bool { return o.full || o.probe && o.hit }

func (o *opener) document(it item, format string) {
	if o.hit = true; o.probe {
		return
	}
	if len(o.found.Documents) >= o.limits.Documents {
		if !o.full {
			o.full = true
			o.problem(Many, "", 1)
		}
		return
	}
	o.found.Count++
	d := Document{Text: it.text, Format: format, Layers: it.layers, Signed: it.signed, Number: o.found.Count, Lines: it.yaml}
	switch {
	case it.apart:
	case it.yaml != nil:
		d.Line, d.Column = o.line(it.yamlAt)
	default:
		d.Line, d.Column = o.line(it.at)
	}
	o.found.Documents = append(o.found.Documents, d)
}

// refuse notes what stands in place of a document.
func (o *opener) refuse(r Reason, what string) {
	if r != Other {
		o.hit = true
	}
	if o.probe || o.full {
		return
	}
	o.found.Count++
	o.problem(r, what, 1, o.found.Count)
}

// maxProblems is how many different ones are kept apart, maxName how long a name may be, in bytes.
const (
	maxProblems = 100
	maxName     = 200
	maxNumbers  = 3
)

func (o *opener) problem(r Reason, what string, count int, numbers ...int) {
	if o.probe {
		return
	}
	what = string(bytes.ToValidUTF8([]byte(what[:min(len(what), maxName)]), nil))
	i := slices.IndexFunc(o.found.Problems, func(p Problem) bool {
		return p.Reason == r && (p.What == what || len(o.found.Problems) >= maxProblems)
	})
	if i < 0 {
		i = len(o.found.Problems)
		o.found.Problems = append(o.found.Problems, Problem{Reason: r, What: what})
	}
	p := &o.found.Problems[i]
	p.Count += count
	p.Numbers = append(p.Numbers, numbers[:min(len(numbers), maxNumbers-len(p.Numbers))]...)
}

// line gives the line and column of a place, which most often comes behind those asked for before.
func (o *opener) line(at int) (line, column int) {
	if at < o.counted {
		o.counted, o.lines, o.lineStart = 0, 0, 0
	}
	between := o.whole[o.counted:at]
	o.lines += bytes.Count(between, []byte("\n"))
	if i := bytes.LastIndexByte(between, '\n'); i >= 0 {
		o.lineStart = o.counted + i + 1
	}
	o.counted = at
	return o.lines + 1, at - o.lineStart
}
