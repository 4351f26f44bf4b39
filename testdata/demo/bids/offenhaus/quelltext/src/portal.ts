// SPDX-FileCopyrightText: 2026 Offenhaus eG
// SPDX-License-Identifier: MIT

import { formular } from "formularkern";

/** Die Anmeldung zu einem Termin. */
export function anmeldung(): string {
  return formular(["Name", "Anliegen"]);
}
