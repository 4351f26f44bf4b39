// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Opens every HTML page of a folder as a reader may have it (light, dark, on paper; wide and 320 px; folded parts folded and open)
// and fails if axe-core finds anything against WCAG 2.0 or 2.1 (A, AA) or EN 301 549, if a page is wider than its window, if it asks
// for anything but itself, or if the browser complains, as it does of what the Content-Security-Policy stops.
//
//   node axe.mjs FOLDER-WITH-NODE_MODULES BROWSER FOLDER-WITH-PAGES
import { createRequire } from 'node:module'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [tools, browser, folder] = process.argv.slice(2)
const require = createRequire(resolve(tools, 'node_modules', 'x'))
const { chromium } = require('playwright-core')
const axe = require('axe-core')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'EN-301-549']
const looks = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, print: { media: 'print', colorScheme: 'light' } }
const widths = [1280, 320]

const pages = readdirSync(folder).filter(name => name.endsWith('.html')).sort()
if (pages.length === 0) throw new Error(`no pages in ${folder}`)
const rules = axe.getRules(standards).length
if (rules < 50) throw new Error(`axe-core has ${rules} rules for these standards`)

const program = await chromium.launch({ executablePath: browser, chromiumSandbox: process.getuid() !== 0 })
let failures = 0
for (const name of pages) {
  const url = pathToFileURL(resolve(folder, name)).href
  const found = new Map() // what, and where it was seen
  const see = (what, where) => found.set(what, [...(found.get(what) ?? []), where])
  for (const width of widths) {
    const page = await program.newPage({ viewport: { width, height: 900 } })
    let where = `${width} px, opened`
    page.on('request', r => { if (r.url() !== url) see(`asks for ${r.url()}`, where) })
    page.on('console', m => { if (['error', 'warning'].includes(m.type())) see(`console: ${m.text()}`, where) })
    page.on('pageerror', e => see(`script: ${e.message}`, where))
    await page.goto(url)
    for (const [look, media] of Object.entries(looks)) {
      if (look === 'print' && width !== widths[0]) continue // no paper is so narrow
      await page.emulateMedia({ media: 'screen', ...media })
      for (const open of [false, true]) {
        where = `${width} px, ${look}${open ? ', unfolded' : ''}`
        await page.evaluate(open => document.querySelectorAll('details').forEach(d => { d.open = open }), open)
        const [inner, outer, widest] = await page.evaluate(() => {
          const root = document.documentElement
          const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
          return [root.scrollWidth, root.clientWidth, out.slice(-1).map(e => e.outerHTML.slice(0, 120))[0]]
        })
        if (look !== 'print' && inner > outer) see(`wider than its window: ${widest}`, `${where}: ${inner} > ${outer}`)
        if (!open && (width !== widths[0] || look !== 'light')) continue // the unfolded page has all that a folded one has
        await page.evaluate(axe.source)
        const result = await page.evaluate(tags => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), standards)
        for (const v of result.violations) {
          for (const n of v.nodes) see(`${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${n.html.slice(0, 160)}\n    ${n.failureSummary.replaceAll('\n', ' ')}`, where)
        }
      }
    }
    await page.close()
  }
  console.log(`${name}: ${found.size === 0 ? 'nothing found' : `${found.size} found`}`)
  for (const [what, where] of [...found].slice(0, 10)) console.log(`  ${what}\n    (${where.join('; ')})`)
  failures += found.size
}
await program.close()
process.exit(failures === 0 ? 0 : 1)
