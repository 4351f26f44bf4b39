// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"encoding/base64"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A Registry is one that may be asked. None of its forms as text shows its credentials.
type Registry struct {
	Type string // of the purls of its packages
	// Base is its address, without credentials, question mark and closing slash: for npm, gem, composer and pub where names are appended; for
	// golang the proxy; for pypi the simple index (PEP 503); for cargo the root of the sparse index; for maven the repository; for nuget the
	// service index itself.
	Base string
	// Origin is the setting that names it: a file ("~/.npmrc"), a variable ("$GOPROXY") or a flag ("--registry"); never where on this machine
	// a file lies, beyond "~".
	Origin string
	// Download is of cargo alone: how archives are fetched, where it is known from what cargo keeps of the registry ("dl" in its
	// config.json). Base then is its web API ("api"), or the same as Download without one. "": Base is a sparse index, which has config.json.
	Download string
	// CA is a file with certificates (PEM) that count beside those of the system; "" without. It is a path of this machine.
	CA string `json:"-"`

	files string // the host its files come from where that is another, see authority
	key   *key
	only  *only // for which names it is meant; nil for all
}

// key holds credentials in a function: no way of printing or encoding values looks into one.
type key struct {
	header func() (name, value string)
	origin string
}

// Authorize hands the credentials of a registry to set, as the name and value of a header, where an address is of the very scheme, host and
// port of Base, and reports whether it did. They must never be carried over to where an answer leads.
func (r Registry) Authorize(to *url.URL, set func(name, value string)) bool {
	base, err := url.Parse(r.Base)
	if r.key == nil || err != nil || to == nil || to.Scheme != base.Scheme || authority(to) != authority(base) {
		return false
	}
	set(r.key.header())
	return true
}

// Authorized reports whether there are credentials for it.
func (r Registry) Authorized() bool { return r.key != nil }

// CredentialsOrigin is the setting that has its credentials; "" without.
func (r Registry) CredentialsOrigin() string {
	if r.key == nil {
		return ""
	}
	return r.key.origin
}

func (r Registry) String() string { return r.Type + " " + r.Base + " (" + r.Origin + ")" }

// GoString is String: what is printed to look for faults shows no more either.
func (r Registry) GoString() string { return r.String() }

func (r Registry) host() string {
	u, err := url.Parse(r.Base)
	if err != nil {
		return ""
	}
	return authority(u)
}

var usualPort = map[string]string{"https": "443", "http": "80"}

// authority is the host of an address, with its port unless that is the usual one of its scheme.
func authority(u *url.URL) string {
	if port := u.Port(); port != "" && port != usualPort[u.Scheme] {
		return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
	}
	return strings.ToLower(u.Hostname())
}

// Why an address is not asked, in words of the catalogue.
const (
	refusedMalformed = "malformed"
	refusedScheme    = "scheme"   // neither https nor http
	refusedPlain     = "plain"    // http, to another machine
	refusedQuery     = "query"    // has a part behind a question mark, which may hold anything
	refusedGit       = "git"      // an index that is a repository of git
	refusedCircle    = "circle"   // settings that lead back to themselves
	refusedProtocol  = "protocol" // a form of answers that is not known
	refusedVariable  = "variable" // names a variable that is not set
)

const maxAddress = 2048 // bytes

// parse reads an address and takes the credentials out of it. It is refused where it is none of http and https.
func parse(raw string) (u *url.URL, user *url.Userinfo, refused string) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > maxAddress {
		return nil, nil, refusedMalformed
	}
	if strings.Contains(raw, "${") || strings.Contains(raw, "$(") || strings.HasPrefix(raw, "$") || strings.Contains(raw, "%(") {
		return nil, nil, refusedVariable
	}
	if !strings.Contains(raw, "://") { // a folder, mostly
		return nil, nil, refusedScheme
	}
	for _, c := range []byte(raw) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			return nil, nil, refusedMalformed
		}
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, nil, refusedMalformed
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, nil, refusedScheme
	case u.Hostname() == "" || u.Opaque != "" || !validHost(u):
		return nil, nil, refusedMalformed
	}
	user, u.User = u.User, nil
	u.Host = strings.ToLower(u.Host)
	if host, ok := strings.CutSuffix(u.Host, ":"+usualPort[u.Scheme]); ok {
		u.Host = host
	}
	return u, user, ""
}

func validHost(u *url.URL) bool {
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return false
		}
	} else if strings.HasSuffix(u.Host, ":") {
		return false
	}
	if strings.HasPrefix(u.Host, "[") {
		a, err := netip.ParseAddr(u.Hostname())
		return err == nil && a.Zone() == ""
	}
	for _, c := range u.Hostname() {
		if c != '.' && c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// loopback reports whether an address is on this machine itself.
func loopback(u *url.URL) bool {
	host := u.Hostname()
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// one makes a registry of an address out of the settings, with the credentials that they have for it.
func (m *machine) one(t *setting, raw, origin string) (Registry, bool) {
	r, ok := m.registry(t.typ, raw, origin)
	if ok && r.key == nil && t.keyFor != nil && secure(r.Base) {
		r.key = t.keyFor(r.Base)
	}
	r.CA = t.ca
	return r, ok
}

// add puts one at the end of those that are asked; nil if it is not to be asked, or is among them.
func (m *machine) add(t *setting, raw, origin string) *Registry {
	if t.stopped {
		return nil
	}
	r, ok := m.one(t, raw, origin)
	if !ok {
		t.stopped = true
		return nil
	}
	if slices.ContainsFunc(t.list, func(o Registry) bool { return o.Base == r.Base }) {
		return nil
	}
	t.list = append(t.list, r)
	return &t.list[len(t.list)-1]
}

// registry makes one of an address out of a setting, or records why it is not asked. What an address has of credentials becomes those of the registry.
func (m *machine) registry(typ, raw, origin string) (Registry, bool) {
	return m.registryAs(typ, raw, origin, false)
}

func (m *machine) registryAs(typ, raw, origin string, plain bool) (Registry, bool) {
	u, user, refused := parse(raw)
	if refused == "" && (u.RawQuery != "" || u.ForceQuery || u.Fragment != "") {
		refused = refusedQuery
	}
	if refused == "" && u.Scheme == "http" && !plain && !loopback(u) {
		refused = refusedPlain
	}
	if refused != "" {
		m.refuse(typ, origin, refused)
		return Registry{}, false
	}
	r := Registry{Type: typ, Base: strings.TrimRight(u.String(), "/"), Origin: origin}
	if user != nil {
		password, _ := user.Password()
		r.key = m.basic(typ, origin, user.Username(), password)
	}
	return r, true
}

// basic are credentials of a name and a password (RFC 7617).
func (m *machine) basic(typ, origin, name, password string) *key {
	if name == "" && password == "" {
		return nil
	}
	if strings.Contains(name, ":") || controls(name) || controls(password) {
		m.unusable(typ, origin, unusableForm)
		return nil
	}
	return m.header(typ, origin, "Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(name+":"+password)))
}

func (m *machine) bearer(typ, origin, token string) *key {
	if token = strings.TrimSpace(token); token == "" {
		return nil
	}
	return m.header(typ, origin, "Authorization", "Bearer "+token)
}

// header are credentials as a header of a request. One that would begin another line is none.
func (m *machine) header(typ, origin, name, value string) *key {
	switch {
	case strings.Contains(value, "${"):
		m.unusable(typ, origin, unusableVariable)
		return nil
	case controls(value) || len(value) > maxHeader || !headerName(name):
		m.unusable(typ, origin, unusableForm)
		return nil
	}
	return &key{origin: origin, header: func() (string, string) { return name, value }}
}

// maxHeader bounds credentials, in bytes.
const maxHeader = 16 << 10

func controls(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// headerName reports whether a name can be that of a header.
func headerName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

// secure reports whether credentials that a setting has for a host may be sent to an address.
func secure(base string) bool {
	u, err := url.Parse(base)
	return err == nil && (u.Scheme == "https" || loopback(u))
}
