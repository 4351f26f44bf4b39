// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package escape

import (
	"regexp"
	"strings"
	"sync"

	"lizenzlotse/reports/i18n"
)

// Markdown makes of a text a piece of one line of CommonMark, with the extensions of GitHub and GitLab, that is shown as
// it stands: no markup, no HTML, no link, no mention, no reference to an issue. It stays readable as a plain text: what
// means something only at the beginning of a line is escaped there alone.
func Markdown(s string) string {
	shown := i18n.Visible(s)
	var b strings.Builder
	b.Grow(len(shown) + 8)
	if m := leading().FindStringSubmatch(shown); m != nil { // "1." and "-"
		b.WriteString(m[1] + `\`)
		shown = shown[len(m[1]):]
		b.WriteByte(shown[0])
		shown = shown[1:]
	}
	for i, r := range shown {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&#@$", r),
			(r == '!' || r == '%') && reference().MatchString(shown[i+1:min(len(shown), i+2)]),
			r == ':' && (strings.HasPrefix(shown[i:], "://") || emoji().MatchString(shown[i:min(len(shown), i+64)])),
			r == '.' && i >= 3 && strings.EqualFold(shown[i-3:i], "www"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

var (
	// leading is a mark at the beginning of a line, of a list, of a numbered one, of a line across, and what stands before it.
	leading = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:([0-9]{1,9})[.)](?: |$)|()[-+=])`) })
	// reference is what follows ! and % where GitLab reads a merge request or a milestone, or where an image begins.
	reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9A-Za-z"\[]`) })
	emoji     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^:[A-Za-z0-9_+-]+:`) })
)

// Code puts a text into a code span, in which nothing is read as markup, as a name that is to be notified or as a
// reference. A bar is written out: in a table nothing hides it from every reader. Of "" it makes "".
func Code(s string) string {
	if s = i18n.InLog(s); s == "" {
		return ""
	}
	longest, run := 0, 0
	for _, r := range s {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 || s[0] == ' ' || s[len(s)-1] == ' ' { // of a blank on either side one is taken away
		s = " " + s + " "
	}
	return fence + strings.ReplaceAll(s, "|", `\x7c`) + fence
}
