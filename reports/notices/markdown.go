// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package notices

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/escape"
)

// WriteMarkdown writes for a repository or a page of a release. Texts stand in fences that nothing in them closes.
func WriteMarkdown(w io.Writer, n *assessment.Notices, o Options) error {
	d := newDocument(n, o)
	b := bufio.NewWriter(w)
	line := func(parts ...string) {
		for _, s := range parts {
			b.WriteString(s)
		}
		b.WriteByte('\n')
	}
	items := func(key string, list []item) {
		if len(list) == 0 {
			return
		}
		line("\n## ", plain(d.l.T(key)), "\n")
		for _, x := range list {
			line("* ", plain(x.says))
			for _, name := range x.names {
				line("  * ", plain(name))
			}
			if x.more > 0 {
				line("  * ", plain(d.l.T("report.more", "n", strconv.Itoa(x.more))))
			}
		}
	}
	line("# ", plain(d.title))
	for _, s := range d.intro {
		line("\n", plain(s))
	}
	for _, s := range d.remarks {
		line("\n> ⚠ ", plain(s))
	}
	line()
	for _, f := range d.facts {
		line("* ", plain(f[0]), ": ", plain(f[1]))
	}
	items("notices.missing", d.missing)
	items("notices.notes", d.notes)
	for _, part := range []struct {
		key  string
		list []entry
	}{{"notices.others", d.others}, {"report.own", d.own}} {
		if len(part.list) == 0 {
			continue
		}
		line("\n## ", plain(d.l.T(part.key)))
		for i := range part.list {
			x := &part.list[i]
			line("\n### ", plain(x.name), "\n")
			if x.sub != "" {
				line("* ", plain(x.sub))
			}
			line("* ", plain(d.l.T("notices.licence")), ": ", plain(x.license))
			for _, s := range x.remarks {
				line("* ", plain(s))
			}
			if len(x.copyrights) > 0 {
				line("* ", plain(d.l.T("notices.copyrights")), ":")
			}
			for _, s := range x.copyrights {
				line("  * ", plain(s))
			}
			if len(x.texts) > 0 {
				var links []string
				for _, n := range x.texts {
					links = append(links, "["+strconv.Itoa(n)+"](#text-"+strconv.Itoa(n)+")")
				}
				line("* ", plain(d.l.T("notices.texts-of")), ": ", strings.Join(links, ", "))
			}
		}
	}
	if len(d.offers) > 0 {
		line("\n## ", plain(d.l.T("notices.offer")))
		line("\n", plain(d.l.T("notices.offer.intro")), "\n")
		for _, s := range d.blanks() {
			line("* ", plain(s), ": ", plain(blank))
		}
		for _, x := range d.offers {
			line("\n", plain(x.says), "\n")
			for _, s := range x.sources {
				line("* ", plain(s))
			}
		}
	}
	items("notices.left-out", d.leftOut)
	for _, part := range []struct {
		key  string
		list []text
	}{{"notices.notice-files", d.notice}, {"notices.texts", d.texts}} {
		if len(part.list) == 0 {
			continue
		}
		line("\n## ", plain(d.l.T(part.key)))
		for _, x := range part.list {
			number := strconv.Itoa(x.number)
			line("\n### <a id=\"text-", number, "\"></a>", number, " · ", plain(x.title), "\n")
			line("* ", plain(d.l.T("notices.of")), ": ", plain(x.of))
			line("* ", plain(d.l.T("notices.from")), ": ", plain(x.from), "\n")
			f := fence(x.body)
			line(f, "text")
			for s := range strings.SplitSeq(x.body, "\n") {
				line(unspoken(s))
			}
			line(f)
		}
	}
	return b.Flush()
}

// fence is longer than any run of backticks in the text.
func fence(s string) string {
	longest, run := 2, 0
	for _, r := range s {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
}

func plain(s string) string { return escape.Markdown(s) }
