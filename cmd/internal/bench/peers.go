// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
)

//go:embed peer/hello.go
var helloSource string

//go:embed peer/classifier.go
var classifierSource string

// Versions of what -peers installs.
const (
	trivyVersion      = "v0.57.1"
	classifierVersion = "v2.0.0" // the one in Trivy's go.mod
)

// A peer is another program that finds licences. It runs over a sample of the Node source, once.
type peer struct {
	name    string
	files   int // of the sample
	targets []target
	// command gives what is run and its name, or the reason why it cannot be.
	command func(b *bench, ctx context.Context, sample string) (command, string, error)
}

var peers = []peer{
	{"peer Trivy", 1000, classifierTargets, trivy},
	{"peer licensecheck", 200, nil, licensecheck},
	{"peer ScanCode", 200, scancodeTargets, scancode},
}

func (b *bench) peer(ctx context.Context, p peer) (row, error) {
	tree, name, err := input{}, "node", error(nil)
	if tree, err = b.input(ctx, name); err != nil {
		name = "linux"
		if tree, err = b.input(ctx, name); err != nil {
			return row{}, fmt.Errorf("no tree to take a sample of: %w", err)
		}
	}
	in, err := b.sample(ctx, name, tree, p.files)
	if err != nil {
		return row{}, err
	}
	reference, against, err := p.command(b, ctx, in.path)
	if err != nil {
		return row{}, err
	}
	return row{
		input: in, command: "lizenzlotse scan " + filepath.Base(in.path), ours: b.program(false, "scan", in.path),
		against: against, reference: reference, referenceOnce: true, targets: p.targets,
	}, nil
}

// trivy is Trivy itself where there is one, and otherwise the library that it uses, as it uses it.
func trivy(b *bench, ctx context.Context, sample string) (command, string, error) {
	path, err := exec.LookPath("trivy")
	if err != nil && b.peers {
		b.step("installing Trivy")
		path, err = b.goInstall(ctx, "trivy", "github.com/aquasecurity/trivy/cmd/trivy@"+trivyVersion)
	}
	if err == nil {
		result := filepath.Join(b.temp, "trivy.json")
		args := []string{path, "fs", "--scanners", "license", "--license-full", "--offline-scan", "--quiet",
			"--format", "json", "--output", result, sample}
		return command{args: args, env: b.ourEnv()[:1], make: result}, "`trivy fs --scanners license --license-full`", nil
	}
	if !b.peers {
		return command{}, "", errors.New("trivy is missing; -peers builds licenseclassifier in its place")
	}
	reason := err
	b.step("building licenseclassifier")
	path, err = b.goModule(ctx, "classifier", classifierSource, "github.com/google/licenseclassifier/v2@"+classifierVersion)
	if err != nil {
		return command{}, "", fmt.Errorf("trivy: %w; licenseclassifier: %w", reason, err)
	}
	return command{args: []string{path, sample}, env: b.ourEnv()[:1]},
		"licenseclassifier " + classifierVersion + " as Trivy calls it (Trivy itself does not install)", nil
}

// licensecheck is the Perl program of Debian's, which reads the first lines of a file unless told otherwise.
func licensecheck(_ *bench, _ context.Context, sample string) (command, string, error) {
	path, err := exec.LookPath("licensecheck")
	if err != nil {
		return command{}, "", errors.New("licensecheck is missing (Debian's package of that name)")
	}
	return command{args: []string{path, "--recursive", "--check", ".", "--lines", "0", sample}},
		"`licensecheck --recursive --check . --lines 0`", nil
}

func scancode(b *bench, ctx context.Context, sample string) (command, string, error) {
	path, err := exec.LookPath("scancode")
	if err != nil {
		venv := filepath.Join(b.cache, "scancode")
		path = filepath.Join(venv, "bin", "scancode")
		if _, missing := os.Stat(path); missing != nil {
			if !b.peers {
				return command{}, "", errors.New("scancode is missing; -peers installs it")
			}
			b.step("installing ScanCode")
			// ScanCode's plugins are hooks that are classes, and pluggy 1.7 takes functions only.
			err := steps(ctx, b.cache, []string{"python3", "-m", "venv", venv},
				[]string{filepath.Join(venv, "bin", "pip"), "install", "--quiet", "scancode-toolkit", "pluggy<1.6"})
			if err != nil {
				return command{}, "", err
			}
		}
	}
	threads, result := strconv.Itoa(b.threads), filepath.Join(b.temp, "scancode.json")
	args := []string{path, "--quiet", "--license", "-n", threads, "--json", result}
	// The first run after the installation builds an index, which is not what is compared.
	small := filepath.Join(b.temp, "hello", "main.go")
	if err := errors.Join(write(small, helloSource), steps(ctx, b.temp, append(slices.Clone(args), small))); err != nil {
		return command{}, "", err
	}
	return command{args: append(args, sample), fine: []int{1}, make: result}, "`scancode --license -n " + threads + "`", nil
}

// goProgram builds a program of one file that needs nothing but the standard library.
func (b *bench) goProgram(ctx context.Context, name, source string) (string, error) {
	dir := filepath.Join(b.temp, name)
	if err := write(filepath.Join(dir, "main.go"), source); err != nil {
		return "", err
	}
	return filepath.Join(dir, "program"), steps(ctx, dir, []string{"go", "build", "-trimpath", "-o", "program", "main.go"})
}

// goModule builds a program in a module of its own, so that ours does not come to depend on what it needs.
func (b *bench) goModule(ctx context.Context, name, source, needs string) (string, error) {
	dir := filepath.Join(b.temp, name)
	if err := write(filepath.Join(dir, "main.go"), source); err != nil {
		return "", err
	}
	return filepath.Join(dir, "program"), steps(ctx, dir, []string{"go", "mod", "init", name},
		[]string{"go", "get", needs}, []string{"go", "build", "-mod=mod", "-trimpath", "-o", "program", "main.go"})
}

// goInstall installs a program into the cache, once.
func (b *bench) goInstall(ctx context.Context, name, needs string) (string, error) {
	bin := filepath.Join(b.cache, "bin")
	path := filepath.Join(bin, name)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	return path, steps(ctx, b.temp, []string{"env", "GOBIN=" + bin, "go", "install", needs})
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
