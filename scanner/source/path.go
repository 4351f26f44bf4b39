// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPath bounds a path within its archive, in bytes. File systems end at 4096.
const maxPath = 4096

// cleanPath makes of a name in an archive a relative path with slashes: no "..", no drive, no root, no
// characters that cannot be seen. Nothing remains of some names; then it is "unnamed".
func cleanPath(raw string) string {
	return joinClean(strings.Split(strings.ReplaceAll(raw, `\`, "/"), "/"))
}

// cleanFolderPath does the same for a path in a folder, where a backslash is a character like any other.
func cleanFolderPath(raw string) string {
	if isClean(raw) {
		return raw
	}
	return joinClean(strings.Split(raw, "/"))
}

// isClean reports, of nearly all paths, that nothing is to be changed in one. It knows ASCII only.
func isClean(p string) bool {
	if len(p) >= maxPath || isDrive(p) {
		return false
	}
	start := 0 // of the name
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '/':
			if p[max(i-1, 0)] == '!' || !isCleanName(p[start:i]) {
				return false
			}
			start = i + 1
		case c < ' ' || c > '~' || c == '\\':
			return false
		}
	}
	return isCleanName(p[start:])
}

func isCleanName(n string) bool {
	return 0 < len(n) && len(n) <= maxName && n != "." && n != ".."
}

func joinClean(names []string) string {
	kept := make([]string, 0, len(names))
	length := 0
	for i, n := range names {
		if i == 0 && isDrive(n) {
			n = n[2:]
		}
		if n == "" || n == "." || n == ".." {
			continue
		}
		n = cleanName(n)
		if i < len(names)-1 && strings.HasSuffix(n, "!") {
			n = n[:len(n)-1] + "_" // a folder must not look like an archive
		}
		if length += len(n) + 1; length > maxPath {
			break
		}
		kept = append(kept, n)
	}
	if len(kept) == 0 {
		return "unnamed"
	}
	return strings.Join(kept, "/")
}

func isDrive(n string) bool {
	return len(n) >= 2 && n[1] == ':' && (n[0]|0x20 >= 'a' && n[0]|0x20 <= 'z')
}

// maxName bounds one name of a path, in bytes, as file systems do.
const maxName = 255

func cleanName(n string) string {
	if len(n) > maxName {
		n = strings.ToValidUTF8(n[:maxName], "")
	}
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r == '\\' || !unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '_'
		}
		return r
	}, n)
}

// showRaw escapes a hostile name so that it can be shown, in at most about maxShown bytes.
func showRaw(raw string) string {
	const maxShown = 200
	cut := ""
	if len(raw) > maxShown {
		raw, cut = raw[:maxShown], "…"
	}
	quoted := strconv.QuoteToGraphic(raw)
	return quoted[1:len(quoted)-1] + cut
}

// A namer keeps the paths of one archive or folder apart. It is used by one goroutine.
type namer struct {
	used map[string]int // path → the last number that was given to it
}

// unique gives the path, or if it was given before, the path with the next free "~2", "~3", ….
func (n *namer) unique(p string) string {
	if n.used == nil {
		n.used = map[string]int{}
	}
	last, taken := n.used[p]
	if !taken {
		n.used[p] = 1
		return p
	}
	for {
		last++
		candidate := p + "~" + strconv.Itoa(last)
		if _, taken := n.used[candidate]; !taken {
			n.used[p] = last
			n.used[candidate] = 1
			return candidate
		}
	}
}

// leaves reports whether a link in the folder dir points out of the tree. Only the text of the
// link is looked at, nothing is followed.
func leaves(dir, target string) bool {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") || isDrive(target) {
		return true
	}
	joined := path.Join("top", dir, target)
	return joined != "top" && !strings.HasPrefix(joined, "top/")
}

// plainly is how a harmless name looks once it is clean: without the "./" in front, and the
// doubled slashes, that some programs write.
func plainly(raw string) string {
	return strings.TrimPrefix(path.Clean(raw), "./")
}
