// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Where nobody asks what came near, rivals that cannot be worth more are not compared, and the result is the same: for
// texts of every pattern, whole, spoilt and one behind the other.
func TestRivalsBeyondAreNone(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	x := loadTexts()
	before := ""
	for _, p := range loadCatalogue().patterns {
		whole := sample(r, p.LRE)
		for _, text := range []string{whole, spoil(r, whole, 200), spoil(r, whole, 60), spoil(r, whole, 20), before + whole} {
			words := Words(text)
			want, _ := x.find(words, func(match, refusal) {})
			got, _ := x.find(words, nil)
			if !slices.EqualFunc(got, want, func(a, b match) bool {
				return a.template == b.template && a.first == b.first && a.last == b.last && a.score == b.score && slices.Equal(a.holes, b.holes)
			}) {
				t.Errorf("%s: %s, want %s, in %q", p.ID, x.names(got), x.names(want), text)
			}
		}
		before = spoil(r, whole, 100) + "\n"
	}
}

func (t *texts) names(list []match) (ids []string) {
	for _, m := range list {
		ids = append(ids, t.templates[m.template].id)
	}
	return ids
}
