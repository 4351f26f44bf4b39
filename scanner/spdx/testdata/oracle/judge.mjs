// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Judges expressions with spdx-expression-parse: a JSON array of texts in, an array of booleans
// out. With the argument "vocabulary" it prints the identifiers that the package knows instead.

import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const require = createRequire(join(process.cwd(), 'package.json'))
const parse = require('spdx-expression-parse')

const valid = text => {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

const answer = process.argv[2] === 'vocabulary'
  ? {
      licenses: [...require('spdx-license-ids'), ...require('spdx-license-ids/deprecated')],
      exceptions: require('spdx-exceptions')
    }
  : JSON.parse(readFileSync(0, 'utf8')).map(valid)
process.stdout.write(JSON.stringify(answer))
