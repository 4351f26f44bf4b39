// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import "time"

// Hasten has a client wait less before it asks again.
func (c *Client) Hasten(d time.Duration) { c.web.backoff = d }

// Later has a client take answers for older than they are.
func (c *Client) Later(d time.Duration) {
	c.days = func(t time.Time) float64 { return (time.Since(t) + d).Hours() / 24 }
}

// MaxUnknown is how many packages a registry may not know.
const MaxUnknown = maxUnknown
