// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"encoding/json"
)

// identifyJSON looks at the keys of the outermost object. Those that name a format decide at once,
// the others together at the end. It never decodes values and takes what is not quite JSON.
func identifyJSON(data []byte) Kind {
	kind := KindPlain
	seen := map[string]bool{}
	eachKey(data, func(key string, value []byte) bool {
		has := func(s string) bool { return bytes.Contains(bytes.ToLower(value[:min(len(value), 4096)]), []byte(s)) }
		switch key {
		case "schema":
			if bytes.HasPrefix(value, []byte(`"lizenzlotse-result/`)) {
				kind = KindResult
			}
		case "bomFormat":
			if has("cyclonedx") {
				kind = KindCycloneDXJSON
			}
		case "$schema":
			if has("cyclonedx.org/schema/bom") {
				kind = KindCycloneDXJSON
			}
		case "spdxVersion":
			kind = KindSPDXJSON
		case "@context":
			// Also the copy of the context that somebody keeps at another address.
			if has("spdx.org/rdf/3") || has("spdx.github.io/spdx-spec/v3") || has("spdx-context") {
				kind = KindSPDX3
			}
		case "SPDXID":
			seen[key] = has("spdxref-document")
		case "specVersion":
			seen[key] = bytes.HasPrefix(value, []byte(`"1`)) || bytes.HasPrefix(value, []byte("1"))
		case "components":
			seen[key] = bytes.HasPrefix(value, []byte("["))
		case "@graph":
			seen[key] = has(`"spdxid"`) || has(`"software_`) || has("spdx.org/rdf/3")
		case "spdxId":
			seen[key] = true
		case "packages", "creationInfo":
			seen[key] = true
		}
		return kind == KindPlain
	})
	switch {
	case kind != KindPlain:
		return kind
	case seen["specVersion"] && seen["components"]:
		return KindCycloneDXJSON
	case seen["SPDXID"] && (seen["packages"] || seen["creationInfo"]):
		return KindSPDXJSON
	case seen["@graph"], seen["spdxId"] && seen["creationInfo"]:
		return KindSPDX3
	}
	return KindPlain
}

// eachKey calls yield with each key of the object that data begins with and its value as it stands,
// until yield says no or the object ends or makes no sense. Comments are skipped.
func eachKey(data []byte, yield func(key string, value []byte) bool) {
	i := skipBlank(data, 0)
	if i >= len(data) || data[i] != '{' {
		return
	}
	i++
	for {
		for i = skipBlank(data, i); i < len(data) && data[i] == ','; i = skipBlank(data, i) {
			i++
		}
		if i >= len(data) || data[i] != '"' {
			return
		}
		start := i
		i = skipString(data, i)
		key := keyOf(data[start:i])
		if i = skipBlank(data, i); i >= len(data) || data[i] != ':' {
			return
		}
		start = skipBlank(data, i+1)
		i = skipValue(data, start)
		if !yield(key, data[start:i]) {
			return
		}
	}
}

// maxKey is longer than any key that says something here.
const maxKey = 64

func keyOf(quoted []byte) string {
	if len(quoted) < 2 || len(quoted) > maxKey {
		return ""
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return string(quoted[1 : len(quoted)-1])
	}
	var key string
	if json.Unmarshal(quoted, &key) != nil {
		return ""
	}
	return key
}

// skipString gives the end of the string that begins at i.
func skipString(data []byte, i int) int {
	for i++; i < len(data); i++ {
		end := bytes.IndexByte(data[i:], '"')
		if end < 0 {
			return len(data)
		}
		slashes := 0
		for j := i + end - 1; j >= i && data[j] == '\\'; j-- {
			slashes++
		}
		if i += end; slashes%2 == 0 {
			return i + 1
		}
	}
	return len(data)
}

// skipValue gives the end of the value that begins at i: a comma or a closing bracket that is not its own.
func skipValue(data []byte, i int) int {
	depth := 0
	for i < len(data) {
		switch data[i] {
		case '"':
			i = skipString(data, i)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
		case ',':
			if depth == 0 {
				return i
			}
		case '/':
			if next := skipComment(data, i); next > i {
				i = next
				continue
			}
		}
		i++
	}
	return len(data)
}

// skipBlank gives the first position from i on that is neither white space nor in a comment.
func skipBlank(data []byte, i int) int {
	for i < len(data) {
		switch data[i] {
		case ' ', '\t', '\r', '\n', '\f', '\v':
			i++
		case '/', '#':
			next := skipComment(data, i)
			if next == i {
				return i
			}
			i = next
		default:
			return i
		}
	}
	return len(data)
}

// skipComment gives the end of the comment that begins at i, or i if none does.
func skipComment(data []byte, i int) int {
	rest := data[i:]
	end := "\n"
	switch {
	case bytes.HasPrefix(rest, []byte("/*")):
		end = "*/"
		rest = rest[2:]
		i += 2
	case !bytes.HasPrefix(rest, []byte("//")) && rest[0] != '#':
		return i
	}
	n := bytes.Index(rest, []byte(end))
	if n < 0 {
		return len(data)
	}
	return i + n + len(end)
}
