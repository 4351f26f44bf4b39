// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// maxSettings bounds what is read of a file with settings, in bytes.
const maxSettings = 1 << 20

// homes are the folders of a cache: where the environment puts it, else the user's settings, else where it is unless somebody says
// otherwise. Settings that lie in a project are not asked: they may be the input's.
func homes(origin string) []string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	in := func(elem ...string) string {
		if home == "" {
			return ""
		}
		return filepath.Join(append([]string{home}, elem...)...)
	}
	env := os.Getenv
	var list []string
	switch origin {
	case "go-module-cache":
		gopath, _, _ := strings.Cut(cmp.Or(env("GOPATH"), goSetting("GOPATH"), in("go")), string(filepath.ListSeparator))
		list = []string{cmp.Or(env("GOMODCACHE"), goSetting("GOMODCACHE"), below(gopath, "pkg", "mod"))}
	case "npm-cache":
		usual := in(".npm")
		if runtime.GOOS == "windows" {
			usual = below(env("LocalAppData"), "npm-cache")
		}
		set := cmp.Or(env("npm_config_cache"), env("NPM_CONFIG_CACHE"), setting(cmp.Or(env("npm_config_userconfig"), in(".npmrc")), "cache"))
		list = []string{below(cmp.Or(expand(set, home), usual), "_cacache")}
	case "yarn-cache":
		list = []string{below(cmp.Or(env("YARN_CACHE_FOLDER"), userCache("yarn")), "v6")}
	case "berry-cache":
		list = []string{below(cmp.Or(env("YARN_GLOBAL_FOLDER"), in(".yarn", "berry")), "cache")}
	case "bun-cache":
		list = []string{cmp.Or(env("BUN_INSTALL_CACHE_DIR"), below(cmp.Or(env("BUN_INSTALL"), in(".bun")), "install", "cache"))}
	case "composer-cache":
		usual := below(env("COMPOSER_HOME"), "cache")
		if usual == "" {
			usual = userCache("composer")
		}
		list = []string{cmp.Or(env("COMPOSER_CACHE_FILES_DIR"), below(cmp.Or(env("COMPOSER_CACHE_DIR"), usual), "files"))}
	case "cargo-registry":
		list = []string{below(cmp.Or(env("CARGO_HOME"), in(".cargo")), "registry")}
	case "maven-repository":
		list = []string{cmp.Or(option(env("MAVEN_ARGS")+" "+env("MAVEN_OPTS"), "-Dmaven.repo.local="), expand(mavenSetting(in(".m2", "settings.xml")), home), in(".m2", "repository"))}
	case "nuget-packages":
		list = []string{cmp.Or(env("NUGET_PACKAGES"), in(".nuget", "packages"))}
	case "gem-dir":
		list = append(filepath.SplitList(env("GEM_PATH")), env("GEM_HOME"))
		for _, pattern := range []string{in(".gem", "ruby", "*"), in(".local", "share", "gem", "ruby", "*"), "/var/lib/gems/*", "/usr/local/bundle"} {
			found, _ := filepath.Glob(pattern)
			list = append(list, found...)
		}
	case "pub-cache":
		usual := in(".pub-cache")
		if runtime.GOOS == "windows" {
			usual = below(env("LocalAppData"), "Pub", "Cache")
		}
		list = []string{cmp.Or(env("PUB_CACHE"), usual)}
	case "uv-cache":
		list = []string{cmp.Or(env("UV_CACHE_DIR"), userCache("uv"))}
	case "pip-cache":
		list = []string{cmp.Or(env("PIP_CACHE_DIR"), userCache("pip"))}
	}
	var kept []string
	for _, dir := range list {
		if filepath.IsAbs(dir) { // a relative one would lie in what is examined
			kept = append(kept, filepath.Clean(dir))
		}
	}
	return kept
}

// userCache is a folder among the user's caches, where Python's tools have theirs.
func userCache(name string) string {
	switch runtime.GOOS {
	case "windows":
		return below(os.Getenv("LocalAppData"), name, "cache")
	case "darwin": // uv goes by XDG there too
		if home, err := os.UserHomeDir(); err == nil && name == "uv" {
			return cmp.Or(below(os.Getenv("XDG_CACHE_HOME"), name), filepath.Join(home, ".cache", name))
		}
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, name)
}

func below(dir string, elem ...string) string {
	if dir == "" {
		return ""
	}
	return filepath.Join(append([]string{dir}, elem...)...)
}

// goSetting reads what `go env -w` wrote.
func goSetting(name string) string {
	file := os.Getenv("GOENV")
	if file == "off" {
		return ""
	}
	if file == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return ""
		}
		file = filepath.Join(dir, "go", "env")
	}
	return setting(file, name)
}

// setting finds NAME=VALUE in a file with one on a line; the last counts.
func setting(file, name string) (value string) {
	for line := range bytes.Lines(settings(file)) {
		key, v, ok := strings.Cut(string(line), "=")
		if ok && strings.TrimSpace(key) == name {
			value = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return value
}

func settings(file string) []byte {
	if file == "" {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSettings))
	if err != nil {
		return nil
	}
	return data
}

func mavenSetting(file string) string {
	var s struct {
		LocalRepository string `xml:"localRepository"`
	}
	if xml.Unmarshal(settings(file), &s) != nil {
		return ""
	}
	return strings.TrimSpace(s.LocalRepository)
}

// option finds an option in a list of them.
func option(list, name string) (value string) {
	for word := range strings.FieldsSeq(list) {
		if v, ok := strings.CutPrefix(word, name); ok {
			value = strings.Trim(v, `"'`)
		}
	}
	return value
}

// expand puts the user's home in where settings name it.
func expand(dir, home string) string {
	for _, name := range []string{"${user.home}", "${HOME}", "$HOME"} {
		dir = strings.ReplaceAll(dir, name, home)
	}
	if rest, ok := strings.CutPrefix(dir, "~/"); ok {
		dir = filepath.Join(home, rest)
	}
	return dir
}
