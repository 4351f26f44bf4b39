// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package lookup asks registries about packages: those that the package managers of this machine are set to, and nobody else.
//
// What leaves are names and versions of packages, in addresses; beside them a request has the program's name and version, and the
// credentials that the settings have for that very registry. What comes back is read in memory and within limits, is held against the
// lock file's digest where there is one, and is never run. Whatever goes wrong is said, and is never an answer.
package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/lookup/registries"
)

// A Store keeps answers for the next run. It must be safe for concurrent use.
type Store interface {
	// Get finds what was put under a key; nil if there is nothing that can be used.
	Get(key string) []byte
	Put(key string, value []byte)
}

// Options of a Client.
type Options struct {
	Settings *registries.Settings // whom to ask
	Version  string               // of the program, which requests name
	Store    Store                // of answers; nil: everything is asked
	// Reading names what Keep of [excerpt.Wanted] keeps: answers to be used again were read alike.
	Reading string
	// Own are the IDs of components that nobody is asked about, as the user says that they are own code.
	Own map[string]bool
}

// A Client asks. It may be used from several goroutines at once.
type Client struct {
	o    Options
	web  web
	days func(time.Time) float64 // since a time

	archives chan struct{} // those that are being read
	most     int           // packages that one registry is asked about

	mu     sync.Mutex
	shared map[string]*shared          // answers that are about several packages
	known  map[string]*known           // by the address of the registry
	silent map[silence]map[string]bool // why there was no answer, and about which components
}

// Why something is not asked, beside what [registries.Settings.For] says.
const (
	whyMany = "many" // the bound of one run is reached
	whyOwn  = "own"  // the user says that it is own code
)

// A silence is why something was not asked or not answered.
type silence struct{ code, origin, host, cause string }

// Open makes a client. It asks nothing yet. The Client must be closed.
func Open(o Options) *Client {
	return &Client{o: o, web: newWeb(o.Version), shared: map[string]*shared{}, known: map[string]*known{}, archives: make(chan struct{}, 4), most: maxAsked, silent: map[silence]map[string]bool{},
		days: func(t time.Time) float64 { return time.Since(t).Hours() / 24 }}
}

// Close ends connections that are kept. A nil Client is closed.
func (c *Client) Close() {
	if c != nil {
		c.web.close()
	}
}

// An ecosystem asks one registry for one package.
type ecosystem func(*query) error

// ecosystems are those of each type of purl, with the origin of what they find.
var ecosystems = map[string]struct {
	origin string
	ask    ecosystem
}{
	packageurl.TypeNPM:      {"npm-registry", askNPM},
	packageurl.TypePyPi:     {"pypi-registry", askPyPI},
	packageurl.TypeGolang:   {"go-proxy", askGo},
	packageurl.TypeCargo:    {"crates-registry", askCargo},
	packageurl.TypeMaven:    {"maven-registry", askMaven},
	packageurl.TypeNuget:    {"nuget-registry", askNuGet},
	packageurl.TypeGem:      {"gem-registry", askGem},
	packageurl.TypeComposer: {"composer-registry", askComposer},
	packageurl.TypePub:      {"pub-registry", askPub},
}

// A query is what is asked about one package of one registry.
type query struct {
	*Client
	ctx       context.Context
	registry  registries.Registry
	u         packageurl.PackageURL
	wanted    excerpt.Wanted
	component string
	origin    string
	enough    func(*excerpt.Package) bool

	lookups []inventory.Lookup
	issues  []inventory.Issue
	gave    bool // something that was found
	fetched bool // something was asked for, and not only found among what was answered before
}

// Find asks about a component, first for metadata, then for the package itself. Each answer is handed to enough until that says that no more is
// needed. The lookups are in the order of what was asked; the issues are notes. What is not asked, or not answered, is in [Client.Issues].
func (c *Client) Find(ctx context.Context, component string, w excerpt.Wanted, enough func(*excerpt.Package) bool) ([]inventory.Lookup, []inventory.Issue) {
	u, err := packageurl.FromString(w.PURL)
	e, ok := ecosystems[u.Type]
	if err != nil || !ok || u.Version == "" {
		return nil, nil
	}
	if c.o.Own[component] {
		c.note(silence{"lookup-not-asked", e.origin, "", whyOwn}, component)
		return nil, nil
	}
	list, why := c.o.Settings.For(w.PURL, append([]string{w.Download}, w.Registries...)...)
	if why != "" {
		c.note(silence{"lookup-not-asked", e.origin, "", why}, component)
		return nil, nil
	}
	q := &query{Client: c, ctx: ctx, u: u, wanted: w, component: component, origin: e.origin, enough: enough}
	for _, r := range list {
		q.registry = r
		if s := c.tooMany(r); s.code != "" {
			s.origin, s.host = e.origin, hostOf(r.Base)
			c.note(s, component)
			break
		}
		q.fetched = false
		err := q.guarded(e.ask)
		c.learn(q, err)
		if err == nil || q.gave || ctx.Err() != nil {
			break
		}
		var f *failure
		if errors.As(err, &f) && f.cause == causeUnknown {
			continue // another one may know it
		}
		break // another one would learn the name of what only this one has, perhaps
	}
	return q.lookups, q.issues
}

// known is of how many packages a registry told something, of how many it knew nothing, and how many it was asked about.
type known struct{ told, unknown, asked int }

// Bounds of what one registry is asked in one run. Inputs can hold any names, and whoever made one up must not make us ask without end.
const (
	// maxUnknown is how many packages a registry may not know until it is taken for one that these are not from, unless it knew more
	// than one of five: names that are not meant for it must not get there one after the other.
	maxUnknown = 100
	// maxAsked is of how many packages it is asked; what was answered before does not count.
	maxAsked = 20_000
)

// tooMany is why a registry is not asked any further; its code is "" where it is.
func (c *Client) tooMany(r registries.Registry) silence {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.known[r.Base]
	switch {
	case k == nil:
	case k.unknown >= maxUnknown && k.unknown > 4*k.told:
		return silence{code: "lookup-unanswered", cause: causeStrange}
	case k.asked >= c.most:
		return silence{code: "lookup-not-asked", cause: whyMany}
	}
	return silence{}
}

func (c *Client) learn(q *query, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.known[q.registry.Base]
	if k == nil {
		k = &known{}
		c.known[q.registry.Base] = k
	}
	if q.fetched {
		k.asked++
	}
	switch {
	case q.gave:
		k.told++
	case isCause(err, causeUnknown):
		k.unknown++
	}
}

// guarded keeps a fault of a library to this package.
func (q *query) guarded(ask ecosystem) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading it failed: %v", r)
			q.unreadable(err)
		}
	}()
	return ask(q)
}

// give hands on what was found, and reports whether that is enough.
func (q *query) give(p *excerpt.Package) bool {
	q.gave = true
	return q.enough(p)
}

// named is how the package is called in paths.
func (q *query) named() string { return q.origin + ":" + excerpt.NameOf(q.u) }

func (q *query) unreadable(err error) {
	q.issues = append(q.issues, inventory.Issue{Code: "lookup-unreadable", Path: q.named(), Effect: inventory.Note,
		Args: inventory.Args{"detail": inventory.Clip(err.Error(), inventory.MaxQuote)}})
}

// note counts what was not asked or not answered.
func (c *Client) note(s silence, component string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.silent[s] == nil {
		c.silent[s] = map[string]bool{}
	}
	c.silent[s][component] = true
}

// Issues are notes of what was not asked or not answered: one for each reason, with how many packages it is about and one of them.
func (c *Client) Issues() []inventory.Issue {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []inventory.Issue
	for s, about := range c.silent {
		path := s.origin
		if s.host != "" {
			path += ":" + s.host
		}
		list = append(list, inventory.Issue{Code: s.code, Path: path, Effect: inventory.Note, Args: inventory.Args{
			"cause": s.cause, "packages": strconv.Itoa(len(about)), "example": inventory.Clip(slices.Min(slices.Collect(maps.Keys(about))), inventory.MaxQuote)}})
	}
	slices.SortFunc(list, func(a, b inventory.Issue) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Code, b.Code), strings.Compare(a.Args["cause"], b.Args["cause"]))
	})
	return list
}
