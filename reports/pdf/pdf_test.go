// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/reports/pdf"
	"lizenzlotse/scanner/inventory"
)

// behaviour is the variable that makes the test program a browser, and says of which kind; notes names a folder for what it did.
const (
	behaviour = "TEST_BROWSER"
	notes     = "TEST_BROWSER_NOTES"
)

func TestMain(m *testing.M) {
	if kind := os.Getenv(behaviour); kind != "" {
		os.Exit(browse(kind, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// document is a PDF as far as Print looks at it, with a bidder's text that reads like a date.
const document = `%%PDF-1.4
1 0 obj <</Title (page of %d bytes \(/CreationDate \(D:19990101120000+01'00'\)\))
/CreationDate (D:20200101120000+01'00')
/ModDate (D:20200101120000+01'00')>> endobj
2 0 obj <</Type /Catalog /MarkInfo <</Marked true>> /StructTreeRoot 3 0 R /Lang (de)>> endobj
%%%%EOF
`

// browse does what a browser of the kind does.
func browse(kind string, args []string) int {
	var to string
	for _, a := range args {
		if path, ok := strings.CutPrefix(a, "--print-to-pdf="); ok {
			to = path
		}
	}
	from, err := url.Parse(args[len(args)-1])
	if err != nil {
		return 9
	}
	path := from.Path
	if runtime.GOOS == "windows" {
		path = path[1:]
	}
	page, err := os.ReadFile(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 9
	}
	whole := fmt.Sprintf(document, len(page))
	write := func(s string) { os.WriteFile(to, []byte(s), 0o600) }
	note := func(name, s string) { os.WriteFile(filepath.Join(os.Getenv(notes), name), []byte(s), 0o600) }
	fmt.Fprintln(os.Stderr, "a warning that means nothing")
	switch kind {
	case "prints":
		note("args", strings.Join(args, "\n"))
		note("env", os.Getenv("XDG_CONFIG_HOME")+"\n"+os.Getenv("XDG_CACHE_HOME"))
		write(whole)
	case "fails":
		write(whole)
		fmt.Fprintln(os.Stderr, "[1:1:1122/1:FATAL:x.cc(1)] out of "+strings.Repeat("luck ", 200))
		fmt.Fprintln(os.Stderr, "#0 0x1")
		return 5
	case "no sandbox":
		fmt.Fprintln(os.Stderr, "[1:1:1122/1:FATAL:zygote_host_impl_linux.cc(132)] No usable sandbox!")
		return 1
	case "writes nothing":
	case "writes garbage":
		write("<html>%%EOF\n")
	case "breaks off":
		write(whole[:len(whole)-7])
	case "has no tags":
		write(strings.Replace(whole, "/StructTreeRoot", "/X", 1))
	case "has no language":
		write(strings.Replace(whole, "/Lang", "/X", 1))
	case "writes too much":
		write(whole)
		os.Truncate(to, 1<<30)
	case "writes a folder":
		os.Mkdir(to, 0o700)
	case "hangs":
		child := exec.Command(os.Args[0], args...)
		child.Env = append(os.Environ(), behaviour+"=beats")
		child.Stderr = os.Stderr
		if child.Start() != nil {
			return 9
		}
		child.Wait()
	case "leaves a child":
		child := exec.Command(os.Args[0], args...)
		child.Env = append(os.Environ(), behaviour+"=beats")
		child.Stderr = os.Stderr
		child.Start()
		for !exists(filepath.Join(os.Getenv(notes), "beats")) {
			time.Sleep(time.Millisecond)
		}
		write(whole)
	case "beats":
		for i := range 3000 {
			note("beats", strings.Repeat("x", i+1))
			time.Sleep(10 * time.Millisecond)
		}
	}
	return 0
}

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

// browser makes the test program the browser, of a kind, and gives the folder of its notes.
func browser(t *testing.T, kind string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Setenv(pdf.Variable, self)
	t.Setenv(behaviour, kind)
	t.Setenv(notes, dir)
	return dir
}

var stamp = time.Date(2026, 11, 22, 8, 30, 0, 0, time.FixedZone("", 3600))

func options(t *testing.T) pdf.Options {
	return pdf.Options{Dir: t.TempDir(), Created: stamp, ToolVersion: "0.1.0"}
}

func TestPrint(t *testing.T) {
	dir := browser(t, "prints")
	o := options(t)
	o.Dir = filepath.Join(o.Dir, "Prüfung #1 100% ?")
	if err := os.Mkdir(o.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := pdf.Print(t.Context(), &b, []byte("<p>12345</p>"), o); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(fmt.Sprintf(document, 12), "20200101120000+01'00'", "20261122073000+00'00'")
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	data, err := os.ReadFile(filepath.Join(dir, "args"))
	if err != nil {
		t.Fatal(err)
	}
	args := strings.Split(string(data), "\n")
	for _, a := range []string{"--headless", "--export-tagged-pdf", "--generate-pdf-document-outline", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--no-proxy-server", "--disable-background-networking", "--disable-extensions", "--disable-sync", "--no-first-run", "--user-agent=Lizenzlotse 0.1.0",
		"--user-data-dir=" + filepath.Join(o.Dir, "profile")} {
		if !slices.Contains(args, a) {
			t.Errorf("without %s: %q", a, args)
		}
	}
	if unsafe := slices.Contains(args, "--no-sandbox"); unsafe != (os.Geteuid() == 0) {
		t.Errorf("effective user %d, --no-sandbox is %v", os.Geteuid(), unsafe)
	}
	env, _ := os.ReadFile(filepath.Join(dir, "env"))
	for line := range strings.Lines(string(env)) {
		if !strings.HasPrefix(line, o.Dir) {
			t.Errorf("the browser may write to %s", line)
		}
	}
}

func TestBrowsersThatFail(t *testing.T) {
	for kind, want := range map[string]struct{ key, hint, cause string }{
		"fails":           {"error.pdf-not-printed", "hint.pdf-folder", "out of luck"},
		"no sandbox":      {"error.pdf-not-printed", "hint.pdf-sandbox", "No usable sandbox!"},
		"writes nothing":  {"error.pdf-not-printed", "hint.pdf-folder", "a warning"},
		"writes garbage":  {"error.pdf-not-printed", "hint.pdf-folder", "a warning"},
		"breaks off":      {"error.pdf-not-printed", "hint.pdf-folder", "a warning"},
		"writes a folder": {"error.pdf-not-printed", "hint.pdf-folder", "a warning"},
		"has no tags":     {"error.pdf-untagged", "hint.pdf-by-hand", ""},
		"has no language": {"error.pdf-untagged", "hint.pdf-by-hand", ""},
		"writes too much": {"error.pdf-large", "hint.pdf-by-hand", ""},
	} {
		t.Run(kind, func(t *testing.T) {
			browser(t, kind)
			var b bytes.Buffer
			err := pdf.Print(t.Context(), &b, []byte("<p>"), options(t))
			var e *inventory.Error
			if !errors.As(err, &e) || e.Key != want.key || e.Hint.Key != want.hint || e.Args["path"] == "" {
				t.Fatalf("%+v", err)
			}
			if want.cause != "" && (e.Cause == nil || !strings.Contains(e.Cause.Error(), want.cause) || len(e.Cause.Error()) > 310) {
				t.Errorf("cause %v", e.Cause)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes were written", b.Len())
			}
		})
	}
}

func TestBrowserIsFound(t *testing.T) {
	for _, name := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData", pdf.Variable} {
		t.Setenv(name, "")
	}
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("PATHEXT", ".EXE")
	var e *inventory.Error
	path, err := pdf.Browser()
	if !strings.HasPrefix(path, "/Applications/") && // on macOS no variable hides one that is there
		(!errors.As(err, &e) || e.Key != "error.pdf-no-browser" || !strings.Contains(e.Args["names"], "microsoft-edge") || e.Hint.Key == "") {
		t.Errorf("%s, %v", path, err)
	}
	ending := ""
	if runtime.GOOS == "windows" {
		ending = ".exe"
	}
	for _, name := range []string{"microsoft-edge", "google-chrome", "chromium"} { // each goes before those above
		want := filepath.Join(bin, name+ending)
		if err := os.WriteFile(want, nil, 0o700); err != nil {
			t.Fatal(err)
		}
		if path, err := pdf.Browser(); path != want {
			t.Errorf("%s: %s, %v", name, path, err)
		}
	}
	t.Chdir(bin)
	t.Setenv("PATH", "."+string(filepath.ListSeparator)+t.TempDir())
	if path, err := pdf.Browser(); err == nil && !strings.HasPrefix(path, "/Applications/") {
		t.Errorf("a browser of the working directory is taken: %s", path)
	}
	t.Setenv(pdf.Variable, "."+string(filepath.Separator)+"google-chrome"+ending)
	if path, err := pdf.Browser(); err != nil || !filepath.IsAbs(path) {
		t.Errorf("named: %s, %v", path, err)
	}
	t.Setenv(pdf.Variable, filepath.Join(bin, "firefox"))
	t.Setenv("PATH", bin)
	if path, err := pdf.Browser(); !errors.As(err, &e) || e.Key != "error.pdf-browser-named" || e.Args["path"] != filepath.Join(bin, "firefox") {
		t.Errorf("another than the one named is taken: %s, %v", path, err)
	}
}
