// SPDX-FileCopyrightText: 2026 Musterwerk IT GmbH
// SPDX-License-Identifier: EUPL-1.2

import { feiertage } from "../third_party/feiertage/src/feiertage";
import { tag } from "../third_party/datumskern/index";

/** Freie Termine eines Amtes, ohne Wochenenden und Feiertage. */
export function freieTermine(von: Date, bis: Date, vergeben: Set<string>): string[] {
  const frei: string[] = [];
  const frei_tage = new Set(feiertage(von.getFullYear()));
  for (let t = von; t <= bis; t = new Date(t.getTime() + 86_400_000)) {
    const name = tag(t);
    if (t.getDay() % 6 !== 0 && !frei_tage.has(name) && !vergeben.has(name)) frei.push(name);
  }
  return frei;
}
