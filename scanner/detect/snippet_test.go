// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
)

// The lines of these files begin with a letter each for what stands in them; none of it is of this file.
func fileOf(lines string) string {
	text := strings.NewReplacer(
		"[", "// SPDX-Snippet"+"Begin", "]", "// SPDX-Snippet"+"End", "<", "// REUSE-Ignore"+"Start", ">", "// REUSE-Ignore"+"End",
		"M", "// SPDX-License"+"-Identifier: MIT", "G", "// SPDX-License"+"-Identifier: GPL-3.0-only", "I", "// SPDX-License"+"-Identifier: ISC",
		"C", "// SPDX-Snippet"+"CopyrightText: 2020 A", "Z", "// Licensed under the zlib "+"license.", "~", strings.Repeat("code\n", 20_000),
	).Replace(strings.Join(strings.Split(lines, ""), "\n"))
	return text + "\n"
}

// TestSnippets: a tag between the marks of a snippet speaks for that alone; one between REUSE's marks to
// ignore it is found all the same, less sure, and a note says where.
func TestSnippets(t *testing.T) {
	const ordinary, snippet = detect.DetectorTag, detect.DetectorSnippet
	for _, test := range []struct {
		name, lines string
		want        []string
		ignored     string // lines of the note
	}{
		{"none", "Mx", []string{"MIT high 1 " + ordinary}, ""},
		{"snippet", "Mx[CG]xI", []string{"MIT high 1 " + ordinary, "GPL-3.0-only high 5 " + snippet, "ISC high 8 " + ordinary}, ""},
		{"nested", "[M[G]I]", []string{"MIT high 2 " + snippet, "GPL-3.0-only high 4 " + snippet, "ISC high 6 " + snippet}, ""},
		{"without end", "M[xG", []string{"MIT high 1 " + ordinary, "GPL-3.0-only high 4 " + snippet}, ""},
		{"without beginning", "M]G", []string{"MIT high 1 " + ordinary, "GPL-3.0-only high 3 " + ordinary}, ""},
		{"large", "[~G~]~M", []string{"GPL-3.0-only high 20003 " + snippet, "MIT high 60007 " + ordinary}, ""},
		{"ignored", "Mx<G>I", []string{"MIT high 1 " + ordinary, "GPL-3.0-only medium 4 " + ordinary, "ISC high 6 " + ordinary}, "3-5"},
		{"ignored twice", "<M>x<x><G>", []string{"MIT medium 2 " + ordinary, "GPL-3.0-only medium 9 " + ordinary}, "1-3, 8-10"},
		{"ignored to the end", "M<xG", []string{"MIT high 1 " + ordinary, "GPL-3.0-only medium 4 " + ordinary}, "2-4"},
		{"ignoring does not nest", "<<G>M", []string{"GPL-3.0-only medium 3 " + ordinary, "MIT high 5 " + ordinary}, "1-4"},
		{"nothing to ignore", "M<x>", []string{"MIT high 1 " + ordinary}, ""},
		{"ignored snippet", "<[G]>", []string{"GPL-3.0-only medium 3 " + snippet}, "1-5"},
		{"a snippet does not speak for the file", "[M]xxZ", []string{"MIT high 2 " + snippet, "Zlib medium 6 prose"}, ""},
		{"nor does what is ignored", "<M>xxZ", []string{"MIT medium 2 " + ordinary, "Zlib medium 6 prose"}, "1-3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			result := detect.Scan([]byte(fileOf(test.lines)), "a.c")
			var got []string
			for _, f := range result.Findings {
				got = append(got, fmt.Sprint(f.Expression, " ", f.Confidence, " ", f.Evidence.Line.First, " ", f.Evidence.Detector))
			}
			if strings.Join(got, "; ") != strings.Join(test.want, "; ") {
				t.Errorf("got %q, want %q", got, test.want)
			}
			lines := ""
			for _, i := range result.Issues {
				if i.Code == "reuse-ignore" && i.Effect == inventory.Note && i.Path == "a.c" && i.Args["count"] != "" {
					lines = i.Args["lines"]
				}
			}
			if lines != test.ignored {
				t.Errorf("ignored lines %q, want %q", lines, test.ignored)
			}
		})
	}
}

// TestManyMarks: marks without number take no time and name few lines.
func TestManyMarks(t *testing.T) {
	result := detect.Scan([]byte(fileOf(strings.Repeat("<M>", 20_000)+strings.Repeat("[G]", 20_000))), "a.c")
	for _, i := range result.Issues {
		if i.Code == "reuse-ignore" && len(i.Args["lines"]) > 200 {
			t.Error(i)
		}
	}
	if len(result.Findings) == 0 {
		t.Error("nothing found")
	}
}
