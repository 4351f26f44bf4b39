// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// unreadPapers are the endings of what people write to people, of which no form is read here: texts with their layout, slides,
// tables, letters by mail, and pictures of pages.
var unreadPapers = []string{".pdf", ".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".ott", ".rtf", ".pages", ".epub", ".ppt", ".pptx", ".pptm", ".odp",
	".odg", ".vsd", ".vsdx", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers", ".eml", ".msg", ".tif", ".tiff", ".xps", ".oxps"}

// isUnreadPaper reports whether a file is a paper of which nothing was read. What names a licence all the same, as a letter in
// plain text with few codes in it, was read as far as that goes.
func isUnreadPaper(e *source.Entry, f *inventory.File) bool {
	if e.Size == 0 || len(f.Findings) > 0 || e.Kind.Archive() || e.Kind.SBOM() {
		return false
	}
	if slices.ContainsFunc(f.Roles, func(r string) bool { return r != inventory.RoleBinary && r != inventory.RoleReadme }) {
		return false
	}
	return e.Kind == source.KindOffice || isPaperName(e.Path)
}

func isPaperName(name string) bool {
	return slices.Contains(unreadPapers, strings.ToLower(path.Ext(name)))
}

// accompanying are the endings of what accompanies software and is none: letters, forms, tables.
var accompanying = []string{".txt", ".md", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".eml", ".msg", ".p7s"}

// accompanies tells the papers of a bid that lie beside its components. A licence, or a paper that
// says something of one, is never taken for such.
func accompanies(f inventory.File) bool {
	return len(f.Findings) == 0 && !slices.Contains(f.Roles, inventory.RoleLicense) && !slices.Contains(f.Roles, inventory.RoleNotice) &&
		slices.Contains(accompanying, strings.ToLower(path.Ext(f.Path)))
}
