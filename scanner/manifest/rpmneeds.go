// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/rpm"
)

// An rpmNode is a package with what it needs and provides.
type rpmNode struct {
	id, arch string
	folder   string // in which it lies as a file; "" in a database
	provides []rpmCapability
	files    []string // that others may need by their path
	needs    []rpmNeed
}

// An rpmCapability is something that packages provide and need: a name, that of a package or of anything else.
type rpmCapability struct{ name, version string }

type rpmNeed struct {
	rpmCapability
	exact bool // the version is the one that is needed, rather than the least or the most
	scope inventory.Scope
}

// Flags of a dependency.
const (
	rpmLess    = 1 << 1
	rpmGreater = 1 << 2
	rpmEqual   = 1 << 3
)

func newRPMNode(h *rpm.Header) *rpmNode {
	one := &rpmNode{arch: h.String(rpm.Arch)}
	versions := h.Strings(rpm.ProvideVersions)
	for i, name := range h.Strings(rpm.ProvideNames) {
		c := rpmCapability{name: name}
		if i < len(versions) {
			c.version = versions[i]
		}
		one.provides = append(one.provides, c)
	}
	scope := inventory.Runtime
	if h.IsSource() {
		scope = inventory.Build
	}
	flags, versions := h.Numbers(rpm.RequireFlags), h.Strings(rpm.RequireVersions)
	for i, name := range h.Strings(rpm.RequireNames) {
		if strings.HasPrefix(name, "rpmlib(") { // what rpm itself has to know
			continue
		}
		n := rpmNeed{rpmCapability{name: name}, false, scope}
		if i < len(versions) && i < len(flags) {
			n.version, n.exact = versions[i], flags[i]&(rpmLess|rpmGreater|rpmEqual) == rpmEqual
		}
		one.needs = append(one.needs, n)
	}
	for _, tag := range []rpm.Tag{rpm.Recommends, rpm.Suggests} {
		for _, name := range h.Strings(tag) {
			one.needs = append(one.needs, rpmNeed{rpmCapability{name: name}, false, inventory.Optional})
		}
	}
	one.files = rpmFiles(h)
	return one
}

// rpmFiles are the files of a package in the folders for programs and settings. Dependencies should be on no others, and the
// indexes of package repositories have only these.
func rpmFiles(h *rpm.Header) []string {
	folders, names, in := h.Strings(rpm.DirNames), h.Strings(rpm.BaseNames), h.Numbers(rpm.DirIndexes)
	wanted := make([]bool, len(folders))
	for i, folder := range folders {
		wanted[i] = len(folder) <= maxField && (strings.HasPrefix(folder, "/etc/") || strings.HasSuffix(folder, "bin/") || folder == "/usr/lib/")
	}
	var list []string
	for i, name := range names {
		if i < len(in) && in[i] < uint64(len(folders)) && wanted[in[i]] && len(name) <= maxField {
			list = append(list, folders[in[i]]+name)
		}
	}
	return list
}

// resolveRPM finds for each package which of the others it needs. Versions are only looked at where several packages
// provide something: what is there was installed because it fits.
func resolveRPM(all []*rpmNode, found func(from, to *rpmNode, scope inventory.Scope, capability string)) {
	type provider struct {
		*rpmNode
		version string
	}
	providers := map[string][]provider{}
	offer := func(name, version string, one *rpmNode) {
		if len(providers[name]) < maxProviders {
			providers[name] = append(providers[name], provider{one, version})
		}
	}
	for _, one := range all {
		for _, c := range one.provides {
			offer(c.name, c.version, one)
		}
		for _, file := range one.files {
			offer(file, "", one)
		}
	}
	type edge struct {
		from, to *rpmNode
		scope    inventory.Scope
	}
	said := map[edge]bool{}
	for _, from := range all {
		for _, n := range from.needs {
			for _, name := range rpmNames(n.name) {
				list := providers[name]
				if len(list) == 0 && strings.HasPrefix(name, "/") { // /bin leads to /usr/bin
					list = providers["/usr"+name]
				}
				if slices.ContainsFunc(list, func(p provider) bool { return p.rpmNode == from && (!n.exact || sameVersion(p.version, n.version)) }) {
					continue
				}
				list = prefer(list, func(p provider) bool { return n.exact && sameVersion(p.version, n.version) })
				list = prefer(list, func(p provider) bool { return p.folder == from.folder })
				list = prefer(list, func(p provider) bool { return p.arch == from.arch })
				for _, p := range list {
					if e := (edge{from, p.rpmNode, n.scope}); p.rpmNode != from && !said[e] {
						said[e] = true
						found(from, p.rpmNode, n.scope, n.name)
					}
				}
			}
		}
	}
}

// maxProviders bounds how many packages count as what provides one thing.
const maxProviders = 32

// prefer gives those of a list that are better, if there are any and it has more than one.
func prefer[T any](list []T, better func(T) bool) []T {
	if len(list) < 2 {
		return list
	}
	var some []T
	for _, x := range list {
		if better(x) {
			some = append(some, x)
		}
	}
	if len(some) == 0 {
		return list
	}
	return some
}

// sameVersion compares two versions as rpm does for a need: an epoch of 0 says nothing, and a version without a release is any of it.
func sameVersion(a, b string) bool {
	a, b = strings.TrimPrefix(a, "0:"), strings.TrimPrefix(b, "0:")
	if a == b {
		return true
	}
	baseA, releaseA, _ := strings.Cut(a, "-")
	baseB, releaseB, _ := strings.Cut(b, "-")
	return baseA == baseB && (releaseA == "" || releaseB == "")
}

// rpmNames are the names in a need. Most are one; in brackets stand several, joined by words (rpm.org, "Boolean Dependencies"). Of
// those the conditions are left out: they say when something is needed.
func rpmNames(need string) []string {
	if !strings.HasPrefix(need, "(") {
		return []string{need}
	}
	const most = 100
	words := strings.Fields(need)
	var names []string
	skip := 0       // the depth in brackets of the condition that is being read, or 0
	depth := 0      // in brackets
	operand := true // a name comes next
	for _, w := range words {
		for strings.HasPrefix(w, "(") {
			depth++
			w = w[1:]
		}
		switch w {
		case "and", "or", "with":
			operand = true
		case "else":
			operand = true
			if skip == depth {
				skip = 0
			}
		case "if", "unless", "without":
			operand = true
			if skip == 0 {
				skip = depth
			}
		default:
			// The brackets that end here are those that the name itself does not open: "(libx.so.1()(64bit) or y)".
			name, ends := w, strings.Count(w, ")")-strings.Count(w, "(")
			for i := 0; i < ends && strings.HasSuffix(name, ")"); i++ {
				name = name[:len(name)-1]
			}
			if operand && name != "" && skip == 0 && len(names) < most {
				names = append(names, name)
			}
			operand = false
			depth -= max(ends, 0)
			if depth < skip {
				skip = 0
			}
		}
	}
	return names
}

// completeRPMs finds among all packages that were handed over as files which needs which.
func completeRPMs(list []*Dependencies) {
	var all []*rpmNode
	of := map[*rpmNode]*Dependencies{}
	for _, d := range list {
		if d.rpm != nil {
			one := *d.rpm // a file in a layer may be that of several images
			all = append(all, &one)
			of[&one] = d
			d.rpm = nil
		}
	}
	resolveRPM(all, func(from, to *rpmNode, scope inventory.Scope, capability string) {
		d := of[from]
		d.Relations = append(d.Relations, inventory.Relation{From: Project, To: to.id, Kind: inventory.DependsOn, Scope: scope, Evidence: []inventory.Evidence{
			{Path: d.Document.ID, Detector: rpmHeader, Quote: inventory.Clip(capability, inventory.MaxQuote)}}})
	})
}
