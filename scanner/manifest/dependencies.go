// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

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
	// Folder is what it speaks for, with all folders below: its own, but for what a package manager puts elsewhere.
	Folder string
	// Own are the IDs of parts of the project that the file tells apart, as the members of a workspace. They are no
	// Components, and a relation may begin at one.
	Own []string

	// Guessed: the file does not say what the project itself asks for; the relations from it lead to what nothing else
	// needs, until [Settle] finds a file with ranges that says it.
	Guessed bool
	// Installed: the file belongs to a package that lies there, ready for use; of what it names only that counts which lies
	// there too. The rest is for other machines, or for extras that nobody asked for.
	Installed bool
	// Ranges are the IDs of what was chosen, by "name@range" as those who ask write it, where the file tells it for each range.
	Ranges map[string]string
	// Places are the folders of the input in which packages lie that have no manifest there, with the IDs of the components.
	Places map[string]string

	// What only Go has. Uses are the folders of the modules that go.work holds together, Replaces what it uses instead of a
	// module, or of a version "path@version"; Sums the digests of go.sum, by "module version".
	Uses     []string
	Replaces map[string]GoModule
	Sums     map[string]string

	// Owns are the files that belong to packages, as the database of a system says: paths from Folder, its root, with the IDs of the
	// components.
	Owns map[string]string
	// System: the file speaks for all of the system whose root is Folder, whatever package it belongs to itself.
	System bool
	// At is the path of the file in the container image that shows it; "" where it lies in none.
	At string

	stated map[string]bool // IDs of components of which the file says the scope
	pom    *pomFile        // until [Settle] has made dependencies of it
	msb    *projectFile    // likewise
	sys    *systemFile     // until [SettleSystems] has
	rpm    *rpmNode        // likewise
}

// Project is the From of relations that begin at the project itself.
const Project = "\x00"

// Limits of one file.
const (
	maxPackages = 250_000
	maxNeeds    = 2_000_000
)

// A graph collects what one file says.
type graph struct {
	Dependencies
	path, format, ecosystem string
	data                    []byte
	byKey                   map[string]int // index in Components, by the key that the file has for it
	needs                   []need
	said                    []saying // few are said in many words, and very many in none
	issues                  []inventory.Issue
	full                    bool // a limit was met, and said
	// tells: the file says of each package all that it needs. Of those in short it names something that it does not have.
	tells bool
	short map[int]bool
	lines lines
}

// A need is one dependency; from -1 is the project, and one less than that for each of its parts in Own.
type need struct {
	from, to, line int32
	said           int32 // index in the graph's said
	scope          uint8 // index in scopeNames
	unclear        bool
}

// A saying is the range, or whatever else a file says of which version is wanted and when.
type saying struct {
	wording string
	path    string // of another file that says it; "" is this one
}

// scopeNames are the scopes of needs; the first stands for runtime.
var scopeNames = []inventory.Scope{"", inventory.Runtime, inventory.Build, inventory.Dev, inventory.Test, inventory.Optional}

// A pkg is a package as a file names it.
type pkg struct {
	key             string // what the file calls it where others need it; unique
	namespace, name string
	version         string
	license         inventory.License
	hashes          []inventory.Hash
	download        string
	registries      []string        // addresses that the file names, of one of which it is, by its name
	scope           inventory.Scope // where the file says it of the package and not of what needs it
	line            int
	qualifiers      map[string]string
	typ             string // type of the purl where it is another than the ecosystem's
}

// inherited needs what another file says, which holds for the project too.
func (g *graph) inherited(from string, p pkg, scope inventory.Scope, versions string) {
	line := p.line
	if from != g.path {
		p.line = 0
	}
	before := len(g.needs)
	g.needAs(-1, g.add(p), scope, line, versions)
	if len(g.needs) > before {
		g.elsewhere(before, from)
	}
}

// elsewhere says which other file names the last need, which is that of an index.
func (g *graph) elsewhere(last int, path string) {
	g.said = append(g.said, saying{g.said[len(g.said)-1].wording, path})
	g.needs[last].said = int32(len(g.said) - 1)
}

// part takes in a part of the project, and gives what relations that begin there have as from.
func (g *graph) part(id string) int {
	if id == "" || len(g.Own) >= maxPackages {
		return -1
	}
	g.Own = append(g.Own, id)
	return -1 - len(g.Own)
}

// add takes in a package and gives its place; one that is named twice is one. It is -1 where no more fit.
func (g *graph) add(p pkg) int {
	if i, ok := g.byKey[p.key]; ok {
		g.comesFrom(i, p.registries...)
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
	c.PURL = packageID(cmp.Or(p.typ, g.ecosystem), p)
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
	g.comesFrom(len(g.Components)-1, p.registries...)
	return len(g.Components) - 1
}

// comesFrom notes registries of a package. Where one cannot be kept as it is, it stands for one that nobody can ask.
func (g *graph) comesFrom(at int, registries ...string) {
	c := &g.Components[at]
	for _, r := range registries {
		if len(r) > maxField {
			r = unnamedRegistry
		}
		if len(c.Registries) >= maxRegistries { // one that is not kept may be the one that counts
			r = unnamedRegistry
		}
		if r != "" && !slices.Contains(c.Registries, r) {
			c.Registries = append(slices.Clip(c.Registries), r)
		}
	}
}

// unnamedRegistry is that of a package which is had by its name from one of which the address is not known.
const unnamedRegistry = "registry:?"

// maxRegistries bounds how many one package is had from.
const maxRegistries = 20

// packageID is the purl of a package, of the type where it names none itself; "" where there is none.
func packageID(typ string, p pkg) string {
	u := packageurl.NewPackageURL(typ, inventory.Clip(p.namespace, maxField), inventory.Clip(p.name, maxField), inventory.Clip(p.version, maxField),
		packageurl.QualifiersFromMap(p.qualifiers), "")
	if p.name == "" || u.Normalize() != nil {
		return ""
	}
	return u.ToString()
}

// expect makes room for about so many packages.
func (g *graph) expect(n int) {
	g.Components = slices.Grow(g.Components, min(n, maxPackages))
}

// need says that one package, or with -1 the project, needs another.
func (g *graph) need(from, to int, scope inventory.Scope, line int) {
	g.needAs(from, to, scope, line, "")
}

// needAs is need with the words in which the file asks for it: the range, or whatever it says of which version is wanted and when.
func (g *graph) needAs(from, to int, scope inventory.Scope, line int, wording string) {
	if to < 0 || len(g.needs) >= maxNeeds {
		if to >= 0 {
			g.tooMany()
		}
		return
	}
	if wording = inventory.Clip(wording, inventory.MaxQuote); len(g.said) == 0 || g.said[len(g.said)-1] != (saying{wording: wording}) {
		g.said = append(g.said, saying{wording: wording})
	}
	g.needs = append(g.needs, need{int32(from), int32(to), int32(line), int32(len(g.said) - 1), uint8(slices.Index(scopeNames, scope)), false})
}

// needSomehow says that the project needs a package, itself or through others, and that the file does not tell which.
func (g *graph) needSomehow(to int, scope inventory.Scope, line int, wording string) {
	before := len(g.needs)
	g.needAs(-1, to, scope, line, wording)
	if len(g.needs) > before {
		g.needs[before].unclear = true
	}
}

// missing says that a package needs something that the file does not have.
func (g *graph) missing(from int) {
	if from < 0 {
		return
	}
	if g.short == nil {
		g.short = map[int]bool{}
	}
	g.short[from] = true
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

// whole reports whether nothing of the file was lost.
func (g *graph) whole() bool {
	return !slices.ContainsFunc(g.issues, func(i inventory.Issue) bool { return i.Effect == inventory.Unread })
}

// placed puts before an error in JSON the line.
func (g *graph) placed(err error) error {
	if fault := (*jsonFault)(nil); errors.As(err, &fault) {
		end := bytes.TrimRight(g.data, "\r\n") // what breaks off does so in its last line
		return fmt.Errorf("line %d: %w", 1+bytes.Count(end[:min(fault.at, len(end))], []byte("\n")), err)
	}
	return err
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
	if len(g.Components)+len(g.Own)+len(g.Uses)+len(g.Replaces) == 0 && g.pom == nil && g.msb == nil && g.sys == nil && g.rpm == nil {
		return nil, g.issues
	}
	g.Document.Components = len(g.Components)
	g.Document.Main = g.Project
	if g.tells {
		for i := range g.Components {
			switch {
			case g.short[i]:
				g.Components[i].Resolved = inventory.Incomplete
			case g.whole(): // else nobody knows of whom something was lost
				g.Components[i].Resolved = inventory.Complete
			}
		}
	}
	for _, c := range g.Components {
		if c.Scope != "" {
			if g.stated == nil {
				g.stated = map[string]bool{}
			}
			g.stated[c.ID] = true
		}
	}
	if g.Guessed {
		g.guess()
	}
	g.Relations = slices.Grow(g.Relations, len(g.needs))
	var evidence []inventory.Evidence // of one relation after the other, as long as it is the same
	for i, n := range g.needs {
		r := inventory.Relation{From: Project, To: g.Components[n.to].ID, Kind: inventory.DependsOn, Scope: scopeNames[n.scope], Unclear: n.unclear}
		switch {
		case n.from >= 0:
			r.From = g.Components[n.from].ID
		case n.from < -1:
			r.From = g.Own[-2-n.from]
		}
		if last := g.needs[max(0, i-1)]; i == 0 || last.line != n.line || last.said != n.said {
			said, line := g.said[n.said], int(n.line)
			evidence = []inventory.Evidence{{Path: cmp.Or(said.path, g.path), Line: inventory.LineRange{First: line, Last: line}, Detector: g.format, Quote: said.wording}}
		}
		r.Evidence = evidence
		g.Relations = append(g.Relations, r)
	}
	g.arrange()
	g.scopes()
	return &g.Dependencies, g.issues
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
