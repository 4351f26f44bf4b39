// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// How tags and notices begin in a sidecar.
const (
	tagLicense   = "SPDX-License-Identifier"
	tagCopyright = "SPDX-FileCopyrightText"
	tagSnippet   = "SPDX-SnippetCopyrightText"
)

// maxLine bounds a line in which tags are looked for, in bytes.
const maxLine = 16 << 10

// sidecar reads X.license. It is a statement even if it says nothing, since it stands in for what X
// says itself.
func (r *reading) sidecar() {
	s := statement{precedence: Aggregate, globs: []string{strings.TrimSuffix(path.Base(r.path), sidecarEnd)}}
	start := 0
	for raw := range strings.Lines(string(r.data)) {
		at := span{start, start + len(strings.TrimRight(raw, "\r\n"))}
		start += len(raw)
		line := strings.TrimSpace(raw)
		if len(line) > maxLine {
			r.unread("reuse-limit", at.start, "")
			continue
		}
		if value, ok := tagged(line, tagLicense); ok {
			s.licenses = append(s.licenses, inventory.ReadLicense(strings.Clone(value)))
			s.license = joined(s.license, at)
			continue
		}
		if value, ok := copyrightOf(line); ok {
			s.copyrights = append(s.copyrights, value)
			s.copyright = joined(s.copyright, at)
		}
	}
	r.add(s)
}

// joined is the place from the first tag to the last.
func joined(have, more span) span {
	if have == (span{}) {
		return more
	}
	return span{have.start, more.end}
}

// tagged gives the value of a tag, without the end of the comment around it.
func tagged(line, tag string) (string, bool) {
	_, value, ok := strings.Cut(line, tag+":")
	value = strings.TrimSpace(value)
	for _, end := range []string{"*/", "-->", "--}}", "%>", "#}"} {
		value = strings.TrimSpace(strings.TrimSuffix(value, end))
	}
	return value, ok && value != ""
}

func copyrightOf(line string) (string, bool) {
	for _, tag := range []string{tagCopyright, tagSnippet} {
		if value, ok := tagged(line, tag); ok {
			return value, true
		}
	}
	line = strings.TrimLeft(line, " \t/*#;%!-'\"|<")
	return line, strings.HasPrefix(line, "Copyright ") || strings.HasPrefix(line, "©")
}
