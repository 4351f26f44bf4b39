// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Pictures makes the pictures of the README from the demo: the report, the terminal and the comparison of bids, as
// the program that was built shows them. "make pictures" runs it at the root of the repository.
//
// It needs a browser, as --output pdf does, and script of util-linux, which is a terminal for the program to write
// to. Without them it says so and ends with 2. Pictures it could make are written all the same.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"lizenzlotse/reports/pdf"
)

const (
	program = "build/lizenzlotse"
	demo    = "testdata/demo"
	columns = 100
	rows    = 44
)

func main() {
	// The day and time of the pictures, so that they change with the program only.
	os.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(2)
	}
}

func run() error {
	browser, err := pdf.Browser()
	if err != nil {
		return errors.New("no Chromium, Chrome or Edge was found to make them with; " + pdf.Variable + " names one")
	}
	dir, err := os.MkdirTemp("", "pictures-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var failed []error
	for _, p := range []struct {
		file string
		make func(browser, dir string) (image.Image, error)
	}{
		{"pruefbericht.png", report},
		{"terminal.png", terminal},
		{"vergleich.png", comparison},
	} {
		img, err := p.make(browser, dir)
		if err == nil {
			err = write(filepath.Join(demo, p.file), img)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", p.file, err))
		}
	}
	return errors.Join(failed...)
}

// report is the first page of the report on the demo.
func report(browser, dir string) (image.Image, error) {
	page := filepath.Join(dir, "demo.html")
	if err := call("check", filepath.Join(demo, "angebot"), "--policy", "dortmund", "--output", "html="+page); err != nil {
		return nil, err
	}
	return shoot(browser, dir, page, 1000, 1480)
}

// terminal is what the program says on a terminal.
func terminal(browser, dir string) (image.Image, error) {
	said := "check " + demo + "/angebot --policy dortmund --lang en"
	// script is a terminal; what goes to stderr there, such as progress, comes and goes.
	cmd := exec.Command("script", "--quiet", "--command",
		fmt.Sprintf("stty cols %d && exec %s %s --exit-zero --no-cache 2>/dev/null", columns, program, said), os.DevNull)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("script of util-linux: %w", err)
	}
	lines := strings.Split(strings.ReplaceAll(out.String(), "\r\n", "\n"), "\n")
	if len(lines) > rows { // as much as is whole
		end := rows
		for end > 1 && lines[end] != "" {
			end--
		}
		lines = lines[:end]
	}
	html, err := screen("\x1b[2m$\x1b[0m lizenzlotse " + said + "\n\n" + strings.Join(lines, "\n"))
	if err != nil {
		return nil, err
	}
	page := filepath.Join(dir, "terminal.html")
	if err := os.WriteFile(page, []byte(html), 0o600); err != nil {
		return nil, err
	}
	return shoot(browser, dir, page, screenWidth, screenHeight(len(lines)+2))
}

// comparison is that of the bids on the demo's tender: the demo itself and the folders beside the procedure, with what was decided on each.
func comparison(browser, dir string) (image.Image, error) {
	tender := filepath.Join(demo, "bids")
	args := []string{"compare"}
	for _, bid := range append([]string{filepath.Join(demo, "angebot")}, folders(tender)...) {
		name := filepath.Base(bid)
		result := filepath.Join(dir, name+".json")
		bidder, err := signed(filepath.Join(bid, "anschreiben.txt"))
		if err != nil {
			return nil, err
		}
		check := []string{"check", bid, "--bidder", bidder, "--procedure", filepath.Join(tender, "verfahren.yml"), "--output", "json=" + result}
		if decisions := filepath.Join(tender, "entscheidungen-"+name+".yml"); exists(decisions) {
			check = append(check, "--decisions", decisions)
		}
		if err := call(check...); err != nil {
			return nil, err
		}
		args = append(args, result)
	}
	page := filepath.Join(dir, "comparison.html")
	if err := call(append(args, "--output", "html="+page)...); err != nil {
		return nil, err
	}
	return shoot(browser, dir, page, 1200, 1200)
}

// signed gives the bidder, whom each letter in the demo names in a line of its own as invented.
func signed(letter string) (string, error) {
	text, err := os.ReadFile(letter)
	if err != nil {
		return "", err
	}
	_, name, _ := strings.Cut(string(text), "\nBieterin: ")
	name, _, ok := strings.Cut(name, " (erfunden)\n")
	if !ok {
		return "", fmt.Errorf("%s names no bidder", letter)
	}
	return name, nil
}

func folders(dir string) (list []string) {
	entries, _ := os.ReadDir(dir) // without any, there is one bid, and the program says that it needs two
	for _, e := range entries {
		if e.IsDir() {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	return list
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// call runs the program, whose exit codes below 2 and 3 say what it found.
func call(args ...string) error {
	cmd := exec.Command(program, append(args, "--quiet")...)
	var said bytes.Buffer
	cmd.Stderr = &said
	err := cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code == 0 || code == 1 || code == 3 {
		return nil
	}
	return fmt.Errorf("%s %s: %w\n%s", program, args[0], err, said.Bytes())
}
