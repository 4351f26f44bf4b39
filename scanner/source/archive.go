// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/loosejson"
)

// stored is an archive that lies in memory or on the disk, or comes as a stream.
type stored struct {
	at     io.ReaderAt
	size   int64
	stream io.Reader // where at is nil
}

func (s stored) reader() io.Reader {
	if s.at == nil {
		return s.stream
	}
	return io.NewSectionReader(s.at, 0, s.size)
}

// descend visits what is in an archive. Its entries are called after inner, which is empty for an
// archive that is the input itself; name is what it is called in any case.
func (l *level) descend(inner, name string, kind Kind, s stored, large bool) {
	if kind.unsupported() {
		return
	}
	if l.depth-l.uncounted >= l.limits.Nesting && !l.packs(inner) {
		l.issues.unread("archive-nested", inner, inventory.Args{"limit": number(int64(l.limits.Nesting))})
		return
	}
	in := l.enter(inner, large)
	in.form = kind
	defer in.close()
	switch kind {
	case KindZip:
		in.packed = nil
		in.zip(s)
	case KindTar:
		in.packed = nil
		in.tarStored(s)
	case Kind7z:
		in.packed = nil
		in.sevenZip(s)
	case KindDeb:
		in.packed = nil
		in.deb(&meter{ctx: l.ctx, out: bufio.NewReaderSize(s.reader(), streamBuffer), budget: in.budget})
	case KindCpio:
		in.packed = nil
		in.cpio(newCpioReader(&meter{ctx: l.ctx, out: s.reader(), budget: in.budget}))
	case KindRPM:
		in.packed = nil
		in.rpm(s.reader())
	default:
		in.compressed(kind, name, s.reader(), s.again())
	}
}

const streamBuffer = 64 << 10

// again gives the archive from its beginning; nil for what comes only once.
func (s stored) again() func() io.Reader {
	if s.at == nil {
		return nil
	}
	return s.reader
}

// compressed visits the one file or the tar in a stream.
func (l *level) compressed(kind Kind, name string, r io.Reader, again func() io.Reader) {
	in := &counter{r: r}
	m := &meter{ctx: l.ctx, in: &in.n, budget: l.budget}
	unpacked, err := decompressor(kind, bufio.NewReaderSize(in, streamBuffer))
	if err != nil {
		l.broken(err)
		return
	}
	if c, ok := unpacked.(interface{ Close() }); ok {
		defer c.Close()
	}
	m.out = unpacked
	l.packed = append(slices.Clone(l.packed), string(kind))
	out := bufio.NewReaderSize(m, tarBlock)
	if head, _ := out.Peek(tarBlock); isTar(head) {
		l.packed = nil // it is the tar that they are entries of
		l.parts = newParts(nil)
		if again != nil && beginsImage(head) {
			l.parts.set = l.imagesOf(kind, again())
		}
		l.tarFrom(m, out)
		return
	} else if identifyMagic(head) == KindCpio {
		l.packed = nil
		l.cpio(newCpioReader(out))
		return
	}
	if !l.budget.entry() {
		return
	}
	p, ok := l.admit(withoutExtension(path.Base(name)))
	if !ok {
		return
	}
	c, err := l.read(out, 0, l.large)
	if err == errTooLarge {
		l.tooLarge(p, int64(len(c.data)))
		c.release()
		return
	}
	if err != nil {
		l.broken(err)
	}
	l.take(p, &c, err)
}

// decompressor reads what is in a compressed stream. One that has a Close must be closed.
func decompressor(kind Kind, r io.Reader) (io.Reader, error) {
	switch kind {
	case KindBzip2:
		return bzip2.NewReader(r), nil
	case KindXZ:
		return newXZReader(r)
	case KindZstd:
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxDictionary), zstd.WithDecoderMaxMemory(math.MaxInt64)) // the meter counts what comes out
	}
	return gzip.NewReader(r)
}

func withoutExtension(name string) string {
	for _, ext := range []string{".gz", ".bz2", ".gzip", ".xz", ".zst", ".zstd"} {
		if base, ok := strings.CutSuffix(name, ext); ok && base != "" {
			return base
		}
	}
	return name
}

// take visits an entry of a stream, and what is in it, before the stream goes on. err is what
// ended the reading; what was read before it is examined unless the entry is over a limit.
func (l *level) take(p string, c *content, err error) {
	if err != nil && (len(c.data) == 0 || overLimit(err)) || l.stopped() {
		c.release()
		return
	}
	kind := wholeMagic(c.data)
	if !kind.Archive() || kind.unsupported() {
		if (kind == KindPlain || kind == KindRPMHeader) && !l.free && l.packagePart(p) && len(bytes.Trim(c.data, "\x00")) > 0 { // packed or locked in a way that nobody here knows
			l.issues.unread("archive-method", p, nil)
		}
		held := *c
		l.spawn(held.large(), func() {
			defer held.release()
			l.examine(p, held.data, err != nil)
		})
		return
	}
	defer c.release()
	l.examine(p, c.data, err != nil)
	l.descend(p, p, kind, stored{at: bytes.NewReader(c.data), size: int64(len(c.data))}, c.large())
}

func overLimit(err error) bool {
	return errors.Is(err, errTotal) || errors.Is(err, errRatio) || errors.Is(err, errTooLarge)
}

// broken says why the archive was not read to its end. Of the limits of a whole input the budget
// has said so already.
func (l *level) broken(err error) {
	switch {
	case l.stopped(), errors.Is(err, errTotal):
	case errors.Is(err, errDictionary), errors.Is(err, zstd.ErrWindowSizeExceeded):
		l.issues.unread("archive-memory", l.path, inventory.Args{"limit": number(maxDictionary)})
	case errors.Is(err, errMethod), errors.Is(err, zstd.ErrUnknownDictionary):
		l.issues.unread("archive-method", l.path, nil)
	case errors.Is(err, errRatio):
		l.issues.unread("archive-ratio", l.path, inventory.Args{"limit": number(l.limits.Ratio)})
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		l.issues.unread("archive-truncated", l.path, nil)
	default:
		l.issues.unread("archive-corrupt", l.path, nil)
	}
}

func (l *level) tooLarge(p string, size int64) {
	l.issues.unread("entry-too-large", p, inventory.Args{"size": number(size), "limit": number(l.limits.Entry)})
}

// identify gives an entry, of which all is there, its kind: by Identify, by a zip at its end, and by what an SBOM is wrapped in.
func (w *walker) identify(e *Entry) {
	e.Kind = wholeMagic(e.Data)
	if e.Kind == KindPlain && w.o.Recall != nil {
		e.Known = w.o.Recall(e)
	}
	if e.Kind != KindPlain || e.Known != nil {
		return
	}
	if isBinary(e.Data) {
		e.Kind = KindBinary
		return
	}
	text := Text(e.Data)
	from := loosejson.SkipBlank(text, 0)
	e.Kind = identifyText(text, from)
	if e.Kind == KindPlain && w.o.Wraps != nil && w.o.Wraps(text, from) {
		e.Kind = KindEnvelope
	}
}

// wholeMagic tells archives, and what else has a sign, from everything else, without reading more than the ends of the data.
func wholeMagic(data []byte) Kind {
	k := identifyMagic(data)
	switch {
	case k == KindZip && isOffice(bytes.NewReader(data), int64(len(data))):
		return KindOffice
	case k.Archive():
		return k
	}
	tail := data[max(0, len(data)-endWithin):]
	// Its third byte stands in few texts and is found faster than the whole.
	if bytes.IndexByte(tail, endSignature[2]) >= 0 && bytes.Contains(tail, endSignature) && hidesZip(bytes.NewReader(data), int64(len(data))) {
		return KindZip
	}
	return k
}

// hidesZip reports whether a file that does not look like it is a zip all the same: those are
// found by their end, and anything may stand in front, as in self-extracting archives.
func hidesZip(at io.ReaderAt, size int64) bool {
	if findEnd(stored{at: at, size: size}) < 0 {
		return false
	}
	guard := &directoryGuard{at: at, left: 1<<16 + 160*Limits{}.withDefaults().Entries}
	z, err := zip.NewReader(guard, size)
	return errors.Is(err, errDirectory) || z != nil && len(z.File) > 0
}

// isProgram reports whether the data begins like a program of Windows, Linux or macOS or like a script.
func isProgram(head []byte) bool {
	for _, magic := range []string{"#!", "MZ", "\x7fELF", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}
