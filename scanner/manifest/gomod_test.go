// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGoMod(t *testing.T) {
	got, issues := dependencies(t, "go.mod", `module example.org/shop

go 1.26

require (
	example.org/web v1.2.0
	example.org/big/fork v1.0.0
	example.org/here v0.1.0
	example.org/gen v0.3.0
)

require example.org/deep/v2 v2.0.1 // indirect

tool example.org/gen/cmd/gen

replace example.org/big/fork => example.net/ours v1.0.1

replace example.org/here v0.1.0 => ../here
`)
	if d := cmp.Diff([]string{
		"pkg:golang/example.net/ours@v1.0.1 runtime :7",
		"pkg:golang/example.org/deep/v2@v2.0.1  :12",
		"pkg:golang/example.org/gen@v0.3.0 dev :9",
		"pkg:golang/example.org/web@v1.2.0 runtime :6",
		"project > pkg:golang/example.net/ours@v1.0.1 ",
		"project > pkg:golang/example.org/gen@v0.3.0 dev",
		"project > pkg:golang/example.org/web@v1.2.0 ",
	}, got); d != "" || len(issues) > 0 {
		t.Errorf("%s%v", d, issues)
	}
	// A directive that nobody knows does not hide the requirements.
	got, issues = dependencies(t, "go.mod", "module m\n\nfuture thing\n\nrequire example.org/web v1.2.0\n")
	if len(got) != 2 || fmt.Sprint(issues) != "[dependencies-unreadable unread line 3: unknown directive: future]" {
		t.Errorf("%v %v", got, issues)
	}
}
