// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package inventory is the model of what is there: what a scan found, before anybody judges it.
//
// Names are SPDX's. An Inventory is made once by package scanner and never edited afterwards;
// its JSON is the saved result ([Schema]). Lists are sorted by path or id, so the same input
// gives the same bytes.
package inventory

import (
	"slices"
	"strconv"
	"strings"
)

// Schema names the format of a saved result. A reader refuses any other.
const Schema = "lizenzlotse-result/1"

// An Inventory is everything that was found in one or more inputs.
type Inventory struct {
	Schema    string     `json:"schema"` // always [Schema]
	Subject   Subject    `json:"subject"`
	Documents []Document `json:"documents"`
	// Declarations are what bidders declare in our form; claims like all that comes with the input.
	Declarations []Declaration `json:"declarations,omitempty"`
	Components   []Component   `json:"components"` // sorted by ID
	Files        []File        `json:"files"`      // sorted by Path
	Relations    []Relation    `json:"relations"`
	Texts        []Text        `json:"texts"`
	Issues       []Issue       `json:"issues"`
	// Lookups are what registries were asked, where the user wanted that; sorted by component, of each in the order of asking.
	Lookups []Lookup `json:"lookups,omitempty"`
	Tools   []Tool   `json:"tools"` // who made this result, with the versions of its data
}

// A Subject is what was examined.
type Subject struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Kind    SubjectKind `json:"kind"`
	// SHA256 in hexadecimal; of a folder, of its sorted lines "path size sha256".
	SHA256 string `json:"sha256,omitempty"`
	// Main is the ID of the component that the subject is as a whole; empty if nothing says so.
	Main string `json:"main,omitempty"`
	// Roots are the IDs of the components that hold what belongs to no other: of a bundle, each input may have one.
	Roots []string `json:"roots,omitempty"`
	// Inputs are the names given on the command line, in their order.
	Inputs []Input `json:"inputs,omitempty"`
}

// An Input is one of the things handed over for examination.
type Input struct {
	Name   string      `json:"name"` // its base name; never a path of the machine
	Kind   SubjectKind `json:"kind"`
	SHA256 string      `json:"sha256,omitempty"`
}

// SubjectKind tells what an input is.
type SubjectKind string

// The kinds of a subject.
const (
	KindFile    SubjectKind = "file"
	KindTree    SubjectKind = "tree"
	KindArchive SubjectKind = "archive"
	KindSBOM    SubjectKind = "sbom"
	KindBundle  SubjectKind = "bundle" // several inputs examined as one
)

// A Relation connects two components.
type Relation struct {
	From  string       `json:"from"` // empty: the subject as a whole, where no component is said to be that
	To    string       `json:"to"`
	Kind  RelationKind `json:"kind"`
	Scope Scope        `json:"scope,omitempty"`
	// Evidence is where it is stated; empty of what lies in what, and where the input has one SBOM, which says it.
	Evidence []Evidence `json:"evidence,omitempty"`
	// Unclear: From needs To, itself or through others, and nothing says which of the two.
	Unclear bool `json:"unclear,omitempty"`
}

// RelationKind tells how From uses To.
type RelationKind string

// The kinds of a relation. DependsOn is for documents that say no more than that.
const (
	Contains       RelationKind = "contains"
	Incorporates   RelationKind = "incorporates" // copied or merged code
	LinksStatic    RelationKind = "links-static"
	LinksDynamic   RelationKind = "links-dynamic"
	UsesSeparately RelationKind = "uses-separately"
	BuildsWith     RelationKind = "builds-with"
	TestsWith      RelationKind = "tests-with"
	DependsOn      RelationKind = "depends-on"
)

// A Text is a licence text that a document brought along.
type Text struct {
	SHA256   string `json:"sha256"`
	License  string `json:"license,omitempty"`  // the LicenseRef it explains, or the wording of the field beside it; empty beside a listed licence
	Document string `json:"document,omitempty"` // ID of the document: a LicenseRef means something within it only
	Text     string `json:"text"`
	// Detected is the expression that our detection finds in the text; empty if it finds none.
	Detected string `json:"detected,omitempty"`
}

// A Tool took part in making the result.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// String is name and version.
func (t Tool) String() string { return strings.TrimSpace(t.Name + " " + t.Version) }

// An Issue is something about the input that the reader of a result must know. It carries a
// code and arguments, never prose: the reports put it into words.
type Issue struct {
	Code   string            `json:"code"`
	Path   string            `json:"path,omitempty"`
	Args   map[string]string `json:"args,omitempty"`
	Effect Effect            `json:"effect"`
}

// Effect tells what an issue did to the result.
type Effect string

// The effects. Only Unread makes a result incomplete.
const (
	Unread   Effect = "unread"   // something was not examined
	Repaired Effect = "repaired" // it was examined after its form was mended
	Note     Effect = "note"
)

// IssueExcluded is the code of the note that a pattern kept files out of the scan. Its path is the
// pattern; its arguments are reason, origin and files, their number.
const IssueExcluded = "excluded"

// IssueLicenseList is the code of the note that a text names many licences and is a list of them.
const IssueLicenseList = "license-list"

// The codes of notes about what a list says of how components are used: a word that nobody understands, "linked" without
// saying how, and that nobody says which component is the software that uses them.
const (
	IssueListWord      = "list-word"
	IssueListLinked    = "list-linked"
	IssueListRelations = "list-relations"
)

// OfUse reports whether an issue is a note about what a list says of how components are used.
func (i Issue) OfUse() bool {
	return i.Code == IssueListWord || i.Code == IssueListLinked || i.Code == IssueListRelations
}

// IssueSaved is the code of the note that the inventory was read from a saved result, its path: then
// nothing was examined in this run, and whoever wrote the result answers for it.
const IssueSaved = "from-saved-result"

// IssueInterrupted is the code of the issue that the examination was ended before its end. Its argument files is
// how many files were examined until then.
const IssueInterrupted = "interrupted"

// Interrupted finds the issue that the examination was ended early; nil if it was not. Then nothing can be
// said of what is not there.
func (v *Inventory) Interrupted() *Issue {
	for i := range v.Issues {
		if v.Issues[i].Code == IssueInterrupted {
			return &v.Issues[i]
		}
	}
	return nil
}

// Complete reports whether everything handed over was examined and there was something to examine.
func (v *Inventory) Complete() bool {
	for _, i := range v.Issues {
		if i.Effect == Unread {
			return false
		}
	}
	return len(v.Components) > 0
}

// Title names what was examined for a heading: the main component with its version and the name
// of the input, or the input alone where nothing says what it is.
func (v *Inventory) Title() string {
	main := v.Component(v.Subject.Main)
	if main == nil || main.Name == "" {
		return strings.TrimSpace(v.Subject.Name + " " + v.Subject.Version)
	}
	title := strings.TrimSpace(main.Name + " " + main.Version)
	if main.Name != v.Subject.Name {
		title += " (" + v.Subject.Name + ")"
	}
	return title
}

// Component finds a component by its ID; nil if there is none.
func (v *Inventory) Component(id string) *Component {
	for i := range v.Components {
		if v.Components[i].ID == id {
			return &v.Components[i]
		}
	}
	return nil
}

// ByID gives the components by their IDs.
func (v *Inventory) ByID() map[string]*Component {
	byID := make(map[string]*Component, len(v.Components))
	for i := range v.Components {
		byID[v.Components[i].ID] = &v.Components[i]
	}
	return byID
}

// OnlyNamed counts the components that no file of the input belongs to: documents name them, and nobody could look inside.
func (v *Inventory) OnlyNamed() int {
	n := 0
	for i := range v.Components {
		if !v.Components[i].InTree() {
			n++
		}
	}
	return n
}

// DependenciesKnown says of how many components the files of package managers tell which packages they need, and how many relations may be
// direct or not; its key is empty where no such file lies there.
func (v *Inventory) DependenciesKnown() Message {
	complete, partial, unclear := 0, 0, 0
	for i := range v.Components {
		switch v.Components[i].Resolved {
		case Complete:
			complete++
		case "":
		default:
			partial++
		}
	}
	for i := range v.Relations {
		if v.Relations[i].Unclear {
			unclear++
		}
	}
	if complete+partial == 0 {
		return Message{}
	}
	total := len(v.Components)
	return NewMessage("report.limits.dependencies", "complete", strconv.Itoa(complete), "total", strconv.Itoa(total), "partial", someOrNone(partial),
		"rest", someOrNone(total-complete-partial), "unclear", someOrNone(unclear))
}

// Papers are the paths of the papers that nothing here reads, those first that lie with no component but the examined one: of a
// bid, what the bidder writes.
func (v *Inventory) Papers() []string {
	var beside, within []string
	for i := range v.Files {
		switch f := &v.Files[i]; {
		case !slices.Contains(f.Roles, RolePaper):
		case f.Component == "" || slices.Contains(v.Subject.Roots, f.Component):
			beside = append(beside, f.Path)
		default:
			within = append(within, f.Path)
		}
	}
	return append(beside, within...)
}

// Count is how many issues have an effect.
func (v *Inventory) Count(effect Effect) int {
	n := 0
	for i := range v.Issues {
		if v.Issues[i].Effect == effect {
			n++
		}
	}
	return n
}

// An IssueGroup is issues of which the same is said.
type IssueGroup struct {
	Text  string
	Count int
	Paths []string // of those that have one, in their order
}

// IssuesBySaying groups the issues that are asked for by what is said of them, in the order in which each was said first.
func (v *Inventory) IssuesBySaying(asked func(Issue) bool, say func(Issue) string) []*IssueGroup {
	var groups []*IssueGroup
	byText := map[string]*IssueGroup{}
	for _, i := range v.Issues {
		if !asked(i) {
			continue
		}
		text := say(i)
		g := byText[text]
		if g == nil {
			g = &IssueGroup{Text: text}
			byText[text] = g
			groups = append(groups, g)
		}
		g.Count++
		if i.Path != "" {
			g.Paths = append(g.Paths, i.Path)
		}
	}
	return groups
}

// Unread reports whether the issue is that something was not read.
func (i Issue) Unread() bool { return i.Effect == Unread }

// Noted reports whether the issue is a note for which reports have no section of its own.
func (i Issue) Noted() bool { return i.Effect == Note && i.Code != IssueExcluded && !i.OfUse() }

// Repaired reports whether the issue is that something was read only after its form was mended.
func (i Issue) Repaired() bool { return i.Effect == Repaired }

// FilesByComponent gives the files of each component by its ID. Those of none are the main component's, or
// under "" where there is none. An SBOM that is the input itself tells of components and is no part of them.
func (v *Inventory) FilesByComponent() map[string][]*File {
	known := map[string]bool{}
	for _, c := range v.Components {
		known[c.ID] = true
	}
	files := map[string][]*File{}
	for i := range v.Files {
		f := &v.Files[i]
		if v.Subject.Kind == KindSBOM && slices.Contains(f.Roles, RoleSBOM) {
			continue
		}
		owner := f.Component
		if !known[owner] {
			owner = v.Subject.Main
		}
		if !known[owner] {
			owner = ""
		}
		files[owner] = append(files[owner], f)
	}
	return files
}
