// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sarif

// The part of SARIF 2.1.0 (OASIS, with Errata 01) that is written here; names and meaning are those of the specification.

type logFile struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool        tool                `json:"tool"`
	Automation  *automation         `json:"automationDetails,omitempty"`
	Invocations []invocation        `json:"invocations"`
	Language    string              `json:"language"`
	ColumnKind  string              `json:"columnKind"`
	Bases       map[string]location `json:"originalUriBaseIds"`
	Artifacts   []artifact          `json:"artifacts,omitempty"`
	Results     []result            `json:"results"` // not null: the examination took place
	Properties  map[string]any      `json:"properties,omitempty"`
}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name            string `json:"name"`
	SemanticVersion string `json:"semanticVersion,omitempty"`
	Rules           []rule `json:"rules"`
}

type automation struct {
	ID string `json:"id"`
}

type invocation struct {
	Successful    bool           `json:"executionSuccessful"`
	End           string         `json:"endTimeUtc,omitempty"`
	Notifications []notification `json:"toolExecutionNotifications,omitempty"`
}

type notification struct {
	Descriptor *descriptor     `json:"descriptor,omitempty"`
	Level      string          `json:"level"`
	Message    message         `json:"message"`
	Locations  []placeLocation `json:"locations,omitempty"`
}

type descriptor struct {
	ID string `json:"id"`
}

type message struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type rule struct {
	ID         string         `json:"id"`
	Name       string         `json:"name,omitempty"`
	Short      *message       `json:"shortDescription,omitempty"`
	Full       *message       `json:"fullDescription,omitempty"`
	Help       *message       `json:"help,omitempty"`
	Default    configuration  `json:"defaultConfiguration"`
	Properties ruleProperties `json:"properties"`
}

type configuration struct {
	Level string `json:"level"`
}

type ruleProperties struct {
	Weight    string   `json:"weight"`
	Stage     string   `json:"stage,omitempty"`
	Addressee string   `json:"addressee,omitempty"`
	Origin    string   `json:"origin,omitempty"`
	Criterion string   `json:"criterion,omitempty"`
	Tags      []string `json:"tags,omitempty"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Kind         string            `json:"kind,omitempty"`
	Level        string            `json:"level"`
	Message      message           `json:"message"`
	Locations    []placeLocation   `json:"locations"`
	Related      []placeLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
	Suppressions []suppression     `json:"suppressions,omitempty"`
	Baseline     string            `json:"baselineState,omitempty"`
	Properties   resultProperties  `json:"properties"`
}

type resultProperties struct {
	Verdict    string `json:"verdict"`
	Component  string `json:"component,omitempty"`
	License    string `json:"license,omitempty"`
	Decision   string `json:"decision,omitempty"`
	MorePlaces int    `json:"morePlaces,omitempty"`
}

type suppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

type placeLocation struct {
	ID       *int      `json:"id,omitempty"`
	Physical physical  `json:"physicalLocation"`
	Logical  []logical `json:"logicalLocations,omitempty"`
}

type physical struct {
	Artifact location `json:"artifactLocation"`
	Region   *region  `json:"region,omitempty"`
}

type location struct {
	URI         string   `json:"uri,omitempty"`
	Base        string   `json:"uriBaseId,omitempty"`
	Index       *int     `json:"index,omitempty"`
	Description *message `json:"description,omitempty"`
}

type region struct {
	StartLine int      `json:"startLine,omitempty"`
	EndLine   int      `json:"endLine,omitempty"`
	Snippet   *message `json:"snippet,omitempty"`
}

type logical struct {
	Name      string `json:"name"`
	Qualified string `json:"fullyQualifiedName"`
	Kind      string `json:"kind"`
}

type artifact struct {
	Location location          `json:"location"`
	Length   *int64            `json:"length,omitempty"`
	Hashes   map[string]string `json:"hashes,omitempty"`
}
