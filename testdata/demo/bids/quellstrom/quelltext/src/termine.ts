// SPDX-FileCopyrightText: 2026 Quellstrom Systeme OHG
// SPDX-License-Identifier: MIT

/** Freie Termine eines Tages, auf die halbe Stunde. */
export function termine(): string[] {
  return ["08:00", "08:30", "09:00"];
}
