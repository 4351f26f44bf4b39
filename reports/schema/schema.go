// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package schema holds the JSON Schemas of what is written as JSON, for programs that read it.
package schema

import _ "embed" // the schemas

// Result is the schema of a saved result (JSON Schema 2020-12). It describes version 1 of the
// format, which inventory.Schema names.
//
//go:embed lizenzlotse-result-1.schema.json
var Result []byte

// Difference is the schema of what diff writes (JSON Schema 2020-12). It describes version 1 of the
// format, which difference.Schema names.
//
//go:embed lizenzlotse-difference-1.schema.json
var Difference []byte

// Outbound is the schema of what outbound writes (JSON Schema 2020-12). It describes version 1 of the
// format, which assessment.ReleaseSchema names.
//
//go:embed lizenzlotse-outbound-1.schema.json
var Outbound []byte

// Comparison is the schema of what compare writes (JSON Schema 2020-12). It describes version 1 of the
// format, which assessment.ComparisonSchema names.
//
//go:embed lizenzlotse-comparison-1.schema.json
var Comparison []byte

// Verification is the schema of what verify writes (JSON Schema 2020-12). It describes version 1 of the
// format, which assessment.VerificationSchema names.
//
//go:embed lizenzlotse-verification-1.schema.json
var Verification []byte

// Why is the schema of what why writes (JSON Schema 2020-12). It describes version 1 of the format, which
// why.Schema names.
//
//go:embed lizenzlotse-why-1.schema.json
var Why []byte
