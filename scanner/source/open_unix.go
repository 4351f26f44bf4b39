// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package source

import (
	"io"
	"syscall"
)

// A diskFile is a file of a folder that is open for reading. It is what os.File is without what that does to wait for pipes and to
// be closed by itself, which takes as long as opening a file.
type diskFile int

// openDisk opens a regular file and gives its size. Whatever else has come to stand in its place is errIrregular, and neither followed
// nor waited for.
func openDisk(name string) (diskFile, int64, error) {
	fd, err := again(func() (int, error) {
		return syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	})
	switch err {
	case nil:
	case syscall.ELOOP, syscall.EMLINK, syscall.ENXIO: // a link, as systems differ in saying, or a socket
		return -1, 0, errIrregular
	default:
		return -1, 0, err
	}
	f := diskFile(fd)
	var info syscall.Stat_t
	_, err = again(func() (int, error) { return 0, syscall.Fstat(fd, &info) })
	if err == nil && info.Mode&syscall.S_IFMT != syscall.S_IFREG {
		err = errIrregular
	}
	if err != nil {
		f.Close()
		return -1, 0, err
	}
	return f, info.Size, nil
}

// maxRead is how much some systems read at once at most.
const maxRead = 1 << 30

func (f diskFile) Read(p []byte) (int, error) {
	return ended(p, func(p []byte) (int, error) { return syscall.Read(int(f), p) })
}

// ReadAt reads until p is full, the file ends or an error comes.
func (f diskFile) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) && err == nil {
		var more int
		more, err = ended(p[n:], func(p []byte) (int, error) { return syscall.Pread(int(f), p, at+int64(n)) })
		n += more
	}
	return n, err
}

func (f diskFile) Close() error { return syscall.Close(int(f)) }

// ended reads once, and gives io.EOF where nothing more comes.
func ended(p []byte, read func([]byte) (int, error)) (int, error) {
	n, err := again(func() (int, error) { return read(p[:min(len(p), maxRead)]) })
	switch {
	case err != nil:
		return 0, err
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

// again calls the system until no signal interrupts it.
func again(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); err != syscall.EINTR {
			return n, err
		}
	}
}
