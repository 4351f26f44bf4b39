// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"errors"
	"fmt"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"
	"golang.org/x/mod/modfile"

	"lizenzlotse/scanner/inventory"
)

// readGo reads the name of a module out of its go.mod, which says nothing of a version or a licence.
func readGo(s *sheet) error {
	f, err := modfile.ParseLax(s.path, s.data, nil)
	if err != nil {
		return goError(err)
	}
	if f.Module != nil {
		namespace, name := goName(f.Module.Mod.Path)
		s.name(packageurl.TypeGolang, namespace, name, "")
	}
	return nil
}

// goName splits the path of a module as purls do.
func goName(module string) (namespace, name string) {
	dir, name := path.Split(module)
	return strings.TrimSuffix(dir, "/"), name
}

func goPURL(module, version string) string {
	namespace, name := goName(module)
	p := packageurl.NewPackageURL(packageurl.TypeGolang, namespace, name, version, nil, "")
	if name == "" || p.Normalize() != nil {
		return ""
	}
	return p.ToString()
}

// goError keeps of the faults of a go.mod the first, without the path, which the issue has.
func goError(err error) error {
	var list modfile.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return fmt.Errorf("line %d: %v", list[0].Pos.Line, list[0].Err)
	}
	return err
}

// GoMod is the format of go.mod, as Document.Format has it.
const GoMod = "go-mod"

// A GoRequirement is a module that another one requires.
type GoRequirement struct {
	Module   string
	Indirect bool // for what it needs itself; its own packages do not import it
	Evidence inventory.Evidence
}

// GoRequirements reads what the go.mod of a dependency requires. The versions in it are the lowest that will do, and its replacements count
// for itself only; nil of a file that cannot be read.
func GoRequirements(data []byte, path string) []GoRequirement {
	if len(data) > MaxSize {
		return nil
	}
	f, err := modfile.ParseLax(path, data, nil)
	if err != nil {
		return nil
	}
	var list []GoRequirement
	for _, r := range f.Require {
		line := r.Syntax.Start.Line
		list = append(list, GoRequirement{r.Mod.Path, r.Indirect, inventory.Evidence{
			Path: path, Line: inventory.LineRange{First: line, Last: line}, Detector: GoMod, Quote: inventory.Clip(r.Mod.String(), inventory.MaxQuote)}})
	}
	return list
}

// readGoMod reads what a go.mod requires: from Go 1.17 on every module that the packages of the module and their tests need
// (go.dev/ref/mod, "Module graph pruning"). It does not say through which module one is needed that is marked as indirect: no
// relation leads to those.
func readGoMod(g *graph) error {
	f, err := modfile.Parse(g.path, g.data, nil)
	if err != nil {
		lax, also := modfile.ParseLax(g.path, g.data, nil)
		if also != nil {
			return goError(also)
		}
		f = lax
		g.unreadable(goError(err)) // a directive that is not known, or is broken: the requirements were read
	}
	if f.Module != nil {
		g.Project = goPURL(f.Module.Mod.Path, "")
	}
	g.Resolved = f.Go != nil && since117(f.Go.Version)
	if f.Go != nil {
		g.Document.Version = f.Go.Version
	}
	tools := map[string]bool{}
	for _, t := range f.Tool {
		tools[t.Path] = true
	}
	replaced := map[string]*modfile.Replace{}
	for _, r := range f.Replace {
		key := r.Old.Path
		if r.Old.Version != "" {
			key += "@" + r.Old.Version
		}
		replaced[key] = r
	}
	for _, r := range f.Require {
		m := r.Mod
		line := r.Syntax.Start.Line
		by := replaced[m.Path+"@"+m.Version]
		if by == nil {
			by = replaced[m.Path]
		}
		if by != nil {
			if by.New.Version == "" { // a folder beside it: if it was handed over, it is a component there
				continue
			}
			m = by.New
		}
		namespace, name := goName(m.Path)
		p := pkg{key: r.Mod.Path, namespace: namespace, name: name, version: m.Version, line: line}
		for tool := range tools {
			if tool == r.Mod.Path || strings.HasPrefix(tool, r.Mod.Path+"/") {
				p.scope = inventory.Dev
			}
		}
		to := g.add(p)
		if !r.Indirect {
			g.need(-1, to, p.scope, line)
		}
	}
	return nil
}
