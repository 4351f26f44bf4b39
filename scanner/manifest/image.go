// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// Image reads the configuration of a container image: what its labels say of it (OCI Image Format Specification 1.1, "Pre-Defined
// Annotation Keys"). path is that of the configuration; digest, that of the manifest, tags and platform may be empty.
func Image(config []byte, file, digest, platform string, tags []string) (inventory.Component, []inventory.Issue) {
	s := &sheet{path: file, reader: "oci-config", data: config}
	var c struct {
		Config struct{ Labels map[string]string }
	}
	if err := json.Unmarshal(config, &c); err != nil && len(config) > 0 {
		s.unreadable(err)
	}
	label := func(name string) string { return c.Config.Labels["org.opencontainers.image."+name] }
	tag := ""
	if len(tags) > 0 {
		tag = tags[0]
	}
	repository, version := splitTag(tag)
	s.name("", "", firstOf(label("title"), path.Base("/"+repository)), firstOf(label("version"), version))
	if s.component.Name == "/" || s.component.Name == "." {
		s.component.Name = ""
	}
	if name := strings.ToLower(path.Base("/" + repository)); name != "/" && digest != "" {
		qualifiers := map[string]string{}
		if strings.Contains(repository, "/") {
			qualifiers["repository_url"] = inventory.Clip(repository, maxField)
		}
		if version != "" {
			qualifiers["tag"] = inventory.Clip(version, maxField)
		}
		if _, arch, ok := strings.Cut(platform, "/"); ok {
			qualifiers["arch"] = inventory.Clip(arch, maxField)
		}
		p := packageurl.NewPackageURL(packageurl.TypeOCI, "", inventory.Clip(name, maxField), digest, packageurl.QualifiersFromMap(qualifiers), "")
		if p.Normalize() == nil {
			s.component.PURL = p.ToString()
		}
	}
	s.component.Type = "container"
	s.component.Supplier = label("vendor")
	s.component.Distribution = inventory.Distribution{Homepage: label("url"), Source: label("source")}
	if raw := label("licenses"); raw != "" {
		at := bytes.Index(config, []byte(`"org.opencontainers.image.licenses"`))
		s.declare(inventory.ReadLicense(raw), span{max(at, 0), max(at, 0) + bytes.IndexByte(config[max(at, 0):], '"') + len(`"org.opencontainers.image.licenses":"`) + len(raw) + 1})
	}
	s.named = true
	component, _, issues := s.result()
	return *component, issues
}

// splitTag parts the name of an image from its tag: "registry:5000/app:1.2".
func splitTag(s string) (repository, tag string) {
	s, _, _ = strings.Cut(s, "@")
	if i := strings.LastIndexByte(s, ':'); i > strings.LastIndexByte(s, '/') {
		return s[:i], s[i+1:]
	}
	return s, ""
}
