// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Variable is the environment variable that names the browser, as a path or as a name on PATH. It is the
// user's environment alone that says which program runs: no policy, and nothing that is examined.
const Variable = "CHROME_PATH"

// names are what the browsers are called on PATH.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"}

// places are where installers put them that leave PATH alone.
func places() (list []string) {
	under := func(roots []string, paths ...string) {
		for _, p := range paths {
			for _, root := range roots {
				if filepath.IsAbs(root) {
					list = append(list, filepath.Join(root, filepath.FromSlash(p)))
				}
			}
		}
	}
	switch runtime.GOOS {
	case "windows":
		under([]string{os.Getenv("ProgramFiles"), os.Getenv("ProgramFiles(x86)"), os.Getenv("LocalAppData")},
			"Chromium/Application/chrome.exe", "Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
	case "darwin":
		under([]string{"/Applications", filepath.Join(os.Getenv("HOME"), "Applications")},
			"Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge")
	}
	return list
}

// Browser finds the program that prints: what CHROME_PATH names and nothing else, or else the first
// of Chromium, Chrome and Edge on PATH or where they are usually installed. A program in the working directory
// is never taken unless the variable names it: the directory may hold a bid.
func Browser() (string, error) {
	if named := os.Getenv(Variable); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", &inventory.Error{Message: inventory.Message{Key: "error.pdf-browser-named", Args: inventory.Args{"variable": Variable, "path": named}},
				Hint: hint("hint.pdf-browser-named")}
		}
		return filepath.Abs(path) // it is started in a folder of its own
	}
	for _, name := range slices.Concat(names, places()) {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", &inventory.Error{Message: inventory.Message{Key: "error.pdf-no-browser", Args: inventory.Args{"names": strings.Join(names, ", ")}},
		Hint: hint("hint.pdf-no-browser")}
}

func hint(key string) inventory.Message {
	return inventory.Message{Key: key, Args: inventory.Args{"variable": Variable}}
}
