// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Command generate writes the data files of package spdx: from a release of the SPDX License List, and then, of these
// and the package's other tables, the phrases by which licence fields are read and where licences are published.
//
//	go run ./scanner/spdx/generate spdx-license-list-XML-3.28.0.tar.gz scanner/spdx
//	go run ./scanner/spdx/generate scanner/spdx/fieldnames.bin
//	go run ./scanner/spdx/generate scanner/spdx/addresses.bin
//
// Only facts are taken over: ids, names, flags, successors and addresses. No licence text is.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

func main() {
	var err error
	switch len(os.Args) {
	case 2:
		err = renew(os.Args[1])
	case 3:
		err = run(os.Args[1], os.Args[2], os.Stdout)
	default:
		fmt.Fprintln(os.Stderr, "usage: generate ARCHIVE FOLDER\n       generate FILE")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// packed are the files that are made of the tables, by their names.
var packed = map[string]func() []byte{"addresses.bin": spdx.PackAddresses, "fieldnames.bin": spdx.PackFieldNames}

func renew(file string) error {
	content, ok := packed[filepath.Base(file)]
	if !ok {
		return fmt.Errorf("%s: no such file is made", file)
	}
	return os.WriteFile(file, content(), 0o644)
}

// A record is one entry of either list.
type record struct {
	id, name        string
	osi, deprecated bool
	successor       string
	urls            []string
}

var version = regexp.MustCompile(`-(\d+\.\d+(?:\.\d+)?)\.tar\.gz$`)

func run(archive, folder string, report io.Writer) error {
	match := version.FindStringSubmatch(filepath.Base(archive))
	if match == nil {
		return fmt.Errorf("%s: no list version in the name, want …-3.28.0.tar.gz", filepath.Base(archive))
	}
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	licenses, exceptions, err := read(f)
	if err != nil {
		return err
	}
	if len(licenses) == 0 || len(exceptions) == 0 {
		return errors.New("the archive holds no licences or no exceptions")
	}
	if err := settle(licenses); err != nil {
		return err
	}
	for _, out := range []struct {
		name string
		list []record
	}{{"licenses.tsv", licenses}, {"exceptions.tsv", exceptions}} {
		if err := os.WriteFile(filepath.Join(folder, out.name), table(match[1], out.list), 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(report, "list %s: %d licences, %d exceptions\n", match[1], len(licenses), len(exceptions))
	for _, r := range licenses {
		if r.deprecated && r.successor == "" {
			fmt.Fprintln(report, "deprecated without a successor:", r.id)
		}
	}
	return nil
}

// read takes every src/*.xml and src/exceptions/*.xml of the archive, both lists sorted by id.
func read(archive io.Reader) (licenses, exceptions []record, err error) {
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return nil, nil, err
	}
	for files := tar.NewReader(unzipped); ; {
		h, err := files.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		folder := path.Dir(h.Name)
		exception := path.Base(folder) == "exceptions" && path.Base(path.Dir(folder)) == "src"
		if h.Typeflag != tar.TypeReg || path.Ext(h.Name) != ".xml" || !exception && path.Base(folder) != "src" {
			continue
		}
		r, err := decode(files)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", h.Name, err)
		}
		if exception {
			exceptions = append(exceptions, r)
		} else {
			licenses = append(licenses, r)
		}
	}
	byID := func(a, b record) int { return strings.Compare(strings.ToLower(a.id), strings.ToLower(b.id)) }
	slices.SortFunc(licenses, byID)
	slices.SortFunc(exceptions, byID)
	return licenses, exceptions, nil
}

// entry is what the XML says of a licence or an exception, as far as it is wanted.
type entry struct {
	ID          string `xml:"licenseId,attr"`
	Name        string `xml:"name,attr"`
	OSI         bool   `xml:"isOsiApproved,attr"`
	Deprecated  string `xml:"deprecatedVersion,attr"`
	ObsoletedBy []struct {
		Of string `xml:"expression,attr"` // empty: of the id itself, else of a longer expression with it
		By string `xml:",chardata"`
	} `xml:"obsoletedBys>obsoletedBy"`
	URLs []string `xml:"crossRefs>crossRef"`
}

func decode(r io.Reader) (record, error) {
	var file struct {
		License   *entry `xml:"license"`
		Exception *entry `xml:"exception"`
	}
	if err := xml.NewDecoder(r).Decode(&file); err != nil {
		return record{}, err
	}
	e := file.License
	if e == nil {
		e = file.Exception
	}
	if e == nil || e.ID == "" || e.Name == "" {
		return record{}, errors.New("neither a licence nor an exception with id and name")
	}
	out := record{id: e.ID, name: oneLine(e.Name), osi: e.OSI, deprecated: e.Deprecated != ""}
	for _, o := range e.ObsoletedBy {
		if o.Of == "" && out.deprecated {
			out.successor = oneLine(o.By)
		}
	}
	for _, u := range e.URLs {
		// A space separates addresses in the table, so none may be inside one.
		if u = strings.ReplaceAll(oneLine(u), " ", "%20"); u != "" && !slices.Contains(out.urls, u) {
			out.urls = append(out.urls, u)
		}
	}
	return out, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// successors adds what the list says of a deprecated id only in a note. Net-SNMP is left out
// deliberately: it stood for a stack of licences, and the list says that the stack has changed.
var successors = map[string]string{
	"BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views", // the list calls it the generalised version
	"bzip2-1.0.5":          "bzip2-1.0.6",        // equivalent since list 3.16
}

// settle completes the successors: from the table above, and, where a successor names an id that is
// deprecated itself ("GPL-2.0 WITH …"), by that id's own successor.
func settle(licenses []record) error {
	byID := map[string]*record{}
	for i := range licenses {
		r := &licenses[i]
		if r.deprecated && r.successor == "" {
			r.successor = successors[r.id]
		}
		byID[r.id] = r
	}
	for i := range licenses {
		r := &licenses[i]
		if r.successor == "" {
			continue
		}
		id, rest, pair := strings.Cut(r.successor, " WITH ")
		next := byID[id]
		if next != nil && next.deprecated {
			id, next = next.successor, byID[next.successor]
		}
		if next == nil || next.deprecated {
			return fmt.Errorf("successor %q of %s is not a current id", r.successor, r.id)
		}
		if r.successor = id; pair {
			r.successor += " WITH " + rest
		}
	}
	return nil
}

func table(version string, list []record) []byte {
	var b bytes.Buffer
	// Written in two parts, so that no search for licence tags takes this line for ours.
	fmt.Fprintf(&b, "# SPDX-FileCopyrightText: 2026 The Lizenzlotse authors\n# SPDX-License-%s\n", "Identifier: EUPL-1.2")
	fmt.Fprintf(&b, "# Generated by scanner/spdx/generate; do not edit.\n")
	fmt.Fprintf(&b, "# list\t%s\n# id\tname\tOSI approved\tdeprecated\tsuccessor\taddresses\n", version)
	for _, r := range list {
		b.WriteString(strings.Join([]string{r.id, r.name, mark(r.osi, "osi"), mark(r.deprecated, "deprecated"),
			r.successor, strings.Join(r.urls, " ")}, "\t"))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func mark(set bool, word string) string {
	if set {
		return word
	}
	return ""
}
