// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"encoding/json"
	"lizenzlotse/scanner/loosejson"
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
	i := loosejson.SkipBlank(data, 0)
	if i >= len(data) || data[i] != '{' {
		return
	}
	i++
	for {
		for i = loosejson.SkipBlank(data, i); i < len(data) && data[i] == ','; i = loosejson.SkipBlank(data, i) {
			i++
		}
		if i >= len(data) || data[i] != '"' {
			return
		}
		start := i
		i = loosejson.SkipString(data, i)
		key := keyOf(data[start:i])
		if i = loosejson.SkipBlank(data, i); i >= len(data) || data[i] != ':' {
			return
		}
		start = loosejson.SkipBlank(data, i+1)
		i = loosejson.SkipValue(data, start)
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
