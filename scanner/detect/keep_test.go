// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"testing"
)

// What is kept is bounded, and more of it than that is an Issue, whatever the file says.
func TestKeptIsBounded(t *testing.T) {
	for _, line := range []string{"licensed words\n", "plain words\n"} {
		data := bytes.Repeat([]byte(line), 300_000)
		x := extract{most: 100_000, all: line[0] == 'p'}
		if err := x.read(bytes.NewReader(data), int64(len(data))); err != nil {
			t.Fatal(err)
		}
		if len(x.kept) != 100_000 || !x.limited {
			t.Errorf("%q: %d bytes kept", line, len(x.kept))
		}
		found, _ := scanFile(x.kept, "a.txt", classOf("a.txt"), &x)
		if issues := found.Issues; len(issues) != 1 || issues[0].Code != "detection-limited" {
			t.Errorf("%q: %v", line, issues)
		}
	}
}
