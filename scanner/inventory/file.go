// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"lizenzlotse/scanner/spdx"
)

// A File is one file of the input.
type File struct {
	// Path is relative to the subject, with slashes; "!/" stands between an archive and what is in it.
	Path      string   `json:"path"`
	Size      int64    `json:"size"`
	SHA1      string   `json:"sha1,omitempty"` // hexadecimal, only where it was asked for
	SHA256    string   `json:"sha256,omitempty"`
	Component string   `json:"component,omitempty"` // ID of the component it belongs to
	Roles     []string `json:"roles,omitempty"`     // of the Role constants below
	// License is the one expression all findings make; nil if there are none.
	License    spdx.Expression `json:"-"`
	Findings   []Finding       `json:"findings,omitempty"`
	Copyrights []Copyright     `json:"copyrights,omitempty"` // in the order of their lines
}

// A Copyright is a notice of who holds rights in a file, and since when.
type Copyright struct {
	Holder string `json:"holder"`
	Years  string `json:"years,omitempty"` // "2011-2014, 2020", ascending; empty if none is named
	Path   string `json:"path,omitempty"`  // of the file where it stands, if that is another one
	Line   int    `json:"line,omitempty"`  // counts from 1; 0 where it is not known
}

// Roles a file may have.
const (
	RoleLicense     = "license"  // LICENSE, COPYING and the like, by name
	RoleNotice      = "notice"   // NOTICE and lists of what others contributed, by name
	RoleReadme      = "readme"   // README, by name
	RoleLicenses    = "licenses" // REUSE.toml, debian/copyright and what else says it of other files
	RoleManifest    = "manifest" // a package manifest
	RoleSBOM        = "sbom"
	RoleList        = "list"        // a list of components and licences in a table
	RoleDeclaration = "declaration" // a bidder's self-declaration
	RoleArchive     = "archive"
	RoleBinary      = "binary" // no text; not searched for licences
	RolePaper       = "paper"  // what people write to people, and no program here reads: letters, forms, scanned pages
)

// A Finding is one place in a file that says something about its licence.
type Finding struct {
	Expression spdx.Expression   `json:"-"`
	Readings   []spdx.Expression `json:"-"` // see [License.Readings]
	Kind       FindingKind       `json:"kind"`
	Confidence Confidence        `json:"confidence"`
	Evidence   Evidence          `json:"evidence"`
}

// FindingKind tells what was found.
type FindingKind string

// The kinds of a finding.
const (
	FoundText      FindingKind = "text"      // the licence itself
	FoundHeader    FindingKind = "header"    // the notice its authors recommend for source files
	FoundTag       FindingKind = "tag"       // SPDX-License-Identifier
	FoundNotice    FindingKind = "notice"    // a sentence that grants
	FoundReference FindingKind = "reference" // an address or name of a licence
	FoundManifest  FindingKind = "manifest"  // a field of a package manifest
	// FoundAnnotation is what another file says of this one (REUSE.toml, debian/copyright); its evidence
	// is in that file.
	FoundAnnotation FindingKind = "annotation"
)

// A Candidate is a place in a file that a detector took for a statement of its licence, and what
// became of it.
type Candidate struct {
	Finding
	// Refused says why it is no finding. The zero Message: it is one.
	Refused Message
}

// Confidence says how sure a finding is.
type Confidence string

// The degrees. Low: other readings are possible, Finding.Readings names them.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Evidence is where something stands. Lines count from 1, bytes from 0; both ends of Line are
// included, Byte.End is not. The zero ranges mean the file as a whole.
type Evidence struct {
	Path     string    `json:"path"`
	Line     LineRange `json:"line,omitzero"`
	Byte     ByteRange `json:"byte,omitzero"`
	Detector string    `json:"detector,omitempty"` // "spdx-tag", "licensecheck", "package.json", …
	// Quote is the beginning of what stands there, at most [MaxQuote] bytes, on one line.
	Quote string `json:"quote,omitempty"`
}

// MaxQuote bounds Evidence.Quote, in bytes.
const MaxQuote = 240

// Clip makes one line of a text, valid UTF-8, of at most n bytes: for quotes and what else is shown of an input.
func Clip(text string, n int) string {
	if len(text) > 4*n {
		text = text[:4*n]
	}
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// A LineRange counts lines from 1; Last is included.
type LineRange struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// String is how people write it, "12" or "12-14"; "" for the zero value.
func (r LineRange) String() string {
	switch {
	case r.First == 0:
		return ""
	case r.Last <= r.First:
		return strconv.Itoa(r.First)
	}
	return strconv.Itoa(r.First) + "-" + strconv.Itoa(r.Last)
}

// Place is where the evidence stands as people write it, "src/a.c:12-14".
func (e Evidence) Place() string {
	if line := e.Line.String(); line != "" {
		return e.Path + ":" + line
	}
	return e.Path
}

// A ByteRange counts bytes from 0; End is not included.
type ByteRange struct {
	Start int64 `json:"start"`
	End   int64 `json:"end"`
}

// The shadow types keep the fields' tags and leave out the methods.
type (
	fileFields    File
	findingFields Finding
)

// UnmarshalJSON undoes MarshalJSON.
func (f *File) UnmarshalJSON(data []byte) error {
	var j struct {
		fileFields
		License string `json:"license"`
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*f = File(j.fileFields)
	var err error
	f.License, err = spdx.ParseText(j.License)
	return err
}

// UnmarshalJSON undoes MarshalJSON.
func (f *Finding) UnmarshalJSON(data []byte) error {
	var j struct {
		Expression string   `json:"expression"`
		Readings   []string `json:"readings"`
		findingFields
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*f = Finding(j.findingFields)
	f.Readings = nil
	for _, r := range j.Readings {
		e, err := spdx.ParseText(r)
		if err != nil {
			return err
		}
		f.Readings = append(f.Readings, e)
	}
	var err error
	f.Expression, err = spdx.ParseText(j.Expression)
	return err
}
