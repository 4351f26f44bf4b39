// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// readGradleLock reads gradle.lockfile, and the files for one configuration each that were there before it (docs.gradle.org,
// "Locking dependency versions"). They say in which configurations a module is, and nothing of what needs what.
func readGradleLock(g *graph) error {
	base := path.Base(g.path)
	one := strings.TrimSuffix(base, ".lockfile")
	if path.Base(g.Folder) == "dependency-locks" { // of gradle/dependency-locks in the project's folder
		g.Folder = path.Join(g.Folder, "../..")
	}
	g.Guessed = true
	build := strings.HasPrefix(base, "buildscript-")
	for n, line := range textLines(g.data) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "empty=") {
			continue
		}
		module, configurations, ok := strings.Cut(line, "=")
		if !ok {
			configurations = one
		}
		parts := strings.Split(module, ":")
		if len(parts) != 3 || slices.Contains(parts, "") {
			g.lost(n, line)
			continue
		}
		scope := inventory.Scope(inventory.Build)
		if !build {
			scope = gradleScope(strings.Split(configurations, ","))
		}
		g.add(pkg{key: module, namespace: parts[0], name: parts[1], version: parts[2], scope: scope, line: n})
	}
	return nil
}

// gradleScope is the nearest scope of the configurations that a module is in.
func gradleScope(configurations []string) inventory.Scope {
	nearest := len(reaching) - 1
	for _, c := range configurations {
		c = strings.ToLower(strings.TrimSpace(c))
		scope := inventory.Dev // a tool of its own: checkstyle, jacocoAgent
		switch {
		case strings.Contains(c, "test"):
			scope = inventory.Test
		case strings.HasSuffix(c, "runtimeclasspath") || c == "runtime" || c == "default" || c == "compile" || c == "productionruntimeclasspath":
			scope = inventory.Runtime
		case strings.HasSuffix(c, "compileclasspath") || strings.Contains(c, "annotationprocessor") || strings.HasPrefix(c, "kapt") || strings.HasPrefix(c, "ksp"):
			scope = inventory.Build
		}
		nearest = min(nearest, slices.Index(reaching, scope))
	}
	return reaching[nearest]
}

// textLines numbers the lines of a text, from 1, without their ends.
func textLines(data []byte) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(strings.TrimPrefix(string(data), "\uFEFF")) {
			if n++; !yield(n, strings.TrimRight(line, "\r\n")) {
				return
			}
		}
	}
}
