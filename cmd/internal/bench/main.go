// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Command bench measures Lizenzlotse as whole processes over public input, each beside a
// reference that runs in turn with it, and writes a table with the figures to be reached.
//
//	go run ./cmd/internal/bench [-n ROUNDS] [-only ROW,…] [-input linux=FOLDER] [-peers] [-json]
//
// It measures and does not gate: its exit code is 0 whatever is missed, and a row whose input or
// reference cannot be had says why.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A bench is a run of this program.
type bench struct {
	path     string            // of lizenzlotse
	self     string            // of this program, which generates and decodes in processes of its own
	cache    string            // what was fetched; kept
	temp     string            // gone at the end
	given    map[string]string // trees the user pointed at
	rounds   int
	threads  int
	limit    time.Duration
	peers    bool // install those that are missing
	hasCache bool
	trees    map[string]prepared
	log      io.Writer
}

// A prepared is a tree or a sample of one, or why there is none.
type prepared struct {
	input
	err error
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := start(ctx, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

func start(ctx context.Context, args []string) error {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		return alone(args)
	}
	b := bench{given: map[string]string{}, trees: map[string]prepared{}, log: os.Stderr}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	program := flags.String("program", "build/lizenzlotse", "the `program` to measure")
	cache := flags.String("cache", "build/bench", "the `folder` that keeps what is fetched")
	only := flags.String("only", "", "measure only the rows whose names begin with one of these `names`, with commas between")
	asJSON := flags.Bool("json", false, "write JSON instead of the table")
	flags.IntVar(&b.rounds, "n", 3, "`rounds` that count, after one that warms up")
	flags.IntVar(&b.threads, "threads", 2, "threads for each side")
	flags.DurationVar(&b.limit, "limit", 15*time.Minute, "how long one process may take")
	flags.BoolVar(&b.peers, "peers", false, "install the peers that are missing, into the cache")
	flags.Func("input", "`linux=FOLDER` or node=FOLDER: a tree that is there already", func(s string) error {
		name, path, ok := strings.Cut(s, "=")
		if !ok || name != "linux" && name != "node" {
			return errors.New("say linux=FOLDER or node=FOLDER")
		}
		b.given[name] = path
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || b.rounds < 1 || b.threads < 1 {
		return errors.New("wrong use; -h lists the flags")
	}
	if err := b.prepare(ctx, *program, *cache); err != nil {
		return err
	}
	defer os.RemoveAll(b.temp)
	results := b.measure(ctx, *only)
	if *asJSON {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		return e.Encode(results)
	}
	fmt.Printf("%s, %d processors of which each side uses %d%s; rounds that count: %d.\n\n",
		runtime.GOOS+"/"+runtime.GOARCH, runtime.NumCPU(), b.threads, load(), b.rounds)
	return table(os.Stdout, results)
}

// alone does what this program has a process of its own for: what is measured itself, and what needs
// memory, because no process is counted less than the one that started it (see peakMB).
func alone(args []string) error {
	switch {
	case args[0] == "decode" && len(args) == 3:
		count, err := decode(args[1], args[2])
		if err == nil {
			fmt.Println(count)
		}
		return err
	case args[0] == "generate" && len(args) == 4:
		n, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		f, err := os.Create(args[3])
		if err != nil {
			return err
		}
		return errors.Join(generate(f, args[1], n), f.Close())
	case (args[0] == "sample" || args[0] == "share") && len(args) == 4:
		n, err := strconv.Atoi(args[2])
		if err != nil || n < 1 {
			return errors.Join(err, errors.New("say how many"))
		}
		if args[0] == "share" {
			return share(args[1], n, args[3])
		}
		return sample(args[1], n, args[3])
	}
	return errors.New("wrong use; -h lists the flags")
}

func (b *bench) prepare(ctx context.Context, program, cache string) (err error) {
	if b.path, err = filepath.Abs(program); err != nil {
		return err
	}
	if b.cache, err = filepath.Abs(cache); err != nil {
		return err
	}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	help, err := exec.CommandContext(ctx, b.path, "scan", "--help").Output()
	if err != nil {
		return fmt.Errorf("%w; make build builds it", err)
	}
	b.hasCache = strings.Contains(string(help), "--no-cache")
	if err := os.MkdirAll(b.cache, 0o755); err != nil {
		return err
	}
	b.temp, err = os.MkdirTemp(b.cache, "run-")
	return err
}

// measure goes through the rows; what the user interrupts is left out.
func (b *bench) measure(ctx context.Context, only string) []result {
	results := []result{}
	for _, p := range b.plans() {
		if !selected(p.name, only) {
			continue
		}
		r := b.measureRow(ctx, p)
		if ctx.Err() != nil {
			break
		}
		results = append(results, r)
	}
	return results
}

func (b *bench) measureRow(ctx context.Context, p plan) result {
	r := result{Name: p.name}
	row, err := p.prepare(ctx)
	if err != nil {
		r.Skipped = err.Error()
		return r
	}
	if row.rounds == 0 {
		row.rounds = b.rounds
	}
	var told time.Time
	ours, reference, err := compare(ctx, comparison{
		ours: row.ours, reference: row.reference, rounds: row.rounds, once: row.referenceOnce, limit: b.limit,
		step: func(s string) {
			if time.Since(told) > 5*time.Second {
				told = time.Now()
				b.step(p.name + ": " + s)
			}
		},
	})
	if err != nil {
		r.Skipped = err.Error()
		return r
	}
	r.Command, r.Against, r.Input, r.Note = row.command, row.against, &row.input, row.note
	r.judge(ours, reference, row.bytes, row.targets)
	return r
}

// step tells whoever waits what is being done.
func (b *bench) step(what string) { fmt.Fprintln(b.log, what) }

func selected(name, only string) bool {
	for prefix := range strings.SplitSeq(only, ",") {
		if strings.HasPrefix(name, strings.TrimSpace(prefix)) {
			return true
		}
	}
	return false
}

// load says how busy the machine is, where it tells: figures of a busy one are worth less.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	one, _, _ := strings.Cut(string(data), " ")
	return ", load average " + one + " at the end"
}
