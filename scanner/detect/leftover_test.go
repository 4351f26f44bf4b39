// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"strings"
	"testing"

	"lizenzlotse/scanner/detect"
)

// What somebody put into a known text is unknown; what is left over of the text itself is not.
func TestPieceOfText(t *testing.T) {
	mit := string(archived(t, "mit/LICENSE"))
	piece := mit[strings.Index(mit, "in the Software without"):strings.Index(mit, "THE SOFTWARE IS")]
	for _, c := range []struct{ name, data, want string }{
		{"copy.txt", mit, "MIT"},
		{"copy.txt", piece, "unknown"},
		{"copy.txt", mit + far + piece, "MIT"},
		{"copy.txt", mit + far + strings.Replace(piece, "use, copy,", "use, read, copy,", 1), "MIT"},
		{"copy.txt", mit + far + strings.Replace(piece, "use, copy,", "use, though not commercially, copy,", 1), "MIT AND unknown"},
	} {
		if got := expressionIn(t, c.name, c.data); got != c.want {
			t.Errorf("%s: %.80q…\n got %s\nwant %s", c.name, c.data, got, c.want)
		}
	}
}

// far parts two passages.
var far = "\n\n" + strings.Repeat("The weather was fine on that day, and the sea lay still. ", 60) + "\n\n"

// What a change log says of licences in its middle is history; its own terms stand at an end.
func TestChangeLog(t *testing.T) {
	terms := "\nPermission is granted to anyone to copy this for any purpose.\n"
	for _, c := range []struct{ name, data, want string }{
		{"notes.txt", far + terms + far, "unknown"},
		{"ChangeLog", far + terms + far, ""},
		{"doc/changes.md", far + terms + far, ""},
		{"changesets.c", far + terms + far, "unknown"},
		{"NEWS", far + terms, "unknown"},
		{"NEWS", terms + far, "unknown"},
	} {
		if got := expressionIn(t, c.name, c.data); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func expressionIn(t *testing.T, name, data string) string {
	t.Helper()
	e, _ := detect.Expression(detect.Scan([]byte(data), name).Findings)
	return masked(e)
}
