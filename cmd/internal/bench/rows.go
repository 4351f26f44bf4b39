// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// A row is what is measured, beside which reference, and what is asked of it.
type row struct {
	input         input
	command       string // as a reader would type it
	ours          command
	against       string
	reference     command // no args: there is none, and note says why
	referenceOnce bool
	rounds        int     // 0: what the user says
	bytes         float64 // how many times as many bytes ours reads as the reference; 0: the same
	targets       []target
	note          string
}

// A plan is a row that is to be prepared; the error is the reason why it cannot be.
type plan struct {
	name    string
	prepare func(context.Context) (row, error)
}

func (b *bench) plans() []plan {
	list := []plan{
		{"demo", func(ctx context.Context) (row, error) { return b.start(ctx, "testdata/demo/angebot") }},
		{"license file", b.licenseFile},
		{"CycloneDX", func(ctx context.Context) (row, error) { return b.sbom(ctx, cycloneDX, "cdx.json", sbomTargets) }},
		{"SPDX", func(ctx context.Context) (row, error) { return b.sbom(ctx, spdx23, "spdx.json", nil) }},
	}
	for _, tree := range []string{"linux", "node"} {
		list = append(list,
			plan{tree, func(ctx context.Context) (row, error) { return b.tree(ctx, tree, false) }},
			plan{tree + " cached", func(ctx context.Context) (row, error) { return b.tree(ctx, tree, true) }})
	}
	list = append(list,
		plan{"linear 2×", func(ctx context.Context) (row, error) { return b.linear(ctx, 2) }},
		plan{"linear 4×", func(ctx context.Context) (row, error) { return b.linear(ctx, 4) }})
	for _, p := range peers {
		list = append(list, plan{p.name, func(ctx context.Context) (row, error) { return b.peer(ctx, p) }})
	}
	return list
}

// program is a run of Lizenzlotse. Its exit codes say what it found; only wrong use is a failure.
func (b *bench) program(cache bool, verb string, args ...string) command {
	all := []string{b.path, verb}
	if b.hasCache && !cache {
		all = append(all, "--no-cache")
	}
	return command{args: append(all, args...), env: b.ourEnv(), fine: []int{1, 3}}
}

func (b *bench) ourEnv() []string {
	return []string{"GOMAXPROCS=" + strconv.Itoa(b.threads), "XDG_CACHE_HOME=" + filepath.Join(b.temp, "cache"), "LIZENZLOTSE_POLICY="}
}

// tree is a scan of a source tree beside a search of it with ripgrep, the floor.
func (b *bench) tree(ctx context.Context, name string, cached bool) (row, error) {
	if cached && !b.hasCache {
		return row{}, fmt.Errorf("this lizenzlotse keeps no cache of findings")
	}
	in, err := b.input(ctx, name)
	if err != nil {
		return row{}, err
	}
	r := row{input: in, ours: b.program(cached, "scan", in.path), command: "lizenzlotse scan " + filepath.Base(in.path), targets: treeTargets}
	if cached {
		r.targets = warmTargets
	}
	if _, err := exec.LookPath("rg"); err != nil {
		r.note = "rg is missing"
		return r, nil
	}
	threads := strconv.Itoa(b.threads)
	r.against = "`rg -uuu -c -i -j " + threads + " licen`"
	r.reference = command{args: []string{"rg", "-uuu", "-c", "-i", "-j", threads, "licen", in.path}, fine: []int{1, 2}}
	return r, nil
}

// linear is a scan of Linux, or of every so-manieth of its files, beside a scan of a quarter of them. Less of them would not do: what
// a scan of anything takes would be part of the time of the one more than of the other.
func (b *bench) linear(ctx context.Context, factor int) (row, error) {
	const parts = 4
	tree, err := b.input(ctx, "linux")
	if err != nil {
		return row{}, err
	}
	small, err := b.share(ctx, "linux", tree, parts)
	if err != nil {
		return row{}, err
	}
	large := tree
	if factor < parts {
		if large, err = b.share(ctx, "linux", tree, parts/factor); err != nil {
			return row{}, err
		}
	}
	return row{
		input: large, command: "lizenzlotse scan " + filepath.Base(large.path), ours: b.program(false, "scan", large.path),
		against:   fmt.Sprintf("the same of %d files, %s MB", small.Files, number(float64(small.Bytes)/1e6)),
		reference: b.program(false, "scan", small.path),
		bytes:     over(float64(large.Bytes), float64(small.Bytes)), targets: linearTargets,
	}, nil
}

// start is a check of something small beside a Go program that does nothing.
func (b *bench) start(ctx context.Context, path string) (row, error) {
	in, err := measured(path, "")
	if err != nil {
		return row{}, err
	}
	r := row{
		input: in, ours: b.program(false, "check", "--policy", "dortmund", path), targets: startTargets,
		rounds:  10 * b.rounds, // hundredths of a second
		command: "lizenzlotse check --policy dortmund " + filepath.Base(path),
	}
	hello, err := b.goProgram(ctx, "hello", helloSource)
	if err != nil {
		r.note = err.Error()
		return r, nil
	}
	r.against = "a plain Go program that prints a line"
	r.reference = command{args: []string{hello}}
	return r, nil
}

// licenseFile checks a single licence text, as somebody would who asks what it is.
func (b *bench) licenseFile(ctx context.Context) (row, error) {
	data, err := os.ReadFile("LICENSES/EUPL-1.2.txt")
	if err != nil {
		return row{}, err
	}
	path := filepath.Join(b.temp, "LICENSE")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return row{}, err
	}
	return b.start(ctx, path)
}

// components is how many the generated SBOMs have.
const components = 100_000

// sbom is a check of a large SBOM with two reports beside the decoding of it alone.
func (b *bench) sbom(ctx context.Context, format, extension string, targets []target) (row, error) {
	path := filepath.Join(b.temp, "sbom."+extension)
	if err := steps(ctx, ".", []string{b.self, "generate", format, strconv.Itoa(components), path}); err != nil {
		return row{}, err
	}
	in, err := measured(path, fmt.Sprintf("%d components", components))
	if err != nil {
		return row{}, err
	}
	report := filepath.Join(b.temp, "report")
	ours := b.program(false, "check", "--policy", "dortmund", "--output", "html="+report+".html", "--output", "json="+report+".json", path)
	ours.make = report + ".json"
	library := map[string]string{cycloneDX: "cyclonedx-go", spdx23: "tools-golang"}[format]
	return row{
		input:     in,
		command:   "lizenzlotse check --policy dortmund sbom." + extension + " --output html=… --output json=…",
		ours:      ours,
		against:   "decoding it with " + library,
		reference: command{args: []string{b.self, "decode", format, path}, env: b.ourEnv()[:1]},
		targets:   targets,
	}, nil
}

// once prepares a tree or sample the first time it is asked for.
func (b *bench) once(key string, prepare func() (input, error)) (input, error) {
	p, ok := b.trees[key]
	if !ok {
		p.input, p.err = prepare()
		b.trees[key] = p
	}
	return p.input, p.err
}

// input is a source tree: what the user pointed at, or else Debian's package.
func (b *bench) input(ctx context.Context, name string) (input, error) {
	return b.once(name, func() (input, error) {
		path, given := b.given[name]
		if !given {
			fetch := map[string]func(context.Context, string) error{"linux": fetchLinux, "node": fetchNode}[name]
			path = filepath.Join(b.cache, map[string]string{"linux": "linux-source-6.1", "node": "nodejs-18.20"}[name])
			b.step(name + ": fetching what is not there yet")
			if err := fetch(ctx, path); err != nil {
				return input{}, fmt.Errorf("%s: %w", name, err)
			}
		}
		return measured(path, "")
	})
}

// share takes one of so many files of a tree.
func (b *bench) share(ctx context.Context, name string, from input, of int) (input, error) {
	key := fmt.Sprintf("%s-share-%d", name, of)
	return b.once(key, func() (input, error) {
		to := filepath.Join(b.temp, key)
		if err := steps(ctx, ".", []string{b.self, "share", from.path, strconv.Itoa(of), to}); err != nil {
			return input{}, err
		}
		return measured(to, fmt.Sprintf("one of %d files of every size in %s", of, filepath.Base(from.path)))
	})
}

// sample takes files of a tree; the folder has the name of the tree in it.
func (b *bench) sample(ctx context.Context, name string, from input, count int) (input, error) {
	key := fmt.Sprintf("%s-sample-%d", name, count)
	return b.once(key, func() (input, error) {
		to := filepath.Join(b.temp, key)
		if err := steps(ctx, ".", []string{b.self, "sample", from.path, strconv.Itoa(count), to}); err != nil {
			return input{}, err
		}
		return measured(to, "text files up to 1 MiB spread evenly over "+filepath.Base(from.path))
	})
}
