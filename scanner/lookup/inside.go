// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// How far into the own network an address is. What an answer leads to is at most as far in as the registry itself: who is out there
// must not have us ask what only we can reach.
const (
	outside = iota
	network // the own network, or one that belongs to it
	machine // this machine, and what only its link reaches, as the data that clouds have for it
)

// errInside is why an address is not connected to.
var errInside = errors.New("it leads into the own network")

// special are ranges that nothing public is in (RFC 6890 and the registries of special-purpose addresses), beside those that netip knows.
var special = sync.OnceValue(func() (list []netip.Prefix) {
	for _, p := range []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "100::/64", "fec0::/10", "5f00::/16"} {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
})

// depth tells how far in an address is. Those of IPv4 within IPv6 are what they stand for (RFC 4291, 6052, 3056).
func depth(a netip.Addr) int {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		b := a.As16()
		switch {
		case a == netip.IPv6Loopback():
			return machine
		case strings.HasPrefix(string(b[:]), "\x00\x64\xff\x9b") || strings.HasPrefix(string(b[:]), strings.Repeat("\x00", 12)):
			return depth(netip.AddrFrom4([4]byte(b[12:])))
		case b[0] == 0x20 && b[1] == 0x02:
			return depth(netip.AddrFrom4([4]byte(b[2:6])))
		}
	}
	switch {
	case !a.IsValid(), a.IsLoopback(), a.IsLinkLocalUnicast(), a.IsUnspecified(), a.IsMulticast():
		return machine
	case a.IsPrivate():
		return network
	}
	for _, p := range special() {
		if p.Contains(a) {
			return network
		}
	}
	return outside
}

// depthOf tells it of a host by its name alone, which is all that is known where a proxy looks it up.
func depthOf(name string) int {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if a, err := netip.ParseAddr(name); err == nil {
		return depth(a)
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch {
	case last == "localhost", strings.Trim(last, "0123456789") == "", strings.HasPrefix(last, "0x"): // which some take for an address in other forms
		return machine
	case last == name, last == "local", last == "internal", last == "lan", last == "home", last == "corp", strings.HasSuffix(name, ".home.arpa"):
		return network
	}
	return outside
}

// within is how far in a registry is.
type within struct {
	once  sync.Once
	depth int
}

// depthOfRegistry looks up where the host of a registry is. One that cannot be looked up here is taken for one outside.
func (w *web) depthOfRegistry(ctx context.Context, host string) int {
	w.mu.Lock()
	at := w.within[host]
	if at == nil {
		at = &within{}
		w.within[host] = at
	}
	w.mu.Unlock()
	at.once.Do(func() {
		u := url.URL{Host: host}
		at.depth = depthOf(u.Hostname())
		if _, err := netip.ParseAddr(u.Hostname()); err == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookupTime)
		defer cancel()
		list, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
		if err != nil {
			return
		}
		for _, a := range list {
			at.depth = max(at.depth, depth(a))
		}
	})
	return at.depth
}

// lookupTime is how long looking up a name may take.
const lookupTime = 10 * time.Second

// outside reports whether an address may be asked that an answer of a registry leads to, as far as its name tells.
func (w *web) outside(ctx context.Context, u *url.URL, base string) bool {
	d := depthOf(u.Hostname())
	return u.Host == base || d == outside || d <= w.depthOfRegistry(ctx, base)
}

// guard keeps the connections for one registry from leading further in than that is, whatever names are looked up to be.
type guard struct {
	web     *web
	base    string   // its host, with the port
	proxies sync.Map // that the environment names, by host and port
}

// proxy is the proxy that the environment names for a request.
func (g *guard) proxy(q *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(q)
	if u != nil {
		port := u.Port()
		if port == "" {
			port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
		}
		if port == "" {
			port = "80"
		}
		g.proxies.Store(net.JoinHostPort(u.Hostname(), port), true)
	}
	return u, err
}

// dial connects to a host, unless that is further in than the registry. What is compared is the very address that is connected to.
func (g *guard) dial(ctx context.Context, kind, address string) (net.Conn, error) {
	d := &net.Dialer{Timeout: g.web.shake}
	base := url.URL{Host: g.base}
	port := base.Port()
	_, proxy := g.proxies.Load(address)
	// The port that goes without saying is that of either scheme.
	own := address == net.JoinHostPort(base.Hostname(), port) || port == "" && (address == net.JoinHostPort(base.Hostname(), "443") || address == net.JoinHostPort(base.Hostname(), "80"))
	if !own && !proxy {
		d.ControlContext = func(ctx context.Context, _, to string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(to)
			if err != nil {
				return errInside
			}
			if in := depth(at.Addr()); in > outside && in > g.web.depthOfRegistry(ctx, g.base) {
				return errInside
			}
			return nil
		}
	}
	return d.DialContext(ctx, kind, address)
}
