// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Below so many bytes memory is not worth the time that collecting garbage takes: most checks end before
// they come there. Beyond, the heap may grow to twice what is in use, as it would by itself.
const (
	smallHeap  = 224 << 20
	heapGrowth = 800 // per cent, until smallHeap is reached
)

// tuneMemory sets when garbage is collected, unless the user's environment does.
func tuneMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(heapGrowth)
	debug.SetMemoryLimit(smallHeap)
	afterEachCollection(adaptLimit)
}

// afterEachCollection calls f whenever garbage was collected, for as long as the process lives.
func afterEachCollection(f func()) {
	type mark struct{ *byte } // not so tiny that it shares its memory with others
	runtime.AddCleanup(&mark{new(byte)}, func(struct{}) {
		f()
		afterEachCollection(f)
	}, struct{}{})
}

func adaptLimit() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() == metrics.KindUint64 {
		debug.SetMemoryLimit(max(smallHeap, 2*int64(live[0].Value.Uint64())))
	}
}
