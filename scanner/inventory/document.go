// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import "cmp"

// A Document is an SBOM, a licence list or a list of dependencies that came with the input.
type Document struct {
	// ID is its path in the input, of several in one file path#1, path#2, …: what claims name as their origin.
	ID     string       `json:"id"`
	Format string       `json:"format"` // "cyclonedx-json", "cyclonedx-xml", "spdx-json", "spdx-tv", "spdx-yaml", "spdx-rdf", "spdx3-json", "csv", "xlsx", and of package managers "npm-lock", "go-mod", …
	Kind   DocumentKind `json:"kind,omitempty"`
	// Envelope names what it was wrapped in, from the outside in: "gzip", "bzip2", "xz", "zstd", "dsse",
	// "in-toto", "sigstore-bundle", "kubernetes", "json-object", "json-list", "json-values", "json-string", "base64", "yaml".
	Envelope    []string `json:"envelope,omitempty"`
	Version     string   `json:"version,omitempty"` // of the format, "1.6" or "2.3"
	Name        string   `json:"name,omitempty"`
	Namespace   string   `json:"namespace,omitempty"` // URI of the document: SPDX namespace or spdxId, CycloneDX serial number
	Revision    string   `json:"revision,omitempty"`  // version of the document itself, counted by its author; SPDX has none
	Authors     []Party  `json:"authors,omitempty"`
	Tools       []Tool   `json:"tools,omitempty"`
	Created     string   `json:"created,omitempty"`     // as the document writes it
	DataLicense string   `json:"dataLicense,omitempty"` // as the document writes it
	Comment     string   `json:"comment,omitempty"`     // what its author says of its making
	// Lifecycles say from which stage of the software's life the data are, as CycloneDX and SPDX 3 name
	// it: "design", "source", "build", "analyzed", "deployed", "runtime", …
	Lifecycles   []string     `json:"lifecycles,omitempty"`
	Completeness Completeness `json:"completeness,omitempty"` // the least of what it says of any part
	Signed       bool         `json:"signed,omitempty"`       // carries a signature; whether it holds is not checked
	SHA256       string       `json:"sha256,omitempty"`
	// Components is how many the document lists at any depth, before merging; in CycloneDX without the main
	// component, which stands apart there.
	Components  int `json:"components"`
	WithLicense int `json:"withLicense"`        // of these, how many are declared or concluded to be under a licence, in whatever words
	Services    int `json:"services,omitempty"` // how many services it lists, which are components of that type here
	// Dangling is how many references of the document lead to nothing it has, and which it does not mark as outside.
	Dangling int `json:"dangling,omitempty"`
	// Vulnerabilities is how many the document lists.
	Vulnerabilities int    `json:"vulnerabilities,omitempty"`
	Main            string `json:"main,omitempty"` // ID of the component it describes
	// Described are the IDs of the components it describes, Main among them, where it describes several as a whole.
	Described []string `json:"described,omitempty"`
}

// FormatOSRelease is the [Document.Format] of what says which operating system a root holds.
const FormatOSRelease = "os-release"

// DocumentKind tells what a document is. Empty: an SBOM.
type DocumentKind string

// The kinds besides an SBOM.
const (
	KindList         DocumentKind = "licence-list" // a table of components with their licences
	KindDependencies DocumentKind = "dependencies" // a lock file, manifest or database of a package manager
)

// SBOM reports whether the document is an SBOM.
func (d *Document) SBOM() bool { return d.Kind == "" }

// Completeness is what a document says of its own coverage. Empty: it says nothing.
type Completeness string

// What a document may say of its coverage.
const (
	Complete   Completeness = "complete"
	Incomplete Completeness = "incomplete"
	Unknown    Completeness = "unknown"
)

// Least is what promises less of two; what says nothing does not count.
func Least(a, b Completeness) Completeness {
	for _, c := range []Completeness{Incomplete, Unknown, Complete} {
		if a == c || b == c {
			return c
		}
	}
	return ""
}

// A Party is a person or organization that a document names. The zero Party names nobody.
type Party struct {
	Kind  PartyKind `json:"kind,omitempty"`
	Name  string    `json:"name,omitempty"`
	Email string    `json:"email,omitempty"`
	URL   string    `json:"url,omitempty"`
}

// PartyKind tells people from organizations. Empty: the document does not say.
type PartyKind string

// The kinds of a party.
const (
	Person       PartyKind = "person"
	Organization PartyKind = "organization"
)

// String is the name with the address for mail, "A <a@b>", or what there is of them, else the web address.
func (p Party) String() string {
	if p.Name != "" && p.Email != "" {
		return p.Name + " <" + p.Email + ">"
	}
	return cmp.Or(p.Name, p.Email, p.URL)
}

// An Entry is what a document says of one component besides its licence, as it stands there. The
// quality of an SBOM is judged by it, and a component that several documents describe in different
// words keeps each of them. Zero values: the document does not say.
type Entry struct {
	Name     string `json:"name,omitempty"`
	Version  string `json:"version,omitempty"`
	Creator  *Party `json:"creator,omitempty"`  // who made it: CycloneDX manufacturer, authors, publisher; SPDX originator
	Supplier *Party `json:"supplier,omitempty"` // from whom it was had
	// Identifiers are all that the document gives: purl, cpe, swid, swhid, …
	Identifiers []Identifier `json:"identifiers,omitempty"`
	Hashes      []Hash       `json:"hashes,omitempty"` // of the component, where the document does not say of which form
	Copyright   string       `json:"copyright,omitempty"`
	Description string       `json:"description,omitempty"`
	Deployable  *Artifact    `json:"deployable,omitempty"`
	Source      *Artifact    `json:"source,omitempty"`
	SecurityTxt string       `json:"securityTxt,omitempty"` // URL, RFC 9116
	// Effective is the licence under which the document's author uses the component (BSI TR-03183-2, 5.2.5).
	Effective string `json:"effective,omitempty"`
	SBOM      string `json:"sbom,omitempty"` // URI of another SBOM that describes it
	// External: the document says that it is not part of what is delivered (CycloneDX isExternal).
	External     bool         `json:"external,omitempty"`
	Dependencies Dependencies `json:"dependencies,omitempty"`
	Completeness Completeness `json:"completeness,omitempty"` // of its dependencies and parts
	Pedigree     *Pedigree    `json:"pedigree,omitempty"`
	// Unknown are the fields of which the document says that nobody knows or tells them (NOASSERTION of SPDX), None those
	// of which it says that there is nothing to tell (NONE), sorted: "copyright", "creator", "download", "supplier", "version".
	// For licences see [License.State]. Entries share these lists: they are not to be changed.
	Unknown []string `json:"unknown,omitempty"`
	None    []string `json:"none,omitempty"`
}

// Dependencies tells whether a document says anything of a component's dependencies.
type Dependencies string

// What a document may say of the dependencies of a component. Empty: nothing.
const (
	DependenciesListed Dependencies = "listed"
	DependenciesNone   Dependencies = "none" // said in so many words: an empty list of CycloneDX, NONE of SPDX
)

// NotStated is the comment of a relation in the SPDX documents that we write which nobody stated: that the whole
// contains what is merely listed beside it. Whoever reads it must not take it for a word on dependencies.
const NotStated = "no relation of it is stated"

// NoText stands in the SPDX documents that we write in the place of a licence's text that nobody brought along: SPDX demands one.
const NoText = "The text of this licence is not part of what was examined."

// An Identifier names a component beyond one document.
type Identifier struct {
	Kind  string `json:"kind"` // "purl", "cpe", "swid", "swhid", "gitoid", or as the document calls it
	Value string `json:"value"`
}

// An Artifact is a form in which a component can be had: a deployable file, a source archive.
type Artifact struct {
	URL      string `json:"url,omitempty"`
	Filename string `json:"filename,omitempty"` // without folders
	Hashes   []Hash `json:"hashes,omitempty"`
	// Executable, Archive and Structured are as written: "executable", "non-executable", "archive",
	// "no archive", "structured", "unstructured" (BSI TR-03183-2, 5.2.2).
	Executable string `json:"executable,omitempty"`
	Archive    string `json:"archive,omitempty"`
	Structured string `json:"structured,omitempty"`
}

// A Pedigree says what a component was made of and how it was changed.
type Pedigree struct {
	Ancestors []string `json:"ancestors,omitempty"` // purl, or name and version
	Patches   int      `json:"patches,omitempty"`
	Commits   int      `json:"commits,omitempty"`
	Notes     string   `json:"notes,omitempty"`
}
