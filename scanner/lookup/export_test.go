// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"net/netip"
	"time"
)

// Hasten has a client wait less before it asks again.
func (c *Client) Hasten(d time.Duration) { c.web.backoff = d }

// Shake has a client wait less for connections.
func (c *Client) Shake(d time.Duration) { c.web.shake = d }

// Later has a client take answers for older than they are.
func (c *Client) Later(d time.Duration) {
	c.days = func(t time.Time) float64 { return (time.Since(t) + d).Hours() / 24 }
}

// MaxUnknown is how many packages a registry may not know.
const MaxUnknown = maxUnknown

// Depth tells how far in the own network an address is.
func Depth(a netip.Addr) int { return depth(a) }

// DepthOf tells it by a name.
func DepthOf(name string) int { return depthOf(name) }

// Outside has a client take a host for one that is not in the own network.
func (c *Client) Outside(host string) {
	at := &within{}
	at.once.Do(func() {})
	c.web.within[host] = at
}

// AtMost has a client ask each registry about so many packages.
func (c *Client) AtMost(n int) { c.most = n }
