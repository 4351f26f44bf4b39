// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// Dependencies are what one file says of what a project needs: a lock file, a manifest that names its dependencies, or the
// database of what is installed.
type Dependencies struct {
	Document inventory.Document // its ID is the path of the file, its Kind [inventory.KindDependencies]
	// Components are those that the project needs, without itself.
	Components []inventory.Component
	// Relations lead from what needs to what is needed. Where From is [Project] it is the project itself.
	Relations []inventory.Relation
	// Project is the ID of the project where the file says what it is; "" otherwise: then it is what the file's folder is.
	Project string
	// Resolved: the file says which version of each is used, and what these need in turn. Otherwise it names ranges of
	// versions, and a resolved file of the same Ecosystem that speaks for the folder knows better.
	Resolved  bool
	Ecosystem string // type of its purls
	// Places are the folders of the input in which packages lie that have no manifest there, with the IDs of the components.
	Places map[string]string

	// What only Go has. Uses are the folders of the modules that go.work holds together, Replaces what it uses instead of a
	// module, or of a version "path@version"; Sums the digests of go.sum, by "module version".
	Uses     []string
	Replaces map[string]GoModule
	Sums     map[string]string
}

// Project is the From of relations that begin at the project itself.
const Project = "\x00"

// A Lister reads the files of one format that say what a project needs.
type Lister struct {
	Name string // of the format, as Document.Format has it
	// Wants says by its path whether a file is of the format.
	Wants func(path string) bool
	// Read gives nil where the file names nothing, and issues, of which those with effect unread mean that
	// something was not made out. It keeps no reference to data.
	Read func(data []byte, path string) (*Dependencies, []inventory.Issue)
}

// Listers are all there are.
var Listers = []Lister{
	lister("npm-lock", packageurl.TypeNPM, true, readNPMLock, "package-lock.json", "npm-shrinkwrap.json", ".package-lock.json"),
	lister(GoMod, packageurl.TypeGolang, true, readGoMod, "go.mod"),
	lister(GoSum, packageurl.TypeGolang, false, readGoSum, "go.sum"),
	lister(GoWork, packageurl.TypeGolang, false, readGoWork, "go.work"),
	inFolder("vendor", lister(GoVendor, packageurl.TypeGolang, true, readGoVendor, "modules.txt")),
}

// inFolder narrows a lister to files in a folder of a name.
func inFolder(name string, l Lister) Lister {
	wants := l.Wants
	l.Wants = func(p string) bool { return wants(p) && path.Base(path.Dir(p)) == name }
	return l
}

// ListerFor finds the lister for a file.
func ListerFor(path string) (Lister, bool) {
	for _, l := range Listers {
		if l.Wants(path) {
			return l, true
		}
	}
	return Lister{}, false
}

// MaxListSize is the largest file with dependencies that is read, in bytes.
const MaxListSize = 256 << 20

// Limits of one file.
const (
	maxPackages = 250_000
	maxNeeds    = 2_000_000
)

// lister puts round read what is the same for all: size, faults of a library, limits and scopes.
func lister(name, ecosystem string, resolved bool, read func(*graph) error, files ...string) Lister {
	return Lister{
		Name:  name,
		Wants: func(p string) bool { return slices.Contains(files, path.Base(p)) },
		Read: func(data []byte, p string) (*Dependencies, []inventory.Issue) {
			g := &graph{path: p, format: name, ecosystem: ecosystem, data: data, byKey: map[string]int{}}
			g.Document = inventory.Document{ID: p, Format: name, Kind: inventory.KindDependencies}
			g.Ecosystem, g.Resolved = ecosystem, resolved
			if len(bytes.TrimSpace(data)) == 0 {
				return nil, nil
			}
			if len(data) > MaxListSize {
				g.unreadable(fmt.Errorf("%d bytes, at most %d are read", len(data), MaxListSize))
			} else if at := conflict(data); at > 0 {
				g.unreadable(fmt.Errorf("line %d: a merge conflict that nobody settled", at))
			} else if err := faultless(read, g); err != nil {
				g.unreadable(err)
			}
			return g.result()
		},
	}
}

func faultless(read func(*graph) error, g *graph) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parser fault: %v", r)
		}
	}()
	return read(g)
}

// conflict is the line of the first mark that version control left in the file; 0 without one.
func conflict(data []byte) int {
	if i := bytes.Index(data, []byte("<<<<<<< ")); i >= 0 && (i == 0 || data[i-1] == '\n') && bytes.Contains(data[i:], []byte("\n=======")) {
		return 1 + bytes.Count(data[:i], []byte("\n"))
	}
	return 0
}

// A graph collects what one file says.
type graph struct {
	Dependencies
	path, format, ecosystem string
	data                    []byte
	byKey                   map[string]int // index in Components, by the key that the file has for it
	needs                   []need
	issues                  []inventory.Issue
	full                    bool // a limit was met, and said
	lines                   lines
}

// A need is one dependency; from -1 is the project.
type need struct {
	from, to int
	scope    inventory.Scope // "" is runtime
	line     int
}

// A pkg is a package as a file names it.
type pkg struct {
	key             string // what the file calls it where others need it; unique
	namespace, name string
	version         string
	license         inventory.License
	hashes          []inventory.Hash
	download        string
	scope           inventory.Scope // where the file says it of the package and not of what needs it
	line            int
	qualifiers      map[string]string
	typ             string // type of the purl where it is another than the ecosystem's
}

// add takes in a package and gives its place; one that is named twice is one. It is -1 where no more fit.
func (g *graph) add(p pkg) int {
	if i, ok := g.byKey[p.key]; ok {
		return i
	}
	if len(g.Components) >= maxPackages {
		g.tooMany()
		return -1
	}
	c := inventory.Component{Name: inventory.Clip(p.name, maxField), Version: inventory.Clip(p.version, maxField), Role: inventory.ThirdParty, Type: "library", Scope: p.scope}
	if p.namespace != "" {
		c.Name = inventory.Clip(p.namespace, maxField) + "/" + c.Name
	}
	u := packageurl.NewPackageURL(cmp.Or(p.typ, g.ecosystem), inventory.Clip(p.namespace, maxField), inventory.Clip(p.name, maxField), c.Version,
		packageurl.QualifiersFromMap(p.qualifiers), "")
	if p.name != "" && u.Normalize() == nil {
		c.PURL = u.ToString()
	}
	c.ID = cmp.Or(c.PURL, g.path+"#"+inventory.Clip(p.key, maxField))
	if p.license.State != inventory.Absent {
		c.Claims = []inventory.Claim{{Kind: inventory.Declared, Origin: g.path, License: p.license, Evidence: []inventory.Evidence{{
			Path: g.path, Line: inventory.LineRange{First: p.line, Last: p.line}, Detector: g.format, Quote: inventory.Clip(p.license.Raw, inventory.MaxQuote)}}}}
		g.Document.WithLicense++
	}
	c.Hashes = p.hashes
	c.Distribution.Download = inventory.Clip(p.download, maxField)
	c.Instances = []inventory.Instance{{Document: g.path, Ref: inventory.Clip(p.key, maxField), Line: p.line}}
	g.byKey[p.key] = len(g.Components)
	g.Components = append(g.Components, c)
	return len(g.Components) - 1
}

// need says that one package, or with -1 the project, needs another.
func (g *graph) need(from, to int, scope inventory.Scope, line int) {
	if to < 0 || len(g.needs) >= maxNeeds {
		if to >= 0 {
			g.tooMany()
		}
		return
	}
	g.needs = append(g.needs, need{from, to, scope, line})
}

func (g *graph) tooMany() {
	if !g.full {
		g.full = true
		g.unreadable(fmt.Errorf("more than %d packages or %d dependencies", maxPackages, maxNeeds))
	}
}

func (g *graph) unreadable(err error) {
	g.issues = append(g.issues, inventory.Issue{Code: "dependencies-unreadable", Path: g.path, Effect: inventory.Unread,
		Args: inventory.Args{"format": g.format, "detail": inventory.Clip(err.Error(), maxDetail)}})
}

// lost says that one entry was not made out; the rest was.
func (g *graph) lost(line int, what string) {
	const few = 20
	g.lines.count++
	if g.lines.count <= few {
		g.issues = append(g.issues, inventory.Issue{Code: "dependency-unreadable", Path: g.path, Effect: inventory.Unread,
			Args: inventory.Args{"line": fmt.Sprint(line), "what": inventory.Clip(what, maxDetail)}})
	}
}

// lines counts what could not be made out.
type lines struct{ count int }

// result completes the graph: every package gets the scope of what needs it.
func (g *graph) result() (*Dependencies, []inventory.Issue) {
	if len(g.Components) == 0 && len(g.Uses) == 0 && len(g.Replaces) == 0 {
		return nil, g.issues
	}
	g.scopes()
	g.Document.Components = len(g.Components)
	g.Document.Main = g.Project
	for _, n := range g.needs {
		r := inventory.Relation{From: Project, To: g.Components[n.to].ID, Kind: inventory.DependsOn, Scope: n.scope}
		if n.from >= 0 {
			r.From = g.Components[n.from].ID
		}
		r.Evidence = []inventory.Evidence{{Path: g.path, Line: inventory.LineRange{First: n.line, Last: n.line}, Detector: g.format}}
		g.Relations = append(g.Relations, r)
	}
	slices.SortStableFunc(g.Relations, func(a, b inventory.Relation) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(string(a.Scope), string(b.Scope)))
	})
	g.Relations = slices.CompactFunc(g.Relations, func(a, b inventory.Relation) bool {
		return a.From == b.From && a.To == b.To && a.Scope == b.Scope
	})
	return &g.Dependencies, g.issues
}

// reaching are the scopes from the nearest to the product on. What is needed by something is no nearer than that, and no nearer
// than how it is needed; of several ways the nearest counts.
var reaching = []inventory.Scope{inventory.Runtime, inventory.Optional, inventory.Build, inventory.Dev, inventory.Test}

// scopes gives each package of which the file says none the scope by which the project needs it, at whatever remove.
func (g *graph) scopes() {
	next := make([][]need, len(g.Components))
	at := make([][]int, len(reaching)) // what is reached at each distance
	distance := func(s inventory.Scope) int { return max(0, slices.Index(reaching, s)) }
	for _, n := range g.needs {
		if n.from < 0 {
			at[distance(n.scope)] = append(at[distance(n.scope)], n.to)
		} else {
			next[n.from] = append(next[n.from], n)
		}
	}
	seen := make([]bool, len(g.Components))
	for d := range at {
		for len(at[d]) > 0 {
			i := at[d][0]
			at[d] = at[d][1:]
			if seen[i] {
				continue
			}
			seen[i] = true
			if c := &g.Components[i]; c.Scope == "" {
				c.Scope = reaching[d]
			}
			for _, n := range next[i] {
				to := max(d, distance(n.scope))
				at[to] = append(at[to], n.to)
			}
		}
	}
}

// counter gives a function that tells the line of an offset in the file, counting on from the last where it can.
func (g *graph) counter() func(offset int) int {
	last, line := 0, 1
	return func(offset int) int {
		offset = min(offset, len(g.data))
		if offset < last {
			last, line = 0, 1
		}
		line += bytes.Count(g.data[last:offset], []byte("\n"))
		last = offset
		return line
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
