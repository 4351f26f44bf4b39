// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

func TestClassesOfWhatWasJudged(t *testing.T) {
	inv := of(
		named("pkg:npm/both@1", "MIT", "GPL-3.0-only"), // two claims: both apply
		named("pkg:npm/choice@1", "GPL-2.0-only OR MIT"),
		named("pkg:npm/free@1", "CC0-1.0"),
		named("pkg:npm/mixed@1", "MIT AND LGPL-2.1-only"),
		named("pkg:npm/permissive@1", "Apache-2.0"),
		named("pkg:npm/sold@1", "LicenseRef-Proprietary-Example"),
		named("pkg:npm/strange@1", "MIT AND LicenseRef-strange"),
		inventory.Component{ID: "pkg:npm/silent@1", Name: "silent"},
	)
	a := policy.Assess(inv, mustLoad(t, "dortmund"), policy.Options{Date: "2026-01-01"})
	equal(t, "classes", []assessment.ClassShare{
		{Class: "public-domain", Components: []string{"pkg:npm/free@1"}},
		{Class: "permissive", Components: []string{"pkg:npm/choice@1", "pkg:npm/permissive@1"}},
		{Class: "copyleft-weak-library", Components: []string{"pkg:npm/mixed@1"}},
		{Class: "copyleft-strong", Components: []string{"pkg:npm/both@1"}},
		{Class: "proprietary", Components: []string{"pkg:npm/sold@1"}},
		{Class: "unknown", Components: []string{"pkg:npm/silent@1", "pkg:npm/strange@1"}},
	}, a.Classes)
}
