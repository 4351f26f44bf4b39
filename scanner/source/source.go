// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package source opens what was handed over for examination: folders, files, archives, stdin. It
// recognises each file by its content, never by its name, and hands it to a visitor.
//
// Archives are read as streams or in memory; nothing is ever written to disk, no link is followed
// and nothing is executed. It fails closed: whatever is not read, for a limit, a fault or because
// nobody here knows the format, is an Issue with Effect unread. What is left out by a pattern is counted.
package source

import (
	"context"
	"io"

	"lizenzlotse/scanner/inventory"
)

// An Entry is one regular file of the input. Archives are entries themselves, and so are the files in them.
type Entry struct {
	// Path is relative to the input, with slashes and "!/" between an archive and what is in it. It
	// is unique within a walk, holds no control characters, and never a path of the machine.
	Path string
	// Size in bytes; of a Partial entry, of what was read.
	Size   int64
	SHA256 string // hexadecimal; of a Partial entry, of what was read
	SHA1   string // hexadecimal, only where Options.SHA1 asks for it
	Kind   Kind
	// Data is the whole content, valid and unchanged only during the call. It is nil where the
	// content is over a limit (then an Issue says so), for archives that were read as a stream, and
	// where At is set.
	Data []byte
	// At reads the content of a file of the disk that is too large to be in memory, and neither an
	// archive nor structured. It is valid only during the call, and fails once the walk is to end.
	At io.ReaderAt
	// Known is what Options.Recall gave of it, if anything.
	Known any
	// Depth is the number of archives around the entry, the tars of packages and the layers of images among them: 0 for a file of a folder.
	Depth int
	// Packed names the compression of a single file, from the outside in: "gzip". It is nil for an entry of an archive or folder.
	Packed []string
	// Partial is set where the content broke off or did not match its checksum; an Issue says so.
	Partial bool
}

// Options of a walk. The zero Options leave out nothing but .git, .hg and .svn, each of which an Issue
// notes with the number of its files.
type Options struct {
	Exclude []Pattern // the first that matches a file leaves it out
	SHA1    bool      // compute Entry.SHA1 too
	Stdin   io.Reader // what the input "-" reads; nil: there is none
	Limits  Limits
	Whole   func(path string) bool // of which files Entry.Data is wanted even if Entry.At would do; nil: of none
	// Wraps tells of a text, in UTF-8, whether an SBOM is wrapped in it: such a file is of KindEnvelope. It
	// is asked of all that is of no other kind, so it must be quick to say no; from is where something stands in the text that is neither
	// blank nor in a comment. nil: none is.
	Wraps func(text []byte, from int) bool
	// Recall gives what is known of a content that is no archive, by its digest: then it is plain text, which is not found out
	// again, and what is known stands in Entry.Known when it is visited. It is nil of all others. nil: nothing is known.
	Recall  func(e *Entry) (known any)
	Workers int // how many files are visited at once; 0: as many as processors

	Progress *Progress // if not nil, is kept up to date during the walk
}

// Limits bound what an input may cost. A field that is zero has its default. What goes over one
// is not examined, and an Issue with Effect unread names the limit.
type Limits struct {
	Total   int64 // bytes that come out of one archive of the input with everything nested in it, or of a file that is read in pieces: 2 GiB
	Entry   int64 // bytes of one file that is needed as a whole: 256 MiB
	Ratio   int64 // bytes out for each byte in, once 1 MiB came out: 200
	Entries int64 // entries of one archive of the input with everything nested in it: 500,000
	Nesting int   // archives within archives, but for the tars of packages and the layers of images: 4
}

func (l Limits) withDefaults() Limits {
	set := func(v *int64, def int64) {
		if *v <= 0 {
			*v = def
		}
	}
	set(&l.Total, 2<<30)
	set(&l.Entry, 256<<20)
	set(&l.Ratio, 200)
	set(&l.Entries, 500_000)
	if l.Nesting <= 0 {
		l.Nesting = 4
	}
	return l
}

// A Result tells what a walk examined and what it could not.
type Result struct {
	// Subject has Name, Kind, SHA256 and Inputs. The SHA-256 of a file or archive is its own; of a
	// folder, of the sorted lines "path size sha256" of its files that were read, each ended by a
	// newline; of a bundle, of the sorted lines "name sha256" of its inputs.
	Subject  inventory.Subject
	Issues   []inventory.Issue // sorted by path, then code
	Excluded []Excluded        // for each of Options.Exclude, in that order
	Images   []Image           // sorted by folder, then number
	DocLinks []Link            // sorted by path
	Files    int               // entries visited
	Bytes    int64             // the sum of their sizes
}

// An Excluded is a pattern and how many files it kept out. An archive that is left out counts as one.
type Excluded struct {
	Pattern
	Files int
}

// Walk examines the inputs: folders, files, archives, or "-" for stdin. It calls visit for every
// regular file, from several goroutines at once and in no fixed order; everything else in the
// Result is the same for the same input.
//
// The paths of a single folder or archive are relative to it, a single file has its base name. Of
// several inputs each path begins with the base name of its input, "bid", and if another has the
// same name, "bid~2".
//
// The error is an [inventory.Error] if an input does not exist or cannot be opened or a pattern
// does not parse, the context's once it ends, or what visit returned, which ends the walk.
// Whatever is wrong inside an input is an Issue instead. Once the context ends there is a Result
// beside the error: what was visited until then, with a Subject that has no digest.
func Walk(ctx context.Context, inputs []string, o Options, visit func(*Entry) error) (*Result, error) {
	w, err := newWalker(ctx, o, visit)
	if err != nil {
		return nil, err
	}
	defer w.cancel(nil)
	return w.walk(inputs)
}
