// SPDX-FileCopyrightText: 2026 Kartenhaus Digital GmbH
// SPDX-License-Identifier: Apache-2.0

import { karte } from "kartensuche-pro";

/** Die Ämter in der Nähe, auf der Karte. */
export function aemter(ort: string): string[] {
  return karte(ort).map((a) => a.name);
}
