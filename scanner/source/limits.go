// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"context"
	"errors"
	"io"
	"math/bits"
	"sync"

	"lizenzlotse/scanner/inventory"
)

// largeSize is from where on a content is not held in memory by every worker at once.
const largeSize = 16 << 20

var (
	errTotal    = errors.New("more bytes than the limit")
	errRatio    = errors.New("expands more than the limit")
	errTooLarge = errors.New("file larger than the limit")
)

// A budget is what is left to one archive of the input with everything nested in it. It is used
// by the one goroutine that lists the archive.
type budget struct {
	path    string // of the outermost archive
	issues  *issues
	limits  Limits
	bytes   int64
	entries int64
	spent   bool // a limit was hit: nothing more of this archive is read
}

// take spends bytes. It fails once, and from then on, if there are not that many left.
func (b *budget) take(n int64) error {
	if b.spent {
		return errTotal
	}
	if b.bytes += n; b.bytes > b.limits.Total || b.bytes < 0 {
		b.spent = true
		b.issues.unread("archive-total", b.path, inventory.Args{"limit": number(b.limits.Total)})
		return errTotal
	}
	return nil
}

// entry counts one entry, and reports whether it may be looked at.
func (b *budget) entry() bool {
	if b.spent {
		return false
	}
	if b.entries++; b.entries > b.limits.Entries {
		b.spent = true
		b.issues.unread("archive-entries", b.path, inventory.Args{"limit": number(b.limits.Entries)})
	}
	return !b.spent
}

// ratioFrom is how much has to come out of a stream before its ratio counts.
const ratioFrom = 1 << 20

// expands reports whether so many bytes out of so many in are more than the ratio allows.
func (l Limits) expands(out, in int64) bool {
	return out > ratioFrom && out/l.Ratio >= max(in, 1)
}

// A meter reads what comes out of a decompressor and stops where a limit is hit.
type meter struct {
	ctx    context.Context
	out    io.Reader
	in     *int64 // how much the decompressor took; nil: nothing is compressed
	budget *budget
	n      int64
	zeros  int64 // how many zero bytes came last
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.out.Read(p)
	m.n += int64(n)
	m.countZeros(p[:n])
	if over := m.budget.take(int64(n)); over != nil {
		return 0, over
	}
	if m.in != nil && m.budget.limits.expands(m.n, *m.in) {
		return 0, errRatio
	}
	return n, err
}

func (m *meter) countZeros(p []byte) {
	i := len(p)
	for i > 0 && p[i-1] == 0 {
		i--
	}
	if i > 0 {
		m.zeros = 0
	}
	m.zeros += int64(len(p) - i)
}

// A counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// A content is what was read into memory. It must be released.
type content struct {
	data   []byte
	walker *walker
	place  bool // it has a place among the large ones
}

// buffers are kept by size: buffers[i] have a capacity of at least 1<<i.
var buffers [25]sync.Pool

func getBuffer(size int64) []byte {
	class := max(bits.Len64(uint64(max(size, 1)-1)), 12)
	if class >= len(buffers) {
		return make([]byte, 0, size)
	}
	if b, ok := buffers[class].Get().(*[]byte); ok {
		return (*b)[:0]
	}
	return make([]byte, 0, 1<<class)
}

func putBuffer(b []byte) {
	class := bits.Len64(uint64(cap(b))) - 1
	if class < 12 || class >= len(buffers) {
		return
	}
	buffers[class].Put(&b)
}

// release gives the memory back; the data must not be used after it.
func (c *content) release() {
	putBuffer(c.data)
	if c.place {
		<-c.walker.large
	}
	*c = content{}
}

// large reports whether the content is one of those that are not held by every worker at once.
func (c *content) large() bool { return c.place || len(c.data) > largeSize }

// claimed is how much memory is given in advance to a content of which an archive says that it
// has that size. If that is a lie it must not cost more.
func claimed(size int64) int64 { return min(max(size, 0), largeSize) }

// read takes everything from r, of which about size bytes are expected. After an error the
// content is what came before it; over the limit of one file, the error is errTooLarge. Inside of
// what lies in memory already, held is set: it has the place that a large content needs.
func (w *walker) read(r io.Reader, size int64, held bool) (content, error) {
	c := content{walker: w}
	takePlace := func() {
		if !held && !c.place {
			w.large <- struct{}{}
			c.place = true
		}
	}
	if size > largeSize {
		takePlace()
	}
	c.data = getBuffer(min(size, w.limits.Entry) + 1)
	for {
		if w.stopped() {
			return c, w.ctx.Err()
		}
		if len(c.data) == cap(c.data) {
			if len(c.data) >= largeSize {
				takePlace()
			}
			grown := getBuffer(min(int64(cap(c.data))*2, max(w.limits.Entry, int64(cap(c.data)))+1))
			grown = append(grown, c.data...)
			putBuffer(c.data)
			c.data = grown
		}
		n, err := r.Read(c.data[len(c.data):cap(c.data)])
		c.data = c.data[:len(c.data)+n]
		switch {
		case int64(len(c.data)) > w.limits.Entry:
			return c, errTooLarge
		case err == io.EOF:
			return c, nil
		case err != nil:
			return c, err
		}
	}
}
