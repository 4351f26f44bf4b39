// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

// Standing is how a policy's own lists see a licence in a dependency of own code. The zero
// Standing is that of a licence on none of them, which a person has to look at.
type Standing string

// The standings, from the most welcome to the least.
const (
	Preferred Standing = "preferred"
	Possible  Standing = "possible"
	Avoided   Standing = "avoided"
)

// Standings lists the standings in their order.
func Standings() []Standing { return []Standing{Preferred, Possible, Avoided} }
