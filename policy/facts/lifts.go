// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import "slices"

// ownTerms are the exceptions by which the program that is linked with the part may be passed on under terms of one's
// choice, or without restriction from the part. Others that spare what is linked keep something: eCos the source code, FreeRTOS a statement.
var ownTerms = []string{
	"GCC-exception-3.1",             // sec. 1: target code of eligible compilation processes
	"GCC-exception-2.0",             // not when it is passed on by itself
	"GCC-exception-2.0-note",        // the same
	"Bootloader-exception",          // the same
	"Classpath-exception-2.0",       // with independent modules
	"Classpath-exception-2.0-short", // the same
	"Fawkes-Runtime-exception",      // the same
	"Independent-modules-exception", // the same
	"OCaml-LGPL-linking-exception",  // with a publicly distributed version
	"WxWindows-exception-3.1",       // no. 2: works in binary form
}

// OwnTerms reports whether the exception of a pair, where its conditions are met, lets a program that the part is linked into
// go out under terms of one's choice, so that nothing is owed of the part in it.
func (f Facts) OwnTerms() bool { return slices.Contains(ownTerms, f.Exception) }

// SourceOnly reports whether the copyleft of a licence asks for the source code of the whole program, freely
// redistributable under reasonable conditions, and not for its own terms: Sleepycat and TMate, third condition.
func (f Facts) SourceOnly() bool {
	return slices.Contains([]string{"Sleepycat", "TMate"}, f.ID)
}

// Produced reports whether what is made of a database owes a notice wherever the public uses it: ODbL-1.0 sec. 4.3,
// ODC-By-1.0 sec. 4.3.
func (f Facts) Produced() bool {
	return f.Kind == KindData && slices.Contains(f.Naming, NamingAcknowledgement)
}
