// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package notices_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/notices"
)

var forms = map[string]func(io.Writer, *assessment.Notices, notices.Options) error{
	"txt": notices.WriteText, "md": notices.WriteMarkdown, "html": notices.WriteHTML,
}

// styles is what all pages have in common, which changes on its own.
var styles = regexp.MustCompile("(?s)<style>.*</style>\n")

// sample has every section.
func sample() *assessment.Notices {
	return &assessment.Notices{
		Subject: assessment.ReleaseSubject{Name: "portal", Title: "portal 2.0", SHA256: strings.Repeat("ab", 32)},
		Policy:  assessment.Policy{Name: "dortmund", Version: "2"}, Use: assessment.UseDistribution, Complete: true,
		Own: []assessment.NoticeEntry{{Name: "portal", Version: "2.0", License: "EUPL-1.2", Foreign: "MIT", Copyrights: []string{"2026 Musteramt"}, Texts: []int{1}}},
		Others: []assessment.NoticeEntry{
			{Name: "datum", Version: "1.3", Supplier: "Datum e. V.", Homepage: "https://datum.example", License: "MIT OR Apache-2.0", Chosen: "MIT", Copyrights: []string{"2019, 2021 Zoë Ämter", "2020 J. Doe <j@doe.example>"}, Texts: []int{2, 3}},
			{Name: "vendor/frei", In: "portal 2.0", License: "0BSD", NoDuty: true, Decision: "by-letter"},
			{Name: "stumm", Raws: []string{"siehe Vertrag"}, More: 7},
		},
		Texts: []assessment.NoticeText{
			{Number: 1, Licenses: []string{"EUPL-1.2"}, Text: "Terms of the house.", From: []string{"LICENSE"}, Of: []string{"portal 2.0"}},
			{Number: 2, Licenses: []string{"MIT"}, Text: "Terms of datum.\n\n\tDo as you like, and name us.\n", From: []string{"vendor/datum/LICENSE", "lib/datum/LICENSE"}, Of: []string{"datum 1.3"}},
			{Number: 3, Notice: true, Text: "datum was made by many.", From: []string{"vendor/datum/NOTICE"}, Of: []string{"datum 1.3"}},
		},
		Offers: []assessment.SourceOffer{{License: "GPL-3.0-or-later", Kind: assessment.DutySource, Of: []assessment.OfferedSource{
			{Label: "wachs 4", Address: "https://wachs.example/src"}, {Label: "hier 1", Here: true}}}},
		Missing: []assessment.NoticeGap{
			{Kind: assessment.GapLicense, License: "siehe Vertrag", Of: []string{"stumm"}},
			{Kind: assessment.GapText, License: "GPL-3.0", Of: []string{"wachs 4"}},
			{Kind: assessment.GapTooLarge, Of: []string{"vendor/groß/LICENSE"}},
			{Kind: assessment.GapChoice, Note: true, Of: []string{"datum 1.3"}},
		},
		LeftOut:  []assessment.LeftOut{{Reason: assessment.LeftOutDev, Of: []string{"prüfer 2"}}},
		Excluded: []assessment.Exclusion{{Pattern: "test/**", Reason: "not shipped", Files: 3}},
	}
}

func TestGolden(t *testing.T) {
	created := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for ending, write := range forms {
		for _, lang := range []string{"de", "en"} {
			var got bytes.Buffer
			if err := write(&got, sample(), notices.Options{Lang: lang, Created: created, ToolVersion: "1.0"}); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "notices."+lang+"."+ending, styles.ReplaceAllString(got.String(), ""))
		}
	}
}

// TestHostile: nothing that the input wrote acts in a terminal, in the log of a CI job, in Markdown or in a page.
func TestHostile(t *testing.T) {
	bad := "a\x1b[31m\u202egpj\u200b<script>alert(1)</script>\n::error::x\r\n##vso[task.complete]y ###teamcity[x] `` ``` [z](http://q.example) @team | \x00"
	long := strings.Repeat("n", 10_000)
	n := sample()
	n.Others = append(n.Others, assessment.NoticeEntry{Name: bad, Version: bad, Supplier: bad, Homepage: bad, In: bad, License: bad, Foreign: bad, Raws: []string{bad}, Chosen: bad,
		Decision: bad, Copyrights: []string{bad, strings.Repeat(long, 100)}, Texts: []int{4}}, assessment.NoticeEntry{Name: long})
	n.Texts = append(n.Texts, assessment.NoticeText{Number: 4, Licenses: []string{bad}, Text: "first\n" + bad + "\n   ::warning::w\n````\n</pre>", From: []string{bad}, Of: []string{bad}})
	n.Missing = append(n.Missing, assessment.NoticeGap{Kind: assessment.GapText, License: bad, Of: []string{bad}})
	n.Offers = append(n.Offers, assessment.SourceOffer{License: bad, Kind: assessment.DutySource, Of: []assessment.OfferedSource{{Label: bad, Address: bad}}})
	n.LeftOut = append(n.LeftOut, assessment.LeftOut{Reason: assessment.LeftOutTest, Of: []string{bad}})
	n.Excluded = append(n.Excluded, assessment.Exclusion{Pattern: bad, Reason: bad})
	n.Subject.Title = bad
	for ending, write := range forms {
		var b bytes.Buffer
		if err := write(&b, n, notices.Options{}); err != nil {
			t.Fatal(err)
		}
		s := b.String()
		if i := strings.IndexAny(s, "\x1b\r\x00\u202e\u200b"); i >= 0 {
			t.Errorf("%s: %q", ending, s[max(0, i-20):i+20])
		}
		if !strings.Contains(s, `\x1b[31m\u202egpj\u200b`) && !strings.Contains(s, `\\x1b\[31m\\u202egpj\\u200b`) {
			t.Errorf("%s: what hides is not written out", ending)
		}
		if len(s) > 100_000 {
			t.Errorf("%s has %d bytes", ending, len(s))
		}
		for line := range strings.Lines(s) {
			trimmed := strings.TrimSpace(line)
			if ending != "html" && (strings.HasPrefix(trimmed, "::") || strings.Contains(line, "##vso[") || strings.Contains(line, "##teamcity[")) {
				t.Errorf("a command to a CI job: %q", line)
			}
		}
		switch ending {
		case "html":
			if strings.Contains(s, "<script") || strings.Contains(s, "</pre><") || strings.Count(s, "<pre>") != strings.Count(s, "</pre>") {
				t.Error("markup of the input in the page")
			}
		case "md":
			outside := ""
			for i, part := range strings.Split(s, "`````") {
				if i%2 == 0 {
					outside += part
				}
			}
			outside = regexp.MustCompile(`\\.`).ReplaceAllString(outside, "")
			for _, live := range []string{"<script>", "](http", " @team", "://q."} {
				if strings.Contains(outside, live) {
					t.Errorf("%s lives in Markdown", live)
				}
			}
		}
	}
}

// TestMany: each of very many parts and texts is there, and a text that all share is there once.
func TestMany(t *testing.T) {
	n := sample()
	n.Others, n.Missing = nil, nil
	const count = 20_000
	shared := assessment.NoticeText{Number: 4, Licenses: []string{"MIT"}, Text: "The one that all share."}
	var names []string
	for i := range count {
		names = append(names, fmt.Sprintf("part-%05d", i))
		n.Others = append(n.Others, assessment.NoticeEntry{Name: names[i], License: "MIT", Texts: []int{4}})
	}
	shared.Of = names
	n.Texts = append(n.Texts, shared)
	n.Missing = []assessment.NoticeGap{{Kind: assessment.GapText, License: "MIT", Of: names}}
	for ending, write := range forms {
		var b bytes.Buffer
		if err := write(&b, n, notices.Options{Lang: "en"}); err != nil {
			t.Fatal(err)
		}
		s := b.String()
		if strings.Count(s, "The one that all share.") != 1 {
			t.Errorf("%s has the text %d times", ending, strings.Count(s, "The one that all share."))
		}
		if !strings.Contains(s, "19,980 more") {
			t.Errorf("%s does not say how many more", ending)
		}
		for _, i := range []int{0, 21, count - 1} {
			if !strings.Contains(strings.ReplaceAll(s, `\`, ""), names[i]) {
				t.Errorf("%s lacks %s", ending, names[i])
			}
		}
	}
}
