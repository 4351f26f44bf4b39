// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

const (
	simpleJSON = "application/vnd.pypi.simple.v1+json"
	simpleHTML = "application/vnd.pypi.simple.v1+html"
)

// askPyPI asks the index which files there are of a version (packaging.python.org, "Simple repository API": PEP 503, 691), for the metadata of one
// that lies beside it (PEP 658), and for the smallest of the wheels; then for the source archive.
func askPyPI(q *query) error {
	name := inventory.PythonName(q.u.Name)
	address := q.below(name) + "/"
	a, err := q.ask(question{address: address, about: q.u.Version,
		accept: simpleJSON + ", " + simpleHTML + ";q=0.2, text/html;q=0.1",
		read:   func(body []byte, a *answer) error { return readSimple(body, name, q.u.Version, a) }})
	if err != nil {
		return err
	}
	files := slices.DeleteFunc(slices.Clone(a.Leads), func(l lead) bool { // of those of the lock file, one will do
		return len(q.wanted.Hashes) > 0 && excerpt.Same(l.Hashes, q.wanted.Hashes) != nil
	})
	for i := range files {
		if files[i].URL, err = leads(address, files[i].URL); err != nil {
			q.unreadable(err)
			return err
		}
	}
	if i := slices.IndexFunc(files, func(l lead) bool { return l.HasMeta }); i >= 0 {
		info := infoOf(files[i].Name)
		m, err := q.ask(question{address: files[i].URL + ".metadata", read: func(body []byte, a *answer) error {
			if !bytes.Contains(body[:min(len(body), 1<<12)], []byte("Metadata-Version:")) || len(body) > excerpt.MaxFile {
				return errForm
			}
			if err := isMetadata(body, name, q.u.Version); err != nil {
				return err
			}
			a.Files = []excerpt.File{{Path: info + "/METADATA", Data: body}}
			a.Sums = excerpt.Sums(body)
			return nil
		}})
		if err == nil && excerpt.Same(m.Sums, files[i].Metadata) == nil {
			_, speaking := excerpt.Wheel(info)
			if q.give(q.pack(q.named(), m.Files, speaking...)) {
				return nil
			}
		}
	}
	var tried [2]bool
	for _, f := range files {
		at := archive{address: f.URL, hashes: f.Hashes, kind: "zip"}
		sort := 0
		if info := infoOf(f.Name); info != "" {
			at.skip, at.speaking = excerpt.Wheel(info)
		} else {
			sort, at.strip = 1, "*"
			if !strings.HasSuffix(f.Name, ".zip") {
				at.kind = "tgz"
			}
		}
		if tried[sort] { // the others are the same for other machines
			continue
		}
		tried[sort] = true
		p, aerr := q.archive(at)
		if aerr != nil {
			err = aerr
		} else if q.give(p) {
			return nil
		}
	}
	return err
}

// readSimple keeps the files of one version: wheels before source archives, the smaller first.
func readSimple(body []byte, name, version string, a *answer) error {
	var list []lead
	if head := bytes.TrimLeft(body, " \t\r\n"); len(head) > 0 && head[0] == '{' {
		var page struct {
			Files []struct {
				Filename, URL string
				Hashes        map[string]string
				Size          int64
				CoreMetadata  json.RawMessage `json:"core-metadata"`
				DistInfo      json.RawMessage `json:"dist-info-metadata"` // what it was called at first
			}
		}
		if json.Unmarshal(body, &page) != nil {
			return errForm
		}
		for _, f := range page.Files {
			if !isOf(f.Filename, name, version) {
				continue
			}
			l := lead{Name: f.Filename, URL: f.URL, Size: f.Size, Hashes: hashesOf(f.Hashes)}
			meta := f.CoreMetadata
			if meta == nil {
				meta = f.DistInfo
			}
			var sums map[string]string
			switch {
			case string(meta) == "true":
				l.HasMeta = true
			case json.Unmarshal(meta, &sums) == nil && len(sums) > 0:
				l.HasMeta, l.Metadata = true, hashesOf(sums)
			}
			list = append(list, l)
		}
	} else if bytes.Contains(body, []byte("<a ")) || bytes.Contains(bytes.ToLower(body), []byte("<!doctype html")) {
		list = readAnchors(body, name, version)
	} else {
		return errForm
	}
	slices.SortStableFunc(list, func(a, b lead) int {
		return cmp.Or(cmp.Compare(sourceLast(a.Name), sourceLast(b.Name)), cmp.Compare(a.Size, b.Size), strings.Compare(a.Name, b.Name))
	})
	a.Unknown = len(list) == 0
	a.Leads = list
	return nil
}

func sourceLast(name string) int {
	if strings.HasSuffix(name, ".whl") {
		return 0
	}
	return 1
}

var (
	anchor    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?is)<a\s([^>]*)>([^<]*)</a>`) })
	attribute = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?is)([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`) })
)

// readAnchors reads the page that PEP 503 has for people and programs alike.
func readAnchors(body []byte, name, version string) []lead {
	var list []lead
	for _, m := range anchor().FindAllSubmatch(body, -1) {
		l := lead{Name: strings.TrimSpace(html.UnescapeString(string(m[2])))}
		if !isOf(l.Name, name, version) {
			continue
		}
		for _, at := range attribute().FindAllSubmatch(m[1], -1) {
			value := html.UnescapeString(string(at[2]) + string(at[3]))
			switch key := strings.ToLower(string(at[1])); key {
			case "href":
				address, fragment, _ := strings.Cut(value, "#")
				l.URL = address
				if sort, sum, ok := strings.Cut(fragment, "="); ok {
					l.Hashes = hashesOf(map[string]string{sort: sum})
				}
			case "data-core-metadata", "data-dist-info-metadata":
				l.HasMeta = true
				if sort, sum, ok := strings.Cut(value, "="); ok {
					l.Metadata = hashesOf(map[string]string{sort: sum})
				}
			}
		}
		if l.URL != "" {
			list = append(list, l)
		}
	}
	return list
}

func hashesOf(sums map[string]string) []inventory.Hash {
	var list []inventory.Hash
	for _, d := range excerpt.Digests {
		if sum := sums[strings.ToLower(d.Name)]; sum != "" {
			list = append(list, inventory.Hash{Algorithm: d.Name, Value: strings.ToLower(sum)})
		}
	}
	return list
}

// isOf reports whether a file is one of a version of a project, by its name.
func isOf(file, name, version string) bool {
	if info := infoOf(file); info != "" {
		dist, number, _ := strings.Cut(strings.TrimSuffix(info, ".dist-info"), "-")
		return inventory.PythonName(dist) == name && sameVersion(number, version)
	}
	for _, ending := range []string{".tar.gz", ".tgz", ".zip"} {
		stem, ok := strings.CutSuffix(file, ending)
		if !ok || strings.ContainsAny(stem, "/\\") {
			continue
		}
		for i := range len(stem) { // names may have dashes, and so may old versions
			if stem[i] == '-' && inventory.PythonName(stem[:i]) == name && sameVersion(stem[i+1:], version) {
				return true
			}
		}
	}
	return false
}

// sameVersion compares spellings of versions as far as files and lock files differ in them (packaging.python.org, "Version specifiers").
func sameVersion(a, b string) bool {
	plain := func(v string) string {
		v = strings.TrimPrefix(strings.ToLower(strings.NewReplacer("_", "+", "-", "+").Replace(v)), "v")
		for strings.HasSuffix(v, ".0") {
			v = strings.TrimSuffix(v, ".0")
		}
		return v
	}
	return plain(a) == plain(b)
}

var wheelName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([^-/\\]+-[^-/\\]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$`)
})

// infoOf gives the name of the folder with the metadata in a wheel; "" for what is none.
func infoOf(file string) string {
	if m := wheelName().FindStringSubmatch(file); m != nil {
		return m[1] + ".dist-info"
	}
	return ""
}
