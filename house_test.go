// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package lizenzlotse holds the tests that guard the house as a whole: who imports whom, how long
// files are, and that every source says under which licence it is.
package lizenzlotse

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "lizenzlotse/"

// imports is the plan of the house: each package and the packages of ours that it imports, no more and no less.
// Those in one row of the plan never import each other; their parent wires them.
var imports = map[string][]string{
	"scanner/spdx":      {},
	"scanner/inventory": {"scanner/spdx", "scanner/jsonfields"},
	"scanner/loosejson": {},
	// How what there is very much of is written as JSON; and what its tests have in common, which nothing else imports.
	"scanner/jsonfields":           {},
	"scanner/jsonfields/fieldtest": {"scanner/jsonfields"},
	// Packages and databases of RPM, which both the walk and the readers of manifests need; it knows nothing of the model.
	"scanner/rpm": {},

	// What differs between two inventories; rules about documents compare with it, and reports show it.
	"scanner/difference": {"scanner/spdx", "scanner/inventory"},

	// What files tell of libraries that were copied without a manifest.
	"scanner/embedded": {"scanner/inventory"},
	// Whose the files are; and which of them are copies, which weighs what detection and the marks of copied libraries say of a whole tree.
	"scanner/places":      {"scanner/inventory"},
	"scanner/copies":      {"scanner/spdx", "scanner/inventory", "scanner/detect", "scanner/embedded", "scanner/places"},
	"scanner/cache":       {},
	"scanner/source":      {"scanner/inventory", "scanner/loosejson", "scanner/rpm", "scanner/source/sevenzip"},
	"scanner/detect":      {"scanner/spdx", "scanner/inventory"},
	"scanner/manifest":    {"scanner/spdx", "scanner/inventory", "scanner/rpm"},
	"scanner/reuse":       {"scanner/spdx", "scanner/inventory"},
	"scanner/list":        {"scanner/spdx", "scanner/inventory"},
	"scanner/declaration": {"scanner/inventory"},
	// What is read of packages that are only named, whoever has them: what package managers keep on this machine, the one folder besides the inputs
	// from which packages are read, or registries, which are asked where the user wants it.
	"scanner/excerpt":    {"scanner/inventory"},
	"scanner/localcache": {"scanner/inventory", "scanner/excerpt"},
	"scanner/lookup":     {"scanner/inventory", "scanner/excerpt", "scanner/lookup/registries"},
	// Which registries the package managers of this machine are set to; it asks none.
	"scanner/lookup/registries": {"scanner/inventory"},
	"scanner/sbom":              {"scanner/spdx", "scanner/inventory", "scanner/sbom/envelope", "scanner/sbom/rdf", "scanner/sbom/spdx3"},

	// Forms of documents that no library reads well; they know nothing of the model.
	"scanner/source/sevenzip": {},
	"scanner/sbom/envelope":   {"scanner/loosejson"},
	"scanner/sbom/rdf":        {},
	"scanner/sbom/spdx3":      {},

	"scanner": {"scanner/spdx", "scanner/inventory", "scanner/cache", "scanner/copies", "scanner/source", "scanner/detect",
		"scanner/declaration", "scanner/difference", "scanner/embedded", "scanner/excerpt", "scanner/list", "scanner/localcache", "scanner/lookup", "scanner/lookup/registries", "scanner/manifest", "scanner/places", "scanner/reuse", "scanner/sbom"},

	"policy/facts":      {"scanner/spdx"},
	"policy/assessment": {"scanner/spdx", "scanner/inventory", "scanner/jsonfields"},
	// How far copyleft goes from a part to the work, and under which licences that work may go out.
	"policy/copyleft": {"scanner/spdx", "scanner/inventory", "policy/facts"},
	// What licences ask of whom, worked out in one place for rules and for the list of duties.
	"policy/duty":   {"scanner/spdx", "scanner/inventory", "policy/facts", "policy/assessment", "policy/copyleft"},
	"policy/rule":   {"scanner/spdx", "scanner/inventory", "scanner/difference", "policy/facts", "policy/assessment", "policy/copyleft", "policy/duty"},
	"policy/custom": {},
	// How the files that people write are read: policies, procedures, decisions, declarations.
	"policy/yamlfile": {"scanner/spdx", "scanner/inventory", "policy/assessment"},
	"policy/profile":  {"scanner/spdx", "scanner/inventory", "policy/facts", "policy/assessment", "policy/yamlfile"},
	// In which procurement something is judged.
	"policy/procedure": {"scanner/spdx", "scanner/inventory", "policy/assessment", "policy/yamlfile"},
	// Copies with passages blacked out.
	"policy/redaction": {"scanner/spdx", "scanner/inventory", "policy/assessment", "policy/yamlfile"},
	// What people decided.
	"policy/decision": {"scanner/spdx", "scanner/inventory", "policy/assessment", "policy/yamlfile"},
	// Several bids side by side, from what was saved of each.
	"policy/comparison": {"scanner/inventory", "policy/facts", "policy/assessment", "policy/duty"},
	// Whether a saved result still fits what it was made from.
	"policy/verification": {"scanner/inventory", "policy/assessment"},
	"policy": {"scanner/spdx", "scanner/inventory", "policy/facts", "policy/assessment",
		"policy/copyleft", "policy/custom", "policy/decision", "policy/duty", "policy/rule", "policy/procedure", "policy/profile", "policy/redaction"},

	"reports/i18n": {},
	// What tests of reports have in common; nothing else imports it.
	"reports/golden": {"policy/assessment"},
	"reports/schema": {},
	// What all HTML documents have in common.
	"reports/page": {"reports/i18n"},
	// How texts of strangers stay text, in Markdown and in spreadsheets; and sheets of text cells, for whoever has a table.
	"reports/escape":   {"reports/i18n"},
	"reports/xlsx":     {"reports/escape", "reports/i18n"},
	"reports/table":    {"scanner/spdx", "scanner/inventory", "policy/assessment", "reports/escape", "reports/i18n", "reports/xlsx"},
	"reports/markdown": {"scanner/spdx", "scanner/inventory", "policy/assessment", "reports/escape", "reports/i18n"},
	"reports/text":     {"scanner/spdx", "scanner/inventory", "policy/assessment", "reports/i18n"},
	"reports/html":     {"scanner/spdx", "scanner/inventory", "policy/assessment", "reports/i18n", "reports/page"},
	// Has a browser print what reports/html writes; the command line hands it to reports.
	"reports/pdf":        {"scanner/inventory"},
	"reports/criteria":   {"scanner/inventory", "policy/assessment", "reports/escape", "reports/i18n"},
	"reports/questions":  {"scanner/inventory", "policy/assessment", "reports/escape", "reports/i18n"},
	"reports/difference": {"scanner/difference", "reports/escape", "reports/i18n", "reports/page"},
	"reports/why":        {"scanner/inventory", "reports/i18n"},
	"reports/outbound":   {"scanner/inventory", "policy/assessment", "reports/i18n"},
	"reports/notices":    {"policy/assessment", "reports/escape", "reports/i18n", "reports/page"},
	"reports/comparison": {"scanner/inventory", "policy/assessment", "reports/i18n", "reports/page", "reports/xlsx"},
	// How a finding is shown beside the files: where, and in which words; for the formats of CI.
	"reports/finding":         {"scanner/inventory", "policy/assessment", "reports/i18n"},
	"reports/sarif":           {"scanner/inventory", "policy/assessment", "reports/i18n", "reports/finding"},
	"reports/junit":           {"scanner/inventory", "policy/assessment", "reports/i18n", "reports/finding"},
	"reports/codequality":     {"scanner/inventory", "policy/assessment", "reports/i18n", "reports/finding"},
	"reports/github":          {"scanner/inventory", "policy/assessment", "reports/i18n", "reports/finding"},
	"reports/verification":    {"scanner/inventory", "policy/assessment", "reports/i18n"},
	"reports/sbom/licenseref": {"scanner/spdx", "scanner/inventory"},
	"reports/sbom/cyclonedx":  {"scanner/spdx", "scanner/inventory", "policy/assessment"},
	"reports/sbom/spdx2":      {"scanner/spdx", "scanner/inventory", "policy/assessment", "reports/sbom/licenseref"},
	"reports/sbom/spdx3":      {"scanner/spdx", "scanner/inventory", "policy/assessment", "reports/sbom/licenseref"},
	"reports": {"scanner/inventory", "scanner/difference", "policy/assessment", "reports/codequality", "reports/comparison", "reports/criteria", "reports/difference",
		"reports/github", "reports/html", "reports/junit", "reports/markdown", "reports/notices", "reports/outbound", "reports/questions", "reports/sarif", "reports/table", "reports/text", "reports/why", "reports/verification",
		"reports/sbom/cyclonedx", "reports/sbom/spdx2", "reports/sbom/spdx3"},

	"cmd/internal/cli": {"scanner", "scanner/spdx", "scanner/inventory", "scanner/difference", "scanner/source", "scanner/detect", "scanner/lookup/registries",
		"policy", "policy/comparison", "policy/custom", "policy/decision", "policy/facts", "policy/assessment", "policy/rule", "policy/procedure", "policy/redaction", "policy/verification", "policy/yamlfile", "reports", "reports/i18n", "reports/pdf"},
	"cmd/lizenzlotse": {"cmd/internal/cli"},

	// Measures the program from outside and needs nothing of it.
	"cmd/internal/bench": {},
	// Makes the README's pictures of the program that was built.
	"cmd/internal/pictures": {"reports/pdf"},

	// Makes what is handed out, and asks the program it has built what is in it.
	"cmd/internal/release": {},

	// Programs that make the data the packages embed.
	"scanner/spdx/generate":   {"scanner/spdx"},
	"scanner/detect/generate": {"scanner/spdx", "scanner/detect"},
}

// only names the one package that may import what others must not.
var only = map[string][]string{
	"net/http":                          {"scanner/lookup"},                                                                     // what is examined stays here; where the user wants it, registries are asked about packages
	"os/exec":                           {"reports/pdf", "cmd/internal/bench", "cmd/internal/pictures", "cmd/internal/release"}, // nothing of what is examined is run
	"github.com/google/licensecheck":    {"scanner/detect", "scanner/detect/generate"},
	"github.com/urfave/cli/v2":          {"cmd/internal/cli"},
	"cel.dev/cel-go":                    {"policy/custom"},
	"github.com/spdx/tools-golang":      {"scanner/sbom", "reports/sbom/spdx2", "cmd/internal/bench"},
	"github.com/xuri/excelize/v2":       {"reports/xlsx"},
	"github.com/CycloneDX/cyclonedx-go": {"scanner/sbom", "reports/sbom/cyclonedx", "cmd/internal/bench", "cmd/internal/release"},
}

func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	listed := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		name, ours := strings.CutPrefix(fields[0], module)
		if !ours {
			continue
		}
		listed++
		allowed, planned := imports[name]
		for _, inner := range allowed {
			if !slices.Contains(fields[1:], module+inner) {
				t.Errorf("the plan lets %s import %s, and it does not", name, inner)
			}
		}
		if !planned {
			t.Errorf("package %s is not in the plan of the house", name)
		}
		for _, imported := range fields[1:] {
			if inner, ours := strings.CutPrefix(imported, module); ours && !slices.Contains(allowed, inner) {
				t.Errorf("%s imports %s", name, inner)
			}
			for path, owners := range only {
				if (imported == path || strings.HasPrefix(imported, path+"/")) && !slices.Contains(owners, name) {
					t.Errorf("%s imports %s, which none but these may: %s", name, imported, strings.Join(owners, ", "))
				}
			}
			if name == "scanner/spdx" && strings.Contains(imported, ".") {
				t.Errorf("%s imports %s and may import the standard library only", name, imported)
			}
		}
	}
	if listed < 10 {
		t.Fatalf("go list named %d packages", listed)
	}
}

// TestReadmeNamesPackages: the README tells what each folder is for.
func TestReadmeNamesPackages(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, plan, _ := strings.Cut(string(text), "| folder |")
	plan, _, _ = strings.Cut(plan, "\n\n")
	for name := range imports {
		told := strings.HasSuffix(name, "/generate")
		for row := range strings.Lines(plan) {
			first, _, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
			for i, folder := range strings.Split(first, ",") {
				folder = strings.Trim(folder, " `")
				if i > 0 && !strings.Contains(folder, "/") { // `reports/text`, `html`
					above, _, _ := strings.Cut(strings.Trim(first, " `"), "`")
					folder = path.Dir(above) + "/" + folder
				}
				told = told || folder == name
			}
		}
		if !told {
			t.Errorf("%s has no row in the README", name)
		}
	}
}

// maxLines is where a file becomes a place to look for a seam.
const maxLines = 400

func TestSources(t *testing.T) {
	count := 0
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		count++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		head := data[:min(len(data), 400)]
		if !bytes.Contains(head, []byte("SPDX-FileCopyrightText: ")) || !bytes.Contains(head, []byte("SPDX-License-Identifier: EUPL-1.2")) {
			t.Errorf("%s: the first lines do not say whose it is and under which licence", path)
		}
		if n := bytes.Count(data, []byte("\n")); n > maxLines && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".gen.go") {
			t.Errorf("%s: %d lines, more than %d", path, n, maxLines)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 20 {
		t.Fatalf("found %d sources", count)
	}
}
