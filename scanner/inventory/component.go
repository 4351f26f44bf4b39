// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// A Component is a part of the subject: a package, a library, the subject itself.
//
// Components that are the same by ID are one, with every place they were met in Instances and
// every statement about their licence in Claims.
type Component struct {
	// ID is the purl; without one "document#ref", and for a folder "file:path" ("file:." is the root).
	ID           string       `json:"id"`
	PURL         string       `json:"purl,omitempty"`
	Name         string       `json:"name"`
	Version      string       `json:"version,omitempty"`
	Supplier     string       `json:"supplier,omitempty"`
	Type         string       `json:"type,omitempty"` // as CycloneDX names it: library, application, framework, …
	Role         Role         `json:"role,omitempty"`
	Scope        Scope        `json:"scope,omitempty"`
	Modified     Modified     `json:"modified,omitempty"`
	Claims       []Claim      `json:"claims,omitempty"`
	Copyrights   []string     `json:"copyrights,omitempty"`
	Hashes       []Hash       `json:"hashes,omitempty"`
	Distribution Distribution `json:"distribution,omitzero"`
	Instances    []Instance   `json:"instances,omitempty"`
	// Evidence is what in the input tells that there is such a component, what it is called and whose it is, where no manifest and no document does.
	Evidence []Evidence `json:"evidence,omitempty"`
	// Resolved is how far the files of package managers, read as a whole, tell which packages it asks for. Complete: one names them all, each
	// in its version. That says nothing of what it uses besides, such as libraries of the system, and so it is never said of a
	// project. Incomplete: some that it asks for are not among the components. Empty: nothing tells. What SBOMs say is in [Entry].
	Resolved   Completeness `json:"resolved,omitempty"`
	Publiccode *Publiccode  `json:"publiccode,omitempty"` // nil without a publiccode.yml that could be read

	// Registries are the addresses from which files of the input have the package by its name, where they say so. They decide who may learn the
	// name, during a scan; a saved result does not have them: no purl and no document is another for it.
	Registries []string `json:"-"`
}

// Role tells whose work a component is, as far as the input itself shows. Empty: unknown.
// Whether it is own code in the sense of a policy is for the policy to say.
type Role string

// The roles.
const (
	Own        Role = "own"
	ThirdParty Role = "third-party"
)

// Scope tells when a component is needed. Empty: nothing says so, which counts as runtime.
type Scope string

// The scopes.
const (
	Runtime  Scope = "runtime"
	Build    Scope = "build"
	Dev      Scope = "dev"
	Test     Scope = "test"
	Optional Scope = "optional"
)

// Modified tells whether the component was changed against its origin. Empty: unknown.
type Modified string

// What can be said of a modification.
const (
	Yes Modified = "yes"
	No  Modified = "no"
)

// WithoutVersion cuts the version, qualifiers and subpath off a purl; any other ID stays as it is.
func WithoutVersion(id string) string {
	if !strings.HasPrefix(id, "pkg:") {
		return id
	}
	if i := strings.IndexAny(id, "?#"); i >= 0 {
		id = id[:i]
	}
	if at := strings.LastIndexByte(id, '@'); at > strings.LastIndexByte(id, '/') {
		id = id[:at]
	}
	return id
}

// A Hash is a digest that a document states for a component.
type Hash struct {
	Algorithm string `json:"algorithm"` // as SPDX spells it: "SHA256"
	Value     string `json:"value"`     // hexadecimal
}

// Distribution says where a component can be had, as claimed; nothing is ever asked of these addresses.
type Distribution struct {
	Homepage string `json:"homepage,omitempty"`
	Source   string `json:"source,omitempty"`   // version control or source archive
	Download string `json:"download,omitempty"` // deployable form
	Package  string `json:"package,omitempty"`  // of its system, of sources, from which it was built; a name, which tells nobody where to have it
}

// IsRepository reports whether an address says that it leads to version control.
func IsRepository(address string) bool {
	for _, scheme := range []string{"git+", "git:", "hg+", "svn+", "bzr+", "ssh:"} {
		if strings.HasPrefix(address, scheme) {
			return true
		}
	}
	return strings.HasSuffix(address, ".git")
}

// An Instance is one place where a component was met.
type Instance struct {
	// Path of its folder, manifest or file in the input; empty where only a document names it.
	Path     string `json:"path,omitempty"`
	Document string `json:"document,omitempty"` // ID of the document
	Ref      string `json:"ref,omitempty"`      // its id in that document
	Line     int    `json:"line,omitempty"`     // where it stands there, from 1; 0 where it is not known
	Entry    *Entry `json:"entry,omitempty"`    // what the document says of it; nil for a place in the tree, and for files that a document puts into no package
}

// InTree reports whether files of the component are part of the input, rather than just named in a document.
func (c *Component) InTree() bool {
	for _, i := range c.Instances {
		if i.Path != "" && i.Document == "" {
			return true
		}
	}
	return false
}

// WithoutDependencies reports whether a document says that the component has no dependencies, and none lists any.
func (c *Component) WithoutDependencies() bool {
	none := false
	for _, i := range c.Instances {
		switch {
		case i.Entry == nil:
		case i.Entry.Dependencies == DependenciesListed:
			return false
		case i.Entry.Dependencies == DependenciesNone:
			none = true
		}
	}
	return none
}

// Dependencies tells how completely the dependencies of the component are known: the least that a document, or the files of package
// managers, say of it; none means that there are none. Where neither says anything, both are empty.
func (c *Component) Dependencies() (complete Completeness, none bool) {
	complete = c.Resolved
	for _, i := range c.Instances {
		if i.Entry != nil {
			complete = Least(complete, i.Entry.Completeness)
		}
	}
	return complete, c.WithoutDependencies()
}

// Licenses puts the claims of one kind into one text: their expressions joined by AND, or, where
// one of them is no expression, their wordings separated by "; ". It is "" if there are none.
func (c *Component) Licenses(kind ClaimKind) string {
	return c.licenses(func(claim *Claim) bool { return claim.Kind == kind })
}

func (c *Component) licenses(wanted func(*Claim) bool) string {
	says := func(claim *Claim) bool { return claim.License.State != Absent && wanted(claim) }
	first := 0
	for first < len(c.Claims) && !says(&c.Claims[first]) {
		first++
	}
	switch rest := c.Claims[min(first+1, len(c.Claims)):]; {
	case first == len(c.Claims):
		return ""
	case !slices.ContainsFunc(rest, func(claim Claim) bool { return says(&claim) }):
		return c.Claims[first].License.String()
	}
	var texts []string
	var all []spdx.Expression
	parsed := true
	seen := map[string]bool{}
	for i := range c.Claims {
		claim := &c.Claims[i]
		if !says(claim) {
			continue
		}
		parsed = parsed && claim.License.State == Known
		all = append(all, claim.License.Expression)
		if s := claim.License.String(); !seen[s] {
			seen[s] = true
			texts = append(texts, s)
		}
	}
	if !parsed || len(texts) < 2 {
		return strings.Join(texts, "; ")
	}
	return spdx.All(all...).String()
}

// Reworded are the licences of the claims that do not stand there as they were written, each wording once: those that
// were read as an expression, and texts where a name is asked for.
func (c *Component) Reworded() []License {
	var list []License
	for i := range c.Claims {
		l := &c.Claims[i].License
		if l.Reworded() && !slices.ContainsFunc(list, func(had License) bool { return had.Raw == l.Raw && had.Normalised == l.Normalised }) {
			list = append(list, *l)
		}
	}
	return list
}

// Stated is the licence a component is shown under: what is declared of it as a whole, else
// concluded, else detected; then the same of its parts; and NOASSERTION only where nobody says more.
// It is "" if nothing was said.
func (c *Component) Stated() string {
	stated := ""
	for _, partial := range []bool{false, true} {
		for _, kind := range []ClaimKind{Declared, Concluded, Detected} {
			switch s := c.licenses(func(claim *Claim) bool { return claim.Kind == kind && claim.Partial == partial }); s {
			case "":
			case "NOASSERTION":
				stated = s
			default:
				return s
			}
		}
	}
	return stated
}

// PythonName is the name of a project of Python as all tools compare it (packaging.python.org, "Name normalization"): case does not
// count, nor which of ".", "_" and "-" stands between its words.
func PythonName(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(strings.TrimSpace(name)) {
		if r == '-' || r == '_' || r == '.' {
			gap = true
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	if gap {
		b.WriteByte('-')
	}
	return b.String()
}
