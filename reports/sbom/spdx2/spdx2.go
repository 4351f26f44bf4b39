// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package spdx2 writes what was found as an SPDX document, for programs to read.
//
// Statements stay what they are: nothing here concludes. A concluded licence is written where a person decided it, with
// an annotation by that person, and else where the author of exactly one input document concluded it, as that author's
// claim; any other is NOASSERTION. What SPDX has no word for stands in a comment, so nothing is lost.
package spdx2

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/licenseref"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

const (
	noAssertion = "NOASSERTION"
	none        = "NONE"
	documentID  = common.ElementID("DOCUMENT")
	// namespacePrefix is the customary form; the hash of the content that follows makes it unique.
	namespacePrefix = "https://spdx.org/spdxdocs/lizenzlotse-"
)

// A Form is how a document is written down.
type Form int

// The forms of SPDX 2.3.
const (
	JSON Form = iota
	YAML
	TagValue
)

// Options say how. The zero Options write JSON, created in the year 1.
type Options struct {
	Form        Form
	Created     time.Time
	ToolVersion string // of the program
}

// Write writes the inventory as an SPDX 2.3 document. The same assessment and options give the same bytes.
//
// SPDX 2.3 demands a SHA-1 of every file. A package all of whose files have one is written with
// them, with filesAnalyzed true, its verification code and licenseInfoFromFiles. Any other has
// filesAnalyzed false, for which SPDX forbids all three: what was detected then stands in its
// licenseComments, and a comment of the document says how many files are left out.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	d := newDocument(a)
	d.packages()
	d.relations()
	d.licenses.write(&d.out)
	d.head(o.Created, o.ToolVersion)
	everyText(reflect.ValueOf(&d.out).Elem(), printable)
	sum := sha256.New()
	if err := writeJSON(sum, &d.out); err != nil {
		return err
	}
	d.out.DocumentNamespace = namespacePrefix + hex.EncodeToString(sum.Sum(nil)[:16])
	switch o.Form {
	case YAML:
		return writeYAML(w, &d.out)
	case TagValue:
		return writeTagValue(w, &d.out)
	}
	return writeJSON(w, &d.out)
}

// A document is an SPDX document in the making.
type document struct {
	inventory *inventory.Inventory
	decided   map[string]*assessment.Decision // component ID -> what a person decided
	redacted  string                          // what is missing in a copy with passages blacked out
	out       v2_3.Document
	ids       map[string]common.ElementID // component ID -> SPDXID
	taken     map[common.ElementID]bool
	fileIDs   []fileID
	filesOf   map[string][]*inventory.File // component ID -> its files; those of no component are the whole's
	licenses  extracted
	sboms     map[string]bool  // IDs of input documents
	root      common.ElementID // the package that is the subject as a whole; "" if none is
	leftOut   int              // files of packages without all their SHA-1s
}

type fileID struct {
	id    common.ElementID
	owner common.ElementID
}

func newDocument(a *assessment.Assessment) *document {
	v := a.Inventory
	d := &document{
		inventory: v,
		decided:   a.Decided(),
		redacted:  a.Redacted.Note(),
		sboms:     v.SBOMs(),
		ids:       map[string]common.ElementID{},
		taken:     map[common.ElementID]bool{documentID: true},
		filesOf:   v.FilesByComponent(),
		licenses:  extracted{licenseref.New(v.Texts)},
	}
	return d
}

func (d *document) head(created time.Time, toolVersion string) {
	v := d.inventory
	d.out.SPDXVersion = v2_3.Version
	d.out.DataLicense = v2_3.DataLicense
	d.out.SPDXIdentifier = documentID
	d.out.DocumentName = oneLine(v.Title())
	if d.out.DocumentName == "" {
		d.out.DocumentName = "lizenzlotse"
	}
	d.out.CreationInfo = &v2_3.CreationInfo{
		LicenseListVersion: listVersion(),
		Creators:           creators(v, toolVersion),
		Created:            created.UTC().Format("2006-01-02T15:04:05Z"),
	}
	d.out.DocumentComment = documentComment(v, d.redacted, d.leftOut)
}

// creators are the program and whoever and whatever made the documents that came with the input, for
// what stands in them is theirs.
func creators(v *inventory.Inventory, toolVersion string) []common.Creator {
	all := []common.Creator{{CreatorType: "Tool", Creator: "lizenzlotse-" + oneLine(toolVersion)}}
	add := func(kind, name string) {
		if c := (common.Creator{CreatorType: kind, Creator: name}); name != "" && len(all) < maxListed && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	for i := range v.Documents {
		for _, p := range v.Documents[i].Authors {
			add(party(&p))
		}
		for _, t := range v.Documents[i].Tools {
			name := oneLine(t.Name)
			if t.Version != "" {
				name += "-" + oneLine(t.Version)
			}
			add("Tool", name)
		}
	}
	return all
}

// listVersion is the licence list's version in the two parts that SPDX 2.3 allows.
func listVersion() string {
	parts := strings.SplitN(spdx.ListVersion, ".", 3)
	return strings.Join(parts[:min(len(parts), 2)], ".")
}

// newID makes an SPDXID of a readable part and a hash of what it stands for.
func (d *document) newID(kind, readable, of string) common.ElementID {
	sum := sha256.Sum256([]byte(of))
	name := idString(readable)
	if name != "" {
		name += "-"
	}
	id := common.ElementID(kind + "-" + name + hex.EncodeToString(sum[:8]))
	for d.taken[id] {
		id += "-x"
	}
	d.taken[id] = true
	return id
}

// idString keeps what may stand in an SPDXID: letters, digits, "." and "-".
func idString(s string) string {
	const most = 60
	var b bytes.Buffer
	for _, c := range s {
		switch {
		case b.Len() >= most:
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-':
			b.WriteRune(c)
		case b.Len() > 0 && b.Bytes()[b.Len()-1] != '-':
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-.")
}

// oneLine puts a text on one line: SPDX's single-line fields end at a line break.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}
