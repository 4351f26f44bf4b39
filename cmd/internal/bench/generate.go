// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bufio"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The formats of the SBOMs that are generated.
const (
	cycloneDX = "cyclonedx"
	spdx23    = "spdx"
)

// generate writes an SBOM of n components, the same bytes each time. It keeps nothing, so that
// the size does not matter.
func generate(w io.Writer, format string, n int) error {
	write := map[string]func(io.Writer, int) error{cycloneDX: generateCycloneDX, spdx23: generateSPDX}[format]
	if write == nil {
		return fmt.Errorf("no such format: %s", format)
	}
	b := bufio.NewWriterSize(w, 1<<16)
	if err := write(b, n); err != nil {
		return err
	}
	return b.Flush()
}

//go:embed licenses.tsv
var licensesTSV string

// A stated is what a component says of its licence, and in which shape.
type stated struct{ shape, value string }

// licenses has a place for each of a thousand components.
var licenses = func() (list []stated) {
	for line := range strings.Lines(licensesTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		count, err := strconv.Atoi(fields[0])
		if err != nil || len(fields) != 3 {
			panic("licenses.tsv: " + line)
		}
		for range count {
			list = append(list, stated{fields[1], fields[2]})
		}
	}
	return list
}()

// numbers gives the numbers that follow from a seed (splitmix64), on every machine and with every
// version of Go the same.
type numbers uint64

func (s *numbers) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (s *numbers) below(n int) int { return int(s.next() % uint64(n)) }

func (s *numbers) digest(size int) string {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(s.next())
	}
	return hex.EncodeToString(b)
}

// A library is a component of the invented product.
type library struct {
	group, name, version, purl string
	supplier                   string
	license                    stated
	sha1, sha256               string
	needs                      []int // the numbers of other libraries, all greater than its own
}

var (
	ecosystems = []string{"npm", "npm", "npm", "maven", "maven", "pypi", "golang", "nuget", "deb"}
	firsts     = []string{"core", "http", "json", "date", "async", "stream", "crypto", "form", "grid", "chart", "locale", "cache", "queue", "auth", "mail", "xml"}
	seconds    = []string{"utils", "client", "server", "parser", "kit", "loader", "types", "runtime", "adapter", "plugin", "helpers", "model", "view", "store"}
	suppliers  = []string{"", "", "Beispielwerk GmbH", "Example Foundation", "Muster & Söhne AG", "Lindenhof Systems"}
)

func libraryOf(i, n int) library {
	s := numbers(i)
	name := fmt.Sprintf("%s-%s-%d", firsts[s.below(len(firsts))], seconds[s.below(len(seconds))], i)
	l := library{
		name:     name,
		version:  fmt.Sprintf("%d.%d.%d", s.below(12), s.below(30), s.below(20)),
		supplier: suppliers[s.below(len(suppliers))],
		license:  licenses[s.below(len(licenses))],
		sha1:     s.digest(20), sha256: s.digest(32),
	}
	switch e := ecosystems[s.below(len(ecosystems))]; e {
	case "npm":
		if s.below(3) == 0 {
			l.group = "@" + firsts[s.below(len(firsts))]
			l.purl = fmt.Sprintf("pkg:npm/%%40%s/%s@%s", l.group[1:], name, l.version)
		} else {
			l.purl = fmt.Sprintf("pkg:npm/%s@%s", name, l.version)
		}
	case "maven":
		l.group = "org.example." + firsts[s.below(len(firsts))]
		l.purl = fmt.Sprintf("pkg:maven/%s/%s@%s?type=jar", l.group, name, l.version)
	case "golang":
		l.group = "example.org/" + firsts[s.below(len(firsts))]
		l.version = "v" + l.version
		l.purl = fmt.Sprintf("pkg:golang/%s/%s@%s", l.group, name, l.version)
	case "deb":
		l.group = "debian"
		l.version += "-1"
		l.purl = fmt.Sprintf("pkg:deb/debian/%s@%s?arch=amd64&distro=debian-12", name, l.version)
	default:
		l.purl = fmt.Sprintf("pkg:%s/%s@%s", e, name, l.version)
	}
	last := i
	for range s.below(6) {
		if last+1 < n {
			last += 1 + s.below(min(n-last-1, 1000))
			l.needs = append(l.needs, last)
		}
	}
	return l
}

// direct is how many libraries the product itself depends on; the others are dependencies of those.
func direct(n int) []int {
	list := make([]int, min(n, 200))
	for i := range list {
		list[i] = i
	}
	return list
}

type object = map[string]any

// elements writes the n values of a JSON array, one a line; value may give several.
func elements(w io.Writer, n int, value func(i int) []object) error {
	first := true
	for i := range n {
		for _, v := range value(i) {
			data, err := json.Marshal(v)
			if err != nil {
				return err
			}
			separator := ",\n"
			if first {
				separator, first = "\n", false
			}
			if _, err := fmt.Fprintf(w, "%s%s", separator, data); err != nil {
				return err
			}
		}
	}
	return nil
}

func generateCycloneDX(w io.Writer, n int) error {
	fmt.Fprint(w, `{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,
"metadata":{"timestamp":"2026-01-01T00:00:00Z","tools":{"components":[{"type":"application","name":"bench","version":"1"}]},
"component":{"type":"application","bom-ref":"product","name":"fachverfahren","version":"1.0.0","licenses":[{"license":{"id":"EUPL-1.2"}}]}},
"components":[`)
	err := elements(w, n, func(i int) []object {
		l := libraryOf(i, n)
		c := object{"type": "library", "bom-ref": l.purl, "name": l.name, "version": l.version, "purl": l.purl, "scope": "required",
			"hashes":             []object{{"alg": "SHA-1", "content": l.sha1}, {"alg": "SHA-256", "content": l.sha256}},
			"externalReferences": []object{{"type": "vcs", "url": "https://git.example.org/" + l.name}},
		}
		if l.group != "" {
			c["group"] = l.group
		}
		if l.supplier != "" {
			c["supplier"] = object{"name": l.supplier}
		}
		switch l.license.shape {
		case "expression":
			c["licenses"] = []object{{"expression": l.license.value}}
		case "id", "name":
			c["licenses"] = []object{{"license": object{l.license.shape: l.license.value}}}
		}
		return []object{c}
	})
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\n],\n\"dependencies\":[")
	refs := func(numbers []int) []string {
		list := []string{}
		for _, i := range numbers {
			list = append(list, libraryOf(i, n).purl)
		}
		return list
	}
	err = elements(w, n+1, func(i int) []object {
		if i == 0 {
			return []object{{"ref": "product", "dependsOn": refs(direct(n))}}
		}
		l := libraryOf(i-1, n)
		return []object{{"ref": l.purl, "dependsOn": refs(l.needs)}}
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, "\n]}")
	return err
}

func generateSPDX(w io.Writer, n int) error {
	fmt.Fprint(w, `{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"fachverfahren-1.0.0",
"documentNamespace":"https://example.org/spdx/fachverfahren-1.0.0","creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: bench-1"]},
"hasExtractedLicensingInfos":[`)
	names := namedLicenses()
	err := elements(w, len(names), func(i int) []object {
		return []object{{"licenseId": licenseRef(names[i]), "name": names[i], "extractedText": names[i]}}
	})
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\n],\n\"packages\":[")
	err = elements(w, n+1, func(i int) []object {
		if i == 0 {
			return []object{{"SPDXID": "SPDXRef-product", "name": "fachverfahren", "versionInfo": "1.0.0", "downloadLocation": "NOASSERTION",
				"filesAnalyzed": false, "licenseConcluded": "NOASSERTION", "licenseDeclared": "EUPL-1.2", "copyrightText": "NOASSERTION"}}
		}
		l := libraryOf(i-1, n)
		declared := l.license.value
		switch l.license.shape {
		case "missing":
			declared = "NOASSERTION"
		case "name":
			declared = licenseRef(l.license.value)
		}
		p := object{"SPDXID": spdxRef(i - 1), "name": l.name, "versionInfo": l.version, "downloadLocation": "https://git.example.org/" + l.name,
			"filesAnalyzed": false, "licenseConcluded": "NOASSERTION", "licenseDeclared": declared, "copyrightText": "NOASSERTION",
			"checksums":    []object{{"algorithm": "SHA1", "checksumValue": l.sha1}, {"algorithm": "SHA256", "checksumValue": l.sha256}},
			"externalRefs": []object{{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": l.purl}},
		}
		if l.supplier != "" {
			p["supplier"] = "Organization: " + l.supplier
		}
		return []object{p}
	})
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\n],\n\"relationships\":[")
	err = elements(w, n+1, func(i int) (list []object) {
		from, needs := "SPDXRef-product", direct(n)
		if i == 0 {
			list = append(list, object{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": from})
		} else {
			from, needs = spdxRef(i-1), libraryOf(i-1, n).needs
		}
		for _, to := range needs {
			list = append(list, object{"spdxElementId": from, "relationshipType": "DEPENDS_ON", "relatedSpdxElement": spdxRef(to)})
		}
		return list
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, "\n]}")
	return err
}

func spdxRef(i int) string { return fmt.Sprintf("SPDXRef-package-%d", i) }

// namedLicenses are those that have a name and no id, each once.
func namedLicenses() (names []string) {
	for i, l := range licenses {
		if l.shape == "name" && l != licenses[i-1] {
			names = append(names, l.value)
		}
	}
	return names
}

// licenseRef makes an id of a name.
func licenseRef(name string) string {
	return "LicenseRef-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return '-'
	}, name)
}
