// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package excerpt

import (
	"encoding/xml"
	"io"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"
	"golang.org/x/mod/module"
)

// GoModule gives the path of a Go module, and path and version with capital letters escaped, as files and addresses have them
// (go.dev/ref/mod, "Module cache"); it is not ok for what can be no module. Name is the module's path as a manifest spells it: purls are in lower case.
func GoModule(u packageurl.PackageURL, name string) (modulePath, escaped, version string, ok bool) {
	modulePath = u.Name
	if u.Namespace != "" {
		modulePath = u.Namespace + "/" + modulePath
	}
	if strings.EqualFold(name, modulePath) {
		modulePath = name
	}
	escaped, err := module.EscapePath(modulePath)
	if err != nil {
		return "", "", "", false
	}
	if version, err = module.EscapeVersion(u.Version); err != nil {
		return "", "", "", false
	}
	return modulePath, escaped, version, true
}

// GoUnbuilt reports whether a path leads into a folder that the go command leaves out of packages: nothing in it is part of a product.
func GoUnbuilt(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "testdata" || strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".") {
			return true
		}
	}
	return false
}

// Wheel says what is wanted of a wheel: what lies in its NAME-VERSION.dist-info, where its licences are (PEP 639: in a folder of it), and which
// folders speak for all of it.
func Wheel(info string) (skip func(path string) bool, speaking []string) {
	return func(name string) bool { return !strings.HasPrefix(name+"/", info+"/") }, []string{info, info + "/licenses", info + "/license_files"}
}

// MaxParents bounds how many POMs a POM inherits from.
const MaxParents = 16

// POM is the path of the POM of an artifact, in a local repository and in one that is asked; it is not ok for names that can have none.
func POM(group, artifact, version string) (string, bool) {
	parts := strings.Split(group, ".")
	if !IsName(append(parts, artifact, version)...) {
		return "", false
	}
	return path.Join(path.Join(parts...), artifact, version, artifact+"-"+version+".pom"), true
}

// POMName is how what stands in the POM of a path is called.
func POMName(pom string) string {
	dir := path.Dir(pom)
	return strings.ReplaceAll(path.Dir(path.Dir(dir)), "/", ".") + ":" + path.Base(path.Dir(dir)) + ":" + path.Base(dir)
}

// ParentPOM is the path of the POM that another one inherits from.
func ParentPOM(from io.Reader) (string, bool) {
	var p struct {
		Parent struct {
			Group    string `xml:"groupId"`
			Artifact string `xml:"artifactId"`
			Version  string `xml:"version"`
		} `xml:"parent"`
	}
	if xml.NewDecoder(io.LimitReader(from, MaxFile)).Decode(&p) != nil {
		return "", false
	}
	return POM(strings.TrimSpace(p.Parent.Group), strings.TrimSpace(p.Parent.Artifact), strings.TrimSpace(p.Parent.Version))
}
