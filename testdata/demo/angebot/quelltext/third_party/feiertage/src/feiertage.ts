/*
 * Feiertage in Nordrhein-Westfalen
 * Copyright (C) 2019 Jana Beispiel
 *
 * This program is free software: you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation, either version 3 of the License, or
 * (at your option) any later version.
 *
 * This program is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
 * GNU General Public License for more details.
 *
 * You should have received a copy of the GNU General Public License
 * along with this program.  If not, see <https://www.gnu.org/licenses/>.
 */

const fest = ["01-01", "05-01", "10-03", "11-01", "12-25", "12-26"];

/** Die festen Feiertage eines Jahres; die beweglichen rechnet der Aufrufer selbst. */
export function feiertage(jahr: number): string[] {
  return fest.map((t) => `${jahr}-${t}`);
}
