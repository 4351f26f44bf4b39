// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	"encoding/hex"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// algorithms are CycloneDX's names by SPDX's, and how many hexadecimal digits their values have.
var algorithms = map[string]struct {
	name   cdx.HashAlgorithm
	digits int
}{
	"MD5": {cdx.HashAlgoMD5, 32}, "SHA1": {cdx.HashAlgoSHA1, 40},
	"SHA256": {cdx.HashAlgoSHA256, 64}, "SHA384": {cdx.HashAlgoSHA384, 96}, "SHA512": {cdx.HashAlgoSHA512, 128},
	"SHA3-256": {cdx.HashAlgoSHA3_256, 64}, "SHA3-384": {cdx.HashAlgoSHA3_384, 96}, "SHA3-512": {cdx.HashAlgoSHA3_512, 128},
	"BLAKE2B-256": {cdx.HashAlgoBlake2b_256, 64}, "BLAKE2B-384": {cdx.HashAlgoBlake2b_384, 96}, "BLAKE2B-512": {cdx.HashAlgoBlake2b_512, 128},
	"BLAKE3": {cdx.HashAlgoBlake3, 64}, "STREEBOG-256": {cdx.HashAlgoStreebog256, 64}, "STREEBOG-512": {cdx.HashAlgoStreebog512, 128},
}

// hash gives a digest in CycloneDX's words; false if it has none for it, or the value is no digest.
func hash(h inventory.Hash) (cdx.Hash, bool) {
	a, ok := algorithms[h.Algorithm]
	if !ok {
		a, ok = algorithms[strings.ToUpper(h.Algorithm)]
	}
	if !ok || len(h.Value) != a.digits {
		return cdx.Hash{}, false
	}
	for i := range len(h.Value) {
		if c := h.Value[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			_, err := hex.DecodeString(h.Value)
			return cdx.Hash{Algorithm: a.name, Value: strings.ToLower(h.Value)}, err == nil
		}
	}
	return cdx.Hash{Algorithm: a.name, Value: h.Value}, true
}

// hashes writes the component's digests, and those its documents state of it.
func (p *part) hashes() {
	out := p.digests(nil, p.c.Hashes, "hash")
	for e := range entries(p.c) {
		out = p.digests(out, e.Hashes, "hash")
		// A digest of a form that has no address has no other place.
		if a := e.Deployable; a != nil && !isAddress(line(a.URL)) {
			out = p.digests(out, a.Hashes, "hash")
		}
	}
	p.out.Hashes = unlessEmpty(out)
}

func (p *part) digests(out []cdx.Hash, all []inventory.Hash, name string) []cdx.Hash {
	if out == nil && len(all) > 0 {
		out = make([]cdx.Hash, 0, len(all))
	}
	for _, h := range all {
		x, ok := hash(h)
		if x.Algorithm == cdx.HashAlgoStreebog256 || x.Algorithm == cdx.HashAlgoStreebog512 {
			ok = ok && p.version >= cdx.SpecVersion1_7
		}
		switch {
		case !ok:
			p.add(name+":"+line(h.Algorithm), line(h.Value))
		case len(out) < maxListed && !slices.Contains(out, x):
			out = append(out, x)
		}
	}
	return out
}

// addresses writes where the component can be had, with the digests of what is there.
func (p *part) addresses() {
	var refs []cdx.ExternalReference
	add := func(kind cdx.ExternalReferenceType, address string, digests []inventory.Hash) {
		address = line(address)
		if address == "" {
			if kind == cdx.ERTypeSourceDistribution {
				for _, h := range digests {
					p.add("source-distribution:hash:"+line(h.Algorithm), line(h.Value))
				}
			}
			return
		}
		if !isAddress(address) {
			p.add("address:"+string(kind), address)
			return
		}
		for i := range refs {
			if refs[i].Type == kind && refs[i].URL == address {
				if refs[i].Hashes == nil {
					refs[i].Hashes = unlessEmpty(p.digests(nil, digests, string(kind)+":hash"))
				}
				return
			}
		}
		if len(refs) < maxListed {
			refs = append(refs, cdx.ExternalReference{Type: kind, URL: address, Hashes: unlessEmpty(p.digests(nil, digests, string(kind)+":hash"))})
		}
	}
	d := p.c.Distribution
	for e := range entries(p.c) {
		if e.Deployable != nil {
			add(cdx.ERTypeDistribution, e.Deployable.URL, e.Deployable.Hashes)
		}
		if e.Source != nil {
			kind := cdx.ERTypeSourceDistribution
			if e.Source.URL == d.Source && len(e.Source.Hashes) == 0 && inventory.IsRepository(d.Source) {
				kind = cdx.ERTypeVCS
			}
			add(kind, e.Source.URL, e.Source.Hashes)
		}
		add(cdx.ERTypeRFC9116, e.SecurityTxt, nil)
		add(cdx.ERTypeBOM, e.SBOM, nil)
	}
	add(cdx.ERTypeWebsite, d.Homepage, nil)
	isAt := func(kind cdx.ExternalReferenceType, address string) bool {
		return slices.ContainsFunc(refs, func(r cdx.ExternalReference) bool { return r.Type == kind && r.URL == address })
	}
	if !isAt(cdx.ERTypeSourceDistribution, d.Source) {
		add(cdx.ERTypeVCS, d.Source, nil)
	}
	add(cdx.ERTypeDistribution, d.Download, nil)
	p.out.ExternalReferences = unlessEmpty(refs)
}

// isAddress reports whether a text can stand where the format wants an IRI, and leads somewhere:
// what is no address with a scheme of its own stays a text.
func isAddress(s string) bool {
	if s == "" || !utf8.ValidString(s) || strings.ContainsAny(s, " \"<>\\^`{|}") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && len(u.Scheme) > 1 && !scripts[u.Scheme] && (u.Host != "" || u.Opaque != "") && strings.Count(s, "#") < 2 &&
		!strings.ContainsAny(u.Path, "[]") && !strings.ContainsAny(u.RawQuery, "[]") && !strings.ContainsAny(u.Fragment, "[]")
}

// scripts are schemes that lead nowhere and that a viewer might run.
var scripts = map[string]bool{"javascript": true, "vbscript": true, "data": true}

// isPURL reports whether a text can stand in the purl's field.
func isPURL(s string) bool {
	return strings.HasPrefix(s, "pkg:") && strings.Contains(s, "/") && !strings.ContainsAny(s, " \"<>\\^`{|}") && line(s) == s
}

// cpePattern is the form of a CPE, 2.2 or 2.3, that the schemas of both formats ask for (NISTIR 7695, 6).
var cpePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[cC][pP][eE]:/[AHOaho]?(?::[A-Za-z0-9._\-~%]*){0,6}` +
		`|cpe:2\.3:[aho*\-](?::(?:` + cpeWord + `|[*\-])){5}:(?:[a-zA-Z]{2,3}(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?|[*\-])(?::(?:` + cpeWord + `|[*\-])){4})$`)
})

const cpeWord = `(?:\?*|\*?)(?:[a-zA-Z0-9\-._]|\\[\\*?!"#$%&'()+,/:;<=>@\[\]^` + "`" + `{|}~])+(?:\?*|\*?)`

func isCPE(s string) bool { return len(s) < 2000 && cpePattern().MatchString(s) }

// clip cuts a version to the 1024 characters that the format allows.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= 1024 {
		return s
	}
	return string([]rune(s)[:1024])
}
