// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(apart{m}, map[string]func(){
		"lizenzlotse": func() { os.Exit(Run(os.Args, os.Stdin, os.Stdout, os.Stderr)) },
		"chromium":    browse,
	})
}

// browse is the program chromium of the tests. It prints how long the page is, or never comes to an end.
func browse() {
	if begun := os.Getenv("TEST_BROWSER_HANGS"); begun != "" {
		os.WriteFile(begun, nil, 0o600)
		time.Sleep(time.Minute)
	}
	var page []byte
	for _, a := range os.Args {
		if to, ok := strings.CutPrefix(a, "--print-to-pdf="); ok {
			page, _ = os.ReadFile(filepath.Join(filepath.Dir(to), "page.html"))
			os.WriteFile(to, fmt.Appendf(nil, "%%PDF-1.4 %d bytes, German: %v /StructTreeRoot /MarkInfo /Lang\n%%%%EOF\n", len(page), bytes.Contains(page, []byte(`lang="de"`))), 0o600)
		}
	}
	os.Exit(0)
}

// Apart are tests that leave the user's cache alone. What the scripts run has an environment of its own.
type apart struct{ *testing.M }

func (a apart) Run() int {
	os.Setenv("LIZENZLOTSE_CACHE", "")
	os.Setenv("CHROME_PATH", "chromium") // browse, whatever is installed
	return a.M.Run()
}

// TestScripts runs whole commands: each file in testdata is one story, with its input in it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LC_ALL", "en_US.UTF-8")
			e.Setenv("CHROME_PATH", "chromium")
			e.Setenv("SOURCE_DATE_EPOCH", "1795305600") // 2026-11-22
			for name, folder := range map[string]string{"HOME": "home", "USERPROFILE": "home", "XDG_CACHE_HOME": "home/.cache", "LocalAppData": "home/.cache"} {
				e.Setenv(name, filepath.Join(e.WorkDir, ".tmp", folder)) // the user's own is left alone
			}
			if err := os.MkdirAll(filepath.Join(e.WorkDir, ".tmp", "home"), 0o700); err != nil {
				return err
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "pack": pack, "cut": cut, "same": same, "edit": edit,
		},
	})
}

// exits CODE COMMAND… runs a command and holds its exit code against the one wanted.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		_, code, _ = strings.Cut(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("exit code %q, want %s", code, args[0])
	}
}

// pack ARCHIVE FOLDER makes a zip, xlsx, tar or tar.gz, as the archive's name ends.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack ARCHIVE FOLDER")
	}
	files := os.DirFS(ts.MkAbs(args[1]))
	var b bytes.Buffer
	switch {
	case strings.HasSuffix(args[0], ".zip"), strings.HasSuffix(args[0], ".xlsx"):
		w := zip.NewWriter(&b)
		ts.Check(w.AddFS(files))
		ts.Check(w.Close())
	case strings.HasSuffix(args[0], ".tar"):
		w := tar.NewWriter(&b)
		ts.Check(w.AddFS(files))
		ts.Check(w.Close())
	default:
		z := gzip.NewWriter(&b)
		w := tar.NewWriter(z)
		ts.Check(w.AddFS(files))
		ts.Check(w.Close())
		ts.Check(z.Close())
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// cut FILE leaves the first half of a file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	data := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data[:len(data)/2]), 0o644))
}

// edit FILE OLD NEW does by hand what nobody should: it replaces every OLD; "\\n" in either is a line break.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	lines := strings.NewReplacer(`\\`, `\`, `\n`, "\n")
	text, old := ts.ReadFile(args[0]), lines.Replace(args[1])
	if !strings.Contains(text, old) {
		ts.Fatalf("%s does not hold %q", args[0], old)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, old, lines.Replace(args[2]))), 0o644))
}

// same A B compares two files byte by byte without printing them.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if (ts.ReadFile(args[0]) == ts.ReadFile(args[1])) == neg {
		ts.Fatalf("%s and %s: same is %v", args[0], args[1], neg)
	}
}

// FuzzArrange: no arguments make the program lose one without a word, or panic.
func FuzzArrange(f *testing.F) {
	f.Add("scan . --output json=x")
	f.Add("policy show --lang de -- -x")
	f.Add("--lang en check -")
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Fields(line)
		s := &session{lang: "en"}
		made, err := arrange(s.app(), args)
		if err != nil || made.help {
			return
		}
		got := strings.Join(made.args, " ")
		for _, a := range args {
			if a != "--" && a != "help" && !strings.HasPrefix(a, "-") && a != "version" && !strings.Contains(" "+got+" ", " "+a+" ") {
				t.Errorf("%q lost %q: %q", line, a, got)
			}
		}
	})
}
