// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package schema holds the JSON Schema of the saved result, for programs that read it.
package schema

import _ "embed" // the schema

// Result is the schema of a saved result (JSON Schema 2020-12). It describes version 1 of the
// format, which inventory.Schema names.
//
//go:embed lizenzlotse-result-1.schema.json
var Result []byte
