// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

// An answer is what is kept of one: not what came, but what was read of it.
type answer struct {
	Time    time.Time // of the answer
	Unknown bool      `json:",omitempty"` // the registry does not know it
	Broken  string    `json:",omitempty"` // what is wrong with a package that cannot be read
	SHA256  string    `json:",omitempty"` // of what came
	// Sums are digests of a package, to be held against lock files; Sum that of a Go module as go.sum has it.
	Sums  []inventory.Hash `json:",omitempty"`
	Sum   string           `json:",omitempty"`
	Files []excerpt.File   `json:",omitempty"`
	// Leads are where the answer leads.
	Leads []lead `json:",omitempty"`
}

// A lead is an address that an answer names, with the digests it states of what is there.
type lead struct {
	Name, URL string
	Hashes    []inventory.Hash `json:",omitempty"`
	Size      int64            `json:",omitempty"`
	Metadata  []inventory.Hash `json:",omitempty"` // of "URL.metadata" (PEP 658)
	HasMeta   bool             `json:",omitempty"`
}

// A question is one address to ask, and how its answer is read.
type question struct {
	address string
	accept  string
	// about names what is read of an answer that is about more than this.
	about string
	// archive: it is a package, not data about one.
	archive bool
	// shared: the answer is about several packages, and asked for once.
	shared bool
	// setup: the answer is about the registry and tells nothing of the package.
	setup bool
	read  func(body []byte, a *answer) error
}

// Limits of answers, in bytes.
const (
	maxData    = 64 << 20
	maxArchive = 128 << 20
)

// How long an answer counts, in days. What was published stays as it was; what is not known may be published.
const (
	maxAge        = 90
	maxAgeUnknown = 1
)

type shared struct {
	once sync.Once
	a    answer
	err  error
}

// ask puts a question, unless it was answered before. The error is a failure, or what is wrong with the answer.
func (q *query) ask(of question) (answer, error) {
	if !of.shared {
		a, err := q.answer(of)
		return a, q.enter(of, a, err)
	}
	key := q.registry.Base + "\x00" + of.address
	q.mu.Lock()
	s := q.shared[key]
	if s == nil {
		s = &shared{}
		q.Client.shared[key] = s
	}
	q.mu.Unlock()
	s.once.Do(func() { s.a, s.err = q.answer(of) })
	return s.a, q.enter(of, s.a, s.err)
}

// enter notes what came of a question, and makes an error of an answer that knows nothing.
func (q *query) enter(of question, a answer, err error) error {
	if q.ctx.Err() != nil && err != nil {
		return err // nobody answers any more
	}
	if err == nil && a.Unknown {
		err = &failure{host: hostOf(of.address), cause: causeUnknown}
	}
	var f *failure
	isFailure := errors.As(err, &f)
	if isFailure && f.cause != causeUnknown {
		q.note(silence{"lookup-unanswered", q.origin, f.host, f.cause}, q.component)
	} else if err != nil && !isFailure {
		q.unreadable(err)
	}
	if of.setup && err == nil {
		return nil
	}
	l := inventory.Lookup{Component: q.component, Origin: q.origin, URL: shown(of.address), Time: a.Time.UTC().Format(time.RFC3339), SHA256: a.SHA256}
	switch {
	case err == nil:
		l.Outcome = inventory.LookupAnswered
	case isFailure && f.cause == causeUnknown:
		l.Outcome = inventory.LookupUnknown
	default:
		l.Outcome = inventory.LookupFailed
		if a.Time.IsZero() {
			l.Time = time.Now().UTC().Format(time.RFC3339)
		}
	}
	q.lookups = append(q.lookups, l)
	return err
}

func (q *query) answer(of question) (a answer, err error) {
	key := strings.Join([]string{"3", q.registry.Base, of.address, of.about}, "\x00")
	if of.archive {
		key += "\x00" + q.o.Reading
	}
	if q.o.Store != nil {
		if json.Unmarshal(q.o.Store.Get(key), &a) == nil && !a.Time.IsZero() {
			limit := float64(maxAge)
			if a.Unknown || a.Broken != "" {
				limit = maxAgeUnknown
			}
			if age := q.days(a.Time); age >= -1 && age <= limit {
				return a, a.wrong()
			}
		}
		a = answer{}
	}
	if of.archive { // which are held in memory as a whole
		select {
		case q.archives <- struct{}{}:
			defer func() { <-q.archives }()
		case <-q.ctx.Done():
			return a, q.ctx.Err()
		}
	}
	q.fetched = true
	body, err := q.web.fetch(q.ctx, q.registry, of)
	var f *failure
	switch {
	case errors.As(err, &f) && f.cause == causeUnknown:
		a = answer{Time: now(), Unknown: true}
	case err != nil:
		return a, err
	default:
		sum := sha256.Sum256(body)
		a = answer{Time: now(), SHA256: hex.EncodeToString(sum[:])}
		if of.archive {
			a.Sums = excerpt.Sums(body)
		}
		if err := of.read(body, &a); err != nil && of.archive {
			a = answer{Time: a.Time, SHA256: a.SHA256, Broken: inventory.Clip(err.Error(), inventory.MaxQuote)}
		} else if err != nil {
			return a, err
		}
	}
	if q.o.Store != nil {
		if data, err := json.Marshal(a); err == nil {
			q.o.Store.Put(key, data)
		}
	}
	return a, a.wrong()
}

func (a *answer) wrong() error {
	if a.Broken != "" {
		return errors.New(a.Broken)
	}
	return nil
}

// now has no more than is shown of a time.
func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

// shown is an address as results have it: without what may be secret in it.
func shown(address string) string {
	u, err := parse(address)
	if err != nil {
		return ""
	}
	u.User, u.RawQuery = nil, ""
	return u.String()
}

func hostOf(address string) string {
	u, err := parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// An archive is a package to be fetched.
type archive struct {
	address  string
	hashes   []inventory.Hash // that the registry states; used where the lock file has none
	kind     string           // "tgz", "zip", "gem", or "go", which is a ZIP file with a digest of its own
	strip    string
	skip     func(path string) bool
	speaking []string
	name     string // of the package in paths; "" is as usual
}

// archive fetches a package, holds it against the lock file's digest, and reads what is wanted of it.
func (q *query) archive(at archive) (*excerpt.Package, error) {
	name := q.named()
	if at.name != "" {
		name = q.origin + ":" + at.name
	}
	a, err := q.ask(question{address: at.address, archive: true, about: at.kind, read: func(body []byte, a *answer) error {
		r := excerpt.Reader{Strip: at.strip, Wanted: func(path string) bool { return (at.skip == nil || !at.skip(path)) && q.wanted.Keep(path) }}
		var err error
		switch at.kind {
		case "tgz":
			err = r.Tar(bytes.NewReader(body))
		case "gem":
			err = r.Gem(bytes.NewReader(body))
		case "zip", "go":
			err = r.Zip(bytes.NewReader(body), int64(len(body)))
		}
		if err == nil && at.kind == "go" {
			a.Sum, err = excerpt.GoSum(bytes.NewReader(body), int64(len(body)))
		}
		a.Files = r.Files
		return err
	}})
	if err != nil {
		return nil, err
	}
	stated := q.wanted.Hashes
	if len(stated) == 0 {
		stated = at.hashes
	}
	err = excerpt.Same(a.Sums, stated)
	if at.kind == "go" && q.wanted.Sum != "" && a.Sum != q.wanted.Sum {
		err = excerpt.ErrMismatch
	}
	if err != nil {
		q.lookups[len(q.lookups)-1].Outcome = inventory.LookupFailed
		q.issues = append(q.issues, inventory.Issue{Code: "lookup-mismatch", Path: name, Effect: inventory.Note})
		return nil, err
	}
	return q.pack(name, a.Files, at.speaking...), nil
}

// pack makes a package of files; their paths are in it.
func (q *query) pack(name string, files []excerpt.File, speaking ...string) *excerpt.Package {
	r := excerpt.Reader{}
	for _, f := range files {
		r.Files = append(r.Files, excerpt.File{Path: name + "/" + f.Path, Data: f.Data})
	}
	return r.Make(q.origin, name, speaking...)
}

// below appends to the address of the registry; the parts are escaped.
func (q *query) below(parts ...string) string {
	address := q.registry.Base
	for _, p := range parts {
		address += "/" + url.PathEscape(p)
	}
	return address
}

// leads gives the address an answer names, which may be relative to where the answer came from.
func leads(from, to string) (string, error) {
	base, err := url.Parse(from)
	if err != nil {
		return "", err
	}
	u, err := base.Parse(to)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%q is no address", inventory.Clip(to, inventory.MaxQuote))
	}
	return u.String(), nil
}

// errForm is wrapped by errors of answers that are other than registries of the type have them.
var errForm = errors.New("the answer has another form than expected")
