// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"strings"
	"sync"
)

// classes are the classes of SPDX 3.0.0 and 3.0.1 in their compact spelling.
const classes = `
	Agent Annotation Artifact Bom Bundle CreationInfo DictionaryEntry Element ElementCollection ExternalIdentifier ExternalMap
	ExternalRef Hash IndividualElement IntegrityMethod LifecycleScopedRelationship NamespaceMap NoAssertionElement NoneElement
	Organization PackageVerificationCode Person PositiveIntegerRange Relationship SoftwareAgent SpdxDocument SpdxOrganization Tool
	ai_AIPackage ai_EnergyConsumption ai_EnergyConsumptionDescription build_Build dataset_DatasetPackage
	expandedlicensing_ConjunctiveLicenseSet expandedlicensing_CustomLicense expandedlicensing_CustomLicenseAddition
	expandedlicensing_DisjunctiveLicenseSet expandedlicensing_ExtendableLicense expandedlicensing_IndividualLicensingInfo
	expandedlicensing_License expandedlicensing_LicenseAddition expandedlicensing_ListedLicense
	expandedlicensing_ListedLicenseException expandedlicensing_NoAssertionLicense expandedlicensing_NoneLicense
	expandedlicensing_OrLaterOperator expandedlicensing_WithAdditionOperator
	extension_CdxPropertiesExtension extension_CdxPropertyEntry extension_Extension
	security_CvssV2VulnAssessmentRelationship security_CvssV3VulnAssessmentRelationship security_CvssV4VulnAssessmentRelationship
	security_EpssVulnAssessmentRelationship security_ExploitCatalogVulnAssessmentRelationship security_SsvcVulnAssessmentRelationship
	security_VexAffectedVulnAssessmentRelationship security_VexFixedVulnAssessmentRelationship
	security_VexNotAffectedVulnAssessmentRelationship security_VexUnderInvestigationVulnAssessmentRelationship
	security_VexVulnAssessmentRelationship security_VulnAssessmentRelationship security_Vulnerability
	simplelicensing_AnyLicenseInfo simplelicensing_LicenseExpression simplelicensing_SimpleLicensingText
	software_ContentIdentifier software_File software_Package software_Sbom software_Snippet software_SoftwareArtifact`

// fields are those that an inventory takes something from, or whose place tells what an element is.
const fields = `
	algorithm annotationType comment completeness contentType created createdBy createdUsing creationInfo dataLicense description element
	extension externalIdentifier externalIdentifierType externalRef externalRefType externalSpdxId from hashValue identifier
	identifierLocator import imports key locationHint locator name namespace namespaceMap originatedBy prefix profileConformance
	releaseTime relationshipType rootElement scope specVersion statement subject summary suppliedBy to value verifiedUsing
	expandedlicensing_additionText expandedlicensing_member expandedlicensing_subjectAddition expandedlicensing_subjectExtendableLicense
	expandedlicensing_subjectLicense expandedlicensing_licenseXml expandedlicensing_standardLicenseTemplate
	expandedlicensing_standardLicenseHeader expandedlicensing_isDeprecatedLicenseId expandedlicensing_seeAlso expandedlicensing_obsoletedBy
	extension_cdxProperty extension_cdxPropName extension_cdxPropValue
	simplelicensing_customIdToUri simplelicensing_licenseExpression simplelicensing_licenseListVersion simplelicensing_licenseText
	software_additionalPurpose software_attributionText software_contentIdentifier software_contentIdentifierType
	software_contentIdentifierValue software_copyrightText software_downloadLocation software_fileKind software_homePage
	software_packageUrl software_packageVersion software_primaryPurpose software_sbomType software_snippetFromFile software_sourceInfo
	declaredLicense concludedLicense proof signature`

// misspelt are other names under which fields are met, in lower case.
var misspelt = map[string]string{
	"id": "spdxId", "spdxid": "spdxId", "@id": "spdxId", "@type": "type", "type": "type",
	"externalidentifiers": "externalIdentifier", "externalrefs": "externalRef", "externalreferences": "externalRef",
	"rootelements": "rootElement", "elements": "element", "hashes": "verifiedUsing", "homepage": "software_homePage",
	"hasdeclaredlicense": "declaredLicense", "hasconcludedlicense": "concludedLicense",
	"licensedeclared": "declaredLicense", "licenseconcluded": "concludedLicense", "versioninfo": "software_packageVersion",
	"tolist": "to", "supplier": "suppliedBy", "originator": "originatedBy",
}

// terms are the names by themselves in lower case, with and without their profile, where that is one name only.
type terms struct {
	exact map[string]bool
	loose map[string]string
}

func newTerms(list string) terms {
	t := terms{map[string]bool{}, map[string]string{}}
	for name := range strings.FieldsSeq(list) {
		t.exact[name] = true
		t.loose[strings.ToLower(name)] = name
	}
	for name := range t.exact {
		if _, bare, ok := strings.Cut(name, "_"); ok {
			bare = strings.ToLower(bare)
			if other, taken := t.loose[bare]; !taken {
				t.loose[bare] = name
			} else if !t.exact[other] || strings.Contains(other, "_") {
				t.loose[bare] = ""
			}
		}
	}
	return t
}

var (
	classTerms = sync.OnceValue(func() terms { return newTerms(classes) })
	fieldTerms = sync.OnceValue(func() terms { return newTerms(fields) })
)

// vocabulary is the beginning of the official addresses of names; a version and "terms/" follow.
const vocabulary = "://spdx.org/rdf/3."

// resolve gives the compact spelling of a name, and whether it is one that JSON-LD allows for it.
// What is no name of SPDX 3 stays as it is.
func (t terms) resolve(g *Graph, name string) (compact string, right bool) {
	if t.exact[name] {
		return name, true
	}
	if !strings.Contains(name, ":") {
		if c := t.loose[strings.ToLower(name)]; c != "" {
			return c, false
		}
		return name, true
	}
	full := g.Expand(name)
	_, path, official := strings.Cut(full, vocabulary)
	if official {
		_, path, _ = strings.Cut(path, "/terms/")
	} else {
		path = strings.ReplaceAll(full, ":", "/")
	}
	steps := strings.Split(path, "/")
	if len(steps) >= 2 {
		profile, bare := strings.ToLower(steps[len(steps)-2]), steps[len(steps)-1]
		if profile == "core" && t.exact[bare] {
			return bare, official
		}
		if c := profile + "_" + bare; t.exact[c] {
			return c, official
		}
	}
	return name, true
}

// Term gives the word of an enumeration that a value stands for, without the address before it.
func Term(value string) string {
	value = strings.TrimSpace(value)
	if i := strings.LastIndexAny(value, "/#:"); i >= 0 {
		return value[i+1:]
	}
	return value
}
