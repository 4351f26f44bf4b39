// SPDX-FileCopyrightText: 2026 Musterwerk IT GmbH
// SPDX-License-Identifier: EUPL-1.2

/** Eine Buchung gehört zu genau einem Termin und wird nach 24 Stunden hinfällig. */
export interface Buchung {
  termin: string;
  anliegen: string;
  bestaetigt: boolean;
}
