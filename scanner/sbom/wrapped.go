// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom/envelope"
)

// Wrapped is the format of a file that [Holds] SBOMs in something else. Only [ReadAll] knows it.
const Wrapped = "wrapped"

// MaxDocuments is how many documents of one file are read.
const MaxDocuments = 1000

// Holds reports whether an SBOM or an attestation is wrapped in a text, which is UTF-8: in an envelope or a
// list, in a resource of Kubernetes, as base64. It is quick to say no, and says yes to what may be YAML of that kind. Something that is
// neither blank nor in a comment stands at from first.
func Holds(text []byte, from int) bool { return envelope.Holds(text, from) }

// errSeveral is what reading a document ends with if others follow it.
var errSeveral = errors.New("several documents")

// ReadAll reads all documents of a file, of one of the formats that [Read] knows or [Wrapped]. The ID of
// the only document of a file is its path, those of several are path#1, path#2, …; each Result has its
// own Issues. What could not be read, and what is no SBOM, are the Issues beside them. There is neither
// only of a text that holds nothing of the kind.
func ReadAll(data []byte, formatName, path string) ([]*Result, []inventory.Issue) {
	l := limits{MaxSize, MaxComponents, MaxValues}
	if formatName != Wrapped {
		r, err := read(data, formatName, path, l, piece{split: true})
		if err == nil {
			return []*Result{r}, nil
		}
		if !errors.Is(err, errSeveral) {
			return nil, []inventory.Issue{issueOf(path, err)}
		}
	}
	return readWrapped(data, path, l)
}

func readWrapped(data []byte, path string, l limits) (results []*Result, issues []inventory.Issue) {
	outer := &reading{path: path, format: Wrapped, limits: l}
	defer func() {
		if p := recover(); p != nil {
			results, issues = nil, []inventory.Issue{issueOf(path, outer.fail("sbom.internal", 0, fmt.Errorf("%v", p)))}
		}
	}()
	if len(data) > l.size {
		return nil, []inventory.Issue{issueOf(path, outer.tooLarge(len(data)))}
	}
	text, err := outer.decode(data)
	if err != nil {
		return nil, []inventory.Issue{issueOf(path, err)}
	}
	found := envelope.Open(text, envelope.Limits{Documents: MaxDocuments, Values: l.values})
	for i := range found.Documents {
		d := &found.Documents[i]
		id := path
		if found.Count > 1 {
			id += "#" + strconv.Itoa(d.Number)
		}
		r, err := read(d.Text, d.Format, id, l, piece{file: path, document: d})
		if err != nil {
			issues = append(issues, issueOf(id, err))
		} else {
			r.Document.Envelope = d.Layers
			r.Document.Signed = r.Document.Signed || d.Signed
			results = append(results, r)
		}
		d.Text, d.Lines = nil, nil
	}
	if len(found.Documents) == 0 && found.Problems[0].Reason == envelope.Other {
		return nil, nil
	}
	issues = append(issues, outer.log.list(path)...)
	for _, p := range found.Problems {
		if found.Count == 1 {
			p.Numbers = nil
		}
		issues = append(issues, problemIssue(p, path, len(found.Documents) > 0))
	}
	return results, issues
}

// problemIssue says of a problem what it is; beside is whether there is an SBOM in the same file.
func problemIssue(p envelope.Problem, path string, beside bool) inventory.Issue {
	var where []string
	for _, n := range p.Numbers {
		where = append(where, "#"+strconv.Itoa(n))
	}
	args := inventory.Args{"count": strconv.Itoa(p.Count), "where": strings.Join(where, ", "), "was": quoteValue(p.What)}
	unread := func(code string, limit int) inventory.Issue {
		if limit > 0 {
			args = inventory.Args{"limit": strconv.Itoa(limit)}
		}
		return inventory.Issue{Code: code, Path: path, Args: args, Effect: inventory.Unread}
	}
	switch p.Reason {
	case envelope.Predicate:
		if beside { // that of another kind is there too hides nothing
			return inventory.Issue{Code: "sbom-wrapped-predicate", Path: path, Args: args, Effect: inventory.Note}
		}
		return inventory.Issue{Code: "sbom-wrapped-predicate", Path: path, Args: args, Effect: inventory.Unread}
	case envelope.Encoding:
		return unread("sbom-wrapped-encoding", 0)
	case envelope.Syntax:
		args = inventory.Args{"format": SPDXYAML}
		return unread("sbom.syntax", 0)
	case envelope.Layers:
		return unread("sbom-wrapped-layers", envelope.MaxLayers)
	case envelope.Many:
		return unread("sbom-wrapped-many", MaxDocuments)
	case envelope.Large:
		return unread("sbom.too-many-values", MaxValues)
	case envelope.Lost:
		return unread("sbom-duplicate-key", 0)
	case envelope.Beside:
		return unread("sbom-several-documents", 0)
	case envelope.Duplicate:
		return inventory.Issue{Code: "sbom-repaired-wrapped-twice", Path: path, Args: args, Effect: inventory.Repaired}
	case envelope.Between:
		if structured([]byte(p.What)) {
			return unread("sbom-several-documents", 0)
		}
		return inventory.Issue{Code: "sbom-repaired-surroundings", Path: path, Args: args, Effect: inventory.Repaired}
	}
	return unread("sbom-wrapped-other", 0)
}

// issueOf turns an error of this package into the Issue that says the same of a document.
func issueOf(id string, err error) inventory.Issue {
	var known *inventory.Error
	if !errors.As(err, &known) {
		return inventory.Issue{Code: "unreadable", Path: id, Args: inventory.Args{"detail": err.Error()}, Effect: inventory.Unread}
	}
	args := maps.Clone(known.Args)
	if at, ok := strings.CutPrefix(known.Where, id+":"); ok {
		args["at"] = at
	}
	return inventory.Issue{Code: known.Key, Path: id, Args: args, Effect: inventory.Unread}
}

// A piece tells where in a file a document stands. The zero piece is a file that is a document.
type piece struct {
	split    bool   // reading ends with errSeveral if other documents follow
	file     string // its path, if the document's ID is another
	document *envelope.Document
}

// begin says how many lines stand before the document in its file and how many bytes in its first line;
// ok is false where it does not stand in the file as it is read.
func (p *piece) begin() (lines, column int, ok bool) {
	if p.document == nil {
		return 0, 0, true
	}
	return p.document.Line - 1, p.document.Column, p.document.Line > 0 && (p.document.Lines == nil || p.document.Format == SPDXYAML)
}

// followed reports whether another document begins in what stands behind one.
func followed(rest []byte) bool {
	rest = bytes.TrimLeft(rest, ", \t\r\n\x1e")
	return len(rest) > 0 && (rest[0] == '{' || rest[0] == '[')
}
