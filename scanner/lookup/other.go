// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

// errOther is what is wrong with an answer that says itself that it is about something else than what was asked for.
var errOther = errors.New("the answer is about another package or version")

// isIt holds what an answer says that it is about against what was asked for; what it does not say is right.
func isIt(name, version string, sameName, sameNumber bool) error {
	if name != "" && !sameName || version != "" && !sameNumber {
		return errOther
	}
	return nil
}

// isJSON is isIt for fields that may be of any kind.
func isJSON(fields map[string]json.RawMessage, name, version string) error {
	var n, v string
	for key, into := range map[string]*string{"name": &n, "version": &v} {
		if raw := fields[key]; raw != nil && json.Unmarshal(raw, into) != nil {
			return errForm
		}
	}
	return isIt(n, v, strings.EqualFold(n, name), plainNumber(v) == plainNumber(version))
}

// plainNumber is a version without what registries leave out of it or add to it.
func plainNumber(v string) string {
	v, _, _ = strings.Cut(strings.TrimLeft(strings.ToLower(strings.TrimSpace(v)), "=v"), "+")
	return v
}

// isMetadata holds the first fields of Python's metadata against name and version.
func isMetadata(body []byte, name, version string) error {
	var n, v string
	for line := range bytes.Lines(body) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		key, value, _ := strings.Cut(string(line), ":")
		switch value = strings.TrimSpace(value); {
		case n == "" && strings.EqualFold(key, "Name"):
			n = value
		case v == "" && strings.EqualFold(key, "Version"):
			v = value
		}
	}
	return isIt(n, v, inventory.PythonName(n) == name, sameVersion(v, version))
}

// isNuspec holds a nuspec against name and version, of which zeros at the end do not count (learn.microsoft.com, "Normalized version numbers").
func isNuspec(body []byte, name, version string) error {
	var p struct {
		ID      string `xml:"metadata>id"`
		Version string `xml:"metadata>version"`
	}
	if decodeXML(body, &p) != nil {
		return errForm
	}
	plain := func(v string) string {
		v, after, _ := strings.Cut(plainNumber(v), "-")
		parts := strings.Split(v, ".")
		for i, part := range parts {
			parts[i] = strings.TrimLeft(part, "0")
		}
		for len(parts) > 1 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		return strings.Join(parts, ".") + "-" + after
	}
	return isIt(strings.TrimSpace(p.ID), p.Version, strings.EqualFold(strings.TrimSpace(p.ID), name), plain(p.Version) == plain(version))
}

// isPOM holds a POM against the path it was asked for by; group and version may be those of the one it inherits from, or be worked out.
func isPOM(body []byte, pom string) error {
	var p struct {
		Group    string `xml:"groupId"`
		Artifact string `xml:"artifactId"`
		Version  string `xml:"version"`
	}
	if decodeXML(body, &p) != nil {
		return errForm
	}
	plain := func(s string) string {
		if s = strings.TrimSpace(s); strings.Contains(s, "${") {
			return ""
		}
		return s
	}
	group, artifact, version := plain(p.Group), plain(p.Artifact), plain(p.Version)
	all := strings.Split(excerpt.POMName(pom), ":")
	if err := isIt(artifact, version, artifact == all[1], version == all[2]); err != nil {
		return err
	}
	return isIt(group, "", group == all[0], true)
}

// decodeXML reads XML in whatever encoding, of which the names and numbers that are read are alike.
func decodeXML(body []byte, into any) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d.Decode(into)
}
