// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package cache keeps what was found out about contents for the next run. Losing it changes speed
// only: whatever is wrong with it is a miss, never an error.
//
// The folder is the user's own and no one else can write to it, or it is not used. In it there is a
// folder for each build that wrote, since another build may find something else; in that there are
// shards, each with the entries whose keys begin with the same byte. A shard is read when its first
// entry is asked for and written anew, through a temporary file, when there is something to add. Of
// two processes that write the same shard at once the last one wins.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Bounds of a cache.
const (
	MaxSize  = 256 << 20 // bytes of all files in the folder, if not told otherwise
	MaxValue = 64 << 10  // bytes of one value; larger ones are not kept

	shardCount = 256
)

// A Store is the entries of one build. It is safe for concurrent use. The nil Store is empty and
// keeps nothing.
type Store struct {
	root       *os.Root
	generation string // the name of the folder of this build
	build      [sha256.Size]byte
	size       int64
	today      uint32
	shards     [shardCount]shard
}

// Dir is the folder of the cache: what the variable LIZENZLOTSE_CACHE names, else "lizenzlotse" in the
// user's folder for caches. It is empty if there is none: a relative path is no place of the user's,
// it would lie in what is examined.
func Dir() string {
	if dir, set := os.LookupEnv("LIZENZLOTSE_CACHE"); set {
		if !filepath.IsAbs(dir) {
			return ""
		}
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil || !filepath.IsAbs(dir) {
		return ""
	}
	return filepath.Join(dir, "lizenzlotse")
}

// Open opens the cache in a folder, which is made if it is not there, for what one build of a program
// finds. It is nil, which is a cache too, if the folder cannot be used or is not the user's alone, or the
// build is not known.
// Size bounds the folder in bytes; 0 is MaxSize. The caller must Close it.
func Open(dir, build string, size int64) *Store {
	if build == "" {
		return nil
	}
	root := openOwn(dir)
	if root == nil {
		return nil
	}
	if size <= 0 {
		size = MaxSize
	}
	s := &Store{root: root, build: sha256.Sum256([]byte(build)), size: size, today: today()}
	s.generation = generationPrefix + hex.EncodeToString(s.build[:8])
	return s
}

// openOwn opens a folder, which is made if it is not there; nil if it cannot be used or is not the user's alone.
func openOwn(dir string) *os.Root {
	if dir == "" {
		return nil
	}
	if err := os.Mkdir(dir, 0o700); errors.Is(err, fs.ErrNotExist) {
		os.Mkdir(filepath.Dir(dir), 0o700) // "~/.cache", but no home for somebody who has none
		os.Mkdir(dir, 0o700)
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() { // a link may lead anywhere
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	if !isOwn(root, ".") {
		root.Close()
		return nil
	}
	return root
}

// today counts the days since 1970.
func today() uint32 { return uint32(time.Now().Unix() / (24 * 60 * 60)) }

// isOwn reports whether a name is that of a folder which the user alone can write to.
func isOwn(root *os.Root, name string) bool {
	info, err := root.Lstat(name)
	return err == nil && info.IsDir() && isOwned(info)
}

// A key is the SHA-256 of the build, the content's SHA-256 and its class.
type key [sha256.Size]byte

func (s *Store) key(sum, class string) (k key, ok bool) {
	var buf [2*sha256.Size + 64]byte
	b := append(buf[:0], s.build[:]...)
	b, err := hex.AppendDecode(b, []byte(sum))
	if err != nil || len(b) != 2*sha256.Size {
		return k, false
	}
	return sha256.Sum256(append(b, class...)), true
}

// Get finds the value of a content, named by its SHA-256 in hexadecimal, and what else of the file its
// value depends on. The value must not be changed.
func (s *Store) Get(sum, class string) (value []byte, ok bool) {
	if s == nil {
		return nil, false
	}
	k, ok := s.key(sum, class)
	if !ok {
		return nil, false
	}
	return s.shards[k[0]].get(s, k)
}

// Put keeps a value, which must not be changed any more. It is written by Close.
func (s *Store) Put(sum, class string, value []byte) {
	if s == nil || len(value) > MaxValue {
		return
	}
	if k, ok := s.key(sum, class); ok {
		s.shards[k[0]].put(k, value, int(s.size/shardCount))
	}
}

// Close writes what was put, and lets the folder go. The Store must not be used any more.
func (s *Store) Close() {
	if s == nil {
		return
	}
	defer s.root.Close()
	s.save()
}

// A shard is the entries of which the keys begin with the same byte.
type shard struct {
	once sync.Once
	old  table // what was on disk when it was first asked for

	mu    sync.Mutex
	fresh map[key][]byte // what is to be written
	size  int
}

func (h *shard) get(s *Store, k key) ([]byte, bool) {
	h.once.Do(func() { h.old = s.read(shardName(k[0])) })
	if value, used, ok := h.old.get(k); ok {
		if used+refresh <= s.today {
			h.mu.Lock()
			defer h.mu.Unlock()
			if h.fresh == nil {
				h.fresh = map[key][]byte{}
			}
			h.fresh[k] = value
		}
		return value, true
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	value, ok := h.fresh[k]
	return value, ok
}

// refresh is after how many days the use of an entry is noted again.
const refresh = 7

func (h *shard) put(k key, value []byte, limit int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.fresh == nil {
		h.fresh = map[key][]byte{}
	}
	if _, known := h.fresh[k]; known || h.size > limit {
		return
	}
	h.fresh[k] = value
	h.size += entrySize + len(value)
}
