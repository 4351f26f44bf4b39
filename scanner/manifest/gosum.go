// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"go/version"
	"path"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"lizenzlotse/scanner/inventory"
)

// The formats of Go beside go.mod, as Document.Format has them.
const (
	GoSum    = "go-sum"
	GoVendor = "go-vendor"
	GoWork   = "go-work"
)

// maxGoLine bounds a line of go.sum and modules.txt, in bytes.
const maxGoLine = 4096

// readGoSum reads the digests of modules (go.dev/ref/mod, "go.sum files"). Of a module with several versions the highest that was fetched
// whole is one that is used: before Go 1.17 no other file names what is needed at one remove.
func readGoSum(g *graph) error {
	type sum struct {
		version string
		line    int
	}
	highest := map[string]sum{}
	var order []string
	n := 0
	for raw := range bytes.Lines(g.data) {
		n++
		fields := strings.Fields(string(raw[:min(len(raw), maxGoLine)]))
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 3 || len(raw) > maxGoLine || module.CheckPath(fields[0]) != nil {
			g.lost(n, inventory.Clip(strings.TrimSpace(string(raw[:min(len(raw), maxDetail)])), maxDetail))
			continue
		}
		name, number := fields[0], fields[1]
		if strings.HasSuffix(number, "/go.mod") || !strings.HasPrefix(fields[2], "h1:") {
			continue
		}
		if !semver.IsValid(number) {
			g.lost(n, name+" "+number)
			continue
		}
		if g.Sums == nil {
			g.Sums = map[string]string{}
		}
		g.Sums[name+" "+number] = fields[2]
		old, ok := highest[name]
		if !ok {
			order = append(order, name)
		}
		if !ok || semver.Compare(number, old.version) > 0 {
			highest[name] = sum{number, n}
		}
	}
	for _, name := range order {
		s := highest[name]
		g.addModule(name, name, s.version, s.line)
	}
	return nil
}

func (g *graph) addModule(key, name, number string, line int) int {
	namespace, short := goName(name)
	return g.add(pkg{key: key, namespace: namespace, name: short, version: number, line: line})
}

// readGoVendor reads vendor/modules.txt, in which the go command keeps what it copied (go.dev/ref/mod, "Vendoring"): a module with its
// version, its replacement, and the packages of it that lie beside. A module's folder has its LICENSE, so it is a place of its own.
func readGoVendor(g *graph) error {
	at := -1
	n := 0
	var vendored string // path of the module whose packages follow
	for raw := range bytes.Lines(g.data) {
		n++
		line := strings.TrimSpace(string(raw[:min(len(raw), maxGoLine)]))
		switch {
		case line == "" || strings.HasPrefix(line, "## "):
		case strings.HasPrefix(line, "# "):
			at, vendored = -1, ""
			was, by, replaced := strings.Cut(line[2:], " => ")
			old := strings.Fields(was)
			if len(old) == 0 || len(old) > 2 || module.CheckImportPath(old[0]) != nil {
				g.lost(n, line)
				continue
			}
			name, number := old[0], ""
			if len(old) == 2 {
				number = old[1]
			}
			if replaced {
				switch now := strings.Fields(by); {
				case len(now) == 2: // another module
					name, number = now[0], now[1]
				case len(now) == 1: // a folder, of which the copy lies here
					number = ""
				default:
					g.lost(n, line)
					continue
				}
			}
			if number == "" && !replaced { // says again what another line says with the version
				continue
			}
			vendored = old[0]
			at = g.addModule(vendored, name, number, n)
		case strings.HasPrefix(line, "#"):
		case at >= 0 && (line == vendored || strings.HasPrefix(line, vendored+"/")):
			if g.Places == nil {
				g.Places = map[string]string{}
			}
			g.Places[path.Join(path.Dir(g.path), vendored)] = g.Components[at].ID
		default:
			g.lost(n, line)
		}
	}
	return nil
}

// readGoWork reads which modules are worked on together (go.dev/ref/mod, "Workspaces"), and what is used in the place of others.
func readGoWork(g *graph) error {
	f, err := modfile.ParseWork(g.path, g.data, nil)
	if err != nil {
		return goError(err)
	}
	for _, u := range f.Use {
		dir := path.Join(path.Dir(g.path), strings.ReplaceAll(u.Path, `\`, "/"))
		if !path.IsAbs(u.Path) && dir != ".." && !strings.HasPrefix(dir, "../") {
			g.Uses = append(g.Uses, dir)
		}
	}
	for _, r := range f.Replace {
		if g.Replaces == nil {
			g.Replaces = map[string]GoModule{}
		}
		g.Replaces[strings.TrimSuffix(r.Old.Path+"@"+r.Old.Version, "@")] = GoModule{r.New.Path, r.New.Version}
	}
	return nil
}

// A GoModule is one in a version; without a version it is the path of a folder.
type GoModule struct{ Path, Version string }

// PURL is that of the module; "" of a folder.
func (m GoModule) PURL() string {
	if m.Version == "" {
		return ""
	}
	return goPURL(m.Path, m.Version)
}

// since117 reports whether a go.mod of this language version names all modules that are needed, and not only those that its own packages
// import. One that says none is of Go 1.16 (go.dev/ref/mod, "go directive").
func since117(goVersion string) bool { return version.Compare("go"+goVersion, "go1.17") >= 0 }
