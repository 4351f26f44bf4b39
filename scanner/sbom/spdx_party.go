// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	spdxtools "github.com/spdx/tools-golang/spdx"

	"lizenzlotse/scanner/inventory"
)

// spdxHead takes over what the document says of itself.
func (r *reading) spdxHead(doc *spdxtools.Document, version string) {
	d := &r.result.Document
	d.Version, d.Name, d.Namespace, d.DataLicense = version, doc.DocumentName, doc.DocumentNamespace, doc.DataLicense
	comment := ""
	if c := doc.CreationInfo; c != nil {
		d.Created, comment = c.Created, strings.TrimSpace(c.CreatorComment)
		for _, who := range c.Creators {
			if strings.EqualFold(who.CreatorType, "Tool") {
				d.Tools = addTool(d.Tools, readTool(who.Creator))
			} else if p := readParty(who.CreatorType, who.Creator); p != nil {
				d.Authors = addParty(d.Authors, *p)
			}
		}
	}
	d.Lifecycles = lifecycles(comment, true)
	if more := strings.TrimSpace(doc.DocumentComment); more != "" {
		d.Lifecycles = append(d.Lifecycles, lifecycles(more, len(d.Lifecycles) == 0)...)
		comment = strings.TrimSpace(comment + "\n\n" + more)
	}
	slices.Sort(d.Lifecycles)
	d.Lifecycles, d.Comment = slices.Compact(d.Lifecycles), comment
}

// noKind marks a name of which the document does not say whether it is a person's or an organization's,
// on its way through a library that takes no such name.
const noKind = "\x00"

// readParty reads "Organization: Name (mail@example.org)", of which the library has split off the kind.
// It is nil where nobody is named.
func readParty(kind, text string) *inventory.Party {
	text, unknown := strings.CutPrefix(strings.TrimSpace(text), noKind)
	var p inventory.Party
	switch {
	case unknown || kind == "":
	case strings.EqualFold(kind, "Person"):
		p.Kind = inventory.Person
	case strings.EqualFold(kind, "Organization"):
		p.Kind = inventory.Organization
	default: // a colon that ends no kind: "https://…"
		if !strings.HasPrefix(text, "//") {
			text = " " + text
		}
		text = kind + ":" + text
	}
	p.Name = said(text)
	if p.Name == "" {
		return nil
	}
	for _, brackets := range []string{"()", "<>"} {
		open := strings.LastIndexByte(p.Name, brackets[0])
		if open < 0 || p.Name[len(p.Name)-1] != brackets[1] {
			continue
		}
		inside, before := strings.TrimSpace(p.Name[open+1:len(p.Name)-1]), strings.TrimSpace(p.Name[:open])
		if said(inside) == "" || setAddress(&p, inside) {
			p.Name = said(before)
		}
		break
	}
	if p.Email == "" && p.URL == "" && setAddress(&p, p.Name) {
		p.Name = ""
	}
	if p.String() == "" {
		return nil
	}
	return &p
}

// setAddress takes a text that is an address, and reports whether it is one.
func setAddress(p *inventory.Party, text string) bool {
	mail := strings.TrimPrefix(text, "mailto:")
	local, domain, isMail := strings.Cut(mail, "@")
	switch {
	case strings.ContainsAny(text, " \t\n()<>"):
		return false
	case strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://"):
		p.URL = text
	case isMail && local != "" && domain != "" && !strings.ContainsAny(domain, "@/"):
		p.Email = mail
	default:
		return false
	}
	return true
}

// toolVersion is what surely is a version behind the name of a tool: numbers with a dot between them,
// with or without more behind them; a number alone; the hash of a commit.
var toolVersion = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(v?[0-9]+\.[0-9][^ /]*|v?[0-9]+|[0-9a-f]{40})$`)
})

// readTool splits "name-version", as SPDX wants it. Where it is not certain what the version is, all is the name.
func readTool(text string) inventory.Tool {
	text = strings.TrimSpace(text)
	if before, inside, ok := strings.Cut(text, " ("); ok && strings.HasSuffix(inside, ")") {
		if inside = strings.TrimSuffix(inside, ")"); inside == "" {
			text = before
		} else if toolVersion().MatchString(inside) {
			return inventory.Tool{Name: before, Version: inside}
		}
	}
	tool := inventory.Tool{Name: text}
	for at := len(text); at > 0; {
		if at = strings.LastIndexAny(text[:at], "- "); at <= 0 {
			break
		}
		version := text[at+1:]
		if !toolVersion().MatchString(version) {
			continue
		}
		if tool = (inventory.Tool{Name: strings.TrimSpace(text[:at]), Version: version}); strings.Contains(version, ".") {
			break // behind "1.0-rc-2" a number alone is not all of it
		}
	}
	return tool
}

// generation are the words for the kind of an SBOM, after the stage that its data come from, and what CycloneDX calls them.
var generation = map[string]string{
	"design": "design", "source": "source", "build": "build", "analyzed": "analyzed", "analysed": "analyzed", "deployed": "deployed", "runtime": "runtime",
}

var (
	sbomType = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\bSBOM[ _-]?types?["']?\s*(?:[:=]|is)\s*["']?([a-z]+(?:\s*[,/]\s*[a-z]+)*)`)
	})
	typedSBOM = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(design|source|build|analy[sz]ed|deployed|runtime)[ -]SBOM\b`)
	})
	sbomOfType = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[A-Za-z]+`)
	})
)

// lifecycles finds where a comment says of which type the SBOM is. Alone: the comment may be no more than that word.
func lifecycles(comment string, alone bool) []string {
	if len(comment) > maxComment {
		comment = comment[:maxComment]
	}
	var all []string
	add := func(words string) {
		for _, word := range sbomOfType().FindAllString(words, -1) {
			if stage := generation[strings.ToLower(word)]; stage != "" && !slices.Contains(all, stage) {
				all = append(all, stage)
			}
		}
	}
	for _, m := range sbomType().FindAllStringSubmatch(comment, -1) {
		add(m[1])
	}
	for _, m := range typedSBOM().FindAllStringSubmatch(comment, -1) {
		add(m[1])
	}
	if alone && !strings.ContainsAny(comment, " \t\n") {
		add(comment)
	}
	return all
}

// maxComment is how much of a comment is searched.
const maxComment = 64 << 10
