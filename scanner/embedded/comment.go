// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"bytes"
	"path"
	"strings"
)

// taken is the ending of files into which webpack takes the banners of a bundle, in lower case.
const taken = ".license.txt"

// script finds banners in all of a script or style sheet, and the paths that bundlers leave in comments.
func (f *file) script() {
	begins := f.headComment()
	for at := 0; len(f.marks) < maxMarks; {
		i := bytes.Index(f.data[at:], []byte("/*"))
		if i < 0 {
			break
		}
		start := at + i
		end := bytes.Index(f.data[start+2:], []byte("*/"))
		if end < 0 {
			break
		}
		end += start + 4
		at = end
		if start == begins { // has been read
			continue
		}
		text := f.data[start:min(end, start+maxComment)]
		if i := bytes.Index(text, []byte(modules)); i >= 0 && bytes.Contains(text[:i], []byte("*** ")) {
			f.packagePath(string(text[i:]), start, end) // as webpack writes it: "!*** ./node_modules/react/index.js ***!"
		} else if isKept(text) {
			f.comment(Banner, start, end)
		}
	}
	f.lineBanners(begins)
	f.bundledPaths()
}

// isKept reports whether minifiers keep a comment: one that begins with "!" or says so.
func isKept(comment []byte) bool {
	return len(comment) > 2 && comment[2] == '!' || bytes.Contains(comment, []byte("@license")) || bytes.Contains(comment, []byte("@preserve"))
}

// lineBanners finds those that stand in comments of lines: "//! moment.js".
func (f *file) lineBanners(begins int) {
	for at := 0; len(f.marks) < maxMarks; {
		i := bytes.Index(f.data[at:], []byte("//!"))
		if i < 0 {
			return
		}
		start := at + i
		if start > 0 && f.data[start-1] != '\n' {
			at = start + 3
			continue
		}
		if start == begins { // has been read
			at = f.lineComments(start, "//")
			continue
		}
		at = f.lineComments(start, "//")
		f.comment(Banner, start, at)
	}
}

// lineComments gives where comments end of which each takes a line.
func (f *file) lineComments(start int, mark string) int {
	end := start
	f.eachLine(start, maxComment, func(at int, line string) bool {
		if !strings.HasPrefix(strings.TrimLeft(line, " \t"), mark) {
			return false
		}
		end = at + len(line)
		return true
	})
	return end
}

// headComment reads the comment that a file begins with, and gives its place; -1 if there is none.
func (f *file) headComment() int {
	at, end := f.head()
	if at < 0 {
		return -1
	}
	kind := Head
	if text := f.data[at:min(end, at+maxComment)]; (isScript(path.Ext(f.base)) || strings.HasSuffix(f.base, taken)) && (isKept(text) || bytes.HasPrefix(text, []byte("//!"))) {
		kind = Banner
	}
	f.comment(kind, at, end)
	return at
}

// head finds the first comment of a file before which there is nothing but what a program begins with.
func (f *file) head() (start, end int) {
	data := f.data[:min(len(f.data), MaxHead)]
	for at, lines := 0, 0; at < len(data) && lines < 20; lines++ {
		rest := data[at:]
		trimmed := bytes.TrimLeft(rest, " \t\r\n;")
		at += len(rest) - len(trimmed)
		switch {
		case bytes.HasPrefix(trimmed, []byte("/*")):
			if i := bytes.Index(trimmed, []byte("*/")); i > 0 {
				return at, at + i + 2
			}
			return -1, 0
		case bytes.HasPrefix(trimmed, []byte("//")):
			return at, f.lineComments(at, "//")
		case bytes.HasPrefix(trimmed, []byte(`"""`)):
			if i := bytes.Index(trimmed[3:], []byte(`"""`)); i > 0 {
				return at, at + 3 + i
			}
			return -1, 0
		case bytes.HasPrefix(trimmed, []byte("--")):
			return at, f.lineComments(at, "--")
		case bytes.HasPrefix(trimmed, []byte("#!")), bytes.HasPrefix(trimmed, []byte("#ifndef")), bytes.HasPrefix(trimmed, []byte("#define")),
			bytes.HasPrefix(trimmed, []byte("#pragma")), bytes.HasPrefix(trimmed, []byte("# -*-")), bytes.HasPrefix(trimmed, []byte(`"use strict"`)),
			bytes.HasPrefix(trimmed, []byte("'use strict'")), bytes.HasPrefix(trimmed, []byte("@charset")), bytes.HasPrefix(trimmed, []byte("from __future__")),
			bytes.HasPrefix(trimmed, []byte("<?php")) && bytes.IndexByte(trimmed, '\n') < 40:
			i := bytes.IndexByte(trimmed, '\n')
			if i < 0 {
				return -1, 0
			}
			at += i + 1
		case bytes.HasPrefix(trimmed, []byte("#")) && (strings.HasSuffix(f.base, ".py")):
			return at, f.lineComments(at, "#")
		default:
			return -1, 0
		}
	}
	return -1, 0
}

// comment reads a comment that may say what follows it.
func (f *file) comment(kind Kind, start, end int) {
	if f.comments++; f.comments > maxComments {
		return
	}
	text := string(f.data[start:min(end, start+maxComment)])
	if m, ok := f.described(kind, text); ok {
		if m.Kind, m.Text = kind, text; m.PURL != "" {
			m.Kind = Banner
		}
		f.add(m, start, end)
	}
}

// commentSigns stand before the words of a comment's line.
const commentSigns = "/*!#\"-;= \t"

// commentLines are the lines of a comment without what makes them one.
func commentLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		line = strings.TrimLeft(line, commentSigns)
		line = strings.TrimSpace(strings.TrimRight(line, "/*#=- \t\r"))
		if art := strings.LastIndexAny(line, "|_"); art >= 0 && strings.Trim(line[:art], "|_ /\\") == "" {
			line = strings.TrimSpace(line[art+1:]) // letters drawn of lines
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
