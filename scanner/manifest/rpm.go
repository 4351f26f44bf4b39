// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"errors"
	"fmt"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/rpm"
)

// rpmHeader is the name of the header among the files of an RPM package, and of what reads it.
const rpmHeader = "rpm-header"

// vendors are the namespaces of distributions in purls, by what their packages say of who made them.
var vendors = map[string]string{
	"AlmaLinux":                            "almalinux",
	"CentOS":                               "centos",
	"Fedora Project":                       "fedora",
	"openSUSE":                             "opensuse",
	"Red Hat, Inc.":                        "redhat",
	"Rocky":                                "rocky",
	"Rocky Enterprise Software Foundation": "rocky",
	"SUSE LLC <https://www.suse.com/>":     "suse",
}

// rpmString is the text of a tag; rpm itself writes "(none)" where there is none.
func rpmString(h *rpm.Header, tag rpm.Tag) string {
	if s := strings.TrimSpace(h.String(tag)); s != "(none)" {
		return s
	}
	return ""
}

// headerPackage is what a header says of its package (purl-spec, "rpm": the epoch is a qualifier).
func headerPackage(h *rpm.Header) pkg {
	p := pkg{name: rpmString(h, rpm.Name), version: rpmString(h, rpm.Version), namespace: vendors[rpmString(h, rpm.Vendor)], qualifiers: map[string]string{}}
	if release := rpmString(h, rpm.Release); release != "" {
		p.version += "-" + release
	}
	arch := rpmString(h, rpm.Arch)
	if h.IsSource() {
		arch = "src"
	}
	if arch != "" {
		p.qualifiers["arch"] = inventory.Clip(arch, maxField)
	}
	p.key = p.name + "-" + p.version + "." + arch
	if epoch := h.Numbers(rpm.Epoch); len(epoch) > 0 && epoch[0] > 0 { // 0 is none
		p.qualifiers["epoch"] = fmt.Sprint(epoch[0])
		p.key = fmt.Sprint(epoch[0], ":", p.key)
	}
	return p
}

// rpmDistribution says where a package is from. That of sources is named without an address: it is no offer of them.
func rpmDistribution(h *rpm.Header) inventory.Distribution {
	return inventory.Distribution{
		Homepage: inventory.Clip(rpmString(h, rpm.URL), maxField),
		Package:  inventory.Clip(rpmString(h, rpm.SourceRPM), maxField),
	}
}

// readRPM reads the header of an RPM package. What it says of the licence is an expression of SPDX, or in older packages the
// short names of Fedora.
func readRPM(s *sheet) error {
	h, err := rpm.ParseHeader(s.data)
	if errors.Is(err, rpm.ErrFormat) || !strings.HasPrefix(string(s.data), rpm.HeaderMagic[:4]) {
		return nil // another file of that name
	}
	if err != nil {
		return err
	}
	p := headerPackage(h)
	s.qualified(packageurl.TypeRPM, p.namespace, p.name, p.version, p.qualifiers)
	s.component.Name = inventory.Clip(p.name, maxField)
	s.component.Supplier = rpmString(h, rpm.Vendor)
	s.component.Distribution = rpmDistribution(h)
	seen := map[string]bool{}
	for _, v := range h.Variants(rpm.License) {
		text := strings.TrimSpace(v.Value)
		if text == "(none)" || seen[text] {
			continue
		}
		seen[text] = true
		s.declareAt(inventory.ReadLicense(text), inventory.Evidence{Path: s.path, Detector: s.reader, Quote: inventory.Clip(text, inventory.MaxQuote),
			Byte: inventory.ByteRange{Start: int64(v.Start), End: int64(min(v.Start+len(v.Value), len(s.data)))}})
	}
	if len(seen) > 1 {
		s.twice("License")
	}
	for _, fault := range h.Faults() {
		return fault
	}
	if p.name == "" {
		return errors.New("it has no name")
	}
	return nil
}

// readRPMNeeds reads what a package says that it needs and provides; who provides what is found once all are read.
func readRPMNeeds(g *graph) error {
	h, err := rpm.ParseHeader(g.data)
	if err != nil || !strings.HasPrefix(string(g.data), rpm.HeaderMagic[:4]) {
		return nil // the reader of manifests says so
	}
	p := headerPackage(h)
	g.Project = packageID(g.ecosystem, p)
	g.Installed = true
	if one := newRPMNode(h); g.Project != "" {
		one.id, one.folder = g.Project, path.Dir(path.Dir(g.path))
		g.rpm = one
	}
	return nil
}

// An rpmPackage is what RPM knows of an installed package beside what all systems know.
type rpmPackage struct {
	key, namespace string
	qualifiers     map[string]string
	node           *rpmNode
}

// distribution is the namespace of the purl: what its maker says, else what the system says that it is.
func (p *rpmPackage) distribution(release *osRelease) string {
	if p.namespace == "" && release != nil {
		return release.id
	}
	return p.namespace
}

// readRPMDatabase reads the packages that are installed in a system.
func readRPMDatabase(g *graph) error {
	form := rpm.Identify(g.data)
	if form == "" {
		if path.Base(g.path) == "Packages" { // a common name
			return nil
		}
		return rpm.ErrFormat
	}
	g.Document.Version = string(form)
	f := &systemFile{}
	defer g.system(f)
	const few = 20
	faults := 0
	wrong := func(err error) {
		if faults++; faults <= few {
			g.unreadable(err)
		}
	}
	files := 0
	for data, err := range rpm.Headers(g.data) {
		var h *rpm.Header
		if err == nil {
			h, err = rpm.ParseHeader(data)
		}
		if err != nil {
			wrong(err)
			continue
		}
		p := headerPackage(h)
		switch {
		case p.name == "gpg-pubkey": // a key of the distributor, and no software
			continue
		case p.name == "":
			wrong(errors.New("a package without a name"))
			continue
		case len(f.packages) >= maxPackages:
			g.tooMany()
			return nil
		}
		d := rpmDistribution(h)
		x := systemPackage{name: p.name, version: p.version, arch: p.qualifiers["arch"], supplier: rpmString(h, rpm.Vendor), homepage: d.Homepage, source: d.Package,
			license: inventory.ReadLicense(rpmString(h, rpm.License)),
			rpm:     &rpmPackage{p.key, p.namespace, p.qualifiers, newRPMNode(h)}}
		if x.files = rpmOwned(h, maxOwned-files); x.files == nil {
			wrong(fmt.Errorf("%s: its list of files is not read", inventory.Clip(p.key, maxDetail)))
		}
		files += len(x.files)
		f.packages = append(f.packages, x)
		for _, fault := range h.Faults() {
			wrong(fmt.Errorf("%s: %w", inventory.Clip(p.key, maxDetail), fault))
			break
		}
	}
	return nil
}

// rpmOwned are the files of a package but for its folders, as paths from the root; nil where they are more than the limit.
func rpmOwned(h *rpm.Header, limit int) []string {
	folders, names, in, modes := h.Strings(rpm.DirNames), h.Strings(rpm.BaseNames), h.Numbers(rpm.DirIndexes), h.Numbers(rpm.FileModes)
	if len(names) > limit || len(in) != len(names) || len(modes) != len(names) {
		return nil
	}
	list := make([]string, 0, len(names))
	for i, name := range names {
		if in[i] >= uint64(len(folders)) || len(folders[in[i]])+len(name) > maxField {
			return nil
		}
		const kind, folder = 0o170000, 0o040000
		if modes[i]&kind != folder {
			list = append(list, strings.TrimLeft(folders[in[i]], "/")+name)
		}
	}
	return list
}

// needRPMs enters which of the packages of a system need which.
func (g *graph) needRPMs(packages []systemPackage, at []int) {
	var all []*rpmNode
	number := map[*rpmNode]int{}
	for i, p := range packages {
		if p.rpm != nil && at[i] >= 0 {
			all = append(all, p.rpm.node)
			number[p.rpm.node] = at[i]
		}
	}
	resolveRPM(all, func(from, to *rpmNode, scope inventory.Scope, capability string) {
		g.needAs(number[from], number[to], scope, 0, capability)
	})
}

// readRPMJournal speaks of what was written last, and which SQLite has not put into the database.
func readRPMJournal(g *graph) error {
	g.issues = append(g.issues, inventory.Issue{Code: "rpm-journal", Path: g.path, Effect: inventory.Unread})
	return nil
}
