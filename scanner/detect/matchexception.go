// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// exceptionBase is the licence that the text of an exception is for where the file names none. It
// is the GPL in any version for those not mentioned.
var exceptionBase = map[string]string{
	"389-exception": "GPL-2.0-only", "Autoconf-exception-3.0": "GPL-3.0-or-later",
	"Autoconf-exception-generic-3.0": "GPL-3.0-or-later", "Digia-Qt-LGPL-exception-1.1": "LGPL-2.1-only",
	"erlang-otp-linking-exception": "AGPL-3.0-only", "FLTK-exception": "LGPL-2.0-only", "fmt-exception": "MIT",
	"GCC-exception-2.0-note": "LGPL-2.1-or-later", "GCC-exception-3.1": "GPL-3.0-or-later",
	"GNOME-examples-exception": "CC-BY-SA-4.0", "GPL-3.0-389-ds-base-exception": "GPL-3.0-or-later",
	"GPL-3.0-interface-exception": "GPL-3.0-or-later", "GPL-3.0-linking-exception": "GPL-3.0-or-later",
	"GPL-3.0-linking-source-exception": "GPL-3.0-or-later", "Independent-modules-exception": "LGPL-2.1-or-later",
	"KiCad-libraries-exception": "CC-BY-SA-4.0", "LGPL-3.0-linking-exception": "LGPL-3.0-only",
	"Linux-syscall-note": "GPL-2.0-only", "LLGPL": "LGPL-2.1-only", "LLVM-exception": "Apache-2.0", "LZMA-exception": "CPL-1.0",
	"mxml-exception": "Apache-2.0", "Nokia-Qt-exception-1.1": "LGPL-2.1-only", "OCaml-LGPL-linking-exception": "LGPL-2.0-or-later",
	"OCCT-exception-1.0": "LGPL-2.1-only", "OpenJDK-assembly-exception-1.0": "GPL-2.0-only", "PCRE2-exception": "BSD-3-Clause",
	"polyparse-exception": "LGPL-2.1-only", "PS-or-PDF-font-exception-20170817": "AGPL-3.0-only",
	"QPL-1.0-INRIA-2004-exception": "QPL-1.0-INRIA-2004", "Qt-GPL-exception-1.0": "GPL-3.0-only", "Qt-LGPL-exception-1.1": "LGPL-2.1-only",
	"Qwt-exception-1.0": "LGPL-2.1-only", "romic-exception": "AGPL-3.0-only", "rsync-linking-exception": "GPL-3.0-or-later",
	"SHL-2.0": "Apache-2.0", "SHL-2.1": "Apache-2.0", "Simple-Library-Usage-exception": "LGPL-2.1-only", "Swift-exception": "Apache-2.0",
	"Texinfo-exception": "GPL-3.0-or-later", "vsftpd-openssl-exception": "GPL-2.0-only",
	"Autoconf-exception-2.0": "GPL-2.0-only", "Bison-exception-2.2": "GPL-2.0-or-later", "CLISP-exception-2.0": "GPL-2.0-only",
	"DigiRule-FOSS-exception": "GPL-2.0-only", "eCos-exception-2.0": "GPL-2.0-or-later",
	"freertos-exception-2.0": "GPL-2.0-or-later", "i2p-gpl-java-exception": "GPL-2.0-or-later",
	"kvirc-openssl-exception": "GPL-2.0-or-later", "RRDtool-FLOSS-exception-2.0": "GPL-2.0-only",
	"stunnel-exception": "GPL-2.0-or-later", "u-boot-exception-2.0": "GPL-2.0-only", "UBDL-exception": "GPL-2.0-or-later",
	"Universal-FOSS-exception-1.0": "GPL-2.0-only", "Gmsh-exception": "GPL-2.0-or-later", "GPL-CC-1.0": "GPL-2.0-or-later",
	"WxWindows-exception-3.1": "LGPL-2.0-or-later", "Classpath-exception-2.0": "GPL-2.0-only",
	"x11vnc-openssl-exception": "GPL-2.0-or-later", "cryptsetup-OpenSSL-exception": "GPL-2.0-or-later",
}

// usualException has the id by which everybody knows an exception that the list has twice: its short
// form is the last paragraph of the long one and allows the same.
var usualException = map[string]string{"Classpath-exception-2.0-short": "Classpath-exception-2.0"}

// exceptionFor are the exceptions that are called by the same name where they are made to a later or
// another licence.
var exceptionFor = map[[2]string]string{
	{"GCC-exception-3.1", "GPL-2.0"}:    "GCC-exception-2.0",
	{"GCC-exception-3.1", "Apache-2.0"}: "Swift-exception",
	{"Bison-exception-1.24", "GPL-3.0"}: "Bison-exception-2.2",
}

// sorts are words for what exceptions with several wordings allow. Where one is only named, its
// wording elsewhere in the text says which it is.
var sorts = []string{"openssl", "autoconf", "bison"}

// ownException stands in the table of names for an exception that is none of the list.
const ownException = spdx.UnnamedException

const usualBase = "GPL-1.0-or-later"

// gnu are the families of which each takes the exceptions that were written for the other.
var gnu = []string{"GPL-", "LGPL-"}

// excepted are those to which somebody may make an exception in words of their own.
var excepted = append([]string{"AGPL-"}, gnu...)

// baseFamily is what the licences that an exception can be for begin with.
func baseFamily(exception string) []string {
	base, ok := exceptionBase[exception]
	if !ok {
		base = usualBase
	}
	if hasAnyPrefix(base, gnu) {
		return gnu
	}
	name, _, _ := strings.Cut(base, "-")
	return []string{name}
}

// How far an exception reaches for the notice that it belongs to, in bytes.
const exceptionReach = 6000

// How near behind a notice an exception is told together with it, in bytes.
const nearBehind = 500

// joinExceptions makes pairs of the exceptions that were found and the licences next to them. hits
// are in order; so is what it gives, in which an exception that belongs to none of them is left.
func joinExceptions(hits []hit) []hit {
	for i := range hits {
		if usual := usualException[hits[i].exception]; usual != "" {
			hits[i].exception = usual
		}
		h := hits[i]
		if h.exception == "" {
			continue
		}
		family := baseFamily(h.exception)
		base := nearestBase(hits, i, family)
		if base < 0 {
			continue
		}
		expression := hits[base].expression
		for j := range hits {
			if hits[j].exception == "" && distance(hits[j], h) < exceptionReach && spdx.Equal(hits[j].expression, expression) {
				hits[j].expression = withException(hits[j].expression, h.exception, family)
				readings := make([]spdx.Expression, len(hits[j].readings))
				for k, r := range hits[j].readings {
					readings[k] = withException(r, h.exception, family)
				}
				hits[j].readings = readings
			}
		}
		if gap := h.start - hits[base].end; base < i && gap < nearBehind {
			hits[base].end = max(hits[base].end, h.end)
		}
		hits[i].joined = true
	}
	return slices.DeleteFunc(hits, func(h hit) bool { return h.joined })
}

// loneExceptions puts a guess in the place of every exception that belongs to no licence of the file.
func loneExceptions(d *document, hits []hit) []hit {
	kept := hits[:0:0]
	for _, h := range hits {
		if h.exception != "" {
			o := alone(h, hits)
			if o.expression == nil {
				d.refuse(h, refusedOrphan)
				continue
			}
			h = o
		}
		kept = append(kept, h)
	}
	return kept
}

// alone is an exception without a licence beside it: the one that it was written for is a guess. It
// says nothing where the file has the pair otherwise.
func alone(h hit, hits []hit) hit {
	for _, o := range hits {
		if o.expression != nil && strings.Contains(o.expression.String(), " WITH "+h.exception) {
			return hit{}
		}
		if distance(o, h) < exceptionReach && isBase(o, families) {
			return hit{} // it is for that licence, and so another exception
		}
	}
	h.expression = h.assumed()
	h.confidence = inventory.Low
	h.exception = ""
	return h
}

// assumed is the pair of an exception and the licence that it was written for.
func (h *hit) assumed() spdx.Expression {
	base, ok := exceptionBase[h.exception]
	if !ok {
		base = usualBase
	}
	return spdx.With{License: spdx.License{ID: base}, Exception: spdx.Exception{ID: h.exception}}
}

func distance(a, b hit) int { return max(a.start-b.end, b.start-a.end, 0) }

// nearestBase finds the licence that an exception belongs to: the last before it, else the first behind it.
func nearestBase(hits []hit, at int, family []string) int {
	for i := at - 1; i >= 0; i-- {
		if distance(hits[i], hits[at]) < exceptionReach && isBase(hits[i], family) {
			return i
		}
	}
	for i := at + 1; i < len(hits); i++ {
		if distance(hits[i], hits[at]) < exceptionReach && isBase(hits[i], family) {
			return i
		}
	}
	return -1
}

func isBase(h hit, family []string) bool {
	if h.exception != "" || h.expression == nil || h.kind == inventory.FoundTag {
		return false
	}
	for _, atom := range spdx.Atoms(h.expression) {
		if l, ok := atom.(spdx.License); ok && hasAnyPrefix(l.ID, family) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// withException puts an exception to the licences of a family in an expression.
func withException(e spdx.Expression, exception string, family []string) spdx.Expression {
	return spdx.Fold(e,
		func(atom spdx.Expression) spdx.Expression {
			if l, ok := atom.(spdx.License); ok && hasAnyPrefix(l.ID, family) {
				return spdx.With{License: l, Exception: spdx.Exception{ID: exception}}
			}
			return atom
		},
		func(list []spdx.Expression) spdx.Expression { return spdx.All(list...) },
		func(list []spdx.Expression) spdx.Expression { return spdx.Any(list...) })
}
