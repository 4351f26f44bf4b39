// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package notices

import (
	"bufio"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"lizenzlotse/policy/assessment"
)

// WriteText writes plain text that can lie beside a program as it is.
func WriteText(w io.Writer, n *assessment.Notices, o Options) error {
	d := newDocument(n, o)
	b := bufio.NewWriter(w)
	line := func(indent int, s string) {
		if s != "" {
			b.WriteString(strings.Repeat(" ", indent))
			b.WriteString(unspoken(s))
		}
		b.WriteByte('\n')
	}
	head := func(s, under string) {
		line(0, s)
		line(0, strings.Repeat(under, utf8.RuneCountInString(s)))
		line(0, "")
	}
	items := func(key string, list []item) {
		if len(list) == 0 {
			return
		}
		line(0, "")
		head(d.l.T(key), "-")
		for _, x := range list {
			line(0, "* "+x.says)
			for _, name := range x.names {
				line(4, name)
			}
			if x.more > 0 {
				line(4, d.l.T("report.more", "n", strconv.Itoa(x.more)))
			}
		}
	}
	head(d.title, "=")
	for _, s := range d.intro {
		line(0, s)
	}
	for _, s := range d.remarks {
		line(0, "")
		line(0, "! "+s)
	}
	line(0, "")
	for _, f := range d.facts {
		line(0, f[0]+": "+f[1])
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
		line(0, "")
		head(d.l.T(part.key), "-")
		for i := range part.list {
			x := &part.list[i]
			line(0, x.name)
			if x.sub != "" {
				line(4, x.sub)
			}
			line(4, d.l.T("notices.licence")+": "+x.license)
			for _, s := range x.remarks {
				line(4, s)
			}
			if len(x.copyrights) > 0 {
				line(4, d.l.T("notices.copyrights")+":")
			}
			for _, s := range x.copyrights {
				line(6, s)
			}
			if len(x.texts) > 0 {
				line(4, d.l.T("notices.texts-of")+": "+headed(x.texts))
			}
			line(0, "")
		}
	}
	if len(d.offers) > 0 {
		line(0, "")
		head(d.l.T("notices.offer"), "-")
		line(0, d.l.T("notices.offer.intro"))
		line(0, "")
		for _, s := range d.blanks() {
			line(2, s+": "+blank)
		}
		for _, x := range d.offers {
			line(0, "")
			line(0, x.says)
			for _, s := range x.sources {
				line(4, s)
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
		line(0, "")
		head(d.l.T(part.key), "-")
		for _, x := range part.list {
			line(0, "["+strconv.Itoa(x.number)+"] "+x.title)
			line(0, d.l.T("notices.of")+": "+x.of)
			line(0, d.l.T("notices.from")+": "+x.from)
			line(0, "")
			for s := range strings.SplitSeq(x.body, "\n") {
				line(4, s)
			}
			line(0, "")
			line(0, "")
		}
	}
	return b.Flush()
}

// unspoken keeps a line from being a command to a CI job that prints it: "::error::" at its beginning, "##[",
// "##vso[" and "##teamcity[" anywhere. No licence writes such, so nothing is lost by a space.
func unspoken(s string) string {
	if i := strings.Index(s, "::"); i >= 0 && strings.TrimSpace(s[:i]) == "" {
		s = s[:i] + ": :" + s[i+2:]
	}
	if strings.Contains(s, "##") {
		s = commands().ReplaceAllString(s, "# #$1")
	}
	return s
}

var commands = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`##([A-Za-z]{0,40}\[)`) })
