// Copyright (c) 2021 Die Datumskern-Autoren
/** Der Tag als JJJJ-MM-TT. */
export function tag(d: Date): string {
  return d.toISOString().slice(0, 10);
}
