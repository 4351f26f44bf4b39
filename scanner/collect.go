// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/cache"
	"lizenzlotse/scanner/declaration"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/list"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/reuse"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/source"
)

// A collector takes what the walk hands over, from several goroutines at once.
type collector struct {
	cache    *cache.Store
	progress *Progress
	wordings *Wordings
	given    []*list.Result        // of Options.Lists
	declared []*declaration.Result // of Options.Declarations
	whole    *list.Result          // the input as a whole is this list; nil: it is not

	mu    sync.Mutex
	ended bool // nothing more is taken in
	// Files are each by itself: of a large slice that fills slowly the system gives memory twice, once when the collector of garbage reads
	// what is not written yet.
	files     []*inventory.File
	manifests []described
	needs     []*manifest.Dependencies
	sums      map[string]string // digests of go.sum, by "module version"
	documents []*sbom.Result
	lists     []*list.Result        // in tables that may be lists of licences
	forms     []*declaration.Result // that lie in the input
	annotated []annotations
	// copyrightFiles are those that Debian demands of each package, installed or packed.
	copyrightFiles []annotations
	marks          []embedded.Mark
	issues         []inventory.Issue
}

// described is a component that a manifest describes, and the folder it is about.
type described struct {
	path      string // of the manifest
	dir       string
	order     int // of its reader in the list: the first manifest of a folder names the component
	component inventory.Component
}

// readable are the SBOM formats that are read, by the kind the walk gives them.
var readable = map[source.Kind]string{
	source.KindCycloneDXJSON: sbom.CycloneDXJSON,
	source.KindCycloneDXXML:  sbom.CycloneDXXML,
	source.KindSPDXJSON:      sbom.SPDXJSON,
	source.KindSPDXTagValue:  sbom.SPDXTagValue,
	source.KindSPDXYAML:      sbom.SPDXYAML,
	source.KindSPDXRDF:       sbom.SPDXRDF,
	source.KindSPDX3:         sbom.SPDX3JSON,
}

func (c *collector) visit(e *source.Entry) error {
	f := &inventory.File{Path: e.Path, Size: e.Size, SHA256: e.SHA256, SHA1: e.SHA1}
	var issues []inventory.Issue
	var documents []*sbom.Result
	var table *list.Result
	var form *declaration.Result
	var component *described
	var statements annotations
	var needs *manifest.Dependencies
	var copyrightFile annotations
	var marks []embedded.Mark

	wrapped := e.Kind == source.KindEnvelope && e.Data != nil
	if wrapped { // what looked like it and holds none is an ordinary file
		documents, issues = readSBOM(e, sbom.Wrapped)
		wrapped = len(documents)+len(issues) > 0
	}
	switch format, isSBOM := readable[e.Kind]; {
	case e.Kind.Archive():
		f.Roles = append(f.Roles, inventory.RoleArchive)
		if isPaperName(e.Path) { // what is in it is no document that is known here
			issues = append(issues, unreadLicense(e)...)
		}
	case e.Kind == source.KindOffice:
		f.Roles = append(f.Roles, inventory.RoleBinary)
		issues = append(issues, unreadLicense(e)...)
		if isSheet(e.Path) {
			var faults []inventory.Issue
			table, faults = readTable(e)
			issues = append(issues, faults...)
		}
	case e.Data == nil && e.At == nil && e.Size > 0: // over a limit: the walk has raised the issue
	case wrapped:
		f.Roles = append(f.Roles, inventory.RoleSBOM)
	case isSBOM:
		f.Roles = append(f.Roles, inventory.RoleSBOM)
		documents, issues = readSBOM(e, format)
	case e.Kind == source.KindRPMHeader:
		f.Roles = append(f.Roles, inventory.RoleBinary)
		component, issues = readManifest(e, f)
		f.License, _ = detect.Expression(f.Findings)
		var faults []inventory.Issue
		needs, faults = readBinary(e, f)
		issues = append(issues, faults...)
	case e.Kind == source.KindBinary:
		f.Roles = append(f.Roles, inventory.RoleBinary)
		needs, issues = readBinary(e, f)
		issues = append(issues, unreadLicense(e)...)
	default:
		component, issues = readManifest(e, f)
		var unmade []inventory.Issue
		needs, unmade = readDependencies(e)
		issues = append(issues, unmade...)
		var faults []inventory.Issue
		if isTable(e.Path) {
			table, faults = readTable(e)
			issues = append(issues, faults...)
		}
		if read, faults := readForm(e); read != nil || len(faults) > 0 {
			form, issues = read, append(issues, faults...)
		}
		if bytes.HasPrefix(head(e), []byte("%PDF-")) { // what its pages say is not what its bytes say
			issues = append(issues, unreadLicense(e)...)
		}
		if _, ok := reuse.Wants(e.Path); ok {
			statements, faults = readAnnotations(e)
			issues = append(issues, faults...)
		}
		copyrightFile = readCopyrightFile(e)
		if len(statements.list) > 0 {
			f.Roles = append(f.Roles, inventory.RoleLicenses)
		} else if role := detect.Role(e.Path); role != "" {
			f.Roles = append(f.Roles, role)
		}
		var found detect.Result
		found, marks = c.readText(e, isListed(e, needs, unmade))
		if needs != nil {
			if needs.Resolved { // the licences that it names are those of others, and were read
				found = ofOthers(found)
			}
			if !slices.Contains(f.Roles, inventory.RoleManifest) {
				f.Roles = append(f.Roles, inventory.RoleManifest)
			}
		}
		copyrightFile.list = unexplained(copyrightFile.list, e.Data, found.Findings)
		issues = append(issues, found.Issues...)
		issues = append(issues, named(found.Findings, e.Path)...)
		f.Copyrights = found.Copyrights
		f.Findings = append(f.Findings, beside(component, found.Findings)...)
		f.License, _ = detect.Expression(f.Findings)
		c.wordings.keep(e, f)
	}
	if table == nil && form == nil && !slices.ContainsFunc(issues, func(i inventory.Issue) bool { return i.Code == codeLicenseBinary }) && isUnreadPaper(e, f) {
		f.Roles = append(f.Roles, inventory.RolePaper)
	}
	if e.Depth == 0 && !strings.Contains(e.Path, "/") && (len(f.Roles)+len(f.Findings) == 0 || e.Kind == source.KindResult) {
		issues = append(issues, unexpected(e)...)
	}

	c.progress.Findings.Add(int64(len(f.Findings)))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return nil
	}
	c.files = append(c.files, f)
	c.issues = append(c.issues, issues...)
	c.documents = append(c.documents, documents...)
	if table != nil {
		c.lists = append(c.lists, table)
	}
	if form != nil {
		c.forms = append(c.forms, form)
	}
	if len(statements.list) > 0 {
		c.annotated = append(c.annotated, statements)
	}
	if len(copyrightFile.list) > 0 {
		c.copyrightFiles = append(c.copyrightFiles, copyrightFile)
	}
	if component != nil {
		c.manifests = append(c.manifests, *component)
	}
	c.marks = append(c.marks, marks...)
	if needs != nil {
		c.needs = append(c.needs, needs)
	}
	return nil
}

// takeFiles gives the files that were visited, and lets go of them.
func (c *collector) takeFiles() []inventory.File {
	list := slices.Grow([]inventory.File(nil), len(c.files))
	for _, f := range c.files {
		list = append(list, *f)
	}
	c.files = nil
	return list
}

// end takes in a last issue and nothing after it, so that what is there can be put together.
func (c *collector) end(last inventory.Issue) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	c.issues = append(c.issues, last)
}

// unreadLicense is the issue for a file that is a licence by its name and cannot be read as text.
func unreadLicense(e *source.Entry) []inventory.Issue {
	if !detect.IsLicenseDocument(e.Path) {
		return nil
	}
	return []inventory.Issue{{Code: codeLicenseBinary, Path: e.Path, Effect: inventory.Unread}}
}

const codeLicenseBinary = "license-file-binary"

// unexpected speaks of a file at the top of an input in which nothing was found and that was meant to be
// more than a file: its name says archive, or it is structured data and no SBOM; what is found in a
// saved result is only what it quotes. The collector keeps it only where that file is an input itself.
func unexpected(e *source.Entry) []inventory.Issue {
	code := ""
	switch name := strings.ToLower(e.Path); {
	case e.Size == 0: // the walk has said so
		return nil
	case slices.ContainsFunc(archiveNames, func(ending string) bool { return strings.HasSuffix(name, ending) }):
		code = codeNoArchive
	case bytes.HasPrefix(start(e), []byte("{")), bytes.HasPrefix(start(e), []byte("[")), bytes.HasPrefix(start(e), []byte("<")):
		code = codeNoSBOM
	default:
		return nil
	}
	return []inventory.Issue{{Code: code, Path: e.Path, Effect: inventory.Unread}}
}

const (
	codeNoArchive = "input-no-archive"
	codeNoSBOM    = "input-no-sbom"
)

// archiveNames are the endings of what is handed over as an archive, be it of a form that is read or of one that is refused.
var archiveNames = []string{".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".cpio", ".deb", ".rpm", ".apk", ".gem",
	".jar", ".war", ".ear", ".aar", ".whl", ".nupkg"}

func start(e *source.Entry) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(head(e), []byte("\xef\xbb\xbf")), " \t\r\n")
}

// head is what a file begins with, or all of it.
func head(e *source.Entry) []byte {
	if e.At == nil {
		return e.Data
	}
	data := make([]byte, peekSize)
	n, _ := e.At.ReadAt(data, 0)
	return data[:n]
}

// isStructured reports whether a file is by its name one that is read as a whole.
func isStructured(path string) bool {
	_, describes := manifest.For(path)
	_, lists := manifest.ListerFor(path)
	_, speaks := reuse.Wants(path)
	return describes || lists || speaks
}

// readSBOM reads the documents of a file; one that cannot be read is an unread Issue, never an empty success.
func readSBOM(e *source.Entry, format string) ([]*sbom.Result, []inventory.Issue) {
	results, issues := sbom.ReadAll(e.Data, format, e.Path)
	for _, r := range results {
		r.Document.SHA256 = e.SHA256
		r.Document.Envelope = append(slices.Clip(e.Packed), r.Document.Envelope...)
		compareTexts(r)
	}
	return results, issues
}

// unreadIssue turns the error of a reader into the issue that says the same of the file. The issue
// names the file itself, so of the place only line and column are left.
func unreadIssue(e *source.Entry, err error) inventory.Issue {
	var known *inventory.Error
	if !errors.As(err, &known) {
		return inventory.Issue{Code: "unreadable", Path: e.Path,
			Args: inventory.Args{"detail": err.Error()}, Effect: inventory.Unread}
	}
	args := inventory.Args{}
	maps.Copy(args, known.Args)
	if place, ok := strings.CutPrefix(known.Where, e.Path+":"); ok {
		args["at"] = place
	}
	return inventory.Issue{Code: known.Key, Path: e.Path, Args: args, Effect: inventory.Unread}
}

func readManifest(e *source.Entry, f *inventory.File) (*described, []inventory.Issue) {
	r, ok := manifest.For(e.Path)
	if !ok {
		return nil, nil
	}
	f.Roles = append(f.Roles, inventory.RoleManifest)
	component, findings, issues := r.Read(e.Data, e.Path)
	f.Findings = append(f.Findings, findings...)
	if component == nil {
		return nil, issues
	}
	order := slices.IndexFunc(manifest.Readers, func(x manifest.Reader) bool { return x.Name == r.Name })
	return &described{path: e.Path, dir: path.Dir(e.Path), order: order, component: *component}, issues
}

// beside leaves out what prose detection says of the very field that a manifest's reader read: that is
// the declaration.
func beside(c *described, findings []inventory.Finding) []inventory.Finding {
	if c == nil {
		return findings
	}
	return slices.DeleteFunc(findings, func(f inventory.Finding) bool {
		return f.Evidence.Detector == detect.DetectorProse && slices.ContainsFunc(c.component.Claims, func(claim inventory.Claim) bool {
			return slices.ContainsFunc(claim.Evidence, func(e inventory.Evidence) bool {
				return f.Evidence.Line.First <= e.Line.Last && e.Line.First <= f.Evidence.Line.Last
			})
		})
	})
}

// scanText gives what detection finds in the text of a file. It guards the run against a detector's fault: one file must not end
// the scan of the rest. Of a list every word was made out, and none is prose.
func scanText(e *source.Entry, list bool) (found detect.Result) {
	defer func() {
		if r := recover(); r != nil {
			found = detect.Result{Issues: []inventory.Issue{{Code: "detection-failed", Path: e.Path,
				Args: inventory.Args{"detail": fmt.Sprint(r)}, Effect: inventory.Unread}}}
		}
	}()
	if e.At != nil {
		found, err := detect.ScanAt(e.At, e.Size, e.Path)
		if err != nil {
			found.Issues = []inventory.Issue{unreadIssue(e, err)}
		}
		return found
	}
	if list {
		return detect.ScanList(e.Data, e.Path)
	}
	return detect.Scan(e.Data, e.Path)
}
