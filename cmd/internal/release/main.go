// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Command release makes what is handed out: the program for every platform, each in an archive with the
// licences of all that is in it, bills of materials of ourselves, and the digests of all of these.
//
// The same commit gives the same bytes: stamps are those of the commit, and no path of the machine is kept.
// It is run at the root of the repository; licences are found by the program that was just built.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A platform is an operating system and a processor, as Go names them.
type platform struct{ system, processor string }

var platforms = []platform{{"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"darwin", "amd64"}, {"darwin", "arm64"}}

func (p platform) String() string { return p.system + "-" + p.processor }

// program is the name of the program's file.
func (p platform) program() string {
	if p.system == "windows" {
		return "lizenzlotse.exe"
	}
	return "lizenzlotse"
}

func main() {
	out := flag.String("out", "build/release", "the folder that is made; what it held is removed")
	only := flag.String("only", "", "one platform, such as linux-amd64; otherwise all")
	flag.Parse()
	if err := release(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(out, only string) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "release")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	made, err := committed()
	if err != nil {
		return err
	}
	tool := filepath.Join(work, platform{runtime.GOOS, runtime.GOARCH}.program())
	if err := build(platform{runtime.GOOS, runtime.GOARCH}, tool); err != nil {
		return err
	}
	run := runner{program: tool, epoch: strconv.FormatInt(made.Unix(), 10)}
	version, err := run.version()
	if err != nil {
		return err
	}

	// What is in any of the programs, each module once.
	contents := newContents(version)
	programs := map[platform]string{}
	for _, p := range platforms {
		if only != "" && only != p.String() {
			continue
		}
		programs[p] = filepath.Join(work, p.String(), p.program())
		if err := build(p, programs[p]); err != nil {
			return err
		}
		if err := contents.add(p, programs[p]); err != nil {
			return err
		}
	}
	if len(programs) == 0 {
		return fmt.Errorf("no platform %q: there are %v", only, platforms)
	}
	if err := contents.license(run); err != nil {
		return err
	}

	name := "lizenzlotse-" + version
	cyclonedx := filepath.Join(out, name+".cdx.json")
	if err := contents.write(cyclonedx, made); err != nil {
		return err
	}
	spdx := filepath.Join(out, name+".spdx.json")
	if _, err := run.output("sbom", cyclonedx, "--output", "spdx-json="+spdx, "--quiet"); err != nil {
		return err
	}
	files, err := enclosed(contents, cyclonedx, spdx)
	if err != nil {
		return err
	}
	for _, p := range platforms {
		if programs[p] == "" {
			continue
		}
		if err := pack(out, name+"-"+p.String(), p, append([]member{{name: p.program(), path: programs[p], mode: 0o755}}, files...), made); err != nil {
			return err
		}
	}
	return sums(out)
}

// tags leave out what writes manual pages, which nobody asks for and every start would pay for.
const tags = "urfave_cli_no_docs"

// build builds the program for a platform: static, without paths of the machine and without what only debuggers want.
func build(p platform, to string) error {
	c := exec.Command("go", "build", "-trimpath", "-tags="+tags, "-ldflags=-s -w -buildid=", "-o", to, "./cmd/lizenzlotse")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.system, "GOARCH="+p.processor, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("go build for %s: %w\n%s", p, err, out)
	}
	return nil
}

// committed is when the commit was made that is released.
func committed() (time.Time, error) {
	out, err := exec.Command("git", "log", "-1", "--format=%ct").Output()
	if err != nil {
		return time.Time{}, fmt.Errorf("git log: %w (a release is made of a commit)", err)
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return time.Unix(seconds, 0).UTC(), err
}

// A runner runs the program that was built, with the stamps of the commit and without what earlier runs kept.
type runner struct{ program, epoch string }

func (r runner) output(args ...string) ([]byte, error) {
	c := exec.Command(r.program, args...)
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+r.epoch, "LC_ALL=C", "LIZENZLOTSE_CACHE=")
	var errors strings.Builder
	c.Stderr = &errors
	out, err := c.Output()
	if err != nil {
		return out, fmt.Errorf("lizenzlotse %s: %w\n%s", strings.Join(args, " "), err, &errors)
	}
	return out, nil
}

// version asks the program for its own: "lizenzlotse 0.1.0 (commit)".
func (r runner) version() (string, error) {
	out, err := r.output("version")
	if err != nil {
		return "", err
	}
	words := strings.Fields(string(out))
	if len(words) < 2 || words[0] != "lizenzlotse" {
		return "", fmt.Errorf("lizenzlotse version says %q", out)
	}
	return words[1], nil
}

// sums writes SHA256SUMS of all files, as sha256sum -c reads it.
func sums(out string) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	var lines []string
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		lines = append(lines, hex.EncodeToString(sum[:])+"  "+e.Name()+"\n")
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(strings.Join(lines, "")), 0o644)
}
