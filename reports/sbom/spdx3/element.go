// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

// An element is any object of the graph, with the fields of SPDX 3.0.1 that are written here in the order
// in which they are.
type element struct {
	Type         string   `json:"type"`
	ID           string   `json:"spdxId,omitempty"`
	NodeID       string   `json:"@id,omitempty"` // of what is no element
	CreationInfo string   `json:"creationInfo,omitempty"`
	SpecVersion  string   `json:"specVersion,omitempty"`
	Created      string   `json:"created,omitempty"`
	CreatedBy    []string `json:"createdBy,omitempty"`
	CreatedUsing []string `json:"createdUsing,omitempty"`

	Name               string               `json:"name,omitempty"`
	Description        string               `json:"description,omitempty"`
	Comment            string               `json:"comment,omitempty"`
	ExternalIdentifier []externalIdentifier `json:"externalIdentifier,omitempty"`
	ExternalRef        []externalRef        `json:"externalRef,omitempty"`
	VerifiedUsing      []hash               `json:"verifiedUsing,omitempty"`
	ProfileConformance []string             `json:"profileConformance,omitempty"`
	RootElement        []string             `json:"rootElement,omitempty"`
	DataLicense        string               `json:"dataLicense,omitempty"`
	SbomType           []string             `json:"software_sbomType,omitempty"`

	OriginatedBy      []string            `json:"originatedBy,omitempty"`
	SuppliedBy        string              `json:"suppliedBy,omitempty"`
	PackageVersion    string              `json:"software_packageVersion,omitempty"`
	PrimaryPurpose    string              `json:"software_primaryPurpose,omitempty"`
	AdditionalPurpose []string            `json:"software_additionalPurpose,omitempty"`
	CopyrightText     string              `json:"software_copyrightText,omitempty"`
	ContentIdentifier []contentIdentifier `json:"software_contentIdentifier,omitempty"`
	DownloadLocation  string              `json:"software_downloadLocation,omitempty"`
	HomePage          string              `json:"software_homePage,omitempty"`
	PackageURL        string              `json:"software_packageUrl,omitempty"`

	LicenseExpression  string       `json:"simplelicensing_licenseExpression,omitempty"`
	LicenseListVersion string       `json:"simplelicensing_licenseListVersion,omitempty"`
	CustomIDToURI      []dictionary `json:"simplelicensing_customIdToUri,omitempty"`
	LicenseText        string       `json:"simplelicensing_licenseText,omitempty"`
	AdditionText       string       `json:"expandedlicensing_additionText,omitempty"`

	From             string   `json:"from,omitempty"`
	RelationshipType string   `json:"relationshipType,omitempty"`
	Scope            string   `json:"scope,omitempty"`
	Completeness     string   `json:"completeness,omitempty"`
	To               []string `json:"to,omitempty"`

	Subject        string `json:"subject,omitempty"`
	AnnotationType string `json:"annotationType,omitempty"`
	Statement      string `json:"statement,omitempty"`
}

type externalIdentifier struct {
	Type       string `json:"type"`
	Kind       string `json:"externalIdentifierType"`
	Identifier string `json:"identifier"`
}

type externalRef struct {
	Type    string   `json:"type"`
	Kind    string   `json:"externalRefType"`
	Locator []string `json:"locator"`
}

type hash struct {
	Type      string `json:"type"`
	Algorithm string `json:"algorithm"`
	Value     string `json:"hashValue"`
}

type contentIdentifier struct {
	Type  string `json:"type"`
	Kind  string `json:"software_contentIdentifierType"`
	Value string `json:"software_contentIdentifierValue"`
}

type dictionary struct {
	Type  string `json:"type"`
	Key   string `json:"key"`
	Value string `json:"value"`
}

func reference(kind, locator string) externalRef {
	return externalRef{"ExternalRef", kind, []string{locator}}
}
