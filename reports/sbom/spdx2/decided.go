// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// decide writes what a person decided as the concluded licence, with an annotation by everyone who signed. What authors
// of documents concluded stays among the comments.
func (d *document) decide(p *v2_3.Package, c *inventory.Component, decision *assessment.Decision) {
	p.PackageLicenseConcluded = d.licenses.portable(decision.Concluded, decision.From(c)).String()
	p.PackageLicenseComments = "licenseConcluded: " + oneLine(decision.Note()) + "\n" + p.PackageLicenseComments
	for _, s := range decision.Signed {
		p.Annotations = append(p.Annotations, v2_3.Annotation{
			Annotator:                common.Annotator{AnnotatorType: "Person", Annotator: oneLine(s.Name)},
			AnnotationDate:           s.Date + "T00:00:00Z",
			AnnotationType:           "REVIEW",
			AnnotationSPDXIdentifier: common.DocElementID{ElementRefID: p.PackageSPDXIdentifier},
			AnnotationComment:        decision.Note(),
		})
	}
}
