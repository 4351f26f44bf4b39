// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// A Lister reads the files of one format that say what a project needs.
type Lister struct {
	Name string // of the format, as Document.Format has it
	// Wants says by its path whether a file is of the format.
	Wants func(path string) bool
	// Binary: the format is no text.
	Binary bool
	// Read gives nil where the file names nothing, and issues, of which those with effect unread mean that
	// something was not made out. It keeps no reference to data.
	Read func(data []byte, path string) (*Dependencies, []inventory.Issue)

	names []glob // of the files
}

// Listers are all there are.
var Listers = []Lister{
	lister("npm-lock", packageurl.TypeNPM, true, readNPMLock, "package-lock.json", "npm-shrinkwrap.json", ".package-lock.json"),
	lister("pnpm-lock", packageurl.TypeNPM, true, readPNPMLock, "pnpm-lock.yaml"),
	lister("yarn-lock", packageurl.TypeNPM, true, readYarnLock, "yarn.lock"),
	lister("bun-lock", packageurl.TypeNPM, true, readBunLock, "bun.lock"),
	lister("package-json", packageurl.TypeNPM, false, readNPMRanges, "package.json"),
	lister(GoMod, packageurl.TypeGolang, true, readGoMod, "go.mod"),
	lister(GoSum, packageurl.TypeGolang, false, readGoSum, "go.sum"),
	lister(GoWork, packageurl.TypeGolang, false, readGoWork, "go.work"),
	lister(GoVendor, packageurl.TypeGolang, true, readGoVendor, "vendor/modules.txt"),
	lister("requirements", packageurl.TypePyPi, true, readRequirements, requirementsFiles...),
	lister("poetry-lock", packageurl.TypePyPi, true, readPoetryLock, "poetry.lock"),
	lister("uv-lock", packageurl.TypePyPi, true, readUVLock, "uv.lock"),
	lister("pdm-lock", packageurl.TypePyPi, true, readPDMLock, "pdm.lock"),
	lister("pylock", packageurl.TypePyPi, true, readPylock, "pylock.toml", "pylock.*.toml"),
	lister("pipfile-lock", packageurl.TypePyPi, true, readPipfileLock, "Pipfile.lock"),
	lister("pipfile", packageurl.TypePyPi, false, readPipfile, "Pipfile"),
	lister("pyproject", packageurl.TypePyPi, false, readPyprojectRanges, "pyproject.toml"),
	lister("core-metadata", packageurl.TypePyPi, true, readMetadata, metadataFiles...),
	lister("cargo-lock", packageurl.TypeCargo, true, readCargoLock, "Cargo.lock"),
	lister("cargo-toml", packageurl.TypeCargo, false, readCargoNeeds, "Cargo.toml"),
	lister("maven", packageurl.TypeMaven, false, readMavenNeeds, "pom.xml"),
	lister("gradle-lock", packageurl.TypeMaven, true, readGradleLock, "*gradle.lockfile", "dependency-locks/*.lockfile"),
	lister("composer-lock", packageurl.TypeComposer, true, readComposerLock, "composer.lock"),
	lister("composer-installed", packageurl.TypeComposer, true, readComposerInstalled, "composer/installed.json"),
	lister("composer-json", packageurl.TypeComposer, false, readComposerNeeds, "composer.json"),
	lister("gem-lock", packageurl.TypeGem, true, readGemLock, "Gemfile.lock", "gems.locked"),
	lister("gemfile", packageurl.TypeGem, false, readGemfile, "Gemfile", "gems.rb"),
	lister("gemspec", packageurl.TypeGem, false, readGemspecNeeds, "*.gemspec"),
	lister("gem", packageurl.TypeGem, false, readGemNeeds, gemMetadata...),
	lister("deb-control", packageurl.TypeDebian, false, readDebNeeds, debControl...),
	lister("pkginfo", packageurl.TypeApk, false, readPkgInfoNeeds, ".PKGINFO"),
	lister("pub-lock", packageurl.TypePub, true, readPubLock, "pubspec.lock"),
	lister("swift-lock", packageurl.TypeSwift, true, readSwiftLock, "Package.resolved"),
	lister("nuget-lock", packageurl.TypeNuget, true, readNuGetLock, "packages.lock.json", "packages.*.lock.json"),
	lister("dotnet-deps", packageurl.TypeNuget, true, readDotnetDeps, "*.deps.json"),
	lister("nuget-config", packageurl.TypeNuget, true, readPackagesConfig, "packages.config", "packages.*.config"),
	lister("msbuild", packageurl.TypeNuget, false, readProjectFile, "*.csproj", "*.fsproj", "*.vbproj", "Directory.Packages.props",
		"Directory.Build.props", "Directory.Build.targets"),
	lister("dpkg", packageurl.TypeDebian, true, readDpkg, "var/lib/dpkg/status", "var/lib/dpkg/status.d/*"),
	lister("dpkg-files", packageurl.TypeDebian, true, readDpkgFiles, "var/lib/dpkg/info/*.list"),
	lister("apk", packageurl.TypeApk, true, readApk, "lib/apk/db/installed"),
	lister(inventory.FormatOSRelease, packageurl.TypeGeneric, true, readOSRelease, "etc/os-release", "usr/lib/os-release"),
	lister("nuspec", packageurl.TypeNuget, false, readNuspecNeeds, "*.nuspec"),
	binary(lister(rpmHeader, packageurl.TypeRPM, true, readRPMNeeds, rpmHeader)),
	binary(lister("rpmdb", packageurl.TypeRPM, true, readRPMDatabase, "rpmdb.sqlite", "rpm/Packages.db", "rpm/Packages")),
	binary(lister("rpmdb-journal", packageurl.TypeRPM, true, readRPMJournal, "rpmdb.sqlite-wal")),
}

// tellers are the formats of Listers that say of each package all that it needs, and of nothing else: what those leave out that
// write down what is installed, or what was asked for, nobody knows.
var tellers = []string{"npm-lock", "pnpm-lock", "yarn-lock", "bun-lock", "poetry-lock", "uv-lock", "pdm-lock", "cargo-lock", "composer-lock", "gem-lock", "nuget-lock"}

// ListerFor finds the lister for a file.
func ListerFor(path string) (Lister, bool) {
	for _, i := range listersByEnd()[endOf(path)] {
		if l := &Listers[i]; l.Wants(path) {
			return *l, true
		}
	}
	return Lister{}, false
}

var listersByEnd = sync.OnceValue(func() *byEnd {
	return endsOf(len(Listers), func(i int) []glob { return Listers[i].names })
})

// MaxListSize is the largest file with dependencies that is read, in bytes.
const MaxListSize = 256 << 20

// lister puts round read what is the same for all: size, faults of a library, limits and scopes. The files are globs of the last
// parts of the path, as many as the glob has.
func lister(name, ecosystem string, resolved bool, read func(*graph) error, files ...string) Lister {
	names := globs(files...)
	return Lister{
		Name:  name,
		Wants: func(p string) bool { return matches(names, p) },
		names: names,
		Read: func(data []byte, p string) (*Dependencies, []inventory.Issue) {
			g := &graph{path: p, format: name, ecosystem: ecosystem, data: data, byKey: map[string]int{}}
			g.tells = resolved && slices.Contains(tellers, name)
			g.Document = inventory.Document{ID: p, Format: name, Kind: inventory.KindDependencies}
			g.Ecosystem, g.Resolved, g.Folder = ecosystem, resolved, path.Dir(p)
			if len(bytes.TrimSpace(data)) == 0 || !resolved && ecosystem != packageurl.TypeGolang && foreign(path.Dir(p)) || ofPackage(p) {
				return nil, nil // what others need to make their packages nobody here needs
			}
			if len(data) > MaxListSize {
				g.unreadable(fmt.Errorf("%d bytes, at most %d are read", len(data), MaxListSize))
			} else if at := conflict(data); at > 0 {
				g.unreadable(fmt.Errorf("line %d: a merge conflict that nobody settled", at))
			} else if err := faultless(read, g); err != nil {
				g.unreadable(g.placed(err))
			}
			d, issues := g.result()
			g.data = nil
			if g.pom == nil && g.msb == nil { // what was read stays, and nothing beside it
				g.byKey, g.needs, g.short, g.said = nil, nil, nil, nil
			}
			return d, issues
		},
	}
}

func binary(l Lister) Lister {
	l.Binary = true
	return l
}

// ofPackage reports whether a file lies in a package that a package manager put there, or among its documents, and is not its metadata.
func ofPackage(p string) bool {
	dir := path.Dir(p)
	for _, folder := range []string{"node_modules/", "bower_components/", "site-packages/", "dist-packages/", "usr/share/doc/"} {
		if strings.Contains("/"+dir, "/"+folder) && !matches(metadataGlobs, p) {
			return true
		}
	}
	return false
}

func faultless(read func(*graph) error, g *graph) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parser fault: %v", r)
		}
	}()
	return read(g)
}

// conflict is the line of the first mark that version control left in the file; 0 without one.
func conflict(data []byte) int {
	if i := bytes.Index(data, []byte("<<<<<<< ")); i >= 0 && (i == 0 || data[i-1] == '\n') && bytes.Contains(data[i:], []byte("\n=======")) &&
		bytes.IndexByte(data, 0) < 0 {
		return 1 + bytes.Count(data[:i], []byte("\n"))
	}
	return 0
}
